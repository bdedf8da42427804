"""The plan as a tree: life domains, goals, actions; who agrees; who stands around."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from ontschot.accounts import queries as accounts
from ontschot.domain.people.models import Person
from ontschot.domain.people.queries import household_record, persons_by_number
from ontschot.domain.people.rules import dates
from ontschot.domain.plans.models import Action, Agreement, Goal, LineStep, Plan
from ontschot.domain.plans.queries.around import Around, around
from ontschot.domain.plans.queries.changes import steps_of_plan
from ontschot.domain.plans.queries.records import plans_of
from ontschot.domain.plans.queries.subjects import members_of, subjects_of
from ontschot.domain.plans.rules import ACTION_MOVES, GOAL_MOVES, is_asked, moves_from
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy.models import LifeDomain
from ontschot.privacy.queries import every_life_domain, own_persons

OPEN_ACTIONS = (Action.State.PLANNED, Action.State.STARTED)


@dataclass(frozen=True)
class ActionView:
    """An action. ``mine``: the one who looks does it (by account, or as a resident by person)."""

    record: Action
    owner: str
    overdue: bool
    mine: bool
    step: LineStep | None = None  # who proposed to go up to line 2

    @property
    def moves(self) -> list[str]:
        """The states one may go to now, in the order of the choices."""
        possible = moves_from(ACTION_MOVES, self.record.state)
        return [state for state in Action.State.values if state in possible]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.record.state in OPEN_ACTIONS


@dataclass(frozen=True)
class GoalView:
    """A goal with its actions. ``person`` is empty for the whole household."""

    record: Goal
    person: str
    actions: list[ActionView]

    @property
    def moves(self) -> list[str]:
        """The states one may go to now."""
        possible = moves_from(GOAL_MOVES, self.record.state)
        return [state for state in Goal.State.values if state in possible]


@dataclass(frozen=True)
class DomainView:
    """The goals of one life domain."""

    domain: LifeDomain
    goals: list[GoalView]


@dataclass(frozen=True)
class AgreementView:
    """What one member says of this edition.

    ``agrees`` None: not answered yet. ``name`` is empty for who is hidden from the reader.
    """

    person_id: int
    name: str
    asked: bool
    agrees: bool | None
    remark: str
    how: str
    representative: bool
    recorded_by: str
    recorded_at: dt.datetime | None
    own: bool


@dataclass(frozen=True)
class PlanView:
    """The one plan of a household, as far as the reader may see."""

    record: Plan
    household_name: str
    domains: list[DomainView]
    agreements: list[AgreementView]
    around: Around
    dropped: list[GoalView] = field(default_factory=list)

    @property
    def goals(self) -> list[GoalView]:
        """All goals that are not let go."""
        return [goal for domain in self.domains for goal in domain.goals]

    @property
    def actions(self) -> list[ActionView]:
        """All actions of these goals."""
        return [action for goal in self.goals for action in goal.actions]

    @property
    def is_current(self) -> bool:
        """Whether it is not closed."""
        return self.record.state != Plan.State.CLOSED

    @property
    def lines(self) -> dict[int, int]:
        """How many open actions stand on line 0, 1 and 2."""
        counts = dict.fromkeys(Action.Line.values, 0)
        for action in self.actions:
            if action.is_open:
                counts[action.record.line] += 1
        return counts


def plan_of_household(household_id: int) -> PlanView | None:
    """The current plan, else the one closed last, else None.

    The same number of queries whatever the size of the plan.
    """
    every = plans_of(household_id)
    closed = [(one.closed_at, one.pk, one) for one in every if one.closed_at]
    current = next((one for one in every if one.state != Plan.State.CLOSED), None)
    record = current or (max(closed)[2] if closed else None)
    if record is None:
        log.read("plan", subjects_of(household_id))
        return None
    return _view(record)


def plan(plan_id: int) -> PlanView:
    """One plan. Raises Plan.DoesNotExist when not there or not open to the user."""
    return _view(Plan.objects.get(pk=plan_id))


def _view(record: Plan) -> PlanView:
    members = members_of(record.household_id)
    persons = persons_by_number(members)
    goals = _goals(record, persons)
    by_domain: dict[int, list[GoalView]] = defaultdict(list)
    for goal in goals:
        if goal.record.state != Goal.State.DROPPED:
            by_domain[goal.record.life_domain_id].append(goal)
    domains = [DomainView(d, by_domain[d.pk]) for d in every_life_domain().values() if d.pk in by_domain]
    view = PlanView(
        record=record,
        household_name=household_record(record.household_id).name,
        domains=domains,
        agreements=_agreements(record, members, persons),
        around=around(record.household_id),
        dropped=[goal for goal in goals if goal.record.state == Goal.State.DROPPED],
    )
    log.read("plan", subjects_of(record.household_id, members), object_id=record.pk)
    return view


def _goals(record: Plan, persons: dict[int, Person]) -> list[GoalView]:
    actor, today = acting.current().actor, calendar.today()
    own = set(own_persons()) if actor.role == "resident" else set()
    rows: dict[int, list[ActionView]] = defaultdict(list)
    steps = {} if actor.role == "resident" else steps_of_plan(record.pk)
    for action in Action.objects.filter(goal__plan=record).order_by("due_on", "id"):
        rows[action.goal_id].append(_action(action, actor.user_id, own, today, steps.get(action.pk)))
    return [
        GoalView(
            record=goal,
            person=persons[goal.person_id].display_name if goal.person_id in persons else "",
            actions=rows[goal.pk],
        )
        for goal in Goal.objects.filter(plan=record).select_related("life_domain").order_by("position", "id")
    ]


def _action(action: Action, user_id: int | None, own: set[int], today: dt.date, step: LineStep | None) -> ActionView:
    return ActionView(
        record=action,
        owner=action.owner_name,
        overdue=bool(action.due_on and action.due_on < today and action.state in OPEN_ACTIONS),
        mine=(user_id is not None and action.owner_user_id == user_id) or action.owner_person_id in own,
        step=step,
    )


def _agreements(record: Plan, members: list[int], persons: dict[int, Person]) -> list[AgreementView]:
    """One line for each member who is asked, with the last word on this edition."""
    last: dict[int, Agreement] = {}
    for row in Agreement.objects.filter(plan=record, edition=record.edition).order_by("recorded_at", "id"):
        last[row.person_id] = row
    names = accounts.user_names(row.recorded_by for row in last.values() if row.how != Agreement.How.PORTAL)
    own = set(own_persons()) if acting.current().actor.role == "resident" else set()
    rows = [_agreement(pk, persons.get(pk), last.get(pk), names, pk in own) for pk in dict.fromkeys([*members, *last])]
    return [row for row in rows if row.asked or row.agrees is not None]


def _agreement(
    person_id: int,
    person: Person | None,
    said: Agreement | None,
    names: dict[int, accounts.Professional],
    own: bool,
) -> AgreementView:
    by = names.get(said.recorded_by) if said else None
    return AgreementView(
        person_id=person_id,
        name=person.display_name if person else "",
        asked=person is not None and is_asked(_age(person), dead=bool(person.death_date)),
        agrees=said.agrees if said else None,
        remark=said.remark if said else "",
        how=said.get_how_display() if said else "",
        representative=bool(said and said.given_by_representative),
        recorded_by=by.name if by else "",
        recorded_at=said.recorded_at if said else None,
        own=own,
    )


def _age(person: Person) -> int | None:
    if not person.birth_date:
        return None
    return dates.age_on(dates.parse(person.birth_date), calendar.today()).lowest


def closed_plans(household_id: int) -> list[Plan]:
    """Earlier plans, newest first."""
    found = list(Plan.objects.filter(household_id=household_id, state=Plan.State.CLOSED).order_by("-closed_at"))
    log.read("plan", subjects_of(household_id), closed=len(found))
    return found


def goal(goal_id: int) -> Goal:
    """One goal, to edit. Raises Goal.DoesNotExist."""
    found = Goal.objects.select_related("life_domain", "plan").get(pk=goal_id)
    log.read("goal", subjects_of(found.plan.household_id), object_id=goal_id)
    return found


def action(action_id: int) -> Action:
    """One action, to edit. Raises Action.DoesNotExist."""
    found = Action.objects.select_related("goal", "goal__plan").get(pk=action_id)
    log.read("action", subjects_of(found.goal.plan.household_id), object_id=action_id)
    return found


def action_states(record: Action) -> list[tuple[str, str]]:
    """The present state and those one may go to, with labels, for a form. The caller shows (and logs) the action."""
    possible = moves_from(ACTION_MOVES, record.state) | {record.state}
    return [(value, str(label)) for value, label in Action.State.choices if value in possible]

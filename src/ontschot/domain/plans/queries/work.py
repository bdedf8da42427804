"""My work: tasks, my actions by date, the households in which I am active."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from ontschot.accounts import queries as accounts
from ontschot.accounts.absence_queries import AbsenceView, covering
from ontschot.domain.people import queries as people
from ontschot.domain.plans.models import Action, Coordinatorship, Involvement, Plan, Task, own_words
from ontschot.foundation import calendar
from ontschot.foundation.name_order import family_in_order
from ontschot.privacy import acting, log

PER_LIST = 50
SOON = dt.timedelta(days=14)
_NAME = F("household__name")  # the name alone: a whole household for each of fifty rows costs more than the row


@dataclass(frozen=True)
class WorkTask:
    """A task with the household it is about. ``later``: it asks nothing in the coming two weeks. ``fixed``: its
    last day is one of a term, and came: it cannot wait."""

    record: Task
    household_name: str
    overdue: bool
    of_team: bool
    later: bool
    fixed: bool = False

    @property
    def reminds_of(self) -> int | None:
        """The term of which it says only that its end is near; None for every other task."""
        kind, _colon, rest = self.record.kind.partition(":")
        number, _colon, what = rest.partition(":")
        return int(number) if kind == "term" and what == "reminder" and number.isdecimal() else None


@dataclass(frozen=True)
class WorkAction:
    """An action that the user will do, with the household."""

    record: Action
    household_id: int
    household_name: str
    overdue: bool


@dataclass(frozen=True)
class HouseholdLine:
    """A household in which the user is active, and as what. ``plan_state`` is empty without a current plan."""

    household_id: int
    name: str
    street: str
    role: str
    coordinates: bool
    since: dt.date
    plan_state: str
    open_actions: int


def my_tasks(*, state: str = Task.State.OPEN, limit: int = PER_LIST) -> list[WorkTask]:
    """Tasks of the user and of their teams, oldest date first."""
    user_id = acting.current().actor.user_id
    teams = [team.pk for team in accounts.teams_of(user_id)] if user_id else []
    mine = Task.objects.filter(user_id=user_id, state=state)
    theirs = Task.objects.filter(team_id__in=teams, state=state)
    rows = _named(mine | theirs, limit)
    log.read("task", [log.Subject(row.person_id, row.household_id) for row in rows])
    return [_task(row) for row in rows]


@dataclass(frozen=True)
class CoveredWork:
    """The work of a colleague who is away and whom the user covers."""

    absence: AbsenceView
    tasks: list[WorkTask]
    actions: list[WorkAction]
    households: list[HouseholdLine]
    more: bool


def covered_work() -> list[CoveredWork]:
    """Of each colleague whom the user covers today: open tasks, actions and households."""
    user_id = acting.current().actor.user_id
    return [_covered(one) for one in covering(user_id)] if user_id else []


def _covered(absence: AbsenceView) -> CoveredWork:
    rows = _named(Task.objects.filter(user_id=absence.user_id, state=Task.State.OPEN), PER_LIST)
    log.read("task", [log.Subject(row.person_id, row.household_id) for row in rows], covers=absence.user_id)
    households, more = my_households(of=absence.user_id, limit=PER_LIST)
    return CoveredWork(
        absence=absence,
        tasks=[_task(row) for row in rows],
        actions=my_actions(of=absence.user_id),
        households=households,
        more=more,
    )


@dataclass(frozen=True)
class HandedOver:
    """A household that the user handed over and may still look into."""

    coordinatorship_id: int
    household_id: int
    name: str
    last_day: dt.date


def handed_over() -> list[HandedOver]:
    """Households of which the user was coordinator and in which they still look along."""
    found = Coordinatorship.objects.filter(
        user_id=acting.current().actor.user_id or 0, access_until__gt=calendar.today()
    ).select_related("household")
    rows = [
        HandedOver(one.pk, one.household_id, one.household.name, one.access_until - dt.timedelta(days=1))
        for one in found.order_by("access_until", "id")
        if one.access_until
    ]
    log.read("household", [log.Subject(household_id=row.household_id) for row in rows], handed_over=len(rows))
    return rows


def goes_along(household_id: int, user_id: int) -> list[str]:
    """What a coordinator leaves to the next: open tasks and actions, each with its date, in words."""
    tasks = Task.objects.filter(household_id=household_id, user_id=user_id, state=Task.State.OPEN)
    actions = Action.objects.filter(
        goal__plan__household_id=household_id,
        owner_user_id=user_id,
        state__in=[Action.State.PLANNED, Action.State.STARTED],
    )
    rows = [*((one.due_on, one.words) for one in tasks), *actions.values_list("due_on", "text")]
    log.read("task", [log.Subject(household_id=household_id)], goes_along=len(rows))
    rows.sort(key=lambda row: (row[0] is None, row[0] or dt.date.max))
    # Some texts say their day themselves.
    return [f"{text} ({due:%d-%m-%Y})" if due and str(due.year) not in text else text for due, text in rows]


def task(task_id: int) -> Task:
    """One task. Raises Task.DoesNotExist when not there or not open to the user."""
    found = Task.objects.get(pk=task_id)
    log.read("task", [log.Subject(found.person_id, found.household_id)], object_id=found.pk)
    return found


def tasks_of_household(household_id: int) -> list[WorkTask]:
    """Open tasks about this household."""
    rows = _named(Task.objects.filter(household_id=household_id, state=Task.State.OPEN), PER_LIST)
    log.read("task", [log.Subject(row.person_id, row.household_id) for row in rows])
    return [_task(row) for row in rows]


def _named(found: QuerySet[Task], limit: int) -> list[Any]:
    """Tasks, each with the name of its household, oldest date first."""
    return list(found.annotate(household_name=_NAME).order_by("due_on", "created_at", "id")[:limit])


def _task(row: Any) -> WorkTask:
    today = calendar.today()
    overdue = bool(row.due_on and row.due_on < today and row.state == Task.State.OPEN)
    later = bool(row.due_on and row.due_on > today + SOON)
    fixed = bool(row.kind.startswith("term") and row.due_on and row.due_on <= today)
    return WorkTask(row, row.household_name, overdue, row.team_id is not None, later, fixed)


def my_actions(*, of: int | None = None, limit: int = PER_LIST) -> list[WorkAction]:
    """Open actions that the user (or ``of``, whom they cover) will do, by date; those without a date last."""
    today = calendar.today()
    found = Action.objects.filter(
        owner_user_id=of or acting.current().actor.user_id, state__in=[Action.State.PLANNED, Action.State.STARTED]
    ).exclude(goal__plan__state=Plan.State.CLOSED)
    named: QuerySet[Any] = found.annotate(
        person_id=F("goal__person_id"),
        household_id=F("goal__plan__household_id"),
        household_name=F("goal__plan__household__name"),
    )
    rows = list(named.order_by("due_on", "id")[:limit])
    log.read("action", [log.Subject(row.person_id, row.household_id) for row in rows])
    return [
        WorkAction(
            record=row,
            household_id=row.household_id,
            household_name=row.household_name,
            overdue=bool(row.due_on and row.due_on < today),
        )
        for row in rows
    ]


def my_households(*, of: int | None = None, offset: int = 0, limit: int = 25) -> tuple[list[HouseholdLine], bool]:
    """Households in which the user (or ``of``, whom they cover) is involved now, those they coordinate first, and
    whether there are more.
    """
    user_id = of or acting.current().actor.user_id or 0
    found: QuerySet[Any] = Involvement.objects.filter(user_id=user_id, ended_at=None).annotate(household_name=_NAME)
    rows = list(found.order_by("kind", family_in_order("household__name"), "id")[offset : offset + limit + 1])
    shown = rows[:limit]
    ids = {row.household_id for row in shown}
    states = dict(
        Plan.objects.filter(household_id__in=ids).exclude(state=Plan.State.CLOSED).values_list("household_id", "state")
    )
    open_actions, streets = _open_actions(ids), people.streets(ids)
    log.read("household", [log.Subject(household_id=number) for number in sorted(ids)])
    lines = [
        HouseholdLine(
            household_id=row.household_id,
            name=row.household_name,
            street=streets.get(row.household_id, ""),
            role=own_words.shown(row.role),
            coordinates=row.kind == Involvement.Kind.COORDINATOR,
            since=row.starts_on,
            plan_state=states.get(row.household_id, ""),
            open_actions=open_actions.get(row.household_id, 0),
        )
        for row in shown
    ]
    return lines, len(rows) > limit


def _open_actions(household_ids: set[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    rows = Action.objects.filter(
        goal__plan__household_id__in=household_ids, state__in=[Action.State.PLANNED, Action.State.STARTED]
    )
    for household_id in rows.values_list("goal__plan__household_id", flat=True):
        counts[household_id] = counts.get(household_id, 0) + 1
    return counts

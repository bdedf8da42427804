"""The editions of a plan, and in words what changed between two of them: read from the history tables.

What a history row held lies in the drawer it had then, so a reader sees the changes of what they may see. A change and
the new edition it made happen in one transaction and carry one moment: an edition begins with the change that made it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from ontschot.accounts import queries as accounts
from ontschot.domain.people.models import Person
from ontschot.domain.plans.models import Agreement, Goal, Plan
from ontschot.domain.plans.queries.change_words import sentence
from ontschot.domain.plans.queries.subjects import subjects_of
from ontschot.domain.plans.rules import CONTENT, ActionThen, Change, GoalThen, PlanThen, differences
from ontschot.privacy import log
from ontschot.privacy.models import LifeDomain
from ontschot.privacy.queries import own_persons


@dataclass(frozen=True)
class EditionView:
    """An edition: from when until when it held (None: it holds), who made it, and who said what of it."""

    number: int
    since: dt.datetime
    until: dt.datetime | None
    made_by: str
    voices: list[tuple[str, bool]]


@dataclass(frozen=True)
class ChangeLine:
    """One change in words. ``content``: the household is asked anew for it; otherwise it is progress."""

    text: str
    who: str
    when: dt.datetime | None
    content: bool


@dataclass(frozen=True)
class GoalChanges:
    """The changes of one goal; ``goal`` empty for what we work towards."""

    goal: str
    person: str
    life_domain: str
    lines: list[ChangeLine]


@dataclass(frozen=True)
class Comparison:
    """What changed between two editions."""

    plan_id: int
    before: int
    after: int
    goals: list[GoalChanges] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many changes."""
        return sum(len(goal.lines) for goal in self.goals)


def editions(plan_id: int) -> list[EditionView]:
    """All editions, newest first. Raises Plan.DoesNotExist."""
    record = Plan.objects.get(pk=plan_id)
    starts = _starts(plan_id)
    said: dict[int, dict[int, bool]] = defaultdict(dict)
    for row in Agreement.objects.filter(plan=record).order_by("recorded_at", "id"):
        said[row.edition][row.person_id] = row.agrees
    ids = {person_id for voices in said.values() for person_id in voices}
    persons = Person.objects.only("id", "display_name").in_bulk(ids)
    names = _names(event.pgh_context for event in starts.values())
    numbers = sorted(starts)
    rows = [
        EditionView(
            number=number,
            since=starts[number].pgh_created_at,
            until=starts[later].pgh_created_at if (later := _next(numbers, number)) else None,
            made_by=names.get(_user(starts[number].pgh_context), ""),
            voices=[(persons[pk].display_name, yes) for pk, yes in said[number].items() if pk in persons],
        )
        for number in numbers
    ]
    log.read("plan", subjects_of(record.household_id), object_id=plan_id, editions=len(rows))
    return rows[::-1]


def compare(plan_id: int, before: int, after: int) -> Comparison:
    """What changed from edition ``before`` (as it last stood) to edition ``after`` (as it last stood, or stands now).

    Raises Plan.DoesNotExist, and LookupError when the plan has no such editions.
    """
    record = Plan.objects.get(pk=plan_id)
    starts = _starts(plan_id)
    log.read("plan", subjects_of(record.household_id), object_id=plan_id, compared=[before, after])
    if before not in starts or after not in starts:
        raise LookupError(before, after)
    return _compare(record, starts, before, after)


def since_agreed(plan_id: int) -> Comparison | None:
    """What changed since the resident who looks last agreed; None when they did not agree yet, or nothing changed."""
    record = Plan.objects.get(pk=plan_id)
    mine = Agreement.objects.filter(plan=record, person_id__in=own_persons(represented=False), agrees=True)
    agreed = mine.order_by("-recorded_at", "-id").first()
    log.read("plan", subjects_of(record.household_id), object_id=plan_id, since_agreed=True)
    if agreed is None or agreed.edition >= record.edition:
        return None
    starts = _starts(plan_id)
    found = _compare(record, starts, agreed.edition, record.edition) if agreed.edition in starts else None
    return found if found and found.count else None


# ------------------------------------------------------------------------------------------------ from the history


def _history(name: str) -> Any:
    return apps.get_model("plans", f"{name}Event")


def _starts(plan_id: int) -> dict[int, Any]:
    """The first history row of each edition."""
    found: dict[int, Any] = {}
    rows = _history("Plan").objects.filter(pgh_obj_id=plan_id).select_related("pgh_context").order_by("pgh_id")
    for row in rows:
        found.setdefault(row.edition, row)
    return found


def _next(numbers: list[int], number: int) -> int | None:
    return next((later for later in numbers if later > number), None)


def _user(context: Any) -> int:
    return int((context.metadata if context else {}).get("user") or 0)


def _names(contexts: Iterable[Any]) -> dict[int, str]:
    found = accounts.user_names(number for context in contexts if (number := _user(context)))
    return {pk: one.name for pk, one in found.items()}


@dataclass
class _Rows:
    """The history of a plan's motto, goals and actions, oldest first, by object."""

    plan: list[Any]
    goals: dict[int, list[Any]]
    actions: dict[int, list[Any]]

    @classmethod
    def of(cls, record: Plan, goals: dict[int, Goal]) -> _Rows:
        goal_rows, action_rows = defaultdict(list), defaultdict(list)
        mine = {"plan_id": record.pk, "pgh_obj_id__in": goals}
        for row in _history("Goal").objects.filter(**mine).select_related("pgh_context").order_by("pgh_id"):
            goal_rows[row.pgh_obj_id].append(row)
        found = _history("Action").objects.filter(goal_id__in=goals).select_related("pgh_context")
        for row in found.order_by("pgh_id"):
            action_rows[row.pgh_obj_id].append(row)
        plan = _history("Plan").objects.filter(pgh_obj_id=record.pk).select_related("pgh_context")
        return cls(list(plan.order_by("pgh_id")), dict(goal_rows), dict(action_rows))

    def at(self, moment: dt.datetime | None) -> PlanThen:
        """The plan just before ``moment`` (None: now)."""
        motto = _last(self.plan, moment)
        actions: dict[int, dict[int, ActionThen]] = defaultdict(dict)
        for pk, rows in self.actions.items():
            row = _last(rows, moment)
            if row:
                then = ActionThen(row.text, row.owner_name, row.line, row.due_on, row.state)
                actions[row.goal_id][pk] = then
        goals = {
            pk: GoalThen(row.text, row.life_domain_id, row.state, actions[pk])
            for pk, rows in self.goals.items()
            if (row := _last(rows, moment))
        }
        return PlanThen(motto.motto if motto else "", goals)

    def made(self, change: Change, until: dt.datetime | None) -> Any:
        """The history row in which this change was last made before ``until``."""
        if change.action_id:
            rows, name = self.actions[change.action_id], _FIELD.get(change.kind, "text")
        elif change.goal_id:
            rows, name = self.goals[change.goal_id], _FIELD.get(change.kind, "text")
        else:
            rows, name = self.plan, "motto"
        within = [row for row in rows if until is None or row.pgh_created_at < until]
        if change.kind.endswith("_added"):
            return within[0]
        pairs = zip(within[1:], within, strict=False)
        changed = [row for row, earlier in pairs if getattr(row, name) != getattr(earlier, name)]
        return changed[-1] if changed else within[-1]


_FIELD = {
    "goal_domain": "life_domain_id",
    "goal_dropped": "state",
    "goal_resumed": "state",
    "goal_reached": "state",
    "goal_reopened": "state",
    "action_owner": "owner_name",
    "action_line": "line",
    "action_due": "due_on",
    "action_state": "state",
}


def _last(rows: list[Any], moment: dt.datetime | None) -> Any:
    return next((row for row in reversed(rows) if moment is None or row.pgh_created_at < moment), None)


def _compare(record: Plan, starts: dict[int, Any], before: int, after: int) -> Comparison:
    numbers = sorted(starts)
    ends = [starts[later].pgh_created_at if (later := _next(numbers, n)) else None for n in (before, after)]
    goals = Goal.objects.filter(plan=record).select_related("life_domain").in_bulk()
    rows = _Rows.of(record, goals)
    then, now = rows.at(ends[0]), rows.at(ends[1])
    found = [(change, rows.made(change, ends[1])) for change in differences(then, now)]
    names = _names(row.pgh_context for _change, row in found)
    persons = Person.objects.only("id", "display_name").in_bulk({g.person_id for g in goals.values() if g.person_id})
    domains = {domain.pk: str(domain) for domain in LifeDomain.objects.all()}
    by_goal: dict[int, list[ChangeLine]] = defaultdict(list)
    for change, row in found:
        action = now.goals[change.goal_id].actions.get(change.action_id) if change.action_id else None
        text = sentence(change, action.text if action else "", domains)
        who = names.get(_user(row.pgh_context), "")
        by_goal[change.goal_id].append(ChangeLine(text, who, row.pgh_created_at, change.kind in CONTENT))
    return Comparison(
        record.pk, before, after, [_of_goal(goals.get(pk), persons, lines) for pk, lines in by_goal.items()]
    )


def _of_goal(goal: Goal | None, persons: dict[int, Person], lines: list[ChangeLine]) -> GoalChanges:
    if goal is None:
        return GoalChanges("", "", "", lines)
    person = persons.get(goal.person_id or 0)
    return GoalChanges(goal.text, person.display_name if person else "", str(goal.life_domain), lines)

"""Lists that one filters, sorts, prints and takes along: households, tasks and requests that are open to the user.

Everything that one can filter or sort by is itself asked under row security: an order or a number tells nothing of what
is hidden.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from ontschot.accounts import absence_queries
from ontschot.accounts import queries as accounts
from ontschot.domain.access.models import Request
from ontschot.domain.access.queries import RequestLine
from ontschot.domain.access.queries.requests import lines_of
from ontschot.domain.access.rules import OPEN_STATES, SAFETY_ORDER
from ontschot.domain.people import queries as people
from ontschot.domain.people.models import Household, Membership
from ontschot.domain.people.rules.names import search_key
from ontschot.domain.plans.models import Contact, Coordinatorship, Plan, Task
from ontschot.domain.plans.models.task_words import codes_that_say
from ontschot.foundation import calendar
from ontschot.foundation.folding import fold
from ontschot.foundation.name_order import family_in_order
from ontschot.privacy import acting, log


@dataclass(frozen=True)
class ListFilter:
    """What one asks of a list. ``who``: '' (all), 'me', 'nobody' or the number of a user; ``state`` and ``sort`` are
    codes of the list.
    """

    q: str = ""
    who: str = ""
    state: str = ""
    late: bool = False
    sort: str = ""

    def user(self) -> int | None:
        """The user who was asked for, if any."""
        if self.who == "me":
            return acting.current().actor.user_id
        return int(self.who) if self.who.isdecimal() and len(self.who) < 19 else None


@dataclass(frozen=True)
class HouseholdRow:
    """A household in the list; empty texts where there is nothing to see."""

    household_id: int
    name: str
    street: str
    coordinator: str
    away: bool
    plan_state: str
    late: bool
    last_contact: dt.datetime | None


@dataclass(frozen=True)
class TaskRow:
    """A task in the list; ``who`` is empty for a task of the team."""

    record: Task
    household_name: str
    who: str
    overdue: bool


Page = tuple[list, bool]  # type: ignore[type-arg]


Numbers = Sequence[int] | None


def _page(found: QuerySet, offset: int, limit: int, numbers: Numbers) -> tuple[list, bool]:  # type: ignore[type-arg]
    """A page of what was found and whether there is more; with ``numbers`` just those of them that still fit."""
    if numbers is not None:
        still = {row.pk: row for row in found.filter(pk__in=list(numbers))}
        return [still[number] for number in numbers if number in still], False
    rows = list(found[offset : offset + limit + 1])
    return rows[:limit], len(rows) > limit


def list_numbers(kind: str, chosen: ListFilter, *, most: int) -> list[int]:
    """The numbers in a list ('huishoudens', 'taken', 'meldingen') in its order, at most ``most``; for a large file.

    Shows nobody: each part of the file logs for whom it holds.
    """
    found = {"huishoudens": _ordered_households, "taken": _tasks, "meldingen": _requests}[kind](chosen)
    log.read("list", [], action="search", list=kind)
    return list(found.values_list("pk", flat=True)[:most])


def _ordered_households(chosen: ListFilter) -> QuerySet:  # type: ignore[type-arg]
    return _sorted_households(_households(chosen), chosen.sort)


def household_list(
    chosen: ListFilter, *, offset: int = 0, limit: int = 25, export: bool = False, numbers: Numbers = None
) -> Page:
    """Households open to the user, and whether there are more. ``export`` logs for each member; ``numbers``: of these
    only, as far as they still fit.
    """
    shown, more = _page(_ordered_households(chosen), offset, limit, numbers)
    streets = people.streets(row.pk for row in shown)
    ids = {row.coordinator_id for row in shown if row.coordinator_id}
    names, away = accounts.user_names(ids), absence_queries.absences(ids)
    found = [
        HouseholdRow(
            household_id=row.pk,
            name=row.name,
            street=streets.get(row.pk, ""),
            coordinator=names[row.coordinator_id].name if row.coordinator_id in names else "",
            away=row.coordinator_id in away,
            plan_state=row.current_plan or "",
            late=row.is_late,
            last_contact=row.last_contact,
        )
        for row in shown
    ]
    _log("household", [row.household_id for row in found], export=export)
    return found, more


def _households(chosen: ListFilter) -> QuerySet:  # type: ignore[type-arg]
    now = Coordinatorship.objects.filter(household_id=OuterRef("pk"), period__endswith__isnull=True)
    plan = Plan.objects.filter(household_id=OuterRef("pk")).exclude(state=Plan.State.CLOSED)
    contact = Contact.objects.filter(household_id=OuterRef("pk")).order_by("-happened_at")
    late = Task.objects.filter(household_id=OuterRef("pk"), state=Task.State.OPEN, due_on__lt=calendar.today())
    found = Household.objects.filter(ended_on=None).annotate(
        coordinator_id=Subquery(now.values("user_id")[:1]),
        current_plan=Subquery(plan.values("state")[:1]),
        last_contact=Subquery(contact.values("happened_at")[:1]),
        is_late=Exists(late),
    )
    for word in chosen.q.split()[:5]:
        members = Membership.objects.filter(
            period__contains=calendar.today(), person__search_name__contains=search_key(word)
        )
        found = found.filter(Q(name__icontains=word) | Q(pk__in=members.values("household_id")))
    if chosen.who == "nobody":
        found = found.filter(coordinator_id=None)
    elif chosen.who:
        found = found.filter(coordinator_id=chosen.user() or 0)
    if chosen.state == "none":
        found = found.filter(current_plan=None)
    elif chosen.state:
        found = found.filter(current_plan=chosen.state)
    return found.filter(is_late=True) if chosen.late else found


def _sorted_households(found: QuerySet, sort: str) -> QuerySet:  # type: ignore[type-arg]
    orders = {
        "contact": [F("last_contact").asc(nulls_first=True)],
        "recent": [F("last_contact").desc(nulls_last=True)],
    }
    return found.order_by(*orders.get(sort, []), family_in_order("name"), "pk")


def _log(kind: str, household_ids: Iterable[int], *, export: bool) -> None:
    """One line for each household; in a file that leaves the product, one for each member."""
    ids = list(household_ids)
    if not export:
        log.read(kind, [log.Subject(household_id=number) for number in ids])
        return
    present = Membership.objects.filter(household_id__in=ids, period__contains=calendar.today())
    pairs = list(present.values_list("person_id", "household_id"))
    alone = set(ids) - {household for _person, household in pairs}
    subjects = [log.Subject(person, household) for person, household in pairs]
    log.read(kind, subjects + [log.Subject(household_id=number) for number in alone], action="export", lines=len(ids))


def _tasks(chosen: ListFilter) -> QuerySet:  # type: ignore[type-arg]
    user_id = acting.current().actor.user_id or 0
    teams = [team.pk for team in accounts.teams_of(user_id)]
    found = Task.objects.filter(Q(user_id__in=[user_id, *absence_queries.covered_by(user_id)]) | Q(team_id__in=teams))
    found = found.filter(state=Task.State.DONE if chosen.state == "done" else Task.State.OPEN)
    if chosen.who == "nobody":
        found = found.filter(user_id=None)
    elif chosen.who:
        found = found.filter(user_id=chosen.user() or 0)
    if chosen.late:
        found = found.filter(due_on__lt=calendar.today())
    for word in chosen.q.split()[:5]:
        said = [Q(says__contains=[{"code": code}]) for code in codes_that_say(word)]
        found = found.filter(reduce(or_, said, Q(text__icontains=word) | Q(household__name__icontains=word)))
    orders: dict[str, list[Any]] = {"new": ["-created_at"], "household": [family_in_order("household__name")]}
    order = orders.get(chosen.sort, [])
    return found.select_related("household").order_by(*order, "due_on", "created_at", "id")


def task_list(
    chosen: ListFilter, *, offset: int = 0, limit: int = 25, export: bool = False, numbers: Numbers = None
) -> Page:
    """Tasks of the user, of whom they cover and of their teams, and whether there are more. See ``household_list``."""
    shown, more = _page(_tasks(chosen), offset, limit, numbers)
    names = accounts.user_names(row.user_id for row in shown)
    today = calendar.today()
    tasks = [
        TaskRow(
            record=row,
            household_name=row.household.name,
            who=names[row.user_id].name if row.user_id in names else "",
            overdue=bool(row.due_on and row.due_on < today and row.state == Task.State.OPEN),
        )
        for row in shown
    ]
    _log("task", dict.fromkeys(row.household_id for row in shown), export=export)
    return tasks, more


def _requests(chosen: ListFilter) -> QuerySet:  # type: ignore[type-arg]
    user_id = acting.current().actor.user_id or 0
    teams = [team.pk for team in accounts.teams_of(user_id)]
    found = Request.objects.filter(Q(team_id__in=teams) | Q(assigned_user_id=user_id))
    if chosen.state in ("unsafe", "urgent"):
        found = found.filter(safety=chosen.state, state__in=OPEN_STATES)
    elif chosen.state == "closed":
        found = found.exclude(state__in=OPEN_STATES)
    elif chosen.state in OPEN_STATES:
        found = found.filter(state=chosen.state)
    else:
        found = found.filter(state__in=OPEN_STATES)
    if chosen.who == "nobody":
        found = found.filter(assigned_user_id=None)
    elif chosen.who:
        found = found.filter(assigned_user_id=chosen.user() or 0)
    for word in chosen.q.split()[:5]:
        found = found.filter(Q(person__search_name__contains=search_key(word)) | Q(question__icontains=word))
    ranks = [When(safety=code, then=Value(rank)) for code, rank in SAFETY_ORDER.items()]
    danger = Case(*ranks, output_field=IntegerField())
    order = {"new": ["-reported_on", "-pk"], "old": ["reported_on", "pk"]}.get(
        chosen.sort, [danger, "reported_on", "pk"]
    )
    return found.order_by(*order)


def request_list(
    chosen: ListFilter, *, offset: int = 0, limit: int = 25, export: bool = False, numbers: Numbers = None
) -> Page:
    """Requests of the user's teams and those they picked up, and whether there are more. See ``household_list``."""
    shown, more = _page(_requests(chosen), offset, limit, numbers)
    lines: list[RequestLine] = lines_of(shown)
    subjects = [log.Subject(line.person_id, line.household_id) for line in lines]
    log.read("request", subjects, action="export" if export else "read", lines=len(lines))
    return lines, more


def households_by_number(household_ids: Iterable[int]) -> list[HouseholdRow]:
    """These households, as far as they are open to the user, for showing what will happen with them."""
    numbers = list(household_ids)
    found, _more = household_list(ListFilter(), numbers=numbers)
    return found


def with_a_plan(household_ids: Iterable[int]) -> list[int]:
    """Which of these households have a plan now, as far as it is open to the user. The caller logs."""
    current = Plan.objects.filter(household_id__in=list(household_ids)).exclude(state=Plan.State.CLOSED)
    return sorted(current.values_list("household_id", flat=True))


def coordinators_seen() -> list[tuple[int, str]]:
    """Who coordinates a household that is open to the user, for a filter. Nothing of residents; the caller logs."""
    ids = Coordinatorship.objects.filter(period__endswith__isnull=True).values_list("user_id", flat=True).distinct()
    found = accounts.user_names(ids)
    return sorted(((one.id, one.name) for one in found.values()), key=lambda one: fold(one[1]))


def tasks_by_number(task_ids: Iterable[int]) -> list[TaskRow]:
    """These tasks, as far as they are open to the user, for showing what will happen with them."""
    rows = list(Task.objects.filter(pk__in=list(task_ids)).select_related("household").order_by("due_on", "id"))
    log.read("task", [log.Subject(row.person_id, row.household_id) for row in rows])
    return [TaskRow(row, row.household.name, "", False) for row in rows]


def requests_by_number(numbers: Iterable[int]) -> list[RequestLine]:
    """These requests, as far as they are open to the user, for showing what will happen with them."""
    lines: list[RequestLine] = lines_of(Request.objects.filter(pk__in=list(numbers)).order_by("reported_on", "pk"))
    log.read("request", [log.Subject(line.person_id, line.household_id) for line in lines])
    return lines

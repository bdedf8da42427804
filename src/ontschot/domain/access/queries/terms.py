"""Reading legal terms: how each stands today, under which rule, and which ask for attention.

A term lies in the drawer of its request. Names are looked up beside it, never joined: a person or household that is no
longer open to the user leaves a name empty and never hides a term.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import get_language

from ontschot.accounts import queries as accounts
from ontschot.accounts.absence_queries import covered_by
from ontschot.domain.access import rules
from ontschot.domain.access.models import Request, Suspension, Term
from ontschot.domain.access.queries.book import term_book
from ontschot.domain.access.rules import terms
from ontschot.domain.access.rules.book import Applied, Book, Rule
from ontschot.domain.access.rules.preparing import PERSONAL_PLAN_TERM
from ontschot.domain.access.rules.terms import Due, Extension, Pause, Standing
from ontschot.domain.people.models import Household
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy import queries as privacy

PER_LIST = 50


@dataclass(frozen=True)
class SuspensionLine:
    """Days on which a term stands still. ``overlap``: how many of them stood still already, and count once."""

    record: Suspension
    ground: str
    article: str
    days: int
    overlap: int
    active: bool


@dataclass(frozen=True)
class TermLine:
    """A term as it stands today. ``due`` is what the record's ``due_on`` is made of."""

    record: Term
    rule: Rule
    applied: Applied
    due: Due
    standing: Standing
    name: str
    regime: str
    article: str
    remark: str
    reference: str
    household_name: str
    user_name: str
    team_name: str
    suspensions: list[SuspensionLine]
    days_left: int
    told: str  # to the resident: what the municipality does
    late_told: str  # and what they may do when it is late

    @property
    def is_late(self) -> bool:
        """Whether the municipality should have done it by now."""
        return self.standing is Standing.LATE

    @property
    def stands_still(self) -> SuspensionLine | None:
        """Why it stands still today, if it does."""
        return next((one for one in self.suspensions if one.active), None)

    @property
    def is_law(self) -> bool:
        """Whether a law says it; else it is the municipality's own promise."""
        return self.rule.kind == "law"

    @property
    def runs(self) -> bool:
        """Whether it was neither met nor stopped."""
        return self.record.state == Term.State.RUNNING

    @property
    def was_late(self) -> int:
        """How many days after the end it was met or stopped; 0 when in time or still running."""
        ended = self.record.ended_on
        return max(0, (ended - self.record.due_on).days) if ended and not self.rule.residents else 0

    @property
    def may_suspend(self) -> bool:
        """Whether its rule knows a ground to stand still and it is not too late for one."""
        return self.runs and bool(self.rule.suspends) and self.days_left >= 0

    @property
    def may_delay(self) -> bool:
        """Whether a notice of delay is possible: before the end, once."""
        return self.runs and self.rule.delay is not None and self.days_left >= 0 and not self.record.delay_sent_on


def due_of(record: Term, suspensions: Iterable[Suspension], book: Book, today: dt.date) -> tuple[Applied, Due]:
    """Which rule a term follows today, and its last day. The one place where a kept term is counted."""
    applied = book.applied(record.rule, record.event_on, today)
    rule = applied.rule
    if record.chosen_on is not None:
        return applied, Due(record.chosen_on, record.chosen_on, "", 0)
    pauses = [Pause(s.starts_on, s.ends_on) for s in suspensions]
    extension = None
    if rule.delay and rule.delay.extends and record.delay_until and record.delay_sent_on:
        extension = Extension(record.delay_sent_on, record.delay_until)
    return applied, terms.due(
        record.event_on,
        rule.length,
        pauses,
        calendar=book.calendar,
        extension=extension,
        not_before=applied.not_before,
    )


# ------------------------------------------------------------------------------------------ what a page shows


def terms_of_request(number: int) -> list[TermLine]:
    """All terms of a request: what runs by its end, then what ended, newest first. The caller showed the request."""
    return _ordered(_lines(Term.objects.filter(request_id=number)))


def terms_of_household(household_id: int) -> list[TermLine]:
    """The terms that run for a household, the first to end first."""
    lines = _lines(Term.objects.filter(household_id=household_id, state=Term.State.RUNNING).order_by("due_on", "pk"))
    log.read("term", _subjects(lines), lines=len(lines))
    return lines


def own_terms(household_ids: Iterable[int]) -> list[TermLine]:
    """For a resident: the terms that run for requests of these households that they know of, the first to end first.

    Not those in which the resident themselves may do something and that are over, nor that of the own plan, which
    stands with the request.
    """
    found = Term.objects.filter(
        household_id__in=list(household_ids), request__person_knows=True, state=Term.State.RUNNING
    ).exclude(rule=PERSONAL_PLAN_TERM)
    lines = [line for line in _lines(found.order_by("due_on", "pk")) if line.standing is not Standing.ELAPSED]
    log.read("term", _subjects(lines), own=True)
    return lines


def municipal_terms(household_id: int) -> list[TermLine]:
    """What the municipality must still do for this household: for who closes its plan. The caller logs the plan."""
    found = Term.objects.filter(household_id=household_id, state=Term.State.RUNNING).order_by("due_on", "pk")
    return [line for line in _lines(found) if not line.rule.residents]


def term(term_id: int) -> TermLine:
    """One term. Raises Term.DoesNotExist."""
    [line] = _lines([Term.objects.get(pk=term_id)])
    log.read("term", _subjects([line]), object_id=term_id)
    return line


def _ordered(lines: list[TermLine]) -> list[TermLine]:
    running = sorted((line for line in lines if line.runs), key=lambda line: (line.record.due_on, line.record.pk))
    ended = [line for line in lines if not line.runs]
    return running + sorted(ended, key=lambda line: (line.record.ended_on, line.record.pk), reverse=True)


# ------------------------------------------------------------------------------------------ what asks for attention


def watched_users() -> set[int]:
    """Whose work the current user watches over: their own, and that of whom they cover for today."""
    user_id = acting.current().actor.user_id
    return {user_id, *covered_by(user_id)} if user_id else set()


def mine() -> Q:
    """Which terms are the current user's to watch: of their requests, of those nobody of their team has yet, of
    households they coordinate, and for who leads a team all of that team. The one place that says so.
    """
    actor = acting.current().actor
    user_id = actor.user_id or 0
    watched = watched_users()
    teams = [team.pk for team in accounts.teams_of(user_id)]
    led = [team.pk for team in accounts.led_by(user_id)]
    return (
        Q(request__assigned_user_id__in=watched)
        | Q(request__team_id__in=teams, request__assigned_user_id__isnull=True)
        | Q(request__team_id__in=led)
        | Q(household_id__in=privacy.households_of_users(watched, purpose="coordination"))
    )


def pressing(book: Book, today: dt.date) -> Q:
    """Late, or nearly: within the days of the rule's first reminder. Terms that are the resident's own never are."""
    near: dict[int, list[str]] = {}
    for code in book.rules:
        rule = book.on(code, today)
        if not rule.residents:
            near.setdefault(rule.near, []).append(code)
    found = Q(pk__in=[])
    for days, codes in near.items():
        found |= Q(rule__in=codes, due_on__lte=today + dt.timedelta(days=days))
    return found


@dataclass(frozen=True)
class Attention:
    """What is late or nearly so, late first, and how many more there are than are shown."""

    lines: list[TermLine]
    late: int
    more: int


def attention(*, limit: int = PER_LIST) -> Attention:
    """The terms of the current user that are late or nearly so. No filter touches it: late is never hidden."""
    book, today = term_book(), calendar.today()
    found = Term.objects.filter(mine(), pressing(book, today), state=Term.State.RUNNING).order_by("due_on", "pk")
    records = list(found[: limit + 1])
    count = found.count() if len(records) > limit else len(records)
    late = Q(due_on__lt=today)
    lines = _lines(records[:limit])
    log.read("term", _subjects(lines), lines=len(lines))
    return Attention(lines, found.filter(late).count() if lines else 0, count - len(lines))


def my_terms(
    *, regime: str = "", calm: bool = False, offset: int = 0, limit: int = PER_LIST
) -> tuple[list[TermLine], bool]:
    """Running terms that are the current user's to watch, the first to end first, and whether there are more.
    ``calm`` leaves out what asks for attention, and puts what a resident might have done until a day last.
    """
    found = Term.objects.filter(mine(), state=Term.State.RUNNING)
    order: list[Any] = ["due_on", "pk"]
    if calm:
        today = calendar.today()
        found = found.exclude(pressing(term_book(), today))
        order.insert(0, Case(When(due_on__lt=today, then=1), default=0))
    if regime:
        found = found.filter(regime=regime)
    records = list(found.order_by(*order)[offset : offset + limit + 1])
    lines = _lines(records[:limit])
    log.read("term", _subjects(lines), lines=len(lines))
    return lines, len(records) > limit


# ------------------------------------------------------------------------------------------ lines


def _lines(found: QuerySet[Term] | Sequence[Term]) -> list[TermLine]:
    """The same number of queries for one term as for fifty."""
    records = list(found)
    if not records:
        return []
    held: dict[int, list[Suspension]] = {}
    for suspension in Suspension.objects.filter(term_id__in=[r.pk for r in records]).order_by("starts_on", "pk"):
        held.setdefault(suspension.term_id, []).append(suspension)
    requests = Request.objects.only("id", "assigned_user_id", "team_id").in_bulk({r.request_id for r in records})
    names = dict(Household.objects.filter(pk__in={r.household_id for r in records}).values_list("pk", "name"))
    users = {pk: one.name for pk, one in accounts.user_names(r.assigned_user_id for r in requests.values()).items()}
    teams = {team.pk: team.name for team in accounts.teams(active=None)}
    book, today = term_book(), calendar.today()
    return [_line(r, held.get(r.pk, []), requests.get(r.request_id), names, users, teams, book, today) for r in records]


def _line(
    record: Term,
    held: list[Suspension],
    request: Request | None,
    names: dict[int, str],
    users: dict[int, str],
    teams: dict[int, str],
    book: Book,
    today: dt.date,
) -> TermLine:
    language = get_language() or "nl"
    applied, due = due_of(record, held, book, today)
    rule = applied.rule
    standing = terms.standing(
        state=record.state,
        due_on=due.on,
        today=today,
        near=rule.near,
        pauses=[Pause(s.starts_on, s.ends_on) for s in held],
        residents=rule.residents,
    )
    return TermLine(
        record=record,
        rule=rule,
        applied=applied,
        due=due,
        standing=standing,
        name=rule.name(language),
        regime=book.regimes[rule.regime].name(language) if rule.regime in book.regimes else rule.regime,
        article=rule.cited(language),
        remark=rule.remark(language),
        reference=rules.reference(record.request_id),
        household_name=names.get(record.household_id, ""),
        user_name=users.get(request.assigned_user_id or 0, "") if request else "",
        team_name=teams.get(request.team_id or 0, "") if request else "",
        suspensions=_suspensions(held, book, language, today),
        days_left=(due.on - today).days,
        told=rule.told(language),
        late_told=rule.late(language),
    )


def _suspensions(held: list[Suspension], book: Book, language: str, today: dt.date) -> list[SuspensionLine]:
    lines, earlier = [], list[Pause]()
    for one in held:
        pause, ground = Pause(one.starts_on, one.ends_on), book.suspensions.get(one.ground)
        lines.append(
            SuspensionLine(
                record=one,
                ground=ground.name(language) if ground else one.ground,
                article=ground.article if ground else "",
                days=pause.days,
                overlap=terms.overlap(pause, earlier),
                active=one.starts_on <= today < one.ends_on,
            )
        )
        earlier.append(pause)
    return lines


def _subjects(lines: Iterable[TermLine]) -> list[log.Subject]:
    return [log.Subject(line.record.person_id, line.record.household_id) for line in lines]

"""Reading unasked help: to whom the municipality goes, what goes first, and how the visits went."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language

from ontschot.accounts import queries as accounts
from ontschot.domain.access import rules
from ontschot.domain.access.models import Request, Signal, Visit
from ontschot.domain.access.queries.book import term_book
from ontschot.domain.access.queries.requests import RequestLine, lines_of
from ontschot.domain.access.queries.terms import watched_users
from ontschot.domain.access.rules.book import Named
from ontschot.foundation import calendar
from ontschot.privacy import acting, log

AT_MOST = 200
LAST = 99


@dataclass(frozen=True)
class VisitLine:
    """One visit, with who went."""

    record: Visit
    visitor: str


@dataclass(frozen=True)
class SignalView:
    """Why the municipality goes there, who told, on which ground, and the visits, newest first."""

    record: Signal
    name: str
    article: str
    visits: list[VisitLine]


@dataclass(frozen=True)
class OutreachLine:
    """Somebody to go to. ``rank`` 0: something threatens; then debts and housing; then the rest."""

    line: RequestLine
    rank: int
    name: str
    threats: list[str]
    visits: int
    last: Visit | None
    next_on: dt.date | None
    overdue: bool
    accepted: bool


def outreach() -> list[OutreachLine]:
    """Unasked requests of the current user and their teams: what threatens first, then debts and housing, then whose
    next visit is the longest ago.
    """
    actor = acting.current().actor
    teams = [team.pk for team in accounts.teams_of(actor.user_id)] if actor.user_id else []
    found = Request.objects.filter(
        Q(team_id__in=teams) | Q(assigned_user_id__in=watched_users()), unasked=True, state__in=rules.OPEN_STATES
    )
    records = list(found.order_by("reported_on", "pk")[:AT_MOST])
    numbers = [r.pk for r in records]
    signals = {s.request_id: s for s in Signal.objects.filter(request_id__in=numbers)}
    visits: dict[int, list[Visit]] = {}
    for visit in Visit.objects.filter(request_id__in=numbers).order_by("-visited_on", "-pk"):
        visits.setdefault(visit.request_id, []).append(visit)
    lines = [
        _line(record, line, signals.get(record.pk), visits.get(record.pk, []))
        for record, line in zip(records, lines_of(records), strict=True)
    ]
    log.read("request", [log.Subject(household_id=r.household_id) for r in records], lines=len(lines))
    return sorted(lines, key=lambda one: (one.rank, one.next_on or one.line.reported_on, one.line.number))


def _line(record: Request, line: RequestLine, signal: Signal | None, visits: list[Visit]) -> OutreachLine:
    book, language = term_book(), get_language() or "nl"
    kind = book.signals.get(signal.kind) if signal else None
    last = visits[0] if visits else None
    next_on = last.next_on if last else None
    return OutreachLine(
        line=line,
        rank=0 if record.threats else kind.rank if kind else LAST,
        name=kind.name(language) if kind else "",
        threats=[book.threats[code].name(language) for code in record.threats if code in book.threats],
        visits=len(visits),
        last=last,
        next_on=next_on,
        overdue=bool(next_on and next_on < calendar.today()),
        accepted=bool(signal and signal.accepted_on),
    )


def signal_of(number: int) -> SignalView | None:
    """The signal behind a request, with its visits; None when it was asked for. The caller showed the request."""
    record = Signal.objects.filter(request_id=number).first()
    if record is None:
        return None
    visits = list(Visit.objects.filter(request_id=number))
    names = accounts.user_names(v.visited_by for v in visits)
    kind: Named | None = term_book().signals.get(record.kind)
    return SignalView(
        record=record,
        name=kind.name(get_language() or "nl") if kind else record.kind,
        article=kind.article if kind else "",
        visits=[VisitLine(v, names[v.visited_by].name if v.visited_by in names else "") for v in visits],
    )

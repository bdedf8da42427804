"""Fewer: how many organisations, helpers, plans and labels stand around a household, now and over time.

Counted and shown, never a limit (domain.md 1, 5).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Counted:
    """Who stands around a household now: distinct organisations, professionals, and people of their own circle."""

    organisations: int
    professionals: int
    own_circle: int

    @property
    def people(self) -> int:
        """Everybody together."""
        return self.professionals + self.own_circle


def count_around(involved: Iterable[tuple[str, str, str]]) -> Counted:
    """Count from (kind, name, organisation) of each current involvement; one person with two roles counts once."""
    rows = list(involved)
    formal = {(name.casefold(), organisation.casefold()) for kind, name, organisation in rows if kind in _FORMAL}
    informal = {name.casefold() for kind, name, _organisation in rows if kind not in _FORMAL}
    organisations = {organisation.casefold() for kind, _name, organisation in rows if kind in _FORMAL and organisation}
    return Counted(len(organisations), len(formal), len(informal))


_FORMAL = frozenset({"coordinator", "professional"})


@dataclass(frozen=True)
class Span:
    """Something that was there from a day until another (half-open; None: open on that side).

    ``counts``: ``organisation``, ``helper``, ``plan`` or ``label``, with the key by which the same counts once.
    """

    counts: str
    key: str
    starts_on: dt.date | None
    ends_on: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        """Whether it was there on this day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True)
class Point:
    """The counts on one day."""

    on: dt.date
    organisations: int
    helpers: int
    plans: int
    labels: int


def spans_of_involvement(
    kind: str, name: str, organisation: str, starts_on: dt.date, ends_on: dt.date | None
) -> list[Span]:
    """A professional counts as a helper and for their organisation; family, neighbours and volunteers for neither.

    More of one's own people is not what 'fewer' is about.
    """
    if kind not in _FORMAL:
        return []
    spans = [Span("helper", f"{name}|{organisation}".casefold(), starts_on, ends_on)]
    if organisation:
        spans.append(Span("organisation", organisation.casefold(), starts_on, ends_on))
    return spans


def count_on(spans: Sequence[Span], day: dt.date) -> Point:
    """The counts on this day; the same key counts once."""
    there: dict[str, set[str]] = {"organisation": set(), "helper": set(), "plan": set(), "label": set()}
    for span in spans:
        if span.holds_on(day):
            there[span.counts].add(span.key)
    return Point(day, *(len(there[name]) for name in ("organisation", "helper", "plan", "label")))


def over_time(spans: Sequence[Span], today: dt.date, *, months: int = 24) -> list[Point]:
    """The first of each month since something was there (at most ``months``), and today. Empty without records."""
    begun = [span.starts_on for span in spans if span.starts_on and span.starts_on <= today]
    if not begun:
        return []
    first = max(min(begun), _months_before(today, months))
    days, day = [], _next_first(first)
    if first < today:
        days.append(first)
    while day < today:
        days.append(day)
        day = _next_first(day)
    return [count_on(spans, on) for on in [*days, today]]


def _next_first(day: dt.date) -> dt.date:
    return dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _months_before(day: dt.date, months: int) -> dt.date:
    number = day.year * 12 + day.month - 1 - months
    return dt.date(number // 12, number % 12 + 1, 1)

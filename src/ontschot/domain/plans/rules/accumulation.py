"""Accumulation (stapeling): what lands on one household in the same month, counted from what is known.

A month is burdened when two or more things change in it for the worse or begin to cost: an end, a cut, an own
contribution that begins, something to pay back; or when changes come from two or more schemes at once. It tells what
coincides and says nothing about people: no score, no forecast. Figures of domain.md, 1 and 7; GLOSSARY 'stapeling'.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

COSTS = frozenset({"cut", "contribution", "claim"})
BURDENS = COSTS | {"end"}


@dataclass(frozen=True)
class Landing:
    """Something that lands on a day. ``amount_cents`` None: not known; ``monthly``: it costs this each month."""

    on: dt.date
    kind: str  # start, end, contribution, cut, claim, review
    title: str
    scheme: str
    until: dt.date | None = None  # half-open
    amount_cents: int | None = None
    monthly: bool = False
    person: str = ""
    organisation: str = ""
    resident: bool = False
    fact_id: int = 0
    fact_version: int = 0


@dataclass(frozen=True)
class Month:
    """One month: what happens in it, and the known costs that run in it."""

    first: dt.date
    landings: list[Landing] = field(default_factory=list)
    running_cents: int = 0  # monthly costs and losses known to run this month
    once_cents: int = 0
    unknown_amounts: int = 0

    @property
    def burdens(self) -> list[Landing]:
        """What ends, is cut, begins to cost or must be paid back."""
        return [one for one in self.landings if one.kind in BURDENS]

    @property
    def schemes(self) -> list[str]:
        """The schemes from which something changes, each once, in order."""
        return list(dict.fromkeys(one.scheme for one in self.landings))

    @property
    def coincides(self) -> bool:
        """Whether several things come at once, at least one of them a burden."""
        return bool(self.burdens) and (len(self.burdens) > 1 or len(self.schemes) > 1)

    @property
    def total_cents(self) -> int:
        """What is known to cost or be lost this month."""
        return self.running_cents + self.once_cents


def month_of(day: dt.date) -> dt.date:
    """The first day of its month."""
    return day.replace(day=1)


def next_month(first: dt.date) -> dt.date:
    """The first day of the month after."""
    return dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)


def by_month(landings: Iterable[Landing], since: dt.date, months: int) -> list[Month]:
    """``months`` months from that of ``since`` on, each with what lands in it, in the order of the days."""
    rows = sorted(landings, key=lambda one: (one.on, one.kind, one.title))
    here: dict[dt.date, list[Landing]] = defaultdict(list)
    for one in rows:
        here[month_of(one.on)].append(one)
    found, first = [], month_of(since)
    for _number in range(months):
        after = next_month(first)
        running = [one for one in rows if one.monthly and one.kind in BURDENS and one.on < after and _lasts(one, first)]
        once = [one for one in here[first] if not one.monthly and one.kind in BURDENS]
        found.append(
            Month(
                first=first,
                landings=here[first],
                running_cents=sum(one.amount_cents or 0 for one in running),
                once_cents=sum(one.amount_cents or 0 for one in once),
                unknown_amounts=sum(one.amount_cents is None and one.kind in COSTS for one in [*running, *once]),
            )
        )
        first = after
    return found


def _lasts(one: Landing, first: dt.date) -> bool:
    return one.until is None or one.until > first

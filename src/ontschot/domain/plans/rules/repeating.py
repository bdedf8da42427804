"""On which days something repeats: every so many weeks, or every month on the same weekday of the month. Pure.

A month counts by weekday ('the second Tuesday'), so that what begins on a working day stays on one; the fifth of a
month that has only four is its last.
"""

from __future__ import annotations

import calendar as months_of
import datetime as dt
from collections.abc import Hashable, Iterable
from typing import TypeVar

EVERY = ("1", "2", "3", "4", "6", "8", "month")  # weeks, or a month
T = TypeVar("T")
MOST = 60  # of one series
LONGEST = dt.timedelta(days=370)


def occurrences(first: dt.date, every: str, until: dt.date) -> list[dt.date]:
    """The days from ``first`` up to and including ``until``, at most MOST. Raises ValueError for another ``every``."""
    if every not in EVERY:
        raise ValueError(every)
    days, n = [first], 1
    while len(days) < MOST:
        day = _in_month(first, n) if every == "month" else first + dt.timedelta(weeks=int(every) * n)
        if day > until:
            break
        days.append(day)
        n += 1
    return days


def _in_month(first: dt.date, months: int) -> dt.date:
    """The same weekday of the month, so many months later."""
    years, month = divmod(first.month - 1 + months, 12)
    year, month, ordinal = first.year + years, month + 1, (first.day - 1) // 7
    begin = dt.date(year, month, 1)
    day = 1 + (first.weekday() - begin.weekday()) % 7 + 7 * ordinal
    last = months_of.monthrange(year, month)[1]
    return dt.date(year, month, day if day <= last else day - 7)


def fold(times: Iterable[tuple[T, Hashable, bool]]) -> list[tuple[T, list[T]]]:
    """Each first one of a series with those that come after it; what is of no series stands alone.

    ``times``: in order, each with its series (None: of none) and whether it stands ``apart``, because there is
    something to tell of this one. Nothing is lost: each comes back once, in the order given.
    """
    found: list[tuple[T, list[T]]] = []
    first: dict[Hashable, list[T]] = {}
    for one, series, apart in times:
        if series is not None and not apart and series in first:
            first[series].append(one)
            continue
        found.append((one, []))
        if series is not None and not apart:
            first[series] = found[-1][1]
    return found

"""When somebody has an hour free in the calendar, to propose it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

FIRST, LAST = 9, 16  # hours at which an appointment of an hour is proposed
USUAL = dt.time(10)


def free_hour(
    busy: Iterable[tuple[dt.datetime, dt.datetime]], day: dt.date, *, now: dt.datetime | None = None
) -> dt.time | None:
    """The first whole hour of this day, from nine until five, that touches none of these half-open times.

    ``now``: what is over is not proposed. All moments in one time zone, that of ``busy``. None when nothing is free.
    """
    taken = [(begins.replace(tzinfo=None), ends.replace(tzinfo=None)) for begins, ends in busy]
    over = now.replace(tzinfo=None) if now else None
    for hour in range(FIRST, LAST + 1):
        begins = dt.datetime.combine(day, dt.time(hour))
        ends = begins + dt.timedelta(hours=1)
        if (over is None or begins > over) and all(stop <= begins or ends <= start for start, stop in taken):
            return begins.time()
    return None

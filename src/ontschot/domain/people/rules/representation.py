"""Until when a parent or guardian acts for a child, and from when a child does so itself.

Source: Jeugdwet 7.3.4-7.3.6 and BW 7:447, 7:450 (from 12 years the child too, from 16 years only the child), AVG
art. 8 / UAVG art. 5 (consent below 16 by who has parental authority).
"""

from __future__ import annotations

import datetime as dt

from ontschot.domain.people.rules.dates import PartialDate

REPRESENTED_UNTIL = 16
OWN_LOGIN_FROM = 12


def may_log_in(birth: PartialDate | None, on: dt.date) -> bool:
    """Whether somebody is old enough for a login of their own; unknown counts as old enough, for a worker to judge."""
    if birth is None or not birth.is_known:
        return True
    return birth.latest.year + OWN_LOGIN_FROM < on.year or (
        birth.latest.year + OWN_LOGIN_FROM == on.year and (birth.latest.month, birth.latest.day) <= (on.month, on.day)
    )


def represented_until(birth: PartialDate | None) -> dt.date | None:
    """The day on which representation ends: the latest day on which the child may turn sixteen.

    None when birth is not known.
    """
    if birth is None or not birth.is_known:
        return None
    latest = birth.latest
    try:
        return latest.replace(year=latest.year + REPRESENTED_UNTIL)
    except ValueError:  # 29 February
        return dt.date(latest.year + REPRESENTED_UNTIL, 3, 1)

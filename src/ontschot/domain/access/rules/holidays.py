"""General holidays and working days in the Netherlands, for any year. Pure.

Source: General Time Limits Act (Algemene termijnenwet, BWBR0002448) art. 3: subsection 1 names the general holidays,
subsection 2 equates Good Friday, subsection 3 lets a royal decree equate other days (those stand in terms.toml).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

DAY = dt.timedelta(days=1)
SATURDAY = 5
FIRST_YEAR = 1583  # the first whole year of the Gregorian calendar


def easter(year: int) -> dt.date:
    """Easter Sunday of a Gregorian year, by Meeus, Jones and Butcher. Raises ValueError before 1583."""
    if year < FIRST_YEAR:
        raise ValueError(f"no Gregorian Easter in {year}")
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def kings_day(year: int) -> dt.date:
    """The day on which the birthday of the King or Queen is celebrated.

    27 April since 2014, a day earlier when that is a Sunday; before it 30 April (1949-2013; a Sunday: a day later until
    1979, a day earlier since), and 31 August until 1948.
    """
    if year >= 2014:
        day = dt.date(year, 4, 27)
        return day - DAY if day.weekday() == 6 else day
    if year >= 1949:
        day = dt.date(year, 4, 30)
        if day.weekday() == 6:
            return day - DAY if year >= 1980 else day + DAY
        return day
    return dt.date(year, 8, 31)


@lru_cache(maxsize=512)
def general_holidays(year: int) -> dict[dt.date, str]:
    """The general holidays of a year with those that the act itself equates: date to the code of its name."""
    sunday = easter(year)
    return {
        dt.date(year, 1, 1): "new_year",
        sunday - 2 * DAY: "good_friday",  # subsection 2
        sunday + DAY: "easter_monday",
        kings_day(year): "kings_day",
        dt.date(year, 5, 5): "liberation_day",
        sunday + 39 * DAY: "ascension_day",
        sunday + 50 * DAY: "whit_monday",
        dt.date(year, 12, 25): "christmas_day",
        dt.date(year, 12, 26): "second_christmas_day",
    }


class Calendar:
    """Which days count as working days: no Saturday, Sunday, general holiday or day equated by decree."""

    def __init__(self, equated: Iterable[dt.date] = ()) -> None:
        self.equated = frozenset(equated)

    def is_working_day(self, day: dt.date) -> bool:
        """Whether a term may end on this day (art. 1 subsection 1)."""
        if day.weekday() >= SATURDAY:
            return False
        return day not in self.equated and day not in general_holidays(day.year)

    def why_not(self, day: dt.date) -> str:
        """Why this is no working day: 'saturday', 'sunday', the code of a holiday or 'equated'; '' when it is one."""
        holiday = general_holidays(day.year).get(day, "")
        if holiday:
            return holiday
        if day in self.equated:
            return "equated"
        return ("saturday", "sunday")[day.weekday() - SATURDAY] if day.weekday() >= SATURDAY else ""

    def first_working_day(self, day: dt.date) -> dt.date:
        """This day, or the first after it that is a working day."""
        while not self.is_working_day(day):
            day += DAY
        return day

"""Dates as the register knows them: a day, a month, only a year, or nothing at all.

The register writes eight digits: `19800517`, `19800500` (May 1980), `19800000` (1980), `00000000` (unknown). Here
such a date is a `PartialDate`. It has no time and no time zone, so nothing can shift it, and every comparison says
whether it is certain. Age follows Dutch law: who was born on 29 February is a year older on 1 March in other years.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
UNKNOWN_TEXT = {"nl": "onbekend", "en": "unknown"}

_REGISTER = re.compile(r"[0-9]{8}", re.ASCII)
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


class DateError(ValueError):
    """A text that is no date: `date.form`, `date.month`, `date.day` or `date.parts`; `masked` hides the year."""

    def __init__(self, rule: str, masked: str) -> None:
        super().__init__(f"{rule}: {masked}")
        self.rule = rule
        self.masked = masked


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, the month or the year may be unknown (None).

    A day needs a month and a month needs a year; what does not exist (31 February) cannot be made: `DateError`.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if (self.day is not None and self.month is None) or (self.month is not None and self.year is None):
            raise DateError("date.parts", self._masked())
        if self.year is not None and not 1 <= self.year <= 9999:
            raise DateError("date.form", self._masked())
        if self.month is not None and not 1 <= self.month <= 12:
            raise DateError("date.month", self._masked())
        if self.day is not None and not 1 <= self.day <= self._days_in_month():
            raise DateError("date.day", self._masked())

    def _days_in_month(self) -> int:
        assert self.year is not None
        assert self.month is not None
        return calendar.monthrange(self.year, self.month)[1]

    def _masked(self) -> str:
        return f"****{self.month or 0:02d}{self.day or 0:02d}"

    def __str__(self) -> str:
        return self.register

    @property
    def register(self) -> str:
        """Eight digits, as the register writes it; text order is date order with what is unknown first."""
        return f"{self.year or 0:04d}{self.month or 0:02d}{self.day or 0:02d}"

    @property
    def is_known(self) -> bool:
        """Whether anything is known, if only the year."""
        return self.year is not None

    @property
    def exact(self) -> dt.date | None:
        """The date if day, month and year are all known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return dt.date(self.year, self.month, self.day)

    @property
    def earliest(self) -> dt.date:
        """The first day it can have been (`date.min` when unknown)."""
        return dt.date(self.year or 1, self.month or 1, self.day or 1)

    @property
    def latest(self) -> dt.date:
        """The last day it can have been (`date.max` when unknown)."""
        if self.year is None:
            return dt.date.max
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def certainly_by(self, day: dt.date) -> bool:
        """Whether it was on or before `day` whatever the unknown part is."""
        return self.latest <= day

    def possibly_by(self, day: dt.date) -> bool:
        """Whether it can have been on or before `day`."""
        return self.earliest <= day

    def may_equal(self, other: PartialDate) -> bool:
        """Whether both can be the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def display(self, language: str = "nl") -> str:
        """As people read it: '17 mei 1980', 'mei 1980', '1980' or 'onbekend' (`nl` or `en`)."""
        if self.year is None:
            return UNKNOWN_TEXT[language]
        if self.month is None:
            return str(self.year)
        month = f"{MONTHS[language][self.month - 1]} {self.year}"
        return month if self.day is None else f"{self.day} {month}"


UNKNOWN = PartialDate()


def parse(text: str) -> PartialDate:
    """Read eight digits as the register writes them. Raises `DateError` for anything else, also for 19990231."""
    if not _REGISTER.fullmatch(text):
        raise DateError("date.form", "*" * min(len(text), 8))
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    try:
        return PartialDate(year or None, month or None, day or None)
    except DateError as error:
        raise DateError(error.rule, f"****{text[4:]}") from None


def parse_iso(text: str) -> PartialDate:
    """Read '1980-05-17', '1980-05' or '1980' (as in forms and interfaces); '' is unknown. Raises `DateError`."""
    if not text:
        return UNKNOWN
    found = _ISO.fullmatch(text)
    if not found:
        raise DateError("date.form", "*" * min(len(text), 10))
    year, month, day = (None if part is None else int(part) for part in found.groups())
    return PartialDate(year, month, day)


def from_date(day: dt.date) -> PartialDate:
    """A date of which all is known. A date with a time is refused: whoever has one must first choose the day."""
    if isinstance(day, dt.datetime):
        raise TypeError("a date without time is needed")
    return PartialDate(day.year, day.month, day.day)


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years, as the lowest and highest it can be; None for both when nothing is known."""

    lowest: int | None
    highest: int | None

    @property
    def exact(self) -> int | None:
        """The age, when only one is possible."""
        return self.lowest if self.lowest == self.highest else None

    def certainly_at_least(self, years: int) -> bool:
        """Whether the person is that old whatever the unknown part of the birth date is."""
        return self.lowest is not None and self.lowest >= years

    def possibly_below(self, years: int) -> bool:
        """Whether the person can still be younger; so who may be a minor is treated as one."""
        return self.lowest is None or self.lowest < years

    def certainly_below(self, years: int) -> bool:
        """Whether the person is younger whatever the unknown part of the birth date is."""
        return self.highest is not None and self.highest < years

    def display(self, language: str = "nl") -> str:
        """'44', '43 of 44', '41-44', or 'onbekend'."""
        if self.lowest is None or self.highest is None:
            return UNKNOWN_TEXT[language]
        if self.lowest == self.highest:
            return str(self.lowest)
        if self.highest - self.lowest == 1:
            return f"{self.lowest} {'of' if language == 'nl' else 'or'} {self.highest}"
        return f"{self.lowest}-{self.highest}"


UNKNOWN_AGE = Age(None, None)


def age_on(birth: PartialDate, day: dt.date) -> Age:
    """Age in whole years on `day` (0 from birth on); unknown when the birth date is, or lies after `day`."""
    if not birth.is_known or birth.earliest > day:
        return UNKNOWN_AGE
    return Age(_years(min(birth.latest, day), day), _years(birth.earliest, day))


def _years(birth: dt.date, day: dt.date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))

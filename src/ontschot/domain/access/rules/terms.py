"""Counting a legal term: start, suspension, notice of delay, General Time Limits Act. Pure, in whole days.

A term that begins with an event (a report, an application, the sending of a decision) has its first day on the day
after it. Periods are half-open: a suspension of [a, b) stands still on a and runs again on b. There are no moments
here, so no hour is lost or won when the clock changes.

Sources: Awb 4:13-4:15, 6:7, 6:8, 7:10; General Time Limits Act (ATW) art. 1, 2 and 4.
"""

from __future__ import annotations

import calendar as months_of
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ontschot.domain.access.rules.holidays import DAY, Calendar

ACT_FROM_DAYS = 3  # ATW art. 2: a term of three days or more holds two working days
WORKING_DAYS_WITHIN = 2


class Unit(StrEnum):
    """In what a term is told."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


# ATW art. 4: the act is not for terms of more than this; terms of working days end on one by themselves.
_ACT_UNTIL = {Unit.DAYS: 90, Unit.WEEKS: 12, Unit.MONTHS: 3}


@dataclass(frozen=True)
class Length:
    """How long: 6 weeks, 3 working days. 0 is 'at once': the day of the event itself."""

    number: int
    unit: Unit

    @property
    def act_applies(self) -> bool:
        """Whether the General Time Limits Act moves the end of a term of this length (its art. 4)."""
        return 0 < self.number <= _ACT_UNTIL.get(self.unit, -1)


@dataclass(frozen=True)
class Pause:
    """Days on which a term stands still: from ``start`` until the day before ``end``."""

    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        """How many."""
        return (self.end - self.start).days


@dataclass(frozen=True)
class Due:
    """The last day of a term, and what made it so.

    ``counted`` is the end before the General Time Limits Act; ``moved_for`` the reason why it moved ('' when it did
    not); ``paused_days`` how many days stood still, each once however many suspensions it lies in.
    """

    on: dt.date
    counted: dt.date
    moved_for: str
    paused_days: int


def add(day: dt.date, length: Length, calendar: Calendar) -> dt.date:
    """The last day of a term of this length that begins after ``day``, with nothing standing still.

    A month ends on the same number of the month, or on its last day when it has no such number.
    """
    if length.unit is Unit.MONTHS:
        years, month = divmod(day.month - 1 + length.number, 12)
        year = day.year + years
        return dt.date(year, month + 1, min(day.day, months_of.monthrange(year, month + 1)[1]))
    if length.unit is Unit.WORKING_DAYS:
        for _ in range(length.number):
            day = calendar.first_working_day(day + DAY)
        return day
    return day + dt.timedelta(days=length.number * (7 if length.unit is Unit.WEEKS else 1))


def merged(pauses: Iterable[Pause]) -> list[Pause]:
    """The same days in the fewest periods, in order: days in several suspensions stand still once."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda p: (p.start, p.end)):
        if pause.end <= pause.start:
            continue
        if found and pause.start <= found[-1].end:
            found[-1] = Pause(found[-1].start, max(found[-1].end, pause.end))
        else:
            found.append(pause)
    return found


def overlap(one: Pause, others: Iterable[Pause]) -> int:
    """How many days of ``one`` stand still already because of ``others``."""
    return sum(max(0, (min(one.end, other.end) - max(one.start, other.start)).days) for other in merged(others))


@dataclass(frozen=True)
class Extension:
    """A notice of delay that makes the term longer: sent on a day, until a new last day."""

    sent_on: dt.date
    until: dt.date


def due(
    event: dt.date,
    length: Length,
    pauses: Sequence[Pause] = (),
    *,
    calendar: Calendar,
    extension: Extension | None = None,
    not_before: dt.date | None = None,
) -> Due:
    """The last day of a term that began with ``event``.

    Each day that stands still makes it a day longer, as long as it lies in the term. ``extension`` puts the end at a
    later day; suspensions that begin after its notice make it longer still; it never ends earlier than without the
    notice. ``not_before``: a rule that became law while the term ran never ends it before that day.
    """
    standing = [Pause(max(p.start, event + DAY), p.end) for p in pauses]
    standing = merged(p for p in standing if p.end > p.start)
    later: list[Pause] = []
    if extension is not None:
        later = [p for p in standing if p.start > extension.sent_on]
        standing = [p for p in standing if p.start <= extension.sent_on]
    if length.unit is Unit.WORKING_DAYS:
        counted, paused = _working_days(event, length.number, standing, calendar)
    else:
        counted, paused = _lengthened(add(event, length, calendar), standing)
    if extension is not None:
        counted, more = _lengthened(max(counted, extension.until), later)
        paused += more
    if not_before is not None:
        counted = max(counted, not_before)
    end = moved(event, counted, length, calendar, [*standing, *later])
    paused += sum(max(0, (min(p.end, end) - max(p.start, counted)).days) for p in [*standing, *later])
    found = Due(end, counted, (calendar.why_not(counted) or "short") if end != counted else "", paused)
    if extension is None:
        return found
    without = due(event, length, pauses, calendar=calendar, not_before=not_before)
    return found if without.on <= found.on else replace(without, counted=counted)


def _lengthened(end: dt.date, standing: Sequence[Pause]) -> tuple[dt.date, int]:
    paused = 0
    for pause in standing:
        if pause.start > end:
            break
        end += dt.timedelta(days=pause.days)
        paused += pause.days
    return end, paused


def _working_days(event: dt.date, number: int, standing: Sequence[Pause], calendar: Calendar) -> tuple[dt.date, int]:
    """Working days that do not stand still, counted one by one (there are few)."""
    day, left, paused = event, number, 0
    while left:
        day += DAY
        if any(p.start <= day < p.end for p in standing):
            paused += 1
        elif calendar.is_working_day(day):
            left -= 1
    return day, paused


def moved(event: dt.date, end: dt.date, length: Length, calendar: Calendar, standing: Sequence[Pause] = ()) -> dt.date:
    """The end after the General Time Limits Act: art. 1 (no end on a day off), art. 2 (two working days within).

    The day to which art. 1 moves the end is a day of the term: when it stands still, the end is the first after it that
    does not.
    """
    if not length.act_applies:
        return end
    if not calendar.is_working_day(end):
        end = calendar.first_working_day(end)
        while any(p.start <= end < p.end for p in standing):
            end = calendar.first_working_day(end + DAY)
    if length.unit is not Unit.DAYS or length.number < ACT_FROM_DAYS:
        return end
    while _working_between(event, end, calendar) < WORKING_DAYS_WITHIN:
        end = calendar.first_working_day(end + DAY)
    return end


def _working_between(event: dt.date, end: dt.date, calendar: Calendar) -> int:
    days = ((event + dt.timedelta(days=n)) for n in range(1, (end - event).days + 1))
    found = 0
    for day in days:
        found += calendar.is_working_day(day)
        if found >= WORKING_DAYS_WITHIN:
            break
    return found


class Standing(StrEnum):
    """How a term stands on a day."""

    RUNNING = "term_running"
    NEAR = "term_near"
    LATE = "term_late"
    PAUSED = "term_paused"
    ELAPSED = "term_elapsed"  # of a term that is the resident's: over, and nobody's fault
    MET = "term_met"
    STOPPED = "term_stopped"


def standing(
    *, state: str, due_on: dt.date, today: dt.date, near: int, pauses: Iterable[Pause] = (), residents: bool = False
) -> Standing:
    """How a term stands today. ``state`` is running, met or stopped. Late goes before standing still."""
    if state != "running":
        return Standing.MET if state == "met" else Standing.STOPPED
    if today > due_on:
        return Standing.ELAPSED if residents else Standing.LATE
    if any(p.start <= today < p.end for p in pauses):
        return Standing.PAUSED
    return Standing.NEAR if (due_on - today).days <= near and not residents else Standing.RUNNING

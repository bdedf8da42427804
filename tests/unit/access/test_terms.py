"""Counting terms, against an oracle that walks through the days one by one."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ontschot.domain.access.rules import holidays, terms
from ontschot.domain.access.rules.terms import Length, Pause, Standing, Unit

DAY = dt.timedelta(days=1)
EQUATED = (dt.date(2026, 5, 15), dt.date(2026, 1, 2))
CALENDAR = holidays.Calendar(EQUATED)
days = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
near_days = st.dates(dt.date(2025, 11, 1), dt.date(2027, 1, 31))
lengths = st.builds(Length, st.integers(0, 40), st.sampled_from(Unit))


@st.composite
def pauses(draw: st.DrawFn, event: st.SearchStrategy[dt.date] = near_days) -> tuple[dt.date, list[Pause]]:
    """An event, and suspensions around it that may overlap, touch, lie before it or far after it."""
    began = draw(event)
    made = st.builds(
        lambda start, length: Pause(began + start * DAY, began + (start + length) * DAY),
        st.integers(-10, 120),
        st.integers(1, 40),
    )
    return began, draw(st.lists(made, max_size=5))


# ------------------------------------------------------------------------------------------------ holidays

EASTERS = {1961: (4, 2), 1999: (4, 4), 2000: (4, 23), 2008: (3, 23), 2011: (4, 24), 2016: (3, 27), 2019: (4, 21),
           2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2038: (4, 25), 2285: (3, 22)}  # fmt: skip


@pytest.mark.parametrize(("year", "on"), EASTERS.items())
def test_easter(year: int, on: tuple[int, int]) -> None:
    assert holidays.easter(year) == dt.date(year, *on)


@given(st.integers(1583, 4099))
def test_easter_is_the_first_sunday_after_the_full_moon_of_the_church(year: int) -> None:
    """Oracle: the tables of the Gregorian calendar (golden number, epact, Sunday letter), written out."""
    golden = year % 19 + 1
    century = year // 100 + 1
    dropped, moon = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + moon - dropped) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full = 44 - epact if 44 - epact >= 21 else 74 - epact
    day = dt.date(year, 3, 1) + (full - 1) * DAY
    sunday = day + (7 - (day.weekday() + 1) % 7) * DAY
    assert holidays.easter(year) == sunday
    assert sunday.weekday() == 6


@pytest.mark.parametrize(
    ("year", "on"),
    [(2014, (4, 26)), (2015, (4, 27)), (2025, (4, 26)), (2026, (4, 27)), (2031, (4, 26)), (2013, (4, 30)),
     (2006, (4, 29)), (1978, (5, 1)), (1995, (4, 29)), (1947, (8, 31))],
)  # fmt: skip
def test_the_kings_birthday_is_never_celebrated_on_a_sunday(year: int, on: tuple[int, int]) -> None:
    assert holidays.kings_day(year) == dt.date(year, *on)


def test_the_holidays_of_2026_with_good_friday_and_the_days_of_the_decree() -> None:
    off = [d for d in (dt.date(2026, 1, 1) + n * DAY for n in range(365)) if d.weekday() < 5]
    off = [d for d in off if not CALENDAR.is_working_day(d)]
    told = ["01-01", "01-02", "04-03", "04-06", "04-27", "05-05", "05-14", "05-15", "05-25", "12-25"]
    assert [f"{d:%m-%d}" for d in off] == told
    assert CALENDAR.why_not(dt.date(2026, 5, 15)) == "equated"
    assert CALENDAR.why_not(dt.date(2026, 4, 3)) == "good_friday"
    assert CALENDAR.why_not(dt.date(2026, 11, 25)) == ""


@given(days)
def test_the_first_working_day_is_one_and_nothing_between_is(day: dt.date) -> None:
    found = CALENDAR.first_working_day(day)
    assert CALENDAR.is_working_day(found)
    assert all(not CALENDAR.is_working_day(day + n * DAY) for n in range((found - day).days))
    assert (found - day).days <= 6


# ------------------------------------------------------------------------------------------------ plain terms


@given(days, st.integers(0, 60))
def test_weeks_end_on_the_same_day_of_the_week(event: dt.date, number: int) -> None:
    end = terms.add(event, Length(number, Unit.WEEKS), CALENDAR)
    assert end.weekday() == event.weekday()
    assert (end - event).days == 7 * number


@given(days, st.integers(0, 60))
def test_months_end_on_the_same_number_or_on_the_last_day_of_the_month(event: dt.date, number: int) -> None:
    end = terms.add(event, Length(number, Unit.MONTHS), CALENDAR)
    assert (end.year * 12 + end.month) - (event.year * 12 + event.month) == number
    assert end.day == event.day or (end.day < event.day and (end + DAY).day == 1)


@given(days, st.integers(0, 30))
def test_working_days_are_counted_one_by_one(event: dt.date, number: int) -> None:
    end = terms.add(event, Length(number, Unit.WORKING_DAYS), CALENDAR)
    passed = [event + n * DAY for n in range(1, (end - event).days + 1)]
    assert sum(CALENDAR.is_working_day(day) for day in passed) == number
    assert end == event or CALENDAR.is_working_day(end)


@pytest.mark.parametrize(
    ("event", "length", "on", "why"),
    [
        # Six weeks from 13 November end on Christmas Day; second Christmas Day and a Sunday follow.
        ("2026-11-13", Length(6, Unit.WEEKS), "2026-12-28", "christmas_day"),
        ("2026-11-25", Length(6, Unit.WEEKS), "2027-01-06", ""),
        ("2026-04-02", Length(6, Unit.WEEKS), "2026-05-18", "ascension_day"),  # and the equated Friday after it
        ("2026-02-20", Length(6, Unit.WEEKS), "2026-04-07", "good_friday"),
        ("2026-01-31", Length(1, Unit.MONTHS), "2026-03-02", "saturday"),  # 28 February is a Saturday
        ("2026-12-24", Length(3, Unit.WORKING_DAYS), "2026-12-30", ""),
        ("2026-11-25", Length(0, Unit.DAYS), "2026-11-25", ""),
        ("2026-11-28", Length(0, Unit.DAYS), "2026-11-28", ""),  # at once is not put off because it is Saturday
        (
            "2026-12-24",
            Length(3, Unit.DAYS),
            "2026-12-29",
            "sunday",
        ),  # art. 1: Monday; art. 2: two such days
        ("2026-03-28", Length(13, Unit.WEEKS), "2026-06-27", ""),  # more than twelve weeks: the act is not for it
    ],
)
def test_examples(event: str, length: Length, on: str, why: str) -> None:
    found = terms.due(dt.date.fromisoformat(event), length, calendar=CALENDAR)
    assert (found.on.isoformat(), found.moved_for) == (on, why)


def test_the_day_to_which_the_act_moves_the_end_can_stand_still() -> None:
    """Two weeks after 4 April 2026 end on a Saturday, so on Monday 20 April. That day the resident agrees to a week
    of delay: the term ends when the week is over, on Monday 27 April, which is the King's day: on the 28th.
    """
    event, week = dt.date(2026, 4, 4), Length(2, Unit.WEEKS)
    assert terms.due(event, week, calendar=CALENDAR).on == dt.date(2026, 4, 20)
    pause = Pause(dt.date(2026, 4, 20), dt.date(2026, 4, 27))
    found = terms.due(event, week, [pause], calendar=CALENDAR)
    assert (found.on, found.paused_days) == (dt.date(2026, 4, 28), 7)
    too_late = Pause(dt.date(2026, 4, 21), dt.date(2026, 4, 27))
    assert terms.due(event, week, [too_late], calendar=CALENDAR).on == dt.date(2026, 4, 20)


# ------------------------------------------------------------------------------------------------ the oracle


def walked(event: dt.date, length: Length, standing: list[Pause]) -> dt.date:
    """The last day, by walking: each day that does not stand still uses up one."""
    still = {p.start + n * DAY for p in standing for n in range(p.days)}
    if length.unit is Unit.WORKING_DAYS:
        left = length.number
    else:
        left = (terms.add(event, length, CALENDAR) - event).days
    day = event
    while left:
        day += DAY
        if day not in still and (length.unit is not Unit.WORKING_DAYS or CALENDAR.is_working_day(day)):
            left -= 1
    if length.unit is Unit.WORKING_DAYS or length.number == 0:
        return day
    limit = {Unit.DAYS: 90, Unit.WEEKS: 12, Unit.MONTHS: 3}[length.unit]
    if length.number > limit:
        return day
    working = {event + n * DAY for n in range(1, (day - event).days + 400) if CALENDAR.is_working_day(event + n * DAY)}
    if day not in working:  # the day to which it moves must not stand still itself
        while day not in working or day in still:
            day += DAY
    while day not in working or (
        length.unit is Unit.DAYS and length.number >= 3 and sum(event < d <= day for d in working) < 2
    ):
        day += DAY
    return day


@given(pauses(), lengths)
def test_the_end_is_that_of_walking_through_the_days(case: tuple[dt.date, list[Pause]], length: Length) -> None:
    event, standing = case
    assert terms.due(event, length, standing, calendar=CALENDAR).on == walked(event, length, standing)


@given(pauses(), lengths)
def test_suspensions_in_any_order_and_told_twice_give_the_same_end(
    case: tuple[dt.date, list[Pause]], length: Length
) -> None:
    event, standing = case
    once = terms.due(event, length, standing, calendar=CALENDAR)
    assert terms.due(event, length, [*reversed(standing), *standing], calendar=CALENDAR) == once


@given(pauses(), lengths, st.integers(1, 20), st.integers(0, 100))
def test_one_more_suspension_never_ends_a_term_earlier(
    case: tuple[dt.date, list[Pause]], length: Length, number: int, start: int
) -> None:
    event, standing = case
    more = [*standing, Pause(event + start * DAY, event + (start + number) * DAY)]
    before = terms.due(event, length, standing, calendar=CALENDAR)
    after = terms.due(event, length, more, calendar=CALENDAR)
    assert after.on >= before.on
    assert after.paused_days >= before.paused_days


@given(pauses())
def test_merged_suspensions_hold_the_same_days_once(case: tuple[dt.date, list[Pause]]) -> None:
    _event, standing = case
    found = terms.merged(standing)
    assert {p.start + n * DAY for p in standing for n in range(p.days)} == {
        p.start + n * DAY for p in found for n in range(p.days)
    }
    assert all(one.end < other.start for one, other in pairwise(found))
    assert sum(p.days for p in found) == len({p.start + n * DAY for p in standing for n in range(p.days)})


@given(pauses(), st.integers(-20, 130), st.integers(1, 50))
def test_overlap_counts_the_days_that_stand_still_already(
    case: tuple[dt.date, list[Pause]], start: int, number: int
) -> None:
    event, standing = case
    one = Pause(event + start * DAY, event + (start + number) * DAY)
    still = {p.start + n * DAY for p in standing for n in range(p.days)}
    assert terms.overlap(one, standing) == sum(one.start + n * DAY in still for n in range(number))


@given(
    pauses(), st.sampled_from([Length(6, Unit.WEEKS), Length(12, Unit.WEEKS)]), st.integers(0, 80), st.integers(0, 42)
)
@example(  # the day to which the end is moved stands still, the new day of the notice does not count that
    case=(dt.date(2025, 11, 1), [Pause(dt.date(2025, 12, 14), dt.date(2025, 12, 16))]),
    length=Length(6, Unit.WEEKS),
    sent=43,
    more=2,
)
def test_a_notice_of_delay_ends_at_its_new_day_plus_what_stands_still_after_it(
    case: tuple[dt.date, list[Pause]], length: Length, sent: int, more: int
) -> None:
    event, standing = case
    plain = terms.due(event, length, standing, calendar=CALENDAR)
    extension = terms.Extension(event + sent * DAY, plain.counted + more * DAY)
    longer = terms.due(event, length, standing, calendar=CALENDAR, extension=extension)
    assert longer.on >= plain.on
    within = terms.merged(Pause(max(p.start, event + DAY), p.end) for p in standing)
    early = [p for p in within if p.start <= extension.sent_on]
    later = [p for p in within if p.start > extension.sent_on]
    end = max(extension.until, terms.due(event, length, early, calendar=CALENDAR).counted)
    still = {p.start + n * DAY for p in later for n in range(p.days)}
    day = end
    left = sum(d <= end for d in still)
    while left:  # the days within that stood still come after it, those that stand still themselves not counted
        day += DAY
        left -= day not in still
    assert longer.counted == day


@given(near_days, lengths, st.integers(-100, 400))
def test_a_rule_that_became_law_later_never_ends_a_term_before_that_day(
    event: dt.date, length: Length, shift: int
) -> None:
    law = event + shift * DAY
    assert terms.due(event, length, calendar=CALENDAR, not_before=law).on >= law


# ------------------------------------------------------------------------------------------------ how it stands


@given(near_days, st.integers(-30, 30), pauses())
def test_late_goes_before_everything_that_still_runs(
    due_on: dt.date, shift: int, case: tuple[dt.date, list[Pause]]
) -> None:
    found = terms.standing(state="running", due_on=due_on, today=due_on + shift * DAY, near=7, pauses=case[1])
    assert (found is Standing.LATE) == (shift > 0)


def test_how_a_term_stands() -> None:
    due = dt.date(2026, 12, 14)
    pause = Pause(dt.date(2026, 11, 20), dt.date(2026, 12, 1))

    def stands(day: int, month: int = 12, **more: bool) -> str:
        return terms.standing(
            state="running", due_on=due, today=dt.date(2026, month, day), near=7, pauses=[pause], **more
        )

    assert stands(19, 11) == Standing.RUNNING
    assert stands(20, 11) == stands(30, 11) == Standing.PAUSED
    assert stands(1) == Standing.RUNNING
    assert stands(7) == stands(14) == Standing.NEAR
    assert stands(15) == Standing.LATE
    assert stands(15, residents=True) == Standing.ELAPSED
    assert terms.standing(state="met", due_on=due, today=due + DAY, near=7) == Standing.MET


def test_the_night_in_which_the_clock_changes_is_a_day_like_any_other() -> None:
    for change in (dt.date(2026, 3, 29), dt.date(2026, 10, 25)):
        for start in range(-3, 3):
            event = change + start * DAY
            end = terms.add(event, Length(10, Unit.DAYS), CALENDAR)
            assert (end - event).days == 10

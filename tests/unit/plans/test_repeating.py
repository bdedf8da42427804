"""On which days something repeats."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.plans.rules.repeating import EVERY, MOST, fold, occurrences

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


@given(DAYS, st.sampled_from(EVERY), st.integers(0, 400))
def test_always_the_same_day_of_the_week_in_order_and_never_later_than_asked(
    first: dt.date, every: str, length: int
) -> None:
    until = first + dt.timedelta(days=length)
    days = occurrences(first, every, until)
    assert days[0] == first
    assert days == sorted(set(days))
    assert all(day.weekday() == first.weekday() for day in days)
    assert days[-1] <= until
    assert len(days) <= MOST


def test_weeks_and_months() -> None:
    tuesday = dt.date(2026, 12, 8)  # the second of December
    assert occurrences(tuesday, "2", dt.date(2027, 1, 20)) == [
        tuesday, dt.date(2026, 12, 22), dt.date(2027, 1, 5), dt.date(2027, 1, 19),
    ]  # fmt: skip
    assert occurrences(tuesday, "month", dt.date(2027, 3, 9)) == [
        tuesday, dt.date(2027, 1, 12), dt.date(2027, 2, 9), dt.date(2027, 3, 9),
    ]  # fmt: skip


def test_the_fifth_weekday_is_the_last_of_a_month_that_has_only_four() -> None:
    assert occurrences(dt.date(2026, 12, 29), "month", dt.date(2027, 3, 31)) == [
        dt.date(2026, 12, 29), dt.date(2027, 1, 26), dt.date(2027, 2, 23), dt.date(2027, 3, 30),
    ]  # fmt: skip


def test_another_word_is_an_error() -> None:
    with pytest.raises(ValueError, match="day"):
        occurrences(dt.date(2026, 1, 1), "day", dt.date(2026, 2, 1))


def test_a_series_is_told_once_by_its_first() -> None:
    times = [("a", 1, False), ("b", None, False), ("c", 2, False), ("d", 1, False), ("e", 1, True), ("f", 1, False)]
    assert fold(times) == [("a", ["d", "f"]), ("b", []), ("c", []), ("e", [])]


def test_one_that_stands_apart_is_not_the_first_of_its_series() -> None:
    assert fold([("a", 1, True), ("b", 1, False), ("c", 1, False)]) == [("a", []), ("b", ["c"])]


@given(st.lists(st.tuples(st.integers(), st.none() | st.integers(0, 3), st.booleans())))
def test_nothing_is_lost_by_folding(times: list[tuple[int, int | None, bool]]) -> None:
    back = [one for first, more in fold(times) for one in (first, *more)]
    assert sorted(back) == sorted(one for one, _series, _apart in times)

"""Which hour the calendar proposes."""

import datetime as dt

import pytest

from ontschot.domain.plans.rules.free_time import free_hour

DAY = dt.date(2026, 11, 27)


def at(text: str) -> dt.datetime:
    return dt.datetime.combine(DAY, dt.time.fromisoformat(text))


@pytest.mark.parametrize(
    ("busy", "now", "hour"),
    [
        ([], None, 9),
        ([("09:00", "10:00")], None, 10),
        ([("09:00", "09:15"), ("10:30", "11:30")], None, 12),
        ([("08:00", "09:00")], None, 9),  # half-open: what ends at nine leaves nine free
        ([], "09:00", 10),  # what begins now is too late to propose
        ([("11:00", "12:00")], "10:20", 12),
        ([("00:00", "23:59")], None, None),
        ([], "16:01", None),
    ],
)
def test_the_first_free_hour(busy: list[tuple[str, str]], now: str | None, hour: int | None) -> None:
    taken = [(at(begins), at(ends)) for begins, ends in busy]
    found = free_hour(taken, DAY, now=at(now) if now else None)
    assert found == (None if hour is None else dt.time(hour))


def test_what_began_the_day_before_counts() -> None:
    night = (at("09:30") - dt.timedelta(days=1), at("09:30"))
    assert free_hour([night], DAY) == dt.time(10)

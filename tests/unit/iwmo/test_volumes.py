"""How much may be claimed: the examples of the standard (IV077, IV078) and the edges."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iwmo_worlds import D, allocated

from ontschot.exchange.iwmo.rules import volumes
from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml import messages as m


def allocation(first: dt.date, last: dt.date | None, volume: int, unit: str, frequency: str) -> m.ToegewezenProduct:
    item = allocated("wmo")
    item.ingangsdatum, item.einddatum = first, last
    item.omvang = c.Omvang(volume=volume, eenheid=unit, frequentie=frequency)
    return item


@pytest.mark.parametrize(
    ("first", "last", "most"),
    [
        (D(2025, 10, 7), D(2025, 10, 31), 12),
        (D(2025, 11, 1), D(2025, 11, 30), 15),
        (D(2025, 12, 1), D(2025, 12, 30), 15),
    ],
)
def test_effort_per_week(first: dt.date, last: dt.date, most: int) -> None:
    item = allocation(D(2025, 10, 7), D(2025, 12, 30), 3, "04", "2")
    assert volumes.most_in_period(item, first, last, household_help=False) == most
    assert volumes.most_in_period(item, first, last, household_help=True) == 18
    assert volumes.most_in_total(item) == 39


@pytest.mark.parametrize(
    ("first", "last", "most"),
    [
        (D(2025, 7, 7), D(2025, 7, 31), 900),
        (D(2025, 8, 1), D(2025, 8, 31), 1800),
    ],
)
def test_output_per_week_counts_sundays(first: dt.date, last: dt.date, most: int) -> None:
    item = allocation(D(2025, 7, 7), D(2025, 9, 5), 300, "83", "2")
    assert volumes.most_in_period(item, first, last, household_help=False) == most


def test_other_rhythms() -> None:
    month = (D(2025, 10, 14), D(2025, 10, 31))
    item = allocation(D(2025, 10, 14), D(2025, 12, 13), 15, "04", "4")
    assert volumes.most_in_period(item, *month, household_help=False) == 15
    assert volumes.most_in_total(item) == 45
    item = allocation(D(2025, 10, 14), D(2025, 12, 13), 2, "04", "1")
    assert volumes.most_in_period(item, *month, household_help=False) == 36
    assert volumes.most_in_total(item) == 122
    item = allocation(D(2025, 10, 14), None, 80, "04", "6")
    assert volumes.most_in_period(item, *month, household_help=False) == 80
    assert volumes.most_in_total(item) == 80
    item = allocation(D(2025, 10, 14), None, 2, "04", "4")
    assert volumes.most_in_total(item) is None
    item.omvang = None
    assert volumes.most_in_total(item) is None
    assert volumes.most_in_period(item, *month, household_help=False) is None


def test_units() -> None:
    assert volumes.units_fit("04", "04")
    assert volumes.units_fit("04", "01")
    assert not volumes.units_fit("01", "04")
    assert volumes.in_allocated_units(90, "04", "01") == 1.5
    assert volumes.in_allocated_units(90, "01", "01") == 90


@given(st.dates(D(2000, 1, 1), D(2100, 1, 1)), st.integers(0, 400))
def test_sundays_and_weeks_are_counted_day_by_day(first: dt.date, length: int) -> None:
    days = [first + dt.timedelta(days=number) for number in range(length + 1)]
    assert volumes.sundays(days[0], days[-1]) == sum(day.weekday() == 6 for day in days)
    assert volumes.calendar_weeks(days[0], days[-1]) == len({day.isocalendar()[:2] for day in days})
    assert volumes.calendar_months(days[0], days[-1]) == len({(day.year, day.month) for day in days})

"""Until when a parent or guardian acts for a child."""

import datetime as dt

import pytest

from ontschot.domain.people.rules import dates
from ontschot.domain.people.rules.representation import represented_until


@pytest.mark.parametrize(
    ("birth", "until"),
    [
        ("20120517", dt.date(2028, 5, 17)),
        ("20120229", dt.date(2028, 2, 29)),
        ("20120500", dt.date(2028, 5, 31)),
        ("20120000", dt.date(2028, 12, 31)),
        ("00000000", None),
    ],
)
def test_represented_until_the_latest_day_of_turning_sixteen(birth: str, until: dt.date | None) -> None:
    assert represented_until(dates.parse(birth)) == until


def test_without_a_birth_date_nothing_is_certain() -> None:
    assert represented_until(None) is None

"""Dates, ages and money as Dutch people write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ontschot.web.components import wording


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(1985, 3, 27), "27 maart 1985"),
        ("19850327", "27 maart 1985"),
        ("1985-03-27", "27 maart 1985"),
        ("19800500", "mei 1980"),
        ("19800000", "1980"),
        ("00000000", "onbekend"),
        ("19850231", "onbekend"),
        ("", "onbekend"),
        (None, "onbekend"),
    ],
)
def test_what_is_known_of_a_date_is_shown(value: object, text: str) -> None:
    """Incomplete dates of the register are shown as far as they are known, and never made up."""
    with translation.override("nl"):
        assert wording.dutch_date(value) == text


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("20100514", dt.date(2026, 5, 13), 15),
        ("20100514", dt.date(2026, 5, 14), 16),
        ("20080229", dt.date(2026, 2, 28), 17),
        ("20080229", dt.date(2026, 3, 1), 18),
        ("20080000", dt.date(2026, 12, 30), 17),
        ("00000000", dt.date(2026, 1, 1), None),
    ],
)
def test_age_never_says_older_than_sure(born: str, on: dt.date, years: int | None) -> None:
    """Somebody whose birthday is unknown is not called an adult too early."""
    assert wording.age(born, on) == years


@given(st.dates(dt.date(1900, 1, 1), dt.date(2026, 1, 1)), st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1)))
def test_age_grows_by_one_on_the_birthday(born: dt.date, on: dt.date) -> None:
    """Whole years, and never negative."""
    years = wording.age(born, on)
    assert years is not None
    assert 0 <= on.year - born.year - years <= 1


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal("1234.5"), "€ 1.234,50"),
        (40000, "€ 40.000"),
        (Decimal("-0.05"), "−€ 0,05"),
        (0, "€ 0"),
        (None, "–"),
    ],
)
def test_money(amount: Decimal | int | None, text: str) -> None:
    """Points between thousands, a comma before cents, no cents in whole euros."""
    assert wording.money(amount).replace("\u00a0", " ") == text


def test_a_state_is_text_and_picture_never_colour_alone() -> None:
    """Every state has a label, an icon and one of the five tones."""
    for code in wording.STATES:
        shown = wording.badge(code)
        assert all(shown.values())
        assert shown["tone"] in {"neutral", "info", "positive", "warning", "negative"}
    assert wording.badge("afgesproken")["label"] == "Afgesproken"
    assert wording.badge("<b>eigen</b>") == {"label": "<b>eigen</b>", "tone": "neutral", "icon": "circle"}

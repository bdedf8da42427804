"""A day in the browser's own field: years that nobody means are refused with what to do."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms

from ontschot.web.components.fields import DayField


class DayForm(forms.Form):
    """One day."""

    day = DayField(required=False)


@pytest.mark.parametrize("sent", ["0001-01-01", "0026-11-26", "1874-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_that_nobody_means_is_refused(sent: str) -> None:
    form = DayForm({"day": sent})
    assert not form.is_valid()
    assert form.errors.as_data()["day"][0].code == "year"


@pytest.mark.parametrize(
    ("sent", "day"),
    [("2026-11-26", dt.date(2026, 11, 26)), ("1875-01-01", dt.date(1875, 1, 1)), ("2199-12-31", dt.date(2199, 12, 31)),
     ("", None)],
)  # fmt: skip
def test_any_other_day_is_taken(sent: str, day: dt.date | None) -> None:
    form = DayForm({"day": sent})
    assert form.is_valid()
    assert form.cleaned_data["day"] == day
    assert 'type="date"' in str(form["day"])

"""Simple types judge texts as XML Schema does."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.exchange.iwmo.xml.codelists import CodeLists, packaged
from ontschot.exchange.iwmo.xml.simple import BadValue, types_for

TYPES = types_for("wmo", packaged())

GOOD = [
    ("Datum", " 2024-02-29\n", dt.date(2024, 2, 29)),
    ("Tijd", "24:00:00", "24:00:00"),
    ("Tijd", "12:34:56.789", "12:34:56.789"),
    ("Nummer", " +007 ", 7),
    ("Nummer", "-0", 0),
    ("TotaalBedrag", "999999999999", 999999999999),
    ("Voorletters", "éỳ", "éỳ"),
    ("Commentaar", "\n a\n", "\n a\n"),
    ("ReferentieNummer", " ", " "),
    ("Naam", "x" * 200, "x" * 200),
    ("Versie", "1.0.10", "1.0.10"),
    ("ProductCategorie", "18", "18"),
]
BAD = [
    ("Datum", "2027-06-31", "date"),
    ("Datum", "2024-01-01Z", "date"),
    ("Datum", "2024-01-01+01:00", "date"),
    ("Datum", "12024-01-01", "date"),
    ("Datum", "2024-1-1", "date"),
    ("Datum", "٢٠٢٤-01-01", "date"),
    ("Tijd", "24:00:01", "time"),
    ("Tijd", "12:34", "time"),
    ("Nummer", "1000000000", "range"),
    ("Nummer", "1.0", "number"),
    ("Nummer", "", "number"),
    ("Voorletters", "A.B", "pattern"),
    ("Commentaar", " \t\n", "pattern"),
    ("Naam", "", "empty"),
    ("Naam", "a\nb", "pattern"),
    ("Naam", "x" * 201, "length"),
    ("Versie", "1.01.0", "pattern"),
    ("BurgerServicenummer", "12345678", "pattern"),
    ("ProductCategorie", "31", "code"),
    ("ProductCategorie", " 18", "code"),
]


@pytest.mark.parametrize(("name", "text", "value"), GOOD)
def test_good_values(name: str, text: str, value: object) -> None:
    assert TYPES[name].judge(text) == value
    assert TYPES[name].judge(text) == value  # from memory


@pytest.mark.parametrize(("name", "text", "reason"), BAD)
def test_bad_values(name: str, text: str, reason: str) -> None:
    with pytest.raises(BadValue) as bad:
        TYPES[name].judge(text)
    assert bad.value.reason == reason
    assert bad.value.nl
    assert bad.value.en


@pytest.mark.parametrize("text", ["123456789x", "x 1234 56 789", "12345678"])
def test_what_could_be_a_bsn_is_not_repeated(text: str) -> None:
    for name in ("BurgerServicenummer", "AgbCode", "Geslacht", "Datum", "Nummer"):
        words = ""
        try:
            TYPES[name].judge(text)
        except BadValue as bad:
            words = bad.nl + bad.en
        assert not re.search(r"[0-9]{6,}", words)


@given(st.text(max_size=40))
def test_no_text_breaks_a_type(text: str) -> None:
    for simple in TYPES.values():
        try:
            simple.judge(text)
        except BadValue:
            continue


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_dates_come_back(day: dt.date) -> None:
    assert TYPES["Datum"].judge(day.isoformat()) == day


def test_a_code_is_valid_in_its_period_only() -> None:
    row = {"list": "X1", "type": "X", "code": "1", "valid_from": "2022-04-01", "valid_until": "2022-12-31"}
    lists = CodeLists([{**row, "nl": "een", "en": "one"}])
    days = [dt.date(2022, 3, 31), dt.date(2022, 4, 1), dt.date(2022, 12, 31), dt.date(2023, 1, 1)]
    assert [lists.valid_on("X1", "1", day) for day in days] == [False, True, True, False]
    assert lists.label("X1", "1") == "een"
    assert lists.label("X1", "1", "en") == "one"
    assert lists.label("X1", "2") == "2"
    with pytest.raises(ValueError, match="without"):
        CodeLists([{"list": "X1"}])

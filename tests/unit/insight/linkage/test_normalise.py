"""The normalisers, and the eleven test in SQL against the one of the product."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontschot.domain.people.rules import bsn
from ontschot.insight.linkage.normalise import define

TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    made = duckdb.connect()
    define(made)
    yield made
    made.close()


def value(connection: duckdb.DuckDBPyConnection, sql: str, *given: Any) -> Any:
    return connection.execute(f"SELECT {sql}", list(given)).fetchall()[0][0]


quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(number=st.integers(0, 1_100_000_000), demo=st.booleans())
def test_the_eleven_test_is_that_of_the_product(connection: duckdb.DuckDBPyConnection, number: int, demo: bool) -> None:
    text = str(number)
    try:
        bsn.check(text, demo=demo)
        expected: int | None = number
    except bsn.BsnError:
        expected = None
    assert value(connection, f"lk_bsn(?, {demo})", text) == expected


@quick
@given(at=st.integers(0, bsn.SYNTHETIC_CAPACITY - 1))
def test_synthetic_numbers_count_in_a_demonstration_only(connection: duckdb.DuckDBPyConnection, at: int) -> None:
    number = bsn.synthetic(at)
    assert value(connection, "lk_bsn(?, true)", number) == int(number)
    assert value(connection, "lk_bsn(?, false)", number) is None


@quick
@given(text=TEXT)
def test_plain_again_is_the_same(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    once = value(connection, "lk_plain(?)", text)
    assert once is None or once == value(connection, "lk_plain(?)", once)


@quick
@given(text=TEXT)
def test_capitals_spaces_and_hyphens_make_no_other_family_name(
    connection: duckdb.DuckDBPyConnection, text: str
) -> None:
    found = value(connection, "lk_family(?)", text)
    assert found == value(connection, "lk_family(?)", f"  {text} ")
    assert all(part == value(connection, "lk_plain(?)", part) for part in found)


@quick
@given(day=st.dates(dt.date(1901, 1, 1), dt.date(2100, 12, 31)))
def test_every_way_to_write_a_date_is_the_same_date(connection: duckdb.DuckDBPyConnection, day: dt.date) -> None:
    number = day.year * 10000 + day.month * 100 + day.day
    ways = {
        day.isoformat(): "dmy",
        f"{day.isoformat()} 00:00:00": "dmy",
        f"{day:%d-%m-%Y}": "dmy",
        f"{day.day}/{day.month}/{day.year}": "dmy",
        f"{day:%d.%m.%Y}": "dmy",
        f"{day:%Y%m%d}": "dmy",
    }
    if day.day <= 12:
        ways[f"{day:%m/%d/%Y}"] = "mdy"
    for way, order in ways.items():
        assert value(connection, "lk_date(?, ?)", way, order) == number, way


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("van der Berg-de Wit", ["berg", "wit"]),
        ("Berg, van den", ["berg"]),
        ("v.d. Berg", ["berg"]),
        ("vd Berg", ["berg"]),
        ("v. Dijk", ["dijk"]),
        ("vdBerg", ["vdberg"]),
        ("Bakker e/v de Wit", ["bakker", "wit"]),
        ("Bakker e.v. de Wit", ["bakker", "wit"]),
        ("Bakker, wed. van Wit", ["bakker", "wit"]),
        ("Bakker/de Wit", ["bakker", "wit"]),
        ("de Wit (Bakker)", ["wit", "bakker"]),
        ("Wit (de)", ["wit"]),
        ("El-Idrissi", ["idrissi"]),
        ("El Idrissi-Ben Ali", ["idrissi", "ali"]),
        ("Lo-A-Njoe", ["lo", "a", "njoe"]),
        ("Çelik", ["celik"]),
        ("'t Hart", ["hart"]),
        ("Yıldız", ["yildiz"]),
        ("İNCİ", ["inci"]),
        ("Pawłowska", ["pawlowska"]),
        ("Søgaard-Weiß", ["sogaard", "weiss"]),
        ("Van", ["van"]),
        ("", []),
    ],
)
def test_family_names(connection: duckdb.DuckDBPyConnection, written: str, parts: list[str]) -> None:
    assert value(connection, "lk_family(?)", written) == parts


@pytest.mark.parametrize("written", ["Onbekend", "ONBEKEND ", "n.v.t.", "?", "-"])
def test_what_stands_for_no_name_is_none(connection: duckdb.DuckDBPyConnection, written: str) -> None:
    assert value(connection, "lk_family(?)", written) == []
    assert value(connection, "lk_spaced(?)", written) == ""
    assert value(connection, "lk_street(?)", written) is None


@pytest.mark.parametrize(
    ("written", "letters", "bare"),
    [("J.P.", "jp", True), ("J P", "jp", True), ("Th.J.", "tj", True), ("Jan P.", "jp", False), ("Jo", "j", False)],
)
def test_initials(connection: duckdb.DuckDBPyConnection, written: str, letters: str, bare: bool) -> None:
    assert value(connection, "lk_letters(lk_spaced(?))", written) == letters
    assert value(connection, "lk_initials_only(?, lk_spaced(?))", written, written) is bare


@pytest.mark.parametrize(
    ("one", "other"),
    [("dijkstra", "deykstra"), ("janssen", "jansen"), ("bakker", "backer"), ("thijssen", "tijssen"), ("vos", "fos")],
)
def test_names_that_sound_alike(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> None:
    assert value(connection, "lk_sound(?)", one) == value(connection, "lk_sound(?)", other)


@pytest.mark.parametrize(("written", "sex"), [("M", 1), ("vrouw", 2), ("meisje", 2), ("jongen", 1), ("2", 2)])
def test_sex(connection: duckdb.DuckDBPyConnection, written: str, sex: int) -> None:
    assert value(connection, "lk_sex(?)", written) == sex


@pytest.mark.parametrize("written", ["Dorpsstraat", "Dorpsstr.", "Dorps-str", "DORPSSTR. "])
def test_a_street_that_is_written_short_is_the_same_street(connection: duckdb.DuckDBPyConnection, written: str) -> None:
    assert value(connection, "lk_street(?)", written) == "dorpsstraat"
    assert value(connection, "lk_street(?)", "Strandweg") == "strandweg"

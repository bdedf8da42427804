"""Street and number without a postcode, beside postcode and number without a street."""

from __future__ import annotations

import datetime as dt

import duckdb
import pytest

from ontschot.insight.linkage import Input, link, postcodes, pseudonymise
from ontschot.insight.linkage.levels import comparisons

SECRET = b"a secret of thirty-two bytes...."
KERK, KADE = 1, 2
HERE, THERE = 8, 9
WHOLE = ("given_names", "surname", "birth_date", "postcode", "street", "house_number")


def filled(rows: list[tuple[int | None, ...]]) -> list[int | None]:
    """The postcodes after completing rows of street, number, place and postcode."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE lk_r (id INTEGER, st UBIGINT, hn INTEGER, pl UBIGINT, pc UBIGINT)")
    connection.executemany("INSERT INTO lk_r VALUES (?, ?, ?, ?, ?)", [[at, *row] for at, row in enumerate(rows)])
    postcodes.complete(connection)
    return [postcode for (postcode,) in connection.execute("SELECT pc FROM lk_r ORDER BY id").fetchall()]


def test_a_door_has_the_postcode_that_another_row_has_there() -> None:
    assert filled([(KERK, 5, None, 11), (KERK, 5, None, None)]) == [11, 11]


@pytest.mark.parametrize(
    "lacking", [(KERK, 7, None, None), (KADE, 5, None, None), (KERK, None, None, None), (None, 5, None, None)]
)
def test_nothing_is_told_of_another_door(lacking: tuple[int | None, ...]) -> None:
    assert filled([(KERK, 5, None, 11), lacking])[1] is None


def test_the_postcode_of_most_rows_at_a_door() -> None:
    agreeing = [(KERK, 5, None, 11)] * 12
    assert filled([*agreeing, (KERK, 5, None, 12), (KERK, 5, None, None)])[-1] == 11
    assert filled([(KERK, 5, None, 11), (KERK, 5, None, 12), (KERK, 5, None, None)])[-1] is None


def test_streets_of_one_name_in_several_places_tell_nothing() -> None:
    """Number 9 is known in one place only; who has no postcode may live in the other."""
    both = [(KERK, number, None, place * 100 + number) for number in range(1, 9) for place in (1, 2)]
    assert filled([*both, (KERK, 9, None, 109), (KERK, 9, None, None)])[-1] is None


def test_with_a_place_they_do() -> None:
    both = [(KERK, number, place, place * 100 + number) for number in range(1, 9) for place in (HERE, THERE)]
    assert filled([*both, (KERK, 5, HERE, None), (KERK, 5, THERE, None), (KERK, 5, None, None)])[-3:] == [
        805,
        905,
        None,
    ]


def rows(connection: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], *people: tuple[str, ...]) -> Input:
    connection.execute(f'CREATE TABLE {name} ("row" BIGINT, {", ".join(f"{column} VARCHAR" for column in columns)})')
    for at, person in enumerate(people, 1):
        there = [value for column, value in zip(WHOLE, person, strict=True) if column in columns]
        connection.execute(f"INSERT INTO {name} VALUES (?{', ?' * len(columns)})", [at, *there])
    return Input(f"{name}.csv", name)


ANNA = ("Anna", "Quaedvlieg", "1980-05-04", "1234AB", "Kerkstraat", "5")
HER_SON = ("Mees", "Bartels", "2012-03-09", "1234AB", "Kerkstraat", "5")
HIS_FATHER = ("Bert", "Bartels", "1977-11-21", "1234AB", "Kerkstraat", "5")


@pytest.mark.parametrize("is_keyed", [False, True])
def test_one_household_by_way_of_a_third_file(is_keyed: bool) -> None:
    connection = duckdb.connect()
    inputs = [
        rows(connection, "whole", WHOLE, HER_SON),
        rows(connection, "postcode", tuple(c for c in WHOLE if c != "street"), HIS_FATHER),
        rows(connection, "street", tuple(c for c in WHOLE if c != "postcode"), ANNA),
    ]
    if is_keyed:
        inputs = [keyed(connection, item) for item in inputs]
    link(connection, inputs)
    counted = connection.execute("SELECT count(DISTINCT person), count(DISTINCT household) FROM links").fetchall()
    assert counted == [(3, 1)]


def keyed(connection: duckdb.DuckDBPyConnection, item: Input) -> Input:
    """The file as its organisation would hand it over."""
    made = pseudonymise(connection, item, SECRET, dt.date(2026, 11, 26))
    connection.execute(f"CREATE TABLE k_{item.table} AS SELECT * FROM {made}")
    return Input(f"k_{item.label}", f"k_{item.table}")


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ((11, None, 5), (None, KERK, 5), "address unknown"),  # which street the postcode is of, nothing tells
        ((None, KERK, 5), (11, None, None), "address unknown"),
        ((11, None, 5), (None, KERK, 6), "address differs"),
        ((11, KADE, 5), (None, KERK, 5), "address differs"),
        ((11, None, 5), (11, KERK, 5), "address same"),
        ((None, None, 5), (11, KERK, 6), "address unknown"),
    ],
)
def test_a_postcode_here_and_a_street_there(
    left: tuple[int | None, ...], right: tuple[int | None, ...], level: str
) -> None:
    (kin,) = (comparison for comparison in comparisons({"sa", "pc", "st"}) if comparison.name == "kin")
    values = [*zip(("pc_l", "st_l", "hn_l"), left, strict=True), *zip(("pc_r", "st_r", "hn_r"), right, strict=True)]
    row = ", ".join(f"{'NULL::UBIGINT' if value is None else value} AS {name}" for name, value in values)
    row += ", 1 AS sa_l, 1 AS sa_r, 2 AS sb_l, 2 AS sb_r, 1 AS sp_l, 1 AS sp_r, 'a' AS ft_l, 'a' AS ft_r"
    row += ", NULL::UBIGINT AS al_l, NULL::UBIGINT AS al_r"
    cases = " ".join(f"WHEN {one.condition} THEN '{one.name}'" for one in kin.levels)
    found = duckdb.sql(f"SELECT CASE {cases} END FROM (SELECT {row})").fetchall()
    assert found == [(f"{level}, surname same",)]

"""Who lives together: by postcode, number and addition, with removals that a registration missed."""

from __future__ import annotations

import duckdb

from ontschot.domain.people.rules.bsn import synthetic
from ontschot.insight.linkage import Input, link

COLUMNS = (
    "bsn",
    "given_names",
    "surname",
    "partner_surname",
    "birth_date",
    "postcode",
    "house_number",
    "house_number_addition",
)
Row = tuple[str, str, str | None, str, str, str, str | None]


def households(rows: list[Row], files: str = "") -> list[int]:
    """The household of each row; everybody has a number, so who is who is beyond doubt. `files`: a letter per row."""
    connection = duckdb.connect()
    connection.execute(f'CREATE TABLE t ("row" BIGINT, {", ".join(f"{column} VARCHAR" for column in COLUMNS)})')
    numbers = {name: synthetic(n) for n, name in enumerate(sorted({row[0] for row in rows}))}
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    connection.executemany(
        f"INSERT INTO t VALUES ({marks})", [(n, numbers[row[0]], *row) for n, row in enumerate(rows, 1)]
    )
    files = files or "a" * len(rows)
    for file in sorted(set(files)):
        at = [n for n, each in enumerate(files, 1) if each == file]
        connection.execute(f'CREATE TABLE t_{file} AS FROM t WHERE "row" IN (SELECT unnest(?))', [at])
    link(connection, [Input(file, f"t_{file}") for file in sorted(set(files))])
    return [home for (home,) in connection.execute('SELECT household FROM links ORDER BY "row"').fetchall()]


def test_an_addition_is_another_door_in_its_own_column_or_behind_the_number() -> None:
    jan, piet, kees = households(
        [
            ("Jan", "Smit", None, "1950-01-01", "1000AA", "12", "A"),
            ("Piet", "Bos", None, "1951-01-01", "1000 aa", "12-A", None),
            ("Kees", "Vos", None, "1952-01-01", "1000AA", "12", "b"),
        ]
    )
    assert jan == piet != kees


def test_without_an_addition_one_lives_with_the_only_namesake_or_apart() -> None:
    kees, anna, truus = households(
        [
            ("Kees", "Vos", None, "1952-01-01", "1000AA", "12", "B"),
            ("Anna", "Vos", None, "1953-01-01", "1000AA", "12", None),
            ("Truus", "Mol", None, "1953-02-01", "1000AA", "12", None),
        ]
    )
    assert kees == anna != truus


def test_who_is_known_only_at_the_address_a_namesake_left_went_along() -> None:
    """Anna is at the new address in two files and at the old one in a third; her daughter only at the old one."""
    found = households(
        [
            ("Anna", "Vos", None, "1953-01-01", "1000AA", "12", None),
            ("Anna", "Vos", None, "1953-01-01", "2000BB", "7", None),
            ("Anna", "Vos", None, "1953-01-01", "2000BB", "7", None),
            ("Eva", "Vos", None, "1985-05-05", "1000AA", "12", None),
            ("Otto", "Mol", None, "1960-06-06", "1000AA", "12", None),
        ],
        "abcaa",
    )
    assert found[:4] == [found[0]] * 4
    assert found[4] != found[0]


def test_copies_in_one_file_outvote_no_other_file() -> None:
    """Eva stands twice in a file that has her old address, and once in a file that has her with her mother."""
    eva, _, _, anna, otto = households(
        [
            ("Eva", "Vos", None, "1985-05-05", "1000AA", "12", None),
            ("Eva", "Vos", None, "1985-05-05", "1000AA", "12", None),
            ("Eva", "Vos", None, "1985-05-05", "2000BB", "7", None),
            ("Anna", "Vos", None, "1953-01-01", "2000BB", "7", None),
            ("Otto", "Mol", None, "1960-06-06", "1000AA", "12", None),
        ],
        "aabba",
    )
    assert eva == anna != otto


def test_a_partner_by_name_went_along_too() -> None:
    anna, _, _, bob = households(
        [
            ("Anna", "Vos", None, "1953-01-01", "1000AA", "12", None),
            ("Anna", "Vos", None, "1953-01-01", "2000BB", "7", None),
            ("Anna", "Vos", None, "1953-01-01", "2000BB", "7", None),
            ("Els", "Mol", "Vos", "1955-05-05", "1000AA", "12", None),
        ]
    )
    assert anna == bob


def test_between_two_addresses_as_often_the_one_where_somebody_lives() -> None:
    anna, _, bob = households(
        [
            ("Anna", "Vos", None, "1953-01-01", "1000AA", "12", None),
            ("Anna", "Vos", None, "1953-01-01", "2000BB", "7", None),
            ("Bob", "Mol", None, "1955-05-05", "2000BB", "7", None),
        ]
    )
    assert anna == bob

"""Files without birth dates, or without first names: who shares an address is not the same person for that."""

from __future__ import annotations

import random

import duckdb
import pytest

from ontschot.insight.linkage import Input, LinkResult, link

COLUMNS = ("given_names", "surname", "birth_date", "postcode", "house_number")
LETTERS = "bcdfghklmnprstvwz"
OTHER_NAME = "address same, surname differs"


def town(lacking: str) -> tuple[list[list[str | None]], list[list[str | None]]]:
    """Two files about three persons of three names at each of two hundred doors, without a column."""
    chance = random.Random(5)

    def word(initial: str) -> str:
        return (initial + "".join(chance.choice("aeiou") + chance.choice(LETTERS) for _ in range(3))).capitalize()

    people = [
        [word(initial), word(chance.choice(LETTERS)), f"{1940 + 20 * at}-03-{door % 28 + 1:02d}",
         f"{1000 + door // 20}AB", str(door)]
        for door in range(200)
        for at, initial in enumerate(chance.sample(LETTERS, 3))
    ]  # fmt: skip
    for row in people:
        row[COLUMNS.index(lacking)] = None
    return people, [list(row) for row in people]


def linked(one: list[list[str | None]], other: list[list[str | None]]) -> tuple[LinkResult, dict[tuple[str, int], int]]:
    connection = duckdb.connect()
    for name, rows in (("one", one), ("other", other)):
        connection.execute(f'CREATE TABLE {name} ("row" BIGINT, {", ".join(f"{c} VARCHAR" for c in COLUMNS)})')
        connection.executemany(
            f"INSERT INTO {name} VALUES (?, ?, ?, ?, ?, ?)", [[at, *row] for at, row in enumerate(rows, 1)]
        )
    result = link(connection, [Input("one.csv", "one"), Input("other.csv", "other")])
    found = connection.execute('SELECT file, "row", person FROM links').fetchall()
    return result, {(file, row): person for file, row, person in found}


def test_another_name_and_the_same_initial_at_one_door_are_two_persons() -> None:
    one, other = town("birth_date")
    one.append(["E.", "Klijhuis", None, "2000AB", "18"])
    other.append(["Elif", "Yildemir", None, "2000AB", "18"])
    _, persons = linked(one, other)
    assert persons["one.csv", len(one)] != persons["other.csv", len(other)]
    assert all(persons["one.csv", at] == persons["other.csv", at] for at in range(1, len(one)))


@pytest.mark.parametrize("lacking", ["birth_date", "given_names"])
def test_an_address_alone_speaks_for_nobody(lacking: str) -> None:
    """Most pairs at a door are of different persons: sharing it must not outweigh another family name."""
    result, _ = linked(*town(lacking))
    (weight,) = (level["weight"] for level in result.quality.weights if level["level"] == OTHER_NAME)
    assert weight < 2

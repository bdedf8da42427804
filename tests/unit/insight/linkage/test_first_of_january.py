"""Many are registered on the first of January because their birthday is not known: that two are so tells less."""

from __future__ import annotations

import datetime as dt
import random

import duckdb
import pytest

from ontschot.insight.linkage import Input, LinkResult, link, pseudonymise

TODAY = dt.date(2026, 11, 26)
SECRET = b"a secret of thirty-two bytes...."
COLUMNS = ("given_names", "surname", "birth_date")
SAME, TWO = "the same first of January", "the first of January of two years"
LETTERS = "bcdfghklmnprstvwz"


def town(on_first: int) -> list[tuple[str, ...]]:
    """Six hundred persons, of whom so many are registered on a first of January."""
    chance = random.Random(3)

    def word() -> str:
        return "".join(chance.choice(LETTERS) + chance.choice("aeiou") for _ in range(3)).capitalize()

    found = []
    for at in range(600):
        day = dt.date(1940, 1, 2) + dt.timedelta(days=chance.randrange(25_000))
        birth = f"{chance.randint(1970, 1979)}-01-01" if at < on_first else day.isoformat()
        found.append((word(), word(), birth))
    return found


def linked(people: list[tuple[str, ...]], *, is_keyed: bool) -> LinkResult:
    connection = duckdb.connect()
    inputs = []
    for name in ("one", "other"):
        connection.execute(f'CREATE TABLE {name} ("row" BIGINT, {", ".join(f"{c} VARCHAR" for c in COLUMNS)})')
        connection.executemany(
            f"INSERT INTO {name} VALUES (?, ?, ?, ?)", [[at, *row] for at, row in enumerate(people, 1)]
        )
        inputs.append(Input(f"{name}.csv", name))
    if is_keyed:
        for at, item in enumerate(inputs):
            made = pseudonymise(connection, item, SECRET, TODAY)
            connection.execute(f"CREATE TABLE k{at} AS SELECT * FROM {made}")
        inputs = [Input(item.label, f"k{at}") for at, item in enumerate(inputs)]
    return link(connection, inputs)


def weights(on_first: int, *, is_keyed: bool) -> dict[str, float]:
    levels = linked(town(on_first), is_keyed=is_keyed).quality.weights
    return {level["level"]: level["weight"] for level in levels if level["comparison"] == "birth"}


@pytest.mark.parametrize("is_keyed", [False, True])
def test_a_first_of_january_tells_less_where_many_have_it(is_keyed: bool) -> None:
    found = weights(90, is_keyed=is_keyed)
    assert found[SAME] < found["same birth date"] - 2
    assert found[TWO] < found[SAME] - 4
    assert found[TWO] < 0


def test_as_rare_a_day_as_others_tells_as_much() -> None:
    found = weights(2, is_keyed=False)
    assert abs(found[SAME] - found["same birth date"]) < 2

"""The linkage as its callers see it: tables in, one row of links per row of the inputs."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontschot.domain.people.rules.bsn import synthetic
from ontschot.insight import linkage
from ontschot.insight.linkage import Input, Settings, link, quality, relink
from ontschot.insight.linkage.contract import LinkageError

COLUMNS = ("bsn", "given_names", "surname", "birth_date", "postcode", "house_number")


def table(connection: duckdb.DuckDBPyConnection, name: str, rows: list[tuple[str | None, ...]]) -> Input:
    connection.execute(f'CREATE TABLE {name} ("row" BIGINT, {", ".join(f"{c} VARCHAR" for c in COLUMNS)})')
    for number, row in enumerate(rows, 1):
        connection.execute(f"INSERT INTO {name} VALUES (?, ?, ?, ?, ?, ?, ?)", [number, *row])
    return Input(label=f"{name}.csv", table=name)


def persons(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], int]:
    found = connection.execute('SELECT file, "row", person FROM links').fetchall()
    return {(file, row): person for file, row, person in found}


def test_every_row_has_a_person_and_the_same_bsn_is_the_same_person() -> None:
    connection = duckdb.connect()
    one = table(connection, "wmo", [("900000070", "Anna", "Bakker", "1950-01-02", "1234 AB", "5")])
    two = table(
        connection,
        "work",
        [
            ("900000070", "Anna", "Bakker", "1950-01-02", "1234AB", "5"),
            (None, "Piet", "de Wit", "1980-03-04", "1234AB", "7"),
        ],
    )
    result = link(connection, [one, two])
    found = persons(connection)
    assert result.rows == len(found) == 3
    assert found["wmo.csv", 1] == found["work.csv", 1] != found["work.csv", 2]
    assert result.persons == 2


def test_numbers_alone_are_enough() -> None:
    """Files that hold a BSN and nothing else about a person, with the method that everybody gets who chooses none."""
    connection = duckdb.connect()
    one, other, third = (synthetic(at) for at in range(3))
    numbers = [[one, other], [other, None, third]]
    for name, held in zip(("wmo", "work"), numbers, strict=True):
        connection.execute(f'CREATE TABLE {name} ("row" BIGINT, bsn VARCHAR)')
        connection.executemany(f"INSERT INTO {name} VALUES (?, ?)", list(enumerate(held, 1)))
    result = link(connection, [Input("wmo.csv", "wmo"), Input("work.csv", "work")])
    found = persons(connection)
    assert (result.rows, result.persons) == (5, 4)
    assert result.addressless == 4
    assert found["wmo.csv", 2] == found["work.csv", 1]


@pytest.mark.parametrize("roles", [[role] for role in (*COLUMNS, "identifier", "sex", "place", "street", "initials")])
def test_files_with_one_column_are_linked_or_stay_apart(roles: list[str]) -> None:
    connection = duckdb.connect()
    for name in ("wmo", "work"):
        connection.execute(f"CREATE TABLE {name} AS SELECT i AS row, 'M' || i AS {roles[0]} FROM range(1, 4) AS t(i)")
    result = link(connection, [Input("wmo.csv", "wmo"), Input("work.csv", "work")], Settings(review=5))
    assert result.rows == 6


def test_another_threshold_gives_what_linking_anew_gives() -> None:
    rows: list[tuple[str | None, ...]] = [
        (
            None,
            f"N{at}oor",
            f"Naam{at % 40}",
            f"19{at % 50 + 40}-0{at % 8 + 1}-1{at % 9}",
            f"12{at % 30:02} AB",
            str(at % 9),
        )
        for at in range(240)
    ]
    near = [(None, row[1], row[2], row[3] if at % 3 else "1950-01-02", *row[4:]) for at, row in enumerate(rows)]
    connection = duckdb.connect()
    inputs = [table(connection, "wmo", rows), table(connection, "work", near)]
    link(connection, inputs)
    for threshold in (0.2, 0.99):
        again = relink(connection, Settings(), threshold)
        found = persons(connection)
        fresh = duckdb.connect()
        anew = link(fresh, [table(fresh, "wmo", rows), table(fresh, "work", near)], Settings(threshold=threshold))
        assert found == persons(fresh)
        assert (again.persons, again.households) == (anew.persons, anew.households)


def test_an_unknown_method_and_a_table_without_roles_are_refused() -> None:
    connection = duckdb.connect()
    connection.execute('CREATE TABLE empty ("row" BIGINT, colour VARCHAR)')
    with pytest.raises(LinkageError, match="no method"):
        link(connection, [Input("a", "empty")], Settings(method="guess"))
    with pytest.raises(LinkageError, match="map at least one column"):
        link(connection, [Input("a", "empty")])


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(-40, 40), st.integers(1, 500)), min_size=1, max_size=30, unique_by=lambda p: p[0]))
def test_two_thresholds_are_named_one_for_links_and_one_for_tables(histogram: list[tuple[float, int]]) -> None:
    curve = quality.curve(histogram, 0.0)
    best = quality.best(curve)
    at = {point["threshold"]: point for point in curve}
    fewest, even = at[best["links"]], at[best["tables"]]
    for point in curve:
        assert fewest["false"] + fewest["missed"] <= point["false"] + point["missed"]
        assert abs(even["false"] - even["missed"]) <= abs(point["false"] - point["missed"])


def test_tables_have_a_threshold_of_their_own_also_with_a_model_of_before(tmp_path: Path) -> None:
    connection = duckdb.connect()
    row = (None, "Anna", "Bakker", "1980-01-02", "1234AB", "1")
    inputs = [table(connection, "wmo", [row]), table(connection, "work", [row])]
    model = json.loads((resources.files(linkage) / "model.json").read_text("utf-8"))
    own = (model["threshold"], model.pop("tables"))
    older = tmp_path / "older.json"
    older.write_text(json.dumps(model), encoding="utf-8")
    for at, tables in enumerate((False, True)):
        for given_model in (None, older):
            assert link(connection, inputs, Settings(tables=tables, model=given_model)).threshold == own[at]
        assert link(connection, inputs, Settings(tables=tables, threshold=0.9)).threshold == 0.9
    assert own[1] < own[0]

"""The linkage as its callers see it: tables in, one row of links per row of the inputs."""

from __future__ import annotations

import duckdb
import pytest

from ontschot.insight.linkage import Input, Settings, link
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


def test_an_unknown_method_and_a_table_without_roles_are_refused() -> None:
    connection = duckdb.connect()
    connection.execute('CREATE TABLE empty ("row" BIGINT, colour VARCHAR)')
    with pytest.raises(LinkageError, match="no method"):
        link(connection, [Input("a", "empty")], Settings(method="guess"))
    with pytest.raises(LinkageError, match="map at least one column"):
        link(connection, [Input("a", "empty")])

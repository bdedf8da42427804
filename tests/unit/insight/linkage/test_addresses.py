"""An address in one column, taken apart; and a file with such a column linked to one with street and number apart."""

from __future__ import annotations

import duckdb
import pytest

from ontschot.insight.linkage import Input, addresses, link

WRITTEN = {
    "Dorpsstraat 12": ("Dorpsstraat", "12", None),
    "Dorpsstraat 12a": ("Dorpsstraat", "12", "a"),
    "Dorpsstr. 12-2": ("Dorpsstr.", "12", "2"),
    "Kade 7 A 2": ("Kade", "7", "A 2"),
    "Gracht 101-1 hg": ("Gracht", "101", "1 hg"),
    "Weg nr. 3": ("Weg", "3", None),
    "1e Dorpsstraat 4": ("1e Dorpsstraat", "4", None),
    "Plein '40-'45 12": ("Plein '40-'45", "12", None),
    "Plein 40-45 3 A": ("Plein 40-45", "3", "A"),
    "Plein 1940 5": ("Plein 1940", "5", None),
    "Laan 1940-1945 7-B": ("Laan 1940-1945", "7", "B"),
    "Dorpsstraat": ("Dorpsstraat", None, None),
}


def taken(written: list[str], columns: set[str]) -> dict[str, tuple[str | None, ...]] | None:
    connection = duckdb.connect()
    column = "street" if "street" in columns else "address_line"
    connection.execute(f"CREATE TABLE t AS SELECT unnest(?) AS {column}", [written])
    if addresses.apart(connection, "t", columns, 0) is None:
        return None
    rows = connection.execute("FROM lk_address_0").fetchall()
    return {raw: tuple(rest) for raw, *rest in rows}


def test_street_number_and_addition() -> None:
    found = taken(list(WRITTEN), {"street", "postcode"})
    assert found == {raw: (*parts, None, None) for raw, parts in WRITTEN.items()}


def test_postcode_and_place_behind_it() -> None:
    found = taken(["2e v.d. Boschstr 3, 1234ab 's-Gravenhage", "Kade 7 1234 AB"], {"address_line"})
    assert found == {
        "2e v.d. Boschstr 3, 1234ab 's-Gravenhage": ("2e v.d. Boschstr", "3", None, "1234ab", "'s-Gravenhage"),
        "Kade 7 1234 AB": ("Kade", "7", None, "1234 AB", None),
    }


@pytest.mark.parametrize(
    ("written", "columns"),
    [
        (["Dorpsstraat 12"], {"street", "house_number"}),  # it has its own column of numbers
        (["Plein 1940", "Dorpsstraat", "Kerkweg"], {"street"}),  # streets alone, one of them with a year
        (["Dorpsstraat 12"], {"surname"}),
    ],
)
def test_what_is_left_alone(written: list[str], columns: set[str]) -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t AS SELECT unnest(?) AS street", [written])
    assert addresses.apart(connection, "t", columns, 0) is None


def test_one_household_whether_the_number_has_a_column_or_not() -> None:
    connection = duckdb.connect()
    connection.execute(
        """CREATE TABLE one AS SELECT 1 AS row, 'Bakker' AS surname, '1980-01-02' AS birth_date, '1234AB' AS postcode,
            '12' AS house_number, 'A' AS house_number_addition;
        CREATE TABLE other AS SELECT 1 AS row, 'Visser' AS surname, '1981-11-12' AS birth_date,
            'Dorpsstraat 12 A, 1234 AB Utrecht' AS address_line"""
    )
    link(connection, [Input("one", "one"), Input("other", "other")])
    found = connection.execute("SELECT count(DISTINCT person), count(DISTINCT household) FROM links").fetchall()
    assert found == [(2, 1)]

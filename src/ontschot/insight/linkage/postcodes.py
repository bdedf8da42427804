"""A row that has street and number without a postcode gets the postcode that other rows have at that door.

One registration has postcode and number, another street and number: these two say nothing of each other, unless a third
has both. The same is done with pseudonyms, where the door is a hash and the number one of postcode and number.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

from ontschot.insight.linkage.asking import one

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AGREED = 0.6  # of the rows at a door, those with its postcode: of two that differ neither is believed
TOWN = (
    0.9  # of the rows of a street, those with the postcode of their door; below that several places have such a street
)
PLACED = 0.5  # of the rows, those with a place; above that a street is one of its place


def complete(connection: DuckDBPyConnection, *, is_keyed: bool = False) -> bool:
    """Fill in `lk_r` the postcode where street and number tell it; whether there was anything to fill and to fill it from."""
    number, filled = ("door", ("pc", "hn")) if is_keyed else ("hn", ("pc",))
    there = f"st IS NOT NULL AND {number} IS NOT NULL"
    lacking, known, places = one(
        connection,
        f"SELECT count(*) FILTER (pc IS NULL), count(pc), least(avg((pl IS NOT NULL)::INT) FILTER (pc IS NULL), avg((pl IS NOT NULL)::INT) FILTER (pc IS NOT NULL)) FROM lk_r WHERE {there}",
    )
    if not lacking or not known:
        return False
    street = "hash(st, pl)" if places > PLACED else "st"
    found = ", ".join(f"d.found.{name} AS {name}" for name in filled)
    pack = ", ".join(f"'{name}': {name}" for name in filled)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_doors AS
        SELECT street, house, arg_max({{{pack}}}, (n, pc)) AS found, max(n) AS most, sum(n) AS n FROM (
            SELECT {street} AS street, {number} AS house, {", ".join(filled)}, count(*) AS n FROM lk_r
            WHERE {there} AND pc IS NOT NULL AND st IN (SELECT st FROM lk_r WHERE {there} AND pc IS NULL) GROUP BY ALL)
        GROUP BY street, house;
        DELETE FROM lk_doors WHERE most < {AGREED} * n
            OR street IN (SELECT street FROM lk_doors GROUP BY street HAVING sum(most) < {TOWN} * sum(n));
        CREATE OR REPLACE TABLE lk_told AS
        SELECT r.id, {found} FROM (SELECT id, {street} AS street, {number} AS house FROM lk_r WHERE {there} AND pc IS NULL) r
        JOIN lk_doors d USING (street, house);
        UPDATE lk_r SET {", ".join(f"{name} = t.{name}" for name in filled)} FROM lk_told t WHERE t.id = lk_r.id;
        DROP TABLE lk_doors; DROP TABLE lk_told;
        """
    )
    return True

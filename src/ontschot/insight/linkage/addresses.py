r"""An address in one column: *Dorpsstraat 12 bis* or *Plein 1940 3-A, 1234 AB Utrecht*, taken apart into street, number and more.

Only for a file that has no column of house numbers, and in whose column of streets (or *address_line*, when it has no streets)
most values end in a number. Every distinct value is looked at once. The first number after a letter is the house number, unless
it is a year of the street's name and another number follows.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

from ontschot.insight.linkage.asking import one

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST = 0.5  # of the values; below that these are names of streets, some of which end in a year
_POSTCODE = r"[\s,;]+([1-9]\d{3}\s?[A-Za-z]{2})(?:[\s,;]+(.*))?$"
_YEAR = r"(?:1[89]\d\d|[''’]?40\s?[-/]\s?[''’]?45|1940\s?[-/]\s?[''’]?(?:19)?45)"
_NUMBER = r"[\s,]+(?:nr\.?\s*)?(\d{1,5})[\s\-/.,]*([\pL\d]{0,6}(?:[\s\-][\pL\d]{1,4})?)\.?$"
_AFTER_YEAR = rf"^(.*\pL.*?{_YEAR}){_NUMBER}"
_PLAIN = rf"^(.*?\pL.*?){_NUMBER}"


def apart(connection: DuckDBPyConnection, table: str, columns: set[str], fno: int) -> tuple[str, str, set[str]] | None:
    """Table of the parts by `raw`, the column it was made from, and the roles in it; None when nothing is to be taken apart."""
    source = next((role for role in ("street", "address_line") if role in columns), None)
    if source is None or "house_number" in columns:
        return None
    name = f"lk_address_{fno}"
    front = "raw" if "postcode" in columns else f"regexp_replace(raw, '{_POSTCODE}', '')"
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE {name} AS
        SELECT raw, coalesce(nullif(found.street, ''), front) AS street, nullif(found.number, '') AS house_number,
            nullif(found.addition, '') AS house_number_addition, nullif(tail.postcode, '') AS postcode, nullif(tail.place, '') AS place
        FROM (SELECT *, CASE WHEN regexp_matches(front, '{_AFTER_YEAR}')
                THEN regexp_extract(front, '{_AFTER_YEAR}', ['street', 'number', 'addition'])
                ELSE regexp_extract(front, '{_PLAIN}', ['street', 'number', 'addition']) END AS found
            FROM (SELECT raw, trim({front}) AS front, regexp_extract(raw, '{_POSTCODE}', ['postcode', 'place']) AS tail
                FROM (SELECT DISTINCT {source} AS raw FROM "{table}" WHERE {source} IS NOT NULL)))
        """
    )
    values, numbers = one(connection, f"SELECT count(*), count(house_number) FROM {name}")
    if not values or numbers < MOST * values:
        connection.execute(f"DROP TABLE {name}")
        return None
    roles = {"street", "house_number"}
    roles |= {"house_number_addition"} - columns
    roles |= {"postcode", "place"} - columns if "postcode" not in columns else set()
    return name, source, roles

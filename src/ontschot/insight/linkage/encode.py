"""Rows as numbers: every distinct name, date and address is normalised once, after which rows hold only its key.

Makes table `lk_r` (one line per row of the inputs): id, fno (number of the file), bsn, sa and sb (family names), sp (sound of sa),
g (first name, NULL when only initials are known), gp (its sound), gi (first initial), ini (all initials), bd (birth date
as a number), sex, pc, hn, st (address) and, where the inputs have them, pl, rg, al, idn. Keys are 64-bit hashes of the
normalised text; `lk_family_text` and `lk_given_text` give the text back for the few rows that are compared in full.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EXTRA = {"place": "pl", "region": "rg", "address_line": "al", "identifier": "idn"}


def _families(connection: DuckDBPyConnection, roles: set[str]) -> None:
    there = [r for r in ("surname", "partner_surname") if r in roles]
    source = " UNION ALL ".join(f"SELECT {r} AS raw FROM link_rows WHERE {r} IS NOT NULL" for r in there)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_family_raw AS
        WITH counted AS (SELECT raw, count(*) AS n FROM ({source or "SELECT NULL::VARCHAR AS raw WHERE false"}) GROUP BY raw),
        split AS (SELECT raw, n, lk_family(raw) AS parts FROM counted)
        SELECT raw, n, parts[1] AS a_text, parts[2] AS b_text, hash(parts[1]) AS a,
            CASE WHEN parts[2] IS NOT NULL THEN hash(parts[2]) END AS b, CASE WHEN lk_sound(parts[1]) IS NOT NULL THEN hash(lk_sound(parts[1])) END AS a_sound
        FROM split WHERE parts[1] IS NOT NULL
        """
    )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE lk_family_text AS
        SELECT key, any_value(text) AS text, sum(n)::BIGINT AS n
        FROM (SELECT a AS key, a_text AS text, n FROM lk_family_raw
            UNION ALL SELECT b, b_text, n FROM lk_family_raw WHERE b IS NOT NULL)
        GROUP BY key
        """
    )


def _givens(connection: DuckDBPyConnection, roles: set[str]) -> None:
    there = [r for r in ("given_names", "initials") if r in roles]
    source = " UNION ALL ".join(
        f"SELECT {r} AS raw, {r == 'initials'} AS letters FROM link_rows WHERE {r} IS NOT NULL" for r in there
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_given_raw AS
        WITH counted AS (
            SELECT raw, letters, count(*) AS n
            FROM ({source or "SELECT NULL::VARCHAR AS raw, false AS letters WHERE false"}) GROUP BY raw, letters),
        split AS (SELECT raw, letters, n, lk_given(raw) AS words FROM counted),
        judged AS (SELECT *, letters OR lk_initials_only(raw, words) AS bare FROM split WHERE len(words) > 0)
        SELECT raw, letters, n, CASE WHEN NOT bare THEN words[1] END AS text,
            CASE WHEN NOT bare THEN hash(words[1]) END AS g,
            CASE WHEN NOT bare AND lk_sound(words[1]) IS NOT NULL THEN hash(lk_sound(words[1])) END AS sound,
            CASE WHEN letters AND len(words) = 1 AND words[1] = lower(words[1]) AND raw = upper(raw) THEN words[1]
                ELSE list_aggregate(list_transform(words, lambda w: left(w, 1)), 'string_agg', '') END AS initials
        FROM judged
        """
    )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE lk_given_text AS
        SELECT g AS key, any_value(text) AS text, sum(n)::BIGINT AS n FROM lk_given_raw WHERE g IS NOT NULL GROUP BY g
        """
    )


def _dates(connection: DuckDBPyConnection) -> None:
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE lk_date_raw AS
        SELECT raw, date_order, n, lk_date(raw, date_order) AS bd
        FROM (SELECT birth_date AS raw, date_order, count(*) AS n FROM link_rows WHERE birth_date IS NOT NULL GROUP BY ALL)
        """
    )


def encode(connection: DuckDBPyConnection, roles: set[str], *, demo_numbers: bool) -> None:
    """Make the dictionaries and `lk_r` from view `link_rows`."""
    _families(connection, roles)
    _givens(connection, roles)
    _dates(connection)
    street = (
        "CASE WHEN lk_plain(street) IS NOT NULL THEN hash(replace(lk_plain(street), 'str.', 'straat')) END"
        if "street" in roles
        else "NULL::UBIGINT"
    )
    extra = "".join(
        f", CASE WHEN lk_plain({role}) IS NOT NULL THEN hash(lk_plain({role})) END AS {short}"
        if role in roles
        else f", NULL::UBIGINT AS {short}"
        for role, short in _EXTRA.items()
    )
    columns = ["f.a AS sa", "f.a_sound AS sp"] if "surname" in roles else ["NULL::UBIGINT AS sa", "NULL::UBIGINT AS sp"]
    joins = ["LEFT JOIN lk_family_raw f ON f.raw = link_rows.surname"] if "surname" in roles else []
    second = "f.b" if "surname" in roles else "NULL::UBIGINT"
    if "partner_surname" in roles:
        joins.append("LEFT JOIN lk_family_raw p ON p.raw = link_rows.partner_surname")
        second = f"coalesce(p.a, {second})"
    given, initials = [], []
    for role, name in (("given_names", "g"), ("initials", "i")):
        if role in roles:
            joins.append(
                f"LEFT JOIN lk_given_raw {name} ON {name}.raw = link_rows.{role} AND {name}.letters = {role == 'initials'}"
            )
            given.append(f"{name}.g")
            initials.append(f"{name}.initials")
    sound = "g.sound" if "given_names" in roles else "NULL::UBIGINT"
    first = f"coalesce({', '.join(given)})" if given else "NULL::UBIGINT"
    letters = f"coalesce({', '.join(initials)})" if initials else "NULL::VARCHAR"
    postcode = (
        "CASE WHEN postcode <> '' THEN hash(upper(replace(postcode, ' ', ''))) END"
        if "postcode" in roles
        else "NULL::UBIGINT"
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_r AS
        SELECT id::INTEGER AS id, fno::UTINYINT AS fno, {"lk_bsn(bsn, " + str(demo_numbers) + ")" if "bsn" in roles else "NULL::INTEGER"} AS bsn,
            {", ".join(columns)}, {second} AS sb, {first} AS g, {sound} AS gp, left({letters}, 1) AS gi, {letters} AS ini,
            d.bd AS bd, lk_sex(sex) AS sex, {postcode} AS pc, lk_house(house_number) AS hn, {street} AS st{extra}
        FROM link_rows
        LEFT JOIN lk_date_raw d ON d.raw = link_rows.birth_date AND d.date_order = link_rows.date_order
        {" ".join(joins)}
        """
    )

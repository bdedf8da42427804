"""Rows as numbers: every distinct name, date and address is normalised once, after which rows hold only its key.

The distinct values are a table first: a condition on a normalised value would otherwise sink below the grouping, to every row.

Makes table `lk_r` (one line per row of the inputs): id, fno (number of the file), bsn, sa and sb (family names), sp (sound of sa),
g (first name, NULL when only initials are known), gp (its sound), gi (first initial, as its number in Unicode), ini (all initials), bd (birth date
as a number), sex, pc, hn, ad, st (address) and, where the inputs have them, pl, rg, al, idn. Keys are 64-bit hashes of the
normalised text; `lk_family_text` and `lk_given_text` give the text back for the few rows that are compared in full.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

from ontschot.insight.linkage import normalise
from ontschot.insight.linkage.asking import side_by_side

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SELDOM = {"rg", "al", "idn"}  # columns that are not made where no file has them
_PLAIN = {"street": "st", "place": "pl", "region": "rg", "address_line": "al"}


def _source(roles: set[str], *wanted: str) -> str:
    """The values of roles under each other, or nothing."""
    there = [f"SELECT {r} AS raw FROM link_rows WHERE {r} IS NOT NULL" for r in wanted if r in roles]
    return " UNION ALL ".join(there) or "SELECT NULL::VARCHAR AS raw WHERE false"


def _families(connection: DuckDBPyConnection, roles: set[str]) -> None:
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_family_distinct AS
        SELECT raw, count(*) AS n FROM ({_source(roles, "surname", "partner_surname")}) GROUP BY raw;
        CREATE OR REPLACE TABLE lk_family_split AS
        SELECT raw, n, a_text, b_text, CASE WHEN a_text IS NOT NULL THEN hash(a_text) END AS a,
            CASE WHEN b_text IS NOT NULL THEN hash(b_text) END AS b
        FROM (SELECT raw, n, parts[1] AS a_text, parts[2] AS b_text FROM (SELECT raw, n, lk_family(raw) AS parts FROM lk_family_distinct));
        CREATE OR REPLACE TABLE lk_family_text AS
        SELECT key, text, n, CASE WHEN sound IS NOT NULL THEN hash(sound) END AS sound FROM (SELECT *, lk_sound(text) AS sound FROM (
            SELECT key, any_value(text) AS text, sum(n)::BIGINT AS n
            FROM (SELECT a AS key, a_text AS text, n FROM lk_family_split WHERE a IS NOT NULL
                UNION ALL SELECT b, b_text, n FROM lk_family_split WHERE b IS NOT NULL)
            GROUP BY key));
        CREATE OR REPLACE TABLE lk_family_raw AS
        SELECT raw, a, b, sound AS a_sound FROM lk_family_split JOIN lk_family_text ON key = a;
        DROP TABLE lk_family_distinct; DROP TABLE lk_family_split;
        """
    )


def _givens(connection: DuckDBPyConnection, roles: set[str]) -> None:
    there = [r for r in ("given_names", "initials") if r in roles]
    source = " UNION ALL ".join(
        f"SELECT {r} AS raw, {r == 'initials'} AS letters FROM link_rows WHERE {r} IS NOT NULL" for r in there
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_given_distinct AS
        SELECT raw, letters, count(*) AS n
        FROM ({source or "SELECT NULL::VARCHAR AS raw, false AS letters WHERE false"}) GROUP BY raw, letters;
        CREATE OR REPLACE TABLE lk_given_spaced AS SELECT raw, letters, n, lk_spaced(raw) AS spaced FROM lk_given_distinct;
        CREATE OR REPLACE TABLE lk_given_split AS
        SELECT raw, letters, n, CASE WHEN NOT (letters OR lk_initials_only(raw, spaced)) THEN split_part(spaced, ' ', 1) END AS text,
            CASE WHEN letters AND NOT contains(spaced, ' ') AND raw = upper(raw) THEN left(spaced, 5)
                ELSE lk_letters(spaced) END AS initials
        FROM lk_given_spaced WHERE spaced <> '';
        CREATE OR REPLACE TABLE lk_given_text AS
        SELECT key, text, n, CASE WHEN sound IS NOT NULL THEN hash(sound) END AS sound FROM (SELECT *, lk_sound(text) AS sound FROM (
            SELECT hash(text) AS key, text, sum(n)::BIGINT AS n FROM lk_given_split WHERE text IS NOT NULL GROUP BY text));
        CREATE OR REPLACE TABLE lk_given_raw AS
        SELECT s.raw, s.letters, s.initials, t.key AS g, t.sound FROM lk_given_split s LEFT JOIN lk_given_text t ON t.text = s.text;
        DROP TABLE lk_given_distinct; DROP TABLE lk_given_spaced; DROP TABLE lk_given_split;
        """
    )


def _dates(connection: DuckDBPyConnection) -> None:
    connection.execute(
        """
        CREATE OR REPLACE TABLE lk_date_distinct AS
        SELECT raw, date_order, lk_figures(raw) AS figures
        FROM (SELECT DISTINCT birth_date AS raw, date_order FROM link_rows WHERE birth_date IS NOT NULL);
        CREATE OR REPLACE TABLE lk_date_raw AS
        SELECT raw, date_order, lk_day(figures) AS bd FROM lk_date_distinct WHERE figures IS NOT NULL
        UNION ALL
        SELECT raw, date_order, lk_date(raw, date_order) FROM lk_date_distinct WHERE figures IS NULL;
        DROP TABLE lk_date_distinct;
        """
    )


def _plain(connection: DuckDBPyConnection, role: str) -> None:
    """A dictionary of the values of a role."""
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_{role}_distinct AS SELECT DISTINCT {role} AS raw FROM link_rows;
        CREATE OR REPLACE TABLE lk_{role}_raw AS
        SELECT raw, CASE WHEN text IS NOT NULL THEN hash(text) END AS key
        FROM (SELECT raw, {normalise.plain(role, "raw")} AS text FROM lk_{role}_distinct);
        DROP TABLE lk_{role}_distinct;
        """
    )


def _name_columns(roles: set[str]) -> tuple[dict[str, str], list[str]]:
    """Expressions for the columns of names, and the joins they need."""
    joins, given, initials = [], [], []
    columns = {"sa": "NULL::UBIGINT", "sp": "NULL::UBIGINT", "sb": "NULL::UBIGINT", "gp": "NULL::UBIGINT"}
    if "surname" in roles:
        joins.append("LEFT JOIN lk_family_raw f ON f.raw = link_rows.surname")
        columns |= {"sa": "f.a", "sp": "f.a_sound", "sb": "f.b"}
    if "partner_surname" in roles:
        joins.append("LEFT JOIN lk_family_raw p ON p.raw = link_rows.partner_surname")
        columns["sb"] = f"coalesce(p.a, {columns['sb']})"
    for role, name in (("given_names", "g"), ("initials", "i")):
        if role in roles:
            letters = str(role == "initials")
            joins.append(
                f"LEFT JOIN lk_given_raw {name} ON {name}.raw = link_rows.{role} AND {name}.letters = {letters}"
            )
            given.append(f"{name}.g")
            initials.append(f"{name}.initials")
    if "given_names" in roles:
        columns["gp"] = "g.sound"
    columns["g"] = f"coalesce({', '.join(given)})" if given else "NULL::UBIGINT"
    columns["ini"] = f"coalesce({', '.join(initials)})" if initials else "NULL::VARCHAR"
    columns["gi"] = f"unicode({columns['ini']})"
    return columns, joins


def _addition(roles: set[str]) -> str:
    """SQL of the addition to the house number, from its own column or from behind the number."""
    parts = ["lk_addition(house_number_addition)"] if "house_number_addition" in roles else []
    parts += ["lk_addition(behind)"] if "house_number" in roles else []
    return f"coalesce({', '.join(parts)})" if parts else "NULL::VARCHAR"


def _dictionaries(connection: DuckDBPyConnection, roles: set[str]) -> None:
    def dates_and_places(cursor: DuckDBPyConnection) -> None:
        _dates(cursor)
        for role in _PLAIN.keys() & roles:
            _plain(cursor, role)

    side_by_side(
        connection,
        lambda same: _givens(same, roles),
        lambda cursor: _families(cursor, roles),
        dates_and_places,
    )


def encode(connection: DuckDBPyConnection, roles: set[str], *, demo_numbers: bool) -> None:
    """Make the dictionaries and `lk_r` from view `link_rows`."""
    _dictionaries(connection, roles)
    columns, joins = _name_columns(roles)
    for role, short in _PLAIN.items():
        if role in roles:
            joins.append(f"LEFT JOIN lk_{role}_raw w_{role} ON w_{role}.raw = link_rows.{role}")
            columns[short] = f"w_{role}.key"
        elif short not in SELDOM:
            columns[short] = "NULL::UBIGINT"
    if "identifier" in roles:
        columns["idn"] = "CASE WHEN identifier <> '' THEN hash(lower(identifier)) END"
    columns |= {
        "bsn": f"lk_bsn(bsn, {demo_numbers})" if "bsn" in roles else "NULL::INTEGER",
        "pc": "CASE WHEN contains(postcode, ' ') THEN hash(upper(replace(postcode, ' ', ''))) WHEN postcode <> '' THEN hash(upper(postcode)) END"
        if "postcode" in roles
        else "NULL::UBIGINT",
        "hn": "lk_house(house_number)" if "house_number" in roles else "NULL::INTEGER",
        "ad": _addition(roles),
        "sex": "lk_sex(sex)" if "sex" in roles else "NULL::UTINYINT",
    }
    behind = ", lk_behind(house_number) AS behind" if "house_number" in roles else ""
    selected = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_r AS
        SELECT id::INTEGER AS id, fno::UTINYINT AS fno, d.bd AS bd, {selected}
        FROM (SELECT *{behind} FROM link_rows) link_rows LEFT JOIN lk_date_raw d ON d.raw = link_rows.birth_date AND d.date_order = link_rows.date_order
        {" ".join(joins)}
        """
    )

"""From the tables of the registrations and the links to two tables of the study: `memberships` and `people`."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ontschot.insight.linkage import ADDRESSES
from ontschot.insight.overlap.rows import LOOKUP, join_sql, left_out, period_sql, provision_sql
from ontschot.insight.sources import POSTCODE_ROLES, Loaded, Study, StudyFile
from ontschot.insight.sources.checks import FIRST_YEAR

_DIGITS = "regexp_extract(house_number, '^[0-9]+')"  # without what may stand behind it (12-A)
_IDENTITY = ("surname", "birth_date", "initials", "given_names", "postcode", "house_number", "identifier")


def prepare(connection: Any, study: Study, loaded: Sequence[Loaded], links: str, key: bytes, today: dt.date) -> None:
    """Make `memberships(person, household, place, bit, from_day, to_day, weight)` and `people(person, household, ...)`.

    `links` is a table (file, row, person, household); where areas are looked up, the linkage tells the addresses.
    Periods are half-open: `from_day` counts, `to_day` does not.
    `people.record_key` is a whole number of 32 bits, made from who the person is and the study's secret, so that it
    is the same in every run of the study (the record keys of the cell key method). `people.household_key` likewise,
    from everybody of the household who is in the registrations, whether or not something runs on the day.
    """
    by_name = {table.label: table for table in loaded}
    _areas(connection, study, by_name)
    parts = [rows_sql(study, file, by_name[file.source.file], links, today) for file in study.files]
    connection.execute(f"CREATE OR REPLACE TABLE study_rows AS {' UNION ALL '.join(parts)}")
    connection.execute(
        f"CREATE OR REPLACE TABLE memberships AS SELECT person, household, place, {bit_sql(study)} AS bit, "
        "from_day, to_day, weight FROM study_rows WHERE place IS NOT NULL"
    )
    _people(connection, study, key)
    connection.execute("DROP TABLE study_rows")


def bit_sql(study: Study) -> str:
    """SQL of the bit of a provision, from its place."""
    whole = "BIGINT" if len(study.provisions) <= 60 else "HUGEINT"
    return f"(1::{whole} << place)"


def _areas(connection: Any, study: Study, by_name: dict[str, Loaded]) -> None:
    connection.execute("DROP TABLE IF EXISTS study_areas")
    if study.areas is None:
        return
    table = by_name[study.areas.file]
    has = set(table.columns)
    number = f"try_cast({_DIGITS} AS INTEGER)" if "house_number" in has else "NULL::INTEGER"
    district = "min(district)" if "district" in has else "NULL::VARCHAR"
    connection.execute(
        f"CREATE TABLE study_areas AS SELECT hash(upper(replace(postcode, ' ', ''))) AS postcode, "
        f"{number} AS house_number, min(neighbourhood) AS neighbourhood, {district} AS district "
        f"FROM {table.table} WHERE postcode IS NOT NULL GROUP BY 1, 2"
    )


def _column(has: set[str], role: str, kind: str = "VARCHAR") -> str:
    return f't."{role}"' if role in has else f"NULL::{kind}"


def rows_sql(study: Study, file: StudyFile, table: Loaded, links: str, today: dt.date) -> str:
    """SQL of the rows of a file that count, with who they are about by `links` and what is known of them."""
    has = set(table.columns)
    label = table.label.replace("'", "''")
    named = ["full_name" if role == "surname" and "full_name" in has else role for role in _IDENTITY]
    identity = " || '|' || ".join(f"coalesce(lower({_column(has, role)}), '')" for role in named)
    weight = f"try_cast({_column(has, 'weight')} AS DOUBLE)" if "weight" in has else "NULL::DOUBLE"
    areas = ""
    neighbourhood, district = _column(has, "neighbourhood"), _column(has, "district")
    if study.areas is not None and has.intersection(POSTCODE_ROLES) and "neighbourhood" not in has:
        number = " AND a.house_number = d.house_number" if "house_number" in study.areas.columns else ""
        areas = (
            f'LEFT JOIN {ADDRESSES} AS d ON d.file = \'{label}\' AND d."row" = t."row" '
            f"LEFT JOIN study_areas AS a ON a.postcode = d.postcode{number}"
        )
        neighbourhood, district = "a.neighbourhood", "a.district"
    kept = ""
    if study.faulty_rows == "leave_out":
        wrong = left_out(file, today, study.end_is)
        kept = f'WHERE t."row" NOT IN (SELECT "row" FROM {table.table} WHERE {wrong})'
    return f"""SELECT l.person, l.household, {provision_sql(study, file)} AS place,
        {period_sql(has, study.end_is)}, {weight} AS weight,
        {_column(has, "bsn")} AS bsn, {identity} AS identity, {_column(has, "birth_date")} AS birth_date,
        {neighbourhood} AS neighbourhood, {district} AS district, {_column(has, "household_type")} AS household_type
        FROM {table.table} AS t JOIN {links} AS l ON l.file = '{label}' AND l."row" = t."row" {join_sql(file)}
        {areas} {kept}"""


def _usual(column: str) -> str:
    """Per person the value that occurs most often; among equals the last in order."""
    return (
        f"(SELECT person, arg_max({column}, {{'n': n, 'v': {column}}}) AS {column} FROM (SELECT person, {column}, "
        f"count(*) AS n FROM study_rows WHERE {column} IS NOT NULL GROUP BY ALL) GROUP BY person)"
    )


def _people(connection: Any, study: Study, key: bytes) -> None:
    secret = key.hex()
    by_code = "CASE WHEN regexp_matches(neighbourhood, '^BU[0-9]{8}$') THEN 'WK' || substr(neighbourhood, 3, 6) END"
    joined = " ".join(
        f"LEFT JOIN {_usual(column)} AS {column}_of USING (person)"
        for column in ("birth_date", "neighbourhood", "district", "household_type")
    )
    connection.execute(f"""CREATE OR REPLACE TABLE people AS
        SELECT p.person, p.household,
            CASE WHEN birth_date > '{FIRST_YEAR}' THEN try_cast(replace(birth_date, '-00', '-01') AS DATE) END AS born,
            neighbourhood,
            coalesce(CASE WHEN NOT d.several THEN d.district END, {by_code},
                CASE WHEN neighbourhood IS NULL OR d.several THEN district_of.district END) AS district,
            household_type, p.record_key,
            md5_number_lower(min(p.record_key) OVER (PARTITION BY p.household)::VARCHAR || 'h') & 4294967295
                AS household_key
        FROM (SELECT person, min(household) AS household,
                md5_number_lower('{secret}' || coalesce(min('b' || bsn), min(identity))) & 4294967295 AS record_key
            FROM study_rows GROUP BY person) AS p {joined}
        LEFT JOIN (SELECT neighbourhood, min(district) AS district, min(district) <> max(district) AS several
            FROM study_rows GROUP BY 1) AS d USING (neighbourhood)""")


__all__ = ["LOOKUP", "prepare"]

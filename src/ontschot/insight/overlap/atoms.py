"""Atoms: everybody who is alike in what is counted, with how many they are and their key. All grouping is in DuckDB.

A study day gives two sets of people, persons and households, and of each up to three *families*: who they are by
provisions, age and weight; by area; by type of household. Tables within one family can be subtracted from each other,
so what they give away is solved together. Between families only the totals of `stratum` are shared; with those
published, each family can be solved by itself (any two families with the same totals fit together in some population).
A family of schemes by district is solved together with the first one: how many have which schemes is the same in both.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy
import pandas

from ontschot.insight.sources import Study

WEIGHT_BANDS = (0.0, 1.0, 2.0, 4.0, 8.0)
KEY_BITS = 32
DENSE = 4  # numbers may be so many times as large as there are rows
MOST_SCHEMES = 8  # beyond, a table of schemes by district is not read by anybody
NARROW: dict[type[numpy.signedinteger[Any]], str] = {
    numpy.int16: "SMALLINT",
    numpy.int32: "INTEGER",
    numpy.int64: "BIGINT",
}
CHUNK = 500  # vectors of 2,048 rows that are looked at together


@dataclass(frozen=True)
class Atoms:
    """The atoms of one family: arrays of the same length. `has` is atoms x provisions (x schemes in the family of that
    name), `values` texts per attribute."""

    count: numpy.ndarray
    key: numpy.ndarray
    has: numpy.ndarray
    values: dict[str, numpy.ndarray]

    def __len__(self) -> int:
        return len(self.count)


@dataclass(frozen=True)
class Family:
    """Atoms of `persons` or `households` on a day."""

    name: str
    level: str
    day: dt.date
    atoms: Atoms


def in_force(study: Study, day: dt.date) -> str:
    """SQL condition on a membership: its period counts for this reference date."""
    first, past = day, day + dt.timedelta(days=1)
    if study.period == "in_month":
        first = day.replace(day=1)
        past = (first + dt.timedelta(days=32)).replace(day=1)
    elif study.period == "in_year":
        first, past = dt.date(day.year, 1, 1), dt.date(day.year + 1, 1, 1)
    return f"from_day < DATE '{past}' AND to_day > DATE '{first}'"


def masks(connection: Any, condition: str = "true", memberships: str = "memberships") -> None:
    """Make `person_masks(person, household, mask)` and `household_masks(household, mask, persons)`.

    The memberships are read once. Numbers of persons that lie close together (as the linkage gives them) are places in
    an array, in which one bit is set per membership; else they are grouped.
    """
    for name in ("person_masks", "household_masks"):
        there = connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", [name]).fetchone()[0]
        connection.execute(f"DROP {'TABLE' if there else 'VIEW'} IF EXISTS {name}")
    rows, person, household, least, highest, kind = connection.execute(
        "SELECT count(*), max(person), max(household), least(min(person), min(household)), max(bit), "
        f"any_value(typeof(bit)) FROM {memberships}"
    ).fetchone()
    if kind == "BIGINT" and least >= 0 and max(person, household) < DENSE * rows + 1000:
        number, mask = _narrow(max(person, household)), _narrow(highest)
        query = (
            f"SELECT person::{NARROW[number]} AS person, household::{NARROW[number]} AS household, "
            f"bit::{NARROW[mask]} AS bit FROM {memberships} WHERE {condition}"
        )
        connection.execute(query)
        _in_arrays(connection, numpy.zeros(person + 1, dtype=mask), numpy.zeros(person + 1, dtype=number), household)
        return
    connection.execute(
        f"CREATE TEMP TABLE person_masks AS SELECT person, max(household) AS household, "
        f"bit_or(bit) AS mask FROM {memberships} WHERE {condition} GROUP BY person"
    )
    connection.execute(
        "CREATE TEMP TABLE household_masks AS SELECT household, bit_or(mask) AS mask, count(*) AS persons "
        "FROM person_masks GROUP BY household"
    )


def _narrow(highest: int) -> type[numpy.signedinteger[Any]]:
    """The narrowest type that holds numbers up to this one: arrays of it stay in the processor's memory longer."""
    return next(kind for kind in NARROW if highest <= numpy.iinfo(kind).max)


def _in_arrays(connection: Any, mask: numpy.ndarray, home: numpy.ndarray, household: int) -> None:
    """Fill arrays of a place per person from the query that was asked, and register both views."""
    while len(chunk := connection.fetch_df_chunk(CHUNK)):
        person = chunk["person"].to_numpy()
        home[person] = chunk["household"].to_numpy()
        numpy.bitwise_or.at(mask, person, chunk["bit"].to_numpy())
    used = numpy.flatnonzero(mask)
    mask, home = mask[used], home[used]
    together = numpy.zeros(household + 1, dtype=mask.dtype)
    numpy.bitwise_or.at(together, home, mask)
    homes = numpy.flatnonzero(together)
    living = numpy.bincount(home, minlength=household + 1)[homes]
    frame = pandas.DataFrame({"person": used, "household": home, "mask": mask.astype(numpy.int64)}, copy=False)
    connection.register("person_masks", frame)
    frame = pandas.DataFrame(
        {"household": homes, "mask": together[homes].astype(numpy.int64), "persons": living}, copy=False
    )
    connection.register("household_masks", frame)


def families(connection: Any, study: Study, day: dt.date, *, whole: bool = True) -> list[Family]:
    """The families of a day. With `whole` False only the first of each level, for a trend."""
    condition = in_force(study, day)
    masks(connection, condition)
    _schemes(connection, study)
    weights = _weights(connection, study, condition)
    age = _age_sql(study, day)
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE persons_now AS
        SELECT m.mask, p.record_key AS key, {age} AS age, {weights} AS weight, p.neighbourhood, p.district,
            p.household_type, m.household, p.household_key
        FROM person_masks AS m JOIN people AS p USING (person)
        {"LEFT JOIN person_weights AS w USING (person)" if weights != "''" else ""}""")
    connection.execute("""CREATE OR REPLACE TEMP TABLE households_now AS
        SELECT h.mask, p.key, '' AS age, '' AS weight, p.neighbourhood, p.district, p.household_type,
            CASE WHEN h.persons >= 4 THEN '4' ELSE h.persons::VARCHAR END AS users
        FROM household_masks AS h JOIN (SELECT household,
            min(household_key) AS key,
            mode(neighbourhood ORDER BY neighbourhood) AS neighbourhood, mode(district ORDER BY district) AS district,
            mode(household_type ORDER BY household_type) AS household_type FROM persons_now GROUP BY household) AS p
            USING (household)""")
    found = []
    for level in ("persons", "households"):
        found.append(_family(connection, study, "provisions", level, day, ("age", "weight")))
        if whole and study_has(connection, level, "district", "neighbourhood"):
            found.append(_family(connection, study, "areas", level, day, ("neighbourhood", "district", "stratum")))
            if study_has(connection, level, "district") and len(used_schemes(study)) <= MOST_SCHEMES:
                found.append(_family(connection, study, "schemes", level, day, ("district", "stratum")))
        if whole and study_has(connection, level, "household_type"):
            found.append(_family(connection, study, "types", level, day, ("household_type", "stratum")))
    return found


def study_has(connection: Any, level: str, *columns: str) -> bool:
    """Whether an attribute, or one of several, is known of anybody."""
    known = " OR ".join(f"{column} IS NOT NULL" for column in columns)
    return bool(connection.execute(f"SELECT count(*) FROM {level}_now WHERE {known}").fetchone()[0])


def used_schemes(study: Study) -> list[str]:
    """The codes of the schemes that have provisions, in the order of the study."""
    return [scheme.code for scheme in study.schemes if any(p.scheme == scheme.code for p in study.provisions)]


def _schemes(connection: Any, study: Study) -> None:
    """Macros that say in how many schemes, and in which, a mask is."""
    terms = []
    for code in used_schemes(study):
        mask = sum(1 << at for at, provision in enumerate(study.provisions) if provision.scheme == code)
        terms.append(f"(m & {mask} <> 0)::INTEGER")
    which = " + ".join(f"{1 << at} * {term}" for at, term in enumerate(terms))
    connection.execute(f"CREATE OR REPLACE TEMP MACRO schemes_of(m) AS {which or '0'}")
    connection.execute(f"CREATE OR REPLACE TEMP MACRO scheme_count(m) AS {' + '.join(terms) or '0'}")
    connection.execute(
        "CREATE OR REPLACE TEMP MACRO stratum_of(m) AS CASE WHEN scheme_count(m) > 1 THEN 'schemes' "
        "WHEN bit_count(m) > 1 THEN 'provisions' ELSE 'one' END"
    )


def _weights(connection: Any, study: Study, condition: str) -> str:
    """SQL of a person's weight band; '' when the study gives no weights. Each provision counts once, at its highest."""
    given = connection.execute("SELECT count(weight) FROM memberships").fetchone()[0]
    if not given and all(provision.weight is None for provision in study.provisions):
        return "''"
    rows = ", ".join(f"({at}, {p.weight if p.weight is not None else 1})" for at, p in enumerate(study.provisions))
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE person_weights AS SELECT person, sum(weight) AS total FROM (
        SELECT person, place, max(coalesce(m.weight, v.weight)) AS weight FROM memberships AS m
        JOIN (VALUES {rows}) AS v(place, weight) USING (place) WHERE {condition} GROUP BY ALL) GROUP BY person""")
    bands = " ".join(f"WHEN w.total >= {low} THEN '{low:g}'" for low in reversed(WEIGHT_BANDS))
    return f"CASE {bands} ELSE '0' END"


def _age_sql(study: Study, day: dt.date) -> str:
    age = f"date_diff('year', p.born, DATE '{day}') - (strftime(p.born, '%m%d') > '{day:%m%d}')::INTEGER"
    groups = " ".join(f"WHEN {age} >= {low} THEN '{low}'" for low in reversed(study.ages))
    return f"CASE WHEN p.born IS NULL OR p.born > DATE '{day}' THEN '' {groups} END"


def _family(connection: Any, study: Study, name: str, level: str, day: dt.date, attributes: tuple[str, ...]) -> Family:
    mask = {"provisions": "mask", "schemes": "schemes_of(mask)"}.get(name, "0")
    width = len(used_schemes(study)) if name == "schemes" else len(study.provisions)
    selected = ", ".join(
        "stratum_of(mask) AS stratum" if attribute == "stratum" else f"coalesce({attribute}, '') AS {attribute}"
        for attribute in attributes
    )
    users = ", users" if level == "households" and name == "provisions" else ", '' AS users"
    rows = connection.execute(
        f"SELECT {mask} AS mask, {selected}{users}, count(*) AS n, (sum(key) & 4294967295)::BIGINT AS k "
        f"FROM {level}_now GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    has = numpy.zeros((len(rows), width), dtype=bool)
    for at, row in enumerate(rows):
        for place in range(width):
            has[at, place] = bool(int(row[0]) >> place & 1)
    columns = [*attributes, "users"]
    values = {column: numpy.array([row[i + 1] for row in rows], dtype=object) for i, column in enumerate(columns)}
    count = numpy.array([row[-2] for row in rows], dtype=numpy.int64)
    key = numpy.array([row[-1] for row in rows], dtype=numpy.int64)
    return Family(name, level, day, Atoms(count, key, has, values))

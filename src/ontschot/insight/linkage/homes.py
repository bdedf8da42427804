"""Households: who lives at one address, by postcode, number and addition; in a large house, by family name.

A person's address is the one in most of the files (rows of one file are copies of one record); between equals the one where a relative lives, or else anybody. Who
is known only at an address that a namesake has left went along: registrations miss removals of households, not of
persons. Where a number has additions (a flat), a person without one lives with the only namesake who has one, or else
with the others without. An address with more than `LARGE` persons is an institution or a block without additions:
there a household is who shares a family name.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LARGE = 10


_HOME = "hash(coalesce(pc, st), hn) AS home"
_KNOWN = "coalesce(pc, st) IS NOT NULL AND hn IS NOT NULL"
_LIVED = """min(home) AS home, max(ad) AS ad, min(sa) AS sa, min(sb) AS sb, min(home) <> max(home) AS several,
    min(fno) <> max(fno) AS spread"""


def settle(connection: DuckDBPyConnection) -> None:
    """Make `lk_only` of the labels that are persons by themselves: not in `lk_live_rows`. Needs no persons, so that both are made at once."""
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_only AS
        SELECT lab AS person, {_LIVED} FROM (
            SELECT lab, fno, ad, sa, sb, {_HOME} FROM lk_n ANTI JOIN lk_live_rows USING (lab) WHERE NOT alone AND {_KNOWN}) GROUP BY lab
        UNION ALL
        SELECT lab, {_HOME}, ad, sa, sb, false, false FROM lk_n ANTI JOIN lk_live_rows USING (lab) WHERE alone AND {_KNOWN}
        """
    )


def make_households(connection: DuckDBPyConnection) -> None:
    """Make `lk_home` (person, household) from `lk_person` and what `settle` made; household is the smallest person."""
    _addresses(connection)
    _choices(connection)
    _followed(connection)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_flat AS
        SELECT o.person, min(a.ad) AS ad FROM lk_now o JOIN lk_now a USING (home)
        WHERE o.ad IS NULL AND a.ad IS NOT NULL AND (o.sa = a.sa OR o.sa = a.sb OR o.sb = a.sa)
        GROUP BY o.person HAVING min(a.ad) = max(a.ad);
        CREATE OR REPLACE TABLE lk_door AS
        SELECT person, CASE WHEN coalesce(l.ad, f.ad) IS NULL THEN home ELSE hash(home, coalesce(l.ad, f.ad)) END AS home, sa
        FROM lk_now l LEFT JOIN lk_flat f USING (person);
        CREATE OR REPLACE TABLE lk_house AS
        SELECT home, count(*) > {LARGE} AS large, min(person) AS household FROM lk_door GROUP BY home HAVING count(*) > 1;
        CREATE OR REPLACE TABLE lk_part AS
        SELECT hash(home, sa) AS part, min(person) AS household FROM lk_door SEMI JOIN (FROM lk_house WHERE large) USING (home) GROUP BY part;
        CREATE OR REPLACE TABLE lk_home AS
        SELECT person, CASE WHEN large THEN p.household ELSE coalesce(h.household, person) END AS household
        FROM lk_door d LEFT JOIN lk_house h USING (home) LEFT JOIN lk_part p ON large AND p.part = hash(d.home, d.sa);
        DROP TABLE lk_now; DROP TABLE lk_flat; DROP TABLE lk_door; DROP TABLE lk_house; DROP TABLE lk_part;
        """
    )


def _addresses(connection: DuckDBPyConnection) -> None:
    """`lk_only`: persons with one address; `lk_at`: a line per address of the others; `lk_choice`: these persons.

    `lk_elsewhere`, one line: persons in several files, and how many of them have several addresses.
    """
    connection.execute(
        f"""
        INSERT INTO lk_only
        SELECT person, {_LIVED} FROM (
            SELECT person, fno, ad, sa, sb, {_HOME} FROM lk_person SEMI JOIN lk_live_rows USING (lab) WHERE {_KNOWN}) GROUP BY person;
        CREATE OR REPLACE TABLE lk_elsewhere AS
        SELECT count(*) FILTER (spread) AS spread, count(*) FILTER (spread AND several) AS elsewhere FROM lk_only;
        CREATE OR REPLACE TABLE lk_choice AS SELECT person FROM lk_only WHERE several;
        CREATE OR REPLACE TABLE lk_at AS
        SELECT person, home, max(ad) AS ad, min(sa) AS sa, min(sb) AS sb, count(DISTINCT fno) AS n
        FROM (SELECT person, fno, ad, sa, sb, {_HOME} FROM lk_person SEMI JOIN lk_choice USING (person) WHERE {_KNOWN}) GROUP BY person, home;
        """
    )


def _choices(connection: DuckDBPyConnection) -> None:
    """`lk_lives`: of each person the address, of those who have several the one that most speaks for."""
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_there AS
        SELECT person, home, sa, sb FROM (SELECT person, home, sa, sb FROM lk_only WHERE NOT several UNION ALL SELECT person, home, sa, sb FROM lk_at)
        SEMI JOIN lk_at USING (home);
        CREATE OR REPLACE TABLE lk_size AS SELECT home, least(count(*), {LARGE}) AS others FROM lk_there GROUP BY home;
        CREATE OR REPLACE TABLE lk_kin AS
        SELECT a.person, a.home, count(*) AS kin FROM lk_at a
        JOIN lk_there b ON b.home = a.home AND b.person <> a.person AND (a.sa = b.sa OR a.sa = b.sb OR a.sb = b.sa) GROUP BY ALL;
        CREATE OR REPLACE TABLE lk_chosen AS
        SELECT person, a.home, a.ad, a.sa, a.sb, true AS chosen FROM (
            SELECT person, arg_max({{'home': home, 'ad': ad, 'sa': sa, 'sb': sb}}, (n, coalesce(kin, 0), others, home)) AS a
            FROM lk_at JOIN lk_size USING (home) LEFT JOIN lk_kin USING (person, home) GROUP BY person);
        CREATE OR REPLACE VIEW lk_lives AS
        SELECT person, home, ad, sa, sb, false AS chosen FROM lk_only WHERE NOT several UNION ALL FROM lk_chosen;
        DROP TABLE lk_there; DROP TABLE lk_size; DROP TABLE lk_kin; DROP TABLE lk_choice; DROP TABLE lk_live_rows;
        """
    )


def _followed(connection: DuckDBPyConnection) -> None:
    """`lk_now`: where each person is, after those who went along with a namesake."""
    connection.execute(
        """
        CREATE OR REPLACE TABLE lk_gone AS
        SELECT home, name, arg_max({'home': there, 'ad': ad}, (n, there, ad)) AS went FROM (
            SELECT was.home, unnest([was.sa, was.sb, now.sa]) AS name, now.home AS there, now.ad, was.n
            FROM lk_at was JOIN lk_lives now USING (person) WHERE was.home <> now.home)
        WHERE name IS NOT NULL GROUP BY ALL;
        CREATE OR REPLACE TABLE lk_now AS
        SELECT person, coalesce(went.home, home) AS home, CASE WHEN went IS NULL THEN ad ELSE went.ad END AS ad, sa, sb
        FROM (SELECT l.*, coalesce(g.went, h.went) AS went FROM lk_lives l
            LEFT JOIN lk_gone g ON g.home = l.home AND g.name = l.sa AND NOT chosen
            LEFT JOIN lk_gone h ON h.home = l.home AND h.name = l.sb AND NOT chosen);
        DROP VIEW lk_lives; DROP TABLE lk_only; DROP TABLE lk_chosen; DROP TABLE lk_at; DROP TABLE lk_gone;
        """
    )

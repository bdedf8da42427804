"""Households: who lives at one address, by postcode and number; in a large house, by family name.

A person's address is the one on most of the rows; between equals the one where a relative lives. An address with more than
`LARGE` persons is an institution or a block without additions: there a household is who shares a family name.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LARGE = 10


def make_households(connection: DuckDBPyConnection) -> None:
    """Make `lk_home` (person, household) from `lk_person` (id, person) and `lk_r`; household is the smallest person."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_at AS
        SELECT p.person, hash(coalesce(r.pc, r.st), r.hn) AS home, any_value(r.sa) AS sa, any_value(r.sb) AS sb, count(*) AS n
        FROM lk_r r JOIN lk_person p ON p.id = r.id
        WHERE coalesce(r.pc, r.st) IS NOT NULL AND r.hn IS NOT NULL GROUP BY ALL;
        CREATE OR REPLACE TEMP TABLE lk_choice AS
        SELECT person FROM lk_at GROUP BY person HAVING count(*) > 1;
        CREATE OR REPLACE TEMP TABLE lk_kin AS
        SELECT a.person, a.home, count(*) AS kin FROM lk_at a JOIN lk_choice USING (person)
        JOIN lk_at b ON b.home = a.home AND b.person <> a.person AND (a.sa = b.sa OR a.sa = b.sb OR a.sb = b.sa) GROUP BY ALL;
        CREATE OR REPLACE TEMP TABLE lk_lives AS
        SELECT person, home, sa FROM lk_at WHERE person NOT IN (FROM lk_choice)
        UNION ALL
        SELECT person, arg_max(home, (n, coalesce(kin, 0), home)), arg_max(sa, (n, coalesce(kin, 0), home))
        FROM lk_at JOIN lk_choice USING (person) LEFT JOIN lk_kin USING (person, home) GROUP BY person;
        CREATE OR REPLACE TEMP TABLE lk_home AS
        WITH sized AS (SELECT home, count(*) AS n FROM lk_lives GROUP BY home),
        keyed AS (SELECT person, CASE WHEN n > {LARGE} THEN hash(home, sa) ELSE home END AS key FROM lk_lives JOIN sized USING (home)),
        first AS (SELECT key, min(person) AS household FROM keyed GROUP BY key)
        SELECT person, household FROM keyed JOIN first USING (key);
        DROP TABLE lk_at; DROP TABLE lk_choice; DROP TABLE lk_kin; DROP TABLE lk_lives;
        """
    )

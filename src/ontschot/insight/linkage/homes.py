"""Households: who lives at one address, by postcode, number and addition; in a large house, by family name.

A person's address is the one on most of the rows; between equals the one where a relative lives, or else anybody. Who
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


def make_households(connection: DuckDBPyConnection) -> None:
    """Make `lk_home` (person, household) from `lk_person` (id, person) and `lk_r`; household is the smallest person."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_at AS
        SELECT p.person, hash(coalesce(r.pc, r.st), r.hn) AS home, max(r.ad) AS ad, min(r.sa) AS sa, min(r.sb) AS sb, count(*) AS n
        FROM lk_r r JOIN lk_person p ON p.id = r.id
        WHERE coalesce(r.pc, r.st) IS NOT NULL AND r.hn IS NOT NULL GROUP BY person, home;
        CREATE OR REPLACE TEMP TABLE lk_choice AS
        SELECT person FROM lk_at GROUP BY person HAVING count(*) > 1;
        CREATE OR REPLACE TEMP TABLE lk_size AS SELECT home, least(count(*), {LARGE}) AS others FROM lk_at GROUP BY home;
        CREATE OR REPLACE TEMP TABLE lk_kin AS
        SELECT a.person, a.home, count(*) AS kin FROM lk_at a JOIN lk_choice USING (person)
        JOIN lk_at b ON b.home = a.home AND b.person <> a.person AND (a.sa = b.sa OR a.sa = b.sb OR a.sb = b.sa) GROUP BY ALL;
        CREATE OR REPLACE TEMP TABLE lk_lives AS
        SELECT person, home, ad, sa, sb FROM lk_at WHERE person NOT IN (FROM lk_choice)
        UNION ALL
        SELECT person, a.home, a.ad, a.sa, a.sb FROM (
            SELECT person, arg_max({{'home': home, 'ad': ad, 'sa': sa, 'sb': sb}}, (n, coalesce(kin, 0), others, home)) AS a
            FROM lk_at JOIN lk_choice USING (person) JOIN lk_size USING (home) LEFT JOIN lk_kin USING (person, home)
            GROUP BY person);
        CREATE OR REPLACE TEMP TABLE lk_gone AS
        SELECT home, name, arg_max({{'home': there, 'ad': ad}}, (n, there, ad)) AS went FROM (
            SELECT was.home, unnest([was.sa, was.sb, now.sa]) AS name, now.home AS there, now.ad, was.n
            FROM lk_at was JOIN lk_choice USING (person) JOIN lk_lives now USING (person) WHERE was.home <> now.home)
        WHERE name IS NOT NULL GROUP BY ALL;
        CREATE OR REPLACE TEMP TABLE lk_now AS
        SELECT person, coalesce(went.home, home) AS home, CASE WHEN went IS NULL THEN ad ELSE went.ad END AS ad, sa, sb
        FROM (SELECT l.*, coalesce(g.went, h.went) AS went FROM lk_lives l LEFT JOIN lk_choice c USING (person)
            LEFT JOIN lk_gone g ON g.home = l.home AND g.name = l.sa AND c.person IS NULL
            LEFT JOIN lk_gone h ON h.home = l.home AND h.name = l.sb AND c.person IS NULL);
        CREATE OR REPLACE TEMP TABLE lk_flat AS
        SELECT o.person, min(a.ad) AS ad FROM lk_now o JOIN lk_now a USING (home)
        WHERE o.ad IS NULL AND a.ad IS NOT NULL AND (o.sa = a.sa OR o.sa = a.sb OR o.sb = a.sa)
        GROUP BY o.person HAVING count(DISTINCT a.ad) = 1;
        CREATE OR REPLACE TEMP TABLE lk_door AS
        SELECT person, CASE WHEN coalesce(l.ad, f.ad) IS NULL THEN home ELSE hash(home, coalesce(l.ad, f.ad)) END AS home, sa
        FROM lk_now l LEFT JOIN lk_flat f USING (person);
        CREATE OR REPLACE TEMP TABLE lk_home AS
        WITH sized AS (SELECT home, count(*) AS n FROM lk_door GROUP BY home),
        keyed AS (SELECT person, CASE WHEN n > {LARGE} THEN hash(home, sa) ELSE home END AS key FROM lk_door JOIN sized USING (home)),
        first AS (SELECT key, min(person) AS household FROM keyed GROUP BY key)
        SELECT person, household FROM keyed JOIN first USING (key);
        DROP TABLE lk_size; DROP TABLE lk_gone; DROP TABLE lk_now; DROP TABLE lk_flat; DROP TABLE lk_door;
        DROP TABLE lk_at; DROP TABLE lk_choice; DROP TABLE lk_kin; DROP TABLE lk_lives;
        """
    )

"""From scores to persons, and from persons to the links that are handed over."""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

from ontschot.insight.linkage import clusters, reviewed
from ontschot.insight.linkage.asking import one
from ontschot.insight.linkage.contract import ADDRESSES
from ontschot.insight.linkage.prior import weight

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MARK = "hash(sa, g, bd, pc, hn)"  # what a row is called where the number that it has must not matter
NAMED = {
    "bsn": "hash(bsn)",
    "name_address_birth": "hash(sa, coalesce(g, hash(ini)), bd, coalesce(pc, st), hn)",
    "postcode_number": "hash(pc, hn)",
}


def make_persons(connection: DuckDBPyConnection, base: float, threshold: float, *, within_files: bool) -> None:
    """Make `lk_moved` (lab, person), `lk_sure` (lab, w) and view `lk_person` (`lk_n` with person) from `lk_edges`, which goes.

    A row is of the person that its label moved to, or else of its label; w: log odds (bits) of the best link to it.
    """
    shift = base - weight(threshold)
    judged = reviewed.facts(connection)
    _make_lone(connection, within_files=within_files)
    pairs = connection.execute("SELECT l, r, w FROM lk_edges ANTI JOIN lk_lone USING (l, r) ORDER BY l, r").fetchall()
    labels = connection.execute(
        """SELECT lab, tb, files, once, mark FROM lk_labels
        WHERE lab NOT IN (SELECT l FROM lk_lone) AND lab NOT IN (SELECT r FROM lk_lone)"""
    ).fetchall()
    bsn = {lab: number for lab, number, *_ in labels if number is not None}
    files = None if within_files else {lab: mask for lab, _, mask, *_ in labels}
    once = {lab for lab, _, _, is_once, _ in labels if is_once}
    moved = clusters.group(pairs, bsn, files, once, {lab: mark for lab, *_, mark in labels}, judged)
    connection.execute(
        """CREATE OR REPLACE TABLE lk_moved AS
        SELECT unnest($labels::INTEGER[]) AS lab, unnest($persons::INTEGER[]) AS person
        UNION ALL SELECT r, l FROM lk_lone WHERE one""",
        {"labels": list(moved), "persons": list(moved.values())},
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_sure AS
        SELECT lab, max(w) AS w FROM (
            SELECT unnest([e.l, e.r]) AS lab, e.w - {shift} + {base} AS w FROM lk_edges e
            LEFT JOIN lk_moved a ON a.lab = e.l LEFT JOIN lk_moved b ON b.lab = e.r
            WHERE e.w > 0 AND coalesce(a.person, e.l) = coalesce(b.person, e.r)) GROUP BY lab;
        DROP TABLE lk_edges; DROP TABLE lk_labels; DROP TABLE lk_lone;
        """
    )
    _view(connection)


def _make_lone(connection: DuckDBPyConnection, *, within_files: bool) -> None:
    """Make `lk_labels` (lab, tb, files, once, mark) and `lk_lone` (l, r, one): pairs of which nothing else is known, which is most
    of them. Such a pair itself decides whether it is one person, as `clusters.group` would.
    """
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_labels AS
        SELECT lab, max(tb) AS tb, bit_or(1::UBIGINT << fno) AS files, max(tb) IS NOT NULL AND bool_and(once OR bsn IS NULL) AS once, min(mark) AS mark
        FROM lk_live_rows GROUP BY lab;
        CREATE OR REPLACE TABLE lk_lone AS
        WITH few AS (SELECT lab FROM (SELECT unnest([l, r]) AS lab FROM lk_edges) WHERE lab NOT IN (
            SELECT lab FROM lk_live_rows WHERE id IN (SELECT unnest([l, r]) FROM lk_judged)) GROUP BY lab HAVING count(*) = 1)
        SELECT e.l, e.r, w > 0 AND ({within_files} OR a.files & b.files = 0) AND ((a.tb = b.tb) IS NOT FALSE
            OR (a.once <> b.once AND least(w, {clusters.CLIP}) > {clusters.WRONG_BSN})) AS one
        FROM lk_edges e JOIN lk_labels a ON a.lab = e.l JOIN lk_labels b ON b.lab = e.r
        WHERE e.l IN (FROM few) AND e.r IN (FROM few);
        """
    )


def make_edges(connection: DuckDBPyConnection, base: float, threshold: float) -> None:
    """Make `lk_edges`: the best weight between two labels, of those that have any good one; `lk_live_rows`: their rows.

    What has no row in there is a person by itself, whatever the grouping makes of the others.
    """
    shift = base - weight(threshold)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_hopeful AS
        SELECT DISTINCT unnest([l, r]) AS id FROM (SELECT l, r FROM lk_scored WHERE w + {shift} > 0 UNION ALL SELECT l, r FROM lk_judged);
        CREATE OR REPLACE TABLE lk_live_rows AS
        SELECT id, lab, tb, fno, once, bsn, {MARK} AS mark FROM lk_n WHERE lab IN (SELECT lab FROM lk_n WHERE id IN (FROM lk_hopeful));
        CREATE OR REPLACE TABLE lk_edges AS
        SELECT least(a.lab, b.lab) AS l, greatest(a.lab, b.lab) AS r, max(w) + {shift} AS w
        FROM lk_scored s JOIN lk_live_rows a ON a.id = s.l JOIN lk_live_rows b ON b.id = s.r
        WHERE a.lab <> b.lab GROUP BY ALL;
        DROP TABLE lk_hopeful;
        """
    )


def by_name(connection: DuckDBPyConnection, method: str) -> dict[str, float]:
    """The methods of Groningen (bsn), Veenendaal (name, address, birth date) and Zaanstad (postcode and number).

    Gives per file the share of rows that lack what the method goes by: each of these is a person by itself.
    """
    needs = {
        "bsn": "bsn IS NOT NULL",
        "name_address_birth": "sa IS NOT NULL AND bd IS NOT NULL AND coalesce(pc, st) IS NOT NULL",
        "postcode_number": "pc IS NOT NULL AND hn IS NOT NULL",
    }[method]
    lacking = connection.execute(
        f"SELECT file, avg((NOT ({needs}))::INT) FROM lk_r JOIN lk_files USING (fno) GROUP BY file ORDER BY file"
    ).fetchall()
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_n AS
        WITH first AS (SELECT {NAMED[method]} AS key, min(id) AS lab FROM lk_r WHERE {needs} GROUP BY key)
        SELECT lk_r.*, coalesce(lab, id) AS lab, false AS alone FROM lk_r LEFT JOIN first ON {needs} AND key = {NAMED[method]};
        DROP TABLE lk_r;
        CREATE OR REPLACE TABLE lk_live_rows (lab INTEGER);
        CREATE OR REPLACE TABLE lk_moved (lab INTEGER, person INTEGER);
        CREATE OR REPLACE TABLE lk_sure (lab INTEGER, w DOUBLE);
        """
    )
    _view(connection)
    return {file: round(share, 6) for file, share in lacking}


def _view(connection: DuckDBPyConnection) -> None:
    connection.execute(
        """
        CREATE OR REPLACE VIEW lk_person AS
        SELECT n.*, coalesce(m.person, n.lab) AS person FROM lk_n n LEFT JOIN lk_moved m ON m.lab = n.lab
        """
    )


def make_links(connection: DuckDBPyConnection) -> tuple[int, int, int, int]:
    """Make `links` from `lk_person` and `lk_home`, and `ADDRESSES`; gives rows, persons, households and persons without any address.

    A person has the number of one of the rows, and a household that of one of its persons. In the order of the rows: what is
    put in order is narrow, and the names of the files stand in the query, as a join would lose the order again.
    """
    files = connection.execute("SELECT fno, file, start FROM lk_files ORDER BY fno").fetchall()
    names = " ".join(f"WHEN {fno} THEN '" + file.replace("'", "''") + "'" for fno, file, _ in files)
    starts = " ".join(f"WHEN {fno} THEN {start}::BIGINT" for fno, _, start in files)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_links AS
        SELECT p.id, p.fno, p.person, coalesce(h.household, p.person) AS household,
            CASE WHEN s.w IS NULL THEN 1.0 ELSE 1 / (1 + pow(2, -s.w)) END AS probability
        FROM lk_person p LEFT JOIN lk_home h ON h.person = p.person AND h.household <> h.person
        LEFT JOIN lk_sure s ON s.lab = p.lab ORDER BY p.id;
        CREATE OR REPLACE VIEW links AS
        SELECT CASE fno {names} END AS file, id - CASE fno {starts} END AS "row", person::BIGINT AS person, household::BIGINT AS household,
            probability
        FROM lk_links;
        CREATE OR REPLACE VIEW {ADDRESSES} AS
        SELECT CASE fno {names} END AS file, id - CASE fno {starts} END AS "row", pc AS postcode, hn AS house_number FROM lk_n
        """
    )
    rows, persons = one(connection, "SELECT count(*), count(*) FILTER (id = person) FROM lk_links")
    at_home, households = one(connection, "SELECT count(*), count(*) FILTER (person = household) FROM lk_home")
    return rows, persons, persons - at_home + households, persons - at_home

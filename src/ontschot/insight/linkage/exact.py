"""The cheap pass: rows with the same trusted BSN, and rows that are equal in all that identifies.

Makes `lk_n`: all of `lk_r` with `lab` (the smallest row number of what is one person so far), `tb` (the trusted BSN of that
person, or NULL), `rep` (whether this row speaks for all rows that are equal to it) and `once` (its BSN stands on no other row).
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CROWD = 40  # a number on more rows than this that disagree is nobody's number (a default of some program)

_NEAR_DATE = """(l.bd = r.bd OR damerau_levenshtein(l.bd::VARCHAR, r.bd::VARCHAR) <= 1
    OR (l.bd // 10000 = r.bd // 10000 AND (l.bd // 100 % 100 = r.bd % 100 OR l.bd % 10000 = 0 OR r.bd % 10000 = 0))
    OR (l.bd // 10000 = r.bd // 10000)::INT + (l.bd // 100 % 100 = r.bd // 100 % 100)::INT + (l.bd % 100 = r.bd % 100)::INT >= 2)"""
_NEAR_GIVEN = """CASE WHEN l.g IS NOT NULL AND r.g IS NOT NULL
    THEN l.g = r.g OR l.gp = r.gp OR damerau_levenshtein(l.gt, r.gt) <= 1 ELSE l.gi = r.gi END"""
_NEAR_FAMILY = """(l.sa = r.sa OR l.sa = r.sb OR l.sb = r.sa OR l.sb = r.sb OR l.sp = r.sp OR damerau_levenshtein(l.ft, r.ft) <= 1)"""


def _doubtful(connection: DuckDBPyConnection) -> None:
    """Find the rows whose BSN is not to be trusted: those that disagree with the row most others agree with."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_b AS
        SELECT bsn, count(*) AS n, min(id) AS lab,
            min(bd) IS NOT DISTINCT FROM max(bd) AND (min(g) IS NOT DISTINCT FROM max(g) OR min(sa) IS NOT DISTINCT FROM max(sa)) AS same
        FROM lk_r WHERE bsn IS NOT NULL GROUP BY bsn HAVING count(*) > 1;
        CREATE OR REPLACE TEMP TABLE lk_doubt AS
        SELECT r.id, r.bsn, r.sa, r.sb, r.sp, r.g, r.gp, r.gi, r.bd, r.sex, f.text AS ft, v.text AS gt
        FROM lk_r r JOIN lk_b b ON b.bsn = r.bsn AND NOT b.same AND b.n <= {CROWD}
        LEFT JOIN lk_family_text f ON f.key = r.sa LEFT JOIN lk_given_text v ON v.key = r.g;
        CREATE OR REPLACE TEMP TABLE lk_agree AS
        SELECT l.id AS l, r.id AS r, l.bsn AS bsn,
            coalesce({_NEAR_DATE}, true) AS d, coalesce({_NEAR_GIVEN}, true) AS g, coalesce({_NEAR_FAMILY}, true) AS s,
            coalesce(l.sex = r.sex, true) AS x
        FROM lk_doubt l JOIN lk_doubt r ON l.bsn = r.bsn AND l.id <> r.id;
        CREATE OR REPLACE TEMP TABLE lk_seed AS
        SELECT bsn, arg_min(l, (-n, l)) AS seed, max(n) AS n
        FROM (SELECT bsn, l, count(*) FILTER ((d AND (g OR (s AND x))) OR (g AND s AND x)) AS n FROM lk_agree GROUP BY ALL) GROUP BY bsn;
        CREATE OR REPLACE TEMP TABLE lk_wrong AS
        SELECT id FROM lk_doubt d WHERE id NOT IN (
            SELECT seed FROM lk_seed WHERE n > 0
            UNION ALL
            SELECT a.r FROM lk_agree a JOIN lk_seed s ON s.seed = a.l AND s.n > 0
            WHERE (a.d AND (a.g OR (a.s AND a.x))) OR (a.g AND a.s AND a.x))
        UNION ALL
        SELECT r.id FROM lk_r r JOIN lk_b b ON b.bsn = r.bsn AND NOT b.same AND b.n > {CROWD};
        CREATE OR REPLACE TEMP TABLE lk_first AS
        SELECT bsn, min(id) AS lab FROM lk_doubt WHERE id NOT IN (FROM lk_wrong) GROUP BY bsn;
        """
    )


def join_equal(connection: DuckDBPyConnection, *, merge: bool) -> None:
    """Make `lk_n` from `lk_r`. `merge` False: only judge the BSNs, every row stays by itself."""
    _doubtful(connection)
    home = "hash(g, sa, bd, pc, CASE WHEN pc IS NULL THEN st END, hn)"
    whole = (
        "g IS NOT NULL AND sa IS NOT NULL AND bd % 100 > 0 AND hn IS NOT NULL AND (pc IS NOT NULL OR st IS NOT NULL)"
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_t AS
        SELECT r.id, CASE WHEN w.id IS NULL THEN r.bsn END AS tb, CASE WHEN w.id IS NULL THEN coalesce(f.lab, b.lab, r.id) END AS blab,
            b.bsn IS NULL AS once,
            CASE WHEN {whole} THEN {home} ELSE hash(r.id, 'alone') END AS k
        FROM lk_r r LEFT JOIN lk_b b ON b.bsn = r.bsn LEFT JOIN lk_first f ON f.bsn = r.bsn LEFT JOIN lk_wrong w ON w.id = r.id
        """
    )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE lk_k AS
        SELECT k, min(id) AS rep, min(tb) AS low, max(tb) AS high, min(blab) FILTER (tb IS NOT NULL) AS blab
        FROM lk_t GROUP BY k
        """
    )
    lab = (
        """CASE WHEN t.tb IS NOT NULL THEN t.blab WHEN k.low = k.high THEN k.blab WHEN k.low IS NULL THEN k.rep ELSE t.id END"""
        if merge
        else "t.id"
    )
    bsn = "CASE WHEN t.tb IS NOT NULL THEN t.tb WHEN k.low = k.high THEN k.low END" if merge else "t.tb"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_n AS
        SELECT r.*, {lab} AS lab, {bsn} AS tb, {"t.id = k.rep OR k.low <> k.high" if merge else "true"} AS rep,
            t.tb IS NOT NULL AND t.once AS once
        FROM lk_r r JOIN lk_t t ON t.id = r.id JOIN lk_k k ON k.k = t.k
        """
    )
    connection.execute("DROP TABLE lk_t; DROP TABLE lk_k")

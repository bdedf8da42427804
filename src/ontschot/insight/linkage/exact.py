"""The cheap pass: rows with the same trusted BSN, and rows that are equal in all that identifies.

Makes `lk_n`: all of `lk_r` with `lab` (the smallest row number of what is one person so far), `tb` (the trusted BSN of that
person, or NULL), `rep` (whether this row speaks for all rows that are equal to it), `once` (its BSN stands on no other row) and
`alone` (its label certainly does).
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

from ontschot.insight.linkage.asking import number, side_by_side

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CROWD = 40  # a number on more rows than this that disagree is nobody's number (a default of some program)
COUNTED = 100_000  # rows above which joined pairs are counted in a part of the persons


def _slip(text: str) -> str:
    """One slip apart. Asked last and only where there is some likeness: it takes ten times as long as that."""
    return f"CASE WHEN jaro_winkler_similarity(l.{text}, r.{text}) > 0.65 THEN damerau_levenshtein(l.{text}, r.{text}) <= 1 ELSE false END"


# True, false, or NULL where something that could have been the same is not known.
_NEAR_DATE = """CASE WHEN l.bd = r.bd
    OR (l.bd // 10000 = r.bd // 10000 AND (l.bd // 100 % 100 = r.bd % 100 OR l.bd % 10000 = 0 OR r.bd % 10000 = 0))
    OR (l.bd // 10000 = r.bd // 10000)::INT + (l.bd // 100 % 100 = r.bd // 100 % 100)::INT + (l.bd % 100 = r.bd % 100)::INT >= 2
    THEN true WHEN l.bd IS NULL OR r.bd IS NULL THEN NULL
    ELSE damerau_levenshtein(l.bd::VARCHAR, r.bd::VARCHAR) <= 1 END"""
_NEAR_GIVEN = f"""CASE WHEN l.g IS NULL OR r.g IS NULL THEN l.gi = r.gi WHEN l.g = r.g OR l.gp = r.gp THEN true
    WHEN {_slip("gt")} THEN true WHEN l.gp IS NULL OR r.gp IS NULL THEN NULL ELSE false END"""
_NEAR_FAMILY = f"""CASE WHEN l.sa = r.sa OR l.sa = r.sb OR l.sb = r.sa OR l.sb = r.sb OR l.sp = r.sp THEN true
    WHEN l.sa IS NULL OR r.sa IS NULL OR l.sb IS NULL OR r.sb IS NULL OR l.sp IS NULL OR r.sp IS NULL THEN NULL ELSE {_slip("ft")} END"""


def _doubtful(connection: DuckDBPyConnection) -> None:
    """Find the rows whose BSN is not to be trusted: those that disagree with the row most others agree with."""
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_b AS
        SELECT bsn, count(*) AS n, min(id) AS lab,
            min(bd) IS NOT DISTINCT FROM max(bd) AND (min(g) IS NOT DISTINCT FROM max(g) OR min(sa) IS NOT DISTINCT FROM max(sa)) AS same
        FROM lk_r WHERE bsn IS NOT NULL GROUP BY bsn HAVING count(*) > 1;
        CREATE OR REPLACE TABLE lk_doubt AS
        SELECT r.id, r.bsn, r.sa, r.sb, r.sp, r.g, r.gp, r.gi, r.bd, r.sex, f.text AS ft, v.text AS gt
        FROM lk_r r JOIN lk_b b ON b.bsn = r.bsn AND NOT b.same AND b.n <= {CROWD}
        LEFT JOIN lk_family_text f ON f.key = r.sa LEFT JOIN lk_given_text v ON v.key = r.g;
        CREATE OR REPLACE TABLE lk_agree AS
        SELECT l.id AS l, r.id AS r, l.bsn AS bsn,
            coalesce({_NEAR_DATE}, true) AS d, coalesce({_NEAR_GIVEN}, true) AS g, coalesce({_NEAR_FAMILY}, true) AS s,
            coalesce(l.sex = r.sex, true) AS x
        FROM lk_doubt l JOIN lk_doubt r ON l.bsn = r.bsn AND l.id <> r.id;
        CREATE OR REPLACE TABLE lk_seed AS
        SELECT bsn, arg_min(l, (-n, l)) AS seed, max(n) AS n
        FROM (SELECT bsn, l, count(*) FILTER ((d AND (g OR (s AND x))) OR (g AND s AND x)) AS n FROM lk_agree GROUP BY ALL) GROUP BY bsn;
        CREATE OR REPLACE TABLE lk_wrong AS
        SELECT id, bsn FROM lk_doubt d WHERE id NOT IN (
            SELECT seed FROM lk_seed WHERE n > 0
            UNION ALL
            SELECT a.r FROM lk_agree a JOIN lk_seed s ON s.seed = a.l AND s.n > 0
            WHERE (a.d AND (a.g OR (a.s AND a.x))) OR (a.g AND a.s AND a.x))
        UNION ALL
        SELECT r.id, r.bsn FROM lk_r r JOIN lk_b b ON b.bsn = r.bsn AND NOT b.same AND b.n > {CROWD};
        """
    )


_WHOLE = "g IS NOT NULL AND sa IS NOT NULL AND bd % 100 > 0 AND hn IS NOT NULL AND (pc IS NOT NULL OR st IS NOT NULL)"
_EQUAL = f"CASE WHEN {_WHOLE} THEN hash(g, sa, bd, pc, CASE WHEN pc IS NULL THEN st END, hn) END"


def _find_rivals(connection: DuckDBPyConnection) -> None:
    """Find the rows at one address with one birth date and first initial, but different BSNs."""
    known = (
        "bsn IS NOT NULL AND gi IS NOT NULL AND bd % 100 > 0 AND hn IS NOT NULL AND (pc IS NOT NULL OR st IS NOT NULL)"
    )
    here = "hash(gi, bd, pc, CASE WHEN pc IS NULL THEN st END, hn)"
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_shared AS
        SELECT k FROM (SELECT {here} AS k, bsn FROM lk_r WHERE {known}) GROUP BY k HAVING min(bsn) <> max(bsn);
        CREATE OR REPLACE TABLE lk_rival AS
        SELECT id, bsn, fno, k, g, sex FROM (SELECT *, {here} AS k FROM lk_r WHERE {known}) SEMI JOIN lk_shared USING (k);
        DROP TABLE lk_shared;
        """
    )


def _judge_rivals(connection: DuckDBPyConnection) -> None:
    """Of rivals with no two different first names one number is wrong: of those that one file alone has, the ones that are
    not the number that most files and rows have. Two rows of one file stay two. Twins whose initials alone are known, and
    are the same, are what this gets wrong.
    """
    connection.execute(
        """
        DELETE FROM lk_rival WHERE id IN (SELECT id FROM lk_wrong) OR k IN (SELECT k FROM lk_rival GROUP BY k
            HAVING min(g) IS DISTINCT FROM max(g) OR min(sex) IS DISTINCT FROM max(sex));
        CREATE OR REPLACE TABLE lk_holders AS
        SELECT bsn, count(DISTINCT fno) AS files, count(*) AS n FROM lk_r
        WHERE bsn IN (SELECT bsn FROM lk_rival) AND id NOT IN (SELECT id FROM lk_wrong) GROUP BY bsn;
        INSERT INTO lk_wrong
        SELECT r.id, r.bsn FROM lk_rival r JOIN lk_holders h USING (bsn) JOIN (
            SELECT k, bsn, mask FROM (SELECT k, bsn, bit_or(1::UBIGINT << fno) AS mask FROM lk_rival GROUP BY k, bsn) JOIN lk_holders USING (bsn)
            QUALIFY row_number() OVER (PARTITION BY k ORDER BY files DESC, n DESC, bsn) = 1) best ON best.k = r.k
        WHERE r.bsn <> best.bsn AND h.files = 1 AND best.mask & (1::UBIGINT << r.fno) = 0;
        DROP TABLE lk_rival; DROP TABLE lk_holders;
        """
    )


def join_equal(connection: DuckDBPyConnection, *, merge: bool) -> None:
    """Make `lk_n` from `lk_r`, which goes. `merge` False: only judge the BSNs, every row stays by itself."""
    side_by_side(connection, _doubtful, _find_rivals)
    _judge_rivals(connection)
    trusted = "CASE WHEN w.id IS NULL THEN r.bsn END"
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_first AS
        SELECT bsn, min(id) AS lab FROM lk_r WHERE bsn IN (SELECT bsn FROM lk_wrong) AND id NOT IN (SELECT id FROM lk_wrong) GROUP BY bsn;
        CREATE OR REPLACE TABLE lk_label AS
        SELECT b.bsn, coalesce(f.lab, b.lab) AS lab FROM lk_b b LEFT JOIN lk_first f ON f.bsn = b.bsn;
        CREATE OR REPLACE TABLE lk_k AS
        SELECT k, min(id) AS first, min(id) FILTER (trusted IS NOT NULL) AS holder, min(trusted) AS low, max(trusted) AS high
        FROM (SELECT {_EQUAL} AS k, r.id, {trusted} AS trusted FROM lk_r r LEFT JOIN lk_wrong w ON w.id = r.id WHERE {_WHOLE} AND {merge})
        GROUP BY k HAVING count(*) > 1;
        CREATE OR REPLACE TABLE lk_n AS
        SELECT n.* EXCLUDE (trusted, k, first, holder, low, high),
            CASE WHEN NOT {merge} THEN id WHEN trusted IS NOT NULL THEN coalesce(b.lab, id) WHEN tb IS NOT NULL THEN coalesce(b.lab, holder)
                WHEN k IS NOT NULL AND low IS NULL THEN first ELSE id END AS lab,
            k IS NULL OR id = first OR coalesce(low <> high, false) AS rep, trusted IS NOT NULL AND b.bsn IS NULL AS once,
            k IS NULL AND b.bsn IS NULL AS alone
        FROM (SELECT r.*, k.*, {trusted} AS trusted, coalesce({trusted}, CASE WHEN low = high THEN low END) AS tb
            FROM lk_r r LEFT JOIN lk_wrong w ON w.id = r.id LEFT JOIN lk_k k ON k.k = {_EQUAL}) n
        LEFT JOIN lk_label b ON b.bsn = tb;
        DROP TABLE lk_first; DROP TABLE lk_label; DROP TABLE lk_k; DROP TABLE lk_r;
        """
    )


def count_joined(connection: DuckDBPyConnection) -> None:
    """Make `lk_joined`, one line: rows, how many pairs the cheap pass has decided (of them between files), and merges.

    `merges`: rows less persons; `by_bsn`: the same of rows with the BSN itself. Counted in one of so many persons.
    """
    share = max(int(number(connection, "SELECT count(*) FROM lk_n")) // COUNTED, 1)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_joined AS
        SELECT (SELECT count(*) FROM lk_n)::DOUBLE AS rows, {share} * coalesce(sum(n * (n - 1) / 2), 0)::DOUBLE AS decided,
            {share} * coalesce(sum(n * n - s) / 2, 0)::DOUBLE AS between, {share} * coalesce(sum(n - 1), 0)::DOUBLE AS merges,
            {share} * coalesce(sum(b - 1) FILTER (b > 0), 0)::DOUBLE AS by_bsn
        FROM (SELECT lab, sum(n) AS n, sum(n * n) AS s, sum(b) AS b FROM (
            SELECT lab, fno, count(*) AS n, count(*) FILTER (bsn = tb) AS b FROM lk_n
            WHERE hash(lab) % {share} = 0 GROUP BY lab, fno) GROUP BY lab)
        """
    )

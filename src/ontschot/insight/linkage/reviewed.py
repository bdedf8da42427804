# ruff: noqa: E501  SQL reads better unbroken
"""Pairs of rows that somebody has judged: facts for the grouping, whatever their weight.

A judgement names two rows by file and number, with a mark of what stood in them (`mark`): files are delivered anew, and a
judgement of row 12 is not one of whoever is in row 12 now. Rows whose mark is another one are left out and counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontschot.insight.linkage.asking import one
from ontschot.insight.linkage.contract import ContradictionError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MARKED = ("given_names", "initials", "surname", "birth_date", "pseudonym")  # an address may change
LISTED = 20  # lines at most that are named in a message

Pairs = list[tuple[int, int]]


def mark(row: str) -> str:
    """SQL: eight characters for what identifies in a row of `link_rows`."""
    return f"left(md5(concat_ws('|', {', '.join(f'''coalesce({row}.{role}, '')''' for role in MARKED)})), 8)"


def gather(connection: DuckDBPyConnection, table: str) -> dict[str, Any]:
    """Make `lk_judged` (line, l, r, same; empty without a table); how many were judged, used and gone, with lines that are gone.

    `table` has line, file_l, row_l, mark_l, file_r, row_r, mark_r and same (true or false).
    Raises `LinkageError` when one pair was judged both ways.
    """
    connection.execute("CREATE OR REPLACE TABLE lk_judged (line INTEGER, l INTEGER, r INTEGER, same BOOLEAN)")
    if not table:
        return {}
    connection.execute(
        f"""INSERT INTO lk_judged
        SELECT j.line, least(l.id, r.id), greatest(l.id, r.id), j.same FROM "{table}" j
        JOIN lk_files a ON a.file = j.file_l JOIN lk_files b ON b.file = j.file_r
        JOIN link_rows l ON l.id = a.start + j.row_l AND l.fno = a.fno
        JOIN link_rows r ON r.id = b.start + j.row_r AND r.fno = b.fno
        WHERE {mark("l")} = j.mark_l AND {mark("r")} = j.mark_r AND l.id <> r.id"""
    )
    both = connection.execute(
        """SELECT list_sort(list(line)) FROM lk_judged GROUP BY l, r HAVING count(DISTINCT same) > 1 ORDER BY min(line)"""
    ).fetchall()
    if both:
        _contradict([line for (lines,) in both for line in lines])
    judged, used = one(connection, f'SELECT (SELECT count(*) FROM "{table}"), count(*) FROM lk_judged')
    gone = connection.execute(
        f'SELECT line FROM "{table}" ANTI JOIN lk_judged USING (line) ORDER BY line LIMIT {LISTED}'
    ).fetchall()
    return {"judged": judged, "used": used, "gone": judged - used, "gone_lines": [line for (line,) in gone]}


def _contradict(lines: list[int]) -> None:
    named = ", ".join(map(str, lines[:LISTED]))
    raise ContradictionError(
        f"The judged pairs contradict each other: look at lines {named} of the review sheet.", lines
    )


def separate(connection: DuckDBPyConnection) -> None:
    """Take rows out of `lk_n`'s groups that the exact pass made, where they were judged to be somebody else."""
    connection.execute(
        """UPDATE lk_n SET lab = id, tb = NULL, rep = true, once = false WHERE id IN (
        SELECT j.r FROM lk_judged j JOIN lk_n a ON a.id = j.l JOIN lk_n b ON b.id = j.r WHERE NOT j.same AND a.lab = b.lab)"""
    )


def facts(connection: DuckDBPyConnection) -> tuple[Pairs, Pairs]:
    """Labels that are the same person, and labels that are not. Raises `LinkageError` when these contradict each other."""
    found = connection.execute(
        """SELECT j.line, j.same, a.lab, b.lab FROM lk_judged j JOIN lk_n a ON a.id = j.l JOIN lk_n b ON b.id = j.r ORDER BY j.line"""
    ).fetchall()
    same = [(left, right) for _, is_same, left, right in found if is_same and left != right]
    parent: dict[int, int] = {}

    def root(label: int) -> int:
        while (above := parent.get(label, label)) != label:
            label = above
        return label

    for left, right in same:
        one_root, other = sorted((root(left), root(right)))
        if one_root != other:
            parent[other] = one_root
    wrong = [line for line, is_same, left, right in found if not is_same and root(left) == root(right)]
    if wrong:
        _contradict(wrong)
    return same, [(left, right) for _, is_same, left, right in found if not is_same]


def outcome(connection: DuckDBPyConnection, shift: float) -> dict[str, int]:
    """How many were judged the same and not, of the pairs above the threshold and below. `shift`: what is added to the weights."""
    names = ("same", "different", "above", "above_same", "below", "below_same")
    counts = one(
        connection,
        f"""SELECT count(*) FILTER (same), count(*) FILTER (NOT same),
        count(*) FILTER (w > 0), count(*) FILTER (w > 0 AND same), count(*) FILTER (w <= 0), count(*) FILTER (w <= 0 AND same)
        FROM (SELECT DISTINCT j.l, j.r, same, s.w + {shift} AS w FROM lk_judged j LEFT JOIN lk_scored s ON s.l = j.l AND s.r = j.r)""",
    )
    return dict(zip(names, counts, strict=True))

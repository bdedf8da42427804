"""Which pairs of rows are worth a comparison: those that agree on one of a few narrow keys.

Only pairs in which at least one side has no trusted BSN are made: two trusted BSNs have decided already. Narrow rules are
always used; wide ones as long as they give few pairs, which is when the files are small.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

from ontschot.insight.linkage.asking import number, one

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LEAST = 400_000  # pairs that may always be compared
PER_ROW = 0.6  # and above that so many per row
SMALL = 400_000  # rows above which the narrow rules have to do

# name, key, columns that must be there. The first group is narrow at any size.
NARROW: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("surname and birth date", "hash(sp, bd)", ("sp", "bd")),
    ("partner's surname and birth date", "", ("sb", "bd")),
    ("first name and birth date", "hash(g, bd)", ("g", "bd")),
    ("address and initial", "hash(pc, hn, gi)", ("pc", "hn", "gi")),
    ("postcode and birth date", "hash(pc, bd)", ("pc", "bd")),
    ("names and birth year", "hash(sp, gp, bd // 10000)", ("sp", "gp", "bd")),
    ("names and birthday", "hash(sp, gp, bd % 10000)", ("sp", "gp", "bd")),
    ("other number", "hash(idn)", ("idn",)),
    ("street, number and initial", "hash(st, hn, gi)", ("st", "hn", "gi")),
)
# Narrow too, where most rows have no BSN; else it costs more time than it finds.
OPEN = ("birth date and several initials", "CASE WHEN length(ini) > 1 THEN hash(bd, ini) END", ("bd", "ini"))
# Affordable only when the files are small or the values are many; tried in this order until the budget is spent.
WIDE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("birth date and initial", "hash(bd, gi)", ("bd", "gi")),
    ("surname, initial and birth year", "hash(sp, gi, bd // 10000)", ("sp", "gi", "bd")),
    ("surname, initial and birthday", "hash(sp, gi, bd % 10000)", ("sp", "gi", "bd")),
    ("birth date", "hash(bd)", ("bd",)),
    ("first and family name", "hash(sa, g)", ("sa", "g")),
    ("address", "hash(pc, hn)", ("pc", "hn")),
    ("street and number", "hash(st, hn)", ("st", "hn")),
    ("sounds of names", "hash(sp, gp)", ("sp", "gp")),
    ("swapped names", "", ("sa", "g")),
    ("postcode and surname", "hash(pc, sp)", ("pc", "sp")),
    ("postcode and first name", "hash(pc, gp)", ("pc", "gp")),
    ("street and surname", "hash(st, sp)", ("st", "sp")),
    ("street and first name", "hash(st, gp)", ("st", "gp")),
    ("second address line and number", "hash(al, hn)", ("al", "hn")),
    ("second address line and surname", "hash(al, sp)", ("al", "sp")),
    ("second address line and first name", "hash(al, gp)", ("al", "gp")),
    ("place and surname", "hash(pl, sp)", ("pl", "sp")),
    ("place and first name", "hash(pl, gp)", ("pl", "gp")),
    ("place and street", "hash(pl, st)", ("pl", "st")),
    ("place and number", "hash(pl, hn)", ("pl", "hn")),
    ("postcode and birth year", "hash(pc, bd // 10000)", ("pc", "bd")),
    ("postcode and birthday", "hash(pc, bd % 10000)", ("pc", "bd")),
    ("surname and birthday", "hash(sp, bd % 10000)", ("sp", "bd")),
    ("surname and birth year", "hash(sp, bd // 10000)", ("sp", "bd")),
    ("first name and birthday", "hash(gp, bd % 10000)", ("gp", "bd")),
    ("first name and birth year", "hash(gp, bd // 10000)", ("gp", "bd")),
    ("second address line", "hash(al)", ("al",)),
    ("street", "hash(st)", ("st",)),
    ("postcode", "hash(pc)", ("pc",)),
    ("surname and initial", "hash(sp, gi)", ("sp", "gi")),
)
# In many rows most pairs of this rule are of streets with one name: there they need a little more to be looked at.
# (Not so namesakes of one year: that they are two is what keeps a row without day and month from joining them.)
MORE: dict[str, str] = {
    "street, number and initial": """o.pc = a.pc OR o.pc IS NULL OR a.pc IS NULL OR o.sp = a.sp OR o.sa = a.sb OR o.sb = a.sa
        OR o.g = a.g OR o.gp = a.gp OR o.bd // 100 = a.bd // 100 OR o.bd % 10000 = a.bd % 10000
        OR (o.bd // 10000 = a.bd // 10000 AND o.bd % 100 = a.bd % 100)""",
}
# A wrong BSN shows when one of these agrees with rows that have another BSN. Where many are registered on one day, the first
# of January, namesakes of that day are two.
DOUBTED = (
    ("CASE WHEN bd % 10000 <> getvariable('lk_first') THEN hash(g, sa, bd) END", ("g", "sa", "bd")),
    ("hash(g, bd, pc, hn)", ("g", "bd", "pc", "hn")),
    ("hash(g, sa, pc, hn)", ("g", "sa", "pc", "hn")),
)


def _insert(
    connection: DuckDBPyConnection,
    left: str,
    right: str,
    lefts: tuple[str, ...],
    rights: tuple[str, ...],
    more: str = "true",
) -> None:
    there_l = " AND ".join(f"{c} IS NOT NULL" for c in lefts)
    there_r = " AND ".join(f"{c} IS NOT NULL" for c in rights)
    connection.execute(
        f"""
        INSERT INTO lk_raw_pairs
        SELECT least(o.id, a.id), greatest(o.id, a.id)
        FROM (SELECT *, {left} AS key FROM lk_n WHERE rep AND tb IS NULL AND {there_l}) o
        JOIN (SELECT *, {right} AS key FROM lk_n WHERE rep AND {there_r}) a
        ON o.key = a.key AND o.lab <> a.lab AND (a.tb IS NOT NULL OR {"o.id < a.id" if left == right else "o.id <> a.id"})
        WHERE (o.fno <> a.fno OR getvariable('lk_within')) AND ({more})
        """
    )


def _doubt(connection: DuckDBPyConnection, key: str, columns: tuple[str, ...]) -> None:
    """A BSN that stands on one row only, against one that several rows have, while the full first name and more agree."""
    there = " AND ".join(f"{c} IS NOT NULL" for c in columns)
    connection.execute(
        f"""
        INSERT INTO lk_raw_pairs
        SELECT least(o.id, a.id), greatest(o.id, a.id)
        FROM (SELECT {key} AS key, id FROM lk_n WHERE once AND {there}) o
        JOIN (SELECT {key} AS key, id FROM lk_n WHERE tb IS NOT NULL AND bsn IS NOT NULL AND NOT once AND {there}) a ON o.key = a.key
        """
    )


def _count(connection: DuckDBPyConnection, key: str, columns: tuple[str, ...]) -> int:
    """Pairs that a rule makes at most: of two rows without a trusted BSN, and of one with and one without."""
    there = " AND ".join(f"{c} IS NOT NULL" for c in columns)
    return int(
        number(
            connection,
            f"""SELECT coalesce(sum(o * (a - o) + o * (o - 1) / 2), 0)
            FROM (SELECT count(*) FILTER (tb IS NULL) AS o, count(*) AS a FROM lk_n WHERE rep AND {there} GROUP BY {key})""",
        )
    )


def make_pairs(connection: DuckDBPyConnection, present: set[str], first: int, *, within_files: bool) -> list[str]:
    """Make `lk_pairs` (l, r: row numbers, l < r, each pair once); gives back the names of the rules used.

    `first`: month and day (101) on which many are registered of whom only the year is known.
    """
    connection.execute("CREATE OR REPLACE TABLE lk_raw_pairs (l INTEGER, r INTEGER)")
    connection.execute(f"SET VARIABLE lk_within = {within_files}; SET VARIABLE lk_first = {first}")
    total, open_rows = one(connection, "SELECT count(*), count(*) FILTER (tb IS NULL) FROM lk_n WHERE rep")
    used: list[str] = []
    for name, key, columns in (*NARROW, *([OPEN] if 2 * open_rows > total else [])):
        if not set(columns) <= present:
            continue
        used.append(name)
        if key:
            _insert(connection, key, key, columns, columns, MORE.get(name, "true") if total > SMALL else "true")
        else:  # either name of one against either name of the other
            _insert(connection, "hash(sb, bd)", "hash(sa, bd)", ("sb", "bd"), ("sa", "bd"))
            _insert(connection, "hash(sa, bd)", "hash(sb, bd)", ("sa", "bd"), ("sb", "bd"))
            _insert(connection, "hash(sb, bd)", "hash(sb, bd)", ("sb", "bd"), ("sb", "bd"))
    budget = max(LEAST, int(PER_ROW * open_rows))
    if total <= SMALL:
        for name, key, columns in WIDE:
            if not set(columns) <= present:
                continue
            if not key:
                _insert(connection, "hash(sa, g)", "hash(g, sa)", columns, columns)
                used.append(name)
            elif (count := _count(connection, key, columns)) <= budget:
                _insert(connection, key, key, columns, columns)
                budget -= count
                used.append(name)
    if {"g", "bsn"} <= present:
        for key, columns in DOUBTED:
            if set(columns) <= present:
                _doubt(connection, key, columns)
    connection.execute("CREATE OR REPLACE TABLE lk_pairs AS SELECT l, r FROM lk_raw_pairs GROUP BY l, r")
    connection.execute("DROP TABLE lk_raw_pairs")
    return used

# ruff: noqa: E501  SQL reads better unbroken
"""m as the files at hand show it, by expectation-maximisation over patterns of agreement.

Two kinds of pairs teach: rows that the exact pass has joined (mostly by BSN, so that their names, dates and addresses are a fair
sample of the errors), and a sample of the candidates, each for as much as it probably is a match. The shipped m count as
`STRENGTH` pairs, so that few data change little. Chance agreement (u) stays as counted: households and twins are in there.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ontschot.insight.linkage.asking import number, one
from ontschot.insight.linkage.levels import Comparison, Level

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PAIRS = 60_000
ENOUGH = 3000
STRENGTH = 100.0
ROUNDS = 12
FIXED = {"twin", "twin_together", "namesake", "january", "address.unknown"}

Patterns = list[tuple[tuple[int, ...], float]]  # level per comparison (-1: unknown) and how many pairs


def several_files(connection: DuckDBPyConnection) -> bool:
    """Whether there is more than one file."""
    return number(connection, "SELECT count(*) FROM lk_files") > 1


def choose_known(connection: DuckDBPyConnection) -> bool:
    """Table `lk_known_pairs` (l, r): neighbours among the rows of one label, at most about `PAIRS` / 2.

    Between files, when there are several: the rows of one file on one person are copies and would teach that there are
    no errors. True when all of them were joined by their BSN alone and they are many: then they show all errors as they are.
    """
    by_bsn, merges = one(connection, "SELECT by_bsn, merges FROM lk_joined")
    enough = by_bsn >= ENOUGH
    step = max(int(by_bsn if enough else merges) * 2 // PAIRS, 1)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_known_pairs AS
        SELECT l, r FROM (SELECT id AS r, lag(id) OVER label AS l, fno, lag(fno) OVER label AS other FROM lk_n
            WHERE hash({"tb" if enough else "lab"}) % {step} = 0 {"AND bsn = tb" if enough else ""}
            WINDOW label AS (PARTITION BY lab ORDER BY fno, hash(sa, g, bd, pc, hn), id))
        WHERE l IS NOT NULL AND {"fno <> other" if several_files(connection) else "true"}
        """
    )
    return enough


def patterns(
    connection: DuckDBPyConnection,
    chosen: list[Comparison],
    columns: list[str],
    rows: str,
    pairs: str,
    where: str = "true",
) -> Patterns:
    """How many pairs have which levels. `rows`: table of compared rows; `pairs`: table or query with l and r."""
    cases = [
        f"{comparison.case('-1', [str(at) for at in range(len(comparison.levels))])} AS {comparison.name}"
        for comparison in chosen
    ]
    sides = [", ".join(f"{side}.{c} AS {c}_{side}" for c in columns) for side in "lr"]
    names = ", ".join(comparison.name for comparison in chosen)
    found = connection.execute(
        f"""SELECT {names}, count(*) FROM (SELECT {", ".join(cases)} FROM (
            SELECT {sides[0]}, {sides[1]} FROM {pairs} p JOIN {rows} l ON l.id = p.l JOIN {rows} r ON r.id = p.r WHERE {where}))
        GROUP BY {names} ORDER BY {names}"""
    ).fetchall()
    return [(tuple(levels), float(count)) for *levels, count in found]


def adapt(
    chosen: list[Comparison],
    m: dict[str, float],
    u: dict[str, float],
    *,
    known: Patterns,
    merged: float,
    candidates: Patterns,
    step: int,
    pairs: float,
) -> dict[str, float]:
    """m after learning. `merged`: pairs that `known` is a sample of; `step`: candidates are one in so many."""
    taught = sum(count for _, count in known)
    scale = merged / taught if taught else 0.0
    matches = merged + 1.0
    start = dict(m)
    for _ in range(ROUNDS):
        share = min(matches / max(pairs, 1.0), 0.5)
        prior = math.log2(share / (1 - share))
        counts: dict[str, float] = {}
        for levels, count in known:
            _add(counts, chosen, levels, count * scale)
        matches = merged
        for levels, count in candidates:
            weight = prior + sum(_weight(c.levels[n], m, u) for c, n in zip(chosen, levels, strict=True) if n >= 0)
            likely = count * step / (1 + 2.0 ** -max(-60.0, min(60.0, weight)))
            matches += likely
            _add(counts, chosen, levels, likely)
        matches = max(matches, 1.0)
        m = _maximised(start, counts)
    return m


def _weight(level: Level, m: dict[str, float], u: dict[str, float]) -> float:
    return math.log2(max(math.prod(m[name] for name in level.m), 1e-9) / u[level.u[0]])


def _add(counts: dict[str, float], chosen: list[Comparison], levels: tuple[int, ...], amount: float) -> None:
    for comparison, at in zip(chosen, levels, strict=True):
        if at >= 0:
            for name in comparison.levels[at].m:
                counts[name] = counts.get(name, 0.0) + amount


def _maximised(start: dict[str, float], counts: dict[str, float]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for name, count in counts.items():
        if name not in FIXED:
            group = name.split(".")[0]
            totals[group] = totals.get(group, 0.0) + count
    found = dict(start)
    for name, value in start.items():
        group = name.split(".")[0]
        if group in totals and name not in FIXED:
            found[name] = (counts.get(name, 0.0) + STRENGTH * value) / (totals[group] + STRENGTH)
    return found

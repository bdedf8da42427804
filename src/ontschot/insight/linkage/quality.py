# ruff: noqa: E501  SQL reads better unbroken
"""What is known about the links: match weights, estimated errors per threshold, unlinkable rows, BSNs, borderline pairs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ontschot.insight.linkage.keyed import HAS_BSN
from ontschot.insight.linkage.prior import probability
from ontschot.insight.linkage.reviewed import mark

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ontschot.insight.linkage.scoring import Parameters

THRESHOLDS = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999)
SHOWN = (
    "given_names",
    "initials",
    "surname",
    "partner_surname",
    "birth_date",
    "sex",
    "postcode",
    "house_number",
    "street",
    "place",
)


def weights(used: Parameters) -> list[dict[str, Any]]:
    """Per comparison and level: m, u and the match weight in bits (the base one, where names are weighed by frequency)."""
    found = []
    for comparison in used.comparisons:
        for level in comparison.levels:
            m, u = math.prod(used.m[name] for name in level.m), used.u[level.u[0]]
            found.append(
                {
                    "comparison": comparison.name,
                    "level": level.name,
                    "m": m,
                    "u": u,
                    "weight": round(math.log2(max(m, 1e-9) / max(u, 1e-9)), 2),
                    "by_frequency": level.frequency is not None,
                }
            )
    return found


def curve(histogram: list[tuple[float, int]], prior: float) -> list[dict[str, float]]:
    """Per threshold how many compared pairs are linked, and of those and the others how many wrongly, by the model's own estimate."""
    judged = [(probability(weight + prior), count) for weight, count in histogram]
    return [
        {
            "threshold": threshold,
            "linked": sum(count for p, count in judged if p >= threshold),
            "false": round(sum((1 - p) * count for p, count in judged if p >= threshold), 1),
            "missed": round(sum(p * count for p, count in judged if p < threshold), 1),
        }
        for threshold in THRESHOLDS
    ]


def best(curve: list[dict[str, float]]) -> dict[str, float]:
    """Two thresholds of the curve: for `links` the fewest errors; for `tables` as many false as missed, which cancel out."""
    if not curve:
        return {}
    middle = sorted(curve, key=lambda point: abs(point["threshold"] - 0.5))  # of equals the one nearest to a half
    links = min(middle, key=lambda point: point["false"] + point["missed"])
    tables = min(middle, key=lambda point: abs(point["false"] - point["missed"]))
    return {"links": links["threshold"], "tables": tables["threshold"]}


def unlinkable(connection: DuckDBPyConnection, used: Parameters, prior: float, present: set[str]) -> dict[str, float]:
    """Per file the share of rows that would not even be linked to a copy of themselves: too little is on them."""
    best = {
        "g": "given.same",
        "bd": "birth.same",
        "sex": "sex.same",
        "idn": "identifier.same",
        "al": "address_line.same",
    }
    parts = [
        f"CASE WHEN {column} IS NOT NULL THEN {_bits(used, name, name)} ELSE 0 END"
        for column, name in best.items()
        if column in present and name in used.u
    ]
    if "gi" in present and "initials.first" in used.u:
        parts.append(
            f"CASE WHEN g IS NULL AND gi IS NOT NULL THEN {_bits(used, 'initials.first', 'initials.first')} ELSE 0 END"
        )
    if "kin.same.same" in used.u:
        there = "hn IS NOT NULL AND coalesce(pc, st) IS NOT NULL"
        parts.append(
            f"""CASE WHEN {there} AND sa IS NOT NULL THEN {_bits(used, "family.same", "kin.same.same")}
            WHEN {there} THEN {_bits(used, "address.same", "kin.same.unknown")}
            WHEN sa IS NOT NULL THEN {_bits(used, "family.same", "kin.unknown.same")} ELSE 0 END"""
        )
    found = connection.execute(
        f"""SELECT file, avg((tb IS NULL AND {" + ".join(parts) or "0"} + {prior} < 0)::INT)
        FROM lk_n JOIN lk_files USING (fno) GROUP BY file ORDER BY file"""
    ).fetchall()
    return {file: round(share, 6) for file, share in found}


def _bits(used: Parameters, m: str, u: str) -> float:
    return math.log2(max(used.m[m], 1e-9) / max(used.u[u], 1e-9))


def numbers(connection: DuckDBPyConnection, roles: set[str]) -> dict[str, dict[str, int]]:
    """Per file the rows with a BSN that is valid, fails the eleven test, is absent, or stands on somebody else's row."""
    filled = "WHERE bsn <> ''" if "bsn" in roles else f"WHERE {HAS_BSN}" if "pseudonym" in roles else "WHERE false"
    found = connection.execute(
        f"""WITH judged AS (SELECT fno, count(*) AS n, count(bsn) AS valid FROM lk_n GROUP BY fno),
        filled AS (SELECT fno, count(*) AS n FROM link_rows {filled} GROUP BY fno),
        shared AS (SELECT fno, count(*) AS n FROM lk_n SEMI JOIN lk_wrong USING (id) GROUP BY fno)
        SELECT file, valid - coalesce(s.n, 0), coalesce(g.n, 0) - valid, j.n - coalesce(g.n, 0), coalesce(s.n, 0)
        FROM lk_files JOIN judged j USING (fno) LEFT JOIN filled g USING (fno) LEFT JOIN shared s USING (fno) ORDER BY file"""
    ).fetchall()
    return {file: dict(zip(("valid", "invalid", "absent", "shared"), counts, strict=True)) for file, *counts in found}


def make_review(connection: DuckDBPyConnection, roles: set[str], shift: float, base: float, most: int) -> str:
    """Table `link_review`: the pairs nearest to the threshold, with what stands in both rows. For the owner of the files only.

    `linked` says whether the two rows ended up as one person, which the other rows of both also have a say in.
    """
    shown = [role for role in SHOWN if role in roles]
    columns = "".join(f", l.{role} AS {role}_l, r.{role} AS {role}_r" for role in shown)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE link_review AS
        WITH near AS (SELECT l, r, w FROM lk_scored ORDER BY abs(w + {shift}), l, r LIMIT {most})
        SELECT '' AS judgement, a.file AS file_l, near.l - a.start AS row_l, {mark("l")} AS mark_l,
            b.file AS file_r, near.r - b.start AS row_r, {mark("r")} AS mark_r,
            1 / (1 + pow(2, -(near.w + {base}))) AS probability, p.person = q.person AS linked{columns}
        FROM near JOIN link_rows l ON l.id = near.l JOIN link_rows r ON r.id = near.r
        JOIN lk_files a ON a.fno = l.fno JOIN lk_files b ON b.fno = r.fno
        JOIN lk_person p ON p.id = near.l JOIN lk_person q ON q.id = near.r
        ORDER BY near.w DESC, near.l, near.r
        """
    )
    return "link_review"

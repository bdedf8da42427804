"""How many persons stand in the links as two, by what the links themselves show, and which links may be false.

A *part* is what was one person before probabilities: rows with one BSN, or equal in all that identifies. Where two parts have
too little in common to be linked, that is seen only when a third part holds them together: in persons of three parts. What is
not seen (one record that is off from all others) is about as much again: in registrations of which the truth is known `SEEN`
of such pairs show. The share so found is drawn to what the probabilities below the threshold add up to, the more so the
fewer persons of three parts there are. Pairs of parts in one file and in different ones are counted apart: they are missed in different
numbers, and only the latter are two schemes.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from typing import TYPE_CHECKING

from ontschot.insight.linkage import prior
from ontschot.insight.linkage.asking import number, one
from ontschot.insight.linkage.contract import Doubts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SEEN = 0.45  # of the pairs of parts that cannot be linked, those that a third part shows (docs/performance.md)
WEIGHT = 5.0  # what the probabilities say counts as so many pairs seen
FAR = -10.0  # log odds (bits) under which a pair adds nothing
LEAST = 0.5  # pairs below the threshold, at least


def doubts(connection: DuckDBPyConnection, threshold: float) -> Doubts:
    """What may be wrong with the links that `link` left in the connection, by the probabilistic method.

    Makes table `link_parts` (file, row, person, part, files, probability), the rows of persons joined by probability: `files` is a
    bit mask, `probability` that of the best link to the part (1 for the part that the person is called after).
    """
    base = prior.from_scores(connection, prior.histogram(connection))
    connection.execute(
        """
        CREATE OR REPLACE TABLE lk_part_rows AS
        SELECT id, fno, person, lab AS part, tb FROM lk_person WHERE person IN (SELECT person FROM lk_moved);
        CREATE OR REPLACE TABLE lk_parts AS
        SELECT person, part, bit_or(1::UBIGINT << fno) AS files, max(tb) AS tb, count(*) OVER (PARTITION BY person) AS parts
        FROM lk_part_rows GROUP BY person, part;
        CREATE OR REPLACE TABLE link_parts AS
        SELECT f.file, r.id - f.start AS "row", r.person, r.part, p.files,
            CASE WHEN s.w IS NULL OR r.part = r.person THEN 1.0 ELSE 1 / (1 + pow(2, -s.w)) END AS probability
        FROM lk_part_rows r JOIN lk_parts p USING (part) JOIN lk_files f ON f.fno = r.fno LEFT JOIN lk_sure s ON s.lab = r.part;
        """
    )
    joined = number(connection, "SELECT count(DISTINCT person) FROM lk_parts")
    crossing = _by_kind(
        connection,
        """SELECT (a.files & b.files) = 0 AS kind, count(*), 0 FROM lk_parts a JOIN lk_parts b USING (person)
        WHERE a.parts = 2 AND a.part < b.part GROUP BY kind""",
    )
    three, below = _by_kind(connection, _three(base - prior.weight(threshold))), _by_kind(connection, _below(base))
    pairs = sum(count for count, _ in crossing.values())
    missed = {}
    for kind, (count, _) in crossing.items():
        persons = joined * count / pairs
        said = SEEN * max(below.get(kind, (0, 0.0))[1], LEAST) / persons
        seen, weak = three.get(kind, (0, 0.0))
        missed[kind] = persons * (weak + WEIGHT) / (seen + WEIGHT / said) / SEEN
    connection.execute("DROP TABLE lk_part_rows; DROP TABLE lk_parts")
    return Doubts(int(joined), missed, *one(connection, "SELECT spread, elsewhere FROM lk_elsewhere"))


def _by_kind(connection: DuckDBPyConnection, query: str) -> dict[bool, tuple[int, float]]:
    return {bool(kind): (count, float(amount)) for kind, count, amount in connection.execute(query).fetchall()}


def _three(shift: float) -> str:
    """Of pairs of parts in persons of three, apart for different files: how many, and how many of them too weak to link."""
    return f"""
        WITH best AS (
            SELECT least(a.part, b.part) AS l, greatest(a.part, b.part) AS r, max(w) + {shift} AS w
            FROM lk_scored s JOIN lk_part_rows a ON a.id = s.l JOIN lk_part_rows b ON b.id = s.r
            WHERE a.person = b.person AND a.part <> b.part GROUP BY ALL)
        SELECT (a.files & b.files) = 0 AS kind, count(*), count(*) FILTER (best.w IS NULL OR best.w <= 0)
        FROM lk_parts a JOIN lk_parts b USING (person) LEFT JOIN best ON best.l = a.part AND best.r = b.part
        WHERE a.parts = 3 AND a.part < b.part AND (a.tb IS NULL OR b.tb IS NULL) GROUP BY kind"""


def _below(base: float) -> str:
    """Pairs of persons that may be one, apart for different files: what their probabilities add up to."""
    return f"""
        WITH near AS (
            SELECT least(a.person, b.person) AS l, greatest(a.person, b.person) AS r, max(w) + {base} AS w
            FROM (SELECT * FROM lk_scored WHERE w + {base} > {FAR}) s JOIN lk_person a ON a.id = s.l JOIN lk_person b ON b.id = s.r
            WHERE a.person <> b.person AND (a.tb IS NULL OR b.tb IS NULL OR a.tb = b.tb) GROUP BY ALL),
        whole AS (
            SELECT person, bit_or(1::UBIGINT << fno) AS files FROM lk_person
            WHERE person IN (SELECT unnest([l, r]) FROM near) GROUP BY person)
        SELECT (a.files & b.files) = 0 AS kind, count(*), sum(1 / (1 + pow(2, -w)))
        FROM near JOIN whole a ON a.person = near.l JOIN whole b ON b.person = near.r GROUP BY kind"""

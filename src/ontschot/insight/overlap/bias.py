"""How far the share of persons with more than one provision or scheme is off, by what the linkage says of its errors.

A person that stands in the links as two hides overlap: one user more, and mostly one less with more than one. What one such
person does is taken from those that were found in two parts: as if each of them had been missed. A false link does the reverse;
each part of a person is taken off again, as likely as its link is false.
"""

# ruff: noqa: E501  SQL reads better unbroken

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ontschot.insight.linkage import Doubts
from ontschot.insight.overlap.atoms import in_force
from ontschot.insight.overlap.memberships import bit_sql, rows_sql
from ontschot.insight.sources import Loaded, Study

ENOUGH = 100  # persons joined by probability below which what they show says nothing
SEVERAL = {"more": "bit_count({0}) > 1", "schemes": "scheme_count({0}) > 1"}


def bias(connection: Any, study: Study, loaded: Sequence[Loaded], doubts: Doubts, today: dt.date) -> dict[str, float]:
    """Percentage points that the share of users with `more` than one provision and with more than one of `schemes` is
    too high (above zero) or too low, of persons at the reference date. Empty when too few were joined by probability.

    Needs what `families` left for the reference date.
    """
    if doubts.joined < ENOUGH:
        return {}
    by_name = {table.label: table for table in loaded}
    links = f'(SELECT file, "row", person, part AS household FROM {doubts.table})'
    rows = " UNION ALL ".join(
        f"({rows_sql(study, file, by_name[file.source.file], links, today)})" for file in study.files
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE part_masks AS
        SELECT p.person, p.part, p.files, p.probability, coalesce(m.mask, 0) AS mask
        FROM (SELECT DISTINCT person, part, files, probability FROM {doubts.table}) AS p LEFT JOIN (
            SELECT household AS part, bit_or({bit_sql(study)}) AS mask FROM ({rows})
            WHERE place IS NOT NULL AND {in_force(study, study.date)} GROUP BY part) AS m USING (part)"""
    )
    found = {column: _points(connection, condition, doubts) for column, condition in SEVERAL.items()}
    connection.execute("DROP TABLE part_masks")
    return {column: points for column, points in found.items() if points is not None}


def _points(connection: Any, condition: str, doubts: Doubts) -> float | None:
    """Percentage points for those of whose provisions this condition holds; None when nobody uses anything."""
    users, several = connection.execute(
        f"SELECT count(*), count(*) FILTER ({condition.format('mask')}) FROM person_masks"
    ).fetchone()
    more = " - ".join(f"({condition.format(mask)})::INTEGER" for mask in ("one", "(one | rest)"))
    more += f" + ({condition.format('rest')})::INTEGER"
    effects = connection.execute(
        f"""SELECT parts = 2 AND crossing AS different, parts = 2 AND NOT crossing AS same, avg(users), avg(more),
            sum((1 - probability) * users), sum((1 - probability) * more)
        FROM (SELECT parts, crossing, probability, {more} AS more,
                (one <> 0)::INTEGER + (rest <> 0)::INTEGER - ((one | rest) <> 0)::INTEGER AS users
            FROM (SELECT a.part, count(*) + 1 AS parts, (a.files & bit_or(b.files)) = 0 AS crossing, a.probability,
                    a.mask AS one, bit_or(b.mask) AS rest
                FROM part_masks AS a JOIN part_masks AS b ON a.person = b.person AND a.part <> b.part
                GROUP BY a.part, a.files, a.probability, a.mask)) GROUP BY ALL"""
    ).fetchall()
    true_users, true_more = float(users), float(several)
    for different, same, one_users, one_more, false_users, false_more in effects:
        missed = doubts.missed.get(bool(different), 0.0) if different or same else 0.0
        true_users += false_users - missed * one_users
        true_more += false_more - missed * one_more
    if not users or true_users <= 0:
        return None
    return float(100 * (several / users - true_more / true_users))

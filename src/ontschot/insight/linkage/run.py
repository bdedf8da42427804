"""The linkage from tables to links."""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ontschot.insight.linkage import (
    candidates,
    clusters,
    encode,
    exact,
    homes,
    keyed,
    normalise,
    parameters,
    prior,
    quality,
    rows,
    scoring,
)
from ontschot.insight.linkage.asking import one
from ontschot.insight.linkage.contract import ENGINES, METHODS, Input, LinkageError, LinkResult, Quality, Settings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STEPS = 8


class _Clock:
    """Seconds per step, and progress to whoever asked for it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.seconds: dict[str, float] = {}
        self._since = time.monotonic()

    def done(self, step: str) -> None:
        now = time.monotonic()
        self.seconds[step] = round(now - self._since, 3)
        self._since = now
        self.settings.progress(len(self.seconds), STEPS, step)


def link(connection: DuckDBPyConnection, inputs: Sequence[Input], settings: Settings | None = None) -> LinkResult:
    """Link the rows of the inputs; leaves table `links` in the connection (replaces one that is there).

    Raises `LinkageError` when an input has no column to link on or the method is unknown.
    """
    settings = settings or Settings()
    _judge(inputs, settings)
    clock = _Clock(settings)
    normalise.define(connection)
    roles = rows.gather(connection, inputs)
    is_keyed = _encode(connection, roles, inputs, settings)
    clock.done("reading")
    present = _present(connection)
    if settings.method != "probabilistic":
        _named(connection, settings.method)
        return _finished(connection, settings, clock, 1.0, Quality())
    model = parameters.load(settings.model)
    threshold = settings.threshold if settings.threshold is not None else float(model["threshold"])
    used, base = _compare(connection, present, settings, model, clock, is_keyed=is_keyed)
    _persons(connection, base, threshold, within_files=settings.within_files)
    clock.done("persons")
    known = _quality(connection, used, base, present, roles, settings)
    shift = base - prior_weight(threshold)
    review = quality.make_review(connection, roles, shift, base, settings.review) if settings.review else None
    clock.done("quality")
    return replace(_finished(connection, settings, clock, threshold, known), review_table=review)


def _encode(connection: DuckDBPyConnection, roles: set[str], inputs: Sequence[Input], settings: Settings) -> bool:
    """Make `lk_r`; whether it was made from pseudonyms."""
    if "pseudonym" not in roles:
        encode.encode(connection, roles, demo_numbers=settings.demo_numbers)
        return False
    keyed.judge(connection, inputs)
    keyed.encode(connection)
    return True


def pseudonymise(connection: DuckDBPyConnection, item: Input, secret: bytes) -> str:
    """A table (row, pseudonym) for one input; gives its name. Raises `LinkageError` (a short secret, no columns)."""
    normalise.define(connection)
    roles = rows.gather(connection, [item])
    if "pseudonym" in roles:
        raise LinkageError(f"{item.label}: these are pseudonyms already.")
    encode.encode(connection, roles, demo_numbers=True)
    return keyed.pseudonymise(connection, secret)


def relink(connection: DuckDBPyConnection, settings: Settings, threshold: float) -> LinkResult:
    """Links at another threshold from the same comparisons: for how much a figure depends on it.

    The connection must hold what `link` left there, with the same settings and the probabilistic method.
    """
    clock = _Clock(settings)
    _persons(connection, prior.from_scores(connection), threshold, within_files=settings.within_files)
    return _finished(connection, settings, clock, threshold, Quality())


def _judge(inputs: Sequence[Input], settings: Settings) -> None:
    if settings.method not in METHODS:
        raise LinkageError(f"{settings.method} is no method; known: {', '.join(METHODS)}.")
    if settings.engine not in ENGINES:
        raise LinkageError(f"{settings.engine} is no engine; known: {', '.join(ENGINES)}.")
    if not inputs:
        raise LinkageError("There is nothing to link: give at least one file.")


def _finished(
    connection: DuckDBPyConnection, settings: Settings, clock: _Clock, threshold: float, known: Quality
) -> LinkResult:
    homes.make_households(connection)
    clock.done("households")
    _write(connection)
    clock.done("writing")
    total, persons, households = one(
        connection, "SELECT count(*), count(DISTINCT person), count(DISTINCT household) FROM links"
    )
    return LinkResult(total, persons, households, threshold, settings.method, replace(known, steps=clock.seconds))


def _present(connection: DuckDBPyConnection) -> set[str]:
    """Columns of `lk_r` that hold anything; `idn_all` when nearly all rows have another number."""
    names = [name for name, *_ in connection.execute("DESCRIBE lk_r").fetchall()]
    counts = one(connection, f"SELECT {', '.join(f'count({name})' for name in names)} FROM lk_r")
    found = {name: count for name, count in zip(names, counts, strict=True) if count}
    return {*found, *(["idn_all"] if found.get("idn", 0) > 0.9 * found["id"] else [])}


def _compare(
    connection: DuckDBPyConnection,
    present: set[str],
    settings: Settings,
    model: dict[str, Any],
    clock: _Clock,
    *,
    is_keyed: bool,
) -> tuple[scoring.Parameters, float]:
    """Make `lk_scored`; gives the parameters that were used and the prior (log odds in bits)."""
    exact.join_equal(connection, merge=settings.within_files)
    clock.done("equal rows")
    candidates.make_pairs(connection, present, within_files=settings.within_files)
    clock.done("candidates")
    used = scoring.score(connection, present, model, engine=settings.engine, is_keyed=is_keyed)
    clock.done("probabilities")
    return used, prior.from_scores(connection)


def _quality(
    connection: DuckDBPyConnection,
    used: scoring.Parameters,
    base: float,
    present: set[str],
    roles: set[str],
    settings: Settings,
) -> Quality:
    return Quality(
        weights=quality.weights(used),
        curve=quality.curve(connection, base),
        unlinkable=quality.unlinkable(connection, used, base, present),
        bsn=quality.numbers(connection, roles),
        model=parameters.nested(used.m, parameters.load(settings.model)),
    )


def _persons(connection: DuckDBPyConnection, base: float, threshold: float, *, within_files: bool) -> None:
    """Make `lk_person` (id, person, probability) from the scores."""
    shift = base - prior_weight(threshold)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_edges AS
        SELECT least(a.lab, b.lab) AS l, greatest(a.lab, b.lab) AS r, max(w) + {shift} AS w
        FROM lk_scored s JOIN lk_n a ON a.id = s.l JOIN lk_n b ON b.id = s.r
        WHERE a.lab <> b.lab GROUP BY ALL
        """
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE lk_live AS
        SELECT DISTINCT unnest([l, r]) AS lab FROM lk_edges WHERE w > 0"""
    )
    pairs = connection.execute(
        "SELECT l, r, w FROM lk_edges WHERE l IN (FROM lk_live) AND r IN (FROM lk_live) ORDER BY l, r"
    ).fetchall()
    labels = connection.execute(
        "SELECT lab, max(tb), bit_or(1::UBIGINT << fno), bool_and(once OR bsn IS NULL) FROM lk_n WHERE lab IN (FROM lk_live) GROUP BY lab"
    ).fetchall()
    bsn = {lab: number for lab, number, _, _ in labels if number is not None}
    files = None if within_files else {lab: mask for lab, _, mask, _ in labels}
    moved = clusters.group(pairs, bsn, files, {lab for lab, number, _, alone in labels if number is not None and alone})
    connection.execute("CREATE OR REPLACE TEMP TABLE lk_moved (lab INTEGER, person INTEGER)")
    if moved:
        import pyarrow as pa

        arrow = pa.table({"lab": pa.array(moved.keys(), pa.int32()), "person": pa.array(moved.values(), pa.int32())})
        connection.register("lk_moved_arrow", arrow)
        connection.execute("INSERT INTO lk_moved SELECT lab, person FROM lk_moved_arrow")
        connection.unregister("lk_moved_arrow")
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_sure AS
        SELECT lab, max(w) AS w FROM (
            SELECT unnest([e.l, e.r]) AS lab, e.w - {shift} + {base} AS w FROM lk_edges e
            LEFT JOIN lk_moved a ON a.lab = e.l LEFT JOIN lk_moved b ON b.lab = e.r
            WHERE e.w > 0 AND coalesce(a.person, e.l) = coalesce(b.person, e.r)) GROUP BY lab;
        CREATE OR REPLACE TEMP TABLE lk_person AS
        SELECT n.id, coalesce(m.person, n.lab) AS person,
            CASE WHEN s.w IS NULL THEN 1.0 ELSE 1 / (1 + pow(2, -s.w)) END AS probability
        FROM lk_n n LEFT JOIN lk_moved m ON m.lab = n.lab LEFT JOIN lk_sure s ON s.lab = n.lab;
        """
    )


def prior_weight(threshold: float) -> float:
    """The log odds (bits) of a probability."""
    import math

    bounded = min(max(threshold, 1e-9), 1 - 1e-9)
    return math.log2(bounded / (1 - bounded))


NAMED = {
    "bsn": "hash(bsn)",
    "name_address_birth": "hash(sa, coalesce(g, hash(ini)), bd, coalesce(pc, st), hn)",
    "postcode_number": "hash(pc, hn)",
}


def _named(connection: DuckDBPyConnection, method: str) -> None:
    """The methods of Groningen (bsn), Veenendaal (name, address, birth date) and Zaanstad (postcode and number)."""
    needs = {
        "bsn": "bsn IS NOT NULL",
        "name_address_birth": "sa IS NOT NULL AND bd IS NOT NULL AND coalesce(pc, st) IS NOT NULL",
        "postcode_number": "pc IS NOT NULL AND hn IS NOT NULL",
    }[method]
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lk_person AS
        WITH keyed AS (SELECT id, CASE WHEN {needs} THEN {NAMED[method]} ELSE hash(id, 'alone') END AS key FROM lk_r),
        first AS (SELECT key, min(id) AS person FROM keyed GROUP BY key)
        SELECT id, person, 1.0 AS probability FROM keyed JOIN first USING (key)
        """
    )


def _write(connection: DuckDBPyConnection) -> None:
    connection.execute(
        """
        CREATE OR REPLACE TABLE links AS
        SELECT f.file, r.id - f.start AS "row", p.person::BIGINT AS person,
            coalesce(h.household, p.person)::BIGINT AS household, p.probability::DOUBLE AS probability
        FROM lk_person p JOIN lk_r r ON r.id = p.id JOIN lk_files f ON f.fno = r.fno
        LEFT JOIN lk_home h ON h.person = p.person ORDER BY p.id
        """
    )

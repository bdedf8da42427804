"""The linkage from tables to links."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from ontschot.insight.linkage import (
    candidates,
    encode,
    exact,
    homes,
    keyed,
    levels,
    normalise,
    parameters,
    persons,
    postcodes,
    prior,
    quality,
    reviewed,
    rows,
    scoring,
)
from ontschot.insight.linkage.asking import one, side_by_side
from ontschot.insight.linkage.contract import ENGINES, METHODS, Input, LinkageError, LinkResult, Quality, Settings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STEPS = 7


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
    ordered = one(connection, "SELECT current_setting('preserve_insertion_order')")[0]
    connection.execute(
        "SET preserve_insertion_order = false"
    )  # rows have numbers; keeping order costs one of two cores
    try:
        return _linked(connection, inputs, settings)
    finally:
        connection.execute(f"SET preserve_insertion_order = {ordered}")


def _linked(connection: DuckDBPyConnection, inputs: Sequence[Input], settings: Settings) -> LinkResult:
    clock = _Clock(settings)
    normalise.define(connection)
    roles = rows.gather(connection, inputs)
    is_keyed = _encode(connection, roles, inputs, settings)
    clock.done("reading")
    present = _present(connection)
    if settings.method != "probabilistic":
        lacking = persons.by_name(connection, settings.method)
        homes.settle(connection)
        return _finished(connection, settings, clock, 1.0, Quality(unlinkable=lacking))
    model = parameters.load(settings.model)
    own = float(model["tables" if settings.tables else "threshold"])
    threshold = own if settings.threshold is None else settings.threshold
    judged = reviewed.gather(connection, settings.reviewed)
    prepared = _prepare(connection, present, settings, model, clock, is_keyed=is_keyed)
    used = scoring.score(connection, prepared, engine=settings.engine)
    clock.done("probabilities")
    histogram = prior.histogram(connection)
    base = prior.from_scores(connection, histogram)

    def settled_and_judged(cursor: DuckDBPyConnection) -> Quality:
        homes.settle(cursor)
        if not settings.quality:
            return Quality()
        return _quality(cursor, used, quality.curve(histogram, base), base, present, roles, settings)

    known: Quality = _persons(connection, settings, base, threshold, settled_and_judged)
    clock.done("persons")
    shift = base - prior.weight(threshold)
    if judged:
        known = replace(known, reviewed=judged | reviewed.outcome(connection, shift))
    review = quality.make_review(connection, roles, shift, base, settings.review) if settings.review else None
    return replace(_finished(connection, settings, clock, threshold, known), review_table=review)


def _encode(connection: DuckDBPyConnection, roles: set[str], inputs: Sequence[Input], settings: Settings) -> bool:
    """Make `lk_r`; whether it was made from pseudonyms."""
    if "pseudonym" not in roles:
        encode.encode(connection, roles, demo_numbers=settings.demo_numbers)
        postcodes.complete(connection)
        return False
    keyed.judge(connection, inputs)
    keyed.encode(connection)
    return True


def pseudonymise(connection: DuckDBPyConnection, item: Input, secret: bytes, today: dt.date) -> str:
    """A table (row, pseudonym) for one input; gives its name. `today` tells who grew up long ago.

    Raises `LinkageError` (a short secret, no columns).
    """
    normalise.define(connection)
    roles = rows.gather(connection, [item])
    if "pseudonym" in roles:
        raise LinkageError(f"{item.label}: these are pseudonyms already.")
    encode.encode(connection, roles, demo_numbers=True)
    return keyed.pseudonymise(connection, secret, _settled(today))


def _settled(today: dt.date) -> int:
    return (today.year - scoring.SETTLED) * 10_000 + today.month * 100 + today.day


def relink(connection: DuckDBPyConnection, settings: Settings, threshold: float) -> LinkResult:
    """Links at another threshold from the same comparisons: for how much a figure depends on it.

    The connection must hold what `link` left there, with the same settings and the probabilistic method.
    """
    clock = _Clock(settings)
    base = prior.from_scores(connection, prior.histogram(connection))
    _persons(connection, settings, base, threshold, homes.settle)
    return _finished(connection, settings, clock, threshold, Quality())


def _persons(
    connection: DuckDBPyConnection,
    settings: Settings,
    base: float,
    threshold: float,
    beside: Callable[[DuckDBPyConnection], Any],
) -> Any:
    """Group labels into persons, which keeps one core busy; gives what `beside` gives, done on the other meanwhile."""
    persons.make_edges(connection, base, threshold)
    _, found = side_by_side(
        connection,
        lambda same: persons.make_persons(same, base, threshold, within_files=settings.within_files),
        beside,
    )
    return found


def _judge(inputs: Sequence[Input], settings: Settings) -> None:
    if settings.method not in METHODS:
        raise LinkageError(f"{settings.method} is no method; known: {', '.join(METHODS)}.")
    if settings.engine not in ENGINES:
        raise LinkageError(f"{settings.engine} is no engine; known: {', '.join(ENGINES)}.")
    if settings.reviewed and settings.method != "probabilistic":
        raise LinkageError(
            "Judged pairs count with the method probabilistic only; leave 'reviewed' out of the settings."
        )
    if not inputs:
        raise LinkageError("There is nothing to link: give at least one file.")


def _finished(
    connection: DuckDBPyConnection, settings: Settings, clock: _Clock, threshold: float, known: Quality
) -> LinkResult:
    homes.make_households(connection)
    clock.done("households")
    counts = persons.make_links(connection)
    clock.done("writing")
    return LinkResult(*counts, threshold, settings.method, replace(known, steps=clock.seconds))


def _present(connection: DuckDBPyConnection) -> set[str]:
    """Columns of `lk_r` that hold anything; `idn_all` when nearly all rows have another number."""
    names = [name for name, *_ in connection.execute("DESCRIBE lk_r").fetchall()]
    counts = one(connection, f"SELECT {', '.join(f'count({name})' for name in names)} FROM lk_r")
    found = {name: count for name, count in zip(names, counts, strict=True) if count}
    return {*found, *(["idn_all"] if found.get("idn", 0) > 0.9 * found["id"] else [])}


def _prepare(
    connection: DuckDBPyConnection,
    present: set[str],
    settings: Settings,
    model: dict[str, Any],
    clock: _Clock,
    *,
    is_keyed: bool,
) -> scoring.Prepared:
    """The cheap pass, the pairs to compare, and what is known before they are."""
    exact.join_equal(connection, merge=settings.within_files)
    reviewed.separate(connection)
    clock.done("equal rows")
    first = parameters.first_day(connection) if is_keyed and "bd" in present else levels.JANUARY
    _, prepared = side_by_side(
        connection,
        lambda same: candidates.make_pairs(same, present, first, within_files=settings.within_files),
        lambda cursor: scoring.prepare(cursor, present, model, first, is_keyed=is_keyed),
    )
    clock.done("candidates")
    return cast("scoring.Prepared", prepared)


def _quality(
    connection: DuckDBPyConnection,
    used: scoring.Parameters,
    curve: list[dict[str, float]],
    base: float,
    present: set[str],
    roles: set[str],
    settings: Settings,
) -> Quality:
    return Quality(
        weights=quality.weights(used),
        curve=curve,
        best=quality.best(curve),
        unlinkable=quality.unlinkable(connection, used, base, present),
        bsn=quality.numbers(connection, roles),
        model=parameters.nested(used.m, parameters.load(settings.model)),
    )

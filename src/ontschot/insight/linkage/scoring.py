"""Probabilities: the candidate pairs against the model in the form of Splink, term frequencies included."""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontschot.insight.linkage import (
    call_names,
    encode,
    exact,
    keyed,
    learning,
    nearness,
    normalise,
    on_spark,
    parameters,
    weights,
)
from ontschot.insight.linkage.asking import number, one, side_by_side
from ontschot.insight.linkage.levels import Comparison, comparisons, written_number, written_street

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class Parameters:
    """What a run of the model used."""

    comparisons: tuple[Comparison, ...]
    m: dict[str, float]
    u: dict[str, float]


# Of a match weight. Sums in another order differ in the sixteenth digit, which would decide which of two equal pairs goes first.
DECIMALS = 9
GROUP = 122_880  # rows that DuckDB keeps, and reads, together
GROWN, SETTLED = 18, 28  # years: ten years after growing up twins hardly share an address any more
MARK = "hash(n.sa, n.g, n.bd, n.pc, n.hn)"  # by content, so that the order of rows does not choose the sample
KEYED = "keyed"  # among the columns that are present: these are pseudonyms
KEYS = ("fno", "sa", "sb", "sp", "g", "gp", "gi", "ini", "bd", "sex", "pc", "hn", "st", "al", "idn", "pl", "rg")
TEXTS = {"st": ("stt", "street"), "al": ("alt", "address_line"), "idn": ("idt", "identifier"), "pl": ("plt", "place")}


def _texts(present: set[str]) -> list[tuple[str, str]]:
    """(text column, role) of what is compared as text, besides the names."""
    wanted = {
        "st": written_street(present),
        "idn": written_number(present),
        "al": True,
        "pl": "pc" not in present or "al" in present,
    }
    return [names for key, names in TEXTS.items() if key in present and wanted[key]]


def _columns(present: set[str]) -> list[str]:
    texts = ("oi", "settled", *nearness.COLUMNS) if KEYED in present else ("ft", "gt", "bt", "go", "oi")
    return [*KEYS, *texts, *(text for text, _ in _texts(present))]


def _compared(connection: DuckDBPyConnection, table: str, chosen: str, present: set[str], extra: str = "") -> None:
    """Table of rows with their texts, for comparison."""
    texts = _texts(present)
    keys = ", ".join(f"NULL::UBIGINT AS {k}" if k in encode.SELDOM - present else f"n.{k}" for k in KEYS)
    select = "".join(f", {normalise.plain(role, f'w.{role}')} AS {text}" for text, role in texts)
    select += keyed.near_columns() if KEYED in present else ""
    called = "" if KEYED in present else ", c.go, c.oi"
    join = "JOIN link_rows w ON w.id = n.id" if select else ""
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE {table} AS
        SELECT n.id, {keys}, f.text AS ft, v.text AS gt, lpad(n.bd::VARCHAR, 8, '0') AS bt{called}{select}{extra}
        FROM lk_n n {join}
        LEFT JOIN lk_family_text f ON f.key = n.sa LEFT JOIN lk_given_text v ON v.key = n.g LEFT JOIN lk_called c ON c.key = n.g
        WHERE {chosen}
        """
    )


def _frequencies(connection: DuckDBPyConnection, present: set[str]) -> None:
    for key, source in (("sa", "lk_family_text"), ("g", "lk_given_text")):
        connection.execute(
            f"CREATE OR REPLACE TABLE lk_tf_{key} AS SELECT key AS {key}, n / (sum(n) OVER ()) AS tf_{key} FROM {source}"
        )
    for key in ("al", "idn", "pl", "bd"):
        if key in present:
            connection.execute(
                f"""CREATE OR REPLACE TABLE lk_tf_{key} AS SELECT {key}, count(*) / (sum(count(*)) OVER ()) AS tf_{key}
                FROM lk_n WHERE {key} IS NOT NULL GROUP BY {key}"""
            )


def _settings(chosen: list[Comparison], m: dict[str, float], u: dict[str, float], prior: float) -> dict[str, Any]:
    found = []
    for comparison in chosen:
        levels: list[dict[str, Any]] = [
            {"sql_condition": comparison.null, "label_for_charts": "unknown", "is_null_level": True}
        ]
        for level in comparison.levels:
            # The last level is Splink's own catch-all; its condition is what remains.
            values = {
                "sql_condition": level.condition if level is not comparison.levels[-1] else "ELSE",
                "label_for_charts": level.name,
                "m_probability": max(math.prod(m[name] for name in level.m), parameters.FLOOR),
                "u_probability": min(max(u[level.u[0]], parameters.FLOOR), 0.999999),
            }
            if level.frequency:
                values |= {"tf_adjustment_column": level.frequency, "disable_tf_exact_match_detection": True}
            levels.append(values)
        found.append({"output_column_name": comparison.name, "comparison_levels": levels})
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": prior,
        "comparisons": found,
        "blocking_rules_to_generate_predictions": [],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def _predict(connection: DuckDBPyConnection, settings: dict[str, Any], chosen: list[Comparison]) -> str:
    """Score `lk_blocked`; gives the name of the table with id_l, id_r and match_weight."""
    columns = [name for name, *_ in connection.execute("DESCRIBE lk_compared").fetchall() if name != "id"]
    sides = ", ".join(f"{side}.{name} AS {name}_{side}" for side in "lr" for name in columns)
    asked = weights.frequencies(settings)
    found = "".join(f", tf_{name}.tf_{name} AS tf_{name}_l" for name in asked)
    joins = " ".join(f"LEFT JOIN lk_tf_{name} tf_{name} ON tf_{name}.{name} = l.{name}" for name in asked)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_weighed AS
        SELECT id_l, id_r, {weights.expression(chosen, settings)} AS match_weight FROM (
            SELECT join_key_l AS id_l, join_key_r AS id_r, {sides}{found}
            FROM lk_blocked b JOIN lk_compared l ON l.id = b.join_key_l JOIN lk_compared r ON r.id = b.join_key_r {joins})
        """
    )
    return "lk_weighed"


@contextmanager
def _joined_as_written(connection: DuckDBPyConnection) -> Iterator[None]:
    """Which order of joins the estimates choose differs by run, and some take twice as long.

    One thread reads a group of rows. Where the compared rows are no more than that, the pairs are what is read, by all threads.
    """
    few = number(connection, "SELECT count(*) FROM lk_compared") <= GROUP
    given = "join_order,build_side_probe_side" if few else "join_order"
    connection.execute(f"SET disabled_optimizers = '{given}'")
    try:
        yield
    finally:
        connection.execute("RESET disabled_optimizers")


@dataclass(frozen=True)
class Prepared:
    """What is known before any pair is compared. `known`: patterns of pairs that are one person; `taught`: these suffice."""

    present: set[str]
    comparisons: list[Comparison]
    m: dict[str, float]
    u: dict[str, float]
    known: learning.Patterns
    taught: bool


def prepare(
    connection: DuckDBPyConnection, present: set[str], model: dict[str, Any], first: int, *, is_keyed: bool
) -> Prepared:
    """Count chance agreement, and look at the pairs that the cheap pass has joined. Needs no candidates.

    `first`: month and day (101) on which many are registered of whom only the year is known.
    """
    grown = _grown(connection, present, is_keyed)
    settled = 0 if is_keyed else grown - (SETTLED - GROWN) * 10_000
    chosen = comparisons(present, grown, settled, first)
    if not chosen:  # numbers alone: these have decided already
        exact.count_joined(connection)
        return Prepared(present, [], {}, {}, [], True)
    if is_keyed:
        present = {*present, KEYED}
        chosen = nearness.on_tokens(chosen)
    _frequencies(connection, present)
    call_names.prepare(connection)
    (u, weaker), (known, taught) = side_by_side(
        connection,
        lambda same: _chance(same, chosen, present, first),
        lambda cursor: _known(cursor, chosen, present),
    )
    return Prepared(present, chosen, parameters.flat(model) | weaker, u, known, taught)


def _chance(
    connection: DuckDBPyConnection, chosen: list[Comparison], present: set[str], first: int
) -> tuple[dict[str, float], dict[str, float]]:
    """u of every level, and what weakens m, from a sample of the rows."""
    rows = int(number(connection, "SELECT count(*) FROM lk_n"))
    step = max(rows // (2 * parameters.SAMPLE), 1)
    _compared(connection, "lk_sample", f"{MARK} % {step} = 0 AND n.rep", present, f", ({MARK} // {step}) % 2 AS side")
    found = parameters.chance(connection, chosen, present, _columns(present), first)
    connection.execute("DROP TABLE lk_sample")
    return found


def _known(
    connection: DuckDBPyConnection, chosen: list[Comparison], present: set[str]
) -> tuple[learning.Patterns, bool]:
    """Patterns of pairs that the cheap pass has joined, and whether these suffice to learn from."""
    exact.count_joined(connection)
    taught = learning.choose_known(connection)
    _compared(
        connection, "lk_known", "n.id IN (SELECT l FROM lk_known_pairs UNION SELECT r FROM lk_known_pairs)", present
    )
    known = learning.patterns(connection, chosen, _columns(present), "lk_known", "lk_known_pairs")
    connection.execute("DROP TABLE lk_known; DROP TABLE lk_known_pairs")
    return known, taught


def score(connection: DuckDBPyConnection, prepared: Prepared, *, engine: str = "duckdb") -> Parameters:
    """Make `lk_scored` (l, r, w: match weight without the prior) from `lk_pairs`; gives the parameters that were used."""
    if not prepared.comparisons:
        connection.execute("CREATE OR REPLACE TABLE lk_scored (l INTEGER, r INTEGER, w DOUBLE)")
        return Parameters((), {}, {})
    connection.execute(
        "CREATE OR REPLACE TABLE lk_blocked AS SELECT '0' AS match_key, l AS join_key_l, r AS join_key_r FROM lk_pairs"
    )
    chosen = "n.id IN (SELECT l FROM lk_pairs UNION SELECT r FROM lk_pairs)"
    _compared(connection, "lk_compared", chosen, prepared.present)
    with _joined_as_written(connection):
        m = _adapted(connection, prepared)
        settings = _settings(prepared.comparisons, m, prepared.u, 0.5)
        if engine == "spark":
            scored = on_spark.predict(connection, settings)
        else:
            scored = _predict(connection, settings, prepared.comparisons)
    connection.execute(
        f"""CREATE OR REPLACE TABLE lk_scored AS
        SELECT id_l AS l, id_r AS r, round(match_weight, {DECIMALS}) AS w FROM {scored}"""
    )
    connection.execute(f"DROP TABLE {scored}; DROP TABLE lk_compared; DROP TABLE lk_blocked")
    return Parameters(tuple(prepared.comparisons), m, prepared.u)


def _grown(connection: DuckDBPyConnection, present: set[str], is_keyed: bool) -> int:
    """Born before this day (as a number) is grown up. Years of pseudonyms are in a secret order: there everybody is."""
    if "bd" not in present or is_keyed:
        return 99_999_999
    return int(number(connection, "SELECT quantile_disc(bd, 0.999) FROM lk_n")) - GROWN * 10_000


def _adapted(connection: DuckDBPyConnection, prepared: Prepared) -> dict[str, float]:
    """m as these files show it: from pairs that are known to match and from a sample of the candidates."""
    step = max(int(number(connection, "SELECT count(*) FROM lk_pairs")) // learning.PAIRS, 1)
    between = "l.fno <> r.fno" if learning.several_files(connection) else "true"
    candidates: learning.Patterns = []
    if not prepared.taught:
        marks = [MARK.replace("n.", f"{side}.") for side in "lr"]
        sampled = f"xor({marks[0]}, {marks[1]}) % {step} = 0 AND {between}"
        columns = _columns(prepared.present)
        candidates = learning.patterns(connection, prepared.comparisons, columns, "lk_compared", "lk_pairs", sampled)
    rows, decided, crossing = one(connection, "SELECT rows, decided, between FROM lk_joined")
    return learning.adapt(
        prepared.comparisons, prepared.m, prepared.u, known=prepared.known,
        merged=decided if between == "true" else crossing, candidates=candidates, step=step, pairs=max(rows * rows / 2, 1.0),
    )  # fmt: skip

"""Pairs of which nothing else is known are decided in the database as the grouping of all pairs would decide them."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ontschot.insight.linkage import clusters, persons
from ontschot.insight.linkage.contract import LinkageError
from ontschot.insight.linkage.reviewed import facts

LABELS = 12


@dataclass(frozen=True)
class Label:
    """What is known of a label: its trusted BSN, whether that stands on one row only, and the file of its row."""

    bsn: int | None
    once: bool
    file: int


labels = st.lists(
    st.builds(Label, st.sampled_from([None, 7, 8]), st.booleans(), st.integers(0, 2)), min_size=LABELS, max_size=LABELS
)
pairs = st.dictionaries(
    st.tuples(st.integers(1, LABELS), st.integers(1, LABELS)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from([-20.0, -1.5, 3.0, 7.5, 8.5, 11.0, 20.0]),
    max_size=6,
)
judged = st.lists(st.tuples(st.integers(1, LABELS), st.integers(1, LABELS), st.booleans()), max_size=2)


def _table(connection: duckdb.DuckDBPyConnection, name: str, columns: str, rows: list[tuple[object, ...]]) -> None:
    connection.execute(f"CREATE OR REPLACE TABLE {name} ({columns})")
    if rows:
        marks = ", ".join(f"({', '.join('?' * len(row))})" for row in rows)
        connection.execute(f"INSERT INTO {name} VALUES {marks}", [value for row in rows for value in row])


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])
@given(labels, pairs, judged, st.booleans())
def test_a_lone_pair_is_one_person_where_the_grouping_says_so(
    connection: duckdb.DuckDBPyConnection,
    known: list[Label],
    edges: dict[tuple[int, int], float],
    judgements: list[tuple[int, int, bool]],
    within_files: bool,
) -> None:
    assume(all(left != right for left, right, _ in judgements))
    rows = [
        (at, at, label.bsn, label.file, label.once and label.bsn is not None, label.bsn, at)
        for at, label in enumerate(known, 1)
    ]
    _table(
        connection,
        "lk_live_rows",
        "id INTEGER, lab INTEGER, tb INTEGER, fno UTINYINT, once BOOLEAN, bsn INTEGER, mark UBIGINT",
        rows,
    )
    _table(
        connection, "lk_edges", "l INTEGER, r INTEGER, w DOUBLE", [(*pair, weight) for pair, weight in edges.items()]
    )
    _table(
        connection,
        "lk_judged",
        "line INTEGER, l INTEGER, r INTEGER, same BOOLEAN",
        [(at, *row) for at, row in enumerate(judgements)],
    )
    connection.execute("CREATE OR REPLACE VIEW lk_n AS FROM lk_live_rows")
    try:
        told = facts(connection)
    except LinkageError:
        assume(False)
    expected = clusters.group(
        [(left, right, weight) for (left, right), weight in edges.items()],
        {at: label.bsn for at, label in enumerate(known, 1) if label.bsn is not None},
        None if within_files else {at: 1 << label.file for at, label in enumerate(known, 1)},
        {at for at, label in enumerate(known, 1) if label.bsn is not None and label.once},
        {at: at for at in range(1, LABELS + 1)},
        told,
    )

    persons.make_persons(connection, 0.0, 0.5, within_files=within_files)

    assert dict(connection.execute("SELECT lab, person FROM lk_moved").fetchall()) == expected

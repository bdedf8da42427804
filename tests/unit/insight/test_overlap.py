"""The figures of a study against counting by hand."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import pairwise

import duckdb
import numpy
from hypothesis import given, settings
from hypothesis import strategies as st

from ontschot.insight import overlap
from ontschot.insight.overlap import clusters
from ontschot.insight.sources import Loaded, Study, parse_study
from ontschot.insight.sources.checks import Checker

DAY = dt.date(2011, 10, 1)
TODAY = dt.date(2012, 1, 1)
STUDY = """
title: Test
reference_date: 2011-10-01
schemes: {a: A, b: B, c: C}
provisions:
  a1: {name: A1, scheme: a, line: 1}
  a2: {name: A2, scheme: a, line: 2, weight: 3}
  b1: {name: B1, scheme: b, line: 2}
  c1: {name: C1, scheme: c}
files:
  - file: x.csv
    columns: {bsn: b, provision: p, start: s, end: e, birth_date: g, neighbourhood: n}
"""
CODES = ("a1", "a2", "b1", "c1")
Row = tuple[int, int, str, str | None, str | None]  # person, household, provision, start, end


def figures_of(rows: list[Row], text: str = STUDY, key: bytes = b"k" * 16) -> tuple[Study, list[overlap.Figure]]:
    study = parse_study("study.yaml", text.encode())
    connection = duckdb.connect()
    connection.execute(
        'CREATE TABLE source_1 ("row" BIGINT, bsn VARCHAR, provision VARCHAR, start VARCHAR, "end" VARCHAR, '
        "birth_date VARCHAR, neighbourhood VARCHAR)"
    )
    connection.execute('CREATE TABLE links (file VARCHAR, "row" BIGINT, person BIGINT, household BIGINT)')
    for number, (person, household, provision, start, end) in enumerate(rows, start=1):
        born = f"{1920 + person * 7 % 90}-06-15"
        area = f"BU03450{person % 3}01"
        values = [number, f"{person:09}", provision, start, end, born, area]
        connection.execute("INSERT INTO source_1 VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        connection.execute("INSERT INTO links VALUES ('x.csv', ?, ?, ?)", [number, person, household])
    source = study.files[0].source
    loaded = [Loaded("x.csv", "source_1", len(rows), tuple(source.columns))]

    overlap.study_checks(study, TODAY)(Checker(connection, source, "source_1", None))
    overlap.prepare(connection, study, loaded, "links", key, TODAY)
    figures, _ = overlap.build(study, overlap.families(connection, study, DAY))
    return study, figures


def value(figures: list[overlap.Figure], level: str, id: str, row: str, column: str) -> int:
    figure = next(f for f in figures if (f.id, f.level) == (id, level))
    return next(cell.count for cell in figure.cells if (cell.row, cell.column) == (row, column))


ROWS = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from(CODES),
        st.sampled_from([None, "2010-01-01", "2011-10-01", "2011-10-02"]),
        st.sampled_from([None, "2011-09-30", "2011-10-01", "2012-05-01"]),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_figures_are_what_counting_by_hand_gives(drawn: list[tuple[int, str, str | None, str | None]]) -> None:
    rows = [(person, person // 3, provision, start, end) for person, provision, start, end in drawn]
    used: dict[str, dict[int, set[str]]] = {"persons": defaultdict(set), "households": defaultdict(set)}
    for person, household, provision, start, end in rows:
        if (start is None or start <= "2011-10-01") and (end is None or end >= "2011-10-01"):
            used["persons"][person].add(provision)
            used["households"][household].add(provision)
    _, figures = figures_of(rows)
    for level, sets in used.items():
        schemes = {who: {code[0] for code in have} for who, have in sets.items()}
        assert value(figures, level, "totals", "all", "users") == len(sets)
        assert value(figures, level, "totals", "all", "more") == sum(len(s) > 1 for s in sets.values())
        assert value(figures, level, "totals", "all", "schemes") == sum(len(s) > 1 for s in schemes.values())
        assert value(figures, level, "provision_count", "4+", "count") == sum(len(s) >= 4 for s in sets.values())
        for left, right in pairwise(CODES):
            both = sum(left in s and right in s for s in sets.values())
            assert value(figures, level, "provision_matrix", left, right) == both
        for code in "abc":
            assert value(figures, level, "scheme_matrix", code, code) == sum(code in s for s in schemes.values())
            other = sum(code in s and len(s) > 1 for s in schemes.values())
            assert value(figures, level, "scheme_matrix", code, "any_other") == other
        for figure in figures:
            if figure.level == level and figure.id == "provision_combinations":
                for cell in figure.cells:
                    assert cell.count == sum(s == set(cell.row.split("+")) for s in sets.values())
    if used["persons"]:
        by_area = defaultdict(int)
        for person in used["persons"]:
            by_area[f"BU03450{person % 3}01"] += 1
        for area, count in by_area.items():
            assert value(figures, "persons", "neighbourhoods", area, "users") == count
        only = sum(s <= {"a2", "b1"} for s in used["persons"].values())
        lines = next(f for f in figures if (f.id, f.level) == ("lines", "persons"))
        assert sum(cell.count for cell in lines.cells if cell.row == "2") == only


def test_weights_count_each_provision_once() -> None:
    rows: list[Row] = [(1, 1, "a2", None, None), (1, 1, "a2", "2010-01-01", None), (2, 1, "a1", None, None)]
    _, figures = figures_of(rows)
    assert value(figures, "persons", "weights", "2", "count") == 1
    assert value(figures, "persons", "weights", "1", "count") == 1


def test_districts_follow_from_the_codes_of_neighbourhoods() -> None:
    _, figures = figures_of([(1, 1, "a1", None, None), (2, 2, "a1", None, None)])
    figure = next(f for f in figures if (f.id, f.level) == ("districts", "persons"))
    assert figure.rows == ["WK034501", "WK034502"]


def test_a_month_or_a_year_counts_what_touches_it() -> None:
    rows: list[Row] = [
        (1, 1, "a1", "2011-10-20", None),
        (2, 2, "a1", "2011-01-01", "2011-02-01"),
        (3, 3, "a1", "2010-01-01", "2010-12-31"),
    ]
    for period, users in (("on_date", 0), ("in_month", 1), ("in_year", 2)):
        _, figures = figures_of(rows, STUDY.replace("reference_date:", f"period: {period}\nreference_date:"))
        if users:
            assert value(figures, "persons", "totals", "all", "users") == users


def test_the_key_of_a_cell_does_not_depend_on_the_order_of_rows() -> None:
    rows: list[Row] = [
        (person, person // 2, code, None, None) for person in range(20) for code in CODES[: person % 4 + 1]
    ]
    _, first = figures_of(rows)
    _, second = figures_of(rows[::-1])
    keys = {cell.id: (cell.count, cell.key) for figure in first for cell in figure.cells}
    assert keys == {cell.id: (cell.count, cell.key) for figure in second for cell in figure.cells}
    _, other = figures_of(rows, key=b"o" * 16)
    assert keys != {cell.id: (cell.count, cell.key) for figure in other for cell in figure.cells}


def test_no_beginning_of_many_finds_better_clusters() -> None:
    chance = numpy.random.default_rng(8)
    rates = chance.choice([0.02, 0.1, 0.8], size=(6, 12), p=[0.6, 0.2, 0.2])
    drawn = chance.random((3000, 12)) < rates[chance.integers(0, 6, 3000)]
    has, number = numpy.unique(drawn[drawn.sum(axis=1) > 1], axis=0, return_counts=True)
    data, count = has.astype(float), number.astype(float)
    begun = [clusters._beginning(len(data), 6, seed) for seed in range(100, 140)]
    others = [clusters._climb(data, count, shares, clusters.ROUNDS)[0] for shares in begun]
    assert clusters._fit(data, count, 6)[0] >= max(others) - 1


def test_clusters_find_the_groups_that_were_put_in() -> None:
    chance = numpy.random.default_rng(5)
    old = chance.random((600, 6)) < [0.8, 0.7, 0.6, 0.02, 0.02, 0.02]
    young = chance.random((400, 6)) < [0.02, 0.02, 0.02, 0.8, 0.7, 0.6]
    has, count = numpy.unique(numpy.vstack([old, young]), axis=0, return_counts=True)
    found = clusters.find(has, count, None)
    assert set(found.tolist()) == {0, 1}
    first = has[found == (found[has[:, :3].all(axis=1) & ~has[:, 3:].any(axis=1)][0])]
    assert (first[:, :3].sum(axis=1) >= first[:, 3:].sum(axis=1)).mean() > 0.85
    assert (clusters.find(has, count, None) == found).all()
    assert (clusters.find(has[:3], count[:3], None) == -1).all()


def test_which_small_combinations_are_listed_hangs_on_their_names_only() -> None:
    """Of more than fifteen combinations the small ones come by name: a listed one need not be the larger."""
    text = STUDY.replace(
        "c1: {name: C1, scheme: c}", "\n  ".join(f"c{n}: {{name: C{n}, scheme: c}}" for n in range(1, 8))
    )

    def listed(small: int) -> list[str]:
        rows: list[Row] = []
        person = 0
        for n in range(1, 8):
            for first in ("a1", "a2", "b1"):
                for _ in range(12 if n == 7 else 2 + (n * 5 + small) % 7):
                    person += 1
                    rows += [(person, person, first, None, None), (person, person, f"c{n}", None, None)]
        found = figures_of(rows, text)[1]
        return next(f.rows for f in found if (f.id, f.level) == ("provision_combinations", "persons"))

    assert listed(0) == listed(3)
    assert listed(0)[:4] == ["a1+c7", "a2+c7", "b1+c7", "a1+c1"]

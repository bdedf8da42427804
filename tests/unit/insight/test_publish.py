"""Nothing small leaves: suppression is attacked with exact arithmetic, rounding is repeatable and unbiased."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontschot.insight.publish import NotPublishable, exposed, suppress
from ontschot.insight.publish.rounding import KEYS, rounded
from ontschot.insight.publish.shown import Overtaken, Shown
from ontschot.insight.publish.suppression import Problem


@given(st.integers(0, 10_000), st.integers(0, KEYS - 1), st.sampled_from([1, 3, 5, 10]))
def test_a_rounded_number_is_a_neighbouring_multiple(count: int, key: int, base: int) -> None:
    found = rounded(count, key, base)
    assert found % base == 0
    assert abs(found - count) < base
    assert found == rounded(count, key, base)


def test_rounding_is_unbiased_over_keys() -> None:
    keys = numpy.random.default_rng(1).integers(0, KEYS, 20_000)
    for count in (11, 12, 13, 14):
        assert abs(numpy.mean([rounded(count, int(key), 5) for key in keys]) - count) < 0.06


def determined(rows: list[list[int]], target: list[int]) -> bool:
    """Whether the target is a linear combination of the rows: Gauss elimination with fractions."""
    basis: list[list[Fraction]] = []

    def reduce(vector: list[Fraction]) -> list[Fraction]:
        for row in basis:
            lead = next(i for i, x in enumerate(row) if x)
            if vector[lead]:
                factor = vector[lead] / row[lead]
                vector = [a - factor * b for a, b in zip(vector, row, strict=True)]
        return vector

    for row in rows:
        left = reduce([Fraction(x) for x in row])
        if any(left):
            basis.append(left)
    return not any(reduce([Fraction(x) for x in target]))


def worlds(rows: list[list[int]], totals: list[int], width: int) -> list[tuple[int, ...]]:
    """All ways to fill the atoms with whole numbers that agree with every open cell."""
    found: list[tuple[int, ...]] = []

    def go(at: int, left: list[int], chosen: tuple[int, ...]) -> None:
        if at == width:
            if not any(left):
                found.append(chosen)
            return
        tops = [left[i] for i, row in enumerate(rows) if row[at]]
        for number in range(min(tops) + 1):
            go(at + 1, [x - number * row[at] for x, row in zip(left, rows, strict=True)], (*chosen, number))

    go(0, totals, ())
    return found


@st.composite
def tables(draw: st.DrawFn) -> tuple[numpy.ndarray, numpy.ndarray]:
    """A table of rows x columns with its totals, as sets of atoms."""
    rows, columns = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    number = rows * columns
    count = numpy.array(draw(st.lists(st.integers(0, 30), min_size=number, max_size=number)))
    cells = [numpy.eye(number, dtype=bool)]
    place = numpy.arange(number)
    cells.append(numpy.array([place // columns == row for row in range(rows)]))
    cells.append(numpy.array([place % columns == column for column in range(columns)]))
    cells.append(numpy.ones((1, number), dtype=bool))
    extra = draw(st.lists(st.lists(st.booleans(), min_size=number, max_size=number), max_size=2))
    if extra:
        cells.append(numpy.array(extra))
    return numpy.vstack(cells), count


def problem(cells: numpy.ndarray, count: numpy.ndarray, least: int = 10) -> Problem:
    fixed = numpy.array([bool(row.all()) for row in cells])
    visible = numpy.ones(len(cells), dtype=bool)
    return Problem(cells, count, visible, fixed, numpy.ones(len(cells), dtype=int), least)


@settings(max_examples=150, deadline=None)
@given(tables())
def test_no_small_cell_can_be_computed_back(drawn: tuple[numpy.ndarray, numpy.ndarray]) -> None:
    cells, count = drawn
    asked = problem(cells, count)
    try:
        closed = suppress(asked)
    except NotPublishable:
        return
    assert exposed(asked, closed) == []
    there = count > 0
    opened = [row[there].astype(int).tolist() for row, shut in zip(cells, closed, strict=True) if not shut]
    for row, shut in zip(cells, closed, strict=True):
        total = int(count[row].sum())
        if 0 < total < 10:
            assert shut
            assert not determined(opened, row[there].astype(int).tolist())


def test_an_x_says_that_there_is_somebody() -> None:
    """A zero would stand open. Four closed numbers that make 11 are at most 8 each, of which 9 would be left out."""
    cells = numpy.vstack([numpy.eye(4, dtype=bool), numpy.ones((1, 4), dtype=bool)])
    assert not suppress(problem(cells, numpy.array([3, 3, 3, 3])))[4]  # each may be anything from 1 to 9
    with pytest.raises(NotPublishable):
        suppress(problem(cells, numpy.array([3, 3, 3, 2])))
    free = problem(cells, numpy.array([3, 3, 3, 2]))
    free.fixed[:] = False
    assert suppress(free)[4]
    shut = numpy.array([True, True, True, True, False])
    assert exposed(problem(cells, numpy.array([3, 3, 3, 2])), shut) == [0, 1, 2, 3]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(2, 14), min_size=4, max_size=4))
def test_whoever_tries_all_worlds_learns_no_small_number(numbers: list[int]) -> None:
    count = numpy.array(numbers)
    cells = numpy.array(
        [
            [1, 0, 0, 0],
            [0, 1, 0, 0],
            [0, 0, 1, 0],
            [0, 0, 0, 1],
            [1, 1, 0, 0],
            [0, 0, 1, 1],
            [1, 0, 1, 0],
            [1, 1, 1, 1],
        ],
        dtype=bool,
    )
    asked = problem(cells, count, least=5)
    try:
        closed = suppress(asked)
    except NotPublishable:
        return
    opened = [row.astype(int).tolist() for row, shut in zip(cells, closed, strict=True) if not shut]
    totals = [int(count[row].sum()) for row, shut in zip(cells, closed, strict=True) if not shut]
    possible = worlds(opened, totals, 4)
    for row in cells:
        total = int(count[row].sum())
        if 0 < total < 5:
            values = {sum(world[i] for i in numpy.flatnonzero(row)) for world in possible}
            assert max(values) - min(values) >= 4


def test_what_was_left_open_by_mistake_is_found() -> None:
    cells = numpy.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]], dtype=bool)
    count = numpy.array([4, 40, 50])
    asked = problem(cells, count)
    assert exposed(asked, numpy.array([False, False, False, False])) == [0]
    assert exposed(asked, numpy.array([True, False, False, False])) == [0]
    assert exposed(asked, numpy.array([True, True, False, False])) == []
    closed = suppress(asked)
    assert closed.tolist() == [True, True, False, False]


def test_two_small_cells_do_not_protect_each_other_when_their_sum_is_small() -> None:
    cells = numpy.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]], dtype=bool)
    closed = suppress(problem(cells, numpy.array([3, 4, 50])))
    assert closed.tolist() == [True, True, True, False]


def test_what_follows_from_two_open_cells_is_a_cell_too() -> None:
    cells = numpy.array([[1, 1], [1, 0], [0, 1]], dtype=bool)
    count = numpy.array([40, 3])
    asked = Problem(
        cells, count, numpy.array([True, True, False]), numpy.array([True, False, False]), numpy.ones(3), 10
    )
    assert suppress(asked).tolist() == [False, True, True]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 14), st.integers(1, 14), st.integers(20, 90)), min_size=3, max_size=6))
def test_nothing_is_closed_in_vain(rows: list[tuple[int, int, int]]) -> None:
    """Areas by one, more and several schemes: a number of ten and more that follows from open ones is open itself."""
    count = numpy.array(rows).reshape(-1)
    area, stratum = numpy.divmod(numpy.arange(len(count)), 3)
    columns = [stratum < 3, stratum == 2, stratum < 2, stratum == 1, stratum == 0]
    cells = numpy.array([(area == at) & column for at in range(len(rows)) for column in columns] + columns)
    visible = numpy.arange(len(cells)) % 5 < 4
    fixed = numpy.arange(len(cells)) >= 5 * len(rows)
    asked = Problem(cells, count, visible | fixed, fixed, numpy.arange(len(cells)) % 5, 10)
    try:
        closed = suppress(asked)
    except NotPublishable:
        return
    assert exposed(asked, closed) == []
    opened = [row.astype(int).tolist() for row, shut in zip(cells, closed | ~asked.visible, strict=True) if not shut]
    for at in numpy.flatnonzero(closed & asked.visible):
        if count[cells[at]].sum() >= 10:
            assert not determined(opened, cells[at].astype(int).tolist())


def test_the_solver_says_nothing_on_standard_output() -> None:
    """What `ontschot --json overlap` prints is one JSON document."""
    code = """if True:
        import numpy
        from ontschot.insight.publish.suppression import Problem, suppress
        cells, number = numpy.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]], dtype=bool), numpy.ones(4, int)
        suppress(Problem(cells, numpy.array([4, 40, 50]), number > 0, number > 1, number, 10))"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout + said.stderr == ""


def test_a_total_that_is_small_itself_is_not_published() -> None:
    cells = numpy.array([[1, 0], [0, 1], [1, 1]], dtype=bool)
    with pytest.raises(NotPublishable):
        suppress(
            Problem(
                cells, numpy.array([3, 40]), numpy.ones(3, bool), numpy.array([False, True, True]), numpy.ones(3), 10
            )
        )


def test_a_drawing_of_shares_has_a_whole_as_its_full_width_and_no_label_beyond_its_edge() -> None:
    from ontschot.insight.publish import charts

    drawn = charts.bars(
        [("Zuidoost en Havenkwartier van de Nieuwe Waterweg", 0.5, "50% (20)"), ("x", None, "x")],
        title="t",
        text="d",
        name="n",
    )
    widths = [float(part.split('"')[1]) for part in drawn.split("width=")[1:]]
    assert widths[2] == widths[1] / 2
    assert all(f'font-size="12">{line}<' in drawn for line in ("Zuidoost en Havenkwartier", "van de Nieuwe Waterweg"))
    assert 'class="fit"' in drawn


def test_rows_of_combinations_do_not_say_which_closed_one_is_larger() -> None:
    from ontschot.insight.overlap import Atoms, Cell, Family, Figure
    from ontschot.insight.publish.published import _figure

    atoms = Atoms(numpy.array([3, 40, 9, 30]), numpy.zeros(4), numpy.ones((4, 1), dtype=bool), {})
    family = Family("provisions", "persons", dt.date(2011, 10, 1), atoms)
    figure = Figure(
        "scheme_combinations", "combinations", "persons", family.day, ["b+c", "a+b", "a+c", "a+d"], ["count"]
    )
    for at, row in enumerate(figure.rows):
        figure.cells.append(Cell(row, row, "count", family, numpy.arange(4) == at))
    found = _figure(figure, {"b+c": None, "a+b": 40, "a+c": None, "a+d": 30})
    assert found.rows == ["a+b", "a+d", "a+c", "b+c"]
    assert [row for row, _ in found.cells] == found.rows


def test_a_trend_stands_in_time_with_its_numbers_and_no_text_over_another() -> None:
    from ontschot.insight.publish import charts

    days = [dt.date(2010, 1, 1), dt.date(2011, 7, 2), dt.date(2012, 1, 1)]
    series = [("a", [100, 150, 200], ["100", "150", "200"]), ("b", [None, 148, 199], ["x", "148", "199"])]
    drawn = charts.lines(days, ["then", "later", "now"], series, title="t", text="d", name="n")
    first, middle, last = [float(part.split('"')[1]) for part in drawn.split("<circle cx=")[1:4]]
    assert (middle - first) / (last - first) == pytest.approx(547 / 730, abs=0.01)
    assert "200 a" in drawn
    assert "199 b" in drawn
    ends = [
        float(part.split('y="')[1].split('"')[0])
        for part in drawn.split("<text ")
        if "200 a" in part or "199 b" in part
    ]
    assert abs(ends[0] - ends[1]) >= 16


def test_names_of_areas_and_types_are_never_words_of_ours() -> None:
    from ontschot.insight.publish.words import Words

    words = Words("nl")
    assert words.row("household_types", "one", {}) == "one"
    assert words.row("neighbourhoods", "all", {}) == "all"
    assert words.row("household_types", "", {}) == "onbekend"
    assert [words.age(code, (0, 18, 19)) for code in ("0", "18", "19")] == ["0–17", "18", "19 en ouder"]


def test_what_beside_a_bar_is_closed_is_one_sign_and_labels_fit_in_their_drawing() -> None:
    from ontschot.insight.publish import charts

    label = "Bijzondere bijstand voor chronisch zieken en gehandicapten"
    drawn = charts.upset([label, "x"], [([0, 1], 20, "20")], title="t", text="d", name="n")
    place = float(drawn.split('text-anchor="end"')[0].rsplit('<text x="', 1)[1].split('"')[0])
    shown = drawn.split('text-anchor="end">')[1].split("<")[0]
    assert shown.endswith("…")
    assert len(shown) * 8 <= place, "eight points a letter is what a broad font takes"


def test_a_number_once_shown_for_a_count_stays_and_small_changes_do_not_add_up() -> None:
    shown = Shown(b"k" * 32)
    said = [shown.number("a", count, count // 5 * 5 + 5, 10) for count in (168, 176, 182, 176, 189, 168, 182)]
    assert said == [170, 170, 185, 170, 185, 170, 185]  # 176 is near 182 too, and was 170 before
    assert [shown.number("b", count, count, 10) for count in (100, 108, 116, 124)] == [100, 100, 116, 116]


def test_a_report_that_does_not_know_of_another_is_not_remembered(tmp_path: Path) -> None:
    """Two at once: who comes second would forget what the first showed."""
    path = tmp_path / "study.shown"
    one, two = Shown.load(path, b"k" * 16), Shown.load(path, b"k" * 16)
    one.number("a", 50, 50, 10)
    one.save(path)
    with pytest.raises(Overtaken):
        two.save(path)
    one.number("b", 60, 60, 10)
    one.save(path)  # by who wrote it, as often as it likes
    three = Shown.load(path, b"k" * 16)
    assert set(three.numbers) == {"a", "b"}
    three.save(path)

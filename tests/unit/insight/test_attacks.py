"""Attacks on what is published: linear programmes over whole reports, and two reports of one study side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy
import pytest
from scipy.optimize import linprog

from ontschot.insight import publish
from ontschot.insight.overlap import Cell, Figure
from ontschot.insight.publish import Published, PublishedFigure
from ontschot.insight.publish.sensitivity import POINTS
from tests.unit.insight.small_registrations import FILES, Choice, run, study

Pair = tuple[Figure, Cell]
EXACT: dict[str, Any] = {
    "more": "method: bsn\n",
    "people": 500,
}  # linkage matters to thresholds only


class Seen:
    """The exact figures behind a run, and the counts at other thresholds: what the attacker tries to find."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.figures: list[Figure] = []
        self.others: list[Mapping[str, int]] = []
        real = publish.publish

        def spying(study: Any, figures: list[Figure], others: Any = (), shown: Any = None) -> Any:
            self.figures, self.others = list(figures), list(others)
            return real(study, figures, others, shown)

        monkeypatch.setattr(publish, "publish", spying)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    return Seen(monkeypatch)


def families(figures: Iterable[Figure]) -> Iterator[list[Pair]]:
    """The cells that say something of each other: of a family, and of schemes by district with those of provisions."""
    found: dict[tuple[Any, ...], list[Pair]] = {}
    for figure in figures:
        for cell in figure.cells:
            name = {"schemes": "provisions"}.get(cell.family.name, cell.family.name)
            found.setdefault((name, cell.family.level, cell.family.day), []).append((figure, cell))
    yield from found.values()


class World:
    """The atoms of one or two families in a row, and what ties them: the same people by set of schemes."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.families = list({id(cell.family): cell.family for _, cell in pairs}.values())
        self.there = numpy.concatenate([family.atoms.count > 0 for family in self.families])
        self.links = numpy.zeros((0, int(self.there.sum())))
        if len(self.families) > 1:
            provisions = next(family for family in self.families if family.name == "provisions")
            schemes = next(family for family in self.families if family.name == "schemes")
            places = numpy.cumsum([0, *(len(words) for words in FILES.values())])
            sets = [
                [tuple(bool(row[a:b].any()) for a, b in pairwise(places.tolist())) for row in provisions.atoms.has],
                [tuple(bool(value) for value in row) for row in schemes.atoms.has],
            ]
            if self.families[0] is schemes:
                sets.reverse()
            rows = [
                [*(int(one == wanted) for one in sets[0]), *(-int(one == wanted) for one in sets[1])]
                for wanted in sorted({*sets[0], *sets[1]})
            ]
            self.links = numpy.array(rows, dtype=float)[:, self.there]

    def row(self, cell: Cell) -> numpy.ndarray:
        parts = [cell.members if f is cell.family else numpy.zeros(len(f.atoms), dtype=bool) for f in self.families]
        return numpy.concatenate(parts)[self.there].astype(float)


def published_value(reports: Sequence[Published], figure: Figure, cell: Cell) -> int | None:
    """The number that stands in one of the reports for a cell."""
    for report in reports:
        found = report.figure(figure.id, figure.level, figure.day)
        if found is not None and found.value(cell.row, cell.column) is not None:
            return found.value(cell.row, cell.column)
    return None


Bounds = tuple[numpy.ndarray, numpy.ndarray] | None


def interval(target: numpy.ndarray, known: numpy.ndarray, values: numpy.ndarray, bounds: Bounds) -> float:
    """How far apart the least and the most are that a cell may be."""
    above, limit = bounds if bounds else (None, None)
    ends = []
    for sign in (1, -1):
        found = linprog(sign * target, A_eq=known, b_eq=values, A_ub=above, b_ub=limit, bounds=(0, None))
        if found.status == 3:
            return float("inf")
        assert found.status == 0, found.message
        ends.append(sign * found.fun)
    return float(ends[1] - ends[0])


def narrowest(pairs: Sequence[Pair], reports: Sequence[Published], least: int) -> tuple[float, int]:
    """The narrowest interval that all reports together, unrounded, leave to a closed small cell; and of how many."""
    world = World(pairs)
    open = [cell for figure, cell in pairs if published_value(reports, figure, cell) is not None]
    known = numpy.vstack([*(world.row(cell) for cell in open), world.links])
    values = numpy.array([*(cell.count for cell in open), *(0 for _ in world.links)], dtype=float)
    small = [
        world.row(cell)
        for figure, cell in pairs
        if 0 < cell.count < least and published_value(reports, figure, cell) is None
    ]
    targets = {row.tobytes(): row for row in small}
    widths = [interval(target, known, values, None) for target in targets.values()]
    return min(widths, default=float("inf")), len(widths)


@pytest.mark.parametrize("rounding", [1, 5])
def test_no_closed_cell_of_any_date_can_be_bounded(tmp_path: Path, seen: Seen, rounding: int) -> None:
    choice = Choice(dates=("2010-10-01", "2011-10-01"), rounding=rounding, **EXACT)
    outcome = study(tmp_path, choice)
    attacked = 0
    for pairs in families(seen.figures):
        width, number = narrowest(pairs, [outcome.published], 10)
        assert width >= 10 - 1e-6, pairs[0][1].id
        attacked += number
    assert attacked > 20
    assert outcome.published.figure("district_matrix", "persons") is not None


def test_other_thresholds_bound_no_closed_cell(tmp_path: Path, seen: Seen) -> None:
    """All worlds at once: here, and at each other threshold, with every open share within the published band."""
    outcome = study(tmp_path, Choice(people=500, noise=0.35))
    assert seen.others
    changed = 0
    for pairs in families(seen.figures):
        bands = {f.id: f.band for f in outcome.published.figures if f.level == pairs[0][1].family.level}
        world = World(pairs)
        width = int(world.there.sum())
        by_id = {cell.id: cell for _, cell in pairs}
        open = {cell.id for figure, cell in pairs if published_value([outcome.published], figure, cell) is not None}
        nothing = numpy.zeros_like(world.links)
        here = [numpy.r_[world.row(by_id[i]), numpy.zeros(width)] for i in sorted(open)]
        known = numpy.vstack([*here, numpy.hstack([world.links, nothing]), numpy.hstack([nothing, world.links])])
        values = numpy.array(
            [*(by_id[i].count for i in sorted(open)), *(0 for _ in range(2 * len(nothing)))], dtype=float
        )
        above = []
        for figure, cell in pairs:
            points = bands.get(figure.id)
            if points is None or cell.id not in open or cell.of not in open or by_id[cell.of].count < 100:
                continue
            part, whole = world.row(cell), world.row(by_id[cell.of])
            share = cell.count / by_id[cell.of].count
            changed += any(other[cell.id] != cell.count for other in seen.others)
            above.append(numpy.r_[numpy.zeros(width), part - (share + points / 100) * whole])
            above.append(numpy.r_[numpy.zeros(width), (share - points / 100) * whole - part])
        bounds = (numpy.array(above), numpy.zeros(len(above))) if above else None
        for figure, cell in pairs:
            if 0 < cell.count < 10 and cell.shown and published_value([outcome.published], figure, cell) is None:
                elsewhere = numpy.r_[
                    numpy.zeros(width), world.row(cell)
                ]  # the report's own threshold is the test above
                assert interval(elsewhere, known, values, bounds) >= 10 - 1e-6, cell.id
    assert changed > 10, "the thresholds make no difference here: nothing was tried"


def test_bands_hold_and_are_of_a_few_steps(tmp_path: Path, seen: Seen) -> None:
    outcome = study(tmp_path, Choice(people=500, noise=0.35))
    exact = {cell.id: cell.count for figure in seen.figures for cell in figure.cells}
    bands = [figure.band for figure in outcome.published.figures if figure.band is not None]
    assert bands
    assert set(bands) <= set(POINTS)
    for figure in seen.figures:
        found = outcome.published.figure(figure.id, figure.level, figure.day)
        for cell in figure.cells if found is not None and found.band is not None and found.band < 100 else ():
            value = found.value(cell.row, cell.column) if found is not None else None
            whole = exact.get(cell.of, 0)
            if value is None or whole < 100 or not is_open(outcome.published, seen.figures, cell.of):
                continue
            for other in seen.others:
                moved = abs(other[cell.id] / other[cell.of] - cell.count / whole)
                assert moved <= found.band / 100 + 1e-9, cell.id


def is_open(report: Published, figures: Sequence[Figure], id: str) -> bool:
    pairs = ((figure, cell) for figure in figures for cell in figure.cells if cell.id == id)
    return any(published_value([report], figure, cell) is not None for figure, cell in pairs)


@pytest.mark.parametrize(("first", "second"), [(10, 5), (5, 10), (12, 6)])
def test_two_reports_with_another_smallest_number(tmp_path: Path, seen: Seen, first: int, second: int) -> None:
    """Both reports together, unrounded, over the same people: a number that neither shows keeps its interval."""
    reports = [study(tmp_path, Choice(minimum=least, rounding=1, **EXACT)).published for least in (first, second)]
    attacked = 0
    for pairs in families(seen.figures):
        width, number = narrowest(pairs, reports, min(first, second))
        assert width >= min(first, second) - 1e-6, pairs[0][1].id
        attacked += number
    assert attacked > 5


def test_without_memory_that_attack_succeeds(tmp_path: Path, seen: Seen) -> None:
    """The test above can fail: reports that know nothing of each other give small cells away."""
    reports = [run(tmp_path, Choice(minimum=n, rounding=1, **EXACT), remembered=False).published for n in (12, 6)]
    assert any(narrowest(pairs, reports, 6)[0] < 6 - 1e-6 for pairs in families(seen.figures))


OTHER: list[dict[str, Any]] = [
    {"without_area": "BU03450103"},
    {"without_area": "BU03450102"},
    {"without_file": "youth"},
    {"dates": ("2011-10-03",)},
    {"people": 496},
]


@pytest.mark.parametrize("rounding", [1, 5])
@pytest.mark.parametrize("changes", OTHER, ids=["area-8", "area-7", "source", "date", "four-people"])
def test_the_difference_of_two_reports_shows_no_small_group(
    tmp_path: Path, seen: Seen, changes: dict[str, Any], rounding: int
) -> None:
    other = Choice(**{**EXACT, **changes, "rounding": rounding})
    one = study(tmp_path, Choice(rounding=rounding, **EXACT)).published
    before = exact_counts(seen.figures)
    two = study(tmp_path, other).published
    after = exact_counts(seen.figures)
    small = 0
    for name, count in before.items():
        a, b = number(one, name), number(two, name)
        if a is not None and b is not None and 0 < abs(after.get(name, 0) - count) < 10:
            small += 1
            assert a == b, name
    assert small > 5


def test_without_memory_the_difference_shows(tmp_path: Path, seen: Seen) -> None:
    one = run(tmp_path, Choice(**EXACT), remembered=False).published
    before = exact_counts(seen.figures)
    two = run(tmp_path, Choice(without_area="BU03450103", **EXACT), remembered=False).published
    after = exact_counts(seen.figures)
    assert any(
        0 < abs(after.get(name, 0) - count) < 10
        and None not in (number(one, name), number(two, name))
        and number(one, name) != number(two, name)
        for name, count in before.items()
    )


def test_the_same_study_again_is_the_same_report(tmp_path: Path) -> None:
    """Nor does the memory change a first report."""
    first = study(tmp_path, Choice(**EXACT)).published
    again = study(tmp_path, Choice(**EXACT)).published
    apart = run(tmp_path, Choice(**EXACT), remembered=False).published
    assert numbers(first.figures) == numbers(again.figures) == numbers(apart.figures)


def test_dates_of_one_report_show_no_small_change(tmp_path: Path, seen: Seen) -> None:
    dates = tuple(f"2011-10-0{day}" for day in range(1, 6))
    report = study(tmp_path, Choice(dates=dates, rounding=1, **EXACT)).published
    exact = {
        (figure.day, cell.column): cell.count
        for figure in seen.figures
        if figure.id == "totals"
        for cell in figure.cells
        if figure.level == "persons"
    }
    days = sorted({figure.day for figure in seen.figures})
    assert any(0 < abs(exact[days[-1], "users"] - exact[day, "users"]) < 10 for day in days)
    for day in days:
        figure = report.figure("totals", "persons", day)
        assert figure is not None
        if abs(exact[days[-1], "users"] - exact[day, "users"]) < 10:
            assert figure.value("all", "users") == report.figure("totals", "persons").value("all", "users")  # type: ignore[union-attr]


def exact_counts(figures: Iterable[Figure]) -> dict[tuple[str, str, str, str], int]:
    """The exact counts of the visible cells, by level, figure, row and column."""
    return {(f.level, f.id, c.row, c.column): c.count for f in figures for c in f.cells if c.shown}


def number(report: Published, name: tuple[str, str, str, str]) -> int | None:
    level, id, row, column = name
    figure = report.figure(id, level)
    return figure.value(row, column) if figure else None


def numbers(figures: Iterable[PublishedFigure]) -> dict[tuple[str, str, str, str, str], int | None]:
    return {(f.level, str(f.day), f.id, *place): cell.value for f in figures for place, cell in f.cells.items()}

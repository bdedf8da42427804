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
    """The cells that say something of each other: of a family, and of areas and schemes by district with provisions."""
    found: dict[tuple[Any, ...], list[Pair]] = {}
    for figure in figures:
        for cell in figure.cells:
            name = {"schemes": "provisions", "areas": "provisions"}.get(cell.family.name, cell.family.name)
            found.setdefault((name, cell.family.level, cell.family.day), []).append((figure, cell))
    yield from found.values()


class World:
    """The atoms of families in a row, and what ties them: the same people by set of schemes, district and stratum."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.families = list({id(cell.family): cell.family for _, cell in pairs}.values())
        self.there = numpy.concatenate([family.atoms.count > 0 for family in self.families])
        places = numpy.cumsum([0, *(len(words) for words in FILES.values())])
        marks: list[tuple[str, str, list[Any]]] = []  # the family, what is marked, the mark per atom
        for family in self.families:
            has, values = family.atoms.has, family.atoms.values
            if family.name == "provisions":
                cut = [tuple(bool(row[a:b].any()) for a, b in pairwise(places.tolist())) for row in has]
                marks.append((family.name, "set", cut))
                marks.append(
                    (family.name, "stratum", [_stratum(row, sets) for row, sets in zip(has, cut, strict=True)])
                )
            if family.name == "schemes":
                marks.append((family.name, "set", [tuple(bool(value) for value in row) for row in has]))
            if family.name in ("schemes", "areas"):
                both = zip(values["district"].tolist(), values["stratum"].tolist(), strict=True)
                marks.append((family.name, "place", list(both)))
                marks.append((family.name, "stratum", values["stratum"].tolist()))
        rows = [
            self.difference(one, other, wanted)
            for at, one in enumerate(marks)
            for other in marks[at + 1 :]
            if one[1] == other[1]
            for wanted in sorted({*one[2], *other[2]})
        ]
        self.links = numpy.array(rows, dtype=float).reshape(len(rows), len(self.there))[:, self.there]

    def difference(self, one: tuple[str, str, list[Any]], other: tuple[str, str, list[Any]], wanted: Any) -> list[int]:
        """The row of an equation: as many with this mark in the one family as in the other."""
        found: list[int] = []
        for family in self.families:
            sign = {one[0]: 1, other[0]: -1}.get(family.name, 0)
            marked = one[2] if family.name == one[0] else other[2]
            found += [sign * (mark == wanted) for mark in marked] if sign else [0] * len(family.atoms)
        return found

    def row(self, cell: Cell) -> numpy.ndarray:
        parts = [cell.members if f is cell.family else numpy.zeros(len(f.atoms), dtype=bool) for f in self.families]
        return numpy.concatenate(parts)[self.there].astype(float)


def _stratum(has: numpy.ndarray, sets: tuple[bool, ...]) -> str:
    return "schemes" if sum(sets) > 1 else "provisions" if has.sum() > 1 else "one"


def published_value(reports: Sequence[Published], figure: Figure, cell: Cell) -> int | None:
    """The number that stands in one of the reports for a cell."""
    for report in reports:
        found = report.figure(figure.id, figure.level, figure.day)
        if found is not None and found.value(cell.row, cell.column) is not None:
            return found.value(cell.row, cell.column)
    return None


Bounds = tuple[numpy.ndarray, numpy.ndarray] | None


def interval(target: numpy.ndarray, known: numpy.ndarray, values: numpy.ndarray, bounds: Bounds) -> tuple[float, float]:
    """The least and the most that a cell may be."""
    above, limit = bounds if bounds else (None, None)
    ends = []
    for sign in (1, -1):
        found = linprog(sign * target, A_eq=known, b_eq=values, A_ub=above, b_ub=limit, bounds=(0, None))
        assert found.status in (0, 3), found.message
        ends.append(sign * found.fun if found.status == 0 else float("inf"))
    return float(ends[0]), float(ends[1])


def room(ends: tuple[float, float], least: int) -> float:
    """How wide that is; without end when it leaves every number that may not be shown."""
    low, high = ends
    return float("inf") if low <= 1 + 1e-6 and high >= least - 1 - 1e-6 else high - low


def crossed(world: World, pairs: Sequence[Pair], reports: Sequence[Published]) -> tuple[numpy.ndarray, numpy.ndarray]:
    """What an x says in any of the reports: there is somebody, as nobody would be a zero."""
    found = [
        -world.row(cell)
        for figure, cell in pairs
        if cell.shown and cell.count and any(_is_crossed(report, figure, cell) for report in reports)
    ]
    return numpy.array(found).reshape(len(found), int(world.there.sum())), -numpy.ones(len(found))


def _is_crossed(report: Published, figure: Figure, cell: Cell) -> bool:
    found = report.figure(figure.id, figure.level, figure.day)
    return found is not None and (cell.row, cell.column) in found.cells and found.value(cell.row, cell.column) is None


def narrowest(pairs: Sequence[Pair], reports: Sequence[Published], least: int) -> tuple[float, int]:
    """The least room that all reports together, unrounded, leave to a closed small cell; and of how many."""
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
    bounds = crossed(world, pairs, reports)
    widths = [room(interval(target, known, values, bounds), least) for target in targets.values()]
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
                assert room(interval(elsewhere, known, values, bounds), 10) >= 10 - 1e-6, cell.id
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
    reports = [run(tmp_path, Choice(minimum=n, rounding=1, **EXACT), remembered=False).published for n in (14, 6)]
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


@pytest.mark.parametrize("changes", OTHER, ids=["area-8", "area-7", "source", "date", "four-people"])
def test_what_was_closed_stays_closed(tmp_path: Path, seen: Seen, changes: dict[str, Any]) -> None:
    """Of the same people always; and while it is nearly the same, what was closed to keep a small number from being
    computed: else the second report gives that number of the first, but for a few."""
    one = study(tmp_path, Choice(rounding=1, **EXACT)).published
    before = list(seen.figures)
    two = study(tmp_path, Choice(**{**EXACT, **changes, "rounding": 1})).published
    open = {key for key, value in groups(one, before) if value is not None}
    closed = {key for key, value in groups(one, before) if value is None} - open
    assert len(closed) > 20
    assert closed & {key for key, value in groups(two, seen.figures) if value is not None} == set()
    counts, tried = exact_counts(seen.figures), 0
    for figure in before:
        after = next((f for f in seen.figures if (f.level, f.id) == (figure.level, figure.id)), None)
        rows = {by: row for row, by in after.same.items()} if after else {}
        for cell in figure.cells:
            name = (figure.level, figure.id, rows.get(figure.same.get(cell.row, ""), cell.row), cell.column)
            near = cell.count >= 10 and abs(counts.get(name, 0) - cell.count) < 10
            if near and _is_crossed(one, figure, cell):
                tried += 1
                assert number(two, name) is None, name
    assert tried > 5


def groups(report: Published, figures: Sequence[Figure]) -> Iterator[tuple[tuple[str, int, int], int | None]]:
    """The people behind each place of a report, by their key, and the number that stands there (None for an x)."""
    for figure in figures:
        found = report.figure(figure.id, figure.level, figure.day)
        for cell in figure.cells if found is not None else ():
            if cell.count and found is not None and (cell.row, cell.column) in found.cells:
                yield (figure.level, cell.count, cell.key), found.value(cell.row, cell.column)


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

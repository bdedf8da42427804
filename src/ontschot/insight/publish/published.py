"""From exact figures to numbers that may be shown: closed, rounded, checked, with what must be known beside them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy

from ontschot.insight.overlap import Cell, Family, Figure
from ontschot.insight.publish.rounding import rounded
from ontschot.insight.publish.suppression import NotPublishable, Problem, exposed, suppress
from ontschot.insight.sources import Study

# Figures that say of households how many persons: with the totals of both levels they are an equation that no family
# knows (500 of one, 30 of two, 4 of three make 572), so they are shown whole or not at all.
BETWEEN_LEVELS = ("users_per_household",)
STRATA = ("users", "one", "more", "schemes")
WORTH = {  # what a reader loses when a cell is closed to protect another: the higher, the later it is chosen
    "totals": 9,
    "provision_count": 8,
    "scheme_count": 8,
    "scheme_matrix": 7,
    "scheme_sizes": 7,
    "districts": 5,
    "lines": 6,
    "ages": 5,
    "household_types": 5,
    "provision_matrix": 3,
    "users_per_household": 3,
    "scheme_combinations": 3,
    "provision_combinations": 2,
    "weights": 2,
}


@dataclass(frozen=True)
class PublishedCell:
    """A number that may be shown, or None when it stays closed. `share` is of the cell it belongs to, 0 to 1.

    `least` and `most`: what the number would be at the other linkage thresholds; None when not computed or closed.
    """

    row: str
    column: str
    value: int | None
    share: float | None = None
    least: int | None = None
    most: int | None = None


@dataclass
class PublishedFigure:
    """A figure as it is shown. `closed` counts its closed cells."""

    id: str
    kind: str
    level: str
    day: dt.date
    rows: list[str]
    columns: list[str]
    cells: dict[tuple[str, str], PublishedCell]
    labels: dict[str, str]

    @property
    def closed(self) -> int:
        """How many cells are closed."""
        return sum(cell.value is None for cell in self.cells.values())

    def value(self, row: str, column: str) -> int | None:
        """A number, None when it is closed or not there."""
        cell = self.cells.get((row, column))
        return cell.value if cell else None


@dataclass
class Published:
    """A whole report: figures, and what is carried to each of them."""

    study: Study
    figures: list[PublishedFigure]
    left_out: list[str] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    quality: dict[str, Any] = field(default_factory=dict)
    key: str = ""

    def figure(self, id: str, level: str, day: dt.date | None = None) -> PublishedFigure | None:
        """A figure by name, of the reference date unless another day is given."""
        wanted = day or self.study.date
        return next((f for f in self.figures if (f.id, f.level, f.day) == (id, level, wanted)), None)


def publish(
    study: Study, figures: Sequence[Figure], others: Sequence[Mapping[str, tuple[int, int]]] = ()
) -> tuple[list[PublishedFigure], list[str]]:
    """Close, round and check all figures; gives back what may be shown, and the figures that had to be left out.

    `others` gives count and key by cell id at other linkage thresholds. Raises NotPublishable when the totals are too
    small to be shown.
    """
    by_family: dict[int, list[tuple[Figure, Cell]]] = {}
    family_of: dict[int, Family] = {}
    for figure in figures:
        for cell in figure.cells:
            by_family.setdefault(id(cell.family), []).append((figure, cell))
            family_of[id(cell.family)] = cell.family
    values: dict[str, int | None] = {}
    left_out: list[str] = []
    apart: dict[tuple[str, dt.date], bool] = {}
    for number, cells in sorted(by_family.items(), key=lambda item: family_of[item[0]].name != "provisions"):
        left_out.extend(_close(study, family_of[number], cells, values, apart))
    shown = [figure for figure in figures if any(cell.shown for cell in figure.cells)]
    kept = [_figure(study, figure, values, others) for figure in shown if _name(figure) not in left_out]
    return kept, sorted(set(left_out))


def _name(figure: Figure) -> str:
    return f"{figure.level}/{figure.day}/{figure.id}"


def _problem(study: Study, family: Family, cells: Sequence[tuple[Figure, Cell]], *, strata: bool) -> Problem:
    total = [figure.id == "totals" and cell.column in STRATA for figure, cell in cells]
    fixed = [known and (strata or cell.column == "users") for known, (_, cell) in zip(total, cells, strict=True)]
    return Problem(
        cells=numpy.array([cell.members for _, cell in cells], dtype=bool),
        count=family.atoms.count,
        visible=numpy.array([cell.shown or known for known, (_, cell) in zip(total, cells, strict=True)]),
        fixed=numpy.array(fixed),
        worth=numpy.array([WORTH.get(figure.id, 1) if cell.shown else 0 for figure, cell in cells]),
        least=study.minimum_cell,
    )


def _close(
    study: Study,
    family: Family,
    cells: list[tuple[Figure, Cell]],
    values: dict[str, int | None],
    apart: dict[tuple[str, dt.date], bool],
) -> list[str]:
    """Put the numbers of one family in `values`; gives back the figures that could not be shown.

    `apart` says per level and day whether the totals that families share stay open, so that each can be solved alone.
    """
    place = family.level, family.day
    first = family.name == "provisions"
    if first:
        apart[place] = _strata_hold(study, cells)
    elif not apart[place]:
        return sorted({_name(figure) for figure, cell in cells if cell.shown})
    problem = _problem(study, family, cells, strata=apart[place])
    try:
        closed = suppress(problem)
    except NotPublishable:
        if not first:
            return sorted({_name(figure) for figure, cell in cells if cell.shown})
        apart[place] = False
        problem = _problem(study, family, cells, strata=False)
        closed = suppress(problem)
    tied = {_name(figure) for at, (figure, _) in enumerate(cells) if figure.id in BETWEEN_LEVELS and closed[at]}
    if tied:
        rest = [(figure, cell) for figure, cell in cells if _name(figure) not in tied]
        return [*tied, *_close(study, family, rest, values, apart)]
    if exposed(problem, closed):
        raise NotPublishable("A closed cell can be computed back. Nothing was published; report this as a fault.")
    for at, (_, cell) in enumerate(cells):
        if cell.shown:
            values[cell.id] = None if closed[at] else rounded(cell.count, cell.key, study.rounding)
    return []


def _strata_hold(study: Study, cells: Sequence[tuple[Figure, Cell]]) -> bool:
    """Whether the totals that families share are all large enough to be shown: else the families are not apart."""
    totals = [cell.count for figure, cell in cells if figure.id == "totals"]
    return all(count == 0 or count >= study.minimum_cell for count in totals)


def _figure(
    study: Study,
    figure: Figure,
    values: Mapping[str, int | None],
    others: Sequence[Mapping[str, tuple[int, int]]],
) -> PublishedFigure:
    cells = {}
    for cell in figure.cells:
        if not cell.shown:
            continue
        value, whole = values[cell.id], values.get(cell.of)
        share = value / whole if value is not None and whole else None
        span = _span(study, cell, value, others)
        cells[cell.row, cell.column] = PublishedCell(cell.row, cell.column, value, share and min(share, 1.0), *span)
    return PublishedFigure(
        figure.id, figure.kind, figure.level, figure.day, figure.rows, figure.columns, cells, figure.labels
    )


def _span(
    study: Study, cell: Cell, value: int | None, others: Sequence[Mapping[str, tuple[int, int]]]
) -> tuple[int | None, int | None]:
    if value is None or not others:
        return None, None
    found = [value]
    for other in others:
        count, key = other.get(cell.id, (0, 0))
        if 0 < count < study.minimum_cell:
            return None, None
        found.append(rounded(count, key, study.rounding))
    return min(found), max(found)

"""From exact figures to numbers that may be shown: closed, rounded, checked, with what must be known beside them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy

from ontschot.insight.overlap import Cell, Family, Figure
from ontschot.insight.overlap.atoms import used_schemes
from ontschot.insight.overlap.figures import TOTAL
from ontschot.insight.publish.levels import tied
from ontschot.insight.publish.rounding import rounded
from ontschot.insight.publish.sensitivity import band
from ontschot.insight.publish.shown import Shown, name_of
from ontschot.insight.publish.suppression import NotPublishable, Problem, exposed, suppress
from ontschot.insight.sources import Study
from ontschot.insight.sources.borders import Borders

# Figures that say of households how many persons: with the totals of both levels they are an equation that no family
# knows (500 of one, 30 of two, 4 of three make 572), so they are shown whole or not at all.
BETWEEN_LEVELS = ("users_per_household",)
STRATA = ("users", "one", "more", "schemes")
LINKED = "schemes"  # the family that is solved together with that of the provisions
WORTH = {  # what a reader loses when a cell is closed to protect another: the higher, the later it is chosen
    "totals": 9,
    "provision_count": 8,
    "scheme_count": 8,
    "scheme_matrix": 7,
    "scheme_sizes": 7,
    "districts": 5,
    "district_matrix": 1,
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
    """A number that may be shown, or None when it stays closed. `share` is of the cell it belongs to, 0 to 1."""

    row: str
    column: str
    value: int | None
    share: float | None = None


@dataclass
class PublishedFigure:
    """A figure as it is shown. `closed` counts its closed cells. `band`: percentage points that no share of a large
    group goes beyond at other thresholds of the linkage; None when that was not computed."""

    id: str
    kind: str
    level: str
    day: dt.date
    rows: list[str]
    columns: list[str]
    cells: dict[tuple[str, str], PublishedCell]
    labels: dict[str, str]
    band: int | None = None

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
    borders: Borders | None = None

    def figure(self, id: str, level: str, day: dt.date | None = None) -> PublishedFigure | None:
        """A figure by name, of the reference date unless another day is given."""
        wanted = day or self.study.date
        return next((f for f in self.figures if (f.id, f.level, f.day) == (id, level, wanted)), None)


def publish(
    study: Study, figures: Sequence[Figure], others: Sequence[Mapping[str, int]] = (), shown: Shown | None = None
) -> tuple[list[PublishedFigure], list[str]]:
    """Close, round and check all figures; gives back what may be shown, and the figures that had to be left out.

    `others` gives the count by cell id at other linkage thresholds; `shown` what earlier reports of the study showed,
    to which this one is added. Raises NotPublishable when the totals are too small to be shown.
    """
    closing = _Closing(study, shown or Shown())
    apart = tied(study, figures)
    left_out = [_name(figure) for figure in apart if any(cell.shown for cell in figure.cells)]
    figures = [figure for figure in figures if all(figure is not one for one in apart)]
    by_family: dict[int, list[tuple[Figure, Cell]]] = {}
    family_of: dict[int, Family] = {}
    for figure in figures:
        for cell in figure.cells:
            by_family.setdefault(id(cell.family), []).append((figure, cell))
            family_of[id(cell.family)] = cell.family
    linked = {_place(family_of[at]): cells for at, cells in by_family.items() if family_of[at].name == LINKED}
    for number, cells in sorted(by_family.items(), key=lambda item: _order(family_of[item[0]])):
        if family_of[number].name != LINKED:
            along = linked.get(_place(family_of[number])) if family_of[number].name == "provisions" else None
            left_out.extend(closing.close(cells, along or []))
    visible = [figure for figure in figures if any(cell.shown for cell in figure.cells)]
    exact = {cell.id: cell.count for figure in figures for cell in figure.cells} if others else {}
    kept = []
    for figure in visible:
        if _name(figure) not in left_out:
            found = _figure(figure, closing.values)
            open = {id: value is not None for id, value in closing.values.items()}
            found.band = band(figure, exact, open, others, study.minimum_cell) if figure.day == study.date else None
            kept.append(found)
    return kept, sorted(set(left_out))


def _place(family: Family) -> tuple[str, dt.date]:
    return family.level, family.day


def _order(family: Family) -> tuple[bool, int]:
    """The reference date goes first, and of a day the family that all others rely on."""
    return family.name != "provisions", -family.day.toordinal()


def _name(figure: Figure) -> str:
    return f"{figure.level}/{figure.day}/{figure.id}"


class _Closing:
    """Closes and rounds family by family. `values` has the number by cell id, None when it is closed."""

    def __init__(self, study: Study, shown: Shown) -> None:
        self.study = study
        self.shown = shown
        self.values: dict[str, int | None] = {}
        # Per level and day whether the totals that families share stay open, so that each can be solved alone.
        self.apart: dict[tuple[str, dt.date], bool] = {}
        # Where the totals of districts are relied on by their table of schemes: they stay open there.
        self.districts: set[tuple[str, dt.date]] = set()

    def name(self, figure: Figure, cell: Cell) -> str:
        return name_of(self.study.municipality, figure.id, cell)

    def worth(self, figure: Figure, cell: Cell) -> int:
        """What a reader loses with a cell; those that an earlier report closed go first, those it showed last."""
        if not cell.shown:
            return 0
        name = self.name(figure, cell)
        if name in self.shown.numbers:
            return WORTH.get(figure.id, 1) + max(WORTH.values())
        return 0 if name in self.shown.closed else WORTH.get(figure.id, 1)

    def problem(self, cells: Sequence[tuple[Figure, Cell]], *, strata: bool) -> Problem:
        total = [figure.id == "totals" and cell.column in STRATA for figure, cell in cells]
        # Earlier numbers are equations when they were about the same people; else ``number`` blurs the difference.
        users = [cell for figure, cell in cells if figure.id == "totals" and cell.column == "users"]
        same = any(self.shown.knows(cell) for cell in users)
        fixed = [known and (strata or cell.column == "users") for known, (_, cell) in zip(total, cells, strict=True)]
        relied = _place(cells[0][1].family) in self.districts
        elsewhere = [relied and _of_district(figure, cell) for figure, cell in cells]
        families = list({id(cell.family): cell.family for _, cell in cells}.values())
        return Problem(
            cells=numpy.array([_members(families, cell) for _, cell in cells], dtype=bool),
            count=numpy.concatenate([family.atoms.count for family in families]),
            visible=numpy.array(
                [cell.shown or known or apart for known, apart, (_, cell) in zip(total, elsewhere, cells, strict=True)]
            ),
            fixed=numpy.array([one or other for one, other in zip(fixed, elsewhere, strict=True)]),
            worth=numpy.array([self.worth(figure, cell) for figure, cell in cells]),
            least=self.study.minimum_cell,
            known=numpy.array([same and self.shown.knows(cell) for _, cell in cells]),
            shut=numpy.array([self.shown.keeps_shut(cell) for _, cell in cells]),
            links=_links(self.study, families) if len(families) > 1 else None,
        )

    def close(self, cells: list[tuple[Figure, Cell]], along: list[tuple[Figure, Cell]]) -> list[str]:
        """Put the numbers of one family in `values`; gives back the figures that could not be shown.

        `along` are the cells of the family that is solved together with it; they are left out when that does not work.
        """
        place = _place(cells[0][1].family)
        first = cells[0][1].family.name == "provisions"
        if first:
            self.apart[place] = _strata_hold(self.study, cells)
        elif not self.apart[place]:
            return sorted({_name(figure) for figure, cell in cells if cell.shown})
        if along and self.apart[place] and _large_or_none(self.study, along):
            self.districts.add(place)
            try:
                return self.solve([*cells, *along])
            except NotPublishable:
                self.districts.discard(place)
        if along:
            return [*{_name(figure) for figure, _ in along}, *self.close(cells, [])]
        try:
            return self.solve(cells)
        except NotPublishable:
            if not first:
                return sorted({_name(figure) for figure, cell in cells if cell.shown})
            self.apart[place] = False
            return self.solve(cells)

    def solve(self, cells: list[tuple[Figure, Cell]]) -> list[str]:
        """The same for cells that are solved together. Raises NotPublishable."""
        problem = self.problem(cells, strata=self.apart[_place(cells[0][1].family)])
        closed = suppress(problem)
        tied = {_name(figure) for at, (figure, _) in enumerate(cells) if figure.id in BETWEEN_LEVELS and closed[at]}
        if tied:
            for figure, cell in cells:
                if _name(figure) in tied and cell.shown:  # left out in the next report too
                    self.shown.note(self.name(figure, cell), cell, None)
            return [*tied, *self.solve([(figure, cell) for figure, cell in cells if _name(figure) not in tied])]
        if exposed(problem, closed):
            raise RuntimeError("A closed cell can be computed back. Nothing was published; report this as a fault.")
        for (figure, cell), shut in zip(cells, closed, strict=True):
            if cell.shown:
                self.values[cell.id] = self.number(figure, cell, shut=bool(shut))
        return []

    def number(self, figure: Figure, cell: Cell, *, shut: bool) -> int | None:
        """The number of a cell as it is shown, remembered for later reports."""
        name, value = self.name(figure, cell), None
        if not shut:
            fresh = rounded(cell.count, cell.key, self.study.rounding)
            value = self.shown.number(name, cell.count, fresh, self.study.minimum_cell)
        self.shown.note(name, cell, value)
        return value


def _of_district(figure: Figure, cell: Cell) -> bool:
    """A total of a district, which the table of areas and that of schemes by district share."""
    return (figure.id == "districts" and cell.column in STRATA) or cell.column.startswith(TOTAL)


def _large_or_none(study: Study, along: Sequence[tuple[Figure, Cell]]) -> bool:
    totals = [cell.count for figure, cell in along if _of_district(figure, cell)]
    return all(count == 0 or count >= study.minimum_cell for count in totals)


def _members(families: Sequence[Family], cell: Cell) -> numpy.ndarray:
    """The members of a cell over the atoms of all families in a row."""
    return numpy.concatenate(
        [cell.members if family is cell.family else numpy.zeros(len(family.atoms), dtype=bool) for family in families]
    )


def _links(study: Study, families: Sequence[Family]) -> numpy.ndarray:
    """Per set of schemes: as many in the one family as in the other."""
    codes = used_schemes(study)
    belongs = numpy.array([[p.scheme == code for code in codes] for p in study.provisions], dtype=numpy.int64)
    one, other = families
    has = [(one.atoms.has.astype(numpy.int64) @ belongs) > 0, other.atoms.has]
    sets = [(rows * (1 << numpy.arange(len(codes)))).sum(axis=1) for rows in has]
    found = numpy.unique(numpy.concatenate(sets))
    return numpy.hstack([(sets[0] == found[:, None]).astype(int), -(sets[1] == found[:, None]).astype(int)])


def _strata_hold(study: Study, cells: Sequence[tuple[Figure, Cell]]) -> bool:
    """Whether the totals that families share are all large enough to be shown: else the families are not apart."""
    totals = [cell.count for figure, cell in cells if figure.id == "totals"]
    return all(count == 0 or count >= study.minimum_cell for count in totals)


def _rows(figure: Figure, values: Mapping[str, int | None]) -> list[str]:
    """The rows in an order that says no more than the numbers: which of two closed ones is larger stays open."""
    if figure.kind != "combinations":
        return figure.rows
    shown = {cell.row: values[cell.id] for cell in figure.cells if cell.shown}
    return sorted(figure.rows, key=lambda row: (shown[row] is None, -(shown[row] or 0), row))


def _figure(figure: Figure, values: Mapping[str, int | None]) -> PublishedFigure:
    cells = {}
    for cell in figure.cells:
        if not cell.shown:
            continue
        value, whole = values[cell.id], values.get(cell.of)
        share = value / whole if value is not None and whole else 0.0 if cell.of and value == 0 else None
        cells[cell.row, cell.column] = PublishedCell(cell.row, cell.column, value, share and min(share, 1.0))
    rows = _rows(figure, values)
    place = {row: at for at, row in enumerate(rows)}
    cells = dict(sorted(cells.items(), key=lambda item: place[item[0][0]]))
    return PublishedFigure(figure.id, figure.kind, figure.level, figure.day, rows, figure.columns, cells, figure.labels)

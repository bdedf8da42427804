"""From exact figures to numbers that may be shown: closed, rounded, checked, with what must be known beside them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ontschot.insight.overlap import Cell, Family, Figure
from ontschot.insight.publish.closing import LINKED, Closing, full_name, order, place_of
from ontschot.insight.publish.divisions import divided_otherwise
from ontschot.insight.publish.levels import tied
from ontschot.insight.publish.sensitivity import band
from ontschot.insight.publish.shown import Shown
from ontschot.insight.publish.suppression import NotPublishable
from ontschot.insight.sources import Study
from ontschot.insight.sources.borders import Borders


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
    """A whole report: figures, and what is carried to each of them. `left_out` are the names of figures that could not
    be shown, of which `otherwise` because an earlier report of the study divided people otherwise, and `unsolved`
    because nobody could work out whether they would be safe."""

    study: Study
    figures: list[PublishedFigure]
    left_out: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)
    unsolved: list[str] = field(default_factory=list)
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
) -> tuple[list[PublishedFigure], list[str], list[str], list[str]]:
    """Close, round and check all figures; gives back what may be shown, the names of the figures that had to be left
    out, and of these the ones that an earlier report of the study divided otherwise, and that nobody could solve.

    `others` gives the count by cell id at other linkage thresholds; `shown` what earlier reports of the study showed,
    to which this one is added. Raises NotPublishable when the totals are too small to be shown.
    """
    closing = Closing(study, shown or Shown())
    otherwise = divided_otherwise(study, closing.shown, figures)
    apart = tied(study, figures)
    left_out = [full_name(figure) for figure in [*apart, *otherwise] if any(cell.shown for cell in figure.cells)]
    figures = [figure for figure in figures if all(figure is not one for one in [*apart, *otherwise])]
    by_family: dict[int, list[tuple[Figure, Cell]]] = {}
    family_of: dict[int, Family] = {}
    for figure in figures:
        for cell in figure.cells:
            by_family.setdefault(id(cell.family), []).append((figure, cell))
            family_of[id(cell.family)] = cell.family
    along = _along(family_of, by_family)
    for number, cells in sorted(by_family.items(), key=lambda item: order(family_of[item[0]])):
        family = family_of[number]
        if family.name == "provisions":
            left_out.extend(closing.close(cells, along.get(place_of(family), [])))
        elif not (family.name in LINKED and place_of(family) in along):
            left_out.extend(closing.close(cells, []))
    _judge_users(study, figures, closing.values)
    visible = [figure for figure in figures if any(cell.shown for cell in figure.cells)]
    exact = {cell.id: cell.count for figure in figures for cell in figure.cells} if others else {}
    kept = []
    for figure in visible:
        if full_name(figure) not in left_out:
            found = _figure(figure, closing.values)
            open = {id: value is not None for id, value in closing.values.items()}
            found.band = band(figure, exact, open, others, study.minimum_cell) if figure.day == study.date else None
            if found.closed < len(found.cells) or figure.id == "totals":
                kept.append(found)
            else:  # nothing to read in it
                left_out.append(full_name(figure))
    divided = closing.otherwise | {full_name(figure) for figure in otherwise}
    return kept, sorted(set(left_out)), sorted(divided), sorted(closing.unsolved & set(left_out))


Place = tuple[str, dt.date]


def _along(
    families: Mapping[int, Family], cells: Mapping[int, list[tuple[Figure, Cell]]]
) -> dict[Place, list[tuple[Figure, Cell]]]:
    """Per level and day the cells of areas and of schemes by district, where there are schemes by district: what these
    tables say hangs together with everything that is said of the provisions."""
    found: dict[Place, list[tuple[Figure, Cell]]] = {}
    linked = [(number, family) for number, family in families.items() if family.name in LINKED]
    places = {place_of(family) for _, family in linked if family.name == "schemes"}
    for number, family in linked:
        if place_of(family) in places:
            found.setdefault(place_of(family), []).extend(cells[number])
    return found


def _judge_users(study: Study, figures: Sequence[Figure], values: Mapping[str, int | None]) -> None:
    """Raises NotPublishable when not even the number of persons who use something may be shown."""
    wanted = ("totals", "persons", study.date)
    cells = [cell for f in figures if (f.id, f.level, f.day) == wanted for cell in f.cells if cell.column == "users"]
    if any(values.get(cell.id) is None for cell in cells):
        raise NotPublishable(f"Fewer than {study.minimum_cell} persons use something.")


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

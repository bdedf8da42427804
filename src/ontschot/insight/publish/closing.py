"""Which numbers of a report stay closed, family by family, and the numbers that may be shown of the others."""

import datetime as dt
from collections.abc import Sequence

import numpy
from scipy.sparse import csr_array

from ontschot.insight.overlap import Cell, Family, Figure
from ontschot.insight.overlap.atoms import used_schemes
from ontschot.insight.overlap.figures import TOTAL
from ontschot.insight.publish.divisions import division_of
from ontschot.insight.publish.rounding import rounded
from ontschot.insight.publish.shown import Shown, name_of
from ontschot.insight.publish.suppression import NotPublishable, Problem, Unsolved, exposed, suppress
from ontschot.insight.sources import Study

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


def place_of(family: Family) -> tuple[str, dt.date]:
    return family.level, family.day


def order(family: Family) -> tuple[bool, int]:
    """The reference date goes first, and of a day the family that all others rely on."""
    return family.name != "provisions", -family.day.toordinal()


def full_name(figure: Figure) -> str:
    return f"{figure.level}/{figure.day}/{figure.id}"


class Closing:
    """Closes and rounds family by family. `values` has the number by cell id, None when it is closed."""

    def __init__(self, study: Study, shown: Shown) -> None:
        self.study = study
        self.shown = shown
        self.values: dict[str, int | None] = {}
        # Per level and day whether the totals that families share stay open, so that each can be solved alone.
        self.apart: dict[tuple[str, dt.date], bool] = {}
        # Where the totals of districts are relied on by their table of schemes: they stay open there.
        self.districts: set[tuple[str, dt.date]] = set()
        # Figures of which nothing can be shown, as an earlier report divided the people otherwise.
        self.otherwise: set[str] = set()
        # Figures of which nobody knows whether they are safe, and where that is so of the totals that others rely on.
        self.unsolved: set[str] = set()
        self.stuck: set[tuple[str, dt.date]] = set()

    def name(self, figure: Figure, cell: Cell) -> str:
        return name_of(self.study.municipality, figure.id, cell, self.study.ages)

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
        relied = place_of(cells[0][1].family) in self.districts
        elsewhere = [relied and _of_district(figure, cell) for figure, cell in cells]
        families = list({id(cell.family): cell.family for _, cell in cells}.values())
        return Problem(
            cells=_members(families, [cell for _, cell in cells]),
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
        place = place_of(cells[0][1].family)
        first = cells[0][1].family.name == "provisions"
        if first:
            self.apart[place] = _strata_hold(self.study, cells)
        elif not self.apart[place]:
            return self.without(cells, unsolved=place in self.stuck)
        if along and self.apart[place] and _large_or_none(self.study, along):
            self.districts.add(place)
            try:
                return self.solve([*cells, *along])
            except NotPublishable as error:
                self.districts.discard(place)
                if isinstance(error, Unsolved):
                    self.unsolved.update(full_name(figure) for figure, _ in along)
        if along:
            return [*{full_name(figure) for figure, _ in along}, *self.close(cells, [])]
        try:
            return self.solve(cells)
        except NotPublishable as error:
            if not first:
                return self.without(cells, unsolved=isinstance(error, Unsolved))
            self.apart[place] = False
            if isinstance(error, Unsolved):
                self.stuck.add(place)
            return self.solve(cells)

    def without(self, cells: Sequence[tuple[Figure, Cell]], *, unsolved: bool) -> list[str]:
        """The figures of cells that stay out; `unsolved`: because the equations could not be solved."""
        names = sorted({full_name(figure) for figure, cell in cells if cell.shown})
        self.unsolved.update(names if unsolved else [])
        return names

    def solve(self, cells: list[tuple[Figure, Cell]]) -> list[str]:
        """The same for cells that are solved together. Raises NotPublishable."""
        strata = self.apart[place_of(cells[0][1].family)]
        group, provisions = self.group(cells), cells[0][1].family.name == "provisions"
        division = division_of(self.study, (figure for figure, _ in cells)) if provisions else {}
        if not self.shown.covers(group, division, (cell for _, cell in cells)):
            return self.repeat(cells, strata=strata)
        problem = self.problem(cells, strata=strata)
        closed = suppress(problem)
        tied = {full_name(figure) for at, (figure, _) in enumerate(cells) if figure.id in BETWEEN_LEVELS and closed[at]}
        if tied:
            for figure, cell in cells:
                if full_name(figure) in tied and cell.shown:  # left out in the next report too
                    self.shown.note(self.name(figure, cell), cell, None)
            return [*tied, *self.solve([(figure, cell) for figure, cell in cells if full_name(figure) not in tied])]
        if exposed(problem, closed):
            raise RuntimeError("A closed cell can be computed back. Nothing was published; report this as a fault.")
        for (figure, cell), shut in zip(cells, closed, strict=True):
            if cell.shown:
                self.values[cell.id] = self.number(figure, cell, shut=bool(shut))
        open = [cell for _, cell in cells if self.values.get(cell.id) is not None]
        self.shown.tell(group, division, open)
        return []

    def group(self, cells: Sequence[tuple[Figure, Cell]]) -> str:
        """The name of all tables that say something of each other, of exactly these users. Where a table only divides
        who has one or more, of exactly these with one and with more too: there nothing but the division can differ."""
        first = cells[0][1].family.name
        facts = ("users",) if first == "provisions" else STRATA
        totals = {cell.column: self.shown.mark(cell) for figure, cell in cells if figure.id == "totals"}
        return "/".join([first, *(totals[column] for column in facts)])

    def repeat(self, cells: Sequence[tuple[Figure, Cell]], *, strata: bool) -> list[str]:
        """Only what earlier reports showed of these users, because one had numbers that are none of these cells: they
        cannot be solved together. Gives back the figures of which nothing is left. Raises NotPublishable."""
        said: dict[str, bool] = {}
        for figure, cell in cells:
            open = self.shown.knows(cell)
            if strata and figure.id == "totals" and cell.column in STRATA and cell.count and not open:
                raise NotPublishable("The totals that all tables rely on were closed before.")
            if cell.shown:
                whole = figure.id in BETWEEN_LEVELS
                name = full_name(figure)
                said[name] = (said.get(name, whole) and open) if whole else (said.get(name, False) or open)
                self.values[cell.id] = self.number(figure, cell, shut=cell.count > 0 and not open)
        gone = [name for name, something in said.items() if not something]
        self.otherwise.update(gone)
        return gone

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


def _members(families: Sequence[Family], cells: Sequence[Cell]) -> csr_array:
    """The members of cells, over the atoms of all families in a row."""
    sizes = [len(family.atoms) for family in families]
    begin = {id(family): int(at) for family, at in zip(families, numpy.cumsum([0, *sizes]), strict=False)}
    atoms = [begin[id(cell.family)] + numpy.flatnonzero(cell.members) for cell in cells]
    rows = numpy.cumsum([0, *map(len, atoms)])
    return csr_array((numpy.ones(rows[-1], dtype=bool), numpy.concatenate(atoms), rows), shape=(len(cells), sum(sizes)))


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

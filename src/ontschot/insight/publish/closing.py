"""Which numbers of a report stay closed, family by family, and the numbers that may be shown of the others."""

import datetime as dt
from collections.abc import Sequence

import numpy
from scipy.sparse import csr_array, vstack

from ontschot.insight.overlap import Cell, Family, Figure
from ontschot.insight.overlap.atoms import used_schemes
from ontschot.insight.overlap.figures import TOTAL
from ontschot.insight.publish.divisions import division_of
from ontschot.insight.publish.rounding import rounded
from ontschot.insight.publish.shown import Division, Shown, name_of
from ontschot.insight.publish.suppression import NotPublishable, Problem, Unsolved, exposed, suppress
from ontschot.insight.sources import Study

# Figures that say of households how many persons: with the totals of both levels they are an equation that no family
# knows (500 of one, 30 of two, 4 of three make 572), so they are shown whole or not at all.
BETWEEN_LEVELS = ("users_per_household",)
STRATA = ("users", "one", "more", "schemes")
Group = tuple[str, Division, Sequence[tuple[Figure, Cell]]]
LINKED = ("schemes", "areas")  # hang together with the provisions, where there are schemes by district
MOST_TOGETHER = 3000  # cells of areas that are solved together with all else
WORTH = {  # what a reader loses when a cell is closed to protect another: the higher, the later it is chosen
    "totals": 9,
    "provision_count": 8,
    "scheme_count": 8,
    "scheme_matrix": 7,
    "scheme_sizes": 7,
    "districts": 5,
    "neighbourhoods": 4,
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
# The number that a row is a share of: without it nothing in its row or column can be read as a percentage.
WORTH_OF_WHOLE = {
    "scheme_matrix": 9,
    "scheme_sizes": 9,
    "provision_matrix": 7,
    "districts": 8,
    "neighbourhoods": 7,
    "ages": 8,
    "household_types": 8,
    "clusters": 4,
    "district_matrix": 4,
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
        return name_of(self.study.municipality, figure.id, cell, self.study.ages, figure.same.get(cell.row, ""))

    def worth(self, figure: Figure, cell: Cell) -> int:
        """What a reader loses with a cell; those that an earlier report closed go first, those it showed last."""
        if not cell.shown:
            return 0
        name = self.name(figure, cell)
        whole = cell.column in (cell.row, "users", *(f"{code}&{code}" for code in cell.column.split("&")[:1]))
        worth = (WORTH_OF_WHOLE if whole else WORTH).get(figure.id) or WORTH.get(figure.id, 1)
        if name in self.shown.numbers:
            return worth + max(WORTH.values())
        return 0 if name in self.shown.closed else worth

    def problem(self, cells: Sequence[tuple[Figure, Cell]], *, strata: bool) -> Problem:
        total = [figure.id == "totals" and cell.column in STRATA for figure, cell in cells]
        # Earlier numbers are equations when they were about the same people; else ``number`` blurs the difference.
        users = [cell for figure, cell in cells if figure.id == "totals" and cell.column == "users"]
        same = any(self.shown.knows(cell) for cell in users)
        fixed = [known and (strata or cell.column == "users") for known, (_, cell) in zip(total, cells, strict=True)]
        districts = place_of(cells[0][1].family) in self.districts
        relied = [districts and _of_district(figure, cell) for figure, cell in cells]
        families = list({id(cell.family): cell.family for _, cell in cells}.values())
        return Problem(
            cells=_members(families, [cell for _, cell in cells]),
            count=numpy.concatenate([family.atoms.count for family in families]),
            visible=numpy.array(
                [cell.shown or known or apart for known, apart, (_, cell) in zip(total, relied, cells, strict=True)]
            ),
            fixed=numpy.array([one or other for one, other in zip(fixed, relied, strict=True)]),
            worth=numpy.array([self.worth(figure, cell) for figure, cell in cells]),
            least=self.study.minimum_cell,
            known=numpy.array([same and self.shown.knows(cell) for _, cell in cells]),
            shut=numpy.array(
                [self.shown.keeps_shut(self.name(f, cell), cell, self.study.minimum_cell) for f, cell in cells]
            ),
            links=_links(self.study, families) if len(families) > 1 else None,
        )

    def close(self, cells: list[tuple[Figure, Cell]], along: list[tuple[Figure, Cell]]) -> list[str]:
        """Put the numbers of one family in `values`; gives back the figures that could not be shown.

        `along` are the cells of the families that hang together with it: schemes by district, and areas.
        """
        place = place_of(cells[0][1].family)
        first = cells[0][1].family.name == "provisions"
        if first:
            self.apart[place] = self.strata_hold(cells)
        elif not self.apart[place]:
            return self.without(cells, unsolved=place in self.stuck)
        if along and not self.apart[place]:
            return [*self.close(cells, []), *self.without(along, unsolved=place in self.stuck)]
        if along:
            return self.close_together(cells, along)
        try:
            return self.solve(cells)
        except NotPublishable as error:
            if not first:
                return self.without(cells, unsolved=isinstance(error, Unsolved))
            self.apart[place] = False
            if isinstance(error, Unsolved):
                self.stuck.add(place)
            return self.solve(cells)

    def close_together(self, cells: list[tuple[Figure, Cell]], along: list[tuple[Figure, Cell]]) -> list[str]:
        """The same for the provisions with what hangs together with them. Where the totals of districts can stay open
        they do, and the areas are solved by themselves; where that leaves too little, all is solved as one. When that
        does not work either, the schemes by district are left out."""
        place = place_of(cells[0][1].family)
        schemes = [(figure, cell) for figure, cell in along if cell.family.name == "schemes"]
        areas = [(figure, cell) for figure, cell in along if cell.family.name == "areas"]
        stuck = False
        if self.can_stay_open([(figure, cell) for figure, cell in along if _of_district(figure, cell)]):
            self.districts.add(place)
            try:
                left = self.solve([*cells, *schemes])
                return [*left, *self.close(areas, [])] if areas else left
            except NotPublishable as error:
                stuck = isinstance(error, Unsolved)
            self.districts.discard(place)
        if len(areas) <= MOST_TOGETHER:
            try:
                return self.solve([*cells, *along])
            except NotPublishable as error:
                stuck = isinstance(error, Unsolved)
        left = self.without(schemes, unsolved=stuck)
        return [*left, *self.close(cells, []), *(self.close(areas, []) if areas else [])]

    def strata_hold(self, cells: Sequence[tuple[Figure, Cell]]) -> bool:
        """Whether the totals that families share can all be shown: large enough, and of nobody who was closed before.
        Else the families are not apart."""
        totals = [(figure, cell) for figure, cell in cells if figure.id == "totals"]
        marks = {self.shown.mark(cell) for _, cell in totals if cell.count}
        return self.can_stay_open([*totals, *((f, cell) for f, cell in cells if self.shown.mark(cell) in marks)])

    def can_stay_open(self, cells: Sequence[tuple[Figure, Cell]]) -> bool:
        """Whether each is large or nobody, and none was closed before."""
        least = self.study.minimum_cell
        return all(
            cell.count >= least and not self.shown.keeps_shut(self.name(figure, cell), cell, least)
            for figure, cell in cells
            if cell.count
        )

    def without(self, cells: Sequence[tuple[Figure, Cell]], *, unsolved: bool) -> list[str]:
        """The figures of cells that stay out; `unsolved`: because the equations could not be solved."""
        names = sorted({full_name(figure) for figure, cell in cells if cell.shown})
        self.unsolved.update(names if unsolved else [])
        return names

    def solve(self, cells: list[tuple[Figure, Cell]]) -> list[str]:
        """The same for cells that are solved together. Raises NotPublishable."""
        strata = self.apart[place_of(cells[0][1].family)]
        groups = self.groups(cells)
        if not all(self.shown.covers(group, division, (c for _, c in part)) for group, division, part in groups):
            return self.repeat(cells, strata=strata)
        problem = self.problem(cells, strata=strata)
        closed = suppress(problem)
        tied = {full_name(figure) for at, (figure, _) in enumerate(cells) if figure.id in BETWEEN_LEVELS and closed[at]}
        if tied:
            for figure, cell in cells:
                if full_name(figure) in tied and cell.shown:  # left out in the next report too
                    self.shown.note(self.name(figure, cell), cell, None, self.study.minimum_cell)
            return [*tied, *self.solve([(figure, cell) for figure, cell in cells if full_name(figure) not in tied])]
        if exposed(problem, closed):
            raise RuntimeError("A closed cell can be computed back. Nothing was published; report this as a fault.")
        for (figure, cell), shut in zip(cells, closed, strict=True):
            if cell.shown:
                self.values[cell.id] = self.number(figure, cell, shut=bool(shut))
        for group, division, part in groups:
            self.shown.tell(group, division, [cell for _, cell in part if self.values.get(cell.id) is not None])
        return []

    def groups(self, cells: Sequence[tuple[Figure, Cell]]) -> list[Group]:
        """What is remembered together: all tables that say something of each other, of exactly these users, and how
        these are divided. Where a table only divides who has one or more, it is of exactly these with one and with more
        too: there nothing but the division can differ. Areas are remembered for themselves as well, for a later report
        in which they are solved by themselves."""
        families = {cell.family.name: cell.family for _, cell in cells}
        totals = {
            (cell.family.name, cell.column): self.shown.mark(cell) for figure, cell in cells if figure.id == "totals"
        }
        found: list[Group] = []
        for name in families:
            if name == "provisions":
                division = division_of(self.study, (figure for figure, _ in cells))
                found.append((f"{name}/{totals[name, 'users']}", division, cells))
            elif name != "schemes":
                part = [(figure, cell) for figure, cell in cells if cell.family.name == name]
                found.append(("/".join([name, *(totals[name, column] for column in STRATA)]), {}, part))
        return found

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
        self.shown.note(name, cell, value, self.study.minimum_cell)
        return value


def _of_district(figure: Figure, cell: Cell) -> bool:
    """A total of a district, which the table of areas and that of schemes by district share."""
    return (figure.id == "districts" and cell.column in (*STRATA, "provisions")) or cell.column.startswith(TOTAL)


def _members(families: Sequence[Family], cells: Sequence[Cell]) -> csr_array:
    """The members of cells, over the atoms of all families in a row."""
    sizes = [len(family.atoms) for family in families]
    begin = {id(family): int(at) for family, at in zip(families, numpy.cumsum([0, *sizes]), strict=False)}
    atoms = [begin[id(cell.family)] + numpy.flatnonzero(cell.members) for cell in cells]
    rows = numpy.cumsum([0, *map(len, atoms)])
    return csr_array((numpy.ones(rows[-1], dtype=bool), numpy.concatenate(atoms), rows), shape=(len(cells), sum(sizes)))


def _links(study: Study, families: Sequence[Family]) -> csr_array:
    """What is the same in two families: how many have each set of schemes (in the provisions and the schemes), and how
    many there are per district and stratum (in the schemes and the areas)."""
    sets: list[numpy.ndarray | None] = []
    places: list[numpy.ndarray | None] = []
    codes = used_schemes(study)
    belongs = numpy.array([[p.scheme == code for code in codes] for p in study.provisions], dtype=numpy.int64)
    for family in families:
        has, values = family.atoms.has, family.atoms.values
        if family.name == "provisions":
            has = (has.astype(numpy.int64) @ belongs) > 0
        sets.append(_sets(has) if family.name in ("provisions", "schemes") else None)
        place = "district" in values and family.name in ("schemes", "areas")
        both = zip(values["district"], values["stratum"], strict=True) if place else ()
        places.append(numpy.array([f"{one}/{other}" for one, other in both]) if place else None)
    return csr_array(vstack([_same(sets, families), _same(places, families)]))


def _same(marks: Sequence[numpy.ndarray | None], families: Sequence[Family]) -> csr_array:
    """Per mark that two families have a row of 1 and -1 over their atoms; nothing when only one has marks."""
    width = sum(len(family.atoms) for family in families)
    there = [mark for mark in marks if mark is not None]
    if len(there) != len(("one", "other")):
        return csr_array((0, width), dtype=int)
    names, row = numpy.unique(numpy.concatenate(there), return_inverse=True)
    begins = numpy.cumsum([0, *(len(family.atoms) for family in families)])
    column = [numpy.arange(len(mark)) + at for mark, at in zip(marks, begins, strict=False) if mark is not None]
    sign = numpy.repeat([1, -1], [len(mark) for mark in there])
    return csr_array((sign, (row, numpy.concatenate(column))), shape=(len(names), width))


def _sets(has: numpy.ndarray) -> numpy.ndarray:
    """A number per row that says which places are true."""
    return numpy.asarray((has * (1 << numpy.arange(has.shape[1]))).sum(axis=1))

"""The figures of a study: every cell is a set of atoms; its number, its key and what it gives away follow from that."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy

from ontschot.insight.overlap import clusters
from ontschot.insight.overlap.atoms import KEY_BITS, Atoms, Family, used_schemes
from ontschot.insight.sources import Study

TOP = 15  # combinations shown
USERS, ONE, MORE, SCHEMES = "users", "one", "more", "schemes"
STRATA = (ONE, "provisions", SCHEMES)
TOTAL = "total:"  # cells of a table by district that stand in another table


@dataclass(frozen=True)
class Cell:
    """A count. `of`: the id of the cell it is a share of. Not `shown`: on no page, but it follows from what is."""

    id: str
    row: str
    column: str
    family: Family
    members: numpy.ndarray
    of: str = ""
    shown: bool = True

    @property
    def count(self) -> int:
        """How many there are: exact, never to be shown."""
        return int(self.family.atoms.count[self.members].sum())

    @property
    def key(self) -> int:
        """The cell's key: the sum of the record keys of its members, in 32 bits."""
        return int(self.family.atoms.key[self.members].sum()) & ((1 << KEY_BITS) - 1)


@dataclass
class Figure:
    """A table of cells. `kind` says how it is drawn; `labels` names what comes from the study itself; `same` says by
    what a row is found again on another day, where its own name says nothing (a cluster: its commonest combination)."""

    id: str
    kind: str
    level: str
    day: dt.date
    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """What was chosen by looking at the data, kept for computing the same figures again: combinations and clusters."""

    combinations: dict[tuple[str, str], list[tuple[int, ...]]] = field(default_factory=dict)
    clusters: dict[tuple[int, ...], int] = field(default_factory=dict)


def _members(used: numpy.ndarray) -> list[tuple[int, ...]]:
    """Of each row the places that are true."""
    places = range(used.shape[1])
    return [tuple(itertools.compress(places, row)) for row in used.tolist()]


class _Maker:
    """Makes the figures of one family."""

    def __init__(self, study: Study, family: Family, choice: Choice) -> None:
        self.study = study
        self.family = family
        self.atoms: Atoms = family.atoms
        self.choice = choice
        self.scheme_codes = used_schemes(study)
        belongs = numpy.array(
            [[p.scheme == code for code in self.scheme_codes] for p in study.provisions], dtype=numpy.int64
        )
        self.in_scheme: numpy.ndarray = (self.atoms.has.astype(numpy.int64) @ belongs) > 0
        self.provisions = self.atoms.has.sum(axis=1)
        self.schemes = self.in_scheme.sum(axis=1)

    def cell_id(self, figure: str, row: str, column: str) -> str:
        return f"{self.family.level}/{self.family.day}/{figure}/{row}/{column}"

    def figure(self, name: str, kind: str) -> Figure:
        return Figure(name, kind, self.family.level, self.family.day)

    def add(
        self, figure: Figure, row: str, column: str, members: numpy.ndarray, of: str = "", *, shown: bool = True
    ) -> Cell:
        cell = Cell(self.cell_id(figure.id, row, column), row, column, self.family, members, of, shown)
        figure.cells.append(cell)
        if shown:
            if row not in figure.rows:
                figure.rows.append(row)
            if column not in figure.columns:
                figure.columns.append(column)
        return cell

    def strata(self) -> dict[str, numpy.ndarray]:
        """Users, those with one provision, with more, and with more schemes."""
        if "stratum" in self.atoms.values:
            stratum = self.atoms.values["stratum"]
            one, schemes = stratum == ONE, stratum == SCHEMES
        else:
            one, schemes = self.provisions == 1, self.schemes > 1
        return {USERS: numpy.ones(len(self.atoms), dtype=bool), ONE: one, MORE: ~one, SCHEMES: schemes}

    def totals(self, *, shown: bool = True) -> Figure:
        """How many use anything, one, more than one, more than one scheme."""
        figure = self.figure("totals", "totals")
        strata = self.strata()
        for column, members in strata.items():
            of = "" if column == USERS else self.cell_id("totals", "all", USERS)
            self.add(figure, "all", column, members, of, shown=shown)
        self.add(figure, "all", "provisions", strata[MORE] & ~strata[SCHEMES], shown=False)
        return figure

    def numbers(self) -> Iterator[Figure]:
        """How many provisions, and how many schemes: 1, 2, 3, more."""
        for name, number in (("provision_count", self.provisions), ("scheme_count", self.schemes)):
            figure = self.figure(name, "bars")
            for row, members in (("1", number == 1), ("2", number == 2), ("3", number == 3), ("4+", number >= 4)):
                self.add(figure, row, "count", members, self.cell_id("totals", "all", USERS))
            yield figure

    def matrix(self, name: str, codes: Sequence[str], used: numpy.ndarray, labels: dict[str, str]) -> Figure:
        """Who uses both: each scheme (or provision) by each, its own total on the diagonal, and any other."""
        figure = self.figure(name, "matrix")
        figure.labels = labels
        several = used.sum(axis=1) > 1
        for i, row in enumerate(codes):
            own = self.cell_id(name, row, row)
            for j, column in enumerate(codes):
                members = used[:, i] & used[:, j]
                self.add(figure, row, column, members, own if i != j else self.cell_id("totals", "all", USERS))
                if i != j:
                    self.add(figure, row, f"not {column}", used[:, i] & ~used[:, j], shown=False)
            self.add(figure, row, "any_other", used[:, i] & several, own)
            self.add(figure, row, "nothing_else", used[:, i] & ~several, shown=False)
        return figure

    def combinations(self, name: str, codes: Sequence[str], used: numpy.ndarray, labels: dict[str, str]) -> Figure:
        """The combinations that occur most, each exactly: those who use these and nothing else.

        Which of the small ones are among them hangs on their names only: else a listed one is as large as any other.
        """
        figure = self.figure(name, "combinations")
        figure.labels = labels
        place = (self.family.level, name)
        if place not in self.choice.combinations:
            totals: dict[tuple[int, ...], int] = {}
            for members, count in zip(_members(used), self.atoms.count.tolist(), strict=True):
                totals[members] = totals.get(members, 0) + count
            least = self.study.minimum_cell
            order = sorted(totals, key=lambda members: (-totals[members] * (totals[members] >= least), members))
            several = [members for members in order if len(members) > 1][:TOP]
            self.choice.combinations[place] = several
        for members in self.choice.combinations[place]:
            wanted = numpy.zeros(len(codes), dtype=bool)
            wanted[list(members)] = True
            row = "+".join(codes[at] for at in members)
            same = (used == wanted).all(axis=1)
            self.add(figure, row, "count", same, self.cell_id("totals", "all", USERS))
        return figure

    def breakdown(self, name: str, attribute: str, labels: dict[str, str] | None = None) -> Figure:
        """Users, one, more and more schemes, per value of an attribute."""
        figure = self.figure(name, "breakdown")
        figure.labels = labels or {}
        value = self.atoms.values[attribute]
        strata = self.strata()
        for row in sorted(set(value.tolist()), key=lambda text: (text == "", len(text) if text.isdigit() else 0, text)):
            there = value == row
            for column, members in strata.items():
                of = "" if column == USERS else self.cell_id(name, row, USERS)
                self.add(figure, row, column, there & members, of)
            self.add(figure, row, "provisions", there & strata[MORE] & ~strata[SCHEMES], shown=False)
        return figure

    def lines(self) -> Figure | None:
        """Which lines (0, 1, 2) somebody's provisions are in; 'line 2 only' is the row `2`."""
        known = [provision.line for provision in self.study.provisions]
        if all(line is None for line in known):
            return None
        figure = self.figure("lines", "bars")
        marks: list[numpy.ndarray] = [
            numpy.asarray(self.atoms.has[:, [line == wanted for line in known]].any(axis=1)) for wanted in (0, 1, 2)
        ]
        marks.append(numpy.asarray(self.atoms.has[:, [line is None for line in known]].any(axis=1)))
        rows = sorted({tuple(bool(m[at]) for m in marks) for at in range(len(self.atoms))}, reverse=True)
        for row in sorted(rows, key=lambda r: (sum(r), r[::-1])):
            members: numpy.ndarray = numpy.ones(len(self.atoms), dtype=bool)
            for mark, wanted in zip(marks, row, strict=True):
                members = members & (mark == wanted)
            label = "+".join(word for word, there in zip(("0", "1", "2", "?"), row, strict=True) if there)
            self.add(figure, label, "count", members, self.cell_id("totals", "all", USERS))
        return figure

    def bands(self, name: str, attribute: str) -> Figure | None:
        """How many per value of an attribute that is itself a count or a band."""
        value = self.atoms.values[attribute]
        rows = sorted(set(value.tolist()), key=lambda text: (len(text), text))
        if rows in ([], [""]):
            return None
        figure = self.figure(name, "bars")
        for row in rows:
            self.add(figure, row, "count", value == row, self.cell_id("totals", "all", USERS))
        return figure

    def clusters(self, labels: dict[str, str]) -> Figure | None:
        """The clusters among those who use more than one provision: how many, and who of them use what."""
        several = self.provisions > 1
        if not self.choice.clusters:
            self._find_clusters(several)
        cluster = numpy.array([self.choice.clusters.get(members, -1) for members in _members(self.atoms.has)])
        cluster[~several] = -1
        if (cluster < 0).all():
            return None
        figure = self.figure("clusters", "clusters")
        figure.labels = labels
        for at in range(int(cluster.max()) + 1):
            row, there = str(at + 1), cluster == at
            figure.same[row] = self._most_common(there)
            own = self.cell_id("clusters", row, USERS)
            self.add(figure, row, USERS, there, self.cell_id("totals", "all", MORE))
            for place, provision in enumerate(self.study.provisions):
                self.add(figure, row, f"provision:{provision.code}", there & self.atoms.has[:, place], own)
            for age in sorted(set(self.atoms.values["age"].tolist()), key=lambda text: (text == "", len(text), text)):
                self.add(figure, row, f"age:{age}", there & (self.atoms.values["age"] == age), own)
        return figure

    def _most_common(self, there: numpy.ndarray) -> str:
        """The combination of provisions that most of these have."""
        totals: dict[tuple[int, ...], int] = {}
        for members, count in zip(_members(self.atoms.has[there]), self.atoms.count[there].tolist(), strict=True):
            totals[members] = totals.get(members, 0) + count
        members = min(totals, key=lambda members: (-totals[members], members), default=())
        return "+".join(self.study.provisions[place].code for place in members)

    def _find_clusters(self, several: numpy.ndarray) -> None:
        totals: dict[tuple[int, ...], int] = {}
        counts = self.atoms.count[several].tolist()
        for members, count in zip(_members(self.atoms.has[several]), counts, strict=True):
            totals[members] = totals.get(members, 0) + count
        order = sorted(totals)
        has = numpy.zeros((len(order), self.atoms.has.shape[1]), dtype=bool)
        for at, members in enumerate(order):
            has[at, list(members)] = True
        found = clusters.find(has, numpy.array([totals[members] for members in order]), self.study.clusters)
        self.choice.clusters.update(zip(order, found.tolist(), strict=True))


def build(study: Study, found: Sequence[Family], choice: Choice | None = None) -> tuple[list[Figure], Choice]:
    """All figures of the families of a day. With `choice`, of the same combinations and clusters as an earlier time."""
    choice = choice or Choice()
    figures: list[Figure] = []
    for family in found:
        if family.name == "schemes":
            figures.append(_district_matrix(study, family))
            continue
        maker = _Maker(study, family, choice)
        makers: dict[str, Callable[[_Maker, Study], list[Figure]]] = {
            "provisions": _provision_figures,
            "areas": _area_figures,
            "types": _type_figures,
        }
        figures.extend(makers[family.name](maker, study))
    return figures, choice


def trend(study: Study, found: Sequence[Family]) -> list[Figure]:
    """Only the totals and the sizes of the schemes, for the earlier reference dates."""
    figures = []
    for family in found:
        maker = _Maker(study, family, Choice())
        figures.append(maker.totals())
        sizes = maker.figure("scheme_sizes", "bars")
        sizes.labels = {scheme.code: scheme.name for scheme in study.schemes}
        for at, code in enumerate(maker.scheme_codes):
            maker.add(sizes, code, "count", maker.in_scheme[:, at], maker.cell_id("totals", "all", USERS))
        figures.append(sizes)
    return figures


def _provision_figures(maker: _Maker, study: Study) -> list[Figure]:
    schemes = {scheme.code: scheme.name for scheme in study.schemes}
    provisions = {provision.code: provision.name for provision in study.provisions}
    codes = [provision.code for provision in study.provisions]
    figures: list[Figure | None] = [maker.totals(), *maker.numbers()]
    figures.append(maker.matrix("scheme_matrix", maker.scheme_codes, maker.in_scheme, schemes))
    figures.append(maker.combinations("scheme_combinations", maker.scheme_codes, maker.in_scheme, schemes))
    if len(codes) > len(maker.scheme_codes):
        figures.append(maker.matrix("provision_matrix", codes, maker.atoms.has, provisions))
        figures.append(maker.combinations("provision_combinations", codes, maker.atoms.has, provisions))
    figures.append(maker.lines())
    if maker.family.level == "persons":
        figures.append(maker.bands("weights", "weight"))
        figures.append(maker.breakdown("ages", "age"))
        figures.append(maker.clusters(provisions))
    else:
        figures.append(maker.bands("users_per_household", "users"))
    return [figure for figure in figures if figure is not None]


def _area_figures(maker: _Maker, study: Study) -> list[Figure]:
    figures = [maker.totals(shown=False)]
    if set(maker.atoms.values["district"].tolist()) != {""}:
        figures.append(maker.breakdown("districts", "district", study.area_names))
    if set(maker.atoms.values["neighbourhood"].tolist()) != {""}:
        figures.append(maker.breakdown("neighbourhoods", "neighbourhood", study.area_names))
    return figures


def _district_matrix(study: Study, family: Family) -> Figure:
    """Who uses both, per district: of each scheme its users, and of these the users of each other one."""
    figure = Figure("district_matrix", "district_matrix", family.level, family.day)
    codes = used_schemes(study)
    names = {scheme.code: scheme.name for scheme in study.schemes}
    figure.labels = {**study.area_names, **{f"scheme:{code}": names[code] for code in codes}}
    district, stratum = family.atoms.values["district"], family.atoms.values["stratum"]
    figure.columns = [f"{a}&{b}" for a in codes for b in codes]
    for row in sorted(set(district.tolist()), key=lambda text: (text == "", text)):
        figure.rows.append(row)
        there = district == row

        def add(column: str, members: numpy.ndarray, of: str = "", *, shown: bool = True, row: str = row) -> str:
            cell = Cell(
                f"{family.level}/{family.day}/{figure.id}/{row}/{column}", row, column, family, members, of, shown
            )
            figure.cells.append(cell)
            return cell.id

        add(f"{TOTAL}{USERS}", there, shown=False)
        add(f"{TOTAL}{ONE}", there & (stratum == ONE), shown=False)
        add(f"{TOTAL}{MORE}", there & (stratum != ONE), shown=False)
        add(f"{TOTAL}{SCHEMES}", there & (stratum == SCHEMES), shown=False)
        add(f"{TOTAL}provisions", there & (stratum == "provisions"), shown=False)
        for i, code in enumerate(codes):
            mine = there & family.atoms.has[:, i]
            own = add(f"{code}&{code}", mine)
            for j, other in enumerate(codes):
                if i != j:
                    add(f"{code}&{other}", mine & family.atoms.has[:, j], own)
                    add(f"{code} not {other}", mine & ~family.atoms.has[:, j], shown=False)
    return figure


def _type_figures(maker: _Maker, study: Study) -> list[Figure]:
    return [maker.totals(shown=False), maker.breakdown("household_types", "household_type")]

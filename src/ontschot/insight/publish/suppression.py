"""Which cells stay closed, so that no small number can be read or computed back. Solved for, not reasoned about.

A family of figures is a set of linear equations: each open cell is a known sum over the atoms. A closed small cell is
safe when these equations, with every atom at least zero, leave it an interval at least as wide as the smallest number
that may be shown. Whoever attacks is supposed to know which atoms are empty and to see the open cells unrounded: more
than a reader has. Where the interval is too narrow, one more of the cells that pin it down is closed, and all is solved
again.
Linear programmes by HiGHS (Huangfu & Hall 2018). On complementary suppression: Hundepool and others, Statistical
Disclosure Control (2012), chapter 4.
"""

from dataclasses import dataclass
from itertools import pairwise

import highspy
import numpy
from scipy.sparse import csr_array, vstack

ROUNDS = 200
_SMALL = 1e-7
_ANSWERED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kUnbounded)


class NotPublishable(Exception):
    """No choice of closed cells protects the small ones: the study is too small for this figure."""


class Unsolved(NotPublishable):
    """The equations could not be solved, so that nobody knows whether the small ones would be safe."""


@dataclass(frozen=True)
class Problem:
    """A family. `cells` is cells x atoms (bool, sparse or not), `count` per atom; `visible` are the cells a reader
    would see; `fixed` those that must stay open (totals that other families rely on); `worth` how much a reader loses
    with each. `known` are the cells whose number a reader has already from an earlier report, `shut` those that were
    closed in one. `links` are rows of 1, 0 and -1 over the atoms that sum to nothing: the same people in two families.
    """

    cells: numpy.ndarray | csr_array
    count: numpy.ndarray
    visible: numpy.ndarray
    fixed: numpy.ndarray
    worth: numpy.ndarray
    least: int
    known: numpy.ndarray | None = None
    shut: numpy.ndarray | None = None
    links: numpy.ndarray | csr_array | None = None


def _alike(rows: csr_array) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The first of the rows that are the same, and for each row which of these it is."""
    rows.sort_indices()
    place: dict[bytes, int] = {}
    first: list[int] = []
    of_row = []
    for at, (begin, end) in enumerate(pairwise(rows.indptr)):
        found = place.setdefault(rows.indices[begin:end].tobytes() + rows.data[begin:end].tobytes(), len(first))
        if found == len(first):
            first.append(at)
        of_row.append(found)
    return numpy.array(first, dtype=int), numpy.array(of_row, dtype=int)


class _Units:
    """Cells that are the same set of people are one unit: they open and close together."""

    def __init__(self, problem: Problem) -> None:
        there = problem.count > 0
        cells = csr_array(problem.cells, dtype=numpy.int8)[:, there]
        first, self.of_cell = _alike(cells)
        number = len(first)
        self.visible = self._any(problem.visible)
        self.fixed = self._any(problem.fixed)
        self.known = self._any(problem.known)
        self.shut = self._any(problem.shut) & ~self.known & ~self.fixed
        self.worth = numpy.zeros(number, dtype=int)
        numpy.maximum.at(self.worth, self.of_cell, problem.worth)
        rows = cells[first]
        if problem.links is not None:
            rows = vstack([rows, csr_array(problem.links, dtype=numpy.int8)[:, there]], format="csr")
        # Atoms that the same rows hold are one.
        columns, atom = _alike(rows.T.tocsr())
        rows = rows[:, columns].astype(float)
        self.members, self.links = rows[:number], rows[number:]
        self.atoms = numpy.bincount(atom, weights=problem.count[there], minlength=len(columns))
        self.total = self.members @ self.atoms
        self.least = problem.least
        # What an earlier report showed under its own, lower, smallest number cannot be protected any more.
        # The least that a reader knows of a unit that is closed: a zero would stand open.
        self.crossed = (self.visible & (self.total > 0)).astype(float)
        self.small = (self.total > 0) & (self.total < problem.least) & ~self.known

    def _any(self, cells: numpy.ndarray | None) -> numpy.ndarray:
        """Per unit whether one of its cells is so."""
        found = numpy.zeros(int(self.of_cell.max(initial=-1)) + 1, dtype=bool)
        if cells is not None:
            numpy.logical_or.at(found, self.of_cell, cells)
        return found


class _Silent(highspy.Highs):
    """HiGHS without callbacks, with which it would print its name on standard output when it is made."""

    def enableCallbacks(self) -> None:
        """Nothing calls back."""


class _World:
    """The equations of the open units, and what they leave to a closed one.

    One model for all questions: from the answer to one, HiGHS needs a few steps to that to the next.
    """

    def __init__(self, units: _Units, known: numpy.ndarray) -> None:
        self.units = units
        self.open = known.copy()
        self.rows = numpy.flatnonzero(known | units.visible)
        equations = vstack([units.members[self.rows], units.links], format="csr")
        open, nothing = known[self.rows], numpy.zeros(units.links.shape[0])
        low = numpy.concatenate([numpy.where(open, units.total[self.rows], units.crossed[self.rows]), nothing])
        high = numpy.concatenate([numpy.where(open, units.total[self.rows], highspy.kHighsInf), nothing])
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = equations.shape
        model.col_cost_ = model.col_lower_ = numpy.zeros(equations.shape[1])
        model.col_upper_ = numpy.full(equations.shape[1], highspy.kHighsInf)
        model.row_lower_, model.row_upper_ = low, high
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = equations.indptr, equations.indices
        model.a_matrix_.value_ = equations.data
        self.highs = _Silent()
        self.highs.setOptionValue("output_flag", False)
        self.highs.passModel(model)
        self._run()
        self._go_on()

    def _go_on(self) -> None:
        """From here on, presolving would throw away where we are."""
        self.highs.setOptionValue("presolve", "off")
        self.highs.setOptionValue(
            "simplex_strategy", int(highspy.simplex_constants.SimplexStrategy.kSimplexStrategyPrimal)
        )

    def _run(self) -> highspy.HighsModelStatus:
        """The answer to a question; asked once more from the beginning when the steps from the last one went astray."""
        self.highs.run()
        if self.highs.getModelStatus() not in _ANSWERED:
            self.highs.clearSolver()
            self.highs.setOptionValue("presolve", "choose")
            self.highs.setOptionValue(
                "simplex_strategy", int(highspy.simplex_constants.SimplexStrategy.kSimplexStrategyDual)
            )
            self.highs.run()
            self._go_on()
        status = self.highs.getModelStatus()
        if status not in _ANSWERED:
            raise Unsolved(f"The equations could not be solved: {self.highs.modelStatusToString(status)}")
        return status

    def close(self, unit: int) -> None:
        """Take the equation of a unit away."""
        self.open[unit] = False
        row = int(numpy.searchsorted(self.rows, unit))
        self.highs.changeRowBounds(row, self.units.crossed[unit], highspy.kHighsInf)

    def interval(self, unit: int) -> tuple[float, float, numpy.ndarray]:
        """The least and most a unit can be, and the open units that pin it down."""
        target = self.units.members[[unit]]
        weight = numpy.zeros(len(self.rows))
        bounds = []
        for sign in (1.0, -1.0):
            self._ask(target.indices, sign * target.data)
            if self._run() == highspy.HighsModelStatus.kUnbounded:  # nothing pins it down on this side
                bounds.append(numpy.inf)
                continue
            bounds.append(sign * self.highs.getObjectiveValue())
            duals = numpy.array(self.highs.getSolution().row_dual)[: len(self.rows)]
            weight = numpy.maximum(weight, numpy.abs(duals))
        self._ask(target.indices, 0 * target.data)
        return bounds[0], bounds[1], self.rows[(weight > _SMALL) & self.open[self.rows]]

    def _ask(self, atoms: numpy.ndarray, cost: numpy.ndarray) -> None:
        self.highs.changeColsCost(len(atoms), atoms, cost)

    def follows(self, unit: int) -> bool:
        """Whether a unit is a sum or difference of open ones: then its weights leave nothing to any atom."""
        target = self.units.members[[unit]]
        self._ask(target.indices, target.data)
        self._run()
        self._ask(target.indices, 0 * target.data)
        found = self.highs.getSolution()
        shut = numpy.array(found.row_dual)[: len(self.rows)][~self.open[self.rows]]
        return bool((numpy.abs(found.col_dual) < _SMALL).all() and (numpy.abs(shut) < _SMALL).all())


def suppress(problem: Problem) -> numpy.ndarray:
    """Per cell whether it stays closed. Raises NotPublishable.

    A small unit that is safe stays safe, because closing more only takes equations away.
    """
    units = _Units(problem)
    closed = ((units.total > 0) & (units.total < problem.least)) | units.shut
    if units.small.any():
        world = _World(units, units.known | units.visible & ~closed)
        for at in numpy.flatnonzero(units.small):
            _protect(units, world, int(at))
        closed |= units.visible & ~units.known & ~world.open
        again = closed & units.visible & ~units.shut & (units.total >= units.least)
        closed[[at for at in numpy.flatnonzero(again) if world.follows(int(at))]] = False  # closed in vain
    return closed[units.of_cell]


def _protect(units: _Units, world: _World, at: int) -> None:
    """Close more until a small unit is safe. Raises NotPublishable."""
    possible = numpy.inf
    for number in range(ROUNDS):
        low, high, pinning = world.interval(at)
        if number == 0 and not _room(low, high, units.least):
            possible = _still_possible(units, at)
        if _room(low, high, units.least) or high - low >= possible - _SMALL:
            return
        world.close(_choose(units, pinning))
    raise NotPublishable("Too many small cells.")


def _room(low: float, high: float, least: int) -> bool:
    """Whether an interval leaves every number that may not be shown (1 up to `least`), or is as wide as `least`."""
    return high - low >= least - _SMALL or (low <= 1 + _SMALL and high >= least - 1 - _SMALL)


def _still_possible(units: _Units, at: int) -> float:
    """The width that can still be had: what earlier reports together leave to this unit."""
    if not units.known.any():
        return numpy.inf
    low, high, _ = _World(units, units.known).interval(at)
    return high - low


def _choose(units: _Units, pinning: numpy.ndarray) -> int:
    """Which of the units that pin a cell down to close: the least important, of these the smallest; empty ones last."""
    candidates = [int(at) for at in pinning if not units.fixed[at] and not units.known[at]]
    if not candidates:
        raise NotPublishable("Small cells follow from the totals alone.")
    return min(candidates, key=lambda at: (units.total[at] == 0, units.worth[at], units.total[at], at))


def exposed(problem: Problem, closed: numpy.ndarray) -> list[int]:
    """The cells under the smallest number that a reader could see or compute back, with these cells closed.

    This runs at each publication, over what is about to leave: an empty list, or nothing leaves.
    """
    units = _Units(problem)
    shut = numpy.ones(len(units.total), dtype=bool)
    shut[units.of_cell[problem.visible & ~closed]] = False
    if not units.small.any():
        return []
    world = _World(units, units.known | units.visible & ~shut)
    found: list[int] = []
    for unit in numpy.flatnonzero(units.small):
        low, high, _ = world.interval(int(unit))
        narrow = not _room(low, high, units.least)
        if not shut[unit] or (narrow and high - low < _still_possible(units, int(unit)) - _SMALL):
            found.extend(numpy.flatnonzero(units.of_cell == unit).tolist())
    return found

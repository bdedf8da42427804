"""Which cells stay closed, so that no small number can be read or computed back. Solved for, not reasoned about.

A family of figures is a set of linear equations: each open cell is a known sum over the atoms. A closed small cell is
safe when these equations, with every atom at least zero, leave it an interval at least as wide as the smallest number
that may be shown. Whoever attacks is supposed to know which atoms are empty and to see the open cells unrounded: more
than a reader has. Where the interval is too narrow, one more of the cells that pin it down is closed, and all is solved
again.
Linear programmes by HiGHS (Huangfu & Hall 2018) through SciPy; most cells are shown safe without, by one feasible line
through the true solution (the direction of affine scaling, Dikin 1967). On complementary suppression: Hundepool and
others, Statistical Disclosure Control (2012), chapter 4.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy
from scipy.optimize import linprog
from scipy.sparse import csr_array

ROUNDS = 200
MANY = 12
_SMALL = 1e-7


class NotPublishable(Exception):
    """No choice of closed cells protects the small ones: the study is too small for this figure."""


@dataclass(frozen=True)
class Problem:
    """A family. `cells` is cells x atoms (bool), `count` per atom; `visible` are the cells a reader would see; `fixed`
    those that must stay open (totals that other families rely on); `worth` how much a reader loses with each. `known`
    are the cells whose number a reader has already from an earlier report, `shut` those that were closed in one.
    `links` are rows of 1, 0 and -1 over the atoms that sum to nothing: the same people in two families."""

    cells: numpy.ndarray
    count: numpy.ndarray
    visible: numpy.ndarray
    fixed: numpy.ndarray
    worth: numpy.ndarray
    least: int
    known: numpy.ndarray | None = None
    shut: numpy.ndarray | None = None
    links: numpy.ndarray | None = None


class _Units:
    """Cells that are the same set of people are one unit: they open and close together."""

    def __init__(self, problem: Problem) -> None:
        there = problem.count > 0
        packed = numpy.packbits(problem.cells[:, there], axis=1)
        _, first, self.of_cell = numpy.unique(packed, axis=0, return_index=True, return_inverse=True)
        self.of_cell = self.of_cell.reshape(-1)
        members = problem.cells[first][:, there]
        number = len(first)
        self.visible = numpy.zeros(number, dtype=bool)
        numpy.logical_or.at(self.visible, self.of_cell, problem.visible)
        self.fixed = numpy.zeros(number, dtype=bool)
        numpy.logical_or.at(self.fixed, self.of_cell, problem.fixed)
        self.known = self._any(problem.known)
        self.shut = self._any(problem.shut) & ~self.known & ~self.fixed
        self.worth = numpy.zeros(number, dtype=int)
        numpy.maximum.at(self.worth, self.of_cell, problem.worth)
        links = numpy.zeros((0, int(there.sum()))) if problem.links is None else problem.links[:, there]
        rows = numpy.vstack([members.astype(numpy.int8), links.astype(numpy.int8)])
        alike, inverse = numpy.unique(rows, axis=1, return_inverse=True)
        self.members = alike[:number].astype(float)
        self.links = alike[number:].astype(float)
        self.atoms = numpy.bincount(inverse.reshape(-1), weights=problem.count[there], minlength=alike.shape[1])
        self.total = self.members @ self.atoms
        self.least = problem.least
        # What an earlier report showed under its own, lower, smallest number cannot be protected any more.
        self.small = (self.total > 0) & (self.total < problem.least) & ~self.known

    def _any(self, cells: numpy.ndarray | None) -> numpy.ndarray:
        """Per unit whether one of its cells is so."""
        found = numpy.zeros(int(self.of_cell.max(initial=-1)) + 1, dtype=bool)
        if cells is not None:
            numpy.logical_or.at(found, self.of_cell, cells)
        return found


class _World:
    """The equations of the open units, and what they leave to a closed one."""

    def __init__(self, units: _Units, known: numpy.ndarray) -> None:
        self.atoms = units.atoms
        self.rows = numpy.flatnonzero(known)
        self.equations = numpy.vstack([units.members[self.rows], units.links])
        self.sparse = csr_array(self.equations)
        self.values = numpy.concatenate([units.total[self.rows], numpy.zeros(len(units.links))])

    @cached_property
    def basis(self) -> numpy.ndarray:
        """An orthonormal basis of what the equations fix, in atoms scaled by their size."""
        scaled = self.equations * self.atoms
        sizes = numpy.linalg.norm(scaled, axis=1)
        scaled = scaled[sizes > 0] / sizes[sizes > 0, None]
        tall = len(scaled) > scaled.shape[1]
        sizes, vectors = numpy.linalg.eigh(scaled.T @ scaled if tall else scaled @ scaled.T)
        there = sizes > 1e-9
        return vectors[:, there] if tall else scaled.T @ (vectors[:, there] / numpy.sqrt(sizes[there]))

    def line(self, target: numpy.ndarray) -> float:
        """The length of one feasible line through the true solution, in terms of the target: a sure lower bound."""
        scaled = target * self.atoms
        free = scaled - self.basis @ (self.basis.T @ scaled)
        free -= self.basis @ (self.basis.T @ free)
        size = float(free @ free)
        if size <= 1e-9 * max(1.0, float(scaled @ scaled)):
            return 0.0
        moved = numpy.abs(self.equations @ (free * self.atoms))
        if (moved > 1e-6 * max(1.0, size) + 1e-9 * self.values).any():  # not as feasible as it should be
            return 0.0
        up = float((-free).max())
        down = float(free.max())
        return size * ((1 / up if up > 0 else numpy.inf) + (1 / down if down > 0 else numpy.inf))

    def interval(self, target: numpy.ndarray) -> tuple[float, float, numpy.ndarray]:
        """The least and most the target can be, and how much each open unit pins it down."""
        weight = numpy.zeros(len(self.values))
        bounds = []
        for sign in (1.0, -1.0):
            found = linprog(sign * target, A_eq=self.sparse, b_eq=self.values, bounds=(0, None), method="highs")
            if found.status == 3:  # unbounded: nothing pins it down on this side
                bounds.append(numpy.inf)
                continue
            if found.status != 0:
                raise NotPublishable(f"The equations could not be solved: {found.message}")
            bounds.append(sign * float(found.fun))
            weight = numpy.maximum(weight, numpy.abs(found.eqlin.marginals))
        return bounds[0], bounds[1], weight[: len(self.rows)]


def suppress(problem: Problem) -> numpy.ndarray:
    """Per cell whether it stays closed. Raises NotPublishable.

    A small unit that is safe stays safe, because closing more only takes equations away.
    """
    units = _Units(problem)
    closed = ((units.total > 0) & (units.total < problem.least)) | units.shut
    world = _World(units, units.known | units.visible & ~closed)
    for at in _not_surely_safe(units, world, numpy.flatnonzero(units.small).tolist(), problem.least):
        needed = float(problem.least)
        for number in range(ROUNDS):
            low, high, weight = world.interval(units.members[at])
            if number == 0 and high - low < needed - _SMALL:
                needed = _still_possible(units, at, problem.least)
            if high - low >= needed - _SMALL:
                break
            closed[_choose(units, world.rows[weight > _SMALL])] = True
            world = _World(units, units.known | units.visible & ~closed)
        else:
            raise NotPublishable("Too many small cells.")
    _open_what_follows(units, world, closed)
    return closed[units.of_cell]


def _open_what_follows(units: _Units, world: _World, closed: numpy.ndarray) -> None:
    """Open again what was closed in vain: units that are a sum or difference of open ones say nothing new."""
    again = numpy.flatnonzero(closed & units.visible & ~units.shut & (units.total >= units.least))
    if not len(again):
        return
    tall = len(world.equations) > world.equations.shape[1]
    square = world.equations.T @ world.equations if tall else world.equations @ world.equations.T
    sizes, vectors = numpy.linalg.eigh(square)
    there = sizes > 1e-8 * sizes.max(initial=0.0)
    basis = vectors[:, there] if tall else world.equations.T @ (vectors[:, there] / numpy.sqrt(sizes[there]))
    rest = units.members[again] - units.members[again] @ basis @ basis.T
    closed[again[(rest**2).sum(axis=1) < _SMALL]] = False


def _still_possible(units: _Units, at: int, least: int) -> float:
    """The width that can still be asked for: `least`, or what earlier reports together leave to this unit."""
    if not units.known.any():
        return float(least)
    low, high, _ = _World(units, units.known).interval(units.members[at])
    return min(float(least), high - low)


def _not_surely_safe(units: _Units, world: _World, targets: list[int], least: int) -> list[int]:
    """Spares the linear programmes of those that one line shows safe, when they are many enough to be worth it."""
    if len(targets) <= MANY:
        return targets
    return [at for at in targets if world.line(units.members[at]) < least]


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
    for cell, unit in enumerate(units.of_cell):
        if problem.visible[cell] and not closed[cell]:
            shut[unit] = False
    world = _World(units, units.known | units.visible & ~shut)
    small = numpy.flatnonzero(units.small).tolist()
    found: list[int] = []
    for unit in sorted({*_not_surely_safe(units, world, small, problem.least), *(u for u in small if not shut[u])}):
        low, high, _ = world.interval(units.members[unit])
        narrow = high - low < problem.least - _SMALL
        if not shut[unit] or (narrow and high - low < _still_possible(units, unit, problem.least) - _SMALL):
            found.extend(numpy.flatnonzero(units.of_cell == unit).tolist())
    return found

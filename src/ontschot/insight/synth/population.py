"""A population: households with persons, names, ages, twins and homes, as columns with an element per person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from ontschot.insight.synth import names
from ontschot.insight.synth.places import Area

EPOCH = dt.date(1970, 1, 1)
BSN_CAPACITY = 9_000_000  # people.rules.bsn.SYNTHETIC_CAPACITY
_BSN_STEP = 5_477_717  # has no factor in common with the capacity: numbers do not come in order
SINGLE, COUPLE, FAMILY, ONE_PARENT = range(4)
_KIND_SHARES = (0.37, 0.29, 0.26, 0.08)
_CHILDREN = (0.38, 0.44, 0.18)  # one, two, three children
_MARRIED = 0.72
_SHARED_HOME = 0.02  # households that live with another one at the same address
_TWINS = 0.03  # second children that were born with the first
_MEAN_SIZE = 2.28


@dataclass(frozen=True)
class Population:
    """Persons by number. `household`, `area` and the like are indices; dates are days since 1970; -1 is nothing."""

    areas: tuple[Area, ...]
    household: np.ndarray
    area: np.ndarray
    child: np.ndarray
    female: np.ndarray
    birth: np.ndarray
    married: np.ndarray
    partner: np.ndarray  # number of the partner, or -1
    origin: np.ndarray
    surname: np.ndarray  # index in the surnames of the origin
    given: np.ndarray  # (persons, 3): indices in `given_values`, or -1
    given_values: np.ndarray
    home: np.ndarray  # per household: dwelling within its area
    former_home: np.ndarray  # per household: where it lived before
    kind: np.ndarray  # per household
    today: int

    @property
    def size(self) -> int:
        """The number of persons."""
        return len(self.household)

    @property
    def households(self) -> int:
        """The number of households."""
        return len(self.kind)

    @property
    def age(self) -> np.ndarray:
        """Whole years, near enough for choosing people."""
        return ((self.today - self.birth) // 365.2425).astype(np.int32)

    def bsn_numbers(self) -> np.ndarray:
        """A different number for each person, to make synthetic BSNs of."""
        return (np.arange(self.size, dtype=np.int64) * _BSN_STEP + 1_234_567) % BSN_CAPACITY


def build(areas: tuple[Area, ...], persons: int, *, seed: int, today: dt.date) -> Population:
    """About `persons` people (whole households), spread over the areas by their inhabitants."""
    rng = np.random.default_rng([seed, 1])
    kind, sizes = _households(rng, persons)
    household = np.repeat(np.arange(len(kind), dtype=np.int32), sizes)
    first = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int32)
    place = np.arange(len(household), dtype=np.int32) - first[household]
    of = kind[household]
    child = ((of == FAMILY) & (place >= 2)) | ((of == ONE_PARENT) & (place >= 1))
    second = ((of == COUPLE) | (of == FAMILY)) & (place == 1)
    now = (today - EPOCH).days
    birth = _births(rng, of, place, child, second, first[household], now)
    female = rng.random(len(household)) < np.where(child, 0.49, np.where(of == ONE_PARENT, 0.84, 0.5))
    head = first[household]
    female[second] = ~female[head[second]] ^ (rng.random(int(second.sum())) < 0.02)
    partner = np.full(len(household), -1, dtype=np.int32)
    seconds = np.flatnonzero(second).astype(np.int32)
    partner[seconds], partner[seconds - 1] = seconds - 1, seconds
    married = (partner >= 0) & (rng.random(len(kind)) < _MARRIED)[household]
    origin = rng.choice(len(names.ORIGINS), len(kind), p=names.ORIGIN_SHARES).astype(np.int8)[household]
    surname = _surnames(rng, of, child, second, head, female, origin)
    given, values = _given(rng, origin, female, child, birth, now)
    area, home, former = _homes(rng, areas, len(kind))
    return Population(
        areas, household, area[household], child, female, birth, married, partner, origin, surname, given, values,
        home, former, kind, now,
    )  # fmt: skip


def _households(rng: np.random.Generator, persons: int) -> tuple[np.ndarray, np.ndarray]:
    drawn = int(persons / _MEAN_SIZE * 1.1) + 50
    kind = rng.choice(4, drawn, p=_KIND_SHARES).astype(np.int8)
    children = rng.choice([1, 2, 3], drawn, p=_CHILDREN)
    sizes = np.array([1, 2, 2, 1])[kind] + np.where(kind >= FAMILY, children, 0)
    enough = int(np.searchsorted(np.cumsum(sizes), persons)) + 1
    return kind[:enough], sizes[:enough]


def _births(
    rng: np.random.Generator,
    of: np.ndarray,
    place: np.ndarray,
    child: np.ndarray,
    second: np.ndarray,
    head: np.ndarray,
    now: int,
) -> np.ndarray:
    n = len(of)
    low = np.array([19, 21, 25, 22])[of]
    high = np.array([95, 90, 58, 56])[of]
    years = low + (high - low) * rng.random(n) ** np.array([1.0, 0.8, 0.9, 0.9])[of]
    at_head = years[head]
    years = np.where(second, np.clip(at_head + 3.0 * rng.standard_normal(n), 18.5, 99), years)
    youngest = np.clip(at_head - 42, 0, None)
    oldest = np.clip(at_head - 20, 0.5, 24)
    years = np.where(
        child, np.minimum(youngest, oldest * 0.9) + (oldest - np.minimum(youngest, oldest * 0.9)) * rng.random(n), years
    )
    birth = (now - years * 365.2425).astype(np.int32)
    first_child = np.where((of == FAMILY), 2, 1)
    twins = np.flatnonzero(child & (place == first_child + 1) & (rng.random(n) < _TWINS))
    birth[twins] = birth[twins - 1]
    return birth


def _surnames(
    rng: np.random.Generator,
    of: np.ndarray,
    child: np.ndarray,
    second: np.ndarray,
    head: np.ndarray,
    female: np.ndarray,
    origin: np.ndarray,
) -> np.ndarray:
    own = np.zeros(len(of), dtype=np.int32)
    chance = rng.random(len(of))
    for code, name in enumerate(names.ORIGINS):
        here = origin == code
        own[here] = names.surnames()[name].draw(chance[here])
    father = np.where(female[head] & (of == FAMILY), np.minimum(head + 1, len(of) - 1), head)
    absent = (of == ONE_PARENT) & (rng.random(len(of)) < 0.6)[head]
    # children of one household share the name of one parent, who may live elsewhere (drawn with the first child)
    elsewhere = own[np.minimum(head + 1, len(of) - 1)]
    return np.where(child, np.where(absent, elsewhere, own[father]), own)


def _given(
    rng: np.random.Generator, origin: np.ndarray, female: np.ndarray, child: np.ndarray, birth: np.ndarray, now: int
) -> tuple[np.ndarray, np.ndarray]:
    pools = names.given()
    offsets, values, at = {}, [], 0
    for key, pool in pools.items():
        offsets[key] = at
        values.append(pool.values)
        at += len(pool.values)
    n = len(origin)
    chance = rng.random((n, 3))
    given = np.full((n, 3), -1, dtype=np.int32)
    years = 1970 + birth / 365.2425
    generation = np.where(years < 1957, 0, np.where(years < 1985, 1, 2))
    for code, name in enumerate(names.ORIGINS):
        for sex in (False, True):
            letter = "F" if sex else "M"
            parts = [f"{name} {letter} {age}" for age in ("old", "mid", "young")] if code == 0 else [f"{name} {letter}"]
            for g, key in enumerate(parts):
                here = (origin == code) & (female == sex) & ((generation == g) if code == 0 else True)
                given[here] = offsets[key] + pools[key].draw(chance[here])
    # younger Dutch people carry the names of their grandparents behind their own
    for sex in (False, True):
        key = f"dutch {'F' if sex else 'M'} old"
        here = (origin == 0) & (female == sex)
        given[here, 1:] = offsets[key] + pools[key].draw(chance[here, 1:])
    count = 1 + np.searchsorted([0.38, 0.78], rng.random(n))
    count = np.where(origin == 0, count, 1 + (rng.random(n) < 0.1))
    given[:, 1][count < 2] = -1
    given[:, 2][(count < 3) | (given[:, 2] == given[:, 1])] = -1
    given[:, 1][given[:, 1] == given[:, 0]] = -1
    # no two children of a household with the same first name
    double = np.flatnonzero(child[1:] & child[:-1] & (given[1:, 0] == given[:-1, 0])) + 1
    keys = np.where(female[double], offsets["dutch F young"], offsets["dutch M young"])
    given[double, 0] = keys + (given[double, 0] + 1 + np.arange(len(double))) % 40
    return given, np.concatenate(values)


def _homes(
    rng: np.random.Generator, areas: tuple[Area, ...], households: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    shares = np.array([a.inhabitants for a in areas], dtype=float)
    bounds = np.round(np.cumsum(shares) / shares.sum() * households).astype(np.int64)
    area = np.searchsorted(bounds, rng.permutation(households), side="right").astype(np.int16)
    home = np.empty(households, dtype=np.int64)
    former = np.empty(households, dtype=np.int64)
    for code in range(len(areas)):
        here = np.flatnonzero(area == code)
        dwelling = rng.permutation(len(here))
        shared = rng.random(len(here)) < _SHARED_HOME
        dwelling[shared] = dwelling[rng.integers(0, max(len(here), 1), int(shared.sum()))]
        home[here] = dwelling
        former[here] = rng.integers(0, max(len(here), 1), len(here))
    return area, home, former

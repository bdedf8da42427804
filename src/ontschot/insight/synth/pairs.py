"""Finding households with the right people in them: one of an age, or two of certain ages together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ontschot.insight.synth.choose import by_age, weighted
from ontschot.insight.synth.population import Population


class Placing:
    """Gives out households, each once. `groups`: by name the weights by age, as `choose.by_age` takes them."""

    def __init__(
        self, people: Population, groups: Mapping[str, Sequence[tuple[int, float]]], rng: np.random.Generator
    ) -> None:
        self.people = people
        self.rng = rng
        self.weights = {name: by_age(people.age, points) for name, points in groups.items()}
        self.free = np.ones(people.households, dtype=bool)
        near = np.arange(people.size - 1)
        same = near[people.household[near] == people.household[near + 1]]
        self.first = np.concatenate([same, same + 1])  # neighbours in a household, both ways
        self.second = np.concatenate([same + 1, same])

    def take(self, count: int, groups: tuple[str, ...]) -> list[np.ndarray]:
        """`count` households that were free, as persons: for each group an array of one person per household.

        Raises ValueError when there are not enough.
        """
        if len(groups) == 1:
            weight = self.weights[groups[0]] * self.free[self.people.household]
            found = [self._one_per_household(np.arange(self.people.size), weight, count)]
        else:
            free = self.free[self.people.household[self.first]]
            weight = self.weights[groups[0]][self.first] * self.weights[groups[1]][self.second] * free
            at = self._one_per_household(self.first, weight, count)
            found = [self.first[at], self.second[at]]
        self.free[self.people.household[found[0]]] = False
        return found

    def _one_per_household(self, persons: np.ndarray, weight: np.ndarray, count: int) -> np.ndarray:
        """Indices of `persons`, one in each household, then `count` of those by weight."""
        able = np.flatnonzero(weight > 0)
        shuffled = able[self.rng.permutation(len(able))]
        _, at = np.unique(self.people.household[persons[shuffled]], return_index=True)
        candidates = shuffled[np.sort(at)]
        return weighted(self.rng, candidates, weight[candidates], count)

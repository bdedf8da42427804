"""Names as they are spread in the Netherlands: a few very common, a long tail, prefixes, generations, origins.

Made for tests: the frequencies follow a Zipf-like curve over lists that begin with what is common; they are no
statistics of names. All letters fit in cp1252, so that a file in that encoding loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ontschot.insight.synth.words import lists

_TAIL_PREFIXES = ("", "", "", "", "", "van ", "van ", "van der ", "van den ", "de ", "ter ", "ten ", "van de ")

ORIGINS = ("dutch", "turkish", "moroccan", "surinamese", "elsewhere")
ORIGIN_SHARES = (0.86, 0.04, 0.035, 0.03, 0.035)


@dataclass(frozen=True)
class Pool:
    """Values with their cumulative chance; `draw` gives indices into `values`."""

    values: np.ndarray
    cumulative: np.ndarray

    def draw(self, uniform: np.ndarray) -> np.ndarray:
        """For each number in [0, 1) the index of a value."""
        return np.searchsorted(self.cumulative, uniform, side="right").astype(np.int32)


def _pool(values: list[tuple[str, float]]) -> Pool:
    weights = np.array([weight for _, weight in values])
    cumulative = np.cumsum(weights) / weights.sum()
    cumulative[-1] = 1.0
    return Pool(np.array([value for value, _ in values], dtype=object), cumulative)


def _zipf(values: list[str], shift: float) -> list[tuple[str, float]]:
    return [(value, 1 / (rank + shift)) for rank, value in enumerate(dict.fromkeys(values))]


def _tail() -> list[str]:
    names = []
    for s, stem in enumerate(lists()["surname beginnings"]):
        for e, ending in enumerate(lists()["surname endings"]):
            word = stem + (ending if stem[-1] != ending[0] else ending[1:])
            names.append(_TAIL_PREFIXES[(s * 7 + e * 5) % len(_TAIL_PREFIXES)] + word)
    return names


@cache
def surnames() -> dict[str, Pool]:
    """By origin the surnames with their prefixes (`van den Berg`), as full texts."""
    common = _zipf(lists()["surnames dutch"], 9.0)
    rest = [(name, 0.0004 + 0.0012 * ((i * 7919) % 101) / 100) for i, name in enumerate(dict.fromkeys(_tail()))]
    known = {name for name, _ in common}
    pools = {"dutch": _pool(common + [(name, weight) for name, weight in rest if name not in known])}
    for origin in ORIGINS[1:]:
        pools[origin] = _pool(_zipf(lists()[f"surnames {origin}"], 6.0))
    return pools


@cache
def given() -> dict[str, Pool]:
    """Given names by origin, sex and, for Dutch ones, generation."""
    return {
        heading.removeprefix("given "): _pool(_zipf(values, 5.0))
        for heading, values in lists().items()
        if heading.startswith("given ")
    }


_PREFIX_WORDS = frozenset({"de", "van", "den", "der", "ter", "ten", "te", "op", "in", "'t"})


def split_prefix(full: str) -> tuple[str, str]:
    """`van den Berg` into `van den` and `Berg`; only small-letter prefixes are split off, as the register does."""
    words = full.split(" ")
    at = 0
    while at < len(words) - 1 and words[at] in _PREFIX_WORDS:
        at += 1
    return " ".join(words[:at]), " ".join(words[at:])

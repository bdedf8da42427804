"""Choosing people so that numbers come out exactly, while who is chosen follows their age."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def weighted(rng: np.random.Generator, candidates: np.ndarray, weights: np.ndarray, count: int) -> np.ndarray:
    """`count` different candidates, drawn without putting back, by weight (Efraimidis and Spirakis 2006).

    Raises ValueError when fewer candidates than that have a weight above zero.
    """
    able = weights > 0
    if count > int(able.sum()):
        raise ValueError(f"{count} wanted, {int(able.sum())} there: take more persons (--persons)")
    if not count:
        return candidates[:0]
    keys = np.full(len(candidates), np.inf)
    keys[able] = -np.log1p(-rng.random(int(able.sum()))) / weights[able]
    return np.sort(candidates[np.argpartition(keys, count - 1)[:count]])


def by_age(age: np.ndarray, points: Sequence[tuple[int, float]]) -> np.ndarray:
    """A weight per age: `points` are (from this age, weight), from young to old."""
    starts = np.array([start for start, _ in points])
    values = np.array([value for _, value in points])
    at = np.searchsorted(starts, age, side="right") - 1
    return np.where(at < 0, 0.0, values[at])


def apportion(total: int, shares: Sequence[float]) -> list[int]:
    """Whole numbers with this total whose running sums follow the shares: neighbours together are never off by one."""
    running = np.round(np.cumsum(shares) / sum(shares) * total).astype(int)
    return np.diff(running, prepend=0).tolist()

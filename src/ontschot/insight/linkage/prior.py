"""How likely two rows are one person before anything is compared, from the weights themselves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ontschot.insight.linkage.asking import one

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROUNDS = 50


def probability(weight: float) -> float:
    """The probability that belongs to log odds in bits."""
    return 1 / (1 + 2.0 ** -max(-60.0, min(60.0, weight)))


def weight(probability: float) -> float:
    """The log odds in bits that belong to a probability."""
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log2(bounded / (1 - bounded))


def estimate(histogram: list[tuple[float, int]], *, pairs: float, decided: float) -> float:
    """Log odds (bits) that two random rows match.

    `histogram`: (match weight without prior, number of compared pairs); `pairs`: all pairs of rows there could be;
    `decided`: pairs that the exact pass has joined. The share of matches is what the probabilities add up to
    (expectation-maximisation with only the prior unknown).
    """
    matches = decided + max(1.0, sum(n for weight, n in histogram if weight > math.log2(max(pairs, 2))))
    for _ in range(ROUNDS):
        share = min(matches / max(pairs, 1.0), 0.5)
        prior = math.log2(share / (1 - share))
        again = decided + sum(n * probability(weight + prior) for weight, n in histogram)
        if abs(again - matches) < 1e-6 * matches:
            break
        matches = max(again, 0.5)
    return prior


def histogram(connection: DuckDBPyConnection) -> list[tuple[float, int]]:
    """How many pairs of `lk_scored` have which weight, to a quarter of a bit."""
    return connection.execute("SELECT round(w * 4) / 4 AS b, count(*) FROM lk_scored GROUP BY b ORDER BY b").fetchall()


def from_scores(connection: DuckDBPyConnection, weights: list[tuple[float, int]]) -> float:
    """The prior for `lk_scored`, whose histogram is `weights`, with `lk_joined` for what was joined already."""
    rows, decided = one(connection, "SELECT rows, decided FROM lk_joined")
    return estimate(weights, pairs=rows * (rows - 1) / 2, decided=decided)

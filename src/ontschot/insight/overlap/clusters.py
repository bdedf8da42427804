"""Clusters of people who use several provisions, found from the combinations themselves.

A mixture of independent yes/no's per provision (latent class analysis), fitted with expectation maximisation on the
distinct combinations weighted by how many have them (McLachlan & Peel, Finite Mixture Models, 2000); the number of
clusters by the Bayesian information criterion (Schwarz 1978) when the study does not say. Everybody with the same
combination is in the same cluster, so a cluster says something about combinations, never about one person.
"""

import math

import numpy

ROUNDS = 200
BEGINNINGS = 16  # with 4, a better division was missed from five clusters on
SHORT = 20  # rounds after which only the best go on (short runs of EM, then EM: Biernacki, Celeux & Govaert 2003)
GOING_ON = 4
MOST = 6
SMALLEST = 0.03  # a cluster with a smaller share is not worth a description


def find(has: numpy.ndarray, count: numpy.ndarray, wanted: int | None) -> numpy.ndarray:
    """The cluster (from 0, in the order of their combinations) of each combination; all -1 when there is too little.

    `has` is combinations x provisions (bool), `count` how many have each. Same input, same clusters.
    """
    used = has.any(axis=0)
    if len(has) < 4 or used.sum() < 3 or count.sum() < 50:
        return numpy.full(len(has), -1)
    data = has[:, used].astype(float)
    best: tuple[float, numpy.ndarray] | None = None
    for number in [wanted] if wanted else range(2, MOST + 1):
        likelihood, shares = _fit(data, count.astype(float), number)
        parameters = number * data.shape[1] + number - 1
        criterion = parameters * math.log(count.sum()) - 2 * likelihood
        sizes = (shares * count[:, None]).sum(axis=0) / count.sum()
        if not wanted and sizes.min() < SMALLEST:
            continue
        if best is None or criterion < best[0]:
            best = (criterion, shares)
    if best is None:
        return numpy.full(len(has), -1)
    return _ordered(best[1].argmax(axis=1))


def _ordered(found: numpy.ndarray) -> numpy.ndarray:
    """Numbers that do not say which is larger: some of the sizes may have to stay closed."""
    order = {cluster: at for at, cluster in enumerate(dict.fromkeys(found.tolist()))}
    return numpy.array([order[cluster] for cluster in found.tolist()])


def _fit(data: numpy.ndarray, count: numpy.ndarray, number: int) -> tuple[float, numpy.ndarray]:
    """The best of some beginnings: log likelihood, and per combination its share in each cluster."""
    begun = [_climb(data, count, _beginning(len(data), number, seed), SHORT) for seed in range(BEGINNINGS)]
    begun.sort(key=lambda found: -found[0])
    ended = [_climb(data, count, shares, ROUNDS) for _, shares in begun[:GOING_ON]]
    likelihood, shares = max(ended, key=lambda found: found[0])
    return likelihood, shares.T


def _beginning(combinations: int, number: int, seed: int) -> numpy.ndarray:
    shares = numpy.random.default_rng(seed).dirichlet(numpy.full(number, 0.5), size=combinations)
    return numpy.ascontiguousarray(shares.T)


def _climb(
    data: numpy.ndarray, count: numpy.ndarray, shares: numpy.ndarray, rounds: int
) -> tuple[float, numpy.ndarray]:
    """Log likelihood and shares after some rounds. `shares` is clusters x combinations, to sum over the few fast."""
    before = -math.inf
    for _ in range(rounds):
        weight = shares * count
        total = weight.sum(axis=1) + 1e-9
        rate = (weight @ data + 0.5) / (total[:, None] + 1.0)
        no = numpy.log1p(-rate)
        log = (numpy.log(rate) - no) @ data.T + (no.sum(axis=1) + numpy.log(total / total.sum()))[:, None]
        highest = log.max(axis=0)
        shares = numpy.exp(log - highest)
        whole = shares.sum(axis=0)
        shares /= whole
        likelihood = float((highest + numpy.log(whole)) @ count)
        if likelihood - before < 1e-6 * abs(likelihood):
            break
        before = likelihood
    return likelihood, shares

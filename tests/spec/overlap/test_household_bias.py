"""What the report says of households in words: 'more than one scheme' lies in a band by how often addresses differ."""

from pathlib import Path

import pytest

from ontschot.insight import linkage
from ontschot.insight.publish.linkage_told import HOMES
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES
from tests.spec.overlap.overlap_running import Analysis

WHOLE = ("totals", "all", "users")


@pytest.mark.parametrize(
    ("profile", "persons", "seed", "noise", "at"),
    [("city", 40_000, 411, 1.0, 0), ("noord-groningen", None, 412, 1.0, 0), ("city", 40_000, 413, 2.5, 1)],
)
def test_households_are_within_the_band_that_the_report_gives(
    tmp_path: Path, profile: str, persons: int | None, seed: int, noise: float, at: int
) -> None:
    make(PROFILES[profile], seed=seed, out=tmp_path, persons=persons, noise=noise)
    shares = []
    for truth in (True, False):
        analysis = Analysis(tmp_path, truth=truth)
        shares.append(analysis.figures().percent("households", "totals", "all", "schemes", WHOLE))
        if not truth:
            doubts = linkage.doubts(analysis.connection, analysis.result.threshold)
        analysis.close()
    elsewhere = doubts.elsewhere / doubts.spread
    band = next((band for band in HOMES if elsewhere <= band[0]), None)
    assert band == HOMES[at], elsewhere
    assert -band[1] <= shares[1] - shares[0] <= band[2]
    assert shares[1] > shares[0] + 0.5  # upwards in these, which is why there is a band and no estimate

"""What the report says of households in words: by address they are counted together rather too much than too little."""

from pathlib import Path

import pytest

from ontschot.insight.publish.words import Words
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES
from tests.spec.overlap.overlap_running import Analysis

LARGEST = 2.5  # percentage points, as it stands in the report


@pytest.mark.parametrize(("profile", "persons", "seed"), [("city", 40_000, 411), ("noord-groningen", None, 412)])
def test_households_are_too_high_by_no_more_than_the_report_says(
    tmp_path: Path, profile: str, persons: int | None, seed: int
) -> None:
    make(PROFILES[profile], seed=seed, out=tmp_path, persons=persons)
    shares = []
    for truth in (True, False):
        analysis = Analysis(tmp_path, truth=truth)
        counted = analysis.figures()
        shares.append(
            [counted.percent("households", "totals", "all", x, ("totals", "all", "users")) for x in ("more", "schemes")]
        )
        analysis.close()
    for true, found in zip(*shares, strict=True):
        assert 0 < found - true < LARGEST
    assert f"{LARGEST:g}".replace(".", ",") in Words("nl")("homes_bias")

"""The estimated bias of 'more than one' of persons, beside what it is: as near as the report says."""

from pathlib import Path

import pytest

from ontschot.insight import linkage, overlap
from ontschot.insight.publish.words import Words
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES
from tests.spec.overlap.overlap_running import TODAY, Analysis

BESIDE = 0.25  # percentage points, as it stands in the report
WHOLE = ("totals", "all", "users")


@pytest.mark.parametrize(
    ("profile", "persons", "seed", "noise", "with_bsn"),
    [("city", 40_000, 421, 2.5, False), ("zaanstad", None, 422, 2.5, True), ("veenendaal", None, 423, 1.0, False)],
)
def test_the_estimate_is_near_the_truth(
    tmp_path: Path, profile: str, persons: int | None, seed: int, noise: float, with_bsn: bool
) -> None:
    make(PROFILES[profile], seed=seed, out=tmp_path, persons=persons, noise=noise, with_bsn=with_bsn)
    shares = []
    for truth in (True, False):
        analysis = Analysis(tmp_path, truth=truth)
        counted = analysis.figures()
        shares.append({x: counted.percent("persons", "totals", "all", x, WHOLE) for x in ("more", "schemes")})
        if not truth:
            doubts = linkage.doubts(analysis.connection, analysis.result.threshold)
            said = overlap.bias(analysis.connection, analysis.study, analysis.loaded, doubts, TODAY)
        analysis.close()
    assert set(said) == {"more", "schemes"}
    for column, estimated in said.items():
        off = shares[1][column] - shares[0][column]
        assert abs(off - estimated) <= BESIDE or 0.5 <= off / estimated <= 2, (column, off, estimated)
        if noise > 1:
            assert max(off, estimated) < 0, (column, off, estimated)
    assert "0,25 procentpunt" in Words("nl")("bias_points", "", "")

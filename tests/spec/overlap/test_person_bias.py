"""The estimated bias of 'more than one' of persons, beside what it is: as near as the report says."""

import csv
import io
import json
from pathlib import Path

import pytest

from ontschot.insight import linkage, overlap, publish
from ontschot.insight.publish.words import Words
from ontschot.insight.runs import run_study
from ontschot.insight.sources import read_study
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
        if abs(off) > 0.1:
            assert off * estimated > 0, (column, off, estimated)
    assert "0,25 procentpunt" in Words("nl")("bias_points", "", "")


def test_the_report_states_it_beside_the_figure_on_the_page_and_in_the_files(tmp_path: Path) -> None:
    make(PROFILES["city"], seed=424, out=tmp_path, persons=40_000, noise=2.5, with_bsn=False)
    study = read_study(tmp_path / "study.yaml")
    files = [tmp_path / source.file for source in study.sources]
    published = run_study(study, files, key=b"k" * 32, today=TODAY, compare=False).published
    bias = published.quality["bias"]
    assert bias["step"] == 0.1
    assert bias["schemes"] <= -0.1
    written = publish.files(published, "nl")
    data = json.loads(written["report.json"])
    said = {(f["id"], f["level"]): f["bias_points"] for f in data["figures"] if f["bias_points"]}
    assert said == {("totals", "persons"): {column: bias[column] for column in ("more", "schemes")}}
    rows = csv.DictReader(io.StringIO(written["report.csv"].decode("utf-8-sig")), delimiter=";")
    listed = {(r["figure"], r["level"], r["column"]): r["bias_points"] for r in rows if r["bias_points"]}
    points = f"{bias['schemes']:.1f}".replace(".", ",")
    assert listed["totals", "persons", "schemes"] == points
    assert len(listed) == 2
    told = f"meer dan één regeling {points.lstrip('-')} procentpunt te laag"
    page = written["index.html"].decode()
    (beside,) = (part for part in page.split("<article") if 'id="persons-totals-h"' in part)
    assert told in beside
    assert "0,25 procentpunt naast" in page
    assert "percentage points too low" in publish.files(published, "en")["index.html"].decode()

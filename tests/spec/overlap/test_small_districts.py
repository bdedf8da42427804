"""A district in which few people live costs no other table of a report, and no total of a scheme."""

import datetime as dt
from pathlib import Path

import pytest

from ontschot.insight.publish import Shown
from ontschot.insight.runs import run_study
from ontschot.insight.sources import read_study
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES

KEY = b"small districts!"


@pytest.mark.parametrize("seed", [12, 4711])
def test_areas_schemes_by_district_and_all_totals_of_schemes_are_shown(tmp_path: Path, seed: int) -> None:
    make(PROFILES["veenendaal"], seed=seed, out=tmp_path)
    study = read_study(tmp_path / "study.yaml")
    files = [tmp_path / file.source.file for file in study.files]
    report = run_study(study, files, key=KEY, today=dt.date(2026, 1, 1), compare=False, shown=Shown(KEY)).published
    for level in ("persons", "households"):
        for id in ("districts", "neighbourhoods", "district_matrix"):
            figure = report.figure(id, level)
            assert figure is not None, (level, id)
        assert report.figure("district_matrix", level).closed, level  # type: ignore[union-attr]  # something is small in it
        matrix = report.figure("scheme_matrix", level)
        assert matrix is not None
        assert [code for code in matrix.rows if matrix.value(code, code) is None] == []

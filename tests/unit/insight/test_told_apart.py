"""What a report tells apart: tables that nobody could solve and those that are too small; who stands in two areas."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import highspy
import pytest

from ontschot.insight import publish
from ontschot.insight.publish import closing, suppression
from ontschot.insight.runs import run_study
from ontschot.insight.runs.telling import faults_told
from ontschot.insight.sources import read_study
from tests.unit.insight.small_registrations import Choice, study


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of families in which HiGHS gives up, as it would on equations that are too hard."""
    names: set[str] = set()
    now: list[str] = [""]
    solve, status = closing.Closing.solve, suppression._Silent.getModelStatus

    def solving(self: closing.Closing, cells: Sequence[Any]) -> list[str]:
        now[0] = cells[-1][1].family.name
        return solve(self, cells)

    def told(self: suppression._Silent) -> highspy.HighsModelStatus:
        return highspy.HighsModelStatus.kSolveError if now[0] in names else status(self)

    monkeypatch.setattr(closing.Closing, "solve", solving)
    monkeypatch.setattr(suppression._Silent, "getModelStatus", told)
    return names


def test_tables_that_nobody_could_solve_are_named_apart(tmp_path: Path, failing: set[str]) -> None:
    before = study(tmp_path / "one", Choice()).published
    assert before.unsolved == []
    assert "niet uit te rekenen" not in publish.files(before, "nl")["index.html"].decode()
    failing.update(("areas", "schemes"))
    found = study(tmp_path / "two", Choice()).published
    assert "persons/2011-10-01/neighbourhoods" in found.unsolved
    assert set(found.unsolved) <= set(found.left_out)
    assert found.figure("neighbourhoods", "persons") is None
    written = publish.files(found, "nl")
    page = written["index.html"].decode()
    (said,) = (part for part in page.split("<p>") if "niet uit te rekenen" in part)
    assert "Per buurt (personen)" in said.split("niet uit te rekenen")[1].split("</p>")[0]
    assert "Per buurt (personen)" not in said.split("niet uit te rekenen")[0]
    assert json.loads(written["report.json"])["not_solved"] == found.unsolved
    assert "nobody could work out" in publish.files(found, "en")["index.html"].decode()


def test_a_whole_report_that_nobody_could_solve_is_not_said_to_be_too_small(tmp_path: Path, failing: set[str]) -> None:
    failing.update(("provisions", "schemes", "areas"))
    with pytest.raises(publish.Unsolved) as refused:
        study(tmp_path, Choice())
    (fault,) = faults_told(refused.value, "study.yaml")
    assert fault.rule == "unsolved"
    assert "te klein" not in fault.nl
    (other,) = faults_told(publish.NotPublishable("x"), "study.yaml")
    assert other.rule == "too_small"


STUDY = """title: Two areas
reference_date: 2011-10-01
schemes: {a: A, b: B}
provisions:
  pa: {name: a, scheme: a}
  pb: {name: b, scheme: b}
files:
  - {file: a.csv, scheme: a, columns: COLUMNS}
  - {file: b.csv, scheme: b, columns: COLUMNS}
"""
COLUMNS = "{surname: N, given_names: V, birth_date: G, postcode: P, house_number: H, neighbourhood: B, provision: W}"


def towns(folder: Path, first: str, second: str) -> publish.Published:
    """A report of 40 persons who stand in one neighbourhood by one file and in another by the other; 30 in one."""
    heads = "N;V;G;P;H;B;W"
    files: dict[str, list[str]] = {"a": [heads], "b": [heads]}
    for who in range(70):
        line = f"Naam{who:03};Voor{who:03};{1950 + who % 40}-0{1 + who % 9}-1{who % 9};{1000 + who} AB;{who % 30 + 1}"
        files["a"].append(f"{line};{first};a")
        if who < 40:
            files["b"].append(f"{line};{second};b")
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "study.yaml").write_text(STUDY.replace("COLUMNS", COLUMNS), encoding="utf-8")
    given = [folder / "a.csv", folder / "b.csv"]
    today = dt.date(2026, 1, 1)
    return run_study(read_study(folder / "study.yaml"), given, key=b"areas" * 8, today=today, compare=False).published


@pytest.mark.parametrize(("first", "second"), [("BU03450101", "BU03450202"), ("BU03450202", "BU03450101")])
def test_who_stands_in_two_areas_counts_in_the_last_code_and_the_report_says_so(
    tmp_path: Path, first: str, second: str
) -> None:
    found = towns(tmp_path, first, second)
    areas = found.figure("neighbourhoods", "persons")
    assert areas is not None
    last = areas.value("BU03450202", "users")
    assert last == (40 if first < second else 70)
    page = publish.files(found, "nl")["index.html"].decode()
    assert "dan in die met de laatste code" in page


def test_without_areas_it_is_not_said(tmp_path: Path) -> None:
    found = towns(tmp_path, "", "")
    assert found.figure("neighbourhoods", "persons") is None
    assert "laatste code" not in publish.files(found, "nl")["index.html"].decode()

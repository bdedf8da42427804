"""`ontschot link` as it is typed: exit codes, the file it writes, what it says."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from ontschot.config import cli

CONFIG = """\
files:
  - file: wmo.csv
    columns: {bsn: BSN, given_names: Voornamen, surname: Naam, birth_date: Geboren, postcode: PC, house_number: Nr}
  - file: werk.csv
    columns: {initials: Voorletters, surname: Naam, birth_date: Geboren, postcode: PC, house_number: Nr}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "link.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "wmo.csv").write_text(
        "BSN;Voornamen;Naam;Geboren;PC;Nr\n"
        "900000011;Zwaantje Johanna;van der Wijdeveen;02-03-1950;1234 AB;5\n"
        "900000023;Piet;Bakker;04-05-1960;1234 AC;7\n"
        "900000011;Zwaantje Johanna;Wijdeveen;02-03-1950;1234 AB;5\n",
        encoding="utf-8",
    )
    (tmp_path / "werk.csv").write_text(
        "Voorletters;Naam;Geboren;PC;Nr\nZ.J.;Wijdeveen;1950-03-02;1234AB;5\nK.;Jansen;1971-01-01;4321 ZZ;1\n",
        encoding="utf-8",
    )
    return tmp_path


def link(folder: Path, *more: str) -> int:
    given = [str(folder / name) for name in ("wmo.csv", "werk.csv")]
    return cli.main(["link", *given, "--config", str(folder / "link.yaml"), "--out", str(folder / "links.csv"), *more])


def test_it_writes_a_line_per_row(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert link(folder, "--json") == 0
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [*rows[0]] == ["file", "row", "person", "household", "probability"]
    assert [(row["file"], row["row"]) for row in rows] == [("wmo.csv", str(at)) for at in (1, 2, 3)] + [
        ("werk.csv", str(at)) for at in (1, 2)
    ]
    person = {(row["file"], row["row"]): row["person"] for row in rows}
    assert person["wmo.csv", "1"] == person["wmo.csv", "3"] != person["wmo.csv", "2"]
    assert all(0 < float(row["probability"]) <= 1 for row in rows)
    summary = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert summary["ok"]
    assert summary["rows"] == 5


def test_a_prefix_alone_says_nobody(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    only = "  - file: werk.csv\n    columns: {surname_prefix: Naam}\n"
    (folder / "link.yaml").write_text(CONFIG.partition("  - file: werk.csv")[0] + only, encoding="utf-8")
    assert link(folder) == 1
    assert "No column says who a row is about" in capsys.readouterr().err
    assert not (folder / "links.csv").exists()


def test_a_file_that_the_settings_do_not_name_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "other.csv").write_text("a\n1\n", encoding="utf-8")
    code = cli.main(
        ["link", str(folder / "other.csv"), "--config", str(folder / "link.yaml"), "--out", str(folder / "links.csv")]
    )
    assert code == 1
    assert "file_not_in_settings" in capsys.readouterr().err
    assert not (folder / "links.csv").exists()


@pytest.mark.parametrize(("option", "value"), [("--threshold", "2"), ("--review", "/nowhere/at/all.csv")])
def test_wrong_use_is_said_before_anything_is_read(folder: Path, option: str, value: str) -> None:
    assert link(folder, option, value) == 2


@pytest.mark.parametrize("method", ["bsn", "name_address_birth", "postcode_number"])
def test_the_named_methods(folder: Path, method: str) -> None:
    assert link(folder, "--method", method) == 0


def test_rows_that_lack_what_a_method_goes_by_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert link(folder, "--method", "bsn") == 0
    assert "of the rows lack what bsn goes by; each is a person alone." in capsys.readouterr().err
    assert link(folder) == 0
    assert "lack what" not in capsys.readouterr().err

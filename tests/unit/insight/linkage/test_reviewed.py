"""A review sheet that came back: what people judged is a fact, and what is not about these rows is told."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest

from ontschot.config import cli
from ontschot.insight.linkage import reviewed
from ontschot.insight.linkage.clusters import group
from ontschot.insight.sources import Faulty, split_off
from ontschot.insight.sources.reviewed import NEEDED, read_reviewed

CONFIG = """\
files:
  - file: wmo.csv
    columns: {given_names: Voornamen, surname: Naam, birth_date: Geboren, postcode: PC, house_number: Nr}
  - file: werk.csv
    columns: {given_names: Voornamen, surname: Naam, birth_date: Geboren, postcode: PC, house_number: Nr}
"""
HEAD = "Voornamen;Naam;Geboren;PC;Nr\n"
WMO = [
    "Zwaantje;Wijdeveen;02-03-1950;1234 AB;5",
    "Tygo;Zonneveld;05-06-2001;8002 AA;2",
    "Bram;Kok;11-11-1961;3011 AA;9",
]
WERK = [
    "Zwaantje;Wijdeveen;02-03-1950;1234 AB;5",
    "Wolf;Zonneveld;05-06-2001;8002 AA;2",
    "Piet;Vos;12-12-1970;3999 ZZ;1",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "link.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "again.yaml").write_text(CONFIG + "reviewed: sheet.csv\n", encoding="utf-8")
    (tmp_path / "wmo.csv").write_text(HEAD + "\n".join(WMO) + "\n", encoding="utf-8")
    (tmp_path / "werk.csv").write_text(HEAD + "\n".join(WERK) + "\n", encoding="utf-8")
    return tmp_path


def link(folder: Path, *more: str, config: str = "link.yaml", sheet: bool = False) -> int:
    given = [str(folder / name) for name in ("wmo.csv", "werk.csv", *(["sheet.csv"] if sheet else []))]
    return cli.main(["link", *given, "--config", str(folder / config), "--out", str(folder / "links.csv"), *more])


def persons(folder: Path) -> dict[tuple[str, int], str]:
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        return {(row["file"], int(row["row"])): row["person"] for row in csv.DictReader(file)}


def judge(folder: Path, judgements: dict[tuple[int, int], str]) -> list[dict[str, str]]:
    """Fill in the sheet that was written, and keep the judged lines of it, as Excel would."""
    with (folder / "sheet.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        at = {row["file_l"]: int(row["row_l"]), row["file_r"]: int(row["row_r"])}
        row["judgement"] = judgements.get((at.get("wmo.csv", 0), at.get("werk.csv", 0)), "")
    with (folder / "sheet.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return [row for row in rows if row["judgement"]]


def test_the_sheet_comes_back_and_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert link(folder, "--review", str(folder / "sheet.csv")) == 0
    before = persons(folder)
    assert before["wmo.csv", 2] != before["werk.csv", 2]  # twins, says the model
    assert len(judge(folder, {(2, 2): "Zelfde"})) == 1
    capsys.readouterr()
    assert link(folder, "--json", "--quality", str(folder / "q.json"), config="again.yaml", sheet=True) == 0
    after = persons(folder)
    assert after["wmo.csv", 2] == after["werk.csv", 2]
    assert after["wmo.csv", 1] == after["werk.csv", 1]
    told = json.loads((folder / "q.json").read_text(encoding="utf-8"))["reviewed"]
    assert told | {"judged": 1, "used": 1, "gone": 0, "same": 1, "different": 0, "below": 1, "below_same": 1} == told
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["reviewed"]["used"] == 1


def by_hand(folder: Path, line: str) -> None:
    """A sheet with one judged pair; `M` in it is replaced by the mark of row 1, which is the same in both files."""
    ((mark,),) = duckdb.execute(
        f"""SELECT {reviewed.mark("x")} FROM (
        SELECT 'Zwaantje' AS given_names, NULL AS initials, 'Wijdeveen' AS surname,
        '1950-03-02' AS birth_date, NULL AS pseudonym) x"""
    ).fetchall()
    (folder / "sheet.csv").write_text(",".join(NEEDED) + "\n" + line.replace("M", mark) + "\n", encoding="utf-8")


def test_rows_that_are_equal_in_all_are_two_when_somebody_knows(folder: Path) -> None:
    assert link(folder) == 0
    assert persons(folder)["wmo.csv", 1] == persons(folder)["werk.csv", 1]
    by_hand(folder, "different,wmo.csv,1,M,werk.csv,1,M")
    assert link(folder, config="again.yaml", sheet=True) == 0
    assert persons(folder)["wmo.csv", 1] != persons(folder)["werk.csv", 1]


def test_rows_that_are_gone_or_changed_are_told_with_their_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(folder, "different,wmo.csv,1,M,werk.csv,1,M")
    with (folder / "sheet.csv").open("a", encoding="utf-8") as file:
        file.write("same,wmo.csv,99,aaaaaaaa,werk.csv,1,bbbbbbbb\nsame,wmo.csv,1,aaaaaaaa,werk.csv,1,bbbbbbbb\n")
    (folder / "werk.csv").write_text(HEAD + "\n".join(reversed(WERK)) + "\n", encoding="utf-8")
    assert link(folder, config="again.yaml", sheet=True) == 0
    told = capsys.readouterr()
    assert "judged_rows_gone" in told.err
    assert "3 of the 3 judgements" in told.err
    assert "Lines 2, 3, 4" in told.err
    assert persons(folder)["wmo.csv", 1] == persons(folder)["werk.csv", 3]


def test_judgements_that_contradict_each_other_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_hand(folder, "different,wmo.csv,1,M,werk.csv,1,M\nsame,werk.csv,1,M,wmo.csv,1,M")
    assert link(folder, config="again.yaml", sheet=True) == 1
    assert "lines 2, 3 of the review sheet" in capsys.readouterr().err


def test_a_sheet_that_was_not_given_along(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert link(folder, config="again.yaml") == 1
    assert "sheet.csv [file_missing]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("judgement,file_l\nsame,a.csv\n", "missing_column", 1),
        (",".join(NEEDED) + "\nmaybe,a.csv,1,x,b.csv,1,y\n", "unknown_judgement", 2),
        (",".join(NEEDED) + "\n,a.csv,1,x,b.csv,1,y\nsame,a.csv,een,x,b.csv,1,y\n", "row_number", 3),
        ("", "missing_column", 1),
    ],
)
def test_a_sheet_that_cannot_be_understood(tmp_path: Path, text: str, rule: str, line: int) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Faulty) as error:
        read_reviewed(path)
    assert {(fault.rule, fault.line) for fault in error.value.faults} == {(rule, line)}


def test_without_a_sheet_in_the_settings_no_file_is_taken(tmp_path: Path) -> None:
    assert split_off("link.yaml", "", [tmp_path / "sheet.csv"]) == (None, [tmp_path / "sheet.csv"])


def test_facts_go_before_weights_and_bsns_and_carry_over_to_groups() -> None:
    assert group([], {1: 11, 2: 22}, judged=([(1, 2)], [])) == {2: 1}
    assert group([(1, 2, 9.0)], {}, judged=([], [(1, 2)])) == {}
    # 1 and 2 are one; 3 is judged not to be 2, so it does not come to 1 either, however much speaks for it
    assert group([(1, 3, 12.0)], {}, judged=([(1, 2)], [(2, 3)])) == {2: 1}
    assert group([(1, 2, 9.0), (2, 3, 8.0), (1, 3, 7.0)], {}, judged=([], [(1, 3)])) == {2: 1}

"""`ontschot overlap` from files to a report: whole, repeatable, without anybody in it."""

from __future__ import annotations

import csv
import json
import random
import re
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ontschot.config import cli
from ontschot.insight import publish

STUDY = """
title: Samenloop in <Proefstad>
municipality: Proefstad
reference_dates: [2010-10-01, 2011-10-01]
method: bsn
residents: {persons: 2000, households: 900}
schemes:
  wmo: {name: Wmo, access: Na een gesprek aan huis.}
  wwb: {name: WWB, access: Inkomen onder de norm.}
provisions:
  hh: {name: Hulp bij het huishouden, scheme: wmo, line: 1}
  vv: {name: Vervoer, scheme: wmo, line: 1}
  uk: {name: Uitkering, scheme: wwb, line: 2, weight: 2}
missing: [Jeugdzorg]
files:
  - file: wmo.csv
    organisation: Wmo-loket
    scheme: wmo
    columns: {bsn: BSN, surname: Naam, birth_date: Geb, postcode: PC, house_number: Nr,
      neighbourhood: Buurt, provision: Soort, start: Van, end: Tot}
  - file: wwb.csv
    organisation: Sociale dienst
    provision: uk
    columns: {bsn: bsn, surname: naam, birth_date: geb, postcode: pc, house_number: nr,
      neighbourhood: buurt, start: van}
"""
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def number(seed: int) -> str:
    """A number that passes the eleven test, of the range for tests (9999...)."""
    while True:
        digits = [int(d) for d in f"{99990000 + seed:08}"]
        rest = sum(d * w for d, w in zip(digits, WEIGHTS, strict=False)) % 11
        if rest < 10:
            return "".join(map(str, digits)) + str(rest)
        seed += 1000


def study(folder: Path, *, seed: int = 1, persons: int = 900) -> list[str]:
    chance = random.Random(seed)
    wmo, wwb = [], []
    for who in range(persons):
        born = f"{chance.randint(1925, 1993)}-{chance.randint(1, 12):02}-15"
        common = [number(who), f"Geheim{who}", born, f"1{who % 9}00AB", str(who // 2), f"BU0345{who % 4:02}0{who % 3}"]
        if chance.random() < 0.6:
            wmo.append([*common, "hulp bij het huishouden", "2009-01-01", "" if who % 9 else "2011-05-01"])
        if chance.random() < 0.3:
            wmo.append([*common, "VV", "2010-12-01", ""])
        if chance.random() < 0.4:
            wwb.append([*common, "2008-01-01"])
    chance.shuffle(wmo)
    tables = {
        "wmo.csv": (["BSN", "Naam", "Geb", "PC", "Nr", "Buurt", "Soort", "Van", "Tot"], wmo),
        "wwb.csv": (["bsn", "naam", "geb", "pc", "nr", "buurt", "van"], wwb),
    }
    for name, (heads, rows) in tables.items():
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, delimiter=";").writerows([heads, *rows])
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return [str(folder / name) for name in tables]


def overlap(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any], str]:
    code = cli.main(["overlap", *arguments, "--json"])
    out, err = capsys.readouterr()
    return code, json.loads(out.splitlines()[-1]) if out else {}, err


def test_a_name_for_an_area_that_nobody_has_is_told_to_who_makes_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = study(tmp_path)
    config, out = tmp_path / "study.yaml", tmp_path / "report"
    config.write_text(STUDY + "area_names: {WK034500: Noord, WK0345009: Zuid}\n", encoding="utf-8")
    code, summary, _ = overlap(capsys, *files, "--config", str(config), "--out", str(out), "--quick")
    assert code == 0
    (remark,) = (one for one in summary["remarks"] if one["rule"] == "unused_area_name")
    assert (remark["line"], remark["column"]) == (len(STUDY.splitlines()) + 1, "area_names")
    assert "WK0345009" in remark["nl"]
    assert "WK034500," not in remark["nl"]
    assert "unused_area_name" not in (out / "report.json").read_text(encoding="utf-8")
    assert "Noord" in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[2010-10-01, 2011-10-01]", "[2010-10-01, 1990-10-01, 1980-01-01]", ""),
        ("[2010-10-01, 2011-10-01]", "[1980-01-01, 1990-10-01]", "no_users"),
        ("method: bsn", "method: bsn\nminimum_cell: 5000", "too small"),
    ],
)
def test_a_report_without_a_number_is_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    files = study(tmp_path)
    config, out = tmp_path / "study.yaml", tmp_path / "report"
    config.write_text(STUDY.replace(old, new), encoding="utf-8")
    code, _, err = overlap(capsys, *files, "--config", str(config), "--out", str(out), "--quick")
    assert (code == 1, out.exists()) == (bool(told), not told)
    assert told in err


def test_a_report_from_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = study(tmp_path)
    out = tmp_path / "report"
    code, summary, _ = overlap(capsys, *files, "--config", str(tmp_path / "study.yaml"), "--out", str(out))
    assert code == 0, summary
    assert sorted(path.name for path in out.iterdir()) == sorted(publish.FILES)
    report = json.loads((out / "report.json").read_text())
    totals = next(
        f for f in report["figures"] if (f["id"], f["level"], f["date"]) == ("totals", "persons", "2011-10-01")
    )
    values = {cell["column"]: cell["value"] for cell in totals["cells"]}
    assert values["one"] + values["more"] == pytest.approx(values["users"], abs=10)
    for figure in report["figures"]:
        assert figure["missing"] == ["Jeugdzorg"]
        assert figure["access_rules"]["wmo"] == "Na een gesprek aan huis."
        assert figure["definition"]["nl"] != figure["definition"]["en"]
        for cell in figure["cells"]:
            assert cell["value"] is None or cell["value"] == 0 or (cell["value"] >= 10 and cell["value"] % 5 == 0)
    with (out / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    labels = {(line["figure"], line["row"]): line["row_label"] for line in lines}
    assert labels["totals", "all"] == "totaal"
    assert labels["weights", "2"] == "2 tot 4"
    assert {line["missing"] for line in lines} == {"Jeugdzorg"}
    assert all("Na een gesprek aan huis." in line["access_rules"] and line["definition"] for line in lines)
    everything = "".join(path.read_text() for path in out.iterdir() if path.suffix != ".xlsx")
    with zipfile.ZipFile(out / "report.xlsx") as book:
        everything += "".join(book.read(name).decode() for name in book.namelist())
    assert not re.search(r"Geheim\d|\b9999\d{5}\b", everything)
    page = (out / "index.html").read_text()
    assert "Samenloop in &lt;Proefstad&gt;" in page
    assert "<script" not in page
    assert not re.search(r"""(src|href|url)\s*[=(]\s*["']?(https?:)?//""", page)
    assert page.count("Niet meegeteld: Jeugdzorg.") >= 10
    assert {f["date"] for f in report["figures"]} == {"2010-10-01", "2011-10-01"}
    assert stat.S_IMODE((tmp_path / "study.key").stat().st_mode) == 0o600


def test_names_that_stand_whole_in_one_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = []
    for role, written in (("surname", "Geheim"), ("full_name", "Mw. A. van Geheim")):
        folder = tmp_path / role
        folder.mkdir()
        (folder / "study.key").write_text("0123456789abcdef" * 4)
        (folder / "study.key").chmod(0o600)
        files = study(folder)
        rows = (folder / "wmo.csv").read_text(encoding="utf-8").replace("Geheim", written)
        (folder / "wmo.csv").write_text(rows, encoding="utf-8")
        config = folder / "study.yaml"
        config.write_text(
            STUDY.replace("surname: Naam", f"{role}: Naam").replace("method: bsn\n", ""), encoding="utf-8"
        )
        out = folder / "report"
        code, _, err = overlap(capsys, *files, "--config", str(config), "--out", str(out), "--quick")
        assert code == 0, err
        assert "Geheim" not in (out / "index.html").read_text(encoding="utf-8")
        figures = json.loads((out / "report.json").read_text(encoding="utf-8"))["figures"]
        found.append([(figure["id"], figure["level"], figure["date"], figure["cells"]) for figure in figures])
    assert found[0] == found[1]


def test_the_same_files_give_the_same_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = study(tmp_path)
    config = str(tmp_path / "study.yaml")
    for name in ("one", "two"):
        if name == "two":  # other order of rows, other order of files
            path = tmp_path / "wmo.csv"
            head, *rows = path.read_text().splitlines()
            path.write_text("\n".join([head, *rows[::-1]]))
            files = files[::-1]
        assert overlap(capsys, *files, "--config", config, "--out", str(tmp_path / name))[0] == 0
    assert (tmp_path / "one" / "report.json").read_text() == (tmp_path / "two" / "report.json").read_text()


def test_the_same_people_are_the_same_number_in_another_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = study(tmp_path)
    text = STUDY.replace("missing:", "area_names: {BU03450000: Binnenstad}\nmissing:")
    (tmp_path / "study.yaml").write_text(text)
    config = str(tmp_path / "study.yaml")
    assert overlap(capsys, *files, "--config", config, "--out", str(tmp_path / "both"))[0] == 0
    assert "Binnenstad" in (tmp_path / "both" / "index.html").read_text()
    alone = text[: text.index("  - file: wmo.csv")] + text[text.index("  - file: wwb.csv") :]
    (tmp_path / "alone.yaml").write_text(alone)
    options = ["--config", str(tmp_path / "alone.yaml"), "--key", str(tmp_path / "study.key")]
    assert overlap(capsys, files[1], *options, "--out", str(tmp_path / "alone"))[0] == 0

    def users(name: str) -> int:
        report = json.loads((tmp_path / name / "report.json").read_text())
        figure = next(f for f in report["figures"] if (f["id"], f["level"]) == ("scheme_matrix", "persons"))
        return next(int(c["value"]) for c in figure["cells"] if c["row"] == c["column"] == "wwb")

    assert users("both") == users("alone") > 100


def test_a_report_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = study(tmp_path)
    config, out = str(tmp_path / "study.yaml"), tmp_path / "report"
    assert overlap(capsys, *files, "--config", config, "--out", str(out), "--language", "en")[0] == 0
    page = (out / "index.html").read_text()
    assert '<html lang="en">' in page
    assert "In short" in page
    assert "Lees dit eerst" not in page


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("2009-01-01", "2031-01-01", "future_date"),
        ("2011-05-01", "2007-05-01", "end_before_start"),
        ("hulp bij het huishouden", "hulp bij het huishuoden", "unknown_provision"),
        ("hulp bij het huishouden", "Uitkering", "other_scheme"),
        ("2009-01-01", "ergens in mei", "unreadable_date"),
    ],
)
def test_one_bad_row_stops_the_study_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, rule: str
) -> None:
    files = study(tmp_path)
    path = tmp_path / "wmo.csv"
    lines = path.read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if old in line)
    lines[at] = lines[at].replace(old, new)
    path.write_text("\n".join(lines))
    config, out = tmp_path / "study.yaml", tmp_path / "report"
    code, summary, err = overlap(capsys, *files, "--config", str(config), "--out", str(out))
    assert code == 1
    assert [(f["rule"], f["line"]) for f in summary["faults"]] == [(rule, at + 1)]
    assert f"wmo.csv, line {at + 1}" in err
    assert "Geheim" not in err
    assert not out.exists()
    config.write_text(STUDY + "faulty_rows: leave_out\n")
    if rule != "other_scheme":
        code, summary, err = overlap(capsys, *files, "--config", str(config), "--out", str(out))
        assert code == 0
        assert [remark["rule"] for remark in summary["remarks"]] == [rule]
        assert (
            "doet niet mee" in (out / "index.html").read_text() or "doen niet mee" in (out / "index.html").read_text()
        )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "Wmo-loket: één BSN op meer dan een twintigste van de rijen"),
        ("en", "Wmo-loket: one BSN on more than a twentieth of the rows"),
    ],
)
def test_a_bsn_that_stands_on_many_rows_is_told_in_the_report_and_not_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, told: str
) -> None:
    files = study(tmp_path)
    path = tmp_path / "wmo.csv"
    head, *lines = path.read_text().splitlines()
    filled = [f"999900006;{line.split(';', 1)[1]}" if at < len(lines) // 5 else line for at, line in enumerate(lines)]
    path.write_text("\n".join([head, *filled]))
    config, out = tmp_path / "study.yaml", tmp_path / "report"
    config.write_text(STUDY + f"language: {language}\n")
    code, summary, _ = overlap(capsys, *files, "--config", str(config), "--out", str(out), "--quick")
    assert code == 0
    assert [remark["rule"] for remark in summary["remarks"]] == ["often_bsn"]
    assert "999900006" not in json.dumps(summary)
    page = (out / "index.html").read_text()
    assert told in page
    assert "999900006" not in page
    remarks = json.loads((out / "report.json").read_text())["remarks"]
    assert [(remark["rule"], remark["rows"], remark["left_out"]) for remark in remarks] == [("often_bsn", 0, False)]


def test_a_missing_file_is_not_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = study(tmp_path)
    config, out = str(tmp_path / "study.yaml"), str(tmp_path / "report")
    code, summary, _ = overlap(capsys, files[0], "--config", config, "--out", out)
    assert (code, [f["rule"] for f in summary["faults"]]) == (1, ["file_missing"])


def test_a_study_of_a_handful_is_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = study(tmp_path, persons=12)
    config, out = str(tmp_path / "study.yaml"), tmp_path / "report"
    code, _, _ = overlap(capsys, *files, "--config", config, "--out", str(out))
    if code == 0:
        report = json.loads((out / "report.json").read_text())
        assert all(
            c["value"] is None or c["value"] == 0 or c["value"] >= 10 for f in report["figures"] for c in f["cells"]
        )
    else:
        assert not out.exists()


def test_a_key_that_is_no_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = study(tmp_path)
    (tmp_path / "study.key").write_text("geen sleutel")
    config, out = str(tmp_path / "study.yaml"), str(tmp_path / "report")
    assert overlap(capsys, *files, "--config", config, "--out", out)[0] == 2


def test_judgements_on_pairs_are_used_and_the_report_says_how_many(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = study(tmp_path)
    config = STUDY.replace("method: bsn\n", "").replace("bsn: BSN, ", "").replace("bsn: bsn, ", "")
    columns = "columns: {surname: %s, birth_date: %s, postcode: %s, house_number: %s}"
    (tmp_path / "link.yaml").write_text(
        f"files:\n  - file: wmo.csv\n    {columns % ('Naam', 'Geb', 'PC', 'Nr')}\n"
        f"  - file: wwb.csv\n    {columns % ('naam', 'geb', 'pc', 'nr')}\n",
        encoding="utf-8",
    )
    sheet = tmp_path / "sheet.csv"
    link = ["link", *files, "--config", str(tmp_path / "link.yaml"), "--out", str(tmp_path / "links.csv")]
    assert cli.main([*link, "--review", str(sheet)]) == 0
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        row["judgement"] = "zelfde" if row["surname_l"] == row["surname_r"] else "ander"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    (tmp_path / "study.yaml").write_text(config + "reviewed: sheet.csv\n", encoding="utf-8")
    arguments = ["--config", str(tmp_path / "study.yaml"), "--out", str(tmp_path / "report"), "--quick"]
    capsys.readouterr()
    code, summary, _ = overlap(capsys, *files, *arguments)
    assert code == 1
    assert summary["faults"][0]["rule"] == "file_missing"
    code, summary, _ = overlap(capsys, *files, str(sheet), *arguments)
    assert code == 0, summary
    page = next(Path(name) for name in summary["files"] if name.endswith(".html")).read_text(encoding="utf-8")
    some = "minder dan 10" if len(rows) < 10 else f"{publish.about(len(rows), 10):,}".replace(",", ".")
    assert f"van ongeveer {some} oordelen zijn er {some} als vaststaand gebruikt" in page
    assert not {row["surname_l"] for row in rows} & set(re.findall(r"Geheim\d+", page))


def test_what_is_refused_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = study(tmp_path)
    config, out = tmp_path / "study.yaml", tmp_path / "report"
    config.write_text(config.read_text().replace("scheme: wwb,", "scheme: wbb,"))
    before = sorted(path.name for path in tmp_path.iterdir())
    assert overlap(capsys, *files, "--config", str(config), "--out", str(out))[0] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    (tmp_path / "wwb.csv").write_text("")
    config.write_text(STUDY, encoding="utf-8")
    assert overlap(capsys, *files, "--config", str(config), "--out", str(out))[0] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before  # no key, no report, no memory


def test_only_an_earlier_report_is_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = study(tmp_path)
    config, out = str(tmp_path / "study.yaml"), tmp_path / "report"
    out.mkdir()
    (out / "index.html").write_text("my own page")
    code, _, err = overlap(capsys, *files, "--config", config, "--out", str(out))
    assert (code, (out / "index.html").read_text()) == (2, "my own page")
    assert "index.html" in err
    assert overlap(capsys, *files, "--config", config, "--out", files[0])[0] == 2
    with monkeypatch.context() as patched:  # as for somebody who may not write there (root may write anywhere)
        patched.setattr("os.access", lambda *_: False)
        assert overlap(capsys, *files, "--config", config, "--out", str(tmp_path / "new"))[0] == 3
    assert not (tmp_path / "study.key").exists()
    (out / "index.html").rename(out / "mine.html")
    for _ in range(2):
        assert overlap(capsys, *files, "--config", config, "--out", str(out))[0] == 0
    assert (out / "mine.html").read_text() == "my own page"


def test_links_never_take_the_place_of_a_file_that_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = study(tmp_path)
    (tmp_path / "link.yaml").write_text("files:\n- {file: wwb.csv, columns: {bsn: bsn, surname: naam}}\n")
    held = Path(files[1]).read_bytes()
    for out in (files[1], str(tmp_path / "link.yaml"), str(tmp_path)):
        assert cli.main(["link", files[1], "--config", str(tmp_path / "link.yaml"), "--out", out]) == 2
    assert Path(files[1]).read_bytes() == held
    assert "written over" in capsys.readouterr().err

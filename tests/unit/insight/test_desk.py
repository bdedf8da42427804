"""The table of a guided study keeps what somebody wrote by hand."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from ontschot.insight.desk import Desk, new_id
from ontschot.insight.sources import Faulty, parse_study
from ontschot.insight.sources.brought import faults_of

BY_HAND = b"""
title: t
reference_date: 2024-01-01
schemes: {wmo: Wmo}
provisions: {help: {name: hulp, scheme: wmo}}
area_names: {0345: Noord, 0x1F: Zuid, 1:20: Oost, 12: West}
files: [{file: a.csv, organisation: gemeente, scheme: wmo, columns: {bsn: BSN, provision: soort, neighbourhood: buurt}}]
"""


def test_a_code_with_a_nought_in_front_stays_that(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 1, new_id())
    desk.begin([("study.yaml", [BY_HAND])])
    names = {"0345": "Noord", "0x1F": "Zuid", "1:20": "Oost", "12": "West"}
    kept = desk.content()
    assert {str(code): name for code, name in kept["area_names"].items()} == names
    desk.describe(kept)
    assert parse_study("study.yaml", desk.config()).area_names == names


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wmo.numbers", ".xlsx, .xls, .ods of .parquet"),
        ("brief.pdf", "Dit soort bestand"),
        ("wmo", "Dit soort bestand"),
        ("../wmo.csv", "andere naam|kortere naam"),
    ],
)
def test_a_file_that_cannot_be_brought_is_named_with_what_to_do(name: str, said: str) -> None:
    (fault,) = faults_of(["goed.csv", name], known=False)
    assert fault.file == name
    assert any(part in fault.nl for part in said.split("|"))


def test_two_of_one_name_and_borders_alone_are_said() -> None:
    assert [(fault.file, fault.rule) for fault in faults_of(["a.csv", "a.csv"], known=False)] == [
        ("a.csv", "file_name")
    ]
    assert [fault.file for fault in faults_of(["wijken.geojson"], known=False)] == [""]
    assert faults_of(["wijken.geojson"], known=True) == []
    assert faults_of(["a.csv", "b.XLSX", "c.xls", "d.ods", "wijken.geojson", "study.yaml"], known=False) == []


@pytest.mark.parametrize("title", [b"Export 2024", b"Export 2024;;;", b";;;", b"Stand;1-1-2024;;"])
def test_headings_under_a_title_are_found(tmp_path: Path, title: bytes) -> None:
    rows = b"BSN;naam;geboren;soort\n123456782;Jansen;1-1-1970;hulp\n"
    desk = Desk(tmp_path, 1, new_id())
    desk.begin([("a.csv", [title + b"\n" + rows])])
    (found,) = desk.guesses()
    assert (found.top.skip, [column.role for column in found.columns]) == (
        1,
        ["bsn", "surname", "birth_date", "provision"],
    )
    assert desk.values("a.csv", "soort") == ["hulp"]


def test_a_title_above_headings_that_say_nothing_is_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 1, new_id())
    desk.begin([("a.csv", [b"Export 2024\nx;y\n1;2\n"])])
    with pytest.raises(Faulty) as refused:
        desk.guesses()
    assert [(fault.file, fault.rule) for fault in refused.value.faults] == [("a.csv", "title_above")]


def test_the_sheet_with_the_headings_is_found_and_the_others_are_named(tmp_path: Path) -> None:
    def brought(*sheets: tuple[str, list[list[str]]]) -> Desk:
        book = openpyxl.Workbook()
        for at, (title, rows) in enumerate(sheets):
            sheet = book.create_sheet(title, at)
            for row in rows:
                sheet.append(row)
        data = io.BytesIO()
        book.save(data)
        desk = Desk(tmp_path, 1, new_id())
        desk.begin([("a.xlsx", [data.getvalue()])])
        return desk

    table = [["Stand"], [], ["BSN", "Achternaam", "Product"], ["123456782", "Jansen", "hulp"]]
    desk = brought(("Uitleg", [["Zie blad 2"]]), ("Data", table), ("Codes", [["A", "B"]]))
    (found,) = desk.guesses()
    assert (found.top.sheet, found.top.skip, found.top.others) == ("Data", 2, ("Uitleg", "Codes"))
    assert [column.role for column in found.columns] == ["bsn", "surname", "provision"]
    assert desk.values("a.xlsx", "Product") == ["hulp"]
    with pytest.raises(Faulty) as refused:
        brought(("Uitleg", [["Zie blad 2"]]), ("Noord", table), ("Zuid", table)).guesses()
    assert [fault.rule for fault in refused.value.faults] == ["several_sheets"]


def test_a_file_with_a_bsn_alone_and_one_with_its_title_described_are_taken(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 1, new_id())
    desk.begin([("a.csv", [b"BSN\n123456782\n"])])
    assert [column.role for column in desk.guesses()[0].columns] == ["bsn"]
    described = BY_HAND.replace(b"{file: a.csv,", b"{file: a.csv, skip: 1,")
    desk.begin([("a.csv", [b"Export\nBSN;soort;buurt\n"]), ("study.yaml", [described])])
    assert len(desk.guesses()) == 1


def test_large_workbooks_are_refused_before_a_page_waits_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def workbook(rows: int) -> bytes:
        book = openpyxl.Workbook()
        for row in [["BSN", "Naam", "Soort"], *(["123456782", f"Naam{at}", "hulp"] for at in range(rows))]:
            book.active.append(row)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    desk = Desk(tmp_path, 1, new_id())
    desk.begin([("klein.xlsx", [workbook(2)]), ("groot.xlsx", [workbook(2000)])])
    assert [guess.file for guess in desk.guesses()] == ["groot.xlsx", "klein.xlsx"]
    monkeypatch.setattr("ontschot.insight.desk.MOST_WORKBOOKS", 50_000)
    monkeypatch.setattr("ontschot.insight.desk.guess", lambda *_, **__: pytest.fail("it was read"))
    with pytest.raises(Faulty) as refused:
        desk.guesses()
    (fault,) = refused.value.faults
    assert (fault.file, fault.rule) == ("groot.xlsx", "large_workbook")
    assert "CSV UTF-8" in fault.nl
    assert "CSV UTF-8" in fault.en

"""Excel and Parquet as organisations hand them over: titles, several sheets, sizes that lie, dates as numbers."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from ontschot.insight.sources import Fault, Faulty, SourceFile, load
from ontschot.insight.sources.faults import together

TODAY = dt.date(2026, 1, 1)
COLUMNS = {"surname": "Naam", "birth_date": "Geb. datum"}
BORN = dt.datetime.combine(dt.date(1980, 2, 1), dt.time())


def read(path: Path, **options: Any) -> tuple[list[tuple[Any, ...]], list[Fault]]:
    connection = duckdb.connect()
    source = SourceFile(path.name, options.pop("columns", COLUMNS), **options)
    loaded = load(connection, source, path, "t", today=TODAY)
    found = connection.execute('SELECT surname, birth_date FROM t ORDER BY "row"').fetchall()
    return found, list(loaded.notices)


def refused(path: Path, **options: Any) -> list[tuple[str, int, str]]:
    with pytest.raises(Faulty) as caught:
        read(path, **options)
    return [(fault.rule, fault.line, fault.en) for fault in caught.value.faults]


def book(path: Path, fill: Callable[[Any], None]) -> Path:
    made = openpyxl.Workbook()
    fill(made)
    made.save(path)
    return path


def rows(sheet: Any, count: int = 3, *, headings: tuple[str | None, ...] = ("Naam", "Geb. datum")) -> None:
    sheet.append(headings)
    for at in range(count):
        sheet.append([f"N{at}", BORN])


def test_titles_and_empty_rows_above_the_headings(tmp_path: Path) -> None:
    def titled(made: Any) -> None:
        made.active.append(["Overzicht\nvan alles"])
        made.active.append([])
        rows(made.active, headings=("Naam", "Geb. datum", "Opmerking"))

    path = book(tmp_path / "a.xlsx", titled)
    for skip in (0, 1, 3):
        assert [(rule, line) for rule, line, _ in refused(path, skip=skip)] == [("headings_lower", 3)]
    assert "skip: 2" in refused(path)[0][2]
    assert read(path, skip=2)[0] == [(f"N{at}", "1980-02-01") for at in range(3)]


def test_a_heading_on_two_lines(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", lambda made: rows(made.active, headings=("Naam", "Geb.\ndatum")))
    for heading in ("Geb. datum", "geb.\ndatum"):
        assert len(read(path, columns={"surname": "Naam", "birth_date": heading})[0]) == 3
    text = tmp_path / "a.csv"
    text.write_text('Naam;"Geb.\ndatum"\nA;1-2-1980\nB;31-12-2044\nC;31-12-2044\n')
    assert refused(text)[0][:2] == ("future_date", 4)
    text.write_text('Naam;"Geb.\ndatum"\nA;1-2-1980\n')
    assert read(text)[0] == [("A", "1980-02-01")]


def test_all_rows_are_read_whatever_size_the_sheet_says_it_has(tmp_path: Path) -> None:
    path = book(tmp_path / "whole.xlsx", lambda made: rows(made.active, 50))
    lying = tmp_path / "a.xlsx"
    for size in (b"A1:B10", b"A1", b"A1:XFD1048576"):
        with zipfile.ZipFile(path) as whole, zipfile.ZipFile(lying, "w") as packed:
            for part in whole.infolist():
                data = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="' + size + b'"', whole.read(part))
                packed.writestr(part, data)
        assert len(read(lying)[0]) == 50


def test_a_row_number_beyond_the_end_of_excel(tmp_path: Path) -> None:
    path = book(tmp_path / "whole.xlsx", lambda made: rows(made.active))
    lying = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(lying, "w") as packed:
        for part in whole.infolist():
            packed.writestr(part, re.sub(rb'r="([AB]?)4"', rb'r="\g<1>99000000000"', whole.read(part)))
    assert refused(lying)[0][0] in ("no_workbook", "too_large")


def test_two_cells_that_lie_very_far_apart_do_no_harm(tmp_path: Path) -> None:
    """Such a sheet is a few bytes, and needs hundreds of gigabytes: the process that reads it may have two."""

    def far(made: Any) -> None:
        rows(made.active)
        made.active["XFD1048576"] = "x"

    assert refused(book(tmp_path / "a.xlsx", far))[0][0] == "too_large"


def test_cells_that_were_only_coloured_are_no_cells(tmp_path: Path) -> None:
    def coloured(made: Any) -> None:
        rows(made.active)
        made.active["XFD1048576"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF0000")

    assert len(read(book(tmp_path / "a.xlsx", coloured))[0]) == 3


def test_a_table_that_does_not_begin_in_the_corner(tmp_path: Path) -> None:
    """Lines are rows of the sheet, and columns of the sheet are columns: what stands empty before them counts."""

    def lower(made: Any) -> None:
        for at, (name, born) in enumerate([("Naam", "Geb. datum"), ("N0", BORN), ("N1", "31-12-2044")]):
            made.active.cell(row=4 + at, column=3, value=name)
            made.active.cell(row=4 + at, column=4, value=born)

    path = book(tmp_path / "a.xlsx", lower)
    assert refused(path)[0][:2] == ("headings_lower", 4)
    found, notices = read(path, skip=3)
    assert found == [("N0", "1980-02-01"), ("N1", "2044-12-31")]
    assert [(notice.rule, notice.line) for notice in notices] == [("future_date", 6)]


def test_headings_on_another_sheet_are_named(tmp_path: Path) -> None:
    def explained(made: Any) -> None:
        made.active.append(["Toelichting"])
        sheet = made.create_sheet("Cijfers 2024")
        sheet.append(["Stand 1 januari"])
        rows(sheet)

    path = book(tmp_path / "a.xlsx", explained)
    ((rule, line, words),) = refused(path)
    assert (rule, line) == ("other_sheet", 2)
    assert "'sheet: Cijfers 2024' and 'skip: 1'" in words
    assert len(read(path, sheet="Cijfers 2024", skip=1)[0]) == 3


def test_a_second_sheet_with_these_headings_under_another_title_is_not_left_out_in_silence(tmp_path: Path) -> None:
    def years(made: Any) -> None:
        for at, sheet in enumerate((made.active, made.create_sheet("2023"))):
            sheet.append([f"Stand {2022 + at}"])
            rows(sheet)

    path = book(tmp_path / "a.xlsx", years)
    assert refused(path, skip=1)[0][0] == "several_sheets"
    assert len(read(path, skip=1, sheet="2023")[0]) == 3


def test_a_hidden_sheet_is_not_the_first(tmp_path: Path) -> None:
    def hidden(made: Any) -> None:
        made.active.append(["Lijsten"])
        made.active.sheet_state = "hidden"
        rows(made.create_sheet("Zicht"))

    assert len(read(book(tmp_path / "a.xlsx", hidden))[0]) == 3


def test_dates_as_numbers_are_read_and_remarked_upon(tmp_path: Path) -> None:
    def counted(made: Any) -> None:
        made.active.append(["Naam", "Geb. datum"])
        for name, value in (("A", 29252), ("B", 9500), ("C", 29252.5), ("D", 1980), ("E", BORN), ("F", dt.time())):
            made.active.append([name, value])

    path = book(tmp_path / "a.xlsx", counted)
    found, notices = read(path)
    assert found == [
        ("A", "1980-02-01"),
        ("B", "1926-01-03"),
        ("C", "1980-02-01"),
        ("D", "1980-00-00"),
        ("E", "1980-02-01"),
        ("F", None),
    ]
    assert [(notice.rule, notice.count) for notice in notices] == [("day_numbers", 3)]

    def from_1904(made: Any) -> None:
        made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        counted(made)

    assert refused(book(tmp_path / "b.xlsx", from_1904))[0][0] == "unreadable_date"  # four years off


def test_an_xls_of_before_2007(tmp_path: Path) -> None:
    """`oud.xls`: a hidden sheet first, a title above the headings, dates and numbers; and a sheet with merged cells."""
    path = tmp_path / "oud.xls"
    path.write_bytes(Path(__file__).with_name("oud.xls").read_bytes())
    found, notices = read(path, skip=2)
    assert found == [("Öztürk-de Vries", "1980-02-01"), ("Jansen", "1955-12-31")]
    assert notices == []
    assert refused(path)[0][:2] == ("headings_lower", 3)
    assert [(rule, line) for rule, line, _ in refused(path, sheet="Samengevoegd")] == [("merged_cells", 2)]


def spreadsheet(path: Path, rows: str) -> Path:
    """An ODS of one table (OpenDocument 1.2) with these rows below Naam and Geb. datum."""
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    head = "".join(
        f"<table:table-cell office:value-type='string'><text:p>{one}</text:p></table:table-cell>"
        for one in COLUMNS.values()
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        packed.writestr(
            "content.xml",
            f"<office:document-content{spaces}><office:body><office:spreadsheet><table:table table:name='Blad1'>"
            f"<table:table-row>{head}</table:table-row>{rows}</table:table></office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return path


def test_a_spreadsheet_of_libreoffice(tmp_path: Path) -> None:
    """Also with a million empty rows that were only coloured, which are one element."""
    row = (
        "<table:table-row><table:table-cell office:value-type='string'><text:p>Jansen</text:p></table:table-cell>"
        "<table:table-cell office:value-type='date' office:date-value='1980-02-01'/></table:table-row>"
    )
    many = (
        "<table:table-row table:number-rows-repeated='1048000'>"
        "<table:table-cell{} table:number-columns-repeated='16384'/></table:table-row>"
    )
    path = spreadsheet(tmp_path / "a.ods", row + many.format(""))
    assert read(path)[0] == [("Jansen", "1980-02-01")]
    full = spreadsheet(tmp_path / "b.ods", row + many.format(" office:value-type='float' office:value='1'"))
    assert refused(full)[0][0] == "no_workbook"


def test_a_web_page_with_the_name_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_text("\n<html><table><tr><td>Naam</td></tr></table></html>")
    ((rule, _, said),) = refused(path)
    assert rule == "no_workbook"
    assert "web page" in said


def test_parquet_of_many_kinds(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    for born, surname in (
        ("'1980-02-01 00:00:00 Europe/Amsterdam'::TIMESTAMPTZ", "'Zoë'::ENUM('Zoë', 'x')"),
        ("'1980-02-01'::TIMESTAMP_NS", "encode('Zoë')"),
        ("19800201.0::DOUBLE", "'Zoë'"),
        ("19800201::DECIMAL(18, 2)", "'Zoë'"),
    ):
        duckdb.sql(f'COPY (SELECT {surname} AS "Naam", {born} AS "Geb. datum") TO \'{path}\' (FORMAT parquet)')
        assert read(path)[0] == [("Zoë", "1980-02-01")]


def test_one_fault_of_many_lines_is_told_once() -> None:
    faults = [Fault("a.csv", line, "Van", "future_date", "Te laat.", "Too late.") for line in (3, 5, 9)]
    faults.insert(1, Fault("a.csv", 4, "Tot", "future_date", "Te laat.", "Too late."))
    assert [(fault.line, also) for fault, also in together(faults)] == [(3, [5, 9]), (4, [])]
    assert Faulty(faults).text("nl").splitlines()[0] == "a.csv, regel 3, 5, 9, kolom Van [future_date]: Te laat."

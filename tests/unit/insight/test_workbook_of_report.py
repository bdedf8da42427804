"""The workbook of a report: the numbers of the JSON and no other, each table on a sheet, texts that stay texts."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ontschot.insight import publish
from ontschot.insight.publish.published import Published
from tests.unit.insight.small_registrations import Choice, study


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    choice = Choice(dates=("2010-10-01", "2011-10-01"), people=400, more="area_names: {BU03450101: '=1+1'}\n")
    return study(tmp_path_factory.mktemp("workbook"), choice).published


def sheets(published: Published, language: str = "nl") -> tuple[Any, dict[str, Any]]:
    """The workbook, and the JSON beside it."""
    files = publish.files(published, language)
    return openpyxl.load_workbook(io.BytesIO(files["report.xlsx"])), json.loads(files["report.json"])


def test_the_workbook_is_the_json(published: Published) -> None:
    book, data = sheets(published)
    tables: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for figure in sorted(data["figures"], key=lambda one: one["level"] != "persons"):
        tables.setdefault((figure["level"], figure["id"]), []).append(figure)
    first, *rest = book.worksheets
    assert first.title == "Lees dit eerst"
    assert len(rest) == len(tables) > 20
    for sheet, ((level, id), figures) in zip(rest, tables.items(), strict=True):
        assert (
            sheet["A1"].value == f"{figures[0]['title']['nl']}: {'personen' if level == 'persons' else 'huishoudens'}"
        )
        assert figures[0]["definition"]["nl"] in sheet["A2"].value
        below = [cell for row in sheet.iter_rows(min_row=6) for cell in row[1:] if cell.value is not None]
        numbers = [cell.value for cell in below if cell.number_format == "#,##0" or cell.value == "x"]
        cells = [cell for figure in figures for cell in figure["cells"]]
        assert Counter(map(str, numbers)) == Counter("x" if c["value"] is None else str(c["value"]) for c in cells), id
        shares = Counter(cell.value for cell in below if "%" in cell.number_format)
        wanted = [
            c for c in cells if c["share"] is not None and not (id.endswith("_matrix") and c["row"] == c["column"])
        ]
        assert shares == Counter(c["share"] for c in wanted), id
        others = {type(cell.value).__name__ for cell in below if cell.number_format == "General"} - {"str"}
        assert not others
    assert not [cell for row in first.iter_rows() for cell in row if cell.value is not None and cell.data_type != "s"]
    assert any(cell.value == "x" for sheet in rest for row in sheet.iter_rows() for cell in row)


def test_the_first_sheet_says_what_is_missing_and_leads_to_each_table(published: Published) -> None:
    told = replace(published, study=replace(published.study, missing=("Jeugdzorg", "UWV"), title="Samenloop"))
    book, _ = sheets(told)
    first, *rest = book.worksheets
    lines = [[cell.value or "" for cell in row] for row in first.iter_rows()]
    at = next(at for at, line in enumerate(lines) if line[0] == "Wat ontbreekt")
    assert [line[1] for line in lines[at : at + 2]] == ["Jeugdzorg", "UWV"]
    leads = [cell.hyperlink.location for row in first.iter_rows() for cell in row if cell.hyperlink]
    assert leads == [f"'{sheet.title}'!A1" for sheet in rest]
    assert all("Niet meegeteld: Jeugdzorg; UWV." in sheet["A3"].value for sheet in rest)
    assert all(len(sheet.title) <= 31 for sheet in rest)
    english, _ = sheets(told, "en")
    assert english.sheetnames[0] == "Read this first"
    assert english["Read this first"]["A1"].value == book.properties.title == "Samenloop"


def test_no_text_of_a_study_becomes_a_formula(published: Published) -> None:
    texts = {"title": '=HYPERLINK("http://x.example";"x")', "municipality": "+31", "missing": ("@SUM(A1)", "-2\x07+3")}
    book, _ = sheets(replace(published, study=replace(published.study, **texts)))
    found = {cell.value: cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    for text in (texts["title"], "+31", "@SUM(A1)", "-2+3", "=1+1"):
        assert found[text].data_type == "s"
        assert found[text].quotePrefix
    assert not [cell for cell in found.values() if cell.data_type in ("f", "e")]


def test_a_workbook_of_somebody_else_is_not_written_over(published: Published, tmp_path: Path) -> None:
    publish.write(published, tmp_path, "nl")
    assert publish.is_report(tmp_path)
    own = openpyxl.Workbook()
    own.save(tmp_path / "report.xlsx")
    assert not publish.is_report(tmp_path)
    (tmp_path / "report.xlsx").write_bytes(b"no workbook at all")
    assert not publish.is_report(tmp_path)
    (tmp_path / "report.xlsx").unlink()
    assert publish.is_report(tmp_path)  # of before there were workbooks

"""What a sheet of Excel hides from who reads its values: formulas that were never computed, merged cells, errors."""

import contextlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ontschot.foundation.workbooks import Sheet
from ontschot.insight.sources.faults import Fault, Faulty

_BLOCK = 1 << 20
_OVERLAP = 4096  # of two blocks: a cell with a formula is shorter
_SHOWN = 20
_FORMULA = rb"<f[^>]*(?:/>|>[^<]*</f>)"
_UNCOMPUTED = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*>' + _FORMULA + rb"(?:<v\s*/>|<v></v>)?</c>")
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]* t="e"[^>]*>(?:' + _FORMULA + rb")?<v>(#[^<]*)</v>")


def judge_cells(path: Path, sheet: Sheet, name: str, skip: int) -> None:
    """Refuse cells of which the value is not there: a formula without a result, all but the first of a merged cell.

    Titles that run over several columns, and what is merged in the headings (below `skip` lines), are no harm. Raises
    Faulty with the line of each.
    """
    merged = [first for first, last in sheet.merged if first != last and first > skip + 1]
    faults = {(first, ""): _merged(name, first) for first in merged}
    with contextlib.suppress(KeyError, OSError, zipfile.BadZipFile, SyntaxError):  # of another kind
        for column, row in _uncomputed_cells(path, sheet.title):
            faults[row, column] = _uncomputed(name, row, column)
            if len(faults) > _SHOWN:
                break
    if faults:
        raise Faulty(faults[key] for key in sorted(faults)[:_SHOWN])


def _uncomputed_cells(path: Path, title: str) -> Iterator[tuple[str, int]]:
    """Column and row of every formula in an .xlsx that has no result."""
    with zipfile.ZipFile(path) as packed, packed.open(_part(packed, title)) as stream:
        for block in _blocks(stream):
            for column, row in _UNCOMPUTED.findall(block):
                yield column.decode(), int(row)


def error_cells(path: Path, title: str) -> Iterator[tuple[int, int, str]]:
    """Row and column (from 0) of every cell of an .xlsx that holds an error, and the error: #N/A. In order."""
    before = (-1, -1)
    with (
        contextlib.suppress(KeyError, OSError, zipfile.BadZipFile, SyntaxError),  # of another kind
        zipfile.ZipFile(path) as packed,
        packed.open(_part(packed, title)) as stream,
    ):
        for block in _blocks(stream):
            for letters, row, text in _ERROR.findall(block) if b't="e"' in block else ():
                column = -1
                for letter in letters:
                    column = 26 * (column + 1) + letter - ord("A")
                if (place := (int(row) - 1, column)) > before:  # blocks overlap
                    before = place
                    yield *place, text.decode()


def _part(packed: zipfile.ZipFile, title: str) -> str:
    """The part of the package that has a sheet (ECMA-376 part 1, 18.2.19).

    Raises KeyError when it is not told, SyntaxError for XML that is none.
    """
    from lxml import etree  # type: ignore[import-untyped]  # takes longer to load than a small file to read

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    book = etree.fromstring(packed.read("xl/workbook.xml"), parser)
    links = etree.fromstring(packed.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {link.get("Id"): str(link.get("Target")) for link in links.iterchildren("{*}Relationship")}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        if sheet.get("name") == title:
            link = next((value for key, value in sheet.items() if key.endswith("}id")), None)
            return targets[link].lstrip("/") if targets[link].startswith("/") else f"xl/{targets[link]}"
    raise KeyError(title)


def _blocks(stream: Any) -> Iterator[bytes]:
    """The contents in blocks that overlap, so that nothing is cut in two."""
    before = b""
    while block := stream.read(_BLOCK):
        yield before + block
        before = (before + block)[-_OVERLAP:]


def _merged(name: str, line: int) -> Fault:
    nl = "Hier zijn cellen onder elkaar samengevoegd: alleen de eerste rij heeft de waarde. Splits ze en vul elke rij."
    en = "Cells below each other are merged here: only the first row has the value. Split them and fill every row."
    return Fault(name, line, "", "merged_cells", nl, en)


def _uncomputed(name: str, line: int, column: str) -> Fault:
    nl = "Deze formule heeft geen uitkomst. Open het bestand in Excel en sla het op, of plak de waarden."
    en = "This formula has no result. Open the file in Excel and save it, or paste the values."
    return Fault(name, line, column, "uncomputed", nl, en)

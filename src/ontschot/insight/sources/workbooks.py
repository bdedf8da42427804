"""Excel files, made into CSV row by row. Judges what is packed inside before anything is unpacked."""

import csv
import warnings
import zipfile
from pathlib import Path
from typing import Any

from ontschot.foundation.workbooks import cell_text
from ontschot.insight.sources.faults import Fault, Faulty
from ontschot.insight.sources.limits import Limits
from ontschot.insight.sources.sheets import judge_cells


def check(path: Path, name: str, limits: Limits) -> None:
    """Refuse what is no Excel file, and what would grow out of proportion (a zip bomb). Raises Faulty."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            for part in parts:
                if part.filename.endswith(".xml") and _declares(packed, part):
                    nl, en = "Het bestand bevat verboden XML (DOCTYPE).", "The file holds forbidden XML (DOCTYPE)."
                    raise Faulty([Fault(name, 0, "", "unsafe_xml", nl, en)])
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        nl = "Dit is geen leesbaar .xlsx-bestand (beschadigd, oud formaat of met wachtwoord). Sla het opnieuw op."
        en = "This is no readable .xlsx file (damaged, an old format or with a password). Save it again."
        raise Faulty([Fault(name, 0, "", "no_workbook", nl, en)]) from error
    total = sum(part.file_size for part in parts)
    steep = any(part.file_size > 2**20 and part.file_size > limits.packing * part.compress_size for part in parts)
    if total > limits.unpacked or steep:
        nl = f"Uitgepakt zou dit bestand te groot worden ({total} bytes). Lever het aan als CSV."
        en = f"Unpacked this file would become too large ({total} bytes). Hand it over as CSV."
        raise Faulty([Fault(name, 0, "", "zip_bomb", nl, en)])


def _declares(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with packed.open(part) as stream:
        head = stream.read(4096)
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head


def as_csv(path: Path, sheet: str, target: Path, name: str, limits: Limits, skip: int = 0) -> Path:
    """One sheet as CSV in UTF-8 with `;`. Without a name it is the only sheet, or else the first."""
    import openpyxl  # half of the start of a command, and most files are text

    check(path, name, limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl says of styles and validation is of no use here
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                chosen = _sheet(book, sheet, name)
                _write(chosen, target)
                if not sheet:
                    _no_twin(book, chosen, name)
                judge_cells(path, chosen, name, skip)
            finally:
                book.close()
        except Faulty:
            raise
        except Exception as error:  # openpyxl raises what it meets: KeyError, ValueError, its own
            nl = "Dit Excel-bestand is niet te lezen. Open het in Excel en sla het opnieuw op."
            en = "This Excel file cannot be read. Open it in Excel and save it again."
            raise Faulty([Fault(name, 0, "", "no_workbook", nl, en)]) from error
    return target


def _sheet(book: Any, sheet: str, name: str) -> Any:
    if not sheet:
        return book.worksheets[0]
    if sheet not in book.sheetnames:
        nl = f"Er is geen blad '{sheet}'; het bestand heeft {len(book.sheetnames)} blad(en)."
        en = f"There is no sheet '{sheet}'; the file has {len(book.sheetnames)} sheet(s)."
        raise Faulty([Fault(name, 0, "", "sheet_missing", nl, en)])
    return book[sheet]


def _no_twin(book: Any, chosen: Any, name: str) -> None:
    """Refuse a second sheet with the same headings, which would be left out without a word. Raises Faulty."""
    top = _headings(chosen)
    if top and any(_headings(other) == top for other in book.worksheets if other.title != chosen.title):
        nl = "Meer dan één blad heeft deze koppen. Zet alle rijen op één blad, of noem er een met 'sheet'."
        en = "More than one sheet has these headings. Put all rows on one sheet, or name one with 'sheet'."
        raise Faulty([Fault(name, 0, "", "several_sheets", nl, en)])


def _headings(sheet: Any) -> list[str]:
    """The first row in which anything stands."""
    for cells in sheet.iter_rows(max_row=50, values_only=True):
        values = [cell_text(cell) for cell in cells]
        if any(values):
            return [value for value in values if value]
    return []


def _write(sheet: Any, target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        width = 0
        for cells in sheet.iter_rows(values_only=True):
            values = [cell_text(cell) for cell in cells]
            while len(values) > width and values and values[-1] == "":
                values.pop()  # empty cells past the headings are no columns
            if not any(values):
                if width != 1:
                    file.write("\n")  # so that lines are rows of the sheet; nobody counts an empty one
                continue
            if not width:
                width = len(values)
            writer.writerow(values + [""] * (width - len(values)))

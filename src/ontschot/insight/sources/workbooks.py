"""Excel files, made into CSV. Judges what is packed inside before anything is unpacked."""

import contextlib
import csv
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ontschot.foundation.workbooks import OLD, Sheet, UnreadableWorkbook, unpack
from ontschot.insight.sources.csv_files import LOOKED_AT, folded
from ontschot.insight.sources.faults import Fault, Faulty
from ontschot.insight.sources.limits import Limits
from ontschot.insight.sources.sheets import error_cells, judge_cells

_FROM_1904 = re.compile(rb"""date1904=["'](1|true)""")
MOST_ROWS = 2**20  # of a sheet, as Excel has it
KINDS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def is_workbook(path: Path) -> bool:
    """Whether a file has the name of one."""
    return path.suffix.casefold() in KINDS


def check(path: Path, name: str, limits: Limits) -> None:
    """Refuse what is no Excel file, and what would grow out of proportion (a zip bomb). Raises Faulty."""
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(OLD):
        return
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        nl = "Dit is een webpagina met de naam van een Excel-bestand. Open het in Excel en sla het op als .xlsx."
        en = "This is a web page with the name of an Excel file. Open it in Excel and save it as .xlsx."
        raise Faulty([Fault(name, 0, "", "no_workbook", nl, en)])
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            for part in parts:
                if part.filename.endswith(".xml") and _declares(packed, part):
                    nl, en = "Het bestand bevat verboden XML (DOCTYPE).", "The file holds forbidden XML (DOCTYPE)."
                    raise Faulty([Fault(name, 0, "", "unsafe_xml", nl, en)])
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        nl = "Dit is geen leesbaar Excel-bestand (beschadigd of afgebroken). Sla het opnieuw op."
        en = "This is no readable Excel file (damaged or cut off). Save it again."
        raise Faulty([Fault(name, 0, "", "no_workbook", nl, en)]) from error
    total = sum(part.file_size for part in parts)
    steep = any(part.file_size > 2**20 and part.file_size > limits.packing * part.compress_size for part in parts)
    whole = any(part.file_size > limits.texts and _is_text(part.filename) for part in parts)
    if total > limits.unpacked or steep or whole:
        nl = f"Uitgepakt zou dit bestand te groot worden ({total} bytes). Lever het aan als CSV."
        en = f"Unpacked this file would become too large ({total} bytes). Hand it over as CSV."
        raise Faulty([Fault(name, 0, "", "zip_bomb", nl, en)])


def refuse_large(paths: Sequence[Path], most: int) -> None:
    """Refuse workbooks that are together larger than `most` bytes once unpacked, for who cannot wait for their reading:
    about two seconds for 64 MiB. What is no workbook is judged elsewhere. Raises Faulty, on the largest."""
    sizes = {}
    for path in paths:
        sizes[path.name] = path.stat().st_size  # of .xls, in which nothing is packed
        with contextlib.suppress(zipfile.BadZipFile, OSError), zipfile.ZipFile(path) as packed:
            sizes[path.name] = sum(part.file_size for part in packed.infolist())
    total, allowed = sum(sizes.values()) // 2**20, most // 2**20
    if sizes and sum(sizes.values()) > most:
        nl = (
            f"De Excel-bestanden zijn uitgepakt samen {total} MB; deze pagina leest er hoogstens {allowed}. Sla dit "
            "bestand in Excel op als CSV UTF-8 en kies dat. Of gebruik de opdracht ontschot overlap."
        )
        en = (
            f"The Excel files are {total} MB together once unpacked; this page reads at most {allowed}. Save this file "
            "in Excel as CSV UTF-8 and choose that. Or use the command ontschot overlap."
        )
        raise Faulty([Fault(max(sizes, key=lambda name: sizes[name]), 0, "", "large_workbook", nl, en)])


def _is_text(part: str) -> bool:
    """XML that is no sheet, such as the texts that all sheets share."""
    return part.casefold().endswith((".xml", ".rels")) and not part.casefold().startswith("xl/worksheets/")


def _declares(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with packed.open(part) as stream:
        head = stream.read(4096)
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head


def counts_from_1900(path: Path) -> bool:
    """Whether day 1 is 1 January 1900; some workbooks begin in 1904, and of .xls and .ods it is not known.

    The workbook was judged before.
    """
    if path.suffix.casefold() not in (".xlsx", ".xlsm"):
        return False
    with zipfile.ZipFile(path) as packed, packed.open("xl/workbook.xml") as stream:
        return not _FROM_1904.search(stream.read(1 << 16))


def as_csv(
    path: Path, sheet: str, target: Path, name: str, limits: Limits, skip: int = 0, most: int | None = None
) -> Path:
    """One sheet as CSV in UTF-8 with `;`, a line for each row. Without a name it is the first sheet that is not hidden.

    The headings stand below `skip` rows. With `most` only so many rows below them are written. Raises Faulty.
    """
    sheets = _opened(path, target.parent, name, limits)
    chosen = _sheet(sheets, sheet, name)
    rows = _with_errors(chosen.rows(), error_cells(path, chosen.title))
    _write(rows, target, skip, name, None if most is None else skip + 1 + most)
    if not sheet:
        _no_twin(sheets, chosen, name, skip)
    judge_cells(path, chosen, name, skip)
    return target


def tops(path: Path, workspace: Path, name: str, limits: Limits, most: int) -> dict[str, list[list[str]]]:
    """The first rows of each sheet that is not hidden, by its name. Raises Faulty."""
    sheets = _seen(_opened(path, workspace, name, limits))
    return {sheet.title: list(itertools.islice(sheet.rows(), most)) for sheet in sheets}


def _opened(path: Path, workspace: Path, name: str, limits: Limits) -> list[Sheet]:
    """The sheets of a workbook that is fit to be read, unpacked once in the workspace. Raises Faulty."""
    check(path, name, limits)
    try:
        sheets = unpack(path, workspace / f"sheets of {path.name}")
    except UnreadableWorkbook as error:
        if error.large:
            nl = "Dit Excel-bestand vraagt te veel geheugen. Haal lege rijen en kolommen weg, of sla het op als CSV."
            en = "This Excel file asks for too much memory. Take out empty rows and columns, or save it as CSV."
            raise Faulty([Fault(name, 0, "", "too_large", nl, en)]) from error
        sheets = []
    if not sheets:
        nl = "Dit Excel-bestand is niet te lezen (beschadigd of met wachtwoord). Open het en sla het opnieuw op."
        en = "This Excel file cannot be read (damaged or with a password). Open it and save it again."
        raise Faulty([Fault(name, 0, "", "no_workbook", nl, en)])
    return sheets


def _seen(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets that are not hidden; all when there is no other."""
    return [sheet for sheet in sheets if not sheet.hidden] or sheets


def _sheet(sheets: list[Sheet], title: str, name: str) -> Sheet:
    if not title:
        return _seen(sheets)[0]
    found = next((sheet for sheet in sheets if sheet.title == title), None)
    if found is None:
        nl = f"Er is geen blad '{title}'; het bestand heeft {len(sheets)} blad(en)."
        en = f"There is no sheet '{title}'; the file has {len(sheets)} sheet(s)."
        raise Faulty([Fault(name, 0, "", "sheet_missing", nl, en)])
    return found


def _no_twin(sheets: list[Sheet], chosen: Sheet, name: str, skip: int) -> None:
    """Refuse a second sheet with the same headings, which would be left out without a word. Raises Faulty."""
    own = _tops(chosen)[skip:]
    headings = next((cells for cells in own if cells), [])
    if headings and any(headings in _tops(other) for other in sheets if other.title != chosen.title):
        raise Faulty([several(name)])


def several(name: str) -> Fault:
    """The fault of a workbook of which two sheets have the same headings."""
    nl = "Meer dan één blad heeft deze koppen. Zet alle rijen op één blad, of noem er een met 'sheet'."
    en = "More than one sheet has these headings. Put all rows on one sheet, or name one with 'sheet'."
    return Fault(name, 0, "", "several_sheets", nl, en)


def _tops(sheet: Sheet) -> list[list[str]]:
    """The filled cells of the first rows."""
    return [[text for text in cells if text] for cells in itertools.islice(sheet.rows(), LOOKED_AT)]


def _with_errors(rows: Iterable[list[str]], errors: Iterator[tuple[int, int, str]]) -> Iterator[list[str]]:
    """The rows with the errors that stand in them (#N/A) as text, to be judged; they are read as empty cells."""
    error = next(errors, None)
    for number, values in enumerate(rows):
        while error is not None and error[0] == number:
            values += [""] * (error[1] + 1 - len(values))
            values[error[1]] = error[2]
            error = next(errors, None)
        yield values


def _write(all_rows: Iterable[list[str]], target: Path, skip: int, name: str, last: int | None) -> None:
    rows = itertools.islice(all_rows, last)
    top = list(itertools.islice(rows, LOOKED_AT))
    alone = all(len(values) < 2 for values in top)  # one column: an empty line would be an empty value
    width = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        for number, values in enumerate(itertools.chain(top, rows)):
            if number >= MOST_ROWS:
                nl = f"Een blad van Excel heeft ten hoogste {MOST_ROWS} rijen. Sla het opnieuw op."
                en = f"A sheet of Excel has at most {MOST_ROWS} rows. Save it again."
                raise Faulty([Fault(name, number + 1, "", "no_workbook", nl, en)])
            if not values:
                if not alone:
                    file.write("\n")  # so that lines are rows of the sheet; nobody counts an empty one
                continue
            if number >= skip and not width:
                width = len(values)  # of the headings; empty cells past them are no columns
            writer.writerow(values + [""] * (width - len(values)))


def elsewhere(path: Path, workspace: Path, wanted: Sequence[str], name: str, limits: Limits) -> Fault | None:
    """The fault that says on which sheet the headings stand that are not on the first one; None when on none."""
    sheets = tops(path, workspace, name, limits, LOOKED_AT)
    for title, rows in list(sheets.items())[1:]:
        for number, cells in enumerate(rows):
            if {folded(heading) for heading in wanted} <= {folded(cell) for cell in cells}:
                line, skip = number + 1, f"skip: {number}"
                nl = f"De koppen staan op blad '{title}', regel {line}. Zet erbij: 'sheet: {title}' en '{skip}'."
                en = f"The headings are on sheet '{title}', line {line}. Set 'sheet: {title}' and '{skip}' for it."
                return Fault(name, number + 1, "", "other_sheet", nl, en)
    return None

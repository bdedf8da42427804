"""CSV as it comes: which encoding, which delimiter, where the headings are. Reads the file once, in blocks."""

import codecs
import csv
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ontschot.insight.sources.faults import Fault, Faulty
from ontschot.insight.sources.limits import Limits

_BLOCK = 1024 * 1024
_CANDIDATES = (";", ",", "\t", "|")
LOOKED_AT = 30  # lines at the top in which headings are looked for
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class Dialect:
    """How to read it: a file in UTF-8, how many lines stand before the headings, and the headings themselves."""

    path: Path
    delimiter: str
    skip: int
    headings: tuple[str, ...]


def encoding_of(path: Path, declared: str, name: str) -> str:
    """The encoding as Python names it; cp1252 when it is no valid UTF-8. One pass over the file.

    Raises Faulty for a file that is binary, or declared as UTF-8 and is not.
    """
    with path.open("rb") as file:
        head = file.read(4)
        if head in _UTF32:
            nl, en = "Dit is UTF-32. Sla het bestand op als UTF-8.", "This is UTF-32. Save the file as UTF-8."
            raise Faulty([Fault(name, 0, "", "encoding", nl, en)])
        for bom, encoding in _BOMS:
            if head.startswith(bom):
                return encoding
        if declared == "utf-16":
            return "utf-16-le"
        file.seek(0)
        line = _first_line_not_utf8(file, name)
    if line == 0:
        return "cp1252" if declared == "cp1252" else "utf-8"
    if declared == "utf-8":
        nl = "Dit is geen UTF-8. Laat 'encoding' weg of zet 'encoding: cp1252' (Windows)."
        en = "This is not UTF-8. Leave 'encoding' out, or set 'encoding: cp1252' (Windows)."
        raise Faulty([Fault(name, line, "", "encoding", nl, en)])
    return "cp1252"


def _first_line_not_utf8(file: BinaryIO, name: str) -> int:
    decoder = codecs.getincrementaldecoder("utf-8")()
    before = 0  # bytes
    pending = False
    while block := file.read(_BLOCK):
        if b"\0" in block:
            nl = "Dit is geen tekstbestand. Sla het op als CSV, Excel (.xlsx) of Parquet."
            en = "This is no text file. Save it as CSV, Excel (.xlsx) or Parquet."
            raise Faulty([Fault(name, _line_at(file, before + block.index(b"\0")), "", "binary", nl, en)])
        if pending or not block.isascii():
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                return _line_at(file, before + error.start)
            pending = bool(decoder.getstate()[0])
        before += len(block)
    return _line_at(file, before) if pending else 0


def _line_at(file: BinaryIO, place: int) -> int:
    """The line of a byte. Reads up to there."""
    file.seek(0)
    line = 1
    while place > 0 and (block := file.read(min(_BLOCK, place))):
        line += block.count(b"\n")
        place -= len(block)
    return line


def in_utf8(path: Path, encoding: str, workspace: Path, name: str) -> Path:
    """The file itself when it is UTF-8, else a copy in the workspace that is. Streams. Raises Faulty."""
    if encoding in ("utf-8", "utf-8-sig"):
        return path
    copy = workspace / "source.utf8"
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict" if encoding != "cp1252" else "replace")
    with path.open("rb") as source, copy.open("wb") as target:
        try:
            while block := source.read(_BLOCK):
                target.write(decoder.decode(block).lstrip("\ufeff").encode())
            target.write(decoder.decode(b"", final=True).encode())
        except UnicodeDecodeError as error:
            nl = "De tekens kloppen niet met 'encoding'. Sla het bestand op als UTF-8."
            en = "The characters do not agree with 'encoding'. Save the file as UTF-8."
            raise Faulty([Fault(name, 0, "", "encoding", nl, en)]) from error
    return copy


def _top(path: Path, most: int) -> list[str]:
    """The first lines of a file in UTF-8, each cut at the length limit."""
    with path.open(encoding="utf-8-sig", newline="\n", errors="replace") as file:
        return list(itertools.islice(iter(lambda: file.readline(most + 1), ""), LOOKED_AT))


def _cells(lines: Sequence[str], delimiter: str) -> tuple[str, ...]:
    """The cells of the first row; a quoted one may go on over more lines."""
    try:
        cells = next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(cell.strip() for cell in cells)


def folded(heading: str) -> str:
    """A heading as it is compared: without regard to capitals, and to spaces or line ends within it."""
    return " ".join(heading.split()).casefold()


def first_rows(path: Path) -> list[list[tuple[str, ...]]]:
    """The first lines of a file in UTF-8 as rows of cells, for each delimiter that it may have."""
    lines = _top(path, 1 << 20)
    return [[_cells([line], delimiter) for line in lines] for delimiter in _CANDIDATES]


def _has(wanted: Sequence[str], cells: Sequence[str]) -> bool:
    there = {folded(cell) for cell in cells}
    return all(folded(heading) in there for heading in wanted)


def dialect_of(path: Path, wanted: Sequence[str], declared: str, skip: int, name: str, limits: Limits) -> Dialect:
    """Delimiter and headings of a file in UTF-8. `wanted` are the headings the settings name.

    Raises Faulty when the file is empty, or when the headings are elsewhere or not there.
    """
    lines = _top(path, limits.line)
    if not any(line.strip() for line in lines):
        raise Faulty([empty(name)])
    if any(len(line) > limits.line for line in lines):
        line = next(at for at, line in enumerate(lines, 1) if len(line) > limits.line)
        raise Faulty([long_line(name, line, limits.line)])
    candidates = (
        [declared] if declared else sorted(_CANDIDATES, key=lambda d: -lines[min(skip, len(lines) - 1)].count(d))
    )
    for delimiter in candidates:
        cells = _cells(lines[skip:], delimiter)
        if _has(wanted, cells):
            _check_headings(wanted, cells, skip + 1, name, limits)
            return Dialect(path, delimiter, skip, cells)
    raise Faulty(_headings_elsewhere(lines, wanted, candidates, skip, name))


def long_line(name: str, line: int, most: int) -> Fault:
    """The fault of a line that is too long."""
    nl = f"Een regel is langer dan {most} tekens: dit is waarschijnlijk geen CSV."
    en = f"A line is longer than {most} characters: probably no CSV."
    return Fault(name, line, "", "long_line", nl, en)


def _headings_elsewhere(
    lines: list[str], wanted: Sequence[str], candidates: Sequence[str], skip: int, name: str
) -> Iterator[Fault]:
    for number in range(len(lines)):
        if any(_has(wanted, _cells(lines[number:], delimiter)) for delimiter in candidates):
            nl = f"De koppen staan in regel {number + 1}. Zet in de instellingen bij dit bestand: 'skip: {number}'."
            en = f"The headings are in line {number + 1}. Set 'skip: {number}' for this file in the settings."
            yield Fault(name, number + 1, "", "headings_lower", nl, en)
            return
    cells = _cells(lines[skip:], candidates[0])
    there = {folded(cell) for cell in cells}
    for heading in wanted:
        if folded(heading) not in there:
            nl = f"Deze kolom staat niet in de koppen (regel {skip + 1}, {len(cells)} kolommen). Pas 'columns' aan."
            en = f"This column is not among the headings (line {skip + 1}, {len(cells)} columns). Adjust 'columns'."
            if len(cells) == 1:
                nl += " Of staat er een ander scheidingsteken dan ; , tab en |?"
                en += " Or is there another delimiter than ; , tab and |?"
            yield Fault(name, skip + 1, heading, "column_missing", nl, en)


def _check_headings(wanted: Sequence[str], cells: Sequence[str], line: int, name: str, limits: Limits) -> None:
    if len(cells) > limits.columns:
        nl = f"Meer dan {limits.columns} kolommen. Is het scheidingsteken goed?"
        en = f"More than {limits.columns} columns. Is the delimiter right?"
        raise Faulty([Fault(name, line, "", "too_many_columns", nl, en)])
    there = [folded(cell) for cell in cells]
    double = [heading for heading in wanted if there.count(folded(heading)) > 1 and list(cells).count(heading) != 1]
    nl, en = "Deze kop staat er twee keer. Geef één kolom een andere naam.", "This heading is there twice. Rename one."
    if double:
        raise Faulty(Fault(name, line, heading, "double_heading", nl, en) for heading in double)


def position(heading: str, cells: Sequence[str]) -> int:
    """Where a heading stands, from 0: as typed, else regardless of capitals."""
    if heading in cells:
        return list(cells).index(heading)
    return [folded(cell) for cell in cells].index(folded(heading))


def origin(dialect: Dialect, *, ignore_errors: bool = False) -> str:
    """SQL of the rows, with columns c0, c1, ... as text; nothing where a value is empty, or NULL as databases write it.

    A name with signs that stand for several files must have been made literal.
    """
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(dialect.headings)))
    path, delimiter = (str(text).replace("'", "''") for text in (dialect.path, dialect.delimiter))
    return (
        f"read_csv('{path}', auto_detect=false, header=true, skip={dialect.skip}, quote='\"', escape='\"', "
        f"delim='{delimiter}', nullstr=['', 'NULL'], columns={{{columns}}}, ignore_errors={ignore_errors})"
    )


def empty(name: str) -> Fault:
    """The fault of a file without rows."""
    return Fault(
        name,
        0,
        "",
        "empty_file",
        "Het bestand heeft geen rijen. Vraag het opnieuw op, of haal het uit de lijst en noem het bij 'missing'.",
        "The file has no rows. Ask for it again, or take it off the list and name it under 'missing'.",
    )


def line_of(dialect: Dialect, row: int, *, records: bool = False) -> int:
    """The line where a data row (1 = first) begins, also where quoted values hold line ends. Reads up to there.

    With `records` a row is one line however many it takes, as in a sheet.
    """
    with dialect.path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        for _ in range(dialect.skip):
            file.readline()
        reader = csv.reader(file, delimiter=dialect.delimiter)
        seen, begin, number = -1, 0, -1
        try:
            while seen < row:
                begin, number = reader.line_num, number + 1
                if any(next(reader)):
                    seen += 1
        except (StopIteration, csv.Error):
            return dialect.skip + 1 + row
    return dialect.skip + (number if records else begin) + 1

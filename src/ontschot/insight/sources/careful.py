"""The slow way through a CSV file, for when the fast one stops: says which lines are wrong, or writes it plainly."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ontschot.insight.sources.csv_files import Dialect, long_line
from ontschot.insight.sources.faults import Fault, Faulty
from ontschot.insight.sources.limits import Limits

_BLOCK = 1024 * 1024
_SHOWN = 50  # lines that are named one by one


def rewritten(dialect: Dialect, target: Path, name: str, limits: Limits) -> Path:
    """The file with `;`, one kind of line end and quotes only where needed. Streams.

    Raises Faulty with the line of every row that has another number of columns than the headings, and of a quote that
    is not closed.
    """
    csv.field_size_limit(limits.line)
    width = len(dialect.headings)
    wrong: list[int] = []
    total = 0
    with (
        dialect.path.open(encoding="utf-8-sig", newline="", errors="replace") as source,
        target.open("w", encoding="utf-8", newline="") as file,
    ):
        for _ in range(dialect.skip):
            source.readline()
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        for line, cells in _rows(source, dialect, name):
            if len(cells) != width:
                total += 1
                if len(wrong) < _SHOWN:
                    wrong.append(line)
            else:
                writer.writerow(cells)
    if wrong:
        nl = (
            "Deze regel heeft een ander aantal kolommen dan de koppen. Kijk of een waarde het scheidingsteken bevat."
            f" ({total} regel(s) in dit bestand, de eerste is {wrong[0]}.)"
        )
        en = (
            "This line has another number of columns than the headings. See whether a value holds the delimiter."
            f" ({total} line(s) in this file, the first is {wrong[0]}.)"
        )
        raise Faulty(Fault(name, line, "", "column_count", nl, en) for line in wrong)
    return target


@dataclass(frozen=True)
class Shape:
    """What a file has from its headings on.

    `blanks`: whether a value may have white space that is no plain space: a tab, or a hard space.
    """

    quoted: bool
    blanks: bool


def _blocks(dialect: Dialect) -> Iterator[bytes]:
    """The file from its headings on."""
    with dialect.path.open("rb") as file:
        for _ in range(dialect.skip):
            file.readline()
        while block := file.read(_BLOCK):
            yield block


def shape(dialect: Dialect) -> Shape:
    """One pass over the file."""
    quoted = blanks = False
    for block in _blocks(dialect):
        quoted = quoted or b'"' in block
        blanks = blanks or b"\t" in block or b"\xa0" in block  # the last byte of a hard space, and of an à
    return Shape(quoted, blanks)


def line_ends(dialect: Dialect) -> int:
    """How many there are from the headings on."""
    return _number_of("\n", dialect)


def _number_of(sign: str, dialect: Dialect) -> int:
    return sum(block.count(ord(sign)) for block in _blocks(dialect))


def _outside(dialect: Dialect) -> int:
    """How many delimiters stand outside quotes."""
    import numpy  # takes as long to load as a small file to read, and few files need it

    delimiters = before = 0
    for block in _blocks(dialect):
        signs = numpy.frombuffer(block, numpy.uint8)
        quotes = numpy.flatnonzero(signs == ord('"'))
        passed = numpy.searchsorted(quotes, numpy.flatnonzero(signs == ord(dialect.delimiter))) + before
        delimiters += int(numpy.count_nonzero(passed % 2 == 0))
        before += len(quotes)
    return delimiters


def uneven(dialect: Dialect, rows: int, found: Shape) -> bool:
    """Whether some rows have a cell more than the headings, an empty one at the end.

    DuckDB takes such a row without a word, also when everything in it stands one column too far. All rows alike is a
    way of writing, and no harm.
    """
    marks = len(dialect.headings) - 1
    delimiters = _number_of(dialect.delimiter, dialect)
    if delimiters == marks * (rows + 1):
        return False
    if found.quoted:
        delimiters = _outside(dialect)
    return delimiters not in (marks * (rows + 1), marks + (marks + 1) * rows)


def refuse_swallowed(dialect: Dialect, name: str) -> None:
    """Raises Faulty with the line of every row in which a value holds whole rows: a quote was closed far too late."""
    marks = len(dialect.headings) - 1
    with dialect.path.open(encoding="utf-8-sig", newline="", errors="replace") as source:
        for _ in range(dialect.skip):
            source.readline()
        wrong = [
            line
            for line, cells in _rows(source, dialect, name)
            if any("\n" in cell and cell.count(dialect.delimiter) >= marks > 1 for cell in cells)
        ]
    nl = "Een aanhalingsteken op deze regel wordt pas regels later gesloten: hele rijen zijn zo één waarde."
    en = "A quote on this line is closed only lines later: whole rows lie within one value. Mend that."
    if wrong:
        raise Faulty(Fault(name, line, "", "quotes", nl, en) for line in wrong[:_SHOWN])


def _rows(source: Iterator[str], dialect: Dialect, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(source, delimiter=dialect.delimiter, strict=True)
    while True:
        line = dialect.skip + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                raise Faulty([long_line(name, line, csv.field_size_limit())]) from error
            nl = "Een aanhalingsteken op of na deze regel wordt niet gesloten, of staat midden in een waarde."
            en = "A quote on or after this line is not closed, or stands inside a value."
            raise Faulty([Fault(name, line, "", "quotes", nl, en)]) from error
        if cells:
            yield line, cells

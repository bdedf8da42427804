"""The tables of the report as a workbook: first what must be known to read them, then a sheet per table."""

import datetime as dt
import io
import re
import textwrap
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ontschot.insight.publish.blocks import Blocks
from ontschot.insight.publish.page import left_out, remark
from ontschot.insight.publish.published import Published, PublishedFigure
from ontschot.insight.publish.words import Words

_MAKER = "Ontschot"
_APART = ("matrix", "district_matrix", "clusters")  # too wide for shares beside the numbers: these stand below them
_NAME = 31  # characters of the name of a sheet
_ACROSS = 6  # columns that a text above a table takes
_WIDTHS = (38, 14)  # of the first column and of each other one, in characters
_LINE = 15  # points
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORMS = {float: '[=0]0%;[<0.005]"<1%";0%', int: "#,##0", dt.date: "d-m-yyyy"}
Table = tuple[list[str], list[list[Any]]]  # headings, rows


def as_workbook(published: Published, language: str) -> bytes:
    """All published numbers; closed ones are `x`, as in the CSV. Every text is a text, whatever it begins with."""
    from openpyxl import Workbook  # imported when needed: who only reads studies has no use for it

    words = Words(language)
    book = Workbook()
    book.properties.creator, book.properties.title = _MAKER, published.study.title
    first = _Sheet(book.active, words("read_first"))
    tables = _tables(published)
    names = [_name(at, days[0], words) for at, days in enumerate(tables, start=1)]
    _explain(first, published, words, list(zip(names, tables, strict=True)))
    for name, days in zip(names, tables, strict=True):
        _fill(_Sheet(book.create_sheet(), name), days, Blocks(published, words))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def is_ours(path: Path) -> bool:
    """Whether this workbook may be written over: made by us, or not there (reports had none before)."""
    try:
        with zipfile.ZipFile(path) as book:
            return re.search(rf"creator\b[^>]*>{_MAKER}<".encode(), book.read("docProps/core.xml")) is not None
    except FileNotFoundError:
        return True
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def _tables(published: Published) -> list[list[PublishedFigure]]:
    """The figures by name and level, persons first; of several days the earliest first."""
    order: dict[tuple[str, str], list[PublishedFigure]] = {}
    for figure in sorted(published.figures, key=lambda figure: figure.level != "persons"):
        order.setdefault((figure.level, figure.id), []).append(figure)
    return [sorted(days, key=lambda figure: figure.day) for days in order.values()]


def _name(at: int, figure: PublishedFigure, words: Words) -> str:
    """A short name for a sheet; (p) is of persons, (h) of households."""
    whole, end = f"{at} {words.title(figure.id)}", f" ({figure.level[0]})"
    room = _NAME - len(end)
    return (whole if len(whole) <= room else f"{whole[: room - 1].rstrip(' ,')}…") + end


class _Sheet:
    """One sheet, written from above."""

    def __init__(self, sheet: Any, name: str) -> None:
        self.sheet = sheet
        self.row = 0
        sheet.title = name
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToHeight = 0

    def put(self, column: int, value: Any, *, bold: bool = False, wrap: bool = False) -> Any:
        """A value in a cell of the row at hand."""
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
        from openpyxl.styles import Alignment, Font

        text = isinstance(value, str)
        cell = self.sheet.cell(self.row, column, ILLEGAL_CHARACTERS_RE.sub("", value) if text else value)
        if text:
            cell.data_type = "s"  # never a formula
            cell.quotePrefix = value.startswith(_FORMULA)  # nor when somebody goes through the cell and back
        if type(value) in _FORMS:
            cell.number_format = _FORMS[type(value)]
        if bold:  # a style takes longer than a number
            cell.font = Font(bold=True)
        if wrap or value == "x":
            cell.alignment = Alignment(wrap_text=wrap, vertical="top", horizontal="right" if value == "x" else None)
        return cell

    def line(self, *values: Any, **how: Any) -> None:
        """A row of values."""
        self.row += 1
        for column, value in enumerate(values, start=1):
            self.put(column, value, **how)

    def text(self, text: str) -> None:
        """A text across the columns, as high as it needs."""
        self.line(text, wrap=True)
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=_ACROSS)
        self.high(text, _WIDTHS[0] + (_ACROSS - 1) * _WIDTHS[1])

    def high(self, text: str, width: int) -> None:
        """Make the row as high as a text of this width."""
        self.sheet.row_dimensions[self.row].height = _LINE * max(1, len(textwrap.wrap(text, round(width * 0.95))))

    def link(self, column: int, sheet: str, text: str) -> None:
        """A link to another sheet."""
        from openpyxl.styles import Font
        from openpyxl.worksheet.hyperlink import Hyperlink

        cell = self.put(column, text, wrap=True)
        cell.font = Font(color="1F5F8B", underline="single")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A1")

    def widths(self, *widths: float) -> None:
        """How wide the columns are."""
        from openpyxl.utils import get_column_letter

        for column, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width


def _explain(
    sheet: _Sheet, published: Published, words: Words, tables: list[tuple[str, list[PublishedFigure]]]
) -> None:
    """The first sheet: what it is about, what is missing, what is closed, and which tables there are."""
    study = published.study
    sheet.widths(34, 100)
    sheet.line(study.title, bold=True)
    told = "protection_text" if study.rounding > 1 else "protection_unrounded"
    rules = [f"{scheme.name}: {scheme.access or words('access_none')}" for scheme in study.schemes]
    parts = [
        (words("report"), [study.municipality] if study.municipality else []),
        (words("reference_date"), [words.date(day) for day in study.dates]),
        (words("missing"), study.missing or [words("missing_none")]),
        (words("access"), [*rules, words("access_why")]),
        (words("protection"), [words(told, study.minimum_cell, study.rounding)]),
        (words("left_out"), [left_out(published, words)] if published.left_out else []),
        (words("remarks"), [remark(words, notice) for notice in published.notices]),
        (words("method"), [words("method_text", words(study.period))]),
    ]
    for title, texts in parts:
        for at, text in enumerate(texts):
            sheet.line("" if at else title, text, wrap=True)
            sheet.put(1, "" if at else title, bold=True, wrap=True)
            sheet.high(text, 100)
    sheet.line()
    sheet.line(words("contents"), words("as_numbers"), bold=True)
    for name, days in tables:
        text = f"{words.title(days[-1].id)}: {words(days[-1].level)}. {words.definition(days[-1].id)}"
        sheet.line("", text, wrap=True)
        sheet.link(1, name, name)
        sheet.high(text, 100)
    sheet.line()
    sheet.line(words("provisions_read"), bold=True)
    names = {scheme.code: scheme.name for scheme in study.schemes}
    for one in study.provisions:
        line = [] if one.line is None else [f"{words('line')} {one.line}"]
        weight = [] if one.weight is None else [f"{words('weight')} {words.decimal(one.weight)}"]
        sheet.line(one.name, ", ".join([names[one.scheme], *line, *weight]), wrap=True)
    sheet.line()
    sheet.line(words("key"), published.key)


def _fill(sheet: _Sheet, days: Sequence[PublishedFigure], blocks: Blocks) -> None:
    """A table (of one or several days), under what must be known of it."""
    words, figure = blocks.words, days[-1]
    when = ", ".join(words.date(one.day) for one in days)
    sheet.line(f"{words.title(figure.id)}: {words(figure.level)}", bold=True)
    sheet.text(f"{words.definition(figure.id)} {words('reference_date')}: {when}.")
    sheet.text(" ".join(blocks.notes(*days)))
    sheet.line()
    sheet.link(1, words("read_first"), words("to_contents"))
    apart = figure.kind in _APART
    tables = [_numbers(figure, blocks), _shares(figure, blocks)] if apart else [_beside(days, blocks)]
    for heads, lines in tables:
        sheet.line(*heads, bold=True, wrap=True)
        if not apart:
            sheet.sheet.freeze_panes = sheet.sheet.cell(sheet.row + 1, 2)
            sheet.sheet.print_title_rows = f"{sheet.row}:{sheet.row}"
        for line in lines:
            sheet.line(*line)
        sheet.line()
    sheet.widths(_WIDTHS[0], *[_WIDTHS[1]] * max(_ACROSS - 1, len(tables[0][0]) - 1))


def _beside(days: Sequence[PublishedFigure], blocks: Blocks) -> Table:
    """Each share beside its number; of several days each row with its day."""
    words, last = blocks.words, days[-1]
    heads = [words("area") if last.id in ("districts", "neighbourhoods") else ""]
    heads += [words("reference_date")] if len(days) > 1 else []
    shared = [any(_share(one, row, column) is not None for one in days for row in one.rows) for column in last.columns]
    for column, there in zip(last.columns, shared, strict=True):
        label = blocks.column_label(last, column)
        share = words("share") if column == "count" else f"{label}: {words('share')}"
        heads += [label, share] if there else [label]
    lines: list[list[Any]] = []
    for figure in days:
        for row in figure.rows:
            line = [blocks.label(figure, row), *([figure.day] if len(days) > 1 else [])]
            for column, there in zip(last.columns, shared, strict=True):
                number = _number(figure, row, column)
                line += [number, _share(figure, row, column)] if there else [number]
            lines.append(line)
    return heads, lines


def _numbers(figure: PublishedFigure, blocks: Blocks) -> Table:
    heads = [blocks.words("count"), *[blocks.column_label(figure, column) for column in figure.columns]]
    return heads, [
        [blocks.label(figure, row), *[_number(figure, row, column) for column in figure.columns]] for row in figure.rows
    ]


def _shares(figure: PublishedFigure, blocks: Blocks) -> Table:
    """The shares alone; a scheme has none of itself."""
    told = blocks.words("both_ways" if figure.kind == "matrix" else "share")
    return [told, *[blocks.column_label(figure, column) for column in figure.columns]], [
        [
            blocks.label(figure, row),
            *[None if column == row else _share(figure, row, column) for column in figure.columns],
        ]
        for row in figure.rows
    ]


def _number(figure: PublishedFigure, row: str, column: str) -> int | str | None:
    """A number as it stands in a cell: `x` when it is closed, nothing when it does not exist."""
    cell = figure.cells.get((row, column))
    return None if cell is None else "x" if cell.value is None else cell.value


def _share(figure: PublishedFigure, row: str, column: str) -> float | None:
    cell = figure.cells.get((row, column))
    return None if cell is None or cell.share is None else round(float(cell.share), 4)

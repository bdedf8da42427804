"""The sheets of a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) as rows of text, unpacked by a process of its own.

What a workbook asks for is not known before it is read: a sheet with two cells far apart takes as much memory as one
that is full between them. So it is read in a process that has so much memory and time and no more; when that breaks
off, the workbook cannot be read, and nothing else happens.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEMORY = 2 * 2**30  # bytes of address space that the reading may take: a sheet of a million rows and 20 columns
OLD = b"\xd0\xcf\x11\xe0"  # how an .xls begins, in which nothing is packed; the others are zips
_NO_MEMORY = 3
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR")  # what that process knows; no address, no secret
PATIENCE = 300  # seconds; a million rows take some twenty


class UnreadableWorkbook(ValueError):
    """No workbook, a damaged one or one with a password; `large`: it asks for more memory or time than it may have."""

    def __init__(self, path: Path, *, large: bool) -> None:
        super().__init__(str(path))
        self.large = large


@dataclass(frozen=True)
class Sheet:
    """A sheet with cells. `path`: its rows, each a JSON list of texts on a line of its own.

    `merged`: first and last row (from 1) of cells that were merged; only the first of them has the value.
    """

    title: str
    hidden: bool
    merged: list[tuple[int, int]]
    path: Path

    def rows(self) -> Iterator[list[str]]:
        """Every row from the first on; the cells of a row up to the last that is filled."""
        with self.path.open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)


def unpack(path: Path, folder: Path) -> list[Sheet]:
    """The sheets of a workbook, in order; their rows lie in a folder, and are read from there the next time.

    Raises UnreadableWorkbook.
    """
    told = folder / "sheets.json"
    if not told.exists():
        folder.mkdir(exist_ok=True)
        command = [sys.executable, "-m", __name__, str(path), str(folder)]
        known = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        try:
            code = subprocess.run(command, capture_output=True, timeout=PATIENCE, env=known, check=False).returncode
        except subprocess.TimeoutExpired as error:
            raise UnreadableWorkbook(path, large=True) from error
        if code:
            raise UnreadableWorkbook(path, large=code == _NO_MEMORY or code < 0)  # below zero: the system ended it
    sheets = json.loads(told.read_text(encoding="utf-8"))
    return [Sheet(title, hidden, merged, _place(folder, at)) for at, (title, hidden, merged) in enumerate(sheets)]


def _place(folder: Path, at: int) -> Path:
    return folder / f"{at}.jsonl"


def _cell_text(cell: object) -> str:
    """'' for an empty cell, 2026-11-26 for a date, 12 for a number that is whole; on one line."""
    if isinstance(cell, str) and cell.isprintable():  # nearly all
        return cell
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).splitlines())


def _texts(cells: Iterable[object], before: int) -> list[str]:
    texts = [""] * before + [_cell_text(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _write(path: Path, folder: Path) -> None:
    """In the process of its own: write the rows of every sheet, and when all are there what these sheets are."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    found: list[tuple[str, bool, list[tuple[int, int]]]] = []
    with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:  # told by its contents, not its name
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            rows: Iterable[list[Any]] = sheet.iter_rows()
            before = sheet.start[1] if sheet.start else 0
            with _place(folder, len(found)).open("w", encoding="utf-8") as target:
                for cells in rows:
                    target.write(json.dumps(_texts(cells, before), ensure_ascii=False) + "\n")
            merged = [(first + 1, last + 1) for (first, _), (last, _) in sheet.merged_cell_ranges or []]
            found.append((meta.name, meta.visible != SheetVisibleEnum.Visible, merged))
    (folder / "sheets.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    with contextlib.suppress(ImportError, OSError, ValueError):  # what the system does not know, it cannot limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        _write(Path(sys.argv[1]), Path(sys.argv[2]))
    except MemoryError:
        sys.exit(_NO_MEMORY)

"""A file as a table of texts: CSV (comma, semicolon, tab; UTF-8 or Windows), or the first sheet of a workbook."""

from __future__ import annotations

import csv
import io
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ontschot.foundation.workbooks import OLD, UnreadableWorkbook, unpack

MOST_ROWS = 1_000
MOST_COLUMNS = 60
MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024  # of a workbook, which is a zip
_BOOKS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}  # what is in one of Excel, and of OpenDocument


@dataclass(frozen=True)
class Table:
    """``rows``: (number of the row in the file, texts as long as ``head``)."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


class Unreadable(ValueError):
    """A file that is no table; ``rule``: empty, too_big, too_many, kind, damaged or head."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def read(content: bytes) -> Table:
    """The table in this file. What it is, is told from its content. Raises Unreadable."""
    if not content.strip():
        raise Unreadable("empty")
    if len(content) > MOST_BYTES:
        raise Unreadable("too_big")
    lines = _workbook(content) if content.startswith((b"PK", OLD)) else _text(content)
    filled = [(number, line) for number, line in lines if any(cell for cell in line)]
    if not filled:
        raise Unreadable("empty")
    head = filled[0][1][:MOST_COLUMNS]
    while head and not head[-1]:
        head = head[:-1]
    if len(head) < 2:
        raise Unreadable("head")
    if len(filled) - 1 > MOST_ROWS:
        raise Unreadable("too_many")
    if len(filled) == 1:
        raise Unreadable("empty")
    width = len(head)
    rows = tuple((number, tuple((*line, *[""] * width)[:width])) for number, line in filled[1:])
    return Table(tuple(name or f"({at})" for at, name in enumerate(head, start=1)), rows)


def _text(content: bytes) -> list[tuple[int, list[str]]]:
    if b"\0" in content:
        raise Unreadable("kind")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first = text.lstrip("\r\n").split("\n", 1)[0]
    sign = max(";,\t", key=first.count)
    try:
        return [
            (number, [_clean(cell) for cell in line])
            for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), start=1)
        ][: MOST_ROWS + 50]
    except csv.Error as error:
        raise Unreadable("damaged") from error


def _workbook(content: bytes) -> list[tuple[int, list[str]]]:
    if not content.startswith(OLD):
        _judge_zip(content)
    with tempfile.TemporaryDirectory(prefix="ontschot-") as name:
        path = Path(name) / "book"
        path.write_bytes(content)
        try:
            sheets = unpack(path, Path(name) / "sheets")
        except UnreadableWorkbook as error:
            raise Unreadable("too_big" if error.large else "damaged") from error
        if not sheets:
            raise Unreadable("kind")
        return list(_cells(sheets[0].rows()))


def _judge_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if not _BOOKS & set(archive.namelist()):
                raise Unreadable("kind")
            if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
                raise Unreadable("too_big")
    except (zipfile.BadZipFile, OSError) as error:
        raise Unreadable("damaged") from error


def _cells(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS + 50:
            raise Unreadable("too_many")
        yield number, [_clean(cell) for cell in row[:MOST_COLUMNS]]


def _clean(text: str) -> str:
    """One line without control signs, at most 300 signs."""
    kept = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
    return " ".join(kept.split())[:300]

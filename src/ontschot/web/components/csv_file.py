"""A table as a file for a spreadsheet: UTF-8 with a mark, semicolons, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

# What begins a formula in a spreadsheet, also full-width and after blanks (OWASP, CSV injection).
_BEGINS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def safe(value: Any) -> str:
    """Text that a spreadsheet does not run: what could begin a formula gets an apostrophe in front."""
    text = "" if value is None else str(value).replace("\0", "")
    return f"'{text}" if text[:1] in ("\t", "\r", "\n") or text.lstrip().startswith(_BEGINS) else text


def lines(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as text of a file; every cell is made safe."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in rows:
        table.writerow([safe(cell) for cell in row])
    return text.getvalue()


def content(parts: Iterable[str]) -> bytes:
    """Parts that ``lines`` made, as the content of a file."""
    return ("\ufeff" + "".join(parts)).encode()


def download(name: str, data: bytes) -> HttpResponse:
    """A file to take along."""
    made = HttpResponse(data, content_type="text/csv; charset=utf-8")
    made["Content-Disposition"] = f'attachment; filename="{name}"'
    return made


def response(name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The table as a download called ``name``; every cell is made safe."""
    return download(name, content([lines([header]), lines(rows)]))

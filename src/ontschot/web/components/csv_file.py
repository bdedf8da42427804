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


def response(name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The table as a download called ``name``; every cell is made safe."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow([safe(cell) for cell in header])
    for row in rows:
        table.writerow([safe(cell) for cell in row])
    made = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    made["Content-Disposition"] = f'attachment; filename="{name}"'
    return made

"""What the product brings along: hard words with a simpler one, and the words of the field explained.

Words: moeilijk woord (hard_words.csv), begrip (terms.csv); the date of the list stands in its first line.
Promise: our own words and sentences; a row that a municipality changed or added is never written over.
May know: nothing; migrations call ``sow`` with the models of their own time.
Never: a network, a list of somebody else.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent


def _read(name: str, delimiter: str) -> tuple[dt.date, list[dict[str, str]]]:
    first, *lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return dt.date.fromisoformat(first.removeprefix("# ")), list(csv.DictReader(lines, delimiter=delimiter))


def hard_words() -> tuple[dt.date, list[dict[str, str]]]:
    """The date of the list and its rows: word, simpler."""
    return _read("hard_words.csv", ";")


def terms() -> tuple[dt.date, list[dict[str, str]]]:
    """The date of the list and its rows: code, word_nl, word_en, source, identifier, explanation_nl, explanation_en."""
    return _read("terms.csv", "|")


def sow(term_model: Any, word_model: Any) -> None:
    """Make the rows that are not there yet; a row that is there stays as it is. May be repeated."""
    dated, rows = terms()
    for row in rows:
        values = {name: value.strip() for name, value in row.items() if name != "code"}
        term_model.objects.get_or_create(code=row["code"], defaults=values | {"own": False, "dated": dated})
    dated, rows = hard_words()
    for row in rows:
        word_model.objects.get_or_create(
            word=row["word"], defaults={"simpler": row["simpler"], "own": False, "dated": dated}
        )

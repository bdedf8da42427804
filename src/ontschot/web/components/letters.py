"""A letter or report to read on a page: what components/letter.html takes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import QueryDict

from ontschot.writing import queries
from ontschot.writing.rules.letter import Letter, to_data
from ontschot.writing.typeset import date_in_words


def shown(letter: Letter) -> dict[str, Any]:
    """The letter as plain values, and its date in words of its own language."""
    return {"letter": to_data(letter), "date": date_in_words(letter.date, letter.language)}


def as_typed(posted: QueryDict, *, without: Collection[str] = ()) -> list[tuple[str, str]]:
    """Everything of a form that was sent, to go along with a preview and come back with it; not which button it was."""
    left_out = {"csrfmiddlewaretoken", "preview", "check", "place", "save", "pdf", *without}
    return [(name, value) for name, values in posted.lists() if name not in left_out for value in values]


def context(placed: Any) -> dict[str, Any]:
    """Of a letter that was placed: as it was, with what was sent along. The caller read (and logged) the letter."""
    return {**shown(queries.as_written(placed)), "attachments": queries.attachments_of(placed)}

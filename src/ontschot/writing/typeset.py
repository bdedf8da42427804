"""From a letter to an accessible PDF (PDF/UA-1), in this process: no network, no shell, no file of anybody else.

The typesetter runs one file, ``typst/letter.typ``. The letter goes in as one JSON value, of which every text is
put down as text; so no text can be a command. PDF/UA-1 is asked of the typesetter, which refuses a document without
title or an image without description (ISO 14289-1).
Decided in docs/decisions/0010-one-letter-engine.md.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from ontschot.writing.rules.letter import Letter, to_data
from ontschot.writing.rules.style import Style

_HERE = Path(__file__).resolve().parent
_TEMPLATE = _HERE / "typst" / "letter.typ"
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_LABELS: dict[str, dict[str, str]] = {
    "nl": {"page": "Pagina {n} van {all}", "date": "Datum", "reference": "Kenmerk", "contact": "Uw contact"},
    "en": {"page": "Page {n} of {all}", "date": "Date", "reference": "Reference", "contact": "Your contact"},
}
_MONTHS: dict[str, tuple[str, ...]] = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Pdf:
    """A typeset letter: its bytes, and their SHA-256 in hexadecimal."""

    content: bytes
    digest: str


def typeset(letter: Letter, style: Style) -> Pdf:
    """The PDF of this letter in this house style: the same letter and style give the same bytes.

    Raises typst.TypstError when the typesetter refuses, which is an error in the template.
    """
    return typeset_together([letter], style, title=letter.title)


def typeset_together(letters: Sequence[Letter], style: Style, *, title: str) -> Pdf:
    """One PDF of several letters, for printing: each begins on a sheet of its own and counts its own pages.

    At least one letter. Raises typst.TypstError as ``typeset``.
    """
    # A moment of its own in the file would make two equal letters differ.
    moment = dt.datetime.combine(letters[0].date, dt.time(12), tzinfo=dt.UTC)
    content = typst.compile(
        _template(),
        root=_TEMPLATE.parent,  # type: ignore[call-overload]
        font_paths=_fonts(),
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=moment,
        sys_inputs={"letter": json.dumps(_shown(_inputs(letters, style, title)))},
    )
    assert isinstance(content, bytes)
    return Pdf(content, hashlib.sha256(content).hexdigest())


@functools.cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


@functools.cache
def _fonts() -> typst.Fonts:
    """The fonts that come along and no other, so that a letter looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_HERE / "fonts")])


@functools.cache
def _coverage() -> frozenset[int]:
    points: set[int] = set()
    for line in (_HERE / "fonts" / "coverage.txt").read_text(encoding="ascii").split():
        first, _dash, last = line.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def shown(text: str) -> str:
    """The text with what the fonts cannot show replaced, and without control characters but line ends and tabs."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return "".join(_sign(sign) for sign in composed)


def _sign(sign: str) -> str:
    if sign == "\n" or ord(sign) in _coverage():
        return sign
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return ""
    return _REPLACEMENT


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {name: _shown(one) for name, one in value.items()}
    return [_shown(one) for one in value] if isinstance(value, list | tuple) else value


def date_in_words(date: dt.date, language: str) -> str:
    """'3 november 2026' or '3 November 2026'."""
    return f"{date.day} {_MONTHS[language][date.month - 1]} {date.year}"


def _one_line(text: str) -> str:
    return shown(text).replace("\n", " ").strip() or "-"


def _inputs(letters: Sequence[Letter], style: Style, title: str) -> dict[str, Any]:
    """What the typesetter gets."""
    return {
        "title": _one_line(title),
        "language": letters[0].language,
        "style": _style(style),
        "letters": [_values(letter) for letter in letters],
    }


def _values(letter: Letter) -> dict[str, Any]:
    labels = _LABELS[letter.language]
    facts = [(labels["date"], date_in_words(letter.date, letter.language))]
    facts += [(labels[name], value) for name, value in _told(letter) if value]
    return {**to_data(letter), "title": _one_line(letter.title), "facts": facts, "labels": labels}


def _style(style: Style) -> dict[str, Any]:
    return {
        "name": style.name,
        "address": list(style.address),
        "contact": " · ".join(part for part in (style.phone, style.email, style.website) if part) or style.name,
        "color": style.color,
        "logo": list(style.logo) or None,
        "logo_alt": style.logo_alt,
    }


def _told(letter: Letter) -> tuple[tuple[str, str], ...]:
    return (("reference", letter.reference), ("contact", letter.contact))

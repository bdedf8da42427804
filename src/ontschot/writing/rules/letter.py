"""A letter or report as data: blocks of text, who it is for, and how that becomes (and comes back from) plain values.

Everything is text. What looks like a command of the typesetter is text too: see ``typeset``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

TITLE_LIMIT = 200
BODY_LIMIT = 20_000
LANGUAGES = ("nl", "en")
ATTACHMENTS = 5  # with one letter
ATTACHMENT_BYTES = 5 * 1024 * 1024  # each


@dataclass(frozen=True)
class Heading:
    """A heading under the title."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Text; ``quote`` for somebody's own words."""

    text: str
    quote: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and a value."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table with one row of column heads; every row is as long as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Facts | Table
_KINDS: dict[str, type[Any]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "bullets": Bullets,
    "facts": Facts,
    "table": Table,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


@dataclass(frozen=True)
class Letter:
    """What is typeset. ``recipient`` empty: a report without an address. ``facts`` stand under the title."""

    title: str
    language: str
    date: dt.date
    blocks: tuple[Block, ...]
    recipient: tuple[str, ...] = ()
    reference: str = ""
    contact: str = ""
    closing: tuple[str, ...] = field(default=())


class Unfit(ValueError):
    """A letter that cannot be made; ``field`` and ``rule`` name what and why, for the message at the field."""

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(f"{field}: {rule}")
        self.field, self.rule = field, rule


def check(title: str, language: str, body: str) -> None:
    """What every letter must have. Raises Unfit."""
    if not title.strip():
        raise Unfit("title", "missing")
    if len(title) > TITLE_LIMIT:
        raise Unfit("title", "too_long")
    if language not in LANGUAGES:
        raise Unfit("language", "unknown")
    if not body.strip():
        raise Unfit("body", "missing")
    if len(body) > BODY_LIMIT:
        raise Unfit("body", "too_long")


def check_attachments(files: Sequence[tuple[str, bytes]]) -> None:
    """Attachments (name, content) are PDFs, told from their content, few and not too large. Raises Unfit."""
    if len(files) > ATTACHMENTS:
        raise Unfit("attachments", "too_many")
    for _name, content in files:
        if not content.startswith(b"%PDF-"):
            raise Unfit("attachments", "not_a_pdf")
        if len(content) > ATTACHMENT_BYTES:
            raise Unfit("attachments", "too_big")


def blocks_of(body: str) -> tuple[Block, ...]:
    """The blocks of a typed text.

    An empty line begins a paragraph, lines that begin with '- ' are a list, a line that begins with '# ' is a heading.
    """
    found: list[Block] = []
    for part in re.split(r"\n[^\S\n]*\n", body.replace("\r\n", "\n").replace("\r", "\n")):
        found += _blocks(part.strip("\n").split("\n"))
    return tuple(found)


def _blocks(lines: Sequence[str]) -> list[Block]:
    found: list[Block] = []
    text: list[str] = []
    items: list[str] = []

    def close() -> None:
        if any(line.strip() for line in text):
            found.append(Paragraph("\n".join(text)))
        if items:
            found.append(Bullets(tuple(items)))
        text.clear()
        items.clear()

    for line in lines:
        if line.startswith("- ") and line[2:].strip():
            if text:
                close()
            items.append(line[2:].strip())
        elif line.startswith("# ") and line[2:].strip():
            close()
            found.append(Heading(line[2:].strip()))
        else:
            if items:
                close()
            text.append(line)
    close()
    return found


def to_data(letter: Letter) -> dict[str, Any]:
    """Values that JSON holds."""
    data = asdict(letter)
    data["date"] = letter.date.isoformat()
    data["blocks"] = [{"kind": _NAMES[type(block)], **asdict(block)} for block in letter.blocks]
    return data


def from_data(data: dict[str, Any]) -> Letter:
    """The letter that ``to_data`` told of. Raises KeyError or TypeError for anything else."""
    return Letter(
        title=data["title"],
        language=data["language"],
        date=dt.date.fromisoformat(data["date"]),
        blocks=tuple(_block(dict(block)) for block in data["blocks"]),
        recipient=tuple(data["recipient"]),
        reference=data["reference"],
        contact=data["contact"],
        closing=tuple(data["closing"]),
    )


def _block(values: dict[str, Any]) -> Block:
    kind = _KINDS[values.pop("kind")]
    made: Block = kind(**{name: _frozen(value) for name, value in values.items()})
    return made


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def texts(letter: Letter) -> list[str]:
    """Everything that somebody reads in the body, in order, for the check of plain language."""
    found: list[str] = []
    for block in letter.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                found.append(text)
            case Bullets(items):
                found += items
            case Facts(pairs):
                found += [value for _name, value in pairs]
            case Table(_head, rows):
                found += [cell for row in rows for cell in row]
    return found

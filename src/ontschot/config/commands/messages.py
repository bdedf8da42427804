"""English from Dutch: collects the texts of all screens, updates the catalogue, compiles it; needs no gettext programs.

Run ``python -m ontschot.config.commands.messages`` after changing texts, fill in the empty ``msgstr`` in
``locale/en/LC_MESSAGES/django.po``, and run it again. Texts no longer used stay at the end: one that returns keeps its
translation.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2]
FOLDER = PACKAGE / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
_KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# A date of its own in the file would make two equal catalogues differ.
_DATE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def _sources() -> Iterator[tuple[Path, str]]:
    """Each file with texts, as Python source."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield path, path.read_text(encoding="utf-8")
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            yield path, re.sub(r"(?m)^[ \t]+", "", python)


def found() -> Catalog:
    """All texts in code and templates, with the files they stand in."""
    catalog = Catalog(locale="en")
    for path, source in _sources():
        place = path.relative_to(PACKAGE).as_posix()
        for _line, ids, comments, context in extract(
            "python", io.BytesIO(source.encode()), _KEYWORDS, ["Translators:"]
        ):
            catalog.add(ids, None, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalog


def stored() -> Catalog:
    """The catalogue as it is in the repository; empty when there is none yet."""
    if not PO.exists():
        return Catalog(locale="en")
    return read_po(io.BytesIO(PO.read_bytes()), locale="en")


def merged(texts: Catalog, old: Catalog) -> Catalog:
    """The ``texts`` with the translations of ``old``; what is no longer used is kept as obsolete."""
    known = {_key(message): message for message in [*old.obsolete.values(), *old] if message.id and filled(message)}
    catalog = Catalog(
        locale="en",
        project="Ontschot",
        creation_date=_DATE,
        revision_date=_DATE,
        last_translator="Ontschot",
        language_team="Ontschot",
        copyright_holder="the makers of Ontschot",
        header_comment="# English texts of Ontschot. EUPL-1.2.",
        fuzzy=False,
    )
    for message in texts:
        if not message.id:
            continue
        before = known.pop(_key(message), None)
        string = before.string if before and _same_shape(before, message) else ""
        catalog.add(
            message.id, string, locations=sorted(set(message.locations)), flags=message.flags, context=message.context
        )
    for message in known.values():
        catalog.obsolete[message.id if isinstance(message.id, str) else message.id[0]] = message
    return catalog


def _key(message: Message) -> tuple[str, str]:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def _same_shape(before: Message, now: Message) -> bool:
    return isinstance(before.string, str) == isinstance(now.id, str)


def filled(message: Message) -> bool:
    return bool(message.string) if isinstance(message.string, str) else all(message.string or [""])


def untranslated(catalog: Catalog) -> list[str]:
    """The Dutch texts without an English one."""
    return [str(message.id) for message in catalog if message.id and not filled(message)]


def as_po(catalog: Catalog) -> bytes:
    """The catalogue as a .po file: sorted, without line numbers, the same for the same texts."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, sort_output=True, include_lineno=False)
    return out.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """The catalogue as Django reads it; texts without translation are left out and show in Dutch."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def extract_and_compile() -> list[str]:
    """Update django.po from all templates and Python files, compile django.mo, and tell what has no English yet."""
    catalog = merged(found(), stored())
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(catalog))
    MO.write_bytes(as_mo(catalog))
    return untranslated(catalog)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(arguments: argparse.Namespace, report: Any = None) -> int:
    """Update and compile; 1 when something has no English yet."""
    missing = extract_and_compile()
    for text in missing:
        sys.stdout.write(f"zonder Engels: {text!r}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(run(argparse.Namespace()))

"""The book of legal terms of this installation: that of the product, or the municipality's own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from ontschot.domain.access.rules import book as rules
from ontschot.domain.access.rules.book import Book

PRODUCT = Path(rules.__file__).with_name("terms.toml")


def term_book() -> Book:
    """As the file is now: a changed file counts from the next question. Raises BookError, OSError."""
    path = Path(settings.TERMS_FILE) if settings.TERMS_FILE else PRODUCT
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Book:
    return rules.parse(path.read_text(encoding="utf-8"))

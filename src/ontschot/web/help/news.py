"""What is new, version by version, from ``news.toml``: what people notice in their work, in two languages."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language

_FILE = Path(__file__).with_name("news.toml")


@dataclass(frozen=True)
class Change:
    """One thing that changed, in the words of who notices it."""

    nl: str
    en: str

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.nl


@dataclass(frozen=True)
class Version:
    """A version with its day and what changed."""

    number: str
    date: dt.date
    changes: tuple[Change, ...]


@functools.cache
def versions() -> tuple[Version, ...]:
    """All versions, newest first."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Version(one["number"], one["date"], tuple(Change(**change) for change in one["change"]))
        for one in data["version"]
    )

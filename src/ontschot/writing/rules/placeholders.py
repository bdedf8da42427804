"""Places in a standard letter that are filled in for each letter: '{naam}'. Pure.

Filling goes over the text once, so a name that holds braces is a name and never a place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

NAMES = ("naam", "adres", "datum", "plan_tot", "ondersteuning", "schrijver", "gemeente", "telefoon")
EMPTY = "…"  # what stands where nothing is known

_PLACE = re.compile(r"\{([^{}\n]{0,40})\}")


def _name(inside: str) -> str:
    return inside.strip().lower()


def unknown(text: str) -> list[str]:
    """What stands between braces and is no known place, and braces that are alone; in order, each once."""
    found = [f"{{{inside}}}" for inside in _PLACE.findall(text) if _name(inside) not in NAMES]
    rest = _PLACE.sub("", text)
    found += [sign for sign in "{}" if sign in rest]
    return list(dict.fromkeys(found))


def used(text: str) -> list[str]:
    """The known places in a text, in order, each once."""
    return list(dict.fromkeys(name for inside in _PLACE.findall(text) if (name := _name(inside)) in NAMES))


def without(text: str, name: str) -> str:
    """The text without the sentences in which this place stands: what they say is over."""
    return re.sub(rf" ?[^.!?\n]*\{{\s*{re.escape(name)}\s*\}}[^.!?\n]*[.!?]?", "", text, flags=re.IGNORECASE)


def left_open(text: str) -> list[str]:
    """The lines of a letter in which something was to be filled in and was not, each once: 'Dag:', 'Vóór …'."""
    lines = (line.strip() for line in text.splitlines())
    found = (line for line in lines if EMPTY in line or (line.startswith("- ") and line.endswith(":")))
    return list(dict.fromkeys(line.removeprefix("- ") for line in found))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its known places filled in; '…' where nothing is known; all else stays as it was typed."""

    def value(match: re.Match[str]) -> str:
        name = _name(match[1])
        return (values.get(name) or EMPTY) if name in NAMES else match[0]

    return _PLACE.sub(value, text)

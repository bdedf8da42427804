"""What the product itself tells: a code with the facts, so that each screen words it in its own language. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# A number, a text as somebody wrote it, a day, or a name in both languages: {"nl": ..., "en": ...}.
Fact = int | str | dt.date | Mapping[str, str]


@dataclass(frozen=True)
class Saying:
    """One sentence to be worded. ``facts`` by name, as the words of ``code`` need them."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """For a JSON column; days as '2026-11-26'."""
        days = {name: fact.isoformat() for name, fact in self.facts.items() if isinstance(fact, dt.date)}
        return {"code": self.code, "facts": {**self.facts, **days}}


def to_json(sayings: Iterable[Saying]) -> list[dict[str, object]]:
    """What is kept of some sentences, in their order."""
    return [one.to_json() for one in sayings]

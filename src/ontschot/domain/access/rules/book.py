"""The book of legal terms: dated, cited configuration (terms.toml), read and checked, and which rule a term follows.

Pure: a text comes in, what is valid on a day goes out. What each key means stands on top of terms.toml.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ontschot.domain.access.rules.holidays import Calendar
from ontschot.domain.access.rules.terms import Length, Unit, add

STARTS = ("report", "application", "converse", "decision_sent", "objection_term_over", "default_notice", "review")
WHEN = ("always", "urgent", "threat", "unasked", "hand")
ON_CHANGE = ("stop", "ask", "keep")  # what a death or a move out of the municipality does to a running term


class BookError(ValueError):
    """The configuration cannot be: says at which entry and why."""


@dataclass(frozen=True)
class Named:
    """Something with a code and a name in both languages; ``article`` where a law says it."""

    code: str
    name_nl: str
    name_en: str
    article: str = ""
    days: int = 0
    life_domains: tuple[str, ...] = ()
    rank: int = 0  # of a signal: what goes first

    def name(self, language: str) -> str:
        """In the language of the screen."""
        return self.name_en if language == "en" else self.name_nl


@dataclass(frozen=True)
class Delay:
    """A notice that a term is not met: whether it makes the term itself longer, and by how much at most."""

    article: str
    extends: bool
    at_most: Length | None = None


@dataclass(frozen=True)
class Rule:
    """One version of one term. ``valid_until`` is the first day on which it no longer counts; None: it still does."""

    code: str
    regime: str
    name_nl: str
    name_en: str
    article: str
    valid_from: dt.date
    length: Length
    starts: str
    when: str
    valid_until: dt.date | None = None
    kind: str = "law"
    residents: bool = False
    suspends: tuple[str, ...] = ()
    met_by: tuple[str, ...] = ()
    remind: tuple[int, ...] = ()
    delay: Delay | None = None
    instead_of: str = ""
    running: str = "keep"
    on_death: str = "stop"
    on_move: str = "stop"
    remark_nl: str = ""
    remark_en: str = ""
    chosen: bool = False  # a person chooses the last day; ``length`` is what is proposed
    article_en: str = ""  # where the article is no name of a law
    told_nl: str = ""  # what the resident reads: what the municipality does
    told_en: str = ""
    late_nl: str = ""  # and what they may do when it is late
    late_en: str = ""

    @property
    def near(self) -> int:
        """From how many days before the end a term is nearly late."""
        return max(self.remind, default=0)

    def name(self, language: str) -> str:
        """In the language of the screen."""
        return self.name_en if language == "en" else self.name_nl

    def cited(self, language: str) -> str:
        """The article, in the language of the screen where it is no name of a law."""
        return (self.article_en if language == "en" else "") or self.article

    def remark(self, language: str) -> str:
        """In the language of the screen."""
        return self.remark_en if language == "en" else self.remark_nl

    def told(self, language: str) -> str:
        """What the resident reads; the name when the configuration has no sentence for them."""
        return (self.told_en if language == "en" else self.told_nl) or self.name(language)

    def late(self, language: str) -> str:
        """What the resident may do when it is late; may be empty."""
        return self.late_en if language == "en" else self.late_nl

    def is_valid(self, day: dt.date) -> bool:
        """Whether it is the law on this day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True)
class Applied:
    """Which rule a running term follows: the one it began under, or a later one that running terms take.

    ``changed_on`` is the day on which a later rule became law, whether taken or not (``taken``).
    """

    rule: Rule
    began_under: Rule
    changed_on: dt.date | None = None
    taken: bool = False

    @property
    def not_before(self) -> dt.date | None:
        """A rule that was taken never ends a term before the day on which it became law."""
        return self.changed_on if self.taken else None


@dataclass(frozen=True)
class Book:
    """All of it."""

    regimes: dict[str, Named]
    suspensions: dict[str, Named]
    threats: dict[str, Named]
    signals: dict[str, Named]
    rules: dict[str, tuple[Rule, ...]]  # code -> versions, oldest first
    equated: dict[dt.date, str] = field(default_factory=dict)  # day -> what equates it

    @property
    def calendar(self) -> Calendar:
        """Working days, with the days that were equated by decree."""
        return Calendar(self.equated)

    def __iter__(self) -> Iterator[Rule]:
        """Every version of every term, in the order of the file."""
        for versions in self.rules.values():
            yield from versions

    def on(self, code: str, day: dt.date) -> Rule:
        """The rule as it is on a day; before the first version: the first. Raises KeyError for an unknown code."""
        versions = self.rules[code]
        fitting = [rule for rule in versions if rule.valid_from <= day]
        return fitting[-1] if fitting else versions[0]

    def applied(self, code: str, began: dt.date, today: dt.date) -> Applied:
        """Which rule a term that began on a day follows today; see ``running`` in terms.toml."""
        first = self.on(code, began)
        applied = Applied(first, first)
        for rule in self.rules[code]:
            if first.valid_from < rule.valid_from <= today:
                if rule.running == "take":
                    applied = Applied(rule, first, rule.valid_from, taken=True)
                elif applied.changed_on is None:
                    applied = Applied(first, first, rule.valid_from)
        return applied

    def proposed(self, rule: Rule, day: dt.date) -> dt.date:
        """The day that is proposed, of a term of which a worker chooses the day."""
        return self.calendar.first_working_day(add(day, rule.length, self.calendar))

    def regimes_for(self, life_domains: Collection[str]) -> list[str]:
        """The regimes that these life domains suggest; a worker may choose otherwise."""
        wanted = set(life_domains)
        return [code for code, regime in self.regimes.items() if wanted & set(regime.life_domains)]

    def begun_by(
        self,
        event: str,
        regimes: Collection[str],
        day: dt.date,
        *,
        urgent: bool = False,
        threats: Collection[str] = (),
        unasked: bool = False,
    ) -> list[Rule]:
        """The terms that begin by themselves with this event, as the law is on that day."""
        holds = {"always": True, "urgent": urgent, "threat": bool(threats), "unasked": unasked, "hand": False}
        found = [
            rule
            for rule in (self.on(code, day) for code in self.rules)
            if rule.regime in regimes and rule.starts == event and holds[rule.when] and rule.is_valid(day)
        ]
        replaced = {rule.instead_of for rule in found}
        return [rule for rule in found if rule.code not in replaced]

    def by_hand(self, day: dt.date) -> list[Rule]:
        """The terms that a worker may start on this day with something that happened."""
        valid = (rule for rule in (self.on(code, day) for code in self.rules) if rule.is_valid(day))
        return [rule for rule in valid if rule.when == "hand" and not rule.chosen]

    def by_choice(self, day: dt.date) -> list[Rule]:
        """The terms of which a worker chooses the last day."""
        valid = (rule for rule in (self.on(code, day) for code in self.rules) if rule.is_valid(day))
        return [rule for rule in valid if rule.chosen]


def parse(text: str) -> Book:
    """Read a book of terms. Raises BookError, tomllib.TOMLDecodeError."""
    data = tomllib.loads(text)
    unknown = data.keys() - {"regime", "suspension", "threat", "signal", "equated", "term"}
    if unknown:
        raise BookError(f"unknown parts: {sorted(unknown)}")
    regimes, suspensions, threats, signals = (
        _named(data, part) for part in ("regime", "suspension", "threat", "signal")
    )
    rules: dict[str, list[Rule]] = {}
    for entry in data.get("term", []):
        rule = _rule(dict(entry))
        if rule.regime not in regimes:
            raise BookError(f"{rule.code}: unknown regime {rule.regime!r}")
        if missing := set(rule.suspends) - suspensions.keys():
            raise BookError(f"{rule.code}: unknown suspension {sorted(missing)}")
        rules.setdefault(rule.code, []).append(rule)
    equated = {day: one["article"] for one in data.get("equated", []) for day in one["days"]}
    return Book(
        regimes, suspensions, threats, signals, {code: _in_line(code, many) for code, many in rules.items()}, equated
    )


def _named(data: Mapping[str, Any], part: str) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for entry in data.get(part, []):
        try:
            made = Named(**_values(entry))
        except TypeError as error:
            raise BookError(f"{part} {entry.get('code', '?')}: {error}") from None
        if made.code in found:
            raise BookError(f"{part} {made.code}: twice")
        found[made.code] = made
    return found


def _values(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Lists as tuples: what is read never changes."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def _rule(entry: dict[str, Any]) -> Rule:
    code = str(entry.get("code", "?"))
    try:
        length = Length(entry.pop("length"), Unit(entry.pop("unit")))
        delay = _delay(entry)
        residents = {"municipality": False, "resident": True}[entry.pop("whose", "municipality")]
        rule = Rule(length=length, delay=delay, residents=residents, **_values(entry))
    except (KeyError, TypeError, ValueError) as error:
        raise BookError(f"term {code}: {error}") from None
    choices = {
        "starts": STARTS, "when": WHEN, "kind": ("law", "norm"), "running": ("keep", "take"), "on_death": ON_CHANGE,
        "on_move": ON_CHANGE,
    }  # fmt: skip
    for name, allowed in choices.items():
        if getattr(rule, name) not in allowed:
            raise BookError(f"term {code}: {name} is one of {allowed}")
    if rule.length.number < 0 or not rule.article:
        raise BookError(f"term {code}: a length of 0 or more, and an article")
    if rule.chosen and rule.when != "hand":
        raise BookError(f"term {code}: a day is chosen by hand only")
    return rule


def _delay(entry: dict[str, Any]) -> Delay | None:
    article, extends = entry.pop("delay_article", ""), entry.pop("delay_extends", False)
    number, unit = entry.pop("delay_length", None), entry.pop("delay_unit", "weeks")
    return Delay(article, extends, Length(number, Unit(unit)) if number else None) if article else None


def _in_line(code: str, versions: list[Rule]) -> tuple[Rule, ...]:
    """Oldest first. Two that count on one day cannot be."""
    line = sorted(versions, key=lambda rule: rule.valid_from)
    for earlier, later in pairwise(line):
        if earlier.valid_until is None or earlier.valid_until > later.valid_from:
            raise BookError(f"term {code}: the version of {earlier.valid_from} still counts on {later.valid_from}")
    return tuple(line)

"""The judgement on a message (iWmo, iJw) in plain words, without a value out of the message."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ontschot.exchange.iwmo import Fault, Judgement, Kind, NotJudged
from ontschot.exchange.iwmo.rules.registry import OUTSIDE, RULES, WITHIN, Rule
from ontschot.exchange.iwmo.showing import TITLES, title

SHOWN = 200  # places; the return message holds all
_STRUCTURE = 200  # faults in the structure after which reading ends

_PART = re.compile(r"(.*?)(?:\[(\d+)\])?\Z", re.DOTALL)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_QUOTED = re.compile(r"'.*'", re.DOTALL)
_NUMBER_FIRST = re.compile(r"(\A|: )[+-]?[0-9]+ (?=is hier|ligt niet|is not)")
_NINE_DIGITS = re.compile(r"[0-9][0-9. -]{6,}[0-9]")


@dataclass(frozen=True)
class Place:
    """Where it is: in words, as the path that who makes the software knows, and the line in the file."""

    words: str
    path: str
    line: int | None


@dataclass
class Group:
    """Everything that is wrong in the same way."""

    rule: str
    code: str
    what: str
    todo: str
    places: list[Place] = field(default_factory=list)
    total: int = 0

    @property
    def hidden(self) -> int:
        """How many places are not shown."""
        return self.total - len(self.places)


@dataclass(frozen=True)
class Unjudged:
    """Rules for which the same thing was missing."""

    missing: str
    rules: list[str]


@dataclass(frozen=True)
class Words:
    """A whole judgement as the page shows it."""

    kind: str
    title: str
    version: str
    valid: bool
    total: int
    shown: int
    ended_early: bool
    groups: list[Group]
    unjudged: list[Unjudged]

    @property
    def unjudged_rules(self) -> int:
        """How many rules were not judged."""
        return sum(len(item.rules) for item in self.unjudged)


def in_words(judgement: Judgement) -> Words:
    """The judgement, at most ``SHOWN`` places of it."""
    kind = judgement.kind
    groups = _groups(judgement.faults)
    return Words(
        kind=kind.name if kind else "",
        title=title(kind, _language()) if kind else "",
        version="3.2" if kind else "",
        valid=judgement.valid,
        total=len(judgement.faults),
        shown=sum(len(group.places) for group in groups),
        ended_early=judgement.message is None and len(judgement.faults) >= _STRUCTURE,
        groups=groups,
        unjudged=_unjudged(judgement.not_judged, kind),
    )


def sentence(fault: Fault) -> str:
    """What is wrong, in the language of the screen, without a value."""
    return without_values(fault.en if _language() == "en" else fault.nl)


def without_values(text: str) -> str:
    """The sentence about a value without the value itself: a name in the wrong element is a name too."""
    value = _("de waarde")
    text = _QUOTED.sub(value, text)
    text = _NUMBER_FIRST.sub(lambda found: f"{found[1]}{value} ", text)
    return _NINE_DIGITS.sub("*********", text)


def where(place: str) -> str:
    """A path of elements in words: 'Client › toegewezen product 2 › product › code'."""
    parts = [_PART.match(part) for part in place.strip("/").split("/") if part]
    found = [(part[1], part[2]) for part in parts if part is not None][1:]  # the first is the message itself
    if not found:
        return _("het hele bericht") if parts else _("het hele bestand")
    words = [
        _element(name, number)
        for index, (name, number) in enumerate(found)
        if number or index + 1 == len(found) or not found[index + 1][1]  # a list says nothing beside its item
    ]
    return " › ".join(words)


def _element(name: str, number: str | None) -> str:
    word = "BSN" if name == "Bsn" else _HUMP.sub(" ", name[:60]).capitalize()
    return f"{word} {number}" if number else word


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def _groups(faults: Iterable[Fault]) -> list[Group]:
    found: dict[tuple[str, str, str], Group] = {}
    shown = 0
    for fault in faults:
        code = fault.return_code or fault.envelope_code or ""
        what = sentence(fault)
        group = found.get((fault.rule, code, what))
        if group is None:
            group = found[fault.rule, code, what] = Group(fault.rule, code, what, _todo(fault))
        group.total += 1
        if shown < SHOWN:
            shown += 1
            path = "" if fault.place in ("/", "/Bericht") else fault.place
            group.places.append(Place(where(fault.place), path, fault.line))
    return list(found.values())


def _todo(fault: Fault) -> str:
    """What somebody can do about it."""
    rule = RULES.get(fault.rule)
    if rule is not None:
        return f"{_mend(rule)} {_comes_back(rule)}".strip()
    if fault.rule in ("XML", "OP179", "ZIP"):
        mend = _("Laat de afzender het bestand opnieuw maken en sturen.")
    else:
        mend = _("Laat dit element verbeteren in de software die het bericht maakte en stuur het bericht opnieuw.")
    fault_message = _("Er bestaat geen retourbericht: de afzender krijgt een foutbericht (Fo01) met code %(code)s.")
    return f"{mend} {fault_message % {'code': fault.envelope_code}}" if fault.envelope_code else mend


def _mend(rule: Rule) -> str:
    if rule.level == WITHIN:
        return _("Verbeter het bericht op deze plaats en stuur het opnieuw.")
    if rule.level == OUTSIDE:
        return {
            "today": _("Verbeter de datum van het bericht, of wacht met sturen tot die dag."),
            "municipalities": _("Zoek de gemeentecode op die op deze datum geldt en verbeter die."),
            "products": _("Zoek de code op in de productlijst die u samen afsprak, en verbeter die of de lijst."),
            "tariffs": _("Vergelijk met het tarief in het contract en verbeter het bedrag of het contract."),
        }.get(next(iter(rule.needs), ""), _("Vergelijk met de bron en verbeter wat niet klopt."))
    kinds = ", ".join(_earlier(need, None) for need in sorted(rule.needs) if need == "self" or need.isdigit())
    words = _("Vergelijk met de eerdere berichten (%(kinds)s). Verbeter dit bericht, of eerst het eerdere bericht.")
    return words % {"kinds": kinds}


def _comes_back(rule: Rule) -> str:
    if rule.return_code is None:
        return _("Hiervoor bestaat geen retourcode: bel of schrijf de afzender.")
    if rule.level == WITHIN:
        return _("Het hele bericht komt terug met code %(code)s.") % {"code": rule.return_code}
    return _("Dit deel komt terug met code %(code)s.") % {"code": rule.return_code}


def _earlier(need: str, kind: Kind | None) -> str:
    number = kind.number if need == "self" and kind is not None else int(need) if need.isdigit() else 0
    if number not in TITLES:
        return _("dezelfde soort")
    words = TITLES[number][1 if _language() == "en" else 0]
    return f"{number} {words[0].lower()}{words[1:]}"


def _unjudged(items: Iterable[NotJudged], kind: Kind | None) -> list[Unjudged]:
    found: dict[tuple[str, ...], list[str]] = {}
    for item in items:
        found.setdefault(item.missing, []).append(item.rule)
    return [Unjudged(_missing(missing, kind), rules) for missing, rules in found.items()]


def _missing(missing: tuple[str, ...], kind: Kind | None) -> str:
    """What one would have to give, in words."""
    numbers = [need.removeprefix("earlier ") for need in missing if need.startswith("earlier ")]
    others = {
        "municipalities": _("de lijst van gemeenten"),
        "products": _("de productlijst van de contracten"),
        "tariffs": _("de tarieven van de contracten"),
        "today": _("de datum van vandaag"),
    }
    words = [others.get(need, need) for need in missing if not need.startswith("earlier ")]
    if numbers:
        words.insert(0, _("eerdere berichten: %(kinds)s") % {"kinds": ", ".join(_earlier(n, kind) for n in numbers)})
    return "; ".join(words)

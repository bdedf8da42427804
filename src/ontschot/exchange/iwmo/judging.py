"""Judges a message: structure first, then every rule for which there is enough to go on."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ontschot.exchange.iwmo.history import History, Traffic
from ontschot.exchange.iwmo.rules import (
    claim_answers,
    claims,
    deliveries,
    elements,
    orders,
    outside,
    requests,
    within,
)
from ontschot.exchange.iwmo.rules.case import Case, Sources
from ontschot.exchange.iwmo.rules.registry import Hit, Rule, rules_for
from ontschot.exchange.iwmo.xml.codelists import CodeLists, packaged
from ontschot.exchange.iwmo.xml.faults import Fault
from ontschot.exchange.iwmo.xml.kinds import Kind
from ontschot.exchange.iwmo.xml.nodes import Node
from ontschot.exchange.iwmo.xml.plan import ClassPlan, plan_for
from ontschot.exchange.iwmo.xml.reading import Message, read
from ontschot.exchange.iwmo.xml.safe import Limits
from ontschot.exchange.iwmo.xml.schemas import NoSchema, second_opinion

MODULES = (elements, orders, within, deliveries, requests, claims, claim_answers, outside)


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A rule that could not be judged, and what was missing."""

    rule: str
    missing: tuple[str, ...]


@dataclass(slots=True)
class Judgement:
    """What is wrong with a message, and what could not be judged.

    `schema_errors` is the second opinion of the official schema, None when no folder with schemas was given or when it
    has none for this kind.
    """

    kind: Kind | None
    message: Message | None
    faults: list[Fault]
    not_judged: list[NotJudged] = field(default_factory=list)
    schema_errors: list[str] | None = None

    @property
    def valid(self) -> bool:
        """Nothing wrong was found; rules that were not judged do not count."""
        return not self.faults

    def as_dict(self) -> dict[str, Any]:
        """For JSON: kind, version, valid or not, faults and what was not judged."""
        return {
            "kind": self.kind.name if self.kind else None,
            "version": "3.2" if self.kind else None,
            "valid": self.valid,
            "faults": [
                {
                    "rule": fault.rule,
                    "return_code": fault.return_code,
                    "envelope_code": fault.envelope_code,
                    "place": fault.place,
                    "line": fault.line,
                    "nl": fault.nl,
                    "en": fault.en,
                }
                for fault in self.faults
            ],
            "not_judged": [{"rule": item.rule, "missing": list(item.missing)} for item in self.not_judged],
            "schema_errors": self.schema_errors,
        }


def check(
    source: bytes | Message,
    *,
    context: History | None = None,
    sources: Sources | None = None,
    limits: Limits | None = None,
    lists: CodeLists | None = None,
    schemas: Path | None = None,
) -> Judgement:
    """Judge a message, from a file (bytes) or as read before.

    `context` is earlier traffic, `sources` what is known outside of it, `schemas` a folder with official schemas for
    a second opinion. Never raises for bad input.
    """
    limits = limits or Limits()
    if isinstance(source, Message):
        kind: Kind | None = source.kind
        message: Message | None = source
        faults: list[Fault] = []
    else:
        reading = read(source, limits=limits, lists=lists)
        kind, message, faults = reading.kind, reading.message, reading.faults
    judgement = Judgement(kind, message, list(faults))
    if schemas is not None and kind is not None and isinstance(source, bytes):
        _ask_schema(judgement, source, kind, schemas)
    if message is None:
        return judgement
    judgement.faults += _codes_on_date(message, lists or packaged())
    case = Case(message, sources or Sources(), Traffic(context, message) if context is not None else None)
    places = _Places(message, lists)
    for item in rules_for(message.kind.standard, message.kind.number):
        missing = _missing(item, case)
        if missing:
            judgement.not_judged.append(NotJudged(item.code, missing))
            continue
        # All of them, however many: the return message names every refused line.
        judgement.faults += [_fault(item, hit, places) for hit in item.judge(case)]
    return judgement


def _ask_schema(judgement: Judgement, source: bytes, kind: Kind, schemas: Path) -> None:
    try:
        judgement.schema_errors = second_opinion(source, kind, schemas)
    except NoSchema:
        return
    if judgement.schema_errors and not judgement.faults:
        first = judgement.schema_errors[0]
        judgement.faults.append(
            Fault(
                rule="XSD",
                place="/Bericht",
                nl=f"Het officiële schema keurt het bericht af: {first}",
                en=f"The official schema refuses the message: {first}",
                envelope_code="IB001",
            )
        )


def _missing(item: Rule, case: Case) -> tuple[str, ...]:
    """What a rule needs and is not there; 'self' is the number of the message itself."""
    given = case.sources.given()
    missing = []
    for need in sorted(item.needs):
        if need == "self" or need.isdigit():
            number = case.kind.number if need == "self" else int(need)
            if case.traffic is None or not case.traffic.covers(number):
                missing.append(f"earlier {number}")
        elif need not in given:
            missing.append(need)
    return tuple(missing)


def _fault(item: Rule, hit: Hit, places: "_Places") -> Fault:
    place = places.of(hit.node)
    return Fault(
        rule=item.code,
        place=f"{place}/{hit.element}" if hit.element else place,
        nl=item.nl,
        en=item.en,
        return_code=item.return_code,
        node=hit.node,
    )


def walk(plan: ClassPlan, node: Node, place: str) -> Iterator[tuple[str, ClassPlan, Node]]:
    """Every class of a message with its place, from the root down."""
    yield place, plan, node
    for slot in plan.slots:
        value = getattr(node, slot.field)
        if slot.child is None or value is None:
            continue
        if slot.item_tag is None:
            yield from walk(slot.child, value, f"{place}/{slot.name}")
        else:
            for number, item in enumerate(value, 1):
                yield from walk(slot.child, item, f"{place}/{slot.name}/{slot.item_name}[{number}]")


class _Places:
    """Places of classes; the map is only made when the first fault asks for it."""

    def __init__(self, message: Message, lists: CodeLists | None) -> None:
        self._message = message
        self._lists = lists
        self._known: dict[int, str] = {}

    def of(self, node: Node) -> str:
        if not self._known:
            plan = plan_for(self._message.kind, self._lists)
            self._known = {id(found): place for place, _, found in walk(plan.root, self._message.body, "/Bericht")}
        return self._known.get(id(node), "/Bericht")


def _codes_on_date(message: Message, lists: CodeLists) -> list[Fault]:
    """Codes that did not exist yet, or no longer, on the date of the message."""
    plan = plan_for(message.kind, lists)
    if not _has_dated(plan.root, lists):
        return []
    sent: dt.date = message.body.header.bericht_identificatie.dagtekening  # type: ignore[attr-defined]
    faults = []
    for place, class_plan, node in walk(plan.root, message.body, "/Bericht"):
        for slot in class_plan.slots:
            name = slot.simple.code_list if slot.simple is not None else None
            value = getattr(node, slot.field)
            if name is None or value is None:
                continue
            for code in value if slot.item_tag else [value]:
                if not lists.valid_on(name, code, sent):
                    faults.append(
                        Fault(
                            rule=name,
                            place=f"{place}/{slot.name}",
                            nl=f"Code {code} van lijst {name} geldt niet op {sent:%d-%m-%Y}.",
                            en=f"Code {code} of list {name} is not valid on {sent.isoformat()}.",
                            envelope_code="IB001",
                            node=node,
                        )
                    )
    return faults


def _has_dated(plan: ClassPlan, lists: CodeLists) -> bool:
    for slot in plan.slots:
        if slot.simple is not None and slot.simple.code_list is not None and lists.is_dated(slot.simple.code_list):
            return True
        if slot.child is not None and _has_dated(slot.child, lists):
            return True
    return False

"""Messages made from nothing: random elements and values, right and nearly right, judged by us and by the schema."""

import datetime as dt
import random
from pathlib import Path

import pytest
from iwmo_mutants import TEXTS
from iwmo_worlds import BUILDERS, World
from lxml import etree  # type: ignore[import-untyped]

from ontschot.exchange.iwmo import EarlierMessages, answer, check, write
from ontschot.exchange.iwmo.xml.kinds import KINDS, Kind
from ontschot.exchange.iwmo.xml.plan import ClassPlan, plan_for
from ontschot.exchange.iwmo.xml.reading import read
from ontschot.exchange.iwmo.xml.schemas import second_opinion
from ontschot.exchange.iwmo.xml.simple import SimpleType

GOOD = {
    "AgbCode": ("01234567",),
    "BurgerServicenummer": ("999900006", "000000000"),
    "Datum": ("2024-02-29", "0001-01-01", "9999-12-31", "1582-10-10"),
    "DeclaratieNummer": ("a", "Z9" * 6),
    "Gemeente": ("0384",),
    "Telefoonnummer": ("0", "1" * 15),
    "Tijd": ("00:00:00", "23:59:59.999999999"),
    "Versie": ("0.0.0", "10.20.30"),
    "Voorletters": ("A", "éÿỳ"),
}
BAD_SHARE = 0.004


def value(simple: SimpleType, rng: random.Random) -> str:
    """A right value, often at its bound; now and then a wrong one."""
    if rng.random() < BAD_SHARE:
        return rng.choice(TEXTS)
    if simple.codes is not None:
        return rng.choice(sorted(simple.codes))
    if simple.base == "integer":
        if simple.pattern is not None:
            return simple.pattern.pattern[0]
        assert simple.maximum is not None
        return rng.choice(("0", "-0", "+1", "007", str(simple.maximum), f" {simple.maximum}\n"))
    if simple.name == "BerichtCode":
        assert simple.pattern is not None
        return simple.pattern.pattern[:3]
    if simple.name in GOOD:
        return rng.choice(GOOD[simple.name])
    most = simple.max_length or 300
    return rng.choice(("x", "é" * most, " x"[-most:], "<&>\"'"[:most], "\U0001f600" * min(most, 3)))


def fill(element: etree._Element, plan: ClassPlan, rng: random.Random) -> None:
    """Children of an element, in order."""
    for slot in plan.slots:
        if not slot.required and rng.random() < 0.4:
            continue
        child = etree.SubElement(element, slot.tag)
        if slot.item_tag is None:
            put(child, slot.child, slot.simple, rng)
        else:
            for _ in range(rng.randrange(1, 4)):
                put(etree.SubElement(child, slot.item_tag), slot.child, slot.simple, rng)


def put(element: etree._Element, child: ClassPlan | None, simple: SimpleType | None, rng: random.Random) -> None:
    """A value or further children."""
    if child is not None:
        fill(element, child, rng)
    else:
        assert simple is not None
        element.text = value(simple, rng)


@pytest.mark.parametrize("kind", list(KINDS.values()), ids=lambda kind: kind.name)
def test_generated_messages(kind: Kind, xsd: Path) -> None:
    plan = plan_for(kind)
    accepted = 0
    history = EarlierMessages(message for number in BUILDERS for message in World(kind.standard, number).before)
    for seed in range(40):
        rng = random.Random(seed)
        root = etree.Element(plan.root_tag, nsmap={None: kind.namespace, "b": kind.base_namespace})
        fill(root, plan.root, rng)
        xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        reading = read(xml)
        ours, theirs = reading.faults, second_opinion(xml, kind, xsd)
        assert bool(ours) == bool(theirs), (seed, ours[:1], theirs[:1])
        accepted += not ours
        if reading.message is not None:
            message = reading.message
            judgement = check(message, context=history, sources=World(kind.standard, 301).sources)
            assert judgement.not_judged == []
            if not kind.is_return and not any(fault.envelope_code for fault in judgement.faults):
                reply = answer(judgement, identification="Q1", day=dt.date(2024, 1, 1))
                assert second_opinion(write(reply), reply.kind, xsd) == []
                history.add(reply)
            history.add(message)
    assert accepted > 12

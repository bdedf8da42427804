"""Writes a message: typed objects become XML in UTF-8, in the order and with the prefixes of the standard."""

import datetime as dt

from lxml import etree  # type: ignore[import-untyped]

from ontschot.exchange.iwmo.xml.codelists import CodeLists
from ontschot.exchange.iwmo.xml.kinds import Kind
from ontschot.exchange.iwmo.xml.nodes import Node
from ontschot.exchange.iwmo.xml.plan import ClassPlan, Slot, plan_for
from ontschot.exchange.iwmo.xml.reading import Message, read
from ontschot.exchange.iwmo.xml.safe import Limits


class CannotWrite(ValueError):
    """The objects do not form a message that the schema would accept; the text says what is wrong and where."""


def write(message: Message, *, lists: CodeLists | None = None, judge: bool = True) -> bytes:
    """The message as XML, indented with tabs. With `judge` it is read back first: raises CannotWrite when refused."""
    plan = plan_for(message.kind, lists)
    root = etree.Element(plan.root_tag, nsmap=_prefixes(message.kind))
    try:
        _fill(root, plan.root, message.body)
    except (AttributeError, TypeError) as error:
        raise CannotWrite(f"this is not a {message.kind.name}: {error}") from error
    etree.indent(root, space="\t")
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    if judge:
        outcome = read(xml, limits=Limits(max_bytes=max(len(xml), 1)), lists=lists)
        if outcome.faults:
            first = outcome.faults[0]
            raise CannotWrite(f"{message.kind.name} {first.place}: {first.en}")
    return xml


def _prefixes(kind: Kind) -> dict[str | None, str]:
    return {kind.base_prefix: kind.base_namespace, kind.prefix: kind.namespace}


def _fill(element: etree._Element, plan: ClassPlan, node: Node) -> None:
    for slot in plan.slots:
        value = getattr(node, slot.field)
        if slot.item_tag is not None:
            if value:
                _fill_list(etree.SubElement(element, slot.tag), slot, value)
        elif value is not None:
            _put(etree.SubElement(element, slot.tag), slot, value)


def _fill_list(wrapper: etree._Element, slot: Slot, items: list[object]) -> None:
    assert slot.item_tag is not None
    for item in items:
        _put(etree.SubElement(wrapper, slot.item_tag), slot, item)


def _put(element: etree._Element, slot: Slot, value: object) -> None:
    if slot.child is not None:
        assert isinstance(value, Node)
        _fill(element, slot.child, value)
    elif isinstance(value, dt.date):
        element.text = value.isoformat()
    else:
        element.text = str(value)

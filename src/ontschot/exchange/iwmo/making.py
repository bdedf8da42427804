"""Makes messages from plain data (as in JSON), with the names of the elements; what can be known is filled in.

A list of elements is written without its items' name: `{"ToegewezenProducten": [{"ToewijzingNummer": 1, ...}]}`.
"""

from collections.abc import Mapping
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from ontschot.exchange.iwmo.answering import Stamps
from ontschot.exchange.iwmo.xml.codelists import CodeLists
from ontschot.exchange.iwmo.xml.kinds import Kind
from ontschot.exchange.iwmo.xml.plan import ClassPlan, Slot, plan_for
from ontschot.exchange.iwmo.xml.reading import Reading, read


class BadData(ValueError):
    """The data does not have the shape of the message; the text names the element."""


def make(
    kind: Kind, data: Mapping[str, Any], *, stamps: Stamps | None = None, lists: CodeLists | None = None
) -> Reading:
    """A message from data. Raises BadData for unknown names and shapes; wrong values come back as faults."""
    stamps = stamps or Stamps()
    header = {
        "BerichtCode": kind.code,
        "BerichtVersie": 3,
        "BerichtSubversie": 2,
        "XsdVersie": {"BasisschemaXsdVersie": stamps.base, "BerichtXsdVersie": stamps.message},
    }
    given = data.get("Header", {})
    if not isinstance(given, Mapping):
        raise BadData("Header: an object is expected")
    plan = plan_for(kind, lists)
    root = etree.Element(plan.root_tag, nsmap={kind.base_prefix: kind.base_namespace, kind.prefix: kind.namespace})
    _fill(root, plan.root, {**data, "Header": {**header, **given}}, "Bericht")
    return read(etree.tostring(root, xml_declaration=True, encoding="UTF-8"), lists=lists)


def _fill(element: Any, plan: ClassPlan, data: Any, place: str) -> None:
    if not isinstance(data, Mapping):
        raise BadData(f"{place}: an object is expected")
    unknown = set(data) - {slot.name for slot in plan.slots}
    if unknown:
        raise BadData(f"{place}: unknown {', '.join(sorted(map(str, unknown)))}")
    for slot in plan.slots:
        value = data.get(slot.name)
        if value is None:
            continue
        if slot.item_tag is None:
            _put(etree.SubElement(element, slot.tag), slot, value, f"{place}/{slot.name}")
        else:
            if not isinstance(value, list):
                raise BadData(f"{place}/{slot.name}: a list is expected")
            if value:
                wrapper = etree.SubElement(element, slot.tag)
                for number, item in enumerate(value, 1):
                    _put(etree.SubElement(wrapper, slot.item_tag), slot, item, f"{place}/{slot.name}[{number}]")


def _put(element: Any, slot: Slot, value: Any, place: str) -> None:
    if slot.child is not None:
        _fill(element, slot.child, value, place)
        return
    if isinstance(value, bool | float | list | Mapping):
        raise BadData(f"{place}: a text or a whole number is expected")
    try:
        element.text = str(value)
    except ValueError as error:
        raise BadData(f"{place}: {error}") from error

"""Our classes and types against the official schemas: same elements, order, cardinality, types and code lists."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]

from ontschot.exchange.iwmo.xml.codelists import packaged
from ontschot.exchange.iwmo.xml.kinds import KINDS, Kind
from ontschot.exchange.iwmo.xml.plan import ClassPlan, plan_for
from ontschot.exchange.iwmo.xml.schemas import schema_file
from ontschot.exchange.iwmo.xml.simple import types_for

XS = "{http://www.w3.org/2001/XMLSchema}"


class Schema:
    """The complex types of a message schema and its base schema, by prefixed name."""

    def __init__(self, path: Path, kind: Kind) -> None:
        self.types: dict[str, Any] = {}
        for file, prefix in ((path, kind.prefix), (path.parent / "basisschema.xsd", kind.base_prefix)):
            root = etree.parse(str(file)).getroot()
            for item in root.findall(f"{XS}complexType"):
                self.types[f"{prefix}:{item.get('name')}"] = item

    def elements(self, name: str) -> list[Any]:
        return list(self.types[name].find(f"{XS}sequence"))


def described(plan: ClassPlan) -> list[tuple[str, bool]]:
    return [(slot.name, slot.required) for slot in plan.slots]


def compare(plan: ClassPlan, schema: Schema, type_name: str) -> None:
    elements = schema.elements(type_name)
    assert described(plan) == [(e.get("name"), e.get("minOccurs", "1") == "1") for e in elements], type_name
    for slot, element in zip(plan.slots, elements, strict=True):
        name = element.get("type")
        if name is None:
            name = element.find(f"{XS}simpleType/{XS}restriction").get("base")
        if slot.item_name is not None:
            (item,) = schema.elements(name)
            assert (item.get("name"), item.get("maxOccurs")) == (slot.item_name, "unbounded")
            name = item.get("type")
        else:
            assert element.get("maxOccurs", "1") == "1"
        if slot.child is not None:
            compare(slot.child, schema, name)
        else:
            assert slot.simple is not None
            expected = "IdentificatieDeclaratie" if slot.simple.name == "DeclaratieNummer" else slot.simple.name
            assert name.split(":")[1] == f"LDT_{expected}"


@pytest.mark.parametrize("kind", list(KINDS.values()), ids=lambda kind: kind.name)
def test_classes_follow_the_schema(xsd: Path, kind: Kind) -> None:
    compare(plan_for(kind).root, Schema(schema_file(xsd, kind), kind), f"{kind.prefix}:Root")


@pytest.mark.parametrize("standard", ["wmo", "jw"])
def test_simple_types_follow_the_base_schema(xsd: Path, standard: str) -> None:
    root = etree.parse(str(xsd / f"{standard}-3.2" / "basisschema.xsd")).getroot()
    types = types_for(standard, packaged())
    for item in root.findall(f"{XS}simpleType"):
        own = types[item.get("name").removeprefix("LDT_")]
        rule = item.find(f"{XS}restriction")
        assert rule.get("base") == f"xs:{own.base}"
        codes = frozenset(code.get("value") for code in rule.findall(f"{XS}enumeration"))
        assert (own.codes or frozenset()) == codes
        if codes:
            continue
        facets = {child.tag.removeprefix(XS): child.get("value") for child in rule}
        assert own.min_length == int(facets.get("minLength", 0))
        assert own.max_length == (int(facets["maxLength"]) if "maxLength" in facets else None)
        assert own.minimum == (int(facets["minInclusive"]) if "minInclusive" in facets else None)
        assert own.maximum == (int(facets["maxInclusive"]) if "maxInclusive" in facets else None)

"""Compiles the annotated classes of one kind into a plan: which elements, in which order, how often, of which type."""

from dataclasses import MISSING, dataclass, fields
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from ontschot.exchange.iwmo.xml.codelists import CodeLists, packaged
from ontschot.exchange.iwmo.xml.kinds import Kind
from ontschot.exchange.iwmo.xml.nodes import Common, Node, Only, Simple, Wraps, xml_name
from ontschot.exchange.iwmo.xml.simple import SimpleType, types_for


@dataclass(slots=True)
class Slot:
    """One element of a class: exactly one of `simple` and `child` is set; for a list they describe its items."""

    tag: str
    name: str
    field: str
    required: bool
    simple: SimpleType | None
    child: "ClassPlan | None"
    item_tag: str | None
    item_name: str | None


@dataclass(slots=True)
class ClassPlan:
    """Elements of one class, in order."""

    cls: type[Node]
    slots: tuple[Slot, ...]
    index: dict[str, int]


@dataclass(slots=True)
class Plan:
    """Everything needed to read and write one kind."""

    kind: Kind
    root_tag: str
    root: ClassPlan


@lru_cache(maxsize=128)
def _plan(kind: Kind, lists: CodeLists) -> Plan:
    types = types_for(kind.standard, lists)
    types["BerichtCode"] = types["BerichtCode"].exactly(kind.code)
    types["BerichtVersie"] = types["BerichtVersie"].exactly("3")
    types["BerichtSubversie"] = types["BerichtSubversie"].exactly("2")
    return Plan(kind, f"{{{kind.namespace}}}Bericht", _class_plan(kind.root, kind, types))


def plan_for(kind: Kind, lists: CodeLists | None = None) -> Plan:
    """Plan of a kind with the packaged code lists, or with others."""
    return _plan(kind, lists or packaged())


def forget() -> None:
    """Let go of all plans, and with them the values that types remember to be quick: nothing of a message stays."""
    _plan.cache_clear()


def _class_plan(cls: type[Node], kind: Kind, types: dict[str, SimpleType]) -> ClassPlan:
    space = kind.base_namespace if issubclass(cls, Common) else kind.namespace
    hints = get_type_hints(cls, include_extras=True)
    slots = []
    for item in fields(cls):
        hint, marks = _unwrap(hints[item.name])
        if any(isinstance(mark, Only) and mark.standard != kind.standard for mark in marks):
            continue
        wraps = next((mark.item for mark in marks if isinstance(mark, Wraps)), None)
        if wraps:
            hint, marks = _unwrap(get_args(hint)[0])
        simple = next((types[mark.name] for mark in marks if isinstance(mark, Simple)), None)
        slots.append(
            Slot(
                tag=f"{{{space}}}{xml_name(item.name)}",
                name=xml_name(item.name),
                field=item.name,
                required=item.default is MISSING and item.default_factory is MISSING,
                simple=simple,
                child=None if simple else _class_plan(hint, kind, types),
                item_tag=f"{{{space}}}{wraps}" if wraps else None,
                item_name=wraps,
            )
        )
    return ClassPlan(cls, tuple(slots), {slot.tag: position for position, slot in enumerate(slots)})


def _unwrap(hint: Any) -> tuple[Any, tuple[object, ...]]:
    """Take Annotated and Optional off a hint, keeping every mark met on the way."""
    marks: tuple[object, ...] = ()
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint, *found = get_args(hint)
            marks = (*marks, *found)
        elif origin in (Union, UnionType):
            hint = next(option for option in get_args(hint) if option is not NoneType)
        else:
            return hint, marks

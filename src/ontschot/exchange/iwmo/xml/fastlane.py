"""A fast lane for large claims: lines in the usual shape are read by one compiled expression, not element by element.

The expression only matches plain ASCII lines with every element in place, so nothing can hide in them: no references,
no comments, no control characters. Each matched line is replaced by an empty one that spans as many lines of the file,
and what remains is parsed as always. The lane only ever says yes: a line of another shape or with a bad value stays for
the careful way, and when the empty lines do not come out as they went in, the careful way judges the whole file.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from ontschot.exchange.iwmo.xml.kinds import Kind
from ontschot.exchange.iwmo.xml.nodes import Node
from ontschot.exchange.iwmo.xml.plan import ClassPlan
from ontschot.exchange.iwmo.xml.simple import BadValue, SimpleType, Value

_GAP = rb"[ \t\r\n]*"
_TEXT = rb"([\x20-\x25\x27-\x3b\x3d\x3f-\x7e]*)"
_DECLARATION = re.compile(rb"""xmlns(?::([A-Za-z_][\w.-]*))?\s*=\s*["']([^"']*)["']""")
_MEMORY = 200_000
_OPENINGS = 8

Builder = Callable[[tuple[bytes | None, ...]], Node]


class _Doubt(Exception):
    """Something the lane does not judge."""


@dataclass(slots=True)
class Lane:
    """Lines taken out of a file, and what remains of it."""

    nodes: list[Node]
    remainder: bytes


def fast_lane(xml: bytes, kind: Kind, plan: ClassPlan, name: str) -> Lane | None:
    """Lines of the repeated element `name` with the remaining XML, or None for the careful way."""
    prefixes = _prefixes(xml, kind)
    if prefixes is None:
        return None
    message, base = prefixes
    pattern, build = _compile(plan, kind, message, base, name)
    opening = b"<" + message + name.encode()
    nodes: list[Node] = []
    pieces: list[bytes] = []
    last = 0
    for match in pattern.finditer(xml):
        try:
            node = build(match.groups())
        except _Doubt:
            continue
        nodes.append(node)
        first, end = match.span()
        pieces += (xml[last:first], opening, b"\n" * xml.count(b"\n", first, end), b"/>")
        last = end
    if not nodes:
        return None
    pieces.append(xml[last:])
    return Lane(nodes, b"".join(pieces))


def _prefixes(xml: bytes, kind: Kind) -> tuple[bytes, bytes] | None:
    """Prefix with colon of message and base schema; only when each is declared once, so that it has one meaning."""
    if xml.count(b"xmlns") > 16:
        return None
    found: list[tuple[bytes, bytes]] = []
    position = xml.find(b"xmlns")
    while position >= 0:
        declaration = _DECLARATION.match(xml, position)
        if declaration is None:
            return None
        found.append((declaration[1] or b"", declaration[2]))
        position = xml.find(b"xmlns", position + 5)
    names = [name for name, _ in found]
    by_space = {space.decode("latin-1"): name for name, space in found}
    message, base = by_space.get(kind.namespace), by_space.get(kind.base_namespace)
    if message is None or base is None or names.count(message) != 1 or names.count(base) != 1:
        return None
    return (message + b":" if message else b"", base + b":" if base else b"")


class LineReader:
    """Reads lines that are parsed already, by writing them out plainly and matching them like those in the lane."""

    def __init__(self, plan: ClassPlan, kind: Kind) -> None:
        self._plan, self._kind = plan, kind
        self._known: dict[bytes, tuple[re.Pattern[bytes], Builder] | None] = {}

    def read(self, element: etree._Element) -> Node | None:
        """Object for a line in the usual shape, or None: then the careful way should judge it."""
        text: bytes = etree.tostring(element, with_tail=False)
        end = text.index(b">")
        opening = text[:end]
        if opening not in self._known:
            if len(self._known) >= _OPENINGS:
                return None
            self._known[opening] = self._compiled(element)
        known = self._known[opening]
        match = known[0].fullmatch(text, end) if known is not None else None
        if known is None or match is None:
            return None
        try:
            return known[1](match.groups())
        except _Doubt:
            return None

    def _compiled(self, element: etree._Element) -> tuple[re.Pattern[bytes], Builder] | None:
        """Expression for lines that open like this one: the same prefixes for the same name spaces, no attributes."""
        if element.keys():
            return None
        spaces = {space: prefix for prefix, space in element.nsmap.items()}
        pair = (spaces.get(self._kind.namespace), spaces.get(self._kind.base_namespace))
        message, base = (prefix.encode() + b":" if prefix else b"" for prefix in pair)
        content, build, _ = _class(self._plan, self._kind, message, base, 0)
        return re.compile(b">" + _GAP + content + b"</[^<>]*>"), build


def _compile(plan: ClassPlan, kind: Kind, message: bytes, base: bytes, name: str) -> tuple[re.Pattern[bytes], Builder]:
    full = message + name.encode()
    body, builder, count = _class(plan, kind, message, base, 0)
    pattern = re.compile(b"<" + re.escape(full) + b">" + _GAP + body + b"</" + re.escape(full) + b">")
    assert pattern.groups == count
    return pattern, builder


def _class(
    plan: ClassPlan, kind: Kind, message: bytes, base: bytes, first: int
) -> tuple[bytes, Callable[[tuple[bytes | None, ...]], Node], int]:
    """Expression of the content of a class, the function that builds it from groups, and the next group's number."""
    expression = b""
    leaves: list[tuple[str, int, SimpleType, dict[bytes, Value]]] = []
    parts: list[tuple[str, int, Builder]] = []
    for slot in plan.slots:
        prefix = base if slot.tag.startswith("{" + kind.base_namespace) else message
        tag = re.escape(prefix + slot.name.encode())
        if slot.item_tag is not None:
            # A list inside a line (RetourCodes) is left to the careful way: such a line never matches.
            expression += b"(?!)" if slot.required else b""
            continue
        if slot.simple is not None:
            inner = _TEXT
            leaves.append((slot.field, first, slot.simple, {}))
            first += 1
        else:
            assert slot.child is not None
            start = first
            content, builder, first = _class(slot.child, kind, message, base, first)
            inner = _GAP + content
            parts.append((slot.field, start, builder))
        element = b"<" + tag + b">" + inner + b"</" + tag + b">" + _GAP
        expression += element if slot.required else b"(?:" + element + b")?"
    cls = plan.cls

    def build(groups: tuple[bytes | None, ...]) -> Node:
        values: dict[str, object] = {}
        for field, number, simple, memory in leaves:
            text = groups[number]
            if text is None:
                continue
            known = memory.get(text)
            values[field] = known if known is not None else _judge(text, simple, memory)
        for field, number, builder in parts:
            if groups[number] is not None:
                values[field] = builder(groups)
        return cls(**values)

    return expression, build, first


def _judge(text: bytes, simple: SimpleType, memory: dict[bytes, Value]) -> Value:
    try:
        value = simple.judge(text.decode("ascii"))
    except BadValue as bad:
        raise _Doubt from bad
    if len(memory) < _MEMORY:
        memory[text] = value
    return value

"""Reads a message: bytes become typed objects, or a list of everything that is against the structure.

Claims are read as a stream: each line is turned into an object and its XML forgotten before the next piece is fed.
"""

from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from ontschot.exchange.iwmo.xml.codelists import CodeLists
from ontschot.exchange.iwmo.xml.fastlane import LineReader, fast_lane
from ontschot.exchange.iwmo.xml.faults import Fault, Refused, refused
from ontschot.exchange.iwmo.xml.kinds import BY_NAMESPACE, STREAMED, Kind
from ontschot.exchange.iwmo.xml.nodes import Node
from ontschot.exchange.iwmo.xml.plan import ClassPlan, Plan, Slot, plan_for
from ontschot.exchange.iwmo.xml.safe import PARSER_OPTIONS, Limits, safe_xml
from ontschot.exchange.iwmo.xml.simple import XML_SPACE, BadValue, SimpleType, Value

_PIECE = 1 << 16
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_HARMLESS = {f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"}


@dataclass(slots=True)
class Message:
    """A message that follows its structure; `body` is an instance of the class of its kind."""

    kind: Kind
    body: Node


@dataclass(slots=True)
class Reading:
    """Outcome of reading: a message, or faults; the kind when the root element told it."""

    kind: Kind | None
    message: Message | None
    faults: list[Fault]


def read(data: bytes, *, limits: Limits | None = None, lists: CodeLists | None = None) -> Reading:
    """Read one message (XML, or a ZIP with one XML file). Never raises for bad input: the faults say what is wrong."""
    limits = limits or Limits()
    kind: Kind | None = None
    try:
        xml = safe_xml(data, limits)
        kind = _kind_of(xml)
        plan = plan_for(kind, lists)
        if kind.number in STREAMED and (fast := _fast(xml, plan, limits)) is not None:
            return fast
        walker = _Walker(limits.max_faults)
        root = _streamed(xml, plan, walker) if kind.number in STREAMED else _whole(xml)
        body = walker.node(plan.root, root, "/Bericht")
    except Refused as refusal:
        return Reading(kind, None, [refusal.fault])
    except _Enough:
        body = None
    if body is None or walker.faults or kind is None:
        return Reading(kind, None, walker.faults)
    return Reading(kind, Message(kind, body), [])


def _broken(error: etree.XMLSyntaxError) -> Refused:
    line = error.lineno or None
    where_nl = f" bij regel {line}" if line else ""
    where_en = f" at line {line}" if line else ""
    return refused(
        "XML",
        "IB001",
        f"Dit is geen goed gevormde XML{where_nl}: het bestand is afgebroken of beschadigd.",
        f"This is not well-formed XML{where_en}: the file is cut off or damaged.",
        line,
    )


def _kind_of(xml: bytes) -> Kind:
    """Kind by the name space of the root element; every other root gets a sentence that says what it is."""
    if not xml.strip():
        raise refused("XML", "IB001", "Het bestand is leeg.", "The file is empty.")
    parser = etree.XMLPullParser(events=("start",), **PARSER_OPTIONS)
    try:
        for start in range(0, len(xml), _PIECE):
            parser.feed(xml[start : start + _PIECE])
            for _, element in parser.read_events():
                return _kind_of_root(str(element.tag))
        parser.close()
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error
    raise refused("XML", "IB001", "Het bestand bevat geen element.", "The file holds no element.")


def _kind_of_root(tag: str) -> Kind:
    space, local = _split(tag)
    kind = BY_NAMESPACE.get(space)
    if kind and local == "Bericht":
        return kind
    parts = space.split("/")
    known = space.startswith(("http://www.istandaarden.nl/iwmo/", "http://www.istandaarden.nl/ijw/"))
    if known and len(parts) > 5 and parts[4] != "3_2":
        version = parts[4].replace("_", ".")
        raise refused(
            "XML",
            "IB001",
            f"Dit bericht is van versie {version}; alleen versie 3.2 wordt gelezen.",
            f"This message is of version {version}; only version 3.2 is read.",
        )
    if known:
        raise refused(
            "XML",
            "IB004",
            f"De naamruimte {space} hoort niet bij een bericht van iWmo of iJw 3.2.",
            f"The name space {space} does not belong to a message of iWmo or iJw 3.2.",
        )
    if local == "Bericht":
        raise refused(
            "XML",
            "IB001",
            f"Het bericht staat in de verkeerde naamruimte ({space or 'geen'}).",
            f"The message is in the wrong name space ({space or 'none'}).",
        )
    raise refused(
        "XML",
        "IB001",
        f"Dit is XML van een andere standaard (hoofdelement {local}).",
        f"This is XML of another standard (root element {local}).",
    )


def _split(tag: str) -> tuple[str, str]:
    """Name space and local name of a tag, also of one whose prefix was never declared."""
    space, _, local = tag.rpartition("}")
    return space[1:], local


def _whole(xml: bytes) -> etree._Element:
    try:
        return etree.fromstring(xml, etree.XMLParser(**PARSER_OPTIONS))
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error


def _streamed(xml: bytes, plan: Plan, walker: "_Walker") -> etree._Element:
    tag = f"{{{plan.kind.namespace}}}{STREAMED[plan.kind.number]}"
    line_plan = _find(plan.root, tag)
    reader = LineReader(line_plan, plan.kind)
    parser = etree.XMLPullParser(events=("end",), tag=tag, **PARSER_OPTIONS)
    try:
        for start in range(0, len(xml), _PIECE):
            parser.feed(xml[start : start + _PIECE])
            for _, element in parser.read_events():
                walker.ahead(line_plan, element, reader)
        return parser.close()
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error


def _fast(xml: bytes, plan: Plan, limits: Limits) -> Reading | None:
    """A claim by the fast lane, or None when the careful way should judge the whole file."""
    name = STREAMED[plan.kind.number]
    tag = f"{{{plan.kind.namespace}}}{name}"
    line_plan = _find(plan.root, tag)
    lane = fast_lane(xml, plan.kind, line_plan, name)
    if lane is None:
        return None
    walker = _Walker(limits.max_faults)
    try:
        root = _whole(lane.remainder)
        lines = [line for line in root.iter(tag) if _is_empty(line)]
        if len(lines) != len(lane.nodes):
            return None
        walker.supply(line_plan, {line: (node, []) for line, node in zip(lines, lane.nodes, strict=True)})
        body = walker.node(plan.root, root, "/Bericht")
    except Refused:
        return None
    except _Enough:
        body = None
    if body is None or walker.faults:
        return Reading(plan.kind, None, walker.faults) if walker.faults else None
    return Reading(plan.kind, Message(plan.kind, body), [])


def _is_empty(element: etree._Element) -> bool:
    return not len(element) and element.text is None and not element.keys()


def _find(plan: ClassPlan, tag: str) -> ClassPlan:
    for slot in plan.slots:
        if slot.child is not None:
            if tag in (slot.tag, slot.item_tag):
                return slot.child
            try:
                return _find(slot.child, tag)
            except LookupError:
                continue
    raise LookupError(tag)


class _Enough(Exception):
    """More faults than anyone reads."""


class _Walker:
    """Walks the elements along the plan; collects faults and builds objects."""

    def __init__(self, max_faults: int) -> None:
        self.faults: list[Fault] = []
        self.max_faults = max_faults
        self._early_plan: ClassPlan | None = None
        # Keyed by the element itself: it stays alive, so it is the same object when the walk comes to it.
        self._early: dict[etree._Element, tuple[Node | None, list[Fault]]] = {}

    def ahead(self, plan: ClassPlan, element: etree._Element, reader: LineReader) -> None:
        """Read one repeated element while the file is still coming in, and forget its XML."""
        quick = reader.read(element)
        if quick is not None:
            self._early_plan = plan
            self._early[element] = (quick, [])
            element.clear(keep_tail=True)
            return
        kept, self.faults = self.faults, []
        self._early_plan = None
        try:
            node = self.node(plan, element, "")
            self._early[element] = (node, self.faults)
        finally:
            self.faults = kept
            self._early_plan = plan
        element.clear(keep_tail=True)

    def supply(self, plan: ClassPlan, found: dict[etree._Element, tuple[Node | None, list[Fault]]]) -> None:
        """Hand over objects that were read by the fast lane, each for its empty element."""
        self._early_plan = plan
        self._early = found

    def fault(self, place: str, element: etree._Element | None, nl: str, en: str) -> None:
        """Note one thing that the schema refuses too."""
        line = element.sourceline if element is not None else None
        self.faults.append(Fault(rule="XSD", place=place, nl=nl, en=en, envelope_code="IB001", line=line))
        if len(self.faults) >= self.max_faults:
            raise _Enough

    def node(self, plan: ClassPlan, element: etree._Element, place: str) -> Node | None:
        """Object for an element, or None when something in it is wrong."""
        if plan is self._early_plan and (early := self._early.pop(element, None)) is not None:
            return self._take_early(early, place)
        before = len(self.faults)
        if element.keys():
            self._attributes(element, place)
        text = element.text
        if text is not None and text.strip(XML_SPACE):
            self._stray_text(element, place)
        values: dict[str, object] = {}
        slots, index = plan.slots, plan.index
        position = 0
        for child in element:
            tag = child.tag
            found = index.get(tag)
            if found is None or found < position:
                self._misplaced(child, place, known=found is not None)
            else:
                if found > position:
                    self._missing(slots[position:found], element, place)
                position = found + 1
                slot = slots[found]
                if slot.simple is not None and slot.item_tag is None:
                    values[slot.field] = self._leaf(slot.simple, child, place, slot.name)
                elif slot.item_tag is None:
                    assert slot.child is not None
                    values[slot.field] = self.node(slot.child, child, f"{place}/{slot.name}")
                else:
                    values[slot.field] = self._items(slot, child, f"{place}/{slot.name}")
            tail = child.tail
            if tail is not None and tail.strip(XML_SPACE):
                self._stray_text(child, place)
        if position < len(slots):
            self._missing(slots[position:], element, place)
        if len(self.faults) != before:
            return None
        return plan.cls(**values)

    def _take_early(self, early: tuple[Node | None, list[Fault]], place: str) -> Node | None:
        node, faults = early
        for item in faults:
            self.faults.append(
                Fault(
                    rule=item.rule,
                    place=place + item.place,
                    nl=item.nl,
                    en=item.en,
                    envelope_code=item.envelope_code,
                    line=item.line,
                )
            )
            if len(self.faults) >= self.max_faults:
                raise _Enough
        return node

    def _leaf(self, simple: SimpleType, element: etree._Element, place: str, name: str) -> Value | None:
        if len(element) or element.keys():
            if len(element):
                self.fault(
                    f"{place}/{name}",
                    element,
                    f"{name} mag geen andere elementen bevatten.",
                    f"{name} may not hold other elements.",
                )
                return None
            self._attributes(element, f"{place}/{name}")
        text = element.text or ""
        known = simple.memory.get(text)
        if known is not None:
            return known
        try:
            return simple.judge(text)
        except BadValue as bad:
            self.fault(f"{place}/{name}", element, f"{name}: {bad.nl}", f"{name}: {bad.en}")
            return None

    def _items(self, slot: Slot, element: etree._Element, place: str) -> list[object]:
        if element.keys():
            self._attributes(element, place)
        if element.text is not None and element.text.strip(XML_SPACE):
            self._stray_text(element, place)
        items: list[object] = []
        for number, child in enumerate(element, 1):
            if child.tag != slot.item_tag:
                self._misplaced(child, place, known=False)
            elif slot.simple is not None:
                items.append(self._leaf(slot.simple, child, place, f"{slot.item_name}[{number}]"))
            else:
                assert slot.child is not None
                items.append(self.node(slot.child, child, f"{place}/{slot.item_name}[{number}]"))
            if child.tail is not None and child.tail.strip(XML_SPACE):
                self._stray_text(child, place)
        if not len(element):
            self.fault(
                place,
                element,
                f"{slot.name} is leeg; er hoort ten minste één {slot.item_name} in.",
                f"{slot.name} is empty; it needs at least one {slot.item_name}.",
            )
        return items

    def _attributes(self, element: etree._Element, place: str) -> None:
        for name in element.keys():  # noqa: SIM118
            if name not in _HARMLESS:
                shown = _split(name)[1]
                self.fault(
                    place,
                    element,
                    f"Het attribuut {shown} is hier niet toegestaan.",
                    f"The attribute {shown} is not allowed here.",
                )

    def _stray_text(self, element: etree._Element, place: str) -> None:
        self.fault(place, element, "Er staat tekst tussen de elementen.", "There is text between the elements.")

    def _misplaced(self, element: etree._Element, place: str, *, known: bool) -> None:
        name = _split(element.tag)[1]
        if known:
            self.fault(
                f"{place}/{name}",
                element,
                f"{name} staat hier dubbel of op de verkeerde plaats.",
                f"{name} stands here twice or in the wrong place.",
            )
        else:
            self.fault(
                f"{place}/{name}",
                element,
                f"{name} hoort hier niet.",
                f"{name} does not belong here.",
            )

    def _missing(self, slots: tuple[Slot, ...], element: etree._Element, place: str) -> None:
        for slot in slots:
            if slot.required:
                self.fault(
                    f"{place}/{slot.name}",
                    element,
                    f"{slot.name} ontbreekt of staat op de verkeerde plaats.",
                    f"{slot.name} is missing or in the wrong place.",
                )

"""Shows a message as a page a contract manager can read: names of elements, labels of codes, BSN masked."""

import datetime as dt

from ontschot.exchange.iwmo.xml.codelists import CodeLists, packaged
from ontschot.exchange.iwmo.xml.kinds import Kind
from ontschot.exchange.iwmo.xml.nodes import Node
from ontschot.exchange.iwmo.xml.plan import ClassPlan, Slot, plan_for
from ontschot.exchange.iwmo.xml.reading import Message

TITLES = {
    301: ("Toewijzing", "Allocation"),
    302: ("Retour op een toewijzing", "Return on an allocation"),
    305: ("Start van de levering", "Start of delivery"),
    306: ("Retour op een start", "Return on a start"),
    307: ("Stop van de levering", "Stop of delivery"),
    308: ("Retour op een stop", "Return on a stop"),
    315: ("Verzoek om toewijzing", "Request for allocation"),
    316: ("Retour op een verzoek om toewijzing", "Return on a request for allocation"),
    317: ("Verzoek om wijziging", "Request for change"),
    318: ("Retour op een verzoek om wijziging", "Return on a request for change"),
    319: ("Antwoord op een verzoek", "Answer to a request"),
    320: ("Retour op een antwoord", "Return on an answer"),
    323: ("Declaratie", "Claim"),
    325: ("Antwoord op een declaratie", "Answer to a claim"),
}
_MONEY = ("Bedrag", "TotaalBedrag", "Budget")


def mask_bsn(bsn: str) -> str:
    """All but the last three digits hidden."""
    return "*" * (len(bsn) - 3) + bsn[-3:]


def title(kind: Kind, language: str = "nl") -> str:
    """What a kind of message is, in words."""
    return TITLES[kind.number][0 if language == "nl" else 1]


def show(message: Message, *, language: str = "nl", lists: CodeLists | None = None) -> str:
    """The message as text, one element a line, deeper elements further in."""
    lists = lists or packaged()
    lines = [f"{message.kind.name} {title(message.kind, language)}", ""]
    _lines(plan_for(message.kind, lists).root, message.body, 0, lines, lists, language)
    return "\n".join(lines) + "\n"


def _lines(plan: ClassPlan, node: Node, depth: int, out: list[str], lists: CodeLists, language: str) -> None:
    for slot in plan.slots:
        value = getattr(node, slot.field)
        if value is None or value == []:
            continue
        items = value if slot.item_tag is not None else [value]
        name = slot.item_name or slot.name
        for number, item in enumerate(items, 1):
            shown = f"{name} {number}" if slot.item_tag is not None and slot.child is not None else name
            if slot.child is not None:
                out.append("  " * depth + shown)
                _lines(slot.child, item, depth + 1, out, lists, language)
            else:
                out.append("  " * depth + f"{shown}: {_value(slot, item, lists, language)}")


def _value(slot: Slot, value: object, lists: CodeLists, language: str) -> str:
    simple = slot.simple
    assert simple is not None
    if simple.name == "BurgerServicenummer":
        return mask_bsn(str(value))
    if isinstance(value, dt.date):
        return f"{value:%d-%m-%Y}" if language == "nl" else value.isoformat()
    if simple.name in _MONEY and isinstance(value, int):
        amount = f"{value // 100}.{value % 100:02d}"
        return f"€ {amount.replace('.', ',')}" if language == "nl" else f"EUR {amount}"
    if simple.code_list is not None:
        label = lists.label(simple.code_list, str(value), language)
        return f"{value} ({label})" if label != value else str(value)
    return str(value)

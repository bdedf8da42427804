"""Answers a judged message: the return message with codes at the level the standard prescribes (IV028, IV032, IV087).

- Against the structure: no return message exists; the exchange answers with a fault (Fo01).
- Against a rule within the message (level 2): only the header, with 0001.
- Against other traffic or an outside source (levels 3 and 4): in the header when the fault is there; else every class
  comes back with its own code, 0200 where nothing is wrong. A claim answers with the refused lines only.
"""

import datetime as dt
import json
from collections import defaultdict
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ontschot.exchange.iwmo.judging import Judgement
from ontschot.exchange.iwmo.rules.case import signed, signed_total
from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml import messages as m
from ontschot.exchange.iwmo.xml import returns as r
from ontschot.exchange.iwmo.xml.kinds import ANSWERS, KINDS
from ontschot.exchange.iwmo.xml.nodes import Node
from ontschot.exchange.iwmo.xml.plan import ClassPlan, plan_for
from ontschot.exchange.iwmo.xml.reading import Message

FINE, NOT_JUDGED, TECHNICAL, GRANTED = "0200", "0233", "0001", "8001"


class NoAnswer(ValueError):
    """The standard has no return message here; `nl` and `en` say why."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.nl = nl
        self.en = en


@dataclass(frozen=True, slots=True)
class Stamps:
    """Version stamps of what we write: configuration, as they change with every patch of the standard."""

    base: str = "1.0.0"
    message: str = "1.0.0"
    xslt: str | None = None

    @classmethod
    def from_file(cls, path: Path) -> "Stamps":
        """Read JSON such as `{"base": "1.0.1", "message": "1.0.2", "xslt": "1.0.0"}`; what is absent keeps its default.

        Raises ValueError for anything else than these three texts, OSError when the file cannot be read.
        """
        given = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(given, dict) or not given.keys() <= {"base", "message", "xslt"}:
            raise ValueError("expected an object with base, message and xslt")
        if not all(isinstance(stamp, str) and 0 < len(stamp) <= 8 for stamp in given.values()):
            raise ValueError("a stamp is a text of at most eight characters")
        return cls(**given)

    def xsd(self) -> c.XsdVersie:
        """As an element."""
        return c.XsdVersie(basisschema_xsd_versie=self.base, bericht_xsd_versie=self.message)


def answer(judgement: Judgement, *, identification: str, day: dt.date, stamps: Stamps | None = None) -> Message:
    """The return message on a judged message. Raises NoAnswer when there is none.

    `identification` (at most 12 characters) and `day` identify the return message.
    """
    stamps = stamps or Stamps()
    message = judgement.message
    if message is None or any(fault.envelope_code for fault in judgement.faults):
        raise NoAnswer(
            "Dit bericht voldoet niet aan de structuur. Daar bestaat geen retourbericht voor: de afzender krijgt een "
            "foutbericht (Fo01, code IB001 of IB014).",
            "This message does not follow the structure. There is no return message for that: the sender gets a fault "
            "message (Fo01, code IB001 or IB014).",
        )
    if message.kind.is_return:
        raise NoAnswer(
            "Een retourbericht wordt niet beantwoord.",
            "A return message is not answered.",
        )
    codes = _Codes(judgement)
    if message.kind.number == 323:
        body: Node = _claim_answer(message, codes, identification, day, stamps)
    else:
        body = _return(message, codes, identification, day, stamps)
    return Message(KINDS[message.kind.standard, ANSWERS[message.kind.number]], body)


class _Codes:
    """Return codes by class; faults without a code do not come back."""

    def __init__(self, judgement: Judgement) -> None:
        self.by_node: dict[int, list[str]] = defaultdict(list)
        for fault in judgement.faults:
            if fault.return_code is None or fault.node is None:
                continue
            known = self.by_node[id(fault.node)]
            if fault.return_code not in known:
                known.append(fault.return_code)
        self.technical = any(fault.return_code == TECHNICAL for fault in judgement.faults)

    def of(self, node: Node) -> list[str]:
        """Codes of a class, empty when nothing is wrong with it."""
        return self.by_node.get(id(node), [])


def _header_values(header: m.Header) -> dict[str, Any]:
    return {item.name: getattr(header, item.name) for item in fields(header)}


def _return(message: Message, codes: _Codes, identification: str, day: dt.date, stamps: Stamps) -> Node:
    kind = KINDS[message.kind.standard, ANSWERS[message.kind.number]]
    body: Any = message.body
    own = codes.of(body.header)
    if codes.technical:
        header_codes, whole = [TECHNICAL], False
    elif own:
        header_codes, whole = own, False
    else:
        whole = bool(codes.by_node)
        header_codes = [FINE] if whole else []
    values = _header_values(body.header)
    values["bericht_code"] = kind.code
    header_class = r.HeaderRetourVanGemeente if isinstance(body.header, m.HeaderVanGemeente) else None
    header = (header_class or r.HeaderRetourVanAanbieder)(
        **values,
        identificatie_retour=identification,
        dagtekening_retour=day,
        xslt_versie=stamps.xslt,
        xsd_versie_retour=stamps.xsd(),
        retour_codes=header_codes,
    )
    if not whole:
        return kind.root(header=header)  # type: ignore[call-arg]
    plan = plan_for(kind).root
    part = plan.slots[1]
    assert part.child is not None
    content = _with_codes(part.child, getattr(body, part.field), codes)
    return kind.root(header=header, **{part.field: content})  # type: ignore[call-arg]


def _with_codes(plan: ClassPlan, node: Node, codes: _Codes) -> Node:
    """The class of the return message: the same values, with codes at the end."""
    if plan.cls is type(node):
        return node
    values: dict[str, Any] = {}
    for slot in plan.slots:
        if slot.field == "retour_codes":
            values[slot.field] = codes.of(node) or [FINE]
            continue
        value = getattr(node, slot.field)
        if slot.child is None or value is None:
            values[slot.field] = value
        elif slot.item_tag is None:
            values[slot.field] = _with_codes(slot.child, value, codes)
        else:
            values[slot.field] = [_with_codes(slot.child, item, codes) for item in value]
    return plan.cls(**values)


def _claim_answer(message: Message, codes: _Codes, identification: str, day: dt.date, stamps: Stamps) -> r.Bericht325:
    body: Any = message.body
    own = codes.of(body.header)
    header_codes = [TECHNICAL] if codes.technical else own or [FINE]
    header = r.Header325(
        bericht_code=KINDS[message.kind.standard, 325].code,
        bericht_versie=body.header.bericht_versie,
        bericht_subversie=body.header.bericht_subversie,
        afzender=body.header.ontvanger,
        ontvanger=body.header.afzender,
        bericht_identificatie=c.BerichtIdentificatie(identificatie=identification, dagtekening=day),
        xsd_versie=stamps.xsd(),
        declaratie_identificatie=body.header.bericht_identificatie,
        xslt_versie=stamps.xslt,
        xsd_versie_declaratie=body.header.xsd_versie,
        retour_codes=header_codes,
    )
    if codes.technical or own:
        return r.Bericht325(header=header)
    return r.Bericht325(header=header, declaratie_antwoord=_claim_content(body.declaratie, codes))


def _claim_content(claim: m.Declaratie, codes: _Codes) -> r.DeclaratieAntwoord:
    claimed = signed_total(claim.totaal_ingediend_bedrag)
    own = codes.of(claim)
    clients = [] if own else _refused_clients(claim, codes)
    refused = sum(signed(line.ingediend_bedrag) for client in clients for line in client.prestaties)
    granted = 0 if own else claimed - refused
    return r.DeclaratieAntwoord(
        declaratie_nummer=claim.declaratie_nummer,
        totaal_ingediend_bedrag=claim.totaal_ingediend_bedrag,
        totaal_toegekend_bedrag=c.TotaalBedragMetDC(
            totaal_bedrag=abs(granted), debet_credit="C" if granted < 0 else "D"
        ),
        clienten=clients,
        retour_codes=own or [FINE if clients else GRANTED],
    )


def _refused_clients(claim: m.Declaratie, codes: _Codes) -> list[r.Client325]:
    clients = []
    for client in claim.clienten:
        own = codes.of(client)
        lines = [
            _line(line, [NOT_JUDGED] if own else codes.of(line)) for line in client.prestaties if own or codes.of(line)
        ]
        if lines:
            clients.append(r.Client325(bsn=client.bsn, prestaties=lines, retour_codes=own or [FINE]))
    return clients


def _line(line: m.Prestatie, codes: list[str]) -> r.PrestatieRetour:
    values = {item.name: getattr(line, item.name) for item in fields(line)}
    return r.PrestatieRetour(**values, retour_codes=codes)

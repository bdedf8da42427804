"""Packs a message in a StUF-GGK envelope, writes faults (Fo01), and puts either in a SOAP body."""

import base64
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from ontschot.exchange.iwmo.xml.envelope import ROOTS, SOAP, SPACES, STUF, XMIME, Envelope, FaultEnvelope, Party
from ontschot.exchange.iwmo.xml.mime import XOP_INCLUDE, put_parts


def pack(envelope: Envelope, *, soap: bool = False) -> bytes:
    """The envelope as XML with the message in base64. Raises ValueError for a version or code that does not exist."""
    return _bytes(_element(envelope, attachment=None), soap=soap)


def pack_mtom(envelope: Envelope, *, boundary: str, identifier: str = "message@ontschot") -> tuple[bytes, str]:
    """A 3.10 envelope in SOAP with the message beside it, and the content type. Raises ValueError for 2.10."""
    if envelope.version != "3.10":
        raise ValueError("MTOM exists in 3.10 only")
    xml = _bytes(_element(envelope, attachment=identifier), soap=True)
    return put_parts(xml, envelope.payload, identifier=identifier, boundary=boundary)


def pack_fault(fault: FaultEnvelope, *, soap: bool = False) -> bytes:
    """A fault as XML. Raises ValueError when something the schema wants is missing."""
    if None in (fault.sender, fault.receiver, fault.reference, fault.sent, fault.cross_reference):
        raise ValueError("a fault needs sender, receiver, reference, time and cross reference")
    root = etree.Element(f"{{{STUF}}}{fault.kind}Bericht", nsmap={"StUF": STUF})
    steer = _sub(root, STUF, "stuurgegevens")
    _sub(steer, STUF, "berichtcode", fault.kind)
    assert fault.sender is not None
    assert fault.receiver is not None
    _party(steer, "zender", fault.sender)
    _party(steer, "ontvanger", fault.receiver)
    _sub(steer, STUF, "referentienummer", fault.reference)
    _sub(steer, STUF, "tijdstipBericht", fault.sent)
    _sub(steer, STUF, "crossRefnummer", fault.cross_reference)
    body = _sub(root, STUF, "body")
    _sub(body, STUF, "code", fault.code)
    _sub(body, STUF, "plek", fault.place)
    _sub(body, STUF, "omschrijving", fault.description[:200])
    if fault.details is not None:
        _sub(body, STUF, "details", fault.details[:1000])
    return _bytes(root, soap=soap)


def fault_on(
    received: Envelope, *, code: str, description: str, reference: str, sent: str, details: str | None = None
) -> FaultEnvelope:
    """The fault (Fo01) on a received envelope: its sender made the mistake, so the place is 'client'."""
    return FaultEnvelope(
        code=code,
        place="client",
        description=description[:200],
        details=details,
        sender=received.receiver,
        receiver=received.sender,
        reference=reference,
        sent=sent,
        cross_reference=received.reference,
    )


def _bytes(root: Any, *, soap: bool) -> bytes:
    if soap:
        outer = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soap": SOAP})
        etree.SubElement(outer, f"{{{SOAP}}}Body").append(root)
        root = outer
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return xml


def _sub(parent: Any, space: str, name: str, text: str | None = None) -> Any:
    child = etree.SubElement(parent, f"{{{space}}}{name}")
    child.text = text
    return child


def _party(parent: Any, name: str, party: Party) -> None:
    element = _sub(parent, STUF, name)
    if party.organisation:
        _sub(element, STUF, "organisatie", party.organisation)
    _sub(element, STUF, "applicatie", party.application)
    if party.administration is not None:
        _sub(element, STUF, "administratie", party.administration)
    if party.user is not None:
        _sub(element, STUF, "gebruiker", party.user)


def _element(envelope: Envelope, attachment: str | None) -> Any:
    if envelope.version not in SPACES or envelope.code not in ROOTS:
        raise ValueError(f"no envelope {envelope.code} in version {envelope.version}")
    space = SPACES[envelope.version]
    spaces = {"StUF": STUF, "GGK": space} | ({"xmime": XMIME} if envelope.version == "3.10" else {})
    root = etree.Element(f"{{{space}}}{ROOTS[envelope.code]}", nsmap=spaces)
    steer = _sub(root, space, "stuurgegevens")
    _sub(steer, STUF, "berichtcode", envelope.code)
    _party(steer, "zender", envelope.sender)
    _party(steer, "ontvanger", envelope.receiver)
    _sub(steer, STUF, "referentienummer", envelope.reference)
    _sub(steer, STUF, "tijdstipBericht", envelope.sent)
    if envelope.code == "Du01":
        if envelope.cross_reference is None:
            raise ValueError("a returned message refers to the one it answers")
        _sub(steer, STUF, "crossRefnummer", envelope.cross_reference)
    _sub(steer, STUF, "functie", envelope.function)
    values = _sub(root, space, "parameters")
    if envelope.version == "3.10":
        if envelope.message_reference is not None:
            _sub(values, space, "referentienummerBericht", envelope.message_reference)
        if envelope.message_cross_reference is not None and envelope.code == "Du01":
            _sub(values, space, "crossRefnummerBericht", envelope.message_cross_reference)
    _sub(values, space, "applicatieVersie", envelope.application_version)
    _sub(values, space, "applicatieSubversie", envelope.application_subversion)
    _sub(values, space, "functieVersie", envelope.function_version)
    _sub(values, space, "functieSubversie", envelope.function_subversion)
    _put_payload(_sub(values, space, "bericht"), envelope, space, attachment)
    return root


def _put_payload(element: Any, envelope: Envelope, space: str, attachment: str | None) -> None:
    if envelope.version == "2.10":
        element = _sub(element, space, "tekstBestand" if envelope.is_text else "xmlBestand")
        if envelope.is_text:
            element.set("bestandsnaam", envelope.file_name or "bericht.txt")
    else:
        if envelope.file_name is not None:
            element.set(f"{{{STUF}}}bestandsnaam", envelope.file_name)
        element.set(f"{{{XMIME}}}contentType", envelope.content_type)
    if attachment is not None:
        etree.SubElement(element, XOP_INCLUDE).set("href", f"cid:{attachment}")
    else:
        element.text = base64.b64encode(envelope.payload).decode("ascii")

"""The StUF-GGK envelope (2.10 and 3.10) around a message: unpack, pack, and faults (Fo01).

In 2.10 the message stands in base64 inside the envelope; in 3.10 as well, or beside it as a MIME part (MTOM, in
`mime.py`). An envelope may stand in a SOAP body. The size of what is inside is bounded like any message.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from ontschot.exchange.iwmo.xml.faults import Refused, refused
from ontschot.exchange.iwmo.xml.mime import XOP_INCLUDE, take_parts
from ontschot.exchange.iwmo.xml.safe import PARSER_OPTIONS, Limits, safe_xml

STUF = "http://www.egem.nl/StUF/StUF0301"
XMIME = "http://www.w3.org/2005/05/xmlmime"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SPACES = {
    "2.10": "http://www.stufstandaarden.nl/koppelvlak/ggk0210",
    "3.10": "http://www.stufstandaarden.nl/sectormodel/ggk/0210",
}
ROOTS = {"Di01": "envelopHeenbericht-ggk_Di01", "Du01": "envelopRetourbericht-ggk_Du01"}
FAULT_CODES = ("Fo01", "Fo02", "Fo03")
_UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
_TIME = re.compile(r"[0-9]{8,17}\Z")
_VERSION = re.compile(r"[0-9]{4}\Z")
_FILE_NAME = re.compile(r"[A-Za-z0-9._-]{4,255}\Z")


@dataclass(frozen=True, slots=True)
class Party:
    """A system that sends or receives."""

    organisation: str
    application: str
    administration: str | None = None
    user: str | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message on its way. `code` is Di01 (sent) or Du01 (returned); `sent` is digits: yyyymmddhhmmss.

    `message_reference` and its cross reference exist in 3.10 only; `file_name` is required for text in 2.10.
    """

    version: str
    code: str
    sender: Party
    receiver: Party
    reference: str
    sent: str
    function: str
    payload: bytes
    cross_reference: str | None = None
    application_version: str = "0001"
    application_subversion: str = "0000"
    function_version: str = "0003"
    function_subversion: str = "0002"
    message_reference: str | None = None
    message_cross_reference: str | None = None
    file_name: str | None = None
    is_text: bool = False
    content_type: str = "application/xml"


@dataclass(frozen=True, slots=True)
class FaultEnvelope:
    """A fault of the exchange (Fo01): why a message did not arrive. `place` is 'client' (sender) or 'server'."""

    code: str
    place: str
    description: str
    kind: str = "Fo01"
    details: str | None = None
    sender: Party | None = None
    receiver: Party | None = None
    reference: str | None = None
    sent: str | None = None
    cross_reference: str | None = None


def unpack(data: bytes, *, content_type: str | None = None, limits: Limits | None = None) -> Envelope | FaultEnvelope:
    """What is in an envelope; `content_type` of the request is needed for MTOM. Raises Refused."""
    limits = limits or Limits()
    # base64 is a third larger than what it holds, and the envelope itself takes room
    outer = Limits(max_bytes=limits.max_bytes * 4 // 3 + 65536)
    if len(data) > outer.max_bytes:
        raise refused("OP179", "IB003", "De envelop is te groot.", "The envelope is too large.")
    parts: dict[str, bytes] = {}
    if content_type is not None and content_type.lower().startswith("multipart/related"):
        data, parts = take_parts(data, content_type)
    root = _root(safe_xml(data, outer))
    name = etree.QName(root)
    if name.namespace == STUF and name.localname.removesuffix("Bericht") in FAULT_CODES:
        return _fault(root)
    version = next((key for key, space in SPACES.items() if space == name.namespace), None)
    code = next((key for key, value in ROOTS.items() if value == name.localname), None)
    if version is None or code is None:
        raise _bad(f"onbekende envelop {name.localname}", f"unknown envelope {name.localname}")
    return _envelope(root, version, code, parts, limits)


def looks_enveloped(data: bytes) -> bool:
    """Whether a file seems to be an envelope, a fault or SOAP rather than a message; `unpack` decides."""
    start = data[:2000]
    return any(space.encode() in start for space in (STUF, SOAP, *SPACES.values()))


def _root(xml: bytes) -> Any:
    try:
        root = etree.fromstring(xml, etree.XMLParser(**{**PARSER_OPTIONS, "huge_tree": True}))
    except etree.XMLSyntaxError as error:
        raise _bad("geen goed gevormde XML", "not well-formed XML") from error
    if etree.QName(root).namespace != SOAP:
        return root
    body = root.find(f"{{{SOAP}}}Body")
    if body is None or len(body) != 1:
        raise _bad("de SOAP-body bevat niet precies één bericht", "the SOAP body does not hold exactly one message")
    return body[0]


def _bad(nl: str, en: str) -> Refused:
    return refused("XML", "IB001", f"De envelop is niet juist: {nl}.", f"The envelope is not right: {en}.")


def _children(parent: Any, space: str, order: tuple[str, ...], required: set[str]) -> dict[str, Any]:
    """Children of an element by name; they must be known, in order and once. Raises Refused."""
    found: dict[str, Any] = {}
    position = 0
    for child in parent:
        name = etree.QName(child)
        if name.namespace != space or name.localname not in order[position:]:
            raise _bad(f"{name.localname} staat verkeerd", f"{name.localname} is misplaced")
        position = order.index(name.localname) + 1
        found[name.localname] = child
    missing = required - set(found)
    if missing:
        raise _bad(f"{sorted(missing)[0]} ontbreekt", f"{sorted(missing)[0]} is missing")
    return found


def _text(element: Any, most: int, least: int = 0, pattern: re.Pattern[str] | None = None) -> str:
    text = element.text or ""
    name = etree.QName(element).localname
    if len(element) or not least <= len(text) <= most or (pattern is not None and not pattern.match(text)):
        raise _bad(f"{name} heeft een onjuiste waarde", f"{name} has a wrong value")
    return text


def _party(element: Any, *, organisation_required: bool = True) -> Party:
    order = ("organisatie", "applicatie", "administratie", "gebruiker")
    required = {"organisatie", "applicatie"} if organisation_required else {"applicatie"}
    found = _children(element, STUF, order, required)
    return Party(
        organisation=_text(found["organisatie"], 200) if "organisatie" in found else "",
        application=_text(found["applicatie"], 50, 3),
        administration=_text(found["administratie"], 50) if "administratie" in found else None,
        user=_text(found["gebruiker"], 100) if "gebruiker" in found else None,
    )


_STEER = ("berichtcode", "zender", "ontvanger", "referentienummer", "tijdstipBericht", "crossRefnummer", "functie")
_PARAMETERS = (
    "referentienummerBericht",
    "crossRefnummerBericht",
    "applicatieVersie",
    "applicatieSubversie",
    "functieVersie",
    "functieSubversie",
    "bericht",
)


def _envelope(root: Any, version: str, code: str, parts: dict[str, bytes], limits: Limits) -> Envelope:
    space = SPACES[version]
    outer = _children(root, space, ("stuurgegevens", "parameters"), {"stuurgegevens", "parameters"})
    order = tuple(name for name in _STEER if code == "Du01" or name != "crossRefnummer")
    steer = _children(outer["stuurgegevens"], STUF, order, set(order))
    if _text(steer["berichtcode"], 4) != code:
        raise _bad("berichtcode past niet bij de envelop", "berichtcode does not fit the envelope")
    allowed = tuple(
        name
        for name in _PARAMETERS
        if not (version == "2.10" and name.endswith("nummerBericht"))
        and not (code == "Di01" and name == "crossRefnummerBericht")
    )
    required = {name for name in allowed if not name.endswith("nummerBericht")}
    values = _children(outer["parameters"], space, allowed, required)
    payload, file_name, is_text, content_type = _payload(values["bericht"], version, parts, limits)
    number = _UUID4 if version == "2.10" else None

    def optional(name: str) -> str | None:
        return _text(values[name], 40) if name in values else None

    return Envelope(
        version=version,
        code=code,
        sender=_party(steer["zender"]),
        receiver=_party(steer["ontvanger"]),
        reference=_text(steer["referentienummer"], 40, pattern=number),
        sent=_text(steer["tijdstipBericht"], 17, 8, _TIME),
        function=_text(steer["functie"], 30),
        payload=payload,
        cross_reference=_text(steer["crossRefnummer"], 40, pattern=number) if code == "Du01" else None,
        application_version=_text(values["applicatieVersie"], 4, 4, _VERSION),
        application_subversion=_text(values["applicatieSubversie"], 4, 4, _VERSION),
        function_version=_text(values["functieVersie"], 4, 4, _VERSION),
        function_subversion=_text(values["functieSubversie"], 4, 4, _VERSION),
        message_reference=optional("referentienummerBericht"),
        message_cross_reference=optional("crossRefnummerBericht"),
        file_name=file_name,
        is_text=is_text,
        content_type=content_type,
    )


def _payload(
    element: Any, version: str, parts: dict[str, bytes], limits: Limits
) -> tuple[bytes, str | None, bool, str]:
    if version == "2.10":
        found = _children(element, SPACES["2.10"], ("tekstBestand", "xmlBestand"), set())
        if len(found) != 1:
            raise _bad("er hoort precies één bestand in", "exactly one file is expected")
        ((name, file),) = found.items()
        file_name = file.get("bestandsnaam")
        if name == "tekstBestand" and (file_name is None or not _FILE_NAME.match(file_name)):
            raise _bad("bestandsnaam is niet juist", "bestandsnaam is not right")
        return _decoded(file, limits), file_name, name == "tekstBestand", "application/xml"
    content_type = element.get(f"{{{XMIME}}}contentType")
    if content_type is None or len(content_type) < 3:
        raise _bad("contentType ontbreekt", "contentType is missing")
    file_name = element.get(f"{{{STUF}}}bestandsnaam")
    include = element.find(XOP_INCLUDE)
    if include is None:
        return _decoded(element, limits), file_name, False, content_type
    payload = parts.get((include.get("href") or "").removeprefix("cid:"))
    if payload is None:
        raise _bad("de bijlage ontbreekt", "the attachment is missing")
    _bounded(payload, limits)
    return payload, file_name, False, content_type


def _decoded(element: Any, limits: Limits) -> bytes:
    if len(element):
        raise _bad("het bericht is niet in base64", "the message is not in base64")
    try:
        payload = base64.b64decode("".join((element.text or "").split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise _bad("het bericht is niet in base64", "the message is not in base64") from error
    _bounded(payload, limits)
    return payload


def _bounded(payload: bytes, limits: Limits) -> None:
    if len(payload) > limits.max_bytes:
        raise refused("OP179", "IB012", "Het bericht in de envelop is te groot.", "The message inside is too large.")


def _fault(root: Any) -> FaultEnvelope:
    kind = etree.QName(root).localname.removesuffix("Bericht")
    outer = _children(root, STUF, ("stuurgegevens", "body"), {"stuurgegevens", "body"})
    order = _STEER[:-1]
    required = {"berichtcode"} if kind == "Fo02" else set(order)
    steer = _children(outer["stuurgegevens"], STUF, order, required)
    names = ("code", "plek", "omschrijving", "details", "detailsXML")
    body = _children(outer["body"], STUF, names, {"code", "plek", "omschrijving"})
    place = _text(body["plek"], 6)
    if place not in ("client", "server"):
        raise _bad("plek is client of server", "plek is client or server")

    def steered(name: str) -> str | None:
        return _text(steer[name], 40) if name in steer else None

    return FaultEnvelope(
        kind=kind,
        code=_text(body["code"], 7),
        place=place,
        description=_text(body["omschrijving"], 200),
        details=_text(body["details"], 1000) if "details" in body else None,
        sender=_party(steer["zender"], organisation_required=False) if "zender" in steer else None,
        receiver=_party(steer["ontvanger"], organisation_required=False) if "ontvanger" in steer else None,
        reference=steered("referentienummer"),
        sent=steered("tijdstipBericht"),
        cross_reference=steered("crossRefnummer"),
    )

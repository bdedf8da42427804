"""Addresses: normalised, compared, and written as Dutch people write them.

An address is a place to live (woonadres), a postal address (briefadres, where one can be written to but does not live),
abroad, or unknown. Only a place to live has a *dwelling key*; equal keys are the same dwelling. The key is, in this
order: the identification of the addressable object; postcode, number, letter, addition and indication; the description
of a location; street, number, letter and addition within a municipality.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from stdnum.exceptions import ValidationError
from stdnum.nl import postcode as _postcode

from ontschot.domain.people.rules import names
from ontschot.domain.people.rules.dates import PartialDate

STREET_LIMIT = 80
LOCATION_LIMIT = 80
FOREIGN_LINE_LIMIT = 80
ADDITION_LIMIT = 4
NUMBER_LIMIT = 99_999
KEY_LIMIT = 120
UNKNOWN_COUNTRY = "0000"
INDICATIONS = {"to": "tegenover", "by": "bij"}
UNKNOWN_TEXT = "adres onbekend"

_OBJECT = re.compile(r"[0-9]{16}", re.ASCII)
_CODE = re.compile(r"[0-9]{4}", re.ASCII)


class AddressKind(StrEnum):
    """Functie adres, with abroad and unknown beside it; the values are those of the model."""

    DWELLING = "W"
    POSTAL = "B"
    ABROAD = "X"
    UNKNOWN = ""


class AddressError(ValueError):
    """A part of an address that cannot be: `address.postcode`, `.number`, `.letter`, `.addition`, `.object`."""

    def __init__(self, rule: str, masked: str) -> None:
        super().__init__(f"{rule}: {masked}")
        self.rule = rule
        self.masked = masked


@dataclass(frozen=True, slots=True)
class Address:
    """Where someone lives or can be reached. Texts are normalised; '' and None mean absent.

    `postcode` is '1234AB', `indication` 'to' or 'by' (opposite, near), `municipality` a code of four digits with its
    name, `since` the day the person began to live there (or left the country).
    """

    kind: AddressKind = AddressKind.UNKNOWN
    street: str = ""
    number: int | None = None
    letter: str = ""
    addition: str = ""
    indication: str = ""
    postcode: str = ""
    place: str = ""
    location: str = ""
    foreign_lines: tuple[str, ...] = ()
    country_code: str = ""
    country: str = ""
    object_id: str = ""
    municipality: str = ""
    municipality_name: str = ""
    since: PartialDate | None = None


NO_ADDRESS = Address()


# --- normalising the parts -------------------------------------------------------------------------------------------


def postcode(text: str) -> str:
    """'1234AB' for '1234 ab', 'NL-1234AB' and the like; '' for ''. Raises `AddressError`."""
    if not text.strip():
        return ""
    try:
        return str(_postcode.validate(text)).replace(" ", "")
    except ValidationError:
        raise AddressError("address.postcode", "*" * min(len(text), 6)) from None


def number(text: str | int) -> int | None:
    """House number from 1 to 99,999; None for '' and for 0 (the register's 'unknown'). Raises `AddressError`."""
    digits = str(text).strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 5:
        raise AddressError("address.number", "*" * min(len(digits), 5))
    return int(digits) or None


def letter(text: str) -> str:
    """One letter as it was given, or ''. Raises `AddressError`."""
    tidy = text.strip()
    if tidy and not (len(tidy) == 1 and tidy.isascii() and tidy.isalpha()):
        raise AddressError("address.letter", "*" * min(len(tidy), 4))
    return tidy


def addition(text: str) -> str:
    """At most four letters, digits or signs, single spaces. Raises `AddressError`."""
    tidy = " ".join(text.split())
    if len(tidy) > ADDITION_LIMIT or not tidy.isprintable():
        raise AddressError("address.addition", "*" * min(len(tidy), 5))
    return tidy


def object_id(text: str) -> str:
    """Identification of the addressable object (16 digits), or ''. Raises `AddressError`."""
    if text and not _OBJECT.fullmatch(text):
        raise AddressError("address.object", "*" * min(len(text), 16))
    return text


def code(text: str) -> str:
    """A code of a municipality or country (4 digits), or ''. Raises `AddressError`."""
    if text and not _CODE.fullmatch(text):
        raise AddressError("address.code", "*" * min(len(text), 4))
    return text


def known(text: str) -> str:
    """The text, or '' where the register's placeholder '.' stands for unknown."""
    return "" if text.strip() == "." else text


# --- the same dwelling -----------------------------------------------------------------------------------------------


def dwelling_key(address: Address) -> str:
    """The key of the dwelling, at most 120 characters; '' for a postal address, abroad, or when too little is known."""
    return location_key(address) if address.kind is AddressKind.DWELLING else ""


def location_key(address: Address) -> str:
    """The key of the spot an address points at, also when it is only a postal address; '' abroad or unknown."""
    if address.kind in (AddressKind.ABROAD, AddressKind.UNKNOWN):
        return ""
    if address.object_id:
        return f"object:{address.object_id}"
    if address.postcode and address.number:
        return _bounded("postcode", address.postcode, *_behind_number(address))
    if address.location:
        return _bounded("location", address.municipality, names.fold(address.location))
    if address.street and address.number:
        return _bounded("street", address.municipality, names.fold(address.street), *_behind_number(address))
    return ""


def _behind_number(address: Address) -> tuple[str, ...]:
    behind = (str(address.number), address.letter, address.addition.replace(" ", ""), address.indication)
    return tuple(part.upper() for part in behind)


def _bounded(*parts: str) -> str:
    """The parts as one key; when too long, the end is replaced by its hash so that different stays different."""
    key = ":".join(parts)
    if len(key) <= KEY_LIMIT:
        return key
    return f"{key[:80]}#{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def same_dwelling(addresses: Iterable[Address]) -> dict[str, str]:
    """Which keys stand for another: where one record names the object and another only postcode and number.

    Returns postcode key -> object key, only where that postcode and number belong to exactly one object.
    """
    objects: dict[str, set[str]] = defaultdict(set)
    for address in addresses:
        if address.object_id and address.postcode and address.number:
            plain = _bounded("postcode", address.postcode, *_behind_number(address))
            objects[plain].add(location_key(address))
    return {plain: next(iter(found)) for plain, found in objects.items() if len(found) == 1}


# --- as people write it ----------------------------------------------------------------------------------------------


def street_line(address: Address) -> str:
    """'Schakelstraat 14-H', 'Hesselt v Dinterstr 1A-bis', 'tegenover Jozef Israëlskade 469'; '' when unknown.

    The register's own address lines put the indication last; here it stands where people read it.
    """
    house = f"{address.number}{address.letter}" if address.number else ""
    if house and address.addition:
        house = f"{house}-{address.addition}"
    indication = INDICATIONS.get(address.indication, "") if house else ""
    return " ".join(filter(None, (indication, address.street, house)))


def display_lines(address: Address) -> tuple[str, ...]:
    """The lines of an address, without the name; one line 'adres onbekend' when nothing is known."""
    if address.kind is AddressKind.ABROAD:
        lines = (*address.foreign_lines, address.country)
    else:
        code_and_place = f"{address.postcode[:4]} {address.postcode[4:]}".strip()
        place = address.place or address.municipality_name
        first = address.location or street_line(address)
        lines = (first, f"{code_and_place} {place}".strip() if first or code_and_place else "")
    return tuple(line for line in lines if line) or (UNKNOWN_TEXT,)


def display(address: Address) -> str:
    """One line: 'Koningskade 4, 2596 AA 's-Gravenhage'; a postal address is marked '(briefadres)'."""
    text = ", ".join(display_lines(address))
    return f"{text} (briefadres)" if address.kind is AddressKind.POSTAL else text

"""What a record of the register becomes in our rows. Pure but for the keys of the installation."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ontschot.domain.people.actions import making
from ontschot.domain.people.models import Authority, Person, Relation
from ontschot.domain.people.rules import addresses, names
from ontschot.domain.people.rules.addresses import NO_ADDRESS, Address
from ontschot.domain.people.rules.dates import PartialDate
from ontschot.domain.people.rules.names import NameUse, PersonName
from ontschot.domain.people.rules.register import RegisterPerson, Relative, from_state, to_state, without_bsns
from ontschot.foundation import cipher

SEARCH_BYTES = 2400  # what an index entry can hold beside a birth date


def tag(bsn: str) -> str:
    """A BSN as it is compared here: its keyed hash, in hexadecimal."""
    return cipher.keyed_hash(bsn).hex()


def tagged(record: RegisterPerson) -> RegisterPerson:
    """The record with a tag for every BSN."""
    return without_bsns(record, tag)


def seal(state: dict[str, Any], *, secret: bool) -> dict[str, Any]:
    """How a state is kept: of somebody with a secrecy mark encrypted, as it holds the address."""
    if not secret:
        return state
    return {"sealed": base64.b64encode(cipher.encrypt(json.dumps(state))).decode()}


def unseal(kept: dict[str, Any]) -> dict[str, Any]:
    """What ``seal`` took; {} when nothing was kept."""
    if "sealed" not in kept:
        return kept
    state = json.loads(cipher.decrypt(base64.b64decode(kept["sealed"])))
    assert isinstance(state, dict)
    return state


def kept_record(kept: dict[str, Any]) -> RegisterPerson | None:
    """The record as the register last gave it, with tags for BSNs; None when it never did."""
    state = unseal(kept)
    return from_state(state) if state else None


def state_of(record: RegisterPerson) -> dict[str, Any]:
    """The plain state of a tagged record."""
    return to_state(record)


def day(date: PartialDate | None) -> str:
    """Eight register digits, '' when not recorded."""
    return date.register if date else ""


def person_row(record: RegisterPerson, *, call_name: str = "") -> dict[str, Any]:
    """The columns of a person that the register decides; not the state and the BSN."""
    row: dict[str, Any] = making.name_fields(record.naming, call_name)
    for column, limit in (("display_name", 700), ("sort_name", 700)):
        row[column] = row[column][:limit]
    row["search_name"] = row["search_name"].encode()[:SEARCH_BYTES].decode(errors="ignore")[:1500]
    return row | {
        "source": Person.Source.REGISTER.value,
        "a_number": record.a_number,
        "gender": record.gender.value,
        "birth_date": day(record.birth),
        "birth_place": record.birth_place[:80],
        "birth_country": record.birth_country[:80],
        "death_date": day(record.death),
        "secrecy": record.secrecy,
        "guardianship": record.guardianship,
        "suspension": record.suspension.value,
        "municipality_code": record.municipality,
        "under_investigation": {one.path: {"code": one.code, "since": day(one.since)} for one in record.investigations},
    }


def has_address(address: Address) -> bool:
    """Whether there is anything to write down."""
    return replace(address, since=None, municipality="", municipality_name="", kind=NO_ADDRESS.kind) != NO_ADDRESS


def residence_row(address: Address, neighbourhood: str) -> dict[str, Any]:
    """The columns of a residence, without drawer, person and end."""
    return {
        "kind": address.kind.value,
        "street": address.street[:80],
        "house_number": address.number,
        "house_letter": address.letter,
        "addition": address.addition,
        "indication": address.indication,
        "postcode": address.postcode,
        "place": address.place[:80],
        "location": address.location[:80],
        "foreign_lines": "\n".join(address.foreign_lines)[:250],
        "country": address.country[:80],
        "object_id": address.object_id,
        "address_key": addresses.dwelling_key(address),
        "neighbourhood_code": neighbourhood,
        "starts_on": day(address.since),
    }


def spots(address: Address) -> tuple[str, ...]:
    """The keys under which others at the same spot may be known: with and without the number of the object."""
    key = addresses.location_key(address)
    if not key:
        return ()
    if address.object_id and address.postcode and address.number:
        return key, addresses.location_key(replace(address, object_id=""))
    return (key,)


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation as a record names it; ``tag`` is '' when the register gives no BSN of the other."""

    kind: str
    tag: str
    name: str
    birth_date: str
    starts_on: str
    ends_on: str

    @property
    def group(self) -> str:
        """Partner and ex-partner are one tie at different moments."""
        return Relation.Kind.PARTNER.value if self.kind == Relation.Kind.EX_PARTNER.value else self.kind


def relations(record: RegisterPerson) -> Iterator[Tie]:
    """The partners, parents and children of a (tagged) record."""
    for partner in record.partners:
        kind = Relation.Kind.PARTNER if partner.dissolved is None else Relation.Kind.EX_PARTNER
        yield _tie(kind, partner.who, day(partner.started), day(partner.dissolved))
    for parent in record.parents:
        yield _tie(Relation.Kind.PARENT, parent.who, day(parent.tie_from), "")
    for child in record.children:
        yield _tie(Relation.Kind.CHILD, child, "", "")


def _tie(kind: Relation.Kind, who: Relative, starts_on: str, ends_on: str) -> Tie:
    return Tie(kind.value, who.bsn, called(who), day(who.birth), starts_on, ends_on)


def called(who: Relative) -> str:
    """The name of somebody in another's record."""
    return names.full(PersonName(who.name, NameUse.OWN, who.gender, None, False))[:700]


def related(record: RegisterPerson) -> set[str]:
    """The tags of everyone whom a (tagged) record names."""
    named = {partner.who.bsn for partner in record.partners}
    named |= {parent.who.bsn for parent in record.parents} | {child.bsn for child in record.children}
    for authority in record.authorities:
        named |= {authority.minor_bsn, *(holder.bsn for holder in authority.holders)}
    return named - {"", record.bsn}


@dataclass(frozen=True, slots=True)
class Held:
    """Authority over the person of a record; ``tag`` is '' when nobody holds it."""

    kind: str
    tag: str
    name: str


def authorities(record: RegisterPerson) -> set[Held]:
    """Who has authority over the person of this (tagged) record."""
    parents = {parent.who.bsn: called(parent.who) for parent in record.parents if parent.who.bsn}
    found = set()
    for one in record.authorities:
        if one.minor_bsn == record.bsn:
            kind = Authority.Kind(one.kind.value).value
            found |= {Held(kind, holder.bsn, parents.get(holder.bsn, "")) for holder in one.holders} or {
                Held(kind, "", "")
            }
    return found

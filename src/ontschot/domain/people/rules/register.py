"""One person as the population register gives them, in our words.

Only what the work needs is here: nationality, residence permit, voting rights and travel documents are not taken over.
The importer makes these from a file (`exchange.brp`); `households` and `mutations` read them; `to_state` and
`from_state` keep the last one beside a person, with every BSN replaced, to compare the next one with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from ontschot.domain.people.rules import dates, names
from ontschot.domain.people.rules.addresses import NO_ADDRESS, Address, AddressKind
from ontschot.domain.people.rules.dates import PartialDate
from ontschot.domain.people.rules.names import Gender, NameParts, NameUse, PersonName

ADULT = 18


class Suspension(StrEnum):
    """Why the register stopped keeping a record up to date (reden opschorting bijhouding)."""

    NONE = ""
    DIED = "O"
    EMIGRATED = "E"
    MINISTERIAL = "M"
    NON_RESIDENT = "R"
    ERROR = "F"


class AuthorityKind(StrEnum):
    """Parental authority over a minor (gezag), with the register's names for it in `REGISTER_AUTHORITY`."""

    SOLE = "sole"
    JOINT = "joint"
    SHARED = "shared"
    CUSTODY = "custody"
    TEMPORARILY_NONE = "none"
    UNDETERMINED = "undetermined"


REGISTER_AUTHORITY = {
    "EenhoofdigOuderlijkGezag": AuthorityKind.SOLE,
    "TweehoofdigOuderlijkGezag": AuthorityKind.JOINT,
    "GezamenlijkGezag": AuthorityKind.SHARED,
    "Voogdij": AuthorityKind.CUSTODY,
    "TijdelijkGeenGezag": AuthorityKind.TEMPORARILY_NONE,
    "GezagNietTeBepalen": AuthorityKind.UNDETERMINED,
}


@dataclass(frozen=True, slots=True)
class Relative:
    """A person as another's record names them; `bsn` is '' when not known or refused."""

    bsn: str = ""
    name: NameParts = field(default_factory=NameParts)
    gender: Gender = Gender.UNKNOWN
    birth: PartialDate | None = None
    birth_place: str = ""
    birth_country: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """Marriage (H) or registered partnership (P). `dissolved` is None while it stands; `ended_by` 'O' is death."""

    who: Relative
    kind: str = ""
    started: PartialDate | None = None
    dissolved: PartialDate | None = None
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class Parent:
    """A legal parent; `designation` '1' or '2' as in the record; `tie_from` when the legal tie began."""

    who: Relative
    designation: str = ""
    tie_from: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class AuthorityHolder:
    """Who has authority: a parent, or a third person (`is_parent` false). An institution is not listed."""

    bsn: str
    is_parent: bool


@dataclass(frozen=True, slots=True)
class Authority:
    """Authority over one minor. The register gives it in the records of the minor *and* of the holders."""

    kind: AuthorityKind
    minor_bsn: str
    holders: tuple[AuthorityHolder, ...] = ()


@dataclass(frozen=True, slots=True)
class Investigation:
    """A part of the record that the register doubts (in onderzoek): path, code of what is doubted, since when."""

    path: str
    code: str
    since: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class RegisterPerson:
    """One record of the register. `birth` and `death` are None when not recorded, UNKNOWN when only the day is not."""

    bsn: str
    name: NameParts = field(default_factory=NameParts)
    name_use: NameUse = NameUse.OWN
    gender: Gender = Gender.UNKNOWN
    a_number: str = ""
    birth: PartialDate | None = None
    birth_place: str = ""
    birth_country: str = ""
    death: PartialDate | None = None
    death_place: str = ""
    death_country: str = ""
    address: Address = NO_ADDRESS
    immigrated: PartialDate | None = None
    immigrated_from: str = ""
    municipality: str = ""
    municipality_name: str = ""
    municipality_since: PartialDate | None = None
    secrecy: bool = False
    guardianship: bool = False
    authority_indication: str = ""
    authorities: tuple[Authority, ...] = ()
    partners: tuple[Partner, ...] = ()
    parents: tuple[Parent, ...] = ()
    children: tuple[Relative, ...] = ()
    suspension: Suspension = Suspension.NONE
    suspension_date: PartialDate | None = None
    investigations: tuple[Investigation, ...] = ()

    @property
    def naming(self) -> PersonName:
        """All that decides how this person is called, for the forms in `names`."""
        ties = (names.PartnerName(one.who.name, one.started, one.dissolved) for one in self.partners)
        partner, current = names.partner_for_name(ties)
        return PersonName(self.name, self.name_use, self.gender, partner, current)

    @property
    def is_dead(self) -> bool:
        """Whether the register says so, in whatever place."""
        return self.death is not None or self.suspension is Suspension.DIED

    @property
    def emigrated_on(self) -> PartialDate | None:
        """Since when the person lives abroad; None when not abroad, UNKNOWN when abroad since who knows when."""
        if self.address.kind is not AddressKind.ABROAD:
            return None
        return self.address.since or dates.UNKNOWN

    @property
    def is_resident(self) -> bool:
        """Whether the register keeps this person as living in the Netherlands: alive, not gone, not an error."""
        return not self.is_dead and self.suspension is Suspension.NONE and self.address.kind is not AddressKind.ABROAD


def without_bsns(person: RegisterPerson, replace_bsn: Callable[[str], str]) -> RegisterPerson:
    """The same record with every BSN replaced, as by a keyed hash; '' stays ''. What is equal stays equal."""

    def other(bsn: str) -> str:
        return replace_bsn(bsn) if bsn else ""

    def relative(who: Relative) -> Relative:
        return replace(who, bsn=other(who.bsn))

    def authority(one: Authority) -> Authority:
        holders = tuple(replace(holder, bsn=other(holder.bsn)) for holder in one.holders)
        return replace(one, minor_bsn=other(one.minor_bsn), holders=holders)

    return replace(
        person,
        bsn=other(person.bsn),
        authorities=tuple(authority(one) for one in person.authorities),
        partners=tuple(replace(one, who=relative(one.who)) for one in person.partners),
        parents=tuple(replace(one, who=relative(one.who)) for one in person.parents),
        children=tuple(relative(one) for one in person.children),
    )


# --- to and from JSON ------------------------------------------------------------------------------------------------


def to_state(person: RegisterPerson) -> dict[str, Any]:
    """The record as plain JSON types, empty values left out; `from_state` gives it back. Remove BSNs first."""
    return _object(person)


def _object(record: Any) -> dict[str, Any]:
    """A dataclass as a dict without what is empty. Many times faster than `dataclasses.asdict`, which copies deeply."""
    found = {}
    for name in type(record).__dataclass_fields__:
        value = getattr(record, name)
        if value and (plain := _plain(value)):
            found[name] = plain
    return found


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is str or kind is int or kind is bool:
        return value
    if kind is PartialDate:
        return value.register
    if kind is tuple:
        return [_plain(one) for one in value]
    return value.value if isinstance(value, StrEnum) else _object(value)


def from_state(state: dict[str, Any]) -> RegisterPerson:
    """The record that `to_state` wrote; unknown keys are left out, absent ones have their default."""
    known = {key: value for key, value in state.items() if key in RegisterPerson.__dataclass_fields__}
    return RegisterPerson(**_read({"bsn": "", **known}, _FROM))


_Readers = dict[str, Callable[[Any], Any]]


def _read(state: dict[str, Any], readers: _Readers) -> dict[str, Any]:
    """The values of a state, each read back by the reader of its key where there is one."""
    return {key: readers[key](value) if key in readers else value for key, value in state.items()}


def _name(state: dict[str, Any]) -> NameParts:
    return NameParts(**state)


def _relative(state: dict[str, Any]) -> Relative:
    return Relative(**_read(state, {"name": _name, "gender": Gender, "birth": dates.parse}))


def _tied(state: dict[str, Any]) -> dict[str, Any]:
    readers: _Readers = {"who": _relative, "started": dates.parse, "dissolved": dates.parse, "tie_from": dates.parse}
    return {"who": Relative(), **_read(state, readers)}


def _address(state: dict[str, Any]) -> Address:
    return Address(**_read(state, {"kind": AddressKind, "since": dates.parse, "foreign_lines": tuple}))


def _authority(state: dict[str, Any]) -> Authority:
    holders = (AuthorityHolder(one.get("bsn", ""), one.get("is_parent", False)) for one in state.get("holders", ()))
    return Authority(AuthorityKind(state["kind"]), state.get("minor_bsn", ""), tuple(holders))


def _investigation(state: dict[str, Any]) -> Investigation:
    since = state.get("since")
    return Investigation(state.get("path", ""), state.get("code", ""), dates.parse(since) if since else None)


_FROM: _Readers = {
    "name": _name,
    "name_use": NameUse,
    "gender": Gender,
    "birth": dates.parse,
    "death": dates.parse,
    "immigrated": dates.parse,
    "municipality_since": dates.parse,
    "suspension_date": dates.parse,
    "suspension": Suspension,
    "address": _address,
    "authorities": lambda many: tuple(_authority(one) for one in many),
    "partners": lambda many: tuple(Partner(**_tied(one)) for one in many),
    "parents": lambda many: tuple(Parent(**_tied(one)) for one in many),
    "children": lambda many: tuple(_relative(one) for one in many),
    "investigations": lambda many: tuple(_investigation(one) for one in many),
}

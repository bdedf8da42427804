"""Register records as a file: the JSON that `ontschot import brp` reads, made from records in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ontschot.domain.people.rules.addresses import Address, AddressKind
from ontschot.domain.people.rules.dates import PartialDate
from ontschot.domain.people.rules.names import NameParts
from ontschot.domain.people.rules.register import REGISTER_AUTHORITY, Authority, Partner, RegisterPerson, Relative

_AUTHORITY = {kind: name for name, kind in REGISTER_AUTHORITY.items()}


def write(path: Path, persons: Iterable[RegisterPerson]) -> Path:
    """Write the records to a file and give back its path."""
    path.write_text(json.dumps([as_json(person) for person in persons], ensure_ascii=False), encoding="utf-8")
    return path


def as_json(person: RegisterPerson) -> dict[str, Any]:
    """One record in the register's words; what is empty is left out."""
    return _full(
        {
            "burgerservicenummer": person.bsn,
            "aNummer": person.a_number,
            "naam": _name(person.name) | {"aanduidingNaamgebruik": {"code": person.name_use.value}},
            "geslacht": {"code": person.gender.value},
            "geboorte": {"datum": _date(person.birth), "plaats": _label(person.birth_place)},
            "overlijden": {"datum": _date(person.death)},
            "verblijfplaats": _address(person.address),
            "gemeenteVanInschrijving": {"code": person.municipality, "omschrijving": person.municipality_name},
            "geheimhoudingPersoonsgegevens": person.secrecy or None,
            "indicatieCurateleRegister": person.guardianship or None,
            "gezag": [_authority(one) for one in person.authorities],
            "partners": [_partner(one) for one in person.partners],
            "ouders": [
                _relative(one.who)
                | {"ouderAanduiding": one.designation, "datumIngangFamilierechtelijkeBetrekking": _date(one.tie_from)}
                for one in person.parents
            ],
            "kinderen": [_relative(one) for one in person.children],
            "opschortingBijhouding": {
                "reden": {"code": person.suspension.value},
                "datum": _date(person.suspension_date),
            },
        }
    )


def _full(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: full for k, v in value.items() if (full := _full(v)) not in (None, "", {}, [])}
    if isinstance(value, list):
        return [_full(one) for one in value]
    return value


def _date(date: PartialDate | None) -> str | None:
    return date.register if date else None


def _label(text: str) -> dict[str, str]:
    return {"omschrijving": text}


def _name(name: NameParts) -> dict[str, Any]:
    return {
        "voornamen": name.given,
        "voorvoegsel": name.prefix,
        "geslachtsnaam": name.surname,
        "adellijkeTitelPredicaat": {"code": name.title},
    }


def _relative(who: Relative) -> dict[str, Any]:
    return {
        "burgerservicenummer": who.bsn,
        "naam": _name(who.name),
        "geslacht": {"code": who.gender.value},
        "geboorte": {"datum": _date(who.birth), "plaats": _label(who.birth_place)},
    }


def _partner(partner: Partner) -> dict[str, Any]:
    return _relative(partner.who) | {
        "soortVerbintenis": {"code": partner.kind},
        "aangaanHuwelijkPartnerschap": {"datum": _date(partner.started)},
        "ontbindingHuwelijkPartnerschap": {
            "datum": _date(partner.dissolved),
            "reden": {"code": partner.ended_by},
        },
    }


def _authority(one: Authority) -> dict[str, Any]:
    name = _AUTHORITY[one.kind]
    found: dict[str, Any] = {"type": name, "minderjarige": {"burgerservicenummer": one.minor_bsn}}
    parents = [{"burgerservicenummer": holder.bsn} for holder in one.holders if holder.is_parent]
    others = [{"burgerservicenummer": holder.bsn} for holder in one.holders if not holder.is_parent]
    if name == "TweehoofdigOuderlijkGezag":
        return found | {"ouders": parents}
    third = {"derden": others} if len(others) > 1 else {"derde": others[0] if others else None}
    return found | {"ouder": parents[0] if parents else None} | third


def _address(address: Address) -> dict[str, Any]:
    if address.kind is AddressKind.ABROAD:
        lines = {f"regel{n}": line for n, line in enumerate(address.foreign_lines, 1)}
        country = {"code": address.country_code or "9999", "omschrijving": address.country}
        return {"land": country, "datumAanvangAdresBuitenland": _date(address.since), **lines}
    return {
        "functieAdres": {"code": address.kind.value},
        "straat": address.street,
        "huisnummer": address.number,
        "huisletter": address.letter,
        "huisnummertoevoeging": address.addition,
        "postcode": address.postcode,
        "woonplaats": address.place,
        "locatiebeschrijving": address.location,
        "adresseerbaarObjectIdentificatie": address.object_id,
        "datumAanvangAdreshouding": _date(address.since),
    }

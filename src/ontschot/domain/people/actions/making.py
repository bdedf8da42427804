"""Making the rows of a person, residence, household and membership, each in its drawer. Inside deeds only.

Logs nothing itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from ontschot.domain.people.models import Household, Membership, NameUse, Person, Residence
from ontschot.domain.people.rules import addresses, dates, names
from ontschot.foundation import calendar, cipher
from ontschot.places import queries as places
from ontschot.privacy.actions import drawer_for, new_shield
from ontschot.privacy.models import Drawer, Shield

# Who may see the address of somebody with a secrecy mark: who works for the municipality itself.
SECRET_ADDRESS_ROLES = ("access_worker", "generalist", "team_leader")


def naming_of(person: Person) -> names.PersonName:
    """The parts of a stored name, for the forms in rules.names."""
    partner = (
        names.NameParts("", person.partner_prefix, person.partner_family_name, person.partner_title)
        if person.partner_family_name
        else None
    )
    return names.PersonName(
        own=names.NameParts(person.given_names, person.prefix, person.family_name, person.title),
        use=names.NameUse(person.name_use),
        gender=names.Gender(person.gender),
        partner=partner,
        partner_current=bool(partner),
    )


def search_name(naming: names.PersonName, call_name: str = "") -> str:
    """What search and identification compare with.

    Given and call names, then every family name in use, between bars.
    """
    first = names.search_key(f"{naming.own.given} {call_name}")
    return " | ".join([first, *sorted(names.search_keys(naming))])[:1500]


def name_fields(naming: names.PersonName, call_name: str = "") -> dict[str, str]:
    """The stored name with its derived forms."""
    partner = naming.partner
    return {
        "given_names": naming.own.given,
        "prefix": naming.own.prefix,
        "family_name": naming.own.surname,
        "title": naming.own.title,
        "name_use": naming.use.value,
        "partner_prefix": partner.prefix if partner else "",
        "partner_family_name": partner.surname if partner else "",
        "partner_title": partner.title if partner else "",
        "display_name": names.full(naming),
        "sort_name": names.sort_key(naming),
        "search_name": search_name(naming, call_name),
    }


def bsn_fields(number: str) -> dict[str, bytes]:
    """A BSN as it is stored. ``number`` was checked by rules.bsn."""
    return {"bsn_encrypted": cipher.encrypt(number), "bsn_hash": cipher.keyed_hash(number)}


def new_person(
    *,
    source: str,
    own: names.NameParts,
    use: NameUse | str = NameUse.OWN,
    partner: names.NameParts | None = None,
    partner_current: bool = False,
    gender: str = "O",
    birth_date: str = "",
    bsn: str = "",
    call_name: str = "",
    **fields: Any,
) -> Person:
    """A person with a basis drawer of their own. Only under ``ontschot_register``.

    Nobody can see a person who is not there yet.
    """
    if birth_date:
        dates.parse(birth_date)
    naming = names.PersonName(own, names.NameUse(str(use)), names.Gender(gender), partner, partner_current)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('people_person', 'id'))")
        person_id = cursor.fetchone()[0]
    return Person.objects.create(
        id=person_id,
        drawer_id=drawer_for(person_id=person_id),
        source=source,
        gender=gender,
        birth_date=birth_date,
        call_name=call_name,
        **(bsn_fields(bsn) if bsn else {}),
        **name_fields(naming, call_name),
        **fields,
    )


def residence_drawer(person: Person) -> int:
    """The basis drawer, or for a secrecy mark a drawer that only municipal roles open."""
    if not person.secrecy:
        return person.drawer_id
    kept = Drawer.objects.filter(
        person_id=person.pk, shield__kind=Shield.Kind.ROLES, shield__roles=list(SECRET_ADDRESS_ROLES)
    ).first()
    if kept:
        return int(kept.pk)
    shield = new_shield(kind=Shield.Kind.ROLES, roles=SECRET_ADDRESS_ROLES)
    return drawer_for(person_id=person.pk, shield_id=shield.pk)


def new_residence(person: Person, address: addresses.Address, *, source: str) -> Residence:
    """The current residence of a person; the caller ended an earlier one."""
    return Residence.objects.create(
        drawer_id=residence_drawer(person),
        person=person,
        kind=address.kind.value,
        street=address.street,
        house_number=address.number,
        house_letter=address.letter,
        addition=address.addition,
        indication=address.indication,
        postcode=address.postcode,
        place=address.place,
        location=address.location,
        foreign_lines="\n".join(address.foreign_lines)[:250],
        country=address.country,
        object_id=address.object_id,
        address_key=addresses.dwelling_key(address),
        neighbourhood_code=places.neighbourhood_of(address.postcode, address.number),
        starts_on=address.since.register if address.since else "",
        source=source,
    )


def new_household(*, name: str, source: str, address_key: str = "", neighbourhood_code: str = "") -> Household:
    """A household with a basis drawer of its own. Only under ``ontschot_register``."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('people_household', 'id'))")
        household_id = cursor.fetchone()[0]
    return Household.objects.create(
        id=household_id,
        drawer_id=drawer_for(household_id=household_id),
        name=name[:200],
        source=source,
        address_key=address_key,
        neighbourhood_code=neighbourhood_code,
    )


def new_membership(
    household: Household, person: Person, *, reason: str, since: dt.date | None = None, note: str = ""
) -> Membership:
    """Somebody belongs to a household from ``since`` (today) on."""
    return Membership.objects.create(
        drawer_id=household.drawer_id or 0,  # every household has one
        household=household,
        person=person,
        period=DateRange(since or calendar.today(), None),
        reason=reason,
        note=note,
    )


def household_name(persons: Iterable[Person]) -> str:
    """'Van Dalen', or 'De Vries - Jansen': the family names of the adults, in order of appearance."""
    surnames = [names.surname(naming_of(p)) for p in persons]
    return " - ".join(list(dict.fromkeys(s for s in surnames if s))[:2]) or "Naam onbekend"

"""Somebody new, contact details, and the people around somebody."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from ontschot.domain.people.actions import making
from ontschot.domain.people.actions.events import PersonChanged
from ontschot.domain.people.models import Household, Membership, Person, Relation
from ontschot.domain.people.rules import names
from ontschot.domain.people.rules.addresses import Address
from ontschot.domain.people.rules.mutations import Kind
from ontschot.foundation import calendar, events, versions
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import drawer_for
from ontschot.privacy.deeds import deed


@deed
def report_person(
    *,
    by: Actor,
    family_name: str,
    given_names: str = "",
    prefix: str = "",
    call_name: str = "",
    birth_date: str = "",
    gender: str = "O",
    phone: str = "",
    email: str = "",
    address: Address | None = None,
    household_id: int | None = None,
    request_id: UUID | None = None,
) -> Person:
    """Somebody who is not in the system, as told: a provisional person, in an own household or in ``household_id``.
    Opens nothing.

    ``birth_date`` is eight register digits or empty; a newborn in a household that is known is a birth, and is told to
    who works with it. Raises NamePartError, DateError, AddressError.
    """
    with acting.wide("ontschot_register"):
        person = making.new_person(
            source=Person.Source.REPORTED,
            own=names.parts(given=given_names, prefix=prefix, surname=family_name),
            call_name=names.clean(call_name, 60),
            birth_date=birth_date,
            gender=gender,
            phone=phone,
            email=email,
        )
        if address is not None:
            making.new_residence(person, address, source=Person.Source.REPORTED)
        if household_id is None:
            household = making.new_household(name=making.household_name([person]), source=Household.Source.HAND)
        else:
            household = Household.objects.get(pk=household_id)
        making.new_membership(household, person, reason="hand")
    log.write("report_person", "person", [log.Subject(person.pk, household.pk)], object_id=person.pk)
    if household_id is not None and _newborn(birth_date):
        born = Kind.BIRTH_OF_CHILD.value
        events.publish(PersonChanged(person.pk, (household_id,), born, (born,), birth_date))
    return person


NEWBORN = dt.timedelta(days=366)


def _newborn(birth_date: str) -> bool:
    """Whether somebody was born in the last year, as far as the eight register digits tell."""
    try:
        born = dt.datetime.strptime(birth_date, "%Y%m%d").date()  # noqa: DTZ007 - a date, no moment
    except ValueError:
        return False
    return calendar.today() - NEWBORN <= born <= calendar.today()


@deed
def change_contact_details(
    *, by: Actor, person_id: int, version: int, request_id: UUID | None = None, **details: str
) -> Person:
    """How somebody likes to be called and reached: call_name, phone, email, contact_note.

    Raises Conflict, Person.DoesNotExist.
    """
    allowed = {"call_name", "phone", "email", "contact_note"}
    if not details.keys() <= allowed:
        raise TypeError(f"not contact details: {details.keys() - allowed}")
    person = Person.objects.get(pk=person_id)
    changes: dict[str, Any] = dict(details)
    if "call_name" in details:
        changes["search_name"] = making.search_name(making.naming_of(person), details["call_name"])
    changed = versions.change(person, expected=version, **changes)
    log.write("change_contact_details", "person", [log.Subject(person_id)], object_id=person_id, fields=sorted(details))
    return changed


@deed
def add_relation(
    *,
    by: Actor,
    person_id: int,
    kind: str,
    other_name: str,
    phone: str = "",
    note: str = "",
    in_contact: bool = True,
    helps: bool = False,
    request_id: UUID | None = None,
) -> Relation:
    """Somebody around a person, by name: a neighbour, a father out of contact. In the person's drawer ``network``."""
    person = Person.objects.get(pk=person_id)
    relation = Relation.objects.create(
        drawer_id=drawer_for(person_id=person_id, life_domain="network"),
        person=person,
        kind=Relation.Kind(kind),
        other_name=names.clean(other_name, 200),
        phone=phone,
        note=note,
        in_contact=in_contact,
        helps=helps,
    )
    log.write("add_relation", "relation", [log.Subject(person_id)], object_id=relation.pk)
    return relation


@deed
def change_relation(*, by: Actor, relation_id: int, request_id: UUID | None = None, **changes: Any) -> Relation:
    """Correct what is known of a relation: phone, note, in_contact, helps, and for typed ones kind and other_name."""
    relation = Relation.objects.get(pk=relation_id)
    allowed = {"phone", "note", "in_contact", "helps"}
    if relation.source == Person.Source.REPORTED:
        allowed |= {"kind", "other_name"}
    if not changes.keys() <= allowed:
        raise TypeError(f"may not be changed: {changes.keys() - allowed}")
    for field, value in changes.items():
        setattr(relation, field, value)
    relation.save(update_fields=list(changes))
    log.write("change_relation", "relation", [log.Subject(relation.person_id)], object_id=relation.pk)
    return relation


@deed
def remove_relation(*, by: Actor, relation_id: int, request_id: UUID | None = None) -> Relation:
    """Take away a relation that was typed by mistake; its history stays.

    One from the register is only changed by the register.
    """
    relation = Relation.objects.get(pk=relation_id)
    if relation.source == Person.Source.REGISTER:
        raise ValueError("relation.register")
    subject = log.Subject(relation.person_id)
    relation.delete()
    relation.pk = relation_id
    log.write("remove_relation", "relation", [subject], object_id=relation_id)
    return relation


@deed
def remove_provisional(*, by: Actor, person_id: int, request_id: UUID | None = None) -> None:
    """Take out of use a provisional person who turned out to be somebody known; the caller moved everything that hung
    on them.

    The record stays, closed (marked as a wrong registration, no household, open to nobody), so that the log keeps its
    meaning.
    """
    today = calendar.today()
    with acting.wide("ontschot_register"):
        person = Person.objects.get(pk=person_id, source=Person.Source.REPORTED)
        person.suspension = Person.Suspension.ERROR
        person.save(update_fields=["suspension"])
        for membership in Membership.objects.filter(person=person, period__endswith__isnull=True).select_related(
            "household"
        ):
            membership.period = DateRange(membership.period.lower, today)
            membership.save(update_fields=["period"])
            others = Membership.objects.filter(household=membership.household, period__endswith__isnull=True)
            if not others.exists():
                membership.household.ended_on = today
                membership.household.save(update_fields=["ended_on"])
    log.write("remove_provisional", "person", [log.Subject(person_id)], object_id=person_id)

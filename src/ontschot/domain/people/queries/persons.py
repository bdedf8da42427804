"""One person, and searching among those one may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Collate

from ontschot.domain.people.models import (
    Authority,
    Household,
    Membership,
    Person,
    PortalAccount,
    Relation,
    Residence,
)
from ontschot.domain.people.queries.at_addresses import AskedAddresses
from ontschot.domain.people.rules import bsn, dates
from ontschot.domain.people.rules.asked_address import readings
from ontschot.domain.people.rules.names import search_key
from ontschot.domain.people.rules.representation import may_log_in
from ontschot.foundation import calendar, cipher
from ontschot.foundation.name_order import in_order
from ontschot.privacy import log
from ontschot.privacy import queries as privacy
from ontschot.privacy.acting import remembered


@dataclass(frozen=True)
class PersonRow:
    """A person in a list, with the households that the user may see; ``homes``: the addresses, of now and of before,
    that fit what was asked and that the user may see."""

    person: Person
    households: list[Household] = field(default_factory=list)
    homes: list[Residence] = field(default_factory=list)


def search(text: str, *, offset: int = 0, limit: int = 25) -> tuple[list[PersonRow], bool]:
    """Persons one may see whose name, birth date (dd-mm-jjjj or jjjj) or address fits, and whether there are more.

    Every word must fit somewhere; or the whole is an address, of now or of before: a postcode, or a street as people
    write it, with or without number and place. Who lives there now comes first. Row security narrows to what is open
    before anything is compared, and to *addresses* that are open: who sees somebody with a secrecy mark but not where
    they live, or lived, does not find them there.
    """
    asked = AskedAddresses(readings(text))
    persons = _matching(text, asked)
    if persons is None:
        log.read("person", [], action="search", found=0)
        return [], False
    memberships = Membership.objects.filter(period__contains=calendar.today()).select_related("household")
    order: list[Any] = [Collate("sort_name", "C"), "id"]
    if asked.homes:
        now = When(id__in=asked.living_there, then=Value(0))
        order = [Case(now, default=Value(1), output_field=IntegerField()), *order]
    persons = persons.order_by(*order).prefetch_related(Prefetch("memberships", queryset=memberships))
    found = list(persons[offset : offset + limit + 1])
    homes = asked.of_persons([one.pk for one in found[:limit]])
    rows = [PersonRow(p, [m.household for m in p.memberships.all()], homes.get(p.pk, [])) for p in found[:limit]]
    log.read("person", [log.Subject(person_id=row.person.pk) for row in rows], action="search", found=len(rows))
    return rows, len(found) > limit


def _matching(text: str, asked: AskedAddresses) -> QuerySet[Person] | None:
    words = text.split()
    if not words:
        return None
    persons = Person.objects.filter(merged_into=None)
    if asked.by_postcode:
        return persons.filter(asked.fits())
    fits = Q()
    for word in words[:8]:
        fits &= _fits(word)
    return persons.filter(fits | asked.fits() if asked.homes else fits)


def _fits(word: str) -> Q:
    digits = word.replace("-", "").replace("/", "").replace(".", "")
    if not digits.isascii():  # digits of other alphabets are letters here
        return Q(search_name__contains=search_key(word))
    if digits.isdigit() and len(digits) == 9:
        return Q(bsn_hash=cipher.keyed_hash(digits))
    if digits.isdigit() and len(digits) == 8:
        try:
            written = dates.parse(digits[4:] + digits[2:4] + digits[:2]).register
        except dates.DateError:
            written = digits
        return Q(birth_date=written)
    if digits.isdigit() and len(digits) == 4:
        return Q(birth_date__startswith=digits) | Q(
            id__in=Residence.objects.filter(ends_on="", postcode__startswith=digits).values("person_id")
        )
    if len(word) == 6 and word[:4].isdigit() and word[4:].isalpha():
        return Q(id__in=Residence.objects.filter(ends_on="", postcode=word.upper()).values("person_id"))
    return Q(search_name__contains=search_key(word))


def person(person_id: int) -> Person:
    """One person. Raises Person.DoesNotExist when not there or not open to the user."""
    found = Person.objects.get(pk=person_id)
    log.read("person", [log.Subject(person_id=found.pk)], object_id=found.pk)
    return found


def persons_by_number(person_ids: Iterable[int | None]) -> dict[int, Person]:
    """Those of these persons that the user may see; nobody is asked for twice on one page. The caller logs."""
    wanted = {number for number in person_ids if number}
    known: dict[int, Person | None] = remembered("persons", dict)
    if new := wanted - known.keys():
        known |= dict.fromkeys(new)
        known |= Person.objects.in_bulk(new)
    return {number: found for number in wanted if (found := known[number])}


@dataclass(frozen=True)
class Dossier:
    """Everything of one person in this context, as far as the user may see. ``bsn`` is masked."""

    person: Person
    bsn: str
    residences: list[Residence]
    relations: list[Relation]
    authorities: list[Authority]
    account: PortalAccount | None  # with which the person logs in


def dossier(person_id: int) -> Dossier:
    """One person with addresses (newest first), relations and authority. Raises Person.DoesNotExist."""
    found = Person.objects.get(pk=person_id)
    log.read("person", [log.Subject(person_id=found.pk)], object_id=found.pk)
    return Dossier(
        person=found,
        bsn=masked_bsn(found),
        residences=list(Residence.objects.filter(person=found).order_by("-starts_on", "-id")),
        relations=list(Relation.objects.filter(person=found).order_by("kind", in_order("other_name"))),
        authorities=list(Authority.objects.filter(person=found).order_by("ends_on", "id")),
        account=PortalAccount.objects.filter(person=found).first(),
    )


def names_by_relation(person_ids: Iterable[int]) -> dict[int, str]:
    """Names of those around these persons, as their relations give them; also of who is hidden (a grown child)."""
    wanted = set(person_ids)
    ties = Relation.objects.filter(person_id__in=wanted, other_person_id__isnull=False)
    found = {number: name for number, name in ties.values_list("other_person_id", "other_name") if number}
    log.read("relation", [log.Subject(person_id=pk) for pk in wanted], names=True)
    return found


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Names of those persons that the user may see; who is hidden is absent."""
    found = {p.pk: p.display_name for p in Person.objects.filter(id__in=set(person_ids)).only("id", "display_name")}
    log.read("person", [log.Subject(person_id=pk) for pk in found], names=True)
    return found


def spoken_for() -> list[int]:
    """Whose own words the current resident may give: their own, and those of the children below twelve over whom they
    have authority. From twelve on a child is heard itself (Jeugdwet 7.3.4), and nobody puts words in its mouth.
    """
    own = privacy.own_persons(represented=False)
    children = [pk for pk in privacy.own_persons() if pk not in own]
    born = dict(Person.objects.filter(pk__in=children).values_list("pk", "birth_date"))
    log.read("person", [log.Subject(person_id=pk) for pk in born], ages=True)
    return own + [pk for pk in children if pk in born and not _may_be_heard(born[pk])]


def _may_be_heard(birth_date: str) -> bool:
    """Unknown counts as old enough: then the child is asked itself."""
    return may_log_in(dates.parse(birth_date) if birth_date else None, calendar.today())


def masked_bsn(person: Person) -> str:
    """The last digits of the BSN, enough to compare; '' when there is none."""
    return bsn.mask(cipher.decrypt(person.bsn_encrypted)) if person.bsn_encrypted else ""

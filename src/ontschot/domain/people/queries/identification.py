"""Finding the right person at the desk before having access.

Exact matches only, the least that tells people apart, logged, throttled.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from ontschot.accounts.rules import may
from ontschot.domain.people.models import Person, Residence
from ontschot.domain.people.rules import addresses, bsn, dates
from ontschot.domain.people.rules.names import search_key
from ontschot.foundation import cipher
from ontschot.foundation.models import Installation
from ontschot.privacy import acting, log
from ontschot.privacy import queries as privacy

QUESTIONS_PER_HOUR = 60
MOST = 10  # an exact question that finds more is not exact enough


class TooVague(ValueError):
    """The question is not one of the three exact ones; ``rule`` says what is missing."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class TooManyQuestions(Exception):
    """More identification questions in an hour than work at a desk needs."""


@dataclass(frozen=True)
class Identified:
    """The least that tells people apart.

    ``hint`` (four digits of the postcode) only when more than one was found; ``known``: somebody works with this person
    or household now.
    """

    person_id: int
    display_name: str
    birth_date: str
    gender: str
    hint: str
    known: bool
    died: bool
    secrecy: bool


def identify(
    *, bsn_text: str = "", name: str = "", birth_date: str = "", postcode: str = "", house_number: int | None = None
) -> list[Identified]:
    """Persons that match exactly on BSN, or family name with birth date, or birth date with postcode and number. Opens
    nothing.

    ``birth_date`` is eight register digits, zeros for what is unknown. Raises TooVague, TooManyQuestions, BsnError,
    AddressError, DateError; PermissionDenied for a role that does not stand at a desk.
    """
    if not may(acting.current().actor.role, "identify"):
        raise PermissionDenied
    _throttle()
    with acting.wide("ontschot_identify"):
        if bsn_text:
            asked, found = "bsn", _by_bsn(bsn_text)
        elif name and birth_date:
            asked, found = "name+birth", _by_name(name, birth_date)
        elif birth_date and postcode and house_number:
            asked, found = "birth+address", _by_address(birth_date, postcode, house_number)
        else:
            raise TooVague("identify.what")
        found = _in_use(found)[:MOST]
        known, hints = _known(found), _hints(found) if len(found) > 1 else {}
    log.read("person", [log.Subject(person_id=p.pk) for p in found], action="identify", asked=asked)
    return [_seen(p, hint=hints.get(p.pk, ""), known=p.pk in known) for p in found]


_FIELDS = (
    "id",
    "display_name",
    "birth_date",
    "gender",
    "death_date",
    "secrecy",
    "suspension",
    "search_name",
    "family_name",
    "prefix",
    "merged_into",
)


def _in_use(found: list[Person]) -> list[Person]:
    """Of a record that turned out to be another person: that person, once."""
    kept = Person.objects.only(*_FIELDS).in_bulk({p.merged_into for p in found if p.merged_into})
    return _once(found, kept)


def _once(found: list[Person], kept: dict[int, Person]) -> list[Person]:
    return list({(now := kept.get(p.merged_into or 0, p)).pk: now for p in found}.values())


def _throttle() -> None:
    since = timezone.now() - dt.timedelta(hours=1)
    if privacy.questions_since(action="identify", since=since) >= QUESTIONS_PER_HOUR:
        raise TooManyQuestions


def _by_bsn(text: str) -> list[Person]:
    demo = Installation.objects.values_list("kind", flat=True).get() == Installation.Kind.DEMO
    number = bsn.check(text, demo=demo)
    return list(Person.objects.filter(bsn_hash=cipher.keyed_hash(number)).only(*_FIELDS))


def _possible(birth_date: str) -> list[str]:
    """The date itself, and the same date as incompletely as the register may know it."""
    date = dates.parse(birth_date).register
    return sorted({date, date[:6] + "00", date[:4] + "0000"})


def _by_name(name: str, birth_date: str) -> list[Person]:
    asked = search_key(name)
    born = Person.objects.filter(birth_date__in=_possible(birth_date)).only(*_FIELDS).order_by("id")
    return [p for p in born if asked in _surnames(p)]


def _surnames(person: Person) -> set[str]:
    """Family names under which this person may be asked for; kept in the search name between bars."""
    return {part.strip() for part in person.search_name.split("|")[1:] if part.strip()}


def _by_address(birth_date: str, postcode: str, house_number: int) -> list[Person]:
    there = Residence.objects.filter(
        postcode=addresses.postcode(postcode),
        house_number=house_number,
        ends_on="",
        person__birth_date__in=_possible(birth_date),
    )
    hidden = Q(secrecy=True)  # who is kept secret is never found by an address
    return list(
        Person.objects.filter(id__in=there.values("person_id")).exclude(hidden).only(*_FIELDS).order_by("id").distinct()
    )


def _known(found: list[Person]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT privacy_known(%s)", [[p.pk for p in found]])
        return {row[0] for row in cursor.fetchall()}


def _hints(found: list[Person]) -> dict[int, str]:
    rows = Residence.objects.filter(person_id__in=[p.pk for p in found], ends_on="").exclude(postcode="")
    return {person_id: postcode[:4] for person_id, postcode in rows.values_list("person_id", "postcode")}


@dataclass(frozen=True)
class Question:
    """One of many to find: the same three ways as ``identify``; the first that is complete counts."""

    bsn: str = ""
    name: str = ""
    birth_date: str = ""
    postcode: str = ""
    house_number: int | None = None


def identify_many(questions: list[Question]) -> list[list[Identified]]:
    """For each question the persons that match exactly; a constant number of queries. Opens nothing.

    The caller throttles and logs. Values were checked: BSN by the eleven test, dates of eight digits, postcodes.
    """
    if not may(acting.current().actor.role, "identify"):
        raise PermissionDenied
    with acting.wide("ontschot_identify"):
        by_bsn = _many_by_bsn({q.bsn for q in questions if q.bsn})
        rest = [q for q in questions if not q.bsn]
        born = _many_born({q.birth_date for q in rest if q.birth_date})
        homes = _many_homes({q.postcode for q in rest if q.postcode and not q.name})
        found = [by_bsn.get(q.bsn, []) if q.bsn else _one_of(q, born, homes) for q in questions]
        flat = {person.pk: person for one in found for person in one}
        kept = Person.objects.only(*_FIELDS).in_bulk({p.merged_into for p in flat.values() if p.merged_into})
    return [[_seen(p) for p in _once(one, kept)[:MOST]] for one in found]


def _seen(person: Person, *, hint: str = "", known: bool = False) -> Identified:
    return Identified(
        person_id=person.pk,
        display_name=person.display_name,
        birth_date=person.birth_date,
        gender=person.gender,
        hint="" if person.secrecy else hint,
        known=known,
        died=bool(person.death_date) or person.suspension == Person.Suspension.DIED,
        secrecy=person.secrecy,
    )


def _many_by_bsn(numbers: set[str]) -> dict[str, list[Person]]:
    hashes = {cipher.keyed_hash(number): number for number in numbers}
    found: dict[str, list[Person]] = {}
    for person in Person.objects.filter(bsn_hash__in=list(hashes)).only(*_FIELDS, "bsn_hash"):
        found.setdefault(hashes[bytes(person.bsn_hash or b"")], []).append(person)
    return found


def _many_born(days: set[str]) -> dict[str, list[Person]]:
    """Persons by the birth date as it is recorded, which may be less complete than what was asked."""
    wanted = {possible for day in days for possible in _possible(day)}
    found: dict[str, list[Person]] = {}
    for person in Person.objects.filter(birth_date__in=wanted).only(*_FIELDS).order_by("id"):
        found.setdefault(person.birth_date, []).append(person)
    return found


def _many_homes(postcodes: set[str]) -> dict[tuple[str, int | None], set[int]]:
    rows = Residence.objects.filter(postcode__in=postcodes, ends_on="")
    found: dict[tuple[str, int | None], set[int]] = {}
    for postcode, number, person_id in rows.values_list("postcode", "house_number", "person_id"):
        found.setdefault((postcode, number), set()).add(person_id)
    return found


def _one_of(
    question: Question, born: dict[str, list[Person]], homes: dict[tuple[str, int | None], set[int]]
) -> list[Person]:
    if not question.birth_date:
        return []
    persons = [person for day in _possible(question.birth_date) for person in born.get(day, [])]
    if question.name:
        asked = search_key(question.name)
        return [person for person in persons if asked in _surnames(person)]
    there = homes.get((question.postcode, question.house_number), set())
    return [person for person in persons if person.pk in there and not person.secrecy]

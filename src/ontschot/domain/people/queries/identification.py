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
    return [
        Identified(
            person_id=p.pk,
            display_name=p.display_name,
            birth_date=p.birth_date,
            gender=p.gender,
            hint="" if p.secrecy else hints.get(p.pk, ""),
            known=p.pk in known,
            died=bool(p.death_date) or p.suspension == Person.Suspension.DIED,
            secrecy=p.secrecy,
        )
        for p in found
    ]


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

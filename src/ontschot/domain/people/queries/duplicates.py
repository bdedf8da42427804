"""Pairs that may be one person, among those whom the user may see, and the two side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef

from ontschot.domain.people.models import Household, Membership, PairVerdict, Person, PersonMerge, Residence
from ontschot.domain.people.queries.persons import masked_bsn
from ontschot.domain.people.rules import duplicates
from ontschot.foundation import calendar
from ontschot.foundation.name_order import family_in_order
from ontschot.privacy import log

SHOWN = 50  # pairs on a page
APART = 20  # pairs that were said to be two people, the latest

# Everything under the user's own row security: of whom is not open, nothing is compared. A pair stands here when one of
# the rules of rules.duplicates may hold; that it does, and why, the rules say.
_PAIRS = """
WITH open AS MATERIALIZED (
    SELECT id, bsn_hash, birth_date, display_name,
           name_in_order(prefix || ' ' || family_name) AS family, people_first(given_names, call_name) AS given,
           replace(replace(phone, ' ', ''), '-', '') AS phone, lower(email) AS email
      FROM people_person WHERE merged_into IS NULL
), dated AS MATERIALIZED (
    SELECT * FROM open WHERE given <> '' AND length(birth_date) = 8
       AND right(birth_date, 2) <> '00' AND substr(birth_date, 5, 2) <> '00'
), lives AS MATERIALIZED (
    SELECT d.*, r.address_key FROM dated d JOIN people_residence r ON r.person_id = d.id
     WHERE r.ends_on = '' AND r.address_key <> ''
), pair AS (
    SELECT a.id, b.id AS other FROM open a JOIN open b ON b.bsn_hash = a.bsn_hash AND b.id > a.id
    UNION
    SELECT a.id, b.id FROM dated a JOIN dated b
        ON b.birth_date = a.birth_date AND b.family = a.family AND b.id > a.id
     WHERE a.given = b.given OR (length(a.given) = 1 AND starts_with(b.given, a.given))
        OR (length(b.given) = 1 AND starts_with(a.given, b.given))
    UNION
    SELECT a.id, b.id FROM lives a JOIN lives b
        ON b.birth_date = a.birth_date AND b.given = a.given AND b.address_key = a.address_key AND b.id > a.id
    UNION
    SELECT a.id, b.id FROM dated a JOIN dated b
        ON b.birth_date = a.birth_date AND b.given = a.given AND b.phone = a.phone AND b.id > a.id WHERE a.phone <> ''
    UNION
    SELECT a.id, b.id FROM dated a JOIN dated b
        ON b.birth_date = a.birth_date AND b.given = a.given AND b.email = a.email AND b.id > a.id WHERE a.email <> ''
)
SELECT p.id, p.other FROM pair p JOIN open a ON a.id = p.id JOIN open b ON b.id = p.other
 WHERE (a.bsn_hash IS NULL OR b.bsn_hash IS NULL OR a.bsn_hash = b.bsn_hash)
   AND 'different' IS DISTINCT FROM (SELECT v.says FROM people_pairverdict v
                                      WHERE v.person_id = p.id AND v.other_person_id = p.other
                                      ORDER BY v.id DESC LIMIT 1)
 ORDER BY a.display_name, p.id, p.other OFFSET %s LIMIT %s
"""


@dataclass(frozen=True)
class Pair:
    """Two records that may be one person, and why (codes of rules.duplicates)."""

    one: Person
    other: Person
    why: list[str]


@dataclass(frozen=True)
class Apart:
    """Two records of which somebody said last that they are two people."""

    one: Person
    other: Person
    said_at: dt.datetime


@dataclass(frozen=True)
class Candidates:
    """A page of pairs to look at, and whether there are more; on the first page also who was set apart lately."""

    pairs: list[Pair]
    more: bool
    apart: list[Apart]


@dataclass(frozen=True)
class Side:
    """One of the two, with what helps to compare. ``bsn`` is masked; ``households`` are those one may see."""

    person: Person
    bsn: str
    address: str
    households: list[Household]


@dataclass(frozen=True)
class SideBySide:
    """Both, why they may be one, and what was said or done about them. ``merge``: one that holds now."""

    one: Side
    other: Side
    why: list[str]
    verdict: PairVerdict | None
    merge: PersonMerge | None
    history: list[PersonMerge]
    joins: list[Household]
    keep_first: bool


def _records(persons: list[Person]) -> list[duplicates.Record]:
    here = Residence.objects.filter(person_id__in=[p.pk for p in persons], ends_on="").exclude(address_key="")
    addresses = dict(here.values_list("person_id", "address_key"))
    return [
        duplicates.Record(
            number=p.pk,
            bsn=bytes(p.bsn_hash or b""),
            given=p.given_names or p.call_name,
            family=f"{p.prefix} {p.family_name}".strip(),
            birth_date=p.birth_date,
            phone=p.phone,
            email=p.email,
            address=addresses.get(p.pk, ""),
        )
        for p in persons
    ]


def duplicate_candidates(*, page: int = 1) -> Candidates:
    """Pairs among all whom the user may see, but those of whom somebody said that they are two people; fifty a page.

    Six queries, however many persons are open.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, [(page - 1) * SHOWN, SHOWN + 1])
        found: list[tuple[int, int]] = cursor.fetchall()
    numbers = {number for pair in found[:SHOWN] for number in pair}
    persons = Person.objects.in_bulk(list(numbers))
    records = {record.number: record for record in _records(list(persons.values()))}
    shown = [
        Pair(persons[one], persons[other], why)
        for one, other in found[:SHOWN]
        if (why := duplicates.reasons(records[one], records[other]))
    ]
    subjects = [log.Subject(person_id=p.pk) for pair in shown for p in (pair.one, pair.other)]
    apart = _apart() if page == 1 else []
    subjects += [log.Subject(person_id=p.pk) for pair in apart for p in (pair.one, pair.other)]
    log.read("person", subjects, action="search", duplicates=len(shown), apart=len(apart))
    return Candidates(shown, len(found) > SHOWN, apart)


def _apart() -> list[Apart]:
    """The latest pairs that are two people as was said last, of whom both are open."""
    of_pair = PairVerdict.objects.filter(person=OuterRef("person"), other_person_id=OuterRef("other_person_id"))
    said = PairVerdict.objects.filter(says=PairVerdict.Says.DIFFERENT).exclude(
        Exists(of_pair.filter(pk__gt=OuterRef("pk")))
    )
    lately = list(said.order_by("-pk")[:APART])
    persons = Person.objects.in_bulk({number for one in lately for number in (one.person_id, one.other_person_id)})
    return [
        Apart(persons[one.person_id], persons[one.other_person_id], one.said_at)
        for one in lately
        if {one.person_id, one.other_person_id} <= persons.keys()
    ]


def side_by_side(person_id: int, other_id: int) -> SideBySide:
    """Both, for comparing. Raises Person.DoesNotExist when one of the two is not there or not open to the user."""
    persons = Person.objects.in_bulk([person_id, other_id])
    if len(persons) != 2:
        raise Person.DoesNotExist
    first, second = (persons[number] for number in sorted(persons))
    why = duplicates.reasons(*_records([first, second]))
    verdict = PairVerdict.objects.filter(person=first, other_person_id=second.pk).order_by("-id").first()
    history = list(
        PersonMerge.objects.filter(
            person_id__in=[first.pk, second.pk], other_person_id__in=[first.pk, second.pk]
        ).order_by("-id")
    )
    homes = {p.pk: _homes(p.pk) for p in (first, second)}
    keep_first = bool(first.bsn_hash) or not second.bsn_hash
    other = second if keep_first else first
    kept_homes = {h.pk for h in homes[first.pk if keep_first else second.pk]}
    log.read("person", [log.Subject(person_id=p.pk) for p in (first, second)], compared=True)
    return SideBySide(
        one=_side(first, homes[first.pk]),
        other=_side(second, homes[second.pk]),
        why=why,
        verdict=verdict,
        merge=next((one for one in history if one.undone_at is None), None),
        history=history,
        joins=[h for h in homes[other.pk] if h.pk not in kept_homes],
        keep_first=keep_first,
    )


def _homes(person_id: int) -> list[Household]:
    present = Membership.objects.filter(person_id=person_id, period__contains=calendar.today())
    return list(Household.objects.filter(pk__in=present.values("household_id")).order_by(family_in_order("name"), "pk"))


def _side(person: Person, homes: list[Household]) -> Side:
    residence = Residence.objects.filter(person=person, ends_on="").order_by("-id").first()
    return Side(person, masked_bsn(person), residence.one_line if residence else "", homes)

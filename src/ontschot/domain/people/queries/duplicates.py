"""Pairs that may be one person, among those whom the user may see, and the two side by side."""

from __future__ import annotations

from dataclasses import dataclass

from ontschot.domain.people.models import Household, Membership, PairVerdict, Person, PersonMerge, Residence
from ontschot.domain.people.queries.persons import masked_bsn
from ontschot.domain.people.rules import duplicates
from ontschot.foundation import calendar
from ontschot.privacy import log

MOST_COMPARED = 5_000  # persons open to one user; more are not compared, and that is said
MOST_SHOWN = 50


@dataclass(frozen=True)
class Pair:
    """Two records that may be one person, and why (codes of rules.duplicates)."""

    one: Person
    other: Person
    why: list[str]


@dataclass(frozen=True)
class Candidates:
    """Pairs to look at. ``compared``: how many persons were; ``all``: whether those were all who are open."""

    pairs: list[Pair]
    compared: int
    all: bool


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


def duplicate_candidates() -> Candidates:
    """Pairs among whom the user may see, without those of whom somebody said that they are two people."""
    fields = (
        "id", "bsn_hash", "given_names", "call_name", "prefix", "family_name", "birth_date", "phone", "email",
        "display_name",
    )  # fmt: skip
    persons = list(Person.objects.filter(merged_into=None).only(*fields).order_by("-id")[: MOST_COMPARED + 1])
    compared = persons[:MOST_COMPARED]
    by_number = {p.pk: p for p in compared}
    said = set(PairVerdict.objects.filter(says=PairVerdict.Says.DIFFERENT).values_list("person_id", "other_person_id"))
    found = [
        Pair(by_number[one.number], by_number[other.number], why)
        for one, other, why in duplicates.pairs(_records(compared))
        if (one.number, other.number) not in said
    ]
    found.sort(key=lambda pair: (pair.one.display_name, pair.one.pk))
    shown = found[:MOST_SHOWN]
    subjects = [log.Subject(person_id=p.pk) for pair in shown for p in (pair.one, pair.other)]
    log.read("person", subjects, action="search", duplicates=len(shown))
    return Candidates(shown, len(compared), len(persons) <= MOST_COMPARED)


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
    return list(Household.objects.filter(pk__in=present.values("household_id")).order_by("name", "pk"))


def _side(person: Person, homes: list[Household]) -> Side:
    residence = Residence.objects.filter(person=person, ends_on="").order_by("-id").first()
    return Side(person, masked_bsn(person), residence.one_line if residence else "", homes)

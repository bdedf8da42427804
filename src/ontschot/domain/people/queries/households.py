"""One household on one page: who belongs to it, since when, and who is around it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from ontschot.domain.people.models import Household, Membership, Person, Relation, Residence
from ontschot.domain.people.queries.persons import persons_by_number
from ontschot.domain.people.rules import dates
from ontschot.domain.people.rules.addresses import street_line
from ontschot.foundation import calendar
from ontschot.foundation.name_order import in_order
from ontschot.privacy import log
from ontschot.privacy import queries as privacy
from ontschot.privacy.acting import remembered, remembered_rows


@dataclass(frozen=True)
class Member:
    """A member, as far as the user may see.

    ``person`` is None when membership is visible but the person's own drawer is not.
    """

    membership: Membership
    person: Person | None
    since: dt.date | None
    until: dt.date | None
    residence: Residence | None = None  # None too when it lies behind a shield, or was not asked
    relations: list[Relation] | None = None  # None when not asked

    @property
    def age(self) -> dates.Age:
        """Age today, as a range when the birth date is incomplete."""
        birth = self.person.birth_date if self.person else ""
        return dates.age_on(dates.parse(birth), calendar.today()) if birth else dates.UNKNOWN_AGE

    @property
    def is_minor(self) -> bool:
        """Whether this member may still be below eighteen; unknown counts as adult, to ask rather than to hide."""
        age = self.age
        return age.lowest is not None and age.lowest < 18


@dataclass(frozen=True)
class HouseholdView:
    """A household with present and former members."""

    household: Household
    members: list[Member]
    former: list[Member]

    @property
    def subjects(self) -> list[log.Subject]:
        """Whom showing this household is about."""
        persons = [m.person for m in [*self.members, *self.former] if m.person]
        here = [log.Subject(person_id=p.pk, household_id=self.household.pk) for p in persons]
        return here or [log.Subject(household_id=self.household.pk)]

    @property
    def homes(self) -> dict[str, list[str]]:
        """Where the present members live, as far as it was asked and the user may see, with who lives there."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self.members:
            if one.residence and one.person:
                found[one.residence.one_line].append(one.person.display_name)
        return dict(found)


def household_record(household_id: int) -> Household:
    """The household itself. Raises Household.DoesNotExist when not there or not open to the user. The caller logs."""
    return remembered(("household", household_id), lambda: Household.objects.get(pk=household_id))


def memberships_of(household_id: int) -> list[Membership]:
    """Of everyone who belongs or belonged to the household, as far as the user may see. The caller logs."""
    return remembered_rows(
        ("memberships", household_id),
        lambda: Membership.objects.filter(household_id=household_id).order_by("period", "id"),
    )


def household(household_id: int, *, relations: bool = False, residences: bool = False) -> HouseholdView:
    """The household with everyone in it; when asked also who is around each member, and where each lives.

    Raises Household.DoesNotExist when not there or not open to the user.
    """
    found = household_record(household_id)
    today = calendar.today()
    memberships = memberships_of(household_id)
    persons = persons_by_number(m.person_id for m in memberships)
    lives = _residences(persons) if residences else {}
    around = _relations(persons) if relations else {}
    rows = [
        Member(
            membership=m,
            person=persons.get(m.person_id),
            since=m.period.lower,
            until=m.period.upper,
            residence=lives.get(m.person_id),
            relations=around.get(m.person_id, []) if relations else None,
        )
        for m in memberships
        if not _merged_away(m, memberships, persons)
    ]
    rows.sort(key=lambda row: (row.person.birth_date or "9") if row.person else "9")
    view = HouseholdView(
        household=found,
        members=[row for row in rows if _in(row.membership, today)],
        former=[row for row in rows if not _in(row.membership, today)],
    )
    log.read("household", view.subjects, object_id=found.pk)
    return view


def _residences(persons: Iterable[int]) -> dict[int, Residence]:
    return {r.person_id: r for r in Residence.objects.filter(person_id__in=persons, ends_on="").order_by("id")}


def _relations(persons: Iterable[int]) -> dict[int, list[Relation]]:
    found: dict[int, list[Relation]] = defaultdict(list)
    for relation in Relation.objects.filter(person_id__in=persons).order_by("kind", in_order("other_name")):
        found[relation.person_id].append(relation)
    return found


def _merged_away(membership: Membership, memberships: list[Membership], persons: dict[int, Person]) -> bool:
    """Whether this record turned out to be somebody who is shown here already."""
    person = persons.get(membership.person_id)
    here = {m.person_id for m in memberships if _in(m, calendar.today())}
    return person is not None and person.merged_into is not None and person.merged_into in here


def _in(membership: Membership, day: dt.date) -> bool:
    return day in membership.period


def streets(household_ids: Iterable[int]) -> dict[int, str]:
    """Street and house number of each household, to tell households of one name apart; none where the address lies
    behind a shield. The caller logs.
    """
    here = Residence.objects.filter(
        ends_on="",
        person__memberships__household_id__in=list(household_ids),
        person__memberships__period__contains=calendar.today(),
    ).annotate(household_id=F("person__memberships__household_id"))
    lines: dict[int, str] = {}
    for one in here.order_by("id"):
        lines[one.household_id] = lines.get(one.household_id) or street_line(one.as_address())
    return lines


def members(household_id: int) -> list[Member]:
    """The present members, for a picklist or a form."""
    present = [m for m in memberships_of(household_id) if _in(m, calendar.today())]
    persons = persons_by_number(m.person_id for m in present)
    rows = [
        Member(membership=m, person=persons[m.person_id], since=m.period.lower, until=m.period.upper)
        for m in present
        if m.person_id in persons and persons[m.person_id].merged_into is None
    ]
    rows.sort(key=lambda row: (row.person.birth_date if row.person else "", row.membership.pk))
    log.read("household", _subjects(household_id, rows), object_id=household_id, members=True)
    return rows


def member_names(household_id: int) -> list[tuple[int, str]]:
    """Number and name of the present members, for choices in a form."""
    return [(row.person.pk, row.person.display_name) for row in members(household_id) if row.person]


def _subjects(household_id: int, rows: list[Member]) -> list[log.Subject]:
    return [log.Subject(person_id=row.person.pk, household_id=household_id) for row in rows if row.person] or [
        log.Subject(household_id=household_id)
    ]


def households_of(person_id: int) -> list[Household]:
    """The households in which this person is now, as far as the user may see them.

    A child of separated parents may have two.
    """
    found = list(
        Household.objects.filter(
            memberships__person_id=person_id, memberships__period__contains=calendar.today()
        ).order_by("id")
    )
    log.read("household", [log.Subject(person_id=person_id, household_id=h.pk) for h in found])
    return found


def own_households() -> list[Household]:
    """The households of the resident who is logged in."""
    persons = privacy.own_persons(represented=False)
    found = list(
        Household.objects.filter(memberships__person_id__in=persons, memberships__period__contains=calendar.today())
        .distinct()
        .order_by("id")
    )
    log.read("household", [log.Subject(person_id=p, household_id=h.pk) for p in persons for h in found])
    return found

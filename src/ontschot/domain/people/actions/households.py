"""Households: found for a person, corrected and split by hand. History stays in the event tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from ontschot.domain.people.actions import making
from ontschot.domain.people.actions.accounts import refresh_subject_access
from ontschot.domain.people.actions.events import HouseholdSplit, MemberAdded, MembershipEnded, PersonChanged
from ontschot.domain.people.models import Household, Membership, Person
from ontschot.domain.people.rules.mutations import Kind
from ontschot.foundation import calendar, events, versions
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import open_access
from ontschot.privacy.deeds import deed
from ontschot.privacy.queries import codes_of, grants_on


@deed
def household_for(*, by: Actor, person_id: int, request_id: UUID | None = None) -> Household:
    """The household in which this person is now; made for the one person when there is none. Opens nothing.

    Of several (a child with two homes) the one at the registered address, else the oldest.
    """
    with acting.wide("ontschot_register"):
        person = Person.objects.get(pk=person_id)
        homes = Household.objects.filter(memberships__person=person, memberships__period__contains=calendar.today())
        household = homes.order_by("-source", "id").first()
        if household is None:
            household = making.new_household(name=making.household_name([person]), source=Household.Source.HAND)
            making.new_membership(household, person, reason="hand")
    log.write("household_for", "household", [log.Subject(person_id, household.pk)], object_id=household.pk)
    return household


@deed
def describe_household(
    *, by: Actor, household_id: int, version: int, name: str, note: str = "", request_id: UUID | None = None
) -> Household:
    """Give a household another name or note. Raises Conflict when somebody did so in between."""
    household = Household.objects.get(pk=household_id)
    changed = versions.change(household, expected=version, name=name, note=note)
    log.write("describe_household", "household", [log.Subject(household_id=household_id)], object_id=household_id)
    return changed


class NotPossible(ValueError):
    """A correction that cannot be; ``rule`` names why, for the message at the field."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@deed
def add_member(
    *,
    by: Actor,
    household_id: int,
    person_id: int,
    since: dt.date | None = None,
    note: str = "",
    request_id: UUID | None = None,
) -> Membership:
    """Somebody who is known also belongs to this household from ``since`` (today; not in the future) on.

    A partner, a child that lives here half the week. Who works with the household from now on reaches this person too,
    so the caller proves that the user found or sees this person. Raises NotPossible.
    """
    if since and since > calendar.today():
        raise NotPossible("date.future")
    household = Household.objects.get(pk=household_id)
    with acting.wide("ontschot_register"):
        person = Person.objects.get(pk=person_id)
        if person.death_date or person.suspension == Person.Suspension.DIED:
            raise NotPossible("membership.dead")
        elsewhere = Membership.objects.filter(person=person, period__contains=calendar.today())
        others = tuple(elsewhere.exclude(household=household).values_list("household_id", flat=True))
        here = Membership.objects.filter(household=household, person=person)
        if here.filter(period__endswith__isnull=True).exists():
            raise NotPossible("membership.already")
        if here.filter(period__overlap=DateRange(since or calendar.today(), None)).exists():
            raise NotPossible("date.overlap")
        membership = making.new_membership(household, person, reason="hand", since=since, note=note)
        refresh_subject_access([person_id])
    log.write("add_member", "membership", [log.Subject(person_id, household_id)], object_id=membership.pk)
    events.publish(MemberAdded(household_id, person_id, others))
    return membership


@deed
def end_membership(
    *, by: Actor, membership_id: int, on: dt.date, note: str = "", why: str = "left", request_id: UUID | None = None
) -> Membership:
    """Somebody no longer belongs to the household from ``on`` (not in the future). ``why``: left, or what was told
    before the register knows it: died, moved_out (of the municipality) or emigrated. Raises NotPossible, KeyError.

    Access through the household ends at once.
    """
    membership = Membership.objects.get(pk=membership_id)
    told = TOLD_BY_HAND[why]
    elsewhere = _other_homes(membership) if told else ()
    _end(membership, on=on, note=note)
    log.write(
        "end_membership",
        "membership",
        [log.Subject(membership.person_id, membership.household_id)],
        object_id=membership_id,
    )
    if told is None:
        events.publish(MembershipEnded(membership.household_id, membership.person_id, on))
    else:
        homes = (membership.household_id, *elsewhere)
        events.publish(PersonChanged(membership.person_id, homes, told.value, (f"told_{told.value}",), f"{on:%Y%m%d}"))
    return membership


# What somebody may tell of who leaves: the kind of change it is in the register, which will confirm it later.
TOLD_BY_HAND = {"left": None, "died": Kind.DIED, "moved_out": Kind.MOVED_OUT, "emigrated": Kind.EMIGRATED}


def _other_homes(membership: Membership) -> tuple[int, ...]:
    """The other households of this person, also those that the actor does not see: who works there must know."""
    with acting.wide("ontschot_register"):
        homes = Membership.objects.filter(person_id=membership.person_id, period__contains=calendar.today())
        return tuple(homes.exclude(pk=membership.pk).order_by("id").values_list("household_id", flat=True))


def _end(membership: Membership, *, on: dt.date, note: str = "") -> None:
    if membership.period.upper is not None:
        raise NotPossible("membership.ended")
    if on > calendar.today():
        raise NotPossible("date.future")
    if membership.period.lower is not None and on < membership.period.lower:
        raise NotPossible("date.before_start")
    membership.period = DateRange(membership.period.lower, on)
    membership.note = note
    with acting.wide("ontschot_register"):
        membership.save(update_fields=["period", "note"])
        refresh_subject_access([membership.person_id])


@deed
def split_household(
    *,
    by: Actor,
    household_id: int,
    person_ids: Collection[int],
    name: str = "",
    on: dt.date,
    request_id: UUID | None = None,
) -> Household:
    """These members go to a household of their own from ``on``.

    Who divides the work (a team) keeps access to both until it decides; the plan stays with the first household.
    Raises NotPossible when nobody or everybody would leave.
    """
    household = Household.objects.get(pk=household_id)
    present = {
        m.person_id: m for m in Membership.objects.filter(household=household, period__contains=calendar.today())
    }
    chosen = set(person_ids)
    if not chosen or not chosen <= present.keys():
        raise NotPossible("split.who")
    if chosen == present.keys():
        raise NotPossible("split.everybody")
    persons = list(Person.objects.filter(id__in=chosen).order_by("birth_date"))
    new = _new_home(household, persons, name=name or making.household_name(persons), on=on, by=by)
    for person_id in sorted(chosen):
        _end(present[person_id], on=on, note="")
    log.write(
        "split_household",
        "household",
        [log.Subject(p, h) for p in sorted(chosen) for h in (household_id, new.pk)],
        object_id=new.pk,
    )
    events.publish(HouseholdSplit(household_id, new.pk, tuple(sorted(chosen)), on))
    return new


def _new_home(household: Household, persons: list[Person], *, name: str, on: dt.date, by: Actor) -> Household:
    kept = [g for g in grants_on(household_id=household.pk) if g.source.startswith(("triage:", "request:"))]
    with acting.wide("ontschot_register"):
        new = making.new_household(name=name, source=Household.Source.HAND)
        for person in persons:
            making.new_membership(new, person, reason="hand", since=on)
        for grant in kept:
            open_access(
                user_id=grant.user_id,
                team_id=grant.team_id,
                household_id=new.pk,
                life_domains=codes_of(grant.life_domain_ids),
                reaches_members=grant.reaches_members,
                purpose=grant.purpose,
                ground=grant.ground,
                source=grant.source,
            )
        if by.user_id is not None and not any(g.user_id == by.user_id for g in kept):
            open_access(
                user_id=by.user_id,
                household_id=new.pk,
                reaches_members=True,
                purpose="triage",
                ground="public_task",
                source=f"split:{new.pk}",
            )
    return new

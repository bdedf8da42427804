"""What follows from changes for portal access and for who works with the household."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Now

from ontschot.domain.people.actions.accounts import refresh_subject_access
from ontschot.domain.people.actions.events import PersonChanged
from ontschot.domain.people.actions.register import bulk, homes
from ontschot.domain.people.actions.register.work import Work
from ontschot.domain.people.models import PortalAccount
from ontschot.domain.people.rules.mutations import GrantEffect, HouseholdEffect, Kind, Mutation, WorkEffect
from ontschot.foundation import events
from ontschot.privacy.models import Grant, Purpose


def access(work: Work) -> None:
    """Portal access fits again: of those whose household or authority changed, and of the dead."""
    touched = work.members_touched | work.authority_over | work.former_holders | work.mutations.keys()
    residents = set(PortalAccount.objects.values_list("person_id", flat=True)) if touched else set()
    if residents:
        concerned = {n for n in touched if n in residents or n in work.authority_over}
        for part in bulk.chunks(sorted(concerned)):
            refresh_subject_access(part)
    represented = [
        person_id
        for person_id, changes in work.mutations.items()
        if any(change.effect.grants is GrantEffect.END_REPRESENTATION for change in changes)
    ]
    for part in bulk.chunks(represented):
        Grant.objects.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), person_id__in=part, purpose=Purpose.REPRESENTATION
        ).update(ends_at=Now())


def tell(work: Work) -> None:
    """Tell who works with a household what changed in it. Says that and where, never the old or the new value."""
    people = [n for n, changes in work.mutations.items() if any(_asks(change) for change in changes)]
    told: set[int] = set()
    for part in bulk.chunks(people):
        now = homes.standing(part)
        concerned = {n: {place.household_id for place in now.get(n, ())} | work.left.get(n, set()) for n in part}
        helped = _worked_with({h for many in concerned.values() for h in many})
        for person_id in part:
            here = sorted(concerned[person_id] & helped)
            if not here:
                continue
            told.update(here)
            by_hand = any(place.by_hand for place in now.get(person_id, ()))
            for change in work.mutations[person_id]:
                if _asks(change):
                    _publish(work, person_id, here, change, by_hand=by_hand)
    rest = work.households_touched.keys() - told
    for part in bulk.chunks(sorted(rest)):
        for household_id in sorted(_worked_with(part)):
            person_id = work.households_touched[household_id]
            says = ("other_household",)
            events.publish(PersonChanged(person_id, (household_id,), Kind.OTHER.value, says, work.today_digits))
            work.summary.told += 1


def _asks(change: Mutation) -> bool:
    return change.effect.work is not WorkEffect.HISTORY


def _worked_with(household_ids: Iterable[int]) -> set[int]:
    """Those of the households that somebody works with now: any access that is not a resident's own."""
    rows = (
        Grant.objects.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), household_id__in=list(household_ids), starts_at__lte=Now()
        )
        .exclude(purpose__in=[Purpose.OWN_DATA, Purpose.REPRESENTATION])
        .values_list("household_id", flat=True)
    )
    return {int(household_id) for household_id in rows if household_id is not None}


def _publish(work: Work, person_id: int, household_ids: list[int], change: Mutation, *, by_hand: bool) -> None:
    kept = by_hand and change.effect.household is not HouseholdEffect.NONE
    says = (change.kind.value, "household_by_hand") if kept else (change.kind.value,)
    since = change.since.register if change.since else ""
    events.publish(PersonChanged(person_id, tuple(household_ids), change.kind.value, says, since))
    work.summary.told += 1

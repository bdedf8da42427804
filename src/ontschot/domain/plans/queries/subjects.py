"""Whom showing something of a household is about: one subject for each present member."""

from __future__ import annotations

from ontschot.domain.people.models import Membership
from ontschot.foundation import calendar
from ontschot.privacy.acting import remembered
from ontschot.privacy.log import Subject


def members_of(household_id: int) -> list[int]:
    """The person ids of the present members."""

    def ask() -> list[int]:
        present = Membership.objects.filter(household_id=household_id, period__contains=calendar.today())
        return list(present.order_by("id").values_list("person_id", flat=True))

    return list(remembered(("members", household_id), ask))


def subjects_of(household_id: int, members: list[int] | None = None) -> list[Subject]:
    """One subject for each member; the household itself when there is none to see."""
    persons = members_of(household_id) if members is None else members
    return [Subject(person_id, household_id) for person_id in persons] or [Subject(household_id=household_id)]

"""Whom showing something of a household is about: one subject for each present member."""

from __future__ import annotations

from ontschot.domain.people.queries import memberships_of
from ontschot.foundation import calendar
from ontschot.privacy.log import Subject


def members_of(household_id: int) -> list[int]:
    """The person ids of the present members."""
    today = calendar.today()
    present = [one for one in memberships_of(household_id) if today in one.period]
    return [one.person_id for one in sorted(present, key=lambda one: one.pk)]


def subjects_of(household_id: int, members: list[int] | None = None) -> list[Subject]:
    """One subject for each member; the household itself when there is none to see."""
    persons = members_of(household_id) if members is None else members
    return [Subject(person_id, household_id) for person_id in persons] or [Subject(household_id=household_id)]

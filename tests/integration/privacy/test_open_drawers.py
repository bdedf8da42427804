"""What is open is asked once in a transaction, and forgotten as soon as access changes."""

from __future__ import annotations

import datetime as dt

import pytest

from ontschot.accounts.models import TeamMembership, User
from ontschot.domain.people.models import Person
from ontschot.privacy import acting, log
from ontschot.privacy.actions import end_access, open_access
from tests.town import Town


def _seen(town: Town) -> set[int]:
    log.read("person", [])
    return set(Person.objects.values_list("id", flat=True)) & {town.saskia, town.jeffrey, town.amanda, town.stranger}


def test_a_grant_opens_and_closes_within_the_same_transaction(town: Town) -> None:
    partner = town.users["partner"].pk
    with acting.acting(town.actor("partner")):
        assert _seen(town) == set()
        with acting.wide("ontschot_register"):
            open_access(
                user_id=partner,
                household_id=town.household,
                life_domains=["education"],
                reaches_members=True,
                purpose="support",
                ground="public_task",
                source="involvement:1",
            )
        assert _seen(town) == {town.saskia, town.jeffrey, town.amanda}
        end_access(source="involvement:1")
        assert _seen(town) == set()


def test_leaving_the_team_closes_at_once(town: Town) -> None:
    with acting.acting(town.actor("generalist")):
        assert town.saskia in _seen(town)
        seat = TeamMembership.objects.get(user=town.users["generalist"])
        seat.period = (dt.date(2020, 1, 1), dt.date(2020, 2, 1))
        seat.save()
        assert _seen(town) == set()


def test_one_user_never_gets_what_was_kept_for_another(town: Town) -> None:
    with acting.acting(town.actor("generalist")):
        assert town.saskia in _seen(town)
    with acting.acting(town.actor("other_generalist")):
        assert _seen(town) == {town.stranger}


@pytest.mark.parametrize("active", [False])
def test_a_deactivated_account_sees_nothing(town: Town, active: bool) -> None:
    with acting.acting(town.actor("generalist")):
        assert town.saskia in _seen(town)
        User.objects.filter(pk=town.users["generalist"].pk).update(is_active=active)
        assert _seen(town) == set()

"""What is open is asked once in a transaction, and forgotten as soon as access changes."""

from __future__ import annotations

import datetime as dt

import pytest

from ontschot.accounts.models import TeamMembership, User
from ontschot.domain.people.models import Person
from ontschot.privacy import acting, log
from ontschot.privacy.actions import drawer_for, end_access, new_shield, open_access
from ontschot.privacy.models import Drawer
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


def _open() -> set[int]:
    log.read("person", [])
    return set(Drawer.objects.values_list("id", flat=True))


def test_what_lies_behind_a_shield_in_a_household_that_is_open_whole(town: Town) -> None:
    generalist, leader = town.users["generalist"].pk, town.users["team_leader"].pk
    made: dict[str, int] = {}
    with acting.acting(acting.system("test")), acting.wide("ontschot_register"):
        shields = {
            "hidden from the generalist": new_shield(kind="hidden", excluded_user_ids=[generalist]),
            "for leaders": new_shield(kind="roles", roles=["team_leader"]),
            "of its author": new_shield(kind="author", author_id=leader),
        }
        for name, shield in shields.items():
            made[name] = drawer_for(person_id=town.saskia, life_domain="income", shield_id=shield.pk)
        made["in the circle"] = drawer_for(person_id=town.saskia, life_domain="income")
        open_access(
            user_id=leader,
            person_id=town.saskia,
            shield=shields["of its author"],
            purpose="coordination",
            ground="public_task",
            source="note:1",
        )
        log.write("test", "drawer", [])
    for who, seen in {
        "generalist": {"in the circle"},
        "team_leader": {"in the circle", "hidden from the generalist", "for leaders", "of its author"},
        "other_generalist": set(),
        "partner": set(),
    }.items():
        with acting.acting(town.actor(who)):
            opened = _open()
        assert {name for name, number in made.items() if number in opened} == seen, who


def test_whole_and_narrow_grants_on_one_household_add_up(town: Town) -> None:
    partner = town.users["partner"].pk
    with acting.acting(acting.system("test")), acting.wide("ontschot_register"):
        narrow = drawer_for(person_id=town.saskia, life_domain="education")
        other = drawer_for(person_id=town.saskia, life_domain="income")
        for source, domains, whole in (("involvement:1", ["education"], True), ("involvement:2", None, False)):
            open_access(
                user_id=partner,
                household_id=town.household,
                life_domains=domains,
                reaches_members=whole,
                purpose="support",
                ground="public_task",
                source=source,
            )
        log.write("test", "drawer", [])
    with acting.acting(town.actor("partner")):
        assert {narrow, other} & _open() == {narrow}
    with acting.acting(acting.system("test")), acting.wide("ontschot_register"):
        open_access(
            user_id=partner,
            household_id=town.household,
            reaches_members=True,
            purpose="support",
            ground="public_task",
            source="involvement:3",
        )
        log.write("test", "drawer", [])
    with acting.acting(town.actor("partner")):
        assert {narrow, other} & _open() == {narrow, other}

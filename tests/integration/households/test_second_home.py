"""Somebody who is known also belongs to a second household: found exactly, chosen with a token, told to the first."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ontschot.domain.people import actions as people
from ontschot.domain.people import queries
from ontschot.domain.people.actions.households import NotPossible
from ontschot.domain.people.models import Membership, Person
from ontschot.domain.plans.models import Task
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from tests.town import Town, browser

AMANDA = {"name": "Dalen", "birth_date_day": "17", "birth_date_month": "9", "birth_date_year": "2014"}


@pytest.fixture
def olga(town: Town) -> Client:
    """Who works with the household of Willem Vreemd."""
    return browser(town, "other_generalist")


def _address(town: Town) -> str:
    return reverse("workplace:member_known", args=[town.other_household])


def _chosen(town: Town, olga: Client) -> str:
    found = olga.post(_address(town), {"step": "search", **AMANDA}).context["found"]
    assert [(one.person.display_name, here) for one, here in found] == [("Amanda van Dalen", False)]
    return str(found[0][0].token)


def test_a_child_with_two_homes(town: Town, olga: Client) -> None:
    token = _chosen(town, olga)
    page = olga.post(_address(town), {"step": "choose", "subject": token}).content.decode()
    assert "Amanda van Dalen hoort ook bij dit huishouden" in page
    sent = {
        "step": "join",
        "subject": token,
        "since": "2026-01-05",
        "note": "Om de week",
        "request_id": str(uuid.uuid4()),
    }
    for _time in range(2):  # sent twice
        assert olga.post(_address(town), sent).status_code == 302
    with acting.acting(town.actor("other_generalist")):
        home = queries.household(town.other_household)
        assert [m.person.display_name for m in home.members if m.person] == ["Willem Vreemd", "Amanda van Dalen"]
        assert len(queries.households_of(town.amanda)) == 1  # the other home is not theirs to see
        assert Membership.objects.filter(person_id=town.amanda, household_id=town.other_household).count() == 1
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        tasks = list(Task.objects.filter(household_id=town.household, person_id=town.amanda))
        assert [(task.team_id, "ander huishouden" in task.text) for task in tasks] == [(town.team, True)]
        assert "Vreemd" not in tasks[0].text
        assert len(queries.household(town.household).members) == 3


def test_nobody_is_chosen_by_a_number_that_was_made_up(town: Town, olga: Client) -> None:
    made_up = {"step": "join", "subject": str(town.amanda), "since": "2026-01-05"}
    assert olga.post(_address(town), made_up).status_code == 302
    client = browser(town, "team_leader")
    stolen = made_up | {"subject": _chosen(town, olga)}
    assert client.post(reverse("workplace:member_known", args=[town.household]), stolen).status_code == 302
    with acting.acting(town.actor("team_leader")):
        log.read("test", [])
        assert Membership.objects.filter(person_id=town.amanda).count() == 1


@pytest.mark.parametrize(
    ("since", "text"),
    [("2199-01-01", "ligt in de toekomst"), ("2026-02-30", "geldig"), ("", "Sinds wanneer")],
)
def test_a_day_that_cannot_be_is_said_at_the_field(town: Town, olga: Client, since: str, text: str) -> None:
    sent = {"step": "join", "subject": _chosen(town, olga), "since": since, "note": "Blijft staan"}
    answer = olga.post(_address(town), sent)
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert "Blijft staan" in answer.content.decode()
    assert answer.context["form"].errors.keys() == {"since"}


def test_who_is_there_already_was_there_then_or_died(town: Town) -> None:
    by: Any = town.actor("other_generalist")
    today = calendar.today()
    with acting.acting(by):
        with pytest.raises(NotPossible, match=r"membership\.already"):
            people.add_member(by=by, household_id=town.other_household, person_id=town.stranger)
        made = people.add_member(
            by=by, household_id=town.other_household, person_id=town.amanda, since=today - dt.timedelta(days=20)
        )
        people.end_membership(by=by, membership_id=made.pk, on=today - dt.timedelta(days=5))
        with pytest.raises(NotPossible, match=r"date\.overlap"):
            people.add_member(
                by=by, household_id=town.other_household, person_id=town.amanda, since=today - dt.timedelta(days=9)
            )
        with acting.wide("ontschot_register"):
            Person.objects.filter(pk=town.jeffrey).update(death_date="20260101")
        with pytest.raises(NotPossible, match=r"membership\.dead"):
            people.add_member(by=by, household_id=town.other_household, person_id=town.jeffrey)

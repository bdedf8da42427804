"""A new appointment from the calendar: day and hour are proposed, a household is chosen, and one comes back there."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ontschot.domain.plans import actions
from ontschot.foundation.calendar import AMSTERDAM, today
from ontschot.privacy import acting
from ontschot.privacy.acting import system
from ontschot.privacy.models import LogEntry
from tests.town import Town, browser

pytestmark = pytest.mark.django_db
HERE = "/werk/agenda/nieuw/"


def monday_after() -> dt.date:
    """A Monday that is still to come."""
    return today() + dt.timedelta(days=7 - today().weekday())


def main_of(town: Town, who: str, address: str) -> str:
    return unescape(browser(town, who).get(address).content.decode().split("<main")[1])


def coordinate(town: Town, who: str = "generalist") -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=town.users[who].pk)


def meet(town: Town, day: dt.date, hour: int) -> None:
    by = town.actor("generalist")
    begins = dt.datetime.combine(day, dt.time(hour), tzinfo=AMSTERDAM)
    with acting.acting(by):
        actions.add_appointment(
            by=by, household_id=town.household, title="Bezet", starts_at=begins, ends_at=begins + dt.timedelta(hours=1)
        )


def test_the_calendar_proposes_the_first_free_hour(town: Town) -> None:
    day = monday_after()
    meet(town, day, 9)
    page = main_of(town, "generalist", f"/werk/agenda/?dag={day}")
    assert page.count(f"{HERE}?dag={day}&van=10:00".replace(":", "%3A")) == 2  # above, and on that day
    assert f"{HERE}?dag={day}" in main_of(town, "generalist", f"/werk/agenda/?dag={day}&per=dag")


def test_a_week_that_is_over_proposes_tomorrow(town: Town) -> None:
    tomorrow = today() + dt.timedelta(days=1)
    page = main_of(town, "generalist", "/werk/agenda/?dag=2020-03-04")
    assert f"{HERE}?dag={tomorrow}" in page
    assert "Afspraak erbij" not in page


def test_one_chooses_a_household_and_comes_back_to_the_day(town: Town) -> None:
    coordinate(town)
    day = monday_after()
    client = browser(town, "generalist")
    page = unescape(client.get(f"{HERE}?dag={day}&van=14:00").content.decode())
    assert "u bent regisseur" in page
    assert "Lindestraat 12" in page
    [address] = set(re.findall(r'href="(/werk/huishoudens/\d+/afspraak/[^"]*)"', page))
    assert address.startswith(f"/werk/huishoudens/{town.household}/")
    form = client.get(address).content.decode()
    assert f'value="{day}"' in form
    assert 'value="14:00"' in form
    assert 'value="15:00"' in form
    values = {
        "title": "Thuis", "day": str(day + dt.timedelta(days=1)), "begins": "14:00", "ends": "15:00", "colleagues":
        [town.users["generalist"].pk], "life_domain": "basis", "request_id": "0e0f7f4e-8f34-4a52-9b0f-2f6f3d1d9a01",
    }  # fmt: skip
    answer = client.post(address, values)
    assert answer.status_code == 302
    assert answer["Location"] == f"/werk/agenda/?dag={day + dt.timedelta(days=1)}"
    there = client.get(answer["Location"]).content.decode()
    assert "Thuis" in there
    assert ">14:00</time>" in there


def test_one_looks_for_a_household_and_the_name_stands_in_no_address(town: Town) -> None:
    client = browser(town, "generalist")
    assert "Zoek een huishouden van uw team" in client.get(HERE).content.decode()  # involved with none yet
    answer = client.post(f"{HERE}?dag=2027-03-01&van=09:30", {"q": "Saskia"})
    assert "saskia" not in answer["Location"].lower()
    assert "dag=2027-03-01" in answer["Location"]
    page = unescape(client.get(answer["Location"]).content.decode())
    assert f"/werk/huishoudens/{town.household}/afspraak/?dag=2027-03-01&van=09%3A30" in page
    nobody = client.get(client.post(HERE, {"q": "Vreemd"})["Location"]).content.decode()  # of another team
    assert "Geen huishouden gevonden" in nobody


def test_who_is_shown_stands_in_the_log(town: Town) -> None:
    coordinate(town)
    browser(town, "generalist").get(HERE)
    with acting.acting(system("test")), acting.wide("ontschot_oversight"):
        lines = LogEntry.objects.filter(user_id=town.users["generalist"].pk, origin__contains="appointment_choose")
        assert {line.subject_household_id for line in lines} == {town.household}


@pytest.mark.parametrize("odd", ["dag=x&van=y", "dag=9999-12-31&van=23:59", "dag=0001-01-01", "van=25:00", "pagina=²"])
def test_odd_addresses_are_answered(town: Town, odd: str) -> None:
    client = browser(town, "generalist")
    assert client.get(f"{HERE}?{odd}").status_code == 200
    assert client.get(f"/werk/huishoudens/{town.household}/afspraak/?{odd}").status_code == 200


def test_as_many_questions_for_a_full_week_as_for_an_empty_one(town: Town) -> None:
    client, address = browser(town, "generalist"), f"/werk/agenda/?dag={monday_after()}"
    meet(town, monday_after(), 9)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for hour in (10, 11, 13):
        meet(town, monday_after() + dt.timedelta(days=1), hour)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many)

"""Lists in a real browser: filtered, kept, and changed in one go after it was shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ontschot.domain.people import actions as people
from ontschot.domain.plans import actions
from ontschot.foundation.calendar import today
from ontschot.privacy import acting
from ontschot.privacy.acting import system
from ontschot.privacy.actions import open_access
from tests.browser.visiting import Visit, browser, check, town, visit  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_list_is_filtered_and_kept(visit: Visit) -> None:  # noqa: F811
    page = visit("/werk/lijsten/", "generalist")
    expect(page.get_by_role("link", name="Van Dalen")).to_be_visible()
    check(page, "list-households")
    page.get_by_label("Bij wie").select_option(label="niemand")
    page.get_by_role("button", name="Toon").click()
    page.get_by_text("Bewaar deze zoekopdracht").click()
    page.get_by_label("Naam").fill("Zonder regisseur")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("link", name="Zonder regisseur")).to_be_visible()
    check(page, "list-saved")
    page.locator(".filters [name=q]").fill("bestaat niet")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_text("Niets gevonden")).to_be_visible()
    check(page, "list-nothing")


def test_tasks_in_one_go(visit: Visit, town: Town) -> None:  # noqa: F811
    by = town.actor("generalist")
    with acting.acting(by):
        for text in ("Bel de bank", "Bel de school", "Bel de huisarts"):
            actions.add_task(by=by, household_id=town.household, text=text, due_on=today())
    page = visit("/werk/lijsten/taken/", "generalist")
    page.get_by_role("button", name="Kies alles").click()
    for text in ("Bel de bank", "Bel de school", "Bel de huisarts"):
        expect(page.get_by_label(text)).to_be_checked()
    page.get_by_role("button", name="Kies niets").click()
    expect(page.get_by_label("Bel de bank")).not_to_be_checked()
    page.get_by_label("Bel de bank").check()
    page.get_by_label("Bel de school").check()
    expect(page.get_by_role("button", name="Kies alles")).to_be_visible()
    page.get_by_label("Met wat u koos").select_option(label="naar over een week")
    check(page, "list-tasks")
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(page.get_by_text("Deze taken gaan naar")).to_be_visible()
    check(page, "list-preview")
    page.get_by_role("button", name="Doen").click()
    expect(page.get_by_role("row", name="Bel de huisarts")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("Ongedaan gemaakt.")).to_be_visible()


def test_households_get_a_coordinator_in_one_go(visit: Visit, town: Town) -> None:  # noqa: F811
    by = system("test")
    with acting.acting(by):
        for name in ("Bakker", "Mulder"):
            person = people.report_person(by=by, given_names="Ans", family_name=name, birth_date="19500101", gender="V")
            home = people.household_for(by=by, person_id=person.pk).pk
            with acting.wide("ontschot_register"):
                open_access(
                    team_id=town.team, household_id=home, reaches_members=True, purpose="coordination",
                    ground="public_task", source="triage:0",
                )  # fmt: skip
    leader = town.actor("team_leader")
    with acting.acting(leader):
        actions.name_coordinator(by=leader, household_id=home, user_id=town.users["other_generalist"].pk)
    page = visit("/werk/lijsten/huishoudens/", "team_leader")
    page.get_by_role("button", name="Kies alles").click()
    page.get_by_label("Met wat u koos").select_option(label="Gerrit Wijk wordt regisseur")
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(page.get_by_text("de regisseur is niet uit uw team; die draagt zelf over")).to_be_visible()
    check(page, "list-hand-out")
    page.get_by_role("button", name="Doen").click()
    expect(page.get_by_role("row", name="Van Dalen")).to_contain_text("Gerrit Wijk")
    check(page, "list-handed-out")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("row", name="Van Dalen")).to_contain_text("geen regisseur")

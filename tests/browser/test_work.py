"""My work in a real browser: what needs me, done with one click and undone with one; accessible and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ontschot.domain.plans import actions
from ontschot.privacy import acting
from ontschot.privacy.acting import system
from tests.browser.visiting import Visit, browser, check, town, visit  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_empty_day_teaches(visit: Visit) -> None:  # noqa: F811
    page = visit("/werk/", "other_generalist")
    expect(page.get_by_text("Niets te bekijken")).to_be_visible()
    check(page, "work-empty")


def test_a_task_is_done_and_undone(visit: Visit, town: Town) -> None:  # noqa: F811
    by = town.actor("generalist")
    with acting.acting(by):
        plan = actions.make_plan(by=by, household_id=town.household)
        goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="Rondkomen")
        actions.add_action(
            by=by, goal_id=goal.pk, text="Bellen met de bank", owner_kind="professional", owner_user_id=by.user_id
        )
        actions.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
    with acting.acting(system("test")):
        actions.raise_task(by=system("test"), household_id=town.household, kind="register", text="Saskia is verhuisd")
    page = visit("/werk/", "generalist")
    check(page, "work")
    page.get_by_role("button", name="Gedaan Saskia is verhuisd").click()
    expect(page.get_by_text("Niets te bekijken")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("button", name="Gedaan Saskia is verhuisd")).to_be_visible()
    page.get_by_role("link", name="Bellen met de bank").click()
    page.get_by_label("bezig").check()
    check(page, "progress")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("link", name="bezig Bellen met de bank")).to_be_visible()

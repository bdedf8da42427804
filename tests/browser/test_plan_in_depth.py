"""Looking back, a conference, a part of others and what lands together, in a real browser, also on a phone."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from ontschot.domain.plans import actions
from ontschot.foundation import calendar
from ontschot.privacy import acting
from tests.browser.visiting import Visit, browser, check, town, visit  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
SOON = (calendar.today() + dt.timedelta(days=30)).isoformat()


@pytest.fixture
def planned(town: Town) -> Town:  # noqa: F811
    """The town with a plan that has one goal."""
    by = town.actor("generalist")
    with acting.acting(by):
        plan = actions.make_plan(by=by, household_id=town.household, motto="Rust")
        actions.add_goal(by=by, plan_id=plan.pk, life_domain="work", text="Saskia werkt weer")
    return town


def test_looking_back_together(visit: Visit, planned: Town) -> None:  # noqa: F811
    page = visit(f"/werk/huishoudens/{planned.household}/terugkijken/", "generalist")
    check(page, "evaluations-none")
    page.get_by_role("main").get_by_role("link", name="Terugkijken", exact=True).first.click()
    page.get_by_role("button", name="Beginnen").click()
    page.get_by_role("link", name="Er is een evaluatie bezig").click()
    page.get_by_role("link", name="opschrijven Saskia werkt weer").click()
    check(page, "look-back")
    page.get_by_label("Hoe ging het, volgens Saskia van Dalen?").select_option("partly")
    page.get_by_label("In de woorden van Saskia van Dalen").fill("Ik ben begonnen.")
    page.get_by_label("zo doorgaan").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Ik ben begonnen.")).to_be_visible()
    check(page, "evaluation")
    resident = visit("/mijn/plan/", "resident")
    resident.get_by_role("link", name="Zeg hoe het ging").click()
    check(resident, "own-look-back")
    resident.get_by_role("group", name="Saskia werkt weer").get_by_label("goed", exact=True).check()
    resident.get_by_role("button", name="Opslaan").click()
    expect(resident.get_by_text("Wat u schreef, staat bij het plan.")).to_be_visible()
    page.get_by_role("link", name="Afronden").click()
    page.get_by_label("Wanneer kijkt u weer terug?").fill(SOON)
    page.get_by_role("button", name="Afronden").click()
    expect(page.get_by_text("Afgerond").first).to_be_visible()


def test_a_conference_and_a_part_of_others(visit: Visit, planned: Town) -> None:  # noqa: F811
    page = visit(f"/werk/huishoudens/{planned.household}/overleggen/", "generalist")
    check(page, "conferences-none")
    page.get_by_role("link", name="Overleg plannen").click()
    page.get_by_label("eigenkrachtconferentie").check()
    page.get_by_label("Wanneer?").fill(SOON)
    expect(page.get_by_label("Waarom zonder het huishouden?")).to_be_hidden()
    check(page, "conference-new")
    page.get_by_role("button", name="Plannen").click()
    page.get_by_role("link", name="Eigenkrachtconferentie").click()
    check(page, "conference")
    page.get_by_role("link", name="Uitnodigen").click()
    page.get_by_label("Saskia van Dalen").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Saskia van Dalen").first).to_be_visible()
    page.goto(page.url.split("/werk/")[0] + f"/werk/huishoudens/{planned.household}/delen/")
    check(page, "parts-none")
    page.get_by_role("link", name="Deel toevoegen").click()
    page.get_by_label("Hoe heet het?").fill("Traject naar werk")
    page.get_by_label("Van welke organisatie?").fill("Werkplein")
    check(page, "part-new")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="Traject naar werk")).to_be_visible()
    check(page, "parts")


def test_what_lands_and_the_line_of_fewer(visit: Visit, planned: Town) -> None:  # noqa: F811
    page = visit(f"/werk/huishoudens/{planned.household}/stapeling/", "generalist")
    check(page, "accumulation-none")
    for title in ("Hulp stopt", "Toeslag lager"):
        page.get_by_role("link", name="Iets met een datum").click()
        page.get_by_label("stopt").check()
        page.get_by_label("Waar gaat het om?").fill(title)
        page.get_by_label("Vanaf wanneer?").fill(SOON)
        page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Meer tegelijk", exact=True)).to_be_visible()
    page.get_by_text("Dezelfde cijfers in een tabel").click()
    expect(page.get_by_role("columnheader", name="Plannen")).to_be_visible()
    check(page, "accumulation")
    page.goto(page.url.replace("stapeling/", "plan/"))
    check(page, "plan-in-depth")

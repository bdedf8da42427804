"""From nothing to an agreed plan in a real browser; two editors; the print; accessible and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ontschot.domain.plans import actions
from ontschot.privacy import acting
from tests.browser.visiting import Visit, browser, check, town, visit  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_an_empty_plan_to_an_agreed_one(visit: Visit, town: Town) -> None:  # noqa: F811
    page = visit(f"/werk/huishoudens/{town.household}/plan/", "generalist")
    check(page, "plan-none")
    page.get_by_role("button", name="Leeg plan maken").click()
    check(page, "plan-empty")
    page.get_by_role("link", name="Doel", exact=True).click()
    check(page, "goal")
    page.get_by_label("Doel").fill("Ik wil weer onder de mensen komen")
    page.get_by_label("Leefgebied").select_option("participation")
    page.get_by_label("Voor wie").select_option(label="Saskia van Dalen")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name="Actie bij").click()
    check(page, "action")
    page.get_by_label("Wat gaat er gebeuren?").fill("Koffie drinken in het buurthuis")
    page.get_by_label("Wie doet dit?").select_option(label="Saskia van Dalen")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("cell", name="Koffie drinken in het buurthuis", exact=True)).to_be_visible()
    page.get_by_role("button", name="Voorleggen aan het huishouden").click()
    check(page, "plan-proposed")
    for name in ("Saskia van Dalen", "Jeffrey van Dalen", "Amanda van Dalen"):
        page.get_by_role("link", name=f"opschrijven {name}").click()
        page.get_by_label("Ja", exact=True).check()
        page.get_by_label("in een gesprek").check()
        page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Afgesproken", exact=True).first).to_be_visible()
    check(page, "plan-agreed")
    page.get_by_role("link", name="Afdruk").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Ons plan")).to_be_visible()
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_hidden()
    check(page, "paper")


def test_the_loser_of_two_editors_chooses(visit: Visit, town: Town) -> None:  # noqa: F811
    page = visit(f"/werk/huishoudens/{town.household}/plan/", "generalist")
    page.get_by_role("button", name="Leeg plan maken").click()
    page.get_by_role("link", name="wijzig waar we naartoe werken").click()
    other = visit(f"/werk/huishoudens/{town.household}/plan/", "team_leader")
    other.get_by_role("link", name="wijzig waar we naartoe werken").click()
    for one, text in ((other, "Rust in huis"), (page, "Plezier in huis")):
        one.get_by_label("Waar werken we samen naartoe?").fill(text)
        one.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Rust in huis").first).to_be_visible()
    expect(page.get_by_text("Plezier in huis").first).to_be_visible()
    check(page, "conflict")


def test_a_coordinator_and_somebody_who_joins(visit: Visit, town: Town) -> None:  # noqa: F811
    page = visit(f"/werk/huishoudens/{town.household}/betrokkenen/", "team_leader")
    page.get_by_role("link", name="Aanwijzen").click()
    check(page, "coordinator")
    page.get_by_label("Wie wordt regisseur?").select_option(str(town.users["generalist"].pk))
    page.get_by_role("button", name="Aanwijzen").click()
    page.get_by_role("link", name="Iemand erbij betrekken").click()
    check(page, "involve")
    page.get_by_label("Professional met een account").select_option(str(town.users["partner"].pk))
    page.get_by_label("Wat doet deze persoon in het huishouden?").fill("mentor van Amanda")
    page.get_by_label("School en leren").check()
    page.get_by_role("button", name="Erbij betrekken").click()
    expect(page.get_by_text("mentor van Amanda")).to_be_visible()
    check(page, "involved-some")
    page.get_by_role("link", name="overdragen").click()
    check(page, "handover")


def test_two_goals_of_one_domain_stand_apart_and_an_action_is_two_lines_on_a_phone(visit: Visit, town: Town) -> None:  # noqa: F811
    by = town.actor("generalist")
    with acting.acting(by):
        plan = actions.make_plan(by=by, household_id=town.household)
        for text in ("Rust in huis", "Weer rondkomen"):
            goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="income", text=text)
            actions.add_action(by=by, goal_id=goal.pk, text="Bellen", owner_kind="network", owner_name="Oom Ben")
    page = visit(f"/werk/huishoudens/{town.household}/plan/", "generalist")
    first, second = page.locator("article.goal").all()
    upper, lower = first.bounding_box(), second.locator("h3").bounding_box()
    assert upper is not None
    assert lower is not None
    assert lower["y"] - upper["y"] - upper["height"] >= 24
    page.set_viewport_size({"width": 390, "height": 844})
    cells = [cell.bounding_box() for cell in second.locator("tbody td").all()]
    what, who, due, _line, state = [cell["y"] for cell in cells if cell]
    assert what < who
    assert abs(who - due) < 4
    assert abs(who - state) < 4
    check(page, "plan-two-goals")

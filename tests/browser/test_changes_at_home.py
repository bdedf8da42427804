"""What changes at home, in a real browser: who leaves and why, two plans that become one, earlier editions, safety."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ontschot.domain.access import actions as access
from ontschot.domain.people import actions as people
from ontschot.domain.plans import actions
from ontschot.foundation import calendar
from ontschot.privacy import acting
from ontschot.privacy.acting import system
from ontschot.privacy.actions import open_access
from tests.browser.visiting import Visit, browser, check, town, visit  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_leaves_and_why_stands_with_the_plan(visit: Visit, town: Town) -> None:  # noqa: F811
    by = town.actor("generalist")
    with acting.acting(by):
        actions.make_plan(by=by, household_id=town.household, motto="Rust in huis")
        case = access.open_safety(by=by, household_id=town.household, concern="Een zorg")
        access.agree_on_safety(
            by=by, case_id=case.pk, text="Oma haalt de kinderen op", who="Oma", agreed_by="De moeder",
            review_on=calendar.today(),
        )  # fmt: skip
    page = visit(f"/werk/huishoudens/{town.household}/", "generalist")
    page.get_by_text("Huishouden verbeteren").click()
    page.get_by_role("link", name="hoort er niet meer bij Jeffrey van Dalen").click()
    page.get_by_label("overleden").check()
    check(page, "member-leaves")
    page.get_by_role("button", name="Beëindigen").click()
    page.goto(page.url.split("/werk/")[0] + f"/werk/huishoudens/{town.household}/plan/")
    expect(page.get_by_text("Iemand is overleden")).to_be_visible()
    check(page, "member-died")
    page = visit("/werk/", "generalist")
    expect(page.get_by_role("region", name="Veiligheid: samen opnieuw kijken")).to_be_visible()
    expect(page.get_by_text("Oma haalt")).to_be_hidden()
    check(page, "my-work-safety")


def test_two_plans_become_one_with_who_helps(visit: Visit, town: Town) -> None:  # noqa: F811
    by = town.actor("generalist")
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        open_access(
            team_id=town.team, household_id=town.other_household, reaches_members=True, purpose="coordination",
            ground="public_task", source="triage:0",
        )  # fmt: skip
        people.add_member(by=system("test"), household_id=town.other_household, person_id=town.saskia)
    with acting.acting(by):
        actions.make_plan(by=by, household_id=town.household, motto="Rust in huis")
        actions.make_plan(by=by, household_id=town.other_household, motto="Samen verder")
        of = {"by": by, "household_id": town.other_household}
        actions.involve(**of, kind="network", role="kookt op dinsdag", name="Buurvrouw Riet")
        actions.involve(**of, kind="volunteer", role="maatje", name="Henk", organisation="Humanitas")
    page = visit(f"/werk/huishoudens/{town.household}/plan/", "generalist")
    page.get_by_role("link", name="Samen verder in dit plan").first.click()
    expect(page.get_by_label("Buurvrouw Riet")).to_be_checked()
    page.get_by_label("Henk").uncheck()
    page.get_by_label("Waarom gaan de plannen samen verder?").fill("Zij wonen nu samen.")
    check(page, "plans-join")
    page.get_by_role("button", name="Samenvoegen").click()
    expect(page.get_by_text("kookt op dinsdag")).to_be_visible()
    expect(page.get_by_text("maatje")).to_be_hidden()


def test_a_resident_looks_at_how_the_plan_was(visit: Visit, town: Town) -> None:  # noqa: F811
    by = town.actor("generalist")
    with acting.acting(by):
        plan = actions.make_plan(by=by, household_id=town.household, motto="Rust in huis")
        actions.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="Grip op geld")
        plan.refresh_from_db()
        actions.propose(by=by, plan_id=plan.pk, version=plan.version)
        actions.agree(by=by, plan_id=plan.pk, person_id=town.saskia, edition=1, agrees=True, how="phone")
        actions.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="Toeslagen aanvragen")
    page = visit("/mijn/plan/", "resident")
    check(page, "my-plan-keep")
    page.get_by_role("link", name="Hoe het plan was").click()
    expect(page.get_by_role("region", name="Wat is er veranderd in uitgave 2?")).to_contain_text("Toeslagen")
    check(page, "my-plan-editions")

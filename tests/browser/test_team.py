"""The team leader's week in a real browser: who has how much, somebody falls ill, work goes to another and back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from playwright.sync_api import expect

from ontschot.accounts import absence_actions
from ontschot.accounts.models import TeamMembership, User
from ontschot.domain.plans import actions
from ontschot.foundation.calendar import today
from ontschot.privacy import acting
from tests.browser.visiting import Visit, browser, check, town, visit  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def _team(town: Town) -> User:  # noqa: F811
    """A colleague, a norm, and a household that Gerrit coordinates."""
    colleague = User.objects.create_user(
        username="dewi", password=None, role="generalist", name="Dewi Sari", job_title="wijkcoach"
    )
    TeamMembership.objects.create(team_id=town.team, user=colleague, period=DateRange(dt.date(2020, 1, 1), None))
    town.users["dewi"] = colleague
    by, admin = town.actor("generalist"), town.actor("administrator")
    with acting.acting(admin):
        absence_actions.set_caseload_norm(
            by=admin, team_id=town.team, households=15, starts_on=today(), source="Teamafspraak"
        )
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
        actions.raise_task(by=by, household_id=town.household, kind="review", text="Bel over de huur")
    return colleague


def test_a_leader_arranges_cover_and_moves_work(visit: Visit, town: Town) -> None:  # noqa: F811
    _team(town)
    page = visit("/werk/team/", "team_leader")
    expect(page.get_by_role("row", name="Gerrit Wijk")).to_contain_text("/ 15")
    check(page, "team")
    page.get_by_role("link", name="afwezig melden Gerrit Wijk").click()
    page.get_by_label("Wie vervangt?").select_option(label="Dewi Sari")
    page.get_by_label("Bericht voor collega's").fill("Bel bij spoed Dewi")
    check(page, "absence")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("row", name="Gerrit Wijk")).to_contain_text("Dewi Sari vervangt")
    check(page, "team-absent")
    page.get_by_role("link", name="Gerrit Wijk", exact=True).click()
    page.get_by_label("Van Dalen").first.check()
    page.get_by_label("Naar wie?").select_option(label="Dewi Sari")
    page.get_by_label("Waarom?").fill("Andere verdeling")
    check(page, "worker")
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(page.get_by_text("Dewi Sari wordt regisseur")).to_be_visible()
    check(page, "reassign-preview")
    page.get_by_role("button", name="Overdragen").click()
    expect(page.get_by_role("row", name="Dewi Sari wijkcoach")).to_contain_text("1 / 15")
    check(page, "team-moved")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("row", name="Gerrit Wijk")).to_contain_text("1 / 15")


def test_the_cover_finds_the_work(visit: Visit, town: Town) -> None:  # noqa: F811
    colleague = _team(town)
    by = town.actor("generalist")
    with acting.acting(by):
        absence_actions.set_absence(
            by=by, user_id=by.user_id or 0, first_day=today(), last_day=today(), cover_user_id=colleague.pk
        )
    page = visit("/werk/", "dewi")
    expect(page.get_by_role("heading", name="U vervangt Gerrit Wijk")).to_be_visible()
    check(page, "covered")
    page.get_by_role("link", name="Van Dalen").last.click()
    expect(page.get_by_text("afwezig").first).to_be_visible()
    own = visit("/werk/afwezig/", "generalist")
    check(own, "absence-own")


def test_a_warm_handover(visit: Visit, town: Town) -> None:  # noqa: F811
    _team(town)
    page = visit(f"/werk/huishoudens/{town.household}/regisseur/", "generalist")
    expect(page.get_by_text("Bel over de huur")).to_be_visible()
    page.get_by_label("Wie wordt regisseur?").select_option(label="Dewi Sari")
    page.get_by_label("Waarom draagt u over?").fill("Andere wijk")
    page.get_by_label("Wat is beloofd?").fill("Ik bel vrijdag over de huur.")
    page.get_by_label("Kijkt de vorige regisseur nog mee?").select_option(label="ja, twee weken")
    check(page, "handover")
    page.get_by_role("button", name="Overdragen").click()
    expect(page.get_by_text("vorige regisseur, kijkt mee tot en met")).to_be_visible()
    expect(page.get_by_text("Ik bel vrijdag over de huur.")).to_be_visible()
    check(page, "handed-over")

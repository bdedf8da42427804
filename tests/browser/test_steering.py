"""The log and the administrator's screens in a real browser: accessible, and no wider than a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import Visit, check
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_log(visit: Visit) -> None:
    page = visit("/sturing/logboek/", "privacy_officer")
    check(page, "log")
    page.get_by_label("Uitkomst").select_option("refused")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_text("Geen regels gevonden")).to_be_visible()
    check(page, "log-empty")
    page.get_by_role("link", name="Reken de zegels na").click()
    check(page, "seals-asked")
    page.get_by_role("button", name="Reken de hele keten na").click()
    expect(page.get_by_text("Het logboek is zoals het werd verzegeld")).to_be_visible()
    check(page, "seals")


def test_accounts(visit: Visit) -> None:
    page = visit("/sturing/accounts/", "administrator")
    check(page, "accounts")
    page.get_by_role("link", name="Account toevoegen").click()
    page.get_by_role("button", name="Maak account").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    check(page, "account-refused")
    page.get_by_label("Naam", exact=True).fill("Nel Nieuw")
    page.get_by_label("Gebruikersnaam").fill("nel")
    page.get_by_label("Rol").select_option("generalist")
    page.get_by_label("Wijkteam Noord").check()
    page.get_by_role("button", name="Maak account").click()
    expect(page.locator("[data-one-time-password]")).to_be_visible()
    check(page, "account-password")
    page.get_by_role("link", name="Klaar").click()
    check(page, "account")
    page.get_by_role("button", name="Sluit dit account").click()
    expect(page.get_by_role("button", name="Open dit account weer")).to_be_visible()


@pytest.mark.parametrize(
    "address", ["teams/", "teams/nieuw/", "organisaties/", "organisaties/nieuw/", "stamgegevens/", "installatie/"]
)
def test_the_other_pages_of_the_administrator(visit: Visit, address: str) -> None:
    check(visit(f"/sturing/{address}", "administrator"), address.replace("/", "-"))


def test_a_team_and_who_leaves_it(visit: Visit, town: Town) -> None:
    page = visit(f"/sturing/teams/{town.team}/", "administrator")
    check(page, "team")
    page.get_by_role("link", name="Uit het team Gerrit Wijk").click()
    check(page, "team-leave")
    page.get_by_role("button", name="Ja, uit het team").click()
    expect(page.get_by_role("link", name="Gerrit Wijk", exact=True)).to_have_count(0)


def test_the_page_of_the_policy_officer(visit: Visit) -> None:
    page = visit("/", "policy_officer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Samenloop")
    check(page, "overlap")

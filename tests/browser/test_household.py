"""A household in a real browser: one page, notes that are never lost, finding somebody; accessible, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import Visit, browser, check, town, visit  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_note_survives_a_closed_tab_and_lands_on_the_page(visit: Visit, town: Town) -> None:  # noqa: F811
    page = visit(f"/werk/huishoudens/{town.household}/", "generalist")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dalen")
    check(page, "household-empty")
    page.get_by_role("link", name="Contact of notitie").click()
    check(page, "contact")
    page.get_by_label("Wat is er besproken?").fill("Saskia belde over de huur")
    expect(page.locator("[data-draft-status]")).to_contain_text("Opgeslagen om")
    page.goto("about:blank")
    page.go_back()
    expect(page.get_by_label("Wat is er besproken?")).to_have_value("Saskia belde over de huur")
    page.get_by_label("alleen ik").check()
    page.get_by_role("button", name="Opslaan").click()
    journal = page.get_by_role("region", name="Journaal")
    expect(journal.get_by_text("Saskia belde over de huur")).to_be_visible()
    expect(journal.get_by_text("alleen de schrijver")).to_be_visible()
    check(page, "household")
    for address in ("journaal", "tijdlijn", "betrokkenen", "splitsen", "lid-erbij", "document"):
        check(visit(f"/werk/huishoudens/{town.household}/{address}/", "generalist"), address)
    check(visit(f"/werk/personen/{town.saskia}/", "generalist"), "person")


def test_the_helping_neighbour_and_the_fathers(visit: Visit, town: Town) -> None:  # noqa: F811
    page = visit(f"/werk/huishoudens/{town.household}/", "generalist")
    page.get_by_role("link", name="Iemand om Saskia van Dalen heen").click()
    check(page, "relation")
    page.get_by_label("Naam").fill("Buurvrouw Riet")
    page.get_by_label("Helpt mee").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Buurvrouw Riet helpt mee")).to_be_visible()


def test_searching_and_finding(visit: Visit, town: Town) -> None:  # noqa: F811
    page = visit("/werk/zoeken/", "generalist")
    page.get_by_label("Naam, geboortedatum of adres").fill("dalen")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("link", name="Jeffrey van Dalen")).to_be_visible()
    assert "dalen" not in page.url
    check(page, "found")
    page = visit("/werk/inwoner-zoeken/", "other_generalist")
    check(page, "identify")
    page.get_by_label("Achternaam").fill("van Dalen")
    for label, value in (("Dag", "12"), ("Maand", "4"), ("Jaar", "1986")):
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Zoek inwoner").click()
    expect(page.get_by_role("button", name="Melding opnemen Saskia van Dalen")).to_be_visible()
    check(page, "identified")


def test_somebody_known_gets_a_second_home(visit: Visit, town: Town) -> None:  # noqa: F811
    page = visit(f"/werk/huishoudens/{town.other_household}/lid-van-elders/", "other_generalist")
    check(page, "known")
    page.get_by_label("Achternaam").fill("van Dalen")
    for label, value in (("Dag", "17"), ("Maand", "9"), ("Jaar", "2014")):
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Zoek").last.click()
    check(page, "known-found")
    page.get_by_role("button", name="Kies Amanda van Dalen").click()
    check(page, "join")
    page.get_by_label("Toelichting").fill("Om de week")
    page.get_by_role("button", name="Toevoegen aan het huishouden").click()
    expect(page.get_by_text("Amanda van Dalen hoort nu bij dit huishouden")).to_be_visible()


def test_a_login_is_connected_and_taken_back(visit: Visit, town: Town) -> None:  # noqa: F811
    page = visit(f"/werk/personen/{town.jeffrey}/", "generalist")
    page.get_by_role("link", name="Inlog koppelen").click()
    check(page, "login-connect")
    page.get_by_label("Koppelcode").fill("aaaa-aaaa")
    page.get_by_role("button", name="Koppelen").click()
    expect(page.get_by_text("Deze code kennen wij niet").first).to_be_visible()
    check(page, "login-unknown")
    check(visit(f"/werk/personen/{town.saskia}/inlog/weg/", "generalist"), "login-disconnect")

"""Requests in a real browser: taking one in, the public form, triage, two who work at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import Visit, check
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def _identify(page: Page, name: str = "van Dalen") -> None:
    page.get_by_label("Achternaam").fill(name)
    page.get_by_label("Dag").fill("12")
    page.get_by_label("Maand").fill("4")
    page.get_by_label("Jaar").fill("1986")
    page.get_by_role("button", name=re.compile("^Zoek")).last.click()


def test_from_the_desk_to_a_team(visit: Visit) -> None:
    page = visit("/werk/meldingen/nieuw/", "access_worker")
    check(page, "search")
    _identify(page)
    check(page, "found")
    page.get_by_role("button", name="Melding opnemen Saskia van Dalen").click()
    check(page, "report")
    expect(page.get_by_label("Naam van de melder")).to_be_hidden()
    page.get_by_label("Familie, buur of bekende").check()
    page.get_by_label("Wat is er aan de hand?").fill("De buurvrouw maakt zich zorgen")
    page.get_by_role("button", name="Melding opslaan").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("Schrijf op wie de melding deed")
    check(page, "report-refused")
    page.get_by_label("Naam van de melder").fill("Joke Buur")
    page.get_by_label("Spoed").check()
    page.get_by_role("button", name="Melding opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Melding M-")
    check(page, "request")
    page.get_by_role("link", name="Verdeel").click()
    check(page, "triage")
    page.get_by_role("button", name="Verdeel").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("ten minste één leefgebied")
    page.get_by_label("Samengesteld").check()
    page.get_by_label("Opvoeden en opgroeien").check()
    page.get_by_label("Wie pakt het op?").select_option(label="Gerrit Wijk")
    page.get_by_role("button", name="Verdeel").click()
    expect(page.get_by_text("is verdeeld")).to_be_visible()
    page = visit("/werk/meldingen/?toon=mijn", "generalist")
    expect(page.locator(".badge").filter(has_text="Spoed")).to_be_visible()
    check(page, "list")
    page.get_by_role("link", name="Saskia van Dalen").click()
    expect(page.get_by_role("link", name="Begin een gesprek")).to_be_visible()
    check(page, "request-triaged")


def test_a_second_request_is_announced(visit: Visit) -> None:
    page = visit("/werk/meldingen/nieuw/", "access_worker")
    _identify(page)
    page.get_by_role("button", name="Melding opnemen Saskia").click()
    expect(page.get_by_text("Er loopt al een hulpvraag")).to_have_count(0)
    page.get_by_label("Wat is er aan de hand?").fill("Nog iets")
    page.get_by_role("button", name="Melding opslaan").click()
    page.get_by_role("link", name="Nieuwe melding").first.click()
    _identify(page)
    page.get_by_role("button", name="Melding opnemen Saskia").click()
    expect(page.get_by_text("Er loopt al een hulpvraag")).to_be_visible()
    expect(page.get_by_role("link", name="M-0")).to_be_visible()


def test_the_public_form_loses_nothing_and_reaches_the_intake(visit: Visit) -> None:
    page = visit("/mijn/hulpvraag/")
    check(page, "ask")
    page.get_by_label("Voor iemand anders").check()
    page.get_by_label("Wat is er aan de hand?").fill("Het gaat niet <b>goed</b>")
    page.get_by_label("Achternaam").fill("van Dalen")
    page.get_by_label("Dag").fill("31")
    page.get_by_label("Maand").fill("2")
    page.get_by_label("Jaar").fill("1986")
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("Deze datum bestaat niet")
    expect(page.locator("[data-error-summary]")).to_contain_text("Vul uw eigen naam in")
    expect(page.get_by_label("Wat is er aan de hand?")).to_have_value("Het gaat niet <b>goed</b>")
    expect(page.get_by_label("Dag")).to_have_value("31")
    check(page, "ask-refused")
    page.get_by_label("Dag").fill("12")
    page.get_by_label("Maand").fill("4")
    page.get_by_label("Uw naam").fill("Joke Buur")
    page.get_by_role("group", name=re.compile("Weet deze persoon")).get_by_label("Nee").check()
    page.get_by_label("Uw telefoonnummer").fill("06 12345678")
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Uw vraag is binnen")
    expect(page.get_by_text("M-0")).to_be_visible()
    check(page, "thanks")
    page = visit("/werk/meldingen/", "access_worker")
    expect(page.get_by_text("Wie is dit?")).to_be_visible()
    check(page, "list-unknown")
    page.get_by_role("link", name="van Dalen").click()
    expect(page.get_by_text("Het gaat niet <b>goed</b>").first).to_be_visible()
    check(page, "request-unknown")
    page.get_by_role("link", name="Zoek uit wie dit is").click()
    expect(page.get_by_label("Jaar")).to_have_value("1986")
    page.get_by_role("button", name="Zoek", exact=True).click()
    check(page, "identify")
    page.get_by_role("button", name="Dit is dezelfde persoon").click()
    expect(page.get_by_text("De identiteit is gecontroleerd")).to_be_visible()


def test_the_public_form_in_english(visit: Visit) -> None:
    page = visit("/mijn/hulpvraag/")
    page.context.add_cookies([{"name": "taal", "value": "en", "url": page.url}])
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_two_who_put_the_same_request_right(visit: Visit) -> None:
    page = visit("/werk/meldingen/nieuw/", "access_worker")
    _identify(page)
    page.get_by_role("button", name="Melding opnemen Saskia").click()
    page.get_by_label("Wat is er aan de hand?").fill("Eerst")
    page.get_by_role("button", name="Melding opslaan").click()
    page.get_by_role("link", name="Melding wijzigen").click()
    other = visit(re.sub(r"^https?://[^/]+", "", page.url), "access_worker")
    other.get_by_label("Wat is er aan de hand?").fill("Van de ander")
    other.get_by_role("button", name="Opslaan").click()
    page.get_by_label("Wat is er aan de hand?").fill("Van mij")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Twee versies: kies samen de juiste")
    page.get_by_label("Maak er samen één van").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".quote")).to_contain_text("Van de ander")
    expect(page.locator(".quote")).to_contain_text("Van mij")


def test_somebody_who_is_not_in_the_system_is_typed_once(visit: Visit) -> None:
    page = visit("/werk/meldingen/nieuw/", "access_worker")
    _identify(page, "Nieuwkomer")
    expect(page.get_by_text("Niemand gevonden")).to_be_visible()
    page.get_by_role("button", name="Staat er niet bij").click()
    expect(page.get_by_label("Achternaam")).to_have_value("Nieuwkomer")
    expect(page.get_by_label("Jaar")).to_have_value("1986")
    check(page, "report-new")
    page.get_by_label("Wat is er aan de hand?").fill("Net verhuisd")
    page.get_by_role("button", name="Melding opslaan").click()
    expect(page.get_by_text("Nieuwkomer").first).to_be_visible()


def test_a_made_up_number_opens_nobody(visit: Visit, town: Town) -> None:
    page = visit("/werk/meldingen/nieuw/", "access_worker")
    _identify(page)
    page.evaluate("document.querySelector('[name=subject]').value = 'verzonnen'")
    page.get_by_role("button", name="Melding opnemen Saskia").click()
    expect(page.get_by_text("Zoek de inwoner opnieuw")).to_be_visible()
    page.goto(f"{page.url}?persoon={town.stranger}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("vinden wij niet")

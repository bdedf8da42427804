"""Letters, words explained, help, the tour and my conversation in a real browser: by keyboard, and on a phone."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import expect

from ontschot.domain.access import actions, queries
from ontschot.privacy import acting
from ontschot.writing.rules.letter import Letter, Paragraph
from tests.browser.visiting import Visit, check
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def _request(town: Town) -> int:
    by = town.actor("access_worker", "intake")
    with acting.acting(by):
        made = actions.report(by=by, person_id=town.saskia, question="Ik wil weer onder de mensen", channel="phone")
        actions.triage(
            by=by,
            request_number=made.pk,
            version=1,
            complexity="complex",
            life_domains=["work"],
            safety="safe",
            team_id=town.team,
        )
    return made.pk


def _concluded(town: Town, number: int) -> tuple[int, int]:
    """A concluded conversation about a request, and its report."""
    by = town.actor("generalist")
    with acting.acting(by):
        talk = actions.start_conversation(by=by, request_number=number, present="Saskia", about="eerste gesprek")
        actions.save_answer(by=by, conversation_id=talk.pk, life_domain="work", version=0, wants="Onder de mensen zijn")
        actions.save_carer(
            by=by, conversation_id=talk.pk, name="Ria", hours=6, burden="heavy", capacity="little", needs="Rust"
        )
        talk.refresh_from_db()
        actions.conclude(by=by, conversation_id=talk.pk, version=talk.version)
        letter = Letter("Verslag", "nl", queries.personal_plan_term(talk.held_on).until, (Paragraph("Ons gesprek."),))
        report = actions.place_report(by=by, conversation_id=talk.pk, letter=letter)
    return talk.pk, report.pk


def test_a_letter_from_words_that_are_too_hard_to_a_placed_one(visit: Visit, town: Town) -> None:
    page = visit(f"/werk/huishoudens/{town.household}/brieven/", "generalist")
    check(page, "letters-none")
    page.get_by_role("link", name="Uitnodiging voor een gesprek").click()
    check(page, "letter-new")
    page.get_by_role("textbox", name="Tekst").fill(
        "Beste Saskia,\n\nIndien u wilt, komen wij d.m.v. een afspraak bij u langs.\n\nUw vraag wordt dan behandeld."
    )
    page.get_by_role("button", name="Kijk de taal na").click()
    panel = page.get_by_role("region", name="Taal van deze tekst")
    expect(panel).to_contain_text("Indien")
    expect(panel).to_contain_text("als")
    expect(panel).to_contain_text("afkorting")
    expect(panel).to_contain_text("zonder 'worden'")
    check(page, "letter-checked")
    page.get_by_role("textbox", name="Tekst").fill("Beste Saskia,\n\nWij komen dinsdag bij u langs.")
    page.get_by_role("button", name="Leg vast").click()
    placed = page.get_by_role("region", name="Vastgelegde brieven en verslagen")
    expect(placed.get_by_role("link", name=re.compile("^Uitnodiging voor een gesprek"))).to_be_visible()
    check(page, "letters")
    placed.get_by_role("link", name=re.compile("^Uitnodiging")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brief lezen")
    check(page, "letter-read")
    page.get_by_role("link", name="Terug").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brieven")
    page = visit("/mijn/brieven/", "resident")
    page.get_by_role("link", name="Uitnodiging").first.click()
    check(page, "my-letter-read")
    page.get_by_role("link", name="Terug naar Mijn brieven").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn brieven")


def test_a_word_is_explained_by_keyboard(visit: Visit, town: Town) -> None:
    page = visit("/mijn/gegevens/", "resident")
    word = page.get_by_role("button", name=re.compile("Wie mag dit nu zien"))
    word.focus()
    page.keyboard.press("Enter")
    explained = page.get_by_text("De reden in de wet waarom")
    expect(explained).to_be_visible()
    check(page, "term-open")
    page.keyboard.press("Escape")
    expect(explained).to_be_hidden()
    page.goto(page.url.replace("/mijn/gegevens/", "/hulp/woorden/"))
    check(page, "words")
    page.get_by_label("Zoek een woord").fill("mantelzorger")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("woord")


def test_help_of_this_screen_opens_over_it_and_loses_nothing(visit: Visit, town: Town) -> None:
    page = visit(f"/werk/huishoudens/{town.household}/brieven/nieuw/", "generalist")
    page.get_by_label("Onderwerp").fill("Half")
    page.locator("main").focus()
    page.keyboard.press("?")
    window = page.get_by_role("dialog", name="Hulp bij dit scherm")
    expect(window).to_contain_text("kijk de taal na")
    check(page, "help-window")
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(page.get_by_label("Onderwerp")).to_have_value("Half")
    page.goto(page.url.split("/werk/")[0] + "/hulp/scherm/brieven/")
    check(page, "help-topic")
    page.goto(page.url.replace("/hulp/scherm/brieven/", "/hulp/nieuw/"))
    check(page, "news")
    page.goto(page.url.replace("/hulp/nieuw/", "/hulp/"))
    check(page, "help")


def test_the_first_day(visit: Visit, town: Town) -> None:
    page = visit("/werk/", "generalist")
    check(page, "tour-invitation")
    page.get_by_role("button", name="Begin de rondleiding").click()
    tour = page.get_by_role("complementary", name="Rondleiding")
    expect(tour).to_contain_text("Stap 1 van")
    check(page, "tour-step")
    steps = int(re.findall(r"Stap 1 van (\d+)", tour.inner_text())[0])
    for step in range(2, steps + 1):
        page.get_by_role("button", name="Volgende stap").click()
        expect(tour).to_contain_text(f"Stap {step} van {steps}")
    page.get_by_role("button", name="Klaar").click()
    expect(page.get_by_role("complementary", name="Rondleiding")).to_have_count(0)


def test_before_and_after_a_conversation(visit: Visit, town: Town) -> None:
    number = _request(town)
    talk, _report = _concluded(town, number)
    page = visit(f"/werk/meldingen/{number}/voorbereiding/", "generalist")
    check(page, "preparation")
    page.goto(page.url.split("/werk/")[0] + f"/werk/gesprekken/{talk}/")
    expect(page.get_by_text("Dit is meer dan de mantelzorger kan dragen")).to_be_visible()
    check(page, "conversation-concluded")
    page.goto(page.url.split("/werk/")[0] + f"/werk/meldingen/{number}/")
    check(page, "request-prepared")
    page.goto(page.url.split("/werk/")[0] + f"/werk/huishoudens/{town.household}/gesprek/")
    page.get_by_role("button", name="Begin het gesprek").click()
    check(page, "conversation-open")
    page.get_by_role("link", name="Mantelzorger opschrijven").click()
    check(page, "carer")


def test_the_resident_before_and_after(visit: Visit, town: Town) -> None:
    page = visit("/mijn/gesprek/voorbereiden/")
    check(page, "guide")
    number = _request(town)
    _concluded(town, number)
    page = visit("/mijn/gesprek/", "resident")
    check(page, "my-talks")
    page.get_by_label("Nee, er klopt iets niet").check()
    page.get_by_label("Wat klopt er niet, of wat moet erbij?").fill("Ik wil vier ochtenden.")
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.get_by_text("Ik wil vier ochtenden.")).to_be_visible()
    page.get_by_role("link", name="Mijn eigen plan inleveren").click()
    check(page, "own-plan")
    page.get_by_label("Uw plan").fill(f"Mijn plan {uuid.uuid4().hex[:4]}")
    page.get_by_role("button", name="Lever mijn plan in").click()
    expect(page.get_by_text("Uw plan is bij ons.")).to_be_visible()
    page.goto(page.url.split("/mijn/")[0] + "/mijn/brieven/")
    check(page, "my-letters")

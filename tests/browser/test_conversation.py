"""The conversation at the kitchen table in a real browser: free order, nothing lost, two editors, results, paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from ontschot.domain.access import actions
from ontschot.privacy import acting
from tests.browser.visiting import Visit, check
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def _request(town: Town, life_domain: str = "work", question: str = "Ik wil weer onder de mensen") -> int:
    by = town.actor("access_worker", "intake")
    with acting.acting(by):
        made = actions.report(by=by, person_id=town.saskia, question=question, channel="phone")
        actions.triage(
            by=by,
            request_number=made.pk,
            version=1,
            complexity="complex",
            life_domains=[life_domain],
            safety="safe",
            team_id=town.team,
        )
    return made.pk


def _talk(town: Town) -> int:
    by = town.actor("generalist")
    with acting.acting(by):
        return actions.start_conversation(by=by, household_id=town.household, present="Saskia").pk


def _open(visit: Visit, talk: int, code: str = "") -> Page:
    return visit(f"/werk/gesprekken/{talk}/{code + '/' if code else ''}", "generalist")


def test_from_request_to_results(visit: Visit, town: Town) -> None:
    number, _other = _request(town), _request(town, "income", "Er liggen blauwe enveloppen. Wie helpt mij ermee?")
    page = visit(f"/werk/meldingen/{number}/", "generalist")
    page.get_by_role("button", name="Ik pak dit op").click()
    page.get_by_role("link", name="Begin een gesprek").click()
    also = page.get_by_role("group", name="Gaat dit gesprek ook over een andere melding?")
    also.get_by_label(re.compile("Eerste gesprek over schulden: uiterlijk")).check()
    check(page, "start")
    page.get_by_label("Wanneer?").fill("1900-01-01")
    page.get_by_role("button", name="Begin het gesprek").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("meer dan een jaar geleden")
    page.get_by_label("Wanneer?").fill("2026-11-20")
    page.get_by_label("Wanneer?").evaluate("e => e.value = new Date().toISOString().slice(0, 10)")
    page.get_by_role("button", name="Begin het gesprek").click()
    check(page, "conversation")
    expect(page.get_by_text(re.compile("Gaat ook over .*Saskia van Dalen"))).to_be_visible()
    expect(page.get_by_text("0 van 14 onderwerpen besproken")).to_be_visible()
    page.get_by_label("De vraag achter de vraag").fill("Er weer bij horen")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name="Werk en dagbesteding").click()
    check(page, "domain")
    page.get_by_label("Wat wilt u?").fill("Werken met mensen")
    page.get_by_label("Resultaat toevoegen").fill("Saskia werkt drie ochtenden")
    page.get_by_label("Voor wie?").select_option(label="Saskia van Dalen")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator(".item__title")).to_have_text("Saskia werkt drie ochtenden")
    check(page, "domain-saved")
    page.get_by_role("button", name="Opslaan en naar School en leren").click()
    page.get_by_role("button", name="Nu overslaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wonen")
    page.get_by_role("link", name="Alle onderwerpen").click()
    expect(page.get_by_text("1 van 14 onderwerpen besproken")).to_be_visible()
    expect(page.get_by_text("Overgeslagen")).to_be_visible()
    check(page, "conversation-later")
    page.get_by_role("link", name=re.compile("^Wijzig")).click()
    check(page, "result")
    page.get_by_label("Resultaat").fill("Saskia werkt twee ochtenden")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name="Alle onderwerpen").click()
    page.get_by_role("link", name="Afronden").click()
    check(page, "conclude")
    page.get_by_role("button", name="Rond het gesprek af").click()
    expect(page.get_by_text("staan klaar voor het plan")).to_be_visible()
    check(page, "read")
    page.get_by_role("link", name="Afdruk").click()
    page.emulate_media(media="print")
    expect(page.get_by_text("Saskia werkt twee ochtenden").first).to_be_visible()
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_hidden()
    page.emulate_media(media="screen")
    check(page, "paper")


def test_a_lost_connection_loses_nothing(visit: Visit, town: Town) -> None:
    talk = _talk(town)
    page = _open(visit, talk, "housing")
    page.get_by_label("Wat wilt u?").fill("Een huis zonder trap")
    expect(page.locator("[data-draft-status]")).to_contain_text("Opgeslagen om", timeout=8000)
    page.context.set_offline(True)
    page.get_by_label("Wat doet u zelf?").fill("Ik zit boven en beneden")
    expect(page.locator("[data-draft-status]")).to_contain_text("Geen verbinding", timeout=8000)
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Wat wilt u?")).to_have_value("Een huis zonder trap")
    expect(page.get_by_label("Wat doet u zelf?")).to_have_value("Ik zit boven en beneden")


def test_what_was_typed_on_the_tablet_is_there_on_the_desk(visit: Visit, town: Town) -> None:
    talk = _talk(town)
    tablet = _open(visit, talk, "housing")
    tablet.get_by_label("Wat wilt u?").fill("Een huis zonder trap")
    expect(tablet.locator("[data-draft-status]")).to_contain_text("Opgeslagen om", timeout=8000)
    desk = _open(visit, talk, "housing")
    expect(desk.get_by_text("Tekst teruggezet")).to_be_visible()
    expect(desk.get_by_label("Wat wilt u?")).to_have_value("Een huis zonder trap")
    check(desk, "kept")
    desk.get_by_role("button", name="Opslaan", exact=True).click()
    again = _open(visit, talk, "housing")
    expect(again.get_by_text("Tekst teruggezet")).to_have_count(0)
    expect(again.get_by_label("Wat wilt u?")).to_have_value("Een huis zonder trap")


def test_two_editors_both_see_both_versions(visit: Visit, town: Town) -> None:
    talk = _talk(town)
    mine = _open(visit, talk, "work")
    other = visit(f"/werk/gesprekken/{talk}/work/", "team_leader")
    other.get_by_label("Wat wilt u?").fill("Vrijwilligerswerk")
    other.get_by_role("button", name="Opslaan", exact=True).click()
    mine.get_by_label("Wat wilt u?").fill("Betaald werk")
    mine.get_by_role("button", name="Opslaan", exact=True).click()
    expect(mine.get_by_text("Vrijwilligerswerk").first).to_be_visible()
    check(mine, "conflict")
    mine.get_by_label("Maak er samen één van").check()
    mine.get_by_role("button", name="Opslaan").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Werk en dagbesteding")
    page = _open(visit, talk, "work")
    expect(page.get_by_label("Wat wilt u?")).to_have_value(re.compile("Vrijwilligerswerk[\\s\\S]*Betaald werk"))


def test_what_was_kept_does_not_overwrite_what_a_colleague_saved_later(visit: Visit, town: Town) -> None:
    talk = _talk(town)
    tablet = _open(visit, talk, "work")
    tablet.get_by_label("Wat wilt u?").fill("Van de tablet")
    expect(tablet.locator("[data-draft-status]")).to_contain_text("Opgeslagen om", timeout=8000)
    other = visit(f"/werk/gesprekken/{talk}/work/", "team_leader")
    other.get_by_label("Wat wilt u?").fill("Van de teamleider")
    other.get_by_role("button", name="Opslaan", exact=True).click()
    expect(other.get_by_text("is opgeslagen")).to_be_visible()
    desk = _open(visit, talk, "work")
    expect(desk.get_by_label("Wat wilt u?")).to_have_value("Van de tablet")
    desk.get_by_role("button", name="Opslaan", exact=True).click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Twee versies: kies samen de juiste")
    expect(desk.get_by_text("Van de teamleider").first).to_be_visible()


def test_a_megabyte_and_markup(visit: Visit, town: Town) -> None:
    talk = _talk(town)
    page = _open(visit, talk, "work")
    page.get_by_label("Wat wilt u?").evaluate("e => { e.value = 'x'.repeat(1000000) }")
    page.get_by_label("Wat doet u zelf?").fill("<script>alert(1)</script>")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_contain_text("Hier passen 10000 tekens")
    expect(page.get_by_label("Wat doet u zelf?")).to_have_value("<script>alert(1)</script>")


def test_another_team_finds_nothing(visit: Visit, town: Town) -> None:
    page = visit(f"/werk/gesprekken/{_talk(town)}/", "other_generalist")
    expect(page.get_by_role("heading", level=1)).to_contain_text("vinden wij niet")

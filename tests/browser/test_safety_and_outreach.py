"""Going to somebody who did not ask, and the reporting code, in a real browser; accessible and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ontschot.domain.access import actions
from ontschot.privacy import acting
from tests.browser.visiting import Visit, browser, check, town, visit  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_signal_a_visit_and_help_that_is_wanted(visit: Visit, town: Town) -> None:  # noqa: F811
    by = town.actor("access_worker", "intake")
    with acting.acting(by):
        made = actions.report(
            by=by, person_id=town.saskia, question="Drie maanden huur open, doet niet open.", channel="partner",
            reported_by="professional", referrer_name="Woonstichting Thuis", person_knows=False, signal="rent",
        )  # fmt: skip
        actions.triage(
            by=by, request_number=made.pk, version=1, complexity="complex", life_domains=["income"], safety="safe",
            team_id=town.team, threats=["eviction"],
        )  # fmt: skip
    page = visit("/werk/erop-af/", "generalist")
    expect(page.get_by_role("main")).to_contain_text("Ontruiming van de woning")
    check(page, "outreach")
    page.get_by_role("link", name="Bezoek vastleggen Saskia van Dalen").click()
    page.get_by_label("Gesproken: wil hulp").check()
    page.get_by_label("Wat zag of hoorde u?").fill("Koffie gedronken. De brieven liggen in een la.")
    check(page, "outreach-visit")
    page.get_by_role("button", name="Bezoek opslaan").click()
    section = page.get_by_role("region", name="Erop af")
    expect(section).to_contain_text("Wil hulp")
    expect(section).to_contain_text("Wgs 3 lid 1 onder b")
    expect(section).to_contain_text("Ziet de inwoner niet")
    check(page, "outreach-request")
    page = visit("/werk/erop-af/", "other_generalist")
    expect(page.get_by_text("Niemand om naartoe te gaan")).to_be_visible()
    check(page, "outreach-empty")


def test_the_reporting_code_from_signals_to_a_decision(visit: Visit, town: Town) -> None:  # noqa: F811
    page = visit(f"/werk/huishoudens/{town.household}/", "generalist")
    page.get_by_role("link", name="Veiligheid").click()
    expect(page.get_by_text("Geen zorg over veiligheid")).to_be_visible()
    check(page, "safety-empty")
    page.get_by_role("link", name="Meldcode volgen").click()
    page.get_by_label("Welke signalen ziet u?").fill("Jeffrey had een blauw oog en wilde niet zeggen hoe.")
    check(page, "safety-open")
    page.get_by_role("button", name="Leg de zorg vast").click()
    page.get_by_role("link", name="Advies zonder naam").click()
    expect(page.get_by_label("Uw vraag, zonder namen")).to_have_value(
        "Een huishouden met een volwassene, een jongere van 12 tot 18 (2)."
    )
    page.get_by_label("Veilig Thuis").check()
    page.get_by_label("Uw vraag, zonder namen").fill("Jeffrey heeft een blauw oog.")
    page.get_by_role("textbox", name="Het advies", exact=True).fill("Praat eerst met de moeder.")
    page.get_by_role("button", name="Leg het advies vast").click()
    expect(
        page.get_by_text("Hieruit blijkt over wie het gaat. Haal weg of schrijf anders: Jeffrey.").first
    ).to_be_visible()
    check(page, "safety-advice-refused")
    page.get_by_label("Uw vraag, zonder namen").fill("Een jongere heeft een blauw oog.")
    page.get_by_role("button", name="Leg het advies vast").click()
    for step, text in ((2, "Overlegd met een collega"), (3, "Gesproken met de moeder")):
        page.get_by_role("link", name="Stap vastleggen").click()
        page.get_by_label(f"{step}. ").check()
        page.get_by_label("Wat deed u, en wat is besloten?").fill(text)
        page.get_by_role("button", name="Leg de stap vast").click()
    page.get_by_role("link", name="Stap vastleggen").click()
    page.get_by_label("Wat deed u, en wat is besloten?").fill("Er is een vermoeden van geweld door de partner.")
    page.get_by_label("Besluit").select_option("unsafe")
    check(page, "safety-step")
    page.get_by_role("button", name="Leg de stap vast").click()
    expect(page.get_by_text("Dan is melden bij Veilig Thuis de norm")).to_be_visible()
    page.get_by_role("link", name="Afspraak toevoegen").click()
    page.get_by_label("Wat is de afspraak?").fill("Oma haalt de kinderen op uit school")
    page.get_by_label("Wie doet dit?").fill("Oma")
    page.get_by_label("Wie stemde ermee in?").fill("Saskia")
    check(page, "safety-agree")
    page.get_by_role("button", name="Leg de afspraak vast").click()
    page.get_by_role("link", name="Maatregel vastleggen").click()
    page.get_by_label("Tijdelijk huisverbod").check()
    page.get_by_label("Wie legde de maatregel op?").fill("De burgemeester")
    page.get_by_label("Voor wie geldt hij?").fill("De partner")
    check(page, "safety-measure")
    page.get_by_role("button", name="Leg de maatregel vast").click()
    expect(page.get_by_role("region", name="Dwang: opgelegde maatregelen")).to_contain_text("De burgemeester")
    expect(page.get_by_role("region", name="Veiligheidsplan: afspraken")).to_contain_text("Oma haalt de kinderen op")
    check(page, "safety")
    page.goto(page.url.replace("/veiligheid/", "/"))
    expect(page.get_by_role("link", name="Veiligheid Meldcode")).to_be_visible()
    check(page, "safety-household")

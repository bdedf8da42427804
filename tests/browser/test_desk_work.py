"""Letters of the municipality and to many, large lists, arrears from a file, own help, papers with the public form."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ontschot.config import jobs as working
from ontschot.domain.plans import actions
from ontschot.privacy import acting, jobs
from tests.browser.visiting import Visit, check
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def a_file(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def work(town: Town, who: str, kind: str) -> None:
    """The worker does what waits."""
    by = town.actor(who)
    with acting.acting(by):
        job = jobs.mine(kind)[0]
    working.run(job.pk, by.user_id or 0)


def test_looking_for_somebody_from_the_bar(visit: Visit, town: Town) -> None:
    page = visit("/werk/", "generalist")
    page.keyboard.press("/")
    page.keyboard.type("dalen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Jeffrey van Dalen")).to_be_visible()
    assert "dalen" not in page.url
    found = page.url
    page.reload()
    expect(page.get_by_role("link", name="Jeffrey van Dalen")).to_be_visible()
    page.get_by_label("Naam, geboortedatum of adres").fill("niemand")
    page.get_by_role("button", name="Zoeken").last.click()
    expect(page.get_by_text("Niemand gevonden")).to_be_visible()
    page.go_back()
    assert page.url == found
    expect(page.get_by_role("link", name="Jeffrey van Dalen")).to_be_visible()


def test_a_standard_letter_of_the_municipality(visit: Visit, town: Town) -> None:
    page = visit("/sturing/stamgegevens/brieven/", "administrator")
    check(page, "standard-letters")
    page.get_by_role("link", name="Aanpassen Wij stoppen met meedenken").click()
    text = page.get_by_role("textbox", name="Tekst", exact=True)
    text.fill(text.input_value() + "\n\nIndien u {voornaam} wilt.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Dit kennen wij niet: {voornaam}").first).to_be_visible()
    text.fill(text.input_value().replace("{voornaam}", "{naam}"))
    page.get_by_role("button", name="Kijk de taal na").click()
    expect(page.get_by_text("Dit is te moeilijk voor taalniveau B1")).to_be_visible()
    check(page, "standard-letter")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Opgeslagen als uitgave 1")).to_be_visible()


def test_a_letter_with_an_attachment_is_withdrawn(visit: Visit, town: Town, tmp_path: Path) -> None:
    page = visit(f"/werk/huishoudens/{town.household}/brieven/nieuw/?soort=invitation", "generalist")
    page.get_by_label("Aan wie?").select_option(label="Saskia van Dalen")
    page.get_by_label("Bijlagen").set_input_files([a_file("folder.pdf", PDF)])
    page.get_by_role("button", name="Kijk de taal na").click()
    expect(page.get_by_text("folder.pdf")).to_be_visible()
    check(page, "letter-attachment")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("Er is nog iets niet ingevuld")).to_be_visible()  # the day and the time
    expect(page.get_by_role("region", name="Bijlagen")).to_contain_text("folder.pdf")
    check(page, "letter-preview")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_role("link", name="Bijlage: folder.pdf")).to_be_visible()
    check(page, "letters-attachment")
    page.get_by_role("link", name="Trek in").click()
    check(page, "letter-withdraw")
    page.get_by_label("Waarom trekt u dit in?").fill("De datum klopte niet. U krijgt een nieuwe brief.")
    page.get_by_role("button", name="Trek in").click()
    expect(page.get_by_text("Ingetrokken op")).to_be_visible()
    check(page, "letters-withdrawn")
    page = visit("/mijn/brieven/", "resident")
    expect(page.get_by_text("De datum klopte niet")).to_be_visible()
    check(page, "my-letters-withdrawn")


def test_one_letter_to_many(visit: Visit, town: Town) -> None:
    page = visit("/werk/lijsten/huishoudens/", "generalist")
    page.get_by_role("checkbox", name="Kies Van Dalen").check()
    page.get_by_label("Met wat u koos").select_option(label="een brief schrijven")
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    page.get_by_label("aan elke volwassene apart").check()
    page.get_by_label("Onderwerp").fill("Een nieuw telefoonnummer")
    page.get_by_role("textbox", name="Tekst").fill("Beste {naam},\n\nWij hebben een nieuw nummer.")
    check(page, "mailing")
    page.get_by_role("button", name="Verder: wie krijgt hem?").click()
    expect(page.get_by_role("paragraph").filter(has_text="Saskia van Dalen")).to_be_visible()
    check(page, "mailing-check")
    page.get_by_role("button", name="Leg 1 brief vast").click()
    expect(page.get_by_text("nog 1 te gaan")).to_be_visible()
    check(page, "mailing-going")
    work(town, "generalist", "mailing")
    expect(page.get_by_role("link", name="Brieven Van Dalen")).to_be_visible(timeout=15_000)  # without loading again
    page.reload()
    expect(page.get_by_role("link", name="Druk alles af")).to_be_visible()
    check(page, "mailing-placed")
    page = visit("/werk/brieven/reeksen/", "generalist")
    check(page, "mailings")


def test_a_list_is_shared_exported_and_handed_over(visit: Visit, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
    page = visit("/werk/lijsten/huishoudens/?sort=contact", "team_leader")
    page.get_by_text("Bewaar deze zoekopdracht").click()
    page.get_by_label("Naam", exact=True).fill("Lang niet gesproken")
    page.get_by_label("Voor wie").select_option(index=1)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("bewaard voor uw team")).to_be_visible()
    page.get_by_role("checkbox", name="Kies Van Dalen").check()
    page.get_by_label("Met wat u koos").select_option(label="Tineke Leider wordt regisseur")
    check(page, "list-households")
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    check(page, "list-hand-over")
    page.get_by_label("Waarom?").fill("Andere wijk")
    page.get_by_role("button", name="Doen").click()
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_visible()
    page = visit("/werk/lijsten/huishoudens/bestanden/", "generalist")
    page.get_by_role("button", name="Maak het bestand").click()
    check(page, "list-files-going")
    work(town, "generalist", "list")
    page.reload()
    expect(page.get_by_text("1 van 1 regels")).to_be_visible()
    check(page, "list-files")


def test_arrears_from_a_file(visit: Visit, town: Town) -> None:
    page = visit("/werk/erop-af/bestand/", "access_worker")
    check(page, "arrears")
    page.get_by_label("Huurachterstand").check()
    page.get_by_label("Van welke organisatie?").fill("Wonen Oss")
    page.get_by_label("Wat dreigt er").select_option(label="Ontruiming van de woning")
    text = (
        "Achternaam;Geboortedatum;Contract;Achterstand;Datum ontruiming\nDalen;12-04-1986;C-1;1.250,00;2026-12-24\n"
        "Onbekend;01-01-1990;C-2;300,00;\nDalen;31-02-1986;C-3;abc;\n"
    )
    page.get_by_label("Bestand", exact=False).last.set_input_files([a_file("achterstand.csv", text.encode())])
    page.get_by_role("button", name="Verder: kijk de regels na").click()
    expect(page.get_by_text("wordt een melding").first).to_be_visible()
    expect(page.get_by_text("Geboortedatum: niet te lezen")).to_be_visible()
    check(page, "arrears-check")
    page.get_by_role("button", name="Maak 1 melding").click()
    expect(page.get_by_text("0 van 3 regels")).to_be_visible()
    work(town, "access_worker", "arrears")
    page.reload()
    expect(page.get_by_role("link", name="Uitkomst per regel")).to_be_visible()
    check(page, "arrears-done")
    page = visit("/werk/erop-af/", "access_worker")
    expect(page.get_by_text("€ 1.250,00")).to_be_visible()
    check(page, "outreach-from-a-file")


def test_help_and_news_of_the_municipality(visit: Visit, town: Town) -> None:
    page = visit("/sturing/stamgegevens/hulp/", "administrator")
    check(page, "own-texts-none")
    page.get_by_role("link", name="Tekst schrijven").click()
    page.get_by_label("bij de hulp van een scherm").check()
    page.get_by_label("Bij welk scherm?").select_option(label="Dubbele personen")
    page.get_by_label("Titel", exact=True).fill("Bij ons vraagt u eerst Bea")
    page.get_by_role("textbox", name="Tekst", exact=True).fill("# Wanneer?\n\n- Bij twijfel.\n- Bij twee BSN's.")
    check(page, "own-text")
    page.get_by_role("button", name="Opslaan").click()
    check(page, "own-texts")
    page = visit("/werk/dubbel/", "generalist")
    page.keyboard.press("?")
    expect(page.get_by_text("Bij ons vraagt u eerst Bea")).to_be_visible()
    check(page, "help-duplicates")


def test_papers_with_the_public_form(visit: Visit, town: Town) -> None:
    page: Page = visit("/mijn/hulpvraag/")
    page.get_by_label("Foto's of papieren").set_input_files([a_file("brief.pdf", PDF), a_file("niets.txt", b"tekst")])
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(page.get_by_text("niets.txt kunnen wij niet aannemen").first).to_be_visible()
    expect(page.get_by_text("brief.pdf", exact=False).first).to_be_visible()
    check(page, "ask-files")

"""The guided study and its report in a real browser: from files to a report, at every width, also without script."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import Visit, check

pytestmark = pytest.mark.django_db(transaction=True)


def registration(name: str, words: list[str], every: int) -> dict[str, Any]:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Achternaam", "Voorletters", "Geb.datum", "Postcode", "Huisnr", "Buurt", "Voorziening"])
    for who in range(0, 900, every):
        born = f"{who % 28 + 1:02}-{who % 12 + 1:02}-{1930 + who % 60}"
        area = f"BU0345{who % 3:02}0{who % 2}"
        word = words[who // 7 % len(words)]
        writer.writerow([f"Naam{who}", f"A{who % 7}.", born, f"{1000 + who % 90}AB", who % 60, area, word])
    return {"name": name, "mimeType": "text/csv", "buffer": out.getvalue().encode()}


def borders() -> dict[str, Any]:
    """Three districts side by side."""
    features = []
    for at in range(3):
        ring = [[at, 52], [at + 1, 52], [at + 1, 53], [at, 53], [at, 52]]
        properties = {"naam": f"Wijk {at}", "wijkcode": f"WK0345{at:02}"}
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return {"name": "wijken.geojson", "mimeType": "application/geo+json", "buffer": data}


def sheet() -> dict[str, Any]:
    """Judged pairs, one of a file that is not brought along."""
    lines = ["judgement;file_l;row_l;mark_l;file_r;row_r;mark_r", "ander;wmo.csv;1;a;bijstand.csv;1;b"]
    lines.append("zelfde;wmo.csv;2;a;ouder.csv;1;b")
    return {"name": "oordelen.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}


def test_from_files_to_a_report(visit: Visit, settings: Any, tmp_path: Path) -> None:
    settings.STUDIES = tmp_path / "studies"
    page = visit("/sturing/samenloop/", "policy_officer")
    check(page, "study-files")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("Kies minstens één bestand.").first).to_be_visible()
    files = [registration("bijstand.csv", ["Uitkering"], 2), registration("wmo.csv", ["Vervoer", "Hulp"], 1)]
    page.get_by_label("Bestanden").set_input_files([*files, borders(), sheet()])
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name="bijstand.csv")).to_be_visible()
    expect(page.get_by_label("Waar staat de code van het gebied?")).to_have_value("wijkcode")
    page.get_by_label("Titel").fill("Samenloop in Voorbeeldstad")
    page.get_by_label("Peildatum", exact=True).fill("2020-01-01")
    page.get_by_label("Wat ontbreekt").fill("Jeugdzorg")
    page.get_by_label("Regeling").nth(0).fill("Participatiewet")
    page.get_by_label("Regeling").nth(1).fill("Wmo")
    check(page, "study-columns")
    expect(page.get_by_label("Leeftijdsgroepen")).to_be_hidden()
    page.get_by_text("Meer keuzes").click()
    page.get_by_label("Leeftijdsgroepen").fill("0, 67, 30")
    page.get_by_label("Namen van wijken en buurten").fill("WK034500: Noord")
    expect(page.get_by_label("Waar staat de naam van het gebied?")).to_have_value("naam")
    expect(page.get_by_text("1 paar gaat over een bestand dat u niet hebt meegebracht.")).to_be_visible()
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_label("Leeftijdsgroepen")).to_be_visible()
    expect(page.get_by_label("Leeftijdsgroepen")).to_have_accessible_description(re.compile("van laag naar hoog"))
    check(page, "study-more-refused")
    page.get_by_label("Leeftijdsgroepen").fill("0, 30, 67")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_label("Naam in het verslag").nth(0)).to_be_visible()
    page.get_by_label("Naam in het verslag").nth(0).fill("Bijstandsuitkering")
    check(page, "study-values")
    page.get_by_role("button", name="Nakijken en berekenen").click()
    expect(page.get_by_text("In de wachtrij")).to_be_visible()
    expect(page).to_have_title(re.compile("Samenloop in Voorbeeldstad"))  # which of several tabs this is
    again = page.get_by_role("link", name="Vernieuwen")
    again.focus()
    again.evaluate("node => node.classList.add('old')")
    expect(page.locator("#study-refresh:not(.old)")).to_be_focused(timeout=10_000)  # the page looked by itself
    check(page, "study-waiting")
    work(page)
    page.get_by_role("link", name="Vernieuwen").click()
    expect(page.get_by_text("Het verslag is klaar")).to_be_visible()
    check(page, "study-done")
    with page.expect_download() as taken:
        page.get_by_role("link", name="alle tabellen, elk op een eigen blad").click()
    assert taken.value.suggested_filename == "samenloop-in-voorbeeldstad-2020-01-01.xlsx"
    page.get_by_role("link", name="Alle onderzoeken").click()
    expect(page.get_by_role("link", name="Samenloop in Voorbeeldstad")).to_be_visible()
    check(page, "study-list")
    page.get_by_role("link", name="Samenloop in Voorbeeldstad").click()
    page.get_by_role("link", name="Verslag lezen").click()
    expect(page.get_by_role("heading", name="In het kort")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.card')).borderRadius") == "8px"
    expect(page.get_by_role("img", name="Per wijk: personen").first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Noord")
    expect(page.get_by_role("main")).to_contain_text("Wijk 2")
    for closed in page.locator("summary").all():
        closed.click()
    check(page, "study-report")
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden()
    back = page.get_by_role("link", name="Terug naar dit onderzoek in Ontschot")
    expect(back).to_be_hidden()
    page.emulate_media(media="screen")
    back.click()
    expect(page.get_by_role("heading", name="Samenloop in Voorbeeldstad")).to_be_visible()


def work(page: Any) -> None:
    """The worker's turn."""
    from django.db import connection

    from ontschot.config.tasks import run_study

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'owner', args->>'study' FROM procrastinate_jobs WHERE task_name LIKE '%run_study'"
        )
        owner, study = cursor.fetchone()
    run_study(int(owner), study)


def test_a_study_that_is_refused_says_why_by_itself(visit: Visit, settings: Any, tmp_path: Path) -> None:
    settings.STUDIES = tmp_path / "studies"
    page = visit("/sturing/samenloop/", "policy_officer")
    lines = ["Achternaam;Geb.datum;Voorziening;Van"]
    lines += [f"Naam{who};01-02-{1930 + who % 60};Hulp;01-01-2019" for who in range(60)]
    late = "\n".join([*lines, "Naam99;01-02-1950;Hulp;01-01-2190"])
    page.get_by_label("Bestanden").set_input_files(
        [{"name": "wmo.csv", "mimeType": "text/csv", "buffer": late.encode()}]
    )
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Titel").fill("Samenloop")
    page.get_by_label("Peildatum", exact=True).fill("2020-01-01")
    page.get_by_label("Regeling").fill("Wmo")
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Nakijken en berekenen").click()
    expect(page.get_by_text("In de wachtrij")).to_be_visible()
    work(page)
    expect(page.get_by_role("status").get_by_text("De ingangsdatum ligt in de toekomst")).to_be_visible(timeout=10_000)
    expect(page.get_by_text("Onder ‘Meer keuzes’ kunt u rijen")).to_be_visible()
    check(page, "study-refused")


def test_files_that_the_settings_do_not_name(visit: Visit, settings: Any, tmp_path: Path) -> None:
    settings.STUDIES = tmp_path / "studies"
    page = visit("/sturing/samenloop/", "policy_officer")
    kept = "\n".join(
        [
            "title: Samenloop",
            "reference_date: 2020-01-01",
            "schemes: {wmo: Wmo}",
            "files: [{file: wmo.csv, scheme: wmo, columns: {surname: Achternaam, provision: Voorziening}},"
            " {file: bijstand.csv, scheme: wmo, columns: {surname: Achternaam, provision: Voorziening}}]",
        ]
    )
    own = {"name": "study.yaml", "mimeType": "application/yaml", "buffer": kept.encode()}
    page.get_by_label("Bestanden").set_input_files([registration("wmo.csv", ["Vervoer", "Hulp"], 1), own, sheet()])
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("De bestanden en de instellingen passen niet bij elkaar")).to_be_visible()
    expect(page.get_by_role("button", name="Nakijken en berekenen")).to_have_count(0)
    check(page, "study-mismatch")
    page.get_by_role("link", name="Aanpassen").click()
    expect(page.get_by_role("heading", name="oordelen.csv")).to_be_visible()

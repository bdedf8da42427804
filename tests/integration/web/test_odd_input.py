"""Input that no browser sends by itself: answered plainly, never with a broken page, and changing nothing."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.town import Town, browser

HUGE = "9" * 5000
BEYOND_BIGINT = "9999999999999999999999999"


@pytest.fixture
def worker(town: Town) -> Client:
    """A generalist, as persona (no second factor)."""
    return browser(town, "generalist")


@pytest.mark.parametrize(
    "path",
    [
        f"/werk/huishoudens/{BEYOND_BIGINT}/",
        f"/werk/personen/{BEYOND_BIGINT}/",
        f"/werk/meldingen/nieuw/?persoon={HUGE}",
        f"/werk/meldingen/?pagina={HUGE}",
        "/werk/zoeken/?vraag=²²²²²²²²²",
        "/werk/zoeken/?vraag=%00&pagina=²",
        f"/werk/zoeken/?pagina={HUGE}",
    ],
)
def test_odd_addresses_are_answered_plainly(worker: Client, path: str) -> None:
    assert worker.get(path).status_code in (200, 302, 400, 404)


@pytest.mark.parametrize("typed", ["²²²²²²²²²", "١٢٣٤٥٦٧٨٩", "000000000", "\0", "x" * 5000, "' OR 1=1 --"])
def test_odd_questions_are_answered_plainly(worker: Client, typed: str) -> None:
    assert worker.post("/werk/zoeken/", {"q": typed}, follow=True).status_code == 200


@pytest.mark.parametrize("before", ["0001-01-01T00:00:00-23:59", "9999-12-31T23:59:59-23:59", "gisteren", "%00"])
def test_odd_moments_in_the_log_of_a_resident(town: Town, client: Client, before: str) -> None:
    client.force_login(town.users["resident"])
    assert client.get(f"/mijn/wie-keek-mee/?before={before}").status_code in (200, 400)


@pytest.mark.parametrize("number", [HUGE, "²", "-1", "", BEYOND_BIGINT])
def test_odd_numbers_in_an_answer_to_the_plan(town: Town, client: Client, number: str) -> None:
    client.force_login(town.users["resident"])
    sent = {"person": number, "edition": number, "version": number, "agrees": "yes", "state": "done"}
    assert client.post("/mijn/plan/1/akkoord/", sent).status_code == 404
    assert client.post("/mijn/plan/actie/1/", sent).status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"key": "k", "fields": {"text": "een \\u0000 en \\ud800"}}', 204),
        ('{"key": "k", "fields": {"text": NaN}}', 400),
        ('{"key": "k", "fields": ' + "[" * 3000 + "]" * 3000 + "}", 400),
        ('{"key": "", "fields": {}}', 400),
        ("[]", 400),
        ("geen json", 400),
    ],
)
def test_a_draft_is_kept_or_refused_but_never_breaks(worker: Client, body: str, status: int) -> None:
    response = worker.post("/werk/concept/", body, content_type="application/json")
    assert response.status_code == status, json.dumps(body[:60])


def test_a_partner_cannot_ask_the_register(town: Town, client: Client) -> None:
    partner = browser(town, "partner")
    born = {"birth_date_day": 12, "birth_date_month": 4, "birth_date_year": 1986}
    asked = {"step": "search", "name": "van Dalen", **born}
    response = partner.post("/werk/meldingen/nieuw/", asked)
    assert response.status_code == 403
    assert "Saskia" not in response.content.decode()


def test_too_much_text_gets_the_page_that_says_what_to_do(worker: Client) -> None:
    answer = worker.post("/werk/concept/", {"text": "a" * (2 * 1024 * 1024 + 1)})
    assert answer.status_code == 413
    assert "verdeel de tekst" in answer.content.decode()

"""The public form as programs and impatient people send it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from ontschot.domain.access import queries
from ontschot.domain.access.queries import RequestLine
from ontschot.privacy import acting
from ontschot.web.portal.ask import views
from tests.town import Town

ADDRESS = "/mijn/hulpvraag/"


@pytest.fixture(autouse=True)
def _nobody_asked_before(db: None) -> None:
    cache.clear()


def _form(**changed: Any) -> dict[str, Any]:
    return {
        "request_id": str(uuid.uuid4()),
        "whom": "self",
        "question": "Ik red het niet meer",
        "given_names": "Saskia",
        "family_name": "van Dalen",
        "phone": "06 12345678",
    } | changed


def _received(town: Town) -> list[RequestLine]:
    with acting.acting(town.actor("access_worker")):
        return queries.requests_of_team()[0]


def test_sent_twice_is_one_request(town: Town) -> None:
    client, form = Client(), _form()
    answers = [client.post(ADDRESS, form) for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    [line] = _received(town)
    assert line.reference in client.get(answers[0].headers["Location"]).content.decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"question": "x" * 1_000_000},
        {"family_name": "x" * 1_000_000},
        {"family_name": "Jan\x00sen"},
        {"birth_date_day": "31", "birth_date_month": "2", "birth_date_year": "1986"},
        {"birth_date_day": "1", "birth_date_month": "1", "birth_date_year": "2999"},
        {"postcode": "12 <b>"},
        {"house_number": "twaalf"},
        {"phone": "", "email": ""},
        {"whom": "other"},
        {"whom": "iedereen"},
        {"email": "geen adres"},
    ],
    ids=lambda changed: "-".join(changed),
)
def test_what_cannot_be_is_said_at_the_field_and_kept(town: Town, changed: dict[str, str]) -> None:
    answer = Client().post(ADDRESS, _form(**changed))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "field__error" in text
    assert changed.get("question", "Ik red het niet meer") in text
    assert _received(town) == []


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(town: Town) -> None:
    assert Client().post(ADDRESS, _form(website="https://example.test")).status_code == 302
    assert _received(town) == []


def test_too_many_from_one_address_wait(town: Town) -> None:
    client = Client()
    for _ in range(views.PER_HOUR):
        assert client.post(ADDRESS, _form()).status_code == 302
    refused = client.post(ADDRESS, _form(question="Wat ik al had getypt"))
    assert refused.status_code == 429
    assert "Wat ik al had getypt" in refused.content.decode()
    assert client.post(ADDRESS, _form(), REMOTE_ADDR="192.0.2.7").status_code == 302


def test_markup_stays_text(town: Town) -> None:
    client = Client()
    client.post(ADDRESS, _form(question="<script>alert(1)</script>", family_name="<b>Dalen</b>"))
    [line] = _received(town)
    assert line.question == "<script>alert(1)</script>"


def test_a_resident_who_logged_in_tells_nothing_twice(town: Town) -> None:
    client = Client()
    client.force_login(town.users["resident"])
    page = client.get(ADDRESS).content.decode()
    assert "family_name" not in page
    answer = client.post(
        ADDRESS, {"question": "Nog een vraag", "phone": "06 12345678", "request_id": str(uuid.uuid4())}
    )
    assert answer.status_code == 302
    [line] = _received(town)
    assert (line.person_id, line.identity_checked, line.household_id) == (town.saskia, True, town.household)


def test_the_form_speaks_english(town: Town) -> None:
    client = Client()
    client.cookies["taal"] = "en"
    assert "Ask for help" in client.get(ADDRESS).content.decode()

"""The public form as programs and impatient people send it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ontschot.domain.access import queries
from ontschot.domain.access.queries import RequestLine
from ontschot.domain.plans import queries as plan_queries
from ontschot.privacy import acting, held, log
from ontschot.privacy.models import HeldFile
from ontschot.web.portal.ask import views
from tests.town import Town, browser

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


# ---------------------------------------------------------------------------------------- papers with the form

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def _file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


def _held() -> int:
    with acting.acting(acting.system("test")), acting.wide("ontschot_register"):
        log.read("test", [])
        return HeldFile.objects.count()


def test_papers_come_along_with_the_request(town: Town) -> None:
    client = Client()
    refused = client.post(ADDRESS, _form(phone="", files=[_file("aanmaning.pdf", PDF), _file("foto.exe", PNG)]))
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "aanmaning.pdf" in text  # kept while the rest is put right
    assert "foto.png" in text  # what it is, is told from its content
    assert _held() == 2
    form = _form()
    assert client.post(ADDRESS, form).status_code == 302
    assert _held() == 0
    [line] = _received(town)
    with acting.acting(town.actor("access_worker")):
        papers = plan_queries.documents(line.household_id)
    assert sorted(one.title for one in papers) == [f"{line.reference}: aanmaning.pdf", f"{line.reference}: foto.png"]
    assert client.post(ADDRESS, form).status_code == 302  # the same form once more
    with acting.acting(town.actor("access_worker")):
        assert len(plan_queries.documents(line.household_id)) == 2
    with acting.acting(town.actor("generalist")):
        assert plan_queries.documents(line.household_id) == []  # not divided yet
    got = browser(town, "access_worker").get(f"/werk/documenten/{papers[0].pk}/")
    assert "attachment" in got["Content-Disposition"]
    assert got["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("virus.pdf", b"MZ\x90\x00" + b"\x00" * 40, "kunnen wij niet aannemen"),
        ("pagina.png", b"<svg onload=alert(1)>", "kunnen wij niet aannemen"),
        ("leeg.pdf", b"", "leeg"),
        ("groot.pdf", PDF + b"0" * (5 * 1024 * 1024), "te groot"),
    ],
)
def test_what_is_no_paper_is_refused_and_nothing_typed_is_lost(
    town: Town, name: str, content: bytes, said: str
) -> None:
    answer = Client().post(ADDRESS, _form(files=[_file(name, content)]))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert "Ik red het niet meer" in text
    assert _held() == 0
    assert _received(town) == []


def test_no_more_than_four_papers_and_one_can_be_taken_away(town: Town) -> None:
    client = Client()
    many = [_file(f"{n}.pdf", PDF) for n in range(6)]
    assert "hooguit 4 bestanden" in client.post(ADDRESS, _form(files=many)).content.decode()
    assert _held() == 4
    with acting.acting(acting.system("test")), acting.wide("ontschot_register"):
        log.read("test", [])
        numbers = list(HeldFile.objects.order_by("id").values_list("pk", flat=True))
    other = Client()
    other.post(ADDRESS, _form(phone="", files=[_file("x.pdf", PDF)], remove_file=[str(numbers[0])]))
    assert _held() == 5  # of another browser
    assert client.post(ADDRESS, _form(remove_file=[str(n) for n in numbers])).status_code == 302
    [line] = _received(town)
    with acting.acting(town.actor("access_worker")):
        assert plan_queries.documents(line.household_id) == []


def test_an_abandoned_form_leaves_nothing(town: Town) -> None:
    Client().post(ADDRESS, _form(phone="", files=[_file("x.pdf", PDF)]))
    assert _held() == 1
    with acting.acting(acting.system("test")):
        assert held.forget_abandoned() == 0
        with acting.wide("ontschot_register"):
            HeldFile.objects.update(held_at=timezone.now() - dt.timedelta(days=2))
            log.read("test", [])
        assert held.forget_abandoned() == 1
    assert _held() == 0


def test_nobody_fills_the_database_with_files(town: Town) -> None:
    for _n in range(views.FILES_PER_HOUR):
        Client().post(ADDRESS, _form(phone="", files=[_file("x.pdf", PDF)]))
    answer = Client().post(ADDRESS, _form(phone="", files=[_file("x.pdf", PDF)]))
    assert "kwamen net veel bestanden" in answer.content.decode()
    assert _held() == views.FILES_PER_HOUR

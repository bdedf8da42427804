"""Arrears from a file: brought, looked at, taken in once, whom we do not know left outside."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ontschot.config import jobs as working
from ontschot.domain.access import queries
from ontschot.domain.access.rules import arrears as rules
from ontschot.foundation.calendar import today
from ontschot.privacy import acting, held, jobs, log
from ontschot.privacy.models import HeldFile
from tests.town import Town, browser

pytestmark = pytest.mark.django_db
HERE = "/werk/erop-af/bestand/"
CHECK = f"{HERE}nakijken/"
FILE = (
    "Achternaam;Geboortedatum;Contractnummer;Achterstand;Datum ontruiming\n"
    "Dalen;12-04-1986;C-1;1.250,00;2026-12-24\n"
    "Dalen;12-04-1986;C-1;1.250,00;\n"
    "Onbekend;01-01-1990;C-2;300,00;\n"
    "Dalen;31-02-1986;C-3;300,00;\n"
)


def bring(client: Client, content: str = FILE, **changes: Any) -> Any:
    form = {
        "kind": "rent",
        "name": "Wonen Oss",
        "contact": "incasso",
        "sent_on": today().isoformat(),
        "threat": "eviction",
        "files": SimpleUploadedFile("achterstand.csv", content.encode()),
    }
    return client.post(HERE, form | changes)


def columns(content: str = FILE) -> dict[str, str]:
    return {name: str(at) for name, at in rules.guess(content.split("\n")[0].split(";")).items()}


def take_in(town: Town, client: Client) -> None:
    sent = columns() | {"start": "1", "request_id": str(uuid.uuid4())}
    assert client.post(CHECK, sent)["Location"] == HERE
    with acting.acting(town.actor("access_worker")):
        job = jobs.mine("arrears")[0]
    working.run(job.pk, job.user_id)


def received(town: Town) -> list[queries.OutreachLine]:
    with acting.acting(town.actor("access_worker")):
        return queries.outreach()


def test_a_file_is_looked_at_taken_in_and_gone(town: Town) -> None:
    client = browser(town, "access_worker")
    assert bring(client)["Location"] == CHECK
    page = client.get(CHECK).content.decode()
    for said in ("Wordt een melding", "Staat twee keer", "Niet bekend bij ons", "Geboortedatum: niet te lezen"):
        assert said in page
    assert "Saskia van Dalen" in page
    assert "Onbekend" not in page.split("<tbody")[1]
    assert received(town) == []  # looking makes nothing

    take_in(town, client)
    [one] = received(town)
    assert one.line.unasked
    assert one.rank == 0  # eviction threatens
    assert "€ 1.250,00" in one.line.question
    assert "gemeld door Wonen Oss" in one.line.question
    with acting.acting(town.actor("access_worker")):
        log.read("test", [])
        view = queries.signal_of(one.line.number)
        assert view is not None
        assert (view.record.kind, view.record.source_name, view.article) == ("rent", "Wonen Oss", "Wgs 3 lid 1 onder b")
        terms = queries.terms_of_request(one.line.number)
        assert any("wgs" in str(term.record.rule) for term in terms)
        assert not HeldFile.objects.exists()
    done = client.get(HERE).content.decode()
    assert "4 van 4 regels" in done
    with acting.acting(town.actor("access_worker")):
        job = jobs.mine("arrears")[0]
    text = client.get(f"{HERE}{job.pk}.csv").content.decode("utf-8-sig")
    assert [line.split(";")[0] for line in text.splitlines()] == ["Regel", "2", "3", "4", "5"]
    assert "Dalen" not in text


def test_the_same_file_again_does_nothing_twice(town: Town) -> None:
    client = browser(town, "access_worker")
    bring(client)
    take_in(town, client)
    bring(client)
    page = client.get(CHECK).content.decode()
    assert "Al eerder ontvangen" in page
    assert "Maak 1 melding" not in page
    answer = client.post(CHECK, columns() | {"start": "1"})
    assert answer.status_code == 200  # nothing new: nothing begins
    assert len(received(town)) == 1
    bring(client, kind="water", threat="water")
    assert "Wordt een melding" in client.get(CHECK).content.decode()  # another debt


def test_work_that_is_taken_up_again_takes_nothing_in_twice(town: Town) -> None:
    client = browser(town, "access_worker")
    bring(client)
    take_in(town, client)
    with acting.acting(town.actor("access_worker")):
        job = jobs.mine("arrears")[0]
    working.run(job.pk, job.user_id)
    assert len(received(town)) == 1


@pytest.mark.parametrize(
    ("content", "changes", "said"),
    [
        ("", {}, "is leeg"),
        ("een kolom\n1\n", {}, "minstens twee"),
        (FILE, {"threat": "water"}, "past niet bij deze achterstand"),
        (FILE, {"name": ""}, "verplicht"),
        (FILE, {"sent_on": "2199-01-01"}, "toekomst"),
        ("a;b\n" + "1;2\n" * 1001, {}, "meer dan 1.000 regels"),
    ],
)
def test_what_cannot_be_read_is_said(town: Town, content: str, changes: dict[str, str], said: str) -> None:
    answer = bring(browser(town, "access_worker"), content, **changes)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_who_may_not_identify_may_not_bring_a_file(town: Town) -> None:
    assert browser(town, "partner").get(HERE).status_code == 403
    assert browser(town, "access_worker").get(CHECK)["Location"] == HERE  # nothing was brought


def test_the_log_names_who_was_found_and_the_number_of_queries_is_constant(town: Town) -> None:
    def look(times: int) -> int:
        rows = [rules.Arrears(n, name="Dalen", birth_date="19860412", reference=f"C-{n}") for n in range(2, 2 + times)]
        with acting.acting(town.actor("access_worker")), CaptureQueriesContext(connection) as captured:
            assert {one.person_id for one in queries.find_all(rows, kind="rent", source="W")} == {town.saskia}
        return len(captured)

    assert look(3) == look(300)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE ontschot_oversight")
        cursor.execute("SELECT DISTINCT subject_person_id FROM privacy_logentry WHERE action = 'identify_file'")
        assert {row[0] for row in cursor.fetchall()} == {town.saskia}
        cursor.execute("RESET ROLE")


def test_another_worker_does_not_see_the_file(town: Town) -> None:
    bring(browser(town, "access_worker"))
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        assert held.peek("arrears") is None

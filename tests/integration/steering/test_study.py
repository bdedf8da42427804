"""The guided study of overlap: bring, point out, run, read; nothing of what was brought stays, nobody is shown."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def table(settings: Any, tmp_path: Path) -> Path:
    """Where studies lie in this test."""
    settings.STUDIES = tmp_path / "studies"
    return settings.STUDIES  # type: ignore[no-any-return]


def enter(town: Town, who: str) -> Client:
    client = Client()
    client.force_login(town.users[who])
    session = client.session
    session["persona"] = True
    session.save()
    return client


def registration(heads: list[str], words: list[str], every: int) -> SimpleUploadedFile:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(heads)
    for who in range(600):
        if who % every == 0:
            born = f"{who % 28 + 1:02}-{who % 12 + 1:02}-{1930 + who % 60}"
            writer.writerow(
                [f"Geheim{who}", f"A{who % 7}.", born, f"{1000 + who % 90}AB", who % 60, words[who % len(words)]]
            )
    return SimpleUploadedFile(f"{words[0]}.csv", out.getvalue().encode())


HEADS = ["Achternaam", "Voorletters", "Geb.datum", "Postcode", "Huisnr", "Voorziening"]


def files() -> list[SimpleUploadedFile]:
    return [registration(HEADS, ["vervoer", "hulp"], 1), registration(HEADS, ["uitkering"], 2)]


def send(client: Client, do: str, **data: Any) -> Any:
    return client.post(reverse("steering:overlap"), {"do": do, **data}, follow=True)


def filled(response: Any, **changes: str) -> dict[str, str]:
    """What the form proposes, with the few words that only a person knows."""
    data = {"study-title": "Proef", "study-reference_date": "2020-01-01", "study-missing": "Jeugdzorg\nUWV"}
    for form, scheme in zip(response.context["file_forms"], ("Bijstand", "Wmo"), strict=True):
        for name, field in form.fields.items():
            data[form.add_prefix(name)] = field.initial or ""
        data[form.add_prefix("scheme")] = scheme
    return data | changes


def work() -> None:
    """Do what is in the queue, as the worker does."""
    from ontschot.config.tasks import run_study

    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'ontschot.config.tasks.run_study'")
        jobs = [row[0] for row in cursor.fetchall()]
    assert len(jobs) == 1
    args = jobs[0] if isinstance(jobs[0], dict) else json.loads(jobs[0])
    run_study(**args)


def test_from_files_to_a_report(town: Town, table: Path) -> None:
    client = enter(town, "policy_officer")
    assert "Kies" in client.get(reverse("steering:overlap")).content.decode()
    response = send(client, "upload", registrations=files())
    guesses = {form.guess.file: [c.role for c in form.guess.columns] for form in response.context["file_forms"]}
    assert guesses["uitkering.csv"] == ["surname", "initials", "birth_date", "postcode", "house_number", "provision"]
    response = send(client, "run", **filled(response))
    assert not response.context.get("faults"), response.context["faults"]
    assert response.context["state"].stage == "waiting"
    assert any(table.rglob("uitkering.csv"))
    work()
    assert not any(table.rglob("uitkering.csv"))
    page = client.get(reverse("steering:overlap"))
    assert page.context["state"].stage == "done"
    report = client.get(reverse("steering:overlap_report"))
    text = report.content.decode()
    assert "Niet meegeteld: Jeugdzorg; UWV." in text
    assert re.match(r"default-src 'none'; style-src 'sha256-[^']+'", report["Content-Security-Policy"])
    assert "Geheim" not in text + page.content.decode()
    found = client.get(reverse("steering:overlap_report"), {"bestand": "report.json"})
    assert "attachment" in found["Content-Disposition"]
    names = {p["name"] for p in json.loads(found.content)["provisions"].values()}
    assert names == {"vervoer", "hulp", "uitkering"}
    kept = client.get(reverse("steering:overlap_report"), {"bestand": "study.yaml"}).content
    send(client, "again")
    assert not any(path.is_file() for path in table.rglob("*"))
    response = send(client, "upload", registrations=[*files(), SimpleUploadedFile("study.yaml", kept)])
    assert response.context["own"]
    assert send(client, "run", own="yes").context["state"].stage == "waiting"


def test_bad_files_are_told_and_thrown_away(town: Town, table: Path) -> None:
    client = enter(town, "policy_officer")
    response = send(client, "upload", registrations=[SimpleUploadedFile("leeg.csv", b"")])
    assert "leeg.csv" in response.content.decode() or response.context["files_form"].errors
    response = send(client, "upload", registrations=[SimpleUploadedFile("a.csv", b"\0\1\2")])
    assert [fault["rule"] for fault in response.context["faults"]] == ["binary"]
    response = send(client, "upload", registrations=[SimpleUploadedFile("a.exe", b"a;b\n1;2\n")])
    assert [fault["rule"] for fault in response.context["faults"]] == ["file_name"]
    assert not any(path.is_file() for path in table.rglob("*"))


def test_too_much_at_once_is_said(town: Town, table: Path, settings: Any) -> None:
    settings.STUDY_UPLOAD = 1024
    response = send(enter(town, "policy_officer"), "upload", registrations=files())
    assert "ontschot overlap" in response.content.decode()
    assert not any(path.is_file() for path in table.rglob("*"))


def test_a_bad_row_stops_the_run_and_says_where(town: Town, table: Path) -> None:
    client = enter(town, "policy_officer")
    one, two = files()
    broken = SimpleUploadedFile(one.name, one.read().replace(b";vervoer\r\n", b"\r\n", 1))
    response = send(client, "upload", registrations=[broken, two])
    response = send(client, "run", **filled(response))
    work()
    page = client.get(reverse("steering:overlap"))
    assert page.context["state"].stage == "faulty"
    assert [(f["rule"], f["line"]) for f in page.context["faults"]] == [("column_count", 2)]
    assert not (table / str(town.users["policy_officer"].pk) / "files").exists()
    assert client.get(reverse("steering:overlap_report"), {"bestand": "study.yaml"}).status_code == 200
    assert client.get(reverse("steering:overlap_report")).status_code == 302


def test_what_the_form_refuses(town: Town) -> None:
    client = enter(town, "policy_officer")
    response = send(client, "upload", registrations=files())
    again = send(client, "run", **filled(response, **{"study-title": "", "f0-column_1": "surname"}))
    assert "title" in again.context["study_form"].errors
    assert "column_1" in again.context["file_forms"][0].errors
    assert again.context["state"].stage == "columns"


def test_one_officer_does_not_see_the_table_of_another(town: Town, table: Path) -> None:
    from ontschot.insight.desk import Desk, State

    other = Desk(table, 987654)
    other.begin([("a.csv", [b"x;y\n1;2\n"])])
    other.keep(State("done", title="Van een ander"))
    client = enter(town, "policy_officer")
    assert "Van een ander" not in client.get(reverse("steering:overlap")).content.decode()
    assert client.get(reverse("steering:overlap_report")).status_code == 302


@pytest.mark.parametrize("name", ["../state.json", "state.json", "/etc/passwd", "study.key"])
def test_only_the_report_can_be_taken_along(town: Town, name: str) -> None:
    client = enter(town, "policy_officer")
    assert client.get(reverse("steering:overlap_report"), {"bestand": name}).status_code == 302

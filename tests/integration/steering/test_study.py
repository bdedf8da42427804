"""The guided study of overlap: bring, point out, run, read; nothing of what was brought stays, nobody is shown."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.town import Town, browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def table(settings: Any, tmp_path: Path) -> Path:
    """Where studies lie in this test."""
    settings.STUDIES = tmp_path / "studies"
    return settings.STUDIES  # type: ignore[no-any-return]


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


CHOICES = {
    "study-method": "probabilistic",
    "study-minimum_cell": "10",
    "study-rounding": "5",
    "study-period": "on_date",
    "study-end_is": "last_day",
    "study-faulty_rows": "refuse",
    "study-clusters": "auto",
    "study-ages": "0, 18, 27, 45, 65, 75",
}


def files() -> list[SimpleUploadedFile]:
    return [registration(HEADS, ["vervoer", "hulp"], 1), registration(HEADS, ["uitkering"], 2)]


def send(client: Client, do: str, study: str = "", **data: Any) -> Any:
    address = reverse("steering:overlap") + (f"?onderzoek={study}" if study else "")
    return client.post(address, {"do": do, **data}, follow=True)


def brought(client: Client, *more: SimpleUploadedFile) -> tuple[str, Any]:
    """A new study from the two files: its name, and the page that asks what the columns mean."""
    response = send(client, "upload", registrations=[*files(), *more])
    return response.context["study"], response


def report(client: Client, study: str, name: str = "") -> Any:
    found = {"onderzoek": study, **({"bestand": name} if name else {})}
    return client.get(reverse("steering:overlap_report"), found)


def ran(client: Client, *registrations: SimpleUploadedFile) -> str:
    """A study of these files, as far as a run takes it."""
    response = send(client, "upload", registrations=list(registrations))
    study: str = response.context["study"]
    response = send(client, "columns", study, **filled(response))
    send(client, "run", study, **named(response))
    work()
    return study


def page_of(client: Client, study: str) -> Any:
    return client.get(reverse("steering:overlap"), {"onderzoek": study})


def named(response: Any, **changes: str) -> dict[str, str]:
    """The provisions as the page proposes them."""
    data = {}
    for form in response.context["provision_forms"]:
        for name, field in form.fields.items():
            data[form.add_prefix(name)] = field.initial or ""
    return data | changes


def filled(response: Any, **changes: str) -> dict[str, str]:
    """What the form proposes, with the few words that only a person knows."""
    data = {"study-title": "Proef", "study-reference_date": "2020-01-01", "study-missing": "Jeugdzorg\nUWV"}
    data |= CHOICES
    for form, scheme in zip(response.context["file_forms"], ("Bijstand", "Wmo"), strict=True):
        for name, field in form.fields.items():
            data[form.add_prefix(name)] = field.initial or ("registration" if name == "holds" else "")
        data[form.add_prefix("scheme")] = scheme
    return data | changes


def work(times: int = 1) -> None:
    """Do what is in the queue, as the worker does."""
    from ontschot.config.tasks import run_study

    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name LIKE '%run_study' ORDER BY id")
        jobs = [row[0] for row in cursor.fetchall()]
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name LIKE '%run_study'")
    assert len(jobs) == times
    for job in jobs:
        run_study(**(job if isinstance(job, dict) else json.loads(job)))


def test_a_name_is_whole_in_one_column_or_in_columns_of_its_own(town: Town) -> None:
    client = browser(town, "policy_officer")
    whole = [f"{who};Mw. A. Geheim{who} e/v Stil{who};{1930 + who % 60}-01-02;1000 AB;{who};hulp" for who in range(60)]
    lines = ["Nummer;Naam;Geb.datum;Postcode;Huisnr;Voorziening", *whole]
    given = SimpleUploadedFile("heel.csv", "\n".join(lines).encode())
    response = send(client, "upload", registrations=[given])
    (form,) = response.context["file_forms"]
    assert [column.role for column in form.guess.columns][1] == "full_name"
    assert "hele naam in één kolom" in response.content.decode()
    data = {"study-title": "Proef", "study-reference_date": "2020-01-01", **CHOICES}
    data |= {form.add_prefix(name): field.initial or "" for name, field in form.fields.items()}
    data |= {form.add_prefix("holds"): "registration", form.add_prefix("scheme"): "Wmo"}
    refused = send(client, "columns", response.context["study"], **data | {form.add_prefix("column_0"): "initials"})
    (wrong,) = refused.context["file_forms"]
    assert "column_1" in wrong.errors
    assert "De naam staat ook in losse kolommen" in refused.content.decode()
    went = send(client, "columns", response.context["study"], **data | {form.add_prefix("column_0"): ""})
    assert not went.context.get("faults"), went.context["faults"]


def test_from_files_to_a_report(town: Town, table: Path) -> None:
    client = browser(town, "policy_officer")
    assert "Kies" in client.get(reverse("steering:overlap")).content.decode()
    study, response = brought(client)
    guesses = {form.guess.file: [c.role for c in form.guess.columns] for form in response.context["file_forms"]}
    assert guesses["uitkering.csv"] == ["surname", "initials", "birth_date", "postcode", "house_number", "provision"]
    response = send(client, "columns", study, **filled(response))
    assert not response.context.get("faults"), response.context["faults"]
    assert [form.written for form in response.context["provision_forms"]] == ["uitkering", "hulp", "vervoer"]
    response = send(client, "run", study, **named(response, **{"p1-name": "Hulp thuis", "p1-line": "1"}))
    assert response.context["state"].stage == "waiting"
    assert any(table.rglob("uitkering.csv"))
    work()
    assert not any(table.rglob("uitkering.csv"))
    page = page_of(client, study)
    assert page.context["state"].stage == "done"
    read = report(client, study)
    text = read.content.decode()
    assert "Niet meegeteld: Jeugdzorg; UWV." in text
    assert re.match(r"default-src 'none'; style-src 'sha256-[^']+'", read["Content-Security-Policy"])
    assert "Geheim" not in text + page.content.decode()
    back = f'<a href="{reverse("steering:overlap")}?onderzoek={study}">'
    assert text.count(back) == 1
    assert back not in report(client, study, "index.html").content.decode()
    found = report(client, study, "report.json")
    assert "attachment" in found["Content-Disposition"]
    provisions = {p["name"]: p for p in json.loads(found.content)["provisions"].values()}
    assert set(provisions) == {"vervoer", "Hulp thuis", "uitkering"}
    assert provisions["Hulp thuis"]["line"] == 1
    kept = report(client, study, "study.yaml").content
    send(client, "again", study)
    assert not any(path.name != "shown.json" for path in table.rglob("*") if path.is_file())
    study, response = brought(client, SimpleUploadedFile("study.yaml", kept))
    assert response.context["own"]
    assert send(client, "run", study, own="yes").context["state"].stage == "waiting"


def test_several_studies_and_one_again_with_other_settings(town: Town, table: Path) -> None:
    client = browser(town, "policy_officer")
    first, response = brought(client)
    response = send(client, "columns", first, **filled(response, **{"study-title": "Eerste"}))
    send(client, "run", first, **named(response))
    second, response = brought(client)
    send(client, "columns", second, **filled(response, **{"study-title": "Tweede"}))
    listed = client.get(reverse("steering:overlap")).context["studies"]
    assert [(one["title"], one["stage"]) for one in listed] == [("Tweede", "values"), ("Eerste", "waiting")]
    work()
    response = send(client, "redo", first)
    assert response.context["names"] == ["uitkering.csv", "vervoer.csv"]
    response = send(client, "upload", first, registrations=files())
    assert response.context["own"]
    response = client.get(reverse("steering:overlap"), {"onderzoek": first, "aanpassen": "ja"})
    shown = {form.guess.file: form for form in response.context["file_forms"]}
    assert shown["vervoer.csv"].fields["scheme"].initial == "Wmo"
    assert response.context["study_form"].initial["title"] == "Eerste"
    data = filled(response, **{"study-title": "Eerste", "study-minimum_cell": "20", "study-method": "postcode_number"})
    response = send(client, "columns", first, **data)
    one_name = {f"p{at}-name": "Voorziening" for at in (1, 2)}
    response = send(client, "run", first, **named(response, **one_name))
    assert response.context["state"].stage == "waiting"
    work()
    data = json.loads(report(client, first, "report.json").content)
    assert (data["minimum_cell"], data["linkage"]["method"]) == (20, "postcode_number")
    assert [p["name"] for p in data["provisions"].values()] == ["uitkering", "Voorziening"]
    assert page_of(client, second).context["state"].stage == "values"


def test_a_table_of_areas_and_weights(town: Town, table: Path) -> None:
    client = browser(town, "policy_officer")
    lines = ["PC6;Buurt;Wijk", *(f"{1000 + at}AB;BU034500{at % 3:02};WK03450{at % 2}" for at in range(90))]
    areas = SimpleUploadedFile("gebieden.csv", "\n".join(lines).encode())
    response = send(client, "upload", registrations=[*files(), areas])
    study = response.context["study"]
    data = {"study-title": "Proef", "study-reference_date": "2020-01-01", "study-missing": ""}
    data |= CHOICES
    for form in response.context["file_forms"]:
        for name, field in form.fields.items():
            data[form.add_prefix(name)] = field.initial or "registration"
        data[form.add_prefix("order")] = "dmy"
        for name in [name for name in form.fields if name.startswith("column_")]:
            data[form.add_prefix(name)] = form.fields[name].initial or ""
        table_of_areas = form.guess.file == "gebieden.csv"
        data[form.add_prefix("holds")] = "areas" if table_of_areas else "registration"
        data[form.add_prefix("scheme")] = "" if table_of_areas else form.guess.file.split(".")[0]
    response = send(client, "columns", study, **data)
    assert not response.context.get("faults"), response.context["faults"]
    assert "provision_forms" in response.context, [form.errors for form in response.context["file_forms"]]
    response = send(client, "run", study, **named(response, **{"p0-weight": "2", "p1-weight": "0.5"}))
    work()
    assert page_of(client, study).context["state"].stage == "done", page_of(client, study).context["faults"]
    found = {figure["id"] for figure in json.loads(report(client, study, "report.json").content)["figures"]}
    assert {"neighbourhoods", "weights"} <= found


def test_our_own_data_go_along_and_nothing_of_them_stays(town: Town, table: Path) -> None:
    from ontschot.domain.plans import actions
    from ontschot.domain.plans.actions import PartGiven
    from ontschot.privacy import acting

    by = town.actor("generalist")
    part = PartGiven("guidance", "Thuisbegeleiding", "Zorg BV", "wmo", "household", person_id=town.saskia)
    with acting.acting(by):
        actions.add_part(by=by, household_id=town.household, given=part)
    client = browser(town, "policy_officer")
    study, response = brought(client)
    response = send(client, "columns", study, **filled(response, **{"study-database": "on"}))
    send(client, "run", study, **named(response))
    work()
    assert page_of(client, study).context["state"].stage == "done", page_of(client, study).context["faults"]
    data = json.loads(report(client, study, "report.json").content)
    assert "Ontschot" in {source["organisation"] for source in data["sources"]}
    assert "own_wmo_guidance" in data["provisions"]
    assert not any(path.suffix == ".csv" and path.name != "report.csv" for path in table.rglob("*"))
    for path in table.rglob("*"):
        assert not path.is_file() or b"Saskia" not in path.read_bytes()


def test_without_anything_of_our_own_the_study_says_so(town: Town, table: Path) -> None:
    client = browser(town, "policy_officer")
    study, response = brought(client)
    response = send(client, "columns", study, **filled(response, **{"study-database": "on"}))
    send(client, "run", study, **named(response))
    work()
    assert [fault["rule"] for fault in page_of(client, study).context["faults"]] == ["nothing_of_ours"]


def test_bad_files_are_told_and_thrown_away(town: Town, table: Path) -> None:
    client = browser(town, "policy_officer")
    response = send(client, "upload", registrations=[SimpleUploadedFile("leeg.csv", b"")])
    assert "leeg.csv" in response.content.decode() or response.context["files_form"].errors
    response = send(client, "upload", registrations=[SimpleUploadedFile("a.csv", b"\0\1\2")])
    assert [fault["rule"] for fault in response.context["faults"]] == ["binary"]
    response = send(client, "upload", registrations=[SimpleUploadedFile("a.exe", b"a;b\n1;2\n")])
    assert [fault["rule"] for fault in response.context["faults"]] == ["file_name"]
    assert not any(path.is_file() for path in table.rglob("*"))


def test_too_much_at_once_is_said(town: Town, table: Path, settings: Any) -> None:
    settings.STUDY_UPLOAD = 1024
    response = send(browser(town, "policy_officer"), "upload", registrations=files())
    assert "ontschot overlap" in response.content.decode()
    assert not any(path.is_file() for path in table.rglob("*"))


def test_a_bad_row_stops_the_run_and_says_where(town: Town, table: Path) -> None:
    client = browser(town, "policy_officer")
    one, two = files()
    broken = SimpleUploadedFile(one.name, one.read().replace(b";vervoer\r\n", b"\r\n", 1))
    study = ran(client, broken, two)
    faults = page_of(client, study).context["faults"]
    assert [(f["file"], f["rule"], f["line"]) for f in faults] == [("vervoer.csv", "column_count", 2)]


def test_a_row_that_cannot_be_stops_the_run_and_says_where(town: Town, table: Path) -> None:
    client = browser(town, "policy_officer")
    one, two = files()
    text = one.read().decode().replace("Voorziening", "Voorziening;Ingang;Einde", 1).replace("\r\n", ";2011-01-02;\r\n")
    lines = text.replace("Ingang;Einde;2011-01-02;", "Ingang;Einde").split("\r\n")
    lines[3] = lines[3].replace("2011-01-02;", "2011-01-02;2010-01-01")
    broken = SimpleUploadedFile(one.name, "\r\n".join(lines).encode())
    study = ran(client, broken, two)
    page = page_of(client, study)
    assert page.context["state"].stage == "faulty"
    assert [(f["file"], f["rule"], f["line"], f["column"]) for f in page.context["faults"]] == [
        (one.name, "end_before_start", 4, "Einde")
    ]
    assert "Onder ‘Meer keuzes’ kunt u rijen" in page.content.decode()
    assert "leave_out" not in page.content.decode()  # the word of study.yaml
    assert not (table / str(town.users["policy_officer"].pk) / study / "files").exists()
    assert report(client, study, "study.yaml").status_code == 200
    assert report(client, study).status_code == 302


def test_a_date_that_is_none_is_told_in_the_words_of_the_page(town: Town) -> None:
    client = browser(town, "policy_officer")
    one, two = files()
    text = one.read().decode().replace("Voorziening", "Voorziening;Ingang", 1).replace("\r\n", ";vorig jaar\r\n")
    broken = SimpleUploadedFile(one.name, text.replace("Ingang;vorig jaar", "Ingang").encode())
    study = ran(client, broken, two)
    faults = page_of(client, study).context["faults"]
    assert faults
    assert all("date_order" not in f["text"] for f in faults)
    assert all("'Datums staan als'" in f["text"] for f in faults)


def test_what_the_forms_refuse(town: Town) -> None:
    client = browser(town, "policy_officer")
    study, response = brought(client)
    again = send(client, "columns", study, **filled(response, **{"study-title": "", "f0-column_1": "surname"}))
    assert "title" in again.context["study_form"].errors
    assert "column_1" in again.context["file_forms"][0].errors
    assert again.context["state"].stage == "columns"
    again = send(client, "columns", study, **filled(response, **{"f1-scheme": ""}))
    assert again.context["file_forms"][1].errors["scheme"] == ["Noem de regeling waar dit bestand bij hoort."]
    asked = [form["scheme"] for form in (*response.context["file_forms"], *again.context["file_forms"])]
    assert not any(field.optional for field in asked), "it does not say that it may be left out"
    response = send(client, "columns", study, **filled(response))
    again = send(client, "run", study, **named(response, **{"p0-name": "", "p1-weight": "-1"}))
    assert "name" in again.context["provision_forms"][0].errors
    assert "weight" in again.context["provision_forms"][1].errors
    assert again.context["state"].stage == "values"


def test_one_officer_does_not_see_the_table_of_another(town: Town, table: Path) -> None:
    from ontschot.insight.desk import Desk, State

    other = Desk(table, 987654, "0123456789ab")
    other.begin([("a.csv", [b"x;y\n1;2\n"])])
    other.keep(State("done", title="Van een ander"))
    client = browser(town, "policy_officer")
    for address in ({}, {"onderzoek": other.id}):
        assert "Van een ander" not in client.get(reverse("steering:overlap"), address).content.decode()
    assert report(client, other.id).status_code == 302
    send(client, "again", other.id)
    assert other.state().stage == "done"


@pytest.mark.parametrize("name", ["../state.json", "state.json", "/etc/passwd", "study.key", "shown.json"])
def test_only_the_report_can_be_taken_along(town: Town, name: str) -> None:
    client = browser(town, "policy_officer")
    study, _ = brought(client)
    assert report(client, study, name).status_code == 302


@pytest.mark.parametrize("id", ["..", "../../x", "0123456789AB", "0123456789ab0", "", "%00"])
def test_no_other_folder_is_a_study(town: Town, id: str) -> None:
    client = browser(town, "policy_officer")
    assert "studies" in client.get(reverse("steering:overlap"), {"onderzoek": id}).context
    assert client.get(reverse("steering:overlap_report"), {"onderzoek": id}).status_code == 302


def borders(code: str) -> SimpleUploadedFile:
    ring = [[5, 52], [6, 52], [6, 53], [5, 52]]
    area = {"name": "Noord", "area": code, "inhabitants": 12}
    feature = {"type": "Feature", "properties": area, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    return SimpleUploadedFile(
        "wijken.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    )


def test_borders_give_a_map(town: Town, table: Path) -> None:
    """The property with the codes is guessed; study.yaml names file and property."""
    client = browser(town, "policy_officer")
    study, response = brought(client, borders("WK034501"))
    form = response.context["borders_form"]
    assert [value for value, _ in form.fields["code"].choices] == ["area", "name", "inhabitants"]
    answers = {**filled(response), "borders-code": "area"}
    response = send(client, "columns", study, **answers)
    assert response.context["state"].stage == "values"
    (folder,) = [path for path in table.glob("*/*") if path.is_dir()]
    assert "borders:\n  file: wijken.geojson\n  code: area\n" in (folder / "study.yaml").read_text()
    response = send(client, "upload", registrations=[borders("WK034501")])
    assert "file_name" in [fault["rule"] for fault in response.context["faults"]]  # borders alone are no study


def test_a_day_to_come_is_refused_on_the_form(town: Town) -> None:
    client = browser(town, "policy_officer")
    study, response = brought(client)
    response = send(client, "columns", study, **{**filled(response), "study-reference_date": "2999-01-01"})
    assert "reference_date" in response.context["study_form"].errors


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (b"files: x\nareas: y\nschemes: [a]", {"1", "2", "3"}),
        (b"title: A\nborders: b\nfiles: [1]", {"2", "3"}),
        (b"title: A\n\n  files: [", {"3"}),
        (b"\xff\xfe", {"1"}),
        pytest.param(b"title: " + b"A" * 2**20, set(), id="too large"),
    ],
)
def test_a_study_yaml_with_faults_is_refused_where_it_is_brought(
    town: Town, table: Path, text: bytes, lines: set[str]
) -> None:
    client = browser(town, "policy_officer")
    for more in ([], files()):  # alone, and with the registrations
        response = send(client, "upload", registrations=[*more, SimpleUploadedFile("study.yaml", text)])
        faults = response.context["faults"]
        assert {fault["file"] for fault in faults} == {"study.yaml"}
        assert lines <= {fault["lines"] for fault in faults}
        page = response.content.decode()
        assert "Of kies de bestanden zonder study.yaml" in page
        assert ", kolom" not in page[page.index("Er klopt iets niet") : page.index("Hier zijn geen gegevens")]
        assert all(f"<strong>study.yaml</strong>, regel {line}" in page for line in lines)
    assert not any(path.is_file() for path in table.rglob("*"))


def test_a_study_yaml_with_faults_takes_nothing_away(town: Town) -> None:
    client = browser(town, "policy_officer")
    study, response = brought(client)
    send(client, "columns", study, **filled(response))
    send(client, "back", study)
    send(client, "redo", study)
    kept = report(client, study, "study.yaml").content
    response = send(client, "upload", study, registrations=[*files(), SimpleUploadedFile("study.yaml", b"title: A")])
    assert response.context["faults"]
    assert response.context["state"].stage == "files"
    assert report(client, study, "study.yaml").content == kept


def judged(*pairs: tuple[str, int, str, int, str], ending: str = ".csv") -> SimpleUploadedFile:
    """A review sheet as `ontschot link --review` writes it and Excel saves it, without what only people read."""
    lines = ["judgement;file_l;row_l;mark_l;file_r;row_r;mark_r"]
    lines += [f"{word};{left};{at};{'0' * 8};{right};{other};{'0' * 8}" for left, at, right, other, word in pairs]
    return SimpleUploadedFile(f"oordelen{ending}", "\r\n".join(lines).encode())


def test_more_choices_go_to_study_yaml_and_come_back(town: Town, table: Path) -> None:
    client = browser(town, "policy_officer")
    study, response = brought(client)
    assert response.context["study_form"]["ages"].value() == "0, 18, 27, 45, 65, 75"
    more = {"study-period": "in_year", "study-end_is": "first_day_after", "study-faulty_rows": "leave_out"}
    more |= {"study-clusters": "3", "study-ages": "18 67"}
    more["study-area_names"] = "BU03450001 Binnenstad: oost\n\nBU03450102\tDe Wijk\n7; Zuid\nDe Hoef: Hoef en Hei\n"
    response = send(client, "columns", study, **filled(response, **more))
    assert response.context["state"].stage == "values", response.context["study_form"].errors
    content = yaml.safe_load(report(client, study, "study.yaml").content)
    kept = {key: content[key] for key in ("period", "end_is", "faulty_rows", "clusters", "ages")}
    assert kept == {
        "period": "in_year",
        "end_is": "first_day_after",
        "faulty_rows": "leave_out",
        "clusters": "3",
        "ages": [18, 67],
    }
    names = {"BU03450001": "Binnenstad: oost", "BU03450102": "De Wijk", "7": "Zuid", "De Hoef": "Hoef en Hei"}
    assert content["area_names"] == names
    response = send(client, "back", study)
    shown = response.context["study_form"]
    assert (shown["ages"].value(), shown["period"].value(), shown["clusters"].value()) == ("18, 67", "in_year", "3")
    again = filled(response, **(more | {"study-area_names": shown["area_names"].value()}))
    response = send(client, "columns", study, **again)
    assert yaml.safe_load(report(client, study, "study.yaml").content)["area_names"] == names
    send(client, "run", study, **named(response))
    work()
    assert page_of(client, study).context["state"].stage == "done", page_of(client, study).context["faults"]
    figures = {figure["id"]: figure for figure in json.loads(report(client, study, "report.json").content)["figures"]}
    assert {cell["row"] for cell in figures["ages"]["cells"]} == {"18", "67"}  # nobody of them was a child


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("ages", "18, 12", "Zet de grenzen van laag naar hoog."),
        ("ages", "18, twaalf", "Hier hoort een getal."),
        ("ages", "18, 150", "Het getal hoort binnen 0–120."),
        ("area_names", "BU03450001", "Regel 1: zet eerst de code, dan een dubbele punt, dan de naam."),
        ("area_names", "a: Noord\na: Zuid", "Regel 2: deze code heeft al een andere naam."),
        ("period", "ooit", "Selecteer een geldige keuze. ooit is geen beschikbare keuze."),
    ],
)
def test_what_study_yaml_refuses_stands_at_the_field(town: Town, field: str, text: str, told: str) -> None:
    """The form asks study.yaml; the choices that are folded away open."""
    client = browser(town, "policy_officer")
    study, response = brought(client)
    again = send(client, "columns", study, **filled(response, **{f"study-{field}": text}))
    assert again.context["study_form"].errors[field] == [told]
    assert not again.context.get("faults")
    assert again.context["state"].stage == "columns"
    assert '<details class="disclosure" open>' in again.content.decode()


def test_two_tables_of_areas_are_told_at_the_second(town: Town) -> None:
    client = browser(town, "policy_officer")
    areas = [
        SimpleUploadedFile(f"gebieden{at}.csv", b"PC6;Buurt\n1000AB;BU03450001\n1001AB;BU03450002\n") for at in (1, 2)
    ]
    response = send(client, "upload", registrations=[*files(), *areas])
    data = {"study-title": "Proef", "study-reference_date": "2020-01-01", **CHOICES}
    for form in response.context["file_forms"]:
        for name, field in form.fields.items():
            data[form.add_prefix(name)] = field.initial or ""
        data[form.add_prefix("holds")] = "areas" if "gebieden" in form.guess.file else "registration"
        data[form.add_prefix("scheme")] = "Wmo"
    again = send(client, "columns", response.context["study"], **data)
    assert [bool(form.errors.get("holds")) for form in again.context["file_forms"]] == [False, True, False, False]


def test_a_sheet_of_judged_pairs_goes_along(town: Town, table: Path) -> None:
    """It is recognised, asked nothing about, named in study.yaml, used, and gone afterwards."""
    client = browser(town, "policy_officer")
    here, there = ("vervoer.csv", 1, "uitkering.csv", 2, "ander"), ("oud.csv", 1, "vervoer.csv", 3, "zelfde")
    study, response = brought(client, judged(here, there))
    sheet = response.context["sheet"]
    assert (sheet.name, sheet.same, sheet.different, sheet.elsewhere) == ("oordelen.csv", 1, 1, 1)
    assert [form.guess.file for form in response.context["file_forms"]] == ["uitkering.csv", "vervoer.csv"]
    again = send(client, "columns", study, **filled(response, **{"study-method": "bsn"}))
    assert "oordelen.csv" in again.content.decode()
    told = again.context["study_form"].errors["method"]
    assert [text.split()[0] for text in told] == ["'bsn'", "'bsn'", "Beoordeelde"], "no file has a BSN, too"
    response = send(client, "columns", study, **filled(response))
    assert response.context["state"].stage == "values", response.context.get("faults")
    send(client, "run", study, **named(response))
    work()
    page = page_of(client, study)
    assert page.context["state"].stage == "done", page.context["faults"]
    assert [one["rule"] for one in page.context["remarks"]] == ["judged_rows_gone"]  # their marks are of other rows
    assert not any(table.rglob("oordelen.csv"))
    assert send(client, "redo", study).context["names"] == ["uitkering.csv", "vervoer.csv", "oordelen.csv"]
    response = send(client, "upload", study, registrations=files())
    response = client.get(reverse("steering:overlap"), {"onderzoek": study, "aanpassen": "ja"})
    send(client, "columns", study, **filled(response))  # without it this time
    assert b"reviewed" not in report(client, study, "study.yaml").content


def test_what_is_wrong_with_a_sheet_is_said_when_it_is_brought(town: Town, table: Path) -> None:
    client = browser(town, "policy_officer")
    wrong = judged(("vervoer.csv", 1, "uitkering.csv", 2, "misschien"))
    response = send(client, "upload", registrations=[*files(), wrong])
    assert [(f["file"], f["line"], f["column"]) for f in response.context["faults"]] == [
        ("oordelen.csv", 2, "judgement")
    ]
    whole = judged().read()
    lost = SimpleUploadedFile("oordelen.csv", whole.replace(b"mark_l;", b""))
    response = send(client, "upload", registrations=[*files(), lost])
    assert [(f["rule"], f["column"]) for f in response.context["faults"]] == [("missing_column", "mark_l")]
    response = send(client, "upload", registrations=[*files(), judged(), judged(ending=".txt")])
    assert [fault["rule"] for fault in response.context["faults"]] == ["several_review_sheets"]
    response = send(client, "upload", registrations=[judged()])
    assert [fault["rule"] for fault in response.context["faults"]] == ["no_registration"]
    book = openpyxl.Workbook()
    book.active.append(whole.decode().split(";"))
    book.active.append(["zelfde", "vervoer.csv", 1, "0", "uitkering.csv", 2, "0"])
    out = io.BytesIO()
    book.save(out)
    response = send(client, "upload", registrations=[*files(), SimpleUploadedFile("oordelen.xlsx", out.getvalue())])
    assert [fault["rule"] for fault in response.context["faults"]] == ["review_sheet_csv"]


def test_judgements_that_contradict_each_other_are_told_with_their_lines(town: Town, table: Path) -> None:
    """Not as files with too little to link on."""
    from ontschot.insight.linkage.contract import ContradictionError
    from ontschot.insight.runs.telling import faults_told

    (fault,) = faults_told(ContradictionError("They contradict each other.", [3, 8]), "study.yaml")
    assert (fault.rule, "3, 8" in fault.nl, "3, 8" in fault.en) == ("contradiction", True, True)


def test_a_file_without_anybody_or_with_an_empty_column_is_told_at_its_place(town: Town) -> None:
    client = browser(town, "policy_officer")
    lines = [
        "Achternaam;Geb.datum;Postcode;Huisnr;Voorziening",
        *(f"Geheim{n};01-01-1950;1000AB;{n};" for n in range(30)),
    ]
    empty = SimpleUploadedFile("leeg.csv", "\n".join(lines).encode())
    response = send(client, "upload", registrations=[files()[1], empty])
    study = response.context["study"]
    again = send(client, "columns", study, **filled(response))
    assert list(again.context["file_forms"][0].errors) == ["column_4"]
    nobody = {f"f1-column_{at}": "" for at in range(5)}
    again = send(client, "columns", study, **filled(response, **{"f0-column_4": "", **nobody}))
    assert list(again.context["file_forms"][1].errors) == ["__all__"]
    assert again.context["state"].stage == "columns"


def test_areas_that_no_file_can_look_up_are_told_at_the_table(town: Town) -> None:
    client = browser(town, "policy_officer")
    areas = SimpleUploadedFile("gebieden.csv", b"PC6;Buurt\n1000AB;BU03450001\n1001AB;BU03450002\n")
    response = send(client, "upload", registrations=[files()[0], areas])
    data = {"study-title": "Proef", "study-reference_date": "2020-01-01", **CHOICES}
    for form in response.context["file_forms"]:
        table = form.guess.file == "gebieden.csv"
        for name, field in form.fields.items():
            data[form.add_prefix(name)] = "" if field.initial == "postcode" and not table else field.initial or ""
        data |= {form.add_prefix("holds"): "areas" if table else "registration", form.add_prefix("scheme"): "Wmo"}
    again = send(client, "columns", response.context["study"], **data)
    assert [list(form.errors) for form in again.context["file_forms"]] == [["holds"], []]
    assert not again.context["faults"]


def test_more_households_than_residents_is_told_at_the_field(town: Town) -> None:
    client = browser(town, "policy_officer")
    study, response = brought(client)
    again = send(client, "columns", study, **filled(response, **{"study-persons": "9", "study-households": "10"}))
    assert "households" in again.context["study_form"].errors


def test_the_map_names_the_areas(town: Town) -> None:
    client = browser(town, "policy_officer")
    study, response = brought(client, borders("WK034501"))
    assert response.context["borders_form"]["name"].value() == "name"
    answers = {**filled(response), "borders-code": "area", "borders-name": "name"}
    send(client, "columns", study, **answers)
    kept = {"file": "wijken.geojson", "code": "area", "name": "name"}
    assert yaml.safe_load(report(client, study, "study.yaml").content)["borders"] == kept
    send(client, "back", study)
    response = send(client, "columns", study, **{**answers, "borders-name": ""})
    assert "name" not in yaml.safe_load(report(client, study, "study.yaml").content)["borders"]
    response = send(client, "back", study)
    assert response.context["borders_form"]["name"].value() == ""


def test_a_column_that_may_be_left_out_says_so_once(town: Town) -> None:
    """'niet gebruiken' is among its choices; the label need not say 'not obligatory' too."""
    _study, response = brought(browser(town, "policy_officer"))
    (form, _other) = response.context["file_forms"]
    assert not any(column.optional for column in form.columns)
    assert form["organisation"].optional


def test_files_and_settings_that_do_not_match_are_told_before_anything_is_computed(town: Town) -> None:
    """And the files stay, so that the settings can be changed."""
    client = browser(town, "policy_officer")
    study, response = brought(client)
    send(client, "columns", study, **filled(response))
    kept = report(client, study, "study.yaml").content
    more = [SimpleUploadedFile("study.yaml", kept), judged(("vervoer.csv", 1, "uitkering.csv", 2, "ander"))]
    other, response = brought(client, *more)
    assert (response.context["unnamed"], response.context["lacking"]) == (["oordelen.csv"], [])
    assert 'value="run"' not in response.content.decode()
    response = client.get(reverse("steering:overlap"), {"onderzoek": other, "aanpassen": "ja"})
    assert response.context["sheet"].name == "oordelen.csv"
    send(client, "columns", other, **filled(response))
    assert b"reviewed: oordelen.csv" in report(client, other, "study.yaml").content
    response = send(client, "upload", registrations=[files()[0], SimpleUploadedFile("study.yaml", kept)])
    assert (response.context["unnamed"], response.context["lacking"]) == ([], ["uitkering.csv"])


def test_a_report_stays_until_files_come_again(town: Town, table: Path) -> None:
    """Somebody who looks at other settings, or at throwing away, and thinks better of it loses nothing."""
    client = browser(town, "policy_officer")
    study, response = brought(client)
    response = send(client, "columns", study, **filled(response))
    send(client, "run", study, **named(response))
    work()
    before = report(client, study).content
    response = client.get(reverse("steering:overlap"), {"onderzoek": study, "weggooien": "ja"})
    assert "Dit onderzoek weggooien?" in response.content.decode()
    assert report(client, study).content == before
    response = send(client, "redo", study)
    assert "Het vorige verslag is er nog" in response.content.decode()
    assert report(client, study).status_code == 302
    assert send(client, "keep", study).context["state"].stage == "done"
    assert report(client, study).content == before
    send(client, "redo", study)
    send(client, "upload", study, registrations=files())
    assert send(client, "keep", study).context["state"].stage == "columns"


def test_a_workbook_with_a_title_and_more_sheets_is_read_where_the_page_says(town: Town) -> None:
    client = browser(town, "policy_officer")
    plain = [row.split(";") for row in files()[1].read().decode().splitlines()]
    book = openpyxl.Workbook()
    book.active.append(["Uitleg"])
    sheet = book.create_sheet("Stand")
    for row in [["Uitkeringen"], [], *plain]:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    first = send(client, "upload", registrations=[files()[0], SimpleUploadedFile("a.xlsx", data.getvalue())])
    assert "Wij lezen het blad Stand." in first.content.decode()
    assert "De koppen staan in regel 3" in first.content.decode()
    study = first.context["study"]
    second = send(client, "columns", study, **filled(first))
    send(client, "run", study, **named(second))
    work()
    assert page_of(client, study).context["state"].stage == "done"
    kept = yaml.safe_load(report(client, study, "study.yaml").content)
    assert {file["file"]: (file.get("sheet"), file.get("skip")) for file in kept["files"]} == {
        "a.xlsx": ("Stand", 2),
        "vervoer.csv": (None, None),
    }
    send(client, "redo", study)
    again = send(client, "upload", study, registrations=[files()[0], SimpleUploadedFile("a.xlsx", data.getvalue())])
    assert "Nakijken en berekenen" in again.content.decode()
    changed = client.get(reverse("steering:overlap"), {"onderzoek": study, "aanpassen": "ja"})
    assert {form.guess.file: form.guess.top.skip for form in changed.context["file_forms"]}["a.xlsx"] == 2


def test_one_fault_of_many_rows_is_told_once(town: Town) -> None:
    client = browser(town, "policy_officer")
    study, first = brought(client)
    second = send(client, "columns", study, **filled(first, **{"f0-column_3": "start"}))
    send(client, "run", study, **named(second))
    work()
    shown = page_of(client, study)
    (fault,) = [one for one in shown.context["faults"] if one["rule"] == "unreadable_date"]
    assert fault["lines"].startswith("2, 3, 4, ")


def test_what_was_typed_of_the_provisions_is_kept_on_the_way_back(town: Town) -> None:
    client = browser(town, "policy_officer")
    study, response = brought(client)
    send(client, "columns", study, **filled(response))
    typed = {"p0-name": "Uitkering voor wie geen werk heeft", "p0-weight": "2", "p1-name": "", "p2-name": "Taxi"}
    response = send(client, "back", study, **typed)
    response = send(client, "columns", study, **filled(response))
    names = [form["name"].value() for form in response.context["provision_forms"]]
    assert names == ["Uitkering voor wie geen werk heeft", "hulp", "Taxi"]  # what cannot be stays as it was
    assert response.context["provision_forms"][0]["weight"].value() == "2.0"


def test_all_that_is_wrong_on_the_page_stands_in_one_summary(town: Town) -> None:
    client = browser(town, "policy_officer")
    study, response = brought(client)
    wrong = {"study-title": "", "f0-scheme": "", "f1-scheme": ""}
    page = send(client, "columns", study, **filled(response, **wrong)).content.decode()
    assert f'data-draft="study-{study}-' in page  # typing is kept in the browser, also when the session is lost
    assert page.count("data-error-summary") == 1
    assert "Er zijn nog 3 dingen niet goed" in page
    assert "uitkering.csv, Regeling: Noem de regeling" in page


def test_dates_between_the_first_and_the_last_stay_in_the_study(town: Town) -> None:
    client = browser(town, "policy_officer")
    study, response = brought(client, own_study("reference_dates: [2017-01-01, 2018-01-01, 2019-01-01, 2020-01-01]"))
    response = client.get(reverse("steering:overlap"), {"onderzoek": study, "aanpassen": "ja"})
    send(client, "columns", study, **filled(response, **{"study-earlier_date": "2018-01-01"}))
    dates = yaml.safe_load(report(client, study, "study.yaml").content)["reference_dates"]
    assert dates == ["2018-01-01", "2019-01-01", "2020-01-01"]


def own_study(dates: str) -> SimpleUploadedFile:
    """A study.yaml for the two files."""
    columns = "columns: {surname: Achternaam, provision: Voorziening}"
    lines = ["title: Proef", dates, "schemes: {wmo: Wmo}"]
    lines.append(
        f"files: [{{file: vervoer.csv, scheme: wmo, {columns}}}, {{file: uitkering.csv, scheme: wmo, {columns}}}]"
    )
    return SimpleUploadedFile("study.yaml", "\n".join(lines).encode())


def test_studies_are_told_apart_in_the_list_and_in_a_folder_of_downloads(town: Town) -> None:
    client = browser(town, "policy_officer")
    study, response = brought(client)
    page = client.get(reverse("steering:overlap")).content.decode()
    assert "uitkering.csv, vervoer.csv" in page  # no title yet
    send(client, "columns", study, **filled(response, **{"study-title": "Samenloop in één wijk"}))
    page = client.get(reverse("steering:overlap")).content.decode()
    assert "uitkering.csv" not in page
    assert "1 januari 2020" in page
    send(client, "run", study, **named(page_of(client, study)))
    work()
    assert report(client, study, "report.csv")["Content-Disposition"].endswith(
        '="samenloop-in-een-wijk-2020-01-01.csv"'
    )
    book = report(client, study, "report.xlsx")
    assert book["Content-Disposition"].endswith('="samenloop-in-een-wijk-2020-01-01.xlsx"')
    assert book.content.startswith(b"PK")
    leads = re.findall('href="([^"]+bestand=[^"]+)"', page_of(client, study).content.decode())
    led = [client.get(html.unescape(lead))["Content-Disposition"] for lead in leads]
    kinds = ["html", "xlsx", "csv", "json"]
    assert led == [
        *[f'attachment; filename="samenloop-in-een-wijk-2020-01-01.{kind}"' for kind in kinds],
        'attachment; filename="study.yaml"',
    ]
    assert report(client, study, "study.yaml")["Content-Disposition"].endswith('="study.yaml"')


def test_of_several_files_the_empty_one_is_named(town: Town) -> None:
    client = browser(town, "policy_officer")
    empty = [SimpleUploadedFile(name, b"") for name in ("leeg.csv", "niets.xlsx", "nul.parquet")]
    response = send(client, "upload", registrations=[*files(), *empty])
    assert [fault["file"] for fault in response.context["faults"]] == ["leeg.csv", "niets.xlsx", "nul.parquet"]


def test_who_forgot_a_file_chooses_again_and_keeps_the_settings(town: Town) -> None:
    client = browser(town, "policy_officer")
    study, response = brought(client)
    assert "Andere bestanden kiezen" in response.content.decode()
    response = send(client, "redo", study)
    assert response.context["state"].stage == "files"
    assert "Kies alle bestanden opnieuw" in response.content.decode()
    response = send(client, "upload", study, registrations=files())
    send(client, "columns", study, **filled(response, **{"study-title": "Met alles erin"}))
    send(client, "back", study)
    send(client, "redo", study)
    response = send(client, "upload", study, registrations=[*files(), registration(HEADS, ["schuldhulp"], 3)])
    assert list(response.context["unnamed"]) == ["schuldhulp.csv"]
    response = client.get(reverse("steering:overlap"), {"onderzoek": study, "aanpassen": "ja"})
    assert response.context["study_form"]["title"].value() == "Met alles erin"
    assert [form["scheme"].value() for form in response.context["file_forms"]] == [None, "Bijstand", "Wmo"]

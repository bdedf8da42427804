"""Our own database as a registration: what the policies of ``ontschot_analyst`` let through, and for whom."""

from __future__ import annotations

import csv
import datetime as dt
import io
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from ontschot.domain.people.models import Person
from ontschot.domain.plans import actions
from ontschot.domain.plans.actions import FactGiven, PartGiven
from ontschot.insight import extract
from ontschot.insight.sources import Faulty, parse_study
from ontschot.privacy import acting
from ontschot.privacy.acting import UnloggedAccess, system
from ontschot.privacy.models import LogEntry

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db
LONG_AGO, TODAY = dt.date(2024, 3, 1), dt.date(2026, 1, 1)
PART = PartGiven(
    kind="guidance", title="Thuisbegeleiding", organisation="Zorg BV", scheme="wmo", life_domain="household",
    starts_on=LONG_AGO, ends_on=dt.date(2030, 1, 1),
)  # fmt: skip
TABLES = (
    "people_person", "people_residence", "people_membership", "access_request", "plans_plan", "plans_involvement",
    "plans_otherspart", "plans_datedfact", "privacy_drawer",
)  # fmt: skip


@pytest.fixture
def helped(town: Town) -> Town:
    """The family Van Dalen with something in every table that is read, and some of it in the drawer of safety."""
    by = town.actor("generalist")
    with acting.acting(by):
        own = {"by": by, "household_id": town.household}
        actions.add_part(**own, given=replace(PART, person_id=town.saskia))
        actions.add_part(**own, given=replace(PART, scheme="youth", kind="treatment", life_domain="mental_health"))
        actions.add_part(**own, given=replace(PART, scheme="youth", kind="measure", life_domain="safety"))
        actions.add_fact(
            **own,
            given=FactGiven(
                "label", "youth", "Indicatie", LONG_AGO, life_domain="mental_health", person_id=town.jeffrey
            ),
        )
        actions.involve(**own, kind="professional", user_id=town.users["partner"].pk, role="mentor",
                        life_domains=["education"], starts_on=LONG_AGO)  # fmt: skip
        actions.make_plan(**own)
    return town


def read(folder: Path) -> dict[str, list[dict[str, str]]]:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.csv"))}
    return {name: list(csv.DictReader(io.StringIO(text), delimiter=";")) for name, text in texts.items()}


def extracted(folder: Path, actor: acting.Actor | None = None) -> list[extract.Extracted]:
    with acting.acting(actor or system("test", "statistics")):
        return extract.extract(folder, reason="Samenloop")


def test_who_has_what_from_when_until_when(helped: Town, tmp_path: Path) -> None:
    found = extracted(tmp_path, helped.actor("policy_officer", "statistics"))
    files = read(tmp_path)
    assert set(files) == {"ontschot-wmo", "ontschot-youth", "ontschot-ontschot"}
    (saskia,) = files["ontschot-wmo"]
    assert (saskia["voorziening"], saskia["ingang"], saskia["einde"]) == ("wmo_guidance", "2024-03-01", "2029-12-31")
    assert (saskia["voornamen"], saskia["voorvoegsel"], saskia["geslachtsnaam"]) == ("Saskia", "van", "Dalen")
    assert (saskia["geboortedatum"], saskia["postcode"], saskia["huisnummer"]) == ("1986-04-12", "5341AB", "12")
    treated = {row["voornamen"] for row in files["ontschot-youth"] if row["voorziening"] == "youth_treatment"}
    assert treated == {"Saskia", "Jeffrey", "Amanda"}, "of the household as a whole: of everyone in it"
    assert [row["voornamen"] for row in files["ontschot-youth"] if row["voorziening"] == "youth_label"] == ["Jeffrey"]
    assert {row["voorziening"] for row in files["ontschot-ontschot"]} == {"ontschot_involved_education"}
    assert {one.scheme: one.rows for one in found} == {name[9:]: len(rows) for name, rows in files.items()}
    for path in tmp_path.glob("*.csv"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_never_from_the_drawer_of_safety_or_a_shielded_one(helped: Town, tmp_path: Path) -> None:
    extracted(tmp_path)
    assert "youth_measure" not in {row["voorziening"] for rows in read(tmp_path).values() for row in rows}
    with acting.acting(system("test", "statistics")), acting.wide("ontschot_analyst"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FILTER (WHERE shield_id <> 1), count(*) FROM privacy_drawer")
        shielded, all_drawers = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM plans_otherspart")
        assert (shielded, all_drawers > 5, cursor.fetchone()[0]) == (0, True, 2)


@pytest.mark.parametrize("change", [{"secrecy": True}, {"suspension": "F"}, {"merged_into": 1}])
def test_who_asked_for_secrecy_is_not_in_it(helped: Town, tmp_path: Path, change: dict[str, Any]) -> None:
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        Person.objects.filter(pk=helped.jeffrey).update(**change)
        acting.current().logged += 1
    extracted(tmp_path)
    names = {row["voornamen"] for rows in read(tmp_path).values() for row in rows}
    assert names == {"Saskia", "Amanda"}


@pytest.mark.parametrize(
    "who",
    ["access_worker", "generalist", "team_leader", "partner", "privacy_officer", "administrator", "resident"],
)
def test_the_database_gives_nothing_to_any_other_role(helped: Town, tmp_path: Path, who: str) -> None:
    assert extracted(tmp_path, helped.actor(who, "statistics")) == []
    with acting.acting(helped.actor(who)), acting.wide("ontschot_analyst"), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT count(id) FROM {table}")
            assert cursor.fetchone() == (0,), table


def test_a_closed_account_gets_nothing(helped: Town, tmp_path: Path) -> None:
    helped.users["policy_officer"].is_active = False
    helped.users["policy_officer"].save()
    assert extracted(tmp_path, helped.actor("policy_officer", "statistics")) == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT phone FROM people_person",
        "SELECT email FROM people_person",
        "SELECT question FROM access_request",
        "SELECT name FROM plans_involvement",
        "SELECT summary FROM plans_otherspart",
        "SELECT title FROM plans_datedfact",
        "SELECT motto FROM plans_plan",
        "SELECT 1 FROM plans_goal",
        "SELECT 1 FROM privacy_logentry",
        "UPDATE people_person SET secrecy = false",
        "DELETE FROM plans_datedfact",
    ],
)
def test_the_role_reads_a_few_columns_and_writes_nothing(helped: Town, query: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting.acting(system("test", "statistics")),
        acting.wide("ontschot_analyst"),
        connection.cursor() as cursor,
    ):
        cursor.execute(query)


def test_one_line_in_the_log_with_its_purpose(helped: Town, tmp_path: Path) -> None:
    by = helped.actor("policy_officer", "statistics")
    found = extracted(tmp_path, by)
    with acting.acting(system("test", "oversight")), acting.wide("ontschot_oversight"):
        (line,) = LogEntry.objects.filter(action="extract")
        assert (line.user_id, line.purpose, line.object_kind) == (by.user_id, "statistics", "study")
        assert line.subject_person_id is None
        assert line.detail == {"rows": sum(one.rows for one in found), "reason": "Samenloop"}
        acting.current().logged += 1


def test_reading_it_without_a_line_shows_nothing(helped: Town) -> None:
    with pytest.raises(UnloggedAccess), acting.acting(system("test", "statistics")), acting.wide("ontschot_analyst"):
        list(Person.objects.values_list("family_name"))


def test_pseudonymised_no_name_or_number_is_left(helped: Town, tmp_path: Path) -> None:
    found = extracted(tmp_path)
    extract.pseudonymise(found, bytes(range(32)), today=TODAY)
    text = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.csv"))
    assert not {"Saskia", "Dalen", "1986", "5341", "Lindestraat", "Oss"} & set(text.replace(";", " ").split())
    rows = read(tmp_path)["ontschot-wmo"]
    assert set(rows[0]) == {"pseudonym", "voorziening", "ingang", "einde"}
    assert rows[0]["ingang"] == "2024-03-01"
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_its_study_yaml_is_one_that_is_read(helped: Town, tmp_path: Path) -> None:
    found = extracted(tmp_path)
    text = extract.study_yaml(found, title="Proef", day=TODAY, language="nl", pseudonymised=False)
    study = parse_study("study.yaml", text.encode())
    assert {file.source.file for file in study.files} == {one.path.name for one in found}
    assert {p.code for p in study.provisions} >= {"own_wmo_guidance", "own_youth_label", "own_youth_treatment"}
    names = {p.code: p.name for p in study.provisions}
    assert names["own_wmo_guidance"] == "Wmo 2015: begeleiding of zorg thuis"


def test_added_to_a_study_a_law_is_the_same_law(helped: Town, tmp_path: Path) -> None:
    found = extracted(tmp_path)
    given = (
        b"title: T\nreference_date: 2026-01-01\ndatabase: yes\nschemes: {wmo: Onze Wmo}\n"
        b"files: [{file: a.csv, scheme: wmo, columns: {bsn: b}}]\n"
    )
    study = extract.add(parse_study("study.yaml", given), found)
    assert [scheme.name for scheme in study.schemes if scheme.code == "wmo"] == ["Onze Wmo"]
    assert len({scheme.code for scheme in study.schemes}) == len(study.schemes) == 3
    with pytest.raises(Faulty, match="seudonym"):
        extract.add(parse_study("study.yaml", given.replace(b"{bsn: b}", b"{pseudonym: b}")), found)
    with pytest.raises(Faulty, match="nothing"):
        extract.add(study, [])

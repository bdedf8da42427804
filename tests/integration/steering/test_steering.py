"""The privacy officer's log and the administrator's screens, through their addresses, as the application role."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
import uuid
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ontschot.accounts.models import User
from ontschot.domain.people import queries as people
from ontschot.domain.people.models import Membership
from ontschot.foundation import calendar
from ontschot.privacy import acting, log, sealing
from ontschot.web.components.csv_file import safe
from tests.town import browser_of

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(town: Town) -> Client:
    """The privacy officer."""
    return browser_of(town.users["privacy_officer"])


@pytest.fixture
def administrator(town: Town) -> Client:
    """The administrator."""
    return browser_of(town.users["administrator"])


def officer_id(town: Town) -> int:
    return int(town.users["privacy_officer"].pk)


def look(town: Town, who: str, *persons: int) -> None:
    """Somebody reads persons."""
    with acting.acting(town.actor(who)):
        log.read("person", [log.Subject(person_id=number) for number in persons])


def lines(action: str) -> list[tuple[Any, ...]]:
    """Lines of this action: user, purpose, object kind, number, detail."""
    by = acting.system("test")
    with acting.acting(by), acting.wide("ontschot_oversight"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT user_id, purpose, object_kind, object_id, detail::text FROM privacy_logentry"
            " WHERE action = %s ORDER BY at",
            [action],
        )
        return list(cursor.fetchall())


# ---------------------------------------------------------------------------------------- the log


def test_the_log_shows_numbers_of_residents_and_names_of_workers(town: Town, officer: Client) -> None:
    look(town, "generalist", town.saskia)
    page = officer.get(reverse("steering:log")).content.decode()
    assert "Gerrit Wijk" in page
    assert f"persoon {town.saskia}" in page
    assert "bekeek gegevens van een persoon" in page
    for name in ("Saskia", "Dalen", "Jeffrey", "Lindestraat", "5341AB", "19860412"):
        assert name not in page


def test_ones_own_looking_is_logged(town: Town, officer: Client) -> None:
    officer.get(reverse("steering:log"), {"person": town.saskia})
    (line,) = [found for found in lines("read") if found[2] == "log"]
    assert line[:2] == (town.users["privacy_officer"].pk, "oversight")
    assert "subject_person_id" in line[4]


@pytest.mark.parametrize(
    ("asked", "seen", "unseen"),
    [
        ({"worker": "generalist"}, "saskia", "jeffrey"),
        ({"person": "jeffrey"}, "jeffrey", "saskia"),
        ({"action": "read"}, "jeffrey", None),
        ({"action": "search"}, None, "jeffrey"),
        ({"outcome": "refused"}, None, "saskia"),
        ({"since": "2000-01-01", "until": "2000-12-31"}, None, "saskia"),
        ({"since": "2000-01-01"}, "saskia", None),
    ],
)
def test_the_log_is_searched(
    town: Town, officer: Client, asked: dict[str, str], seen: str | None, unseen: str | None
) -> None:
    look(town, "generalist", town.saskia)
    look(town, "team_leader", town.jeffrey)
    values = {
        name: town.users[value].pk if name == "worker" else getattr(town, value) if name == "person" else value
        for name, value in asked.items()
    }
    page = officer.get(reverse("steering:log"), values).content.decode()
    table = page.partition("<tbody>")[2]
    for name, wanted in ((seen, True), (unseen, False)):
        if name:
            assert (f"persoon {getattr(town, name)}<" in table) is wanted


def test_the_log_is_searched_by_household(town: Town, officer: Client) -> None:
    with acting.acting(town.actor("generalist")):
        log.read("household", [log.Subject(town.saskia, town.household), log.Subject(household_id=town.household)])
        log.read("household", [log.Subject(household_id=town.other_household), log.Subject(person_id=town.stranger)])
        log.read("person", [log.Subject(person_id=town.jeffrey)])  # of this household, which the line does not name
        log.read("person", [log.Subject(town.amanda, town.other_household)])  # looked at in another household
    worker = town.users["generalist"].pk
    asked = {"household": town.household, "worker": worker}
    table = officer.get(reverse("steering:log"), asked).content.decode().partition("<tbody>")[2]
    assert table.count(f">huishouden {town.household}</a>") == 2  # also the line that names no person
    assert f"huishouden {town.other_household}<" not in table
    assert f"persoon {town.jeffrey}<" in table
    assert f"persoon {town.amanda}<" not in table
    assert f"persoon {town.stranger}<" not in table
    assert f'href="?household={town.household}&amp;worker={worker}&amp;person={town.saskia}"' in table
    (line,) = [found for found in lines("read") if found[2] == "log"]
    assert "subject_household_id" in line[4]
    text = officer.get(reverse("steering:log_export"), asked).content.decode("utf-8-sig")
    rows = [(row["persoon"], row["huishouden"]) for row in csv.DictReader(io.StringIO(text), delimiter=";")]
    here = str(town.household)
    assert sorted(rows) == sorted([(str(town.saskia), here), ("", here), (str(town.jeffrey), "")])
    assert [
        found for found in lines("read") if found[0] == town.users["privacy_officer"].pk and found[2] == "household"
    ]


def test_who_left_a_household_counts_for_it_until_that_day(town: Town, officer: Client) -> None:
    with acting.acting(town.actor("generalist")):
        log.read("person", [log.Subject(person_id=town.jeffrey), log.Subject(person_id=town.amanda)])
    today = calendar.today()
    with acting.acting(acting.system("test")), acting.wide("ontschot_register"):
        log.write("test", "membership", [])
        Membership.objects.filter(person_id=town.jeffrey).update(period=DateRange(dt.date(2020, 1, 1), today))
    table = officer.get(reverse("steering:log"), {"household": town.household}).content.decode().partition("<tbody>")[2]
    assert f"persoon {town.amanda}</a></span>" in table  # the line names nobody but her
    assert f"persoon {town.jeffrey}</a></span>" not in table  # looked at today, left before today


def test_only_the_privacy_officer_asks_who_belonged_to_a_household(town: Town) -> None:
    with acting.acting(town.actor("policy_officer")):
        log.read("test", [])
        with pytest.raises(PermissionError):
            people.stays(town.household)


def test_the_lines_of_a_household_are_found_by_an_index(town: Town) -> None:
    plan = "EXPLAIN SELECT * FROM privacy_logentry WHERE subject_household_id = 1 ORDER BY at DESC LIMIT 51"
    with acting.acting(acting.system("test")), acting.wide("ontschot_oversight"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(plan)
        assert "log_household" in str(cursor.fetchall())


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "gisteren"},
        {"person": "Saskia"},
        {"worker": "x"},
        {"action": "'; DROP"},
        {"person": "0"},
        {"household": "x"},
    ],
)
def test_nonsense_is_refused_at_the_field(officer: Client, asked: dict[str, str]) -> None:
    for name in ("log", "log_export"):
        answer = officer.get(reverse(f"steering:{name}"), asked)
        assert answer.status_code == 400
        assert "field__error" in answer.content.decode()


def test_a_broken_page_mark_is_the_first_page(officer: Client) -> None:
    for before in ("x", "2026-13-45T00:00:00", "2026-01-01T00:00:00"):
        assert officer.get(reverse("steering:log"), {"before": before}).status_code == 200


def test_paging_loses_and_doubles_no_line(town: Town, officer: Client) -> None:
    for _time in range(3):
        look(town, "generalist", *range(1000, 1040))
    found: list[str] = []
    address = reverse("steering:log") + f"?worker={town.users['generalist'].pk}"
    for _page in range(6):
        page = officer.get(address).content.decode()
        found += re.findall(r">persoon (\d{4})<", page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        if older is None:
            break
        address = reverse("steering:log") + older.group(1).replace("&amp;", "&")
    assert len(found) == 120
    assert sorted(found) == sorted(str(n) for n in range(1000, 1040) for _time in range(3))


def test_the_number_of_queries_does_not_grow_with_the_lines(
    town: Town, officer: Client, django_assert_max_num_queries: Any
) -> None:
    look(town, "generalist", *range(1000, 1060))
    with django_assert_max_num_queries(40):
        officer.get(reverse("steering:log"))


def test_the_file_is_complete_and_no_formula(town: Town, officer: Client) -> None:
    town.users["generalist"].name = '=cmd|" /C calc"!A0'
    town.users["generalist"].save()
    look(town, "generalist", town.saskia)
    answer = officer.get(reverse("steering:log_export"), {"worker": town.users["generalist"].pk})
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    text = answer.content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert row["wie"].startswith("'=")
    assert row["persoon"] == str(town.saskia)
    assert row["actie"] == "read"
    assert "Dalen" not in text
    assert [line[2] for line in lines("export")] == ["log"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1"])
def test_what_could_begin_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert safe("gewoon") == "gewoon"
    assert safe(None) == ""


@pytest.mark.parametrize(
    ("part", "said"),
    [("all", "zijn nagerekend, vanaf de eerste"), ("hour", "regels van het laatste uur zijn nagerekend")],
)
def test_seals_are_computed_again_on_purpose(town: Town, officer: Client, part: str, said: str) -> None:
    page = officer.post(reverse("steering:log_seals"), {"part": part}).content.decode()
    assert "zoals het werd verzegeld" in page
    assert said in page
    assert [line[2] for line in lines("read")][-1] == "seal"


def test_opening_the_log_or_the_seals_page_computes_no_seal(
    town: Town, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(**_asked: object) -> None:
        raise AssertionError("computed without being asked")

    monkeypatch.setattr(sealing, "verify", never)
    for name in ("log", "log_seals"):
        page = officer.get(reverse(f"steering:{name}"))
        assert page.status_code == 200
        assert "zoals het werd verzegeld" not in page.content.decode()


def test_with_many_lines_waiting_the_page_counts_to_a_thousand(town: Town, officer: Client) -> None:
    assert "Nog " in officer.get(reverse("steering:log")).content.decode()
    look(town, "generalist", *range(1000, 2100))
    assert "Meer dan 1000 regels wachten" in officer.get(reverse("steering:log")).content.decode()
    assert "meer dan 1000 regels" in officer.get(reverse("steering:log_seals")).content.decode()


def test_a_day_in_the_log_is_a_day_in_the_netherlands(town: Town, officer: Client) -> None:
    look(town, "generalist", town.saskia)
    today = timezone.localdate()
    for name, day, found in (
        ("since", today, True),
        ("since", today + dt.timedelta(days=1), False),
        ("until", today, True),
        ("until", today - dt.timedelta(days=1), False),
        ("since", dt.date.min, True),
        ("until", dt.date.min, False),
        ("until", dt.date.max, True),
        ("since", dt.date.max, False),
    ):
        answer = officer.get(reverse("steering:log"), {name: day.isoformat(), "person": town.saskia})
        assert answer.status_code == 200
        assert (f"persoon {town.saskia}<" in answer.content.decode()) is found, (name, day)


SOUGHT_BY_INDEX = {
    "": "log_time",
    "action = 'never' AND": "log_action",
    "outcome = 'refused' AND": "log_refused",
    "user_id = 1 AND": "log_user",
    "subject_person_id = 1 AND": "log_subject",
}
MANY_LINES = """
    INSERT INTO privacy_logentry (id, at, user_id, role, on_behalf_of, subject_person_id, action, object_kind, purpose,
            ground, outcome, origin, trace, detail, transaction, era)
    SELECT gen_random_uuid(), now() - k * interval '1 minute', k % 97, 'generalist', '', k % 2000, 'read', 'household',
           'coordination', 'public_task', 'done', 'test', gen_random_uuid(), '{}', k, 1
      FROM generate_series(1, 20000) k"""


@pytest.mark.django_db(transaction=True)
def test_the_log_is_read_by_index() -> None:
    """As the role that reads it, whatever is looked for: no sorting, no reading of everything."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(MANY_LINES)
        owner.execute("ANALYZE privacy_logentry")
    by = acting.system("test")
    with acting.acting(by), acting.wide("ontschot_oversight"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        for where, index in SOUGHT_BY_INDEX.items():
            text = f"EXPLAIN SELECT * FROM privacy_logentry WHERE {where} at < now() ORDER BY at DESC LIMIT 51"
            cursor.execute(text)
            plan = "\n".join(row[0] for row in cursor.fetchall())
            assert f"using {index}" in plan, plan
            assert "Sort" not in plan


@pytest.mark.parametrize("who", ["administrator", "generalist", "team_leader", "access_worker", "partner", "resident"])
def test_nobody_else_sees_the_log(town: Town, who: str) -> None:
    for name in ("log", "log_export", "log_seals"):
        assert browser_of(town.users[who]).get(reverse(f"steering:{name}")).status_code == 403


# ---------------------------------------------------------------------------------------- the administrator


def test_making_an_account_shows_its_password_once_and_keeps_it_nowhere(town: Town, administrator: Client) -> None:
    number = str(uuid.uuid4())
    values = {"name": "Nel Nieuw", "username": "nel", "role": "generalist", "teams": [town.team], "request_id": number}
    answer = administrator.post(reverse("steering:account_new"), values)
    shown = re.search(r"data-one-time-password>([^<]+)<", answer.content.decode())
    assert shown
    assert answer["Cache-Control"] == "no-store"
    user = User.objects.get(username="nel")
    assert user.check_password(shown.group(1))
    assert [seat.team_id for seat in user.memberships.all()] == [town.team]
    again = administrator.post(reverse("steering:account_new"), values)
    assert User.objects.filter(username="nel").count() == 1
    assert "al gedaan" in again.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(session_data, ' ') FROM django_session")
        assert shown.group(1) not in str(cursor.fetchone())


@pytest.mark.parametrize(
    ("field", "value"),
    [("username", "generalist"), ("username", "met spatie"), ("role", "resident"), ("role", "keizer"), ("name", ""),
     ("name", "x" * 1_000_000), ("email", "geen adres"), ("organisation", "999999"), ("teams", "abc")],
)  # fmt: skip
def test_a_wrong_account_is_refused_at_the_field(town: Town, administrator: Client, field: str, value: str) -> None:
    before = User.objects.count()
    values = {"name": "Nel Nieuw", "username": "nel", "role": "generalist", field: value}
    answer = administrator.post(reverse("steering:account_new"), values)
    assert answer.status_code == 200
    assert "field__error" in answer.content.decode()
    assert User.objects.count() == before


def test_closing_opening_and_resetting(town: Town, administrator: Client) -> None:
    user = town.users["generalist"]
    worker = browser_of(user)
    assert worker.get(reverse("mfa_index")).status_code == 200
    administrator.post(reverse("steering:account_close", args=[user.pk]))
    user.refresh_from_db()
    assert not user.is_active
    assert worker.get(reverse("mfa_index")).status_code == 302
    for name in ("account_reopen", "account_password", "account_second_factor"):
        answer = administrator.post(reverse(f"steering:{name}", args=[user.pk]))
        shown = re.search(r"data-one-time-password>([^<]+)<", answer.content.decode())
        user.refresh_from_db()
        assert shown
        assert user.check_password(shown.group(1))


def test_what_the_administrator_cannot_do_is_said(town: Town, administrator: Client) -> None:
    page = administrator.post(reverse("steering:account_close", args=[town.users["administrator"].pk]))
    assert "eigen account niet sluiten" in page.content.decode()
    page = administrator.post(
        reverse("steering:account_role", args=[town.users["administrator"].pk]), {"role": "generalist"}
    )
    assert "laatste beheerder" in page.content.decode()


@pytest.mark.parametrize(
    "name", ["account", "account_close", "account_password", "account_second_factor", "account_role"]
)
def test_a_residents_account_is_not_there_for_the_administrator(town: Town, administrator: Client, name: str) -> None:
    address = reverse(f"steering:{name}", args=[town.users["resident"].pk])
    assert administrator.post(address, {"role": "generalist"}).status_code == 404
    assert town.users["resident"].username not in administrator.get(reverse("steering:accounts")).content.decode()


def test_joining_and_leaving_a_team(town: Town, administrator: Client) -> None:
    user = town.users["other_generalist"]
    answer = administrator.post(reverse("steering:team", args=[town.team]), {"user": user.pk})
    assert answer.status_code == 302
    seat = user.memberships.get(team_id=town.team)
    page = administrator.get(reverse("steering:team", args=[town.team])).content.decode()
    assert "Olga Zuid" in page
    address = reverse("steering:team_leave", args=[town.team, seat.pk])
    assert "Uit het team halen?" in administrator.get(address).content.decode()
    assert administrator.post(address).status_code == 302
    assert "Olga Zuid</a>" not in administrator.get(reverse("steering:team", args=[town.team])).content.decode()
    assert administrator.get(reverse("steering:team_leave", args=[town.other_team, seat.pk])).status_code == 404


def test_organisations_teams_and_life_domains(town: Town, administrator: Client) -> None:
    from ontschot.privacy.models import LifeDomain

    income = LifeDomain.objects.get(code="income")
    words = {"name_nl": "Geld", "name_en": "Money", "position": 5, "in_conversation": "on", "active": "on"}
    for address, values in (
        (reverse("steering:organisation_new"), {"name": "Wonen Oss", "kind": "housing"}),
        (reverse("steering:organisation", args=[town.school]), {"name": "De Boog", "kind": "school", "active": "on"}),
        (reverse("steering:team_new"), {"name": "Oost", "takes_intake": ""}),
        (reverse("steering:team_change", args=[town.team]), {"name": "Noordwest", "active": "on"}),
        (reverse("steering:life_domain", args=[income.pk]), {**words, "code": "tampered"}),
    ):
        assert administrator.post(address, values).status_code == 302, address
    income.refresh_from_db()
    assert (income.code, income.name_nl) == ("income", "Geld")
    for name, text in (("organisations", "De Boog"), ("teams", "Noordwest"), ("reference", "Geld")):
        assert text in administrator.get(reverse(f"steering:{name}")).content.decode()


def test_no_screen_of_the_administrator_shows_a_resident(town: Town, administrator: Client) -> None:
    for name in ("accounts", "account_new", "teams", "organisations", "reference", "installation"):
        page = administrator.get(reverse(f"steering:{name}")).content.decode()
        for word in ("Saskia", "Dalen", "Jeffrey", "Vreemd", "Lindestraat"):
            assert word not in page


def test_the_policy_officer_is_told_plainly(town: Town) -> None:
    client = browser_of(town.users["policy_officer"])
    assert client.get("/")["Location"] == reverse("steering:overlap")
    assert "geen gegevens van inwoners" in client.get(reverse("steering:overlap")).content.decode()
    assert (
        "<a href"
        not in client.get(reverse("steering:reference"))
        .content.decode()
        .partition("<tbody>")[2]
        .partition("</tbody>")[0]
    )


def test_every_action_in_the_log_has_words() -> None:
    """The codes are read from the source, where they are written as text."""
    from pathlib import Path

    from ontschot.web.steering import phrases

    source = Path(__file__).resolve().parents[3] / "src" / "ontschot"
    text = "\n".join(
        path.read_text()
        for room in ("domain", "writing", "privacy", "accounts", "web/entrance")
        for path in (source / room).rglob("*.py")
    )
    found = set(re.findall(r'log\.write\(\s*"(\w+)"', text)) | set(re.findall(r'\b_write\(\s*"(\w+)"', text))
    assert found - phrases.known_actions() == set()


def test_everything_that_is_looked_at_has_words_in_the_log() -> None:
    """The kinds are read from the source; what a resident sees of them has no technical word either."""
    from pathlib import Path

    from ontschot.web.steering import phrases

    source = Path(__file__).resolve().parents[3] / "src" / "ontschot"
    text = "\n".join(path.read_text() for path in source.rglob("*.py"))
    found = set(re.findall(r'log\.read\(\s*"(\w+)"', text)) | set(re.findall(r'log\.refused\("\w+", "(\w+)"', text))
    assert {"others_part", "evaluation", "accumulation", "household_change"} <= found
    assert found - phrases.known_things() == set()
    assert (
        phrases.words("read", "otherspart")
        == phrases.words("read", "others_part")
        == "bekeek een plan van iemand anders"
    )
    assert phrases.words("read", "workplace:plan") == "bekeek het scherm ‘workplace:plan’"

"""Lists, what one saves of them, their file and changes in one go: only of what is open, and nothing by its order."""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import io
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ontschot.config import jobs as working
from ontschot.domain.access import actions as access
from ontschot.domain.access.models import Request
from ontschot.domain.people import actions as people
from ontschot.domain.people.models import Household
from ontschot.domain.people.rules.addresses import Address
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.models import BulkChange, Contact, Coordinatorship, Task
from ontschot.domain.plans.queries import ListFilter
from ontschot.domain.plans.rules import Refused
from ontschot.foundation.calendar import today
from ontschot.privacy import acting, jobs, log
from ontschot.privacy.acting import Actor, system
from ontschot.privacy.actions import drop_search
from ontschot.privacy.models import SavedSearch
from ontschot.web.workplace.lists import exporting
from tests.integration.plans.test_absence import colleague
from tests.integration.plans.test_reassign import a_home, without_coordinator
from tests.town import Town, browser


def names(town: Town, user: str, /, **chosen: object) -> list[str]:
    with acting.acting(town.actor(user)):
        rows, _more = queries.household_list(ListFilter(**chosen))  # type: ignore[arg-type]
        return [row.name for row in rows]


def test_the_list_holds_what_is_open_and_filters_it(town: Town) -> None:
    a_home(town, "Bakker", to_team=True)
    assert names(town, "generalist") == ["Bakker", "Van Dalen"]
    assert names(town, "team_leader", who="nobody") == ["Van Dalen"]
    assert names(town, "generalist", who="me") == ["Bakker"]
    assert names(town, "team_leader", who=str(town.users["generalist"].pk)) == ["Bakker"]
    assert names(town, "generalist", q="saskia") == ["Van Dalen"]
    assert names(town, "other_generalist", q="saskia") == []
    assert names(town, "generalist", who="me", state="agreed") == []
    assert "Van Dalen" not in names(town, "other_generalist")


def test_an_order_tells_nothing_of_what_is_hidden(town: Town) -> None:
    """A note of yesterday that only Gerrit may read does not move a household in the leader's list."""
    home = a_home(town, "Bakker", to_team=True)
    by = town.actor("generalist")
    with acting.acting(by):
        for household, shield, days in ((town.household, "everyone", 2), (home, "only_me", 1)):
            actions.write_contact(
                by=by, household_id=household, kind="note", happened_at=timezone.now() - dt.timedelta(days=days),
                text="x", shield=shield,
            )  # fmt: skip
    assert names(town, "generalist", sort="recent") == ["Bakker", "Van Dalen"]
    assert names(town, "team_leader", sort="recent") == ["Van Dalen", "Bakker"]
    with acting.acting(town.actor("team_leader")):
        rows, _more = queries.household_list(ListFilter())
        assert [row.last_contact is None for row in rows] == [True, False]
        log.read("test", [])
        assert Contact.objects.count() == 1


def test_households_of_one_name_are_told_apart_by_street(town: Town) -> None:
    homes = [a_home(town, "Bakker", to_team=True) for _ in range(2)]
    by = system("test")
    for number, home in enumerate(homes):
        with acting.acting(by):
            people.report_person(
                by=by, family_name="Bakker", household_id=home, address=Address(street="Lindestraat", number=3 + number)
            )
    with acting.acting(town.actor("generalist")):
        rows, _more = queries.household_list(ListFilter(q="Bakker"))
        mine, _more = queries.my_households()
    assert {row.household_id: row.street for row in rows} == {homes[0]: "Lindestraat 3", homes[1]: "Lindestraat 4"}
    assert {line.street for line in mine if line.name == "Bakker"} == {"Lindestraat 3", "Lindestraat 4"}
    page = browser(town, "generalist").get("/werk/").content.decode()
    assert "Lindestraat 3" in page
    assert "Lindestraat 4" in page


def test_no_more_queries_for_more_rows(town: Town) -> None:
    counts = []
    for n in (1, 6):
        for number in range(n):
            a_home(town, f"Huis{n}{number}", to_team=True)
        with (
            acting.acting(town.actor("generalist")),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            for fetch in (queries.household_list, queries.task_list, queries.request_list):
                fetch(ListFilter())
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_file_is_within_access_safe_and_logged_for_each_person(town: Town) -> None:
    a_home(town, "=HYPERLINK(1)", to_team=True)
    a_home(town, "Verborgen", to_team=False)
    client = browser(town, "team_leader")
    response = client.get("/werk/lijsten/huishoudens/uitvoer.csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Huishouden", "Adres", "Regisseur"]
    titles = [row[0] for row in rows[1:]]
    assert "Verborgen" not in titles
    assert any(title.startswith("'=") for title in titles)
    assert not any(cell.startswith("=") for row in rows for cell in row)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE ontschot_oversight")
        cursor.execute(
            "SELECT subject_person_id FROM privacy_logentry WHERE action = 'export' AND subject_household_id = %s",
            [town.household],
        )
        persons = {row[0] for row in cursor.fetchall()}
        cursor.execute("RESET ROLE")
    assert persons == {town.saskia, town.jeffrey, town.amanda}


def test_a_day_in_a_file_is_one_that_a_spreadsheet_can_sort(town: Town) -> None:
    by, day = town.actor("generalist"), dt.date(2026, 3, 9)
    with acting.acting(by):
        actions.add_task(by=by, household_id=town.household, text="Bel de bank", due_on=day)
    client = browser(town, "generalist")
    rows = client.get("/werk/lijsten/taken/uitvoer.csv").content.decode("utf-8-sig")
    assert "Bel de bank;09-03-2026;" in rows
    assert "9 maart 2026" in client.get("/werk/lijsten/taken/").content.decode()


def test_the_file_is_filtered_like_the_screen(town: Town) -> None:
    a_home(town, "Bakker", to_team=True)
    client = browser(town, "generalist")
    page = client.get("/werk/lijsten/huishoudens/?who=me").content.decode()
    text = client.get("/werk/lijsten/huishoudens/uitvoer.csv?who=me").content.decode()
    assert "Bakker" in page
    assert "Bakker" in text
    assert "Van Dalen" not in text


def test_what_was_typed_never_stands_in_an_address(town: Town) -> None:
    a_home(town, "Bakker", to_team=True)
    client = browser(town, "generalist")
    answer = client.post("/werk/lijsten/huishoudens/zoeken/", {"q": "saskia", "sort": "recent"})
    assert "saskia" not in answer["Location"].lower()
    key = answer["Location"].rpartition("zoek=")[2]
    page = client.get(answer["Location"]).content.decode()
    assert "Van Dalen" in page
    assert "Bakker" not in page
    text = client.get(f"/werk/lijsten/huishoudens/uitvoer.csv?zoek={key}").content.decode()
    assert "Bakker" not in text
    assert "Bakker" in client.get("/werk/lijsten/huishoudens/").content.decode()


def test_a_saved_search_is_of_who_saved_it(town: Town) -> None:
    client = browser(town, "generalist")
    key = client.post("/werk/lijsten/huishoudens/zoeken/", {"q": "Dalen"})["Location"].rpartition("zoek=")[2]
    for query in (f"sort=recent&zoek={key}&next=//elders", f"who=nobody&zoek={key}"):
        answer = client.post(f"/werk/lijsten/huishoudens/bewaren/?{query}", {"name": "Mijn zoekvraag"})
    with acting.acting(town.actor("generalist")):
        kept = SavedSearch.objects.get()
        assert kept.query == "who=nobody&q=Dalen"
    assert answer["Location"].endswith(f"?bewaard={kept.pk}")
    assert "Van Dalen" in client.get(answer["Location"]).content.decode()
    other = browser(town, "team_leader")
    assert "Mijn zoekvraag" not in other.get(f"/werk/lijsten/huishoudens/?bewaard={kept.pk}").content.decode()
    with acting.acting(town.actor("team_leader")):
        assert not SavedSearch.objects.exists()
    other.post("/werk/lijsten/huishoudens/vergeten/", {"search": kept.pk})
    with acting.acting(town.actor("generalist")):
        assert SavedSearch.objects.exists()
    client.post("/werk/lijsten/huishoudens/vergeten/", {"search": kept.pk})
    with acting.acting(town.actor("generalist")):
        assert not SavedSearch.objects.exists()
    assert client.post("/werk/lijsten/huishoudens/bewaren/", {"name": " "}).status_code == 302


# ---------------------------------------------------------------------------------------- in one go


def tasks_of(town: Town, count: int = 3) -> list[Task]:
    by = town.actor("generalist")
    with acting.acting(by):
        return [
            actions.add_task(by=by, household_id=town.household, text=f"Taak {n}", due_on=today()) for n in range(count)
        ]


def test_several_tasks_are_done_and_undone(town: Town) -> None:
    first, second, third = tasks_of(town)
    by = town.actor("generalist")
    with acting.acting(by):
        actions.snooze_task(by=by, task_id=third.pk, version=third.version, due_on=None)  # changed in between
        change = actions.bulk_tasks(by=by, tasks={t.pk: t.version for t in (first, second, third)}, do="complete")
        assert set(Task.objects.filter(state="done").values_list("pk", flat=True)) == {first.pk, second.pk}
        again = Task.objects.get(pk=second.pk)
        actions.reopen_task(by=by, task_id=second.pk, version=again.version)
        undone = actions.undo_bulk(by=by, change_id=change.pk)
        assert undone.kept == 1
        assert not Task.objects.filter(state="done").exists()
        assert Task.objects.get(pk=first.pk).due_on == today()


def test_tasks_of_others_and_fixed_days_are_left_alone(town: Town) -> None:
    [own] = tasks_of(town, 1)
    by, other = town.actor("generalist"), town.actor("other_generalist")
    with acting.acting(by):
        fixed = actions.raise_task(
            by=by, household_id=town.household, kind="term:1", text="x", due_on=today(), whom=(by.user_id, None)
        )
        assert fixed
        later = today() + dt.timedelta(days=7)
        actions.bulk_tasks(by=by, tasks={own.pk: 1, fixed.pk: 1}, do="snooze", due_on=later)
        assert Task.objects.get(pk=own.pk).due_on == later
        assert Task.objects.get(pk=fixed.pk).due_on == today()
    with acting.acting(other):
        log.read("test", [])
        with pytest.raises(actions_refused()):
            actions.bulk_tasks(by=other, tasks={own.pk: 2}, do="complete")


def actions_refused() -> type[Exception]:
    from ontschot.domain.plans.rules import Refused

    return Refused


def test_a_leader_gives_requests_to_a_colleague_of_the_team(town: Town) -> None:
    desk, leader = town.actor("access_worker"), town.actor("team_leader")
    second, stranger = colleague(town, "second", team=town.team), town.users["other_generalist"].pk
    with acting.acting(desk):
        made = access.report(by=desk, person_id=town.saskia, question="Help", channel="desk", safety="safe")
        access.triage(
            by=desk, request_number=made.pk, version=made.version, complexity="simple", life_domains=["income"],
            safety="safe", team_id=town.team,
        )  # fmt: skip
    client = browser(town, "team_leader")
    with acting.acting(leader):
        log.read("test", [])
        version = Request.objects.get(pk=made.pk).version
    chosen = {"thing": f"{made.pk}:{version}", "do": second.pk}
    assert "gaan naar" in client.post("/werk/lijsten/meldingen/in-een-keer/", chosen).content.decode()
    sent = chosen | {"step": "do", "request_id": str(uuid.uuid4())}
    for _ in range(2):
        assert client.post("/werk/lijsten/meldingen/in-een-keer/", sent).status_code == 302
    with acting.acting(leader):
        assert BulkChange.objects.count() == 1
        log.read("test", [])
        assert Request.objects.get(pk=made.pk).assigned_user_id == second.pk
        with pytest.raises(actions_refused()):
            actions.assign_requests(by=leader, requests={made.pk: version + 1}, user_id=stranger)
    page = client.get("/werk/lijsten/meldingen/").content.decode()
    assert "Ongedaan maken" in page
    change = page.split('name="change" value="')[1].split('"')[0]
    client.post("/werk/ongedaan/", {"change": change, "back": "list:meldingen"})
    with acting.acting(leader):
        log.read("test", [])
        assert Request.objects.get(pk=made.pk).assigned_user_id is None
    worker = browser(town, "generalist")
    assert worker.post("/werk/lijsten/meldingen/in-een-keer/", sent).status_code == 302
    with acting.acting(leader):
        log.read("test", [])
        assert Request.objects.get(pk=made.pk).assigned_user_id is None


@pytest.mark.parametrize("kind", ["huishoudens", "taken", "meldingen"])
@pytest.mark.parametrize(
    "query",
    [
        "who=%F0%9F%98%80",
        "who=99999999999999999999",
        "state=x&sort=y",
        "bewaard=99999999999999999999",
        "pagina=0",
        "late=on&zoek=1",
    ],
)
def test_odd_filters_are_answered_plainly(town: Town, kind: str, query: str) -> None:
    client = browser(town, "team_leader")
    assert client.get(f"/werk/lijsten/{kind}/?{query}").status_code == 200
    assert client.get(f"/werk/lijsten/{kind}/uitvoer.csv?{query}").status_code == 200


def test_an_unknown_list_is_not_there(town: Town) -> None:
    client = browser(town, "generalist")
    assert client.get("/werk/lijsten/alles/").status_code == 404


# ---------------------------------------------------------------------------------------- shared, large, to another


def test_a_search_is_shared_with_a_team_without_what_was_typed(town: Town) -> None:
    client = browser(town, "generalist")
    key = client.post("/werk/lijsten/huishoudens/zoeken/", {"q": "Dalen"})["Location"].rpartition("zoek=")[2]
    sent = {"name": "Zonder regisseur", "team": str(town.team)}
    client.post(f"/werk/lijsten/huishoudens/bewaren/?who=nobody&zoek={key}", sent)
    leader = browser(town, "team_leader").get("/werk/lijsten/huishoudens/").content.decode()
    assert "Zonder regisseur" in leader
    assert "Vergeet</span> Zonder" not in leader  # somebody else's
    with acting.acting(town.actor("team_leader")):
        kept = SavedSearch.objects.get()
        assert kept.query == "who=nobody"
        drop_search(search_id=kept.pk)
        assert SavedSearch.objects.count() == 1
        log.read("test", [])
    elsewhere = browser(town, "other_generalist").get("/werk/lijsten/huishoudens/").content.decode()
    assert "Zonder regisseur" not in elsewhere
    client.post("/werk/lijsten/huishoudens/bewaren/?who=me", {"name": "Van mij", "team": str(town.other_team)})
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        assert SavedSearch.objects.get(name="Van mij").team_id is None  # a team one does not sit in


def test_a_large_file_is_made_in_the_background_and_is_its_owners_alone(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    monkeypatch.setattr(working, "LINES", 2)
    for name in ("Bakker", "Citroen", "Douma"):
        a_home(town, name, to_team=True)
    client = browser(town, "generalist")
    answer = client.get("/werk/lijsten/huishoudens/uitvoer.csv")
    assert answer["Location"].startswith("/werk/lijsten/huishoudens/bestanden/")
    client.post(answer["Location"])
    with acting.acting(town.actor("generalist")):
        [job] = jobs.mine("list")
    assert "wacht op zijn beurt" in client.get(answer["Location"]).content.decode()
    working.run(job.pk, job.user_id)
    page = client.get(answer["Location"]).content.decode()
    assert "4 van 4 regels" in page
    assert "hx-trigger" not in page
    text = client.get(f"/werk/lijsten/bestand/{job.pk}.csv").content.decode("utf-8-sig")
    assert [line.split(";")[0] for line in text.splitlines()] == [
        "Huishouden",
        "Bakker",
        "Citroen",
        "Van Dalen",
        "Douma",
    ]
    assert browser(town, "team_leader").get(f"/werk/lijsten/bestand/{job.pk}.csv").status_code == 404
    client.post(answer["Location"], {"stop": str(job.pk)})
    assert client.get(f"/werk/lijsten/bestand/{job.pk}.csv").status_code == 404
    assert {town.saskia, town.jeffrey} <= exported_persons()


def exported_persons() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE ontschot_oversight")
        cursor.execute("SELECT subject_person_id FROM privacy_logentry WHERE action = 'export'")
        found = {row[0] for row in cursor.fetchall()}
        cursor.execute("RESET ROLE")
    return found


def test_a_file_that_was_stopped_is_not_made(town: Town) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        job = jobs.ask(kind="list", wish={"list": "huishoudens", "filter": {}, "language": "nl"})
        jobs.stop(job.pk)
    working.run(job.pk, by.user_id or 0)
    with acting.acting(by):
        assert jobs.job(job.pk).state == "stopped"


def test_households_of_several_coordinators_go_to_another_and_back(town: Town) -> None:
    leader, by = browser(town, "team_leader"), town.actor("generalist")
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
    to = town.users["team_leader"].pk
    sent = {"do": str(to), "thing": [f"{town.household}:0", f"{town.other_household}:0"]}
    page = leader.post("/werk/lijsten/huishoudens/in-een-keer/", sent).content.decode()
    assert "Tineke Leider wordt regisseur" in page
    assert "Van Dalen" in page
    nothing = leader.post("/werk/lijsten/huishoudens/in-een-keer/", sent | {"step": "do"})
    assert nothing.status_code == 200  # no reason: the same page, and nothing done
    assert coordinator_of(town) == by.user_id
    done = sent | {"step": "do", "reason": "Andere wijk", "request_id": str(uuid.uuid4())}
    answer = leader.post("/werk/lijsten/huishoudens/in-een-keer/", done, follow=True)
    assert coordinator_of(town) == to
    assert "Ongedaan maken" in answer.content.decode()
    change = leader.session["bulk_done"]
    leader.post("/werk/ongedaan/", {"change": str(change), "request_id": str(uuid.uuid4())})
    assert coordinator_of(town) == by.user_id
    refused = browser(town, "generalist").post("/werk/lijsten/huishoudens/in-een-keer/", done)
    assert refused.status_code == 302
    assert coordinator_of(town) == by.user_id


def test_a_household_without_coordinator_gets_one_from_the_list_without_a_reason(town: Town) -> None:
    leader, to = browser(town, "team_leader"), town.users["team_leader"].pk
    sent = {"do": str(to), "thing": [f"{town.household}:0", f"{town.other_household}:0"]}
    page = leader.post("/werk/lijsten/huishoudens/in-een-keer/", sent).content.decode()
    assert "Tineke Leider wordt regisseur" in page
    assert "bulk-reason" not in page
    done = sent | {"step": "do", "request_id": str(uuid.uuid4())}
    answer = leader.post("/werk/lijsten/huishoudens/in-een-keer/", done, follow=True)
    assert coordinator_of(town) == to
    assert "Ongedaan maken" in answer.content.decode()
    page = leader.post("/werk/lijsten/huishoudens/in-een-keer/", sent).content.decode()
    assert "heeft deze regisseur al" in page


def test_a_household_that_another_took_in_between_is_told(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    home = without_coordinator(town, "Bakker")
    handing = importlib.import_module("ontschot.domain.plans.actions.handing_out")
    real = handing.start_coordination

    def start(by: Actor, household: Household, *given: Any, **more: Any) -> Coordinatorship:
        if household.pk == home:
            raise Refused("somebody was first")
        return real(by, household, *given, **more)

    monkeypatch.setattr(handing, "start_coordination", start)
    leader, to = browser(town, "team_leader"), town.users["team_leader"].pk
    done: dict[str, Any] = {"do": str(to), "thing": [f"{town.household}:0", f"{home}:0"], "step": "do"}
    answer = leader.post(
        "/werk/lijsten/huishoudens/in-een-keer/", done | {"request_id": str(uuid.uuid4())}, follow=True
    )
    assert "1 huishouden bleef zoals het was" in answer.content.decode()
    assert coordinator_of(town) == to


def coordinator_of(town: Town) -> int:
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        return Coordinatorship.objects.get(household_id=town.household, period__endswith__isnull=True).user_id


def test_the_old_address_of_requests_leads_to_the_list(town: Town) -> None:
    client = browser(town, "generalist")
    for asked, wanted in (("", ""), ("?toon=mijn", "?who=me"), ("?toon=klaar", "?state=closed"), ("?toon=x", "")):
        assert client.get(f"/werk/meldingen/{asked}")["Location"] == f"/werk/lijsten/meldingen/{wanted}"


def test_a_list_on_paper_says_which_it_is_what_was_chosen_and_when(town: Town) -> None:
    page = browser(town, "generalist").get("/werk/lijsten/taken/?who=me&state=done&late=on")
    text = page.content.decode().partition('<p class="print-only">')[2].partition("</p>")[0]
    assert "<strong>Taken</strong>" in text
    assert "Bij wie: ik · Stand: gedaan" in text
    assert str(today().year) in text

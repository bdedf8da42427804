"""The screens of households, plans and my work, asked as the browser does."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ontschot.domain.plans import actions
from ontschot.domain.plans.models import Action, Contact, Goal, Plan
from ontschot.privacy import acting
from ontschot.privacy.acting import system
from ontschot.privacy.models import LogEntry
from tests.town import Town


def _browser(town: Town, who: str) -> Client:
    client = Client()
    client.force_login(town.users[who])
    session = client.session
    session["persona"] = True  # the second factor has its own tests
    session.save()
    return client


def _url(name: str, *args: object) -> str:
    return reverse(f"workplace:{name}", args=args)


@pytest.fixture
def plan(town: Town) -> Plan:
    """A plan with one goal and one action of each kind of owner."""
    by = town.actor("generalist")
    with acting.acting(by):
        plan = actions.make_plan(by=by, household_id=town.household, motto="Rust in huis")
        goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="We komen rond")
        actions.add_action(
            by=by,
            goal_id=goal.pk,
            text="Bellen met de bank",
            owner_kind="professional",
            owner_user_id=town.users["generalist"].pk,
        )
        actions.involve(by=by, household_id=town.household, kind="network", role="kookt soms", name="Buurvrouw Riet")
        actions.write_contact(
            by=by, household_id=town.household, kind="call", happened_at=timezone.now(), text="Gebeld over de huur"
        )
        actions.name_coordinator(by=by, household_id=town.household, user_id=town.users["generalist"].pk)
        plan.refresh_from_db()
    return plan


READ = [
    "household",
    "plan",
    "plan_print",
    "timeline",
    "journal",
    "involved",
    "contact_new",
    "document_new",
    "household_edit",
    "household_split",
    "member_new",
    "involve",
    "coordinator",
]


@pytest.mark.parametrize("name", READ)
def test_who_is_involved_sees_it_and_nobody_else_does(town: Town, plan: Plan, name: str) -> None:
    address = _url(name, town.household)
    assert _browser(town, "generalist").get(address).status_code == 200
    assert _browser(town, "other_generalist").get(address).status_code == 404
    assert _browser(town, "policy_officer").get(address).status_code == 403
    assert _browser(town, "resident").get(address).status_code == 403


def test_the_household_page_has_everything_and_is_logged(town: Town, plan: Plan) -> None:
    page = _browser(town, "generalist").get(_url("household", town.household)).content.decode()
    for text in (
        "Saskia van Dalen",
        "Rust in huis",
        "We komen rond",
        "Buurvrouw Riet",
        "Gebeld over de huur",
        "Gerrit",
    ):
        assert text in page
    with acting.acting(system("test")), acting.wide("ontschot_oversight"):
        lines = LogEntry.objects.filter(action="read", object_kind="household", subject_household_id=town.household)
        seen = set(lines.filter(user_id=town.users["generalist"].pk).values_list("subject_person_id", flat=True))
        assert {town.saskia, town.jeffrey, town.amanda} <= seen


def test_a_page_asks_the_same_number_of_queries_for_more_rows(town: Town, plan: Plan) -> None:
    client, by = _browser(town, "generalist"), town.actor("generalist")
    counts = []
    for extra in (0, 5):
        with acting.acting(by):
            for number in range(extra):
                goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="work", text=f"Doel {number}")
                actions.add_action(
                    by=by, goal_id=goal.pk, text="x", owner_kind="professional", owner_user_id=by.user_id
                )
                _contact(town, by)
        asked = []
        for address in (_url("household", town.household), _url("plan", town.household), _url("my_work")):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[1]
    assert max(counts[0]) < 100


def _contact(town: Town, by: Any) -> Contact:
    return actions.write_contact(
        by=by, household_id=town.household, kind="note", happened_at=timezone.now(), text="Iets", life_domain="work"
    )


def test_a_goal_sent_twice_is_one_goal(town: Town, plan: Plan) -> None:
    client = _browser(town, "generalist")
    data = {
        "text": "Op tijd naar school",
        "life_domain": "education",
        "person": town.amanda,
        "request_id": uuid.uuid4(),
    }
    for _ in range(2):
        assert client.post(_url("goal_new", plan.pk), data).status_code == 302
    with acting.acting(town.actor("generalist")):
        assert Goal.objects.filter(text="Op tijd naar school", person_id=town.amanda).count() == 1
        actions.propose(by=town.actor("generalist"), plan_id=plan.pk, version=plan.version)


def test_two_editors_see_both_versions(town: Town, plan: Plan) -> None:
    client = _browser(town, "generalist")
    with acting.acting(town.actor("generalist")):
        goal = Goal.objects.get(plan=plan)
        actions.change_goal(by=town.actor("generalist"), goal_id=goal.pk, version=1, text="Van de ander")
    data = {"text": "Van mij", "life_domain": "income", "version": 1, "request_id": uuid.uuid4()}
    answer = client.post(_url("goal_edit", goal.pk), data)
    assert answer.status_code == 409
    assert "Van de ander" in answer.content.decode()
    assert "Van mij" in answer.content.decode()
    chosen = {"keep-text": "yours", "yours-text": "Van mij", "life_domain": "income", "version": 2}
    assert client.post(_url("goal_edit", goal.pk), chosen | {"request_id": uuid.uuid4()}).status_code == 302


def test_an_action_with_a_name_of_ones_own(town: Town, plan: Plan) -> None:
    client = _browser(town, "generalist")
    with acting.acting(town.actor("generalist")):
        goal = Goal.objects.get(plan=plan)
        actions.propose(by=town.actor("generalist"), plan_id=plan.pk, version=plan.version)
    address = _url("action_new", goal.pk)
    empty = client.post(address, {"text": "Fiets lenen", "line": "0", "owner": "other", "request_id": uuid.uuid4()})
    assert empty.status_code == 422
    data = {"text": "Fiets lenen", "line": "0", "owner": "other", "owner_name": "Oom Ben", "owner_kind": "network"}
    assert client.post(address, data | {"request_id": uuid.uuid4()}).status_code == 302
    member = {"text": "Krant lezen", "line": "0", "owner": f"self:person:{town.saskia}", "request_id": uuid.uuid4()}
    assert client.post(address, member).status_code == 302
    with acting.acting(town.actor("generalist")):
        owners = list(Action.objects.filter(goal=goal).order_by("id").values_list("owner_kind", "owner_name"))
        assert owners[1:] == [("network", "Oom Ben"), ("self", "Saskia van Dalen")]
        from ontschot.domain.plans import queries

        assert queries.plan(plan.pk)


def test_the_whole_way_from_plan_to_agreement(town: Town, plan: Plan) -> None:
    client = _browser(town, "generalist")
    data = {"version": plan.version, "request_id": uuid.uuid4()}
    assert client.post(_url("plan_propose", plan.pk), data).status_code == 302
    for person in (town.saskia, town.jeffrey, town.amanda):
        data = {"agrees": "yes", "how": "in_person", "version": 1, "request_id": uuid.uuid4()}
        assert client.post(_url("plan_agree", plan.pk, person), data).status_code == 302
    assert "afgesproken" in client.get(_url("plan", town.household)).content.decode()


def test_a_document_is_a_download_in_a_sandbox(town: Town) -> None:
    client = _browser(town, "generalist")
    file = SimpleUploadedFile("../<b>brief.html", b"<script>alert(1)</script>", content_type="text/html")
    data = {"file": file, "title": "Brief", "life_domain": "basis", "request_id": uuid.uuid4()}
    assert client.post(_url("document_new", town.household), data).status_code == 302
    page = client.get(_url("household", town.household)).content.decode()
    number = int(page.split("/werk/documenten/")[1].split("/")[0])
    answer = client.get(_url("document", number))
    assert answer["Content-Type"] == "text/plain"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert _browser(town, "other_generalist").get(_url("document", number)).status_code == 404
    program = SimpleUploadedFile("brief.pdf", b"MZ\x00\x01", content_type="application/pdf")
    refused = client.post(_url("document_new", town.household), data | {"file": program, "request_id": uuid.uuid4()})
    assert refused.status_code == 422
    with acting.acting(system("test")), acting.wide("ontschot_oversight"):
        assert LogEntry.objects.filter(action="download", object_id=number).exists()


def test_a_note_is_kept_while_typing_and_gone_when_handed_in(town: Town) -> None:
    client = _browser(town, "generalist")
    kept = client.post(
        _url("draft"),
        {"key": f"contact-{town.household}", "fields": {"text": "Half af"}},
        content_type="application/json",
    )
    assert kept.status_code == 204
    assert "Half af" in client.get(_url("contact_new", town.household)).content.decode()
    assert "Half af" not in _browser(town, "team_leader").get(_url("contact_new", town.household)).content.decode()
    data = {
        "kind": "call",
        "happened_at": "2026-01-05T10:00",
        "text": "Helemaal af",
        "life_domain": "basis",
        "shield": "only_me",
        "request_id": uuid.uuid4(),
    }
    assert client.post(_url("contact_new", town.household), data).status_code == 302
    assert "Half af" not in client.get(_url("contact_new", town.household)).content.decode()
    assert "Helemaal af" in client.get(_url("journal", town.household)).content.decode()
    assert "Helemaal af" not in _browser(town, "team_leader").get(_url("journal", town.household)).content.decode()


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"key": 1, "fields": {}}', '{"key": "a", "fields": []}'])
def test_what_is_no_draft_is_refused(town: Town, body: str) -> None:
    answer = _browser(town, "generalist").post(_url("draft"), body, content_type="application/json")
    assert answer.status_code == 400


def test_a_task_is_done_and_undone(town: Town, plan: Plan) -> None:
    with acting.acting(system("test")):
        task = actions.raise_task(by=system("test"), household_id=town.household, kind="register", text="Verhuisd")
        assert task
    client = _browser(town, "generalist")
    assert "Verhuisd" in client.get(_url("my_work")).content.decode()
    client.post(_url("task_done", task.pk), {"version": 1, "request_id": uuid.uuid4()})
    assert "Ongedaan maken" in client.get(_url("my_work")).content.decode()
    client.post(_url("task_undo", task.pk), {"version": 2, "request_id": uuid.uuid4()})
    assert "De taak staat weer open" in client.get(_url("my_work")).content.decode()


def test_search_finds_only_what_one_may_see(town: Town) -> None:
    mine = _browser(town, "generalist").post(_url("search"), {"q": "dalen"}).content.decode()
    assert "Saskia van Dalen" in mine
    other = _browser(town, "other_generalist").post(_url("search"), {"q": "dalen"}).content.decode()
    assert "Niemand gevonden" in other
    assert "Saskia" not in other


def test_identification_gives_the_least_and_opens_nothing(town: Town) -> None:
    client = _browser(town, "other_generalist")
    data = {"name": "van Dalen", "birth_date_day": "12", "birth_date_month": "4", "birth_date_year": "1986"}
    page = client.post(_url("identify"), data).content.decode()
    assert "Saskia van Dalen" in page
    assert "Lindestraat" not in page
    assert client.get(_url("person", town.saskia)).status_code == 404
    assert client.get(_url("household", town.household)).status_code == 404


def test_handing_over_leads_away_when_access_ended(town: Town) -> None:
    by = town.actor("team_leader")
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=town.users["other_generalist"].pk)
    client = _browser(town, "other_generalist")
    data = {"user": town.users["generalist"].pk, "reason": "vakantie", "request_id": uuid.uuid4()}
    answer = client.post(_url("coordinator", town.household), data)
    assert answer.status_code == 302
    assert answer["Location"] == _url("my_work")
    assert client.get(_url("household", town.household)).status_code == 404


def test_a_partner_sees_the_domains_of_the_task_and_cannot_plan(town: Town, plan: Plan) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        actions.involve(
            by=by,
            household_id=town.household,
            kind="professional",
            role="mentor",
            user_id=town.users["partner"].pk,
            life_domains=["education"],
        )
    client = _browser(town, "partner")
    page = client.get(_url("household", town.household)).content.decode()
    assert "Saskia van Dalen" in page
    assert "We komen rond" not in page
    assert client.get(_url("goal_new", plan.pk)).status_code == 403
    assert client.get(_url("my_work")).status_code == 200


def test_correcting_by_hand(town: Town) -> None:
    client = _browser(town, "generalist")
    relation = {"kind": "neighbour", "other_name": "Riet", "helps": "on", "request_id": uuid.uuid4()}
    assert client.post(_url("relation_new", town.household, town.saskia), relation).status_code == 302
    partner = {"family_name": "Jansen", "gender": "M", "request_id": uuid.uuid4()}
    assert client.post(_url("member_new", town.household), partner).status_code == 302
    page = client.get(_url("household", town.household)).content.decode()
    assert "Riet" in page
    assert "Jansen" in page
    split = {"persons": [town.jeffrey], "on": timezone.localdate().isoformat(), "request_id": uuid.uuid4()}
    assert client.post(_url("household_split", town.household), split).status_code == 302
    everybody = split | {"persons": [town.saskia], "on": "2999-01-01", "request_id": uuid.uuid4()}
    assert client.post(_url("household_split", town.household), everybody).status_code == 422

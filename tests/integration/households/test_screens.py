"""The screens of households, plans and my work, asked as the browser does."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ontschot.domain.access import actions as access
from ontschot.domain.people import actions as people
from ontschot.domain.people.models import Person, Relation
from ontschot.domain.people.queries import household
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.models import Action, Contact, Goal, Plan
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy.acting import system
from ontschot.privacy.models import LogEntry
from ontschot.privacy.queries import life_domains
from tests.town import Town, browser


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
    assert browser(town, "generalist").get(address).status_code == 200
    assert browser(town, "other_generalist").get(address).status_code == 404
    assert browser(town, "policy_officer").get(address).status_code == 403
    assert browser(town, "resident").get(address).status_code == 403


def test_the_household_page_has_everything_and_is_logged(town: Town, plan: Plan) -> None:
    page = browser(town, "generalist").get(_url("household", town.household)).content.decode()
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
    client, by = browser(town, "generalist"), town.actor("generalist")
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
    client = browser(town, "generalist")
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
    client = browser(town, "generalist")
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


def _versions(answer: Any) -> dict[str, tuple[str, str]]:
    """What the page with two versions shows: by field, theirs and yours."""
    assert answer.status_code == 409
    return {field.name: (field.theirs_text, field.yours_text) for field in answer.context["conflict"].fields}


def _choose(answer: Any, **keep: str) -> dict[str, Any]:
    """What that page sends, with these choices: everything that stands in it, and a new request id."""
    view = answer.context["conflict"]
    data: dict[str, Any] = {"version": view.version, "request_id": view.request_id}
    for name, value in view.hidden:
        data.setdefault(name, []).append(value)
    for field in view.fields:
        data[f"keep-{field.name}"] = keep.get(field.name, "yours")
        data[f"along-{field.name}"] = [one.name for one in field.along]
        for one in (field, *field.along):
            data[f"theirs-{one.name}"], data[f"yours-{one.name}"] = one.theirs, one.yours
    page = answer.content.decode()
    assert all(f'name="{name}"' in page for name, value in data.items() if value)
    return data


def test_two_editors_of_a_goal_see_only_what_differs(town: Town, plan: Plan) -> None:
    client = browser(town, "generalist")
    by = town.actor("generalist")
    with acting.acting(by):
        goal = Goal.objects.get(plan=plan)
        actions.change_goal(by=by, goal_id=goal.pk, version=1, text="Van de ander", life_domain="income")
    mine = {"text": "Van mij", "life_domain": "income", "version": 1, "request_id": uuid.uuid4()}
    assert list(_versions(client.post(_url("goal_edit", goal.pk), mine))) == ["text"]
    mine |= {"life_domain": "work", "request_id": uuid.uuid4()}
    answer = client.post(_url("goal_edit", goal.pk), mine)
    with acting.acting(by):
        names = {one.code: str(one) for one in life_domains(in_conversation=True)}
    assert _versions(answer)["life_domain"] == (names["income"], names["work"])
    assert client.post(_url("goal_edit", goal.pk), _choose(answer, life_domain="theirs")).status_code == 302
    with acting.acting(by):
        goal = queries.goal(goal.pk)
        assert (goal.text, goal.life_domain.code) == ("Van mij", "income")


def test_two_editors_of_an_action_choose_the_owner_as_one(town: Town, plan: Plan) -> None:
    client = browser(town, "generalist")
    by = town.actor("generalist")
    member, other = f"self:person:{town.amanda}", {"owner": "other", "owner_name": "Oom Ben", "owner_kind": "network"}
    mine = {"text": "Van mij", "line": "0", "due_on": "2027-03-01"}

    def collide(theirs: dict[str, Any], yours: dict[str, Any]) -> tuple[str, Any]:
        with acting.acting(by):
            goal = Goal.objects.get(plan=plan)
            action = actions.add_action(by=by, goal_id=goal.pk, text="x", owner_kind="network", owner_name="Ada")
            actions.change_action(by=by, action_id=action.pk, version=1, text="Van de ander", **theirs)
        address = _url("action_edit", action.pk)
        return address, client.post(address, mine | yours | {"version": 1, "request_id": uuid.uuid4()})

    def saved(address: str) -> tuple[str, str, str, int | None]:
        with acting.acting(by):
            action = queries.action(int(address.strip("/").split("/")[2]))
            return action.text, action.owner_kind, action.owner_name, action.owner_person_id

    amanda = {"owner_kind": "self", "owner_person_id": town.amanda}
    address, answer = collide(amanda, other)
    shown = _versions(answer)
    assert list(shown) == ["text", "owner", "due_on"]
    assert shown["owner"][0] == "Amanda van Dalen"
    assert shown["owner"][1].startswith("iemand anders, Oom Ben, ")
    assert "network" not in shown["owner"][1]
    assert shown["due_on"] == ("", "1 maart 2027")
    assert client.post(address, _choose(answer, owner="theirs")).status_code == 302
    assert saved(address) == ("Van mij", "self", "Amanda van Dalen", town.amanda)

    address, answer = collide({"owner_kind": "network", "owner_name": "Oom Ben"}, {"owner": member})
    assert _versions(answer)["owner"][1] == "Amanda van Dalen"
    assert client.post(address, _choose(answer, owner="theirs", text="theirs")).status_code == 302
    assert saved(address) == ("Van de ander", "network", "Oom Ben", None)

    address, answer = collide(amanda, other)
    assert client.post(address, _choose(answer)).status_code == 302
    assert saved(address) == ("Van mij", "network", "Oom Ben", None)

    address, answer = collide(amanda, {"owner": member, "owner_name": "blijft staan", "owner_kind": "network"})
    assert "owner" not in _versions(answer)


def test_what_was_typed_on_an_older_version_overwrites_nothing(town: Town, plan: Plan) -> None:
    client = browser(town, "generalist")
    by = town.actor("generalist")
    with acting.acting(by):
        goal = queries.plan(plan.pk).domains[0].goals[0].record
    address = _url("goal_edit", goal.pk)
    assert f'data-draft="goal-edit-{goal.pk}"' in client.get(address).content.decode()
    typed = {"key": f"goal-edit-{goal.pk}", "fields": {"text": "Half af"}, "version": "1"}
    assert client.post(_url("draft"), typed, content_type="application/json").status_code == 204
    with acting.acting(by):
        actions.change_goal(by=by, goal_id=goal.pk, version=1, text="Van de ander")
    page = client.get(address)
    assert "Half af" in page.content.decode()
    sent = {"text": "Half af", "life_domain": "income", "request_id": uuid.uuid4(), "version": page.context["version"]}
    answer = client.post(address, sent)
    assert _versions(answer) == {"text": ("Van de ander", "Half af")}
    assert client.post(address, _choose(answer)).status_code == 302
    assert "Half af" in client.get(_url("plan", town.household)).content.decode()
    assert client.get(address).context["version"] == 3


def test_small_forms_keep_what_is_being_typed(town: Town, plan: Plan) -> None:
    client = browser(town, "generalist")
    with acting.acting(town.actor("generalist")):
        action = Action.objects.get(goal__plan=plan)
        relation = people.add_relation(
            by=town.actor("generalist"), person_id=town.saskia, kind="neighbour", other_name="Riet", in_contact=True
        )
    home = town.household
    for address in (
        _url("action_edit", action.pk),
        _url("involve", home),
        _url("household_edit", home),
        _url("relation_new", home, town.saskia),
        _url("relation_edit", home, relation.pk),
        _url("plan_agree", plan.pk, town.saskia),
    ):
        assert 'data-draft="' in client.get(address).content.decode(), address
    fields = {"note": "Half af", "in_contact": [], "helps": ["on"]}
    typed = {"key": f"relation-edit-{relation.pk}", "fields": fields}
    client.post(_url("draft"), typed, content_type="application/json")
    form = client.get(_url("relation_edit", home, relation.pk)).context["form"]
    assert (form["note"].value(), form["in_contact"].value(), form["helps"].value()) == ("Half af", False, True)


def _next_door(town: Town) -> dict[str, int]:
    """Numbers of things in the household next door."""
    by = town.actor("other_generalist")
    with acting.acting(by):
        talk = access.start_conversation(by=by, household_id=town.other_household)
        made = {
            "member_end": household(town.other_household).members[0].membership.pk,
            "relation": people.add_relation(by=by, person_id=town.stranger, kind="neighbour", other_name="Vreemd").pk,
            "involvement_end": actions.involve(
                by=by, household_id=town.other_household, kind="network", role="kookt", name="Vreemd"
            ).pk,
            "conversation_result": access.add_result(
                by=by, conversation_id=talk.pk, life_domain="income", text="Vreemd"
            ).pk,
        }
    return made | {"plan_agree": town.stranger}


@pytest.mark.parametrize("where", ["nowhere", "next door"])
def test_a_form_about_what_is_not_here_does_not_exist(town: Town, plan: Plan, where: str) -> None:
    client, home = browser(town, "generalist"), town.household
    numbers = _next_door(town) if where == "next door" else {}
    with acting.acting(town.actor("generalist")):
        talk = access.start_conversation(by=town.actor("generalist"), household_id=home)
    for name, thing in (
        ("member_end", home),
        ("relation_edit", home),
        ("relation_remove", home),
        ("involvement_end", home),
        ("conversation_result", talk.pk),
        ("plan_agree", plan.pk),
    ):
        number = numbers.get(name, numbers.get(name.partition("_")[0], 2**62))
        address = _url(name, thing, number)
        assert client.get(address).status_code == 404, address


def test_ending_sent_twice_is_no_error(town: Town, plan: Plan) -> None:
    client, home = browser(town, "generalist"), town.household
    with acting.acting(town.actor("generalist")):
        number = next(m for m in household(home).members if m.person and m.person.pk == town.jeffrey).membership.pk
    data = {"on": timezone.localdate().isoformat(), "why": "left", "note": "Op kamers", "request_id": uuid.uuid4()}
    for _ in range(2):
        assert client.post(_url("member_end", home, number), data).status_code == 302


def test_an_action_with_a_name_of_ones_own(town: Town, plan: Plan) -> None:
    client = browser(town, "generalist")
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
        assert queries.plan(plan.pk)


def test_the_whole_way_from_plan_to_agreement(town: Town, plan: Plan) -> None:
    client = browser(town, "generalist")
    data = {"version": plan.version, "request_id": uuid.uuid4()}
    assert client.post(_url("plan_propose", plan.pk), data).status_code == 302
    for person in (town.saskia, town.jeffrey, town.amanda):
        data = {"agrees": "yes", "how": "in_person", "version": 1, "request_id": uuid.uuid4()}
        assert client.post(_url("plan_agree", plan.pk, person), data).status_code == 302
    assert "afgesproken" in client.get(_url("plan", town.household)).content.decode()


def test_a_document_is_a_download_in_a_sandbox(town: Town) -> None:
    client = browser(town, "generalist")
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
    assert browser(town, "other_generalist").get(_url("document", number)).status_code == 404
    program = SimpleUploadedFile("brief.pdf", b"MZ\x00\x01", content_type="application/pdf")
    refused = client.post(_url("document_new", town.household), data | {"file": program, "request_id": uuid.uuid4()})
    assert refused.status_code == 422
    with acting.acting(system("test")), acting.wide("ontschot_oversight"):
        assert LogEntry.objects.filter(action="download", object_id=number).exists()


def test_a_note_is_kept_while_typing_and_gone_when_handed_in(town: Town) -> None:
    client = browser(town, "generalist")
    kept = client.post(
        _url("draft"),
        {"key": f"contact-{town.household}", "fields": {"text": "Half af"}},
        content_type="application/json",
    )
    assert kept.status_code == 204
    assert "Half af" in client.get(_url("contact_new", town.household)).content.decode()
    assert "Half af" not in browser(town, "team_leader").get(_url("contact_new", town.household)).content.decode()
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
    assert "Helemaal af" not in browser(town, "team_leader").get(_url("journal", town.household)).content.decode()


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"key": 1, "fields": {}}', '{"key": "a", "fields": []}'])
def test_what_is_no_draft_is_refused(town: Town, body: str) -> None:
    answer = browser(town, "generalist").post(_url("draft"), body, content_type="application/json")
    assert answer.status_code == 400


def test_a_task_is_done_and_undone(town: Town, plan: Plan) -> None:
    with acting.acting(system("test")):
        task = actions.raise_task(by=system("test"), household_id=town.household, kind="register", text="Verhuisd")
        assert task
    client = browser(town, "generalist")
    assert "Verhuisd" in client.get(_url("my_work")).content.decode()
    client.post(_url("task_done", task.pk), {"version": 1, "request_id": uuid.uuid4()})
    assert "Ongedaan maken" in client.get(_url("my_work")).content.decode()
    client.post(_url("task_undo", task.pk), {"version": 2, "request_id": uuid.uuid4()})
    assert "De taak staat weer open" in client.get(_url("my_work")).content.decode()


def test_what_is_for_later_does_not_shout(town: Town, plan: Plan) -> None:
    with acting.acting(system("test")):
        for days, text in ((14, "Over twee weken"), (15, "Nog lang niet")):
            due = calendar.today() + dt.timedelta(days=days)
            actions.raise_task(by=system("test"), household_id=town.household, kind="review", text=text, due_on=due)
    page = browser(town, "generalist").get(_url("household", town.household)).content.decode()
    shouted, later = page.split("1 taak voor later")
    assert "Over twee weken" in shouted
    assert "Nog lang niet" not in shouted
    assert "Nog lang niet" in later


def test_search_finds_only_what_one_may_see(town: Town) -> None:
    mine = browser(town, "generalist").post(_url("search"), {"q": "dalen"}, follow=True).content.decode()
    assert "Saskia van Dalen" in mine
    other = browser(town, "other_generalist").post(_url("search"), {"q": "dalen"}, follow=True).content.decode()
    assert "Niemand gevonden" in other
    assert "Saskia" not in other


def test_the_number_of_a_request_leads_to_it_for_who_may_see_it(town: Town) -> None:
    """It stands in letters: who calls about one says the number."""
    desk = town.actor("access_worker")
    with acting.acting(desk):
        made = access.report(by=desk, person_id=town.saskia, question="Help", channel="desk")
    for typed in (f"M-{made.pk:06d}", f" m {made.pk} "):
        answer = browser(town, "access_worker").post(_url("search"), {"q": typed})
        assert answer["Location"] == _url("request", made.pk)
    for role, typed in (
        ("other_generalist", f"M-{made.pk:06d}"),
        ("partner", f"M-{made.pk:06d}"),
        ("access_worker", "M-999999"),
        ("access_worker", str(made.pk)),
    ):
        answer = browser(town, role).post(_url("search"), {"q": typed}, follow=True)
        assert "Niemand gevonden" in answer.content.decode()


def test_identification_gives_the_least_and_opens_nothing(town: Town) -> None:
    client = browser(town, "other_generalist")
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
    client = browser(town, "other_generalist")
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
    client = browser(town, "partner")
    page = client.get(_url("household", town.household)).content.decode()
    assert "Saskia van Dalen" in page
    assert "We komen rond" not in page
    assert client.get(_url("goal_new", plan.pk)).status_code == 403
    assert client.get(_url("my_work")).status_code == 200


def test_correcting_by_hand(town: Town) -> None:
    client = browser(town, "generalist")
    relation = {"kind": "neighbour", "other_name": "Riet", "helps": "on", "request_id": uuid.uuid4()}
    assert client.post(_url("relation_new", town.household, town.saskia), relation).status_code == 302
    partner = {"family_name": "Jansen", "gender": "M", "request_id": uuid.uuid4()}
    assert client.post(_url("member_new", town.household), partner).status_code == 302
    page = client.get(_url("household", town.household)).content.decode()
    assert "Riet" in page
    assert "Jansen" in page
    split = {"persons": [town.jeffrey], "on": timezone.localdate().isoformat(), "request_id": uuid.uuid4()}
    assert client.post(_url("household_split", town.household), split).status_code == 302
    everybody = split | {"persons": [town.saskia], "on": "2199-01-01", "request_id": uuid.uuid4()}
    assert client.post(_url("household_split", town.household), everybody).status_code == 422


def test_a_wrong_document_is_taken_back(town: Town) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        made = actions.add_document(
            by=by,
            household_id=town.household,
            title="Brief over Piet",
            file_name="piet.txt",
            content=b"Beste Piet, dit is niet voor anderen.",
        )
    client, address = browser(town, "generalist"), _url("document_withdraw", made.pk)
    assert "Brief over Piet" in client.get(address).content.decode()
    assert client.post(address, {"reason": " ", "request_id": uuid.uuid4()}).status_code == 422
    sent = {"reason": "Hoort bij een ander huishouden", "request_id": uuid.uuid4()}
    for _time in range(2):
        assert client.post(address, sent).status_code == 302
    assert client.post(address, sent | {"request_id": uuid.uuid4()}).status_code == 422
    assert client.get(_url("document", made.pk)).status_code == 404
    for name in ("household", "timeline"):
        page = client.get(_url(name, town.household)).content.decode()
        assert "Piet" not in page
        assert "Hoort bij een ander huishouden" in page
    made.refresh_from_db()
    assert (bytes(made.content), made.title, made.file_name, made.size) == (b"", "", "", 0)


def test_only_who_added_a_document_or_coordinates_takes_it_back(town: Town) -> None:
    leader, worker = town.actor("team_leader"), town.actor("generalist")
    with acting.acting(worker):
        actions.involve(
            by=worker, household_id=town.household, kind="professional", role="mentor",
            user_id=town.users["partner"].pk, life_domains=["education"],
        )  # fmt: skip
        made = [
            actions.add_document(
                by=worker, household_id=town.household, title="x", file_name="x.txt", content=b"tekst",
                life_domain="education",
            )
            for _n in range(2)
        ]  # fmt: skip
    partner = browser(town, "partner")
    sent = {"reason": "Verkeerd", "request_id": uuid.uuid4()}
    assert "intrekken" not in partner.get(_url("household", town.household)).content.decode()
    assert partner.post(_url("document_withdraw", made[0].pk), sent).status_code == 403
    with acting.acting(leader):
        assert actions.withdraw_document(by=leader, document_id=made[1].pk, reason="Verkeerd").withdrawn_at


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T10:00"])
def test_a_moment_that_cannot_be_is_said_at_the_field(town: Town, moment: str) -> None:
    sent = {
        "kind": "call", "happened_at": moment, "text": "Blijft staan", "life_domain": "dossier", "shield": "everyone",
        "request_id": uuid.uuid4(),
    }  # fmt: skip
    answer = browser(town, "generalist").post(_url("contact_new", town.household), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"happened_at"}
    assert "Blijft staan" in answer.content.decode()


def test_nobody_is_born_in_the_future(town: Town) -> None:
    sent = {"family_name": "Jansen", "gender": "M", "birth_date_day": "1", "birth_date_month": "2"}
    answer = browser(town, "generalist").post(
        _url("member_new", town.household), sent | {"birth_date_year": "2990", "request_id": uuid.uuid4()}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"birth_date"}


def test_who_is_around_somebody_is_a_way_to_them_when_they_are_open(town: Town) -> None:
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        saskia = Person.objects.get(pk=town.saskia)
        for other, name in ((town.amanda, "Amanda van Dalen"), (town.stranger, "Willem Vreemd")):
            Relation.objects.create(
                drawer_id=saskia.drawer_id, person=saskia, kind="child", other_person_id=other, other_name=name
            )
        log.write("test", "person", [log.Subject(town.saskia)])
    page = browser(town, "generalist").get(f"/werk/personen/{town.saskia}/").content.decode()
    assert f'<a href="/werk/personen/{town.amanda}/">Amanda van Dalen</a>' in page
    assert "Willem Vreemd" in page
    assert f"/werk/personen/{town.stranger}/" not in page  # known by name only

"""What a resident sees and can do, over HTTP."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ontschot.domain.people import actions as people_deeds
from ontschot.domain.people import queries as people
from ontschot.domain.people.models import Authority, Person
from ontschot.domain.plans import actions as plans
from ontschot.privacy import acting, log
from ontschot.privacy.acting import system
from ontschot.writing import actions as writing
from tests.town import Town


@pytest.fixture
def saskia(town: Town, client: Client) -> Client:
    """Saskia, logged in."""
    client.force_login(town.users["resident"])
    return client


def _proposed(town: Town) -> int:
    by = town.actor("generalist")
    with acting.acting(by):
        plan = plans.make_plan(by=by, household_id=town.household, motto="Rust in huis")
        goal = plans.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="Grip op het geld")
        plans.add_action(
            by=by, goal_id=goal.pk, text="Maakt een lijst", owner_kind="self", owner_person_id=town.saskia, line=0
        )
        plan.refresh_from_db()
        return plans.propose(by=by, plan_id=plan.pk, version=plan.version).pk


def test_an_empty_portal_teaches(saskia: Client) -> None:
    assert "Er is nog geen plan" in saskia.get("/mijn/plan/").content.decode()


def test_a_resident_reads_and_agrees_once_however_often_it_is_sent(town: Town, saskia: Client) -> None:
    plan_id = _proposed(town)
    page = saskia.get("/mijn/plan/").content.decode()
    assert "Rust in huis" in page
    assert "Grip op het geld" in page
    answer = {"person": town.saskia, "edition": 1, "agrees": "yes", "request_id": str(uuid.uuid4())}
    for _time in range(2):
        assert saskia.post(f"/mijn/plan/{plan_id}/akkoord/", answer).status_code == 302
    by = town.actor("generalist")
    with acting.acting(by):
        from ontschot.domain.plans.queries import plan_of_household

        view = plan_of_household(town.household)
        assert view is not None
        assert [row.agrees for row in view.agreements if row.person_id == town.saskia] == [True]
        assert view.record.agreements.count() == 1


def test_who_has_no_number_of_the_coordinator_reads_that_of_the_municipality(town: Town, saskia: Client) -> None:
    _proposed(town)
    with acting.acting(town.actor("administrator")):
        writing.change_house_style(by=town.actor("administrator"), fields={"phone": "14 0999"})
    assert 'href="tel:140999"' in saskia.get("/mijn/plan/").content.decode()  # nobody coordinates yet
    by = town.actor("generalist")
    with acting.acting(by):
        plans.name_coordinator(by=by, household_id=town.household, user_id=town.users["generalist"].pk)
    page = saskia.get("/mijn/plan/").content.decode()
    assert "Gerrit Wijk" in page
    assert 'href="tel:140999"' in page
    town.users["generalist"].phone = "0999 11 22 33"
    town.users["generalist"].save()
    page = saskia.get("/mijn/plan/").content.decode()
    assert "0999 11 22 33" in page
    assert 'href="tel:140999"' not in page


def test_a_no_without_a_reason_is_asked_for_one(town: Town, saskia: Client) -> None:
    plan_id = _proposed(town)
    answer = {"person": town.saskia, "edition": 1, "agrees": "no", "request_id": str(uuid.uuid4())}
    response = saskia.post(f"/mijn/plan/{plan_id}/akkoord/", answer)
    assert response.status_code == 422
    assert "Schrijf kort op" in response.content.decode()


def test_nobody_answers_for_somebody_else(town: Town, saskia: Client) -> None:
    plan_id = _proposed(town)
    for person in (town.jeffrey, town.stranger, 999_999):
        answer = {"person": person, "edition": 1, "agrees": "yes", "request_id": str(uuid.uuid4())}
        assert saskia.post(f"/mijn/plan/{plan_id}/akkoord/", answer).status_code == 404


def test_who_looked_names_the_professional_and_the_reason(town: Town, saskia: Client) -> None:
    with acting.acting(town.actor("generalist")):
        people.household(town.household)
    page = saskia.get("/mijn/wie-keek-mee/").content.decode()
    assert "Gerrit Wijk" in page
    assert "regie op het plan" in page


def test_my_data_shows_who_may_look_and_no_whole_bsn(town: Town, saskia: Client) -> None:
    page = saskia.get("/mijn/gegevens/").content.decode()
    assert "Saskia van Dalen" in page
    assert "Wijkteam Noord" in page


def test_each_answer_on_the_page_has_labels_of_its_own(town: Town, saskia: Client) -> None:
    """A click on 'ja' beside the child's name answers for the child, not for who stands first."""
    plan_id = _proposed(town)
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.write("test", "authority", [log.Subject(town.amanda)])
        child = Person.objects.get(pk=town.amanda)
        Authority.objects.create(
            drawer_id=child.drawer_id, person=child, kind=Authority.Kind.JOINT, holder_person_id=town.saskia,
            holder_name="Saskia", starts_on="20140917", ends_on="",
        )  # fmt: skip
        people_deeds.refresh_subject_access([town.amanda])
    page = saskia.get("/mijn/plan/").content.decode()
    names = re.findall(r'\sid="([^"]+)"', page)
    assert len(names) == len(set(names))
    forms = re.findall(r"<form.*?</form>", page, flags=re.DOTALL)
    answers = [form for form in forms if 'name="agrees"' in form]
    assert len(answers) == 2
    for form in answers:
        assert set(re.findall(r'for="([^"]+)"', form)) <= set(re.findall(r'\sid="([^"]+)"', form))
    answer = {"person": town.amanda, "edition": 1, "agrees": "no", "request_id": str(uuid.uuid4())}
    refused = saskia.post(f"/mijn/plan/{plan_id}/akkoord/", answer).content.decode()
    target = f"id_{plan_id}_{town.amanda}_remark"
    assert f'href="#{target}"' in refused
    assert refused.count(f'id="{target}"') == 1


def test_my_plan_asks_as_many_questions_for_five_children_as_for_one(town: Town, saskia: Client) -> None:
    _proposed(town)
    counts = []
    for more in (0, 4):
        with acting.acting(system("test")):
            for number in range(more):
                child = people_deeds.report_person(
                    by=system("test"),
                    household_id=town.household,
                    given_names=f"Kind {number}",
                    family_name="Dalen",
                    birth_date="20130101",
                )
                with acting.wide("ontschot_register"):
                    Authority.objects.create(
                        drawer_id=child.drawer_id, person=child, kind=Authority.Kind.JOINT,
                        holder_person_id=town.saskia, holder_name="Saskia", starts_on="20130101", ends_on="",
                    )  # fmt: skip
                    people_deeds.refresh_subject_access([child.pk])
        saskia.get("/mijn/plan/")
        with CaptureQueriesContext(connection) as asked:
            page = saskia.get("/mijn/plan/").content.decode()
        counts.append(len(asked))
    assert "Kind 3" in page
    assert counts[0] == counts[1]


def test_a_worker_has_no_portal_and_the_refusal_is_logged(town: Town, client: Client) -> None:
    client.force_login(town.users["generalist"])
    session = client.session
    session["persona"] = True
    session.save()
    assert client.get("/mijn/plan/").status_code == 403

"""The pages of the plan in depth: what is typed is kept, what is refused says why, and a partner sees their part."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.actions import FactGiven, PartGiven
from ontschot.domain.plans.models import Plan
from ontschot.foundation import calendar
from ontschot.privacy.acting import acting
from tests.town import Town, browser

SOON = (calendar.today() + dt.timedelta(days=20)).isoformat()


@pytest.fixture
def plan(town: Town) -> Plan:
    """A plan with one goal."""
    by = town.actor("generalist")
    with acting(by):
        made: Plan = actions.make_plan(by=by, household_id=town.household, motto="Rust")
        actions.add_goal(by=by, plan_id=made.pk, life_domain="work", text="Werken")
    return made


def test_a_conference_from_planning_to_the_plan(town: Town, plan: Plan) -> None:
    worker = browser(town, "generalist")
    new = reverse("workplace:conference_new", args=[town.household])
    lacking = worker.post(new, {"kind": "case", "held_on": SOON})
    assert lacking.status_code == 422
    assert "Praat met het huishouden" in lacking.content.decode()
    assert worker.post(new, {"kind": "case", "held_on": SOON, "household_there": "on"}).status_code == 302
    with acting(town.actor("generalist")):
        number = queries.conferences(town.household)[0].pk
    guest = reverse("workplace:conference_guest", args=[number])
    assert worker.post(guest, {"known": ["0"], "name": "Oma", "kind": "network"}).status_code == 302
    agenda = {"text": "Hoe gaat het?", "life_domain": "work"}
    assert worker.post(reverse("workplace:conference_agenda", args=[number]), agenda).status_code == 302
    agreed = {"text": "Oma past op", "owner_name": "Oma", "life_domain": "work", "due_on": SOON}
    assert worker.post(reverse("workplace:conference_agree", args=[number]), agreed).status_code == 302
    with acting(town.actor("generalist")):
        page = queries.conference(number)
        agreement, goal = page.agreements[0].record, queries.plan(plan.pk).goals[0].record
        assert [one.name for one in page.guests] == ["Saskia van Dalen", "Oma"]
    take = reverse("workplace:agreement_action", args=[agreement.pk])
    assert "Oma past op" in worker.get(take).content.decode()
    action = {"goal": str(goal.pk), "text": "Oma past op", "owner": "other", "owner_name": "Oma"}
    assert worker.post(take, action | {"owner_kind": "network", "line": "0"}).status_code == 302
    shown = worker.get(reverse("workplace:conference", args=[number])).content.decode()
    assert "In het plan" in shown
    held = reverse("workplace:conference_held", args=[number])
    assert worker.post(held, {"version": "1"}).status_code == 302
    assert "was er niet" in worker.get(reverse("workplace:conference", args=[number])).content.decode()


def test_a_part_of_others_stands_in_the_plan_and_on_paper(town: Town, plan: Plan) -> None:
    worker = browser(town, "generalist")
    new = reverse("workplace:part_new", args=[town.household])
    given = {"kind": "work", "title": "Traject", "organisation": "Werkplein", "scheme": "participation"}
    given |= {"life_domain": "work", "status": "running", "starts_on": SOON, "review_on": SOON}
    wrong = worker.post(new, given | {"ends_on": SOON})
    assert wrong.status_code == 422
    assert "Kies een dag na het begin." in wrong.content.decode()
    assert worker.post(new, given).status_code == 302
    for name in ("plan", "plan_print", "parts"):
        assert "Traject" in worker.get(reverse(f"workplace:{name}", args=[town.household])).content.decode(), name
    assert "Traject" in browser(town, "resident").get(reverse("portal:my_plan")).content.decode()
    with acting(town.actor("generalist")):
        part = queries.parts(town.household)[0].record
    edit = reverse("workplace:part_edit", args=[part.pk])
    assert worker.post(edit, given | {"title": "Traject naar werk", "version": "1"}).status_code == 302
    conflict = worker.post(edit, given | {"title": "Heel anders", "version": "1"})
    assert conflict.status_code == 409
    assert "Heel anders" in conflict.content.decode()
    assert "Traject naar werk" in conflict.content.decode()


def test_what_lands_is_added_by_worker_and_resident(town: Town, plan: Plan) -> None:
    worker, resident = browser(town, "generalist"), browser(town, "resident")
    fact = {"kind": "end", "title": "Hulp stopt", "scheme": "wmo", "starts_on": SOON, "life_domain": "household"}
    new = reverse("workplace:fact_new", args=[town.household])
    assert worker.post(new, fact | {"per": "once"}).status_code == 302
    own = reverse("portal:accumulation", args=[town.household])
    assert resident.post(own, {"kind": "claim"}).status_code == 422
    claim = {"kind": "claim", "title": "Toeslag terug", "scheme": "allowances", "starts_on": SOON, "amount": "120,50"}
    assert resident.post(own, claim | {"per": "once"}).status_code == 302
    page = worker.get(reverse("workplace:accumulation", args=[town.household])).content.decode()
    assert "meer tegelijk" in page.lower()
    assert "120,50" in page
    assert "opgeschreven door het huishouden" in page
    assert "Er is geen koppeling met het CAK" in page
    assert "wijzig" not in resident.get(own).content.decode()


def test_line_two_asks_for_a_reason_and_stands_with_the_team_leader(town: Town, plan: Plan) -> None:
    worker, leader = browser(town, "generalist"), browser(town, "team_leader")
    with acting(town.actor("generalist")):
        goal = queries.plan(plan.pk).goals[0].record
    new = reverse("workplace:action_new", args=[goal.pk])
    given = {"text": "Behandeling", "owner": "other", "owner_name": "GGZ", "owner_kind": "provider", "line": "2"}
    lacking = worker.post(new, given)
    assert lacking.status_code == 422
    assert "waarom de tweede lijn nodig is" in lacking.content.decode()
    assert worker.post(new, given | {"line_reason": "Eerst lukte het niet"}).status_code == 302
    for client, name, args in (
        (worker, "plan", [town.household]),
        (leader, "second_line", []),
    ):
        assert "Eerst lukte het niet" in client.get(reverse(f"workplace:{name}", args=args)).content.decode()


def test_a_change_in_the_household_stands_on_the_plan_until_it_is_decided(town: Town, plan: Plan) -> None:
    by, worker = town.actor("generalist"), browser(town, "generalist")
    with acting(by):
        change = actions.note_change(by=by, household_id=town.household, kind="birth", on=calendar.today())
    address = reverse("workplace:plan", args=[town.household])
    assert "Het kind hoort nu bij dit plan" in worker.get(address).content.decode()
    settle = reverse("workplace:change_settle", args=[change.pk])
    assert worker.post(settle, {"version": "1", "decision": "Samen besproken"}).status_code == 302
    page = worker.get(address).content.decode()
    assert "Het kind hoort nu bij dit plan" not in page
    assert "Samen besproken" in page


def test_the_pages_ask_no_more_queries_when_there_is_more(town: Town, plan: Plan) -> None:
    by, worker = town.actor("generalist"), browser(town, "generalist")
    pages = [reverse(f"workplace:{name}", args=[town.household]) for name in ("plan", "parts", "accumulation")]

    def count() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as context:
                assert worker.get(page).status_code == 200
            found.append(len(context))
        return found

    def more(number: int) -> None:
        with acting(by):
            part = PartGiven("other", f"Deel {number}", f"Org {number}", "wmo", "work", person_id=town.saskia)
            actions.add_part(by=by, household_id=town.household, given=part)
            fact = FactGiven("end", "wmo", f"Stopt {number}", calendar.today(), "work", person_id=town.saskia)
            actions.add_fact(by=by, household_id=town.household, given=fact)

    more(0)
    count()
    before = count()
    for number in range(1, 6):
        more(number)
    assert count() == before

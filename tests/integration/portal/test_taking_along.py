"""What a resident takes along and looks back at: the plan as PDF, the own plan, earlier editions, for a child too."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from ontschot.domain.access import actions as access
from ontschot.domain.people import actions as people
from ontschot.domain.people.models import Authority, Person
from ontschot.domain.plans import actions
from ontschot.domain.plans.actions import GivenView
from ontschot.domain.plans.models import EvaluationView, Plan
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy.acting import system
from tests.scene import PDF
from tests.town import Town, browser


def _authority(town: Town, child: int) -> None:
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.read("test", [])
        record = Person.objects.get(pk=child)
        Authority.objects.create(
            drawer_id=record.drawer_id, person=record, kind=Authority.Kind.JOINT, holder_person_id=town.saskia,
            holder_name="Saskia", starts_on="20150101", ends_on="",
        )  # fmt: skip
        people.refresh_subject_access([child])


def _younger(town: Town, child: int) -> None:
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.read("test", [])
        Person.objects.filter(pk=child).update(birth_date=f"{calendar.today().year - 8}0101")


def _plan(town: Town) -> Plan:
    by = town.actor("generalist")
    with acting.acting(by):
        plan: Plan = actions.make_plan(by=by, household_id=town.household, motto="Rust in huis")
        actions.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
        for person, text in ((None, "Grip op geld"), (town.amanda, "Met plezier naar school")):
            goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="education", text=text, person_id=person)
            actions.add_action(by=by, goal_id=goal.pk, text=f"Stap: {text}", owner_kind="network", owner_name="Oma")
        plan.refresh_from_db()
        actions.propose(by=by, plan_id=plan.pk, version=plan.version)
        actions.agree(by=by, plan_id=plan.pk, person_id=town.saskia, edition=1, agrees=True, how="phone")
        actions.add_goal(by=by, plan_id=plan.pk, life_domain="education", text="Zwemles", person_id=town.amanda)
        plan.refresh_from_db()
    return plan


def text(client: Client, name: str, *args: object, query: str = "") -> str:
    return client.get(reverse(name, args=args) + query).content.decode()


# ------------------------------------------------------------------------------------------------ the plan


def test_the_plan_as_accessible_pdf_with_what_one_may_see(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from ontschot.web.portal import keeping
    from ontschot.writing.rules.letter import Letter, texts

    kept: list[Letter] = []
    real = keeping.typeset.typeset
    monkeypatch.setattr(keeping.typeset, "typeset", lambda letter, style: kept.append(letter) or real(letter, style))
    plan, resident = _plan(town), browser(town, "resident")
    answer = resident.get(reverse("portal:plan_pdf", args=[plan.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.content
    words = " ".join(texts(kept[0]))
    for part in ("Rust in huis", "Grip op geld", "Stap: Grip op geld", "Oma", "Gerrit Wijk"):
        assert part in words
    assert "Met plezier naar school" not in words  # of a child of twelve, over whom nobody was recorded to decide
    _authority(town, town.amanda)
    resident.get(reverse("portal:plan_pdf", args=[plan.pk]))
    assert "Met plezier naar school" in " ".join(texts(kept[1]))


def test_nobody_takes_along_the_plan_of_others(town: Town) -> None:
    by = town.actor("other_generalist")
    with acting.acting(by):
        other = actions.make_plan(by=by, household_id=town.other_household, motto="Geheim")
    resident = browser(town, "resident")
    for name in ("portal:plan_pdf", "portal:plan_editions"):
        assert resident.get(reverse(name, args=[other.pk])).status_code == 404
        assert resident.get(reverse(name, args=[2**40])).status_code == 404
        assert browser(town, "generalist").get(reverse(name, args=[other.pk])).status_code == 403


def test_earlier_editions_with_the_changes_of_ones_own_child(town: Town) -> None:
    plan, resident = _plan(town), browser(town, "resident")
    assert plan.edition == 2
    assert reverse("portal:plan_editions", args=[plan.pk]) in text(resident, "portal:my_plan")
    page = text(resident, "portal:plan_editions", plan.pk)
    assert "Wat is er veranderd in uitgave 2?" in page
    assert "Zwemles" not in page
    _authority(town, town.amanda)
    page = text(resident, "portal:plan_editions", plan.pk)
    assert "Zwemles" in page
    assert "Saskia van Dalen was het eens" in page
    assert "Hier begon het plan" in text(resident, "portal:plan_editions", plan.pk, query="?uitgave=1")
    for odd in ("?uitgave=99", "?uitgave=x", "?uitgave="):
        assert "uitgave 2?" in text(resident, "portal:plan_editions", plan.pk, query=odd)


# ------------------------------------------------------------------------------------------------ looking back


def _looking(town: Town, plan: Plan) -> int:
    by = town.actor("generalist")
    with acting.acting(by):
        return actions.begin_evaluation(by=by, plan_id=plan.pk, held_on=calendar.today()).pk


def test_a_parent_looks_back_for_a_child_below_twelve_and_not_for_one_who_is_heard(town: Town) -> None:
    plan = _plan(town)
    looking, resident = _looking(town, plan), browser(town, "resident")
    _authority(town, town.amanda)
    address = reverse("portal:evaluation", args=[looking])
    assert "Voor Amanda" not in resident.get(address).content.decode()  # she is twelve
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        goal = plan.goals.get(text="Met plezier naar school")
    given = {f"went_{goal.pk}": "well", f"text_{goal.pk}": "Ze gaat graag", f"version_{goal.pk}": "0"}
    resident.post(f"{address}?voor={town.amanda}", given)
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        assert list(EvaluationView.objects.values_list("person_id", flat=True)) == [town.saskia]
        EvaluationView.objects.all().delete()
    by = town.users["resident"]
    actor = acting.Actor(by.pk, by.role, "own_data", "test")
    view = GivenView(goal.pk, "member", "Amanda", "well", person_id=town.amanda)
    with pytest.raises(PermissionError), acting.acting(actor):
        actions.look_back(by=actor, evaluation_id=looking, views=[view])
    _younger(town, town.amanda)
    page = resident.get(f"{address}?voor={town.amanda}").content.decode()
    assert "Voor Amanda van Dalen" in page
    assert "Vraag het eerst aan uw kind" in page
    assert resident.post(f"{address}?voor={town.amanda}", given).status_code == 302
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        [said] = EvaluationView.objects.all()
        assert (said.person_id, said.name, said.text) == (town.amanda, "Amanda van Dalen", "Ze gaat graag")


# ------------------------------------------------------------------------------------------------ the own plan


def test_the_own_plan_comes_back_as_it_was_handed_in(town: Town) -> None:
    by = town.actor("access_worker", "intake")
    with acting.acting(by):
        made = access.report(by=by, person_id=town.saskia, question="Help", channel="desk")
        access.triage(
            by=by, request_number=made.pk, version=1, complexity="simple", life_domains=["household"], safety="safe",
            team_id=town.team,
        )  # fmt: skip
    worker = town.actor("generalist")
    with acting.acting(worker):
        give = {"by": worker, "request_number": made.pk}
        with_file = access.hand_in_plan(
            **give, person_id=town.saskia, text="Zie bijlage", file_name="plan.pdf", content=PDF
        )
        as_text = access.hand_in_plan(**give, person_id=town.saskia, text="Ik wil zelf weer koken.", file_name="")
        of_jeffrey = access.hand_in_plan(**give, person_id=town.jeffrey, text="Van mij", file_name="")
    resident = browser(town, "resident")
    page = text(resident, "portal:my_talks")
    assert reverse("portal:own_plan_file", args=[with_file.pk]) in page
    assert reverse("portal:own_plan_file", args=[of_jeffrey.pk]) not in page
    file = resident.get(reverse("portal:own_plan_file", args=[with_file.pk]))
    assert file.content == PDF
    assert file["Content-Disposition"].startswith("attachment")
    assert file["X-Content-Type-Options"] == "nosniff"
    made_pdf = resident.get(reverse("portal:own_plan_file", args=[as_text.pk]))
    assert made_pdf["Content-Type"] == "application/pdf"
    assert b"pdfuaid" in made_pdf.content
    for number in (of_jeffrey.pk, 2**40):
        assert resident.get(reverse("portal:own_plan_file", args=[number])).status_code == 404


# ------------------------------------------------------------------------------------------------ who is away


def test_a_resident_reads_that_the_coordinator_is_away_and_whom_to_call(town: Town) -> None:
    import datetime as dt

    from ontschot.accounts import absence_actions
    from tests.integration.plans.test_absence import colleague

    _plan(town)
    cover = colleague(town, "cover", team=town.team)
    by, today = town.actor("generalist"), calendar.today()
    with acting.acting(by):
        absence_actions.set_absence(
            by=by, user_id=by.user_id or 0, first_day=today, last_day=today + dt.timedelta(days=5),
            cover_user_id=cover.pk, note="Intern: zie het overdrachtsbestand", resident_note="Ik bel u daarna terug.",
        )  # fmt: skip
    page = text(browser(town, "resident"), "portal:my_plan")
    assert "Gerrit Wijk is er niet tot en met" in page
    assert f"U kunt {cover} bellen." in page
    assert "Ik bel u daarna terug." in page
    assert "Intern" not in page
    worker = browser(town, "team_leader").get(reverse("workplace:household", args=[town.household])).content.decode()
    assert "Intern: zie het overdrachtsbestand" in worker

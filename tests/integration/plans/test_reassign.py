"""Bulk reassignment and the warm handover: nothing lost, undone in one go, private notes stay private."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ontschot.accounts import actions as accounts
from ontschot.domain.access import actions as access
from ontschot.domain.access.models import Request
from ontschot.domain.people import actions as people
from ontschot.domain.people.models import Household
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.models import Action, BulkChange, BulkLine, Contact, Coordinatorship, Involvement, Task
from ontschot.domain.plans.rules import Refused
from ontschot.foundation.calendar import today
from ontschot.privacy import acting, log
from ontschot.privacy.acting import system
from ontschot.privacy.actions import open_access
from tests.integration.plans.test_absence import colleague, sees
from tests.town import Town, browser


def a_home(town: Town, name: str, *, to_team: bool) -> int:
    """A household that Gerrit coordinates, open to the team or to him alone, with a task for him."""
    by = system("test")
    with acting.acting(by):
        person = people.report_person(by=by, given_names=name, family_name=name, birth_date="19800101", gender="V")
        household = people.household_for(by=by, person_id=person.pk).pk
        with acting.wide("ontschot_register"):
            grant = open_access(
                team_id=town.team, household_id=household, reaches_members=True, purpose="coordination",
                ground="public_task", source="triage:0",
            )  # fmt: skip
    gerrit = town.actor("generalist")
    with acting.acting(gerrit):
        actions.name_coordinator(by=gerrit, household_id=household, user_id=gerrit.user_id or 0)
        actions.raise_task(by=gerrit, household_id=household, kind="review", text=f"Kijk naar {name}")
        if not to_team:
            log.write("test", "grant", [])
            type(grant).objects.filter(pk=grant.pk).update(ends_at=timezone.now())
    return household


def seen(town: Town, who: str) -> set[int]:
    """The households that this user can open now."""
    with acting.acting(town.actor(who)):
        log.read("test", [])
        return set(Household.objects.values_list("id", flat=True))


def coordinator_of(town: Town, household: int) -> int | None:
    """Who coordinates, seen as system work."""
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.read("test", [])
        now = Coordinatorship.objects.filter(household_id=household, period__endswith__isnull=True)
        return now.values_list("user_id", flat=True).first()


def test_a_coordinator_who_leaves_with_forty_households(town: Town) -> None:
    second = colleague(town, "second", team=town.team)
    homes = [a_home(town, f"Huis{n:02d}", to_team=n % 2 == 0) for n in range(40)]
    admin, leader = town.actor("administrator"), town.actor("team_leader")
    with acting.acting(admin):
        accounts.deactivate_user(by=admin, user_id=town.users["generalist"].pk)
    with acting.acting(leader):
        board = queries.team_board(town.team)
        assert [(one.user_id, one.households, one.tasks) for one in board.gone] == [
            (town.users["generalist"].pk, 40, 40)
        ]
        work = queries.worker_work(town.team, town.users["generalist"].pk)
        assert len(work.households) == 20
        assert work.hidden == 40
        change = actions.reassign(
            by=leader, from_user_id=town.users["generalist"].pk, to_user_id=second.pk, everything=True, reason="Weg"
        )
    assert {coordinator_of(town, home) for home in homes} == {second.pk}
    assert set(homes) <= seen(town, "second")
    with acting.acting(town.actor("second")):
        assert len(queries.my_tasks()) == 40
    with acting.acting(leader):
        board = queries.team_board(town.team)
        assert board.gone == []
        counts = {one.user_id: (one.households, one.tasks) for one in board.workers}
        assert counts[second.pk] == (40, 40)
        undone = actions.undo_bulk(by=leader, change_id=change.pk)
        assert undone.kept == 40  # the coordinator has no account any more: the households stay with the successor
    assert coordinator_of(town, homes[0]) == second.pk


def test_without_a_successor_they_stand_on_top_and_undo_brings_all_back(town: Town) -> None:
    hidden, open_ = a_home(town, "Alleen", to_team=False), a_home(town, "Samen", to_team=True)
    gerrit, leader = town.users["generalist"].pk, town.actor("team_leader")
    assert hidden not in seen(town, "team_leader")
    with acting.acting(leader):
        change = actions.reassign(by=leader, from_user_id=gerrit, to_user_id=None, everything=True, reason="Ziek")
    assert coordinator_of(town, hidden) is None
    with acting.acting(leader):
        board = queries.team_board(town.team)
        assert {one.household_id for one in board.waiting} == {hidden, open_}
        assert board.team_tasks == 2
        actions.undo_bulk(by=leader, change_id=change.pk)
        with pytest.raises(Refused, match="al ongedaan"):
            actions.undo_bulk(by=leader, change_id=change.pk)
    assert coordinator_of(town, hidden) == gerrit
    assert hidden not in seen(town, "team_leader")
    with acting.acting(town.actor("generalist")):
        assert {task.record.household_id for task in queries.my_tasks()} == {hidden, open_}


def test_naming_a_coordinator_closes_what_the_team_saw_only_because_nobody_did(town: Town) -> None:
    hidden = a_home(town, "Alleen", to_team=False)
    second, leader = colleague(town, "second", team=town.team), town.actor("team_leader")
    with acting.acting(leader):
        actions.reassign(
            by=leader, from_user_id=town.users["generalist"].pk, to_user_id=None, household_ids=[hidden],
            everything=True, reason="Ziek",
        )  # fmt: skip
        actions.name_coordinator(by=leader, household_id=hidden, user_id=second.pk)
    assert hidden not in seen(town, "team_leader")
    assert hidden not in seen(town, "generalist")
    assert hidden in seen(town, "second")


def test_chosen_only_and_sent_twice_is_one_change(town: Town) -> None:
    first, other = a_home(town, "Een", to_team=True), a_home(town, "Twee", to_team=True)
    hidden = a_home(town, "Drie", to_team=False)
    second, leader, twice = colleague(town, "second", team=town.team), town.actor("team_leader"), uuid.uuid4()
    with acting.acting(leader):
        for _ in range(2):
            actions.reassign(
                by=leader, from_user_id=town.users["generalist"].pk, to_user_id=second.pk, household_ids=[first],
                reason="Te vol", request_id=twice,
            )  # fmt: skip
        assert BulkChange.objects.count() == 1
        assert set(BulkLine.objects.values_list("household_id", flat=True)) == {first}
    assert coordinator_of(town, first) == second.pk
    assert {coordinator_of(town, one) for one in (other, hidden)} == {town.users["generalist"].pk}


def test_actions_and_requests_go_along_or_back_to_their_team(town: Town) -> None:
    home = a_home(town, "Plan", to_team=True)
    gerrit, leader, desk = town.actor("generalist"), town.actor("team_leader"), town.actor("access_worker")
    second = colleague(town, "second", team=town.team)
    with acting.acting(gerrit):
        plan = actions.make_plan(by=gerrit, household_id=home)
        goal = actions.add_goal(by=gerrit, plan_id=plan.pk, life_domain="income", text="Rondkomen")
        action = actions.add_action(
            by=gerrit, goal_id=goal.pk, text="Bellen", owner_kind="professional", owner_user_id=gerrit.user_id
        )
    with acting.acting(desk):
        request = access.report(by=desk, person_id=town.saskia, question="Help", channel="desk", safety="safe")
        access.triage(
            by=desk, request_number=request.pk, version=request.version, complexity="simple", life_domains=["income"],
            safety="safe", team_id=town.team, user_id=gerrit.user_id,
        )  # fmt: skip
    with acting.acting(leader):
        change = actions.reassign(
            by=leader, from_user_id=gerrit.user_id or 0, to_user_id=second.pk, household_ids=[home],
            request_numbers=[request.pk], reason="Te vol",
        )  # fmt: skip
        assert Action.objects.get(pk=action.pk).owner_user_id == second.pk
        assert Action.objects.get(pk=action.pk).owner_name == str(second)
        assert Request.objects.get(pk=request.pk).assigned_user_id == second.pk
        Request.objects.filter(pk=request.pk).update(assigned_user_id=leader.user_id)
        undone = actions.undo_bulk(by=leader, change_id=change.pk)
        assert undone.kept == 1  # somebody took the request in between
        assert Request.objects.get(pk=request.pk).assigned_user_id == leader.user_id
        assert Action.objects.get(pk=action.pk).owner_user_id == gerrit.user_id
        assert Task.objects.get(household_id=home).user_id == gerrit.user_id


def test_who_may_not(town: Town) -> None:
    gerrit = town.users["generalist"].pk
    a_home(town, "Een", to_team=True)
    for who in ("generalist", "access_worker"):
        by = town.actor(who)
        with acting.acting(by), pytest.raises(PermissionError):
            actions.reassign(by=by, from_user_id=gerrit, to_user_id=None, everything=True, reason="x")
    leader = town.actor("team_leader")
    with acting.acting(leader):
        log.read("test", [])
        with pytest.raises(PermissionError):
            actions.reassign(
                by=leader, from_user_id=town.users["other_generalist"].pk, to_user_id=None, everything=True, reason="x"
            )
        with pytest.raises(Refused, match="uit uw team"):
            actions.reassign(
                by=leader,
                from_user_id=gerrit,
                to_user_id=town.users["other_generalist"].pk,
                everything=True,
                reason="x",
            )
        with pytest.raises(Refused, match="Schrijf op"):
            actions.reassign(by=leader, from_user_id=gerrit, to_user_id=None, everything=True, reason=" ")


# ---------------------------------------------------------------------------------------- the warm handover


def handed_over(town: Town, until: dt.date | None) -> Coordinatorship:
    """Olga, of another team, coordinates Van Dalen, writes a note for herself and hands over to Gerrit."""
    by, olga = town.actor("generalist"), town.actor("other_generalist")
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=olga.user_id or 0)
    with acting.acting(olga):
        actions.write_contact(
            by=olga, household_id=town.household, kind="note", happened_at=timezone.now(), text="Alleen van mij",
            life_domain="income", shield="only_me",
        )  # fmt: skip
        return actions.hand_over(
            by=olga, household_id=town.household, user_id=by.user_id or 0, reason="Ander team",
            promised="Ik bel maandag terug", open_ends="De huur", access_until=until,
        )  # fmt: skip


def notes(town: Town, who: str) -> list[str]:
    with acting.acting(town.actor(who)):
        log.read("test", [])
        return list(Contact.objects.filter(household_id=town.household).values_list("text", flat=True))


def test_a_predecessor_looks_along_for_a_while_and_keeps_own_notes(town: Town) -> None:
    handed_over(town, today() + dt.timedelta(days=7))
    assert sees(town, "other_generalist")
    assert notes(town, "other_generalist") == ["Alleen van mij"]
    assert notes(town, "generalist") == []
    with acting.acting(town.actor("other_generalist")):
        assert [one.household_id for one in queries.handed_over()] == [town.household]
    by = town.actor("generalist")
    with acting.acting(by):
        around = queries.around(town.household)
        assert around.coordinator
        assert around.coordinator.promised == "Ik bel maandag terug"
        former = next(one for one in around.coordinators if one.looks_until)
        actions.end_look_along(by=by, coordinatorship_id=former.id)
    assert not sees(town, "other_generalist")
    assert notes(town, "other_generalist") == []


def test_looking_along_ends_by_itself(town: Town) -> None:
    handed_over(town, today() + dt.timedelta(days=7))
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        from ontschot.privacy.models import Grant

        log.write("test", "grant", [])
        grants = Grant.objects.filter(source__startswith="handover:")
        assert {grant.ends_at.date() for grant in grants if grant.ends_at} != set()
        assert all(grant.ends_at is not None for grant in grants)  # also the one on one's own notes
        grants.update(ends_at=timezone.now())
    assert not sees(town, "other_generalist")


def test_without_it_access_ends_at_once_and_four_weeks_is_the_most(town: Town) -> None:
    handed_over(town, None)
    assert not sees(town, "other_generalist")
    by = town.actor("generalist")
    with acting.acting(by):
        log.read("test", [])
        with pytest.raises(Refused, match="vier weken"):
            actions.hand_over(
                by=by,
                household_id=town.household,
                user_id=town.users["team_leader"].pk,
                reason="x",
                access_until=today() + dt.timedelta(days=29),
            )


# ---------------------------------------------------------------------------------------- on the screen


def test_two_households_of_one_name_are_told_apart_by_their_street(town: Town) -> None:
    gerrit = town.actor("generalist")
    with acting.acting(gerrit):
        actions.name_coordinator(by=gerrit, household_id=town.household, user_id=gerrit.user_id or 0)
    page = browser(town, "team_leader").get(f"/werk/team/{town.team}/medewerkers/{gerrit.user_id}/").content.decode()
    assert "Van Dalen, Lindestraat 12" in page
    assert page.count("data-many") == 1


def test_shown_first_then_done_then_undone(town: Town) -> None:
    home, hidden = a_home(town, "Zichtbaar", to_team=True), a_home(town, "Onzichtbaar", to_team=False)
    second = colleague(town, "second", team=town.team)
    client, gerrit = browser(town, "team_leader"), town.users["generalist"].pk
    address = f"/werk/team/{town.team}/medewerkers/{gerrit}/"
    page = client.get(address).content.decode()
    assert "Zichtbaar" in page
    assert "Onzichtbaar" not in page
    chosen = {"households": [home], "to_user": second.pk, "reason": "Te vol"}
    preview = client.post(address, chosen)
    assert "wordt regisseur" in preview.content.decode()
    assert coordinator_of(town, home) == gerrit
    sent = chosen | {"step": "do", "request_id": str(uuid.uuid4())}
    assert client.post(address, sent).status_code == 302
    assert coordinator_of(town, home) == second.pk
    assert coordinator_of(town, hidden) == gerrit
    again = client.post(address, sent, follow=True)
    assert "intussen al verplaatst" in again.content.decode()
    board = client.get("/werk/team/").content.decode()
    assert "Ongedaan maken" in board
    with acting.acting(town.actor("team_leader")):
        change = BulkChange.objects.get()
    client.post("/werk/ongedaan/", {"change": change.pk, "back": "team"})
    assert coordinator_of(town, home) == gerrit
    assert client.post(address, {"to_user": second.pk, "reason": "x"}).status_code == 422


# ------------------------------------------------------------------------------------------------ from a list


def without_coordinator(town: Town, name: str) -> int:
    """A household of the team that nobody coordinates."""
    by = system("test")
    with acting.acting(by):
        person = people.report_person(by=by, given_names=name, family_name=name, birth_date="19800101", gender="V")
        household = people.household_for(by=by, person_id=person.pk).pk
        with acting.wide("ontschot_register"):
            open_access(
                team_id=town.team, household_id=household, reaches_members=True, purpose="coordination",
                ground="public_task", source="triage:0",
            )  # fmt: skip
    return household


def test_households_are_handed_out_each_by_itself_and_back(town: Town) -> None:
    """One that waits, one that never had a coordinator, one of a colleague, one of another team, one that is there."""
    leader, gerrit = town.actor("team_leader"), town.users["generalist"].pk
    second = colleague(town, "second", team=town.team)
    waits, theirs = a_home(town, "Wacht", to_team=True), a_home(town, "Gerrit", to_team=True)
    new, elsewhere, own = (without_coordinator(town, name) for name in ("Nieuw", "Ander", "Eigen"))
    homes = [waits, theirs, new, elsewhere, own]
    with acting.acting(leader):
        actions.reassign(by=leader, from_user_id=gerrit, to_user_id=None, household_ids=[waits], reason="Ziek")
        actions.name_coordinator(by=leader, household_id=elsewhere, user_id=town.users["other_generalist"].pk)
        actions.name_coordinator(by=leader, household_id=own, user_id=second.pk)
        assert actions.handing_out(leader, [*homes, 999_999], second.pk) == {
            waits: "new", new: "new", theirs: "move", elsewhere: "elsewhere", own: "already",
        }  # fmt: skip
        given = {"by": leader, "to_user_id": second.pk}
        with pytest.raises(Refused, match="waarom"):  # one goes from somebody
            actions.hand_out(**given, household_ids=homes)
        with pytest.raises(Refused, match="niets te verdelen"):
            actions.hand_out(**given, household_ids=[elsewhere, own])
        change = actions.hand_out(**given, household_ids=homes, reason="Verdeeld")
    after = {home: coordinator_of(town, home) for home in homes}
    assert after == dict.fromkeys(homes, second.pk) | {elsewhere: town.users["other_generalist"].pk}
    with acting.acting(town.actor("second")):
        assert {task.record.household_id for task in queries.my_tasks()} >= {theirs}
    with acting.acting(leader):
        actions.undo_bulk(by=leader, change_id=change.pk)
    back = {home: coordinator_of(town, home) for home in (waits, theirs, new, own)}
    assert back == {waits: None, theirs: gerrit, new: None, own: second.pk}
    assert {waits, new} <= seen(town, "generalist")
    assert not {waits, new} & seen(town, "second") - seen(town, "generalist")


def test_what_the_team_saw_only_because_it_waited_closes_and_opens_again(town: Town) -> None:
    """And who was involved otherwise before becoming coordinator is so again."""
    hidden, leader = a_home(town, "Alleen", to_team=False), town.actor("team_leader")
    second, gerrit = colleague(town, "second", team=town.team), town.actor("generalist")
    with acting.acting(gerrit):
        actions.involve(
            by=gerrit, household_id=hidden, kind="professional", role="mentor", user_id=second.pk,
            life_domains=["education"],
        )  # fmt: skip
    with acting.acting(leader):
        actions.reassign(
            by=leader, from_user_id=gerrit.user_id or 0, to_user_id=None, household_ids=[hidden], everything=True,
            reason="Ziek",
        )  # fmt: skip
        change = actions.hand_out(by=leader, household_ids=[hidden], to_user_id=second.pk)  # nobody loses it: no reason
    assert coordinator_of(town, hidden) == second.pk
    assert hidden not in seen(town, "team_leader") | seen(town, "generalist")
    with acting.acting(leader):
        actions.undo_bulk(by=leader, change_id=change.pk)
    assert coordinator_of(town, hidden) is None
    assert hidden in seen(town, "team_leader") & seen(town, "generalist") & seen(town, "second")
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.read("test", [])
        present = Involvement.objects.filter(household_id=hidden, ended_at=None)
        assert [(one.user_id, one.kind, one.role) for one in present] == [(second.pk, "professional", "mentor")]


def test_a_household_that_got_a_coordinator_in_between_stays_when_undone(town: Town) -> None:
    home, leader = without_coordinator(town, "Nieuw"), town.actor("team_leader")
    second = colleague(town, "second", team=town.team)
    with acting.acting(leader):
        change = actions.hand_out(by=leader, household_ids=[home], to_user_id=second.pk)
        actions.hand_over(
            by=leader, household_id=home, user_id=town.users["generalist"].pk, reason="Toch Gerrit", open_ends="",
        )  # fmt: skip
        undone = actions.undo_bulk(by=leader, change_id=change.pk)
    assert undone.kept == 1
    assert coordinator_of(town, home) == town.users["generalist"].pk


def test_only_who_leads_the_team_hands_out_and_only_what_they_see(town: Town) -> None:
    home, second = without_coordinator(town, "Nieuw"), colleague(town, "second", team=town.team)
    for who in ("generalist", "access_worker", "partner"):
        by = town.actor(who)
        with pytest.raises(PermissionError), acting.acting(by):
            actions.hand_out(by=by, household_ids=[home], to_user_id=second.pk)
    hidden, leader = a_home(town, "Alleen", to_team=False), town.actor("team_leader")
    with acting.acting(leader):
        log.read("test", [])
        assert actions.handing_out(leader, [hidden], second.pk) == {}
        for number, to in ((hidden, second.pk), (home, town.users["other_generalist"].pk), (home, 999_999)):
            with pytest.raises(Refused):
                actions.hand_out(by=leader, household_ids=[number], to_user_id=to, reason="x")
    assert coordinator_of(town, home) is None


def test_looking_what_will_happen_costs_the_same_queries_for_one_coordinator_as_for_several(town: Town) -> None:
    leader, homes = town.actor("team_leader"), [without_coordinator(town, f"Huis{n}") for n in range(4)]

    def cost(numbers: list[int]) -> int:
        with acting.acting(leader), CaptureQueriesContext(connection) as captured:
            log.read("test", [])
            assert set(actions.handing_out(leader, numbers, 0).values()) == {"move"}
        return len(captured)

    with acting.acting(leader):
        for n, home in enumerate(homes):
            worker = colleague(town, f"worker{n}", team=town.team)
            actions.name_coordinator(by=leader, household_id=home, user_id=worker.pk)
    assert cost(homes) == cost(homes[:1])

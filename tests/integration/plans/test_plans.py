"""Plan, involvement, journal and tasks: through actions and queries, as the application role."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from ontschot.domain.access import actions as access
from ontschot.domain.people.models import Household, Person
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.models import Contact, Document, Plan, Task
from ontschot.domain.plans.rules import Refused
from ontschot.foundation.versions import Conflict
from ontschot.privacy import acting
from ontschot.privacy.acting import system
from tests.town import Town


def _plan(town: Town, who: str = "generalist") -> Plan:
    return actions.make_plan(by=town.actor(who), household_id=town.household, motto="Rust in huis")


def test_results_become_goals_without_retyping(town: Town) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        talk = access.start_conversation(by=by, household_id=town.household)
        access.add_result(by=by, conversation_id=talk.pk, life_domain="income", text="We komen rond")
        with pytest.raises(Refused):
            actions.make_plan(by=by, household_id=town.household, conversation_id=talk.pk)
        talk.refresh_from_db()
        access.conclude(by=by, conversation_id=talk.pk, version=talk.version)
        actions.make_plan(by=by, household_id=town.household, conversation_id=talk.pk)
        view = queries.plan_of_household(town.household)
        assert view
        assert [goal.record.text for goal in view.goals] == ["We komen rond"]
        actions.make_plan(by=by, household_id=town.household, conversation_id=talk.pk)
        again = queries.plan_of_household(town.household)
        assert again
        assert len(again.goals) == 1


def test_a_second_plan_is_refused_with_a_clear_message(town: Town) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        _plan(town)
        with pytest.raises(Refused, match="al een plan"):
            _plan(town)


def test_a_form_sent_twice_makes_one_goal(town: Town) -> None:
    by, twice = town.actor("generalist"), uuid.uuid4()
    with acting.acting(by):
        plan = _plan(town)
        goals = [
            actions.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="Rondkomen", request_id=twice)
            for _ in range(2)
        ]
        assert goals[0].pk == goals[1].pk


def test_agreement_of_everybody_and_a_change_asks_anew(town: Town) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        plan = _plan(town)
        with pytest.raises(Refused):
            actions.propose(by=by, plan_id=plan.pk, version=plan.version)
        goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="Rondkomen")
        plan = actions.propose(by=by, plan_id=plan.pk, version=plan.version)
        assert (plan.state, plan.edition) == ("proposed", 1)
    resident = town.actor("resident", "own_data")
    with acting.acting(resident):
        view = queries.plan_of_household(town.household)
        assert view
        assert [one.own for one in view.agreements] == [True]  # the others are not hers to see
        actions.agree(by=resident, plan_id=plan.pk, person_id=town.saskia, edition=1, agrees=True)
        with pytest.raises(PermissionError):
            actions.agree(by=resident, plan_id=plan.pk, person_id=town.jeffrey, edition=1, agrees=True)
    with acting.acting(by):
        assert queries.plan(plan.pk).record.state == "proposed"
        for person in (town.jeffrey, town.amanda):
            actions.agree(by=by, plan_id=plan.pk, person_id=person, edition=1, agrees=True, how="in_person")
        assert queries.plan(plan.pk).record.state == "agreed"
        actions.add_action(by=by, goal_id=goal.pk, text="Bellen", owner_kind="network", owner_name="Riet")
        changed = queries.plan(plan.pk)
        assert (changed.record.state, changed.record.edition) == ("proposed", 2)
        assert all(one.agrees is None for one in changed.agreements)
        with pytest.raises(Refused, match="veranderd"):
            actions.agree(by=by, plan_id=plan.pk, person_id=town.saskia, edition=1, agrees=True, how="phone")


def test_a_resident_tells_of_own_actions_only(town: Town) -> None:
    by, resident = town.actor("generalist"), town.actor("resident", "own_data")
    with acting.acting(by):
        plan = _plan(town)
        goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="work", text="Werk", person_id=town.saskia)
        hers = actions.add_action(by=by, goal_id=goal.pk, text="Cursus", owner_kind="self", owner_person_id=town.saskia)
        other = actions.add_action(by=by, goal_id=goal.pk, text="Bellen", owner_kind="network", owner_name="Riet")
    with acting.acting(resident):
        assert actions.set_action_state(by=resident, action_id=hers.pk, version=1, state="started").state == "started"
        with pytest.raises(PermissionError):
            actions.set_action_state(by=resident, action_id=other.pk, version=1, state="done")


def test_the_loser_of_two_editors_sees_both(town: Town) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        plan = _plan(town)
        goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="Een")
        actions.change_goal(by=by, goal_id=goal.pk, version=1, text="Twee")
        with pytest.raises(Conflict) as conflict:
            actions.change_goal(by=by, goal_id=goal.pk, version=1, text="Drie")
        assert conflict.value.current.text == "Twee"
        assert conflict.value.yours["text"] == "Drie"


def test_a_goal_that_moves_takes_its_actions_along(town: Town) -> None:
    by, partner = town.actor("generalist"), town.actor("partner", "support")
    with acting.acting(by):
        plan = _plan(town)
        goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="education", text="Naar school")
        actions.add_action(by=by, goal_id=goal.pk, text="Bellen", owner_kind="network", owner_name="Riet")
        actions.involve(
            by=by,
            household_id=town.household,
            kind="professional",
            role="mentor",
            user_id=town.users["partner"].pk,
            life_domains=["education"],
        )
    with acting.acting(partner):
        assert len(queries.plan(plan.pk).actions) == 1
    with acting.acting(by):
        actions.change_goal(by=by, goal_id=goal.pk, version=1, text="Schulden", life_domain="income")
    with acting.acting(partner):
        assert queries.plan(plan.pk).actions == []
        assert queries.plan(plan.pk).goals == []


def test_involvement_opens_access_and_its_end_closes_it_at_once(town: Town) -> None:
    by, partner = town.actor("generalist"), town.actor("partner", "support")
    with pytest.raises(Household.DoesNotExist), acting.acting(partner):
        Household.objects.get(pk=town.household)
    with acting.acting(by):
        one = actions.involve(
            by=by,
            household_id=town.household,
            kind="professional",
            role="mentor",
            user_id=town.users["partner"].pk,
            life_domains=["education"],
        )
        with pytest.raises(Refused, match="al betrokken"):
            actions.involve(
                by=by, household_id=town.household, kind="professional", role="x", user_id=town.users["partner"].pk
            )
        actions.involve(by=by, household_id=town.household, kind="network", role="kookt soms", name="Buurvrouw Riet")
        counted = queries.around(town.household).counted
        assert (counted.organisations, counted.people) == (1, 2)
    with acting.acting(partner):
        assert Person.objects.filter(pk=town.jeffrey).exists()
        assert queries.my_households()[0][0].household_id == town.household
        one.refresh_from_db()
        actions.end_involvement(by=partner, involvement_id=one.pk, version=one.version, reason="klaar")
        assert not Person.objects.filter(pk=town.jeffrey).exists()
        assert not Household.objects.filter(pk=town.household).exists()


def test_one_coordinator_and_a_clean_handover(town: Town) -> None:
    by = town.actor("team_leader")
    first, second = town.users["other_generalist"], town.users["generalist"]
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=first.pk)
        with pytest.raises(Refused, match="al een regisseur"):
            actions.name_coordinator(by=by, household_id=town.household, user_id=second.pk)
        plan = _plan(town, "team_leader")
        goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="Rondkomen")
        actions.add_action(by=by, goal_id=goal.pk, text="Bellen", owner_kind="professional", owner_user_id=first.pk)
    task = None
    with acting.acting(system("test")):
        task = actions.raise_task(by=system("test"), household_id=town.household, kind="register", text="Verhuisd")
        again = actions.raise_task(by=system("test"), household_id=town.household, kind="register", text="Verhuisd")
        assert task
        assert again
        assert task.pk == again.pk
        assert task.user_id == first.pk
    predecessor = town.actor("other_generalist")
    with acting.acting(predecessor):
        assert [t.record.pk for t in queries.my_tasks()] == [task.pk]
        actions.hand_over(
            by=predecessor, household_id=town.household, user_id=second.pk, reason="verhuizing", open_ends="Bel school"
        )
        assert not Household.objects.filter(pk=town.household).exists()
        assert queries.my_tasks() == []
    with acting.acting(town.actor("generalist")):
        assert [t.record.pk for t in queries.my_tasks()] == [task.pk]
        assert [a.record.text for a in queries.my_actions()] == ["Bellen"]
        here = queries.around(town.household)
        assert here.coordinator
        assert (here.coordinator.user_id, here.coordinator.open_ends) == (second.pk, "Bel school")
        assert len(here.coordinators) == 2


def test_without_a_coordinator_a_task_goes_to_the_team(town: Town) -> None:
    with acting.acting(system("test")):
        task = actions.raise_task(by=system("test"), household_id=town.household, kind="register", text="Overleden")
        assert task
        assert task.team_id == town.team
    by = town.actor("generalist")
    with acting.acting(by):
        done = actions.complete_task(by=by, task_id=task.pk, version=task.version)
        assert done.state == Task.State.DONE
        assert actions.reopen_task(by=by, task_id=task.pk, version=done.version).state == Task.State.OPEN


def _note(town: Town, who: str, **fields: object) -> Contact:
    return actions.write_contact(
        by=town.actor(who),
        household_id=town.household,
        kind="note",
        happened_at=timezone.now(),
        text="Hier staat iets",
        **fields,  # type: ignore[arg-type]
    )


def _seen(town: Town, who: str, contact: Contact) -> bool:
    with acting.acting(town.actor(who)):
        return contact.pk in [line.record.pk for line in queries.journal(town.household).lines]


def test_shields_of_notes(town: Town) -> None:
    with acting.acting(town.actor("generalist")):
        everyone = _note(town, "generalist")
        own = _note(town, "generalist", shield="only_me")
        own_of_child = _note(town, "generalist", shield="only_me", person_id=town.jeffrey)
        hidden = _note(town, "generalist", shield="hidden_from", hidden_from=[town.users["team_leader"].pk])
        roles = _note(town, "generalist", shield="roles", roles=["generalist"])
        with pytest.raises(Refused):
            _note(town, "generalist", shield="hidden_from")
    assert [_seen(town, "generalist", one) for one in (everyone, own, own_of_child, hidden, roles)] == [True] * 5
    assert [_seen(town, "team_leader", one) for one in (everyone, own, own_of_child, hidden, roles)] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert [_seen(town, "resident", one) for one in (everyone, own, own_of_child, roles)] == [True, False, False, False]


def test_own_notes_end_with_access_and_come_back_with_it(town: Town) -> None:
    leader, second = town.actor("team_leader"), town.users["other_generalist"]
    with acting.acting(leader):
        actions.name_coordinator(by=leader, household_id=town.household, user_id=second.pk)
    with acting.acting(town.actor("other_generalist")):
        note = _note(town, "other_generalist", shield="only_me")
    with acting.acting(leader):
        actions.hand_over(
            by=leader, household_id=town.household, user_id=town.users["generalist"].pk, reason="vakantie"
        )
    with acting.acting(town.actor("other_generalist")):
        assert not Contact.objects.filter(pk=note.pk).exists()
        queries.my_tasks()
    with acting.acting(leader):
        actions.involve(
            by=leader, household_id=town.household, kind="professional", role="kijkt mee", user_id=second.pk
        )
    assert _seen(town, "other_generalist", note)


def test_only_the_writer_corrects_and_the_earlier_text_stays(town: Town) -> None:
    with acting.acting(town.actor("generalist")):
        note = _note(town, "generalist")
        changed = actions.change_contact(by=town.actor("generalist"), contact_id=note.pk, version=1, text="Beter zo")
        assert changed.text == "Beter zo"
    with acting.acting(town.actor("team_leader")):
        with pytest.raises(Refused):
            actions.change_contact(by=town.actor("team_leader"), contact_id=note.pk, version=2, text="Van mij")
        queries.journal(town.household)


def test_documents_are_known_by_their_content(town: Town) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        kept = actions.add_document(
            by=by, household_id=town.household, title="", file_name="../brief.exe", content=b"%PDF-1.4 x"
        )
        assert (kept.file_name, kept.media_type) == ("brief.pdf", "application/pdf")
        with pytest.raises(Refused):
            actions.add_document(by=by, household_id=town.household, title="x", file_name="a.pdf", content=b"MZ\x00")
        assert bytes(queries.document(kept.pk).content) == b"%PDF-1.4 x"
        assert [d.title for d in queries.documents(town.household)] == ["brief.pdf"]
        assert queries.timeline(town.household)[0].title == "Document toegevoegd"
    with pytest.raises(Document.DoesNotExist), acting.acting(town.actor("other_generalist")):
        queries.document(kept.pk)


def test_closing_ends_access_but_not_the_look_back(town: Town) -> None:
    by = town.actor("generalist")
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=town.users["generalist"].pk)
        actions.involve(
            by=by, household_id=town.household, kind="professional", role="mentor", user_id=town.users["partner"].pk
        )
        plan = _plan(town)
        with pytest.raises(Refused):
            actions.end_coordination(by=by, household_id=town.household, reason="klaar")
        closed = actions.close_plan(
            by=by, plan_id=plan.pk, version=plan.version, closing_note="Gelukt", without_balance="Verhuisd"
        )
        assert closed.state == "closed"
        assert Household.objects.filter(pk=town.household).exists()
    for who in ("partner", "team_leader"):
        with acting.acting(town.actor(who)):
            queries.my_tasks()
            assert not Household.objects.filter(pk=town.household).exists()
    with acting.acting(by):
        actions.end_coordination(by=by, household_id=town.household, reason="klaar")
        assert not Household.objects.filter(pk=town.household).exists()


def test_the_plan_asks_a_constant_number_of_queries(town: Town) -> None:
    by = town.actor("generalist")
    counts = []
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with acting.acting(by):
        plan = _plan(town)
        for size in (1, 6):
            for number in range(size):
                goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="income", text=f"Doel {number}")
                actions.add_action(by=by, goal_id=goal.pk, text="Bellen", owner_kind="network", owner_name="Riet")
                _note(town, "generalist")
            with CaptureQueriesContext(
                connection,
            ) as asked:
                queries.plan(plan.pk)
                queries.journal(town.household)
                queries.timeline(town.household)
            counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_stranger_cannot_write(town: Town) -> None:
    with pytest.raises(Household.DoesNotExist), acting.acting(town.actor("other_generalist")):
        _plan(town, "other_generalist")
    with pytest.raises(PermissionError), acting.acting(town.actor("partner")):
        _plan(town, "partner")

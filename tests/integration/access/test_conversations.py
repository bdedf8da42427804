"""Conversations: answers in their drawers, two editors, results and their way to the plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from ontschot.domain.access import actions, queries, rules
from ontschot.domain.access.models import Answer, Conversation
from ontschot.domain.people.models import Household
from ontschot.foundation import events
from ontschot.foundation.versions import Conflict
from ontschot.privacy import acting, log
from ontschot.privacy.actions import open_access
from tests.town import Town


@pytest.fixture
def talk(town: Town) -> Conversation:
    """A conversation with the Van Dalen family, from a triaged request."""
    desk, coach = town.actor("access_worker", "intake"), town.actor("generalist")
    with acting.acting(desk):
        request = actions.report(by=desk, person_id=town.saskia, question="Ik wil weer werken", channel="phone")
        actions.triage(
            by=desk,
            request_number=request.pk,
            version=1,
            complexity="complex",
            life_domains=["work"],
            safety="safe",
            team_id=town.team,
            user_id=town.users["generalist"].pk,
        )
    with acting.acting(coach):
        assert [r.number for r in queries.my_requests()[0]] == [request.pk]
        return actions.start_conversation(by=coach, request_number=request.pk, present="Saskia")


def _save(town: Town, talk: Conversation, **facts: Any) -> Answer:
    by = town.actor("generalist")
    with acting.acting(by):
        return actions.save_answer(by=by, conversation_id=talk.pk, **facts)


def test_an_answer_lies_in_the_drawer_of_its_domain(town: Town, talk: Conversation) -> None:
    _save(town, talk, life_domain="work", version=0, wants="Weer onder de mensen")
    _save(town, talk, life_domain="addiction", version=0, needed="Praten over blowen")
    with acting.acting(town.actor("generalist")):
        open_access(
            user_id=town.users["partner"].pk,
            household_id=town.household,
            life_domains=["work"],
            purpose="support",
            ground="public_task",
            source="involvement:1",
        )
        assert queries.conversation(talk.pk).discussed == 2
    with acting.acting(town.actor("partner", "support")):
        log.read("conversation", [])
        assert [a.wants for a in Answer.objects.filter(conversation_id=talk.pk)] == ["Weer onder de mensen"]
    # The conversation as a whole is of the dossier, which is not for who is involved for one life domain.
    with pytest.raises(Conversation.DoesNotExist), acting.acting(town.actor("partner", "support")):
        queries.conversation(talk.pk)


def test_two_editors_lose_nothing(town: Town, talk: Conversation) -> None:
    kept = _save(town, talk, life_domain="work", version=0, wants="Werken")
    assert _save(town, talk, life_domain="work", version=kept.version, wants="Werken in de winkel").version == 2
    with pytest.raises(Conflict) as conflict:
        _save(town, talk, life_domain="work", version=1, wants="Vrijwilligerswerk")
    assert conflict.value.current.wants == "Werken in de winkel"  # type: ignore[attr-defined]
    assert conflict.value.yours["wants"] == "Vrijwilligerswerk"
    with pytest.raises(Conflict):
        _save(town, talk, life_domain="work", version=0, wants="Ook als eerste begonnen")
    with acting.acting(town.actor("generalist")), connection.cursor() as cursor:
        queries.conversation(talk.pk)
        cursor.execute("SELECT wants FROM access_answerevent ORDER BY pgh_id")
        assert [row[0] for row in cursor.fetchall()] == ["Werken", "Werken in de winkel"]


def test_skipped_until_something_is_written(town: Town, talk: Conversation) -> None:
    skipped = _save(town, talk, life_domain="justice", version=0, skipped=True)
    with acting.acting(town.actor("generalist")):
        assert queries.conversation(talk.pk).part("justice").progress == rules.Progress.SKIPPED
    _save(town, talk, life_domain="justice", version=skipped.version, does="Taakstraf", skipped=True)
    with acting.acting(town.actor("generalist")):
        assert queries.conversation(talk.pk).part("justice").progress == rules.Progress.DISCUSSED


def test_results_go_to_the_plan_and_take_the_request_along(town: Town, talk: Conversation) -> None:
    by, heard = town.actor("generalist"), []
    events.subscribe(rules.ConversationConcluded, heard.append)
    with acting.acting(by):
        one = actions.add_result(by=by, conversation_id=talk.pk, life_domain="work", text="Saskia heeft werk")
        two = actions.add_result(
            by=by,
            conversation_id=talk.pk,
            life_domain="education",
            text="Jeffrey gaat naar school",
            person_id=town.jeffrey,
        )
        with pytest.raises(rules.Refused):
            actions.add_result(
                by=by, conversation_id=talk.pk, life_domain="work", text="Van een ander", person_id=town.stranger
            )
        actions.change_result(by=by, result_id=one.pk, text="Saskia werkt drie ochtenden")
        actions.conclude(by=by, conversation_id=talk.pk, version=talk.version)
        assert [event.conversation_id for event in heard] == [talk.pk]
        found = queries.results(talk.pk)
        assert [(r.text, r.person_name) for r in found] == [
            ("Saskia werkt drie ochtenden", ""),
            ("Jeffrey gaat naar school", "Jeffrey van Dalen"),
        ]
        with pytest.raises(rules.ImpossibleStep):
            actions.save_answer(by=by, conversation_id=talk.pk, life_domain="work", version=0, wants="Te laat")
        assert len(queries.results_to_plan(town.household)) == 2
        actions.mark_in_plan(by=by, result_ids=[one.pk, two.pk])
        assert queries.results_to_plan(town.household) == []
        assert queries.open_requests(town.household) == []


def test_a_conversation_waits_until_it_is_known_with_whom(town: Town) -> None:
    public = acting.Actor(user_id=None, role="public", purpose="intake", origin="test")
    newcomer = actions.Newcomer(family_name="Onbekend")
    with acting.acting(public):
        request = actions.report(by=public, newcomer=newcomer, question="Help", channel="web")
    desk, coach = town.actor("access_worker"), town.actor("generalist")
    with acting.acting(desk):
        actions.triage(
            by=desk,
            request_number=request.pk,
            version=1,
            complexity="simple",
            life_domains=["income"],
            safety="urgent",
            team_id=town.team,
        )
    with acting.acting(coach):
        with pytest.raises(rules.Refused):
            actions.start_conversation(by=coach, request_number=request.pk)
        actions.identify_subject(by=coach, request_number=request.pk, version=2)
        assert actions.start_conversation(by=coach, request_number=request.pk).household_id == request.household_id


def test_impossible_dates_and_roles(town: Town) -> None:
    coach = town.actor("generalist")
    with acting.acting(coach):
        with pytest.raises(rules.Refused):
            actions.start_conversation(by=coach, household_id=town.household, held_on=dt.date(1900, 1, 1))
        queries.conversations_of_household(town.household)
    stranger = town.actor("other_generalist")
    with pytest.raises(Household.DoesNotExist), acting.acting(stranger):
        actions.start_conversation(by=stranger, household_id=town.household)
    with pytest.raises(PermissionError), acting.acting(town.actor("partner")):
        actions.start_conversation(by=town.actor("partner"), household_id=town.household)

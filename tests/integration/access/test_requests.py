"""Requests through actions and queries, as the application role: who sees what, when, and that nothing is lost."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from ontschot.accounts.models import Team
from ontschot.domain.access import actions, queries, rules
from ontschot.domain.access.models import Request
from ontschot.domain.people.models import Person
from ontschot.foundation.versions import Conflict
from ontschot.privacy import acting
from ontschot.privacy.models import LogEntry
from tests.town import Town, browser

PUBLIC = acting.Actor(user_id=None, role="public", purpose="intake", origin="test", ground="public_task")


def _report(town: Town, who: str = "access_worker", **facts: Any) -> Request:
    by = town.actor(who, "intake")
    given: dict[str, Any] = {"person_id": town.saskia, "question": "De wasmachine is stuk", "channel": "desk"} | facts
    with acting.acting(by):
        return actions.report(by=by, **given)


def _triage(town: Town, number: int, version: int = 1, who: str = "access_worker", **facts: Any) -> None:
    by = town.actor(who, "triage")
    given: dict[str, Any] = {
        "complexity": "complex",
        "life_domains": ["income", "parenting"],
        "safety": "safe",
        "team_id": town.other_team,
    } | facts
    with acting.acting(by):
        actions.triage(by=by, request_number=number, version=version, **given)


def _sees(town: Town, who: str, number: int) -> bool:
    with acting.acting(town.actor(who)):
        try:
            queries.request(number)
        except Request.DoesNotExist:
            acting.current().logged = 1
            return False
        return True


def test_a_request_is_for_the_intake_and_after_triage_for_the_chosen_team_only(town: Town) -> None:
    number = _report(town, person_id=town.stranger).pk
    assert _sees(town, "access_worker", number)
    assert not _sees(town, "partner", number)
    assert _sees(town, "other_generalist", number)  # that team works with this household already
    assert not _sees(town, "generalist", number)
    _triage(town, number, team_id=town.team)
    assert _sees(town, "generalist", number)
    assert not _sees(town, "access_worker", number)
    _triage(town, number, version=2, who="generalist", team_id=town.other_team)
    assert not _sees(town, "generalist", number)
    with acting.acting(town.actor("other_generalist")):
        view = queries.request(number)
        assert [t.team_name for t in view.triages] == ["Wijkteam Zuid", "Wijkteam Noord"]
        assert view.triages[0].made_by == "Gerrit Wijk"


def test_a_partner_who_reports_gets_nothing(town: Town) -> None:
    key = uuid.uuid4()
    facts: dict[str, Any] = {"reported_by": "professional", "referrer_name": "Peter School", "channel": "partner"}
    newcomer = actions.Newcomer(family_name="Jansen", given_names="Kees", birth_date="20120101")
    first = _report(town, "partner", person_id=None, newcomer=newcomer, request_id=key, **facts)
    assert not _sees(town, "partner", first.pk)
    again = _report(town, "partner", person_id=None, newcomer=newcomer, request_id=key, **facts)
    assert again.pk == first.pk
    with acting.acting(town.actor("access_worker")):
        line = queries.request(first.pk).line
        assert (line.person_name, line.identity_checked) == ("Kees Jansen", False)
    with acting.acting(town.actor("access_worker")):
        assert [r.number for r in queries.requests_of_team()[0]] == [first.pk]


def test_a_request_of_which_the_person_does_not_know_stays_hidden_for_them(town: Town) -> None:
    number = _report(town, person_knows=False, reported_by="municipality", channel="visit").pk
    assert _sees(town, "generalist", number)
    assert not _sees(town, "resident", number)
    by = town.actor("generalist")
    with acting.acting(by):
        actions.correct_request(
            by=by,
            request_number=number,
            version=1,
            question="De wasmachine is stuk",
            channel="visit",
            reported_by="municipality",
            referrer_name="",
            referrer_contact="",
            person_knows=True,
        )
    assert _sees(town, "resident", number)


def test_the_public_form_ends_in_the_list_of_the_intake_once(town: Town) -> None:
    key = uuid.uuid4()
    newcomer = actions.Newcomer(family_name="Dalen", prefix="van", given_names="Saskia", birth_date="19860412")
    for _ in range(2):
        with acting.acting(PUBLIC):
            record = actions.report(
                by=PUBLIC, newcomer=newcomer, question="Ik red het niet", channel="web", request_id=key
            )
    with acting.acting(town.actor("access_worker")):
        lines, more = queries.requests_of_team()
        assert [(line.number, line.identity_checked) for line in lines] == [(record.pk, False)]
        assert not more


def test_the_same_person_after_all_moves_the_request_and_closes_the_provisional_one(town: Town) -> None:
    newcomer = actions.Newcomer(family_name="Dalen", prefix="van", given_names="Saskia", birth_date="19860412")
    with acting.acting(PUBLIC):
        record = actions.report(by=PUBLIC, newcomer=newcomer, question="Ik red het niet", channel="web")
    provisional = record.person_id
    by = town.actor("access_worker", "triage")
    with acting.acting(by):
        moved = actions.identify_subject(by=by, request_number=record.pk, version=1, person_id=town.saskia)
        assert (moved.household_id, moved.person_id, moved.identity_checked) == (town.household, town.saskia, True)
        assert not Person.objects.filter(pk=provisional).exists()
    assert _sees(town, "access_worker", record.pk)
    with acting.acting(by), acting.wide("ontschot_register"):
        assert Person.objects.get(pk=provisional).suspension == Person.Suspension.ERROR
        acting.current().logged = 1


def test_a_second_request_is_announced_without_content(town: Town) -> None:
    first = _report(town)
    _triage(town, first.pk, team_id=town.team)
    by = town.actor("access_worker", "identification")
    with acting.acting(by):
        [running] = actions.running_requests(by=by, person_id=town.jeffrey)
        assert (running.reference, running.team_name, running.number) == (f"M-{first.pk:06d}", "Wijkteam Noord", None)


def test_urgent_comes_first_in_the_list(town: Town) -> None:
    safe = _report(town, safety="safe").pk
    unknown = _report(town).pk
    urgent = _report(town, safety="urgent").pk
    with acting.acting(town.actor("access_worker")):
        assert [line.number for line in queries.requests_of_team()[0]] == [urgent, unknown, safe]


def test_a_list_costs_the_same_queries_for_one_as_for_many(
    town: Town, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(2):
        _report(town)
        with acting.acting(town.actor("access_worker")), CaptureQueriesContext(connection) as asked:
            queries.requests_of_team()
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_answering_ends_the_access_at_once(town: Town) -> None:
    number = _report(town, person_id=town.stranger).pk
    by = town.actor("access_worker", "triage")
    with acting.acting(by):
        actions.answer(by=by, request_number=number, version=1, outcome="Folder meegegeven")
    assert not _sees(town, "access_worker", number)
    with acting.acting(town.actor("other_generalist")):
        view = queries.request(number)
        assert (view.record.state, view.record.outcome, view.possible) == ("answered", "Folder meegegeven", frozenset())


def test_two_who_triage_at_once(town: Town) -> None:
    number = _report(town).pk
    by = town.actor("access_worker", "triage")
    with acting.acting(by):
        actions.correct_request(
            by=by,
            request_number=number,
            version=1,
            question="Anders",
            channel="desk",
            reported_by="self",
            referrer_name="",
            referrer_contact="",
            person_knows=True,
        )
        with pytest.raises(Conflict) as conflict:
            actions.withdraw(by=by, request_number=number, version=1, reason="Niet meer nodig")
    assert conflict.value.yours["outcome"] == "Niet meer nodig"


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"life_domains": []}, "life_domains"), ({"team_id": 0}, "team"), ({"user_id": 0}, "user")],
)
def test_a_triage_that_cannot_be(town: Town, facts: dict[str, Any], field: str) -> None:
    number = _report(town).pk
    with pytest.raises(rules.Refused) as refused:
        _triage(town, number, **facts)
    assert refused.value.field == field


def test_two_who_triage_see_whom_the_other_chose(town: Town) -> None:
    """The taker, the life domains and the note stand in the triage and not in the request."""
    number = _report(town).pk
    _triage(town, number, team_id=town.team, note="Snel kijken")
    client = browser(town, "generalist")
    sent = {"complexity": "complex", "life_domains": ["income"], "safety": "safe", "taker": str(town.other_team)}
    response = client.post(f"/werk/meldingen/{number}/verdelen/", sent | {"note": "Mijn tekst", "version": "1"})
    assert response.status_code == 409
    fields = {field.name: field for field in response.context["conflict"].fields}
    assert fields.keys() == {"life_domains", "regimes", "taker", "note"}
    assert "Wijkteam Noord" in fields["taker"].theirs_text
    assert "Wijkteam Zuid" in fields["taker"].yours_text
    assert fields["note"].theirs == ["Snel kijken"]
    chosen = {f"keep-{name}": "theirs" for name in ("life_domains", "regimes", "taker")} | {"keep-note": "yours"}
    kept = {f"{side}-{name}": values for name, field in fields.items() for side, values in
            (("theirs", field.theirs), ("yours", field.yours))}  # fmt: skip
    again = client.post(
        f"/werk/meldingen/{number}/verdelen/",
        dict(response.context["conflict"].hidden) | chosen | kept | {"version": "2"},
    )
    assert again.status_code == 302
    with acting.acting(town.actor("generalist")):
        last = queries.last_triage(number)
        assert queries.request(number)
    assert last is not None
    assert (last.team_id, last.note) == (town.team, "Mijn tekst")


def test_without_a_team_that_receives_nothing_is_lost_in_silence(town: Town) -> None:
    Team.objects.update(takes_intake=False)
    with pytest.raises(actions.NobodyReceives):
        _report(town)


def test_each_deed_stands_in_the_log_of_the_person(town: Town) -> None:
    number = _report(town).pk
    _triage(town, number, team_id=town.team)
    with acting.acting(town.actor("privacy_officer", "oversight")), acting.wide("ontschot_oversight"):
        lines = LogEntry.objects.filter(subject_person_id=town.saskia, object_kind="request", object_id=number)
        assert {line.action for line in lines} >= {"report", "triage"}

"""Legal terms through actions and queries, as the application role: begin, stand still, delay, end and remind."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from ontschot.domain.access import actions, queries, rules
from ontschot.domain.access.models import Request, Term, TermNotice
from ontschot.domain.access.queries.book import PRODUCT
from ontschot.domain.plans.models import Task
from ontschot.foundation import calendar, events
from ontschot.foundation.versions import Conflict
from ontschot.privacy import acting, log
from ontschot.privacy.acting import system
from tests.town import Town, browser

DAY = dt.timedelta(days=1)
REPORTED = dt.date(2026, 11, 2)  # a Monday


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    _today(monkeypatch, REPORTED)


def _today(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    monkeypatch.setattr(calendar, "today", lambda: day)


def _report(town: Town, **facts: Any) -> Request:
    by = town.actor("access_worker", "intake")
    given: dict[str, Any] = {"person_id": town.saskia, "question": "Ik red het niet", "channel": "desk"} | facts
    with acting.acting(by):
        return actions.report(by=by, **given)


def _triaged(town: Town, *, domains: tuple[str, ...] = ("household",), **facts: Any) -> int:
    number = _report(town).pk
    by = town.actor("access_worker", "triage")
    given: dict[str, Any] = {"complexity": "complex", "safety": "safe", "team_id": town.team} | facts
    with acting.acting(by):
        actions.triage(by=by, request_number=number, version=1, life_domains=domains, **given)
    return number


def _lines(town: Town, number: int, who: str = "generalist") -> dict[str, queries.TermLine]:
    with acting.acting(town.actor(who)):
        log.read("test", [])
        return {line.rule.code: line for line in queries.terms_of_request(number)}


def _do(town: Town, deed: Any, who: str = "generalist", **given: Any) -> Any:
    by = town.actor(who)
    with acting.acting(by):
        return deed(by=by, **given)


def _tasks(town: Town, who: str) -> list[str]:
    from ontschot.domain.plans import queries as plans

    with acting.acting(town.actor(who)):
        return [task.record.text for task in plans.my_tasks()]


def _watch() -> None:
    with acting.acting(system("test", "coordination")) as work:
        actions.watch_terms(by=work.actor)


# ------------------------------------------------------------------------------------------------ begin and end


def test_a_report_has_the_municipalitys_own_term_at_once_and_triage_ends_it(town: Town) -> None:
    number = _report(town).pk
    [line] = _lines(town, number, "access_worker").values()
    assert (line.rule.code, line.record.due_on, line.is_law) == ("own.triage", dt.date(2026, 11, 4), False)


def test_triage_gives_the_terms_of_the_laws_from_the_day_of_the_report(town: Town) -> None:
    number = _triaged(town, domains=("household", "parenting", "income"))
    lines = _lines(town, number)
    assert {code: line.record.due_on.isoformat() for code, line in lines.items()} == {
        "wmo.investigation": "2026-12-14",
        "wmo.personal_plan": "2026-11-09",
        "jeugdwet.decision": "2026-12-28",
        "wgs.first": "2026-11-30",
        "own.triage": "2026-11-04",
    }
    assert lines["own.triage"].record.state == "met"
    assert lines["wmo.investigation"].article == "Wmo 2015 2.3.2 lid 1"
    assert lines["wmo.investigation"].days_left == 42


def test_what_threatens_makes_it_three_working_days_and_urgency_today(town: Town) -> None:
    number = _triaged(town, domains=("income",), safety="urgent", threats=["eviction"])
    lines = _lines(town, number)
    assert lines["wgs.urgent"].record.due_on == dt.date(2026, 11, 5)
    assert lines["own.urgent"].record.due_on == REPORTED
    assert "wgs.first" not in lines


def test_a_worker_may_choose_other_laws_than_the_life_domains_suggest(town: Town) -> None:
    number = _triaged(town, domains=("income",), regimes=["wmo"])
    assert {"wmo.investigation", "wmo.personal_plan", "own.triage"} == _lines(town, number).keys()


def test_another_law_after_all_stops_the_term_keeps_it_readable_and_starts_the_new_one(town: Town) -> None:
    number = _triaged(town, domains=("household",))
    changed = _do(town, actions.choose_regimes, request_number=number, version=2, regimes=["wgs"], threats=["gas"])
    lines = _lines(town, number)
    stopped = lines["wmo.investigation"].record
    assert (stopped.state, stopped.ending, stopped.ended_on) == ("stopped", "regime", REPORTED)
    assert lines["wgs.urgent"].runs
    _do(town, actions.choose_regimes, request_number=number, version=changed.version, regimes=["wmo"], threats=[])
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        again = Term.objects.filter(request_id=number, rule="wmo.investigation")
        assert sorted(again.values_list("state", flat=True)) == ["running", "stopped"]
    with pytest.raises(Conflict):
        _do(town, actions.choose_regimes, request_number=number, version=1, regimes=["wmo"])


def test_a_term_that_a_worker_began_stays_when_the_law_of_the_request_changes(town: Town) -> None:
    number = _triaged(town, domains=("household",))
    _do(town, actions.start_term, request_number=number, rule="objection.decide", event_on=REPORTED)
    _do(town, actions.choose_regimes, request_number=number, version=2, regimes=["wgs"])
    assert _lines(town, number)["objection.decide"].runs


def test_a_conversation_meets_the_term_of_debts_on_its_day_and_begins_the_decision(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = _triaged(town, domains=("income",))
    _today(monkeypatch, REPORTED + 7 * DAY)
    _do(town, actions.start_conversation, request_number=number, held_on=REPORTED + 5 * DAY)
    lines = _lines(town, number)
    assert (lines["wgs.first"].record.state, lines["wgs.first"].record.ended_on) == ("met", REPORTED + 5 * DAY)
    assert lines["wgs.decision"].record.event_on == REPORTED + 5 * DAY


def test_a_conversation_that_is_planned_meets_nothing_yet(town: Town) -> None:
    number = _triaged(town, domains=("income",))
    _do(town, actions.start_conversation, request_number=number, held_on=REPORTED + 5 * DAY)
    assert _lines(town, number)["wgs.first"].runs


def test_a_conversation_meets_the_term_of_another_request_only_when_it_is_about_that_too(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wgs 4: the first conversation is the one in which that question is established; a worker says which it was."""
    numbers = [_triaged(town, domains=("income",)) for _ in range(3)]
    _today(monkeypatch, REPORTED + 7 * DAY)
    with acting.acting(town.actor("generalist")):
        choices = queries.also_possible(town.household, but=numbers[0])
    assert {one.request.number for one in choices} == set(numbers[1:])
    assert {one.term.rule.code for one in choices if one.term} == {"wgs.first"}
    talk = _do(town, actions.start_conversation, request_number=numbers[0], also=[numbers[1]])
    states = [_lines(town, number)["wgs.first"].record.state for number in numbers]
    assert states == ["met", "met", "running"]
    assert _lines(town, numbers[1])["wgs.decision"].record.event_on == REPORTED + 7 * DAY
    with acting.acting(town.actor("generalist")):
        beside = queries.request(numbers[1])
        assert (beside.record.state, [one.pk for one in beside.conversations]) == ("in_conversation", [talk.pk])
        assert queries.request(numbers[2]).record.state == "triaged"
        assert [line.number for line in queries.conversation(talk.pk).also] == [numbers[1]]


def test_a_planned_conversation_about_two_requests_meets_both_when_it_was_held(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that was begun with the household, without a request of its own."""
    numbers = [_triaged(town, domains=("income",)) for _ in range(2)]
    day = REPORTED + 5 * DAY
    talk = _do(town, actions.start_conversation, household_id=town.household, held_on=day, also=numbers)
    assert talk.request_id is None
    assert all(_lines(town, number)["wgs.first"].runs for number in numbers)
    _today(monkeypatch, REPORTED + 6 * DAY)
    _do(town, actions.conclude, conversation_id=talk.pk, version=1)
    assert [_lines(town, number)["wgs.first"].record.ended_on for number in numbers] == [day, day]


def test_a_conversation_is_not_about_a_request_from_elsewhere(town: Town) -> None:
    number, answered = _triaged(town, domains=("income",)), _triaged(town, domains=("income",))
    _do(town, actions.withdraw, request_number=answered, version=2, reason="Het hoeft niet meer")
    with pytest.raises(rules.ImpossibleStep):
        _do(town, actions.start_conversation, request_number=number, also=[answered])
    hidden, next_door = (_report(town, person_id=town.stranger).pk for _ in range(2))
    by = town.actor("access_worker", "triage")
    given: dict[str, Any] = {
        "complexity": "complex",
        "safety": "safe",
        "team_id": town.team,
        "life_domains": ["income"],
    }
    with acting.acting(by):
        actions.triage(by=by, request_number=next_door, version=1, **given)
    for wrong in (hidden, next_door, 999_999):
        with pytest.raises(rules.Refused, match="also"):
            _do(town, actions.start_conversation, request_number=number, also=[wrong])
    assert _lines(town, number)["wgs.first"].runs


def test_an_answer_meets_what_it_meets_and_a_withdrawal_stops_everything(town: Town) -> None:
    number = _triaged(town, domains=("household",))
    _do(town, actions.withdraw, request_number=number, version=2, reason="Het hoeft niet meer")
    lines = _lines(town, number)
    assert {line.record.state for code, line in lines.items() if code.startswith("wmo")} == {"stopped"}
    assert lines["wmo.investigation"].record.ending == "withdrawn"


# ------------------------------------------------------------------------------------------------ stand still, delay


def _decision(town: Town) -> Term:
    number = _triaged(town, domains=("parenting",))
    return _lines(town, number)["jeugdwet.decision"].record


def test_suspensions_that_overlap_count_each_day_once_and_say_so(town: Town) -> None:
    term = _decision(town)
    give: dict[str, Any] = {"term_id": term.pk, "reason": "Loonstrook ontbreekt"}
    one = {"starts_on": REPORTED + 10 * DAY, "ends_on": REPORTED + 24 * DAY}
    two = {"starts_on": REPORTED + 20 * DAY, "ends_on": REPORTED + 30 * DAY}
    _do(town, actions.suspend, version=term.version, ground="incomplete", **one, **give)
    _do(town, actions.suspend, version=term.version + 1, ground="consent", **two, **give)
    line = _lines(town, term.request_id)["jeugdwet.decision"]
    assert [(s.days, s.overlap) for s in line.suspensions] == [(14, 0), (10, 4)]
    assert line.due.paused_days == 20
    assert line.record.due_on == line.due.on == dt.date(2027, 1, 18)  # 28 December and 20 days is Sunday 17 January
    within = {"starts_on": REPORTED + 12 * DAY, "ends_on": REPORTED + 28 * DAY}
    with pytest.raises(rules.Refused, match="stands_still_already"):
        _do(town, actions.suspend, version=term.version + 2, ground="consent", **within, **give)
    _do(
        town, actions.end_suspension, suspension_id=line.suspensions[1].record.pk, version=term.version + 2,
        ends_on=REPORTED + 26 * DAY,
    )  # fmt: skip
    assert _lines(town, term.request_id)["jeugdwet.decision"].due.paused_days == 16


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"ground": "objection_incomplete"}, "not_allowed"),
        ({"reason": " "}, "missing"),
        ({"starts_on": REPORTED}, "before_term"),
        ({"starts_on": dt.date(2027, 3, 1), "ends_on": dt.date(2027, 3, 9)}, "term_over"),
        ({"ends_on": REPORTED + DAY}, "before_start"),
        ({"ends_on": REPORTED + 900 * DAY}, "too_long"),
    ],
)
def test_a_suspension_that_cannot_be_is_refused(town: Town, change: dict[str, Any], why: str) -> None:
    term = _decision(town)
    give: dict[str, Any] = {
        "ground": "incomplete",
        "reason": "Loonstrook ontbreekt",
        "starts_on": REPORTED + 3 * DAY,
        "ends_on": REPORTED + 17 * DAY,
    }
    with pytest.raises(rules.Refused, match=why):
        _do(town, actions.suspend, term_id=term.pk, version=term.version, **(give | change))


def test_two_at_once_the_second_hears_of_the_first(town: Town) -> None:
    term = _decision(town)
    give: dict[str, Any] = {"term_id": term.pk, "version": term.version, "reason": "Post", "ground": "incomplete"}
    _do(town, actions.suspend, starts_on=REPORTED + 3 * DAY, ends_on=REPORTED + 9 * DAY, **give)
    with pytest.raises(Conflict):
        _do(town, actions.suspend, starts_on=REPORTED + 9 * DAY, ends_on=REPORTED + 12 * DAY, **give)
    assert _lines(town, term.request_id)["jeugdwet.decision"].due.paused_days == 6


def test_a_notice_of_delay_makes_the_term_longer_only_when_the_law_says_so(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = _decision(town)
    until = dt.date(2027, 1, 11)
    give: dict[str, Any] = {"sent_on": REPORTED + DAY, "reason": "Er is advies gevraagd"}
    _today(monkeypatch, REPORTED + 2 * DAY)
    told = _do(town, actions.notify_delay, term_id=term.pk, version=term.version, until=until, **give)
    assert told.due_on == until
    with pytest.raises(rules.Refused, match="told_already"):
        _do(town, actions.notify_delay, term_id=term.pk, version=told.version, until=until + DAY, **give)
    decision = _do(town, actions.start_term, request_number=term.request_id, rule="wmo.decision", event_on=REPORTED)
    told = _do(town, actions.notify_delay, term_id=decision.pk, version=1, until=dt.date(2026, 11, 30), **give)
    assert (told.due_on, told.delay_until) == (dt.date(2026, 11, 16), dt.date(2026, 11, 30))


def test_deciding_on_an_objection_may_be_started_before_the_objection_term_is_over(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last day to object is known when the objection comes in; the six weeks count from the day after it."""
    number, today = _triaged(town), dt.date(2026, 11, 26)
    _today(monkeypatch, today)
    give: dict[str, Any] = {"request_number": number, "rule": "objection.decide"}
    with pytest.raises(rules.Refused, match="too_far"):
        _do(town, actions.start_term, event_on=today + dt.timedelta(weeks=8, days=1), **give)
    with pytest.raises(rules.Refused, match="future"):
        _do(town, actions.start_term, event_on=today + DAY, **(give | {"rule": "wmo.decision"}))
    term = _do(town, actions.start_term, event_on=dt.date(2026, 12, 21), **give)
    assert term.due_on == dt.date(2027, 2, 1)
    met = _do(town, actions.meet_term, term_id=term.pk, version=1, on=today)
    assert (met.state, met.ended_on) == ("met", today)


def test_a_delay_of_an_objection_is_six_weeks_at_most_and_told_before_the_end(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = _triaged(town)
    term = _do(town, actions.start_term, request_number=number, rule="objection.decide", event_on=REPORTED)
    assert term.due_on == dt.date(2026, 12, 14)
    give: dict[str, Any] = {"term_id": term.pk, "version": 1, "sent_on": REPORTED + DAY, "reason": "Hoorzitting"}
    _today(monkeypatch, REPORTED + DAY)
    with pytest.raises(rules.Refused, match="too_long"):
        _do(town, actions.notify_delay, until=dt.date(2027, 1, 26), **give)
    _today(monkeypatch, dt.date(2026, 12, 15))
    with pytest.raises(rules.Refused, match="term_over"):
        _do(town, actions.notify_delay, until=dt.date(2027, 1, 20), **(give | {"sent_on": dt.date(2026, 12, 15)}))
    _do(town, actions.notify_delay, until=dt.date(2027, 1, 25), **give)
    assert _lines(town, number)["objection.decide"].record.due_on == dt.date(2027, 1, 25)


def test_met_late_stays_visible_and_can_be_undone(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    number = _triaged(town)
    term = _lines(town, number)["wmo.investigation"].record
    _today(monkeypatch, dt.date(2026, 12, 20))
    met = _do(town, actions.meet_term, term_id=term.pk, version=term.version, on=dt.date(2026, 12, 18))
    line = _lines(town, number)["wmo.investigation"]
    assert (line.record.state, line.was_late) == ("met", 4)
    _do(town, actions.resume_term, term_id=term.pk, version=met.version)
    assert _lines(town, number)["wmo.investigation"].standing == "term_late"
    with pytest.raises(rules.Refused, match="missing"):
        _do(town, actions.stop_term, term_id=term.pk, version=met.version + 1, note="")


# ------------------------------------------------------------------------------------------------ who sees it


def test_late_is_on_top_for_the_worker_the_team_and_its_leader_and_for_nobody_else(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = _triaged(town, user_id=town.users["generalist"].pk)
    _today(monkeypatch, dt.date(2026, 12, 15))

    def late(who: str) -> list[int]:
        with acting.acting(town.actor(who)):
            found = queries.attention()
            return [line.record.request_id for line in found.lines if line.standing == "term_late"]

    assert late("generalist") == [number]
    assert late("team_leader") == [number]
    assert late("access_worker") == late("other_generalist") == late("partner") == late("resident") == []


def test_what_nobody_picked_up_is_on_top_for_the_whole_team(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    _triaged(town)
    _today(monkeypatch, dt.date(2026, 12, 1))
    with acting.acting(town.actor("generalist")):
        found = queries.attention()
        assert [(line.rule.code, line.standing) for line in found.lines] == [("wmo.investigation", "term_near")]
        assert (found.late, found.more) == (0, 0)


def test_whoever_coordinates_the_household_sees_its_terms(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from ontschot.domain.plans import actions as plans

    _triaged(town, user_id=town.users["generalist"].pk)
    other = town.users["other_generalist"].pk
    _do(town, plans.name_coordinator, household_id=town.household, user_id=other)
    _today(monkeypatch, dt.date(2026, 12, 15))
    with acting.acting(town.actor("other_generalist")):
        assert [line.rule.code for line in queries.attention().lines] == ["wmo.investigation"]


def test_whoever_covers_for_the_worker_sees_what_is_late_on_top(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from ontschot.accounts import absence_actions
    from ontschot.accounts import actions as accounts

    number = _triaged(town, user_id=town.users["generalist"].pk)
    by = system("test", "administration")
    with acting.acting(by):
        made, _password = accounts.create_user(
            by=by, username="cover", role="generalist", name="Carla Vervangt", team_ids=[town.team],
            with_password=False,
        )  # fmt: skip
    town.users["cover"] = made
    _today(monkeypatch, dt.date(2026, 12, 15))

    def late() -> list[int]:
        with acting.acting(town.actor("cover")):
            return [line.record.request_id for line in queries.attention().lines]

    assert late() == []
    _do(
        town, absence_actions.set_absence, user_id=town.users["generalist"].pk, first_day=dt.date(2026, 11, 1),
        cover_user_id=made.pk,
    )  # fmt: skip
    assert late() == [number]


def test_the_list_says_how_many_more_are_late_and_costs_the_same_queries(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(3):
        _triaged(town)
        _today(monkeypatch, dt.date(2026, 12, 15))
        with acting.acting(town.actor("generalist")), CaptureQueriesContext(connection) as asked:
            queries.attention()
        counts.append(len(asked))
        _today(monkeypatch, REPORTED)
    assert counts[0] == counts[1] == counts[2]
    _today(monkeypatch, dt.date(2026, 12, 15))
    with acting.acting(town.actor("generalist")):
        found = queries.attention(limit=2)
        assert (len(found.lines), found.late, found.more) == (2, 3, 1)


def test_my_work_shows_the_five_most_pressing_and_folds_the_rest(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [_triaged(town, user_id=town.users["generalist"].pk) for _ in range(6)]
    _today(monkeypatch, dt.date(2026, 12, 15))
    client = browser(town, "generalist")
    card = client.get("/werk/").content.decode().split('aria-labelledby="attention"')[1].split("</section>")[0]
    assert "<details" not in card  # folding one would gain nothing
    _today(monkeypatch, REPORTED)
    numbers += [_triaged(town, user_id=town.users["generalist"].pk) for _ in range(2)]
    _today(monkeypatch, dt.date(2026, 12, 15))
    card = client.get("/werk/").content.decode().split('aria-labelledby="attention"')[1].split("</section>")[0]
    above, folded = card.split("<details")
    assert above.count('class="item__title"') == 5
    assert "8 te laat" in above  # how many are late is never folded
    assert "Nog 3 termijnen" in folded
    assert all(f"/werk/meldingen/{number}/termijnen/" in card for number in numbers)
    whole = client.get("/werk/termijnen/").content.decode().split('aria-labelledby="attention"')[1]
    assert "<details" not in whole.split("</section>")[0]


def test_the_list_below_holds_what_is_not_on_top_and_what_is_past_last(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    _triaged(town, user_id=town.users["generalist"].pk)
    _today(monkeypatch, dt.date(2026, 12, 15))
    with acting.acting(town.actor("generalist")):
        top = {line.record.pk for line in queries.attention().lines}
        every, calm = queries.my_terms()[0], queries.my_terms(calm=True)[0]
    assert top
    assert {line.record.pk for line in calm} == {line.record.pk for line in every} - top
    past = [line.days_left < 0 for line in calm]
    assert True in past
    assert past == sorted(past)


def test_terms_go_along_when_a_request_turns_out_to_be_about_somebody_known(town: Town) -> None:
    public = acting.Actor(user_id=None, role="public", purpose="intake", origin="test", ground="public_task")
    newcomer = actions.Newcomer(family_name="Dalen", prefix="van", given_names="Saskia", birth_date="19860412")
    with acting.acting(public):
        record = actions.report(by=public, newcomer=newcomer, question="Ik red het niet", channel="web")
    _do(town, actions.identify_subject, "access_worker", request_number=record.pk, version=1, person_id=town.saskia)
    [line] = _lines(town, record.pk, "access_worker").values()
    assert (line.record.person_id, line.record.household_id) == (town.saskia, town.household)


# ------------------------------------------------------------------------------------------------ reminders


def test_the_last_day_but_one_is_one_day(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    number = _triaged(town, user_id=town.users["generalist"].pk)
    due = _lines(town, number)["wmo.investigation"].record.due_on
    _today(monkeypatch, due - DAY)
    _watch()
    [text] = _tasks(town, "generalist")
    assert text.startswith("Nog 1 dag:")


def test_reminders_and_the_escalation_are_given_once_each_and_go_when_it_is_met(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = _triaged(town, user_id=town.users["generalist"].pk)
    _watch()
    assert _tasks(town, "generalist") == []
    for day, said in ((30, "Nog 14 dagen"), (31, "Nog 14 dagen"), (38, "Nog 7 dagen"), (42, "Nog 2 dagen")):
        _today(monkeypatch, REPORTED + day * DAY)
        _watch()
        _watch()
        [text] = _tasks(town, "generalist")
        assert said.split()[0] in text or "Vandaag" in text
        assert f"M-{number:06d}" in text
        assert "Wmo 2015 2.3.2" in text
        assert "Dalen" not in text
        assert _tasks(town, "team_leader") == []
    _today(monkeypatch, REPORTED + 43 * DAY)
    _watch()
    _watch()
    [mine], [leader] = _tasks(town, "generalist"), _tasks(town, "team_leader")
    assert mine.startswith("Te laat")
    assert leader == mine
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.read("test", [])
        term = Term.objects.get(request_id=number, rule="wmo.investigation")
        notices = TermNotice.objects.filter(term=term).order_by("-days").values_list("kind", "days")
        assert list(notices) == [("reminder", 14), ("reminder", 7), ("reminder", 2), ("escalation", -1)]
    _do(town, actions.meet_term, term_id=term.pk, version=term.version, on=REPORTED + 43 * DAY)
    assert _tasks(town, "generalist") == _tasks(town, "team_leader") == []
    _watch()
    assert _tasks(town, "generalist") == []


def test_a_task_about_a_term_lies_where_the_request_lies(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    number = _triaged(town)
    _today(monkeypatch, REPORTED + 30 * DAY)
    _watch()
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        [task] = Task.objects.filter(kind__startswith="term:")
        assert task.drawer_id == Request.objects.get(pk=number).drawer_id
        assert task.team_id == town.team


def test_a_reminder_of_a_term_that_is_on_the_page_stands_folded_and_cannot_wait(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The term stands above with its link; a task that says the same does not push other tasks down."""
    _triaged(town)
    _today(monkeypatch, REPORTED + 42 * DAY)
    _watch()
    page = browser(town, "generalist").get("/werk/")
    terms = {line.record.pk for line in page.context["attention"].lines}
    reminders = page.context["reminders"]
    assert reminders
    assert {task.reminds_of for task in reminders} <= terms
    assert not {task.record.pk for task in page.context["tasks"]} & {task.record.pk for task in reminders}
    assert "hierboven" in page.content.decode()
    last = [task for task in reminders if task.record.due_on <= REPORTED + 42 * DAY]
    assert last
    assert all(task.fixed for task in last)
    assert f'id="later-{last[0].record.pk}"' not in page.content.decode()  # it would only be refused


# ------------------------------------------------------------------------------------------------ bad input


CHANGE = """
[[term]]
code = "wmo.investigation"
regime = "wmo"
name_nl = "Onderzoek na de melding"
name_en = "Investigation after the report"
article = "Wmo 2015 2.3.2 lid 1 (nieuw)"
valid_from = 2026-11-20
running = "{running}"
starts = "report"
when = "always"
length = 4
unit = "weeks"
met_by = ["conclude"]
remind = [7]
"""


@pytest.mark.parametrize(("running", "due", "article"), [
    ("keep", "2026-12-14", "Wmo 2015 2.3.2 lid 1"),
    ("take", "2026-11-30", "Wmo 2015 2.3.2 lid 1 (nieuw)"),
])  # fmt: skip
def test_a_law_that_changes_while_a_case_runs(
    town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any, running: str, due: str, article: str
) -> None:
    number = _triaged(town)
    first = 'article = "Wmo 2015 2.3.2 lid 1"\nvalid_from = 2015-01-01'
    text = PRODUCT.read_text(encoding="utf-8")
    assert first in text
    own = tmp_path / "terms.toml"
    own.write_text(text.replace(first, f"{first}\nvalid_until = 2026-11-20") + CHANGE.format(running=running))
    settings.TERMS_FILE = str(own)
    _watch()
    assert _lines(town, number)["wmo.investigation"].record.due_on == dt.date(2026, 12, 14)
    _today(monkeypatch, dt.date(2026, 11, 20))
    line = _lines(town, number)["wmo.investigation"]
    assert (line.due.on.isoformat(), line.article) == (due, article)  # also before the background work came by
    _watch()
    line = _lines(town, number)["wmo.investigation"]
    assert (line.record.due_on.isoformat(), line.article) == (due, article)
    assert (line.applied.changed_on, line.applied.taken) == (dt.date(2026, 11, 20), running == "take")


@pytest.mark.parametrize(("kind", "ending"), [("died", "died"), ("moved_out_of_municipality", "moved_out")])
def test_a_death_or_a_move_out_stops_the_terms_of_that_person_asks_about_some_and_loses_nothing(
    town: Town, kind: str, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ontschot.domain.people.actions.events import PersonChanged

    number = _triaged(town, domains=("household", "parenting"), user_id=town.users["generalist"].pk)
    _do(town, actions.start_term, request_number=number, rule="objection.decide", event_on=REPORTED)
    _today(monkeypatch, REPORTED + 5 * DAY)
    with acting.acting(system("register")):
        event = PersonChanged(town.saskia, (town.household,), kind, (kind,), "20261105")
        events.publish(event)
        events.publish(event)
    lines = _lines(town, number)
    stopped = lines["wmo.investigation"].record
    assert (stopped.state, stopped.ending, stopped.ended_on) == ("stopped", ending, dt.date(2026, 11, 5))
    assert lines["objection.decide"].runs
    texts = _tasks(town, "generalist")
    asked = "objection.decide" if kind == "died" else "jeugdwet.decision"
    assert lines[asked].runs
    assert sum(lines[asked].name in text for text in texts) == 1
    _do(town, actions.resume_term, term_id=stopped.pk, version=stopped.version)
    assert _lines(town, number)["wmo.investigation"].runs

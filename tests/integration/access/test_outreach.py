"""Unasked help: what goes first, on which ground and purpose, and what stays hidden from the resident."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ontschot.domain.access import actions, queries, rules
from ontschot.domain.access.models import Request, Signal, Term, Visit
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy.models import Grant, LogEntry
from tests.town import Town, browser


def _signal(town: Town, kind: str = "rent", **facts: Any) -> Request:
    by = town.actor("access_worker", "intake")
    given: dict[str, Any] = {
        "person_id": town.saskia,
        "question": "Drie maanden geen huur betaald",
        "channel": "partner",
        "reported_by": "professional",
        "referrer_name": "Woonstichting Thuis",
        "referrer_contact": "0612345678",
        "person_knows": False,
    } | facts
    with acting.acting(by):
        return actions.report(by=by, signal=kind, **given)


def _triage(town: Town, number: int, **facts: Any) -> None:
    by = town.actor("access_worker", "triage")
    given: dict[str, Any] = {
        "complexity": "complex", "life_domains": ["income"], "safety": "safe", "team_id": town.team, **facts,
    }  # fmt: skip
    with acting.acting(by):
        actions.triage(by=by, request_number=number, version=1, **given)


def _visit(town: Town, number: int, outcome: str, version: int, **facts: Any) -> Visit:
    by = town.actor("generalist", "outreach")
    with acting.acting(by):
        return actions.record_visit(
            by=by, request_number=number, version=version, visited_on=calendar.today(), outcome=outcome, **facts
        )


def _purposes(town: Town, number: int, who: str = "generalist") -> set[str]:
    with acting.acting(town.actor(who)):
        log.read("test", [])
        found = Grant.objects.filter(source__in=[f"request:{number}", f"triage:{number}"], ends_at=None)
        return set(found.values_list("purpose", flat=True))


def test_a_signal_is_unasked_and_opens_the_household_to_offer_help_until_help_is_wanted(town: Town) -> None:
    record = _signal(town)
    assert record.unasked
    assert _purposes(town, record.pk, "access_worker") == {"outreach"}
    _triage(town, record.pk)
    assert _purposes(town, record.pk) == {"outreach"}
    _visit(town, record.pk, "talked", 2)
    assert _purposes(town, record.pk) == {"outreach"}
    _visit(town, record.pk, "accepted", 3)
    assert _purposes(town, record.pk) == {"coordination"}
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        view = queries.signal_of(record.pk)
        assert view is not None
        assert (view.article, view.record.accepted_on) == ("Wgs 3 lid 1 onder b", calendar.today())
        assert [one.visitor for one in view.visits] == ["Gerrit Wijk", "Gerrit Wijk"]


def test_what_was_asked_for_is_not_unasked(town: Town) -> None:
    by = town.actor("access_worker", "intake")
    with acting.acting(by):
        record = actions.report(by=by, person_id=town.saskia, question="Ik wil hulp", channel="desk")
        assert not record.unasked
        assert queries.signal_of(record.pk) is None
    with acting.acting(by):
        seen = actions.report(
            by=by, person_id=town.saskia, question="Post stapelt op", channel="visit", reported_by="municipality"
        )
        signal = queries.signal_of(seen.pk)
        assert signal is not None
        assert (seen.unasked, signal.record.kind) == (True, "avoids")


def test_the_resident_sees_nothing_before_and_never_who_told(town: Town) -> None:
    record = _signal(town, "neighbours", referrer_name="Ria Jansen")
    _triage(town, record.pk)
    _visit(town, record.pk, "no_answer", 2, note="Gordijnen dicht")

    def seen() -> tuple[int, int, int, int]:
        with acting.acting(town.actor("resident")):
            log.read("test", [])
            tables = (Request, Visit, Signal, Term)
            return tuple(model.objects.count() for model in tables)  # type: ignore[return-value, attr-defined]

    assert seen() == (0, 0, 0, 0)
    _visit(town, record.pk, "talked", 3, person_knows=True)
    requests, visits, signals, terms = seen()
    assert (requests, visits, signals) == (1, 2, 0)
    assert terms
    with acting.acting(town.actor("resident")):
        log.read("test", [])
        assert (Request.objects.get().referrer_name, Request.objects.get().referrer_contact) == ("", "")
        told = set(LogEntry.objects.filter(action="record_visit").values_list("subject_person_id", flat=True))
        assert told == {town.saskia}  # of the second visit; the first names the household only
        assert LogEntry.objects.filter(action="record_visit").count() == 1


def test_debts_and_housing_go_first_and_what_threatens_before_all(town: Town) -> None:
    order = [("school", ()), ("rent", ()), ("housing", ()), ("avoids", ("eviction",))]
    numbers = {}
    for kind, threats in order:
        numbers[kind] = _signal(town, kind).pk
        _triage(town, numbers[kind], threats=threats)
    with acting.acting(town.actor("generalist", "outreach")):
        lines = queries.outreach()
    assert [one.line.number for one in lines] == [numbers[k] for k in ("avoids", "rent", "housing", "school")]
    assert (lines[0].threats, lines[0].rank, lines[1].rank) == (["Ontruiming van de woning"], 0, 1)
    with acting.acting(town.actor("other_generalist", "outreach")):
        assert queries.outreach() == []


def test_who_goes_there_reads_where(town: Town) -> None:
    _triage(town, _signal(town).pk)
    page = browser(town, "generalist").get("/werk/erop-af/").content.decode().split("<main")[1]
    assert "Lindestraat 12" in page
    assert "Lindestraat" not in browser(town, "other_generalist").get("/werk/erop-af/").content.decode()


def test_a_signal_has_a_term_of_its_own_that_a_visit_meets(town: Town) -> None:
    record = _signal(town)
    _triage(town, record.pk)
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        assert "own.visit" in {line.rule.code for line in queries.terms_of_request(record.pk) if line.runs}
    _visit(town, record.pk, "not_home", 2, next_on=calendar.today() + dt.timedelta(days=2))
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        assert Term.objects.get(request_id=record.pk, rule="own.visit").state == "met"
        [line] = queries.outreach()
        assert (line.visits, line.overdue, line.accepted) == (1, False, False)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"outcome": "whatever"}, "missing"),
        ({"visited_on": calendar.today() + dt.timedelta(days=1)}, "future"),
        ({"visited_on": calendar.today() - dt.timedelta(days=9)}, "before_signal"),
        ({"next_on": calendar.today()}, "before_visit"),
    ],
)
def test_a_visit_that_cannot_be_is_refused(town: Town, change: dict[str, Any], why: str) -> None:
    record = _signal(town)
    _triage(town, record.pk)
    by = town.actor("generalist", "outreach")
    given: dict[str, Any] = {"visited_on": calendar.today(), "outcome": "talked"} | change
    with acting.acting(by):
        log.read("test", [])
        with pytest.raises(rules.Refused, match=why):
            actions.record_visit(by=by, request_number=record.pk, version=2, **given)


def test_who_is_no_longer_here_is_not_visited(town: Town) -> None:
    record = _signal(town)
    by = town.actor("access_worker", "triage")
    with acting.acting(by):
        actions.withdraw(by=by, request_number=record.pk, version=1, reason="Verhuisd")
    by = town.actor("generalist", "outreach")
    with acting.acting(by):
        log.read("test", [])
        with pytest.raises(rules.ImpossibleStep):
            actions.record_visit(
                by=by, request_number=record.pk, version=2, visited_on=calendar.today(), outcome="talked"
            )


def test_correcting_keeps_who_told_apart(town: Town) -> None:
    record = _signal(town)
    by = town.actor("access_worker", "triage")
    with acting.acting(by):
        fixed = actions.correct_request(
            by=by, request_number=record.pk, version=1, question="Vier maanden huur", channel="partner",
            reported_by="professional", referrer_name="Woonstichting Thuis, afdeling huur", referrer_contact="",
            person_knows=False,
        )  # fmt: skip
        view = queries.signal_of(record.pk)
    assert (fixed.unasked, fixed.referrer_name) == (True, "")
    assert view is not None
    assert view.record.source_name == "Woonstichting Thuis, afdeling huur"

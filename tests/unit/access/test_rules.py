"""The state machine of a request, what goes first, and what may be filled in."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontschot.domain.access import rules

TODAY = dt.date(2026, 11, 23)
STATES = {state for state, _ in rules.TRANSITIONS} | set(rules.TRANSITIONS.values())
DEEDS = {deed for _, deed in rules.TRANSITIONS}


def test_every_state_can_be_reached_and_closed_states_stay_closed() -> None:
    assert set(rules.TRANSITIONS.values()) | {"received"} == STATES
    assert rules.possible("answered") == rules.possible("withdrawn") == frozenset()
    assert not rules.OPEN_STATES & {"answered", "withdrawn", "in_plan"}


@pytest.mark.parametrize(
    ("typed", "number"),
    [("M-000088", 88), ("m 88", 88), ("M88", 88), (" M-000123 ", 123), ("88", None), ("M-0", None), ("Mulder", None)],
)
def test_a_number_is_read_as_people_type_it(typed: str, number: int | None) -> None:
    assert rules.number_in(typed) == number
    assert number is None or rules.number_in(rules.reference(number)) == number


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.sampled_from(sorted(DEEDS)), max_size=12))
def test_nothing_leads_out_of_an_ended_request(steps: list[str]) -> None:
    state, ended = "received", ""
    for step in steps:
        try:
            state = rules.after(state, step)
        except rules.ImpossibleStep:
            continue
        assert not ended
        ended = state if state in ("answered", "withdrawn") else ""


def test_a_conversation_waits_for_triage() -> None:
    with pytest.raises(rules.ImpossibleStep):
        rules.after("received", "converse")
    assert rules.after("triaged", "converse") == "in_conversation"


def test_danger_goes_first_and_then_who_waits_longest() -> None:
    asked = [("safe", 1, 1), ("", 3, 2), ("urgent", 9, 3), ("unsafe", 5, 4), ("", 2, 5)]
    ranked = sorted(asked, key=lambda a: rules.urgency(a[0], dt.date(2026, 1, a[1]), a[2]))
    assert [a[2] for a in ranked] == [3, 4, 5, 2, 1]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"question": "  \n "}, "question"),
        ({"question": "x" * 20_001}, "question"),
        ({"reported_by": "network"}, "referrer_name"),
        ({"reported_by": "professional", "referrer_name": " "}, "referrer_name"),
        ({"reported_on": TODAY + dt.timedelta(days=1)}, "reported_on"),
        ({"reported_on": dt.date(1926, 1, 1)}, "reported_on"),
    ],
)
def test_what_a_request_must_have(facts: dict[str, object], field: str) -> None:
    good = {"question": "Ik red het niet", "reported_by": "self", "referrer_name": "", "reported_on": TODAY}
    rules.check_report(**good, today=TODAY)  # type: ignore[arg-type]
    with pytest.raises(rules.Refused) as refused:
        rules.check_report(**(good | facts), today=TODAY)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_something_written_counts_as_discussed() -> None:
    assert rules.progress(["", "  "], skipped=False) == rules.Progress.TODO
    assert rules.progress(["", ""], skipped=True) == rules.Progress.SKIPPED
    assert rules.progress(["", "rust"], skipped=True) == rules.Progress.DISCUSSED

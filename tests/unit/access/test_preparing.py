"""Rules before and beside a conversation."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ontschot.domain.access import rules

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("burden", "capacity", "over"),
    [
        ("", "", False),
        ("light", "none", True),  # who says it cannot be borne, is heard, however light it seems to others
        ("too_heavy", "ample", True),
        ("heavy", "little", True),
        ("heavy", "enough", False),
        ("doable", "little", False),
        ("heavy", "", False),
    ],
)
def test_what_a_carer_says_is_compared_and_nothing_else(burden: str, capacity: str, over: bool) -> None:
    assert rules.is_overburdened(burden, capacity) is over


def test_a_plan_is_a_text_a_file_or_both_for_an_open_request() -> None:
    rules.check_personal_plan(text="Mijn plan", has_file=False, state="received")
    rules.check_personal_plan(text=" ", has_file=True, state="in_conversation")
    for values, field in (
        ({"text": " \n", "has_file": False, "state": "received"}, "text"),
        ({"text": "x", "has_file": True, "state": "answered"}, "request"),
        ({"text": "x" * 20_001, "has_file": True, "state": "received"}, "text"),
    ):
        with pytest.raises(rules.Refused) as refused:
            rules.check_personal_plan(**values)  # type: ignore[arg-type]
        assert refused.value.field == field


def prepared(**changes: Any) -> None:
    values: dict[str, Any] = {
        "guide_given_on": None,
        "support_offered_on": None,
        "support_answer": "",
        "interpreter": "",
        "interpreter_language": "",
        "today": TODAY,
    }
    rules.check_preparation(**(values | changes))


def test_a_preparation_may_be_empty_and_full() -> None:
    prepared()
    prepared(
        guide_given_on=TODAY,
        support_offered_on=TODAY,
        support_answer="declines",
        interpreter="yes",
        interpreter_language="Tigrinya",
    )


@pytest.mark.parametrize(
    ("changes", "field", "rule"),
    [
        ({"guide_given_on": TODAY + dt.timedelta(days=1)}, "guide_given_on", "future"),
        ({"support_answer": "wants"}, "support_offered_on", "missing"),
        ({"interpreter": "yes", "interpreter_language": " "}, "interpreter_language", "missing"),
    ],
)
def test_a_preparation_that_cannot_be(changes: dict[str, Any], field: str, rule: str) -> None:
    with pytest.raises(rules.Refused) as refused:
        prepared(**changes)
    assert (refused.value.field, refused.value.rule) == (field, rule)


def test_who_says_that_a_report_is_wrong_says_what() -> None:
    rules.check_report_answer(confirms=True, correction="")
    rules.check_report_answer(confirms=False, correction="Jeffrey is 16.")
    with pytest.raises(rules.Refused):
        rules.check_report_answer(confirms=False, correction=" ")

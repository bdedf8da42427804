"""Before and beside a conversation: the resident's own plan, the offer of support, carers, the report. Pure.

What happened is told with the events at the end.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ontschot.domain.access.rules.requests import OPEN_STATES, Refused

PERSONAL_PLAN_TERM = "wmo.personal_plan"  # in the book of terms: Wmo 2015 art. 2.3.2 lid 2
PLAN_LIMIT = 20_000
CORRECTION_LIMIT = 10_000

_HEAVY = frozenset({"heavy", "too_heavy"})
_EMPTY = frozenset({"little", "none"})


def check_personal_plan(*, text: str, has_file: bool, state: str) -> None:
    """A plan is a text, a file or both, for a request that is still open. Raises Refused."""
    if state not in OPEN_STATES:
        raise Refused("request", "closed")
    if not text.strip() and not has_file:
        raise Refused("text", "missing")
    if len(text) > PLAN_LIMIT:
        raise Refused("text", "too_long")


def check_preparation(
    *,
    guide_given_on: dt.date | None,
    support_offered_on: dt.date | None,
    support_answer: str,
    interpreter: str,
    interpreter_language: str,
    today: dt.date,
) -> None:
    """An answer to an offer needs the offer; an interpreter needs a language. Raises Refused."""
    for name, date in (("guide_given_on", guide_given_on), ("support_offered_on", support_offered_on)):
        if date is not None and date > today:
            raise Refused(name, "future")
    if support_answer and support_offered_on is None:
        raise Refused("support_offered_on", "missing")
    if interpreter == "yes" and not interpreter_language.strip():
        raise Refused("interpreter_language", "missing")


def is_overburdened(burden: str, capacity: str) -> bool:
    """Whether a carer says that it is heavier than they can bear: what they said themselves, compared."""
    return burden == "too_heavy" or capacity == "none" or (burden in _HEAVY and capacity in _EMPTY)


def check_report_answer(*, confirms: bool, correction: str) -> None:
    """Who says that something is wrong, says what. Raises Refused."""
    if not confirms and not correction.strip():
        raise Refused("correction", "missing")
    if len(correction) > CORRECTION_LIMIT:
        raise Refused("correction", "too_long")


@dataclass(frozen=True)
class PersonalPlanReceived:
    """A resident handed in a plan of their own."""

    request_number: int
    household_id: int
    person_id: int
    late: bool


@dataclass(frozen=True)
class ReportCorrected:
    """A resident said that something in a report is not right."""

    conversation_id: int
    household_id: int
    person_id: int

"""Requests and conversations: which step may follow which, what goes first, what may be filled in. Pure.

What happened is told with the events at the end: published in the same transaction, heard in config.subscribers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

# The whole state machine of a request (melding): (state, deed) -> state. What is not in the table does not happen.
TRANSITIONS: Mapping[tuple[str, str], str] = {
    ("received", "triage"): "triaged",
    ("received", "identify"): "received",
    ("received", "answer"): "answered",
    ("received", "withdraw"): "withdrawn",
    ("triaged", "triage"): "triaged",  # another team after all; the earlier triage stays readable
    ("triaged", "identify"): "triaged",  # an urgent need does not wait for who it is
    ("triaged", "converse"): "in_conversation",
    ("triaged", "answer"): "answered",
    ("triaged", "withdraw"): "withdrawn",
    ("triaged", "plan"): "in_plan",  # it joins a plan that is there already, without a conversation of its own
    ("in_conversation", "triage"): "in_conversation",  # handed to another team half-way
    ("in_conversation", "converse"): "in_conversation",  # one talk is seldom enough
    ("in_conversation", "answer"): "answered",
    ("in_conversation", "withdraw"): "withdrawn",
    ("in_conversation", "plan"): "in_plan",
    ("in_plan", "plan"): "in_plan",  # more results follow
}
OPEN_STATES = frozenset({"received", "triaged", "in_conversation"})

# What is not judged yet comes before what is known to be safe: it may turn out to be urgent.
SAFETY_ORDER: Mapping[str, int] = {"urgent": 0, "unsafe": 1, "": 2, "safe": 3}

_REFERENCE = re.compile(r"m[\s.-]{0,3}0{0,9}([1-9][0-9]{0,8})", re.IGNORECASE)

QUESTION_LIMIT = 20_000
ANSWER_LIMIT = 10_000
EARLIEST_REPORT = dt.timedelta(days=366)
LATEST_CONVERSATION = dt.timedelta(days=92)


class ImpossibleStep(ValueError):
    """A deed that does not fit the state of the request; somebody else was probably first."""

    def __init__(self, state: str, deed: str) -> None:
        super().__init__(f"{deed} is impossible in state {state}")
        self.state, self.deed = state, deed


class Refused(ValueError):
    """What was filled in cannot be; ``field`` and ``rule`` name what and why, for the message at the field."""

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(f"{field}: {rule}")
        self.field, self.rule = field, rule
        self.found: list[str] = []  # what was found in it that may not be there, when that is the reason


def after(state: str, deed: str) -> str:
    """The state that follows. Raises ImpossibleStep."""
    try:
        return TRANSITIONS[state, deed]
    except KeyError:
        raise ImpossibleStep(state, deed) from None


def possible(state: str) -> frozenset[str]:
    """The deeds that fit a state."""
    return frozenset(deed for known, deed in TRANSITIONS if known == state)


def reference(number: int) -> str:
    """How people call a request on the telephone: 'M-000123'."""
    return f"M-{number:06d}"


def number_in(text: str) -> int | None:
    """The number in a reference as people type it ('M-000123', 'm 123'); None when the text is something else."""
    found = _REFERENCE.fullmatch(text.strip())
    return int(found[1]) if found else None


def urgency(safety: str, reported_on: dt.date, number: int) -> tuple[int, dt.date, int]:
    """Sort key of a list of requests: danger first, then who waits longest."""
    return SAFETY_ORDER[safety], reported_on, number


def check_report(*, question: str, reported_by: str, referrer_name: str, reported_on: dt.date, today: dt.date) -> None:
    """What a request must have. Raises Refused."""
    if not question.strip():
        raise Refused("question", "missing")
    if len(question) > QUESTION_LIMIT:
        raise Refused("question", "too_long")
    if reported_by in ("network", "professional") and not referrer_name.strip():
        raise Refused("referrer_name", "missing")
    if reported_on > today:
        raise Refused("reported_on", "future")
    if reported_on < today - EARLIEST_REPORT:
        raise Refused("reported_on", "too_old")


def check_conversation_date(held_on: dt.date, today: dt.date) -> None:
    """A conversation was held in the past year or is planned within three months. Raises Refused."""
    if held_on > today + LATEST_CONVERSATION:
        raise Refused("held_on", "far_future")
    if held_on < today - EARLIEST_REPORT:
        raise Refused("held_on", "too_old")


def is_unasked(reported_by: str) -> bool:
    """Nobody asked: the municipality itself saw a need (outreach, bemoeizorg)."""
    return reported_by == "municipality"


class Progress(StrEnum):
    """How far a life domain is in a conversation."""

    TODO = "todo"
    DISCUSSED = "discussed"
    SKIPPED = "skipped"


def progress(texts: Iterable[str], *, skipped: bool) -> Progress:
    """Discussed as soon as anything was written, also when it was passed over at first."""
    if any(text.strip() for text in texts):
        return Progress.DISCUSSED
    return Progress.SKIPPED if skipped else Progress.TODO


@dataclass(frozen=True)
class RequestReported:
    """A need came in."""

    request_number: int
    household_id: int
    person_id: int
    team_id: int
    safety: str


@dataclass(frozen=True)
class RequestTriaged:
    """Somebody decided who takes a request. ``user_id`` None: the team divides."""

    request_number: int
    household_id: int
    team_id: int
    user_id: int | None
    safety: str


@dataclass(frozen=True)
class RequestClosed:
    """A request ended without a plan. ``state`` is answered or withdrawn."""

    request_number: int
    household_id: int
    state: str


@dataclass(frozen=True)
class ConversationConcluded:
    """A conversation is finished and its results are ready for the plan."""

    conversation_id: int
    household_id: int
    request_number: int | None
    led_by: int

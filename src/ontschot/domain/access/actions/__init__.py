"""Writing requests, triage, conversations and results.

Words: aannemen (report), verdelen (triage), beantwoorden (answer), intrekken (withdraw), afronden (conclude).
Promise: each deed is atomic, logged, done once for a form sent twice; access opens and ends in the same transaction.
May know: access.queries, access.models, access.rules, people, accounts, privacy.
Never: plans; they hear of it through the events in access.rules.
"""

from ontschot.domain.access.actions.conversations import (
    add_result,
    change_result,
    conclude,
    describe_conversation,
    mark_in_plan,
    remove_result,
    reopen,
    save_answer,
    start_conversation,
    take_in_plan,
)
from ontschot.domain.access.actions.receiving import Newcomer, NobodyReceives, Running, report, running_requests
from ontschot.domain.access.actions.requests import (
    answer,
    correct_request,
    identify_subject,
    pick_up,
    triage,
    withdraw,
)

__all__ = [
    "Newcomer",
    "NobodyReceives",
    "Running",
    "add_result",
    "answer",
    "change_result",
    "conclude",
    "correct_request",
    "describe_conversation",
    "identify_subject",
    "mark_in_plan",
    "pick_up",
    "remove_result",
    "reopen",
    "report",
    "running_requests",
    "save_answer",
    "start_conversation",
    "take_in_plan",
    "triage",
    "withdraw",
]

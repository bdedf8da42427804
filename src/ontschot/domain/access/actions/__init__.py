"""Writing requests, triage, conversations, results and legal terms.

Words: aannemen (report), verdelen (triage), beantwoorden (answer), intrekken (withdraw), afronden (conclude), termijn.
Promise: each deed is atomic, logged, done once for a form sent twice; access opens and ends in the same transaction.
May know: access.queries, access.models, access.rules, people, accounts, privacy.
Never: plans; they hear of it through the events in access.rules.
"""

from ontschot.domain.access.actions.arrears import JOB as ARREARS_JOB
from ontschot.domain.access.actions.arrears import STEP as ARREARS_STEP
from ontschot.domain.access.actions.arrears import Source, begin_arrears, receive_arrears
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
from ontschot.domain.access.actions.outreach import record_visit
from ontschot.domain.access.actions.preparing import (
    hand_in_plan,
    prepare,
    remove_carer,
    save_carer,
    save_result_area,
)
from ontschot.domain.access.actions.receiving import Newcomer, NobodyReceives, Running, report, running_requests
from ontschot.domain.access.actions.reporting import (
    answer_report,
    place_report,
)
from ontschot.domain.access.actions.requests import (
    answer,
    correct_request,
    identify_subject,
    pick_up,
    triage,
    withdraw,
)
from ontschot.domain.access.actions.safety import (
    add_measure,
    agree_on_safety,
    ask_advice,
    close_safety,
    end_measure,
    impose_condition,
    open_safety,
    review_agreement,
    take_step,
)
from ontschot.domain.access.actions.term_leaving import entrust_unseen, settle_terms
from ontschot.domain.access.actions.term_review import plan_review
from ontschot.domain.access.actions.term_watch import person_left, watch_terms
from ontschot.domain.access.actions.terms import (
    choose_regimes,
    end_suspension,
    meet_term,
    notify_delay,
    resume_term,
    start_term,
    stop_term,
    suspend,
)

__all__ = [
    "ARREARS_JOB",
    "ARREARS_STEP",
    "Newcomer",
    "NobodyReceives",
    "Running",
    "Source",
    "add_measure",
    "add_result",
    "agree_on_safety",
    "answer",
    "answer_report",
    "ask_advice",
    "begin_arrears",
    "change_result",
    "choose_regimes",
    "close_safety",
    "conclude",
    "correct_request",
    "describe_conversation",
    "end_measure",
    "end_suspension",
    "entrust_unseen",
    "hand_in_plan",
    "identify_subject",
    "impose_condition",
    "mark_in_plan",
    "meet_term",
    "notify_delay",
    "open_safety",
    "person_left",
    "pick_up",
    "place_report",
    "plan_review",
    "prepare",
    "receive_arrears",
    "record_visit",
    "remove_carer",
    "remove_result",
    "reopen",
    "report",
    "resume_term",
    "review_agreement",
    "running_requests",
    "save_answer",
    "save_carer",
    "save_result_area",
    "settle_terms",
    "start_conversation",
    "start_term",
    "stop_term",
    "suspend",
    "take_in_plan",
    "take_step",
    "triage",
    "watch_terms",
    "withdraw",
]

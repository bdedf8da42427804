"""What may follow what and what goes first in requests and conversations; legal terms and the calendar they need.

Words: melding (Request), verdelen (triage), termijn (term), opschorten (suspend), feestdag (holiday).
Promise: pure: dates come in as arguments; each rule of the law stands in dated, cited configuration, not in code.
May know: foundation (values) and nothing else.
Never: Django, a clock, a database.
"""

from ontschot.domain.access.rules.preparing import (
    CORRECTION_LIMIT,
    PERSONAL_PLAN_TERM,
    PLAN_LIMIT,
    PersonalPlanReceived,
    ReportCorrected,
    check_personal_plan,
    check_preparation,
    check_report_answer,
    is_overburdened,
)
from ontschot.domain.access.rules.requests import (
    ANSWER_LIMIT,
    EARLIEST_REPORT,
    LATEST_CONVERSATION,
    OPEN_STATES,
    QUESTION_LIMIT,
    SAFETY_ORDER,
    TRANSITIONS,
    ConversationConcluded,
    ImpossibleStep,
    Progress,
    Refused,
    RequestClosed,
    RequestReported,
    RequestTriaged,
    after,
    check_conversation_date,
    check_report,
    is_unasked,
    number_in,
    possible,
    progress,
    reference,
    urgency,
)

__all__ = [
    "ANSWER_LIMIT",
    "CORRECTION_LIMIT",
    "EARLIEST_REPORT",
    "LATEST_CONVERSATION",
    "OPEN_STATES",
    "PERSONAL_PLAN_TERM",
    "PLAN_LIMIT",
    "QUESTION_LIMIT",
    "SAFETY_ORDER",
    "TRANSITIONS",
    "ConversationConcluded",
    "ImpossibleStep",
    "PersonalPlanReceived",
    "Progress",
    "Refused",
    "ReportCorrected",
    "RequestClosed",
    "RequestReported",
    "RequestTriaged",
    "after",
    "check_conversation_date",
    "check_personal_plan",
    "check_preparation",
    "check_report",
    "check_report_answer",
    "is_overburdened",
    "is_unasked",
    "number_in",
    "possible",
    "progress",
    "reference",
    "urgency",
]

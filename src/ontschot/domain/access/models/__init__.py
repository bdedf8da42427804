"""Tables of access: requests with their triage, conversations and legal terms.

Words: melding (Request), gesprek (Conversation), antwoord per leefgebied (Answer), resultaat (Result), termijn (Term).
Promise: every table lies in a drawer and has a history.
May know: people, accounts, privacy and foundation.
Never: plans or later steps of the journey.
"""

from ontschot.domain.access.models.outreach import Signal, Visit
from ontschot.domain.access.models.preparing import (
    Carer,
    ConversationReport,
    PersonalPlan,
    Preparation,
    ReportAnswer,
    ResultArea,
)
from ontschot.domain.access.models.requests import Answer, Conversation, Request, Result, Triage
from ontschot.domain.access.models.safety import Advice, CodeStep, Measure, SafetyAgreement, SafetyCase
from ontschot.domain.access.models.terms import Suspension, Term, TermNotice

__all__ = [
    "Advice",
    "Answer",
    "Carer",
    "CodeStep",
    "Conversation",
    "ConversationReport",
    "Measure",
    "PersonalPlan",
    "Preparation",
    "ReportAnswer",
    "Request",
    "Result",
    "ResultArea",
    "SafetyAgreement",
    "SafetyCase",
    "Signal",
    "Suspension",
    "Term",
    "TermNotice",
    "Triage",
    "Visit",
]

"""Plans and everything that hangs on one, as tables.

Words: the plan with its goals and actions (plan), looking back (evaluations), talking together (conferences), what
others own and what lands on a household (others), what changed around a plan (changes), meeting the household
(calendar), changes in one go (bulk), one letter to many (mailings).
Promise: every row lies in one drawer; what is said of a life domain lies in the drawer of that life domain.
May know: plans.rules, models of access, people and privacy, foundation.
Never: a query of its own, a rule.
"""

from ontschot.domain.plans.models.bulk import BulkChange, BulkLine
from ontschot.domain.plans.models.calendar import Appointment, Attendee
from ontschot.domain.plans.models.changes import HouseholdChange, LineStep
from ontschot.domain.plans.models.conferences import AgendaItem, Conference, ConferenceAgreement, ConferenceGuest
from ontschot.domain.plans.models.evaluations import Evaluation, EvaluationDecision, EvaluationView
from ontschot.domain.plans.models.mailings import Mailing, MailingLine
from ontschot.domain.plans.models.others import DatedFact, OthersPart, Scheme
from ontschot.domain.plans.models.plan import (
    Action,
    Agreement,
    Contact,
    Coordinatorship,
    Document,
    Goal,
    Involvement,
    Plan,
    Task,
)

__all__ = [
    "Action",
    "AgendaItem",
    "Agreement",
    "Appointment",
    "Attendee",
    "BulkChange",
    "BulkLine",
    "Conference",
    "ConferenceAgreement",
    "ConferenceGuest",
    "Contact",
    "Coordinatorship",
    "DatedFact",
    "Document",
    "Evaluation",
    "EvaluationDecision",
    "EvaluationView",
    "Goal",
    "HouseholdChange",
    "Involvement",
    "LineStep",
    "Mailing",
    "MailingLine",
    "OthersPart",
    "Plan",
    "Scheme",
    "Task",
]

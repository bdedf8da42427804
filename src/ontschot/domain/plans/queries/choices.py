"""Choices for forms: codes and labels of what the models know, so that screens need no models."""

from __future__ import annotations

from ontschot.domain.people.models import Relation
from ontschot.domain.plans.models import (
    Action,
    Agreement,
    Conference,
    ConferenceGuest,
    Contact,
    DatedFact,
    Evaluation,
    EvaluationDecision,
    EvaluationView,
    Involvement,
    OthersPart,
    Scheme,
)
from ontschot.privacy.models import Ground

CONTACT_KINDS = Contact.Kind.choices
OWNER_KINDS = Action.OwnerKind.choices
LINES = Action.Line.choices
HOW = [choice for choice in Agreement.How.choices if choice[0] != Agreement.How.PORTAL]
BY_NAME_KINDS = [choice for choice in Involvement.Kind.choices if choice[0] != Involvement.Kind.COORDINATOR]
GROUNDS = [choice for choice in Ground.choices if choice[0] in ("public_task", "consent", "vital_interest")]
RELATION_KINDS = Relation.Kind.choices
EVALUATION_KINDS = Evaluation.Kind.choices
WENT = EvaluationView.Went.choices
VOICES = EvaluationView.Voice.choices
DECISIONS = EvaluationDecision.Choice.choices
CONFERENCE_KINDS = Conference.Kind.choices
GUEST_KINDS = ConferenceGuest.Kind.choices
PART_KINDS = OthersPart.Kind.choices
PART_STATUS = OthersPart.Status.choices
FACT_KINDS = DatedFact.Kind.choices
PER = DatedFact.Per.choices
SCHEMES = Scheme.choices

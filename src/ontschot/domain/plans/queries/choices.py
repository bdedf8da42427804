"""Choices for forms: codes and labels of what the models know, so that screens need no models."""

from __future__ import annotations

from ontschot.domain.people.models import Relation
from ontschot.domain.plans.models import Action, Agreement, Contact, Involvement
from ontschot.privacy.models import Ground

CONTACT_KINDS = Contact.Kind.choices
OWNER_KINDS = Action.OwnerKind.choices
LINES = Action.Line.choices
HOW = [choice for choice in Agreement.How.choices if choice[0] != Agreement.How.PORTAL]
BY_NAME_KINDS = [choice for choice in Involvement.Kind.choices if choice[0] != Involvement.Kind.COORDINATOR]
GROUNDS = [choice for choice in Ground.choices if choice[0] in ("public_task", "consent", "vital_interest")]
RELATION_KINDS = Relation.Kind.choices

"""Looking back on a plan together: halfway, or at its end as a balance. What is said lies per life domain."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.domain.people.models import Person, drawer_key
from ontschot.domain.plans.models.plan import Goal, Plan
from ontschot.foundation.versions import Versioned


@pghistory.track()
class Evaluation(Versioned):
    """One time of looking back. In the household's basis drawer: when, who was there, when the next one is."""

    class Kind(models.TextChoices):
        INTERIM = "interim", _("evaluatie")
        CLOSING = "closing", _("balans bij het afsluiten")

    class State(models.TextChoices):
        OPEN = "open", _("bezig")
        CONCLUDED = "concluded", _("afgerond")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="evaluations")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.INTERIM)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    held_on = models.DateField(_("wanneer"))
    present = models.CharField(_("wie waren erbij"), max_length=300, blank=True)
    edition = models.PositiveIntegerField()  # of the plan, when the evaluation was begun
    next_on = models.DateField(_("volgende keer"), null=True, blank=True)
    led_by = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)


@pghistory.track()
class EvaluationView(Versioned):
    """How a goal, or the plan as a whole, went in one person's view.

    In the drawer of its goal; of the whole plan in the household's dossier drawer.
    """

    class Voice(models.TextChoices):
        MEMBER = "member", _("iemand uit het huishouden")
        COORDINATOR = "coordinator", _("regisseur")
        HELPER = "helper", _("helper")

    class Went(models.TextChoices):
        WELL = "well", _("goed")
        PARTLY = "partly", _("een beetje")
        NOT = "not", _("niet goed")
        UNKNOWN = "unknown", _("weet ik niet")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="views")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="+")
    voice = models.CharField(max_length=11, choices=Voice.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    user_id = models.BigIntegerField(null=True)
    name = models.CharField(_("naam"), max_length=120)
    went = models.CharField(_("hoe ging het"), max_length=7, choices=Went.choices)
    text = models.TextField(_("in eigen woorden"), max_length=5_000, blank=True)
    recorded_by = models.BigIntegerField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "goal", "voice", "name", "person"], nulls_distinct=False, name="one_view_each"
            )
        ]


@pghistory.track()
class EvaluationDecision(Versioned):
    """What changes for a goal after looking back. In the drawer of its goal."""

    class Choice(models.TextChoices):
        CONTINUE = "continue", _("zo doorgaan")
        ADJUST = "adjust", _("anders aanpakken")
        REACHED = "reached", _("gehaald")
        DROPPED = "dropped", _("loslaten")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="decisions")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(_("wat spreken we af"), max_length=8, choices=Choice.choices)
    text = models.CharField(_("wat verandert er"), max_length=500, blank=True)
    decided_by = models.BigIntegerField()
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evaluation", "goal"], name="one_decision_each")]

"""What changed around a plan: a step up to the second line, and changes in the household itself."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.domain.people.models import Household, drawer_key
from ontschot.domain.plans.models.plan import Action, Plan
from ontschot.foundation.versions import Versioned


@pghistory.track()
class LineStep(models.Model):
    """Who proposed to go up to line 2 with an action, from which home organisation, and why. In the action's drawer."""

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="line_steps")
    from_line = models.PositiveSmallIntegerField(null=True)  # empty: the action began there
    to_line = models.PositiveSmallIntegerField()
    proposed_by = models.CharField(_("wie stelde dit voor"), max_length=120)
    proposed_user_id = models.BigIntegerField(null=True)
    proposed_from = models.CharField(_("vanuit welke organisatie"), max_length=120, blank=True)
    reason = models.CharField(_("waarom is dit nodig"), max_length=500)
    recorded_by = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)


@pghistory.track()
class HouseholdChange(Versioned):
    """A birth, death, move, split or joining, and what it means for the plan. In the household's basis drawer."""

    class Kind(models.TextChoices):
        BIRTH = "birth", _("er is een kind bij gekomen")
        DEATH = "death", _("iemand is overleden")
        LEFT = "left", _("iemand hoort er niet meer bij")
        MOVED_OUT = "moved_out", _("verhuisd naar een andere gemeente of het buitenland")
        SPLIT = "split", _("het huishouden is gesplitst")
        JOINED = "joined", _("twee huishoudens zijn samen verder gegaan")

    class State(models.TextChoices):
        OPEN = "open", _("nog bekijken")
        SETTLED = "settled", _("bekeken")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="changes")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="changes")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    person_id = models.BigIntegerField(null=True)  # no foreign key: who left may be hidden
    other_household_id = models.BigIntegerField(null=True)
    happened_on = models.DateField(null=True)
    goals = models.PositiveSmallIntegerField(default=0)  # of this person, in the plan, when it happened
    actions = models.PositiveSmallIntegerField(default=0)  # open ones that this person would do
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    decision = models.CharField(_("wat hebt u besloten"), max_length=500, blank=True)
    settled_by = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

"""Changes of many things in one go, kept line by line so that they can be undone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.domain.people.models import Household, drawer_key


class BulkChange(models.Model):
    """Work that changed hands, or a list that was changed, in one go: by whom, why, and whether it was undone."""

    class Kind(models.TextChoices):
        REASSIGN = "reassign", _("werk overgedragen")
        SNOOZE = "snooze", _("taken verplaatst naar een andere dag")
        COMPLETE = "complete", _("taken afgevinkt")
        ASSIGN = "assign", _("meldingen verdeeld")

    privacy_class: ClassVar[str] = "staff"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    user_id = models.BigIntegerField()  # who did it, and alone may undo it
    from_user_id = models.BigIntegerField(null=True)
    reason = models.CharField(_("reden"), max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    kept = models.PositiveIntegerField(default=0)  # lines that were not undone: somebody changed them in between


class BulkLine(models.Model):
    """One thing that a bulk change touched, as it was and as it became. In the household's basis drawer."""

    class Thing(models.TextChoices):
        HOUSEHOLD = "household", _("regie")
        REQUEST = "request", _("melding")
        TASK = "task", _("taak")
        ACTION = "action", _("actie")
        MEETING = "meeting", _("afspraak")
        INVOLVED = "involved", _("betrokkenheid")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    change = models.ForeignKey(BulkChange, on_delete=models.PROTECT, related_name="lines")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    thing = models.CharField(max_length=9, choices=Thing.choices)
    object_id = models.BigIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone = models.BooleanField(default=False)

"""One letter to many households (reeks brieven): the text, and a line for each recipient."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.domain.people.models import Household, Person, drawer_key
from ontschot.foundation.versions import Versioned
from ontschot.writing.models import Letter


class Mailing(Versioned):
    """One letter to many, of one writer: its text with places to fill in, and whom in each household it is for.

    ``asked`` is how many households were chosen; those without a line were not open to the writer. ``style`` is the
    house style of the moment it was placed, so that a print is what was placed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("in de maak")
        PLACING = "placing", _("wordt vastgelegd")
        PLACED = "placed", _("vastgelegd")

    class Whom(models.TextChoices):
        HOUSEHOLD = "household", _("het huishouden als geheel")
        FIRST = "first", _("één volwassene: de oudste")
        ADULTS = "adults", _("elke volwassene apart")

    privacy_class: ClassVar[str] = "staff"

    user_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2, default="nl")
    title = models.CharField(_("onderwerp"), max_length=200)
    body = models.TextField(_("tekst"), max_length=20_000)
    whom = models.CharField(max_length=9, choices=Whom.choices, default=Whom.HOUSEHOLD)
    state = models.CharField(max_length=7, choices=State.choices, default=State.DRAFT)
    asked = models.PositiveIntegerField(default=0)
    chosen = models.JSONField(default=list)  # numbers of the households that were chosen
    style = models.JSONField(default=dict)
    job_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    placed_at = models.DateTimeField(null=True)


class MailingLine(models.Model):
    """One recipient of a mailing, in the drawer of whom it is for; left out with a reason, or placed."""

    class State(models.TextChoices):
        READY = "ready", _("klaar")
        LEFT_OUT = "left_out", _("overgeslagen")
        PLACED = "placed", _("vastgelegd")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="lines")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    reason = models.CharField(max_length=12, blank=True)  # code of rules.mailing
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "household", "person"], name="mailing_line_once", nulls_distinct=False
            )
        ]

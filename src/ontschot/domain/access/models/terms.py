"""Legal terms of a request, their suspensions, and which reminders were given."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.domain.access.models.requests import Request
from ontschot.domain.people.models import Household, Person, drawer_key
from ontschot.foundation.versions import Versioned


@pghistory.track()
class Term(Versioned):
    """A legal term that runs for a request (termijn). In the drawer of the request.

    ``rule`` is a code of the configuration (rules/terms.toml); ``event_on`` the day of what it began with. ``due_on``
    is computed from these, the suspensions and the configuration; it is kept so that lists can be asked for by it.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("loopt")
        MET = "met", _("gehaald")
        STOPPED = "stopped", _("gestopt")

    class Ending(models.TextChoices):
        DONE = "done", _("gedaan")
        WITHDRAWN = "withdrawn", _("de melding is ingetrokken")
        ANSWERED = "answered", _("de melding is beantwoord")
        REGIME = "regime", _("een andere wet is van toepassing")
        DIED = "died", _("de inwoner is overleden")
        MOVED_OUT = "moved_out", _("de inwoner is verhuisd naar een andere gemeente")
        EMIGRATED = "emigrated", _("de inwoner is vertrokken naar het buitenland")
        NOT_APPLICABLE = "not_applicable", _("niet van toepassing")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="terms")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="terms")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="terms")
    rule = models.CharField(max_length=40)
    regime = models.CharField(max_length=20)
    event_on = models.DateField(_("begint met"))
    due_on = models.DateField(_("uiterlijk"))
    chosen_on = models.DateField(_("op een dag die iemand koos"), null=True)  # of a rule whose day is chosen
    delay_sent_on = models.DateField(_("bericht van uitstel verstuurd op"), null=True)
    delay_until = models.DateField(_("nieuwe datum"), null=True)
    delay_reason = models.CharField(_("reden van het uitstel"), max_length=500, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.RUNNING)
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=14, choices=Ending.choices, blank=True)
    note = models.CharField(_("toelichting"), max_length=500, blank=True)
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["due_on"], name="term_due", condition=models.Q(state="running"))]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "rule", "event_on"], condition=models.Q(state="running"), name="term_runs_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="running") ^ models.Q(ended_on__isnull=False), name="term_ended_when"
            ),
        ]


@pghistory.track()
class Suspension(models.Model):
    """Days on which a term stands still (opschorting): from ``starts_on`` until the day before ``ends_on``."""

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="suspensions")
    ground = models.CharField(_("grond"), max_length=24)
    reason = models.CharField(_("reden"), max_length=500)
    starts_on = models.DateField(_("staat stil vanaf"))
    ends_on = models.DateField(_("loopt weer vanaf"))
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="suspension_has_days")
        ]


class TermNotice(models.Model):
    """That a reminder or an escalation of a term was given: once for each step and end."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("herinnering")
        ESCALATION = "escalation", _("naar de teamleider")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    days = models.SmallIntegerField()  # before the end
    due_on = models.DateField()
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "kind", "days", "due_on"], name="notice_once")]

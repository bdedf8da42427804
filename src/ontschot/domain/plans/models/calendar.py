"""Appointments with a household, and who comes along."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.domain.people.models import Household, drawer_key
from ontschot.foundation.versions import Versioned
from ontschot.privacy.models import LifeDomain


@pghistory.track()
class Appointment(Versioned):
    """Somebody meets the household, at a place, from a moment until a moment. In the drawer of its life domain."""

    class State(models.TextChoices):
        PLANNED = "planned", _("staat gepland")
        HELD = "held", _("is geweest")
        CANCELLED = "cancelled", _("gaat niet door")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="appointments")
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT)
    title = models.CharField(_("waarover"), max_length=200)
    place = models.CharField(_("waar"), max_length=200, blank=True)
    route = models.CharField(_("hoe komt u er"), max_length=300, blank=True)
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))
    person_ids = ArrayField(models.BigIntegerField(), default=list)  # with whom of the household; empty: all
    others = models.CharField(_("wie komt er nog mee"), max_length=200, blank=True)
    bring = models.CharField(_("wat neemt u mee"), max_length=300, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(_("reistijd vooraf"), default=0)  # of who comes from the last one
    shown = models.BooleanField(_("de inwoner ziet de afspraak"), default=True)
    # One row for each day of what repeats; the first of the series, how often (weeks, or a month) and until when.
    series = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="repeated")
    every = models.CharField(max_length=5, blank=True)
    repeats_until = models.DateField(null=True)
    move_wish = models.CharField(_("wens voor een andere tijd"), max_length=300, blank=True)  # of the resident
    move_asked_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    created_by = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["household", "starts_at"], name="appointment_household")]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="appointment_lasts")
        ]


@pghistory.track()
class Attendee(models.Model):
    """A colleague with an account who comes to an appointment. In the appointment's drawer."""

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="attendees")
    user_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["user_id"], name="attendee_user")]
        constraints = [models.UniqueConstraint(fields=["appointment", "user_id"], name="attendee_once")]

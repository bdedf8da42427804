"""Talking together: the family group conference and the case conference, with agenda and agreements per life domain."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.domain.people.models import Household, Person, drawer_key
from ontschot.domain.plans.models.plan import Action
from ontschot.foundation.versions import Versioned
from ontschot.privacy.models import LifeDomain


@pghistory.track()
class Conference(Versioned):
    """A family group conference (eigenkrachtconferentie) or a case conference (casusoverleg).

    In the household's basis drawer: that it is held, where and when. What it is about lies per life domain.
    """

    class Kind(models.TextChoices):
        FAMILY_GROUP = "family_group", _("eigenkrachtconferentie")
        CASE = "case", _("casusoverleg")

    class State(models.TextChoices):
        PLANNED = "planned", _("gepland")
        HELD = "held", _("gehouden")
        CANCELLED = "cancelled", _("gaat niet door")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="conferences")
    kind = models.CharField(_("soort overleg"), max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    held_on = models.DateField(_("wanneer"))
    place = models.CharField(_("waar"), max_length=120, blank=True)
    chair = models.CharField(_("wie leidt het"), max_length=120, blank=True)
    household_there = models.BooleanField(_("het huishouden is erbij"), default=True)
    why_without = models.CharField(_("waarom zonder het huishouden"), max_length=300, blank=True)
    created_by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)


@pghistory.track()
class ConferenceGuest(models.Model):
    """Somebody who is asked to come. In the household's basis drawer."""

    class Kind(models.TextChoices):
        MEMBER = "member", _("iemand uit het huishouden")
        NETWORK = "network", _("familie, buur of bekende")
        PROFESSIONAL = "professional", _("professional")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="guests")
    kind = models.CharField(_("soort"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("naam"), max_length=120)
    organisation = models.CharField(_("organisatie"), max_length=120, blank=True)
    user_id = models.BigIntegerField(null=True)
    came = models.BooleanField(_("was erbij"), null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "name"], name="guest_once")]


@pghistory.track()
class AgendaItem(Versioned):
    """What is talked about, and what was said. In the drawer of its life domain, of the household or of one person."""

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="agenda")
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.CharField(_("waar gaat het over"), max_length=300)
    said = models.TextField(_("wat is er gezegd"), max_length=5_000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]


@pghistory.track()
class ConferenceAgreement(Versioned):
    """What was agreed: who does what by when. In the drawer of its life domain; it may become an action of the plan."""

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="agreements")
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.CharField(_("wat is afgesproken"), max_length=500)
    owner_name = models.CharField(_("wie doet dit"), max_length=120)
    due_on = models.DateField(_("uiterlijk"), null=True, blank=True)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

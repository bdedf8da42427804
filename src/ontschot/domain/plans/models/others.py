"""What others own and still belongs in the one plan, and dated facts of what lands on a household."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.domain.people.models import Household, Person, drawer_key
from ontschot.domain.plans.models.plan import Goal
from ontschot.foundation.versions import Versioned
from ontschot.privacy.models import LifeDomain


class Scheme(models.TextChoices):
    """Where something comes from. The law of each stands in ``rules.schemes``."""

    WMO = "wmo", _("Wmo 2015")
    YOUTH = "youth", _("Jeugdwet")
    PARTICIPATION = "participation", _("Participatiewet")
    DEBT = "debt", _("schuldhulpverlening")
    EDUCATION = "education", _("passend onderwijs")
    HEALTH = "health", _("Zorgverzekeringswet")
    LONG_TERM_CARE = "long_term_care", _("Wet langdurige zorg")
    ALLOWANCES = "allowances", _("toeslagen")
    HOUSING = "housing", _("huur en wonen")
    LOCAL = "local", _("minimaregeling van de gemeente")
    INSURANCE = "insurance", _("WIA, WW of Wajong")
    PENSION = "pension", _("AOW of Anw")
    OTHER = "other", _("iets anders")


@pghistory.track()
class OthersPart(Versioned):
    """A plan, trajectory or treatment that another organisation owns. In the drawer of its person and life domain."""

    class Kind(models.TextChoices):
        WORK = "work", _("werktraject")
        SCHOOL = "school", _("ontwikkelingsperspectief van school (OPP)")
        TREATMENT = "treatment", _("behandeling")
        GUIDANCE = "guidance", _("begeleiding of zorg thuis")
        DEBT = "debt", _("schuldregeling")
        MEASURE = "measure", _("maatregel van jeugdbescherming of reclassering")
        OTHER = "other", _("ander plan")

    class Status(models.TextChoices):
        PLANNED = "planned", _("begint nog")
        RUNNING = "running", _("loopt")
        PAUSED = "paused", _("staat stil")
        ENDED = "ended", _("afgelopen")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="others_parts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="others_parts")
    kind = models.CharField(_("wat is het"), max_length=9, choices=Kind.choices)
    title = models.CharField(_("hoe heet het"), max_length=200)
    organisation = models.CharField(_("van welke organisatie"), max_length=120)
    contact_name = models.CharField(_("bij wie"), max_length=120, blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    scheme = models.CharField(_("vanuit welke wet"), max_length=14, choices=Scheme.choices)
    status = models.CharField(_("hoe staat het ervoor"), max_length=7, choices=Status.choices, default=Status.RUNNING)
    starts_on = models.DateField(_("vanaf"), null=True, blank=True)
    ends_on = models.DateField(_("tot"), null=True, blank=True)  # half-open: the first day on which it is over
    review_on = models.DateField(_("wordt bekeken op"), null=True, blank=True)
    agreed_by = models.CharField(_("wie stemden in"), max_length=200, blank=True)
    agreed_on = models.DateField(_("wanneer"), null=True, blank=True)
    summary = models.TextField(_("wat is voor ons plan van belang"), max_length=2_000, blank=True)
    created_by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["life_domain__position", "id"]


@pghistory.track()
class DatedFact(Versioned):
    """Something with a date that lands on the household: it starts, stops, costs, is cut, must be paid back; a label.

    In the drawer of its person (or the household) and life domain.
    """

    class Kind(models.TextChoices):
        START = "start", _("begint")
        END = "end", _("stopt")
        CONTRIBUTION = "contribution", _("eigen bijdrage")
        CUT = "cut", _("wordt lager")
        CLAIM = "claim", _("terugbetalen")
        LABEL = "label", _("label of indicatie")

    class Per(models.TextChoices):
        ONCE = "once", _("één keer")
        MONTH = "month", _("per maand")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="dated_facts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT)
    kind = models.CharField(_("wat gebeurt er"), max_length=12, choices=Kind.choices)
    scheme = models.CharField(_("welke regeling"), max_length=14, choices=Scheme.choices)
    title = models.CharField(_("waar gaat het om"), max_length=200)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot"), null=True, blank=True)  # half-open
    amount_cents = models.PositiveIntegerField(null=True)
    per = models.CharField(_("hoe vaak"), max_length=5, choices=Per.choices, default=Per.ONCE)
    known_from = models.CharField(_("hoe weten we dit"), max_length=200, blank=True)
    told_by_resident = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)  # it was a mistake; kept, and counted nowhere
    created_by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["starts_on", "id"]

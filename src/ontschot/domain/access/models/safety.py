"""Safety in a household: the reporting code, advice without names, agreements, and measures of coercion.

All of it lies in one drawer of the household: life domain ``safety``, for the roles that work with the code.
"""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.domain.people.models import Household, drawer_key
from ontschot.foundation.versions import Versioned


@pghistory.track()
class SafetyCase(Versioned):
    """A concern about safety that the reporting code is followed for (meldcode). One is open at a time."""

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="safety_cases")
    concern = models.TextField(_("wat is de zorg"), max_length=5_000)
    acute = models.BooleanField(_("acuut gevaar"), default=False)
    opened_on = models.DateField()
    opened_by = models.BigIntegerField()
    closed_on = models.DateField(null=True)
    closing = models.TextField(_("waarom afgesloten"), max_length=5_000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=models.Q(closed_on__isnull=True), name="safety_one_open"
            )
        ]


@pghistory.track()
class CodeStep(models.Model):
    """A step of the reporting code: what was decided, when and by whom. Written once; a step may be taken again."""

    class Decision(models.TextChoices):
        NONE = "", _("geen besluit in deze stap")
        NO_CONCERN = "no_concern", _("geen vermoeden: afsluiten kan")
        CONCERN = "concern", _("er is een vermoeden, geen acuut gevaar")
        UNSAFE = "unsafe", _("acuut of structureel onveilig")
        HELP = "help", _("zelf hulp bieden of organiseren")
        REPORT = "report", _("melden bij Veilig Thuis")
        BOTH = "both", _("melden bij Veilig Thuis en zelf hulp bieden")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    case = models.ForeignKey(SafetyCase, on_delete=models.PROTECT, related_name="steps")
    step = models.PositiveSmallIntegerField()
    text = models.TextField(_("wat deed u en wat is besloten"), max_length=5_000)
    decision = models.CharField(_("besluit"), max_length=10, choices=Decision.choices, blank=True)
    taken_on = models.DateField()
    taken_by = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["taken_on", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(step__range=(1, 5)), name="code_five_steps")]


@pghistory.track()
class Advice(models.Model):
    """Advice that was asked without naming anybody: the question holds no name, date of birth, address or number."""

    class Asked(models.TextChoices):
        VEILIG_THUIS = "veilig_thuis", _("Veilig Thuis")
        COLLEAGUE = "colleague", _("een collega")
        EXPERT = "expert", _("een deskundige, zoals een jeugdarts of gedragswetenschapper")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    case = models.ForeignKey(SafetyCase, on_delete=models.PROTECT, related_name="advice")
    asked = models.CharField(_("aan wie"), max_length=12, choices=Asked.choices)
    question = models.TextField(_("de vraag, zonder namen"), max_length=5_000)
    answer = models.TextField(_("het advies"), max_length=5_000)
    asked_on = models.DateField()
    asked_by = models.BigIntegerField()

    class Meta:
        ordering = ["asked_on", "id"]


@pghistory.track()
class Measure(Versioned):
    """A measure of coercion: ordered by who may order it, whether the people concerned agree or not."""

    class Kind(models.TextChoices):
        HOME_BAN = "home_ban", _("tijdelijk huisverbod (Wet tijdelijk huisverbod art. 2)")
        SUPERVISION = "supervision", _("ondertoezichtstelling (BW 1:255)")
        PLACEMENT = "placement", _("machtiging uithuisplaatsing (BW 1:265b)")
        GUARDIAN = "guardian", _("voorlopige voogdij (BW 1:241)")
        CRISIS = "crisis", _("crisismaatregel (Wvggz 7:1)")
        CARE_ORDER = "care_order", _("zorgmachtiging (Wvggz 6:4)")
        RESTRAINING = "restraining", _("contact- of gebiedsverbod (Sr 38v, Sv 509hh)")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    case = models.ForeignKey(SafetyCase, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(_("maatregel"), max_length=11, choices=Kind.choices)
    ordered_by = models.CharField(_("opgelegd door"), max_length=120)
    about = models.CharField(_("voor wie"), max_length=120)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot"), null=True)
    note = models.TextField(_("toelichting"), max_length=5_000, blank=True)
    made_by = models.BigIntegerField()


@pghistory.track()
class SafetyAgreement(Versioned):
    """A line of the safety plan: an agreement that somebody agreed to, or a condition that a measure imposes.

    Never both: what is imposed is nobody's consent, and the database refuses to keep the two in one line.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("geldt")
        KEPT = "kept", _("nagekomen")
        BROKEN = "broken", _("niet nagekomen")
        ENDED = "ended", _("vervallen")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    case = models.ForeignKey(SafetyCase, on_delete=models.PROTECT, related_name="agreements")
    text = models.CharField(_("wat is afgesproken of opgelegd"), max_length=500)
    who = models.CharField(_("wie doet dit"), max_length=120)
    agreed_by = models.CharField(_("wie stemde in"), max_length=120, blank=True)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, related_name="conditions")
    review_on = models.DateField(_("bekijken op"))
    state = models.CharField(max_length=7, choices=State.choices, default=State.RUNNING)
    made_by = models.BigIntegerField()
    made_on = models.DateField()

    class Meta:
        ordering = ["review_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_by="") ^ models.Q(measure__isnull=True), name="consent_or_coercion"
            )
        ]

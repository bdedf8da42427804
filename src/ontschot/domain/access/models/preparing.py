"""Before and beside a conversation: preparation, the resident's own plan, kinds of results, carers, reports."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ontschot.domain.access.models.requests import Conversation, Request
from ontschot.domain.people.models import Household, Person, drawer_key
from ontschot.foundation.versions import Versioned
from ontschot.writing.models import Letter


class ResultArea(models.Model):
    """A result that matters to everybody: the eight of De Kanteling, and the municipality's own. Reference data."""

    privacy_class: ClassVar[str] = "reference"

    id = models.SmallAutoField(primary_key=True)
    code = models.SlugField(max_length=30, unique=True)
    name_nl = models.CharField(_("naam"), max_length=80)
    name_en = models.CharField(_("naam (Engels)"), max_length=80)
    explanation_nl = models.CharField(_("uitleg"), max_length=300, blank=True)
    explanation_en = models.CharField(_("uitleg (Engels)"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    own = models.BooleanField(default=True)  # added here; false: one of the eight
    active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_nl

    @property
    def explanation(self) -> str:
        """The explanation in the language of the screen."""
        return self.explanation_en if get_language() == "en" else self.explanation_nl


@pghistory.track()
class Preparation(Versioned):
    """What was done before the conversation: guide, free client support, interpreter. In the household's dossier.

    One for each request, and one for conversations without a request.
    """

    class Support(models.TextChoices):
        NOT_YET = "", _("nog niet aangeboden")
        WANTS = "wants", _("wil er gebruik van maken")
        HAS = "has", _("heeft al iemand")
        DECLINES = "declines", _("wil het niet")
        THINKS = "thinks", _("denkt erover na")

    class Interpreter(models.TextChoices):
        UNKNOWN = "", _("nog niet gevraagd")
        NOT_NEEDED = "no", _("niet nodig")
        NEEDED = "yes", _("nodig")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="preparations")
    guide_given_on = models.DateField(_("gids gegeven op"), null=True, blank=True)
    support_offered_on = models.DateField(_("cliëntondersteuning aangeboden op"), null=True, blank=True)
    support_answer = models.CharField(max_length=8, choices=Support.choices, blank=True, default="")
    supporter = models.CharField(_("wie ondersteunt"), max_length=120, blank=True)
    interpreter = models.CharField(max_length=3, choices=Interpreter.choices, blank=True, default="")
    interpreter_language = models.CharField(_("taal"), max_length=60, blank=True)
    interpreter_name = models.CharField(_("wie tolkt"), max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "request"], nulls_distinct=False, name="preparation_once")
        ]


class PersonalPlan(models.Model):
    """A resident's own plan (Wmo 2015 art. 2.3.2 lid 2): a text, a file, or both. Written once; a new one is beside it.

    In the household's dossier.
    """

    class How(models.TextChoices):
        PORTAL = "portal", _("zelf ingeleverd")
        PAPER = "paper", _("op papier gekregen")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="personal_plans")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("het plan"), max_length=20_000, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=80, blank=True)
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(default=bytes)
    how = models.CharField(max_length=6, choices=How.choices)
    received_on = models.DateField(_("ontvangen op"))
    late = models.BooleanField(default=False)  # after the seven days; it is taken into account all the same
    received_by = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)


@pghistory.track()
class Carer(Versioned):
    """A carer (mantelzorger) in a conversation: how heavy it is and how much they can bear, in their own words.

    In the household's drawer of family, friends and neighbours (Wmo 2015 art. 2.3.2 lid 4).
    """

    class Burden(models.TextChoices):
        UNKNOWN = "", _("niet besproken")
        LIGHT = "light", _("licht")
        DOABLE = "doable", _("te doen")
        HEAVY = "heavy", _("zwaar")
        TOO_HEAVY = "too_heavy", _("te zwaar")

    class Capacity(models.TextChoices):
        UNKNOWN = "", _("niet besproken")
        AMPLE = "ample", _("kan meer aan")
        ENOUGH = "enough", _("kan dit aan")
        LITTLE = "little", _("kan weinig meer aan")
        NONE = "none", _("kan niet meer")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="carers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("wie zorgt"), max_length=120)
    cares_for = models.CharField(_("voor wie"), max_length=120, blank=True)
    hours = models.PositiveSmallIntegerField(_("uren per week"), null=True, blank=True)
    does = models.TextField(_("wat doet de mantelzorger"), max_length=5_000, blank=True)
    burden = models.CharField(_("draaglast"), max_length=9, choices=Burden.choices, blank=True, default="")
    capacity = models.CharField(_("draagkracht"), max_length=6, choices=Capacity.choices, blank=True, default="")
    needs = models.TextField(_("wat zou helpen"), max_length=5_000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)


class ConversationReport(models.Model):
    """The report of a conversation as it was given to the household (Wmo 2015 art. 2.3.2 lid 8). Written once.

    A later edition stands beside it, never over it. In the household's dossier, as the conversation.
    """

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="reports")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField()
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "edition"], name="report_edition_once")]


class ReportAnswer(models.Model):
    """What a resident says of a report: it is right, or what is not right. Kept beside the report. Written once."""

    class How(models.TextChoices):
        PORTAL = "portal", _("zelf gezegd")
        TOLD = "told", _("verteld, door een medewerker opgeschreven")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    report = models.ForeignKey(ConversationReport, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirms = models.BooleanField()
    correction = models.TextField(_("wat klopt er niet"), max_length=10_000, blank=True)
    how = models.CharField(max_length=6, choices=How.choices)
    given_by = models.BigIntegerField()
    given_at = models.DateTimeField(auto_now_add=True)

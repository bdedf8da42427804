"""Requests, triage and conversations."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.domain.people.models import Household, Person, drawer_key
from ontschot.foundation.versions import Versioned
from ontschot.privacy.models import LifeDomain


@pghistory.track()
class Request(Versioned):
    """A need that reached the municipality (melding), by any channel, by anyone. In the household's basis drawer."""

    class Channel(models.TextChoices):
        DESK = "desk", _("loket")
        PHONE = "phone", _("telefoon")
        WEB = "web", _("website")
        PARTNER = "partner", _("partner in de stad")
        VISIT = "visit", _("huisbezoek")
        LETTER = "letter", _("brief of e-mail")

    class ReportedBy(models.TextChoices):
        SELF = "self", _("de inwoner zelf")
        NETWORK = "network", _("familie, buur of bekende")
        PROFESSIONAL = "professional", _("een professional")
        MUNICIPALITY = "municipality", _("de gemeente, ongevraagd")

    class State(models.TextChoices):
        RECEIVED = "received", _("ontvangen")
        TRIAGED = "triaged", _("verdeeld")
        IN_CONVERSATION = "in_conversation", _("in gesprek")
        IN_PLAN = "in_plan", _("opgenomen in het plan")
        ANSWERED = "answered", _("beantwoord")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="requests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="requests")
    channel = models.CharField(_("hoe"), max_length=8, choices=Channel.choices)
    reported_by = models.CharField(_("door wie"), max_length=12, choices=ReportedBy.choices)
    unasked = models.BooleanField(_("ongevraagd"), default=False)
    referrer_name = models.CharField(_("naam van de melder"), max_length=120, blank=True)
    referrer_contact = models.CharField(_("hoe de melder te bereiken is"), max_length=120, blank=True)
    person_knows = models.BooleanField(_("de inwoner weet van de melding"), default=True)
    question = models.TextField(_("de hulpvraag"), max_length=20_000)
    reported_on = models.DateField(_("datum van de melding"))
    identity_checked = models.BooleanField(default=True)  # false: typed on the public form, nobody compared it yet
    state = models.CharField(max_length=16, choices=State.choices, default=State.RECEIVED)
    outcome = models.TextField(_("antwoord"), max_length=5_000, blank=True)
    # What the last triage said; before it, the first impression of who took it in. Empty: not judged yet.
    safety = models.CharField(
        max_length=6,
        blank=True,
        default="",
        choices=[("safe", _("veilig")), ("unsafe", _("onveilig")), ("urgent", _("met spoed"))],
    )
    # Codes of rules/terms.toml: which laws apply, and what threatens. Chosen at triage, changed on the page of terms.
    regimes = ArrayField(models.CharField(max_length=20), verbose_name=_("welke wet"), default=list, blank=True)
    threats = ArrayField(models.CharField(max_length=20), verbose_name=_("wat dreigt"), default=list, blank=True)
    team_id = models.BigIntegerField(null=True)  # who has it now
    assigned_user_id = models.BigIntegerField(null=True)
    created_by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["team_id", "state"], name="request_team"),
            models.Index(fields=["assigned_user_id", "state"], name="request_assigned"),
        ]


@pghistory.track()
class Triage(models.Model):
    """Three separate answers on a request, and who takes it. A new triage does not erase the one before."""

    class Complexity(models.TextChoices):
        SIMPLE = "simple", _("eenvoudig")
        COMPLEX = "complex", _("samengesteld of ingewikkeld")

    class Safety(models.TextChoices):
        SAFE = "safe", _("veilig")
        UNSAFE = "unsafe", _("onveilig")
        URGENT = "urgent", _("met spoed")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="triages")
    complexity = models.CharField(_("hoe ingewikkeld"), max_length=7, choices=Complexity.choices)
    life_domain_ids = ArrayField(models.SmallIntegerField(), default=list)
    safety = models.CharField(_("veiligheid"), max_length=6, choices=Safety.choices)
    team_id = models.BigIntegerField()
    user_id = models.BigIntegerField(null=True)  # empty: the team divides
    note = models.TextField(_("toelichting"), max_length=5_000, blank=True)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)


@pghistory.track()
class Conversation(Versioned):
    """A conversation at the kitchen table or elsewhere (gesprek). In the household's basis drawer.

    The answers lie per life domain.
    """

    class State(models.TextChoices):
        OPEN = "open", _("bezig")
        CONCLUDED = "concluded", _("afgerond")

    class Place(models.TextChoices):
        HOME = "home", _("bij de inwoner thuis")
        OFFICE = "office", _("op kantoor")
        PHONE = "phone", _("per telefoon of beeld")
        ELSEWHERE = "elsewhere", _("ergens anders")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="conversations")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="conversations")
    also_about = ArrayField(models.BigIntegerField(), default=list)  # other requests, by the word of a worker
    held_on = models.DateField(_("datum"))
    place = models.CharField(_("waar"), max_length=9, choices=Place.choices, default=Place.HOME)
    present = models.CharField(_("wie waren erbij"), max_length=300, blank=True)
    about = models.CharField(_("waarover of met wie"), max_length=120, blank=True, default="")
    wish = models.TextField(_("de vraag achter de vraag"), max_length=10_000, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    led_by = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)


@pghistory.track()
class Answer(Versioned):
    """What was said on one life domain. In the household's drawer of that life domain."""

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="answers")
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT)
    wants = models.TextField(_("wat wilt u"), max_length=10_000, blank=True)
    good_at = models.TextField(_("wat gaat goed"), max_length=10_000, blank=True)
    does = models.TextField(_("wat doet u zelf"), max_length=10_000, blank=True)
    others_do = models.TextField(_("wat doen anderen"), max_length=10_000, blank=True)
    needed = models.TextField(_("wat is nodig"), max_length=10_000, blank=True)
    skipped = models.BooleanField(_("nu niet besproken"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "life_domain"], name="answer_once")]


@pghistory.track()
class Result(models.Model):
    """What must be achieved, not which product (resultaat). In the household's drawer of its life domain."""

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="results")
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)  # empty: the whole household
    area = models.ForeignKey("access.ResultArea", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(_("resultaat"), max_length=500)
    in_plan = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

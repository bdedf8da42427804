"""The plan with its goals and actions, who stands around it, journal, documents, agreement, tasks."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ontschot.domain.access.models import Conversation, Result
from ontschot.domain.people.models import Household, Person, drawer_key
from ontschot.domain.plans.models import own_words
from ontschot.domain.plans.models.task_words import words
from ontschot.foundation.versions import Versioned
from ontschot.privacy.models import LifeDomain, Shield


@pghistory.track()
class Plan(Versioned):
    """The plan of a household. In the household's basis drawer; its goals lie per life domain."""

    class State(models.TextChoices):
        DRAFT = "draft", _("in de maak")
        PROPOSED = "proposed", _("voorgelegd aan het huishouden")
        AGREED = "agreed", _("afgesproken")
        CLOSED = "closed", _("afgesloten")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="plans")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, null=True, related_name="+")
    motto = models.CharField(_("waar werken we naartoe"), max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    edition = models.PositiveIntegerField(default=1)  # grows when an agreed plan is changed; agreement is on an edition
    closing_note = models.TextField(_("hoe sluiten we af"), max_length=5_000, blank=True)
    without_balance = models.CharField(_("waarom zonder balans"), max_length=500, blank=True)
    # the earlier plan that this one takes up again, and why; the plan in which this one went on
    continues = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="continued_by")
    reopen_reason = models.CharField(_("waarom weer oppakken"), max_length=500, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged_from")
    created_by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household"], condition=~models.Q(state="closed"), name="one_current_plan")
        ]

    @property
    def balance_words(self) -> str:
        """Why it was closed without a balance: a person's words, or the product's in the language of the screen."""
        return own_words.shown(self.without_balance)

    @property
    def reopen_words(self) -> str:
        """Why it takes up an earlier plan: a person's words, or the product's in the language of the screen."""
        return own_words.shown(self.reopen_reason)


@pghistory.track()
class Coordinatorship(models.Model):
    """Who coordinates a household, from when until when (regisseur). In the household's basis drawer.

    At most one at a time.
    """

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="coordinatorships")
    user_id = models.BigIntegerField()
    period = DateTimeRangeField()
    reason = models.CharField(_("reden van overdracht"), max_length=500, blank=True)
    open_ends = models.TextField(_("wat loopt er nog"), max_length=5_000, blank=True)
    promised = models.TextField(_("wat is beloofd"), max_length=5_000, blank=True)
    access_until = models.DateField(null=True)  # a predecessor who still looks along until (not on) this day

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_coordinator",
                expressions=[("household", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            )
        ]
        indexes = [
            models.Index(fields=["user_id"], name="coordinatorship_user"),
        ]


@pghistory.track()
class Involvement(Versioned):
    """Somebody active in the household: a professional with an account, or a volunteer or organisation by name.

    Opens access when a user.
    """

    class Kind(models.TextChoices):
        COORDINATOR = "coordinator", _("regisseur")
        PROFESSIONAL = "professional", _("professional")
        VOLUNTEER = "volunteer", _("vrijwilliger")
        NETWORK = "network", _("familie, buur of bekende")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="involvements")
    kind = models.CharField(_("soort"), max_length=12, choices=Kind.choices)
    user_id = models.BigIntegerField(null=True)
    name = models.CharField(_("naam"), max_length=120)
    organisation = models.CharField(_("organisatie"), max_length=120, blank=True)
    role = models.CharField(_("wat doet deze persoon"), max_length=200)
    life_domain_ids = ArrayField(models.SmallIntegerField(), null=True)  # empty: all
    purpose = models.CharField(max_length=20)
    ground = models.CharField(max_length=20)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    starts_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(_("reden van einde"), max_length=300, blank=True)
    created_by = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["user_id"], name="involvement_user"),
        ]


@pghistory.track()
class Goal(Versioned):
    """A goal in the household's own words. In the drawer of its household (or person) and life domain."""

    class State(models.TextChoices):
        OPEN = "open", _("mee bezig")
        REACHED = "reached", _("gehaald")
        DROPPED = "dropped", _("losgelaten")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    result = models.ForeignKey(Result, on_delete=models.PROTECT, null=True, blank=True)
    continues = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")  # of an earlier plan
    text = models.CharField(_("doel"), max_length=500)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "id"]


@pghistory.track()
class Action(Versioned):
    """Something someone will do by a date, for a goal. In the same drawer as its goal."""

    class OwnerKind(models.TextChoices):
        SELF = "self", _("iemand uit het huishouden")
        NETWORK = "network", _("familie, buur of bekende")
        VOLUNTEER = "volunteer", _("vrijwilliger")
        PROFESSIONAL = "professional", _("professional")
        PROVIDER = "provider", _("aanbieder")

    class Line(models.IntegerChoices):
        ZERO = 0, _("nulde lijn: zelf, netwerk en wat er voor iedereen is")
        FIRST = 1, _("eerste lijn: wijkteam")
        SECOND = 2, _("tweede lijn: specialist")

    class State(models.TextChoices):
        PLANNED = "planned", _("afgesproken")
        STARTED = "started", _("bezig")
        DONE = "done", _("klaar")
        STOPPED = "stopped", _("gestopt")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="actions")
    text = models.CharField(_("wat gaat er gebeuren"), max_length=500)
    owner_kind = models.CharField(_("wie"), max_length=12, choices=OwnerKind.choices)
    owner_name = models.CharField(_("naam"), max_length=120)
    owner_user_id = models.BigIntegerField(null=True)
    owner_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    line = models.PositiveSmallIntegerField(_("lijn"), choices=Line.choices, default=Line.ZERO)
    due_on = models.DateField(_("uiterlijk"), null=True, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.PLANNED)
    note = models.CharField(_("hoe gaat het"), max_length=500, blank=True)
    created_by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["owner_user_id", "state"], name="action_owner"),
        ]


@pghistory.track()
class Agreement(models.Model):
    """Whether a household member agrees with an edition of the plan, and what they say about it.

    In the household's basis drawer.
    """

    class How(models.TextChoices):
        PORTAL = "portal", _("zelf, op Mijn plan")
        IN_PERSON = "in_person", _("in een gesprek")
        PHONE = "phone", _("per telefoon")
        PAPER = "paper", _("op papier")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements")
    edition = models.PositiveIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    remark = models.TextField(_("opmerking"), max_length=5_000, blank=True)
    how = models.CharField(_("hoe"), max_length=9, choices=How.choices)
    given_by_representative = models.BooleanField(default=False)
    recorded_by = models.BigIntegerField()
    recorded_at = models.DateTimeField(auto_now_add=True)


@pghistory.track()
class Contact(Versioned):
    """A line in the journal: a call, visit, message or note. In the drawer of its life domain and shield."""

    class Kind(models.TextChoices):
        CALL = "call", _("telefoongesprek")
        VISIT = "visit", _("bezoek")
        MESSAGE = "message", _("bericht")
        MEETING = "meeting", _("overleg")
        NOTE = "note", _("notitie")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT)
    shield = models.ForeignKey(Shield, on_delete=models.PROTECT, default=Shield.CIRCLE_ID)
    kind = models.CharField(_("soort"), max_length=8, choices=Kind.choices)
    happened_at = models.DateTimeField(_("wanneer"))
    with_whom = models.CharField(_("met wie"), max_length=200, blank=True)
    text = models.TextField(_("wat is er besproken"), max_length=20_000)
    author_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-happened_at", "-id"]
        indexes = [
            models.Index(fields=["household", "-happened_at"], name="contact_household"),
        ]


class Document(models.Model):
    """A file with the household's papers. Kept in the database, so that row security and the backup hold for it too."""

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="documents")
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT)
    title = models.CharField(_("titel"), max_length=200)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)  # found from the content, never from the name
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    added_by = models.BigIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)
    # A wrong document is taken back: its content, title and name are gone, that it was there remains.
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.BigIntegerField(null=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)


class Task(Versioned):
    """Something that must be looked at, for a coordinator or a team: a register mutation, a request for a change.

    In the basis drawer.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("gedaan")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="tasks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    kind = models.CharField(max_length=40)
    says = models.JSONField(default=list)  # what the product asks: codes and facts (task_words); empty: ``text`` is it
    text = models.CharField(max_length=500)  # somebody's own words; of what the product asks the Dutch ones, to look in
    user_id = models.BigIntegerField(null=True)
    team_id = models.BigIntegerField(null=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=4, choices=State.choices, default=State.OPEN)
    done_by = models.BigIntegerField(null=True)
    created_by = models.BigIntegerField(null=True)  # who made it by hand; empty: the product itself
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "state"], name="task_user"),
            models.Index(fields=["team_id", "state"], name="task_team"),
        ]

    @property
    def tells_day(self) -> bool:
        """Whether the words say the last day themselves."""
        day = self.due_on.isoformat() if self.due_on else ""
        return any(one["facts"].get("date") == day for one in self.says)

    @property
    def words(self) -> str:
        """What is asked, in the language of the screen. Rows from before ``says`` keep their sentence, translated when
        it is one without facts.
        """
        if self.says:
            return words(self.says)
        return str(self.text) if self.created_by or not self.text else gettext(self.text)

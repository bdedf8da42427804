"""Drawers, grants, the log and its seals. See docs/explanation/access.md."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class LifeDomain(models.Model):
    """A life domain (leefgebied): reference data; ``basis`` holds who someone is and how to reach them."""

    privacy_class: ClassVar[str] = "reference"

    id = models.SmallAutoField(primary_key=True)
    code = models.SlugField(max_length=30, unique=True)
    name_nl = models.CharField(_("naam"), max_length=60)
    name_en = models.CharField(_("naam (Engels)"), max_length=60)
    explanation_nl = models.CharField(_("uitleg"), max_length=300, blank=True)
    explanation_en = models.CharField(_("uitleg (Engels)"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    in_conversation = models.BooleanField(_("in het gesprek"), default=True)
    active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        from django.utils.translation import get_language

        return self.name_en if get_language() == "en" else self.name_nl

    @property
    def explanation(self) -> str:
        """The explanation in the language of the screen."""
        from django.utils.translation import get_language

        return self.explanation_en if get_language() == "en" else self.explanation_nl


class Shield(models.Model):
    """What closes a drawer further than its subject and life domain. Row 1 is the circle.

    Every grant on the subject.
    """

    class Kind(models.TextChoices):
        CIRCLE = "circle", _("iedereen die betrokken is")
        ROLES = "roles", _("alleen bepaalde rollen")
        AUTHOR = "author", _("alleen de schrijver")
        HIDDEN = "hidden", _("verborgen voor bepaalde mensen")
        NAMED = "named", _("alleen genoemde mensen")

    privacy_class: ClassVar[str] = "system"
    CIRCLE_ID: ClassVar[int] = 1

    kind = models.CharField(max_length=6, choices=Kind.choices)
    roles = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    excluded_user_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    excluded_household_ids = ArrayField(
        models.BigIntegerField(), default=list, blank=True
    )  # and whoever works with these
    author_id = models.BigIntegerField(null=True, blank=True)


class Drawer(models.Model):
    """The unit of access: one subject (a person or a household) x one life domain x one shield."""

    privacy_class: ClassVar[str] = "personal"

    person_id = models.BigIntegerField(null=True)
    household_id = models.BigIntegerField(null=True)
    # No indexes on these two: a plan that is kept from when the table was empty would walk all drawers of a domain.
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT, db_index=False)
    shield = models.ForeignKey(Shield, on_delete=models.PROTECT, default=Shield.CIRCLE_ID, db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person_id__isnull=True) ^ models.Q(household_id__isnull=True),
                name="drawer_one_subject",
            ),
            models.UniqueConstraint(
                fields=["person_id", "household_id", "life_domain", "shield"],
                nulls_distinct=False,
                name="drawer_unique",
            ),
        ]


class Purpose(models.TextChoices):
    """Why somebody works with personal data (doelbinding, AVG art. 5 lid 1 onder b)."""

    INTAKE = "intake", _("een hulpvraag opnemen")
    TRIAGE = "triage", _("bepalen wie helpt")
    COORDINATION = "coordination", _("regie op het plan")
    SUPPORT = "support", _("meewerken aan het plan")
    TEAM_LEAD = "team_lead", _("werk verdelen in het team")
    OUTREACH = "outreach", _("hulp aanbieden aan wie er niet om vroeg")
    SAFETY = "safety", _("zorgen voor veiligheid")
    OWN_DATA = "own_data", _("eigen gegevens inzien")
    REPRESENTATION = "representation", _("ouder of vertegenwoordiger")
    IDENTIFICATION = "identification", _("de juiste persoon vinden")
    REGISTER = "register", _("bijwerken uit het bevolkingsregister")
    OVERSIGHT = "oversight", _("toezicht op het logboek")
    STATISTICS = "statistics", _("cijfers over groepen maken")
    ADMINISTRATION = "administration", _("beheer")


class Ground(models.TextChoices):
    """The legal ground (AVG art. 6 lid 1, with the act that gives the task)."""

    PUBLIC_TASK = "public_task", _("taak van de gemeente (AVG 6 lid 1 e; Wmo 2015 5.1.1, Jeugdwet 7.4.0)")
    CONSENT = "consent", _("toestemming van de inwoner (AVG 6 lid 1 a)")
    VITAL_INTEREST = "vital_interest", _("vitaal belang (AVG 6 lid 1 d)")
    LEGAL_OBLIGATION = "legal_obligation", _("wettelijke plicht (AVG 6 lid 1 c)")
    DATA_SUBJECT = "data_subject", _("het gaat om uzelf (AVG 15)")
    AUTHORITY = "authority", _("ouderlijk gezag of vertegenwoordiging (BW 1:245)")


class Grant(models.Model):
    """Opens drawers of one subject to a user or a team, for a purpose, on a ground, from-to.

    ``life_domain_ids`` empty means: all. ``shield`` empty means: what the circle, role and hidden shields allow; filled
    means
    exactly that shield. A household grant that ``reaches_members`` opens the drawers of whoever is a member today.
    ``source`` names what it came from (``involvement:12``, ``triage:3``, ``subject``): it ends when that ends.
    """

    privacy_class: ClassVar[str] = "personal"

    user_id = models.BigIntegerField(null=True)
    team_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    household_id = models.BigIntegerField(null=True)
    life_domain_ids = ArrayField(models.SmallIntegerField(), null=True)
    shield = models.ForeignKey(Shield, on_delete=models.PROTECT, null=True)
    reaches_members = models.BooleanField(default=False)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    ground = models.CharField(max_length=20, choices=Ground.choices)
    source = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    drawer = models.ForeignKey(Drawer, on_delete=models.PROTECT, db_constraint=False)  # the subject's basis drawer

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user_id__isnull=True) ^ models.Q(team_id__isnull=True), name="grant_one_grantee"
            ),
            models.CheckConstraint(
                condition=models.Q(person_id__isnull=True) ^ models.Q(household_id__isnull=True),
                name="grant_one_subject",
            ),
        ]
        indexes = [
            models.Index(fields=["user_id"], name="grant_user", condition=models.Q(user_id__isnull=False)),
            models.Index(fields=["team_id"], name="grant_team", condition=models.Q(team_id__isnull=False)),
            models.Index(fields=["source"], name="grant_source"),
            models.Index(fields=["drawer"], name="grant_subject"),
        ]


class Seat(models.Model):
    """Who sits in which team, when: kept by a database trigger on the team memberships of ``accounts``."""

    privacy_class: ClassVar[str] = "staff"

    membership_id = models.BigIntegerField(unique=True)
    team_id = models.BigIntegerField()
    user_id = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user_id"], name="seat_user")]


class Cover(models.Model):
    """Who takes whose work, when: kept by a database trigger on the absences of ``accounts``."""

    privacy_class: ClassVar[str] = "staff"

    absence_id = models.BigIntegerField(unique=True)
    user_id = models.BigIntegerField()
    cover_user_id = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["cover_user_id"], name="cover_user")]


class Reach(models.Model):
    """Who is a member of which household, when: kept by a database trigger on the memberships of ``people``."""

    privacy_class: ClassVar[str] = "personal"

    membership_id = models.BigIntegerField(unique=True)
    household_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["household_id"], name="reach_household"),
            models.Index(fields=["person_id"], name="reach_person"),
        ]


class RoleOf(models.Model):
    """The role of each user, for shields by role: kept by a database trigger on the accounts."""

    privacy_class: ClassVar[str] = "staff"

    user_id = models.BigIntegerField(primary_key=True)
    role = models.CharField(max_length=20)


class LogEntry(models.Model):
    """One line in the log: who did what to whose data, why, when, from where, with which outcome.

    Fields follow NEN 7513 and Logboek Dataverwerkingen. No foreign keys, so that the log outlives what it tells of.
    Written once;
    the application role may neither change nor delete it. ``transaction`` is the database's own number, by which
    batches are sealed.
    """

    class Outcome(models.TextChoices):
        DONE = "done", _("gelukt")
        REFUSED = "refused", _("geweigerd")

    privacy_class: ClassVar[str] = "personal"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20)
    organisation_id = models.BigIntegerField(null=True)
    on_behalf_of = models.CharField(max_length=60, blank=True)  # person:12: for a resident; user:7: as cover
    subject_person_id = models.BigIntegerField(null=True)
    subject_household_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)  # read, search, identify or the name of the deed
    object_kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=20)
    ground = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=7, choices=Outcome.choices, default=Outcome.DONE)
    origin = models.CharField(max_length=120)  # screen or command, and address
    trace = models.UUIDField()
    detail = models.JSONField(default=dict)  # never content, never a name or BSN
    transaction = models.BigIntegerField()
    era = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["subject_person_id", "-at"], name="log_subject"),
            models.Index(
                fields=["subject_household_id", "-at"],
                name="log_household",
                condition=models.Q(subject_household_id__isnull=False),
            ),
            models.Index(fields=["-at"], name="log_time"),
            models.Index(fields=["user_id", "-at"], name="log_user"),
            models.Index(fields=["action", "-at"], name="log_action"),
            models.Index(fields=["-at"], name="log_refused", condition=models.Q(outcome="refused")),
            models.Index(fields=["era", "transaction"], name="log_transaction"),
        ]


class Seal(models.Model):
    """A sealed batch: all log lines of the finished transactions [from, until), chained to the batch before."""

    privacy_class: ClassVar[str] = "system"

    era = models.PositiveIntegerField()
    from_transaction = models.BigIntegerField()
    until_transaction = models.BigIntegerField()
    lines = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["era", "from_transaction"], name="seal_once")]
        ordering = ["id"]


class Draft(models.Model):
    """Text that somebody is typing and has not handed in; only the writer can open it.

    Gone when handed in or after 30 days.
    """

    privacy_class: ClassVar[str] = "personal"

    user_id = models.BigIntegerField()
    key = models.CharField(max_length=120)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "key"], name="draft_once")]


class HeldFile(models.Model):
    """A file that somebody chose in a form that is not handed in yet; gone when it is, and else after a day.

    Of a user: theirs alone. Of nobody (the public form): reached only by its key, by system work.
    """

    privacy_class: ClassVar[str] = "personal"

    user_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=120)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    held_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["key"], name="held_file_key")]


class Job(models.Model):
    """Work that goes on in the background for one user, who alone sees it: how far it is and what it made.

    ``made`` is a file to take along; it goes with the job after a day.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op zijn beurt")
        RUNNING = "running", _("bezig")
        DONE = "done", _("klaar")
        FAILED = "failed", _("mislukt")
        STOPPED = "stopped", _("gestopt")

    privacy_class: ClassVar[str] = "personal"

    user_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    wish = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    made = models.BinaryField(default=bytes)
    file_name = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)


class SavedSearch(models.Model):
    """What somebody looks for in a list again and again; only who saved it can open it (it may hold a name), unless it
    was shared with a team: then without what was typed.
    """

    privacy_class: ClassVar[str] = "personal"

    user_id = models.BigIntegerField()
    team_id = models.BigIntegerField(null=True)  # whoever sits in this team today may use it
    page = models.CharField(max_length=40)
    name = models.CharField(_("naam"), max_length=60)
    query = models.CharField(max_length=1000)  # the query string of the list
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "page", "name"], name="saved_search_once")]

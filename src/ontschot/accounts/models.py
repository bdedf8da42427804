"""Accounts of people who log in, the organisations they come from, and their teams."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.accounts.rules import STAFF, Role
from ontschot.foundation.versions import Versioned


class Organisation(models.Model):
    """An organisation that works with households: the municipality itself, a partner, a provider."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("gemeente")
        SCHOOL = "school", _("school")
        HEALTH = "health", _("zorg of huisarts")
        YOUTH = "youth", _("jeugdhulp")
        HOUSING = "housing", _("woningcorporatie")
        DEBT = "debt", _("schuldhulp")
        WORK = "work", _("werk en inkomen")
        WELFARE = "welfare", _("welzijn en vrijwilligers")
        SAFETY = "safety", _("politie en veiligheid")
        OTHER = "other", _("anders")

    privacy_class: ClassVar[str] = "reference"

    name = models.CharField(_("naam"), max_length=120, unique=True)
    kind = models.CharField(_("soort"), max_length=12, choices=Kind.choices)
    active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes accounts; ``accounts.actions`` is the door that logs."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """Make an account; without a password it cannot log in by password."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Log in by username, whatever its capitals."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """Somebody who can log in. A resident's account carries no name.

    Who it belongs to stands in ``people``, behind a grant.
    """

    privacy_class: ClassVar[str] = "staff"

    username = models.CharField(_("gebruikersnaam"), max_length=150, unique=True)
    name = models.CharField(_("naam"), max_length=120, blank=True)
    job_title = models.CharField(_("functie"), max_length=120, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    role = models.CharField(_("rol"), max_length=20, choices=[(r.value, r.value) for r in Role])
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True)
    language = models.CharField(max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl")
    is_active = models.BooleanField(_("actief"), default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    # Filled while the password is a one-time one: until when it may be used. The way in asks for another first.
    one_time_until = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        ordering = ["name", "username"]
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=[r.value for r in Role]), name="user_role"),
            # A resident's account carries no name, mail or phone: it must not lead to a person.
            models.CheckConstraint(
                condition=~models.Q(role="resident") | models.Q(name="", email="", phone=""), name="user_resident_bare"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def is_staff_member(self) -> bool:
        """Whether a second factor is demanded: everyone but residents (who come through their own broker)."""
        return self.role in STAFF


class PendingResident(models.Model):
    """A resident who logged in with the broker and is not connected to a person yet.

    They see a code; who works with them types it on the person's page. Nothing here leads to a person.
    """

    privacy_class: ClassVar[str] = "system"

    username = models.CharField(max_length=150, unique=True)  # a keyed hash of what the broker calls them
    code_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField()


class Team(models.Model):
    """A neighbourhood or access team."""

    privacy_class: ClassVar[str] = "reference"

    name = models.CharField(_("naam"), max_length=120, unique=True)
    takes_intake = models.BooleanField(_("ontvangt nieuwe hulpvragen"), default=False)
    active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TeamMembership(models.Model):
    """Who is in a team, when. A database trigger tells ``privacy`` at once."""

    privacy_class: ClassVar[str] = "staff"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    period = DateRangeField()
    is_leader = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="team_membership_once",
                expressions=[
                    ("team", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            )
        ]


class Absence(Versioned):
    """Somebody is away, from-to, and who takes their work in that time. Never why: the employer knows, nobody here.

    A database trigger tells ``privacy`` at once: the cover then sees what the absent one works with.
    """

    privacy_class: ClassVar[str] = "staff"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    cover = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="covers")
    period = DateRangeField()  # half-open; no end: until further notice
    note = models.CharField(_("bericht voor collega's"), max_length=300, blank=True)
    resident_note = models.CharField(_("bericht voor inwoners"), max_length=300, blank=True)
    set_by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="absence_once",
                expressions=[("user", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            )
        ]


class CaseloadNorm(models.Model):
    """How many households one worker of a team with a full week coordinates at most, from-to, and who decided so."""

    privacy_class: ClassVar[str] = "reference"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="norms")
    households = models.PositiveSmallIntegerField(_("huishoudens per medewerker"))
    full_week = models.PositiveSmallIntegerField(_("uren van een volle week"), default=36)
    period = DateRangeField()
    source = models.CharField(_("waar staat dit"), max_length=200, blank=True)

    class Meta:
        ordering = ["-period"]
        constraints = [
            ExclusionConstraint(
                name="caseload_norm_once",
                expressions=[("team", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            )
        ]


class ContractHours(models.Model):
    """How many hours a week somebody works, from-to. Says nothing of which days."""

    privacy_class: ClassVar[str] = "staff"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="contract_hours")
    hours = models.DecimalField(_("uren per week"), max_digits=4, decimal_places=1)
    period = DateRangeField()

    class Meta:
        ordering = ["-period"]
        constraints = [
            ExclusionConstraint(
                name="contract_hours_once",
                expressions=[("user", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            )
        ]


class CalendarFeed(models.Model):
    """An address at which a calendar program may read when somebody has appointments: times, nothing else.

    Only the hash of its token is kept; whoever loses it makes another, and the old one opens nothing any more.
    """

    privacy_class: ClassVar[str] = "staff"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="feeds")
    token_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)


class FirstDay(models.Model):
    """How far somebody is in the tour of the first day; ended: finished or not wanted."""

    privacy_class: ClassVar[str] = "staff"

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="first_day")
    step = models.PositiveSmallIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)

"""Deeds of the administrator: accounts, teams, organisations. Each is logged, and none knows anything of residents."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.accounts.models import Organisation, Team, TeamMembership, User
from ontschot.accounts.queries import is_demo
from ontschot.accounts.rules import STAFF, Role, may
from ontschot.foundation.calendar import today
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import LifeDomain

ONE_TIME_PASSWORD_DAYS = 7
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without what looks alike on paper


def one_time_password() -> str:
    """Sixteen random characters in four groups (79 bits), to be read from paper or over the telephone."""
    return "-".join("".join(secrets.choice(_LETTERS) for _i in range(4)) for _g in range(4))


def _must_administer(by: Actor) -> None:
    if by.role != "system" and not may(by.role, "administer"):
        raise PermissionDenied


# ------------------------------------------------------------------------------------------ accounts


def create_user(
    *,
    by: Actor,
    username: str,
    role: str,
    name: str = "",
    job_title: str = "",
    email: str = "",
    phone: str = "",
    organisation_id: int | None = None,
    team_ids: Iterable[int] = (),
    with_password: bool = True,
    demo_password: str = "",
    request_id: uuid.UUID | None = None,
) -> tuple[User, str]:
    """Make an account and give its one-time password, which is shown once and kept nowhere.

    A resident's account is made bare (no name, mail or phone); ``with_password=False`` makes one that can only come in
    through the login broker or the switch of persona. The password is empty then, and when the same request came twice.
    ``demo_password`` is a password that stays, in a demo only (RuntimeError elsewhere).
    Raises django.core.exceptions.ValidationError (username taken or odd, unknown role) or PermissionDenied.
    """
    if demo_password and not is_demo():
        raise RuntimeError("a password that stays is for a demo only")
    password = demo_password or (one_time_password() if with_password else "")
    fields = {"name": name.strip(), "job_title": job_title.strip(), "email": email.strip(), "phone": phone.strip()}
    user = _create_user(
        by=by,
        username=username,
        role=role,
        fields={"job_title": fields["job_title"]} if role == Role.RESIDENT else fields,
        organisation_id=organisation_id,
        team_ids=tuple(team_ids),
        password=password,
        once=not demo_password,
        request_id=request_id,
    )
    return user, password if password and user.check_password(password) else ""


@deed
def _create_user(
    *,
    by: Actor,
    username: str,
    role: str,
    fields: dict[str, str],
    organisation_id: int | None,
    team_ids: tuple[int, ...],
    password: str,
    once: bool,
    request_id: uuid.UUID | None = None,
) -> User:
    _must_administer(by)
    user = User(username=_free_username(username), role=_known_role(role), organisation_id=organisation_id, **fields)
    _give(user, password)
    if not once:
        user.one_time_until = None
    user.full_clean(exclude=["password"])
    user.save()
    for team_id in team_ids:
        _seat(user, team_id, today(), None, is_leader=role == Role.TEAM_LEADER)
    log.write("create_user", "user", [], object_id=user.pk, new_role=role, teams=list(team_ids))
    return user


def _free_username(username: str) -> str:
    name = username.strip().lower()
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError as error:
        raise ValidationError(
            {"username": _("Gebruik letters, cijfers en de tekens @ . + - _ zonder spaties.")}
        ) from error
    if User.objects.filter(username__iexact=name).exists():
        raise ValidationError({"username": _("Deze gebruikersnaam is al in gebruik. Kies een andere.")})
    return name


def _known_role(role: str) -> str:
    if role not in list(Role):
        raise ValidationError({"role": _("Deze rol bestaat niet.")})
    return role


def _give(user: User, password: str) -> None:
    user.set_password(password or None)
    user.one_time_until = timezone.now() + dt.timedelta(days=ONE_TIME_PASSWORD_DAYS) if password else None


@deed
def change_user(
    *,
    by: Actor,
    user_id: int,
    name: str,
    job_title: str,
    email: str,
    phone: str,
    organisation_id: int | None,
    request_id: uuid.UUID | None = None,
) -> User:
    """Correct what stands on an account of staff. Raises ValidationError."""
    user = _staff(by, user_id)
    user.name, user.job_title, user.email, user.phone = name.strip(), job_title.strip(), email.strip(), phone.strip()
    user.organisation_id = organisation_id
    user.full_clean(exclude=["password"])
    user.save()
    log.write("change_user", "user", [], object_id=user.pk)
    return user


@deed
def change_role(*, by: Actor, user_id: int, role: str, request_id: uuid.UUID | None = None) -> User:
    """Give another role, which counts from the next page on. Never to or from resident: another kind of account."""
    user = _staff(by, user_id)
    if role not in {str(known) for known in STAFF}:
        raise ValidationError({"role": _("Deze rol bestaat niet.")})
    if user.role == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR:
        _keep_an_administrator(user)
    before, user.role = user.role, role
    user.save(update_fields=["role"])
    log.write("change_role", "user", [], object_id=user.pk, old_role=before, new_role=role)
    return user


@deed
def deactivate_user(*, by: Actor, user_id: int, request_id: uuid.UUID | None = None) -> User:
    """Close an account at once: sessions end, its password is void, and the database opens nothing to it any more."""
    _must_administer(by)
    user = User.objects.get(pk=user_id)
    if user.pk == by.user_id:
        raise ValidationError(_("U kunt uw eigen account niet sluiten. Vraag een andere beheerder."))
    _keep_an_administrator(user)
    user.is_active = False
    _give(user, "")
    user.save(update_fields=["is_active", "password", "one_time_until"])
    log.write("deactivate_user", "user", [], object_id=user.pk)
    return user


def reactivate_user(*, by: Actor, user_id: int, request_id: uuid.UUID | None = None) -> tuple[User, str]:
    """Open an account again, with a new one-time password. What grants it still has count again."""
    return _renew("reactivate_user", by=by, user_id=user_id, request_id=request_id)


def reset_password(*, by: Actor, user_id: int, request_id: uuid.UUID | None = None) -> tuple[User, str]:
    """A new one-time password; sessions end. The second factor stays."""
    return _renew("reset_password", by=by, user_id=user_id, request_id=request_id)


def reset_second_factor(*, by: Actor, user_id: int, request_id: uuid.UUID | None = None) -> tuple[User, str]:
    """Take away app, passkeys and recovery codes (a lost telephone), and give a new one-time password.

    Both at once: who knows only the old password must not be the one who makes the new second factor.
    """
    return _renew("reset_second_factor", by=by, user_id=user_id, request_id=request_id)


def _renew(how: str, *, by: Actor, user_id: int, request_id: uuid.UUID | None) -> tuple[User, str]:
    password = one_time_password()
    user = _renewed(by=by, user_id=user_id, how=how, password=password, request_id=request_id)
    return user, password if user.check_password(password) else ""


@deed
def _renewed(*, by: Actor, user_id: int, how: str, password: str, request_id: uuid.UUID | None = None) -> User:
    _must_administer(by)
    user = User.objects.get(pk=user_id)
    if how == "reactivate_user":
        user.is_active = True
    elif not user.is_active:
        raise ValidationError(_("Dit account is gesloten. Open het eerst weer."))
    if how == "reset_second_factor":
        Authenticator.objects.filter(user=user).delete()
    _give(user, password)
    user.save(update_fields=["is_active", "password", "one_time_until"])
    log.write(how, "user", [], object_id=user.pk)
    return user


def _staff(by: Actor, user_id: int) -> User:
    _must_administer(by)
    return User.objects.exclude(role=Role.RESIDENT).get(pk=user_id)


def _keep_an_administrator(user: User) -> None:
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if user.role == Role.ADMINISTRATOR and not others.exists():
        raise ValidationError(_("Dit is de laatste beheerder. Maak eerst een andere beheerder."))


# ------------------------------------------------------------------------------------------ teams


@deed
def create_team(*, by: Actor, name: str, takes_intake: bool = False, request_id: uuid.UUID | None = None) -> Team:
    """Make a team. Raises ValidationError when the name exists."""
    _must_administer(by)
    team = Team(name=name.strip(), takes_intake=takes_intake)
    team.full_clean()
    team.save()
    log.write("create_team", "team", [], object_id=team.pk)
    return team


@deed
def change_team(
    *, by: Actor, team_id: int, name: str, takes_intake: bool, active: bool, request_id: uuid.UUID | None = None
) -> Team:
    """Rename a team, say whether it receives new requests, put it out of use."""
    _must_administer(by)
    team = Team.objects.get(pk=team_id)
    team.name, team.takes_intake, team.active = name.strip(), takes_intake, active
    team.full_clean()
    team.save()
    log.write("change_team", "team", [], object_id=team.pk, active=active)
    return team


@deed
def join_team(
    *,
    by: Actor,
    user_id: int,
    team_id: int,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    is_leader: bool = False,
    request_id: uuid.UUID | None = None,
) -> TeamMembership:
    """Put somebody in a team from ``starts_on`` (today) until ``ends_on`` (not that day). Raises ValidationError."""
    user = _staff(by, user_id)
    seat = _seat(user, team_id, starts_on or today(), ends_on, is_leader=is_leader)
    log.write("join_team", "team", [], object_id=team_id, user=user.pk, leader=is_leader)
    return seat


def _seat(user: User, team_id: int, starts_on: dt.date, ends_on: dt.date | None, *, is_leader: bool) -> TeamMembership:
    if ends_on is not None and ends_on <= starts_on:
        raise ValidationError({"ends_on": _("De laatste dag ligt voor de eerste.")})
    try:
        with transaction.atomic():
            return TeamMembership.objects.create(
                user=user, team_id=team_id, period=DateRange(starts_on, ends_on), is_leader=is_leader
            )
    except IntegrityError as error:
        raise ValidationError(_("Deze medewerker zit dan al in dit team.")) from error


@deed
def leave_team(
    *, by: Actor, membership_id: int, on: dt.date | None = None, request_id: uuid.UUID | None = None
) -> TeamMembership:
    """End a team seat from ``on`` (today: at once); what the team has access to closes with it."""
    _must_administer(by)
    seat = TeamMembership.objects.get(pk=membership_id)
    last = max(on or today(), seat.period.lower)
    seat.period = DateRange(seat.period.lower, last)
    seat.save(update_fields=["period"])
    log.write("leave_team", "team", [], object_id=seat.team_id, user=seat.user_id)
    return seat


# ------------------------------------------------------------------------------------------ organisations


@deed
def create_organisation(*, by: Actor, name: str, kind: str, request_id: uuid.UUID | None = None) -> Organisation:
    """Make an organisation. Raises ValidationError when the name exists or the kind does not."""
    _must_administer(by)
    organisation = Organisation(name=name.strip(), kind=kind)
    organisation.full_clean()
    organisation.save()
    log.write("create_organisation", "organisation", [], object_id=organisation.pk)
    return organisation


@deed
def change_organisation(
    *, by: Actor, organisation_id: int, name: str, kind: str, active: bool, request_id: uuid.UUID | None = None
) -> Organisation:
    """Correct an organisation or put it out of use."""
    _must_administer(by)
    organisation = Organisation.objects.get(pk=organisation_id)
    organisation.name, organisation.kind, organisation.active = name.strip(), kind, active
    organisation.full_clean()
    organisation.save()
    log.write("change_organisation", "organisation", [], object_id=organisation.pk, active=active)
    return organisation


# ------------------------------------------------------------------------------------------ reference


@deed
def change_life_domain(
    *, by: Actor, life_domain_id: int, fields: dict[str, Any], request_id: uuid.UUID | None = None
) -> LifeDomain:
    """Change names, explanations, order and use of a life domain; its code is for ever, and ``basis`` stays in use."""
    _must_administer(by)
    domain = LifeDomain.objects.get(pk=life_domain_id)
    allowed = {"name_nl", "name_en", "explanation_nl", "explanation_en", "position", "in_conversation", "active"}
    for name in allowed & fields.keys():
        setattr(domain, name, fields[name])
    if domain.code == "basis" and (not domain.active or domain.in_conversation):
        raise ValidationError(_("Dit leefgebied is altijd in gebruik en hoort niet in het gesprek."))
    domain.full_clean()
    domain.save()
    log.write("change_life_domain", "life_domain", [], object_id=domain.pk, code=domain.code, active=domain.active)
    return domain

"""Deeds on absence and on how much work one worker has: by the person, the team leader or the administrator."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from ontschot.accounts.models import Absence, CaseloadNorm, Team, TeamMembership, User
from ontschot.accounts.rules import may
from ontschot.foundation import versions
from ontschot.foundation.calendar import today
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed


@deed
def set_absence(
    *,
    by: Actor,
    user_id: int,
    first_day: dt.date,
    last_day: dt.date | None = None,
    cover_user_id: int | None = None,
    note: str = "",
    resident_note: str = "",
    request_id: uuid.UUID | None = None,
) -> Absence:
    """Somebody is away from ``first_day`` to ``last_day`` (that day too; None: until further notice).

    By themselves, or by who leads a team in which they sit (somebody who fell ill). The cover sees and does their work
    in that time, as long as both sit in one team. Raises ValidationError, PermissionDenied.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise ValidationError(_("Dit account is gesloten."))
    _must_arrange(by, user_id)
    if last_day is not None and last_day < today():
        raise ValidationError({"last_day": _("Deze dagen zijn al voorbij.")})
    period = _period(first_day, last_day)
    if cover_user_id is not None:
        _check_cover(user, cover_user_id, period)
    try:
        with transaction.atomic():
            made = Absence.objects.create(
                user=user,
                cover_id=cover_user_id,
                period=period,
                note=note.strip()[:300],
                resident_note=resident_note.strip()[:300],
                set_by=by.user_id,
            )
    except IntegrityError as error:
        raise ValidationError(
            _("%(name)s staat in deze dagen al als afwezig. Wijzig of beëindig dat eerst.") % {"name": user}
        ) from error
    log.write("set_absence", "absence", [], object_id=made.pk, user=user_id, cover=cover_user_id)
    return made


@deed
def change_absence(
    *,
    by: Actor,
    absence_id: int,
    version: int,
    last_day: dt.date | None,
    cover_user_id: int | None,
    note: str = "",
    resident_note: str = "",
    request_id: uuid.UUID | None = None,
) -> Absence:
    """Another last day, cover or message. Raises Conflict, ValidationError, PermissionDenied, Absence.DoesNotExist."""
    absence = _arranged(by, absence_id)
    if last_day is not None and last_day < today():
        raise ValidationError({"last_day": _("Deze dag is al voorbij. Is iemand terug? Kies dan: weer aanwezig.")})
    period = _period(absence.period.lower, last_day)
    if cover_user_id is not None:
        _check_cover(absence.user, cover_user_id, period)
    changed = versions.change(
        absence,
        expected=version,
        period=period,
        cover_id=cover_user_id,
        note=note.strip()[:300],
        resident_note=resident_note.strip()[:300],
    )
    log.write("change_absence", "absence", [], object_id=absence_id, user=absence.user_id, cover=cover_user_id)
    return changed


@deed
def end_absence(*, by: Actor, absence_id: int, version: int, request_id: uuid.UUID | None = None) -> Absence:
    """Back again: the cover's access ends at once. An absence that has yet to begin does not take place."""
    absence = _arranged(by, absence_id)
    if absence.period.isempty or (absence.period.upper is not None and absence.period.upper <= today()):
        raise ValidationError(_("Deze afwezigheid was al voorbij."))
    period = DateRange(absence.period.lower, max(today(), absence.period.lower))
    changed = versions.change(absence, expected=version, period=period)
    log.write("end_absence", "absence", [], object_id=absence_id, user=absence.user_id)
    return changed


def _arranged(by: Actor, absence_id: int) -> Absence:
    absence = Absence.objects.select_related("user").get(pk=absence_id)
    _must_arrange(by, absence.user_id)
    return absence


def _must_arrange(by: Actor, user_id: int) -> None:
    """One's own absence, or that of somebody in a team that one leads today."""
    if by.role == "system" or by.user_id == user_id:
        return
    if not (may(by.role, "manage_team") and leads(by.user_id, user_id)):
        raise PermissionDenied


def leads(leader_id: int | None, user_id: int) -> bool:
    """Whether this leader leads a team today in which the user sits today."""
    led = TeamMembership.objects.filter(user_id=leader_id or 0, is_leader=True, period__contains=today())
    here = TeamMembership.objects.filter(user_id=user_id, period__contains=today())
    return here.filter(team_id__in=led.values("team_id")).exists()


def _period(first: dt.date, last: dt.date | None) -> DateRange:
    if last is not None and last < first:
        raise ValidationError({"last_day": _("De laatste dag ligt voor de eerste.")})
    return DateRange(first, last + dt.timedelta(days=1) if last is not None else None)


def _check_cover(user: User, cover_user_id: int, period: DateRange) -> None:
    if cover_user_id == user.pk:
        raise ValidationError({"cover": _("Niemand vervangt zichzelf. Kies een collega.")})
    teams = TeamMembership.objects.filter(user=user, period__contains=today()).values("team_id")
    seat = TeamMembership.objects.filter(user_id=cover_user_id, team_id__in=teams, period__contains=today())
    cover = User.objects.filter(pk=cover_user_id, is_active=True).first()
    if cover is None or not seat.exists():
        raise ValidationError({"cover": _("Kies een collega van hetzelfde team.")})
    if may(user.role, "coordinate") and not may(cover.role, "coordinate"):
        raise ValidationError({"cover": _("%(name)s kan geen regisseur zijn. Kies een wijkcoach.") % {"name": cover}})
    if Absence.objects.filter(user_id=cover_user_id, period__overlap=period).exists():
        raise ValidationError({"cover": _("%(name)s is dan zelf afwezig. Kies een ander.") % {"name": cover}})


@deed
def set_caseload_norm(
    *,
    by: Actor,
    team_id: int,
    households: int,
    starts_on: dt.date,
    source: str = "",
    full_week: int = 36,
    request_id: uuid.UUID | None = None,
) -> CaseloadNorm:
    """How many households one worker of this team with a week of ``full_week`` hours coordinates, from a day on; the
    norm before it ends there.

    Raises ValidationError when there is a norm that begins later, or PermissionDenied.
    """
    if by.role != "system" and not may(by.role, "administer"):
        raise PermissionDenied
    team = Team.objects.get(pk=team_id)
    norms = CaseloadNorm.objects.filter(team=team)
    if norms.filter(period__startswith__gte=starts_on).exists():
        raise ValidationError({"starts_on": _("Er is al een norm die op of na deze dag begint.")})
    before = norms.filter(period__contains=starts_on).first()
    if before is not None:
        before.period = DateRange(before.period.lower, starts_on)
        before.save(update_fields=["period"])
    made = CaseloadNorm.objects.create(
        team=team,
        households=households,
        full_week=full_week,
        period=DateRange(starts_on, None),
        source=source.strip()[:200],
    )
    log.write("set_caseload_norm", "team", [], object_id=team_id, households=households)
    return made

"""Who is away, who covers whom, and how much work one worker of a team has. Nothing of residents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from ontschot.accounts.models import Absence, CaseloadNorm, TeamMembership
from ontschot.accounts.rules import may
from ontschot.foundation.calendar import today
from ontschot.foundation.folding import fold
from ontschot.privacy.acting import remembered_rows


@dataclass(frozen=True)
class AbsenceView:
    """Somebody's absence. ``last_day`` None: until further notice; ``cover_name`` empty: nobody covers; ``cover_away``:
    who should cover is away too (for an absence to come: on some of the days).
    """

    id: int
    version: int
    user_id: int
    name: str
    cover_id: int | None
    cover_name: str
    first_day: dt.date
    last_day: dt.date | None
    note: str
    resident_note: str = ""
    cover_phone: str = ""
    cover_away: bool = False

    @property
    def uncovered(self) -> bool:
        """Nobody takes the work: nobody was asked to, or who was asked is away."""
        return self.cover_id is None or self.cover_away

    def now(self) -> bool:
        """Whether it has begun and not ended."""
        return self.first_day <= today() and (self.last_day is None or self.last_day >= today())


def _view(row: Absence) -> AbsenceView:
    upper = row.period.upper
    return AbsenceView(
        id=row.pk,
        version=row.version,
        user_id=row.user_id,
        name=str(row.user),
        cover_id=row.cover_id,
        cover_name=str(row.cover) if row.cover else "",
        first_day=row.period.lower,
        last_day=upper - dt.timedelta(days=1) if upper else None,
        note=row.note,
        resident_note=row.resident_note,
        cover_phone=row.cover.phone if row.cover else "",
        cover_away=getattr(row, "cover_away", False),
    )


def absences(user_ids: Collection[int], *, on: dt.date | None = None) -> dict[int, AbsenceView]:
    """Of these users those who are away on a day (today), by number; one query."""
    day = on or today()
    away = Absence.objects.filter(user_id=OuterRef("cover_id"), period__contains=day)
    found = Absence.objects.filter(user_id__in=user_ids, period__contains=day).annotate(cover_away=Exists(away))
    return {row.user_id: _view(row) for row in found.select_related("user", "cover")}


def absences_ahead(user_ids: Collection[int]) -> list[AbsenceView]:
    """Absences of these users that are not over, those that begin first first."""
    found = Absence.objects.filter(user_id__in=user_ids).filter(
        Q(period__endswith__gt=today()) | Q(period__endswith__isnull=True), period__isempty=False
    )
    away = Absence.objects.filter(user_id=OuterRef("cover_id"), period__overlap=OuterRef("period"))
    rows = found.annotate(cover_away=Exists(away)).select_related("user", "cover")
    return [_view(row) for row in rows.order_by("period", "pk")]


def left_uncovered_by(absence_id: int) -> list[str]:
    """The names of those whom the absent one should cover on days of this absence, by name."""
    one = Absence.objects.get(pk=absence_id)
    found = Absence.objects.filter(cover_id=one.user_id, period__overlap=one.period, user__is_active=True)
    return sorted({str(row.user) for row in found.select_related("user")}, key=fold)


def absence(absence_id: int) -> AbsenceView:
    """One absence. Raises Absence.DoesNotExist."""
    return _view(Absence.objects.select_related("user", "cover").get(pk=absence_id))


def covering(user_id: int, *, on: dt.date | None = None) -> list[AbsenceView]:
    """Whom this user covers on a day (today): only colleagues with whom a team is shared, as the database does."""
    day = on or today()
    return remembered_rows(("covering", user_id, day), lambda: map(_view, _covered(user_id, day)))


def _covered(user_id: int, day: dt.date) -> QuerySet[Absence]:
    mine = TeamMembership.objects.filter(user_id=user_id, period__contains=day).values("team_id")
    theirs = TeamMembership.objects.filter(team_id__in=mine, period__contains=day).values("user_id")
    found = Absence.objects.filter(cover_id=user_id, period__contains=day, user_id__in=theirs, user__is_active=True)
    return found.select_related("user", "cover").order_by("pk")


def covered_by(user_id: int | None) -> list[int]:
    """The numbers of the users whom this user covers today."""
    return [one.user_id for one in covering(user_id)] if user_id else []


def possible_covers(user_id: int) -> list[tuple[int, str]]:
    """Number and name of the colleagues of the same teams who can take this user's work."""
    teams = TeamMembership.objects.filter(user_id=user_id, period__contains=today())
    seats = TeamMembership.objects.filter(
        team_id__in=teams.values("team_id"), period__contains=today(), user__is_active=True
    ).exclude(user_id=user_id)
    own = teams.values_list("user__role", flat=True).first() or ""
    found = {
        seat.user_id: str(seat.user)
        for seat in seats.select_related("user")
        if not own or not may(own, "coordinate") or may(seat.user.role, "coordinate")
    }
    return sorted(found.items(), key=lambda one: fold(one[1]))


def caseload_norms(team_id: int) -> list[CaseloadNorm]:
    """The norms of a team, newest first."""
    return list(CaseloadNorm.objects.filter(team_id=team_id))


def caseload_norm(team_id: int, *, on: dt.date | None = None) -> CaseloadNorm | None:
    """The norm of a team on a day (today), if there is one."""
    return CaseloadNorm.objects.filter(team_id=team_id, period__contains=on or today()).first()

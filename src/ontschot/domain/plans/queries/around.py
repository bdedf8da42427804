"""Who stands around a household: the coordinator, everybody involved now and before, and how many that are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from ontschot.accounts import queries as accounts
from ontschot.accounts.absence_queries import AbsenceView, absences
from ontschot.accounts.models import User
from ontschot.domain.plans.models import Coordinatorship, Involvement, own_words
from ontschot.domain.plans.queries.records import coordinatorships_of, involvements_of
from ontschot.domain.plans.queries.subjects import subjects_of
from ontschot.domain.plans.rules import Counted, count_around
from ontschot.foundation import calendar
from ontschot.privacy import log
from ontschot.privacy.models import LifeDomain
from ontschot.privacy.queries import every_life_domain


@dataclass(frozen=True)
class CoordinatorView:
    """Who coordinates, or coordinated, with how to reach them. ``until`` None: now."""

    id: int
    user_id: int
    name: str
    job_title: str
    organisation: str
    phone: str
    email: str
    since: dt.datetime
    until: dt.datetime | None
    reason: str
    open_ends: str
    promised: str = ""
    looks_until: dt.date | None = None  # a predecessor who looks along: the last day
    absence: AbsenceView | None = None


@dataclass(frozen=True)
class InvolvedView:
    """Somebody involved. ``life_domains`` empty: all of them (with an account), or none of our records (by name)."""

    id: int
    version: int
    kind: str
    kind_label: str
    user_id: int | None
    name: str
    organisation: str
    role: str
    life_domains: list[LifeDomain]
    purpose: str
    ground: str
    phone: str
    starts_on: dt.date
    ended_at: dt.datetime | None
    end_reason: str


@dataclass(frozen=True)
class Around:
    """Everybody around a household."""

    coordinator: CoordinatorView | None
    involved: list[InvolvedView]
    former: list[InvolvedView] = field(default_factory=list)
    coordinators: list[CoordinatorView] = field(default_factory=list)

    @property
    def counted(self) -> Counted:
        """How many organisations and people: the 'fewer' line."""
        return count_around((one.kind, one.name, one.organisation) for one in self.involved)


def around(household_id: int) -> Around:
    """Everybody around the household, now and before."""
    coordinators = coordinatorships_of(household_id)
    users = accounts.users_by_number(one.user_id for one in coordinators)
    away = absences({one.user_id for one in coordinators if one.period.upper is None})
    history = [_coordinator(one, users.get(one.user_id), away.get(one.user_id)) for one in coordinators]
    domains = every_life_domain()
    rows = [_involved(one, domains) for one in involvements_of(household_id)]
    log.read("involvement", subjects_of(household_id))
    return Around(
        coordinator=next((one for one in history if one.until is None), None),
        involved=sorted((one for one in rows if one.ended_at is None), key=lambda one: one.kind != "coordinator"),
        former=[one for one in reversed(rows) if one.ended_at is not None],
        coordinators=history,
    )


def involved_users(household_id: int) -> list[tuple[int, str]]:
    """Number and name of who is involved now with an account, for choices in a form."""
    here = involvements_of(household_id)
    log.read("involvement", subjects_of(household_id))
    return [(one.user_id, one.name) for one in here if one.ended_at is None and one.user_id]


def _coordinator(one: Coordinatorship, user: User | None, absence: AbsenceView | None) -> CoordinatorView:
    looks = one.access_until if one.access_until and one.access_until > calendar.today() else None
    return CoordinatorView(
        id=one.pk,
        user_id=one.user_id,
        name=str(user or ""),
        job_title=user.job_title if user else "",
        organisation=str(user.organisation) if user and user.organisation else "",
        phone=user.phone if user else "",
        email=user.email if user else "",
        since=one.period.lower,
        until=one.period.upper,
        reason=one.reason,
        open_ends=one.open_ends,
        promised=one.promised,
        looks_until=looks - dt.timedelta(days=1) if looks else None,
        absence=absence if one.period.upper is None else None,
    )


def _involved(one: Involvement, domains: dict[int, LifeDomain]) -> InvolvedView:
    return InvolvedView(
        id=one.pk,
        version=one.version,
        kind=one.kind,
        kind_label=one.get_kind_display(),
        user_id=one.user_id,
        name=one.name,
        organisation=one.organisation if one.organisation != one.name else "",
        role=own_words.shown(one.role),
        life_domains=[domains[number] for number in one.life_domain_ids or [] if number in domains],
        purpose=one.purpose,
        ground=one.ground,
        phone=one.phone,
        starts_on=one.starts_on,
        ended_at=one.ended_at,
        end_reason=own_words.shown(one.end_reason),
    )


def coordinator_id(household_id: int) -> int | None:
    """The user who coordinates now. The caller shows (and logs) the household."""
    now = Coordinatorship.objects.filter(household_id=household_id, period__contains=timezone.now())
    return now.values_list("user_id", flat=True).first()


def coordinator_choices() -> list[tuple[int, str]]:
    """Who can coordinate, for a picklist: number and name with organisation. Nothing of residents, so not logged."""
    return _choices("coordinate")


def contribution_choices() -> list[tuple[int, str]]:
    """Who can be involved with an account, for a picklist. Nothing of residents, so not logged."""
    return _choices("contribute")


def _choices(capability: str) -> list[tuple[int, str]]:
    return [
        (one.id, f"{one.name} – {one.organisation}" if one.organisation else one.name)
        for one in accounts.professionals(capability=capability, limit=500)
    ]

"""The one coordinator of a household: named, handed over, ended. Access follows, at once."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.accounts.models import User
from ontschot.accounts.rules import may
from ontschot.domain.access.actions import entrust_unseen
from ontschot.domain.people.models import Household
from ontschot.domain.plans.actions.allowed import demand, subjects
from ontschot.domain.plans.actions.around import close_access, new_involvement, open_involvement, organisation_of
from ontschot.domain.plans.actions.own_notes import reopen_own_notes
from ontschot.domain.plans.models import (
    Action,
    Appointment,
    Attendee,
    Coordinatorship,
    Involvement,
    Plan,
    Task,
    own_words,
)
from ontschot.domain.plans.rules import Refused
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import drawer_for, open_access
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import Ground, Purpose
from ontschot.privacy.queries import grants_on


@deed
def name_coordinator(*, by: Actor, household_id: int, user_id: int, request_id: UUID | None = None) -> Coordinatorship:
    """Name the one coordinator of a household that has none. Raises Refused when there is one already (hand over), or
    by an account that
    cannot coordinate.
    """
    demand(by, "appoint_coordinator")
    household = Household.objects.get(pk=household_id)
    coordinatorship = start_coordination(by, household, _coordinator(user_id), timezone.now())
    log.write("name_coordinator", "coordinatorship", subjects(household_id), object_id=coordinatorship.pk)
    close_access(household_id, team_waits(household_id), None)
    return coordinatorship


def team_waits(household_id: int) -> list[str]:
    """The sources of what a team sees of a household only because nobody coordinates it."""
    with acting.wide("ontschot_register"):
        waiting = grants_on(household_id=household_id).filter(source__startswith="unassigned:")
        return list(waiting.values_list("source", flat=True))


def _coordinator(user_id: int) -> User:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not may(user.role, "coordinate"):
        raise Refused(_("Kies iemand uit een wijkteam: alleen een wijkcoach of teamleider kan regisseur zijn."))
    return user


def start_coordination(by: Actor, household: Household, user: User, at: dt.datetime, **fields: str) -> Coordinatorship:
    """From now on this user coordinates, is involved as such, and has access. Raises Refused when somebody does."""
    try:
        with transaction.atomic():
            coordinatorship = Coordinatorship.objects.create(
                drawer_id=drawer_for(household_id=household.pk),
                household=household,
                user_id=user.pk,
                period=DateTimeTZRange(at, None),
                **fields,
            )
    except IntegrityError as error:
        if "one_coordinator" in str(error):
            raise Refused(
                _("Dit huishouden heeft al een regisseur. Er is er één tegelijk: draag de regie over.")
            ) from error
        raise
    _end_earlier_involvement(household.pk, user.pk)
    involvement = new_involvement(
        by,
        household,
        kind=Involvement.Kind.COORDINATOR,
        user_id=user.pk,
        name=str(user),
        organisation=organisation_of(user),
        role=own_words.COORDINATES,
        phone=user.phone,
        purpose=Purpose.COORDINATION,
        ground=Ground.PUBLIC_TASK,
        starts_on=calendar.today(),
    )
    open_involvement(involvement, None)
    return coordinatorship


def _end_earlier_involvement(household_id: int, user_id: int) -> None:
    """Who becomes coordinator is no longer involved as something else.

    Their access goes over into that of the coordinator.
    """
    earlier = Involvement.objects.filter(household_id=household_id, user_id=user_id, ended_at=None)
    sources = [f"involvement:{number}" for number in earlier.values_list("id", flat=True)]
    earlier.update(ended_at=timezone.now(), end_reason=own_words.COORDINATES_NOW, version=F("version") + 1)
    grants_on(household_id=household_id).order_by().filter(source__in=sources).update(ends_at=Now())


@deed
def hand_over(
    *,
    by: Actor,
    household_id: int,
    user_id: int,
    reason: str,
    open_ends: str = "",
    promised: str = "",
    access_until: dt.date | None = None,
    request_id: UUID | None = None,
) -> Coordinatorship:
    """Another coordinator takes over: open tasks and the predecessor's open actions move along, the predecessor's
    access ends at once, or at the end of the day before ``access_until`` (at most four weeks) when they work it over.
    Notes that the predecessor wrote for themselves stay theirs.

    Raises Refused without a reason, without a present coordinator, or to the same person.
    """
    demand(by, "appoint_coordinator")
    household = Household.objects.get(pk=household_id)
    successor = _coordinator(user_id)
    present = Coordinatorship.objects.filter(household=household, period__endswith__isnull=True).first()
    if present is None:
        raise Refused(_("Dit huishouden heeft nog geen regisseur. Wijs er een aan."))
    if present.user_id == user_id:
        raise Refused(_("%(name)s is al de regisseur.") % {"name": successor})
    if not reason.strip():
        raise Refused(_("Schrijf op waarom de regie wordt overgedragen."))
    _check_look_along(access_until)
    at = timezone.now()
    sources = stop_coordination(present, at, reason.strip())
    coordinatorship = start_coordination(
        by,
        household,
        successor,
        at,
        reason=reason.strip()[:500],
        open_ends=open_ends.strip()[:5_000],
        promised=promised.strip()[:5_000],
    )
    move_work(household_id, present.user_id, successor)
    log.write("hand_over", "coordinatorship", subjects(household_id), object_id=coordinatorship.pk)
    close_access(household_id, sources, present.user_id)
    if access_until is not None:
        _look_along(present, access_until)
    return coordinatorship


LOOK_ALONG = dt.timedelta(days=28)


def _check_look_along(until: dt.date | None) -> None:
    today = calendar.today()
    if until is not None and not today < until <= today + LOOK_ALONG:
        raise Refused(_("De vorige regisseur kan hoogstens vier weken meekijken."))


def _look_along(present: Coordinatorship, until: dt.date) -> None:
    """The predecessor still sees the household until a day; the grant carries its own end, so nothing must end it."""
    with acting.wide("ontschot_register"):
        Coordinatorship.objects.filter(pk=present.pk).update(access_until=until)
        open_access(
            user_id=present.user_id,
            household_id=present.household_id,
            reaches_members=True,
            purpose=Purpose.COORDINATION,
            ground=Ground.PUBLIC_TASK,
            source=f"handover:{present.pk}",
            ends_at=dt.datetime.combine(until, dt.time.min, tzinfo=calendar.AMSTERDAM),
        )
        reopen_own_notes(user_id=present.user_id, household_id=present.household_id)


@deed
def end_look_along(*, by: Actor, coordinatorship_id: int, request_id: UUID | None = None) -> Coordinatorship:
    """A predecessor no longer looks along, as of now. By who appoints coordinators, or the predecessor.

    Raises Refused when it was over, PermissionError, Coordinatorship.DoesNotExist.
    """
    one = Coordinatorship.objects.get(pk=coordinatorship_id)
    if by.user_id is None or one.user_id != by.user_id:
        demand(by, "appoint_coordinator")
    if one.access_until is None or one.access_until <= calendar.today():
        raise Refused(_("Deze toegang was al voorbij."))
    Coordinatorship.objects.filter(pk=one.pk).update(access_until=calendar.today())
    one.refresh_from_db()
    log.write("end_look_along", "coordinatorship", subjects(one.household_id), object_id=one.pk)
    close_access(one.household_id, [f"handover:{one.pk}"], one.user_id)
    return one


def stop_coordination(present: Coordinatorship, at: dt.datetime, reason: str) -> list[str]:
    """End the coordinatorship and its involvement; returns the sources of access that must end with it."""
    Coordinatorship.objects.filter(pk=present.pk).update(period=DateTimeTZRange(present.period.lower, at))
    ending = Involvement.objects.filter(
        household_id=present.household_id, kind=Involvement.Kind.COORDINATOR, ended_at=None
    )
    sources = [f"involvement:{number}" for number in ending.values_list("id", flat=True)]
    ending.update(ended_at=at, end_reason=reason[:300], version=F("version") + 1)
    return sources


def move_work(household_id: int, from_user_id: int, to: User) -> None:
    """Open tasks, actions and planned appointments of this user go to another; as system work, also those that the
    actor may not see.
    """
    with acting.wide("ontschot_register"):
        _move_work(household_id, from_user_id, to)


def _move_work(household_id: int, from_user_id: int, to: User) -> None:
    Task.objects.filter(household_id=household_id, user_id=from_user_id, state=Task.State.OPEN).update(
        user_id=to.pk, version=F("version") + 1
    )
    Action.objects.filter(
        Q(state=Action.State.PLANNED) | Q(state=Action.State.STARTED),
        goal__plan__household_id=household_id,
        owner_user_id=from_user_id,
    ).update(owner_user_id=to.pk, owner_name=str(to)[:120], version=F("version") + 1)
    comes_along(coming(household_id, from_user_id), to.pk)


def coming(household_id: int, user_id: int) -> QuerySet[Attendee]:
    """To which planned appointments with this household somebody comes. Under ``ontschot_register`` only."""
    return Attendee.objects.filter(
        user_id=user_id,
        appointment__household_id=household_id,
        appointment__state=Appointment.State.PLANNED,
        appointment__ends_at__gt=timezone.now(),
    )


def comes_along(rows: QuerySet[Attendee], user_id: int) -> None:
    """Another comes in the place of who would; who comes already comes once."""
    twice = Attendee.objects.filter(user_id=user_id).values("appointment_id")
    rows.filter(appointment_id__in=twice).delete()
    rows.update(user_id=user_id)


def _looking_along(household_id: int) -> list[int]:
    """The coordinatorships of predecessors who still look along; they stop now."""
    still = Coordinatorship.objects.filter(household_id=household_id, access_until__gt=calendar.today())
    numbers = list(still.values_list("id", flat=True))
    still.update(access_until=calendar.today())
    return numbers


@deed
def end_coordination(*, by: Actor, household_id: int, reason: str, request_id: UUID | None = None) -> Coordinatorship:
    """The coordination ends because the plan is closed.

    Access ends at once; a legal term that still runs goes to who leads the team. Raises Refused while there is a
    current plan.
    """
    demand(by, "appoint_coordinator")
    present = Coordinatorship.objects.filter(household_id=household_id, period__endswith__isnull=True).first()
    if present is None:
        raise Refused(_("Dit huishouden heeft geen regisseur."))
    if Plan.objects.filter(household_id=household_id).exclude(state=Plan.State.CLOSED).exists():
        raise Refused(_("Er loopt nog een plan. Draag de regie over, of sluit eerst het plan af."))
    sources = stop_coordination(present, timezone.now(), reason.strip() or _("het plan is afgesloten"))
    sources += [f"handover:{number}" for number in _looking_along(household_id)]
    log.write("end_coordination", "coordinatorship", subjects(household_id), object_id=present.pk)
    close_access(household_id, sources, present.user_id)
    entrust_unseen(household_id)
    return present

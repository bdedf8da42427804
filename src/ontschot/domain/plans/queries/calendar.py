"""The calendar: appointments, tasks and actions by day, clashes, and times alone for a calendar program.

Whether a colleague is busy is asked as system work and answered with busy or not: never with whom, where or why.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef, Q

from ontschot.accounts import absence_queries
from ontschot.accounts import queries as accounts
from ontschot.accounts.absence_queries import AbsenceView
from ontschot.accounts.models import TeamMembership
from ontschot.domain.people.models import Person
from ontschot.domain.plans.models import Action, Appointment, Attendee, Involvement, Plan, Task
from ontschot.foundation import calendar
from ontschot.foundation.folding import fold
from ontschot.privacy import acting, log
from ontschot.privacy.models import LifeDomain
from ontschot.privacy.queries import grants_on

LONGEST_WAY = dt.timedelta(hours=8)  # nobody travels longer between two appointments
MOST = 500  # of a week, far above what anybody has


@dataclass(frozen=True)
class AppointmentLine:
    """An appointment with names. ``clash``: it overlaps another of the same person; ``of``: whom one covers."""

    record: Appointment
    household_name: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    persons: list[str]
    colleagues: list[str]
    clash: bool = False
    of: str = ""
    tight: int = 0  # minutes that are short for the way there, from the one before

    @property
    def repeats(self) -> bool:
        """Whether it is one of a series."""
        return self.record.series_id is not None


@dataclass(frozen=True)
class Day:
    """One day of the calendar."""

    date: dt.date
    appointments: list[AppointmentLine] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    absence: AbsenceView | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing stands on this day."""
        return not (self.appointments or self.tasks or self.actions or self.absence)


def _begin(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=calendar.AMSTERDAM)


def my_calendar(first: dt.date, days: int) -> list[Day]:
    """From ``first`` on: own appointments and those of whom one covers, open tasks and actions by their date."""
    user_id = acting.current().actor.user_id or 0
    last = first + dt.timedelta(days=days)
    covered = {one.user_id: one.name for one in absence_queries.covering(user_id)}
    rows = list(
        Attendee.objects.filter(
            user_id__in=[user_id, *covered],
            appointment__starts_at__lt=_begin(last),
            appointment__ends_at__gt=_begin(first),
        )
        .exclude(appointment__state=Appointment.State.CANCELLED)
        .select_related("appointment__household", "appointment__life_domain")
        .order_by("appointment__starts_at", "appointment_id")[:MOST]
    )
    mine = [row for row in rows if row.user_id == user_id]
    own = {row.appointment_id for row in mine}
    lines = _lines([row.appointment for row in mine])
    for row in rows:
        if row.user_id != user_id and row.appointment_id not in own:
            own.add(row.appointment_id)
            lines += _lines([row.appointment], of=covered[row.user_id])
    tasks = list(
        Task.objects.filter(user_id=user_id, state=Task.State.OPEN, due_on__gte=first, due_on__lt=last)
        .select_related("household")
        .order_by("due_on", "id")[:MOST]
    )
    actions = list(
        Action.objects.filter(
            owner_user_id=user_id,
            state__in=[Action.State.PLANNED, Action.State.STARTED],
            due_on__gte=first,
            due_on__lt=last,
        )
        .exclude(goal__plan__state=Plan.State.CLOSED)
        .select_related("goal__plan__household")
        .order_by("due_on", "id")[:MOST]
    )
    log.read(
        "appointment",
        [log.Subject(household_id=line.record.household_id) for line in lines]
        + [log.Subject(task.person_id, task.household_id) for task in tasks]
        + [log.Subject(action.goal.person_id, action.goal.plan.household_id) for action in actions],
    )
    away = absence_queries.absences_ahead([user_id])
    return [_day(first + dt.timedelta(days=n), lines, tasks, actions, away) for n in range(days)]


def _day(
    day: dt.date, lines: list[AppointmentLine], tasks: list[Task], actions: list[Action], away: list[AbsenceView]
) -> Day:
    return Day(
        date=day,
        appointments=[one for one in lines if one.starts_at.date() <= day <= one.ends_at.date()],
        tasks=[one for one in tasks if one.due_on == day],
        actions=[one for one in actions if one.due_on == day],
        absence=next(
            (one for one in away if one.first_day <= day and (one.last_day is None or day <= one.last_day)), None
        ),
    )


def _lines(records: list[Appointment], *, of: str = "") -> list[AppointmentLine]:
    """With names, by three queries however many; clashes are between these."""
    if not records:
        return []
    persons = {number for record in records for number in record.person_ids}
    names = dict(Person.objects.filter(pk__in=persons).values_list("id", "display_name")) if persons else {}
    come = defaultdict(list)
    for number, user_id in Attendee.objects.filter(appointment__in=records).values_list("appointment_id", "user_id"):
        come[number].append(user_id)
    users = accounts.user_names(user for users in come.values() for user in users)
    planned = [one for one in records if one.state == Appointment.State.PLANNED]
    return [
        AppointmentLine(
            record=one,
            household_name=one.household.name,
            starts_at=one.starts_at.astimezone(calendar.AMSTERDAM),
            ends_at=one.ends_at.astimezone(calendar.AMSTERDAM),
            persons=[names[number] for number in one.person_ids if number in names],
            colleagues=sorted((users[user].name for user in come[one.pk] if user in users), key=fold),
            clash=any(
                other.pk != one.pk and other.starts_at < one.ends_at and one.starts_at < other.ends_at
                for other in planned
            )
            and one.state == Appointment.State.PLANNED,
            of=of,
            tight=_short_of(one, planned),
        )
        for one in records
    ]


def _short_of(one: Appointment, planned: list[Appointment]) -> int:
    """How many minutes the way to an appointment is short of, from the one that ends last before it. In minutes."""
    if one.state != Appointment.State.PLANNED or not one.travel_minutes:
        return 0
    ends = [other.ends_at for other in planned if other.pk != one.pk and other.ends_at <= one.starts_at]
    free = (one.starts_at - max(ends)).total_seconds() // 60 if ends else one.travel_minutes
    return max(0, one.travel_minutes - int(free))


def lines_of(records: list[Appointment]) -> list[AppointmentLine]:
    """With names and without clashes; the caller logs."""
    return [replace(line, clash=False, tight=0) for line in _lines(records)]


def appointment(appointment_id: int) -> AppointmentLine:
    """One appointment. Raises Appointment.DoesNotExist when not there or not open to the user."""
    record = Appointment.objects.select_related("household", "life_domain").get(pk=appointment_id)
    [line] = _lines([record])
    log.read("appointment", [log.Subject(household_id=record.household_id)], object_id=record.pk)
    return line


def attendees(appointment_id: int) -> list[int]:
    """Who comes; the caller shows (and logs) the appointment."""
    return list(Attendee.objects.filter(appointment_id=appointment_id).values_list("user_id", flat=True))


def appointments_of_household(household_id: int, *, limit: int = 10) -> list[AppointmentLine]:
    """What is planned with this household from today on; of a series the first."""
    coming = Appointment.objects.filter(
        household_id=household_id, state=Appointment.State.PLANNED, ends_at__gte=_begin(calendar.today())
    )
    sooner = coming.filter(series_id=OuterRef("series_id"), starts_at__lt=OuterRef("starts_at"))
    found = coming.filter(~Exists(sooner)).select_related("household", "life_domain")
    lines = _lines(list(found.order_by("starts_at", "id")[:limit]))
    log.read("appointment", [log.Subject(household_id=household_id)], lines=len(lines))
    return [replace(line, clash=False, tight=0) for line in lines]


def companions(household_id: int, life_domain: str) -> list[tuple[int, str]]:
    """Number and name of who works with this household and may see this life domain: involved, or in its team.

    The caller shows (and logs) the household.
    """
    domain = LifeDomain.objects.get(code=life_domain).pk
    involved = Involvement.objects.filter(household_id=household_id, ended_at=None, user_id__isnull=False)
    ids = {
        one.user_id
        for one in involved
        if one.life_domain_ids is None or life_domain == "basis" or domain in one.life_domain_ids
    }
    open_to_all = Q(life_domain_ids=None) | Q(life_domain_ids__contains=[domain])
    grants = grants_on(household_id=household_id).filter(open_to_all, shield=None, team_id__isnull=False)
    seats = TeamMembership.objects.filter(
        team_id__in=list(grants.values_list("team_id", flat=True)),
        period__contains=calendar.today(),
        user__is_active=True,
    )
    ids |= set(seats.values_list("user_id", flat=True)) | {acting.current().actor.user_id}
    found = accounts.user_names(ids)
    return sorted(((one.id, one.name) for one in found.values() if one.active), key=lambda one: fold(one[1]))


@dataclass(frozen=True)
class Busy:
    """A colleague who cannot come: elsewhere then, away, or (``tight``) with too little time for the way."""

    name: str
    absence: AbsenceView | None
    tight: bool = False


def busy(
    user_ids: Collection[int],
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    *,
    travel_minutes: int = 0,
    except_id: int | None = None,
) -> list[Busy]:
    """Who of these has an appointment then, is away that day, or has too little time to travel between two: only that
    it is so, nothing of what, whom or where.
    """
    way = dt.timedelta(minutes=travel_minutes)
    with acting.wide("ontschot_register"):
        near = Attendee.objects.filter(
            user_id__in=user_ids,
            appointment__state=Appointment.State.PLANNED,
            appointment__starts_at__lt=ends_at + LONGEST_WAY,
            appointment__ends_at__gt=starts_at - way,
        ).exclude(appointment_id=except_id or 0)
        rows = list(
            near.values_list(
                "user_id", "appointment__starts_at", "appointment__ends_at", "appointment__travel_minutes"
            )[:MOST]
        )
    taken = {user for user, begins, ends, _way in rows if begins < ends_at and ends > starts_at}
    tight = {user for user, begins, _ends, minutes in rows if begins - dt.timedelta(minutes=minutes) < ends_at} - taken
    away = absence_queries.absences(user_ids, on=starts_at.astimezone(calendar.AMSTERDAM).date())
    names = accounts.user_names(taken | tight | away.keys())
    log.read("appointment", [], busy=len(names))
    return [Busy(names[number].name, away.get(number), number in tight) for number in sorted(names)]


def busy_days(user_ids: Collection[int], series_id: int) -> list[dt.date]:
    """On which days of a series one of these has something else at that time: only that it is so."""
    with acting.wide("ontschot_register"):
        series = Appointment.objects.filter(series_id=series_id, state=Appointment.State.PLANNED)
        moments = list(series.order_by("starts_at").values_list("starts_at", "ends_at"))
        others = Attendee.objects.filter(
            user_id__in=user_ids,
            appointment__state=Appointment.State.PLANNED,
            appointment__starts_at__lt=moments[-1][1],
            appointment__ends_at__gt=moments[0][0],
        ).exclude(appointment__series_id=series_id)
        taken = list(others.values_list("appointment__starts_at", "appointment__ends_at")[:5_000]) if moments else []
    log.read("appointment", [], busy=len(taken))
    return [
        begins.astimezone(calendar.AMSTERDAM).date()
        for begins, ends in moments
        if any(other < ends and begins < until for other, until in taken)
    ]


@dataclass(frozen=True)
class Moment:
    """When somebody has an appointment, and nothing else of it."""

    number: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    version: int


def my_moments() -> list[Moment]:
    """The moments of the current user's appointments that are open to them, of a month ago until a year ahead."""
    today = calendar.today()
    rows = (
        Attendee.objects.filter(
            user_id=acting.current().actor.user_id or 0,
            appointment__state__in=[Appointment.State.PLANNED, Appointment.State.HELD],
            appointment__starts_at__gte=_begin(today - dt.timedelta(days=31)),
            appointment__starts_at__lt=_begin(today + dt.timedelta(days=366)),
        )
        .order_by("appointment__starts_at", "appointment_id")
        .values_list("appointment_id", "appointment__starts_at", "appointment__ends_at", "appointment__version")[:5_000]
    )
    moments = [Moment(*row) for row in rows]
    log.read("appointment", [], action="feed", moments=len(moments))
    return moments

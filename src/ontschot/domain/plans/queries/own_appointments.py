"""A resident's own appointments: when, where, with whom and what to bring; and what comes today and tomorrow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from ontschot.domain.access.queries.book import term_book
from ontschot.domain.people.models import Membership
from ontschot.domain.plans.models import Appointment
from ontschot.domain.plans.queries.calendar import AppointmentLine, lines_of
from ontschot.domain.plans.rules.repeating import fold, occurrences
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy import queries as privacy

BACK = dt.timedelta(days=31)
MOST = 100


@dataclass(frozen=True)
class Repeated:
    """An appointment with what comes of the same series after it and goes on, or does not, as well (``more``)."""

    line: AppointmentLine
    more: list[AppointmentLine]


@dataclass(frozen=True)
class OwnAppointments:
    """What comes, the first first; what was or does not go on in the last month, the newest first."""

    coming: list[AppointmentLine]
    past: list[AppointmentLine]

    @property
    def folded(self) -> list[Repeated]:
        """What comes, each series once by its first, and once more by the first that does not go on; one of which
        another time was asked stands by itself.
        """
        times = [
            (one, (one.record.series_id, one.record.state) if one.repeats else None, bool(one.record.move_asked_at))
            for one in self.coming
        ]
        return [Repeated(line, more) for line, more in fold(times)]


def mine() -> QuerySet[Appointment]:
    """Appointments that are told to the current resident: with their household, with everybody or with them, or with a
    child for whom they speak.
    """
    own = privacy.own_persons()
    homes = Membership.objects.filter(
        person_id__in=privacy.own_persons(represented=False), period__contains=calendar.today()
    )
    told = Appointment.objects.filter(shown=True, household_id__in=list(homes.values_list("household_id", flat=True)))
    return told.filter(Q(person_ids=[]) | Q(person_ids__overlap=own))


def own_appointments() -> OwnAppointments:
    """All of the current resident."""
    now = timezone.now()
    coming = _coming(now)[:MOST]
    over = Q(ends_at__lt=now) | Q(state=Appointment.State.HELD)
    past = mine().filter(over, starts_at__gte=now - BACK).select_related("household", "life_domain")
    lines = OwnAppointments(lines_of(list(coming)), lines_of(list(past.order_by("-starts_at", "-id")[:MOST])))
    log.read("appointment", [log.Subject(pk) for pk in privacy.own_persons(represented=False)], own=True)
    return lines


def _coming(now: dt.datetime) -> QuerySet[Appointment]:
    found = mine().filter(ends_at__gte=now).exclude(state=Appointment.State.HELD)
    return found.select_related("household", "life_domain").order_by("starts_at", "id")


def own_soon() -> list[AppointmentLine]:
    """Those of the current resident of today and tomorrow that go on: what somebody is reminded of."""
    found = _coming(timezone.now()).filter(state=Appointment.State.PLANNED, starts_at__lt=_after_tomorrow())
    lines = lines_of(list(found[:MOST]))
    log.read("appointment", [log.Subject(pk) for pk in privacy.own_persons(represented=False)], own=True)
    return lines


def _after_tomorrow() -> dt.datetime:
    day = calendar.today() + dt.timedelta(days=2)
    return dt.datetime.combine(day, dt.time.min, tzinfo=calendar.AMSTERDAM)


def my_soon() -> list[AppointmentLine]:
    """For a worker: the own appointments of today and tomorrow that are not over, as a reminder."""
    user_id = acting.current().actor.user_id or 0
    found = Appointment.objects.filter(
        attendees__user_id=user_id,
        state=Appointment.State.PLANNED,
        ends_at__gte=timezone.now(),
        starts_at__lt=_after_tomorrow(),
    ).select_related("household", "life_domain")
    lines = lines_of(list(found.order_by("starts_at", "id")[:MOST]))
    log.read("appointment", [log.Subject(household_id=one.record.household_id) for one in lines], soon=len(lines))
    return lines


def holidays_in(first: dt.date, every: str, until: dt.date) -> list[dt.date]:
    """Which days of what repeats are a general holiday. Nothing of anybody, so not logged."""
    holidays = term_book().calendar
    return [day for day in occurrences(first, every, until) if holidays.why_not(day) not in ("", "saturday", "sunday")]

"""Appointments with a household, and tasks made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.accounts.models import User
from ontschot.accounts.rules import may
from ontschot.domain.people.models import Household, Membership
from ontschot.domain.plans.actions.allowed import demand, subjects
from ontschot.domain.plans.actions.repeating import following, move_along, repeat
from ontschot.domain.plans.actions.tasks import drop_tasks
from ontschot.domain.plans.models import Appointment, Attendee, Task
from ontschot.domain.plans.queries.calendar import companions
from ontschot.domain.plans.rules import APPOINTMENT_MOVES, Refused, check_move
from ontschot.foundation import calendar, versions
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import BASIS, drawer_for
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import LifeDomain

LONGEST = dt.timedelta(hours=12)
FURTHEST = dt.timedelta(days=731)


@deed
def add_appointment(
    *,
    by: Actor,
    household_id: int,
    title: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str = "",
    route: str = "",
    user_ids: Collection[int] = (),
    person_ids: Collection[int] = (),
    others: str = "",
    bring: str = "",
    travel_minutes: int = 0,
    shown: bool = True,
    life_domain: str = BASIS,
    every: str = "",
    until: dt.date | None = None,
    request_id: UUID | None = None,
) -> Appointment:
    """Somebody meets the household. ``user_ids``: colleagues who come, each with access to this life domain;
    ``person_ids``: with whom of the household (empty: everybody); ``shown``: whether residents see it themselves;
    ``every`` (weeks, or month) and ``until``: it repeats, a row for each day. Returns the first.

    Raises Refused, Household.DoesNotExist.
    """
    demand(by, "contribute")
    household = Household.objects.get(pk=household_id)
    _check(household_id, title, starts_at, ends_at, person_ids)
    come = _companions(household_id, life_domain, user_ids or [by.user_id or 0])
    made = Appointment.objects.create(
        drawer_id=drawer_for(household_id=household_id, life_domain=life_domain),
        household=household,
        life_domain=LifeDomain.objects.get(code=life_domain),
        title=title.strip()[:200],
        place=place.strip()[:200],
        route=route.strip()[:300],
        starts_at=starts_at,
        ends_at=ends_at,
        person_ids=sorted(set(person_ids)),
        others=others.strip()[:200],
        bring=bring.strip()[:300],
        travel_minutes=travel_minutes,
        shown=shown,
        created_by=by.user_id or 0,
    )
    for number in come:
        Attendee.objects.create(drawer_id=made.drawer_id, appointment=made, user_id=number)
    more = repeat(made, every, until, come) if every else []
    log.write("add_appointment", "appointment", _about(made), object_id=made.pk, repeated=len(more))
    return made


@deed
def change_appointment(
    *,
    by: Actor,
    appointment_id: int,
    version: int,
    title: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str = "",
    route: str = "",
    user_ids: Collection[int] = (),
    person_ids: Collection[int] = (),
    others: str = "",
    bring: str = "",
    travel_minutes: int = 0,
    shown: bool = True,
    with_following: bool = False,
    request_id: UUID | None = None,
) -> Appointment:
    """Another moment, place or company; the life domain stays. A wish of the resident for another time is answered by
    another moment. ``with_following``: those of the series that come after it change too. Raises Conflict, Refused,
    Appointment.DoesNotExist.
    """
    demand(by, "contribute")
    one = Appointment.objects.select_related("life_domain").get(pk=appointment_id)
    _check(one.household_id, title, starts_at, ends_at, person_ids)
    here = set(Attendee.objects.filter(appointment=one).values_list("user_id", flat=True))
    wanted = set(user_ids) or {by.user_id or 0}
    _companions(one.household_id, one.life_domain.code, wanted - here)
    later, before = following(one) if with_following else [], one.starts_at
    fields = {
        "title": title.strip()[:200],
        "place": place.strip()[:200],
        "route": route.strip()[:300],
        "person_ids": sorted(set(person_ids)),
        "others": others.strip()[:200],
        "bring": bring.strip()[:300],
        "travel_minutes": travel_minutes,
        "shown": shown,
    }
    answered = {"move_wish": "", "move_asked_at": None} if starts_at != before and one.move_asked_at else {}
    changed = versions.change(one, expected=version, starts_at=starts_at, ends_at=ends_at, **fields, **answered)
    if answered:
        drop_tasks(by=by, household_id=one.household_id, kinds=[f"move:{one.pk}"])
    move_along(later, before, changed, fields, wanted)
    Attendee.objects.filter(appointment=one, user_id__in=here - wanted).delete()
    for number in sorted(wanted - here):
        Attendee.objects.create(drawer_id=one.drawer_id, appointment=one, user_id=number)
    log.write("change_appointment", "appointment", _about(changed), object_id=one.pk, following=len(later))
    return changed


@deed
def set_appointment(
    *,
    by: Actor,
    appointment_id: int,
    version: int,
    state: str,
    with_following: bool = False,
    request_id: UUID | None = None,
) -> Appointment:
    """It took place, does not take place, or stands planned again (undo). ``with_following``: those of the series that
    come after it do not take place either. Raises IllegalMove, Conflict.
    """
    demand(by, "contribute")
    one = Appointment.objects.get(pk=appointment_id)
    check_move(APPOINTMENT_MOVES, one.state, state)
    later = following(one) if with_following and state == Appointment.State.CANCELLED else []
    changed = versions.change(one, expected=version, state=Appointment.State(state))
    for other in later:
        versions.change(other, expected=other.version, state=Appointment.State.CANCELLED)
    if state == Appointment.State.CANCELLED:
        drop_tasks(by=by, household_id=one.household_id, kinds=[f"move:{one.pk}"])
    log.write("set_appointment", "appointment", _about(one), object_id=one.pk, state=state, following=len(later))
    return changed


def _about(one: Appointment) -> list[log.Subject]:
    if one.person_ids:
        return [log.Subject(person_id, one.household_id) for person_id in one.person_ids]
    return subjects(one.household_id)


def _check(
    household_id: int, title: str, starts_at: dt.datetime, ends_at: dt.datetime, person_ids: Collection[int]
) -> None:
    if not title.strip():
        raise Refused(_("Schrijf op waar de afspraak over gaat."), field="title")
    if ends_at <= starts_at:
        raise Refused(_("De afspraak eindigt voor hij begint. Kijk naar de tijden."), field="ends_at")
    if ends_at - starts_at > LONGEST:
        raise Refused(_("Een afspraak duurt hoogstens twaalf uur."), field="ends_at")
    if starts_at > timezone.now() + FURTHEST:
        raise Refused(_("Deze dag ligt meer dan twee jaar vooruit. Kijk naar de datum."), field="starts_at")
    members = Membership.objects.filter(household_id=household_id, period__contains=calendar.today())
    if set(person_ids) - set(members.values_list("person_id", flat=True)):
        raise Refused(_("Deze persoon hoort niet bij dit huishouden."), field="person_ids")


def _companions(household_id: int, life_domain: str, user_ids: Collection[int]) -> list[int]:
    """Only who may see the appointment can come to it: it would stand in their calendar otherwise."""
    possible = {number for number, _name in companions(household_id, life_domain)}
    if set(user_ids) - possible:
        raise Refused(
            _("Kies alleen collega's die bij dit leefgebied betrokken zijn. Betrek een ander eerst."), field="user_ids"
        )
    return sorted(set(user_ids))


# ---------------------------------------------------------------------------------------- tasks by hand


@deed
def add_task(
    *,
    by: Actor,
    household_id: int,
    text: str,
    due_on: dt.date | None = None,
    user_id: int | None = None,
    request_id: UUID | None = None,
) -> Task:
    """Something that must be done, for oneself or for somebody who works with the household. Raises Refused."""
    demand(by, "contribute")
    household = Household.objects.get(pk=household_id)
    if not text.strip():
        raise Refused(_("Schrijf op wat er moet gebeuren."))
    whom = user_id or by.user_id or 0
    if whom != by.user_id:
        user = User.objects.filter(pk=whom, is_active=True).first()
        possible = {number for number, _name in companions(household_id, BASIS)}
        if user is None or whom not in possible or not may(user.role, "view_work"):
            raise Refused(_("Kies iemand die bij dit huishouden betrokken is."))
    made = Task.objects.create(
        drawer_id=drawer_for(household_id=household_id),
        household=household,
        kind="hand",
        text=text.strip()[:500],
        user_id=whom,
        due_on=due_on,
        created_by=by.user_id,
    )
    log.write("add_task", "task", [log.Subject(household_id=household_id)], object_id=made.pk)
    return made


@deed
def snooze_task(
    *, by: Actor, task_id: int, version: int, due_on: dt.date | None, request_id: UUID | None = None
) -> Task:
    """Another day for an open task. What the product asked keeps its last day: it can be earlier, not later.

    Raises Refused, Conflict, Task.DoesNotExist.
    """
    task = Task.objects.get(pk=task_id)
    if task.state != Task.State.OPEN:
        raise Refused(_("Deze taak was al gedaan."))
    if not movable(task, due_on):
        raise Refused(_("Deze taak heeft een vaste uiterste dag. Die kan niet later."))
    changed = versions.change(task, expected=version, due_on=due_on)
    log.write("snooze_task", "task", [log.Subject(task.person_id, task.household_id)], object_id=task.pk)
    return changed


def movable(task: Task, due_on: dt.date | None) -> bool:
    """Whether a task may go to another day: one made by hand always, one with a last day of the law never later."""
    fixed = task.kind.startswith("term") and task.due_on is not None
    return not fixed or (due_on is not None and task.due_on is not None and due_on <= task.due_on)

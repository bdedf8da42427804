"""A resident asks to move an appointment: a task for who comes, and the wish beside the appointment."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.accounts import queries as accounts
from ontschot.domain.plans.actions.allowed import demand
from ontschot.domain.plans.actions.repeating import local
from ontschot.domain.plans.actions.tasks import raise_task
from ontschot.domain.plans.models import Appointment, Attendee
from ontschot.domain.plans.queries.own_appointments import mine
from ontschot.domain.plans.rules import Refused
from ontschot.foundation import calendar, versions
from ontschot.foundation.sayings import Fact, Saying
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed

WISH_LIMIT = 300
A_DAY = dt.timedelta(days=1)


@deed
def ask_to_move(*, by: Actor, appointment_id: int, wish: str, request_id: UUID | None = None) -> Appointment:
    """The resident cannot come then, and says what would suit. The appointment stands until somebody moves it.

    Who comes to it gets a task; without one with an account that is open, who coordinates. Raises Refused,
    PermissionError, Appointment.DoesNotExist (also for one that is not the resident's).
    """
    demand(by, "own_plan")
    one = mine().get(pk=appointment_id)
    if one.state != Appointment.State.PLANNED or one.starts_at <= timezone.now():
        raise Refused(_("Deze afspraak is al geweest of gaat niet door."))
    if not wish.strip():
        raise Refused(_("Schrijf op wanneer u wel kunt, of waarom het niet gaat."))
    changed = versions.change(
        one, expected=one.version, move_wish=wish.strip()[:WISH_LIMIT], move_asked_at=timezone.now()
    )
    come = list(Attendee.objects.filter(appointment=one).order_by("id").values_list("user_id", flat=True))
    known = accounts.user_names(come)
    whom = next((number for number in come if number in known and known[number].active), None)
    begins = local(one.starts_at)
    asked: dict[str, Fact] = {"day": begins.date(), "time": f"{begins:%H:%M}", "wish": wish.strip()[:WISH_LIMIT]}
    raise_task(
        by=by,
        household_id=one.household_id,
        kind=f"move:{one.pk}",
        says=[Saying("move_asked", asked)],
        due_on=max(calendar.today(), begins.date() - A_DAY),
        whom=(whom, None) if whom else None,
        drawer_id=one.drawer_id,
    )
    log.write("ask_to_move", "appointment", [log.Subject(household_id=one.household_id)], object_id=one.pk)
    return changed

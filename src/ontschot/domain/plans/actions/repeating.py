"""Appointments that repeat: a row for each day, so that each can go elsewhere or not go on without the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from ontschot.domain.plans.models import Appointment, Attendee
from ontschot.domain.plans.rules import Refused
from ontschot.domain.plans.rules.repeating import EVERY, LONGEST, occurrences
from ontschot.foundation import calendar, versions


def local(moment: dt.datetime) -> dt.datetime:
    """A moment as it is in the Netherlands."""
    return moment.astimezone(calendar.AMSTERDAM)


def at(day: dt.date, time: dt.time) -> dt.datetime:
    """A time of a day in the Netherlands: ten o'clock stays ten o'clock when the clock changes."""
    return dt.datetime.combine(day, time, tzinfo=calendar.AMSTERDAM)


def check_repeat(first: dt.date, every: str, until: dt.date | None) -> list[dt.date]:
    """The days. Raises Refused when they cannot be."""
    if every not in EVERY:
        raise Refused(_("Kies hoe vaak de afspraak terugkomt."), field="every")
    if until is None or until <= first:
        raise Refused(_("Kies tot wanneer de afspraak terugkomt: een dag na de eerste keer."), field="until")
    if until > first + LONGEST:
        raise Refused(
            _("Een afspraak komt hoogstens een jaar lang terug. Kies een eerdere laatste dag."), field="until"
        )
    days = occurrences(first, every, until)
    if len(days) < 2:
        raise Refused(
            _("Tot die dag is er maar één afspraak. Kies een latere laatste dag, of laat hem niet terugkomen."),
            field="until",
        )
    return days


def repeat(first: Appointment, every: str, until: dt.date | None, user_ids: Collection[int]) -> list[Appointment]:
    """The other appointments of the series of ``first``, each with who comes."""
    begins, ends = local(first.starts_at), local(first.ends_at)
    days = check_repeat(begins.date(), every, until)
    Appointment.objects.filter(pk=first.pk).update(series=first, every=every, repeats_until=until)
    first.refresh_from_db()
    same = {
        name: getattr(first, name)
        for name in (
            "drawer_id", "household_id", "life_domain_id", "title", "place", "route", "bring", "travel_minutes",
            "shown", "person_ids", "others", "created_by", "every", "repeats_until",
        )
    }  # fmt: skip
    made = [
        Appointment.objects.create(
            series=first,
            starts_at=at(day, begins.timetz().replace(tzinfo=None)),
            ends_at=at(day, ends.timetz().replace(tzinfo=None)),
            **same,
        )
        for day in days[1:]
    ]
    Attendee.objects.bulk_create(
        Attendee(drawer_id=one.drawer_id, appointment=one, user_id=number) for one in made for number in user_ids
    )
    return made


def following(one: Appointment) -> list[Appointment]:
    """Those of the same series that come after this one and are still planned, the next first."""
    if one.series_id is None:
        return []
    later = Appointment.objects.filter(
        series_id=one.series_id, starts_at__gt=one.starts_at, state=Appointment.State.PLANNED
    )
    return list(later.order_by("starts_at", "id"))


def move_along(
    later: list[Appointment], before: dt.datetime, changed: Appointment, fields: dict[str, Any], come: set[int]
) -> None:
    """What was changed of one holds for these too: the same days further, the same times, place and company."""
    begins, ends = local(changed.starts_at), local(changed.ends_at)
    shift = begins.date() - local(before).date()
    for one in later:
        day = local(one.starts_at).date() + shift
        versions.change(
            one,
            expected=one.version,
            starts_at=at(day, begins.timetz().replace(tzinfo=None)),
            ends_at=at(day, ends.timetz().replace(tzinfo=None)),
            **fields,
        )
        here = set(Attendee.objects.filter(appointment=one).values_list("user_id", flat=True))
        Attendee.objects.filter(appointment=one, user_id__in=here - come).delete()
        for number in sorted(come - here):
            Attendee.objects.create(drawer_id=one.drawer_id, appointment=one, user_id=number)

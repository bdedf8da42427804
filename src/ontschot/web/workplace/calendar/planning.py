"""Planning from the calendar: which day and hour it proposes, and for which household."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from ontschot.domain.plans import queries
from ontschot.domain.plans.rules.free_time import USUAL, free_hour
from ontschot.foundation.calendar import today
from ontschot.web.components import typed
from ontschot.web.screens import number_in, screen

PER_PAGE = 25
ROOM = "appointment"  # of what was typed
_SATURDAY = 5


@screen("contribute", purpose="coordination")
def choose(request: HttpRequest) -> HttpResponse:
    """With whom: one's own households, or one that is looked for; the day and the hour go along."""
    moment = when(request)
    if request.method == "POST":
        key = typed.keep(request, ROOM, request.POST.get("q", "")[:100])
        return redirect(address(*moment, key=key))
    text = typed.kept(request, ROOM, request.GET.get("vraag", ""))
    page = max(1, min(number_in(request.GET.get("pagina", "1")) or 1, 10_000))
    offset = (page - 1) * PER_PAGE
    rows: Sequence[Any]
    if text:
        rows, more = queries.household_list(queries.ListFilter(q=text), offset=offset, limit=PER_PAGE)
    else:
        rows, more = queries.my_households(offset=offset, limit=PER_PAGE)
    context = {
        "rows": [{"row": row, "url": _new(row.household_id, moment)} for row in rows],
        "day": moment[0],
        "hour": moment[1],
        "back": f"{reverse('workplace:calendar')}?dag={moment[0].isoformat()}",
        "q": text,
        "page": page,
        "more": more,
    }
    return render(request, "workplace/calendar/choose.html", context)


def when(request: HttpRequest) -> tuple[dt.date, dt.time]:
    """The day and the hour in the address; tomorrow and the usual hour for what is none."""
    day, hour = asked(request)
    return day or today() + dt.timedelta(days=1), hour or USUAL


def asked(request: HttpRequest) -> tuple[dt.date | None, dt.time | None]:
    """The day and the hour as they came along from the calendar; None for each that did not."""
    day: dt.date | None
    hour: dt.time | None
    try:
        day = dt.date.fromisoformat(request.GET.get("dag", ""))
    except ValueError:
        day = None
    try:
        hour = dt.time.fromisoformat(request.GET.get("van", "")).replace(tzinfo=None, second=0, microsecond=0)
    except ValueError:
        hour = None
    return (day if day and 1900 <= day.year <= 2200 else None), hour


def _new(household_id: int, moment: tuple[dt.date, dt.time]) -> str:
    return f"{reverse('workplace:appointment_new', args=[household_id])}?{urlencode(_words(*moment))}"


def _words(day: dt.date, hour: dt.time) -> dict[str, str]:
    return {"dag": day.isoformat(), "van": f"{hour:%H:%M}"}


def address(day: dt.date, hour: dt.time, *, key: str = "") -> str:
    """Where an appointment of this day and hour begins; ``key``: of what was looked for."""
    words = _words(day, hour) | ({"vraag": key} if key else {})
    return f"{reverse('workplace:appointment_choose')}?{urlencode(words)}"


def proposals(days: Sequence[queries.Day]) -> dict[dt.date, str]:
    """For each day from today on: where an appointment in its first free hour begins."""
    now = timezone.localtime()
    return {one.date: address(one.date, _free(one, now) or USUAL) for one in days if one.date >= now.date()}


def proposal(days: Sequence[queries.Day]) -> str:
    """For these days together: in the first free hour of a working day that is not over and on which one is not away;
    without one the first that is still to come, and for what lies behind tomorrow."""
    now = timezone.localtime()
    coming = [one for one in days if one.date >= now.date() and one.absence is None]
    for one in coming:
        if one.date.weekday() < _SATURDAY and (hour := _free(one, now)):
            return address(one.date, hour)
    later = [one.date for one in coming if one.date > now.date()]
    return address(later[0] if later else now.date() + dt.timedelta(days=1), USUAL)


def _free(day: queries.Day, now: dt.datetime) -> dt.time | None:
    busy = [(one.starts_at, one.ends_at) for one in day.appointments if not one.of]
    return free_hour(busy, day.date, now=now if day.date == now.date() else None)


def hour_after(hour: dt.time) -> dt.time:
    """An hour later; the end of the day for what would be tomorrow."""
    return hour.replace(hour=hour.hour + 1) if hour.hour < 23 else dt.time(23, 59)

"""The calendar by week or day, and one appointment."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.rules import Refused
from ontschot.foundation.calendar import today
from ontschot.foundation.versions import Conflict
from ontschot.privacy import queries as privacy
from ontschot.web.components import conflicts
from ontschot.web.components.wording import dutch_date
from ontschot.web.screens import screen
from ontschot.web.workplace.calendar import planning
from ontschot.web.workplace.calendar.forms import AppointmentForm
from ontschot.web.workplace.form_page import Page, actor_of, found, reason, refuse, sent
from ontschot.web.workplace.form_page import edit as edit_page

BASIS = "basis"
WEEK = 7


@screen("view_work", purpose="coordination")
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """A week as a list of days, or one day."""
    day = _day(request.GET.get("dag", ""))
    span = 1 if request.GET.get("per") == "dag" else WEEK
    first = day if span == 1 else day - dt.timedelta(days=day.weekday())
    shown = queries.my_calendar(first, span)
    free = planning.proposals(shown)
    context = {
        "days": [
            {"day": one, "plan_url": free.get(one.date, "")}
            for one in shown
            if not one.empty or one.date == today() or span == 1
        ],
        "plan_url": planning.proposal(shown),
        "first": first,
        "last": first + dt.timedelta(days=span - 1),
        "before": first - dt.timedelta(days=span),
        "after": first + dt.timedelta(days=span),
        "today": today(),
        "span": span,
        "week": first.isocalendar().week,
        "empty": all(one.empty for one in shown),
        "clashes": sum(line.clash for one in shown for line in one.appointments),
    }
    return render(request, "workplace/calendar/calendar.html", context)


def _day(text: str) -> dt.date:
    """The day that was asked for, else today; not so far that a week beside it does not exist."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return today()
    return day if 1900 <= day.year <= 2200 else today()


def _form(request: HttpRequest, household_id: int, *, domain: str = BASIS, **kwargs: Any) -> AppointmentForm:
    domains = [] if kwargs.pop("fixed", False) else privacy.open_life_domains(household_id)
    return AppointmentForm(
        request.POST or None,
        members=people.member_names(household_id),
        colleagues=queries.companions(household_id, domain),
        domains=[(one.code, _("algemeen") if one.code == BASIS else str(one)) for one in domains],
        **kwargs,
    )


@screen("contribute", purpose="coordination")
@found
def new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Make an appointment with a household; from the calendar the day and the hour come along."""
    home = people.household(household_id, residences=True)
    day, hour = planning.when(request)
    initial = {
        "day": day,
        "begins": hour,
        "ends": planning.hour_after(hour),
        "colleagues": [request.user.pk],
        "life_domain": BASIS,
        "shown": True,
        "place": next((m.residence.one_line for m in home.members if m.residence), ""),
    }
    form = _form(request, household_id, initial=initial)
    page = Page(
        _("Een afspraak maken"),
        _to_day(day) if planning.asked(request)[0] else reverse("workplace:household", args=[household_id]),
        household_id,
        home.household.name,
        submit=_("Afspraak maken"),
        draft=f"appointment-{household_id}",
        done=_("De afspraak staat in de agenda."),
    )

    def save(data: dict[str, Any]) -> None:
        every, until = data["every"], data["until"]
        if planning.asked(request)[0]:  # back to the calendar, on the day that it became
            page.back = _to_day(data["day"])
        made = actions.add_appointment(
            by=actor_of(request),
            household_id=household_id,
            life_domain=data["life_domain"],
            every=every,
            until=until if every else None,
            **_values(data),
        )
        if not every:
            _warn(request, data, except_id=made.pk)
        else:
            _warn_days(
                request,
                _("Op deze dagen heeft een van u dan al iets anders: %(days)s."),
                queries.busy_days(data["colleagues"], made.pk),
            )
            _warn_holidays(request, queries.holidays_in(data["day"], every, until))

    return edit_page(request, page, form, save)


def _values(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": data["title"],
        "starts_at": data["starts_at"],
        "ends_at": data["ends_at"],
        "place": data["place"],
        "route": data["route"],
        "others": data["others"],
        "bring": data["bring"],
        "travel_minutes": data["travel_minutes"] or 0,
        "shown": data["shown"],
        "person_ids": data["persons"],
        "user_ids": data["colleagues"],
        **({"request_id": data["request_id"]} if "request_id" in data else {}),
        **({"version": data["version"]} if "version" in data else {}),
    }


def _warn(request: HttpRequest, data: dict[str, Any], except_id: int | None = None) -> None:
    """Say who cannot come; the appointment stands all the same."""
    minutes = data["travel_minutes"] or 0
    for one in queries.busy(
        data["colleagues"], data["starts_at"], data["ends_at"], travel_minutes=minutes, except_id=except_id
    ):
        text = _("%(name)s is dan afwezig.") if one.absence else _("%(name)s heeft dan al iets anders.")
        if one.tight and not one.absence:
            text = _("%(name)s heeft te weinig tijd om te reizen tussen deze afspraak en een andere.")
        messages.warning(request, text % {"name": one.name})


def _warn_holidays(request: HttpRequest, days: list[dt.date]) -> None:
    _warn_days(request, _("Kijk of deze keren doorgaan, want dan is het een feestdag: %(days)s."), days)


def _warn_days(request: HttpRequest, text: str, days: list[dt.date]) -> None:
    if days:
        messages.warning(request, text % {"days": ", ".join(dutch_date(day) for day in days)})


@screen("contribute", purpose="coordination")
@found
def edit(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """See and change an appointment."""
    line = queries.appointment(appointment_id)
    one = line.record
    home = people.household(one.household_id)
    initial = {
        "title": one.title,
        "day": line.starts_at.date(),
        "begins": line.starts_at.time(),
        "ends": line.ends_at.time(),
        "place": one.place,
        "route": one.route,
        "others": one.others,
        "bring": one.bring,
        "travel_minutes": one.travel_minutes or None,
        "shown": one.shown,
        "which": "one",
        "persons": one.person_ids,
        "colleagues": queries.attendees(appointment_id),
    }
    form = _form(
        request,
        one.household_id,
        domain=one.life_domain.code,
        initial=initial,
        fixed=True,
        made=True,
        series=line.repeats,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_appointment(
                by=actor_of(request),
                appointment_id=appointment_id,
                with_following=form.cleaned_data.get("which") == "following",
                **_values(form.cleaned_data | sent(request, True)),
            )
        except Conflict as conflict:
            return conflicts.page(request, form=form, conflict=conflict, current=lambda _record: initial)
        except Refused as error:
            refuse(form, error)
        else:
            _warn(request, form.cleaned_data, except_id=appointment_id)
            messages.success(request, _("Opgeslagen."))
            return redirect(_to_day(line.starts_at.date()))
    context = {"form": form, "line": line, "home": home, "back": _to_day(line.starts_at.date())}
    return render(request, "workplace/calendar/appointment.html", context, status=422 if form.errors else 200)


def _to_day(day: dt.date) -> str:
    return f"{reverse('workplace:calendar')}?dag={day.isoformat()}"


@screen("contribute", purpose="coordination")
@require_POST
@found
def state(request: HttpRequest, appointment_id: int, state: str) -> HttpResponse:
    """It took place, does not take place, or stands planned again."""
    line = queries.appointment(appointment_id)
    try:
        actions.set_appointment(
            by=actor_of(request),
            appointment_id=appointment_id,
            state=state,
            with_following=bool(request.POST.get("following")),
            **sent(request, True),
        )
        messages.success(
            request,
            _("De afspraak van %(date)s: %(state)s.")
            % {"date": dutch_date(line.starts_at.date()), "state": _label(state)},
        )
    except Conflict:
        messages.warning(request, _("Iemand anders heeft dit intussen gewijzigd. Kijk wat er nu staat."))
    except Refused as error:
        messages.warning(request, reason(error))
    return redirect("workplace:appointment_edit", appointment_id)


def _label(state: str) -> str:
    words = {"held": _("is geweest"), "cancelled": _("gaat niet door"), "planned": _("staat weer gepland")}
    return words.get(state, state)

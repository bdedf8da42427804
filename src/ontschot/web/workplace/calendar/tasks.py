"""Tasks by hand, and another day for a task."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.rules import Refused
from ontschot.foundation.calendar import today
from ontschot.foundation.versions import Conflict
from ontschot.web.components.wording import dutch_date
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.calendar.forms import TaskForm
from ontschot.web.workplace.form_page import Page, actor_of, edit, found, reason, sent

FURTHEST = 366  # days


@screen("contribute", purpose="coordination")
@found
def new(request: HttpRequest, household_id: int) -> HttpResponse:
    """A task, for oneself or for somebody involved."""
    home = people.household(household_id)
    colleagues = queries.companions(household_id, "basis")
    form = TaskForm(request.POST or None, colleagues=colleagues, initial={"user": request.user.pk})
    page = Page(
        _("Een taak maken"),
        reverse("workplace:household", args=[household_id]),
        household_id,
        home.household.name,
        submit=_("Taak maken"),
        done=_("De taak staat klaar."),
        draft=f"task-{household_id}",
    )

    def save(data: dict[str, Any]) -> None:
        actions.add_task(by=actor_of(request), household_id=household_id, user_id=data.pop("user"), **data)

    return edit(request, page, form, save)


@screen("view_work", purpose="coordination")
@require_POST
@found
def snooze(request: HttpRequest, task_id: int) -> HttpResponse:
    """Some days later (``days``), or on a day of its own (``on``; empty: no day), with a way back."""
    task = queries.task(task_id)
    days = number_in(request.POST.get("days", ""))
    try:
        on = today() + dt.timedelta(days=min(days, FURTHEST)) if days is not None else _on(request.POST.get("on", ""))
        changed = actions.snooze_task(by=actor_of(request), task_id=task_id, due_on=on, **sent(request, True))
    except Conflict:
        messages.warning(request, _("Een collega was u voor: deze taak is intussen gewijzigd."))
    except Refused as error:
        messages.warning(request, reason(error))
    else:
        if days is None:
            messages.success(request, _("De taak staat weer op de oude dag."))
        else:
            request.session["task_snoozed"] = {
                "id": task_id,
                "version": changed.version,
                "text": _("%(text)s: nu op %(date)s") % {"text": task.words, "date": dutch_date(changed.due_on)},
                "on": task.due_on.isoformat() if task.due_on else "",
            }
    return redirect("workplace:my_work")


def _on(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None

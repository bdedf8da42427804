"""A household that comes back: the closed plan read again, and taken up in a new one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import Page, actor_of, edit, found
from ontschot.web.workplace.plans import forms


@screen("view_household", purpose="coordination")
@require_GET
@found
def plan_earlier(request: HttpRequest, plan_id: int) -> HttpResponse:
    """An earlier plan as it was closed, with its balance."""
    view = queries.plan(plan_id)
    context = {
        "home": people.household(view.record.household_id),
        "view": view,
        "record": view.record,
        "evaluations": queries.evaluations_of_plan(plan_id),
    }
    return render(request, "workplace/plans/earlier.html", context)


@screen("make_plan", purpose="coordination")
@found
def plan_reopen(request: HttpRequest, household_id: int) -> HttpResponse:
    """Take up the plan that was closed last."""
    home = people.household(household_id)
    view = queries.plan_of_household(household_id)
    if view is None:
        raise ObjectDoesNotExist
    goals = [(goal.record.pk, goal.record.text) for goal in [*view.goals, *view.dropped]]
    unfinished = [goal.record.pk for goal in view.goals if goal.record.state == "open"]
    form = forms.ReopenForm(request.POST or None, goals=goals, initial={"goal_ids": unfinished})
    page = Page(
        _("Plan weer oppakken"),
        reverse("workplace:plan", args=[household_id]),
        household_id,
        home.household.name,
        lead=_("Het eerdere plan blijft bewaard zoals het is afgesloten. Het nieuwe plan verwijst ernaar."),
        submit=_("Weer oppakken"),
        done=_("Het plan is weer opgepakt. Vul het samen aan."),
    )

    def save(data: dict[str, Any]) -> None:
        actions.reopen_plan(by=actor_of(request), plan_id=view.record.pk, **data)

    return edit(request, page, form, save)

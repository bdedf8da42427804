"""What changed in the household and what it means for the plan; two plans that become one; steps up to line 2."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.rules import CONSEQUENCES
from ontschot.foundation import calendar
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import Page, act, actor_of, edit, found
from ontschot.web.workplace.plans.other_forms import JoinForm, SettleForm

A_YEAR = dt.timedelta(days=365)


def _plan(household_id: int) -> str:
    return reverse("workplace:plan", args=[household_id])


@screen("make_plan", purpose="coordination")
@found
def change_settle(request: HttpRequest, change_id: int) -> HttpResponse:
    """Decide what a change in the household means for the plan."""
    record = queries.household_change(change_id)
    loose = bool(CONSEQUENCES[record.kind].loose_ends and record.actions)
    form = SettleForm(request.POST or None, loose_ends=loose)
    page = Page(
        str(record.get_kind_display()).capitalize(),
        _plan(record.household_id),
        record.household_id,
        lead=_("Wat betekent dit voor het plan? Er is niets weggehaald."),
        version=record.version,
        draft=f"change-{change_id}",
        done=_("Opgeschreven."),
    )
    return edit(
        request,
        page,
        form,
        lambda data: actions.settle_change(by=actor_of(request), change_id=change_id, **data),
    )


@screen("make_plan", purpose="coordination")
@require_POST
@found
def change_take(request: HttpRequest, change_id: int) -> HttpResponse:
    """After a split: the goals of who went go on in a plan of their new household."""
    record = queries.household_change(change_id)
    return act(
        request,
        _plan(record.household_id),
        record.household_id,
        lambda data: actions.take_along(by=actor_of(request), change_id=change_id, request_id=data["request_id"]),
        _("De doelen gaan verder in een plan van het nieuwe huishouden."),
    )


@screen("make_plan", purpose="coordination")
@found
def plan_join(request: HttpRequest, plan_id: int, other_plan_id: int) -> HttpResponse:
    """Two open plans become one."""
    record = queries.plan(plan_id).record
    other = queries.plan(other_plan_id)
    involved = _involved(other.record.household_id, record.household_id)
    page = Page(
        _("Twee plannen samen verder"),
        _plan(record.household_id),
        record.household_id,
        people.household(record.household_id).household.name,
        lead=_("De open doelen en acties van huishouden %(name)s gaan verder in dit plan.")
        % {"name": other.household_name},
        warning=_(
            "Het andere plan wordt afgesloten en blijft te lezen. Wie daar betrokken is, verliest de toegang tot dat "
            "huishouden. Kies hieronder wie hier verdergaat."
        ),
        submit=_("Samenvoegen"),
        done=_("De plannen gaan samen verder."),
    )

    def save(data: dict[str, Any]) -> None:
        actions.bring_together(by=actor_of(request), plan_id=plan_id, other_plan_id=other_plan_id, **data)

    form = JoinForm(
        request.POST or None, involved=involved, initial={"involvement_ids": [number for number, _name in involved]}
    )
    return edit(request, page, form, save)


def _involved(household_id: int, here: int) -> list[tuple[int, str]]:
    """Who is active around another household and not around this one: number and who, what for and which domains."""
    known = {(one.user_id or one.name) for one in queries.around(here).involved}
    lines = []
    for one in queries.around(household_id).involved:
        if one.kind == "coordinator" or (one.user_id or one.name) in known:
            continue
        about = ", ".join(str(domain) for domain in one.life_domains if domain.code != "basis")
        lines.append((one.id, " · ".join(part for part in (one.name, one.organisation, one.role, about) if part)))
    return lines


@screen("coordinate", purpose="coordination")
@require_GET
def second_line(request: HttpRequest) -> HttpResponse:
    """Who proposed to go up to line 2 in the last year, from which home organisation and why."""
    chosen = request.GET.get("organisatie", "")[:120]
    since = calendar.today() - A_YEAR
    steps = queries.steps_up(since=since)
    counts: dict[str, int] = {}
    for step in steps:
        counts[step.record.proposed_from] = counts.get(step.record.proposed_from, 0) + 1
    shown = [step for step in steps if not chosen or step.record.proposed_from == chosen]
    context = {
        "steps": shown,
        "counts": sorted(counts.items(), key=lambda one: (-one[1], one[0])),
        "chosen": chosen,
        "since": since,
    }
    return render(request, "workplace/plans/second_line.html", context)

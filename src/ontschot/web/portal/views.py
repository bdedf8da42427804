"""My plan, my data and who looked."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ontschot.domain.access import queries as access
from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions as plan_deeds
from ontschot.domain.plans import queries as plans
from ontschot.domain.plans.rules import Refused
from ontschot.foundation.calendar import today
from ontschot.foundation.versions import Conflict
from ontschot.privacy import log
from ontschot.privacy import queries as privacy
from ontschot.web.portal import access_lines, log_lines
from ontschot.web.portal.forms import AgreeForm, LooksForm
from ontschot.web.screens import number_in, screen
from ontschot.writing import queries as writing

own_screen = screen("own_plan", purpose="own_data", ground="data_subject")
LINES = 400  # log lines read for one page of looks


@own_screen
def my_plan(request: HttpRequest) -> HttpResponse:
    """The plan of each household I belong to, with what I am asked and what I said I would do."""
    return _my_plan(request)


def _my_plan(request: HttpRequest, answered: tuple[int, AgreeForm] | None = None) -> HttpResponse:
    own = privacy.own_persons()
    shown, households = [], people.own_households()
    terms = access.own_terms([household.pk for household in households])
    for household in households:
        plan = plans.plan_of_household(household.pk)
        shown.append(
            {
                "household": household,
                "plan": plan,
                "asked": (asked := _asked(plan, answered) if plan else []),
                "unanswered": any(one["row"].agrees is None for one in asked),
                "members": _members(plan, own) if plan else [],
                "talks": plans.journal(household.pk, limit=10).lines,
                "changed": plans.since_agreed(plan.record.pk) if plan else None,
                "evaluations": plans.evaluations(household.pk)[:3] if plan else [],
                "parts": plans.parts(household.pk),
                "terms": [line for line in terms if line.record.household_id == household.pk],
            }
        )
    context = {"shown": shown, "soon": plans.own_soon(), "today": today(), "style": writing.house_style()}
    return render(request, "portal/my_plan.html", context, status=422 if answered else 200)


def _asked(plan: plans.PlanView, answered: tuple[int, AgreeForm] | None) -> list[dict[str, Any]]:
    """Those I may speak for, each with a form; who answered already may change their mind."""
    if plan.record.state not in ("proposed", "agreed"):
        return []
    rows = [row for row in plan.agreements if row.own and row.asked]
    return [
        {
            "row": row,
            "form": answered[1]
            if answered and answered[0] == row.person_id
            else _agree_form(plan.record.pk, row.person_id),
        }
        for row in rows
    ]


def _agree_form(plan_id: int, person_id: int, posted: QueryDict | None = None) -> AgreeForm:
    """One of several on a page: each with names of its own, so that a label belongs to the answer beside it."""
    return AgreeForm(posted, auto_id=f"id_{plan_id}_{person_id}_%s")


def _members(plan: plans.PlanView, own: list[int]) -> list[tuple[str, plans.AgreementView]]:
    """What each member says of the plan. Who is hidden from me (a child of 16) has the name I know."""
    known = people.names_by_relation(own)
    unnamed = _("Iemand anders in uw huishouden")
    return [(row.name or known.get(row.person_id, unnamed), row) for row in plan.agreements]


@own_screen
def changed(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What changed in my plan since I agreed, to read and to print."""
    try:
        comparison = plans.since_agreed(plan_id)
    except ObjectDoesNotExist as error:
        log.refused("read", "plan")
        raise Http404 from error
    return render(request, "portal/changed.html", {"comparison": comparison})


@own_screen
@require_POST
def agree(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Say yes or no to an edition of the plan, for oneself or for a child one represents."""
    person_id, edition = number_in(request.POST.get("person", "")), number_in(request.POST.get("edition", ""))
    if person_id is None or edition is None:
        raise Http404
    form = _agree_form(plan_id, person_id, request.POST)
    if not form.is_valid():
        return _my_plan(request, (person_id, form))
    try:
        plan_deeds.agree(
            by=request.actor,  # type: ignore[attr-defined]
            plan_id=plan_id,
            person_id=person_id,
            edition=edition,
            agrees=form.cleaned_data["agrees"] == "yes",
            remark=form.cleaned_data["remark"],
            request_id=request_id(request),
        )
    except (ObjectDoesNotExist, PermissionError) as error:
        raise Http404 from error
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Dank u wel. Uw antwoord is opgeslagen en uw regisseur ziet het."))
    return redirect("portal:my_plan")


@own_screen
@require_POST
def action_state(request: HttpRequest, action_id: int) -> HttpResponse:
    """Tell how it goes with something I do myself."""
    version = number_in(request.POST.get("version", ""))
    if version is None:
        raise Http404
    try:
        plan_deeds.set_action_state(
            by=request.actor,  # type: ignore[attr-defined]
            action_id=action_id,
            version=version,
            state=request.POST.get("state", ""),
            request_id=request_id(request),
        )
    except (ObjectDoesNotExist, PermissionError) as error:
        raise Http404 from error
    except Conflict:
        messages.warning(request, _("Iemand anders heeft dit net veranderd. Kijk hieronder hoe het nu staat."))
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Opgeslagen."))
    return redirect("portal:my_plan")


@own_screen
def who_looked(request: HttpRequest) -> HttpResponse:
    """Who looked at me, or at the child I represent, and why."""
    persons = people.names_of(privacy.own_persons())
    own = privacy.own_persons(represented=False)
    if not own:
        raise Http404
    form = LooksForm(request.GET, persons=sorted(persons.items(), key=lambda one: one[0] != own[0]))
    asked = form.cleaned_data if form.is_valid() else {}
    chosen, only_others = asked.get("person") or own[0], bool(asked.get("others"))
    entries = privacy.who_looked(person_id=chosen, limit=LINES, before=_moment(request.GET.get("before", "")))
    found = log_lines.looks(entries, own_user_id=request.user.pk)
    older = ""
    if len(entries) == LINES:
        again = {"person": chosen, "before": entries[-1].at.isoformat(), "others": "on" if only_others else ""}
        older = f"{reverse('portal:who_looked')}?{urlencode(again)}"
    return render(
        request,
        "portal/who_looked.html",
        {"looks": [look for look in found if not (only_others and look.own)], "form": form, "older": older},
    )


def _moment(text: str) -> dt.datetime | None:
    """A moment with its time zone, in the years of this product; None for anything else."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo and 2000 <= moment.year <= 2200 else None


def request_id(request: HttpRequest) -> UUID | None:
    """The number of the form, so that the same form sent twice is one deed."""
    try:
        return UUID(request.POST.get("request_id", ""))
    except ValueError:
        return None


@own_screen
def my_data(request: HttpRequest) -> HttpResponse:
    """What the municipality holds about me: name, address, the people around me, and who may look now."""
    dossiers = [people.dossier(pk) for pk in privacy.own_persons()]
    households = people.own_households()
    grants = [g for h in households for g in privacy.grants_on(household_id=h.pk)]
    grants += [g for d in dossiers for g in privacy.grants_on(person_id=d.person.pk)]
    return render(
        request,
        "portal/my_data.html",
        {"dossiers": dossiers, "households": households, "open_to": access_lines.lines(grants, request.user.pk)},
    )

"""Parts that others own, and what lands on a household."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ontschot.accounts.rules import may
from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.web.components import conflicts
from ontschot.web.components.lines import line_chart
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import Page, act, actor_of, edit, found
from ontschot.web.workplace.plans.conferences import domains_of
from ontschot.web.workplace.plans.other_forms import FactForm, PartForm


def _may(request: HttpRequest) -> dict[str, bool]:
    return {name: may(request.user.role, name) for name in ("make_plan", "contribute")}  # type: ignore[union-attr]


def _post(request: HttpRequest) -> Any:
    return conflicts.chosen(request.POST) if request.method == "POST" else None


def _parts(household_id: int) -> str:
    return reverse("workplace:parts", args=[household_id])


def _accumulation(household_id: int) -> str:
    return reverse("workplace:accumulation", args=[household_id])


@screen("view_household", purpose="coordination")
@require_GET
@found
def parts(request: HttpRequest, household_id: int) -> HttpResponse:
    """All parts of others, as far as the reader may see."""
    context = {
        "home": people.household(household_id),
        "parts": queries.parts(household_id),
        "may": _may(request),
    }
    return render(request, "workplace/plans/parts.html", context)


def _part_form(request: HttpRequest, household_id: int, initial: dict[str, Any] | None = None) -> PartForm:
    view = queries.plan_of_household(household_id)
    goals = [(goal.record.pk, goal.record.text) for goal in view.goals] if view and view.is_current else []
    return PartForm(
        _post(request),
        initial=initial,
        goals=goals,
        domains=domains_of(household_id),
        members=people.member_names(household_id),
    )


@screen("contribute", purpose="support")
@found
def part_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """A part that somebody else owns."""
    home = people.household(household_id)
    form = _part_form(request, household_id)
    page = Page(
        _("Een deel van een ander"),
        _parts(household_id),
        household_id,
        home.household.name,
        lead=_("Dit deel blijft van de andere organisatie. In ons plan staat dat het er is, tot wanneer, en bij wie."),
        draft=f"part-new-{household_id}",
        done=_("Het deel staat in het plan."),
    )
    return edit(
        request,
        page,
        form,
        lambda data: actions.add_part(
            by=actor_of(request), household_id=household_id, given=form.given(data), request_id=data["request_id"]
        ),
    )


@screen("contribute", purpose="support")
@found
def part_edit(request: HttpRequest, part_id: int) -> HttpResponse:
    """What is known of it now."""
    record = queries.part(part_id)

    def fields(part: Any) -> dict[str, Any]:
        return {
            **{name: getattr(part, name, None) for name in PartForm.base_fields},
            "person": part.person_id or "",
            "goal": part.goal_id or "",
            "life_domain": part.life_domain.code,
        }

    form = _part_form(request, record.household_id, fields(record))
    page = Page(
        _("Deel van een ander wijzigen"),
        _parts(record.household_id),
        record.household_id,
        version=record.version,
        draft=f"part-edit-{part_id}",
    )
    return edit(
        request,
        page,
        form,
        lambda data: actions.change_part(
            by=actor_of(request),
            part_id=part_id,
            version=data["version"],
            given=form.given(data),
            request_id=data["request_id"],
        ),
        fields,
    )


@screen("view_household", purpose="coordination")
@require_GET
@found
def accumulation(request: HttpRequest, household_id: int) -> HttpResponse:
    """What lands on this household per month, and how many stand around it over time."""
    context = {
        "home": people.household(household_id),
        "found": queries.accumulation(household_id),
        "chart": line_chart(queries.fewer_over_time(household_id)),
        "may": _may(request),
    }
    return render(request, "workplace/plans/accumulation.html", context)


def _fact_form(request: HttpRequest, household_id: int, initial: dict[str, Any] | None = None) -> FactForm:
    return FactForm(
        _post(request), initial=initial, domains=domains_of(household_id), members=people.member_names(household_id)
    )


@screen("contribute", purpose="support")
@found
def fact_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Something with a date."""
    home = people.household(household_id)
    form = _fact_form(request, household_id)
    page = Page(
        _("Iets met een datum"),
        _accumulation(household_id),
        household_id,
        home.household.name,
        lead=_("Wat begint, stopt, wordt lager of gaat geld kosten? Zo is te zien wat er tegelijk komt."),
        draft=f"fact-new-{household_id}",
        done=_("Opgeschreven."),
    )
    return edit(
        request,
        page,
        form,
        lambda data: actions.add_fact(
            by=actor_of(request), household_id=household_id, given=form.given(data), request_id=data["request_id"]
        ),
    )


@screen("contribute", purpose="support")
@found
def fact_edit(request: HttpRequest, fact_id: int) -> HttpResponse:
    """What is known of it now."""
    record = queries.fact(fact_id)

    def fields(fact: Any) -> dict[str, Any]:
        return {
            **{name: getattr(fact, name, None) for name in FactForm.base_fields},
            "person": fact.person_id or "",
            "life_domain": fact.life_domain.code,
            "amount": Decimal(fact.amount_cents) / 100 if fact.amount_cents is not None else None,
        }

    form = _fact_form(request, record.household_id, fields(record))
    page = Page(
        _("Wijzigen"), _accumulation(record.household_id), record.household_id, lead=record.title,
        version=record.version,
    )  # fmt: skip
    return edit(
        request,
        page,
        form,
        lambda data: actions.change_fact(
            by=actor_of(request),
            fact_id=fact_id,
            version=data["version"],
            given=form.given(data),
            request_id=data["request_id"],
        ),
        fields,
    )


@screen("contribute", purpose="support")
@require_POST
@found
def fact_withdraw(request: HttpRequest, fact_id: int) -> HttpResponse:
    """It was a mistake."""
    record = queries.fact(fact_id)
    return act(
        request,
        _accumulation(record.household_id),
        record.household_id,
        lambda data: actions.withdraw_fact(by=actor_of(request), fact_id=fact_id, **data),
        _("Weggehaald. Het telt niet meer mee."),
    )

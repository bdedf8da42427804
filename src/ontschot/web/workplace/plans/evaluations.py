"""Looking back on the plan: the list, one evaluation, what each says of a goal, rounding off."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ontschot.accounts.rules import may
from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.rules import Refused
from ontschot.foundation import calendar
from ontschot.foundation.versions import Conflict
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import Page, actor_of, edit, found
from ontschot.web.workplace.plans.evaluation_forms import BeginForm, ConcludeForm, LookBackForm


def _may(request: HttpRequest) -> dict[str, bool]:
    return {name: may(request.user.role, name) for name in ("make_plan", "contribute")}  # type: ignore[union-attr]


@screen("view_household", purpose="coordination")
@require_GET
@found
def evaluations(request: HttpRequest, household_id: int) -> HttpResponse:
    """All times of looking back, and the next one."""
    home = people.household(household_id)
    view = queries.plan_of_household(household_id)
    rows = queries.evaluations(household_id)
    context = {
        "home": home,
        "current": bool(view and view.is_current),
        "evaluations": rows,
        "open": next((row for row in rows if row.state == "open"), None),
        "next_on": next((row.next_on for row in rows if row.next_on and row.next_on >= calendar.today()), None),
        "may": _may(request),
    }
    return render(request, "workplace/plans/evaluations.html", context)


@screen("make_plan", purpose="coordination")
@found
def evaluation_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Begin to look back, halfway or at the end."""
    home = people.household(household_id)
    view = queries.plan_of_household(household_id)
    if view is None:
        raise ObjectDoesNotExist
    kind = "closing" if request.GET.get("soort") == "balans" else "interim"
    names = ", ".join(m.person.call_name or m.person.display_name for m in home.members if m.person)
    initial = {"kind": kind, "held_on": calendar.today(), "present": names[:300]}
    form = BeginForm(request.POST or None, initial=initial)
    page = Page(
        _("Samen terugkijken"),
        reverse("workplace:evaluations", args=[household_id]),
        household_id,
        home.household.name,
        lead=_("U schrijft per doel op hoe het ging, in de woorden van ieder. Daarna wat er verandert."),
        submit=_("Beginnen"),
        done=_("De evaluatie is begonnen."),
    )
    return edit(
        request,
        page,
        form,
        lambda data: actions.begin_evaluation(by=actor_of(request), plan_id=view.record.pk, **data),
    )


@screen("view_household", purpose="coordination")
@require_GET
@found
def evaluation(request: HttpRequest, evaluation_id: int) -> HttpResponse:
    """One evaluation: per goal what each said and what was decided."""
    page = queries.evaluation(evaluation_id)
    context = {"home": people.household(page.household_id), "page": page, "record": page.record, "may": _may(request)}
    return render(request, "workplace/plans/evaluation.html", context)


def _look(request: HttpRequest, page: queries.EvaluationPage, goal: Any, form: LookBackForm) -> HttpResponse:
    goal_id = goal.pk if goal else None
    form_page = Page(
        _("Hoe ging het?"),
        reverse("workplace:evaluation", args=[page.record.pk]),
        page.household_id,
        lead=goal.text if goal else _("Het plan als geheel"),
        draft=f"look-back-{page.record.pk}-{goal_id or 0}",
    )

    def save(data: dict[str, Any]) -> None:
        by = actor_of(request)
        given = form.views(goal_id)
        if given:
            actions.look_back(by=by, evaluation_id=page.record.pk, views=given, request_id=data["request_id"])
        if goal_id and data.get("choice"):
            _decide(by, page.record.pk, goal_id, data)
        if not given and not data.get("choice"):
            raise Refused(_("Vul in hoe het ging, volgens ten minste één persoon."))

    return edit(request, form_page, form, save)


def _decide(by: Any, evaluation_id: int, goal_id: int, data: dict[str, Any]) -> None:
    try:
        actions.decide(
            by=by,
            evaluation_id=evaluation_id,
            goal_id=goal_id,
            choice=data["choice"],
            text=data["text"],
            version=data["decided"] or 0,
            request_id=data["request_id"],
        )
    except Conflict as error:
        text = _("Iemand anders schreef intussen iets anders op over dit doel. Kijk eerst wat er nu staat.")
        raise Refused(text) from error


@screen("contribute", purpose="support")
@found
def evaluation_goal(request: HttpRequest, evaluation_id: int, goal_id: int) -> HttpResponse:
    """What each says of this goal; a partner says only their own."""
    page = queries.evaluation(evaluation_id)
    goal = queries.goal(goal_id)
    if goal.plan_id != page.record.plan_id:
        raise ObjectDoesNotExist
    said = queries.views_by_speaker(evaluation_id, goal_id)
    if _may(request)["make_plan"]:
        speakers = queries.speakers(page.household_id, goal_id)
        decision = next((one.decision for one in page.goals if one.goal and one.goal.pk == goal_id), None)
        return _look(
            request, page, goal, LookBackForm(request.POST or None, speakers=speakers, said=said, decision=decision)
        )
    own = [queries.Speaker("helper", str(request.user), user_id=request.user.pk)]
    form = LookBackForm(request.POST or None, speakers=own, said=said, others=False, decides=False)
    return _look(request, page, goal, form)


@screen("make_plan", purpose="coordination")
@found
def evaluation_whole(request: HttpRequest, evaluation_id: int) -> HttpResponse:
    """What each says of the plan as a whole."""
    page = queries.evaluation(evaluation_id)
    said = queries.views_by_speaker(evaluation_id, None)
    speakers = queries.speakers(page.household_id)
    return _look(request, page, None, LookBackForm(request.POST or None, speakers=speakers, said=said, decides=False))


@screen("make_plan", purpose="coordination")
@found
def evaluation_conclude(request: HttpRequest, evaluation_id: int) -> HttpResponse:
    """Round off, and agree on the next time."""
    page = queries.evaluation(evaluation_id)
    form = ConcludeForm(request.POST or None, initial={"present": page.record.present})
    form_page = Page(
        _("Evaluatie afronden"),
        reverse("workplace:evaluation", args=[evaluation_id]),
        page.household_id,
        warning=_("Na het afronden kan niemand hier nog iets aan toevoegen."),
        submit=_("Afronden"),
        version=page.record.version,
        done=_("De evaluatie is afgerond."),
    )
    return edit(
        request,
        form_page,
        form,
        lambda data: actions.conclude_evaluation(by=actor_of(request), evaluation_id=evaluation_id, **data),
    )

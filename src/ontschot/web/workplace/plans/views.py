"""The plan on one page, and the small edits around it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ontschot.accounts.rules import may
from ontschot.domain.access import queries as access
from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.privacy.queries import life_domains
from ontschot.web.components import conflicts
from ontschot.web.components.lines import line_chart
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.form_page import Page, act, actor_of, edit, found
from ontschot.web.workplace.plans import forms
from ontschot.web.workplace.plans.owners import owner_given, owners_of, proposers_of

MAY = ("make_plan", "record_agreement", "involve", "appoint_coordinator", "hold_conversation", "coordinate")


def _url(household_id: int) -> str:
    return reverse("workplace:plan", args=[household_id])


def _post(request: HttpRequest) -> Any:
    return conflicts.chosen(request.POST) if request.method == "POST" else None


def _may(request: HttpRequest, *capabilities: str) -> dict[str, bool]:
    return {name: may(request.user.role, name) for name in capabilities}  # type: ignore[union-attr]


def _concluded(household_id: int) -> list[Any]:
    return [talk for talk in access.conversations_of_household(household_id) if talk.state == "concluded"]


@screen("view_household", purpose="coordination")
@require_GET
@found
def plan(request: HttpRequest, household_id: int) -> HttpResponse:
    """The plan with who does what by when, who agrees, and who stands around."""
    home = people.household(household_id)
    view = queries.plan_of_household(household_id)
    role = request.user.role  # type: ignore[union-attr]
    context = {
        "home": home,
        "view": view,
        "record": view.record if view else None,
        "current": bool(view and view.is_current),
        "around": view.around if view else queries.around(household_id),
        "may": _may(
            request,
            "make_plan",
            "record_agreement",
            "involve",
            "appoint_coordinator",
            "hold_conversation",
            "coordinate",
        ),
        "results": access.results_to_plan(household_id),
        "terms": access.terms_of_household(household_id) if may(role, "triage") else [],
        "conversations": _concluded(household_id),
    }
    return render(request, "workplace/plans/plan.html", context | _in_depth(household_id))


def _in_depth(household_id: int) -> dict[str, Any]:
    """What stands around the plan: changes in the household, plans that belong with it, parts of others, fewer."""
    changes = queries.household_changes(household_id)
    return {
        "changes": changes,
        "settled": [one for one in changes if one.record.state == "settled"],
        "other_plans": queries.other_plans(household_id),
        "parts": queries.parts(household_id),
        "chart": line_chart(queries.fewer_over_time(household_id)),
    }


@screen("view_household", purpose="coordination")
@require_GET
@found
def paper(request: HttpRequest, household_id: int) -> HttpResponse:
    """The plan as the household keeps it, to print."""
    home = people.household(household_id)
    view = queries.plan_of_household(household_id)
    if view is None:
        return redirect(_url(household_id))
    context = {"home": home, "view": view, "record": view.record, "parts": queries.parts(household_id)}
    return render(request, "workplace/plans/paper.html", context)


@screen("make_plan", purpose="coordination")
@require_POST
@found
def plan_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Make the plan: from a concluded conversation, or empty."""
    chosen = request.POST.get("conversation", "")
    number = number_in(chosen)

    def save(data: dict[str, Any]) -> None:
        actions.make_plan(
            by=actor_of(request),
            household_id=household_id,
            conversation_id=number,
            request_id=data["request_id"],
        )

    return act(request, _url(household_id), household_id, save, _("Het plan staat klaar. Vul het samen aan."))


@screen("make_plan", purpose="coordination")
@found
def motto(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What the household works towards."""
    record = queries.plan(plan_id).record
    form = forms.MottoForm(_post(request), initial={"motto": record.motto})
    page = Page(_("Waar werken we naartoe?"), _url(record.household_id), record.household_id, version=record.version)
    return edit(
        request,
        page,
        form,
        lambda data: actions.set_motto(by=actor_of(request), plan_id=plan_id, **data),
    )


@screen("make_plan", purpose="coordination")
@require_POST
@found
def propose(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Lay the plan before the household."""
    record = queries.plan(plan_id).record
    return act(
        request,
        _url(record.household_id),
        record.household_id,
        lambda data: actions.propose(by=actor_of(request), plan_id=plan_id, **data),
        _("Het plan is voorgelegd. Het huishouden kan nu ja of nee zeggen."),
    )


@screen("make_plan", purpose="coordination")
@require_POST
@found
def take_back(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Take it back to work on it."""
    record = queries.plan(plan_id).record
    return act(
        request,
        _url(record.household_id),
        record.household_id,
        lambda data: actions.take_back(by=actor_of(request), plan_id=plan_id, **data),
        _("Het plan is weer in de maak."),
    )


@screen("make_plan", purpose="coordination")
@found
def close(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Close the plan with a balance and a note."""
    record = queries.plan(plan_id).record
    missing = queries.missing_in_balance(plan_id)
    page = Page(
        _("Het plan afsluiten"),
        _url(record.household_id),
        record.household_id,
        warning=_(
            "De toegang van betrokken professionals en van het team eindigt meteen. De regisseur kan met het "
            "huishouden terugkijken en beëindigt daarna de regie."
        ),
        submit=_("Plan afsluiten"),
        lead=format_html(
            '{} <a href="{}">{}</a>',
            _("Nog niet gehoord in de balans: %(who)s. Maak eerst samen de balans op.") % {"who": ", ".join(missing)},
            reverse("workplace:evaluations", args=[record.household_id]),
            _("Naar Terugkijken"),
        )
        if missing
        else _("De balans is opgemaakt."),
        version=record.version,
        draft=f"plan-close-{plan_id}",
        done=_("Het plan is afgesloten."),
        negative=True,
    )
    return edit(
        request,
        page,
        forms.CloseForm(_post(request), missing=missing, terms=access.municipal_terms(record.household_id)),
        lambda data: actions.close_plan(by=actor_of(request), plan_id=plan_id, **data),
    )


@screen("make_plan", purpose="coordination")
@found
def goal_new(request: HttpRequest, plan_id: int) -> HttpResponse:
    """A goal."""
    record = queries.plan(plan_id).record
    form = forms.GoalForm(
        request.POST or None,
        domains=life_domains(in_conversation=True),
        members=people.member_names(record.household_id),
    )
    page = Page(
        _("Nieuw doel"),
        _url(record.household_id),
        record.household_id,
        draft=f"goal-new-{plan_id}",
        done=_("Doel toegevoegd."),
    )

    def save(data: dict[str, Any]) -> None:
        person = data.pop("person")
        actions.add_goal(
            by=actor_of(request),
            plan_id=plan_id,
            person_id=int(person) if person else None,
            **data,
        )

    return edit(request, page, form, save)


@screen("make_plan", purpose="coordination")
@found
def goal_edit(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Another wording or life domain."""
    record = queries.goal(goal_id)
    home = record.plan.household_id
    form = forms.GoalForm(
        _post(request),
        initial=_goal_fields(record),
        domains=life_domains(in_conversation=True),
        members=None,
    )
    page = Page(_("Doel wijzigen"), _url(home), home, version=record.version, draft=f"goal-edit-{goal_id}")
    return edit(
        request,
        page,
        form,
        lambda data: actions.change_goal(by=actor_of(request), goal_id=goal_id, **data),
        _goal_fields,
    )


def _goal_fields(goal: Any) -> dict[str, Any]:
    """A goal as the form has it."""
    return {"text": goal.text, "life_domain": goal.life_domain.code}


@screen("make_plan", purpose="coordination")
@require_POST
@found
def goal_state(request: HttpRequest, goal_id: int, state: str) -> HttpResponse:
    """Reached, let go, or taken up again."""
    record = queries.goal(goal_id)
    home = record.plan.household_id
    return act(
        request,
        _url(home),
        home,
        lambda data: actions.set_goal_state(by=actor_of(request), goal_id=goal_id, state=state, **data),
    )


def _first_owner(goal: Any) -> dict[str, Any]:
    """The person whose goal it is does it, to begin with."""
    return {"owner": f"self:person:{goal.person_id}"} if goal.person_id else {}


@screen("make_plan", purpose="coordination")
@found
def action_new(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Something somebody will do for this goal."""
    record = queries.goal(goal_id)
    home = record.plan.household_id
    form = forms.ActionForm(
        request.POST or None, owners=owners_of(home), proposers=proposers_of(home), initial=_first_owner(record)
    )
    page = Page(
        _("Nieuwe actie"),
        _url(home),
        home,
        lead=record.text,
        draft=f"action-new-{goal_id}",
        done=_("Actie toegevoegd."),
    )
    return edit(
        request,
        page,
        form,
        lambda data: actions.add_action(by=actor_of(request), goal_id=goal_id, **owner_given(data), **data),
    )


@screen("make_plan", purpose="coordination")
@found
def action_edit(request: HttpRequest, action_id: int) -> HttpResponse:
    """Another text, owner, line or date."""
    record = queries.action(action_id)
    home = record.goal.plan.household_id
    owners = owners_of(home)
    known = {value for _label, rows in owners for value, _name in rows}

    def fields(action: Any) -> dict[str, Any]:
        return _action_fields(action, known)

    form = forms.ActionForm(
        _post(request),
        initial=fields(record),
        owners=owners,
        proposers=proposers_of(home),
        second_already=record.line == 2,
    )
    page = Page(
        _("Actie wijzigen"),
        _url(home),
        home,
        lead=record.goal.text,
        version=record.version,
        draft=f"action-edit-{action_id}",
    )
    return edit(
        request,
        page,
        form,
        lambda data: actions.change_action(by=actor_of(request), action_id=action_id, **owner_given(data), **data),
        fields,
    )


def _action_fields(action: Any, known: set[str]) -> dict[str, Any]:
    """An action as the form has it: an owner who is not among the ``known`` choices by name and kind."""
    owner = _chosen(action)
    other = owner not in known
    return {
        "text": action.text,
        "owner": "other" if other else owner,
        "owner_name": action.owner_name if other else "",
        "owner_kind": action.owner_kind if other else "",
        "line": action.line,
        "due_on": action.due_on,
    }


def _chosen(record: Any) -> str:
    if record.owner_person_id:
        return f"self:person:{record.owner_person_id}"
    if record.owner_user_id:
        return f"professional:user:{record.owner_user_id}"
    return f"{record.owner_kind}:name:{record.owner_name}"


@screen("contribute", purpose="support")
@found
def action_progress(request: HttpRequest, action_id: int) -> HttpResponse:
    """How it goes."""
    record = queries.action(action_id)
    home = record.goal.plan.household_id
    form = forms.ProgressForm(_post(request), initial={"state": record.state, "note": record.note})
    form.fields["state"].choices = queries.action_states(record)  # type: ignore[attr-defined]
    page = Page(_("Hoe gaat het met deze actie?"), _url(home), home, lead=record.text, version=record.version)
    return edit(
        request,
        page,
        form,
        lambda data: actions.set_action_state(by=actor_of(request), action_id=action_id, **data),
    )


@screen("record_agreement", purpose="coordination")
@found
def agreement(request: HttpRequest, plan_id: int, person_id: int) -> HttpResponse:
    """Write down what a member says of the plan."""
    record = queries.plan(plan_id).record
    name = dict(people.member_names(record.household_id)).get(person_id)
    if name is None:
        raise ObjectDoesNotExist
    page = Page(
        _("Wat zegt %(name)s van het plan?") % {"name": name},
        _url(record.household_id),
        record.household_id,
        lead=_("Uitgave %(edition)d van het plan.") % {"edition": record.edition},
        draft=f"agreement-{plan_id}-{record.edition}-{person_id}",
        done=_("Opgeschreven."),
        version=record.edition,
    )

    def save(data: dict[str, Any]) -> None:
        actions.agree(
            by=actor_of(request),
            plan_id=plan_id,
            person_id=person_id,
            edition=data["version"],
            agrees=data["agrees"] == "yes",
            remark=data["remark"],
            how=data["how"],
            given_by_representative=data["representative"],
            request_id=data["request_id"],
        )

    return edit(request, page, forms.AgreementForm(request.POST or None), save)

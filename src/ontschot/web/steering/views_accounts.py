"""The administrator's screens of accounts and teams. Nothing of residents is here."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontschot.accounts import absence_actions, absence_queries, actions, queries
from ontschot.foundation.calendar import today
from ontschot.web.components import typed
from ontschot.web.components.context import ROLE_LABELS
from ontschot.web.screens import screen
from ontschot.web.steering import forms

if TYPE_CHECKING:
    from ontschot.accounts.models import Team, User

_PAGE = 50


def request_id(request: HttpRequest) -> uuid.UUID | None:
    """The number of this form; None when somebody tampered with it, and then it is a new one."""
    try:
        return uuid.UUID(request.POST.get("request_id", ""))
    except ValueError:
        return None


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when that is nothing."""
    return request.POST if request.method == "POST" else None


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


def _user(user_id: int) -> User:
    try:
        return queries.user(user_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _team(team_id: int) -> Team:
    found = queries.teams(active=None).filter(pk=team_id).first()
    if found is None:
        raise Http404
    return found


# ---------------------------------------------------------------------------------------- accounts


@screen("administer", purpose="administration")
@require_http_methods(["GET", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts of staff, found by name, role or state. A name that was typed stays out of the address."""
    if request.method == "POST":
        asked = {name: request.POST[name][:20] for name in ("role", "state") if request.POST.get(name)}
        key = typed.keep(request, "accounts", request.POST.get("q", "")[:100])
        return redirect(f"{reverse('steering:accounts')}?{urlencode(asked | ({'vraag': key} if key else {}))}")
    found_before = typed.kept(request, "accounts", request.GET.get("vraag", ""))
    form = forms.SearchForm(request.GET.dict() | {"q": found_before})
    wanted = form.cleaned_data if form.is_valid() else {"q": "", "role": "", "state": ""}
    active = {"open": True, "closed": False}.get(wanted["state"])
    found = queries.users(wanted["q"], role=wanted["role"], active=active)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    people = [{"user": one, "role": ROLE_LABELS.get(one.role, one.role)} for one in page.object_list]
    residents = queries.counts_by_role()["resident"]
    context = {"form": form, "page": page, "people": people, "residents": residents}
    return render(request, "steering/accounts.html", context)


@screen("administer", purpose="administration")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make an account; its one-time password is on the answer and nowhere else."""
    form = forms.NewAccountForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            user, password = actions.create_user(by=_actor(request), request_id=request_id(request), **form.changes())
        except ValidationError as error:
            forms.refuse(form, error)
        else:
            return _show_password(request, user, password)
    return render(request, "steering/account_new.html", {"form": form})


def _show_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """Never through a redirect: the password would have to be kept somewhere on the way."""
    context = {"account": user, "password": password, "days": actions.ONE_TIME_PASSWORD_DAYS}
    response = render(request, "steering/account_password.html", context)
    response["Cache-Control"] = "no-store"
    return response


@screen("administer", purpose="administration")
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, user_id: int) -> HttpResponse:
    """One account: what stands on it, its teams, and what can be done with it."""
    user = _user(user_id)
    form = forms.AccountForm(posted(request), initial=_on_account(user))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_user(by=_actor(request), user_id=user_id, request_id=request_id(request), **form.changes())
        except ValidationError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("steering:account", user_id=user_id)
    return _account_page(request, user, form=form)


def _on_account(user: User) -> dict[str, Any]:
    values = {name: getattr(user, name) for name in ("name", "job_title", "email", "phone")}
    return {**values, "organisation": user.organisation_id}


def _account_page(request: HttpRequest, user: User, *, status: int = 200, **given: Any) -> HttpResponse:
    context = {
        "account": user,
        "role_label": ROLE_LABELS.get(user.role, user.role),
        "seats": queries.seats_of(user.pk),
        "form": given.get("form") or forms.AccountForm(initial=_on_account(user)),
        "role_form": given.get("role_form") or forms.RoleForm(initial={"role": user.role}),
        "problem": given.get("problem", ""),
    }
    return render(request, "steering/account.html", context, status=status)


@screen("administer", purpose="administration")
@require_POST
def role(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give another role."""
    user = _user(user_id)
    form = forms.RoleForm(request.POST)
    if form.is_valid():
        try:
            actions.change_role(
                by=_actor(request), user_id=user_id, role=form.cleaned_data["role"], request_id=request_id(request)
            )
        except ValidationError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, _("De rol is gewijzigd en geldt vanaf de volgende pagina."))
            return redirect("steering:account", user_id=user_id)
    return _account_page(request, user, role_form=form)


@screen("administer", purpose="administration")
@require_POST
def close(request: HttpRequest, user_id: int) -> HttpResponse:
    """Close the account at once."""
    user = _user(user_id)
    try:
        actions.deactivate_user(by=_actor(request), user_id=user_id, request_id=request_id(request))
    except ValidationError as error:
        return _account_page(request, user, problem=" ".join(error.messages))
    messages.success(request, _("Het account is gesloten. Wie nog was ingelogd, is er nu uit."))
    return redirect("steering:account", user_id=user_id)


def _renewal(action: Callable[..., tuple[User, str]]) -> Callable[[HttpRequest, int], HttpResponse]:
    """A view that gives a new one-time password."""

    @screen("administer", purpose="administration")
    @require_POST
    def view(request: HttpRequest, user_id: int) -> HttpResponse:
        user = _user(user_id)
        try:
            changed, password = action(by=_actor(request), user_id=user_id, request_id=request_id(request))
        except ValidationError as error:
            return _account_page(request, user, problem=" ".join(error.messages))
        return _show_password(request, changed, password)

    return view


password = _renewal(actions.reset_password)
second_factor = _renewal(actions.reset_second_factor)
reopen = _renewal(actions.reactivate_user)


# ---------------------------------------------------------------------------------------- teams


@screen("administer", purpose="administration")
@require_GET
def teams(request: HttpRequest) -> HttpResponse:
    """All teams."""
    found = [{"team": one, "size": len(queries.colleagues(one.pk))} for one in queries.teams(active=None)]
    return render(request, "steering/teams.html", {"teams": found})


@screen("administer", purpose="administration")
@require_http_methods(["GET", "POST"])
def team_new(request: HttpRequest) -> HttpResponse:
    """Make a team."""
    form = forms.TeamForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_team(by=_actor(request), request_id=request_id(request), **form.cleaned_data)
        except ValidationError as error:
            forms.refuse(form, error)
        else:
            return redirect("steering:team", team_id=made.pk)
    return render(request, "steering/team_new.html", {"form": form})


@screen("administer", purpose="administration")
@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, team_id: int) -> HttpResponse:
    """Who sits in a team; POST puts somebody in it."""
    found = _team(team_id)
    form = forms.SeatForm(posted(request))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            actions.join_team(
                by=_actor(request),
                team_id=team_id,
                user_id=values.pop("user"),
                request_id=request_id(request),
                **values,
            )
        except ValidationError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, _("Toegevoegd aan het team."))
            return redirect("steering:team", team_id=team_id)
    return _team_page(request, found, form=form)


def _team_page(request: HttpRequest, found: Team, **given: Any) -> HttpResponse:
    initial = {"name": found.name, "takes_intake": found.takes_intake, "active": found.active}
    context = {
        "team": found,
        "colleagues": queries.colleagues(found.pk),
        "form": given.get("form") or forms.SeatForm(),
        "change_form": given.get("change_form") or forms.TeamChangeForm(initial=initial),
        "norm_form": given.get("norm_form") or forms.NormForm(initial={"starts_on": today(), "full_week": 36}),
        "norms": absence_queries.caseload_norms(found.pk),
    }
    return render(request, "steering/team.html", context)


@screen("administer", purpose="administration")
@require_POST
def team_norm(request: HttpRequest, team_id: int) -> HttpResponse:
    """How many households one worker of this team coordinates at most, from a day on."""
    found = _team(team_id)
    form = forms.NormForm(request.POST)
    if form.is_valid():
        try:
            absence_actions.set_caseload_norm(
                by=_actor(request), team_id=team_id, request_id=request_id(request), **form.cleaned_data
            )
        except ValidationError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, _("De norm ligt vast."))
            return redirect("steering:team", team_id=team_id)
    return _team_page(request, found, norm_form=form)


@screen("administer", purpose="administration")
@require_POST
def team_change(request: HttpRequest, team_id: int) -> HttpResponse:
    """Rename a team, let it receive requests, put it out of use."""
    found = _team(team_id)
    form = forms.TeamChangeForm(request.POST)
    if form.is_valid():
        try:
            actions.change_team(
                by=_actor(request), team_id=team_id, request_id=request_id(request), **form.cleaned_data
            )
        except ValidationError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("steering:team", team_id=team_id)
    return _team_page(request, found, change_form=form)


@screen("administer", purpose="administration")
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, team_id: int, membership_id: int) -> HttpResponse:
    """Ask, and end a seat in a team."""
    found = _team(team_id)
    seat = next((one for one in queries.colleagues(team_id) if one.membership_id == membership_id), None)
    if seat is None:
        raise Http404
    form: django_forms.Form = forms.LeaveForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave_team(
                by=_actor(request),
                membership_id=membership_id,
                on=form.cleaned_data["on"],
                request_id=request_id(request),
            )
        except ObjectDoesNotExist as error:
            raise Http404 from error
        messages.success(request, _("Deze plaats in het team eindigt. Wat het team mag zien, gaat dan dicht."))
        return redirect("steering:team", team_id=team_id)
    return render(request, "steering/team_leave.html", {"team": found, "seat": seat, "form": form})

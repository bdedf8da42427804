"""Organisations, life domains, the installation, and what the policy officer will find here later."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ontschot.accounts import actions, queries
from ontschot.accounts.rules import may
from ontschot.web.components.context import ROLE_LABELS
from ontschot.web.screens import screen
from ontschot.web.steering import forms
from ontschot.web.steering.views_accounts import posted, request_id


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


@screen("administer", purpose="administration")
@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations."""
    kinds = dict(forms.KINDS)
    found = [{"organisation": one, "kind": kinds[one.kind]} for one in queries.organisations(active=None)]
    return render(request, "steering/organisations.html", {"organisations": found})


@screen("administer", purpose="administration")
@require_http_methods(["GET", "POST"])
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Make an organisation."""
    form = forms.OrganisationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.create_organisation(by=_actor(request), request_id=request_id(request), **form.cleaned_data)
        except ValidationError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, _("Toegevoegd."))
            return redirect("steering:organisations")
    return render(request, "steering/organisation.html", {"form": form})


@screen("administer", purpose="administration")
@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Correct an organisation."""
    found = queries.organisations(active=None).filter(pk=organisation_id).first()
    if found is None:
        raise Http404
    initial = {"name": found.name, "kind": found.kind, "active": found.active}
    form = forms.OrganisationChangeForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_organisation(
                by=_actor(request), organisation_id=organisation_id, request_id=request_id(request), **form.cleaned_data
            )
        except ValidationError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("steering:organisations")
    return render(request, "steering/organisation.html", {"form": form, "organisation": found})


@screen("view_reference", purpose="administration")
@require_GET
def reference(request: HttpRequest) -> HttpResponse:
    """The life domains, as they stand in conversations and plans."""
    editable = may(_actor(request).role, "administer")
    return render(request, "steering/reference.html", {"domains": queries.all_life_domains(), "editable": editable})


@screen("administer", purpose="administration")
@require_http_methods(["GET", "POST"])
def life_domain(request: HttpRequest, life_domain_id: int) -> HttpResponse:
    """Change the words, the order or the use of a life domain."""
    found = queries.all_life_domains().filter(pk=life_domain_id).first()
    if found is None:
        raise Http404
    form = forms.LifeDomainForm(
        request.POST or None, initial={name: getattr(found, name) for name in forms.LifeDomainForm.base_fields}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_life_domain(
                by=_actor(request),
                life_domain_id=life_domain_id,
                fields=form.cleaned_data,
                request_id=request_id(request),
            )
        except ValidationError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("steering:reference")
    return render(request, "steering/life_domain.html", {"form": form, "domain": found})


@screen("administer", purpose="administration")
@require_GET
def installation(request: HttpRequest) -> HttpResponse:
    """What this installation is; how it is doing is told by ``ontschot doctor``."""
    counts = [(ROLE_LABELS.get(role, role), number) for role, number in queries.counts_by_role().items()]
    context = {
        "installation": queries.installation(),
        "counts": counts,
        "broker": bool(settings.SOCIALACCOUNT_PROVIDERS),
        "https": settings.HTTPS,
    }
    return render(request, "steering/installation.html", context)

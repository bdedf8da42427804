"""One request, and what is decided about it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ontschot.accounts.rules import may
from ontschot.domain.access import actions, queries, rules
from ontschot.domain.access.queries import RequestView
from ontschot.foundation.versions import Conflict
from ontschot.web.components import conflicts
from ontschot.web.screens import screen
from ontschot.web.workplace.requests.forms import (
    CHANNELS,
    COMPLEXITY,
    REFUSALS,
    REPORTERS,
    SAFETY,
    CloseForm,
    CorrectForm,
    TriageForm,
)
from ontschot.web.workplace.requests.guards import actor_of, not_found, request_id_of, version_of

SHOWN = {"verdelen": {"state": "received"}, "mijn": {"who": "me"}, "klaar": {"state": "closed"}}


@screen("triage", purpose="triage")
def requests(request: HttpRequest) -> HttpResponse:
    """The requests of my teams stand in the list of requests; an older address still finds them."""
    asked = SHOWN.get(request.GET.get("toon", ""), {})
    along = {name: request.GET[name] for name in ("rondleiding", "pagina") if request.GET.get(name)}
    here = reverse("workplace:list", args=["meldingen"])
    return redirect(f"{here}?{urlencode({**asked, **along})}" if asked or along else here)


@screen("triage", purpose="triage")
@not_found
def request_page(request: HttpRequest, number: int) -> HttpResponse:
    """One request: what was asked, what was decided, and what can be done now."""
    view = queries.request(number)
    record = view.record
    role = actor_of(request).role
    context = {
        "view": view,
        "channel": dict(CHANNELS)[record.channel],
        "reporter": dict(REPORTERS)[record.reported_by],
        "complexities": dict(COMPLEXITY),
        "safeties": dict(SAFETY),
        "terms": queries.terms_of_request(number),
        "signal": queries.signal_of(number) if record.unasked else None,
        "may_pick_up": record.state in ("triaged", "in_conversation")
        and record.assigned_user_id is None
        and record.team_id in {team.pk for team in queries.own_teams()},
        "prepared": queries.prepared(record.household_id, number),
        "may_prepare": may(role, "hold_conversation") and view.line.is_open,
        "may_talk": may(role, "hold_conversation") and "converse" in view.possible and record.identity_checked,
    }
    return render(request, "workplace/requests/request.html", context)


@screen("triage", purpose="triage")
@not_found
def request_triage(request: HttpRequest, number: int) -> HttpResponse:
    """Three answers and who takes it. Sent twice by somebody who gave it away: the same message again, no error."""
    again = _sent_before(request, number)
    if again:
        return again
    view = queries.request(number)
    if "triage" not in view.possible:
        return _too_late(request, number)
    domains = [(d.code, str(d)) for d in queries.life_domains()]
    data = conflicts.chosen(request.POST) if request.method == "POST" else None
    form = TriageForm(data, domains=domains, teams=queries.teams_to_choose(), initial=_triage_so_far(view))
    if data is not None and form.is_valid():
        try:
            actions.triage(
                by=actor_of(request),
                request_number=number,
                version=version_of(request),
                request_id=request_id_of(request),
                **form.facts(),
            )
        except rules.Refused as refused:
            refuse(form, refused)
        except Conflict as conflict:
            return conflicts.page(request, form=form, conflict=conflict, current=lambda _now: _triage_now(number))
        except rules.ImpossibleStep:
            return _too_late(request, number)
        else:
            return _given_away(request, number)
    context = {"view": view, "form": form}
    return render(request, "workplace/requests/triage.html", context, status=422 if form.errors else 200)


def _triage_so_far(view: RequestView) -> dict[str, Any]:
    last = queries.last_triage(view.record.pk)
    if last is None:
        return {"safety": view.record.safety, "threats": view.record.threats}
    codes = {d.pk: d.code for d in queries.life_domains()}
    taker = f"{last.team_id}-{last.user_id}" if last.user_id else str(last.team_id)
    return {
        "complexity": last.complexity,
        "safety": last.safety,
        "life_domains": [codes[pk] for pk in last.life_domain_ids if pk in codes],
        "taker": taker,
        "regimes": view.record.regimes,
        "threats": view.record.threats,
    }


def _triage_now(number: int) -> dict[str, Any]:
    """What a colleague decided in between, as values of the form: most of it stands in the triage."""
    last = queries.last_triage(number)
    return _triage_so_far(queries.request(number)) | ({"note": last.note} if last else {})


def _sent_before(request: HttpRequest, number: int) -> HttpResponse | None:
    key = request_id_of(request) if request.method == "POST" else None
    return _given_away(request, number) if key and queries.given_before(key) else None


def _given_away(request: HttpRequest, number: int) -> HttpResponse:
    text = _("Melding %(reference)s is verdeeld. Wie het oppakt ziet hem in de eigen lijst.")
    messages.success(request, text % {"reference": rules.reference(number)})
    return redirect("workplace:requests")


def _too_late(request: HttpRequest, number: int) -> HttpResponse:
    messages.warning(request, _("Dit kan niet meer: een collega was u voor. Kijk hoe de melding er nu voor staat."))
    return redirect("workplace:request", number=number)


def refuse(form: forms.Form, refused: rules.Refused) -> None:
    """Say at the field what a rule refused."""
    field, text = REFUSALS.get((refused.field, refused.rule), (None, _("Dit kan niet zo worden opgeslagen.")))
    form.add_error(field if field in form.fields else None, str(text))


@require_POST
@screen("triage", purpose="triage")
@not_found
def request_pick_up(request: HttpRequest, number: int) -> HttpResponse:
    """This one is mine."""
    try:
        actions.pick_up(
            by=actor_of(request),
            request_number=number,
            version=version_of(request),
            request_id=request_id_of(request),
        )
    except (Conflict, rules.ImpossibleStep, rules.Refused):
        return _too_late(request, number)
    messages.success(request, _("U hebt deze melding opgepakt."))
    return redirect("workplace:request", number=number)


@screen("triage", purpose="triage")
@not_found
def request_answer(request: HttpRequest, number: int) -> HttpResponse:
    """A simple question that was answered."""
    return _close_page(request, number, "answer")


@screen("triage", purpose="triage")
@not_found
def request_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """A request that goes no further, with the reason."""
    return _close_page(request, number, "withdraw")


def _close_page(request: HttpRequest, number: int, step: str) -> HttpResponse:
    key = request_id_of(request) if request.method == "POST" else None
    if key and queries.given_before(key):
        return _closed(request, number)
    view = queries.request(number)
    if step not in view.possible:
        return _too_late(request, number)
    form = CloseForm(request.POST if request.method == "POST" else None)
    form.fields["text"].label = _("Wat was het antwoord?") if step == "answer" else _("Waarom gaat het niet verder?")
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["text"]
        given: dict[str, Any] = {"request_number": number, "version": version_of(request), "request_id": key}
        try:
            if step == "answer":
                actions.answer(by=actor_of(request), outcome=text, **given)
            else:
                actions.withdraw(by=actor_of(request), reason=text, **given)
        except Conflict:
            form.add_error(None, _("De melding is intussen gewijzigd. Lees hem opnieuw; uw tekst staat hier nog."))
        except rules.ImpossibleStep:
            return _too_late(request, number)
        else:
            return _closed(request, number)
    context = {"view": view, "form": form, "step": step}
    return render(request, "workplace/requests/close.html", context, status=422 if form.errors else 200)


def _closed(request: HttpRequest, number: int) -> HttpResponse:
    text = _("Melding %(reference)s is afgehandeld.") % {"reference": rules.reference(number)}
    messages.success(request, text)
    return redirect("workplace:requests")


@screen("triage", purpose="triage")
@not_found
def request_correct(request: HttpRequest, number: int) -> HttpResponse:
    """Put right what was taken down."""
    view = queries.request(number)
    if not view.line.is_open:
        return _too_late(request, number)
    data = conflicts.chosen(request.POST) if request.method == "POST" else None
    form = CorrectForm(data, initial={name: getattr(view.record, name) for name in CorrectForm.base_fields})
    if data is not None and form.is_valid():
        try:
            actions.correct_request(
                by=actor_of(request),
                request_number=number,
                version=version_of(request),
                request_id=request_id_of(request),
                **form.cleaned_data,
            )
        except rules.Refused as refused:
            refuse(form, refused)
        except Conflict as conflict:
            return conflicts.page(request, form=form, conflict=conflict)
        except rules.ImpossibleStep:
            return _too_late(request, number)
        else:
            messages.success(request, _("De melding is bijgewerkt."))
            return redirect("workplace:request", number=number)
    context = {"view": view, "form": form}
    return render(request, "workplace/requests/correct.html", context, status=422 if form.errors else 200)

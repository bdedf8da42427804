"""Changing terms: each a small form of its own, with the term as it stands now above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ontschot.domain.access import actions, queries, rules
from ontschot.domain.access.queries import TermLine
from ontschot.foundation.calendar import today
from ontschot.foundation.versions import Conflict
from ontschot.web.components.term_words import STARTS
from ontschot.web.screens import screen
from ontschot.web.workplace.requests.guards import actor_of, not_found, request_id_of, version_of
from ontschot.web.workplace.terms.forms import (
    REFUSALS,
    BeginForm,
    DelayForm,
    LawsForm,
    MeetForm,
    StopForm,
    SuspendForm,
    SuspensionEndForm,
)

Save = Callable[[dict[str, Any]], object]


@dataclass(frozen=True)
class Step:
    """What stands around a form: title, lead, the button, and what is said when it is done."""

    number: int
    title: str
    lead: str
    submit: str
    done: str
    version: int
    line: TermLine | None = None
    negative: bool = False


def _edit(request: HttpRequest, step: Step, form: forms.Form, save: Save) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save({"by": actor_of(request), "request_id": request_id_of(request), **form.cleaned_data})
        except rules.Refused as refused:
            field, text = REFUSALS.get((refused.field, refused.rule), (None, _("Dit kan niet zo worden opgeslagen.")))
            form.add_error(field if field in form.fields else None, str(text))
        except Conflict:
            form.add_error(
                None, _("Een collega wijzigde dit intussen. Kijk hoe het er nu voor staat en sla opnieuw op.")
            )
        except rules.ImpossibleStep:
            return _too_late(request, step.number)
        else:
            messages.success(request, step.done)
            return _back(step.number)
    context = {"step": step, "form": form, "line": step.line, "reference": rules.reference(step.number)}
    return render(request, "workplace/terms/form.html", context, status=422 if form.errors else 200)


def _back(number: int) -> HttpResponse:
    """To the terms of the request; to all terms when the last one that this user had to keep ended."""
    try:
        queries.request(number)
    except ObjectDoesNotExist:
        return redirect("workplace:terms")
    return redirect("workplace:request_terms", number=number)


def _too_late(request: HttpRequest, number: int) -> HttpResponse:
    messages.warning(request, _("Dit kan niet meer: de termijn loopt niet. Kijk hoe hij er nu voor staat."))
    return redirect("workplace:request_terms", number=number)


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _language() -> str:
    return get_language() or "nl"


@screen("triage", purpose="triage")
@not_found
def request_regimes(request: HttpRequest, number: int) -> HttpResponse:
    """Which laws apply to a request and what threatens, after all."""
    record = queries.request(number).record
    if record.state in ("answered", "withdrawn"):
        return _too_late(request, number)
    form = LawsForm(_data(request), initial={"regimes": record.regimes, "threats": record.threats})
    step = Step(
        number,
        _("Welke wet is van toepassing?"),
        _("Termijnen van een wet die niet meer geldt, stoppen en blijven leesbaar. Nieuwe tellen vanaf de melding."),
        _("Opslaan"),
        _("De termijnen zijn aangepast."),
        record.version,
    )
    version = version_of(request)
    return _edit(
        request, step, form, lambda given: actions.choose_regimes(request_number=number, version=version, **given)
    )


@screen("triage", purpose="triage")
@not_found
def term_begin(request: HttpRequest, number: int) -> HttpResponse:
    """A term that begins with something outside the product."""
    record = queries.request(number).record
    if record.state in ("answered", "withdrawn"):
        return _too_late(request, number)
    known = [
        (
            rule.code,
            _("%(term)s, na %(start)s (%(article)s)")
            % {
                "term": rule.name(_language()),
                "start": STARTS[rule.starts],
                "article": rule.cited(_language()),
            },
        )
        for rule in queries.term_book().by_hand(today())
    ]
    step = Step(
        number,
        _("Termijn starten"),
        _("Voor wat buiten dit product begon: een aanvraag, een besluit, een bezwaar."),
        _("Start de termijn"),
        _("De termijn loopt."),
        record.version,
    )
    form = BeginForm(_data(request), rules=known)
    return _edit(request, step, form, lambda given: actions.start_term(request_number=number, **given))


def _step(line: TermLine, title: str, lead: str, submit: str, done: str, **more: Any) -> Step:
    return Step(line.record.request_id, title, lead, submit, done, line.record.version, line, **more)


@screen("triage", purpose="triage")
@not_found
def term_suspend(request: HttpRequest, legal_term_id: int) -> HttpResponse:
    """Let a term stand still."""
    line, book, version = queries.term(legal_term_id), queries.term_book(), version_of(request)
    if not line.runs:
        return _too_late(request, line.record.request_id)
    grounds = [book.suspensions[code] for code in line.rule.suspends]
    initial = {"starts_on": today() + dt.timedelta(days=1), "ends_on": today() + dt.timedelta(days=15)}
    form = SuspendForm(
        _data(request), grounds=[(g.code, f"{g.name(_language())} ({g.article})") for g in grounds], initial=initial
    )
    step = _step(
        line,
        _("Termijn stilzetten"),
        _("Alleen op een grond die de wet noemt. Stilstaan heeft een einde: daarna loopt de termijn vanzelf weer."),
        _("Zet stil"),
        _("De termijn staat stil."),
    )
    return _edit(request, step, form, lambda given: actions.suspend(term_id=legal_term_id, version=version, **given))


@screen("triage", purpose="triage")
@not_found
def suspension_end(request: HttpRequest, legal_term_id: int, suspension_id: int) -> HttpResponse:
    """The term runs again."""
    line, version = queries.term(legal_term_id), version_of(request)
    if not line.runs:
        return _too_late(request, line.record.request_id)
    found = next((s.record for s in line.suspensions if s.record.pk == suspension_id), None)
    if found is None:
        raise ObjectDoesNotExist
    form = SuspensionEndForm(_data(request), initial={"ends_on": today()})
    step = _step(
        line,
        _("Termijn weer laten lopen"),
        _("Is het gevraagde binnen, dan loopt de termijn vanaf die dag weer."),
        _("Laat weer lopen"),
        _("Het einde van het stilstaan is aangepast."),
    )
    return _edit(
        request, step, form, lambda given: actions.end_suspension(suspension_id=suspension_id, version=version, **given)
    )


@screen("triage", purpose="triage")
@not_found
def term_delay(request: HttpRequest, legal_term_id: int) -> HttpResponse:
    """Tell that the term is not met."""
    line, version = queries.term(legal_term_id), version_of(request)
    if not line.runs:
        return _too_late(request, line.record.request_id)
    delay = line.rule.delay
    lead = (
        _("Dit bericht verlengt de termijn. Het moet verstuurd zijn voor de laatste dag.")
        if delay and delay.extends
        else _("Dit bericht verlengt de termijn van de wet niet: het zegt wanneer de inwoner wel iets hoort.")
    )
    step = _step(line, _("Bericht van uitstel"), lead, _("Leg vast"), _("Het bericht van uitstel is vastgelegd."))
    form = DelayForm(_data(request), initial={"sent_on": today()})
    return _edit(
        request, step, form, lambda given: actions.notify_delay(term_id=legal_term_id, version=version, **given)
    )


@screen("triage", purpose="triage")
@not_found
def term_meet(request: HttpRequest, legal_term_id: int) -> HttpResponse:
    """What the term was for is done."""
    line, version = queries.term(legal_term_id), version_of(request)
    if not line.runs:
        return _too_late(request, line.record.request_id)
    done = _("De termijn is gehaald.")
    if line.rule.chosen:
        done += " " + _("Kies bij het plan de dag voor de volgende keer.")
    step = _step(line, _("Termijn gehaald"), "", _("Dit is klaar"), done)
    form = MeetForm(_data(request), initial={"on": today()})
    return _edit(request, step, form, lambda given: actions.meet_term(term_id=legal_term_id, version=version, **given))


@screen("triage", purpose="triage")
@not_found
def term_stop(request: HttpRequest, legal_term_id: int) -> HttpResponse:
    """The term does not apply after all."""
    line, version = queries.term(legal_term_id), version_of(request)
    if not line.runs:
        return _too_late(request, line.record.request_id)
    step = _step(
        line,
        _("Termijn stoppen"),
        _("Alleen als deze termijn hier niet geldt. Hij blijft leesbaar, met uw reden."),
        _("Stop de termijn"),
        _("De termijn is gestopt."),
        negative=True,
    )
    return _edit(
        request,
        step,
        StopForm(_data(request)),
        lambda given: actions.stop_term(term_id=legal_term_id, version=version, **given),
    )


@require_POST
@screen("triage", purpose="triage")
@not_found
def term_resume(request: HttpRequest, legal_term_id: int) -> HttpResponse:
    """Undo: it runs after all."""
    line = queries.term(legal_term_id)
    number = line.record.request_id
    try:
        actions.resume_term(
            by=actor_of(request), term_id=legal_term_id, version=version_of(request), request_id=request_id_of(request)
        )
    except (Conflict, rules.ImpossibleStep):
        return _too_late(request, number)
    except rules.Refused as refused:
        messages.warning(request, str(REFUSALS[refused.field, refused.rule][1]))
    else:
        messages.success(request, _("De termijn loopt weer."))
    return redirect("workplace:request_terms", number=number)

"""Before and beside the conversation: preparation, a plan on paper, carers, the report and what was said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ontschot.domain.access import actions, queries, rules
from ontschot.foundation.calendar import today
from ontschot.foundation.files import MAX_BYTES
from ontschot.foundation.versions import Conflict
from ontschot.web.components import conflicts, letters
from ontschot.web.screens import screen
from ontschot.web.workplace.conversations import preparing_forms as forms
from ontschot.web.workplace.conversations.report import report as compose
from ontschot.web.workplace.requests.guards import actor_of, not_found, request_id_of, version_of
from ontschot.writing import queries as writing
from ontschot.writing import typeset

talk_screen = screen("hold_conversation", purpose="coordination")


def _edit(
    request: HttpRequest,
    form: django_forms.Form,
    save: Callable[[], object],
    *,
    back: tuple[str, str],
    context: dict[str, Any],
    done: str = "",
) -> HttpResponse:
    """One form on one page: saved, or shown again with what was refused; of two editors the loser sees both.

    ``back``: what the page before is called, and its address.
    """
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except rules.Refused as refused:
            forms.refuse(form, refused.field, refused.rule)
        except rules.ImpossibleStep:
            form.add_error(None, _("Een collega heeft het gesprek intussen afgerond. Heropen het om dit op te slaan."))
        except Conflict as conflict:
            return conflicts.page(request, form=form, conflict=conflict)
        else:
            messages.success(request, done or _("Opgeslagen."))
            return redirect(back[1])
    page = {"form": form, "back_label": back[0], "back": back[1], **context}
    return render(request, "workplace/conversations/form.html", page, status=422 if form.errors else 200)


def _talk(conversation_id: int) -> tuple[str, str]:
    return _("Gesprek"), reverse("workplace:conversation", args=[conversation_id])


def _posted(request: HttpRequest) -> Any:
    return conflicts.chosen(request.POST) if request.method == "POST" else None


@talk_screen
@not_found
def preparation_of_request(request: HttpRequest, number: int) -> HttpResponse:
    """What was given, offered and asked before the conversation about a request."""
    view = queries.request(number)
    back = (view.line.reference, reverse("workplace:request", args=[number]))
    return _preparation(request, view.record.household_id, number, back)


@talk_screen
@not_found
def preparation(request: HttpRequest, household_id: int) -> HttpResponse:
    """The same, for conversations without a request."""
    household, _members = queries.household_here(household_id)
    back = (household.name, reverse("workplace:household", args=[household_id]))
    return _preparation(request, household_id, None, back)


def _preparation(request: HttpRequest, household_id: int, number: int | None, back: tuple[str, str]) -> HttpResponse:
    kept = queries.prepared(household_id, number)
    fields = forms.PreparationForm.base_fields
    initial = {name: getattr(kept.record, name) for name in fields} if kept.record else {}
    form = forms.PreparationForm(_posted(request), initial=initial)

    def save() -> object:
        return actions.prepare(
            by=actor_of(request),
            household_id=household_id,
            request_number=number,
            version=version_of(request),
            request_id=request_id_of(request),
            **form.cleaned_data,
        )

    context = {"title": _("Voorbereiding van het gesprek"), "version": kept.record.version if kept.record else 0}
    return _edit(request, form, save, back=back, context=context)


@talk_screen
@not_found
def paper_plan(request: HttpRequest, number: int) -> HttpResponse:
    """Take in a resident's own plan that came on paper."""
    view = queries.request(number)
    _household, members = queries.household_here(view.record.household_id)
    form = forms.PaperPlanForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        members=members,
        initial={"received_on": today(), "person": view.record.person_id},
    )

    def save() -> object:
        data = form.cleaned_data
        file = data["file"]
        return actions.hand_in_plan(
            by=actor_of(request),
            request_number=number,
            person_id=data["person"],
            text=data["text"],
            received_on=data["received_on"],
            file_name=(file.name or "") if file else "",
            content=file.read(MAX_BYTES + 1) if file else b"",
            request_id=request_id_of(request),
        )

    term = queries.personal_plan_term(view.record.reported_on)
    context = {"title": _("Eigen plan van de inwoner"), "term": term}
    back = (view.line.reference, reverse("workplace:request", args=[number]))
    return _edit(request, form, save, back=back, context=context, done=_("Het plan is opgenomen bij de melding."))


@talk_screen
@require_GET
@not_found
def plan_file(request: HttpRequest, own_plan_id: int) -> HttpResponse:
    """The file of an own plan: a download, never shown in the browser."""
    found = queries.personal_plan(own_plan_id)
    if not found.content:
        raise ObjectDoesNotExist
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.file_name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@talk_screen
@not_found
def carer_new(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Write down a carer."""
    queries.conversation(conversation_id)
    form = forms.CarerForm(request.POST if request.method == "POST" else None)
    return _carer(request, conversation_id, form, {"title": _("Mantelzorger")})


@talk_screen
@not_found
def carer(request: HttpRequest, conversation_id: int, carer_id: int) -> HttpResponse:
    """Change what was written of a carer, or take it away."""
    queries.conversation(conversation_id)
    line = next((one for one in queries.carers(conversation_id) if one.record.pk == carer_id), None)
    if line is None:
        raise ObjectDoesNotExist
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_carer(
            by=actor_of(request),
            conversation_id=conversation_id,
            carer_id=carer_id,
            request_id=request_id_of(request),
        )
        return redirect("workplace:conversation", conversation_id=conversation_id)
    initial = {name: getattr(line.record, name) for name in forms.CarerForm.base_fields}
    form = forms.CarerForm(_posted(request), initial=initial)
    context = {"title": _("Mantelzorger"), "version": line.record.version, "removable": True}
    return _carer(request, conversation_id, form, context, carer_id)


def _carer(
    request: HttpRequest,
    conversation_id: int,
    form: forms.CarerForm,
    context: dict[str, Any],
    carer_id: int | None = None,
) -> HttpResponse:
    def save() -> object:
        return actions.save_carer(
            by=actor_of(request),
            conversation_id=conversation_id,
            carer_id=carer_id,
            version=version_of(request),
            request_id=request_id_of(request),
            **form.cleaned_data,
        )

    return _edit(request, form, save, back=_talk(conversation_id), context=context)


# ------------------------------------------------------------------------------------------ the report


@screen("hold_conversation", purpose="coordination")
@require_GET
@not_found
def report_read(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The report as it would be now, to read before it is given."""
    letter, _style = _report(conversation_id)
    context = {**letters.shown(letter), "conversation_id": conversation_id}
    return render(request, "workplace/conversations/report_read.html", context)


@screen("hold_conversation", purpose="coordination")
@require_GET
@not_found
def report_pdf(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The report as it would be now, made on demand and kept nowhere."""
    letter, style = _report(conversation_id)
    response = HttpResponse(typeset.typeset(letter, style).content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="verslag.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _report(conversation_id: int, date: dt.date | None = None) -> tuple[Any, Any]:
    view = queries.conversation(conversation_id)
    style = writing.house_style()
    made = compose(view, queries.carers(conversation_id), date=date or today(), language=style.language)
    return made, writing.style_of(style)


@require_POST
@talk_screen
@not_found
def report_place(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Give the report to the household, as it is now."""
    letter, _style = _report(conversation_id)
    try:
        actions.place_report(
            by=actor_of(request),
            conversation_id=conversation_id,
            letter=letter,
            request_id=request_id_of(request),
        )
    except rules.ImpossibleStep:
        messages.warning(request, _("Rond het gesprek eerst af. Dan kunt u het verslag klaarzetten."))
    else:
        messages.success(request, _("Het verslag staat klaar bij het huishouden. Zij kunnen zeggen of het klopt."))
    return redirect("workplace:conversation", conversation_id=conversation_id)


@talk_screen
@not_found
def report_answer(request: HttpRequest, conversation_id: int, report_id: int) -> HttpResponse:
    """Write down what a resident told of the report."""
    view = queries.conversation(conversation_id)
    if report_id not in {line.id for line in queries.reports_of(conversation_id)}:
        raise ObjectDoesNotExist
    form = forms.ToldAnswerForm(request.POST if request.method == "POST" else None, members=view.members)

    def save() -> object:
        data = form.cleaned_data
        return actions.answer_report(
            by=actor_of(request),
            report_id=report_id,
            person_id=data["person"],
            confirms=data["confirms"] == "yes",
            correction=data["correction"],
            request_id=request_id_of(request),
        )

    context = {"title": _("Wat zegt de inwoner van het verslag?")}
    return _edit(request, form, save, back=_talk(conversation_id), context=context)

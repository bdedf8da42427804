"""The conversation: starting, opening, one life domain at a time, results, concluding, the resident's copy on paper."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ontschot.accounts.rules import may
from ontschot.domain.access import actions, queries, rules
from ontschot.domain.access.queries import TEXTS, ConversationView, DomainPart
from ontschot.foundation.calendar import today
from ontschot.foundation.versions import Conflict
from ontschot.privacy import queries as privacy
from ontschot.privacy.actions import drop_draft
from ontschot.web.components import conflicts
from ontschot.web.components.navigation import first_route
from ontschot.web.screens import screen
from ontschot.web.workplace.conversations.forms import DomainForm, NewTalkForm, OpeningForm, ResultForm, refuse
from ontschot.web.workplace.requests.guards import actor_of, not_found, request_id_of, version_of

talk_screen = screen("hold_conversation", purpose="coordination")


@talk_screen
@not_found
def from_request(request: HttpRequest, number: int) -> HttpResponse:
    """Begin a conversation about a request."""
    view = queries.request(number)
    if "converse" not in view.possible or not view.record.identity_checked:
        messages.warning(request, _("Een gesprek begint als de melding is verdeeld en bekend is over wie het gaat."))
        return redirect("workplace:request", number=number)
    about = {"about": view.line, "household_name": view.household_name}
    others = queries.also_possible(view.record.household_id, but=number)
    return _start(request, about, others, request_number=number, present=view.line.person_name)


@talk_screen
@not_found
def with_household(request: HttpRequest, household_id: int) -> HttpResponse:
    """Begin a conversation with a household, without a new request."""
    household, members = queries.household_here(household_id)
    about = {"about": None, "household_name": household.name, "household_id": household_id}
    others = queries.also_possible(household_id)
    return _start(request, about, others, household_id=household_id, present=", ".join(m.name for m in members[:1]))


def _start(
    request: HttpRequest, about: dict[str, Any], others: list[queries.AlsoLine], present: str, **of: Any
) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    initial = {"held_on": today(), "present": present}
    form = NewTalkForm(posted, initial=initial, others=others, more=about["about"] is not None)
    if posted is not None and form.is_valid():
        try:
            talk = actions.start_conversation(
                by=actor_of(request),
                request_id=request_id_of(request),
                **of,
                **form.cleaned_data,
            )
        except rules.Refused as refused:
            refuse(form, refused.field, refused.rule)
        except rules.ImpossibleStep:
            form.add_error(None, _("Deze melding is intussen afgehandeld."))
        else:
            return redirect("workplace:conversation", conversation_id=talk.pk)
    status = 422 if form.errors else 200
    return render(request, "workplace/conversations/start.html", {"form": form, **about}, status=status)


@dataclass(frozen=True)
class Kept:
    """What was typed here and not saved, from the server's copy: of this user only."""

    fields: dict[str, Any]
    saved_at: dt.datetime


def _version(record: Any, kept: Kept | None) -> int:
    """The version to save on. What was typed before somebody else saved counts as written on the version before, so
    that saving it shows
    both instead of overwriting theirs."""
    if record is None:
        return 0
    saved_at = queries.last_saved(record) if kept else None
    older = kept is not None and saved_at is not None and saved_at > kept.saved_at
    return int(record.version) - (1 if older else 0)


def _kept(key: str, names: tuple[str, ...], current: dict[str, Any]) -> Kept | None:
    """The server's copy when it differs from what is saved."""
    draft = privacy.draft(key)
    fields = {name: draft.fields[name] for name in names if name in draft.fields} if draft else {}
    same = all(str(fields[name] or "") == str(current.get(name) or "") for name in fields)
    return None if draft is None or same else Kept(fields, draft.saved_at)


@screen("view_household", purpose="coordination")
@not_found
def conversation(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The whole conversation: opening question, life domains in free order, results."""
    view = queries.conversation(conversation_id)
    writes = view.is_open and may(actor_of(request).role, "hold_conversation")
    if not writes:
        context = {"view": view, "may_reopen": _may_reopen(request), **_beside(request, view)}
        return render(request, "workplace/conversations/read.html", context)
    key = f"conversation-{conversation_id}"
    record = view.record
    saved = {name: getattr(record, name) for name in OpeningForm.base_fields}
    posted = conflicts.chosen(request.POST) if request.method == "POST" else None
    if posted is not None and "discard" in posted:
        drop_draft(key=key)
        return redirect("workplace:conversation", conversation_id=conversation_id)
    kept = _kept(key, ("present", "about", "wish"), saved) if posted is None else None
    form = OpeningForm(posted, initial=saved | (kept.fields if kept else {}))
    if posted is not None and form.is_valid():
        answer = _save_opening(request, form, view, key)
        if answer is not None:
            return answer
    context = {
        "view": view,
        "form": form,
        "kept": kept,
        "version": _version(record, kept),
        "draft_key": key,
        "draft_url": first_route("workplace:draft"),
        **_beside(request, view),
    }
    return render(request, "workplace/conversations/conversation.html", context, status=422 if form.errors else 200)


def _beside(request: HttpRequest, view: ConversationView) -> dict[str, Any]:
    """Preparation, carers, reports and the other conversations with this household."""
    record = view.record
    number, may_write = record.request_id, may(actor_of(request).role, "hold_conversation")
    known = number if view.request else None  # a request that is no longer open to the user is left out
    return {
        "prepared": queries.prepared(record.household_id, known),
        "prepare_url": reverse("workplace:preparation_of_request", args=[known])
        if known
        else reverse("workplace:preparation", args=[record.household_id]),
        "may_prepare": may_write,
        "carers": queries.carers(record.pk),
        "reports": queries.reports_of(record.pk),
        "may_report": may_write and not view.is_open,
        "others": [one for one in queries.conversations_of_household(record.household_id) if one.pk != record.pk],
    }


def _may_reopen(request: HttpRequest) -> bool:
    return may(actor_of(request).role, "hold_conversation")


def _save_opening(request: HttpRequest, form: OpeningForm, view: ConversationView, key: str) -> HttpResponse | None:
    try:
        actions.describe_conversation(
            by=actor_of(request),
            conversation_id=view.record.pk,
            version=version_of(request),
            request_id=request_id_of(request),
            **form.cleaned_data,
        )
    except rules.Refused as refused:
        refuse(form, refused.field, refused.rule)
        return None
    except Conflict as conflict:
        return conflicts.page(request, form=form, conflict=conflict)
    drop_draft(key=key)
    messages.success(request, _("Het begin van het gesprek is opgeslagen."))
    return redirect("workplace:conversation", conversation_id=view.record.pk)


@talk_screen
@not_found
def domain(request: HttpRequest, conversation_id: int, code: str) -> HttpResponse:
    """One life domain."""
    view = queries.conversation(conversation_id)
    part = view.part(code)
    if not view.is_open:
        return redirect("workplace:conversation", conversation_id=conversation_id)
    key = f"conversation-{conversation_id}-{code}"
    saved = {name: getattr(part.answer, name) if part.answer else "" for name in TEXTS}
    posted = conflicts.chosen(request.POST) if request.method == "POST" else None
    if posted is not None and "discard" in posted:
        drop_draft(key=key)
        return redirect("workplace:conversation_domain", conversation_id=conversation_id, code=code)
    kept = _kept(key, (*TEXTS, "result_text"), saved) if posted is None else None
    form = DomainForm(posted, members=view.members, initial=saved | (kept.fields if kept else {}))
    if posted is not None and form.is_valid():
        answer = _save_domain(request, posted, form, view, part, key)
        if answer is not None:
            return answer
    before, after = _neighbours(view, part)
    context = {
        "view": view,
        "part": part,
        "form": form,
        "kept": kept,
        "before": before,
        "after": after,
        "version": _version(part.answer, kept),
        "draft_key": key,
        "draft_url": first_route("workplace:draft"),
    }
    return render(request, "workplace/conversations/domain.html", context, status=422 if form.errors else 200)


def _neighbours(view: ConversationView, part: DomainPart) -> tuple[DomainPart | None, DomainPart | None]:
    place = view.parts.index(part)
    before = view.parts[place - 1] if place else None
    after = view.parts[place + 1] if place + 1 < len(view.parts) else None
    return before, after


def _save_domain(
    request: HttpRequest, posted: QueryDict, form: DomainForm, view: ConversationView, part: DomainPart, key: str
) -> HttpResponse | None:
    by, number, code = actor_of(request), view.record.pk, part.domain.code
    form_id = request_id_of(request)
    try:
        actions.save_answer(
            by=by,
            conversation_id=number,
            life_domain=code,
            version=version_of(request),
            skipped="skip" in posted,
            request_id=form_id,
            **form.texts,
        )
    except Conflict as conflict:
        return conflicts.page(request, form=form, conflict=conflict)
    except rules.ImpossibleStep:
        form.add_error(None, _("Een collega heeft het gesprek intussen afgerond. Heropen het om dit op te slaan."))
        return None
    text = form.cleaned_data["result_text"].strip()
    if text:
        whom = form.cleaned_data["result_whom"]
        actions.add_result(
            by=by,
            conversation_id=number,
            life_domain=code,
            text=text,
            person_id=int(whom) if whom else None,
            area_id=form.cleaned_data["result_area"],
            request_id=uuid.uuid5(form_id, "result") if form_id else None,
        )
    drop_draft(key=key)
    return _next(request, posted, view, part)


def _next(request: HttpRequest, posted: QueryDict, view: ConversationView, part: DomainPart) -> HttpResponse:
    """Where the button leads: the next domain, the overview, or here again."""
    number = view.record.pk
    if "overview" in posted:
        return redirect("workplace:conversation", conversation_id=number)
    after = _neighbours(view, part)[1]
    if "next" in posted or "skip" in posted:
        if after is None:
            return redirect("workplace:conversation", conversation_id=number)
        return redirect("workplace:conversation_domain", conversation_id=number, code=after.domain.code)
    messages.success(request, _("%(domain)s is opgeslagen.") % {"domain": part.domain})
    return redirect("workplace:conversation_domain", conversation_id=number, code=part.domain.code)


@talk_screen
@not_found
def result(request: HttpRequest, conversation_id: int, result_id: int) -> HttpResponse:
    """Word a result better, or take it away."""
    view = queries.conversation(conversation_id)
    line = next((r for r in view.results if r.id == result_id), None)
    if line is None and request.method != "POST":  # a form may be sent twice, of what the first took away
        raise ObjectDoesNotExist
    if line is None or not view.is_open:
        return redirect("workplace:conversation", conversation_id=conversation_id)
    posted = request.POST if request.method == "POST" else None
    initial = {"text": line.text, "whom": line.person_id or "", "area": line.area_id or ""}
    form = ResultForm(posted, members=view.members, initial=initial)
    if posted is not None and ("remove" in posted or form.is_valid()):
        try:
            _change_result(request, form, result_id)
        except rules.Refused as refused:
            form.full_clean()
            refuse(form, refused.field, refused.rule)
        else:
            return redirect("workplace:conversation_domain", conversation_id=conversation_id, code=line.life_domain)
    context = {"view": view, "line": line, "form": form}
    return render(request, "workplace/conversations/result.html", context, status=422 if form.errors else 200)


def _change_result(request: HttpRequest, form: ResultForm, result_id: int) -> None:
    by, form_id = actor_of(request), request_id_of(request)
    if "remove" in request.POST:
        actions.remove_result(by=by, result_id=result_id, request_id=form_id)
        messages.success(request, _("Het resultaat is weggehaald."))
        return
    whom = form.cleaned_data["whom"]
    actions.change_result(
        by=by,
        result_id=result_id,
        text=form.cleaned_data["text"],
        person_id=int(whom) if whom else None,
        area_id=form.cleaned_data["area"],
        request_id=form_id,
    )
    messages.success(request, _("Het resultaat is gewijzigd."))


@talk_screen
@not_found
def conclude(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Look back together, then conclude."""
    view = queries.conversation(conversation_id)
    if not view.is_open:
        return redirect("workplace:conversation", conversation_id=conversation_id)
    if request.method == "POST":
        try:
            actions.conclude(
                by=actor_of(request),
                conversation_id=conversation_id,
                version=version_of(request),
                request_id=request_id_of(request),
            )
        except (Conflict, rules.ImpossibleStep):
            messages.warning(request, _("Een collega heeft net iets gewijzigd. Kijk het na en rond dan opnieuw af."))
            return redirect("workplace:conversation_conclude", conversation_id=conversation_id)
        messages.success(request, _("Het gesprek is afgerond. De resultaten staan klaar voor het plan."))
        return redirect("workplace:conversation", conversation_id=conversation_id)
    return render(request, "workplace/conversations/conclude.html", {"view": view})


@require_POST
@talk_screen
@not_found
def reopen(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Something must still be added."""
    try:
        actions.reopen(
            by=actor_of(request),
            conversation_id=conversation_id,
            version=version_of(request),
            request_id=request_id_of(request),
        )
    except (Conflict, rules.ImpossibleStep):
        messages.warning(request, _("Een collega was u voor."))
    return redirect("workplace:conversation", conversation_id=conversation_id)


@screen("view_household", purpose="coordination")
@not_found
def paper(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The resident's copy, to print."""
    view = queries.conversation(conversation_id)
    return render(request, "workplace/conversations/paper.html", {"view": view})

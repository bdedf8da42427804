"""Help and news that the municipality writes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ontschot.accounts.rules import may
from ontschot.foundation.calendar import today
from ontschot.foundation.versions import Conflict
from ontschot.web.components import conflicts
from ontschot.web.help.topics import TOPICS
from ontschot.web.screens import number_in, screen
from ontschot.web.steering.forms import refuse
from ontschot.web.steering.forms_writing import OwnTextForm
from ontschot.web.steering.views_accounts import request_id
from ontschot.writing import own_texts, queries
from ontschot.writing.rules import plain

if TYPE_CHECKING:
    from ontschot.writing.models import OwnText


@screen("view_reference", purpose="administration")
@require_GET
def texts(request: HttpRequest) -> HttpResponse:
    """Everything the municipality wrote."""
    titles = {code: topic.title for code, topic in TOPICS.items()}
    rows = [{"text": one, "topic": titles.get(one.topic, "")} for one in own_texts.own_texts()]
    editable = may(request.actor.role, "administer")  # type: ignore[attr-defined]
    return render(request, "steering/own_texts.html", {"rows": rows, "editable": editable})


@screen("administer", purpose="administration")
@require_http_methods(["GET", "POST"])
def text_new(request: HttpRequest) -> HttpResponse:
    """Write help or news."""
    return _page(request, None)


@screen("administer", purpose="administration")
@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, text_id: int) -> HttpResponse:
    """Change help or news."""
    found = own_texts.own_text(text_id)
    if found is None:
        raise Http404
    return _page(request, found)


def _page(request: HttpRequest, record: OwnText | None) -> HttpResponse:
    posted = conflicts.chosen(request.POST) if request.method == "POST" else None
    names = OwnTextForm.base_fields
    initial: dict[str, Any] = {name: getattr(record, name) for name in names} if record else {"dated": today()}
    topics = [(code, topic.title) for code, topic in TOPICS.items()]
    form = OwnTextForm(posted, initial=initial, topics=topics)
    verdict: plain.Verdict | None = None
    body = ""
    if posted is not None and form.is_valid():
        body = form.cleaned_data["body_nl"]
        verdict = queries.check_language(body)
        if "check" not in posted:
            answer = _save(request, form, record)
            if answer is not None:
                return answer
    context = {
        "form": form,
        "record": record,
        "version": request.POST.get("version") or (record.version if record else 0),
        "verdict": verdict,
        "pieces": plain.pieces(body, verdict.findings) if verdict else [],
        "checked": posted is not None and "check" in posted and not form.errors,
    }
    return render(request, "steering/own_text.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest, form: OwnTextForm, record: OwnText | None) -> HttpResponse | None:
    try:
        own_texts.save_own_text(
            by=request.actor,  # type: ignore[attr-defined]
            fields=form.cleaned_data,
            number=record.pk if record else None,
            version=number_in(request.POST.get("version", "")) or 0,
            request_id=request_id(request),
        )
    except ValidationError as error:
        refuse(form, error)
        return None
    except Conflict as conflict:
        return conflicts.page(request, form=form, conflict=conflict, base="steering/frame.html")
    messages.success(request, _("Opgeslagen."))
    return redirect("steering:own_texts")

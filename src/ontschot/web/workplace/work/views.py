"""My work: tasks, my actions by date, my households, requests; and where typed text is kept."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ontschot.accounts import absence_queries
from ontschot.accounts.rules import may
from ontschot.domain.access import queries as access
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.rules import Refused
from ontschot.foundation.calendar import today
from ontschot.foundation.versions import Conflict
from ontschot.privacy.actions import save_draft
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import DRAFT_VERSION, actor_of, found, reason, sent

PER_PAGE = 25
DRAFT_LIMIT = 200_000  # characters of one draft
KEY_LIMIT = 120


@screen("view_work", purpose="coordination")
@require_GET
def my_work(request: HttpRequest) -> HttpResponse:
    """Everything that waits for me, the most urgent first."""
    page = _page(request)
    households, more = queries.my_households(offset=(page - 1) * PER_PAGE, limit=PER_PAGE)
    municipal = may(request.user.role, "triage")  # type: ignore[union-attr]
    undone = request.session.pop("task_done", None)
    waiting = access.requests_of_team(unassigned=True, limit=20)[0] if municipal else []
    attention = access.attention() if municipal else None
    above = {line.record.pk for line in attention.lines} if attention else set()  # terms that are on the page already
    tasks = queries.my_tasks()
    context = {
        "tasks": [task for task in tasks if task.reminds_of not in above],
        "reminders": [task for task in tasks if task.reminds_of in above],
        "actions": queries.my_actions(),
        "soon": queries.my_soon(),
        "safety_days": access.safety_days() if may(request.user.role, "safeguard") else [],  # type: ignore[union-attr]
        "today": today(),
        "households": households,
        "page": page,
        "more": more,
        "mine": access.my_requests()[0] if municipal else [],
        "waiting": waiting,
        "requests_first": bool(waiting) and not households,  # a desk divides; a coach looks at households first
        "attention": attention,
        "municipal": municipal,
        "undone": undone,
        "snoozed": request.session.pop("task_snoozed", None),
        "covered": queries.covered_work() if municipal else [],
        "handed_over": queries.handed_over() if municipal else [],
        "own_absence": absence_queries.absences([request.user.pk or 0]).get(request.user.pk or 0),
    }
    return render(request, "workplace/work/my_work.html", context)


def _page(request: HttpRequest) -> int:
    text = request.GET.get("pagina", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1


@screen("view_work", purpose="coordination")
@require_POST
@found
def task_done(request: HttpRequest, task_id: int) -> HttpResponse:
    """Done, with a way back on the next page."""
    return _set(request, actions.complete_task, task_id, remember=True)


@screen("view_work", purpose="coordination")
@require_POST
@found
def task_undo(request: HttpRequest, task_id: int) -> HttpResponse:
    """Not done after all."""
    return _set(request, actions.reopen_task, task_id, remember=False)


def _set(request: HttpRequest, deed: Any, task_id: int, *, remember: bool) -> HttpResponse:
    try:
        task = deed(by=actor_of(request), task_id=task_id, **sent(request, True))
    except Conflict:
        messages.warning(request, _("Een collega was u voor: deze taak is intussen gewijzigd."))
    except Refused as error:
        messages.warning(request, reason(error))
    else:
        if remember:
            request.session["task_done"] = {"id": task.pk, "version": task.version, "text": task.words}
        else:
            messages.success(request, _("De taak staat weer open."))
    return redirect("workplace:my_work")


@screen("view_work", purpose="coordination")
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed.

    JSON ``{key, fields, version}``, the version of what is edited together. 204 when kept, 400 when it is not a
    draft, 413 when too long.
    """
    if len(request.body) > DRAFT_LIMIT:
        return JsonResponse({"error": "too long"}, status=413)
    kept = _typed(request.body)
    if kept is None:
        return JsonResponse({"error": "not a draft"}, status=400)
    save_draft(key=kept[0], fields=kept[1])
    return HttpResponse(status=204)


def _typed(body: bytes) -> tuple[str, dict[str, str | list[str]]] | None:
    """Key and fields of a draft: texts and lists of texts, as a database can keep them; None when it is no draft."""
    try:
        sent_draft = json.loads(body)
        key, fields = _storable(sent_draft["key"]), sent_draft["fields"]
        kept = {
            _storable(name): [_storable(one) for one in value] if isinstance(value, list) else _storable(value)
            for name, value in fields.items()
        }
        if sent_draft.get("version") is not None:
            kept[DRAFT_VERSION] = _storable(sent_draft["version"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return (key, kept) if 0 < len(key) <= KEY_LIMIT else None


def _storable(text: str) -> str:
    """A text without NUL and halves of characters. Raises TypeError for anything but text."""
    if not isinstance(text, str):
        raise TypeError
    return text.replace("\0", "").encode("utf-8", "replace").decode()

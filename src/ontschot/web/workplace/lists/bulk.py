"""Several of a list in one go: first what will happen, then, from there, that it happens; undone in one go too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ontschot.accounts import absence_queries
from ontschot.accounts import queries as accounts
from ontschot.accounts.rules import may
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.rules import Refused
from ontschot.foundation.calendar import today
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.form_page import actor_of, found, reason, sent
from ontschot.web.workplace.letters.many import begin as begin_mailing
from ontschot.web.workplace.lists.filtering import kind_of
from ontschot.web.workplace.lists.kinds import KINDS

AT_ONCE = 200  # things changed in one go
LATER = {"1": 1, "7": 7, "28": 28}


@screen("view_work", purpose="coordination")
@require_POST
@found
def bulk(request: HttpRequest, kind: str) -> HttpResponse:
    """Several in one go: first what will happen, then, from there, that it happens."""
    kind_of(kind)
    things = _things(request)
    do = request.POST.get("do", "")
    if not things or not _possible(request, kind, do):
        messages.warning(request, _("Kies eerst wat u wilt wijzigen, en wat ermee moet gebeuren."))
        return redirect("workplace:list", kind)
    if do == "letter":
        return begin_mailing(request, list(things))
    if request.POST.get("step") == "do":
        return _do(request, kind, do, things)
    return _preview(request, kind, do, things)


def _preview(request: HttpRequest, kind: str, do: str, things: dict[int, int]) -> HttpResponse:
    context: dict[str, Any] = {"kind": KINDS[kind], "do": do, "words": _words(kind, do), "sent": things.items()}
    context["rows"] = _shown(kind, things)
    if kind == "huishoudens":
        moves = actions.movable_households(actor_of(request), list(things))
        to = number_in(do) or 0
        context |= {
            "stay": [row for row in context["rows"] if row.key not in moves],
            "rows": [row for row in context["rows"] if row.key in moves],
            "away": absence_queries.absences([to]).get(to),
            "asks_reason": True,
        }
    return render(request, "workplace/lists/preview.html", context)


def _things(request: HttpRequest) -> dict[int, int]:
    """What was ticked: number -> version as it was shown ("12:3")."""
    things = {}
    for text in request.POST.getlist("thing")[:AT_ONCE]:
        number, _colon, version = text.partition(":")
        key, known = number_in(number), number_in(version)
        if key is not None and known is not None:
            things[key] = known
    return things


def _possible(request: HttpRequest, kind: str, do: str) -> bool:
    role = request.user.role  # type: ignore[union-attr]
    if kind == "taken":
        return do == "complete" or do in LATER
    if do == "letter":
        return kind == "huishoudens" and may(role, "write_letter")
    return may(role, "manage_team") and (number_in(do) or 0) in accounts.user_names([number_in(do)])


def _shown(kind: str, things: dict[int, int]) -> list[Any]:
    by_number: dict[str, Callable[..., list[Any]]] = {
        "taken": queries.tasks_by_number,
        "meldingen": queries.requests_by_number,
        "huishoudens": queries.households_by_number,
    }
    return [KINDS[kind].row(one) for one in by_number[kind](things)]


def _words(kind: str, do: str) -> str:
    if kind in ("meldingen", "huishoudens"):
        number = number_in(do) or 0
        name = {"name": accounts.user_names([number])[number].name}
        if kind == "meldingen":
            return _("Deze meldingen gaan naar %(name)s.") % name
        return _("%(name)s wordt regisseur van deze huishoudens. Open taken en acties gaan mee.") % name
    if do == "complete":
        return _("Deze taken worden afgevinkt.")
    day = today() + dt.timedelta(days=LATER[do])
    return _("Deze taken gaan naar %(date)s. Wat een vaste uiterste dag heeft, blijft staan.") % {
        "date": f"{day:%d-%m-%Y}"
    }


def _do(request: HttpRequest, kind: str, do: str, things: dict[int, int]) -> HttpResponse:
    form, by = sent(request, False), actor_of(request)
    try:
        if kind == "huishoudens":
            change = actions.reassign_households(
                by=by,
                household_ids=sorted(things),
                to_user_id=number_in(do) or 0,
                reason=request.POST.get("reason", ""),
                **form,
            )
        elif kind == "meldingen":
            change = actions.assign_requests(by=by, requests=things, user_id=number_in(do) or 0, **form)
        elif do == "complete":
            change = actions.bulk_tasks(by=by, tasks=things, do="complete", **form)
        else:
            day = today() + dt.timedelta(days=LATER[do])
            change = actions.bulk_tasks(by=by, tasks=things, do="snooze", due_on=day, **form)
    except Refused as error:
        messages.warning(request, reason(error))
        if kind == "huishoudens" and not request.POST.get("reason", "").strip():
            return _preview(request, kind, do, things)
    else:
        request.session["bulk_done"] = change.pk
        messages.success(request, _("Gewijzigd."))
    return redirect("workplace:list", kind)

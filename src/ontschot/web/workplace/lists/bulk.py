"""Several of a list in one go: first what will happen, then, from there, that it happens; undone in one go too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from ontschot.accounts import absence_queries
from ontschot.accounts import queries as accounts
from ontschot.accounts.rules import may
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.actions import How
from ontschot.domain.plans.rules import Refused
from ontschot.foundation.calendar import today
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.form_page import actor_of, found, reason, sent
from ontschot.web.workplace.letters.many import begin as begin_mailing
from ontschot.web.workplace.lists.filtering import kind_of
from ontschot.web.workplace.lists.kinds import KINDS

AT_ONCE = 200  # things changed in one go
LATER = {"1": 1, "7": 7, "28": 28}
STAYS = {
    How.ALREADY: gettext_lazy("heeft deze regisseur al"),
    How.ELSEWHERE: gettext_lazy("de regisseur is niet uit uw team; die draagt zelf over"),
}


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
        to = number_in(do) or 0
        how = actions.handing_out(actor_of(request), list(things), to)
        context |= {
            "stay": [(row, STAYS[how[row.key]]) for row in context["rows"] if how.get(row.key) in STAYS],
            "rows": [row for row in context["rows"] if how.get(row.key) in (How.NEW, How.MOVE)],
            "away": absence_queries.absences([to]).get(to),
            "asks_reason": How.MOVE in how.values(),
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
        return _("%(name)s wordt regisseur van deze huishoudens.") % name
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
            change = _hand_out(request, things, number_in(do) or 0, form)
        elif kind == "meldingen":
            change = actions.assign_requests(by=by, requests=things, user_id=number_in(do) or 0, **form)
        elif do == "complete":
            change = actions.bulk_tasks(by=by, tasks=things, do="complete", **form)
        else:
            day = today() + dt.timedelta(days=LATER[do])
            change = actions.bulk_tasks(by=by, tasks=things, do="snooze", due_on=day, **form)
    except Refused as error:
        messages.warning(request, reason(error))
        if error.field == "reason":
            return _preview(request, kind, do, things)
    else:
        request.session["bulk_done"] = change.pk
        messages.success(request, _("Gewijzigd."))
    return redirect("workplace:list", kind)


def _hand_out(request: HttpRequest, things: dict[int, int], to: int, form: dict[str, Any]) -> Any:
    """The households; says how many somebody else gave a coordinator in between. Returns the change."""
    by, chosen = actor_of(request), sorted(things)
    before = actions.handing_out(by, chosen, to)
    reason_given = request.POST.get("reason", "")
    change = actions.hand_out(by=by, household_ids=chosen, to_user_id=to, reason=reason_given, **form)
    goes = {number for number, how in before.items() if how in (How.NEW, How.MOVE)}
    left = [n for n, how in actions.handing_out(by, goes, to).items() if how is not How.ALREADY]
    if left:
        text = ngettext(
            "%(n)d huishouden bleef zoals het was: iemand anders regelde intussen de regie.",
            "%(n)d huishoudens bleven zoals ze waren: iemand anders regelde intussen de regie.",
            len(left),
        )
        messages.warning(request, text % {"n": len(left)})
    return change

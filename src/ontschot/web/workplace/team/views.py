"""The team leader's screens: the board, the work of one worker, and giving it to another in one go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ontschot.accounts import absence_queries
from ontschot.accounts import queries as accounts
from ontschot.accounts.rules import may
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.rules import Refused
from ontschot.privacy import log
from ontschot.web.components.wording import dutch_date
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.form_page import actor_of, found, reason, sent
from ontschot.web.workplace.team.forms import ReassignForm


@screen("manage_team", purpose="team_lead")
@require_GET
@found
def team(request: HttpRequest) -> HttpResponse:
    """What has nobody, and how much work everybody has."""
    led = accounts.led_by(request.user.pk or 0)
    if not led:
        log.read("caseload", [])
        return render(request, "workplace/team/team.html", {"led": led})
    wanted = number_in(request.GET.get("team", ""))
    chosen = next((one for one in led if one.pk == wanted), led[0])
    context = {"led": led, "board": queries.team_board(chosen.pk), "undo": queries.last_bulk(_just_done(request))}
    return render(request, "workplace/team/team.html", context)


def _just_done(request: HttpRequest) -> int:
    """The change of a moment ago, to be offered for undoing; kept until the next one or the end of the session."""
    return int(request.session.get("bulk_done") or 0)


@screen("manage_team", purpose="team_lead")
@found
def worker(request: HttpRequest, team_id: int, user_id: int) -> HttpResponse:
    """The work of one worker; chosen work goes to another after it was shown what happens."""
    work = queries.worker_work(team_id, user_id)
    seats = [one for one in accounts.colleagues(team_id) if one.active]
    gone = user_id not in {one.user_id for one in seats}
    names = {one.user_id: one.name for one in seats if one.user_id != user_id}
    homes = {one.household_id: ", ".join(filter(None, [one.name, one.street])) for one in work.households}
    form = ReassignForm(
        request.POST or None,
        households=list(homes.items()),
        requests=[(one.number, f"{one.reference} {one.person_name}".strip()) for one in work.requests],
        tasks=[(one.pk, f"{homes.get(one.household_id, one.household.name)}: {one.text}") for one in work.tasks],
        involvements=[(one.pk, f"{one.household.name}: {one.role}") for one in work.involvements],
        hidden=work.hidden,
        colleagues=[(number, name) for number, name in names.items() if _can_coordinate(number)],
        initial=_all_of(work) if gone else {},
    )
    context = {"work": work, "form": form, "team_id": team_id, "gone": gone}
    if request.method != "POST":
        return render(request, "workplace/team/worker.html", context)
    if not form.is_valid():
        if request.POST.get("step") == "do":
            messages.warning(request, _("Dit werk is intussen al verplaatst. Kijk hoe het er nu voor staat."))
            return redirect("workplace:team")
        return render(request, "workplace/team/worker.html", context, status=422)
    if request.POST.get("step") == "do":
        try:
            return _do(request, user_id, form.cleaned_data)
        except Refused as error:
            form.add_error(None, reason(error))
            return render(request, "workplace/team/worker.html", context, status=422)
    return render(request, "workplace/team/preview.html", context | _preview(form, work, team_id, names))


def _can_coordinate(user_id: int) -> bool:
    one = accounts.user_names([user_id]).get(user_id)
    return one is not None and may(one.role, "coordinate")


def _all_of(work: queries.WorkerWork) -> dict[str, Any]:
    """Somebody who left: everything is ticked already."""
    return {
        "households": [one.household_id for one in work.households],
        "requests": [one.number for one in work.requests],
        "tasks": [one.pk for one in work.tasks],
        "involvements": [one.pk for one in work.involvements],
        "everything": True,
    }


def _preview(form: ReassignForm, work: queries.WorkerWork, team_id: int, names: dict[int, str]) -> dict[str, Any]:
    """What will happen, in words, before it does."""
    data = form.cleaned_data
    everything = data.get("everything")
    to = number_in(data["to_user"])
    away = absence_queries.absences([to]).get(to) if to else None
    homes = [one for one in work.households if everything or one.household_id in data.get("households", [])]
    board = next((one for one in queries.team_board(team_id).workers if one.user_id == to), None)
    return {
        "to": names.get(to, "") if to else "",
        "away": away,
        "households": homes,
        "requests": [one for one in work.requests if everything or one.number in data.get("requests", [])],
        "tasks": [one for one in work.tasks if everything or one.pk in data.get("tasks", [])],
        "involvements": [one for one in work.involvements if everything or one.pk in data.get("involvements", [])],
        "hidden": work.hidden if everything else 0,
        "will_have": board.households + len(homes) if board else 0,
        "norm": board.norm if board else None,
        "sent": [
            (name, value)
            for name, values in form.data.lists()  # type: ignore[attr-defined]
            if name not in ("csrfmiddlewaretoken", "step", "request_id")
            for value in values
        ],
    }


def _do(request: HttpRequest, user_id: int, data: dict[str, Any]) -> HttpResponse:
    change = actions.reassign(
        by=actor_of(request),
        from_user_id=user_id,
        to_user_id=number_in(data["to_user"]),
        household_ids=data.get("households", []),
        request_numbers=data.get("requests", []),
        task_ids=data.get("tasks", []),
        involvement_ids=data.get("involvements", []),
        everything=bool(data.get("everything")),
        reason=data["reason"],
        request_id=sent(request, False)["request_id"],
    )
    request.session["bulk_done"] = change.pk
    messages.success(request, _("Overgedragen op %(date)s.") % {"date": dutch_date(change.made_at.date())})
    return redirect("workplace:team")


@screen("view_work", purpose="coordination")
@require_POST
@found
def undo(request: HttpRequest) -> HttpResponse:
    """What was done in one go is undone in one go; what changed in between stays and is told."""
    change_id = number_in(request.POST.get("change", "")) or 0
    try:
        change = actions.undo_bulk(by=actor_of(request), change_id=change_id, **sent(request, False))
    except ObjectDoesNotExist:
        messages.warning(request, _("Er is niets om ongedaan te maken."))
    except Refused as error:
        messages.warning(request, reason(error))
    else:
        messages.success(request, _("Ongedaan gemaakt."))
        if change.kept:
            messages.warning(
                request,
                ngettext(
                    "%(n)d onderdeel bleef zoals het nu is: het was intussen gewijzigd.",
                    "%(n)d onderdelen bleven zoals ze nu zijn: die waren intussen gewijzigd.",
                    change.kept,
                )
                % {"n": change.kept},
            )
    request.session.pop("bulk_done", None)
    return redirect(_after_undo(request))


def _after_undo(request: HttpRequest) -> str:
    wanted = request.POST.get("back", "")
    if wanted.startswith("list:") and wanted[5:].isalpha():
        return reverse("workplace:list", args=[wanted[5:]])
    return f"workplace:{wanted}" if wanted in ("team", "my_work", "requests") else "workplace:my_work"

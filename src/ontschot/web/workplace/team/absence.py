"""Being away: for oneself, and by the team leader for somebody who fell ill."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ontschot.accounts import absence_actions, absence_queries
from ontschot.accounts import queries as accounts
from ontschot.accounts.rules import may
from ontschot.foundation.calendar import today
from ontschot.foundation.versions import Conflict
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import actor_of, found, sent
from ontschot.web.workplace.team.forms import AbsenceForm


@screen("view_work", purpose="coordination")
def own(request: HttpRequest) -> HttpResponse:
    """One's own absence: what stands, and a form for the next."""
    return _page(request, request.user.pk or 0, back=reverse("workplace:my_work"), done="workplace:absence")


@screen("manage_team", purpose="team_lead")
@found
def of_worker(request: HttpRequest, user_id: int) -> HttpResponse:
    """The absence of somebody of the team that the user leads."""
    if not absence_actions.leads(request.user.pk, user_id):
        raise ObjectDoesNotExist
    return _page(request, user_id, back=reverse("workplace:team"), done="workplace:team")


def _page(request: HttpRequest, user_id: int, *, back: str, done: str) -> HttpResponse:
    form = AbsenceForm(request.POST or None, covers=absence_queries.possible_covers(user_id))
    status = 200
    if request.method == "POST":
        made: list[int] = []
        if form.is_valid() and _saved(request, form, lambda data: made.append(_set(request, user_id, data))):
            _tell(request, form.cleaned_data, made[0])
            return redirect(done)
        status = 422
    names = accounts.user_names([user_id])
    context = {
        "form": form,
        "back": back,
        "whose": names[user_id].name if user_id in names else "",
        "own": user_id == request.user.pk,
        "absences": absence_queries.absences_ahead([user_id]),
        "covering": absence_queries.covering(user_id) if user_id == request.user.pk else [],
        "today": today(),
    }
    return render(request, "workplace/team/absence.html", context, status=status)


def _tell(request: HttpRequest, data: dict[str, Any], absence_id: int) -> None:
    """That it stands, and what is not arranged yet."""
    if data["cover"]:
        messages.success(request, _("De afwezigheid staat erin. De vervanger krijgt in die dagen toegang."))
    else:
        messages.success(request, _("De afwezigheid staat erin. Nog niemand vervangt."))
    left = absence_queries.left_uncovered_by(absence_id)
    if left:
        text = _("Wie nu afwezig is, zou zelf vervangen: %(names)s. Kies daar een andere vervanger.")
        messages.warning(request, text % {"names": ", ".join(left)})


def _set(request: HttpRequest, user_id: int, data: dict[str, Any]) -> int:
    made = absence_actions.set_absence(
        by=actor_of(request),
        user_id=user_id,
        first_day=data["first_day"],
        last_day=data["last_day"],
        cover_user_id=int(data["cover"]) if data["cover"] else None,
        note=data["note"],
        resident_note=data["resident_note"],
        request_id=sent(request, False)["request_id"],
    )
    return made.pk


def _saved(request: HttpRequest, form: AbsenceForm, save: Any) -> bool:
    try:
        save(form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error) if not hasattr(error, "error_dict") else _add(form, error)
        return False
    except Conflict:
        form.add_error(None, _("Iemand anders heeft dit intussen gewijzigd. Kijk wat er nu staat en probeer opnieuw."))
        return False
    return True


def _add(form: AbsenceForm, error: ValidationError) -> None:
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def _mine(request: HttpRequest, absence_id: int) -> absence_queries.AbsenceView:
    """The absence, when it is one's own or of somebody whom one leads. Raises ObjectDoesNotExist."""
    one = absence_queries.absence(absence_id)
    leader = may(request.user.role, "manage_team")  # type: ignore[union-attr]
    if one.user_id != request.user.pk and not (leader and absence_actions.leads(request.user.pk, one.user_id)):
        raise ObjectDoesNotExist
    return one


@screen("view_work", purpose="coordination")
@found
def change(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Another last day, cover or message."""
    one = _mine(request, absence_id)
    initial = {
        "last_day": one.last_day,
        "cover": one.cover_id or "",
        "note": one.note,
        "resident_note": one.resident_note,
    }
    covers = absence_queries.possible_covers(one.user_id)
    form = AbsenceForm(request.POST or None, initial=initial, covers=covers, started=True)
    back = reverse("workplace:absence") if one.user_id == request.user.pk else reverse("workplace:team")
    status = 200
    if request.method == "POST":

        def save(data: dict[str, Any]) -> None:
            absence_actions.change_absence(
                by=actor_of(request),
                absence_id=absence_id,
                last_day=data["last_day"],
                cover_user_id=int(data["cover"]) if data["cover"] else None,
                note=data["note"],
                resident_note=data["resident_note"],
                **sent(request, True),
            )

        if form.is_valid() and _saved(request, form, save):
            messages.success(request, _("Opgeslagen."))
            return redirect(back)
        status = 422
    context = {"form": form, "one": one, "back": back}
    return render(request, "workplace/team/absence_change.html", context, status=status)


@screen("view_work", purpose="coordination")
@require_POST
@found
def back(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Back again: the cover's access ends at once."""
    one = _mine(request, absence_id)
    try:
        absence_actions.end_absence(by=actor_of(request), absence_id=absence_id, **sent(request, True))
        messages.success(request, _("Weer aanwezig. De toegang van de vervanger is meteen geëindigd."))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    except Conflict:
        messages.warning(request, _("Iemand anders heeft dit intussen gewijzigd. Kijk wat er nu staat."))
    return redirect("workplace:absence" if one.user_id == request.user.pk else "workplace:team")

"""The contract hours of a worker: by who leads the team."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ontschot.accounts import absence_actions, absence_queries, hours
from ontschot.accounts import queries as accounts
from ontschot.foundation.calendar import today
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import actor_of, found, sent
from ontschot.web.workplace.team.forms import HoursForm


@screen("manage_team", purpose="team_lead")
@found
def contract_hours(request: HttpRequest, team_id: int, user_id: int) -> HttpResponse:
    """How many hours somebody works, from a day on; the norm for a full week becomes theirs."""
    if not absence_actions.leads(request.user.pk, user_id) or team_id not in {
        team.pk for team in accounts.led_by(request.user.pk or 0)
    }:
        raise ObjectDoesNotExist
    form = HoursForm(request.POST or None, initial={"starts_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            hours.set_contract_hours(
                by=actor_of(request),
                user_id=user_id,
                request_id=sent(request, False)["request_id"],
                **form.cleaned_data,
            )
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                form.add_error(name, errors)
        else:
            messages.success(request, _("De uren liggen vast. De norm is aangepast."))
            return redirect("workplace:team")
    names = accounts.user_names([user_id])
    norm = absence_queries.caseload_norm(team_id)
    context = {
        "form": form,
        "name": names[user_id].name if user_id in names else "",
        "history": hours.hours_history(user_id),
        "norm": norm,
    }
    return render(request, "workplace/team/hours.html", context, status=422 if form.errors else 200)

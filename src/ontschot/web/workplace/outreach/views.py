"""To whom we go, and a visit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from ontschot.domain.access import actions, queries, rules
from ontschot.domain.people import queries as people
from ontschot.foundation.calendar import today
from ontschot.foundation.versions import Conflict
from ontschot.web.components.fields import DayField
from ontschot.web.screens import screen
from ontschot.web.workplace.requests.guards import actor_of, not_found, request_id_of, version_of

OUTCOMES = [
    ("not_home", gettext_lazy("Er was niemand thuis")),
    ("no_answer", gettext_lazy("Er deed niemand open")),
    ("talked", gettext_lazy("We hebben gesproken")),
    ("refused", gettext_lazy("Gesproken: wil nu geen hulp")),
    ("accepted", gettext_lazy("Gesproken: wil hulp")),
]
REFUSALS: dict[tuple[str, str], tuple[str, Any]] = {
    ("visited_on", "future"): ("visited_on", gettext_lazy("Deze datum ligt in de toekomst.")),
    ("visited_on", "before_signal"): ("visited_on", gettext_lazy("Toen was het signaal er nog niet.")),
    ("next_on", "before_visit"): ("next_on", gettext_lazy("Kies een dag na dit bezoek.")),
}


class VisitForm(forms.Form):
    """A visit."""

    visited_on = DayField(
        label=gettext_lazy("Wanneer was u er?"),
        error_messages={
            "invalid": gettext_lazy("Deze datum bestaat niet."),
            "required": gettext_lazy("Vul een datum in."),
        },
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Hoe ging het?"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies hoe het ging.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Wat zag of hoorde u?"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_on = DayField(
        label=gettext_lazy("Wanneer gaat u weer?"),
        required=False,
        error_messages={"invalid": gettext_lazy("Deze datum bestaat niet.")},
    )
    person_knows = forms.BooleanField(
        label=gettext_lazy("De inwoner weet nu van het signaal"),
        help_text=gettext_lazy("Dan mag de inwoner de melding zien. Wie het meldde niet."),
        required=False,
    )


@screen("triage", purpose="outreach")
@require_GET
def outreach(request: HttpRequest) -> HttpResponse:
    """To whom my teams go, the most pressing first."""
    lines = queries.outreach()
    streets = people.streets(one.line.household_id for one in lines)
    rows = [{"one": one, "street": streets.get(one.line.household_id, "")} for one in lines]
    return render(request, "workplace/outreach/outreach.html", {"rows": rows})


@screen("triage", purpose="outreach")
@not_found
def visit_new(request: HttpRequest, number: int) -> HttpResponse:
    """Write down a visit."""
    view = queries.request(number)
    if not view.record.unasked or not view.line.is_open:
        messages.warning(request, _("Bij deze melding hoort geen bezoek: er is om gevraagd, of ze is afgehandeld."))
        return redirect("workplace:request", number=number)
    initial = {"visited_on": today(), "person_knows": view.record.person_knows}
    form = VisitForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.record_visit(
                by=actor_of(request),
                request_number=number,
                version=version_of(request),
                request_id=request_id_of(request),
                **form.cleaned_data,
            )
        except rules.Refused as refused:
            field, text = REFUSALS[refused.field, refused.rule]
            form.add_error(field, str(text))
        except Conflict:
            form.add_error(None, _("De melding is intussen gewijzigd. Lees hem opnieuw; uw tekst staat hier nog."))
        except rules.ImpossibleStep:
            messages.warning(request, _("De melding is intussen afgehandeld."))
            return redirect("workplace:request", number=number)
        else:
            messages.success(request, _("Het bezoek is vastgelegd."))
            return redirect("workplace:request", number=number)
    context = {"view": view, "form": form, "signal": queries.signal_of(number)}
    return render(request, "workplace/outreach/visit.html", context, status=422 if form.errors else 200)

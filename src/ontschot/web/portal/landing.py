"""What lands on a resident's household, month by month; the resident adds what they know."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.queries import choices
from ontschot.domain.plans.rules import Refused
from ontschot.privacy import log
from ontschot.web.components.fields import DayField
from ontschot.web.portal.views import own_screen, request_id


class LandingForm(forms.Form):
    """What happens, from when, and what it costs when that is known."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat gebeurt er?"),
        choices=[choice for choice in choices.FACT_KINDS if choice[0] != "label"],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=gettext_lazy("Waar gaat het om?"),
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: de zorgtoeslag wordt lager."),
    )
    scheme = forms.ChoiceField(
        label=gettext_lazy("Waar hoort het bij?"), choices=choices.SCHEMES, initial="other", required=False
    )
    starts_on = DayField(label=gettext_lazy("Vanaf wanneer?"))
    amount = forms.DecimalField(
        label=gettext_lazy("Om hoeveel euro gaat het?"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        decimal_places=2,
        localize=True,
        max_digits=9,
        help_text=gettext_lazy("Weet u het niet? Laat het leeg."),
    )
    per = forms.ChoiceField(
        label=gettext_lazy("Hoe vaak?"), choices=choices.PER, widget=forms.RadioSelect, initial="month", required=False
    )

    def given(self) -> actions.FactGiven:
        """What was filled in; it is about the household's money."""
        data: dict[str, Any] = self.cleaned_data
        amount = data["amount"]
        return actions.FactGiven(
            kind=data["kind"],
            scheme=data["scheme"] or "other",
            title=data["title"],
            starts_on=data["starts_on"],
            amount_cents=int(amount * Decimal(100)) if amount is not None else None,
            per=data["per"] or "month",
            known_from=_("opgeschreven door het huishouden"),
        )


@own_screen
def accumulation(request: HttpRequest, household_id: int) -> HttpResponse:
    """What lands on my household; a form to add something."""
    household = next((one for one in people.own_households() if one.pk == household_id), None)
    if household is None:
        log.refused("read", "accumulation")
        raise Http404
    form = LandingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_fact(
                by=request.actor,  # type: ignore[attr-defined]
                household_id=household_id,
                given=form.given(),
                request_id=request_id(request),
            )
        except (ObjectDoesNotExist, PermissionError) as error:
            raise Http404 from error
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Dank u wel. Uw regisseur ziet dit ook."))
            return redirect("portal:accumulation", household_id=household_id)
    context = {"household": household, "found": queries.accumulation(household_id), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/accumulation.html", context, status=status)

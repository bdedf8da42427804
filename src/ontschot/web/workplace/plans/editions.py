"""The editions of the plan and what changed between two of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from ontschot.domain.people import queries as people
from ontschot.domain.plans import queries
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import found


class CompareForm(forms.Form):
    """Which two editions."""

    before = forms.TypedChoiceField(label=gettext_lazy("Van"), coerce=int)
    after = forms.TypedChoiceField(label=gettext_lazy("Naar"), coerce=int)

    def __init__(self, data: Any, *, numbers: list[int]) -> None:
        super().__init__(data)
        choices = [(number, _("uitgave %(number)d") % {"number": number}) for number in numbers]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The first is the older one."""
        data = super().clean() or {}
        if data.get("before") and data.get("after") and data["before"] >= data["after"]:
            self.add_error("after", _("Kies een latere uitgave dan de eerste."))
        return data


@screen("view_household", purpose="coordination")
@require_GET
@found
def plan_editions(request: HttpRequest, household_id: int) -> HttpResponse:
    """All editions, and the changes between the two that were chosen (the last two)."""
    home = people.household(household_id)
    view = queries.plan_of_household(household_id)
    editions = queries.editions(view.record.pk) if view else []
    numbers = [one.number for one in editions]
    comparison, form = None, None
    if view and len(numbers) > 1:
        asked = request.GET if {"before", "after"} & request.GET.keys() else None
        form = CompareForm(asked or {"before": numbers[1], "after": numbers[0]}, numbers=numbers)
        chosen = form.cleaned_data if form.is_valid() else None
        if chosen:
            comparison = queries.compare(view.record.pk, chosen["before"], chosen["after"])
    context = {"home": home, "editions": editions, "comparison": comparison, "form": form}
    return render(request, "workplace/plans/editions.html", context)

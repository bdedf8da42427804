"""A resident looks back on the plan: how it went, goal by goal, in one's own words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.queries import choices
from ontschot.domain.plans.rules import Refused
from ontschot.privacy import log
from ontschot.privacy import queries as privacy
from ontschot.web.portal.views import own_screen, request_id
from ontschot.web.screens import number_in


class LookForm(forms.Form):
    """How each goal went, and the plan as a whole."""

    def __init__(self, data: Any, *, page: queries.EvaluationPage, name: str, person_id: int) -> None:
        super().__init__(data)
        self.name = name
        for goal, looked in [*((one.goal, one) for one in page.goals), (None, page.whole)]:
            mine = (
                next((v for v in looked.views if v.voice == "member" and v.person_id == person_id), None)
                if looked
                else None
            )
            self._row(goal.pk if goal else 0, goal.text if goal else _("Het plan als geheel"), mine)

    def _row(self, key: int, label: str, view: Any) -> None:
        self.fields[f"went_{key}"] = forms.ChoiceField(
            label=label,
            choices=choices.WENT,
            required=False,
            widget=forms.RadioSelect,
            initial=view.went if view else None,
        )
        self.fields[f"text_{key}"] = forms.CharField(
            label=_("Wat wilt u hierover zeggen?"),
            required=False,
            max_length=5_000,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=view.text if view else "",
        )
        self.fields[f"version_{key}"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=view.version if view else 0, max_value=2**31
        )

    def _keys(self) -> list[int]:
        return [int(name.removeprefix("went_")) for name in self.fields if name.startswith("went_")]

    def clean(self) -> dict[str, Any]:
        """Words without how it went are asked for."""
        data = super().clean() or {}
        for key in self._keys():
            if data.get(f"text_{key}") and not data.get(f"went_{key}"):
                self.add_error(f"went_{key}", _("Kies ook hoe het ging."))
        if not any(data.get(f"went_{key}") for key in self._keys()):
            self.add_error(None, _("Kies bij ten minste één doel hoe het ging."))
        return data

    def views(self, person_id: int) -> list[actions.GivenView]:
        """What was filled in."""
        data = self.cleaned_data
        return [
            actions.GivenView(
                goal_id=key or None,
                voice="member",
                name=self.name,
                went=data[f"went_{key}"],
                text=data[f"text_{key}"],
                person_id=person_id,
                version=data[f"version_{key}"] or 0,
            )
            for key in self._keys()
            if data.get(f"went_{key}")
        ]


@own_screen
def evaluation(request: HttpRequest, evaluation_id: int) -> HttpResponse:
    """Say how it went, while the evaluation is open; read it afterwards. ``voor``: for a child below twelve."""
    speak, own = people.spoken_for(), privacy.own_persons(represented=False)
    try:
        page = queries.evaluation(evaluation_id)
    except ObjectDoesNotExist as error:
        log.refused("read", "evaluation")
        raise Http404 from error
    names = people.names_of(speak)
    asked = number_in(request.GET.get("voor", ""))
    whom = asked if asked in speak else next(iter(speak), 0)
    form = None
    if page.is_open and own:
        form = LookForm(request.POST or None, page=page, name=names.get(whom, ""), person_id=whom)
    if request.method == "POST" and form and form.is_valid():
        try:
            actions.look_back(
                by=request.actor,  # type: ignore[attr-defined]
                evaluation_id=evaluation_id,
                views=form.views(whom),
                request_id=request_id(request),
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Dank u wel. Wat u schreef, staat bij het plan."))
            return redirect("portal:my_plan")
    context = {
        "page": page,
        "record": page.record,
        "form": form,
        "whom": whom,
        "name": names.get(whom, ""),
        "for_child": whom not in own,
        "voices": [(number, names.get(number, "")) for number in speak] if form and len(speak) > 1 else [],
    }
    return render(request, "portal/evaluation.html", context, status=422 if request.method == "POST" else 200)

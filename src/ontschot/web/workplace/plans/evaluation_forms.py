"""Forms of looking back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontschot.domain.plans.actions import GivenView
from ontschot.domain.plans.queries import Speaker, choices
from ontschot.web.components.fields import DayField

_SILENT = ("", gettext_lazy("nog niet gevraagd"))


class BeginForm(forms.Form):
    """When, with whom, and whether it is the balance at the end."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Waarvoor kijkt u terug?"),
        choices=choices.EVALUATION_KINDS,
        widget=forms.RadioSelect,
        initial="interim",
    )
    held_on = DayField(label=gettext_lazy("Wanneer?"))
    present = forms.CharField(
        label=gettext_lazy("Wie zijn erbij?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: Saskia, Jeffrey en de mentor."),
    )


class ConcludeForm(forms.Form):
    """Who was there after all, and when the next time is."""

    present = forms.CharField(label=gettext_lazy("Wie waren erbij?"), max_length=300, required=False)
    next_on = DayField(
        label=gettext_lazy("Wanneer kijkt u weer terug?"),
        required=False,
        help_text=gettext_lazy("De regisseur krijgt die dag een taak."),
    )


class LookBackForm(forms.Form):
    """What each says of one goal, and what changes for it. A row for everybody who may have something to say."""

    def __init__(
        self,
        data: Any,
        *,
        speakers: Sequence[Speaker],
        said: Mapping[tuple[str, str, int], Any],
        decision: Any = None,
        others: bool = True,
        decides: bool = True,
    ) -> None:
        super().__init__(data)
        self.speakers = list(speakers)
        for number, one in enumerate(self.speakers):
            self._row(str(number), one.name, said.get((one.voice, one.name, one.person_id or 0)))
        if others:
            self.fields["name_other"] = forms.CharField(
                label=_("Iemand anders die iets zegt"), max_length=120, required=False, help_text=_("Vul een naam in.")
            )
            self._row("other", _("deze persoon"), None)
        if decides:
            self._decision(decision)

    def _row(self, key: str, name: str, view: Any) -> None:
        self.fields[f"went_{key}"] = forms.ChoiceField(
            label=_("Hoe ging het, volgens %(name)s?") % {"name": name},
            choices=[_SILENT, *choices.WENT],
            required=False,
            initial=view.went if view else "",
        )
        self.fields[f"text_{key}"] = forms.CharField(
            label=_("In de woorden van %(name)s") % {"name": name},
            required=False,
            max_length=5_000,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=view.text if view else "",
        )
        self.fields[f"version_{key}"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=view.version if view else 0, max_value=2**31
        )

    def _decision(self, decision: Any) -> None:
        self.fields["choice"] = forms.ChoiceField(
            label=_("Wat spreken we af over dit doel?"),
            choices=[("", _("nog niets")), *choices.DECISIONS],
            widget=forms.RadioSelect,
            required=False,
            initial=decision.choice if decision else "",
        )
        self.fields["text"] = forms.CharField(
            label=_("Wat verandert er?"),
            required=False,
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=decision.text if decision else "",
        )
        self.fields["decided"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=decision.version if decision else 0, max_value=2**31
        )

    def clean(self) -> dict[str, Any]:
        """Words without how it went, and a name without either, are asked for."""
        data = super().clean() or {}
        for key in [*(str(number) for number in range(len(self.speakers))), "other"]:
            if data.get(f"text_{key}") and not data.get(f"went_{key}"):
                self.add_error(f"went_{key}", _("Kies ook hoe het ging."))
        if (data.get("went_other") or data.get("text_other")) and not (data.get("name_other") or "").strip():
            self.add_error("name_other", _("Vul in wie dit zegt."))
        if data.get("choice") == "adjust" and not (data.get("text") or "").strip():
            self.add_error("text", _("Schrijf kort op wat er anders gaat."))
        return data

    def views(self, goal_id: int | None) -> list[GivenView]:
        """What was filled in, of this goal."""
        data, found = self.cleaned_data, []
        rows = [(str(number), one) for number, one in enumerate(self.speakers)]
        if data.get("went_other"):
            rows.append(("other", Speaker("helper", data["name_other"])))
        for key, one in rows:
            if not data.get(f"went_{key}"):
                continue
            found.append(
                GivenView(
                    goal_id=goal_id,
                    voice=one.voice,
                    name=one.name,
                    went=data[f"went_{key}"],
                    text=data[f"text_{key}"],
                    person_id=one.person_id,
                    user_id=one.user_id,
                    version=data[f"version_{key}"] or 0,
                )
            )
        return found

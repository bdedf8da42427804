"""Forms of the team."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontschot.foundation.calendar import today
from ontschot.web.components.fields import DayField


class Many(forms.CheckboxSelectMultiple):
    """Boxes that may be many: with a button that ticks all of them."""

    def __init__(self) -> None:
        super().__init__(attrs={"data-many": True})


class AbsenceForm(forms.Form):
    """From when until when somebody is away, and who takes the work."""

    first_day = DayField(label=_("Eerste dag afwezig"))
    last_day = DayField(label=_("Laatste dag afwezig"), required=False, help_text=_("Leeg: tot nader bericht."))
    cover = forms.ChoiceField(
        label=_("Wie vervangt?"),
        required=False,
        help_text=_("Ziet en doet in deze dagen het werk. Dat eindigt vanzelf."),
    )
    note = forms.CharField(
        label=_("Bericht voor collega's"),
        required=False,
        max_length=300,
        help_text=_("Bijvoorbeeld: bel bij spoed de vervanger. Schrijf geen reden op: die hoort hier niet."),
    )
    resident_note = forms.CharField(
        label=_("Bericht voor inwoners"),
        required=False,
        max_length=300,
        help_text=_("Staat bij uw naam in Mijn plan, met wie u vervangt. Bijvoorbeeld: ik bel u na 12 december terug."),
    )

    def __init__(self, *args: Any, covers: list[tuple[int, str]], started: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cover"].choices = [("", _("nog niemand")), *covers]  # type: ignore[attr-defined]
        self.fields["first_day"].initial = today()
        if started:
            del self.fields["first_day"]


class HoursForm(forms.Form):
    """Contract hours from a day on."""

    hours = forms.DecimalField(
        label=_("Uren per week"), min_value=1, max_value=60, decimal_places=1, max_digits=3, localize=True
    )
    starts_on = DayField(label=_("Vanaf"))


class ReassignForm(forms.Form):
    """What goes to whom, and why."""

    households = forms.TypedMultipleChoiceField(label=_("Huishoudens (regie)"), coerce=int, required=False, widget=Many)
    requests = forms.TypedMultipleChoiceField(label=_("Meldingen"), coerce=int, required=False, widget=Many)
    tasks = forms.TypedMultipleChoiceField(label=_("Taken"), coerce=int, required=False, widget=Many)
    involvements = forms.TypedMultipleChoiceField(
        label=_("Betrokken bij (zonder regie)"), coerce=int, required=False, widget=Many
    )
    everything = forms.BooleanField(label=_("Alles, ook wat u zelf niet kunt inzien"), required=False)
    to_user = forms.ChoiceField(label=_("Naar wie?"))
    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=300,
        help_text=_("Staat bij de overdracht, ook voor het huishouden. Geen reden van ziekte."),
    )

    def __init__(
        self,
        *args: Any,
        households: list[tuple[int, str]],
        requests: list[tuple[int, str]],
        tasks: list[tuple[int, str]],
        involvements: list[tuple[int, str]],
        hidden: int,
        colleagues: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        given = {"households": households, "requests": requests, "tasks": tasks, "involvements": involvements}
        for name, choices in given.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]
        self.fields["to_user"].choices = [  # type: ignore[attr-defined]
            *colleagues,
            ("nobody", _("nog niemand: het staat bovenaan bij het team")),
        ]
        if not hidden:
            del self.fields["everything"]

    def clean(self) -> dict[str, Any]:
        """Something must be chosen."""
        data = super().clean() or {}
        if not any(data.get(name) for name in ("households", "requests", "tasks", "involvements", "everything")):
            raise forms.ValidationError(_("Kies eerst wat er naar een ander gaat."))
        return data

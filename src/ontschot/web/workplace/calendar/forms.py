"""Forms of the calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontschot.foundation.calendar import today
from ontschot.web.components.fields import DayField


class Time(forms.TimeInput):
    """The browser's own field for a time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class AppointmentForm(forms.Form):
    """When, where and with whom."""

    named: ClassVar = {"starts_at": "day", "ends_at": "ends", "user_ids": "colleagues", "person_ids": "persons"}

    title = forms.CharField(label=_("Waar gaat het over?"), max_length=200)
    day = DayField(label=_("Dag"))
    begins = forms.TimeField(label=_("Van"), widget=Time)
    ends = forms.TimeField(label=_("Tot"), widget=Time)
    place = forms.CharField(
        label=_("Waar?"), required=False, max_length=200, help_text=_("Een adres of een plek. Leeg: nog niet bekend.")
    )
    route = forms.CharField(
        label=_("Hoe komt u er?"),
        required=False,
        max_length=300,
        help_text=_("Bijvoorbeeld: bel bij de buren, achterom, bus 4 tot de kerk."),
    )
    persons = forms.TypedMultipleChoiceField(
        label=_("Met wie van het huishouden?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niets gekozen: met iedereen."),
    )
    colleagues = forms.TypedMultipleChoiceField(
        label=_("Wie van de betrokkenen komt?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Wie komt er nog mee?"),
        required=False,
        max_length=200,
        help_text=_("Een tolk, een familielid, een buur."),
    )
    bring = forms.CharField(
        label=_("Wat neemt de inwoner mee?"),
        required=False,
        max_length=300,
        help_text=_("Bijvoorbeeld: de laatste brief van de verhuurder."),
    )
    travel_minutes = forms.IntegerField(
        label=_("Hoeveel minuten bent u onderweg?"),
        required=False,
        min_value=0,
        max_value=240,
        help_text=_("Van uw vorige afspraak naar deze. Past het niet, dan zeggen wij het. Leeg: telt niet mee."),
    )
    shown = forms.BooleanField(
        label=_("De inwoner ziet deze afspraak"),
        required=False,
        help_text=_("Waar het over gaat, wanneer, waar, met wie en wat er mee moet."),
    )
    every = forms.ChoiceField(
        label=_("Komt de afspraak terug?"),
        required=False,
        choices=[
            ("", _("nee, één keer")),
            ("1", _("elke week")),
            ("2", _("om de twee weken")),
            ("3", _("om de drie weken")),
            ("4", _("om de vier weken")),
            ("6", _("om de zes weken")),
            ("8", _("om de acht weken")),
            ("month", _("elke maand, op dezelfde dag van de week")),
        ],
    )
    until = DayField(
        label=_("Tot en met welke dag komt hij terug?"),
        required=False,
        help_text=_("Hoogstens een jaar. U kunt later één keer of alle volgende keren wijzigen."),
    )
    which = forms.ChoiceField(
        label=_("Welke keren wijzigt u?"),
        choices=[("one", _("alleen deze")), ("following", _("deze en alle volgende"))],
        initial="one",
        widget=forms.RadioSelect,
    )
    life_domain = forms.ChoiceField(
        label=_("Leefgebied"), help_text=_("Wie voor dit leefgebied betrokken is, ziet de afspraak.")
    )

    def __init__(
        self,
        *args: Any,
        members: list[tuple[int, str]],
        colleagues: list[tuple[int, str]],
        domains: list[tuple[str, str]],
        made: bool = False,
        series: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("every", "until") if made else ():
            del self.fields[name]
        if not series:
            del self.fields["which"]
        self.fields["persons"].choices = members  # type: ignore[attr-defined]
        self.fields["colleagues"].choices = colleagues  # type: ignore[attr-defined]
        if domains:
            self.fields["life_domain"].choices = domains  # type: ignore[attr-defined]
        else:
            del self.fields["life_domain"]

    def clean(self) -> dict[str, Any]:
        """The two moments, in the Netherlands; in the night that the clock changes too."""
        data = super().clean() or {}
        day, begins, ends = data.get("day"), data.get("begins"), data.get("ends")
        if day and begins and ends:
            if ends <= begins:
                self.add_error("ends", _("De afspraak eindigt voor hij begint. Kijk naar de tijden."))
            else:
                data["starts_at"] = timezone.make_aware(dt.datetime.combine(day, begins))
                data["ends_at"] = timezone.make_aware(dt.datetime.combine(day, ends))
        if data.get("every") and not data.get("until") and "until" not in self.errors:
            self.add_error("until", _("Kies tot wanneer de afspraak terugkomt."))
        return data


class TaskForm(forms.Form):
    """A task by hand."""

    text = forms.CharField(label=_("Wat moet er gebeuren?"), max_length=500)
    due_on = DayField(label=_("Uiterlijk"), required=False)
    user = forms.TypedChoiceField(label=_("Voor wie?"), coerce=int)

    def __init__(self, *args: Any, colleagues: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = colleagues  # type: ignore[attr-defined]

    def clean_due_on(self) -> dt.date | None:
        """A new task is for a day that is still to come."""
        due_on: dt.date | None = self.cleaned_data["due_on"]
        if due_on is not None and due_on < today():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        return due_on

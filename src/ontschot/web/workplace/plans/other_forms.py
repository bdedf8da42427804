"""Forms of parts that others own, dated facts and changes in the household."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontschot.domain.plans.actions import FactGiven, PartGiven
from ontschot.domain.plans.queries import choices
from ontschot.web.components.fields import DayField
from ontschot.web.workplace.plans.conference_forms import OfDomainForm


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _period(form: forms.Form, data: dict[str, Any]) -> None:
    if data.get("starts_on") and data.get("ends_on") and data["ends_on"] <= data["starts_on"]:
        form.add_error("ends_on", _("Kies een dag na het begin."))


class PartForm(OfDomainForm):
    """A part of the plan that somebody else owns."""

    kind = forms.ChoiceField(label=_("Wat is het?"), choices=choices.PART_KINDS)
    title = forms.CharField(label=_("Hoe heet het?"), max_length=200)
    organisation = forms.CharField(label=_("Van welke organisatie?"), max_length=120)
    contact_name = forms.CharField(label=_("Bij wie?"), max_length=120, required=False)
    phone = forms.CharField(label=_("Telefoon"), max_length=20, required=False)
    scheme = forms.ChoiceField(label=_("Vanuit welke regeling?"), choices=choices.SCHEMES)
    goal = forms.TypedChoiceField(
        label=_("Bij welk doel in ons plan hoort het?"), required=False, coerce=int, empty_value=None
    )
    status = forms.ChoiceField(
        label=_("Hoe staat het ervoor?"), choices=choices.PART_STATUS, widget=forms.RadioSelect, initial="running"
    )
    starts_on = DayField(label=_("Vanaf"), required=False)
    ends_on = DayField(
        label=_("Tot"),
        required=False,
        help_text=_("De eerste dag waarop het niet meer geldt."),
    )
    review_on = DayField(
        label=_("Wanneer wordt het bekeken?"),
        required=False,
        help_text=_("De regisseur krijgt die dag een taak."),
    )
    agreed_by = forms.CharField(label=_("Wie stemden ermee in?"), max_length=200, required=False)
    agreed_on = DayField(label=_("Wanneer was dat?"), required=False)
    summary = forms.CharField(
        label=_("Wat is voor ons plan van belang?"),
        required=False,
        max_length=2_000,
        widget=_area(3),
        help_text=_("Niet meer dan nodig. Het plan zelf blijft bij de eigenaar."),
    )
    field_order = ("kind", "title", "organisation", "contact_name", "phone", "life_domain", "person", "goal", "scheme")

    def __init__(self, *args: Any, goals: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = [("", _("geen doel in het bijzonder")), *goals]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An end after the beginning."""
        data = super().clean() or {}
        _period(self, data)
        return data

    def given(self, data: dict[str, Any]) -> PartGiven:
        """What was filled in, as the action wants it."""
        names = ["kind", "title", "organisation", "contact_name", "phone", "scheme", "life_domain", "status"]
        names += ["starts_on", "ends_on", "review_on", "agreed_by", "agreed_on", "summary"]
        fields = {name: data.pop(name) for name in names}
        person, goal = data.pop("person"), data.pop("goal")
        return PartGiven(person_id=int(person) if person else None, goal_id=goal, **fields)


class FactForm(OfDomainForm):
    """Something with a date that lands on the household."""

    kind = forms.ChoiceField(label=_("Wat gebeurt er?"), choices=choices.FACT_KINDS, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Waar gaat het om?"), max_length=200, help_text=_("Bijvoorbeeld: huishoudelijke hulp stopt.")
    )
    scheme = forms.ChoiceField(label=_("Welke regeling?"), choices=choices.SCHEMES)
    starts_on = DayField(label=_("Vanaf wanneer?"))
    ends_on = DayField(
        label=_("Tot wanneer?"),
        required=False,
        help_text=_("De eerste dag waarop het niet meer geldt."),
    )
    amount = forms.DecimalField(
        label=_("Bedrag in euro’s"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        decimal_places=2,
        localize=True,
        max_digits=9,
    )
    per = forms.ChoiceField(label=_("Hoe vaak?"), choices=choices.PER, widget=forms.RadioSelect, initial="month")
    known_from = forms.CharField(
        label=_("Hoe weten we dit?"), max_length=200, required=False, help_text=_("Bijvoorbeeld: brief van het CAK.")
    )
    field_order = ("kind", "title", "scheme", "starts_on", "ends_on", "amount", "per", "known_from", "life_domain")

    def clean(self) -> dict[str, Any]:
        """An end after the beginning."""
        data = super().clean() or {}
        _period(self, data)
        return data

    def given(self, data: dict[str, Any]) -> FactGiven:
        """What was filled in, as the action wants it; amounts in cents."""
        names = ("kind", "title", "scheme", "life_domain", "starts_on", "ends_on", "per", "known_from")
        fields = {name: data.pop(name) for name in names}
        person, amount = data.pop("person"), data.pop("amount")
        cents = int(amount * Decimal(100)) if amount is not None else None
        return FactGiven(person_id=int(person) if person else None, amount_cents=cents, **fields)


class SettleForm(forms.Form):
    """What was decided about a change in the household."""

    decision = forms.CharField(
        label=_("Wat hebt u besloten?"),
        max_length=500,
        widget=_area(3),
        help_text=_("Bijvoorbeeld: met Saskia besproken, de acties van Jeffrey doet zij nu zelf."),
    )
    stop_actions = forms.BooleanField(label=_("Stop de open acties van deze persoon in dit plan"), required=False)

    def __init__(self, *args: Any, loose_ends: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not loose_ends:
            del self.fields["stop_actions"]


class JoinForm(forms.Form):
    """Why two plans go on as one."""

    reason = forms.CharField(label=_("Waarom gaan de plannen samen verder?"), max_length=500, widget=_area(3))
    involvement_ids = forms.TypedMultipleChoiceField(
        label=_("Wie gaat mee naar dit plan?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Met dezelfde taak en leefgebieden als daar. Wie niet meegaat, stopt. De regisseur hier blijft."),
    )

    def __init__(self, *args: Any, involved: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["involvement_ids"].choices = involved  # type: ignore[attr-defined]
        if not involved:
            del self.fields["involvement_ids"]

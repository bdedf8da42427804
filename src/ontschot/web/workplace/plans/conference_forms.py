"""Forms of conferences."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontschot.domain.plans.queries import choices
from ontschot.web.components.fields import DayField
from ontschot.web.workplace.plans.forms import ActionForm


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ConferenceForm(forms.Form):
    """Which conference, when and where, with the household or why not."""

    kind = forms.ChoiceField(
        label=_("Wat voor overleg?"),
        choices=choices.CONFERENCE_KINDS,
        widget=forms.RadioSelect,
        help_text=_(
            "Bij een eigenkrachtconferentie maakt de familie zelf een plan, met iedereen die zij erbij wil. Bij een "
            "casusoverleg praten professionals met het huishouden."
        ),
    )
    held_on = DayField(label=_("Wanneer?"))
    place = forms.CharField(label=_("Waar?"), max_length=120, required=False)
    chair = forms.CharField(label=_("Wie leidt het?"), max_length=120, required=False)
    household_there = forms.BooleanField(label=_("Het huishouden is erbij"), required=False, initial=True)
    why_without = forms.CharField(
        label=_("Waarom zonder het huishouden?"), max_length=300, required=False, widget=_area(2)
    )

    def __init__(self, *args: Any, changing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if changing:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """Without the household only with a reason."""
        data = super().clean() or {}
        if not data.get("household_there") and not (data.get("why_without") or "").strip():
            text = _("Praat met het huishouden, niet erover. Kan dat echt niet? Schrijf dan op waarom.")
            self.add_error("why_without", text)
        return data


class GuestForm(forms.Form):
    """Who is asked: people in and around the household with a click, others by name."""

    known = forms.TypedMultipleChoiceField(
        label=_("Wie zijn erbij?"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    name = forms.CharField(label=_("Iemand anders"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Wie is dat?"), choices=choices.GUEST_KINDS, initial="network", required=False)
    organisation = forms.CharField(label=_("Organisatie"), max_length=120, required=False)

    def __init__(self, *args: Any, known: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known"].choices = known  # type: ignore[attr-defined]
        if not known:
            del self.fields["known"]

    def clean(self) -> dict[str, Any]:
        """Somebody."""
        data = super().clean() or {}
        if not data.get("known") and not (data.get("name") or "").strip():
            self.add_error("name", _("Kies wie erbij zijn, of vul een naam in."))
        return data


class OfDomainForm(forms.Form):
    """Something of a life domain: of the household or of one member. The base of what is said at a conference."""

    life_domain = forms.ChoiceField(
        label=_("Leefgebied"), help_text=_("Alleen wie bij dit leefgebied betrokken is, kan het lezen.")
    )
    person = forms.ChoiceField(label=_("Voor wie"), required=False)

    def __init__(self, *args: Any, domains: Any, members: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["life_domain"].choices = [(d.code, str(d)) for d in domains]  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", _("het hele huishouden")), *members]  # type: ignore[attr-defined]


class AgendaForm(OfDomainForm):
    """What is talked about."""

    text = forms.CharField(label=_("Waar gaat het over?"), max_length=300, widget=_area(2))
    field_order = ("text", "life_domain", "person")


class AgreedForm(OfDomainForm):
    """What was agreed."""

    text = forms.CharField(label=_("Wat is afgesproken?"), max_length=500, widget=_area(2))
    owner_name = forms.CharField(label=_("Wie doet dit?"), max_length=120)
    due_on = DayField(label=_("Uiterlijk"), required=False)
    field_order = ("text", "owner_name", "due_on", "life_domain", "person")


class SaidForm(forms.Form):
    """What was said."""

    text = forms.CharField(label=_("Waar gaat het over?"), max_length=300, widget=_area(2))
    said = forms.CharField(label=_("Wat is er gezegd?"), max_length=5_000, required=False, widget=_area(6))


class HeldForm(forms.Form):
    """Who came."""

    came = forms.TypedMultipleChoiceField(
        label=_("Wie waren er?"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, guests: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = guests  # type: ignore[attr-defined]


class TakeForm(ActionForm):
    """An agreement as an action of a goal."""

    goal = forms.TypedChoiceField(label=_("Bij welk doel?"), coerce=int)
    field_order = ("goal",)

    def __init__(self, *args: Any, goals: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = goals  # type: ignore[attr-defined]

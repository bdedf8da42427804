"""Forms of safety."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontschot.foundation.calendar import today
from ontschot.web.components.fields import DayField
from ontschot.web.workplace.safety.words import STEPS

TEXT_LIMIT = 5_000
REFUSALS: dict[tuple[str, str], tuple[str | None, Any]] = {
    ("concern", "missing"): ("concern", _("Schrijf op wat de zorg is.")),
    ("concern", "open_already"): (None, _("Voor dit huishouden wordt de meldcode al gevolgd.")),
    ("step", "earlier_first"): ("step", _("Neem eerst de eerdere stappen, of geef aan dat er acuut gevaar is.")),
    ("step", "unknown"): ("step", _("Kies een stap.")),
    ("decision", "missing"): ("decision", _("Bij deze stap hoort een besluit.")),
    ("decision", "other_step"): ("decision", _("Dit besluit hoort niet bij deze stap.")),
    ("taken_on", "not_then"): ("taken_on", _("Kies een dag tussen het begin en vandaag.")),
    ("asked_on", "not_then"): ("asked_on", _("Kies een dag tussen het begin en vandaag.")),
    ("text", "missing"): ("text", _("Schrijf op wat er is gedaan of afgesproken.")),
    ("text", "measure_over"): (None, _("Deze maatregel geldt niet meer.")),
    ("question", "missing"): ("question", _("Schrijf de vraag op.")),
    ("answer", "missing"): ("answer", _("Schrijf het advies op.")),
    ("ends_on", "before_start"): ("ends_on", _("Kies een dag na het begin.")),
    ("review_on", "past"): ("review_on", _("Kies vandaag of een latere dag.")),
    ("closing", "not_decided"): (None, _("Sluit af na een besluit: stap 4 zonder vermoeden, of stap 5.")),
    ("closing", "measure_runs"): (None, _("Er loopt nog een maatregel. Leg eerst vast wanneer die eindigt.")),
    ("closing", "agreement_runs"): (None, _("Er gelden nog afspraken of voorwaarden. Rond die eerst af.")),
    ("closing", "missing"): ("closing", _("Schrijf op waarom u afsluit.")),
}


def _text(label: Any, missing: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing},
    )


def _line(label: Any, missing: Any, limit: int = 120, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=limit, error_messages={"required": missing})


def _day(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    return DayField(
        label=label,
        help_text=hint,
        required=required,
        error_messages={"invalid": _("Deze datum bestaat niet."), "required": _("Vul een datum in.")},
    )


class OpenForm(forms.Form):
    """Step 1: the signals."""

    concern = _text(
        _("Welke signalen ziet u?"),
        _("Schrijf op wat de zorg is."),
        _("Feiten: wat zag of hoorde u, wanneer, van wie. Scheid dat van wat u ervan vindt."),
    )
    acute = forms.BooleanField(
        label=_("Er is acuut gevaar"),
        help_text=_("Bel 112 of Veilig Thuis (0800-2000). U mag dan elke stap meteen nemen."),
        required=False,
    )


class StepForm(forms.Form):
    """A step of the code."""

    step = forms.TypedChoiceField(
        label=_("Welke stap?"),
        choices=[(number, f"{number}. {name}") for number, name in STEPS.items()],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een stap.")},
    )
    text = _text(_("Wat deed u, en wat is besloten?"), _("Schrijf op wat er is gedaan of afgesproken."))
    decision = forms.ChoiceField(
        label=_("Besluit"),
        help_text=_("Alleen bij stap 4 en stap 5."),
        choices=[
            ("", _("Geen: stap 1, 2 of 3")),
            (_("Stap 4"), [
                ("no_concern", _("geen vermoeden: afsluiten kan")),
                ("concern", _("er is een vermoeden, geen acuut gevaar")),
                ("unsafe", _("acuut of structureel onveilig")),
            ]),
            (_("Stap 5"), [
                ("help", _("zelf hulp bieden of organiseren")),
                ("report", _("melden bij Veilig Thuis")),
                ("both", _("melden bij Veilig Thuis en zelf hulp bieden")),
            ]),
        ],
        required=False,
    )  # fmt: skip
    taken_on = _day(_("Wanneer?"))
    acute = forms.BooleanField(label=_("Er is acuut gevaar"), required=False)


class AdviceForm(forms.Form):
    """Advice without names."""

    asked = forms.ChoiceField(
        label=_("Aan wie vroeg u advies?"),
        choices=[
            ("veilig_thuis", _("Veilig Thuis")),
            ("colleague", _("Een collega")),
            ("expert", _("Een deskundige, zoals een jeugdarts of gedragswetenschapper")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies aan wie.")},
    )
    question = _text(
        _("Uw vraag, zonder namen"),
        _("Schrijf de vraag op."),
        _("Geen naam, straat, postcode, geboortedatum, telefoonnummer of BSN. Het product kijkt dit na."),
    )
    answer = _text(_("Het advies"), _("Schrijf het advies op."))
    asked_on = _day(_("Wanneer?"))


class AgreeForm(forms.Form):
    """A line that somebody agreed to."""

    text = _line(_("Wat is de afspraak?"), _("Schrijf op wat er is gedaan of afgesproken."), 500)
    who = _line(_("Wie doet dit?"), _("Schrijf op wie dit doet."))
    agreed_by = _line(
        _("Wie stemde ermee in?"),
        _("Schrijf op wie instemde. Is het opgelegd? Leg het dan vast bij de maatregel."),
        hint=_("Alleen wie er vrij in was. Wat is opgelegd, hoort bij de maatregel."),
    )
    review_on = _day(_("Wanneer kijkt u ernaar?"))


class ConditionForm(forms.Form):
    """A line that a measure imposes."""

    text = _line(_("Wat is opgelegd?"), _("Schrijf op wat er is opgelegd."), 500)
    who = _line(_("Wie moet dit doen?"), _("Schrijf op wie dit doet."))
    review_on = _day(_("Wanneer kijkt u ernaar?"))


class MeasureForm(forms.Form):
    """A measure of coercion."""

    kind = forms.ChoiceField(
        label=_("Welke maatregel?"),
        choices=[
            ("home_ban", _("Tijdelijk huisverbod (Wet tijdelijk huisverbod art. 2)")),
            ("supervision", _("Ondertoezichtstelling (BW 1:255)")),
            ("placement", _("Machtiging uithuisplaatsing (BW 1:265b)")),
            ("guardian", _("Voorlopige voogdij (BW 1:241)")),
            ("crisis", _("Crisismaatregel (Wvggz 7:1)")),
            ("care_order", _("Zorgmachtiging (Wvggz 6:4)")),
            ("restraining", _("Contact- of gebiedsverbod (Sr 38v, Sv 509hh)")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een maatregel.")},
    )
    ordered_by = _line(
        _("Wie legde de maatregel op?"),
        _("Schrijf op wie."),
        hint=_("Bijvoorbeeld de burgemeester of de kinderrechter."),
    )
    about = _line(_("Voor wie geldt hij?"), _("Schrijf op voor wie."))
    starts_on = _day(_("Vanaf"))
    ends_on = _day(_("Geldt niet meer vanaf"), required=False)
    note = _text(_("Toelichting"), "", required=False)


class MeasureEndForm(forms.Form):
    """A measure ends."""

    ends_on = _day(_("Geldt niet meer vanaf"), _("Voorwaarden van deze maatregel vervallen dan."))


class ReviewForm(forms.Form):
    """How a line goes."""

    state = forms.ChoiceField(
        label=_("Hoe gaat het?"),
        choices=[
            ("running", _("Geldt nog")),
            ("kept", _("Nagekomen, klaar")),
            ("broken", _("Niet nagekomen")),
            ("ended", _("Niet meer nodig")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe het gaat.")},
    )
    review_on = _day(_("Wanneer kijkt u weer?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"].initial = today()


class CloseForm(forms.Form):
    """The code was followed to its end."""

    closing = _text(_("Waarom kunt u afsluiten?"), _("Schrijf op waarom u afsluit."))

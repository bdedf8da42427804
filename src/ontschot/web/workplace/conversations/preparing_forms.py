"""Forms before and beside the conversation: preparation, a plan on paper, a carer, an answer to a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontschot.domain.access.queries import MemberLine
from ontschot.domain.access.rules import CORRECTION_LIMIT, PLAN_LIMIT
from ontschot.web.components.fields import DayField, InARow
from ontschot.web.workplace.conversations.forms import Text

Label = Any  # a text, or one that is translated later

REFUSALS: dict[tuple[str, str], tuple[str, Label]] = {
    ("guide_given_on", "future"): ("guide_given_on", gettext_lazy("Deze datum ligt in de toekomst.")),
    ("support_offered_on", "future"): ("support_offered_on", gettext_lazy("Deze datum ligt in de toekomst.")),
    ("support_offered_on", "missing"): (
        "support_offered_on",
        gettext_lazy("Vul in wanneer u de ondersteuning aanbood. Zonder aanbod is er geen antwoord."),
    ),
    ("interpreter_language", "missing"): ("interpreter_language", gettext_lazy("Vul in welke taal nodig is.")),
    ("text", "missing"): ("text", gettext_lazy("Neem de tekst over of voeg een bestand toe.")),
    ("request", "closed"): ("", gettext_lazy("Deze melding is al afgehandeld.")),
    ("received_on", "impossible"): (
        "received_on",
        gettext_lazy("De datum ligt na vandaag, of voor de dag van de melding."),
    ),
    ("person", "not_in_household"): ("person", gettext_lazy("Deze persoon hoort niet (meer) bij het huishouden.")),
    ("name", "missing"): ("name", gettext_lazy("Vul in wie er zorgt.")),
    ("correction", "missing"): ("correction", gettext_lazy("Schrijf op wat er niet klopt.")),
    ("file", "empty"): ("file", gettext_lazy("Dit bestand is leeg.")),
    ("file", "too_big"): ("file", gettext_lazy("Dit bestand is groter dan 10 MB.")),
    ("file", "unknown"): ("file", gettext_lazy("Dit soort bestand nemen wij niet aan: wel PDF, foto, Word of tekst.")),
    ("file", "macros"): ("file", gettext_lazy("Er zit een programma in dit bestand. Bewaar het zonder macro's.")),
    ("file", "crowded"): ("file", gettext_lazy("Dit bestand kunnen wij niet openen.")),
    ("file", "damaged"): ("file", gettext_lazy("Dit bestand is beschadigd.")),
}


def refuse(form: forms.Form, field: str, rule: str) -> None:
    """Say at the field what a rule refused."""
    name, text = REFUSALS.get((field, rule), ("", _("Dit kan niet zo worden opgeslagen.")))
    form.add_error(name if name in form.fields else None, str(text))


class PreparationForm(forms.Form):
    """What was given, offered and asked. The law asks the offer of support (Wmo 2015 art. 2.3.2 lid 3)."""

    guide_given_on = DayField(label=gettext_lazy("Gids voor het gesprek gegeven op"), required=False)
    support_offered_on = DayField(
        label=gettext_lazy("Gratis cliëntondersteuning aangeboden op"),
        required=False,
        help_text=gettext_lazy("Verplicht voordat het onderzoek begint: Wmo 2015 art. 2.3.2 lid 3."),
    )
    support_answer = forms.ChoiceField(
        label=gettext_lazy("Wat zei de inwoner daarop?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", gettext_lazy("Nog geen antwoord")),
            ("wants", gettext_lazy("Wil er gebruik van maken")),
            ("has", gettext_lazy("Heeft al iemand")),
            ("declines", gettext_lazy("Wil het niet")),
            ("thinks", gettext_lazy("Denkt erover na")),
        ],
    )
    supporter = forms.CharField(label=gettext_lazy("Wie ondersteunt?"), max_length=120, required=False)
    interpreter = forms.ChoiceField(
        label=gettext_lazy("Is er een tolk nodig?"),
        required=False,
        widget=InARow,
        choices=[
            ("", gettext_lazy("Nog niet gevraagd")),
            ("no", gettext_lazy("Nee")),
            ("yes", gettext_lazy("Ja")),
        ],
        help_text=gettext_lazy("Ook gebarentaal. Een kind uit het gezin is geen tolk."),
    )
    interpreter_language = forms.CharField(label=gettext_lazy("Welke taal?"), max_length=60, required=False)
    interpreter_name = forms.CharField(label=gettext_lazy("Wie tolkt?"), max_length=120, required=False)


class PaperPlanForm(forms.Form):
    """A resident's own plan that came on paper."""

    person = forms.TypedChoiceField(label=gettext_lazy("Van wie is het plan?"), coerce=int)
    received_on = DayField(
        label=gettext_lazy("Ontvangen op"),
        error_messages={"required": gettext_lazy("Vul in wanneer het plan binnenkwam.")},
    )
    text = Text(gettext_lazy("Tekst van het plan"), limit=PLAN_LIMIT, rows=8)
    file = forms.FileField(
        label=gettext_lazy("Bestand"), required=False, help_text=gettext_lazy("PDF, foto, Word of tekst, tot 10 MB.")
    )

    def __init__(self, *args: Any, members: Sequence[MemberLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(m.person_id, m.name) for m in members]  # type: ignore[attr-defined]


class CarerForm(forms.Form):
    """A carer: what they do, how heavy it is, how much they can bear, what would help."""

    name = forms.CharField(
        label=gettext_lazy("Wie zorgt er?"),
        max_length=120,
        help_text=gettext_lazy("Naam en hoe diegene de inwoner kent. Bijvoorbeeld: buurvrouw Ria."),
        error_messages={"required": gettext_lazy("Vul in wie er zorgt.")},
    )
    cares_for = forms.CharField(label=gettext_lazy("Voor wie?"), max_length=120, required=False)
    hours = forms.IntegerField(label=gettext_lazy("Hoeveel uur per week?"), min_value=0, max_value=168, required=False)
    does = Text(gettext_lazy("Wat doet de mantelzorger?"), limit=5_000)
    burden = forms.ChoiceField(
        label=gettext_lazy("Hoe zwaar is het? (draaglast)"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", gettext_lazy("Niet besproken")),
            ("light", gettext_lazy("Licht")),
            ("doable", gettext_lazy("Te doen")),
            ("heavy", gettext_lazy("Zwaar")),
            ("too_heavy", gettext_lazy("Te zwaar")),
        ],
        help_text=gettext_lazy("Zoals de mantelzorger het zelf zegt."),
    )
    capacity = forms.ChoiceField(
        label=gettext_lazy("Hoeveel kan de mantelzorger aan? (draagkracht)"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", gettext_lazy("Niet besproken")),
            ("ample", gettext_lazy("Kan meer aan")),
            ("enough", gettext_lazy("Kan dit aan")),
            ("little", gettext_lazy("Kan weinig meer aan")),
            ("none", gettext_lazy("Kan niet meer")),
        ],
    )
    needs = Text(
        gettext_lazy("Wat zou helpen?"),
        limit=5_000,
        hint=gettext_lazy("Bijvoorbeeld een vrije middag, iemand om mee te praten, hulp in huis."),
    )


class ToldAnswerForm(forms.Form):
    """What a resident told of the report, written down by a worker."""

    person = forms.TypedChoiceField(label=gettext_lazy("Wie zei het?"), coerce=int)
    confirms = forms.ChoiceField(
        label=gettext_lazy("Klopt het verslag?"),
        choices=[("yes", gettext_lazy("Ja, het klopt")), ("no", gettext_lazy("Nee, er klopt iets niet"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies ja of nee.")},
    )
    correction = Text(
        gettext_lazy("Wat klopt er niet, of wat moet erbij?"),
        limit=CORRECTION_LIMIT,
        rows=5,
        hint=gettext_lazy("In de woorden van de inwoner. Het komt naast het verslag te staan."),
    )

    def __init__(self, *args: Any, members: Sequence[MemberLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(m.person_id, m.name) for m in members]  # type: ignore[attr-defined]

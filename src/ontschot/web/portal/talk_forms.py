"""What a resident can send about a conversation: a plan of one's own, and an answer to a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontschot.domain.access.rules import CORRECTION_LIMIT, PLAN_LIMIT

Label = Any  # a text, or one that is translated later

TOO_LONG = gettext_lazy("Hier passen %(limit_value)d tekens. U hebt er %(show_value)d. Maak de tekst korter.")
REFUSALS: dict[tuple[str, str], tuple[str, Label]] = {
    ("text", "missing"): ("text", gettext_lazy("Schrijf iets op, of voeg een bestand toe.")),
    ("request", "closed"): ("", gettext_lazy("Deze hulpvraag is al klaar. Hebt u een nieuwe vraag? Vraag dan hulp.")),
    ("correction", "missing"): ("correction", gettext_lazy("Schrijf op wat er niet klopt.")),
    ("file", "empty"): ("file", gettext_lazy("Dit bestand is leeg.")),
    ("file", "too_big"): ("file", gettext_lazy("Dit bestand is te groot: hooguit 10 MB.")),
    ("file", "unknown"): ("file", gettext_lazy("Dit soort bestand kunnen wij niet lezen. Stuur een PDF of een foto.")),
    ("file", "macros"): ("file", gettext_lazy("Er zit een programma in dit bestand. Stuur een PDF of een foto.")),
    ("file", "crowded"): ("file", gettext_lazy("Dit bestand kunnen wij niet openen. Stuur een PDF of een foto.")),
    ("file", "damaged"): ("file", gettext_lazy("Dit bestand is stuk. Stuur het opnieuw.")),
}


def refuse(form: forms.Form, field: str, rule: str) -> None:
    """Say at the field what a rule refused."""
    name, text = REFUSALS.get((field, rule), ("", _("Dit lukt niet. Bel ons, dan helpen wij u.")))
    form.add_error(name if name in form.fields else None, str(text))


class ForSomebody(forms.Form):
    """A form for oneself, or for somebody one may speak for; asked only when there is a choice."""

    person_choice = forms.TypedChoiceField(label=gettext_lazy("Voor wie?"), coerce=int)

    def __init__(self, *args: Any, persons: dict[int, str], own: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        if len(own) > 1:
            choices = [(pk, persons.get(pk, "")) for pk in own]
            self.fields["person_choice"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["person_choice"]

    @property
    def person(self) -> int:
        """Whom it is for; 0 (nobody) for an account without a person."""
        only = self.own[0] if self.own else 0
        return int(self.cleaned_data.get("person_choice") or only)


class OwnPlanForm(ForSomebody):
    """A plan as text, as a file, or both."""

    text = forms.CharField(
        label=gettext_lazy("Uw plan"),
        required=False,
        max_length=PLAN_LIMIT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Wat gaat niet meer goed? Wat wilt u? Wie helpt u al? Welke hulp past bij u?"),
        error_messages={"max_length": TOO_LONG},
    )
    file = forms.FileField(
        label=gettext_lazy("Of stuur een bestand"),
        required=False,
        help_text=gettext_lazy("Een PDF, een foto, Word of tekst. Hooguit 10 MB."),
        error_messages={"empty": REFUSALS["file", "empty"][1]},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs.pop("maxlength", None)


class ReportForm(ForSomebody):
    """Right, or not; and what must be added or changed."""

    confirms = forms.ChoiceField(
        label=gettext_lazy("Klopt dit verslag?"),
        choices=[("yes", gettext_lazy("Ja, het klopt")), ("no", gettext_lazy("Nee, er klopt iets niet"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies ja of nee.")},
    )
    correction = forms.CharField(
        label=gettext_lazy("Wat klopt er niet, of wat moet erbij?"),
        required=False,
        max_length=CORRECTION_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Wij bewaren uw woorden bij het verslag."),
        error_messages={"max_length": TOO_LONG},
    )

"""The form of a letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from ontschot.writing.rules import placeholders
from ontschot.writing.rules.letter import BODY_LIMIT, TITLE_LIMIT

Label = Any  # a text, or one that is translated later

TOO_LONG = gettext_lazy("Hier passen %(limit_value)d tekens; u hebt er %(show_value)d. Kort de tekst in.")
REFUSALS: dict[tuple[str, str], Label] = {
    ("title", "missing"): gettext_lazy("Vul in waar de brief over gaat."),
    ("body", "missing"): gettext_lazy("De brief is nog leeg."),
}


class LetterForm(forms.Form):
    """To whom, in which language, about what, and the text."""

    recipient = forms.ChoiceField(label=gettext_lazy("Aan wie?"))
    language = forms.ChoiceField(
        label=gettext_lazy("Taal van de brief"),
        choices=[("nl", gettext_lazy("Nederlands")), ("en", gettext_lazy("Engels"))],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=gettext_lazy("Onderwerp"),
        max_length=TITLE_LIMIT,
        error_messages={"required": REFUSALS["title", "missing"], "max_length": TOO_LONG},
    )
    body = forms.CharField(
        label=gettext_lazy("Tekst"),
        max_length=BODY_LIMIT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy(
            "Een lege regel begint een nieuwe alinea. Een regel met '# ' ervoor is een kop, met '- ' ervoor een punt "
            "van een lijst. Uw naam en de afzender komen er vanzelf onder."
        ),
        error_messages={"required": REFUSALS["body", "missing"], "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, recipients: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].choices = recipients  # type: ignore[attr-defined]
        self.fields["body"].widget.attrs.pop("maxlength", None)

    def clean_body(self) -> str:
        """Something to read."""
        body: str = self.cleaned_data["body"]
        if not body.strip():
            raise forms.ValidationError(REFUSALS["body", "missing"])
        return body


class MailingForm(forms.Form):
    """One letter to many: whom in each household, in which language, about what, and the text with its places."""

    whom = forms.ChoiceField(
        label=gettext_lazy("Aan wie in elk huishouden?"),
        choices=[
            ("household", gettext_lazy("aan het huishouden als geheel")),
            ("first", gettext_lazy("aan één volwassene: de oudste")),
            ("adults", gettext_lazy("aan elke volwassene apart")),
        ],
        widget=forms.RadioSelect,
    )
    language = LetterForm.base_fields["language"]
    title = LetterForm.base_fields["title"]
    body = forms.CharField(
        label=gettext_lazy("Tekst"),
        max_length=BODY_LIMIT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy(
            "{naam} en {adres} worden bij elke brief ingevuld. Ook mogelijk: {datum}, {ondersteuning}, {schrijver}, "
            "{gemeente} en {telefoon}. Een lege regel begint een alinea, '# ' een kop, '- ' een punt van een lijst."
        ),
        error_messages={"required": REFUSALS["body", "missing"], "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs.pop("maxlength", None)

    def clean_title(self) -> str:
        """Only places that can be filled in."""
        return self._filled("title")

    def clean_body(self) -> str:
        """Something to read, with only places that can be filled in."""
        body = self._filled("body")
        if not body.strip():
            raise forms.ValidationError(REFUSALS["body", "missing"])
        return body

    def _filled(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        wrong = placeholders.unknown(text) + ["{plan_tot}"] * ("plan_tot" in placeholders.used(text))
        if wrong:
            said = gettext("Dit kan hier niet worden ingevuld: %(wrong)s.") % {"wrong": ", ".join(wrong)}
            raise forms.ValidationError(said)
        return text


class WithdrawLetterForm(forms.Form):
    """Why a letter is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom trekt u dit in?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("De inwoner leest dit. Schrijf niets op over een ander."),
        error_messages={"required": gettext_lazy("Schrijf op waarom u de brief intrekt. De inwoner leest dit.")},
    )

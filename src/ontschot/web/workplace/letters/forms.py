"""The form of a letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

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

"""The public form, in plain words. What it asks is what somebody needs to call back, and nothing more."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontschot.domain.access.rules import QUESTION_LIMIT
from ontschot.domain.people.rules import addresses
from ontschot.foundation.calendar import today
from ontschot.web.components.fields import PartsDateField

Label = Any  # a text, or one that is translated later
TOO_LONG = gettext_lazy("Hier passen %(limit_value)d tekens. U hebt er %(show_value)d. Maak de tekst korter.")


class Words(forms.CharField):
    """A text that is never cut off in silence; it says how long it may be."""

    def __init__(self, label: Label, *, limit: int, missing: Label = "", rows: int = 0, **kwargs: Any) -> None:
        errors: dict[str, Any] = {"max_length": TOO_LONG, **({"required": missing} if missing else {})}
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(
            label=label, max_length=limit, required=bool(missing), widget=widget, error_messages=errors, **kwargs
        )
        self.widget.attrs.pop("maxlength", None)


class AskForm(forms.Form):
    """For whom, what is going on, who it is about, how to reach you."""

    whom = forms.ChoiceField(
        label=gettext_lazy("Voor wie vraagt u hulp?"),
        choices=[
            ("self", gettext_lazy("Voor mijzelf of mijn gezin")),
            ("other", gettext_lazy("Voor iemand anders")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies voor wie u hulp vraagt.")},
    )
    question = Words(
        gettext_lazy("Wat is er aan de hand?"),
        limit=QUESTION_LIMIT,
        rows=6,
        missing=gettext_lazy("Vertel in een paar woorden wat er aan de hand is."),
        help_text=gettext_lazy("Vertel het in uw eigen woorden. Schrijf hier geen BSN."),
    )
    given_names = Words(gettext_lazy("Voornaam"), limit=200)
    prefix = Words(  # type: ignore[assignment]
        gettext_lazy("Tussenvoegsel"), limit=10, help_text=gettext_lazy("Bijvoorbeeld: van der")
    )
    family_name = Words(gettext_lazy("Achternaam"), limit=200, missing=gettext_lazy("Vul de achternaam in."))
    birth_date = PartsDateField(
        label=gettext_lazy("Geboortedatum"),
        required=False,
        help_text=gettext_lazy("Dan vinden wij sneller de juiste persoon."),
    )
    postcode = Words(gettext_lazy("Postcode"), limit=10)
    house_number = Words(gettext_lazy("Huisnummer"), limit=10)
    knows = forms.ChoiceField(
        label=gettext_lazy("Weet deze persoon dat u hulp vraagt?"),
        choices=[("ja", gettext_lazy("Ja")), ("nee", gettext_lazy("Nee"))],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"required": gettext_lazy("Kies ja of nee.")},
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("Wie bent u?"),
        choices=[
            ("network", gettext_lazy("Familie, buur, vriend of bekende")),
            ("professional", gettext_lazy("Ik ken deze persoon door mijn werk")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    own_name = Words(gettext_lazy("Uw naam"), limit=120)
    phone = Words(gettext_lazy("Uw telefoonnummer"), limit=20)
    email = forms.EmailField(
        label=gettext_lazy("Uw e-mailadres"),
        max_length=99,
        required=False,
        error_messages={
            "invalid": gettext_lazy("Een e-mailadres ziet eruit als naam@voorbeeld.nl."),
            "max_length": TOO_LONG,
        },
    )
    # A person does not see this field; a program that fills in everything does.
    website = forms.CharField(required=False, label=gettext_lazy("Laat dit veld leeg"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs.pop("maxlength", None)
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        for name, kind in (("phone", "tel"), ("email", "email")):
            self.fields[name].widget.attrs["autocomplete"] = kind
        self.fields["phone"].widget.input_type = "tel"  # type: ignore[attr-defined]

    @property
    def is_decoy(self) -> bool:
        """Whether a program filled this in."""
        return bool(self.data.get("website"))

    def clean_birth_date(self) -> dt.date | None:
        """A date that can be somebody's birth date."""
        date: dt.date | None = self.cleaned_data["birth_date"]
        if date and date > today():
            raise ValidationError(_("Deze datum ligt in de toekomst."))
        if date and date.year < today().year - 125:
            raise ValidationError(_("Klopt het jaar? Dan zou iemand ouder dan 125 jaar zijn."))
        return date

    def clean_postcode(self) -> str:
        """'1234AB'."""
        try:
            return addresses.postcode(self.cleaned_data["postcode"])
        except addresses.AddressError:
            raise ValidationError(_("Een postcode heeft 4 cijfers en 2 letters. Bijvoorbeeld 1234 AB.")) from None

    def clean_house_number(self) -> int | None:
        """A number."""
        try:
            return addresses.number(self.cleaned_data["house_number"])
        except addresses.AddressError:
            raise ValidationError(_("Vul alleen het nummer in. Een letter hoeft niet.")) from None

    def clean_phone(self) -> str:
        """Digits, with the signs people write between them."""
        text: str = self.cleaned_data["phone"]
        digits = [sign for sign in text if sign.isdigit()]
        if text and (len(digits) < 10 or any(sign not in "0123456789+-() " for sign in text)):
            raise ValidationError(_("Een telefoonnummer heeft 10 cijfers. Bijvoorbeeld 06 12345678."))
        return text

    def clean(self) -> dict[str, Any]:
        """A way to answer, and for somebody else also who asks."""
        data: dict[str, Any] = super().clean() or {}
        if not (data.get("phone") or data.get("email") or {"phone", "email"} & self.errors.keys()):
            self.add_error("phone", _("Vul uw telefoonnummer of uw e-mailadres in. Anders kunnen wij u niet bereiken."))
        if data.get("whom") == "other":
            if not data.get("own_name") and "own_name" not in self.errors:
                self.add_error("own_name", _("Vul uw eigen naam in."))
            if not data.get("knows"):
                self.add_error("knows", _("Kies ja of nee."))
        return data


class OwnAskForm(AskForm):
    """For a resident who logged in: who they are is known, so nothing of it is asked again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {"question", "phone", "email", "website"}:
            del self.fields[name]

"""Forms of requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ontschot.domain.access import queries
from ontschot.domain.access.queries import TeamChoice
from ontschot.domain.access.rules import QUESTION_LIMIT
from ontschot.domain.people.rules import addresses
from ontschot.domain.people.rules.bsn import BsnError
from ontschot.foundation.calendar import today
from ontschot.web.components.fields import DayField, PartsDateField
from ontschot.web.workplace.terms.forms import RegimesField, ThreatsField

Label = Any  # a text, or one that is translated later

CHANNELS: list[tuple[str, Label]] = [
    ("desk", gettext_lazy("Aan het loket")),
    ("phone", gettext_lazy("Per telefoon")),
    ("visit", gettext_lazy("Bij een huisbezoek")),
    ("partner", gettext_lazy("Via een partner")),
    ("letter", gettext_lazy("Per brief of e-mail")),
    ("web", gettext_lazy("Via de website")),
]
REPORTERS: list[tuple[str, Label]] = [
    ("self", gettext_lazy("De inwoner zelf")),
    ("network", gettext_lazy("Familie, buur of bekende")),
    ("professional", gettext_lazy("Een professional")),
    ("municipality", gettext_lazy("De gemeente, ongevraagd")),
]
SAFETY: list[tuple[str, Label]] = [
    ("safe", gettext_lazy("Veilig")),
    ("unsafe", gettext_lazy("Onveilig: er is een zorg over veiligheid")),
    ("urgent", gettext_lazy("Spoed: er moet vandaag iets gebeuren")),
]
COMPLEXITY: list[tuple[str, Label]] = [
    ("simple", gettext_lazy("Eenvoudig: met een antwoord of één voorziening geholpen")),
    ("complex", gettext_lazy("Samengesteld of ingewikkeld: er is een gesprek nodig")),
]

# What a refusal by a rule says at its field: (field of the rule, rule) -> (field of the form, message).
REFUSALS: dict[tuple[str, str], tuple[str | None, Label]] = {
    ("signal", "unknown"): ("signal", gettext_lazy("Dit signaal bestaat niet meer. Kies opnieuw.")),
    ("question", "missing"): ("question", gettext_lazy("Schrijf op wat er aan de hand is.")),
    ("question", "too_long"): ("question", gettext_lazy("Deze tekst is te lang. Kort de tekst in.")),
    ("referrer_name", "missing"): ("referrer_name", gettext_lazy("Schrijf op wie de melding deed.")),
    ("reported_on", "future"): ("reported_on", gettext_lazy("Deze datum ligt in de toekomst.")),
    ("reported_on", "too_old"): ("reported_on", gettext_lazy("Deze datum is meer dan een jaar geleden. Klopt hij?")),
    ("life_domains", "missing"): ("life_domains", gettext_lazy("Kies ten minste één leefgebied.")),
    ("team", "unknown"): ("taker", gettext_lazy("Dit team bestaat niet meer. Kies een ander team.")),
    ("user", "not_in_team"): ("taker", gettext_lazy("Deze collega zit niet (meer) in dit team. Kies opnieuw.")),
    ("outcome", "missing"): ("text", gettext_lazy("Schrijf op wat u hebt gedaan of waarom het stopt.")),
}


def too_long(limit: int) -> dict[str, Label]:
    """The messages of a text field that says how long a text may be and how long this one is."""
    return {
        "max_length": gettext_lazy("Hier passen %(limit_value)d tekens; u hebt er %(show_value)d. Kort de tekst in.")
    }


class Text(forms.CharField):
    """A longer text, with a message that says what to do when it is too long."""

    def __init__(self, *, limit: int, rows: int = 4, missing: Label = "", **kwargs: Any) -> None:
        errors: dict[str, Any] = {**too_long(limit), **({"required": missing} if missing else {})}
        super().__init__(max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), error_messages=errors, **kwargs)
        self.widget.attrs.pop("maxlength", None)  # cutting off a pasted text in silence loses it


class Line(forms.CharField):
    """A short text of one line."""

    def __init__(self, *, limit: int, missing: Label = "", **kwargs: Any) -> None:
        errors: dict[str, Any] = {**too_long(limit), **({"required": missing} if missing else {})}
        super().__init__(max_length=limit, error_messages=errors, **kwargs)
        self.widget.attrs.pop("maxlength", None)


class BirthDate(PartsDateField):
    """A birth date: it exists, is not in the future, and not longer ago than anyone lives."""

    def clean(self, value: Any) -> dt.date | None:
        """The date, or a ValidationError."""
        date: dt.date | None = super().clean(value)
        if date and date > today():
            raise ValidationError(self.error_messages["future"], code="future")
        if date and date.year < today().year - 125:
            raise ValidationError(_("Klopt het jaar? Dan zou deze persoon ouder dan 125 jaar zijn."), code="too_old")
        return date


class AddressParts(forms.Form):
    """Postcode and house number, checked as the register writes them."""

    postcode = Line(label=gettext_lazy("Postcode"), limit=10, required=False)
    house_number = Line(label=gettext_lazy("Huisnummer"), limit=10, required=False)

    def clean_postcode(self) -> str:
        """'1234AB'."""
        try:
            return addresses.postcode(self.cleaned_data["postcode"])
        except addresses.AddressError:
            raise ValidationError(_("Een postcode heeft vier cijfers en twee letters, bijvoorbeeld 1234 AB.")) from None

    def clean_house_number(self) -> int | None:
        """A number, without letter."""
        try:
            return addresses.number(self.cleaned_data["house_number"])
        except addresses.AddressError:
            raise ValidationError(_("Vul alleen het nummer in, zonder letter.")) from None


class IdentifyForm(AddressParts):
    """One of three exact questions; what is filled in decides which."""

    bsn = Line(label=gettext_lazy("BSN"), limit=20, required=False)
    name = Line(label=gettext_lazy("Achternaam"), limit=200, required=False)
    birth_date = BirthDate(label=gettext_lazy("Geboortedatum"), required=False)
    field_order = ("bsn", "name", "birth_date", "postcode", "house_number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bsn"].widget.attrs |= {"autocomplete": "off", "inputmode": "numeric"}
        for name in ("name", "postcode", "house_number"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """At least one exact question."""
        data: dict[str, Any] = super().clean() or {}
        birth, number = data.get("birth_date"), data.get("house_number")
        enough = data.get("bsn") or (birth and (data.get("name") or (data.get("postcode") and number)))
        if not self.errors and not enough:
            raise ValidationError(
                _("Vul het BSN in, of achternaam en geboortedatum, of geboortedatum, postcode en huisnummer.")
            )
        return data

    def refuse_bsn(self, error: BsnError) -> None:
        """Say at the field what is wrong with the BSN, without repeating it."""
        self.add_error(
            "bsn",
            _("Een BSN heeft negen cijfers. Tel ze na.")
            if error.rule in ("bsn.digits", "bsn.length")
            else _("Dit BSN kan niet bestaan. Er is waarschijnlijk een cijfer verkeerd."),
        )

    @property
    def question(self) -> dict[str, Any]:
        """The arguments of people.queries.identify."""
        data = self.cleaned_data
        birth = data.get("birth_date")
        return {
            "bsn_text": data["bsn"],
            "name": data["name"],
            "birth_date": f"{birth:%Y%m%d}" if birth else "",
            "postcode": data["postcode"],
            "house_number": data["house_number"],
        }


def signal_choices() -> list[tuple[str, str]]:
    """Asked for, or one of the signals about somebody who did not ask."""
    language = get_language() or "nl"
    signals = queries.term_book().signals.items()
    return [("", _("Ja, of de inwoner weet ervan")), *((code, one.name(language)) for code, one in signals)]


class ReportForm(forms.Form):
    """The request itself."""

    question = Text(
        label=gettext_lazy("Wat is er aan de hand?"),
        help_text=gettext_lazy("In de woorden van de inwoner of de melder. Wat speelt er, en wat vraagt iemand?"),
        limit=QUESTION_LIMIT,
        rows=5,
        missing=gettext_lazy("Schrijf op wat er aan de hand is."),
    )
    channel = forms.ChoiceField(label=gettext_lazy("Hoe kwam het binnen?"), choices=CHANNELS, widget=forms.RadioSelect)
    reported_by = forms.ChoiceField(
        label=gettext_lazy("Wie doet de melding?"), choices=REPORTERS, widget=forms.RadioSelect
    )
    signal = forms.ChoiceField(
        label=gettext_lazy("Vroeg de inwoner er zelf om?"),
        help_text=gettext_lazy("Bij een signaal gaat u er zelf op af. Wie het meldde, ziet de inwoner dan nooit."),
        choices=signal_choices,
        required=False,
    )
    referrer_name = Line(label=gettext_lazy("Naam van de melder"), limit=120, required=False)
    referrer_contact = Line(label=gettext_lazy("Telefoon of e-mail van de melder"), limit=120, required=False)
    person_knows = forms.TypedChoiceField(
        label=gettext_lazy("Weet de inwoner van deze melding?"),
        help_text=gettext_lazy("Zo niet, dan ziet de inwoner de melding niet op de eigen pagina tot u dit wijzigt."),
        choices=[("ja", gettext_lazy("Ja")), ("nee", gettext_lazy("Nee, nog niet"))],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        required=False,
        empty_value=True,  # type: ignore[arg-type]
        initial="ja",
    )
    safety = forms.ChoiceField(
        label=gettext_lazy("Eerste indruk: is het veilig?"),
        choices=[("", gettext_lazy("Nog niet in te schatten")), *SAFETY],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )
    reported_on = DayField(
        label=gettext_lazy("Datum van de melding"),
        error_messages={
            "invalid": gettext_lazy("Deze datum bestaat niet."),
            "required": gettext_lazy("Vul een datum in."),
        },
    )

    def facts(self) -> dict[str, Any]:
        """What access.actions.report wants to know about the request."""
        data = {name: self.cleaned_data[name] for name in ReportForm.base_fields}
        if data["reported_by"] == "self":
            data |= {"person_knows": True, "referrer_name": "", "referrer_contact": "", "signal": ""}
        return data


class NewcomerForm(AddressParts):
    """Somebody who was not found."""

    given_names = Line(label=gettext_lazy("Voornaam of voornamen"), limit=200, required=False)
    prefix = Line(  # type: ignore[assignment]
        label=gettext_lazy("Voorvoegsel"), limit=10, required=False
    )
    family_name = Line(
        label=gettext_lazy("Achternaam"), limit=200, missing=gettext_lazy("Vul de achternaam in; 'onbekend' mag ook.")
    )
    birth_date = BirthDate(label=gettext_lazy("Geboortedatum"), required=False)
    street = Line(label=gettext_lazy("Straat"), limit=80, required=False)
    addition = Line(label=gettext_lazy("Letter of toevoeging"), limit=4, required=False)
    place = Line(label=gettext_lazy("Woonplaats"), limit=80, required=False)
    phone = Line(label=gettext_lazy("Telefoon"), limit=20, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        max_length=254,
        required=False,
        error_messages={"invalid": gettext_lazy("Een e-mailadres ziet eruit als naam@voorbeeld.nl.")},
    )
    field_order: tuple[str, ...] = (
        "given_names",
        "prefix",
        "family_name",
        "birth_date",
        "street",
        "house_number",
        "addition",
        "postcode",
        "place",
        "phone",
        "email",
    )


class NewReportForm(NewcomerForm, ReportForm):
    """A request about somebody who was not found."""

    field_order: tuple[str, ...] = (*NewcomerForm.field_order, *ReportForm.base_fields)


def taker_choices(teams: Sequence[TeamChoice]) -> list[tuple[str, Any]]:
    """Who may take a request, grouped by team: '12' is the team itself, '12-34' a member of it."""
    return [
        (
            team.name,
            [
                (str(team.team_id), _("%(team)s (het team verdeelt)") % {"team": team.name}),
                *((f"{team.team_id}-{user_id}", name) for user_id, name in team.members),
            ],
        )
        for team in teams
    ]


class TriageForm(forms.Form):
    """Three separate answers, and who takes it."""

    complexity = forms.ChoiceField(
        label=gettext_lazy("Hoe ingewikkeld is het?"),
        choices=COMPLEXITY,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies eenvoudig of samengesteld.")},
    )
    life_domains = forms.MultipleChoiceField(
        label=gettext_lazy("Over welke leefgebieden gaat het?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies ten minste één leefgebied.")},
    )
    safety = forms.ChoiceField(
        label=gettext_lazy("Is het veilig?"),
        choices=SAFETY,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies veilig, onveilig of spoed.")},
    )
    regimes = RegimesField(
        label=gettext_lazy("Welke wet is van toepassing?"),
        help_text=gettext_lazy("Kiest u niets, dan volgt dit uit de leefgebieden. Hiermee beginnen de termijnen."),
    )
    threats = ThreatsField(
        label=gettext_lazy("Dreigt er iets?"),
        help_text=gettext_lazy("Bij schulden is er dan binnen drie werkdagen een eerste gesprek."),
    )
    taker = forms.ChoiceField(
        label=gettext_lazy("Wie pakt het op?"),
        help_text=gettext_lazy("Dit team mag vanaf nu bij het hele huishouden; de intake niet meer."),
        error_messages={
            "required": gettext_lazy("Kies een team of een collega."),
            "invalid_choice": gettext_lazy("Dit team of deze collega is er niet meer. Kies opnieuw."),
        },
    )
    note = Text(
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy("Wat moet wie het oppakt weten?"),
        limit=5_000,
        rows=3,
        required=False,
    )

    def __init__(
        self, *args: Any, domains: Sequence[tuple[str, str]], teams: Sequence[TeamChoice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["life_domains"].choices = domains  # type: ignore[attr-defined]
        self.fields["taker"].choices = [("", _("Kies …")), *taker_choices(teams)]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """The arguments of access.actions.triage."""
        data = dict(self.cleaned_data)
        team, _dash, user = data.pop("taker").partition("-")
        data["regimes"] = data["regimes"] or None
        return {**data, "team_id": int(team), "user_id": int(user) if user else None}


class CloseForm(forms.Form):
    """How a request ends without a plan."""

    text = Text(label="", limit=5_000, rows=5, missing=gettext_lazy("Schrijf in een paar woorden op hoe het afliep."))


class CorrectForm(forms.Form):
    """What may be put right in a request."""

    question = ReportForm.base_fields["question"]
    channel = ReportForm.base_fields["channel"]
    reported_by = ReportForm.base_fields["reported_by"]
    referrer_name = ReportForm.base_fields["referrer_name"]
    referrer_contact = ReportForm.base_fields["referrer_contact"]
    person_knows = forms.BooleanField(label=gettext_lazy("De inwoner weet van deze melding"), required=False)

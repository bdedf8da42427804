"""Forms of the guided study: which files, and what is in them. They make study.yaml, which judges it all."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontschot.web.components.fields import NativeDate
from ontschot.web.steering.forms import FilesField

if TYPE_CHECKING:
    from ontschot.insight.sources.guessing import FileGuess

ROLES: list[tuple[str, Any]] = [
    ("", _("niet gebruiken")),
    ("bsn", _("BSN")),
    ("given_names", _("voornamen")),
    ("initials", _("voorletters")),
    ("surname_prefix", _("tussenvoegsel")),
    ("surname", _("achternaam")),
    ("partner_prefix", _("tussenvoegsel van de partnernaam")),
    ("partner_surname", _("achternaam van de partner")),
    ("birth_date", _("geboortedatum")),
    ("sex", _("geslacht")),
    ("street", _("straat")),
    ("house_number", _("huisnummer")),
    ("house_number_addition", _("toevoeging bij het huisnummer")),
    ("postcode", _("postcode")),
    ("place", _("woonplaats")),
    ("address_line", _("heel adres in één kolom")),
    ("identifier", _("nummer van de organisatie")),
    ("provision", _("voorziening")),
    ("start", _("begindatum")),
    ("end", _("einddatum")),
    ("neighbourhood", _("buurt")),
    ("district", _("wijk")),
    ("household_type", _("soort huishouden")),
]
ORDERS = [("dmy", _("dag-maand-jaar")), ("ymd", _("jaar-maand-dag")), ("mdy", _("maand-dag-jaar"))]
LINES = [
    ("", _("niet genoemd")),
    ("0", _("0: eigen kring en basis")),
    ("1", _("1: generalist in de wijk")),
    ("2", _("2: specialist")),
]


class StudyFilesForm(forms.Form):
    """The registrations, and a study.yaml of an earlier time when there is one."""

    registrations = FilesField(
        label=_("Bestanden"),
        help_text=_(
            "Per regeling een bestand: CSV, Excel (.xlsx) of Parquet. Had u al een study.yaml? Kies die erbij, dan "
            "hoeft u de kolommen niet opnieuw aan te wijzen."
        ),
    )

    def clean_registrations(self) -> list[Any]:
        """At least one."""
        found: list[Any] = self.cleaned_data["registrations"]
        if not found:
            raise forms.ValidationError(_("Kies minstens één bestand."))
        return found


class StudyForm(forms.Form):
    """What the study is about."""

    title = forms.CharField(label=_("Titel"), max_length=120)
    municipality = forms.CharField(label=_("Gemeente of gebied"), max_length=80, required=False)
    reference_date = forms.DateField(
        label=_("Peildatum"), widget=NativeDate, help_text=_("Wie op deze dag een voorziening heeft, telt mee.")
    )
    earlier_date = forms.DateField(
        label=_("Eerdere peildatum"), widget=NativeDate, required=False, help_text=_("Voor het verloop.")
    )
    persons = forms.IntegerField(label=_("Aantal inwoners"), min_value=1, required=False)
    households = forms.IntegerField(label=_("Aantal huishoudens"), min_value=1, required=False)
    missing = forms.CharField(
        label=_("Wat ontbreekt"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Eén per regel, bijvoorbeeld: uitkeringen van UWV. Dit staat straks bij elk getal."),
    )


class StudyFileForm(forms.Form):
    """One file: whose it is, which scheme, and what its columns hold."""

    scheme = forms.CharField(label=_("Regeling"), max_length=80, help_text=_("Bijvoorbeeld Wmo of Participatiewet."))
    organisation = forms.CharField(label=_("Organisatie"), max_length=80, required=False)
    access = forms.CharField(
        label=_("Wie had op de peildatum toegang?"),
        max_length=300,
        required=False,
        help_text=_("De toegangsregels in één zin; samenloop verandert als die veranderen."),
    )
    line = forms.ChoiceField(label=_("Lijn"), choices=LINES, required=False)
    order = forms.ChoiceField(label=_("Datums staan als"), choices=ORDERS)

    def __init__(self, *args: Any, guess: FileGuess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guess = guess
        self.fields["order"].initial = guess.date_order
        for at, column in enumerate(guess.columns):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=column.heading or _("(kolom zonder naam)"), choices=ROLES, required=False, initial=column.role
            )

    @property
    def columns(self) -> list[Any]:
        """The fields of the columns, to be shown."""
        return [self[f"column_{at}"] for at in range(len(self.guess.columns))]

    def clean(self) -> dict[str, Any]:
        """No role twice, and something to link on."""
        data = super().clean() or {}
        chosen: dict[str, str] = {}
        for at, column in enumerate(self.guess.columns):
            role = data.get(f"column_{at}", "")
            if role and role in chosen.values():
                self.add_error(f"column_{at}", _("Deze betekenis is al aan een andere kolom gegeven."))
            if role:
                chosen[column.heading] = role
        if not chosen:
            self.add_error(None, _("Wijs aan wat de kolommen betekenen."))
        data["columns"] = {role: heading for heading, role in chosen.items()}
        return data


def word(text: str) -> str:
    """A name as a code: letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "x"


def settings_of(study: dict[str, Any], files: list[tuple[StudyFileForm, list[str]]], language: str) -> dict[str, Any]:
    """study.yaml as a mapping, from valid forms. With each file the different values of its column of provisions."""
    schemes: dict[str, dict[str, str]] = {}
    provisions: dict[str, dict[str, Any]] = {}
    listed = []
    for form, values in files:
        data = form.cleaned_data
        code = word(data["scheme"])
        scheme = schemes.setdefault(code, {"name": data["scheme"]})
        if data["access"]:
            scheme["access"] = data["access"]
        for value in values or [data["scheme"]]:
            provision: dict[str, Any] = {"name": value, "scheme": code}
            if data["line"]:
                provision["line"] = int(data["line"])
            provisions.setdefault(f"{code}_{word(value)}", provision)
        entry: dict[str, Any] = {"file": form.guess.file, "scheme": code, "date_order": data["order"]}
        entry["organisation"] = data["organisation"] or form.guess.file
        if not values:
            entry["provision"] = f"{code}_{word(data['scheme'])}"
        listed.append({**entry, "columns": data["columns"]})
    days = sorted({str(day) for day in (study["reference_date"], study["earlier_date"]) if day})
    found: dict[str, Any] = {"title": study["title"], "language": language, "reference_dates": days}
    if study["municipality"]:
        found["municipality"] = study["municipality"]
    residents = {key: study[key] for key in ("persons", "households") if study[key]}
    if residents:
        found["residents"] = residents
    missing = [line.strip() for line in study["missing"].splitlines() if line.strip()]
    return {**found, "schemes": schemes, "provisions": provisions, "files": listed, "missing": missing}

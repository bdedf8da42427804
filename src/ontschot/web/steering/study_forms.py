"""Forms of the guided study: which files, and what is in them. They make study.yaml, which judges it all."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
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
    ("weight", _("gewicht")),
    ("pseudonym", _("pseudoniem (van ontschot pseudonymise)")),
]
HOLDS = [("registration", _("een registratie: wie gebruikt wat")), ("areas", _("een tabel met gebieden bij adressen"))]
AREA_ROLES = {"postcode", "house_number", "neighbourhood", "district"}
METHODS = [
    ("probabilistic", _("met kansen (aanbevolen)")),
    ("postcode_number", _("Zaanstad: huishoudens op postcode en huisnummer")),
    ("name_address_birth", _("Veenendaal: op naam, adres en geboortedatum")),
    ("bsn", _("Groningen: alleen op BSN")),
]
ROUNDING = [("5", _("op vijftallen")), ("3", _("op drietallen")), ("10", _("op tientallen")), ("1", _("niet"))]
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
            "Per regeling een bestand: CSV, Excel (.xlsx) of Parquet. Wilt u een kaart in het verslag? Kies er dan een "
            "bestand met de grenzen van wijken of buurten bij (GeoJSON). Had u al een study.yaml? Kies die erbij, dan "
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
    database = forms.BooleanField(
        label=_("Neem mee wat in Ontschot zelf staat"),
        required=False,
        help_text=_(
            "Wie een hulpvraag, een plan of hulp van anderen heeft. Zonder mensen met geheimhouding en zonder wat over "
            "veiligheid gaat. Niemand ziet er een rij van; in het logboek staat dat u het vroeg."
        ),
    )
    method = forms.ChoiceField(
        label=_("Hoe koppelen wij?"),
        choices=METHODS,
        help_text=_(
            "Met kansen gebruikt alles wat er is. De andere manieren missen meer; ze zijn er om met een eerder "
            "onderzoek te vergelijken."
        ),
    )
    minimum_cell = forms.IntegerField(
        label=_("Kleinste aantal dat te zien is"), min_value=3, max_value=1000, initial=10
    )
    rounding = forms.ChoiceField(label=_("Aantallen afronden"), choices=ROUNDING)

    def clean_reference_date(self) -> dt.date:
        """Not a day that is still to come."""
        day: dt.date = self.cleaned_data["reference_date"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen. Kies een dag die geweest is."))
        return day


class BordersForm(forms.Form):
    """Which property of the areas on a map is the code that the registrations have too."""

    code = forms.ChoiceField(
        label=_("Waar staat de code van het gebied?"),
        help_text=_("Dezelfde code als in de registraties, bijvoorbeeld BU03630101 of WK036301."),
    )

    def __init__(self, *args: Any, file: str, properties: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file = file
        self.fields["code"].choices = [(name, name) for name in properties]  # type: ignore[attr-defined]


class StudyFileForm(forms.Form):
    """One file: whose it is, which scheme, and what its columns hold; or a table of areas."""

    holds = forms.ChoiceField(label=_("Wat is dit bestand?"), choices=HOLDS)
    scheme = forms.CharField(
        label=_("Regeling"),
        max_length=80,
        required=False,
        help_text=_("Nodig bij een registratie. Bijvoorbeeld Wmo of Participatiewet."),
    )
    organisation = forms.CharField(label=_("Organisatie"), max_length=80, required=False)
    access = forms.CharField(
        label=_("Wie had op de peildatum toegang?"),
        max_length=300,
        required=False,
        help_text=_("De toegangsregels in één zin; samenloop verandert als die veranderen."),
    )
    order = forms.ChoiceField(label=_("Datums staan als"), choices=ORDERS)

    def __init__(self, *args: Any, guess: FileGuess, before: dict[str, Any] | None = None, **kwargs: Any) -> None:
        """`before` is what an earlier study.yaml says of this file, from `file_before`."""
        super().__init__(*args, **kwargs)
        self.guess = guess
        known = before or {}
        self.fields["order"].initial = guess.date_order
        for name in ("holds", "scheme", "organisation", "access", "order"):
            if name in known:
                self.fields[name].initial = known[name]
        roles = {heading: role for role, heading in known.get("columns", {}).items()}
        for at, column in enumerate(guess.columns):
            initial = roles.get(column.heading, "") if roles else column.role
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=column.heading or _("(kolom zonder naam)"), choices=ROLES, required=False, initial=initial
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
        columns = {role: heading for heading, role in chosen.items()}
        if data.get("holds") == "areas":
            columns = {role: heading for role, heading in columns.items() if role in AREA_ROLES}
            if not {"postcode", "neighbourhood"} <= set(columns):
                self.add_error(None, _("Een tabel met gebieden heeft een kolom postcode en een kolom buurt nodig."))
        elif not data.get("scheme"):
            self.add_error("scheme", _("Noem de regeling waar dit bestand bij hoort."))
        data["columns"] = columns
        return data


class ProvisionForm(forms.Form):
    """One provision as it stands in a file: what it is called in the report, its line and its weight."""

    name = forms.CharField(label=_("Naam in het verslag"), max_length=80)
    line = forms.ChoiceField(label=_("Lijn"), choices=LINES, required=False)
    weight = forms.DecimalField(label=_("Gewicht"), required=False, min_value=0, max_value=1000, decimal_places=2)

    def __init__(self, *args: Any, code: str, provision: dict[str, Any], scheme: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code = code
        self.provision = provision
        self.scheme = scheme  # its name
        self.written = ", ".join(str(value) for value in provision.get("values", [])) or provision.get("name", code)
        for name in ("name", "line", "weight"):
            self.fields[name].initial = str(provision.get(name, ""))


def word(text: str) -> str:
    """A name as a code: letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "x"


def study_before(content: dict[str, Any]) -> dict[str, Any]:
    """What the form of the study shows of an earlier study.yaml."""
    if not content:
        return {}
    days = [str(day) for day in _listed(content.get("reference_dates") or content.get("reference_date"))]
    residents = content.get("residents") or {}
    found = {key: content.get(key, "") for key in ("title", "municipality", "method", "minimum_cell", "rounding")}
    return {
        **{key: value for key, value in found.items() if value != ""},
        "reference_date": days[-1] if days else "",
        "earlier_date": days[0] if len(days) > 1 else "",
        "persons": residents.get("persons"),
        "households": residents.get("households"),
        "missing": "\n".join(str(item) for item in _listed(content.get("missing"))),
        "database": str(content.get("database")) in ("yes", "True"),
    }


def file_before(content: dict[str, Any], name: str) -> dict[str, Any]:
    """What an earlier study.yaml says of a file; empty when it does not know it."""
    areas = content.get("areas") or {}
    if areas.get("file") == name:
        return {"holds": "areas", "columns": areas.get("columns") or {}}
    for file in _listed(content.get("files")):
        if file.get("file") == name:
            code = file.get("scheme", "")
            scheme = (content.get("schemes") or {}).get(code, {})
            scheme = scheme if isinstance(scheme, dict) else {"name": scheme}
            return {
                "scheme": scheme.get("name", code),
                "access": scheme.get("access", ""),
                "organisation": file.get("organisation", ""),
                "order": file.get("date_order", "dmy"),
                "columns": file.get("columns") or {},
            }
    return {}


_KEPT = ("period", "end_is", "ages", "clusters", "area_names", "faulty_rows")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def settings_of(
    study: dict[str, Any], files: list[tuple[StudyFileForm, list[str]]], language: str, before: dict[str, Any]
) -> dict[str, Any]:
    """study.yaml as a mapping, from valid forms. With each file the different values of its column of provisions.

    What an earlier study.yaml (`before`) says of the same value, and what has no place on the forms, is kept.
    """
    schemes: dict[str, dict[str, str]] = {}
    provisions: dict[str, dict[str, Any]] = {}
    found: dict[str, Any] = {}
    listed = []
    for form, values in files:
        data = form.cleaned_data
        if data["holds"] == "areas":
            found["areas"] = {"file": form.guess.file, "columns": data["columns"]}
            continue
        code = word(data["scheme"])
        scheme = schemes.setdefault(code, {"name": data["scheme"]})
        if data["access"]:
            scheme["access"] = data["access"]
        codes = [_provision(provisions, code, value, before) for value in values or [data["scheme"]]]
        entry: dict[str, Any] = {"file": form.guess.file, "scheme": code, "date_order": data["order"]}
        entry["organisation"] = data["organisation"] or form.guess.file
        if not values:
            entry["provision"] = codes[0]
        listed.append({**entry, "columns": data["columns"]})
    kept: dict[str, Any] = {key: before[key] for key in _KEPT if key in before}
    return {**_about(study, language), **kept, **found, "schemes": schemes, "provisions": provisions, "files": listed}


def _about(study: dict[str, Any], language: str) -> dict[str, Any]:
    days = sorted({str(day) for day in (study["reference_date"], study["earlier_date"]) if day})
    found: dict[str, Any] = {"title": study["title"], "language": language, "reference_dates": days}
    if study["municipality"]:
        found["municipality"] = study["municipality"]
    residents = {key: study[key] for key in ("persons", "households") if study[key]}
    if residents:
        found["residents"] = residents
    if study["database"]:
        found["database"] = "yes"
    found["method"] = study["method"]
    found["minimum_cell"] = study["minimum_cell"]
    found["rounding"] = int(study["rounding"])
    found["missing"] = [line.strip() for line in study["missing"].splitlines() if line.strip()]
    return found


def _provision(provisions: dict[str, dict[str, Any]], scheme: str, value: str, before: dict[str, Any]) -> str:
    """The code of the provision that a file writes as `value`, added when it is not there."""
    folded = value.casefold()
    for code, known in {**(before.get("provisions") or {}), **provisions}.items():
        written = [str(one).casefold() for one in (*known.get("values", []), known.get("name", code))]
        if known.get("scheme") == scheme and folded in written:
            provisions.setdefault(code, {"values": [value], **known})
            return str(code)
    base = f"{scheme}_{word(value)}"
    code = next(name for name in (base, *(f"{base}_{at}" for at in range(2, 999))) if name not in provisions)
    provisions[code] = {"name": value, "scheme": scheme, "values": [value]}
    return code


def with_provisions(content: dict[str, Any], forms_: list[ProvisionForm]) -> dict[str, Any]:
    """study.yaml with names, lines and weights from valid forms. Of one scheme, the same name is the same provision."""
    provisions: dict[str, dict[str, Any]] = {}
    first: dict[tuple[str, str], str] = {}
    new: dict[str, str] = {}
    for form in forms_:
        data, given = form.cleaned_data, form.provision
        key = (given["scheme"], data["name"].casefold())
        code = first.setdefault(key, form.code)
        new[form.code] = code
        if code != form.code:
            provisions[code]["values"] = [*provisions[code]["values"], *given.get("values", [])]
            continue
        provisions[code] = {"name": data["name"], "scheme": given["scheme"], "values": list(given.get("values", []))}
        if data["line"]:
            provisions[code]["line"] = int(data["line"])
        if data["weight"] is not None:
            provisions[code]["weight"] = float(data["weight"])
    files = [
        {**file, "provision": new.get(file["provision"], file["provision"])} if "provision" in file else file
        for file in content.get("files", [])
    ]
    return {**content, "provisions": provisions, "files": files}

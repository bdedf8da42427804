"""Forms of the guided study: which files, and what is in them. study_settings.py makes study.yaml of them."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontschot.insight.sources.roles import NAME_PARTS
from ontschot.web.components.fields import NativeDate, NoneOfThese
from ontschot.web.steering.forms import FilesField

if TYPE_CHECKING:
    from ontschot.insight.sources.guessing import FileGuess

ROLES: list[tuple[str, Any]] = [
    ("", _("niet gebruiken")),
    ("bsn", _("BSN")),
    ("full_name", _("hele naam in één kolom")),
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
HOLDS = [("registration", _("registratie: wie gebruikt wat")), ("areas", _("tabel met gebieden bij adressen"))]
PAYLOAD = {"provision", "start", "end", "neighbourhood", "district", "household_type", "weight"}  # not who it is
AREA_ROLES = {"postcode", "house_number", "neighbourhood", "district"}
METHODS = [
    ("probabilistic", _("met kansen (aanbevolen)")),
    ("postcode_number", _("Zaanstad: huishoudens op postcode en huisnummer")),
    ("name_address_birth", _("Veenendaal: op naam, adres en geboortedatum")),
    ("bsn", _("Groningen: alleen op BSN")),
]
ROUNDING = [("5", _("op vijftallen")), ("3", _("op drietallen")), ("10", _("op tientallen")), ("1", _("niet"))]
ORDERS = [("dmy", _("dag-maand-jaar")), ("ymd", _("jaar-maand-dag")), ("mdy", _("maand-dag-jaar"))]
PERIODS = [
    ("on_date", _("op de peildatum zelf")),
    ("in_month", _("in de maand van de peildatum")),
    ("in_year", _("in het jaar van de peildatum")),
]
END_IS = [
    ("last_day", _("de laatste dag met de voorziening")),
    ("first_day_after", _("de eerste dag zonder de voorziening")),
]
FAULTY_ROWS = [
    ("refuse", _("niets berekenen en ze noemen")),
    ("leave_out", _("weglaten en dat vermelden")),
]
CLUSTERS = [("auto", _("zoek zelf het beste aantal")), *((str(n), str(n)) for n in range(2, 9))]
LINES = [
    ("", _("niet genoemd")),
    ("0", _("0: eigen kring en basis")),
    ("1", _("1: generalist in de wijk")),
    ("2", _("2: specialist")),
]


# A code of CBS and a name; else what stands before a sign that parts them; else the first word.
_AREA_LINE = re.compile(r"^(?:((?:BU|WK|GM)\d+)[\s;:=,]+|([^\t;:=]+?)\s*[\t;:=]\s*|(\S+)\s+)(\S.*)$")


class StudyFilesForm(forms.Form):
    """The registrations, and a study.yaml of an earlier time when there is one."""

    registrations = FilesField(
        label=_("Bestanden"),
        allow_empty_file=True,  # the check of the files says which one is empty
        help_text=_(
            "Per regeling een bestand: CSV, Excel (ook .xls en .ods) of Parquet. Wilt u een kaart in het verslag? Kies "
            "er dan een bestand met de grenzen van wijken of buurten bij (GeoJSON). Had u al een study.yaml, of een "
            "blad met beoordeelde paren? Kies die er ook bij."
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
        label=_("Peildatum"), widget=NativeDate, help_text=_("De dag waarover het verslag gaat.")
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
    period = forms.ChoiceField(label=_("Wanneer telt een voorziening mee?"), choices=PERIODS)
    end_is = forms.ChoiceField(label=_("Wat is een einddatum in de bestanden?"), choices=END_IS)
    faulty_rows = forms.ChoiceField(
        label=_("Rijen die niet kunnen kloppen"),
        choices=FAULTY_ROWS,
        help_text=_("Een datum die nog moet komen, of een einde vóór het begin."),
    )
    clusters = forms.ChoiceField(
        label=_("Aantal groepen met dezelfde samenloop"),
        choices=CLUSTERS,
        help_text=_("Het verslag zoekt groepen mensen die ongeveer dezelfde voorzieningen hebben."),
    )
    ages = forms.CharField(
        label=_("Leeftijdsgroepen"),
        max_length=200,
        required=False,
        initial="0, 18, 27, 45, 65, 75",
        help_text=_(
            "De leeftijd waarmee elke groep begint. 0, 18, 65 geeft: jonger dan 18, 18 tot 65, en 65 of ouder."
        ),
    )
    area_names = forms.CharField(
        label=_("Namen van wijken en buurten"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=100_000,
        required=False,
        help_text=_(
            "Staan er codes in de bestanden? Geef ze hier een naam voor het verslag. Eén per regel, eerst de code: "
            "BU03630101: Binnenstad. U kunt ook twee kolommen uit een werkblad plakken."
        ),
    )
    more = ("period", "end_is", "faulty_rows", "clusters", "ages", "area_names")  # what most studies leave as it is

    @property
    def more_wrong(self) -> bool:
        """Whether something is the matter with what most studies leave as it is."""
        return any(name in self.errors for name in self.more)

    def clean_ages(self) -> list[int | str]:
        """The lower bounds; study.yaml says whether they are ages, and in order."""
        found = re.split(r"[\s,;]+", self.cleaned_data["ages"].strip())
        return [int(one) if re.fullmatch(r"\d{1,9}", one) else one for one in found if one]

    def clean_area_names(self) -> dict[str, str]:
        """From code to name."""
        found: dict[str, str] = {}
        for number, line in enumerate(self.cleaned_data["area_names"].splitlines(), start=1):
            if not line.strip():
                continue
            match = _AREA_LINE.match(line.strip())
            if match is None:
                raise forms.ValidationError(
                    _("Regel %s: zet eerst de code, dan een dubbele punt, dan de naam.") % number
                )
            code, name = match[1] or match[2] or match[3], match[4]
            if found.setdefault(code, name) != name:
                raise forms.ValidationError(_("Regel %s: deze code heeft al een andere naam.") % number)
        return found

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

    name = NoneOfThese(
        label=_("Waar staat de naam van het gebied?"),
        help_text=_("Dan staat in het verslag de naam, niet de code. Wat u zelf bij de namen invult, gaat voor."),
    )

    def __init__(self, *args: Any, file: str, properties: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file = self.about = file
        choices = [(name, name) for name in properties]
        self.fields["code"].choices = choices  # type: ignore[attr-defined]
        self.fields["name"].choices = [("", _("nergens")), *choices]  # type: ignore[attr-defined]
        self.fields["name"].initial = next((one for one in properties if re.search("naam|name", one.casefold())), "")


class StudyFileForm(forms.Form):
    """One file: whose it is, which scheme, and what its columns hold; or a table of areas."""

    holds = forms.ChoiceField(label=_("Wat is dit bestand?"), choices=HOLDS)
    scheme = forms.CharField(
        label=_("Regeling"),
        max_length=80,
        help_text=_("Nodig bij een registratie. Bijvoorbeeld Wmo of Participatiewet."),
        error_messages={"required": _("Noem de regeling waar dit bestand bij hoort.")},
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
        self.about = guess.file
        known = before or {}
        self.fields["order"].initial = guess.date_order
        for name in ("holds", "scheme", "organisation", "access", "order"):
            if name in known:
                self.fields[name].initial = known[name]
        self.fields["scheme"].required = self["holds"].value() != "areas"
        roles = {heading: role for role, heading in known.get("columns", {}).items()}
        for at, column in enumerate(guess.columns):
            initial = roles.get(column.heading, "") if roles else column.role
            self.fields[f"column_{at}"] = NoneOfThese(
                label=column.heading or _("(kolom zonder naam)"), choices=ROLES, initial=initial
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
        if "full_name" in chosen.values() and set(NAME_PARTS) & set(chosen.values()):
            at = next(at for at in range(len(self.guess.columns)) if data.get(f"column_{at}") == "full_name")
            self.add_error(
                f"column_{at}",
                _("De naam staat ook in losse kolommen. Gebruik die, of alleen de kolom met de hele naam."),
            )
        columns = {role: heading for heading, role in chosen.items()}
        if data.get("holds") == "areas":
            columns = {role: heading for role, heading in columns.items() if role in AREA_ROLES}
            if not {"postcode", "neighbourhood"} <= set(columns):
                self.add_error(None, _("Een tabel met gebieden heeft een kolom postcode en een kolom buurt nodig."))
        elif columns and not set(columns) - PAYLOAD:
            self.add_error(None, _("Wijs aan over wie een rij gaat: een naam, geboortedatum, adres, BSN of nummer."))
        data["columns"] = columns
        return data

    def column_of(self, role: str) -> str:
        """The field in which this role was given to a column; empty when in none."""
        names = [f"column_{at}" for at in range(len(self.guess.columns))]
        return next((name for name in names if self.cleaned_data.get(name) == role), "")


class ProvisionForm(forms.Form):
    """One provision as it stands in a file: what it is called in the report, its line and its weight."""

    name = forms.CharField(label=_("Naam in het verslag"), max_length=80)
    line = NoneOfThese(label=_("Lijn"), choices=LINES)
    weight = forms.DecimalField(label=_("Gewicht"), required=False, min_value=0, max_value=1000, decimal_places=2)

    def __init__(self, *args: Any, code: str, provision: dict[str, Any], scheme: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code = code
        self.provision = provision
        self.scheme = scheme  # its name
        self.written = ", ".join(str(value) for value in provision.get("values", [])) or provision.get("name", code)
        self.about = self.written
        for name in ("name", "line", "weight"):
            self.fields[name].initial = str(provision.get(name, ""))

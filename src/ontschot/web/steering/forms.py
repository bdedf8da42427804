"""Forms of the administrator and the privacy officer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ontschot.accounts import queries
from ontschot.accounts.rules import STAFF, Role
from ontschot.web.components.context import ROLE_LABELS
from ontschot.web.components.fields import NativeDate
from ontschot.web.steering.phrases import actions_with_words

# Organisation.Kind, in the words of the screen
KINDS = [
    ("municipality", _("gemeente")),
    ("school", _("school")),
    ("health", _("zorg of huisarts")),
    ("youth", _("jeugdhulp")),
    ("housing", _("woningcorporatie")),
    ("debt", _("schuldhulp")),
    ("work", _("werk en inkomen")),
    ("welfare", _("welzijn en vrijwilligers")),
    ("safety", _("politie en veiligheid")),
    ("other", _("anders")),
]


def refuse(form: forms.Form, error: ValidationError) -> None:
    """Put what an action refused at the fields it is about, or above the form."""
    for name, texts in (error.message_dict if hasattr(error, "error_dict") else {"": error.messages}).items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


def roles_of_staff() -> list[tuple[str, Any]]:
    """The roles an administrator can give."""
    return [(role.value, ROLE_LABELS[role.value]) for role in Role if role in STAFF]


class AccountForm(forms.Form):
    """What stands on an account of staff."""

    name = forms.CharField(
        label=_("Naam"), max_length=120, help_text=_("Zo zien collega's en inwoners deze medewerker.")
    )
    job_title = forms.CharField(label=_("Functie"), max_length=120, required=False)
    organisation = forms.TypedChoiceField(label=_("Organisatie"), coerce=int, empty_value=None, required=False)
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    phone = forms.CharField(label=_("Telefoon"), max_length=20, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.pk, one.name) for one in queries.organisations()]
        self.fields["organisation"].choices = [("", _("geen")), *known]  # type: ignore[attr-defined]

    def changes(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        values = dict(self.cleaned_data)
        values["organisation_id"] = values.pop("organisation")
        return values


class NewAccountForm(AccountForm):
    """A new account of staff."""

    username = forms.CharField(
        label=_("Gebruikersnaam"), max_length=150, help_text=_("Hiermee logt de medewerker in. Geen spaties.")
    )
    role = forms.ChoiceField(label=_("Rol"), choices=[])
    teams = forms.TypedMultipleChoiceField(
        label=_("Teams"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("name", "username", "role", "teams", "job_title", "organisation", "email", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("kies een rol")), *roles_of_staff()]  # type: ignore[attr-defined]
        self.fields["teams"].choices = [(team.pk, team.name) for team in queries.teams()]  # type: ignore[attr-defined]

    def changes(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        values = super().changes()
        values["team_ids"] = values.pop("teams")
        return values


class RoleForm(forms.Form):
    """Another role."""

    role = forms.ChoiceField(label=_("Rol"), choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_of_staff()  # type: ignore[attr-defined]


class SearchForm(forms.Form):
    """Finding an account."""

    q = forms.CharField(label=_("Naam, gebruikersnaam of organisatie"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Rol"), required=False, choices=[])
    state = forms.ChoiceField(
        label=_("Stand"), required=False, choices=[("", _("alle")), ("open", _("open")), ("closed", _("gesloten"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("alle")), *roles_of_staff()]  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    """A team."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    takes_intake = forms.BooleanField(
        label=_("Ontvangt nieuwe hulpvragen"),
        required=False,
        help_text=_("Dit team ziet elke nieuwe hulpvraag totdat is bepaald wie hem oppakt."),
    )


class TeamChangeForm(TeamForm):
    """A team that is there already."""

    active = forms.BooleanField(label=_("In gebruik"), required=False)


class SeatForm(forms.Form):
    """Somebody joins a team."""

    user = forms.TypedChoiceField(label=_("Medewerker"), coerce=int)
    starts_on = forms.DateField(label=_("Eerste dag"), widget=NativeDate, required=False, help_text=_("Leeg: vandaag."))
    ends_on = forms.DateField(
        label=_("Einde"), widget=NativeDate, required=False, help_text=_("Vanaf deze dag niet meer. Leeg: blijft.")
    )
    is_leader = forms.BooleanField(label=_("Leidt het team"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = [(one.pk, str(one)) for one in queries.users(active=True)]
        self.fields["user"].choices = [("", _("kies een medewerker")), *staff]  # type: ignore[attr-defined]


class NormForm(forms.Form):
    """How many households one worker of a team coordinates at most, from a day on."""

    households = forms.IntegerField(
        label=_("Huishoudens per medewerker met een volle week"), min_value=1, max_value=500
    )
    full_week = forms.IntegerField(
        label=_("Uren van een volle week"),
        min_value=1,
        max_value=60,
        initial=36,
        help_text=_("Wie minder uren werkt, heeft naar verhouding minder. De uren legt de teamleider vast."),
    )
    starts_on = forms.DateField(label=_("Vanaf"), widget=NativeDate)
    source = forms.CharField(
        label=_("Waar staat dit?"),
        required=False,
        max_length=200,
        help_text=_("Bijvoorbeeld het besluit of de afspraak, met datum."),
    )


class LeaveForm(forms.Form):
    """Somebody leaves a team."""

    on = forms.DateField(
        label=_("Einde"), widget=NativeDate, required=False, help_text=_("Vanaf deze dag niet meer. Leeg: nu meteen.")
    )


class OrganisationForm(forms.Form):
    """An organisation."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    kind = forms.ChoiceField(label=_("Soort"), choices=KINDS)


class OrganisationChangeForm(OrganisationForm):
    """An organisation that is there already."""

    active = forms.BooleanField(label=_("In gebruik"), required=False)


class LifeDomainForm(forms.Form):
    """The words and the order of a life domain; its code is fixed."""

    name_nl = forms.CharField(label=_("Naam (Nederlands)"), max_length=60)
    explanation_nl = forms.CharField(label=_("Uitleg (Nederlands)"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Naam (Engels)"), max_length=60)
    explanation_en = forms.CharField(label=_("Uitleg (Engels)"), max_length=300, required=False)
    position = forms.IntegerField(label=_("Volgorde"), min_value=0, max_value=32000)
    in_conversation = forms.BooleanField(label=_("Komt aan bod in het gesprek"), required=False)
    active = forms.BooleanField(label=_("In gebruik"), required=False)


class LogForm(forms.Form):
    """What the privacy officer looks for."""

    since = forms.DateField(label=_("Vanaf"), widget=NativeDate, required=False)
    until = forms.DateField(label=_("Tot en met"), widget=NativeDate, required=False)
    worker = forms.TypedChoiceField(label=_("Medewerker"), coerce=int, empty_value=None, required=False)
    person = forms.IntegerField(label=_("Persoonsnummer"), min_value=1, max_value=2**62, required=False)
    household = forms.IntegerField(label=_("Huishoudensnummer"), min_value=1, max_value=2**62, required=False)
    action = forms.ChoiceField(label=_("Wat"), required=False)
    outcome = forms.ChoiceField(
        label=_("Uitkomst"),
        required=False,
        choices=[("", _("alle")), ("done", _("gelukt")), ("refused", _("geweigerd"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = [(one.pk, str(one)) for one in queries.users()]
        chosen = self.data.get("worker", "")
        if chosen.isdecimal() and len(chosen) < 19 and int(chosen) not in dict(staff):
            staff.append((int(chosen), f"account {chosen}"))
        self.fields["worker"].choices = [("", _("iedereen")), *staff]  # type: ignore[attr-defined]
        self.fields["action"].choices = [("", _("alles")), *actions_with_words()]  # type: ignore[attr-defined]


class FilesInput(forms.FileInput):
    """A field to choose several files in."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none. Cleans to a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of them."""
        return [super(FilesField, self).clean(one, initial) for one in data or []]


class MessageForm(forms.Form):
    """A message of iWmo or iJw, and earlier ones. ``too_large``: the server took no file in."""

    most_bytes = 10 * 1024 * 1024
    most_files = 20

    file = forms.FileField(
        label=_("Bericht"),
        widget=forms.FileInput,
        help_text=_(
            "Eén bestand: xml, een zip met één xml, of de envelop (StUF-GGK) waarin het kwam. Samen met eerdere "
            "berichten hoogstens 10 MB."
        ),
        allow_empty_file=True,  # an empty file gets its judgement too
        error_messages={"required": _("Kies het bestand met het bericht.")},
    )
    earlier = FilesField(
        label=_("Eerdere berichten"),
        required=False,
        help_text=_(
            "Bijvoorbeeld de toewijzing (301) bij een start (305). Zonder eerdere berichten blijven regels die daarvan "
            "afhangen onbeoordeeld."
        ),
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large

    def clean(self) -> dict[str, Any]:
        """Not too much together."""
        data = super().clean() or {}
        files = [one for one in [data.get("file"), *data.get("earlier", [])] if one is not None]
        if self.too_large or sum(one.size for one in files) > self.most_bytes:
            self.errors.clear()
            self.add_error(
                "file",
                _(
                    "De bestanden zijn samen groter dan 10 MB. Geef minder eerdere berichten mee, of kijk het bericht "
                    "na met de opdracht ontschot messages check."
                ),
            )
        if len(data.get("earlier", [])) > self.most_files:
            self.add_error("earlier", _("Geef hoogstens 20 eerdere berichten mee."))
        return data

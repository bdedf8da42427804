"""Forms of a household."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontschot.domain.plans.queries import choices
from ontschot.foundation.calendar import today
from ontschot.web.components.fields import DayField, InARow, MomentField
from ontschot.web.workplace.requests.forms import BirthDate

READERS = [
    ("everyone", _("iedereen die betrokken is bij dit leefgebied")),
    ("only_me", _("alleen ik")),
    ("hidden_from", _("iedereen, behalve wie ik kies")),
    ("roles", _("alleen bepaalde rollen")),
]
ROLES = [
    ("access_worker", _("medewerker toegang")),
    ("generalist", _("wijkcoach")),
    ("team_leader", _("teamleider")),
    ("partner", _("partner")),
]


class DateTime(forms.DateTimeInput):
    """The browser's own field for a day and a time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class ContactForm(forms.Form):
    """A line of the journal."""

    kind = forms.ChoiceField(label=_("Soort"), choices=choices.CONTACT_KINDS, widget=InARow, initial="call")
    happened_at = MomentField(
        label=_("Wanneer"), widget=DateTime(), input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
    )
    with_whom = forms.CharField(label=_("Met wie"), required=False, max_length=200)
    text = forms.CharField(
        label=_("Wat is er besproken?"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Alleen wat nodig is. Inwoners kunnen meelezen, behalve als u hieronder anders kiest."),
    )


class NewContactForm(ContactForm):
    """A new line also says about whom, which life domain and who may read it."""

    person = forms.ChoiceField(label=_("Over wie"), required=False)
    life_domain = forms.ChoiceField(label=_("Leefgebied"))
    shield = forms.ChoiceField(
        label=_("Wie mag dit lezen?"), choices=READERS, initial="everyone", widget=forms.RadioSelect
    )
    hidden_from = forms.MultipleChoiceField(
        label=_("Verborgen voor"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Alleen als u ‘behalve wie ik kies’ koos."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Welke rollen"),
        required=False,
        choices=ROLES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Alleen als u ‘alleen bepaalde rollen’ koos. Inwoners lezen dit dan niet."),
    )

    def __init__(
        self,
        *args: Any,
        members: list[tuple[int, str]],
        domains: Any,
        involved: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("het hele huishouden")), *members]  # type: ignore[attr-defined]
        self.fields["life_domain"].choices = [(d.code, str(d)) for d in domains]  # type: ignore[attr-defined]
        self.fields["hidden_from"].choices = involved  # type: ignore[attr-defined]
        if not involved:
            del self.fields["hidden_from"]
            self.fields["shield"].choices = [one for one in READERS if one[0] != "hidden_from"]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Who is left out, or who may read, must be chosen when that is asked."""
        data = super().clean() or {}
        if data.get("shield") == "hidden_from" and not data.get("hidden_from"):
            self.add_error("hidden_from", _("Kies voor wie dit verborgen moet zijn."))
        if data.get("shield") == "roles" and not data.get("roles"):
            self.add_error("roles", _("Kies welke rollen dit mogen lezen."))
        return data


class DocumentForm(forms.Form):
    """A file."""

    file = forms.FileField(
        label=_("Bestand"), help_text=_("Pdf, foto (png of jpg), tekst, odt of docx. Hoogstens 10 MB."), max_length=500
    )
    title = forms.CharField(label=_("Titel"), required=False, max_length=200)
    life_domain = forms.ChoiceField(label=_("Leefgebied"))

    def __init__(self, *args: Any, domains: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["life_domain"].choices = [(d.code, str(d)) for d in domains]  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why a document must go."""

    reason = forms.CharField(
        label=_("Waarom moet dit document weg?"),
        max_length=200,
        help_text=_("Noem geen gegevens uit het document. Bijvoorbeeld: hoort bij een ander huishouden."),
    )


class DescribeForm(forms.Form):
    """Name and note of a household."""

    name = forms.CharField(label=_("Naam van het huishouden"), max_length=200)
    note = forms.CharField(label=_("Toelichting"), required=False, max_length=300)


class SplitForm(forms.Form):
    """Who go to a household of their own."""

    persons = forms.MultipleChoiceField(label=_("Wie gaan er weg?"), widget=forms.CheckboxSelectMultiple)
    name = forms.CharField(label=_("Naam van het nieuwe huishouden"), required=False, max_length=200)
    on = DayField(label=_("Sinds wanneer"), initial=today)

    def __init__(self, *args: Any, members: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persons"].choices = members  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    """Somebody who also lives here and is not known yet."""

    given_names = forms.CharField(label=_("Voornamen"), required=False, max_length=200)
    name_prefix = forms.CharField(label=_("Voorvoegsel"), required=False, max_length=10)
    family_name = forms.CharField(label=_("Achternaam"), max_length=200)
    birth_date = BirthDate(
        label=_("Geboortedatum"),
        required=False,
        help_text=_("Een baby? Vul de datum in: dan staat de geboorte ook bij het plan."),
    )
    gender = forms.ChoiceField(
        label=_("Geslacht"), choices=[("O", _("onbekend")), ("V", _("vrouw")), ("M", _("man"))], initial="O"
    )


class JoinForm(forms.Form):
    """Since when somebody belongs here too, and how that is."""

    since = DayField(label=_("Sinds wanneer"), initial=today)
    note = forms.CharField(
        label=_("Toelichting"),
        required=False,
        max_length=200,
        help_text=_("Bijvoorbeeld: woont hier van woensdag tot en met zondag."),
    )


class LeaveForm(forms.Form):
    """When and why somebody left."""

    why = forms.ChoiceField(
        label=_("Waarom?"),
        choices=[
            ("left", _("woont nu ergens anders in de gemeente, of hoorde hier niet")),
            ("moved_out", _("verhuisd naar een andere gemeente")),
            ("emigrated", _("vertrokken naar het buitenland")),
            ("died", _("overleden")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom deze persoon er niet meer bij hoort.")},
        help_text=_("Bij overlijden of verhuizen stoppen de termijnen van deze persoon, of wordt ernaar gevraagd."),
    )
    on = DayField(label=_("Sinds wanneer"), initial=today)
    note = forms.CharField(label=_("Toelichting"), required=False, max_length=200)


class ContactDetailsForm(forms.Form):
    """How somebody is called and reached."""

    call_name = forms.CharField(label=_("Roepnaam"), required=False, max_length=60)
    phone = forms.CharField(label=_("Telefoon"), required=False, max_length=20)
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    contact_note = forms.CharField(
        label=_("Hoe wordt deze persoon het liefst benaderd?"), required=False, max_length=200
    )


class RelationForm(forms.Form):
    """Somebody around a person."""

    kind = forms.ChoiceField(label=_("Wie is dit?"), choices=choices.RELATION_KINDS, initial="neighbour")
    other_name = forms.CharField(label=_("Naam"), max_length=200)
    phone = forms.CharField(label=_("Telefoon"), required=False, max_length=20)
    note = forms.CharField(label=_("Toelichting"), required=False, max_length=200)
    in_contact = forms.BooleanField(label=_("Er is contact"), required=False, initial=True)
    helps = forms.BooleanField(label=_("Helpt mee"), required=False)


class CodeForm(forms.Form):
    """What the resident saw at the login."""

    code = forms.CharField(
        label=_("Koppelcode"),
        max_length=20,
        help_text=_("Acht letters en cijfers, bijvoorbeeld k7wm-3xqp. Hoofdletters en het streepje maken niet uit."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in."""

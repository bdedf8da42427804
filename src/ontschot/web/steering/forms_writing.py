"""Forms of what the municipality writes with: house style, words explained, hard words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontschot.web.components.fields import NativeDate
from ontschot.writing.rules.letter import BODY_LIMIT, TITLE_LIMIT
from ontschot.writing.rules.style import LOGO_BYTES


class HouseStyleForm(forms.Form):
    """Who sends the letters, and how they look."""

    name = forms.CharField(label=_("Naam van de afzender"), max_length=120)
    address = forms.CharField(
        label=_("Adres"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Elke regel komt op een eigen regel in de brief."),
    )
    phone = forms.CharField(label=_("Telefoon"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    website = forms.CharField(label=_("Website"), max_length=120, required=False)
    color = forms.CharField(
        label=_("Kleur"), max_length=7, help_text=_("Van koppen en lijnen, als #154273. Goed leesbaar op wit.")
    )
    logo = forms.FileField(label=_("Logo"), required=False, help_text=_("PNG of JPEG, hooguit 300 kB."))
    remove_logo = forms.BooleanField(label=_("Haal het logo weg"), required=False)
    logo_alt = forms.CharField(
        label=_("Beschrijving van het logo"), max_length=120, required=False, help_text=_("Voor wie het niet ziet.")
    )
    language = forms.ChoiceField(
        label=_("Taal van brieven"), choices=[("nl", _("Nederlands")), ("en", _("Engels"))], widget=forms.RadioSelect
    )
    support_name = forms.CharField(
        label=_("Wie geeft gratis onafhankelijke cliëntondersteuning?"),
        max_length=120,
        required=False,
        help_text=_("Wmo 2015 art. 2.2.4. Staat in brieven en in de gids voor het gesprek."),
    )
    support_phone = forms.CharField(label=_("Telefoon van de cliëntondersteuning"), max_length=40, required=False)
    support_website = forms.CharField(label=_("Website van de cliëntondersteuning"), max_length=120, required=False)

    def changes(self, logo_now: bytes) -> dict[str, Any]:
        """The fields of the house style."""
        data = dict(self.cleaned_data)
        file, remove = data.pop("logo"), data.pop("remove_logo")
        data["address"] = [line.strip()[:120] for line in data["address"].splitlines() if line.strip()][:6]
        data["logo"] = file.read(LOGO_BYTES + 1) if file else (b"" if remove else logo_now)
        return data


class TermForm(forms.Form):
    """A word of the field, explained in two languages."""

    word_nl = forms.CharField(label=_("Woord (Nederlands)"), max_length=80)
    explanation_nl = forms.CharField(
        label=_("Uitleg (Nederlands)"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In gewone woorden, zoals u het aan een inwoner zou vertellen."),
    )
    word_en = forms.CharField(label=_("Woord (Engels)"), max_length=80)
    explanation_en = forms.CharField(
        label=_("Uitleg (Engels)"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.CharField(
        label=_("Waar staat het in de wet?"),
        max_length=120,
        required=False,
        help_text=_("Bijvoorbeeld: Wmo 2015 art. 2.3.2 lid 2."),
    )
    active = forms.BooleanField(label=_("In gebruik"), required=False, initial=True)


class NewTermForm(TermForm):
    """A word of the municipality's own, with the code by which screens find it."""

    code = forms.SlugField(
        label=_("Code"), max_length=60, help_text=_("Kleine letters en streepjes. Daarna ligt de code vast.")
    )
    field_order = ("word_nl", "code", "explanation_nl", "word_en", "explanation_en", "source", "active")


class HardWordForm(forms.Form):
    """A word that is too hard, and a simpler one."""

    word = forms.CharField(label=_("Moeilijk woord"), max_length=60)
    simpler = forms.CharField(label=_("Makkelijker"), max_length=120)
    active = forms.BooleanField(label=_("In gebruik"), required=False, initial=True)


class ResultAreaForm(forms.Form):
    """A kind of result, in two languages; its code is fixed."""

    name_nl = forms.CharField(label=_("Naam (Nederlands)"), max_length=80)
    explanation_nl = forms.CharField(label=_("Uitleg (Nederlands)"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Naam (Engels)"), max_length=80)
    explanation_en = forms.CharField(label=_("Uitleg (Engels)"), max_length=300, required=False)
    position = forms.IntegerField(label=_("Volgorde"), min_value=0, max_value=32000, initial=100)
    active = forms.BooleanField(label=_("In gebruik"), required=False, initial=True)


class NewResultAreaForm(ResultAreaForm):
    """A result of the municipality's own."""

    code = forms.SlugField(
        label=_("Code"), max_length=30, help_text=_("Kleine letters en streepjes. Daarna ligt de code vast.")
    )
    field_order = ("name_nl", "code", "explanation_nl", "name_en", "explanation_en", "position", "active")


class StandardLetterForm(forms.Form):
    """A standard letter: what it is called, about what it is, and the text with its places, in one or two languages."""

    name = forms.CharField(
        label=_("Naam"), max_length=80, help_text=_("Zo staat de brief in de keuzelijst van medewerkers.")
    )
    title_nl = forms.CharField(label=_("Onderwerp"), max_length=TITLE_LIMIT)
    body_nl = forms.CharField(
        label=_("Tekst"),
        max_length=BODY_LIMIT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "Een lege regel begint een nieuwe alinea. Een regel met '# ' ervoor is een kop, met '- ' ervoor een punt "
            "van een lijst. Wat tussen { en } staat, wordt bij elke brief ingevuld."
        ),
    )
    title_en = forms.CharField(label=_("Onderwerp (Engels)"), max_length=TITLE_LIMIT, required=False)
    body_en = forms.CharField(
        label=_("Tekst (Engels)"),
        max_length=BODY_LIMIT,
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    active = forms.BooleanField(label=_("In gebruik"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("body_nl", "body_en"):
            self.fields[name].widget.attrs.pop("maxlength", None)


class OwnTextForm(forms.Form):
    """Help or news of the municipality itself."""

    place = forms.ChoiceField(
        label=_("Waar komt het?"),
        choices=[
            ("topic", _("bij de hulp van een scherm")),
            ("page", _("als eigen bladzijde")),
            ("news", _("bij 'Wat is er nieuw'")),
        ],
        widget=forms.RadioSelect,
    )
    topic = forms.ChoiceField(
        label=_("Bij welk scherm?"), required=False, help_text=_("Alleen bij de hulp van een scherm.")
    )
    title_nl = forms.CharField(label=_("Titel"), max_length=120)
    body_nl = forms.CharField(
        label=_("Tekst"),
        max_length=10_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Een lege regel begint een nieuwe alinea. Een regel met '# ' ervoor is een kop, met '- ' ervoor een punt "
            "van een lijst. Iedereen kan dit lezen."
        ),
    )
    title_en = forms.CharField(label=_("Titel (Engels)"), max_length=120, required=False)
    body_en = forms.CharField(
        label=_("Tekst (Engels)"),
        max_length=10_000,
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    dated = forms.DateField(label=_("Datum"), widget=NativeDate, help_text=_("Nieuws staat er vanaf deze dag."))
    active = forms.BooleanField(label=_("In gebruik"), required=False, initial=True)

    def __init__(self, *args: Any, topics: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", _("kies een scherm")), *topics]  # type: ignore[attr-defined]
        for name in ("body_nl", "body_en"):
            self.fields[name].widget.attrs.pop("maxlength", None)

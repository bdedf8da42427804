"""What the gallery shows: made-up content, forms with and without errors. Nobody here exists."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ontschot.foundation.versions import Conflict
from ontschot.web.components import conflicts
from ontschot.web.components.fields import NativeDate, PartsDateField
from ontschot.web.components.vendoring import STATIC
from ontschot.web.components.wording import STATES

DOMAINS = [("income", _("Inkomen")), ("work", _("Werk")), ("housing", _("Wonen")), ("health", _("Gezondheid"))]


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=_("Naam"), max_length=80)
    phone = forms.CharField(
        label=_("Telefoonnummer"), required=False, help_text=_("Alleen als u het goed vindt dat wij bellen.")
    )
    born = PartsDateField(label=_("Geboortedatum"), help_text=_("Bijvoorbeeld 27 3 1985"))
    visit = forms.DateField(label=_("Datum van het bezoek"), widget=NativeDate, required=False)
    channel = forms.ChoiceField(
        label=_("Hoe kwam deze vraag binnen?"),
        choices=[("desk", _("Balie")), ("phone", _("Telefoon")), ("web", _("Website"))],
    )
    safe = forms.ChoiceField(
        label=_("Is de situatie veilig?"),
        widget=forms.RadioSelect,
        choices=[("safe", _("Ja, veilig")), ("unsafe", _("Nee, niet veilig")), ("urgent", _("Spoed"))],
    )
    domains = forms.MultipleChoiceField(
        label=_("Waar gaat het over?"),
        widget=forms.CheckboxSelectMultiple,
        choices=DOMAINS,
        required=False,
        help_text=_("Kies alles wat past."),
    )
    story = forms.CharField(
        label=_("Wat is er aan de hand?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In uw eigen woorden. Het vak groeit mee."),
    )
    file = forms.FileField(label=_("Document"), required=False, help_text=_("PDF, foto of tekst, hoogstens 10 MB."))
    agree = forms.BooleanField(label=_("Ik heb dit met de inwoner besproken"), required=False)


class GoalForm(forms.Form):
    """Two fields that two people edited at once."""

    title = forms.CharField(label=_("Doel"))
    story = forms.CharField(label=_("Toelichting"), widget=forms.Textarea)
    due = forms.DateField(label=_("Klaar op"), widget=NativeDate, required=False)


def refused_form() -> SampleForm:
    """The sample form as it comes back with errors."""
    data = QueryDict("name=&born_day=31&born_month=2&born_year=1985&channel=desk&story=")
    return SampleForm(data, auto_id="id_refused_%s")


def conflict() -> conflicts.View:
    """Both versions of one goal."""
    form = GoalForm(QueryDict("title=Saskia werkt weer&story=Vier uur per week in de buurtwinkel.&due=2027-03-01"))
    form.is_valid()
    current: Any = SimpleNamespace(
        pk=1, version=4, title="Saskia werkt weer", story="Eerst praten met de werkcoach.", due=dt.date(2027, 2, 1)
    )
    refused = Conflict.__new__(Conflict)
    refused.current, refused.yours = current, {}
    return conflicts.compare(form, refused, who="Ayşe Yılmaz", action="#")


def context() -> dict[str, Any]:
    """Everything the gallery page shows."""
    when = dt.datetime(2026, 11, 19, 10, 32, tzinfo=dt.UTC)
    return {
        "form": SampleForm(),
        "refused": refused_form(),
        "conflict": conflict(),
        "states": list(STATES),
        "page": Paginator(range(230), 20).page(3),
        "tabs": [
            {"label": _("Overzicht"), "url": "#tabs", "current": True},
            {"label": _("Plan"), "url": "#tabs", "count": 4},
            {"label": _("Tijdlijn"), "url": "#tabs", "count": 12},
        ],
        "steps": [
            {"label": _("Melding"), "state": "done", "url": "#steps"},
            {"label": _("Beoordeling"), "state": "done", "url": "#steps"},
            {"label": _("Gesprek"), "state": "current"},
            {"label": _("Plan"), "state": "todo"},
        ],
        "tiles": [
            {"label": _("Huishoudens"), "value": 14, "note": _("waarvan u regisseur bent"), "url": "#tiles"},
            {"label": _("Open acties"), "value": 9, "url": "#tiles"},
            {"label": _("Te laat"), "value": 2, "tone": "warning", "url": "#tiles"},
        ],
        "members": [
            {"name": "Saskia van Dalen", "born": "19840000", "note": _("moeder"), "url": "#people", "current": True},
            {
                "name": "Jeffrey van Dalen",
                "born": dt.date(2010, 5, 14),
                "note": _("zoon"),
                "url": "#people",
                "flags": ["minor"],
            },
            {
                "name": "Amanda van Dalen",
                "born": dt.date(2014, 9, 2),
                "note": _("dochter"),
                "url": "#people",
                "flags": ["minor"],
            },
        ],
        "entries": [
            {
                "when": when,
                "who": "Ayşe Yılmaz",
                "title": _("Huisbezoek"),
                "text": _("Saskia wil weer werken, om de mensen."),
                "icon": "talk",
            },
            {"when": dt.date(2026, 11, 12), "title": _("Melding ontvangen"), "icon": "inbox", "badge": "received"},
        ],
        "icons": ICONS,
    }


ICONS = re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text())

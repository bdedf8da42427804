"""Forms of legal terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ontschot.domain.access import queries
from ontschot.foundation.calendar import today
from ontschot.web.components.fields import DayField

Choices = list[tuple[str, str]]

NOTE_LIMIT = 500
# What a refusal by a rule says at its field: (field of the rule, rule) -> (field of the form, message).
REFUSALS: dict[tuple[str, str], tuple[str | None, Any]] = {
    ("ground", "not_allowed"): ("ground", _("Op deze grond kan deze termijn niet stilstaan.")),
    ("reason", "missing"): ("reason", _("Schrijf op waarom.")),
    ("note", "missing"): ("note", _("Schrijf op waarom.")),
    ("starts_on", "before_term"): ("starts_on", _("De termijn was toen nog niet begonnen.")),
    ("starts_on", "term_over"): ("starts_on", _("De termijn was toen al voorbij: stilzetten helpt niet meer.")),
    ("starts_on", "stands_still_already"): ("starts_on", _("Op al deze dagen staat de termijn al stil.")),
    ("ends_on", "before_start"): ("ends_on", _("Kies een dag na het begin.")),
    ("ends_on", "too_long"): ("ends_on", _("Langer dan een jaar stilstaan kan niet.")),
    ("ends_on", "ran_again"): ("ends_on", _("De termijn loopt al weer. Zet hem opnieuw stil vanaf een latere dag.")),
    ("until", "not_allowed"): (None, _("Voor deze termijn kent de wet geen bericht van uitstel.")),
    ("until", "told_already"): (None, _("Voor deze termijn is al een bericht van uitstel gestuurd.")),
    ("until", "not_later"): ("until", _("Kies een dag na de laatste dag van de termijn.")),
    ("until", "too_long"): ("until", _("Zo lang uitstellen mag niet van de wet.")),
    ("sent_on", "future"): ("sent_on", _("Deze datum ligt in de toekomst. Leg het vast als het bericht verstuurd is.")),
    ("sent_on", "before_term"): ("sent_on", _("De termijn was toen nog niet begonnen.")),
    ("sent_on", "term_over"): ("sent_on", _("De termijn was toen al voorbij: uitstel kan alleen voor het einde.")),
    ("on", "future"): ("on", _("Deze datum ligt in de toekomst.")),
    ("on", "before_term"): ("on", _("De termijn was toen nog niet begonnen.")),
    ("on", "not_later"): ("on", _("Kies een dag die nog komt.")),
    ("rule", "unknown"): ("rule", _("Deze termijn bestond toen niet. Kies opnieuw.")),
    ("event_on", "future"): ("event_on", _("Deze datum ligt in de toekomst.")),
    ("event_on", "too_far"): ("event_on", _("Zo lang duurt een bezwaartermijn niet. Kijk of de dag klopt.")),
    ("event_on", "too_old"): ("event_on", _("Deze datum is meer dan drie jaar geleden. Klopt hij?")),
    ("event_on", "runs_already"): ("event_on", _("Deze termijn loopt al vanaf die dag.")),
    ("term", "request_closed"): (None, _("De melding is afgehandeld: deze termijn kan niet meer lopen.")),
    ("term", "runs_already"): (None, _("Deze termijn loopt al opnieuw.")),
}


def _day(label: Any, hint: Any = "") -> forms.DateField:
    return DayField(
        label=label,
        help_text=hint,
        error_messages={"invalid": _("Deze datum bestaat niet."), "required": _("Vul een datum in.")},
    )


def _note(label: Any, *, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf op waarom.")},
    )


def _language() -> str:
    return get_language() or "nl"


def regime_choices() -> Choices:
    """Laws that may apply to a request; the municipality's own norms apply always."""
    return [(code, one.name(_language())) for code, one in queries.term_book().regimes.items() if code != "own"]


def threat_choices() -> Choices:
    """What may threaten."""
    return [(code, one.name(_language())) for code, one in queries.term_book().threats.items()]


class RegimesField(forms.MultipleChoiceField):
    """Which laws apply."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=regime_choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)


class ThreatsField(forms.MultipleChoiceField):
    """What threatens."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=threat_choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)


class LawsForm(forms.Form):
    """Which laws apply, and what threatens."""

    regimes = RegimesField(label=_("Welke wet is van toepassing?"))
    threats = ThreatsField(
        label=_("Dreigt er iets?"), help_text=_("Dan is er binnen drie werkdagen een eerste gesprek.")
    )


class BeginForm(forms.Form):
    """A term that begins with something outside the product."""

    rule = forms.ChoiceField(
        label=_("Welke termijn begint er?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een termijn.")},
    )
    event_on = _day(
        _("Op welke dag was dat?"),
        _(
            "De dag van wat achter 'na' staat. Bij beslissen op bezwaar: de laatste dag om bezwaar te maken, "
            "ook als die nog komt. De termijn loopt vanaf de dag erna."
        ),
    )

    def __init__(self, *args: Any, rules: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = list(rules)  # type: ignore[attr-defined]
        self.fields["event_on"].initial = today()


class SuspendForm(forms.Form):
    """Standing still, on a ground of the law."""

    ground = forms.ChoiceField(
        label=_("Waarom mag de termijn stilstaan?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een grond.")},
    )
    reason = _note(
        _("Wat is er aan de hand?"),
        hint=_("Bijvoorbeeld: welk stuk ontbreekt en wanneer u erom vroeg. De inwoner leest dit in Mijn plan."),
    )
    starts_on = _day(_("Staat stil vanaf"), _("Vroeg u om aanvulling? Dan is dit de dag na uw brief."))
    ends_on = _day(
        _("Loopt weer vanaf"),
        _("De dag waarop de tijd om is. Komt het eerder? Dan laat u de termijn eerder weer lopen."),
    )

    def __init__(self, *args: Any, grounds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = list(grounds)  # type: ignore[attr-defined]


class SuspensionEndForm(forms.Form):
    """The term runs again."""

    ends_on = _day(_("Loopt weer vanaf"), _("De dag waarop het gevraagde binnenkwam."))


class DelayForm(forms.Form):
    """A notice of delay."""

    sent_on = _day(_("Wanneer is het bericht verstuurd?"))
    until = _day(_("Tot wanneer stelt u uit?"))
    reason = _note(
        _("Waarom lukt het niet op tijd?"), hint=_("Dit staat ook in het bericht aan de inwoner, en in Mijn plan.")
    )


class MeetForm(forms.Form):
    """Done."""

    on = _day(_("Op welke dag was het klaar?"))
    note = _note(_("Toelichting"), required=False)


class StopForm(forms.Form):
    """Not applicable after all."""

    note = _note(_("Waarom is deze termijn niet van toepassing?"))

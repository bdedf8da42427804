"""Forms of the conversation. Nothing in them must be filled in: people tell their story in their own order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontschot.domain.access.queries import TEXTS, AlsoLine, MemberLine, result_areas
from ontschot.domain.access.rules import ANSWER_LIMIT
from ontschot.web.components.fields import DayField
from ontschot.web.components.wording import dutch_date

Label = Any  # a text, or one that is translated later

PLACES: list[tuple[str, Label]] = [
    ("home", gettext_lazy("Bij de inwoner thuis")),
    ("office", gettext_lazy("Op kantoor")),
    ("phone", gettext_lazy("Per telefoon of beeld")),
    ("elsewhere", gettext_lazy("Ergens anders")),
]
RESULT_LIMIT = 500
REFUSALS: dict[tuple[str, str], tuple[str | None, Label]] = {
    ("held_on", "far_future"): ("held_on", gettext_lazy("Deze datum is meer dan drie maanden vooruit. Klopt hij?")),
    ("held_on", "too_old"): ("held_on", gettext_lazy("Deze datum is meer dan een jaar geleden. Klopt hij?")),
    ("also", "not_here"): (
        "also",
        gettext_lazy("Een van deze meldingen hoort niet (meer) bij dit huishouden. Begin opnieuw."),
    ),
    ("text", "missing"): ("text", gettext_lazy("Schrijf op wat er bereikt moet worden.")),
    ("person", "not_in_household"): ("whom", gettext_lazy("Deze persoon hoort niet (meer) bij het huishouden.")),
    ("person", "not_identified"): (None, gettext_lazy("Zoek eerst uit over wie de melding gaat.")),
    ("result", "in_plan"): (None, gettext_lazy("Dit resultaat staat al in het plan. Wijzig het daar.")),
}


def refuse(form: forms.Form, field: str, rule: str) -> None:
    """Say at the field what a rule refused."""
    name, text = REFUSALS.get((field, rule), (None, _("Dit kan niet zo worden opgeslagen.")))
    form.add_error(name if name in form.fields else None, str(text))


class Text(forms.CharField):
    """A text that says how long it may be when it is too long; never cut off in silence."""

    def __init__(self, label: Label, *, limit: int = ANSWER_LIMIT, rows: int = 3, hint: Label = "") -> None:
        message = gettext_lazy("Hier passen %(limit_value)d tekens; u hebt er %(show_value)d. Kort de tekst in.")
        super().__init__(
            label=label,
            help_text=hint,
            max_length=limit,
            required=False,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"max_length": message},
        )
        self.widget.attrs.pop("maxlength", None)


class StartForm(forms.Form):
    """When, where and with whom."""

    held_on = DayField(
        label=gettext_lazy("Wanneer?"),
        error_messages={
            "invalid": gettext_lazy("Deze datum bestaat niet."),
            "required": gettext_lazy("Vul de datum van het gesprek in."),
        },
    )
    place = forms.ChoiceField(label=gettext_lazy("Waar?"), choices=PLACES, widget=forms.RadioSelect, initial="home")
    present = Text(
        gettext_lazy("Wie zijn erbij?"),
        limit=300,
        rows=2,
        hint=gettext_lazy("Ook familie, een buur of een andere hulpverlener."),
    )
    about = forms.CharField(
        label=gettext_lazy("Waarover of met wie is dit gesprek?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Handig bij meer gesprekken: 'met de oudste zoon alleen', 'vervolg over de schulden'."),
    )


class NewTalkForm(StartForm):
    """The same, with the other open requests of the household that the conversation can be about."""

    also = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Kruis alleen aan wat echt aan de orde komt. Dit gesprek telt dan ook voor die melding: een termijn voor "
            "een eerste gesprek is daarmee gehaald."
        ),
    )

    def __init__(self, *args: Any, others: Sequence[AlsoLine], more: bool, **kwargs: Any) -> None:
        """`more`: it is about a request already."""
        super().__init__(*args, **kwargs)
        if not others:
            del self.fields["also"]
            return
        self.fields["also"].label = (
            _("Gaat dit gesprek ook over een andere melding?") if more else _("Over welke melding gaat dit gesprek?")
        )
        self.fields["also"].choices = [(one.request.number, _other(one)) for one in others]  # type: ignore[attr-defined]


def _other(one: AlsoLine) -> str:
    """A request as a choice: which one, of whom, what is asked, and until when a first conversation can wait."""
    question = Truncator(one.request.question).chars(80)
    parts = [one.request.reference, one.request.person_name, f"„{question}”"]
    if one.term:
        parts.append(
            _("%(term)s: uiterlijk %(day)s") % {"term": one.term.name, "day": dutch_date(one.term.record.due_on)}
        )
    return " · ".join(part for part in parts if part)


class OpeningForm(StartForm):
    """The opening of a conversation."""

    wish = Text(
        gettext_lazy("De vraag achter de vraag"),
        rows=5,
        hint=gettext_lazy(
            "Wat wilt u het liefst? Wat zou er anders zijn als het goed gaat? Schrijf op in eigen woorden."
        ),
    )
    field_order = ("wish", "held_on", "place", "present", "about")


class DomainForm(forms.Form):
    """One life domain: five open questions, and a result when there is one."""

    wants = Text(gettext_lazy("Wat wilt u?"))
    good_at = Text(gettext_lazy("Wat gaat goed? Waar bent u goed in?"))
    does = Text(gettext_lazy("Wat doet u zelf?"))
    others_do = Text(gettext_lazy("Wat doen anderen?"), hint=gettext_lazy("Familie, vrienden, buren, hulpverleners."))
    needed = Text(gettext_lazy("Wat is er nog nodig?"))
    result_text = Text(
        gettext_lazy("Resultaat toevoegen"),
        limit=RESULT_LIMIT,
        rows=2,
        hint=gettext_lazy("Wat is er bereikt als het goed gaat? Bijvoorbeeld: Saskia heeft drie ochtenden werk."),
    )
    result_whom = forms.ChoiceField(label=gettext_lazy("Voor wie?"), required=False)
    result_area = forms.TypedChoiceField(
        label=gettext_lazy("Waar hoort het bij?"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("De acht resultaten van De Kanteling, en die van uw gemeente."),
    )

    def __init__(self, *args: Any, members: Sequence[MemberLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result_whom"].choices = whom_choices(members)  # type: ignore[attr-defined]
        self.fields["result_area"].choices = area_choices()  # type: ignore[attr-defined]

    @property
    def texts(self) -> dict[str, str]:
        """What was written, by field of an answer."""
        return {name: self.cleaned_data[name] for name in TEXTS}


def whom_choices(members: Sequence[MemberLine]) -> list[tuple[str, str]]:
    """The household, or one of its members."""
    return [("", _("Het hele huishouden")), *((str(m.person_id), m.name) for m in members)]


def area_choices() -> list[tuple[Any, str]]:
    """The kinds of results in use, or none of them."""
    return [("", _("Iets anders")), *((area.pk, str(area)) for area in result_areas())]


class ResultForm(forms.Form):
    """One result, worded again."""

    text = Text(gettext_lazy("Resultaat"), limit=RESULT_LIMIT, rows=3)
    whom = forms.ChoiceField(label=gettext_lazy("Voor wie?"), required=False)
    area = forms.TypedChoiceField(
        label=gettext_lazy("Waar hoort het bij?"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, members: Sequence[MemberLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choices = whom_choices(members)  # type: ignore[attr-defined]
        self.fields["area"].choices = area_choices()  # type: ignore[attr-defined]

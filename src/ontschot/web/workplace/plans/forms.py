"""Forms of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontschot.domain.access.queries import TermLine
from ontschot.domain.plans.queries import choices
from ontschot.web.components.fields import DayField
from ontschot.web.components.wording import dutch_date


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MottoForm(forms.Form):
    """What the household works towards."""

    motto = forms.CharField(
        label=_("Waar werken we samen naartoe?"),
        help_text=_("In de woorden van het huishouden."),
        max_length=500,
        required=False,
        widget=_area(3),
    )


class GoalForm(forms.Form):
    """A goal."""

    text = forms.CharField(
        label=_("Doel"),
        help_text=_("Wat wil het huishouden bereiken? Schrijf het zoals zij het zeggen."),
        max_length=500,
        widget=_area(3),
    )
    life_domain = forms.ChoiceField(label=_("Leefgebied"))
    person = forms.ChoiceField(label=_("Voor wie"), required=False)

    def __init__(self, *args: Any, domains: Any, members: list[tuple[int, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["life_domain"].choices = [(d.code, str(d)) for d in domains]  # type: ignore[attr-defined]
        if members is None:
            del self.fields["person"]
        else:
            self.fields["person"].choices = [("", _("het hele huishouden")), *members]  # type: ignore[attr-defined]


class ActionForm(forms.Form):
    """An action: who does what by when."""

    together = {"owner": ("other", ("owner_name", "owner_kind"))}  # chosen as one when two people edit

    text = forms.CharField(label=_("Wat gaat er gebeuren?"), max_length=500, widget=_area(2))
    owner = forms.ChoiceField(
        label=_("Wie doet dit?"),
        help_text=_("Eerst het huishouden zelf en de mensen om hen heen, dan pas een professional."),
    )
    owner_name = forms.CharField(
        label=_("Naam"), required=False, max_length=120, help_text=_("Alleen als u ‘iemand anders’ kiest.")
    )
    owner_kind = forms.ChoiceField(
        label=_("Wie is ‘iemand anders’?"), required=False, choices=[("", "–"), *choices.OWNER_KINDS]
    )
    line = forms.TypedChoiceField(
        label=_("Lijn"), choices=choices.LINES, coerce=int, initial=0, widget=forms.RadioSelect
    )
    proposer = forms.ChoiceField(
        label=_("Wie stelde de tweede lijn voor?"),
        required=False,
        help_text=_("De regisseur en de teamleider zien dit, met de organisatie erbij."),
    )
    line_reason = forms.CharField(
        label=_("Waarom is de tweede lijn nodig?"),
        required=False,
        max_length=500,
        widget=_area(2),
        help_text=_("Wat is er eerst geprobeerd met eigen kracht, het netwerk en de eerste lijn?"),
    )
    due_on = DayField(label=_("Uiterlijk"), required=False)

    def __init__(
        self,
        *args: Any,
        owners: list[tuple[str, Any]],
        proposers: list[tuple[str, str]] = (),  # type: ignore[assignment]
        second_already: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [*owners, ("other", _("iemand anders"))]  # type: ignore[attr-defined]
        self.fields["proposer"].choices = [("", _("ikzelf")), *proposers]  # type: ignore[attr-defined]
        self.goes_up = not second_already
        if second_already:
            del self.fields["proposer"], self.fields["line_reason"]

    def clean(self) -> dict[str, Any]:
        """Somebody must do it: a choice, or a name with what this person is."""
        data = super().clean() or {}
        if data.get("owner") == "other":
            if not (data.get("owner_name") or "").strip():
                self.add_error("owner_name", _("Kies wie dit doet, of vul een naam in."))
            if not data.get("owner_kind"):
                self.add_error("owner_kind", _("Kies wat deze persoon is: familie, vrijwilliger, professional …"))
        if self.goes_up and data.get("line") == 2 and not (data.get("line_reason") or "").strip():
            self.add_error("line_reason", _("Schrijf op waarom de tweede lijn nodig is."))
        return data


class ProgressForm(forms.Form):
    """How it goes with an action."""

    state = forms.ChoiceField(label=_("Hoe staat het ervoor?"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Hoe gaat het?"), required=False, max_length=500, widget=_area(3))


class AgreementForm(forms.Form):
    """What a member says, written down by a worker."""

    agrees = forms.ChoiceField(
        label=_("Is deze persoon het eens met het plan?"),
        choices=[("yes", _("Ja")), ("no", _("Nee, of nog niet"))],
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(label=_("Hoe hebt u dit gehoord?"), choices=choices.HOW, widget=forms.RadioSelect)
    remark = forms.CharField(
        label=_("Wat zegt deze persoon erover?"), required=False, max_length=5_000, widget=_area(3)
    )
    representative = forms.BooleanField(
        label=_("Een ouder of vertegenwoordiger antwoordde voor deze persoon"), required=False
    )


class CloseForm(forms.Form):
    """Closing with a note."""

    closing_note = forms.CharField(
        label=_("Hoe sluiten we af?"),
        help_text=_("Wat is bereikt? Wat doet het huishouden zelf? Bij wie kan het terecht als het moeilijk wordt?"),
        max_length=5_000,
        widget=_area(6),
    )
    without_balance = forms.CharField(
        label=_("Waarom is er geen balans?"),
        help_text=_("Alleen als het huishouden of de regisseur niet gehoord kan worden."),
        max_length=500,
        required=False,
        widget=_area(2),
    )

    def __init__(self, *args: Any, missing: list[str], terms: Sequence[TermLine] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not missing:
            del self.fields["without_balance"]
        self._terms = [line.record.pk for line in terms]
        for line in terms:
            facts = {"term": line.name, "reference": line.reference, "date": dutch_date(line.due.on)}
            self.fields[f"term_{line.record.pk}"] = forms.ChoiceField(
                label=_("%(term)s (%(reference)s), uiterlijk %(date)s") % facts,
                help_text=line.article,
                choices=[
                    ("met", _("Dit is klaar")),
                    ("stop", _("Geldt hier niet meer")),
                    ("leader", _("Loopt door: de teamleider krijgt een taak")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Kies wat er met deze termijn gebeurt.")},
            )
        if terms:
            self.fields["term_note"] = forms.CharField(
                label=_("Waarom geldt een termijn hier niet meer?"),
                help_text=_("Alleen als u dat hierboven koos."),
                max_length=500,
                required=False,
                widget=_area(2),
            )

    def clean(self) -> dict[str, Any]:
        """The answers by term, in one."""
        data = super().clean() or {}
        answers = {pk: data.pop(f"term_{pk}", "") for pk in self._terms}
        if "stop" in answers.values() and not (data.get("term_note") or "").strip():
            self.add_error("term_note", _("Schrijf op waarom een termijn niet meer geldt."))
        return data | {"terms": answers}


class ReviewForm(forms.Form):
    """When the municipality looks again, and at which request."""

    request_number = forms.TypedChoiceField(
        label=_("Bij welke melding hoort dit?"), coerce=int, widget=forms.RadioSelect
    )
    on = DayField(
        label=_("Wanneer kijkt u opnieuw?"),
        help_text=_("De inwoner ziet deze dag in Mijn plan. Vier weken ervoor staat hij bovenaan in Mijn werk."),
        error_messages={"invalid": _("Deze datum bestaat niet."), "required": _("Vul een datum in.")},
    )

    def __init__(self, *args: Any, requests: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request_number"].choices = requests  # type: ignore[attr-defined]
        if len(requests) == 1:
            self.fields["request_number"].widget = forms.HiddenInput()


class ReopenForm(forms.Form):
    """Why the plan is taken up again, and with which goals."""

    reason = forms.CharField(
        label=_("Waarom pakt u het plan weer op?"),
        help_text=_("Wat is er gebeurd? Schrijf het in de woorden van het huishouden."),
        max_length=500,
        widget=_area(3),
    )
    goal_ids = forms.TypedMultipleChoiceField(
        label=_("Welke doelen neemt u mee?"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, goals: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal_ids"].choices = goals  # type: ignore[attr-defined]


class InvolveForm(forms.Form):
    """Somebody joins."""

    user = forms.ChoiceField(
        label=_("Professional met een account"),
        required=False,
        help_text=_("Krijgt toegang tot wat u hieronder kiest."),
    )
    name = forms.CharField(
        label=_("Of: naam van iemand zonder account"),
        required=False,
        max_length=120,
        help_text=_("Een vrijwilliger, buur of organisatie. Krijgt geen toegang tot gegevens."),
    )
    kind = forms.ChoiceField(
        label=_("Wat is deze persoon?"), choices=choices.BY_NAME_KINDS, initial="professional", required=False
    )
    organisation = forms.CharField(label=_("Organisatie"), required=False, max_length=120)
    phone = forms.CharField(label=_("Telefoon"), required=False, max_length=20)
    role = forms.CharField(label=_("Wat doet deze persoon in het huishouden?"), max_length=200)
    life_domains = forms.MultipleChoiceField(
        label=_("Welke leefgebieden zijn nodig voor deze taak?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niet meer dan nodig. Naam en contactgegevens horen er altijd bij."),
    )
    ground = forms.ChoiceField(label=_("Op welke grond?"), choices=choices.GROUNDS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, users: list[tuple[int, str]], domains: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [("", _("niemand met een account")), *users]  # type: ignore[attr-defined]
        self.fields["life_domains"].choices = [(d.code, str(d)) for d in domains]  # type: ignore[attr-defined]
        self.fields["ground"].initial = "public_task"

    def clean(self) -> dict[str, Any]:
        """An account with at least one life domain, or a name."""
        data = super().clean() or {}
        if not data.get("user") and not (data.get("name") or data.get("organisation") or "").strip():
            self.add_error("name", _("Kies een professional, of vul een naam of organisatie in."))
        if data.get("user") and not data.get("life_domains"):
            self.add_error("life_domains", _("Kies ten minste één leefgebied."))
        return data


class EndForm(forms.Form):
    """Why somebody stops."""

    reason = forms.CharField(label=_("Waarom stopt het?"), max_length=300)


class NameForm(forms.Form):
    """Who becomes coordinator."""

    user = forms.ChoiceField(label=_("Wie wordt regisseur?"))

    def __init__(self, *args: Any, users: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = users  # type: ignore[attr-defined]


class HandOverForm(NameForm):
    """Who takes over, why, and what is still open."""

    reason = forms.CharField(label=_("Waarom draagt u over?"), max_length=500)
    promised = forms.CharField(
        label=_("Wat is beloofd?"),
        required=False,
        max_length=5_000,
        widget=_area(3),
        help_text=_("Aan het huishouden of aan anderen. De nieuwe regisseur komt het na of legt uit waarom niet."),
    )
    open_ends = forms.CharField(
        label=_("Wat loopt er nog?"),
        required=False,
        max_length=5_000,
        widget=_area(5),
        help_text=_("Wat moet de nieuwe regisseur weten? Open taken en acties gaan vanzelf mee."),
    )
    look_along = forms.TypedChoiceField(
        label=_("Kijkt de vorige regisseur nog mee?"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[
            ("", _("nee: de toegang eindigt meteen")),
            (7, _("ja, een week")),
            (14, _("ja, twee weken")),
            (28, _("ja, vier weken")),
        ],
        help_text=_("Voor een rustige overgang. Eindigt vanzelf. Eigen notities blijven van wie ze schreef."),
    )

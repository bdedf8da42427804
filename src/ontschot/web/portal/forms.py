"""What a resident can send: an answer to the plan."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AgreeForm(forms.Form):
    """Yes or no, and what one wants to say about it. A no needs a word of why."""

    agrees = forms.ChoiceField(
        label=_("Bent u het eens met dit plan?"),
        choices=[("yes", _("Ja, ik ben het ermee eens")), ("no", _("Nee, er moet nog iets anders"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja of nee.")},
    )
    remark = forms.CharField(
        label=_("Wat wilt u erbij zeggen?"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Uw regisseur leest dit."),
    )

    def clean(self) -> dict[str, object]:
        """A no needs a word of why."""
        cleaned = super().clean() or {}
        if cleaned.get("agrees") == "no" and not str(cleaned.get("remark", "")).strip():
            self.add_error("remark", _("Schrijf kort op wat er anders moet. Dan kan uw regisseur er iets mee doen."))
        return cleaned


class LooksForm(forms.Form):
    """Which looks to show."""

    others = forms.BooleanField(label=_("Laat mijn eigen bezoeken weg"), required=False)
    person = forms.TypedChoiceField(label=_("Over wie"), coerce=int, required=False)

    def __init__(self, data: object, *, persons: list[tuple[int, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        if len(persons) > 1:
            self.fields["person"].choices = persons  # type: ignore[attr-defined]
        else:
            del self.fields["person"]

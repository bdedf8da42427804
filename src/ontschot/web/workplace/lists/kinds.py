"""What each list is: its columns, its filter, where it comes from, and what can be done with several at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ontschot.domain.plans import queries
from ontschot.domain.plans.queries.lists import ListFilter
from ontschot.web.components.wording import dutch_date

Text = Any


@dataclass(frozen=True)
class Row:
    """One row: a link, cells (a text or a day), badges, and what names it in a change in one go."""

    key: int
    version: int
    title: str
    url: str
    cells: list[str | dt.date]
    late: bool = False
    badges: tuple[str, ...] = ()  # codes of the badges that stand beside the title

    @property
    def texts(self) -> list[str]:
        """The cells for the screen: days in words."""
        return [dutch_date(cell) if isinstance(cell, dt.date) else cell for cell in self.cells]

    @property
    def in_short(self) -> list[str]:
        """The cells that hold something, for one line."""
        return [text for text in self.texts if text]

    @property
    def for_file(self) -> list[str]:
        """The cells for a spreadsheet: days as '26-11-2026', which it can sort and count with."""
        return [dutch_date(cell, short=True) if isinstance(cell, dt.date) else cell for cell in self.cells]


@dataclass(frozen=True)
class Kind:
    """A list. ``fetch`` gives rows and whether there are more; ``states`` and ``sorts`` are (code, words)."""

    slug: str
    title: Text
    columns: list[Text]
    fetch: Callable[..., tuple[list[Any], bool]]
    row: Callable[[Any], Row]
    states: list[tuple[str, Text]]
    sorts: list[tuple[str, Text]]
    has_late: bool = True
    bulk: bool = True


def _household(one: Any) -> Row:
    away = f" ({_('afwezig')})" if one.away else ""
    return Row(
        one.household_id,
        0,
        one.name,
        reverse("workplace:household", args=[one.household_id]),
        [
            one.street,
            f"{one.coordinator}{away}" if one.coordinator else str(_("geen regisseur")),
            str(PLAN_STATES.get(one.plan_state, "")),
            one.last_contact.date() if one.last_contact else str(_("nog geen contact")),
        ],
        late=one.late,
    )


def _task(one: Any) -> Row:
    record = one.record
    return Row(
        record.pk,
        record.version,
        one.household_name,
        reverse("workplace:household", args=[record.household_id]),
        [
            record.words,
            record.due_on if record.due_on else str(_("geen datum")),
            one.who or str(_("het team")),
        ],
        late=one.overdue,
    )


def _request(one: Any) -> Row:
    return Row(
        one.number,
        one.version,
        one.person_name or one.reference,
        reverse("workplace:request", args=[one.number]),
        [
            one.question if len(one.question) < 140 else f"{one.question[:139]}…",
            one.reported_on,
            str(SAFETIES.get(one.safety, "")),
            one.user_name or str(_("niemand")),
        ],
        badges=(
            *((one.safety,) if one.safety in ("unsafe", "urgent") else ()),
            *(("not_identified",) if not one.identity_checked else ()),
            *(("unasked",) if one.unasked else ()),
        ),
    )


PLAN_STATES: dict[str, Text] = {
    "": _("nog geen plan"),
    "draft": _("plan in de maak"),
    "proposed": _("plan voorgelegd"),
    "agreed": _("plan afgesproken"),
}
SAFETIES: dict[str, Text] = {
    "": _("nog niet beoordeeld"),
    "safe": _("veilig"),
    "unsafe": _("onveilig"),
    "urgent": _("met spoed"),
}

KINDS: dict[str, Kind] = {
    "huishoudens": Kind(
        "huishoudens",
        _("Huishoudens"),
        [_("Huishouden"), _("Adres"), _("Regisseur"), _("Plan"), _("Laatste contact")],
        queries.household_list,
        _household,
        [("", _("alle")), ("none", PLAN_STATES[""]), *((code, text) for code, text in PLAN_STATES.items() if code)],
        [("", _("op naam")), ("contact", _("langst geen contact")), ("recent", _("laatste contact"))],
    ),
    "taken": Kind(
        "taken",
        _("Taken"),
        [_("Huishouden"), _("Taak"), _("Uiterlijk"), _("Voor wie")],
        queries.task_list,
        _task,
        [("", pgettext_lazy("tasks", "open")), ("done", _("gedaan"))],
        [("", _("op datum")), ("new", _("nieuwste eerst")), ("household", _("op huishouden"))],
    ),
    "meldingen": Kind(
        "meldingen",
        _("Meldingen"),
        [_("Inwoner"), _("Vraag"), _("Gemeld op"), _("Veiligheid"), _("Bij wie")],
        queries.request_list,
        _request,
        [
            ("", _("open")),
            ("received", _("nog te verdelen")),
            ("urgent", SAFETIES["urgent"]),
            ("unsafe", SAFETIES["unsafe"]),
            ("closed", _("afgehandeld")),
        ],
        [("", _("gevaar eerst")), ("old", _("oudste eerst")), ("new", _("nieuwste eerst"))],
        has_late=False,
    ),
}


class FilterForm(forms.Form):
    """What one looks for in a list."""

    q = forms.CharField(label=_("Zoek"), required=False, max_length=100)
    who = forms.ChoiceField(label=_("Bij wie"), required=False)
    state = forms.ChoiceField(label=_("Stand"), required=False)
    sort = forms.ChoiceField(label=_("Volgorde"), required=False)
    late = forms.BooleanField(label=_("Alleen te laat"), required=False)

    def __init__(self, *args: Any, kind: Kind, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(number), name) for number, name in people]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", _("iedereen")), ("me", _("ik")), ("nobody", _("niemand")), *names,
        ]  # fmt: skip
        self.fields["state"].choices = kind.states  # type: ignore[attr-defined]
        self.fields["sort"].choices = kind.sorts  # type: ignore[attr-defined]
        if not kind.has_late:
            del self.fields["late"]

    def in_words(self) -> list[str]:
        """What was chosen, as it stands above the list on paper."""
        wanted = self.chosen()
        found = [f"‘{wanted.q}’"] if wanted.q else []
        for name, code in (("who", wanted.who), ("state", wanted.state)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            found.append(f"{field.label}: {dict(field.choices).get(code, code)}")  # type: ignore[arg-type]
        return [*found, str(self.fields["late"].label)] if wanted.late else found

    def chosen(self) -> ListFilter:
        """The filter; what cannot be is as if it was not asked."""
        data = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return ListFilter(
            q=data.get("q", ""),
            who=data.get("who", ""),
            state=data.get("state", ""),
            late=bool(data.get("late")),
            sort=data.get("sort", ""),
        )

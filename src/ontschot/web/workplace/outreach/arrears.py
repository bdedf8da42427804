"""A file of arrears: brought, its columns named, each row looked at, taken in by the worker, followed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ontschot.accounts.queries import is_demo
from ontschot.domain.access import actions, queries
from ontschot.domain.access.rules import arrears as rules
from ontschot.domain.people.queries import TooManyQuestions
from ontschot.exchange.signals.table import MOST_BYTES, MOST_ROWS, Table, Unreadable, read
from ontschot.foundation import files as kinds
from ontschot.foundation.calendar import today
from ontschot.privacy import held, jobs, log
from ontschot.web.components import csv_file
from ontschot.web.components.fields import DayField
from ontschot.web.components.held_files import HeldFiles
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import actor_of, found, sent

KEY = "arrears"
FILE_HINT = gettext_noop("CSV of Excel met de namen van de kolommen op de eerste regel. Hooguit 1.000 regels.")
FILE = held.Limits(types=(kinds.TEXT, kinds.XLSX), count=1, each=MOST_BYTES, together=MOST_BYTES)
UNREADABLE: dict[str, Any] = {
    "empty": gettext_lazy("In dit bestand staan geen regels."),
    "too_big": gettext_lazy("Dit bestand is te groot."),
    "too_many": gettext_lazy("Dit bestand heeft meer dan 1.000 regels. Knip het in stukken."),
    "kind": gettext_lazy("Dit is geen CSV of Excel."),
    "damaged": gettext_lazy("Dit bestand is beschadigd en kan niet worden gelezen."),
    "head": gettext_lazy("De eerste regel moet de namen van de kolommen bevatten, minstens twee."),
}
FIELD_NAMES: dict[str, Any] = {
    "bsn": gettext_lazy("BSN"),
    "name": gettext_lazy("Achternaam"),
    "birth_date": gettext_lazy("Geboortedatum"),
    "postcode": gettext_lazy("Postcode"),
    "house_number": gettext_lazy("Huisnummer"),
    "reference": gettext_lazy("Kenmerk of contractnummer"),
    "amount": gettext_lazy("Bedrag van de achterstand"),
    "months": gettext_lazy("Aantal maanden"),
    "contact": gettext_lazy("Telefoon of e-mail van de inwoner"),
    "threat": gettext_lazy("Dreigende afsluiting of ontruiming"),
    "who": gettext_lazy("Over wie het gaat"),
}
FAULTS: dict[str, Any] = {
    "unreadable": gettext_lazy("niet te lezen"),
    "missing": gettext_lazy("ontbreekt: BSN, of naam met geboortedatum, of geboortedatum met adres"),
}
STATES: dict[str, tuple[Any, str]] = {
    "new": (gettext_lazy("wordt een melding"), "positive"),
    "again": (gettext_lazy("al eerder ontvangen"), "neutral"),
    "twice": (gettext_lazy("staat twee keer in dit bestand"), "neutral"),
    "unknown": (gettext_lazy("niet bekend bij ons: blijft buiten"), "neutral"),
    "several": (gettext_lazy("past bij meer mensen: zoek zelf uit wie"), "warning"),
    "died": (gettext_lazy("overleden"), "warning"),
    "fault": (gettext_lazy("klopt niet"), "negative"),
}

arrears_screen = screen("identify", purpose="outreach")


class ArrearsForm(forms.Form):
    """Who sent the file, and what it is about."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat voor achterstand?"), widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("Van welke organisatie?"), max_length=120)
    contact = forms.CharField(label=gettext_lazy("Wie daar te bereiken is"), max_length=120, required=False)
    sent_on = DayField(label=gettext_lazy("Wanneer kregen we het?"), initial=today)
    threat = forms.ChoiceField(
        label=gettext_lazy("Wat dreigt er, als de kolom 'dreiging' is ingevuld?"),
        required=False,
        help_text=gettext_lazy("Dan geldt de korte termijn van drie werkdagen (Wgs art. 4 lid 2)."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book, language = queries.term_book(), get_language() or "nl"
        self.fields["kind"].choices = [(code, book.signals[code].name(language)) for code in rules.KINDS]  # type: ignore[attr-defined]
        threats = dict.fromkeys(code for codes in rules.KINDS.values() for code in codes)
        self.fields["threat"].choices = [  # type: ignore[attr-defined]
            ("", _("niets")), *((code, book.threats[code].name(language)) for code in threats),
        ]  # fmt: skip

    def clean_sent_on(self) -> dt.date:
        """Not in the future, and not of long ago."""
        day: dt.date = self.cleaned_data["sent_on"]
        if day > today():
            raise forms.ValidationError(_("Deze datum ligt in de toekomst."))
        if day < today() - dt.timedelta(days=366):
            raise forms.ValidationError(_("Dit is meer dan een jaar geleden."))
        return day

    def clean(self) -> dict[str, Any]:
        """What threatens belongs to what was delivered."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("threat") and data["threat"] not in rules.KINDS.get(data.get("kind", ""), ()):
            self.add_error("threat", _("Dit past niet bij deze achterstand."))
        return data


class ColumnsForm(forms.Form):
    """Which column holds what; begins with what the names say."""

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("geen")), *((str(at), name[:60]) for at, name in enumerate(table.head))]
        first = rules.guess(table.head)
        for name in rules.FIELDS:
            self.fields[name] = forms.ChoiceField(
                label=FIELD_NAMES[name], choices=choices, required=False, initial=str(first.get(name, ""))
            )

    def columns(self) -> dict[str, int]:
        """Field -> column from 0."""
        data = self.cleaned_data if self.is_bound else {n: f.initial for n, f in self.fields.items()}
        return {name: int(at) for name, at in data.items() if at}


@arrears_screen
@require_http_methods(["GET", "POST"])
@found
def arrears(request: HttpRequest) -> HttpResponse:
    """Bring a file; and what became of those of today."""
    form = ArrearsForm(request.POST if request.method == "POST" else None, request.FILES or None)
    files = HeldFiles(KEY, FILE)
    form.fields["files"] = files.field(_("Bestand"), _(FILE_HINT), required=True)
    if request.method == "POST":
        if request.FILES:
            held.let_go(key=KEY)  # another file takes its place
        files.receive(request, form)
        table, fault = _table()
        if fault and "files" not in form.errors:
            form.add_error("files", fault)
        if form.is_valid() and table:
            given = {name: form.cleaned_data[name] for name in ("kind", "name", "contact", "threat")}
            request.session[KEY] = given | {"sent_on": form.cleaned_data["sent_on"].isoformat()}
            return redirect("workplace:arrears_check")
    mine = jobs.mine(actions.ARREARS_JOB)
    log.read("signal_file", [], files=len(mine))
    going = any(one.state in jobs.GOING for one in mine)
    context = {"form": form, "files": files, "jobs": mine, "going": going, "most": MOST_ROWS}
    return render(request, "workplace/outreach/arrears.html", context, status=422 if form.errors else 200)


def _table() -> tuple[Table | None, str]:
    """The held file as a table, or what is wrong with it."""
    file = held.peek(KEY)
    if file is None:
        return None, _("Kies een bestand.")
    try:
        return read(file.content), ""
    except Unreadable as error:
        return None, str(UNREADABLE[error.rule])


@arrears_screen
@require_http_methods(["GET", "POST"])
@found
def arrears_check(request: HttpRequest) -> HttpResponse:
    """Which column holds what, and what would happen with each row; from there it is taken in."""
    table, _fault = _table()
    source = source_of(request.session.get(KEY))
    if table is None or source is None:
        messages.warning(request, _("Kies eerst een bestand."))
        return redirect("workplace:arrears")
    form = ColumnsForm(request.POST if request.method == "POST" else None, table=table)
    rows: list[queries.Found] = []
    if not form.is_bound or form.is_valid():
        try:
            rows = looked_at(table, form.columns(), source)
        except TooManyQuestions:
            form.add_error(None, _("U keek net heel veel regels na. Wacht een uur."))
    counts = Counter(row.state for row in rows)
    if form.is_bound and "start" in request.POST and counts["new"] and form.is_valid():
        actions.begin_arrears(
            by=actor_of(request), source=source, columns=form.columns(), rows=len(rows), **sent(request, False)
        )
        request.session.pop(KEY, None)
        messages.success(request, _("Het bestand wordt ingelezen. Hieronder ziet u hoe ver het is."))
        return redirect("workplace:arrears")
    log.read("signal_file", [], rows=len(rows))
    context = {
        "form": form,
        "source": source,
        "kind": queries.term_book().signals[source.kind],
        "rows": [_shown(row) for row in rows],
        "counts": [(STATES[state][0], STATES[state][1], counts[state]) for state in STATES if counts[state]],
        "new": counts["new"],
    }
    return render(request, "workplace/outreach/arrears_check.html", context, status=422 if form.errors else 200)


def _shown(one: queries.Found) -> dict[str, Any]:
    words, tone = STATES[one.state]
    faults = [f"{FIELD_NAMES[field]}: {FAULTS[rule]}" for field, rule in one.row.faults]
    return {"found": one, "words": words, "tone": tone, "faults": faults}


def source_of(given: Any) -> actions.Source | None:
    """Who sent the file, as the session or a job keeps it; None when that is not whole."""
    try:
        return actions.Source(
            given["kind"], given["name"], given["contact"], dt.date.fromisoformat(given["sent_on"]), given["threat"]
        )
    except (KeyError, TypeError, ValueError):
        return None


def looked_at(table: Table, columns: dict[str, int], source: actions.Source) -> list[queries.Found]:
    """What each row of the table is about. Raises TooManyQuestions."""
    demo = is_demo()
    rows = [rules.read_row(number, cells, columns, demo=demo) for number, cells in table.rows]
    return queries.find_all(rows, kind=source.kind, source=source.name)


@arrears_screen
@require_GET
@found
def arrears_result(request: HttpRequest, job_id: int) -> HttpResponse:
    """What became of each row, by its number, as a file; it names nobody."""
    name, content = jobs.made(job_id, kind=actions.ARREARS_JOB)
    if not name:
        raise ObjectDoesNotExist
    log.read("signal_file", [], action="export", object_id=job_id)
    return csv_file.download(name, content)


def result_lines(outcome: list[tuple[int, str]]) -> bytes:
    """For the worker: the number of each row and what became of it."""
    head = csv_file.lines([[_("Regel"), _("Uitkomst")]])
    return csv_file.content([head, csv_file.lines([[row, STATES[state][0]] for row, state in outcome])])

"""The log of the privacy officer: who did what to whose data and why, without a name or the content of a resident."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods

from ontschot.accounts.queries import Professional, user_names
from ontschot.domain.people import queries as people
from ontschot.privacy import log, sealing
from ontschot.privacy.queries import LogFilter, read_log
from ontschot.web.components import csv_file
from ontschot.web.components.context import ROLE_LABELS
from ontschot.web.screens import screen
from ontschot.web.steering import phrases
from ontschot.web.steering.forms import LogForm

_PAGE = 50
_EXPORT = 20_000
_LOOK_BACK = dt.timedelta(hours=1)  # how far back the seals are followed unless the whole chain is asked for


@dataclass(frozen=True)
class Row:
    """A line in plain words."""

    entry: Any
    who: str
    role: str
    words: str
    person: str
    household: str
    purpose: Any
    ground: Any

    @property
    def refused(self) -> bool:
        """Whether it was tried and refused."""
        return bool(self.entry.outcome == "refused")


def _rows(entries: Sequence[Any]) -> list[Row]:
    names = user_names(entry.user_id for entry in entries)
    return [
        Row(
            entry,
            who=_who(entry, names),
            role=str(ROLE_LABELS.get(entry.role, entry.role)),
            words=phrases.words(entry.action, entry.object_kind),
            person=phrases.person(entry.subject_person_id),
            household=phrases.household(entry.subject_household_id),
            purpose=phrases.purpose(entry.purpose),
            ground=phrases.ground(entry.ground),
        )
        for entry in entries
    ]


def _who(entry: Any, names: dict[int, Professional]) -> str:
    if entry.user_id is None:
        return str(phrases.NOBODY.get(entry.role, phrases.NOBODY["public"]))
    known = names.get(entry.user_id)
    if entry.role == "resident" or known is None:
        return f"account {entry.user_id}"  # a resident's account is never named here
    return known.name


def _chosen(form: LogForm, before: dt.datetime | None = None) -> LogFilter:
    values = form.cleaned_data
    return LogFilter(
        since=values["since"],
        until=values["until"],
        user_id=values["worker"],
        subject_person_id=values["person"],
        subject_household_id=values["household"],
        stays=people.stays(values["household"]) if values["household"] else (),
        action=values["action"],
        outcome=values["outcome"],
        before=before,
    )


def _page(chosen: LogFilter) -> tuple[Sequence[Any], dt.datetime | None]:
    """One page of lines, and the moment before which the next begins; lines of one moment are never split."""
    lines = list(read_log(chosen, limit=_PAGE + 1))
    if len(lines) <= _PAGE:
        return lines, None
    shown = [line for line in lines[:_PAGE] if line.at != lines[_PAGE].at] or lines[:_PAGE]
    return shown, shown[-1].at


@screen("read_log", purpose="oversight", ground="legal_obligation")
@require_GET
def log_page(request: HttpRequest) -> HttpResponse:
    """The log, newest first, with what one looks for."""
    form = LogForm(request.GET)
    rows: list[Row] = []
    older = None
    if form.is_valid():
        try:
            before = parse_datetime(request.GET.get("before", ""))
        except ValueError:
            before = None
        if before is not None and timezone.is_naive(before):
            before = timezone.make_aware(before)
        lines, older = _page(_chosen(form, before))
        rows = _rows(lines)
    context = {
        "form": form,
        "rows": rows,
        "older": older.isoformat() if older else "",
        "seals": sealing.state(),
    }
    return render(request, "steering/log.html", context, status=200 if form.is_valid() else 400)


@screen("read_log", purpose="oversight", ground="legal_obligation")
@require_http_methods(["GET", "POST"])
def seals(request: HttpRequest) -> HttpResponse:
    """Until when the log is sealed; only on purpose (POST) are seals computed again.

    ``part=all`` follows the chain from the first line on, which takes minutes with a long log; else the last hour.
    """
    context: dict[str, Any] = {"state": sealing.state()}
    asked = ""
    if request.method == "POST":
        asked = "all" if request.POST.get("part") == "all" else "hour"
        since = None if asked == "all" else timezone.now() - _LOOK_BACK
        context |= {"report": sealing.verify(since=since), "whole": since is None}
    log.read("seal", [], part=asked or "none")
    return render(request, "steering/seals.html", context)


@screen("read_log", purpose="oversight", ground="legal_obligation")
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The chosen lines (at most 20,000) as CSV in UTF-8 with semicolons, safe to open in a spreadsheet."""
    form = LogForm(request.GET)
    if not form.is_valid():
        return render(request, "steering/log.html", {"form": form, "rows": []}, status=400)
    lines = read_log(_chosen(form), limit=_EXPORT)
    log.read("log", [], action="export", lines=len(lines))
    name = f"logboek-{timezone.localdate().isoformat()}.csv"
    return csv_file.response(name, phrases.COLUMNS, (_values(row) for row in _rows(lines)))


def _values(row: Row) -> list[Any]:
    line = row.entry
    return [
        timezone.localtime(line.at).isoformat(timespec="milliseconds"),
        line.user_id,
        row.who,
        row.role,
        line.organisation_id,
        line.on_behalf_of,
        line.action,
        row.words,
        line.object_kind,
        line.object_id,
        line.subject_person_id,
        line.subject_household_id,
        row.purpose,
        row.ground,
        line.outcome,
        line.origin,
        line.trace,
        json.dumps(line.detail, ensure_ascii=False, sort_keys=True),
    ]

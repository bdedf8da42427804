"""A list as a file for a spreadsheet: at once when it is short, else made in the background, with how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ontschot.domain.plans.queries import ListFilter, list_numbers
from ontschot.foundation.calendar import today
from ontschot.privacy import jobs, log
from ontschot.web.components import csv_file
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.form_page import found
from ontschot.web.workplace.lists.filtering import filter_form, kind_of, query
from ontschot.web.workplace.lists.kinds import Kind

AT_ONCE = 2_000  # lines of a file that is made while one waits
MOST = 100_000  # lines of a file at all
JOB = "list"


@screen("view_work", purpose="coordination")
@require_GET
@found
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as it is filtered now. More than 2,000 lines are made in the background."""
    chosen = kind_of(kind)
    asked = filter_form(request, chosen).chosen()
    if len(list_numbers(kind, asked, most=AT_ONCE + 1)) > AT_ONCE:
        return redirect(f"{reverse('workplace:list_files', args=[kind])}?{query(request)}")
    rows, _more = chosen.fetch(asked, limit=AT_ONCE, export=True)
    return csv_file.response(file_name(chosen), header(chosen), table(chosen, rows))


@screen("view_work", purpose="coordination")
@require_http_methods(["GET", "POST"])
@found
def files(request: HttpRequest, kind: str) -> HttpResponse:
    """Large files of a list: ask for one, see how far it is, take it along, throw it away."""
    chosen = kind_of(kind)
    if request.method == "POST":
        number = number_in(request.POST.get("stop", ""))
        if number is not None:
            jobs.stop(number)
            log.write("stop_file", "list", [], object_id=number)
        else:
            asked = filter_form(request, chosen).chosen()
            wish = {"list": kind, "filter": vars(asked), "language": translation.get_language()}
            made = jobs.ask(kind=JOB, wish=wish)
            log.write("ask_file", "list", [], object_id=made.pk, list=kind)
        return redirect(f"{reverse('workplace:list_files', args=[kind])}?{query(request)}")
    mine = [one for one in jobs.mine(JOB) if one.wish.get("list") == kind]
    log.read("list", [], list=kind, files=len(mine))
    going = any(one.state in jobs.GOING for one in mine)
    context = {"kind": chosen, "jobs": mine, "going": going, "query": query(request), "most": MOST}
    return render(request, "workplace/lists/files.html", context)


@screen("view_work", purpose="coordination")
@require_GET
@found
def file(request: HttpRequest, job_id: int) -> HttpResponse:
    """A file that was made in the background; for whom it holds was logged when it was made, and is once more."""
    name, content = jobs.made(job_id, kind=JOB)
    if not name:
        raise ObjectDoesNotExist
    log.read("list", [], action="export", object_id=job_id, taken=True)
    return csv_file.download(name, content)


def file_name(kind: Kind) -> str:
    """'huishoudens-2026-11-26.csv'."""
    return f"{kind.slug}-{today().isoformat()}.csv"


def header(kind: Kind) -> list[Any]:
    """The heads of the columns."""
    return [*kind.columns, *([_("Te laat")] if kind.has_late else [])]


def table(kind: Kind, rows: Sequence[Any]) -> list[list[Any]]:
    """The cells of these rows."""
    lines = [kind.row(one) for one in rows]
    return [[row.title, *row.for_file, *([_("ja") if row.late else ""] if kind.has_late else [])] for row in lines]


def chosen_numbers(wish: dict[str, Any]) -> list[int]:
    """For the worker: the numbers of what the file holds, in order."""
    return list_numbers(wish["list"], ListFilter(**wish["filter"]), most=MOST)


def part(wish: dict[str, Any], numbers: Sequence[int]) -> str:
    """For the worker: the lines of these numbers, as far as they are still open and still fit."""
    kind = kind_of(wish["list"])
    rows, _more = kind.fetch(ListFilter(**wish["filter"]), numbers=numbers, export=True)
    with translation.override(wish.get("language") or "nl"):
        return csv_file.lines(table(kind, rows))


def whole(wish: dict[str, Any], parts: Sequence[str]) -> tuple[str, bytes]:
    """For the worker: name and content of the file."""
    kind = kind_of(wish["list"])
    with translation.override(wish.get("language") or "nl"):
        head = csv_file.lines([header(kind)])
    return file_name(kind), csv_file.content([head, *parts])

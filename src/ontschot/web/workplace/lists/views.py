"""A list: shown, kept, taken along, and changed in one go after it was shown what happens."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ontschot.accounts import queries as accounts
from ontschot.accounts.rules import may
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.rules import Refused
from ontschot.foundation.calendar import today
from ontschot.privacy import queries as privacy
from ontschot.privacy.actions import drop_search, save_search
from ontschot.web.components import csv_file
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.form_page import actor_of, found, reason, sent
from ontschot.web.workplace.lists.kinds import KINDS, FilterForm, Kind

PER_PAGE = 25
MOST = 2_000  # lines of a file
AT_ONCE = 200  # things changed in one go
CODES = ("who", "state", "sort", "late")
LATER = {"1": 1, "7": 7, "28": 28}


def _kind(slug: str) -> Kind:
    if slug not in KINDS:
        raise ObjectDoesNotExist
    return KINDS[slug]


def _given(request: HttpRequest, kind: Kind) -> dict[str, str]:
    """What was asked: codes from the address; what was typed (it may be a name) never stands in one, but in the session
    or in a saved search.
    """
    number = number_in(request.GET.get("bewaard", ""))
    if number is not None:
        kept = next((one for one in privacy.saved_searches(kind.slug) if one.pk == number), None)
        asked = QueryDict(kept.query if kept else "")
        return {name: asked[name] for name in (*CODES, "q") if name in asked}
    given = {name: request.GET[name] for name in CODES if name in request.GET}
    return given | ({"q": request.session.get(f"list:{kind.slug}", "")} if request.GET.get("zoek") else {})


def _filter(request: HttpRequest, kind: Kind) -> FilterForm:
    form = FilterForm(_given(request, kind), kind=kind, people=_people(request, kind))
    form.is_valid()
    return form


@screen("view_work", purpose="coordination")
@require_POST
@found
def look(request: HttpRequest, kind: str) -> HttpResponse:
    """Look for something in a list: the codes go into the address, what was typed does not."""
    _kind(kind)
    typed = request.POST.get("q", "").replace("\0", "").strip()[:100]
    request.session[f"list:{kind}"] = typed
    codes = {name: request.POST[name][:40] for name in CODES if request.POST.get(name)}
    return redirect(_address(kind, codes | ({"zoek": "1"} if typed else {})))


def _address(kind: str, asked: dict[str, str]) -> str:
    address = reverse("workplace:list", args=[kind])
    return f"{address}?{urlencode(asked)}" if asked else address


def _people(request: HttpRequest, kind: Kind) -> list[tuple[int, str]]:
    if kind.slug == "huishoudens":
        return queries.coordinators_seen()
    teams = accounts.teams_of(request.user.pk or 0)
    found = {one.user_id: one.name for team in teams for one in accounts.colleagues(team.pk)}
    return sorted(found.items(), key=lambda one: one[1])


@screen("view_work", purpose="coordination")
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The first list; a step of the tour goes along."""
    first = reverse("workplace:list", args=[next(iter(KINDS))])
    return redirect(f"{first}?{request.GET.urlencode()}" if request.GET else first)


@screen("view_work", purpose="coordination")
@require_GET
@found
def page(request: HttpRequest, kind: str) -> HttpResponse:
    """A page of a list, with what one saved for it."""
    chosen = _kind(kind)
    form = _filter(request, chosen)
    number = max(1, min(number_in(request.GET.get("pagina", "1")) or 1, 10_000))
    rows, more = chosen.fetch(form.chosen(), offset=(number - 1) * PER_PAGE, limit=PER_PAGE)
    leads = may(request.user.role, "manage_team")  # type: ignore[union-attr]
    context = {
        "kind": chosen,
        "form": form,
        "rows": [chosen.row(one) for one in rows],
        "page": number,
        "more": more,
        "tabs": [
            {"label": one.title, "url": reverse("workplace:list", args=[one.slug]), "current": one is chosen}
            for one in KINDS.values()
        ],
        "saved": privacy.saved_searches(kind),
        "query": urlencode({n: request.GET[n] for n in (*CODES, "zoek", "bewaard") if request.GET.get(n)}),
        "shown": number_in(request.GET.get("bewaard", "")),
        "may_bulk": chosen.bulk and (kind == "taken" or leads) and form.chosen().state not in ("done", "closed"),
        "colleagues": _people(request, chosen) if kind == "meldingen" and leads else [],
        "undo": queries.last_bulk(int(request.session.get("bulk_done") or 0)),
        "back": f"list:{kind}",
    }
    return render(request, "workplace/lists/list.html", context)


@screen("view_work", purpose="coordination")
@require_GET
@found
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as it is filtered now, at most 2,000 lines, as a file for a spreadsheet."""
    chosen = _kind(kind)
    rows, _more = chosen.fetch(_filter(request, chosen).chosen(), limit=MOST, export=True)
    lines = [chosen.row(one) for one in rows]
    header = [*chosen.columns, *([_("Te laat")] if chosen.has_late else [])]
    table = [[row.title, *row.cells, *([_("ja") if row.late else ""] if chosen.has_late else [])] for row in lines]
    return csv_file.response(f"{kind}-{today().isoformat()}.csv", header, table)


@screen("view_work", purpose="coordination")
@require_POST
@found
def save(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep what one looks for, under a name: the list as it is shown (the query of its address)."""
    asked = _given(request, _kind(kind))
    kept = save_search(page=kind, name=request.POST.get("name", ""), query=urlencode(asked))
    if kept is None:
        messages.warning(request, _("Geef een naam. Er passen twintig zoekopdrachten bij een lijst."))
        return redirect("workplace:list", kind)
    messages.success(request, _("De zoekopdracht is bewaard."))
    return redirect(_address(kind, {"bewaard": str(kept.pk)}))


@screen("view_work", purpose="coordination")
@require_POST
@found
def forget(request: HttpRequest, kind: str) -> HttpResponse:
    """Forget a saved search."""
    _kind(kind)
    drop_search(search_id=number_in(request.POST.get("search", "")) or 0)
    return redirect("workplace:list", kind)


@screen("view_work", purpose="coordination")
@require_POST
@found
def bulk(request: HttpRequest, kind: str) -> HttpResponse:
    """Several in one go: first what will happen, then, from there, that it happens."""
    _kind(kind)
    things = _things(request)
    do = request.POST.get("do", "")
    if not things or not _possible(request, kind, do):
        messages.warning(request, _("Kies eerst wat u wilt wijzigen, en wat ermee moet gebeuren."))
        return redirect("workplace:list", kind)
    if request.POST.get("step") == "do":
        return _do(request, kind, do, things)
    rows = _shown(kind, things)
    context = {"kind": KINDS[kind], "rows": rows, "do": do, "words": _words(kind, do), "sent": things.items()}
    return render(request, "workplace/lists/preview.html", context)


def _things(request: HttpRequest) -> dict[int, int]:
    """What was ticked: number -> version as it was shown ("12:3")."""
    things = {}
    for text in request.POST.getlist("thing")[:AT_ONCE]:
        number, _colon, version = text.partition(":")
        key, known = number_in(number), number_in(version)
        if key is not None and known is not None:
            things[key] = known
    return things


def _possible(request: HttpRequest, kind: str, do: str) -> bool:
    if kind == "taken":
        return do == "complete" or do in LATER
    leads = may(request.user.role, "manage_team")  # type: ignore[union-attr]
    return kind == "meldingen" and leads and (number_in(do) or 0) in accounts.user_names([number_in(do)])


def _shown(kind: str, things: dict[int, int]) -> list[Any]:
    if kind == "taken":
        return [KINDS[kind].row(one) for one in queries.tasks_by_number(things)]
    return [KINDS[kind].row(one) for one in queries.requests_by_number(things)]


def _words(kind: str, do: str) -> str:
    if kind == "meldingen":
        number = number_in(do) or 0
        return _("Deze meldingen gaan naar %(name)s.") % {"name": accounts.user_names([number])[number].name}
    if do == "complete":
        return _("Deze taken worden afgevinkt.")
    day = today() + dt.timedelta(days=LATER[do])
    return _("Deze taken gaan naar %(date)s. Wat een vaste uiterste dag heeft, blijft staan.") % {
        "date": f"{day:%d-%m-%Y}"
    }


def _do(request: HttpRequest, kind: str, do: str, things: dict[int, int]) -> HttpResponse:
    form, by = sent(request, False), actor_of(request)
    try:
        if kind == "meldingen":
            change = actions.assign_requests(by=by, requests=things, user_id=number_in(do) or 0, **form)
        elif do == "complete":
            change = actions.bulk_tasks(by=by, tasks=things, do="complete", **form)
        else:
            day = today() + dt.timedelta(days=LATER[do])
            change = actions.bulk_tasks(by=by, tasks=things, do="snooze", due_on=day, **form)
    except Refused as error:
        messages.warning(request, reason(error))
    else:
        request.session["bulk_done"] = change.pk
        messages.success(request, _("Gewijzigd."))
    return redirect("workplace:list", kind)

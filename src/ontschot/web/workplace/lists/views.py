"""A list: shown, looked through, kept for oneself or a team."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ontschot.accounts import queries as accounts
from ontschot.accounts.rules import may
from ontschot.domain.plans import queries
from ontschot.foundation.folding import fold
from ontschot.privacy import queries as privacy
from ontschot.privacy.actions import drop_search, save_search
from ontschot.web.components import typed
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.form_page import found
from ontschot.web.workplace.lists.filtering import CODES, address, filter_form, given, kind_of, people, query
from ontschot.web.workplace.lists.kinds import KINDS

PER_PAGE = 25


@screen("view_work", purpose="coordination")
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The first list; a step of the tour goes along."""
    first = reverse("workplace:list", args=[next(iter(KINDS))])
    return redirect(f"{first}?{request.GET.urlencode()}" if request.GET else first)


@screen("view_work", purpose="coordination")
@require_POST
@found
def look(request: HttpRequest, kind: str) -> HttpResponse:
    """Look for something in a list: the codes go into the address, what was typed does not."""
    kind_of(kind)
    key = typed.keep(request, f"list:{kind}", request.POST.get("q", "")[:100])
    codes = {name: request.POST[name][:40] for name in CODES if request.POST.get(name)}
    return redirect(address(kind, codes | ({"zoek": key} if key else {})))


@screen("view_work", purpose="coordination")
@require_GET
@found
def page(request: HttpRequest, kind: str) -> HttpResponse:
    """A page of a list, with what one saved for it."""
    chosen = kind_of(kind)
    form = filter_form(request, chosen)
    number = max(1, min(number_in(request.GET.get("pagina", "1")) or 1, 10_000))
    rows, more = chosen.fetch(form.chosen(), offset=(number - 1) * PER_PAGE, limit=PER_PAGE)
    role = request.user.role  # type: ignore[union-attr]
    leads, writes, user_id = may(role, "manage_team"), may(role, "write_letter"), request.user.pk or 0
    can = {"taken": True, "meldingen": leads, "huishoudens": leads or writes}[kind]
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
        "saved": [{"search": one, "mine": one.user_id == user_id} for one in privacy.saved_searches(kind)],
        "teams": accounts.teams_of(user_id),
        "query": query(request),
        "shown": number_in(request.GET.get("bewaard", "")),
        "may_bulk": can and form.chosen().state not in ("done", "closed"),
        "writes": writes,
        "colleagues": people(request, chosen) if kind == "meldingen" and leads else _successors(user_id, kind, leads),
        "undo": queries.last_bulk(int(request.session.get("bulk_done") or 0)),
        "back": f"list:{kind}",
        "may_report": kind == "meldingen" and may(role, "report_request"),
    }
    return render(request, "workplace/lists/list.html", context)


def _successors(user_id: int, kind: str, leads: bool) -> list[tuple[int, str]]:
    """Who of the teams that one leads could coordinate a household."""
    if kind != "huishoudens" or not leads:
        return []
    seats = [one for team in accounts.led_by(user_id) for one in accounts.colleagues(team.pk) if one.active]
    names = accounts.user_names(one.user_id for one in seats)
    found = {one.id: one.name for one in names.values() if may(one.role, "coordinate")}
    return sorted(found.items(), key=lambda one: fold(one[1]))


@screen("view_work", purpose="coordination")
@require_POST
@found
def save(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep what one looks for, under a name, for oneself or for a team. What was typed is not shared."""
    asked = given(request, kind_of(kind))
    wanted = number_in(request.POST.get("team", ""))
    team_id = wanted if wanted in {team.pk for team in accounts.teams_of(request.user.pk or 0)} else None
    if team_id is not None:
        asked.pop("q", None)
    asked = {name: value for name, value in asked.items() if value}
    kept = save_search(page=kind, name=request.POST.get("name", ""), query=urlencode(asked), team_id=team_id)
    if kept is None:
        messages.warning(request, _("Geef een naam. Er passen twintig zoekopdrachten bij een lijst."))
        return redirect("workplace:list", kind)
    if team_id is not None:
        messages.success(request, _("De zoekopdracht is bewaard voor uw team. Wat u typte, is niet gedeeld."))
    else:
        messages.success(request, _("De zoekopdracht is bewaard."))
    return redirect(address(kind, {"bewaard": str(kept.pk)}))


@screen("view_work", purpose="coordination")
@require_POST
@found
def forget(request: HttpRequest, kind: str) -> HttpResponse:
    """Forget a saved search of one's own."""
    kind_of(kind)
    drop_search(search_id=number_in(request.POST.get("search", "")) or 0)
    return redirect("workplace:list", kind)

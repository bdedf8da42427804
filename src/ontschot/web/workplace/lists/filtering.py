"""What is asked of a list: codes in the address; what was typed (it may be a name) in the session or a saved search."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from ontschot.accounts import queries as accounts
from ontschot.domain.plans import queries
from ontschot.foundation.folding import fold
from ontschot.privacy import queries as privacy
from ontschot.web.components import typed
from ontschot.web.screens import number_in
from ontschot.web.workplace.lists.kinds import KINDS, FilterForm, Kind

CODES = ("who", "state", "sort", "late")


def kind_of(slug: str) -> Kind:
    """The list of this name. Raises ObjectDoesNotExist."""
    if slug not in KINDS:
        raise ObjectDoesNotExist
    return KINDS[slug]


def given(request: HttpRequest, kind: Kind) -> dict[str, str]:
    """What was asked, by name of the field."""
    number = number_in(request.GET.get("bewaard", ""))
    if number is not None:
        kept = next((one for one in privacy.saved_searches(kind.slug) if one.pk == number), None)
        asked = QueryDict(kept.query if kept else "")
        return {name: asked[name] for name in (*CODES, "q") if name in asked}
    codes = {name: request.GET[name] for name in CODES if name in request.GET}
    return codes | {"q": typed.kept(request, f"list:{kind.slug}", request.GET.get("zoek", ""))}


def filter_form(request: HttpRequest, kind: Kind) -> FilterForm:
    """The form of the list, filled with what was asked."""
    form = FilterForm(given(request, kind), kind=kind, people=people(request, kind))
    form.is_valid()
    return form


def query(request: HttpRequest) -> str:
    """What was asked, for in an address."""
    return urlencode({n: request.GET[n] for n in (*CODES, "zoek", "bewaard") if request.GET.get(n)})


def address(kind: str, asked: dict[str, str]) -> str:
    """The list with what is asked of it."""
    here = reverse("workplace:list", args=[kind])
    return f"{here}?{urlencode(asked)}" if asked else here


def people(request: Any, kind: Kind) -> list[tuple[int, str]]:
    """Who can be chosen under 'with whom'."""
    if kind.slug == "huishoudens":
        return queries.coordinators_seen()
    teams = accounts.teams_of(request.user.pk or 0)
    found = {one.user_id: one.name for team in teams for one in accounts.colleagues(team.pk)}
    return sorted(found.items(), key=lambda one: fold(one[1]))

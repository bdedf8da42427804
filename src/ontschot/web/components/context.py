"""Context processor: what the frame around every page needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from ontschot.web.components.navigation import first_route, items, marked
from ontschot.web.help.screens import topic_of
from ontschot.web.help.tour import has_tour, of_page

# Each part of the frame takes the first of these routes that exists.
_FRAME = {
    "search_url": ("workplace:search",),
    "home_url": ("home", "entrance:home", "web:home"),
    "login_url": ("account_login", "entrance:login"),
    "logout_url": ("account_logout", "entrance:logout"),
    "persona_url": ("personas", "persona", "entrance:personas", "entrance:persona"),
    "language_url": ("set_language",),
    "gallery_url": ("web:gallery",),
}


ROLE_LABELS: dict[str, str | Promise] = {
    "access_worker": _("medewerker toegang"),
    "generalist": _("wijkcoach"),
    "team_leader": _("teamleider"),
    "partner": _("partner"),
    "policy_officer": _("beleidsmedewerker"),
    "privacy_officer": _("privacyfunctionaris"),
    "administrator": _("beheerder"),
    "resident": _("inwoner"),
}


def _frame(request: HttpRequest) -> dict[str, Any]:
    """Everything of the frame; asked only by templates that draw it."""
    user = getattr(request, "user", None)
    known = bool(user and user.is_authenticated)
    role: str = getattr(user, "role", "") if known else ""
    help_url = _help_of(request)
    return {
        **{name: first_route(*routes) for name, routes in _FRAME.items()},
        "nav": marked(items(role), request.path),
        "role": role,
        "help_url": help_url,
        "help_part": f"{help_url}?deel" if help_url else "",
        "words_url": first_route("help:words"),
        "news_url": first_route("help:news"),
        "tour_url": first_route("help:tour") if has_tour(role) else "",
        "tour": of_page(request, role) if known else None,
        "role_label": ROLE_LABELS.get(role, ""),
        "user": _shown(user) if known else None,
        "user_key": getattr(user, "pk", "") or "",
        "demo": bool(getattr(request, "demo", getattr(settings, "ONTSCHOT_DEMO", False))),
    }


def _help_of(request: HttpRequest) -> str:
    """The address of the help for this screen, or '' where there is no help at all."""
    match = getattr(request, "resolver_match", None)
    view = getattr(match, "view_name", "") or ""
    if view == "workplace:list" and match is not None:
        view = f"{view}/{match.kwargs.get('kind', '')}"
    try:
        return reverse("help:topic", args=[topic_of(view)])
    except NoReverseMatch:
        return ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``shell`` (nav, role, user, demo, tour, urls of search, login, logout, language, help)."""
    return {"shell": SimpleLazyObject(lambda: _frame(request))}


def _shown(user: Any) -> Any:
    """The name in the menu. A resident's account has none: who it belongs to stands behind the log."""
    return _("Mijn account") if user.role == "resident" else user

"""The front door: to one's own first page, the switch of persona of a demo, a password of one's own, help, health."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ontschot.accounts.queries import is_demo, persona, personas_by_role
from ontschot.web.components.context import ROLE_LABELS
from ontschot.web.components.navigation import items
from ontschot.web.help.topics import TOPICS
from ontschot.writing import own_texts

# What a persona can do, in a sentence; the table behind it is accounts.rules.CAPABILITIES.
_CAN: dict[str, str | Promise] = {
    "access_worker": _("Zoekt de juiste persoon, neemt een hulpvraag op en bepaalt wie hem oppakt."),
    "generalist": _("Voert het gesprek thuis, maakt met het huishouden het plan en houdt de regie."),
    "team_leader": _("Verdeelt het werk in het team en ziet wat blijft liggen."),
    "partner": _("Werkt mee aan een plan vanuit school, zorg of woningcorporatie, en ziet alleen het eigen deel."),
    "resident": _("Leest het eigen plan, zegt er iets van en ziet wie er meekeek."),
    "privacy_officer": _("Controleert in het logboek wie wat heeft ingezien, zonder de inhoud te zien."),
    "policy_officer": _("Onderzoekt wie wat samen gebruikt, in groepen: nooit personen."),
    "administrator": _("Beheert accounts, teams en stamgegevens, en ziet geen gegevens van inwoners."),
}


@never_cache
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """To the first page of one's role; whoever is not logged in comes to the door."""
    user = request.user
    if not user.is_authenticated:
        return redirect("personas" if is_demo() else "account_login")
    menu = items(user.role)
    if menu:
        return redirect(menu[0]["url"])
    return render(request, "entrance/nothing.html")


@never_cache
@require_http_methods(["GET", "POST"])
def personas(request: HttpRequest) -> HttpResponse:
    """In a demo: choose who you are. In a real database this page does not exist, and neither does what it does."""
    if not is_demo():
        raise Http404
    if request.method == "POST":
        number = request.POST.get("user", "")
        user = get_object_or_404(persona(), pk=int(number) if number.isdecimal() and len(number) < 19 else 0)
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        request.session["persona"] = True
        return redirect("home")
    groups = [
        {"label": ROLE_LABELS[role], "can": _CAN[role], "people": people, "role": role}
        for role, people in personas_by_role(list(_CAN)).items()
    ]
    return render(request, "entrance/personas.html", {"groups": groups})


@login_required
def change_password(request: HttpRequest) -> HttpResponseBase:
    """A password of one's own. Not for those who come in without a password at all."""
    if not request.user.is_authenticated or not request.user.has_usable_password():
        raise Http404
    response: HttpResponseBase = account.password_change(request)
    return response


@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """How to go on when one is stuck."""
    context: dict[str, Any] = {"demo": is_demo(), "topics": TOPICS, "own": own_texts.pages()}
    return render(request, "entrance/help.html", context)


@never_cache
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """200 when a page can be had, which takes the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")

"""Where a shortened address leads: who takes the end off an address comes to the page above it, never to nothing.

They show nothing and look nothing up: the page they lead to asks who may see it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

# What is left of the address -> the route above it and its arguments.
_LEADS: dict[str, tuple[str, ...]] = {
    "mijn/": ("home",),
    "mijn/plan/<int:number>/": ("portal:my_plan",),
    "mijn/plan/actie/": ("portal:my_plan",),
    "mijn/huishouden/": ("portal:my_plan",),
    "mijn/huishouden/<int:number>/": ("portal:my_plan",),
    "mijn/terugkijken/": ("portal:my_plan",),
    "mijn/afspraken/<int:number>/": ("portal:my_appointments",),
    "mijn/brieven/bijlage/": ("portal:my_letters",),
    "mijn/gesprek/eigen-plan/": ("portal:my_talks",),
    "mijn/gesprek/eigen-plan/bestand/": ("portal:my_talks",),
    "mijn/gesprek/verslag/": ("portal:my_talks",),
    "sturing/": ("home",),
    "sturing/teams/<int:number>/plaats/": ("steering:teams",),
    "account/": ("mfa_index",),
    "tweede-stap/sleutels/<int:number>/": ("mfa_list_webauthn",),
    "hulp/gemeente/": ("help",),
    "hulp/scherm/": ("help",),
    "werk/taken/": ("workplace:list", "taken"),
    "werk/taken/<int:number>/": ("workplace:list", "taken"),
    "werk/huishoudens/": ("workplace:list", "huishoudens"),
    "werk/plannen/": ("workplace:list", "huishoudens"),
    "werk/personen/": ("workplace:search",),
    "werk/afspraken/": ("workplace:calendar",),
    "werk/brieven/": ("workplace:mailings",),
    "werk/brieven/bijlage/": ("workplace:mailings",),
    "werk/afwezigheid/": ("workplace:absence",),
    "werk/team/<int:number>/": ("workplace:team",),
    "werk/team/<int:number>/medewerkers/": ("workplace:team",),
    **{
        f"werk/{part}/": ("workplace:my_work",)
        for part in (
            "acties", "agendapunten", "delen", "documenten", "doelen", "eigen-plannen", "feiten", "gesprekken",
            "journaal", "overleggen", "resultaten", "terugkijken", "veiligheid", "veiligheid/afspraak",
            "veiligheid/maatregel", "veranderingen",
        )
    },
}  # fmt: skip


@require_safe
def lead(request: HttpRequest, *, to: tuple[str, ...], number: int = 0) -> HttpResponse:
    """To the page above."""
    return redirect(*to)


urlpatterns: list[URLPattern] = [
    path(short, lead, {"to": to}, name="lead_number" if "<" in short else "lead") for short, to in _LEADS.items()
]

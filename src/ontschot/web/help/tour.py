"""The first-day tour: one step for each screen of somebody's menu, with what to try there. Nothing of a demo in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ontschot.accounts.rules import may
from ontschot.accounts.tours import tour_of
from ontschot.web.components.navigation import first_route, items

Label = str | Promise

PARAMETER = "rondleiding"  # in the address: which step this page shows

# What to say at each screen of a menu; a screen that is not here is no step.
_SAYS: dict[str, Label] = {
    "workplace:my_work": _("Hier begint elke dag. Wat dringend of te laat is, staat bovenaan. Klik gerust iets open."),
    "workplace:terms": _("Hier staan de wettelijke termijnen: wat te laat is of dat bijna wordt, staat vooraan."),
    "workplace:outreach": _("Hier staan mensen die niet zelf om hulp vroegen. U gaat er zelf op af."),
    "workplace:calendar": _("Hier staan uw afspraken."),
    "workplace:lists": _("Hier zet u werk in een lijst: zoeken, ordenen en iets in één keer doen."),
    "workplace:team": _("Hier ziet u wat bij uw team ligt, en verdeelt u het werk."),
    "workplace:identify": _(
        "Staat er iemand voor u? Zoek hier op BSN, of op naam met geboortedatum. Zoeken opent niets, en staat in het "
        "logboek."
    ),
    "workplace:search": _("Hier zoekt u in wat u mag zien. De toets '/' brengt u er altijd heen."),
    "workplace:request_new": _(
        "Hier neemt u een hulpvraag op, in de woorden van de inwoner. Probeer het nog niet uit."
    ),
    "workplace:requests": _("Hier staan de hulpvragen van uw team. Open er een en kijk wat er bij 'Wat nu?' staat."),
    "workplace:second_line": _("Hier ziet u wie een stap naar specialistische hulp voorstelde, en waarom."),
    "steering:messages": _("Hier kijkt u een bestand (iWmo of iJw) na. Er wordt niets van bewaard."),
    "steering:accounts": _("Hier maakt u accounts en teams. U ziet geen gegevens van inwoners."),
    "steering:reference": _(
        "Hier staan de woorden en lijsten van uw gemeente: standaardbrieven, huisstijl, hulp en nieuws."
    ),
    "steering:overlap": _("Hier onderzoekt u wie meer voorzieningen samen gebruikt, zonder dat u namen ziet."),
    "steering:log": _("Hier ziet u wie wat bekeek of wijzigde, en of er niets uit het logboek is weggehaald."),
    "help:words": _("Hier staan alle woorden uitgelegd, met de wet erbij. Op elk scherm krijgt u met '?' hulp."),
}


@dataclass(frozen=True)
class Step:
    """A step: which screen, what to say, which number of how many (from 1)."""

    number: int
    total: int
    title: str
    says: Label
    url: str

    @property
    def is_last(self) -> bool:
        """Whether the tour ends here."""
        return self.number == self.total


def has_tour(role: str) -> bool:
    """Whether there is a tour: for everybody of the municipality and its partners, not for a resident."""
    return bool(role) and may(role, "take_tour")


def steps(role: str) -> list[Step]:
    """The tour of a role; nothing for who has none."""
    screens = _screens(role)
    return [
        Step(number, len(screens), str(title), _SAYS[name], first_route(name))
        for number, (title, name) in enumerate(screens, start=1)
    ]


def _screens(role: str) -> list[tuple[Label, str]]:
    """Title and route of each step."""
    if not has_tour(role):
        return []
    of_menu = [(item["label"], item["url_name"]) for item in items(role) if item["url_name"] in _SAYS]
    return [*of_menu, (_("Woorden en hulp"), "help:words")]


def of_page(request: Any, role: str) -> dict[str, Any] | None:
    """What this page shows of the tour: a step, an invitation on the first page of a newcomer, or None."""
    screens = _screens(role)
    if not screens:
        return None
    asked = request.GET.get(PARAMETER, "")
    if asked.isascii() and asked.isdecimal() and 1 <= int(asked[:4]) <= len(screens):
        return {"step": steps(role)[int(asked) - 1]}
    if request.method != "GET" or request.path != first_route(screens[0][1]):
        return None
    kept = tour_of(request.user.pk)
    if kept is not None and kept.ended_at is not None:
        return None
    return {"invitation": True, "from": kept.step if kept else 1, "total": len(screens)}

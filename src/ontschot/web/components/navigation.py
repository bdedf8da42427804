"""The menu of each role. Only routes that exist are shown."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

Item = dict[str, Any]

MY_WORK: Item = {"label": _("Mijn werk"), "url_name": "workplace:my_work", "icon": "work", "key": "w"}
CALENDAR: Item = {"label": _("Agenda"), "url_name": "workplace:calendar", "icon": "calendar", "key": "d"}
LISTS: Item = {"label": _("Lijsten"), "url_name": "workplace:lists", "icon": "list", "key": "o"}
SEARCH: Item = {"label": _("Zoeken"), "url_name": "workplace:search", "icon": "search", "key": "z"}
IDENTIFY: Item = {"label": _("Inwoner zoeken"), "url_name": "workplace:identify", "icon": "person", "key": "i"}
NEW_REQUEST: Item = {"label": _("Nieuwe melding"), "url_name": "workplace:request_new", "icon": "plus", "key": "n"}
REQUESTS: Item = {
    "label": _("Meldingen"), "url_name": "workplace:requests", "list": "meldingen", "icon": "inbox", "key": "m",
}  # fmt: skip
OUTREACH: Item = {"label": _("Erop af"), "url_name": "workplace:outreach", "icon": "house", "key": "e"}
TERMS: Item = {"label": _("Termijnen"), "url_name": "workplace:terms", "icon": "clock", "key": "u"}
TEAM: Item = {"label": _("Mijn team"), "url_name": "workplace:team", "icon": "people", "key": "t"}
SECOND_LINE: Item = {"label": _("Tweede lijn"), "url_name": "workplace:second_line", "icon": "flag", "key": "h"}
LOG: Item = {"label": _("Logboek"), "url_name": "steering:log", "icon": "eye", "key": "l"}
REFERENCE: Item = {"label": _("Stamgegevens"), "url_name": "steering:reference", "icon": "list", "key": "s"}
ACCOUNTS: Item = {"label": _("Accounts"), "url_name": "steering:accounts", "icon": "people", "key": "a"}
MESSAGES: Item = {"label": _("Berichten nakijken"), "url_name": "steering:messages", "icon": "document", "key": "b"}
OVERLAP: Item = {"label": _("Samenloop"), "url_name": "steering:overlap", "icon": "people", "key": "o"}
MY_PLAN: Item = {"label": _("Mijn plan"), "url_name": "portal:my_plan", "icon": "plan", "key": "p"}
MY_REQUEST: Item = {"label": _("Hulp vragen"), "url_name": "portal:ask", "icon": "plus", "key": "n"}
WHO_LOOKED: Item = {"label": _("Wie keek mee"), "url_name": "portal:who_looked", "icon": "eye", "key": "k"}
MY_TALKS: Item = {"label": _("Mijn gesprek"), "url_name": "portal:my_talks", "icon": "talk", "key": "o"}
MY_APPOINTMENTS: Item = {
    "label": _("Mijn afspraken"),
    "url_name": "portal:my_appointments",
    "icon": "calendar",
    "key": "d",
}
MY_LETTERS: Item = {"label": _("Mijn brieven"), "url_name": "portal:my_letters", "icon": "mail", "key": "b"}
MY_DATA: Item = {"label": _("Mijn gegevens"), "url_name": "portal:my_data", "icon": "person", "key": "g"}

_BY_ROLE: dict[str, tuple[Item, ...]] = {
    "access_worker": (MY_WORK, CALENDAR, LISTS, IDENTIFY, SEARCH, NEW_REQUEST, REQUESTS, OUTREACH, TERMS, MESSAGES),
    "generalist": (MY_WORK, CALENDAR, LISTS, IDENTIFY, SEARCH, NEW_REQUEST, REQUESTS, OUTREACH, TERMS),
    "team_leader": (
        MY_WORK,
        CALENDAR,
        LISTS,
        TEAM,
        IDENTIFY,
        SEARCH,
        NEW_REQUEST,
        REQUESTS,
        OUTREACH,
        TERMS,
        SECOND_LINE,
    ),
    "partner": (MY_WORK, CALENDAR, LISTS, SEARCH, NEW_REQUEST),
    "policy_officer": (OVERLAP, REFERENCE),
    "privacy_officer": (LOG,),
    "administrator": (ACCOUNTS, REFERENCE, MESSAGES),
    "resident": (MY_PLAN, MY_APPOINTMENTS, MY_TALKS, MY_LETTERS, MY_REQUEST, WHO_LOOKED, MY_DATA),
}


@cache  # the addresses of the program; a page asks for thirty
def first_route(*names: str) -> str:
    """The path of the first route that exists without arguments, or ''."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


def items(role: str) -> list[Item]:
    """The menu of ``role``: ``{label, url_name, icon, key, url}`` in order; unknown role: nothing."""
    menu = []
    for item in _BY_ROLE.get(role, ()):
        # The requests are one of the lists; their menu item goes there at once.
        url = reverse("workplace:list", args=[item["list"]]) if "list" in item else first_route(item["url_name"])
        if url:
            menu.append({**item, "url": url})
    return menu


def marked(menu: list[Item], path: str) -> list[Item]:
    """The menu with the item that fits the path best as current."""
    fitting = [item for item in menu if path == item["url"] or (item["url"] != "/" and path.startswith(item["url"]))]
    best = max((item["url"] for item in fitting), key=len, default=None)
    return [{**item, "current": item["url"] == best} for item in menu]

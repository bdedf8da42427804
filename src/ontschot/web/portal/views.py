"""My plan, my data and who looked."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ontschot.domain.people import queries as people
from ontschot.privacy import queries as privacy
from ontschot.web.portal import access_lines, log_lines
from ontschot.web.screens import screen

own_screen = screen("own_plan", purpose="own_data", ground="data_subject")
LINES = 400  # log lines read for one page of looks


@own_screen
def who_looked(request: HttpRequest) -> HttpResponse:
    """Who looked at me, or at the child I represent, and why."""
    persons = people.names_of(privacy.own_persons())
    chosen = _chosen(request, persons)
    before = _moment(request.GET.get("voor", ""))
    entries = privacy.who_looked(person_id=chosen, limit=LINES, before=before)
    only_others = request.GET.get("alleen-anderen") == "1"
    found = log_lines.looks(entries, own_user_id=request.user.pk)
    older = ""
    if len(entries) == LINES:
        again = {"persoon": chosen, "voor": entries[-1].at.isoformat(), "alleen-anderen": "1" if only_others else ""}
        older = f"{reverse('portal:who_looked')}?{urlencode(again)}"
    return render(
        request,
        "portal/who_looked.html",
        {
            "looks": [look for look in found if not (only_others and look.own)],
            "only_others": only_others,
            "persons": sorted(persons.items()),
            "chosen": chosen,
            "older": older,
        },
    )


def _chosen(request: HttpRequest, persons: dict[int, str]) -> int:
    """The person asked for, if it is oneself or a child one represents; else oneself."""
    own = privacy.own_persons(represented=False)
    if not own:
        raise Http404
    asked = request.GET.get("persoon", "")
    return int(asked) if asked.isdecimal() and int(asked) in persons else own[0]


def _moment(text: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


@own_screen
def my_data(request: HttpRequest) -> HttpResponse:
    """What the municipality holds about me: name, address, the people around me, and who may look now."""
    dossiers = [people.dossier(pk) for pk in privacy.own_persons()]
    households = people.own_households()
    grants = [g for h in households for g in privacy.grants_on(household_id=h.pk)]
    grants += [g for d in dossiers for g in privacy.grants_on(person_id=d.person.pk)]
    return render(
        request,
        "portal/my_data.html",
        {"dossiers": dossiers, "households": households, "open_to": access_lines.lines(grants, request.user.pk)},
    )

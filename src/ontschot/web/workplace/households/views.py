"""One household on one page, its timeline, and one person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ontschot.accounts.rules import may
from ontschot.domain.access import queries as access
from ontschot.domain.people import queries as people
from ontschot.domain.plans import queries as plans
from ontschot.web.components.lines import line_chart
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import found
from ontschot.web.workplace.households.chips import Chip, chip, flags_of

CAPABILITIES = (
    "make_plan",
    "coordinate",
    "involve",
    "appoint_coordinator",
    "correct_household",
    "hold_conversation",
    "triage",
    "safeguard",
)
SHORT_JOURNAL = 4
SHORT_TIMELINE = 12
LONG_TIMELINE = 200


@screen("view_household", purpose="coordination")
@require_GET
@found
def household(request: HttpRequest, household_id: int) -> HttpResponse:
    """Everything of a household on one screen."""
    home = people.household(household_id, relations=True, residences=True)
    role = request.user.role  # type: ignore[union-attr]
    plan, tasks = plans.plan_of_household(household_id), plans.tasks_of_household(household_id)
    municipal = may(role, "triage")
    requests = access.requests_of_household(household_id) if municipal else []
    context = {
        "home": home,
        "homes": home.homes,
        "chips": [
            replace(chip(m), url=reverse("workplace:person", args=[m.person.pk]) if m.person else "")
            for m in home.members
        ],
        "former": [(chip(m), m.until) for m in home.former],
        "plan": plan,
        "around": plan.around if plan else plans.around(household_id),
        "tasks": tasks,
        "later": [one for one in tasks if one.later],
        "requests": requests,
        "term_requests": [line for line in requests if line.state not in ("answered", "withdrawn")],
        "concern": may(role, "safeguard") and access.safety_concern(household_id),
        "terms": access.terms_of_household(household_id) if municipal else [],
        "conversations": access.conversations_of_household(household_id) if municipal else [],
        "journal": plans.journal(household_id, limit=SHORT_JOURNAL),
        "documents": plans.documents(household_id),
        "chart": line_chart(plans.fewer_over_time(household_id)),
        "appointments": plans.appointments_of_household(household_id, limit=5),
        "timeline": with_links(plans.timeline(household_id, limit=SHORT_TIMELINE), household_id, municipal),
        "may": {name: may(role, name) for name in CAPABILITIES},
        "municipal": municipal,
    }
    return render(request, "workplace/households/household.html", context)


def _linked(one: Chip) -> Chip:
    return replace(one, url=reverse("workplace:person", args=[one.person_id])) if one.person_id else one


@screen("view_household", purpose="coordination")
@require_GET
@found
def timeline(request: HttpRequest, household_id: int) -> HttpResponse:
    """All channels in one list."""
    home = people.household(household_id)
    municipal = may(request.user.role, "triage")  # type: ignore[union-attr]
    events = with_links(plans.timeline(household_id, limit=LONG_TIMELINE), household_id, municipal)
    return render(request, "workplace/households/timeline.html", {"home": home, "events": events})


def with_links(events: list[Any], household_id: int, municipal: bool) -> list[dict[str, Any]]:
    """Entries for the timeline component; requests and conversations have a page for the municipality only."""
    return [
        {
            "when": event.when,
            "title": event.title,
            "text": event.text,
            "who": event.who,
            "icon": event.icon,
            "url": _link(event.target, event.target_id, household_id, municipal),
        }
        for event in events
    ]


def _link(target: str, number: int, household_id: int, municipal: bool) -> str:
    if target == "plan":
        return reverse("workplace:plan", args=[household_id])
    if target in ("document", "evaluation", "conference") or (target in ("request", "conversation") and municipal):
        return reverse(f"workplace:{target}", args=[number])
    return ""


@screen("view_household", purpose="coordination")
@require_GET
@found
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: how to reach them, where they live, who is around them."""
    dossier = people.dossier(person_id)
    homes = people.households_of(person_id)
    around = people.names_of(one.other_person_id for one in dossier.relations if one.other_person_id)
    context = {
        "dossier": dossier,
        "relations": [(one, one.other_person_id in around) for one in dossier.relations],
        "person": dossier.person,
        "flags": flags_of(dossier.person),
        "homes": homes,
        "home": homes[0] if homes else None,
        "may": {"correct_household": may(request.user.role, "correct_household")},  # type: ignore[union-attr]
    }
    return render(request, "workplace/households/person.html", context)

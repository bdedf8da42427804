"""The safety page of a household."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ontschot.domain.access import queries
from ontschot.web.screens import screen
from ontschot.web.workplace.requests.guards import not_found
from ontschot.web.workplace.safety.words import STEPS


@screen("safeguard", purpose="safety")
@require_GET
@not_found
def safety(request: HttpRequest, household_id: int) -> HttpResponse:
    """Where the reporting code stands, the safety plan, and what is imposed."""
    view = queries.safety_of(household_id)
    steps = []
    if view.open:
        taken = view.open.taken
        steps = [{"number": n, "name": name, "done": n in taken} for n, name in STEPS.items()]
    context = {"view": view, "case": view.open, "steps": steps, "step_names": STEPS}
    return render(request, "workplace/safety/safety.html", context)

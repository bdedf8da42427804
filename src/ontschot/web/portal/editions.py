"""Earlier editions of the plan: what held when, and what changed, for oneself and the children one speaks for."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ontschot.domain.people import queries as people
from ontschot.domain.plans import queries
from ontschot.privacy import log
from ontschot.web.portal.views import own_screen
from ontschot.web.screens import number_in


@own_screen
@require_GET
def plan_editions(request: HttpRequest, plan_id: int) -> HttpResponse:
    """All editions; what changed up to the one that was chosen (the newest), read from the one before it.

    A reader sees the changes of what they may see: their own, the household's, and those of a child below 16 over whom
    they have authority.
    """
    homes = {home.pk for home in people.own_households()}
    try:
        record = queries.plan(plan_id).record
        editions = queries.editions(plan_id)
    except ObjectDoesNotExist as error:
        log.refused("read", "plan")
        raise Http404 from error
    if record.household_id not in homes:
        log.refused("read", "plan")
        raise Http404
    numbers = [one.number for one in editions]
    chosen = number_in(request.GET.get("uitgave", ""))
    chosen = chosen if chosen in numbers else numbers[0]
    before = next((number for number in numbers if number < chosen), None)
    comparison = queries.compare(plan_id, before, chosen) if before is not None else None
    context = {"record": record, "editions": editions, "chosen": chosen, "before": before, "comparison": comparison}
    return render(request, "portal/editions.html", context)

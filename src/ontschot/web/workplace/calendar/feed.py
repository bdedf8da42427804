"""Times for a calendar program: an address that shows when somebody has appointments, and nothing of whom or where."""

from __future__ import annotations

import icalendar
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ontschot.accounts import feeds
from ontschot.accounts.models import User
from ontschot.domain.plans import queries
from ontschot.foundation.cipher import keyed_hash
from ontschot.privacy import acting
from ontschot.web.middleware import origin_of
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import actor_of, sent


@screen("view_work", purpose="coordination")
def connect(request: HttpRequest) -> HttpResponse:
    """Make an address, shown once; or withdraw it."""
    address = ""
    if request.method == "POST":
        if request.POST.get("withdraw"):
            feeds.revoke_feed(by=actor_of(request), **sent(request, False))
            return redirect("workplace:calendar_feed")
        _feed, token = feeds.make_feed(by=actor_of(request), **sent(request, False))
        if token:
            address = request.build_absolute_uri(reverse("workplace:calendar_ics", args=[token]))
    context = {"feed": feeds.current_feed(request.user.pk or 0), "address": address}
    return render(request, "workplace/calendar/feed.html", context)


@require_GET
def read(request: HttpRequest, token: str) -> HttpResponse:
    """The moments of whoever this token belongs to; the same 404 for every other token."""
    user = feeds.reader(token) if len(token) < 100 else None
    if user is None:
        raise Http404
    actor = acting.Actor(
        user.pk,
        user.role,
        "coordination",
        origin_of(request),
        ground="public_task",
        organisation_id=user.organisation_id,
    )
    with acting.acting(actor):
        moments = queries.my_moments()
    response = HttpResponse(_calendar(user, moments), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = 'inline; filename="agenda.ics"'
    return response


def _calendar(user: User, moments: list[queries.Moment]) -> bytes:
    """As RFC 5545: begin, end and 'Afspraak'; the number of the appointment cannot be read from its UID."""
    made = icalendar.Calendar()
    made.add("prodid", "-//Ontschot//agenda//NL")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Ontschot")
    with translation.override(user.language):
        title = _("Afspraak")
    for moment in moments:
        event = icalendar.Event()
        event.add("uid", f"{keyed_hash(f'appointment {moment.number}').hex()[:32]}@ontschot")
        event.add("dtstamp", timezone.now())
        event.add("dtstart", moment.starts_at)
        event.add("dtend", moment.ends_at)
        event.add("sequence", moment.version - 1)
        event.add("summary", title)
        event.add("class", "PRIVATE")
        made.add_component(event)
    return bytes(made.to_ical())

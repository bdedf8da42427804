"""My letters: what the municipality sent me, and each as PDF."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from ontschot.domain.people import queries as people
from ontschot.privacy import queries as privacy
from ontschot.web.screens import screen
from ontschot.writing import queries

own_screen = screen("own_plan", purpose="own_data", ground="data_subject")


@own_screen
@require_GET
def my_letters(request: HttpRequest) -> HttpResponse:
    """The letters to me, to who I represent and to my household."""
    persons = privacy.own_persons()
    households = [household.pk for household in people.own_households()]
    names = people.names_of(persons)
    lines = [{"line": one, "to": names.get(one.person_id or 0, "")} for one in queries.letters_to(persons, households)]
    return render(request, "portal/my_letters.html", {"lines": lines})


@own_screen
@require_GET
def my_letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """One letter as it was sent."""
    try:
        found = queries.letter(letter_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename=f"{found.title}.pdf") or ""
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response

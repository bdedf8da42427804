"""My letters: what the municipality sent me, and each as PDF."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ontschot.domain.people import queries as people
from ontschot.privacy import queries as privacy
from ontschot.web.screens import screen
from ontschot.writing import actions, queries

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
    """One letter as it was sent; one that was withdrawn opens no more: the list says why."""
    try:
        found = queries.letter(letter_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if queries.is_withdrawn(letter_id):
        messages.info(request, _("Deze brief is ingetrokken. Hieronder leest u waarom."))
        return redirect("portal:my_letters")
    actions.note_opening(by=request.actor, letter=found)  # type: ignore[attr-defined]
    return _pdf(bytes(found.pdf), f"{found.title}.pdf")


@own_screen
@require_GET
def my_attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """A PDF that came with a letter."""
    try:
        found = queries.attachment(attachment_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if queries.is_withdrawn(found.letter_id):
        return redirect("portal:my_letters")
    return _pdf(bytes(found.content), found.file_name, download=True)


def _pdf(content: bytes, name: str, *, download: bool = False) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=download, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    if download:
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

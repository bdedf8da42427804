"""My letters: what the municipality sent me, and each as PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ontschot.domain.access import queries as access
from ontschot.domain.people import queries as people
from ontschot.privacy import queries as privacy
from ontschot.web.components import letters
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


class Withdrawn(Exception):
    """This letter opens no more."""


View = Callable[..., HttpResponse]


def unless_withdrawn(view: View) -> View:
    """A letter that is not there or not open is a 404; one that was withdrawn leads to the list, which says why."""

    @wraps(view)
    def guarded(request: HttpRequest, **numbers: int) -> HttpResponse:
        try:
            return view(request, **numbers)
        except ObjectDoesNotExist as error:
            raise Http404 from error
        except Withdrawn:
            messages.info(request, _("Deze brief is ingetrokken. Hieronder leest u waarom."))
            return redirect("portal:my_letters")

    return guarded


@own_screen
@require_GET
@unless_withdrawn
def my_letter_read(request: HttpRequest, letter_id: int) -> HttpResponse:
    """One letter or report as it was sent, on a page of its own: with a way back, and to keep as PDF."""
    found = _opened(request, letter_id)
    households = [household.pk for household in people.own_households()]
    report = next((one.id for one in access.own_reports(households) if one.letter_id == letter_id), None)
    context = {**letters.context(found), "number": letter_id, "report": report}
    return render(request, "portal/letter_read.html", context)


@own_screen
@require_GET
@unless_withdrawn
def my_letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The PDF of a letter as it was sent."""
    found = _opened(request, letter_id)
    return _pdf(bytes(found.pdf), f"{found.title}.pdf")


@own_screen
@require_GET
@unless_withdrawn
def my_attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """A PDF that came with a letter."""
    found = queries.attachment(attachment_id)
    _still_there(found.letter_id)
    return _pdf(bytes(found.content), found.file_name, download=True)


def _opened(request: HttpRequest, letter_id: int) -> Any:
    """The letter, noted as opened. Raises Withdrawn, ObjectDoesNotExist."""
    found = queries.letter(letter_id)
    _still_there(letter_id)
    actions.note_opening(by=request.actor, letter=found)  # type: ignore[attr-defined]
    return found


def _still_there(letter_id: int) -> None:
    if queries.is_withdrawn(letter_id):
        raise Withdrawn


def _pdf(content: bytes, name: str, *, download: bool = False) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=download, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    if download:
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

"""Pages for what goes wrong: plain Dutch, what to do now, nothing about what exists or how it works inside."""

from __future__ import annotations

import logging
import sys
import uuid
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def _pages() -> dict[int, tuple[str, list[str], list[str]]]:
    """Status -> (title, what happened, what to do). Made per call, in the language of the reader."""
    return {
        400: (
            _("Deze vraag begrijpen wij niet"),
            [_("Wat uw browser stuurde is niet compleet of niet geldig. Er is niets opgeslagen.")],
            [
                _("Ga terug met de knop van uw browser en probeer het opnieuw."),
                _("Blijft het misgaan? Begin dan bij het begin."),
            ],
        ),
        401: (
            _("U bent uitgelogd"),
            [_("U was een tijd niet actief, of u hebt zelf uitgelogd. Tekst die u typte staat nog op dit apparaat.")],
            [_("Log opnieuw in. Ga daarna naar de pagina waar u bezig was: wij zetten uw tekst terug.")],
        ),
        403: (
            _("Deze pagina is niet voor u bedoeld"),
            [_("Met uw rol of voor dit doel kunt u deze pagina niet openen. Dat is geen fout van u.")],
            [_("Ga terug naar het begin."), _("Hebt u dit nodig voor uw werk? Vraag uw teamleider.")],
        ),
        404: (
            _("Deze pagina vinden wij niet"),
            [_("Het adres klopt niet, of u mag deze pagina niet zien.")],
            [_("Controleer het adres."), _("Ga terug naar het begin en zoek vanaf daar.")],
        ),
        409: (
            _("Dit is intussen gewijzigd"),
            [_("Iemand anders was u voor. Wat u invulde is niet opgeslagen, en ook niet verloren.")],
            [_("Ga terug, haal de pagina opnieuw op en vul uw tekst opnieuw in.")],
        ),
        413: (
            _("Dit is te groot"),
            [_("Een bestand of tekst is groter dan wij kunnen bewaren. Er is niets opgeslagen.")],
            [_("Ga terug en kies een kleiner bestand (hoogstens 10 MB), of verdeel de tekst.")],
        ),
        429: (
            _("Even wachten"),
            [_("U deed dit te vaak achter elkaar.")],
            [_("Wacht een paar minuten en probeer het dan opnieuw.")],
        ),
        500: (
            _("Er ging iets mis bij ons"),
            [_("Dit ligt niet aan u. Wat u verstuurde is niet half opgeslagen: het lukte, of er gebeurde niets.")],
            [
                _("Ga terug en kijk of uw wijziging er staat. Zo niet, probeer het opnieuw."),
                _("Gaat het weer mis? Geef dan het nummer hieronder door aan de beheerder."),
            ],
        ),
        503: (
            _("Ontschot is even niet bereikbaar"),
            [_("Wij zijn bezig of herstellen iets. Tekst die u typte staat nog op dit apparaat.")],
            [_("Wacht een halve minuut en laad deze pagina dan opnieuw.")],
        ),
    }


def page(status: int, *, reference: str = "", headers: dict[str, str] | None = None) -> HttpResponse:
    """The page of ``status`` (400, 401, 403, 404, 409, 413, 429, 500 or 503). Asks nothing of the database."""
    title, sentences, advice = _pages()[status]
    context: dict[str, Any] = {"title": title, "sentences": sentences, "advice": advice, "reference": reference}
    return HttpResponse(render_to_string("components/error.html", context), status=status, headers=headers)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400; more text than is taken in gets the page that says so."""
    return page(413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404: the same whether it does not exist or may not be seen."""
    return page(404)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: with a number that also stands in the server's own log; 503 when the database was lost on the way.

    Middleware that reads the session or the user meets a lost database outside any view, and only this hears of it.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return unavailable(request)
    reference = uuid.uuid4().hex[:8]
    logger.error("reference %s shown for %s", reference, getattr(request.resolver_match, "view_name", "?"))
    return page(500, reference=reference)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 with a hint to browsers and proxies when to come back."""
    return page(503, headers={"Retry-After": "5"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: nearly always a session that ended while somebody typed."""
    title = _("Deze pagina is verlopen")
    sentences = [_("U was uitgelogd of opnieuw ingelogd sinds u deze pagina opende. Er is niets opgeslagen.")]
    advice = [_("Ga terug met de knop van uw browser en laad de pagina opnieuw. Uw tekst wordt dan teruggezet.")]
    context = {"title": title, "sentences": sentences, "advice": advice}
    return HttpResponse(render_to_string("components/error.html", context), status=403)

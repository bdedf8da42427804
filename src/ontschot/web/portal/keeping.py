"""What a resident takes along: the plan as accessible PDF, and the own plan that they handed in."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ontschot.domain.access import queries as access
from ontschot.domain.people import queries as people
from ontschot.domain.plans import queries as plans
from ontschot.privacy import log
from ontschot.privacy import queries as privacy
from ontschot.web.components.wording import dutch_date
from ontschot.web.portal.plan_letter import plan_letter
from ontschot.web.portal.views import own_screen
from ontschot.writing import queries as writing
from ontschot.writing import typeset
from ontschot.writing.rules.letter import Letter, Paragraph


def _language() -> str:
    return "en" if get_language() == "en" else "nl"


def _file(content: bytes, media_type: str, name: str, *, as_attachment: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment, name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _pdf(letter: Letter, name: str) -> HttpResponse:
    style = writing.style_of(writing.house_style())
    return _file(typeset.typeset(letter, style).content, "application/pdf", name, as_attachment=False)


@own_screen
@require_GET
def plan_pdf(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan of one's own household, as one may see it, as PDF/UA in the language of the screen."""
    homes = {home.pk: home for home in people.own_households()}
    try:
        view = plans.plan(plan_id)
    except ObjectDoesNotExist as error:
        log.refused("read", "plan")
        raise Http404 from error
    home = homes.get(view.record.household_id)
    if home is None:
        log.refused("read", "plan")
        raise Http404
    letter = plan_letter(
        view,
        plans.parts(home.pk),
        household_name=home.name,
        members=[row.name for row in view.agreements if row.name],
        date=writing.letter_date(),
        language=_language(),
    )
    return _pdf(letter, f"{_('Ons plan')}.pdf")


@own_screen
@require_GET
def own_plan_file(request: HttpRequest, own_plan_id: int) -> HttpResponse:
    """The own plan that was handed in for oneself or who one represents: the file, or the text as PDF."""
    try:
        record = access.personal_plan(own_plan_id)
    except ObjectDoesNotExist as error:
        log.refused("read", "personal_plan")
        raise Http404 from error
    if record.person_id not in privacy.own_persons():
        log.refused("read", "personal_plan")
        raise Http404
    if record.content and "tekst" not in request.GET:
        return _file(bytes(record.content), record.media_type, record.file_name, as_attachment=True)
    letter = Letter(
        title=_("Mijn eigen plan"),
        language=_language(),
        date=record.received_on,
        blocks=(
            Paragraph(_("Ingeleverd op %(date)s.") % {"date": dutch_date(record.received_on)}),
            Paragraph(record.text or "–", quote=True),
        ),
        recipient=tuple(people.names_of([record.person_id]).values()),
    )
    return _pdf(letter, f"{_('Mijn eigen plan')}.pdf")

"""The guide to prepare a conversation: for everybody, on screen, on paper and as accessible PDF. Nothing of anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontschot.domain.access import queries
from ontschot.writing import queries as writing
from ontschot.writing import typeset
from ontschot.writing.rules.letter import Block, Bullets, Facts, Heading, Letter, Paragraph


def questions() -> list[tuple[str, str]]:
    """What to think about, and what it means."""
    return [
        (_("Wat wilt u het liefst?"), _("Stel dat het goed gaat. Wat is er dan anders?")),
        (_("Wat gaat goed?"), _("Waar bent u goed in? Waar bent u trots op?")),
        (_("Wat doet u zelf?"), _("Wat lukt u zelf, ook al kost het moeite?")),
        (_("Wie helpt u al?"), _("Familie, vrienden, buren of een hulpverlener.")),
        (_("Wie zorgt er voor u, of voor wie zorgt u?"), _("Hoe zwaar is dat? Wat zou helpen?")),
        (_("Wat is er nog nodig?"), _("Denk nog niet aan welke hulp. Denk aan wat er anders moet zijn.")),
    ]


def rights() -> list[tuple[str, str]]:
    """What a resident may, and where the law says so."""
    return [
        (_("U mag iemand meenemen: familie, een vriend of een buur."), ""),
        (_("U krijgt gratis hulp bij het gesprek van iemand die niet bij de gemeente werkt."), "Wmo 2015 art. 2.2.4"),
        (
            _("U mag een eigen plan maken. U hebt daar zeven dagen voor, vanaf uw vraag."),
            "Wmo 2015 art. 2.3.2 lid 2",
        ),
        (_("Ouders mogen met familie een plan maken over hulp voor hun kind."), "Jeugdwet art. 4.1.2"),
        (_("Hebt u een tolk nodig? Zeg het ons. Wij regelen het."), ""),
        (_("Binnen zes weken na uw vraag weten wij samen wat nodig is."), "Wmo 2015 art. 2.3.2 lid 1"),
        (_("U krijgt een verslag. U zegt of het klopt."), "Wmo 2015 art. 2.3.2 lid 8"),
        (_("U ziet altijd wie uw gegevens heeft bekeken."), "AVG art. 15"),
    ]


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The guide on screen; prints well."""
    context = {
        "questions": questions(),
        "rights": rights(),
        "domains": queries.life_domains(),
        "areas": queries.result_areas(),
        "style": writing.house_style(),
    }
    return render(request, "portal/guide.html", context)


@require_safe
def guide_pdf(request: HttpRequest) -> HttpResponse:
    """The guide as PDF/UA, in the language of the screen."""
    record = writing.house_style()
    support = [part for part in (record.support_name, record.support_phone, record.support_website) if part]
    blocks: list[Block] = [
        Paragraph(_("U vroeg hulp. Wij praten daarover met u, bij u thuis of ergens anders. Deze gids helpt u.")),
        Heading(_("Denk hier vast over na")),
        Facts(tuple(questions())),
        Heading(_("Daar kan het gesprek over gaan")),
        Facts(tuple((str(domain), domain.explanation) for domain in queries.life_domains())),
        Heading(_("Dit is voor iedereen belangrijk")),
        Facts(tuple((str(area), area.explanation) for area in queries.result_areas())),
        Heading(_("Dit mag u")),
        Bullets(tuple(f"{text} ({article})" if article else text for text, article in rights())),
    ]
    if support:
        blocks += [Heading(_("Gratis hulp bij het gesprek")), Paragraph(", ".join(support))]
    letter = Letter(
        title=_("Uw gesprek voorbereiden"),
        language="en" if get_language() == "en" else "nl",
        date=writing.letter_date(),
        blocks=tuple(blocks),
    )
    response = HttpResponse(typeset.typeset(letter, writing.style_of(record)).content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="gesprek-voorbereiden.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

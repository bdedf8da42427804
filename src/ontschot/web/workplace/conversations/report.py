"""The report of a conversation as a letter: what was said, in the words in which it was said, and what one can do."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import override

from ontschot.domain.access.queries import CarerLine, ConversationView, DomainPart
from ontschot.writing.rules.letter import Block, Bullets, Facts, Heading, Letter, Paragraph
from ontschot.writing.typeset import date_in_words


def report(view: ConversationView, carers: list[CarerLine], *, date: dt.date, language: str) -> Letter:
    """The report in the language of letters; what people said stays in the language in which it was written."""
    with override(language):
        blocks = (*_opening(view, language), *_domains(view), *_carers(carers), *_ending())
        return Letter(
            title=_("Verslag van ons gesprek"),
            language=language,
            date=date,
            blocks=tuple(blocks),
            recipient=(view.household_name, *(m.name for m in view.members)),
            reference=view.request.reference if view.request else "",
            contact=view.led_by,
        )


# In the words of who reads it: 'bij u thuis', not 'bij de inwoner thuis'.
_PLACES = {
    "home": lambda: _("bij u thuis"),
    "office": lambda: _("op kantoor"),
    "phone": lambda: _("per telefoon of beeld"),
    "elsewhere": lambda: _("ergens anders"),
}


def _opening(view: ConversationView, language: str) -> list[Block]:
    record = view.record
    pairs = [
        (_("Datum van het gesprek"), date_in_words(record.held_on, language)),
        (_("Waar"), _PLACES[record.place]()),
        (_("Wie waren erbij"), record.present),
        (_("Waarover"), record.about),
    ]
    blocks: list[Block] = [
        Paragraph(_("Dit is het verslag van ons gesprek. Het is van u. Lees het rustig door.")),
        Facts(tuple((name, value) for name, value in pairs if value)),
    ]
    if record.wish.strip():
        blocks += [Heading(_("Wat u het liefst wilt")), Paragraph(record.wish, quote=True)]
    return blocks


def _domains(view: ConversationView) -> list[Block]:
    blocks: list[Block] = []
    for part in view.parts:
        if part.texts or part.results:
            blocks += _domain(part)
    return blocks


def _domain(part: DomainPart) -> list[Block]:
    names = {
        "wants": _("Wat u wilt"),
        "good_at": _("Wat goed gaat"),
        "does": _("Wat u zelf doet"),
        "others_do": _("Wat anderen doen"),
        "needed": _("Wat er nog nodig is"),
    }
    blocks: list[Block] = [Heading(str(part.domain))]
    if part.texts:
        blocks.append(Facts(tuple((names[name], text) for name, text in part.texts)))
    if part.results:
        results = tuple(f"{line.text} ({line.person_name})" if line.person_name else line.text for line in part.results)
        blocks += [Paragraph(_("Dit willen wij samen bereiken:")), Bullets(results)]
    return blocks


def _carers(carers: list[CarerLine]) -> list[Block]:
    blocks: list[Block] = [Heading(_("Wie voor u zorgt"))] if carers else []
    for line in carers:
        record = line.record
        pairs = [
            (_("Wie"), record.name),
            (_("Wat diegene doet"), record.does),
            (_("Uren per week"), str(record.hours) if record.hours is not None else ""),
            (_("Hoe zwaar het is"), record.get_burden_display() if record.burden else ""),
            (_("Hoeveel diegene aankan"), record.get_capacity_display() if record.capacity else ""),
            (_("Wat zou helpen"), record.needs),
        ]
        blocks.append(Facts(tuple((name, value) for name, value in pairs if value)))
    return blocks


def _ending() -> list[Block]:
    return [
        Heading(_("Klopt dit verslag?")),
        Paragraph(_("Zeg het ons als er iets niet klopt, of als u iets bent vergeten.")),
        Bullets(
            (
                _("Log in en kijk bij 'Mijn gesprek'. Daar kunt u zeggen of het klopt."),
                _("Of bel ons. Wij schrijven het voor u op."),
            )
        ),
        Paragraph(_("Wat u zegt, bewaren wij bij dit verslag. Wij veranderen het verslag niet zonder dat u het ziet.")),
    ]

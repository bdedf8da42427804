"""Standard letters of the product and of the municipality: what stands in a letter before the writer makes it fit.

In plain Dutch, held by a test. Lines that begin with '- ' are a list and lines that begin with '# ' a heading; see
writing.rules.letter.blocks_of.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ontschot.writing.rules import placeholders
from ontschot.writing.rules.letter import LANGUAGES
from ontschot.writing.standard import standard_letters as own_letters
from ontschot.writing.typeset import date_in_words

if TYPE_CHECKING:
    from ontschot.writing.models import StandardLetter

Label = str | Promise
_PLACES = {"name": "{naam}", "plan_until": "{plan_tot}", "support": "{ondersteuning}"}


@dataclass(frozen=True)
class Standard:
    """A standard letter. ``title`` and ``body`` are in the language of the letter when they are filled."""

    code: str
    name: Label
    title: Label
    body: Label
    own: StandardLetter | None = None  # the municipality's edition


@dataclass(frozen=True)
class Filled:
    """What is known when a letter is begun; each may be empty."""

    name: str = ""
    reference: str = ""
    plan_until: dt.date | None = None
    plan_over: bool = False  # the days in which an own plan may be handed in have passed
    support: str = ""
    address: str = ""
    date: str = ""
    writer: str = ""
    municipality: str = ""
    phone: str = ""


STANDARD: tuple[Standard, ...] = (
    Standard(
        "free",
        _("Eigen brief"),
        "",
        _("Beste %(name)s,\n\n"),
    ),
    Standard(
        "received",
        _("Wij hebben uw hulpvraag ontvangen"),
        _("Wij hebben uw hulpvraag ontvangen"),
        _(
            "Beste %(name)s,\n\nU vroeg ons om hulp. Dat is goed bij ons aangekomen. "
            "In deze brief leest u wat er nu gebeurt.\n\n"
            "# Wat gaan wij doen?\nWij bellen u om een gesprek af te spreken. "
            "Binnen zes weken weten wij samen met u wat nodig is. Dat staat in de wet (Wmo 2015, artikel 2.3.2).\n\n"
            "# Wat kunt u doen?\n- Denk vast na over wat u wilt en wat u zelf kunt.\n"
            "- U mag een eigen plan maken. Dat kunt u inleveren tot en met %(plan_until)s.\n"
            "- U mag iemand meenemen naar het gesprek.\n\n"
            "# Gratis hulp bij het gesprek\nIemand die niet bij de gemeente werkt, kan met u meedenken. Dat is gratis. "
            "%(support)s\n\n"
            "Verandert er iets, of is het dringend? Bel ons dan meteen."
        ),
    ),
    Standard(
        "invitation",
        _("Uitnodiging voor een gesprek"),
        _("Uitnodiging voor een gesprek"),
        _(
            "Beste %(name)s,\n\nWij praten graag met u over wat u nodig hebt.\n\n"
            "# Wanneer en waar?\n- Dag:\n- Tijd:\n- Plaats: bij u thuis\n\n"
            "# Waar gaat het over?\nHet gesprek gaat over uw leven als geheel. "
            "Bijvoorbeeld over geld, wonen, gezondheid en werk. U vertelt wat u wilt en wat goed gaat.\n\n"
            "# Wat kunt u doen?\n- Lees de gids 'Uw gesprek voorbereiden' op onze website.\n"
            "- Leg uw paspoort of id-kaart klaar.\n- Vraag iemand om erbij te zijn, als u dat fijn vindt.\n"
            "- Hebt u een tolk nodig? Zeg het ons. Wij regelen het.\n\n"
            "# Gratis hulp bij het gesprek\nIemand die niet bij de gemeente werkt, kan met u meedenken. Dat is gratis. "
            "%(support)s\n\n"
            "Kunt u niet? Bel ons, dan maken wij een nieuwe afspraak."
        ),
    ),
    Standard(
        "ending",
        _("Wij stoppen met meedenken"),
        _("Wij stoppen met meedenken"),
        _(
            "Beste %(name)s,\n\nHet plan is klaar. Daarom stoppen wij nu met meedenken.\n\n"
            "# Wat is er bereikt?\n- \n\n"
            "# Gaat het toch niet goed?\nBel ons. U hoeft dan niet opnieuw te beginnen. "
            "Wij weten wat er is afgesproken."
        ),
    ),
)


def standard(code: str) -> Standard:
    """The standard letter of this code: the municipality's own, else that of the product, else the free one."""
    return next((one for one in choices() if one.code == code), STANDARD[0])


def choices() -> list[Standard]:
    """The standard letters to choose from: those of the product, as far as the municipality has no text of its own for
    them, and then the municipality's own by name.
    """
    own = {one.code: one for one in own_letters()}
    ours = [_own(own.pop(one.code)) if one.code in own else one for one in STANDARD]
    return [*ours, *(_own(one) for one in own.values())]


def _own(record: StandardLetter) -> Standard:
    return Standard(record.code, record.name, "", "", record)


def template(code: str, *, language: str) -> dict[str, str]:
    """Title and body of a standard letter in this language, with its places ('{naam}') still to be filled in.

    An own letter without English gives its Dutch text.
    """
    chosen = standard(code)
    if chosen.own is not None:
        english = language == "en" and chosen.own.body_en
        return {
            "title": chosen.own.title_en if english else chosen.own.title_nl,
            "body": chosen.own.body_en if english else chosen.own.body_nl,
        }
    with override(language):
        return {"title": str(chosen.title), "body": str(chosen.body) % _PLACES if chosen.body else ""}


def filled(code: str, known: Filled, *, language: str) -> dict[str, str]:
    """Title and body of a standard letter, in the language of the letter, with what is known filled in."""
    until = date_in_words(known.plan_until, language) if known.plan_until else ""
    texts = template(code, language=language)
    if known.plan_over:
        texts["body"] = placeholders.without(texts["body"], "plan_tot")
    values = {
        "naam": known.name,
        "plan_tot": until,
        "ondersteuning": known.support,
        "adres": known.address,
        "datum": known.date,
        "schrijver": known.writer,
        "gemeente": known.municipality,
        "telefoon": known.phone,
    }
    return {name: placeholders.fill(text, values) for name, text in texts.items()}


def supplied() -> list[Standard]:
    """The standard letters that come with the product, without the empty one."""
    return [one for one in STANDARD if one.title]


def supplied_text(code: str) -> dict[str, str] | None:
    """Name, titles and texts of a letter that comes with the product, as a form of an own letter has them."""
    found = next((one for one in supplied() if one.code == code), None)
    if found is None:
        return None
    made = {}
    for language in LANGUAGES:
        with override(language):
            made[f"title_{language}"], made[f"body_{language}"] = str(found.title), str(found.body) % _PLACES
    with override("nl"):
        made["name"] = str(found.name)
    return made

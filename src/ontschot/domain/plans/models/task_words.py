"""What a task of the product asks, in the language of the screen: the words of every code that can be kept with one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from ontschot.foundation import calendar

SENTENCES: dict[str, str | Promise] = {
    # A change in the register, or told by hand.
    "died": gettext_lazy("Overleden. Stop brieven en afspraken; kijk wat de anderen nodig hebben."),
    "secrecy_set": gettext_lazy("Het adres is nu geheim en is afgeschermd. Ga na wie het al weet."),
    "bsn_or_identity_corrected": gettext_lazy(
        "Er is gecorrigeerd wie dit is. Controleer of het om dezelfde persoon gaat."
    ),
    "authority_changed": gettext_lazy("Het gezag is gewijzigd. Ga na wie mag beslissen en wie mag meekijken."),
    "guardianship_started": gettext_lazy("Onder curatele gesteld. Ga na wie er beslist."),
    "guardianship_ended": gettext_lazy("Niet langer onder curatele. Ga na wie er beslist."),
    "emigrated": gettext_lazy("Vertrokken naar het buitenland. Draag zorgvuldig over of sluit het plan af."),
    "moved_out_of_municipality": gettext_lazy("Verhuisd naar een andere gemeente. Draag over of sluit het plan af."),
    "moved_in": gettext_lazy("In de gemeente komen wonen. Kijk of het huishouden nog klopt."),
    "moved": gettext_lazy("Verhuisd. Kijk of het huishouden, de afspraken en wie meekijkt nog kloppen."),
    "birth_of_child": gettext_lazy("Er is een kind bij gekomen. Kijk wat dit voor het plan betekent."),
    "married": gettext_lazy("Getrouwd of een partnerschap aangegaan. Kijk of het huishouden nog klopt."),
    "divorced": gettext_lazy("Gescheiden. Kijk of het huishouden, het gezag en wie meekijkt nog kloppen."),
    "widowed": gettext_lazy("De partner is overleden. Kijk wat er nu nodig is."),
    "secrecy_lifted": gettext_lazy("Geheimhouding opgeheven. Vraag of het adres weer gedeeld mag worden."),
    "other_household": gettext_lazy(
        "Volgens het bevolkingsregister is dit huishouden anders samengesteld. Klopt alles nog?"
    ),
    "household_by_hand": gettext_lazy(
        "Dit huishouden is met de hand vastgesteld en is daarom niet aangepast. Klopt het nog?"
    ),
    "told_died": gettext_lazy(
        "Overleden, zo is gemeld. Stop brieven en afspraken; kijk wat de anderen nodig hebben. Het "
        "bevolkingsregister moet dit nog bevestigen."
    ),
    "told_moved_out_of_municipality": gettext_lazy(
        "Verhuisd naar een andere gemeente, zo is gemeld. Draag over of sluit het plan af."
    ),
    "told_emigrated": gettext_lazy("Vertrokken naar het buitenland, zo is gemeld. Draag over of sluit het plan af."),
    # Households.
    "second_home": gettext_lazy(
        "Iemand uit dit huishouden hoort nu ook bij een ander huishouden. Spreek af wie wat doet."
    ),
    "two_plans": gettext_lazy(
        "Deze persoon staat nu in twee plannen. Spreek met de andere regisseur af welk plan verdergaat."
    ),
    # What a resident wrote or asked.
    "personal_plan": gettext_lazy("Er is een eigen plan ingeleverd. Lees het voor het gesprek (Wmo 2015 art. 2.3.2)."),
    "report_corrected": gettext_lazy(
        "Een inwoner schreef iets bij het verslag van een gesprek. Kijk wat er moet veranderen."
    ),
    "move_asked": gettext_lazy(
        "Een inwoner vraagt om een andere tijd voor de afspraak van %(day)s om %(time)s: %(wish)s"
    ),
    # The plan.
    "review_part": gettext_lazy("Een ander heeft een deel van dit plan. Kijk daar op %(date)s samen naar."),
    "evaluation": gettext_lazy("Kijk op %(date)s weer samen terug op het plan."),
    # Legal terms; "term_near" has words of its own for each stand.
    "term_without_coordinator": gettext_lazy(
        "Loopt nog zonder regisseur: %(term)s van %(reference)s, uiterlijk %(date)s (%(article)s)."
    ),
    "term_of_deceased": gettext_lazy(
        "Overleden: loopt '%(term)s' van %(reference)s nog (%(article)s)? Stop de termijn of laat hem lopen."
    ),
    "term_of_moved": gettext_lazy(
        "Verhuisd: loopt '%(term)s' van %(reference)s nog (%(article)s)? Stop de termijn of laat hem lopen."
    ),
}
CODES = frozenset(SENTENCES) | {"term_near"}


def words(sayings: Sequence[dict[str, Any]]) -> str:
    """The sentences in the language that is on now. Raises KeyError for a code that has no words."""
    return " ".join(_sentence(one["code"], one["facts"]) for one in sayings)


def _sentence(code: str, facts: dict[str, Any]) -> str:
    said = {name: _fact(name, fact) for name, fact in facts.items()}
    if code == "term_near":
        return _term_near(said, dt.date.fromisoformat(facts["date"]))
    return str(SENTENCES[code]) % said if facts else str(SENTENCES[code])


def _fact(name: str, fact: Any) -> Any:
    if isinstance(fact, dict):
        return fact["en" if get_language() == "en" else "nl"]
    if name in ("date", "day"):
        return date_format(dt.date.fromisoformat(fact), "j F Y" if name == "date" else "j F", use_l10n=False)
    return fact


def _term_near(said: dict[str, Any], last: dt.date) -> str:
    """How a term stands today: what was true when it was told is not true a day later."""
    left = (last - calendar.today()).days
    if left < 0:
        return _("Te laat: %(term)s van %(reference)s moest %(date)s klaar zijn (%(article)s).") % said
    if left == 0:
        return _("Vandaag de laatste dag: %(term)s van %(reference)s (%(article)s).") % said
    text = ngettext(
        "Nog %(days)s dag: %(term)s van %(reference)s, uiterlijk %(date)s (%(article)s).",
        "Nog %(days)s dagen: %(term)s van %(reference)s, uiterlijk %(date)s (%(article)s).",
        left,
    )
    return text % {**said, "days": left}


def codes_that_say(word: str) -> list[str]:
    """The codes whose words, in the language that is on now, hold this word: for looking through tasks."""
    found = [code for code, text in SENTENCES.items() if word.lower() in str(text).lower()]
    near = (
        _("Te laat: %(term)s van %(reference)s moest %(date)s klaar zijn (%(article)s)."),
        _("Vandaag de laatste dag: %(term)s van %(reference)s (%(article)s)."),
    )
    return [*found, "term_near"] if any(word.lower() in text.lower() for text in near) else found

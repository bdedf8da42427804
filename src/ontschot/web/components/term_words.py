"""Legal terms in words: how one stands, how long, why its end moved. Pure but for the language."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ontschot.web.components import wording

HOLIDAYS = {
    "saturday": gettext_lazy("een zaterdag"),
    "sunday": gettext_lazy("een zondag"),
    "new_year": gettext_lazy("nieuwjaarsdag"),
    "good_friday": gettext_lazy("Goede Vrijdag"),
    "easter_monday": gettext_lazy("tweede paasdag"),
    "kings_day": gettext_lazy("Koningsdag"),
    "liberation_day": gettext_lazy("Bevrijdingsdag"),
    "ascension_day": gettext_lazy("Hemelvaartsdag"),
    "whit_monday": gettext_lazy("tweede pinksterdag"),
    "christmas_day": gettext_lazy("eerste kerstdag"),
    "second_christmas_day": gettext_lazy("tweede kerstdag"),
    "equated": gettext_lazy("een dag die bij besluit met een feestdag is gelijkgesteld"),
}
STARTS = {
    "report": gettext_lazy("de melding"),
    "application": gettext_lazy("de aanvraag"),
    "converse": gettext_lazy("het eerste gesprek"),
    "decision_sent": gettext_lazy("het versturen van het besluit"),
    "objection_term_over": gettext_lazy("het einde van de bezwaartermijn"),
    "default_notice": gettext_lazy("de ingebrekestelling"),
    "review": gettext_lazy("het kiezen van de dag"),
}


def left(days: int) -> str:
    """'nog 12 dagen', 'vandaag', '3 dagen te laat'."""
    if days < 0:
        return ngettext("%(n)d dag te laat", "%(n)d dagen te laat", -days) % {"n": -days}
    if days == 0:
        return _("vandaag de laatste dag")
    return ngettext("nog %(n)d dag", "nog %(n)d dagen", days) % {"n": days}


def length(number: int, unit: str) -> str:
    """'6 weken', '3 werkdagen', 'direct'."""
    if not number:
        return _("direct")
    texts = {
        "days": ngettext("%(n)d dag", "%(n)d dagen", number),
        "working_days": ngettext("%(n)d werkdag", "%(n)d werkdagen", number),
        "weeks": ngettext("%(n)d week", "%(n)d weken", number),
        "months": ngettext("%(n)d maand", "%(n)d maanden", number),
    }
    return texts[unit] % {"n": number}


def badge(standing: str, days: int, ended_late: int = 0) -> dict[str, Any]:
    """``{label, tone, icon}`` of how a term stands, with the days that are left."""
    shown: dict[str, tuple[str, str, str]] = {
        "term_late": (left(days), "negative", "warning"),
        "term_near": (left(days), "warning", "clock"),
        "term_running": (left(days), "neutral", "clock"),
        "term_paused": (_("staat stil"), "info", "stop"),
        "term_elapsed": (_("voorbij"), "neutral", "check"),
        "term_met": (_("gehaald"), "positive", "check"),
        "term_stopped": (_("gestopt"), "neutral", "stop"),
    }
    label, tone, icon = shown[standing]
    if ended_late:
        done = ngettext("%(n)d dag te laat klaar", "%(n)d dagen te laat klaar", ended_late) % {"n": ended_late}
        label, tone, icon = done, "warning", "warning"
    return wording.badge(label, tone, icon=icon)


def moved(counted: dt.date, why: str) -> str:
    """Why the end is another day than counted; '' when it is not."""
    if not why:
        return ""
    if why == "short":
        return _("De termijn is langer, zodat er ten minste twee werkdagen in zitten (Algemene termijnenwet art. 2).")
    reason = str(HOLIDAYS.get(why, why))
    return _("%(date)s is %(reason)s: de termijn schuift op naar de eerste werkdag (Algemene termijnenwet art. 1).") % {
        "date": wording.dutch_date(counted),
        "reason": reason,
    }

"""Dates, ages, money and states as Dutch people write them. Pure: today comes in as an argument where it matters."""

from __future__ import annotations

import datetime as dt
import functools
from decimal import Decimal
from typing import Any

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

Label = str | Promise

# What a state looks like: (label, tone, icon). Tones: neutral, info, positive, warning, negative.
STATES: dict[str, tuple[Label, str, str]] = {
    "new": (gettext_lazy("Nieuw"), "info", "plus"),
    "received": (gettext_lazy("Ontvangen"), "info", "inbox"),
    "open": (gettext_lazy("Open"), "info", "circle"),
    "triaged": (gettext_lazy("Verdeeld"), "info", "check"),
    "in_conversation": (gettext_lazy("In gesprek"), "info", "talk"),
    "in_plan": (gettext_lazy("In het plan"), "positive", "plan"),
    "answered": (gettext_lazy("Beantwoord"), "positive", "check"),
    "withdrawn": (gettext_lazy("Ingetrokken"), "neutral", "stop"),
    "concluded": (gettext_lazy("Afgerond"), "positive", "check"),
    "assigned": (gettext_lazy("Toegewezen"), "info", "person"),
    "in_progress": (gettext_lazy("Bezig"), "info", "clock"),
    "waiting": (gettext_lazy("Wacht"), "warning", "clock"),
    "draft": (gettext_lazy("Concept"), "neutral", "edit"),
    "planned": (gettext_lazy("Gepland"), "neutral", "calendar"),
    "proposed": (gettext_lazy("Voorgelegd"), "info", "talk"),
    "started": (gettext_lazy("Bezig"), "info", "clock"),
    "reached": (gettext_lazy("Gehaald"), "positive", "check"),
    "dropped": (gettext_lazy("Losgelaten"), "neutral", "stop"),
    "active": (gettext_lazy("Actief"), "positive", "check"),
    "current": (gettext_lazy("Lopend"), "positive", "check"),
    "agreed": (gettext_lazy("Akkoord"), "positive", "check"),
    "not_agreed": (gettext_lazy("Niet akkoord"), "warning", "warning"),
    "done": (gettext_lazy("Gedaan"), "positive", "check"),
    "achieved": (gettext_lazy("Bereikt"), "positive", "check"),
    "stopped": (gettext_lazy("Gestopt"), "neutral", "stop"),
    "cancelled": (gettext_lazy("Vervallen"), "neutral", "stop"),
    "ended": (gettext_lazy("Beëindigd"), "neutral", "stop"),
    "closed": (gettext_lazy("Afgesloten"), "neutral", "stop"),
    "overdue": (gettext_lazy("Te laat"), "negative", "warning"),
    "safe": (gettext_lazy("Veilig"), "positive", "check"),
    "unsafe": (gettext_lazy("Niet veilig"), "warning", "warning"),
    "urgent": (gettext_lazy("Spoed"), "negative", "warning"),
    "simple": (gettext_lazy("Eenvoudig"), "neutral", "circle"),
    "complex": (gettext_lazy("Complex"), "neutral", "people"),
    # What must be seen at once about a person.
    "secret": (gettext_lazy("Geheim adres"), "negative", "lock"),
    "died": (gettext_lazy("Overleden"), "neutral", "cross"),
    "guardianship": (gettext_lazy("Onder curatele"), "warning", "person"),
    "minor": (gettext_lazy("Minderjarig"), "neutral", "person"),
    "not_in_register": (gettext_lazy("Niet in het register"), "neutral", "warning"),
    "synthetic": (gettext_lazy("Testpersoon"), "neutral", "circle"),
}
_TONE_ICON = {"neutral": "circle", "info": "info", "positive": "check", "warning": "warning", "negative": "warning"}
UNKNOWN = pgettext_lazy("datum", "onbekend")


def badge(value: Any, tone: str = "", label: Label = "", icon: str = "") -> dict[str, Any]:
    """``{label, tone, icon}`` of a state code, a TextChoices member or plain text; arguments win over the table."""
    known = STATES.get(str(getattr(value, "value", value)))
    text = label or getattr(value, "label", "") or (known[0] if known else value)
    shown = tone or (known[1] if known else "neutral")
    picture = icon or (known[2] if known and not tone else _TONE_ICON[shown])
    return {"label": capfirst(str(text)), "tone": shown, "icon": picture}


def parts_of(value: Any) -> tuple[int, int, int] | None:
    """(year, month, day), 0 for unknown, from a date, 'YYYYMMDD', 'YYYY-MM-DD' or something with those attributes."""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, dt.date):
        return value.year, value.month, value.day
    if all(hasattr(value, part) for part in ("year", "month", "day")):
        return int(value.year or 0), int(value.month or 0), int(value.day or 0)
    digits = str(value or "").replace("-", "")
    if len(digits) == 8 and digits.isdigit():
        return int(digits[:4]), int(digits[4:6]), int(digits[6:])
    return None


def dutch_date(value: Any, *, short: bool = False) -> str:
    """'27 maart 1985', 'mei 1980', '1980' or 'onbekend'; short: '27-03-1985'. English when English is on."""
    parts = parts_of(value)
    if not parts or not parts[0]:
        return str(UNKNOWN)
    return _date_in_words(*parts, short, get_language())


@functools.lru_cache(maxsize=4096)  # a page has a hundred dates, many of them the same
def _date_in_words(year: int, month: int, day: int, short: bool, _language: str | None) -> str:
    if not month:
        return str(year)
    if not day:
        return formats.date_format(dt.date(year, month, 1), "F Y", use_l10n=False)
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return str(UNKNOWN)
    return formats.date_format(date, "d-m-Y" if short else "j F Y", use_l10n=False)


def dutch_time(value: dt.datetime) -> str:
    """'27 maart 2026 om 10:32', in Dutch time."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return _("%(date)s om %(time)s") % {"date": dutch_date(local), "time": f"{local:%H:%M}"}


def age(born: Any, on: dt.date) -> int | None:
    """Whole years on the date ``on``; None when the year is unknown. Unknown month or day: the latest possible."""
    parts = parts_of(born)
    if not parts or not parts[0]:
        return None
    year, month, day = parts
    birthday = (month or 12, day or 31)
    return max(0, on.year - year - ((on.month, on.day) < birthday))


def age_text(born: Any, on: dt.date) -> str:
    """'16 jaar', 'ongeveer 45 jaar' when month or day is unknown, or ''."""
    years, parts = age(born, on), parts_of(born)
    if years is None or parts is None:
        return ""
    text = ngettext("%(years)d jaar", "%(years)d jaar", years) % {"years": years}
    return text if all(parts) else _("ongeveer %(age)s") % {"age": text}


def money(amount: Decimal | int | float | None) -> str:
    """'€ 1.234,50'; whole euros without ',00'; unknown amounts as a dash."""
    if amount is None:
        return "–"
    exact = Decimal(str(amount)).quantize(Decimal("0.01"))
    text = f"{abs(exact):,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".").removesuffix(",00")
    return f"{'−' if exact < 0 else ''}€ {text}"


def repeats(every: str, until: dt.date | None) -> str:
    """How often something comes back: 'om de 2 weken, tot en met 3 maart 2027'; '' when it does not."""
    if not every or until is None:
        return ""
    if every == "month":
        often = _("elke maand")
    elif every == "1":
        often = _("elke week")
    else:
        often = _("om de %(n)s weken") % {"n": every}
    return _("%(often)s, tot en met %(date)s") % {"often": often, "date": dutch_date(until)}

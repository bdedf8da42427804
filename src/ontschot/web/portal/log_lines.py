"""The log in plain words for the person it is about: looks of one person on one day become one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ontschot.accounts.queries import Professional, user_names
from ontschot.foundation.calendar import AMSTERDAM
from ontschot.privacy.models import LogEntry, Purpose

_KINDS = {
    "household": gettext_noop("uw huishouden"),
    "person": gettext_noop("wie u bent en waar u woont"),
    "plan": gettext_noop("uw plan"),
    "request": gettext_noop("uw hulpvraag"),
    "conversation": gettext_noop("het gesprek"),
    "journal": gettext_noop("het contactjournaal"),
    "contact": gettext_noop("het contactjournaal"),
    "document": gettext_noop("een document"),
    "personal_plan": gettext_noop("uw eigen plan"),
    "letter": gettext_noop("een brief of verslag"),
    "mailing": gettext_noop("een brief of verslag"),
    "goal": gettext_noop("uw plan"),
    "action": gettext_noop("uw plan"),
    "involvement": gettext_noop("wie er helpt"),
    "relation": gettext_noop("de mensen om u heen"),
    "membership": gettext_noop("uw huishouden"),
    "log": gettext_noop("wie meekeek"),
    "appointment": gettext_noop("uw afspraken"),
    "term": gettext_noop("wanneer de gemeente moet beslissen"),
    "conference": gettext_noop("een overleg"),
    "evaluation": gettext_noop("hoe het gaat met uw plan"),
    "others_part": gettext_noop("plannen van anderen"),
    "accumulation": gettext_noop("wat er bij u samenkomt"),
    "dated_fact": gettext_noop("wat er bij u samenkomt"),
}

_OTHER = gettext_noop("uw dossier")
_LOOKING = frozenset({"read", "search", "identify", "download", "export", "print"})


@dataclass(frozen=True)
class Look:
    """Who did what on a day, for which purpose; ``times`` how often, ``last`` the latest moment."""

    who: str
    organisation: str
    own: bool
    what: str
    purpose: str
    last: dt.datetime
    times: int
    changed: bool


def looks(entries: Sequence[LogEntry], *, own_user_id: int | None) -> list[Look]:
    """The lines, newest first, grouped by day, person and purpose."""
    names = user_names([entry.user_id for entry in entries] + [_covered(entry) for entry in entries])
    groups: dict[tuple[dt.date, int | None, str, bool], list[LogEntry]] = {}
    for entry in entries:
        changed = entry.action not in _LOOKING
        key = (entry.at.astimezone(AMSTERDAM).date(), entry.user_id, entry.purpose, changed)
        groups.setdefault(key, []).append(entry)
    return [_look(key, lines, names, own_user_id) for key, lines in groups.items()]


def _look(
    key: tuple[dt.date, int | None, str, bool],
    lines: list[LogEntry],
    names: dict[int, Professional],
    own_user_id: int | None,
) -> Look:
    _day, user_id, purpose, changed = key
    professional = names.get(user_id) if user_id else None
    own = user_id is not None and user_id == own_user_id
    return Look(
        who=_("U zelf")
        if own
        else (_for(_who(professional), lines, names) if professional else _("Het systeem van de gemeente")),
        organisation="" if own or not professional else professional.organisation,
        own=own,
        what=_what(line.object_kind for line in lines),
        purpose=str(dict(Purpose.choices).get(purpose, purpose)),
        last=max(line.at for line in lines),
        times=len({line.trace for line in lines}),
        changed=changed,
    )


def _who(professional: Professional) -> str:
    if professional.role == "resident":
        return _("Iemand die voor u mag kijken, of uit uw huishouden")
    return ", ".join(part for part in (professional.name, professional.job_title) if part)


def _covered(entry: LogEntry) -> int | None:
    """For which absent colleague somebody looked, as the log keeps it (``user:7``)."""
    kind, _colon, number = entry.on_behalf_of.partition(":")
    return int(number) if kind == "user" and number.isdecimal() else None


def _for(who: str, lines: list[LogEntry], names: dict[int, Professional]) -> str:
    """Who looked, and for which colleague who was away."""
    absent = {number for number in map(_covered, lines) if number}
    if not absent:
        return who
    colleagues = ", ".join(names[number].name for number in sorted(absent) if number in names)
    return _("%(who)s (vervangt %(colleague)s)") % {"who": who, "colleague": colleagues}


def _what(kinds: Iterable[str]) -> str:
    texts = dict.fromkeys(_(_KINDS.get(kind, _OTHER)) for kind in kinds)
    return ", ".join(texts)

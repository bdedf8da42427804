"""A change of a plan in words, for the household and who works with it."""

from __future__ import annotations

import datetime as dt

from django.utils import formats
from django.utils.translation import gettext as _

from ontschot.domain.plans.models import Action
from ontschot.domain.plans.rules import ActionThen, Change


def _day(value: object) -> str:
    return formats.date_format(value, "j F Y", use_l10n=False) if isinstance(value, dt.date) else _("geen datum")


def sentence(change: Change, action: str, domains: dict[int, str]) -> str:
    """The change in one sentence. ``action`` is what the action says now; ``domains`` the names of life domains."""
    if change.kind in ("motto", "goal_added", "goal_text", "goal_domain"):
        return _of_goal(change, domains)
    if change.kind.startswith("goal_"):
        return {
            "goal_dropped": _("Dit doel is losgelaten."),
            "goal_resumed": _("Dit doel is weer opgepakt."),
            "goal_reached": _("Dit doel is gehaald."),
            "goal_reopened": _("Dit doel is toch nog niet gehaald."),
        }[change.kind]
    return _of_action(change, action)


def _of_goal(change: Change, domains: dict[int, str]) -> str:
    if change.kind == "goal_added":
        return _("Dit is een nieuw doel.")
    if change.kind == "goal_text":
        return _("Het doel is anders opgeschreven. Eerst stond er: ‘%(text)s’.") % {"text": change.before}
    if change.kind == "goal_domain":
        before, after = (domains.get(value, "") for value in (change.before, change.after))  # type: ignore[call-overload]
        return _("Het doel staat nu bij %(after)s. Eerst stond het bij %(before)s.") % {
            "before": before,
            "after": after,
        }
    if not change.before:
        return _("Opgeschreven waar we naartoe werken: ‘%(text)s’.") % {"text": change.after}
    return _("Waar we naartoe werken is anders opgeschreven. Eerst: ‘%(before)s’. Nu: ‘%(after)s’.") % {
        "before": change.before,
        "after": change.after or "–",
    }


def _of_action(change: Change, action: str) -> str:
    if change.kind == "action_added":
        made = change.after
        assert isinstance(made, ActionThen)
        text = _("Nieuw: %(owner)s doet ‘%(text)s’.") % {"owner": made.owner, "text": made.text}
        return text + (" " + _("Uiterlijk %(date)s.") % {"date": _day(made.due_on)} if made.due_on else "")
    if change.kind == "action_text":
        return _("Eerst stond er ‘%(before)s’, nu ‘%(after)s’.") % {"before": change.before, "after": change.after}
    names = {"action": action, "before": change.before, "after": change.after}
    if change.kind == "action_owner":
        return _("‘%(action)s’: eerst deed %(before)s dit, nu %(after)s.") % names
    if change.kind == "action_line":
        lines = {0: _("nulde"), 1: _("eerste"), 2: _("tweede")}
        names |= {"before": lines[int(str(change.before))], "after": lines[int(str(change.after))]}
        return _("‘%(action)s’: van de %(before)s naar de %(after)s lijn.") % names
    if change.kind == "action_due":
        names |= {"before": _day(change.before), "after": _day(change.after)}
        return _("‘%(action)s’: uiterlijk %(after)s in plaats van %(before)s.") % names
    labels = dict(Action.State.choices)
    names |= {"before": labels[str(change.before)], "after": labels[str(change.after)]}
    return _("‘%(action)s’: eerst %(before)s, nu %(after)s.") % names

"""The few reasons and roles that the product writes down itself, between those that people write: kept in Dutch,
whoever acts, and shown in the language of the screen.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext, gettext_noop

COORDINATES: Final = gettext_noop("houdt het overzicht, is het aanspreekpunt")
COORDINATES_NOW: Final = gettext_noop("is nu regisseur")
PLAN_CLOSED: Final = gettext_noop("het plan is afgesloten")
HOUSEHOLD_SPLIT: Final = gettext_noop("het huishouden is gesplitst")
ONE_PLAN: Final = gettext_noop("samen verder in één plan")
OWN: Final = frozenset({COORDINATES, COORDINATES_NOW, PLAN_CLOSED, HOUSEHOLD_SPLIT, ONE_PLAN})


def shown(text: str) -> str:
    """The product's own words in the language of the screen; what people wrote as they wrote it."""
    return gettext(text) if text in OWN else text

"""Today, in the Netherlands. The only place that reads the clock for dates."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def today() -> dt.date:
    """The date now in Amsterdam; a resident's day does not start in Greenwich."""
    return timezone.now().astimezone(AMSTERDAM).date()

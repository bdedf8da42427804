"""What terms tell the future; heard in config.subscribers. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ontschot.foundation.sayings import Saying


@dataclass(frozen=True)
class TermNeedsAttention:
    """A term comes near its end or passed it; told once for each step. ``says`` it without names.

    Exactly one of ``user_id`` and ``team_id`` says whom; ``drawer_id`` where the task about it must lie.
    A ``reminder`` says no more than the term itself; else something is asked.
    """

    term_id: int
    household_id: int
    person_id: int
    drawer_id: int
    says: Saying
    due_on: dt.date
    user_id: int | None
    team_id: int | None
    reminder: bool = False


@dataclass(frozen=True)
class TermEnded:
    """A term was met or stopped: what was asked because of it is no longer needed."""

    term_id: int
    household_id: int

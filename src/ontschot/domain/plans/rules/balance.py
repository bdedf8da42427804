"""When a plan may be closed: those who live with it and the one who kept the overview were heard."""

from __future__ import annotations

from collections.abc import Iterable

MEMBER, COORDINATOR, HELPER = "member", "coordinator", "helper"


def missing_voices(voices: Iterable[str]) -> list[str]:
    """Whose view is missing in a balance: somebody of the household, and the coordinator.

    Helpers are asked, and not waited for: their view is welcome, the plan is not theirs.
    """
    heard = set(voices)
    return [voice for voice in (MEMBER, COORDINATOR) if voice not in heard]

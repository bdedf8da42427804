"""Who hears of what: the only file in which a later step of the journey hears of an earlier one."""

from __future__ import annotations


def register() -> None:
    """Connect all subscribers; called once at start."""

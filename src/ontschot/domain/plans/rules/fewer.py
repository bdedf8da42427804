"""Fewer: how many organisations and people stand around a household.

Counted and shown, never a limit (domain.md 1, 5).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Counted:
    """Who stands around a household now: distinct organisations, professionals, and people of their own circle."""

    organisations: int
    professionals: int
    own_circle: int

    @property
    def people(self) -> int:
        """Everybody together."""
        return self.professionals + self.own_circle


def count_around(involved: Iterable[tuple[str, str, str]]) -> Counted:
    """Count from (kind, name, organisation) of each current involvement; one person with two roles counts once."""
    rows = list(involved)
    formal = {(name.casefold(), organisation.casefold()) for kind, name, organisation in rows if kind in _FORMAL}
    informal = {name.casefold() for kind, name, _organisation in rows if kind not in _FORMAL}
    organisations = {organisation.casefold() for kind, _name, organisation in rows if kind in _FORMAL and organisation}
    return Counted(len(organisations), len(formal), len(informal))


_FORMAL = frozenset({"coordinator", "professional"})

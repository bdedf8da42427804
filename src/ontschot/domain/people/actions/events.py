"""What people tell the future: published in the same transaction, heard in config.subscribers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class PersonChanged:
    """The register changed something that somebody should look at. ``kind`` is a code of rules.mutations.

    ``says`` are the codes of what must be looked at; each screen words them (foundation.sayings).
    """

    person_id: int
    household_ids: tuple[int, ...]
    kind: str
    says: tuple[str, ...]
    effective: str  # eight register digits


@dataclass(frozen=True)
class MemberAdded:
    """Somebody who was known also belongs to this household; ``other_household_ids`` are those they belonged to."""

    household_id: int
    person_id: int
    other_household_ids: tuple[int, ...]


@dataclass(frozen=True)
class PersonsMerged:
    """Two records became one person, who now belongs to these households."""

    person_id: int
    household_ids: tuple[int, ...]
    name: str


@dataclass(frozen=True)
class HouseholdSplit:
    """Members went to a household of their own."""

    household_id: int
    new_household_id: int
    person_ids: tuple[int, ...]
    on: dt.date


@dataclass(frozen=True)
class MembershipEnded:
    """Somebody left a household."""

    household_id: int
    person_id: int
    on: dt.date

"""What is known and still to be done while a register is being taken."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from ontschot.domain.people.models import Person
from ontschot.domain.people.rules.mutations import HouseholdEffect, Mutation
from ontschot.domain.people.rules.register import RegisterPerson, Suspension

Progress = Callable[[int, int, str], None]  # done, total (0: not known), what


@dataclass
class Summary:
    """What taking records did. ``relations`` as the records name them; ``resolved``: to somebody who is known here."""

    persons: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    relations: int = 0
    relations_resolved: int = 0
    households_new: int = 0
    households_changed: int = 0
    households_ended: int = 0
    memberships_started: int = 0
    memberships_ended: int = 0
    told: int = 0  # changes told to who works with the household
    mutations: Counter[str] = field(default_factory=Counter)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for a summary in JSON."""
        return asdict(self) | {"mutations": dict(sorted(self.mutations.items()))}


@dataclass(slots=True)
class Reassess:
    """Somebody whose household must be looked at again: the spots concerned, since when, whether they leave anyway."""

    spots: tuple[str, ...]
    since: str  # eight register digits, '' when not said
    new: bool
    leaves: bool = False
    ties: bool = True  # whether the ties to others are new or different
    others: tuple[int, ...] = ()  # persons to whom a tie is gone


@dataclass
class Work:
    """One taking. Persons are known by tag (keyed hash of the BSN) and number."""

    today: dt.date
    served: frozenset[str]
    known: dict[str, int]
    a_numbers: dict[str, tuple[str, int]]
    dead: set[str]
    summary: Summary = field(default_factory=Summary)
    seen: set[int] = field(default_factory=set)
    reassess: dict[int, Reassess] = field(default_factory=dict)
    mutations: dict[int, list[Mutation]] = field(default_factory=dict)
    doubtful: dict[int, tuple[RegisterPerson, RegisterPerson]] = field(default_factory=dict)
    unresolved: Counter[str] = field(default_factory=Counter)
    authority_over: set[int] = field(default_factory=set)  # persons over whom authority changed
    former_holders: set[int] = field(default_factory=set)
    households_touched: dict[int, int] = field(default_factory=dict)  # household -> one whose membership changed
    members_touched: set[int] = field(default_factory=set)
    left: dict[int, set[int]] = field(default_factory=dict)  # person -> households left

    @classmethod
    def begin(cls, *, today: dt.date, served: frozenset[str]) -> Work:
        """With everyone whom the register gave before."""
        work = cls(today=today, served=served, known={}, a_numbers={}, dead=set())
        rows = Person.objects.filter(bsn_hash__isnull=False).values_list(
            "id", "bsn_hash", "a_number", "death_date", "suspension"
        )
        for person_id, bsn_hash, a_number, death, suspension in rows.iterator(chunk_size=5000):
            name = bytes(bsn_hash or b"").hex()
            work.known[name] = person_id
            if a_number:
                work.a_numbers[a_number] = (name, person_id)
            if death or suspension == Suspension.DIED:
                work.dead.add(name)
        return work

    def is_served(self, record: RegisterPerson) -> bool:
        """Whether the person is registered where this installation works; without a municipality of its own: always."""
        return not self.served or not record.municipality or record.municipality in self.served

    @property
    def today_digits(self) -> str:
        """Today as the register writes it."""
        return self.today.strftime("%Y%m%d")


def leaves(mutations: list[Mutation]) -> bool:
    """Whether somebody leaves the household whatever the register suggests next."""
    return any(one.effect.household is HouseholdEffect.END_MEMBERSHIP for one in mutations)

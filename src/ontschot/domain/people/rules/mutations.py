"""What changed between two records of one person, and what each change means for the work.

`differences` names changes; `EFFECTS` says for each kind what happens to the household, to grants and to open work.
The table stands in docs/reference/register-mutations.md, and a test keeps the two the same. A mutation holds *which*
fields changed and since when, never the old or new value: a task made of it may be read by those who may not see them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from ontschot.domain.people.rules import addresses, dates
from ontschot.domain.people.rules.addresses import AddressKind
from ontschot.domain.people.rules.dates import PartialDate
from ontschot.domain.people.rules.register import Authority, Partner, RegisterPerson, Relative, Suspension


class Kind(StrEnum):
    """Kinds of mutation, in the order in which they are reported: what is most urgent first."""

    DIED = "died"
    SECRECY_SET = "secrecy_set"
    IDENTITY_CORRECTED = "bsn_or_identity_corrected"
    AUTHORITY_CHANGED = "authority_changed"
    GUARDIANSHIP_STARTED = "guardianship_started"
    GUARDIANSHIP_ENDED = "guardianship_ended"
    EMIGRATED = "emigrated"
    MOVED_OUT = "moved_out_of_municipality"
    MOVED_IN = "moved_in"
    MOVED = "moved"
    BIRTH_OF_CHILD = "birth_of_child"
    MARRIED = "married"
    DIVORCED = "divorced"
    WIDOWED = "widowed"
    NAME_CHANGED = "name_changed"
    SECRECY_LIFTED = "secrecy_lifted"
    OTHER = "other_correction"


class HouseholdEffect(StrEnum):
    """What a mutation does to the membership of a household; a household stated by hand is only asked about."""

    NONE = "none"
    END_MEMBERSHIP = "end_membership"
    REASSESS = "reassess"
    ADD_CHILD = "add_child"


class GrantEffect(StrEnum):
    """What a mutation does to who may see the person's drawers."""

    NONE = "none"
    REVIEW = "review"
    SHIELD_ADDRESS = "shield_address"
    END_OWN_ACCESS = "end_own_access"
    END_REPRESENTATION = "end_representation"
    FREEZE = "freeze"


class WorkEffect(StrEnum):
    """What a mutation does to open work: a task for the coordinator, or no more than a line in history."""

    HISTORY = "history"
    TASK = "task"
    URGENT_TASK = "urgent_task"
    HANDOVER_TASK = "handover_task"
    CLOSE_ACTIONS = "close_actions"


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows from one kind of mutation."""

    household: HouseholdEffect
    grants: GrantEffect
    work: WorkEffect


def _effect(household: str, grants: str, work: str) -> Effect:
    return Effect(HouseholdEffect(household), GrantEffect(grants), WorkEffect(work))


EFFECTS = {
    Kind.DIED: _effect("end_membership", "end_own_access", "close_actions"),
    Kind.SECRECY_SET: _effect("none", "shield_address", "urgent_task"),
    Kind.IDENTITY_CORRECTED: _effect("none", "freeze", "urgent_task"),
    Kind.AUTHORITY_CHANGED: _effect("none", "end_representation", "urgent_task"),
    Kind.GUARDIANSHIP_STARTED: _effect("none", "end_representation", "urgent_task"),
    Kind.GUARDIANSHIP_ENDED: _effect("none", "end_representation", "urgent_task"),
    Kind.EMIGRATED: _effect("end_membership", "review", "handover_task"),
    Kind.MOVED_OUT: _effect("end_membership", "review", "handover_task"),
    Kind.MOVED_IN: _effect("reassess", "none", "task"),
    Kind.MOVED: _effect("reassess", "review", "task"),
    Kind.BIRTH_OF_CHILD: _effect("add_child", "none", "task"),
    Kind.MARRIED: _effect("reassess", "none", "task"),
    Kind.DIVORCED: _effect("reassess", "review", "task"),
    Kind.WIDOWED: _effect("none", "none", "task"),
    Kind.NAME_CHANGED: _effect("none", "none", "history"),
    Kind.SECRECY_LIFTED: _effect("none", "review", "task"),
    Kind.OTHER: _effect("none", "none", "history"),
}
"""For each kind what follows; docs/reference/register-mutations.md explains every word."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change: its kind, the fields of `RegisterPerson` that tell it, and since when as far as the record says."""

    kind: Kind
    fields: tuple[str, ...]
    since: PartialDate | None = None

    @property
    def effect(self) -> Effect:
        """What follows from it."""
        return EFFECTS[self.kind]


def differences(
    old: RegisterPerson,
    new: RegisterPerson,
    *,
    served: frozenset[str] = frozenset(),
    deceased: frozenset[str] = frozenset(),
) -> list[Mutation]:
    """What changed from one record to the next, most urgent first; [] when nothing did.

    `served` are the codes of the municipalities this deployment serves (empty: every other municipality is another);
    `deceased` the BSNs known to have died, to tell a widow from a divorcee where the record does not say why a marriage
    ended. Every field that differs is told by at least one mutation.
    """
    found = [
        *_life(old, new),
        *_protection(old, new),
        *_whereabouts(old, new, served),
        *_family(old, new, deceased),
        *_identity(old, new),
    ]
    told = {name for mutation in found for name in mutation.fields}
    rest = tuple(sorted(name for name in _changed(old, new) if name not in told))
    if rest:
        found.append(Mutation(Kind.OTHER, rest))
    order = list(Kind)
    return sorted(found, key=lambda mutation: order.index(mutation.kind))


def _changed(old: RegisterPerson, new: RegisterPerson) -> set[str]:
    return {field.name for field in fields(RegisterPerson) if getattr(old, field.name) != getattr(new, field.name)}


def _life(old: RegisterPerson, new: RegisterPerson) -> Iterator[Mutation]:
    if new.is_dead and not old.is_dead:
        since = new.death or new.suspension_date or dates.UNKNOWN
        yield Mutation(Kind.DIED, _among(old, new, "death", "death_place", "death_country", *_SUSPENDED), since)


_SUSPENDED = ("suspension", "suspension_date")
_ABODE = ("address", "municipality", "municipality_name", "municipality_since")
_ARRIVAL = ("immigrated", "immigrated_from")


def _among(old: RegisterPerson, new: RegisterPerson, *names: str) -> tuple[str, ...]:
    """Those of the named fields that differ."""
    changed = _changed(old, new)
    return tuple(name for name in names if name in changed)


def _protection(old: RegisterPerson, new: RegisterPerson) -> Iterator[Mutation]:
    if old.secrecy != new.secrecy:
        yield Mutation(Kind.SECRECY_SET if new.secrecy else Kind.SECRECY_LIFTED, ("secrecy",))
    if old.guardianship != new.guardianship:
        started = new.guardianship
        yield Mutation(Kind.GUARDIANSHIP_STARTED if started else Kind.GUARDIANSHIP_ENDED, ("guardianship",))
    if old.authority_indication != new.authority_indication or _authority(old) != _authority(new):
        yield Mutation(Kind.AUTHORITY_CHANGED, _among(old, new, "authorities", "authority_indication"))


def _authority(person: RegisterPerson) -> frozenset[tuple[Any, ...]]:
    """Who has authority over whom, whatever the order of the list."""

    def plain(one: Authority) -> tuple[Any, ...]:
        return one.kind, one.minor_bsn, frozenset((holder.bsn, holder.is_parent) for holder in one.holders)

    return frozenset(plain(one) for one in person.authorities)


def _whereabouts(old: RegisterPerson, new: RegisterPerson, served: frozenset[str]) -> Iterator[Mutation]:
    kind = _move(old, new, served)
    if kind is None:
        return
    told = [*_ABODE, *_ARRIVAL]
    if kind is Kind.EMIGRATED or old.suspension is Suspension.EMIGRATED:
        told += _SUSPENDED
    since = new.address.since
    if kind is Kind.MOVED_OUT:
        since = new.municipality_since or since
    if kind is Kind.EMIGRATED:
        since = since or new.suspension_date
    yield Mutation(kind, _among(old, new, *told), since)


def _move(old: RegisterPerson, new: RegisterPerson, served: frozenset[str]) -> Kind | None:
    """What kind of move it is, if any; a corrected spelling of one and the same address is none."""
    was_away, is_away = _is_away(old), _is_away(new)
    if is_away:
        return None if was_away else Kind.EMIGRATED
    if was_away:
        return Kind.MOVED_IN
    if old.municipality != new.municipality:
        if new.municipality in served:
            return Kind.MOVED if old.municipality in served else Kind.MOVED_IN
        return Kind.MOVED_OUT
    return None if _same_place(old, new) else Kind.MOVED


def _is_away(person: RegisterPerson) -> bool:
    return person.address.kind is AddressKind.ABROAD or person.suspension is Suspension.EMIGRATED


def _place(person: RegisterPerson) -> tuple[AddressKind, str]:
    return person.address.kind, addresses.location_key(person.address)


def _same_place(old: RegisterPerson, new: RegisterPerson) -> bool:
    """The same kind and key; or the object's number was added or removed while postcode and house stayed the same."""
    if _place(old) == _place(new):
        return True
    if old.address.object_id and new.address.object_id:
        return False
    plain = [replace(person, address=replace(person.address, object_id="")) for person in (old, new)]
    return bool(plain[0].address.postcode) and _place(plain[0]) == _place(plain[1])


def _family(old: RegisterPerson, new: RegisterPerson, deceased: frozenset[str]) -> Iterator[Mutation]:
    for partner in new.partners:
        known = next((one for one in old.partners if _same_tie(one, partner)), None)
        if known is None and partner.dissolved is None:
            yield Mutation(Kind.MARRIED, ("partners",), partner.started)
        elif partner.dissolved is not None and (known is None or known.dissolved is None):
            widowed = partner.ended_by == "O" or partner.who.bsn in deceased
            yield Mutation(Kind.WIDOWED if widowed else Kind.DIVORCED, ("partners",), partner.dissolved)
    for child in new.children:
        if not any(_same_relative(one, child) for one in old.children):
            yield Mutation(Kind.BIRTH_OF_CHILD, ("children",), child.birth)


def _same_tie(one: Partner, other: Partner) -> bool:
    """The same marriage or partnership, though a name in it was corrected: with whom, since when."""
    return one.started == other.started and _same_relative(one.who, other.who)


def _same_relative(one: Relative, other: Relative) -> bool:
    """By BSN where both have one, else by names and birth date."""
    if one.bsn and other.bsn:
        return one.bsn == other.bsn
    return one.name == other.name and one.birth == other.birth


def _identity(old: RegisterPerson, new: RegisterPerson) -> Iterator[Mutation]:
    corrected = _among(old, new, "bsn", "a_number", "birth", "gender")
    revived = ("death",) if old.is_dead and not new.is_dead else ()
    if corrected or revived:
        yield Mutation(Kind.IDENTITY_CORRECTED, (*corrected, *_among(old, new, *revived, *_SUSPENDED[: len(revived)])))
    named = _among(old, new, "name", "name_use")
    if named:
        yield Mutation(Kind.NAME_CHANGED, named)

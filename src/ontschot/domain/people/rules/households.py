"""Which households the register suggests: **family ties and the same dwelling**, nothing less.

A household is a set of residents at one dwelling who are tied, directly or through each other, by one of these:

- a marriage or registered partnership that stands (when both records speak, neither may say that it ended);
- parent and child, whether the child is a minor or has grown up and still lives there; grandparents follow from it;
- a minor and who has custody (voogdij, or shared authority) over the minor;
- brothers and sisters, by a common legal parent, also when that parent lives elsewhere or has died; not when both have
  a partner or child of their own there.

Everyone else at the dwelling is a household of one: a shared house, a shelter or an institution is no family. Unmarried
parents are one household through their child; so are former partners who still live at one dwelling with it. An
unmarried couple without children is two households until somebody states otherwise by hand.

At a postal address (briefadres) nobody lives; there only partners, and minors with their parent or guardian, stay
together. Who has no known address is a household of one. The dead, those abroad and records that the register closed
have no household. A child belongs where it is registered; the parent elsewhere is found through `outside`, both ways.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ontschot.domain.people.rules import addresses, names
from ontschot.domain.people.rules.addresses import AddressKind
from ontschot.domain.people.rules.dates import UNKNOWN, PartialDate, age_on
from ontschot.domain.people.rules.register import ADULT, AuthorityKind, Partner, RegisterPerson, Suspension

NAME_LIMIT = 200


class Reason(StrEnum):
    """Why somebody is in a household; the first that applies, in this order, is the reason of the membership."""

    CHILD = "child_minor"
    WARD = "ward"
    PARTNER = "partner"
    PARENT = "parent"
    ADULT_CHILD = "child_adult"
    GUARDIAN = "guardian"
    SIBLING = "sibling"
    POSTAL = "postal_address"
    NO_ADDRESS = "address_unknown"
    MINOR_ALONE = "minor_alone"
    ALONE = "alone"


_RANK = {reason: place for place, reason in enumerate(Reason)}
_WARDSHIP = (AuthorityKind.CUSTODY, AuthorityKind.SHARED)


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """What the first person is to the second: `reason` reads 'who is ... of other'."""

    who: str
    reason: Reason
    other: str


@dataclass(frozen=True, slots=True)
class ProposedMember:
    """A person by BSN, the reason of the membership, and all ties within the household that speak for it."""

    bsn: str
    reason: Reason
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedHousehold:
    """A household as the register suggests it. `outside` are ties of members to people who are not in it."""

    name: str
    members: tuple[ProposedMember, ...]
    address_key: str
    municipality: str
    outside: tuple[Tie, ...] = ()

    @property
    def bsns(self) -> frozenset[str]:
        """Who is in it."""
        return frozenset(member.bsn for member in self.members)


def households_from_register(persons: Iterable[RegisterPerson], on: dt.date) -> list[ProposedHousehold]:
    """The households these records suggest on a day (for ages, endings and deaths; addresses are as recorded).

    Nobody is in two; everyone who is a resident is in one; the order of the records does not matter. Ordered by the
    lowest BSN of each. Of two records with one BSN the last counts.
    """
    everyone = {person.bsn: person for person in persons}
    residents = {number: one for number, one in sorted(everyone.items()) if lives_here(one, on)}
    spots = _spots(residents)
    ties = _all_ties(everyone, on)
    ties |= set(_sibling_ties(ties, spots))
    groups = _Groups(residents)
    for tie in ties:
        if _binds(tie, spots):
            groups.join(tie.who, tie.other)
    within: dict[str, list[Tie]] = defaultdict(list)
    outside: dict[str, list[Tie]] = defaultdict(list)
    for tie in sorted(ties):
        same = tie.who in residents and tie.other in residents and groups.root(tie.who) == groups.root(tie.other)
        (within if same else outside)[tie.who].append(tie)
    return [_propose(members, residents, spots, within, outside, on) for members in groups.members()]


def lives_here(person: RegisterPerson, on: dt.date) -> bool:
    """Whether the register keeps this person as a resident on a day: alive, not abroad, record not closed."""
    if person.death is not None:
        dead = person.death.possibly_by(on)
    else:
        dead = person.suspension is Suspension.DIED
    open_record = person.suspension in (Suspension.NONE, Suspension.DIED)
    return not dead and open_record and person.address.kind is not AddressKind.ABROAD


def linked_households(households: Iterable[ProposedHousehold]) -> dict[int, frozenset[int]]:
    """For each household (by place in the list) the others that its members have ties to; always both ways."""
    every = list(households)
    at = {number: place for place, household in enumerate(every) for number in household.bsns}
    found: dict[int, set[int]] = {place: set() for place in range(len(every))}
    for place, household in enumerate(every):
        for tie in household.outside:
            other = at.get(tie.other)
            if other is not None and other != place:
                found[place].add(other)
                found[other].add(place)
    return {place: frozenset(others) for place, others in found.items()}


@dataclass(frozen=True, slots=True)
class RelationCount:
    """How many relations records name: all, those with a BSN, and those whose BSN is itself among the records."""

    total: int
    with_bsn: int
    resolved: int


def count_relations(persons: Iterable[RegisterPerson]) -> dict[str, RelationCount]:
    """Relations as the records name them, each side by itself, under `parents`, `children` and `partners`.

    A tie between two people who are both there is thus counted twice, once from each record.
    """
    every = list(persons)
    known = {person.bsn for person in every}
    named = {
        "parents": [parent.who.bsn for person in every for parent in person.parents],
        "children": [child.bsn for person in every for child in person.children],
        "partners": [partner.who.bsn for person in every for partner in person.partners],
    }
    return {
        kind: RelationCount(len(numbers), sum(map(bool, numbers)), sum(number in known for number in numbers))
        for kind, numbers in named.items()
    }


# --- where someone lives ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Spot:
    """The place a person is tied to: its key, and whether one lives there or only gets post there."""

    key: str
    postal: bool


def _spots(residents: Mapping[str, RegisterPerson]) -> dict[str, _Spot]:
    same = addresses.same_dwelling(person.address for person in residents.values())
    spots = {}
    for number, person in residents.items():
        key = addresses.location_key(person.address)
        if key:
            spots[number] = _Spot(same.get(key, key), person.address.kind is AddressKind.POSTAL)
    return spots


def _binds(tie: Tie, spots: Mapping[str, _Spot]) -> bool:
    """Whether a tie makes one household: both at one spot, and close enough when that is only a postal address."""
    here = spots.get(tie.who)
    if here is None or here != spots.get(tie.other):
        return False
    return not here.postal or tie.reason in (Reason.PARTNER, Reason.CHILD, Reason.WARD)


# --- ties ------------------------------------------------------------------------------------------------------------


def _all_ties(everyone: Mapping[str, RegisterPerson], on: dt.date) -> set[Tie]:
    ties: set[Tie] = set()
    for person in everyone.values():
        ties.update(_parent_ties(person, everyone, on))
        ties.update(_custody_ties(person))
        ties.update(_partner_ties(person, everyone, on))
    return {tie for tie in ties if tie.who in everyone}


def _parent_ties(person: RegisterPerson, everyone: Mapping[str, RegisterPerson], on: dt.date) -> Iterator[Tie]:
    """From both records: the parents this person names, and the children. One record is enough."""
    pairs = [(parent.who.bsn, person.bsn, person.birth) for parent in person.parents]
    pairs += [(person.bsn, child.bsn, child.birth) for child in person.children]
    for parent, child, birth in pairs:
        if parent and child and parent != child:
            own = everyone.get(child)
            minor = may_be_minor(own.birth if own else birth, on)
            yield Tie(child, Reason.CHILD if minor else Reason.ADULT_CHILD, parent)
            yield Tie(parent, Reason.PARENT, child)


def may_be_minor(birth: PartialDate | None, on: dt.date) -> bool:
    """Whether somebody can be under 18 on a day; a birth date of which not even the year is known says nothing."""
    return birth is not None and birth.is_known and age_on(birth, on).possibly_below(ADULT)


def _custody_ties(person: RegisterPerson) -> Iterator[Tie]:
    for authority in person.authorities:
        if authority.kind in _WARDSHIP and authority.minor_bsn:
            for holder in authority.holders:
                if holder.bsn != authority.minor_bsn and not holder.is_parent:
                    yield Tie(authority.minor_bsn, Reason.WARD, holder.bsn)
                    yield Tie(holder.bsn, Reason.GUARDIAN, authority.minor_bsn)


def _partner_ties(person: RegisterPerson, everyone: Mapping[str, RegisterPerson], on: dt.date) -> Iterator[Tie]:
    for other in {partner.who.bsn for partner in person.partners if partner.who.bsn}:
        there = everyone.get(other)
        said = [_stands_with(person, other, on), _stands_with(there, person.bsn, on) if there else None]
        if True in said and False not in said:
            yield Tie(person.bsn, Reason.PARTNER, other)
            yield Tie(other, Reason.PARTNER, person.bsn)


def _stands_with(person: RegisterPerson, other: str, on: dt.date) -> bool | None:
    """Whether this record says that the tie with the other stands; None when it does not speak of the other."""
    about = [partner for partner in person.partners if partner.who.bsn == other]
    return any(stands(partner, on) for partner in about) if about else None


def stands(partner: Partner, on: dt.date) -> bool:
    """Whether a marriage or partnership has begun and not (possibly) ended on a day."""
    begun = partner.started is None or partner.started.possibly_by(on)
    return begun and (partner.dissolved is None or not partner.dissolved.possibly_by(on))


def _sibling_ties(ties: Iterable[Tie], spots: Mapping[str, _Spot]) -> Iterator[Tie]:
    """Children of one parent at one dwelling, each with the lowest of those who have no partner or child of their own.

    Where there is no such one they are families of their own, and nothing ties them.
    """
    broods: dict[tuple[str, _Spot], set[str]] = defaultdict(set)
    own_family: set[str] = set()
    for tie in ties:
        spot = spots.get(tie.who)
        if tie.reason in (Reason.CHILD, Reason.ADULT_CHILD) and spot is not None and not spot.postal:
            broods[tie.other, spot].add(tie.who)
        if tie.reason in (Reason.PARTNER, Reason.PARENT) and _binds(tie, spots):
            own_family.add(tie.who)
    for brood in broods.values():
        for single in sorted(brood - own_family)[:1]:
            for other in brood - {single}:
                yield Tie(single, Reason.SIBLING, other)
                yield Tie(other, Reason.SIBLING, single)


# --- putting together ------------------------------------------------------------------------------------------------


class _Groups:
    """Disjoint sets of BSNs; the root of a set is its lowest, so the order of joining does not matter."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self._above = {number: number for number in numbers}

    def root(self, number: str) -> str:
        """The lowest BSN of the set; shortens the way for the next time."""
        path = []
        while self._above[number] != number:
            path.append(number)
            number = self._above[number]
        for step in path:
            self._above[step] = number
        return number

    def join(self, one: str, other: str) -> None:
        """Make two sets one."""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low

    def members(self) -> list[list[str]]:
        """The sets, each in order, ordered by their lowest."""
        found: dict[str, list[str]] = defaultdict(list)
        for number in sorted(self._above):
            found[self.root(number)].append(number)
        return list(found.values())


def _propose(
    members: list[str],
    residents: Mapping[str, RegisterPerson],
    spots: Mapping[str, _Spot],
    within: Mapping[str, list[Tie]],
    outside: Mapping[str, list[Tie]],
    on: dt.date,
) -> ProposedHousehold:
    proposed = tuple(_member(residents[number], tuple(within.get(number, ())), spots, on) for number in members)
    first = spots.get(members[0])
    return ProposedHousehold(
        name=suggest_name([residents[number] for number in members], proposed),
        members=proposed,
        address_key=first.key if first and not first.postal else "",
        municipality=residents[members[0]].municipality,
        outside=tuple(tie for number in members for tie in outside.get(number, ())),
    )


def _member(person: RegisterPerson, ties: tuple[Tie, ...], spots: Mapping[str, _Spot], on: dt.date) -> ProposedMember:
    if ties:
        return ProposedMember(person.bsn, min((tie.reason for tie in ties), key=_RANK.__getitem__), ties)
    spot = spots.get(person.bsn)
    if spot is None:
        reason = Reason.NO_ADDRESS
    elif spot.postal:
        reason = Reason.POSTAL
    elif may_be_minor(person.birth, on):
        reason = Reason.MINOR_ALONE
    else:
        reason = Reason.ALONE
    return ProposedMember(person.bsn, reason)


# --- a name ----------------------------------------------------------------------------------------------------------


def suggest_name(persons: Iterable[RegisterPerson], members: Iterable[ProposedMember]) -> str:
    """What to call a household: 'Van Dalen', 'De Vries - Jansen', 'De Vries - Jansen e.a.'; own surnames, no titles.

    The names are those of the parents or guardians of minors; without minors of the partners, then of parents, then of
    all; the name most of the household carries first, then the oldest. At most two names and 200 characters.
    """
    every = {person.bsn: person for person in persons}
    heads = [every[number] for number in sorted(_heads(list(members), every))]
    carried: dict[str, int] = defaultdict(int)
    for person in every.values():
        carried[_surname(person)] += 1
    heads.sort(key=lambda one: (-carried[_surname(one)], (one.birth or UNKNOWN).register, one.bsn))
    found = list(dict.fromkeys(_surname(head) for head in heads if _surname(head)))
    text = " - ".join(found[:2]) + (" e.a." if len(found) > 2 else "") or names.UNKNOWN_NAME
    return text if len(text) <= NAME_LIMIT else f"{text[: NAME_LIMIT - 1]}…"


def _heads(members: list[ProposedMember], every: Mapping[str, RegisterPerson]) -> set[str]:
    of_minors = {
        tie.other
        for member in members
        for tie in member.ties
        if tie.reason in (Reason.CHILD, Reason.WARD) and tie.other in every
    }
    partners = {member.bsn for member in members if member.reason is Reason.PARTNER}
    parents = {member.bsn for member in members if member.reason is Reason.PARENT}
    return of_minors or partners or parents or set(every)


def _surname(person: RegisterPerson) -> str:
    own = names.PersonName(person.name, gender=person.gender)
    return names.surname(own) or names.full(own)

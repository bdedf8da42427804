"""Households as the register suggests them, laid beside the present ones.

Only people whose record says something new about their household, and those at the same spots, are looked at. A
membership that came from the register follows the suggestion; one stated by hand stays, and its person is not placed
elsewhere.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from ontschot.domain.people.actions.register import bulk, records
from ontschot.domain.people.actions.register.work import Progress, Reassess, Work
from ontschot.domain.people.models import Household, Membership, Person
from ontschot.domain.people.rules import dates
from ontschot.domain.people.rules.households import ProposedHousehold, Reason, households_from_register
from ontschot.domain.people.rules.register import RegisterPerson
from ontschot.places import queries as places
from ontschot.privacy import log
from ontschot.privacy.actions import Subject, drawers_for

HAND = "hand"
BATCH = 500


@dataclass(slots=True)
class _Place:
    """A membership that stands, with its household."""

    membership_id: int
    household_id: int
    person_id: int
    starts_on: dt.date | None
    reason: str
    source: str
    drawer_id: int

    @property
    def by_hand(self) -> bool:
        return self.reason == HAND or self.source == Household.Source.HAND


@dataclass
class _Circle:
    """The people looked at together, those around them, and how they live now."""

    members: dict[int, RegisterPerson] = field(default_factory=dict)
    context: dict[int, RegisterPerson] = field(default_factory=dict)
    places: dict[int, list[_Place]] = field(default_factory=lambda: defaultdict(list))


def follow(work: Work, progress: Progress) -> None:
    """Bring memberships of register households in line for everyone who must be looked at again."""
    total, done = len(work.reassess), 0
    for seeds in _batches(work):
        _follow_batch(work, seeds)
        done += len(seeds)
        progress(done, total, "households")


def standing(person_ids: Iterable[int]) -> dict[int, list[_Place]]:
    """The memberships that stand, by person."""
    rows = Membership.objects.filter(
        person_id__in=list(person_ids), period__endswith__isnull=True, period__isempty=False
    ).values_list("id", "household_id", "person_id", "period", "reason", "household__source", "household__drawer_id")
    found: dict[int, list[_Place]] = defaultdict(list)
    for number, household_id, person_id, period, reason, source, drawer_id in rows.order_by("id"):
        found[person_id].append(_Place(number, household_id, person_id, period.lower, reason, source, drawer_id))
    return found


# --- who is looked at together ---------------------------------------------------------------------------------------


def _batches(work: Work) -> Iterator[list[int]]:
    """People who share a spot, directly or through others, come in one batch."""
    above: dict[str, str] = {}

    def root(key: str) -> str:
        while above.setdefault(key, key) != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for one in work.reassess.values():
        for other in one.spots[1:]:
            low, high = sorted((root(one.spots[0]), root(other)))
            above[high] = low
    groups: dict[str, list[int]] = defaultdict(list)
    for person_id, one in work.reassess.items():
        groups[root(one.spots[0]) if one.spots else f"-{person_id}"].append(person_id)
    batch: list[int] = []
    for group in groups.values():
        batch += group
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _gather(work: Work, seeds: list[int]) -> _Circle:
    """Everyone at the spots of these people, and those to whom they have ties."""
    circle = _Circle(_records(seeds))
    wanted = set(circle.members)
    for person_id in seeds:
        reassess = work.reassess[person_id]
        wanted.update(reassess.others)
        if reassess.ties:
            named = records.related(circle.members[person_id])
            wanted.update(work.known[name] for name in named if name in work.known)
    asked: set[str] = set()
    while True:
        more = wanted - circle.members.keys()
        circle.members |= _records(more)
        spots = {spot for record in circle.members.values() for spot in records.spots(record.address)}
        spots |= {spot for person_id in seeds for spot in work.reassess[person_id].spots}
        spots -= asked
        if not more and not spots:
            break
        asked |= spots
        wanted |= _living_at(spots)
    around = _tied_to(circle.members)
    around |= {
        work.known[name] for record in circle.members.values() for name in records.related(record) if name in work.known
    }
    circle.context = _records(around - circle.members.keys())
    circle.places = standing(circle.members)
    return circle


def _records(person_ids: Iterable[int]) -> dict[int, RegisterPerson]:
    found = {}
    for person_id, kept in Person.objects.filter(id__in=list(person_ids)).values_list("id", "register_state"):
        record = records.kept_record(kept)
        if record is not None:
            found[person_id] = record
    return found


def _living_at(spots: set[str]) -> set[int]:
    """Who may live at these spots now: by key, by postcode and number, and post addresses by their kind."""
    if not spots:
        return set()
    postcodes, numbers = [], []
    for spot in spots:
        if spot.startswith("postcode:"):
            _, postcode, number, *_rest = spot.split(":")
            postcodes.append(postcode)
            numbers.append(int(number))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT r.person_id FROM people_residence r WHERE r.address_key = ANY (%s) AND r.ends_on = ''
            UNION
            SELECT r.person_id FROM people_residence r
            JOIN unnest(%s::text[], %s::int[]) AS x (postcode, number)
              ON r.postcode = x.postcode AND r.house_number = x.number WHERE r.ends_on = ''
            """,
            [list(spots), postcodes, numbers],
        )
        return {row[0] for row in cursor.fetchall()}


def _tied_to(person_ids: Iterable[int]) -> set[int]:
    """Who names these people in a record of their own."""
    numbers = list(person_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id FROM people_relation WHERE other_person_id = ANY (%s) AND source = 'register'"
            " UNION SELECT holder_person_id FROM people_authority"
            " WHERE person_id = ANY (%s) AND holder_person_id IS NOT NULL",
            [numbers, numbers],
        )
        return {row[0] for row in cursor.fetchall()}


# --- what the register suggests, beside what is ----------------------------------------------------------------------


@dataclass(slots=True)
class _Wanted:
    """A suggested household: reasons by person, and the present household that goes on as it, if any."""

    proposal: ProposedHousehold
    reasons: dict[int, str]
    household_id: int | None = None


@dataclass
class _Changes:
    """What will be written."""

    fresh: list[tuple[_Wanted, list[int]]] = field(default_factory=list)  # new household and who come in
    joins: list[tuple[int, int, str]] = field(default_factory=list)  # person, household, reason
    leaves: list[_Place] = field(default_factory=list)
    reasons: list[dict[str, Any]] = field(default_factory=list)
    kept: dict[int, _Wanted] = field(default_factory=dict)


def _follow_batch(work: Work, seeds: list[int]) -> None:
    circle = _gather(work, seeds)
    wanted = _suggested(work, circle)
    _go_on(work, circle, wanted)
    changes = _compare(work, circle, wanted)
    _write(work, circle, changes)


def _suggested(work: Work, circle: _Circle) -> list[_Wanted]:
    every = [*circle.members.values(), *circle.context.values()]
    number_of = {record.bsn: person_id for person_id, record in circle.members.items()}
    found = []
    for proposal in households_from_register(every, work.today):
        reasons = {
            number_of[member.bsn]: member.reason.value
            for member in proposal.members
            if member.bsn in number_of and work.is_served(circle.members[number_of[member.bsn]])
        }
        placed = {person_id: reason for person_id, reason in reasons.items() if _is_placed(work, circle, person_id)}
        if placed:
            found.append(_Wanted(proposal, placed))
    return found


def _is_placed(work: Work, circle: _Circle, person_id: int) -> bool:
    """Whether the register decides: in a register household, or in none while the record says something new."""
    places_now = circle.places.get(person_id, [])
    if any(not place.by_hand for place in places_now):
        return True
    return not places_now and person_id in work.reassess


def _go_on(work: Work, circle: _Circle, wanted: list[_Wanted]) -> None:
    """Which present household goes on as which suggested one: where most stay, else where nobody moved."""
    pairs = []
    for place, one in enumerate(wanted):
        overlap: dict[int, list[int]] = defaultdict(list)
        for person_id in one.reasons:
            reassess = work.reassess.get(person_id)
            if reassess and reassess.leaves:
                continue
            for present in circle.places.get(person_id, ()):
                if not present.by_hand:
                    overlap[present.household_id].append(person_id)
        for household_id, people in overlap.items():
            unmoved = sum(person_id not in work.reassess for person_id in people)
            minors = sum(one.reasons[person_id] == Reason.CHILD for person_id in people)
            pairs.append(((-len(people), -unmoved, -minors, household_id, min(people)), place, household_id))
    taken: set[int] = set()
    for _, place, household_id in sorted(pairs):
        if household_id not in taken and wanted[place].household_id is None:
            wanted[place].household_id = household_id
            taken.add(household_id)


def _compare(work: Work, circle: _Circle, wanted: list[_Wanted]) -> _Changes:
    changes = _Changes()
    home = {person_id: one for one in wanted for person_id in one.reasons}
    for person_id in circle.members:
        here = home.get(person_id)
        stays = None
        for place in circle.places.get(person_id, ()):
            if place.by_hand:
                continue
            if here and place.household_id == here.household_id and stays is None and not _must_leave(work, person_id):
                stays = place
                if place.reason != here.reasons[person_id]:
                    changes.reasons.append({"id": place.membership_id, "reason": here.reasons[person_id]})
            else:
                changes.leaves.append(place)
        if here and stays is None and here.household_id is not None:
            changes.joins.append((person_id, here.household_id, here.reasons[person_id]))
    for one in wanted:
        if one.household_id is None:
            changes.fresh.append((one, sorted(one.reasons)))
        else:
            changes.kept[one.household_id] = one
    return changes


def _must_leave(work: Work, person_id: int) -> bool:
    reassess = work.reassess.get(person_id)
    return bool(reassess and reassess.leaves)


# --- writing ---------------------------------------------------------------------------------------------------------


def _write(work: Work, circle: _Circle, changes: _Changes) -> None:
    subjects: list[log.Subject] = []
    _end(work, changes.leaves, subjects)
    bulk.update(Membership, changes.reasons)
    rows = _new_households(work, circle, changes.fresh)
    drawers = dict(
        Household.objects.filter(id__in={household for _, household, _ in changes.joins}).values_list("id", "drawer_id")
    )
    rows += [(person, household, reason, drawers[household]) for person, household, reason in changes.joins]
    _start(work, circle, rows, subjects)
    touched = {place.household_id for place in changes.leaves} | {household for _, household, _ in changes.joins}
    work.summary.households_changed += len(touched)
    _describe(circle, changes.kept)
    _close_empty(work, touched)
    if subjects:
        log.write("follow_register", "membership", subjects)


def _end(work: Work, leaving: list[_Place], subjects: list[log.Subject]) -> None:
    ends, gone = [], []
    for place in leaving:
        day = _effective(work.reassess.get(place.person_id), work.today)
        if place.starts_on is not None and day <= place.starts_on:
            day = work.today
        if place.starts_on is not None and day <= place.starts_on:
            gone.append(place.membership_id)  # came and went on one day
        else:
            ends.append({"id": place.membership_id, "period": _period(place.starts_on, day)})
        subjects.append(log.Subject(place.person_id, place.household_id))
        work.members_touched.add(place.person_id)
        work.left.setdefault(place.person_id, set()).add(place.household_id)
        work.households_touched.setdefault(place.household_id, place.person_id)
    bulk.update(Membership, ends)
    Membership.objects.filter(id__in=gone).delete()
    work.summary.memberships_ended += len(leaving)


def _effective(reassess: Reassess | None, today: dt.date) -> dt.date:
    """The day in the record; today when it does not say one fully, or says one to come."""
    if reassess is None or not reassess.since:
        return today
    day = dates.parse(reassess.since)
    if reassess.new and day.is_known:
        return min(day.latest, today)
    return min(day.exact or today, today)


def _period(start: dt.date | None, end: dt.date | None) -> str:
    return f"[{start or ''},{end or ''})"


def _new_households(
    work: Work, circle: _Circle, fresh: list[tuple[_Wanted, list[int]]]
) -> list[tuple[int, int, str, int]]:
    if not fresh:
        return []
    numbers = bulk.new_ids(Household, len(fresh))
    drawers = drawers_for([Subject(household_id=number) for number in numbers])
    described = _descriptions(circle, [one for one, _ in fresh])
    rows, members = [], []
    for (one, people), number, drawer, (key, area) in zip(fresh, numbers, drawers, described, strict=True):
        rows.append(
            {
                "id": number,
                "drawer_id": drawer,
                "name": one.proposal.name[:200],
                "source": Household.Source.REGISTER.value,
                "address_key": key,
                "neighbourhood_code": area,
            }
        )
        members += [(person_id, number, one.reasons[person_id], drawer) for person_id in people]
    bulk.insert(Household, rows)
    work.summary.households_new += len(rows)
    return members


def _descriptions(circle: _Circle, wanted: list[_Wanted]) -> list[tuple[str, str]]:
    """Address key and neighbourhood of households; empty where a member's address is secret."""
    first = {id(one): circle.members[min(one.reasons)].address for one in wanted}
    areas = places.neighbourhoods_of([(address.postcode, address.number) for address in first.values()])
    found = []
    for one in wanted:
        address = first[id(one)]
        secret = any(circle.members[person_id].secrecy for person_id in one.reasons)
        area = areas.get((address.postcode, address.number or 0), "") if one.proposal.address_key else ""
        found.append(("", "") if secret else (one.proposal.address_key, area))
    return found


def _start(work: Work, circle: _Circle, rows: list[tuple[int, int, str, int]], subjects: list[log.Subject]) -> None:
    known = [person_id for person_id, *_ in rows if not (r := work.reassess.get(person_id)) or not r.new]
    earlier: dict[tuple[int, int], dt.date] = {}
    if known:
        before = Membership.objects.filter(person_id__in=known, period__endswith__isnull=False)
        for person_id, household_id, period in before.values_list("person_id", "household_id", "period"):
            key = person_id, household_id
            earlier[key] = max(period.upper, earlier.get(key, period.upper))
    memberships = []
    for person_id, household_id, reason, drawer_id in rows:
        day = _effective(work.reassess.get(person_id), work.today)
        day = max(day, earlier.get((person_id, household_id), day))
        memberships.append(
            {
                "drawer_id": drawer_id,
                "household_id": household_id,
                "person_id": person_id,
                "period": _period(day, None),
                "reason": reason,
            }
        )
        subjects.append(log.Subject(person_id, household_id))
        work.members_touched.add(person_id)
        work.households_touched.setdefault(household_id, person_id)
    bulk.insert(Membership, memberships)
    work.summary.memberships_started += len(memberships)


def _describe(circle: _Circle, kept: dict[int, _Wanted]) -> None:
    """Name (unless a colleague gave it), address key and neighbourhood of register households that go on."""
    if not kept:
        return
    wanted = list(kept.values())
    described = dict(zip(kept, _descriptions(circle, wanted), strict=True))
    changed = []
    for household in Household.objects.filter(id__in=list(kept), source=Household.Source.REGISTER):
        key, area = described[household.pk]
        name = kept[household.pk].proposal.name[:200] if household.version == 1 else household.name
        row = {"name": name, "address_key": key, "neighbourhood_code": area}
        if any(getattr(household, column) != value for column, value in row.items()):
            changed.append({"id": household.pk, **row})
    bulk.update(Household, changed)


def _close_empty(work: Work, household_ids: set[int]) -> None:
    """A household in which nobody is left has ended; one to which somebody came back has not."""
    if not household_ids:
        return
    alive = set(
        Membership.objects.filter(
            household_id__in=household_ids, period__endswith__isnull=True, period__isempty=False
        ).values_list("household_id", flat=True)
    )
    ended = Household.objects.filter(id__in=household_ids - alive, ended_on__isnull=True)
    work.summary.households_ended += ended.update(ended_on=work.today)
    Household.objects.filter(id__in=alive, ended_on__isnull=False).update(ended_on=None)

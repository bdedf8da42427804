"""Persons, residences, relations and authority: one batch of records against what is known, written set by set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone

from ontschot.domain.people.actions import making
from ontschot.domain.people.actions.register import bulk, records
from ontschot.domain.people.actions.register.work import Reassess, Work, leaves
from ontschot.domain.people.models import Authority, Person, Relation, Residence
from ontschot.domain.people.rules.mutations import HouseholdEffect, Kind, Mutation, differences
from ontschot.domain.people.rules.register import RegisterPerson
from ontschot.places import queries as places
from ontschot.privacy import log
from ontschot.privacy.actions import Subject, drawers_for
from ontschot.privacy.models import Drawer, Shield

TIES = "people_register_ties"  # a temporary table: ties of this taking, before everyone is known
_MOVES = (Kind.MOVED, Kind.MOVED_IN, Kind.MOVED_OUT, Kind.EMIGRATED)
_HOUSEHOLD_FIELDS = frozenset(
    ["bsn", "birth", "death", "suspension", "address", "municipality", "authorities", "partners", "parents", "children"]
)


@dataclass(slots=True)
class _One:
    """A record with whom it is about, what was known before, and what changed."""

    record: RegisterPerson  # with tags for BSNs
    bsn: str
    person_id: int
    drawer_id: int
    state: dict[str, Any]
    call_name: str = ""
    was_secret: bool = False
    before: RegisterPerson | None = None
    is_new: bool = False
    mutations: list[Mutation] = field(default_factory=list)

    @property
    def moved(self) -> bool:
        return any(one.kind in _MOVES for one in self.mutations)


def prepare() -> None:
    """The table in which ties wait until everyone is known."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE IF NOT EXISTS {TIES} (place bigserial, person_id bigint, drawer_id bigint, kind text,"
            " tag text, name text, birth_date text, starts_on text, ends_on text, authority boolean) ON COMMIT DROP"
        )
        cursor.execute(f"TRUNCATE {TIES}")


def take_batch(work: Work, batch: Sequence[RegisterPerson]) -> None:
    """Persons and addresses of these records are as the records say; ties wait for ``settle_ties``."""
    touched = _compare(work, {one.bsn: one for one in batch})
    if not touched:
        return
    _write_persons(touched)
    shielded = _shielded_drawers([one for one in touched if one.record.secrecy])
    _move_behind_shield([one for one in touched if one.record.secrecy and not (one.was_secret or one.is_new)], shielded)
    _write_residences(work, touched, shielded)
    _write_ties(work, touched)
    log.write("take_register_record", "person", [log.Subject(one.person_id) for one in touched])


# --- what is new and what changed ------------------------------------------------------------------------------------


def _compare(work: Work, batch: dict[str, RegisterPerson]) -> list[_One]:
    """The new and the changed among the records."""
    found = [(record.bsn, records.tagged(record)) for record in batch.values()]
    work.summary.persons += len(found)
    for _, record in found:
        _count_relations(work, record)
        if record.is_dead:
            work.dead.add(record.bsn)
    numbers = {record.bsn: _known_as(work, record) for _, record in found}
    present = Person.objects.only(
        "id", "drawer_id", "bsn_hash", "birth_date", "call_name", "secrecy", "register_state"
    ).in_bulk([number for number in numbers.values() if number])
    fresh: list[_One] = []
    changed: list[_One] = []
    for bsn, record in found:
        state = records.state_of(record)
        person = present.get(numbers[record.bsn] or 0)
        if person is None:
            fresh.append(_One(record, bsn, 0, 0, state, is_new=True))
        elif one := _changed(work, person, record, bsn, state):
            changed.append(one)
        else:
            work.summary.unchanged += 1
    _number(work, fresh)
    for one in [*fresh, *changed]:
        work.seen.add(one.person_id)
        _note(work, one)
    return [*fresh, *changed]


def _known_as(work: Work, record: RegisterPerson) -> int | None:
    """The person with this BSN; else the one with this A-number, whose BSN was corrected."""
    number = work.known.get(record.bsn)
    if number is None and record.a_number in work.a_numbers:
        earlier, number = work.a_numbers[record.a_number]
        same = Person.objects.filter(id=number, birth_date=records.day(record.birth)).exclude(birth_date="").exists()
        if number in work.seen or not same:
            return None
        work.known.pop(earlier, None)
        work.known[record.bsn] = number
        work.a_numbers[record.a_number] = (record.bsn, number)
    if number is not None:
        work.seen.add(number)
    return number


def _changed(work: Work, person: Person, record: RegisterPerson, bsn: str, state: dict[str, Any]) -> _One | None:
    kept = records.unseal(person.register_state)
    if kept == state:
        return None
    before = records.kept_record(kept)
    one = _One(record, bsn, person.pk, person.drawer_id, state, person.call_name, person.secrecy, before)
    if before is not None:
        one.mutations = differences(before, record, served=work.served)
        if any(change.kind is Kind.DIVORCED for change in one.mutations):
            work.doubtful[person.pk] = (before, record)
    return one


def _number(work: Work, fresh: list[_One]) -> None:
    if not fresh:
        return
    numbers = bulk.new_ids(Person, len(fresh))
    drawers = drawers_for([Subject(person_id=number) for number in numbers])
    for one, number, drawer in zip(fresh, numbers, drawers, strict=True):
        one.person_id, one.drawer_id = number, drawer
        work.known[one.record.bsn] = number
        if one.record.a_number:
            work.a_numbers.setdefault(one.record.a_number, (one.record.bsn, number))


def _count_relations(work: Work, record: RegisterPerson) -> None:
    for tie in records.relations(record):
        work.summary.relations += 1
        if tie.tag:
            work.unresolved[tie.tag] += 1


def _note(work: Work, one: _One) -> None:
    """Count, and remember what must be looked at when everyone is known."""
    if one.is_new or one.before is None:
        work.summary.new += one.is_new
        work.summary.changed += not one.is_new
        since = records.day(one.record.address.since) if one.is_new else ""
        work.reassess[one.person_id] = Reassess(records.spots(one.record.address), since, one.is_new)
        return
    work.summary.changed += 1
    work.mutations[one.person_id] = one.mutations
    fields = {name for change in one.mutations for name in change.fields}
    if any(change.effect.household is not HouseholdEffect.NONE for change in one.mutations) or (
        fields & _HOUSEHOLD_FIELDS
    ):
        work.reassess[one.person_id] = _reassess(work, one, one.before, fields)


def _reassess(work: Work, one: _One, before: RegisterPerson, fields: set[str]) -> Reassess:
    spots = tuple(dict.fromkeys((*records.spots(before.address), *records.spots(one.record.address))))
    told = [c for c in one.mutations if c.effect.household is not HouseholdEffect.NONE and c.since is not None]
    since = next((c.since.register for c in told if c.since and c.since.exact), "")
    gone = records.related(before) - records.related(one.record)
    return Reassess(
        spots,
        since,
        new=False,
        leaves=leaves(one.mutations),
        ties=bool(fields & {"partners", "parents", "children", "authorities", "birth", "bsn"}),
        others=tuple(work.known[name] for name in gone if name in work.known),
    )


# --- persons ---------------------------------------------------------------------------------------------------------


def _write_persons(touched: list[_One]) -> None:
    now = timezone.now()
    fresh, changed = [], []
    for one in touched:
        row = records.person_row(one.record, call_name=one.call_name) | {
            "register_state": records.seal(one.state, secret=one.record.secrecy),
            "updated_at": now,
        }
        if one.is_new:
            fresh.append(row | {"id": one.person_id, "drawer_id": one.drawer_id} | making.bsn_fields(one.bsn))
            continue
        if one.before is not None and one.before.bsn != one.record.bsn:
            row |= making.bsn_fields(one.bsn)
        changed.append(row | {"id": one.person_id})
    bulk.insert(Person, fresh)
    bulk.update(Person, changed)


# --- residences ------------------------------------------------------------------------------------------------------


def _shielded_drawers(secret: list[_One]) -> dict[int, int]:
    """Of people with a secrecy mark: the drawer that only roles of the municipality open."""
    if not secret:
        return {}
    numbers = [one.person_id for one in secret]
    kept = Drawer.objects.filter(
        person_id__in=numbers, shield__kind=Shield.Kind.ROLES, shield__roles=list(making.SECRET_ADDRESS_ROLES)
    )
    found = {int(person or 0): int(drawer) for person, drawer in kept.values_list("person_id", "id")}
    without = [number for number in numbers if number not in found]
    shields = Shield.objects.bulk_create(
        [Shield(kind=Shield.Kind.ROLES, roles=list(making.SECRET_ADDRESS_ROLES)) for _ in without]
    )
    pairs = [Subject(person_id=n, shield_id=shield.pk) for n, shield in zip(without, shields, strict=True)]
    return found | dict(zip(without, drawers_for(pairs) if pairs else (), strict=True))


def _move_behind_shield(newly_secret: list[_One], shielded: dict[int, int]) -> None:
    """All addresses of these people, of now and of before, and their history."""
    if not newly_secret:
        return
    pairs = [[one.person_id for one in newly_secret], [shielded[one.person_id] for one in newly_secret]]
    with connection.cursor() as cursor:
        for table in ("people_residence", "people_residenceevent"):
            cursor.execute(
                f"UPDATE {table} r SET drawer_id = x.drawer"
                " FROM unnest(%s::bigint[], %s::bigint[]) AS x (person, drawer)"
                " WHERE r.person_id = x.person AND r.drawer_id <> x.drawer",
                pairs,
            )


def _write_residences(work: Work, touched: list[_One], shielded: dict[int, int]) -> None:
    areas = places.neighbourhoods_of(
        [(one.record.address.postcode, one.record.address.number) for one in touched if one.record.address.postcode]
    )
    kept: dict[int, list[Residence]] = defaultdict(list)
    earlier = [one.person_id for one in touched if not one.is_new]
    if earlier:
        here = Residence.objects.filter(person_id__in=earlier, ends_on="", source=Person.Source.REGISTER)
        for residence in here.order_by("id"):
            kept[residence.person_id].append(residence)
    fresh, changed = [], []
    for one in touched:
        address = one.record.address
        wanted = None
        if records.has_address(address):
            wanted = records.residence_row(address, areas.get((address.postcode, address.number or 0), ""))
        present = kept[one.person_id]
        if present and (one.moved or wanted is None):
            ends = records.day(address.since) if one.moved else ""
            changed += [{"id": was.pk, "ends_on": ends or work.today_digits} for was in present]
            present = []
        if wanted is None:
            continue
        if not present:
            drawer = shielded.get(one.person_id, one.drawer_id)
            fresh.append(wanted | {"person_id": one.person_id, "drawer_id": drawer, "source": Person.Source.REGISTER})
        elif any(getattr(present[-1], column) != value for column, value in wanted.items()):
            changed.append({"id": present[-1].pk, **wanted})
    bulk.insert(Residence, fresh)
    bulk.update(Residence, changed)


# --- ties ------------------------------------------------------------------------------------------------------------


def _write_ties(work: Work, touched: list[_One]) -> None:
    waiting: list[tuple[Any, ...]] = []
    changed: list[_One] = []
    for one in touched:
        if one.is_new:
            waiting += [_waiting(one, tie) for tie in records.relations(one.record)]
            waiting += [_waiting_authority(one, held, "") for held in sorted(records.authorities(one.record), key=str)]
        else:
            changed.append(one)
    if changed:
        waiting += _changed_relations(changed)
        waiting += _changed_authorities(work, changed)
    _wait(waiting)


def _waiting(one: _One, tie: records.Tie) -> tuple[Any, ...]:
    return (
        one.person_id,
        one.drawer_id,
        tie.kind,
        tie.tag,
        tie.name,
        tie.birth_date,
        tie.starts_on,
        tie.ends_on,
        False,
    )


def _waiting_authority(one: _One, held: records.Held, starts_on: str) -> tuple[Any, ...]:
    return (one.person_id, one.drawer_id, held.kind, held.tag, held.name, "", starts_on, "", True)


def _wait(rows: list[tuple[Any, ...]]) -> None:
    if not rows:
        return
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TIES} (person_id, drawer_id, kind, tag, name, birth_date, starts_on, ends_on, authority)"
            " SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[],"
            " %s::text[], %s::text[], %s::boolean[])",
            columns,
        )


def _changed_relations(changed: list[_One]) -> list[tuple[Any, ...]]:
    """Bring the relations of people who were known in line; what colleagues wrote beside one stays."""
    present: dict[int, list[Relation]] = defaultdict(list)
    here = Relation.objects.filter(
        person_id__in=[one.person_id for one in changed], source=Person.Source.REGISTER
    ).order_by("id")
    for relation in here:
        present[relation.person_id].append(relation)
    waiting, updates, gone = [], [], []
    for one in changed:
        left = present[one.person_id]
        for tie in records.relations(one.record):
            same = _same(left, tie)
            if same is None:
                waiting.append(_waiting(one, tie))
                continue
            left.remove(same)
            row = _relation_row(tie)
            if any(_differs(same, column, value) for column, value in row.items()):
                resets = {"other_person_id": None} if _hash(same.other_bsn_hash) != tie.tag else {}
                updates.append({"id": same.pk, **row, **resets})
        gone += left
    bulk.update(Relation, updates)
    noted = [r for r in gone if r.phone or r.note or r.helps]
    bulk.update(Relation, [{"id": r.pk, "source": Person.Source.REPORTED.value} for r in noted])
    Relation.objects.filter(id__in=[r.pk for r in gone if r not in noted]).delete()
    return waiting


def _relation_row(tie: records.Tie) -> dict[str, Any]:
    return {
        "kind": tie.kind,
        "other_bsn_hash": bytes.fromhex(tie.tag) if tie.tag else None,
        "other_name": tie.name,
        "other_birth_date": tie.birth_date,
        "starts_on": tie.starts_on,
        "ends_on": tie.ends_on,
    }


def _differs(relation: Relation, column: str, value: Any) -> bool:
    stored = getattr(relation, column)
    return (bytes(stored) if isinstance(stored, memoryview) else stored) != value


def _hash(stored: Any) -> str:
    return bytes(stored).hex() if stored else ""


def _same(present: list[Relation], tie: records.Tie) -> Relation | None:
    """The relation that is this tie: with the same other (and, for a partner, the same beginning if there is one)."""
    alike = [r for r in present if (Relation.Kind.PARTNER.value if r.kind == "ex_partner" else r.kind) == tie.group]
    if tie.tag and any(r.other_bsn_hash for r in alike):
        same = [r for r in alike if _hash(r.other_bsn_hash) == tie.tag]
    else:
        same = [r for r in alike if (r.other_name, r.other_birth_date) == (tie.name, tie.birth_date)]
    return next((r for r in same if r.starts_on == tie.starts_on), same[0] if same else None)


def _changed_authorities(work: Work, changed: list[_One]) -> list[tuple[Any, ...]]:
    present: dict[int, list[Authority]] = defaultdict(list)
    here = Authority.objects.filter(
        person_id__in=[one.person_id for one in changed], source=Person.Source.REGISTER, ends_on=""
    )
    for authority in here:
        present[authority.person_id].append(authority)
    waiting, ended = [], []
    for one in changed:
        wanted = {(held.kind, held.tag): held for held in records.authorities(one.record)}
        for authority in present[one.person_id]:
            if wanted.pop((authority.kind, _hash(authority.holder_bsn_hash)), None) is None:
                ended.append({"id": authority.pk, "ends_on": work.today_digits})
                work.authority_over.add(one.person_id)
                if authority.holder_person_id:
                    work.former_holders.add(authority.holder_person_id)
        if wanted:
            work.authority_over.add(one.person_id)
        waiting += [_waiting_authority(one, held, work.today_digits) for held in wanted.values()]
    bulk.update(Authority, ended)
    return waiting


def settle_ties(work: Work) -> None:
    """Everyone is known: write the waiting ties with the others' numbers, and fill in what earlier files left open."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE_RELATIONS)
        cursor.execute(_SETTLE_AUTHORITIES)
        cursor.execute(f"TRUNCATE {TIES}")
        for statement in _RESOLVE:
            cursor.execute(statement)
    work.summary.relations_resolved = sum(n for name, n in work.unresolved.items() if name in work.known)
    for person_id, (before, record) in work.doubtful.items():
        work.mutations[person_id] = differences(before, record, served=work.served, deceased=frozenset(work.dead))
    for changes in work.mutations.values():
        work.summary.mutations.update(change.kind.value for change in changes)


_SETTLE_RELATIONS = f"""
    INSERT INTO people_relation (drawer_id, person_id, kind, other_person_id, other_bsn_hash, other_name,
        other_birth_date, phone, note, in_contact, helps, starts_on, ends_on, source)
    SELECT t.drawer_id, t.person_id, t.kind, p.id, decode(nullif(t.tag, ''), 'hex'), t.name, t.birth_date,
        '', '', true, false, t.starts_on, t.ends_on, 'register'
    FROM {TIES} t LEFT JOIN people_person p ON p.bsn_hash = decode(nullif(t.tag, ''), 'hex')
    WHERE NOT t.authority ORDER BY t.place
"""
_SETTLE_AUTHORITIES = f"""
    INSERT INTO people_authority (drawer_id, person_id, kind, holder_person_id, holder_bsn_hash, holder_name, starts_on,
        ends_on, source)
    SELECT t.drawer_id, t.person_id, t.kind, p.id, decode(nullif(t.tag, ''), 'hex'),
        coalesce(nullif(t.name, ''), p.display_name, ''), t.starts_on, '', 'register'
    FROM {TIES} t LEFT JOIN people_person p ON p.bsn_hash = decode(nullif(t.tag, ''), 'hex')
    WHERE t.authority ORDER BY t.place
"""
_RESOLVE = (
    """
    UPDATE people_relation r SET other_person_id = p.id FROM people_person p
    WHERE r.other_person_id IS NULL AND r.other_bsn_hash IS NOT NULL AND p.bsn_hash = r.other_bsn_hash
    """,
    """
    UPDATE people_authority a
    SET holder_person_id = p.id, holder_name = coalesce(nullif(a.holder_name, ''), p.display_name)
    FROM people_person p
    WHERE a.holder_person_id IS NULL AND a.holder_bsn_hash IS NOT NULL AND p.bsn_hash = a.holder_bsn_hash
    """,
)

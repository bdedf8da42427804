"""Taking the population register: what records make, and what each change does to household, access and tasks."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontschot.accounts.models import User
from ontschot.config.demo import population
from ontschot.domain.people import actions as people
from ontschot.domain.people.actions import register
from ontschot.domain.people.models import Authority, Household, Membership, Person, Relation, Residence
from ontschot.domain.people.rules import addresses, bsn, dates
from ontschot.domain.people.rules.addresses import Address, AddressKind
from ontschot.domain.people.rules.households import households_from_register
from ontschot.domain.people.rules.mutations import Kind
from ontschot.domain.people.rules.names import Gender, NameParts
from ontschot.domain.people.rules.register import (
    Authority as RegisterAuthority,
)
from ontschot.domain.people.rules.register import (
    AuthorityHolder,
    AuthorityKind,
    Parent,
    Partner,
    RegisterPerson,
    Relative,
    Suspension,
)
from ontschot.exchange.brp.parse import parse
from ontschot.foundation import cipher
from ontschot.foundation.calendar import today
from ontschot.privacy import acting
from ontschot.privacy.acting import system
from ontschot.privacy.actions import open_access
from ontschot.privacy.models import Grant
from tests import register_file

if TYPE_CHECKING:
    from tests.town import Town

SHARED = Path(os.environ.get("ONTSCHOT_SHARED") or Path(__file__).resolve().parents[4] / "shared")
REGISTER = SHARED / "standards" / "brp" / "test-persons.json"

pytestmark = pytest.mark.django_db

KARIN, BAS, LOT, OMA = (bsn.synthetic(n) for n in range(4))
BORN = dt.datetime.now(tz=dt.UTC).year - 10


def take(*persons: RegisterPerson) -> register.Summary:
    by = system("test")
    with acting.acting(by):
        return register.take(persons, by=by)


@contextmanager
def looking() -> Iterator[None]:
    """See everything, as system work does."""
    with acting.acting(system("test")):
        from ontschot.privacy import log

        log.read("test", [])
        with acting.wide("ontschot_register"):
            yield


def number(of: str) -> int:
    with looking():
        return Person.objects.get(bsn_hash=cipher.keyed_hash(of)).pk


def homes() -> set[frozenset[str]]:
    """Who live together now, by BSN."""
    with looking():
        found: dict[int, set[str]] = {}
        rows = Membership.objects.filter(period__contains=today(), person__bsn_hash__isnull=False)
        for row in rows.select_related("person"):
            found.setdefault(row.household_id, set()).add(cipher.decrypt(row.person.bsn_encrypted or b""))
        return {frozenset(one) for one in found.values()}


def home_of(of: str) -> int:
    person_id = number(of)
    with looking():
        return Membership.objects.get(person_id=person_id, period__contains=today()).household_id


def house(number: int, **changes: Any) -> Address:
    address = Address(
        kind=AddressKind.DWELLING,
        street="Lindestraat",
        number=number,
        postcode="5341AB",
        place="Oss",
        municipality="0828",
        municipality_name="Oss",
        since=dates.parse("20150301"),
    )
    return replace(address, **changes)


def one(number: str, given_name: str, gender: Gender, born: str, home: Address, **fields: Any) -> RegisterPerson:
    name = NameParts(given_name, "", "Voorbeeld", "")
    return RegisterPerson(
        number,
        name,
        gender=gender,
        birth=dates.parse(born),
        address=home,
        municipality=home.municipality,
        municipality_name=home.municipality_name,
        **fields,
    )


def relative(person: RegisterPerson) -> Relative:
    return Relative(person.bsn, person.name, person.gender, person.birth)


def family() -> dict[str, RegisterPerson]:
    """Karin and Bas, married, with their child Lot at number 1; grandmother at number 2."""
    home = house(1)
    karin, bas = one(KARIN, "Karin", Gender.WOMAN, "19860412", home), one(BAS, "Bas", Gender.MAN, "19840101", home)
    lot, oma = one(LOT, "Lot", Gender.WOMAN, f"{BORN}0203", home), one(OMA, "Truus", Gender.WOMAN, "19500000", house(2))
    since = dates.parse("20120606")
    joint = RegisterAuthority(AuthorityKind.JOINT, LOT, (AuthorityHolder(KARIN, True), AuthorityHolder(BAS, True)))
    parents = tuple(Parent(relative(p), str(i), lot.birth) for i, p in enumerate((karin, bas), 1))
    child, mother = (relative(lot),), (Parent(relative(oma), "1", karin.birth),)
    return {
        KARIN: replace(karin, partners=(Partner(relative(bas), "H", since),), children=child, parents=mother),
        BAS: replace(bas, partners=(Partner(relative(karin), "H", since),), children=child),
        LOT: replace(lot, parents=parents, authorities=(joint,)),
        OMA: replace(oma, children=(relative(karin),)),
    }


@pytest.fixture
def helped(town: Town) -> Town:
    """The family, with the neighbourhood team working with it and Karin connected to the resident's account."""
    take(*family().values())
    with acting.acting(system("test")):
        household_id = home_of_inside(KARIN)
        with acting.wide("ontschot_register"):
            open_access(
                team_id=town.team,
                household_id=household_id,
                reaches_members=True,
                purpose="coordination",
                ground="public_task",
                source="triage:1",
            )
        user = User.objects.create_user(username="bas", role="resident", name="")
        town.users["bas"] = user
        with acting.wide("ontschot_register"):
            bas = Person.objects.get(bsn_hash=cipher.keyed_hash(BAS)).pk
        people.connect_account(by=system("test"), user_id=user.pk, person_id=bas)
    town.household = household_id
    return town


def home_of_inside(of: str) -> int:
    with acting.wide("ontschot_register"):
        return Membership.objects.get(person__bsn_hash=cipher.keyed_hash(of), period__contains=today()).household_id


def seen_by_worker(town: Town) -> set[str]:
    """Whom the team's generalist can see of the family."""
    with acting.acting(town.actor("generalist")):
        from ontschot.privacy import log

        log.read("test", [])
        rows = Person.objects.filter(family_name="Voorbeeld")
        return {cipher.decrypt(person.bsn_encrypted or b"") for person in rows}


def tasks(household_id: int) -> list[str]:
    """Kinds of tasks of a household, in order."""
    with looking(), connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM plans_task WHERE household_id = %s ORDER BY id", [household_id])
        return [row[0] for row in cursor.fetchall()]


def open_grants(user_id: int) -> set[tuple[str, str]]:
    with looking():
        rows = Grant.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), user_id=user_id)
        return {(grant.purpose, grant.source.split(":")[0]) for grant in rows}


def changed(*persons: RegisterPerson) -> register.Summary:
    return take(*(family() | {person.bsn: person for person in persons}).values())


def history() -> int:
    with looking(), connection.cursor() as cursor:
        total = 0
        for name in ("person", "residence", "household", "membership", "relation", "authority"):
            cursor.execute(f"SELECT count(*) FROM people_{name}event")
            total += cursor.fetchone()[0]
        return total


# --- the first time, and the second ----------------------------------------------------------------------------------


def test_a_family_becomes_persons_ties_and_households(db: None) -> None:
    summary = take(*family().values())
    assert (summary.new, summary.households_new, summary.relations, summary.relations_resolved) == (4, 2, 8, 8)
    assert homes() == {frozenset({KARIN, BAS, LOT}), frozenset({OMA})}
    karin, bas, lot = number(KARIN), number(BAS), number(LOT)
    with looking():
        assert Relation.objects.get(person_id=karin, kind="partner").other_person_id == bas
        assert set(Authority.objects.filter(person_id=lot).values_list("holder_person_id", "kind")) == {
            (karin, "joint"),
            (bas, "joint"),
        }
        assert Residence.objects.get(person_id=lot).starts_on == "20150301"
        reasons = dict(Membership.objects.values_list("person_id", "reason"))
        assert (reasons[lot], reasons[karin]) == ("child_minor", "partner")


def test_twice_changes_nothing_and_leaves_no_history(db: None) -> None:
    take(*family().values())
    before = history()
    again = take(*family().values())
    assert (again.new, again.changed, again.unchanged) == (0, 0, 4)
    assert (again.memberships_started, again.memberships_ended) == (0, 0)
    assert history() == before


@pytest.mark.skipif(not REGISTER.exists(), reason=f"the national test register is not at {REGISTER}")
def test_the_national_test_register_gives_the_households_of_the_specification(db: None) -> None:
    with REGISTER.open("rb") as source:
        records = [record for record in parse(source, demo=True) if isinstance(record, RegisterPerson)]
    first = take(*records)
    assert (first.new, first.changed) == (len(records), 0)
    assert homes() == {home.bsns for home in households_from_register(records, today())}
    before = history()
    second = take(*records)
    assert (second.new, second.changed, second.unchanged) == (0, 0, len(records))
    assert history() == before


def test_ties_to_somebody_who_comes_later_are_found(db: None) -> None:
    every = family()
    take(every[LOT], every[OMA])
    lot = number(LOT)
    with looking():
        assert set(Authority.objects.filter(person_id=lot).values_list("holder_person_id", flat=True)) == {None}
    take(every[KARIN], every[BAS])
    with looking():
        assert None not in set(Authority.objects.filter(person_id=lot).values_list("holder_person_id", flat=True))
        assert None not in set(Relation.objects.filter(person_id=lot).values_list("other_person_id", flat=True))
    assert homes() == {frozenset({KARIN, BAS, LOT}), frozenset({OMA})}


# --- each change, with what follows ----------------------------------------------------------------------------------


def test_who_moves_out_is_out_of_reach_at_once(helped: Town) -> None:
    assert seen_by_worker(helped) == {KARIN, BAS, LOT}
    bas = replace(family()[BAS], address=house(9, since=dates.from_date(today() - dt.timedelta(days=3))))
    summary = changed(bas)
    assert summary.mutations == {Kind.MOVED: 1}
    assert homes() == {frozenset({KARIN, LOT}), frozenset({BAS}), frozenset({OMA})}
    assert seen_by_worker(helped) == {KARIN, LOT}
    assert tasks(helped.household) == [Kind.MOVED]
    with looking():
        history = Residence.objects.filter(person__bsn_hash=cipher.keyed_hash(BAS)).order_by("id")
        assert [row.ends_on != "" for row in history] == [True, False]
    assert home_of(KARIN) == helped.household
    own = [(p, s) for p, s in open_grants(helped.users["bas"].pk) if s == "subject"]
    assert own  # Bas still sees himself, and his new home


def test_a_divorce_alone_keeps_one_roof_and_asks(helped: Town) -> None:
    every = family()
    day = dates.from_date(today())
    end = lambda p: replace(p, partners=tuple(replace(one, dissolved=day, ended_by="S") for one in p.partners))  # noqa: E731
    summary = changed(end(every[KARIN]), end(every[BAS]))
    assert summary.mutations == {Kind.DIVORCED: 2}
    assert homes() == {frozenset({KARIN, BAS, LOT}), frozenset({OMA})}  # both are parents of Lot, who lives there
    assert set(tasks(helped.household)) == {Kind.DIVORCED}


def test_divorced_and_moved_out(helped: Town) -> None:
    every = family()
    day = dates.from_date(today())
    parted = tuple(replace(one, dissolved=day, ended_by="S") for one in every[BAS].partners)
    karin = replace(
        every[KARIN], partners=tuple(replace(p, dissolved=day, ended_by="S") for p in every[KARIN].partners)
    )
    changed(karin, replace(every[BAS], partners=parted, address=house(9, since=day)))
    assert seen_by_worker(helped) == {KARIN, LOT}
    assert set(tasks(helped.household)) == {Kind.DIVORCED, Kind.MOVED}
    lot, bas = number(LOT), number(BAS)
    with looking():  # the father stays findable from the child, and the child from him
        assert Relation.objects.filter(person_id=lot, kind="parent", other_person_id=bas).exists()


def test_death_ends_membership_and_the_portal_account(helped: Town) -> None:
    assert open_grants(helped.users["bas"].pk)
    day = dates.from_date(today() - dt.timedelta(days=1))
    every = family()
    bas = replace(every[BAS], death=day, suspension=Suspension.DIED, suspension_date=day)
    widow = replace(every[KARIN], partners=tuple(replace(p, dissolved=day) for p in every[KARIN].partners))
    summary = changed(bas, widow)
    assert summary.mutations == {Kind.DIED: 1, Kind.WIDOWED: 1}  # though her record does not say why
    assert homes() == {frozenset({KARIN, LOT}), frozenset({OMA})}
    assert open_grants(helped.users["bas"].pk) == set()
    assert seen_by_worker(helped) == {KARIN, LOT}
    assert set(tasks(helped.household)) == {Kind.DIED, Kind.WIDOWED}


def test_secrecy_moves_every_address_and_its_history_behind_the_shield(helped: Town) -> None:
    karin = number(KARIN)
    changed(replace(family()[KARIN], secrecy=True))
    assert tasks(helped.household) == [Kind.SECRECY_SET]
    with looking(), connection.cursor() as cursor:
        person = Person.objects.get(pk=karin)
        assert person.secrecy
        assert "sealed" in person.register_state
        residence = Residence.objects.get(person_id=karin)
        assert residence.drawer_id != person.drawer_id
        cursor.execute("SELECT DISTINCT drawer_id FROM people_residenceevent WHERE person_id = %s", [karin])
        assert cursor.fetchall() == [(residence.drawer_id,)]
    moved = replace(family()[KARIN], secrecy=True, address=house(5, since=dates.from_date(today())))
    changed(moved)
    with looking():
        assert {r.drawer_id for r in Residence.objects.filter(person_id=karin)} == {residence.drawer_id}
        new_home = Household.objects.get(memberships__person_id=karin, memberships__period__contains=today())
        assert new_home.address_key == ""
    again = changed(moved)
    assert again.changed == 0


def test_emigration_and_moving_out_of_the_municipality_end_membership(helped: Town) -> None:
    abroad = Address(kind=AddressKind.ABROAD, foreign_lines=("Rue 1", "Lyon"), country="Frankrijk", country_code="5002")
    changed(replace(family()[BAS], address=abroad, suspension=Suspension.EMIGRATED))
    assert homes() == {frozenset({KARIN, LOT}), frozenset({OMA})}
    assert tasks(helped.household) == [Kind.EMIGRATED]
    far = house(3, municipality="0344", postcode="3511AA")
    away = [replace(family()[n], address=far, municipality="0344") for n in (KARIN, LOT)]
    summary = take(*away)
    assert summary.mutations == {Kind.MOVED_OUT: 2}
    assert seen_by_worker(helped) == set()
    assert set(tasks(helped.household)) == {Kind.EMIGRATED, Kind.MOVED_OUT}


def test_a_birth_brings_the_child_into_the_household(helped: Town) -> None:
    every = family()
    baby = one(bsn.synthetic(9), "Noor", Gender.WOMAN, today().strftime("%Y%m%d"), house(1))
    baby = replace(baby, parents=every[LOT].parents)
    more = [replace(every[n], children=(*every[n].children, relative(baby))) for n in (KARIN, BAS)]
    summary = changed(*more, baby)
    assert summary.mutations == {Kind.BIRTH_OF_CHILD: 2}
    assert frozenset({KARIN, BAS, LOT, baby.bsn}) in homes()
    assert seen_by_worker(helped) == {KARIN, BAS, LOT, baby.bsn}
    assert set(tasks(helped.household)) == {Kind.BIRTH_OF_CHILD}


def test_authority_that_ends_closes_representation_at_once(helped: Town) -> None:
    bas = helped.users["bas"].pk
    assert ("representation", "authority") in open_grants(bas)
    sole = RegisterAuthority(AuthorityKind.SOLE, LOT, (AuthorityHolder(KARIN, True),))
    changed(replace(family()[LOT], authorities=(sole,)))
    assert ("representation", "authority") not in open_grants(bas)
    assert tasks(helped.household) == [Kind.AUTHORITY_CHANGED]


def test_a_name_is_changed_without_a_task(helped: Town) -> None:
    changed(replace(family()[KARIN], name=NameParts("Karin", "de", "Nieuw", "")))
    assert tasks(helped.household) == []
    karin = number(KARIN)
    with looking():
        assert Person.objects.get(pk=karin).display_name == "Karin de Nieuw"


def test_a_corrected_bsn_is_the_same_person(helped: Town) -> None:
    every = {n: replace(p, a_number=f"123456789{i}") for i, (n, p) in enumerate(family().items())}
    take(*every.values())
    before = number(BAS)
    summary = take(replace(every[BAS], bsn=bsn.synthetic(77)))
    assert summary.new == 0
    assert summary.mutations == {Kind.IDENTITY_CORRECTED: 1}
    assert number(bsn.synthetic(77)) == before


def test_what_was_stated_by_hand_stays_and_is_asked_about(helped: Town) -> None:
    lot, bas = number(LOT), number(BAS)
    with acting.acting(helped.actor("generalist")):
        split = people.split_household(
            by=helped.actor("generalist"), household_id=helped.household, person_ids=[bas], on=today()
        )
    changed(replace(family()[BAS], address=house(9, since=dates.from_date(today()))))
    assert home_of(BAS) == split.pk
    assert tasks(split.pk) == [Kind.MOVED]
    with looking(), connection.cursor() as cursor:
        cursor.execute("SELECT text FROM plans_task WHERE household_id = %s", [split.pk])
        assert "met de hand" in cursor.fetchone()[0]
    assert home_of(LOT) == helped.household
    assert lot


def test_what_a_colleague_wrote_beside_a_relation_stays(helped: Town) -> None:
    karin = number(KARIN)
    with acting.acting(helped.actor("generalist")):
        from ontschot.privacy import log

        log.read("test", [])
        relation = Relation.objects.get(person_id=karin, kind="parent")
        people.change_relation(by=helped.actor("generalist"), relation_id=relation.pk, note="past op dinsdag op")
    oma = replace(family()[OMA], name=NameParts("Geertruida", "", "Voorbeeld", ""))
    changed(replace(family()[KARIN], parents=(Parent(relative(oma), "1", family()[KARIN].birth),)), oma)
    with looking():
        kept = Relation.objects.get(pk=relation.pk)
        assert (kept.note, kept.other_name) == ("past op dinsdag op", "Geertruida Voorbeeld")


# --- nothing half applied --------------------------------------------------------------------------------------------


def test_a_source_that_breaks_off_changes_nothing(db: None) -> None:
    def broken() -> Iterator[RegisterPerson]:
        yield from family().values()
        raise ValueError("cut off")

    by = system("test")
    with pytest.raises(ValueError, match="cut off"), acting.acting(by):
        register.take(broken(), by=by)
    assert homes() == set()


def test_very_long_names_and_texts_fit(db: None) -> None:
    karin = family()[KARIN]
    long = NameParts("Á" * 200, "van de", "Ø" * 200, "BS")
    other = replace(karin.partners[0], who=replace(karin.partners[0].who, name=long))
    take(replace(karin, name=long, partners=(other,), address=replace(house(1), street="x" * 80)))
    assert homes() == {frozenset({KARIN})}


# --- any sequence of files -------------------------------------------------------------------------------------------

PEOPLE = [KARIN, BAS, LOT, OMA]
CHANGES = ["move", "move_together", "back", "die", "secret", "divorce", "abroad", "rename", "far", "post"]


def _mutate(every: dict[str, RegisterPerson], kind: str, who: str, where: int) -> dict[str, RegisterPerson]:
    person = every[who]
    day = dates.from_date(today() - dt.timedelta(days=where))
    if kind == "move":
        return every | {who: replace(person, address=house(where, since=day), municipality="0828")}
    if kind == "move_together":
        return {n: replace(p, address=house(where, since=day), municipality="0828") for n, p in every.items()}
    if kind == "back":
        return every | {who: replace(person, death=None, suspension=Suspension.NONE, address=house(1, since=day))}
    if kind == "die":
        return every | {who: replace(person, death=day, suspension=Suspension.DIED)}
    if kind == "secret":
        return every | {who: replace(person, secrecy=not person.secrecy)}
    if kind == "divorce":
        parted = tuple(replace(p, dissolved=day, ended_by="S") for p in person.partners)
        return every | {who: replace(person, partners=parted)}
    if kind == "abroad":
        return every | {who: replace(person, address=Address(kind=AddressKind.ABROAD, country="Frankrijk"))}
    if kind == "rename":
        return every | {who: replace(person, name=NameParts(f"Naam{where}", "", "Voorbeeld", ""))}
    if kind == "far":
        away = house(where, municipality="0344", postcode="3511AA", since=day)
        return every | {who: replace(person, address=away, municipality="0344")}
    return every | {who: replace(person, address=house(where, kind=AddressKind.POSTAL, since=day))}


def _state() -> tuple[Any, ...]:
    """Names, present addresses and households, as far as the register decides them."""
    with looking():
        persons = {
            (bytes(p.bsn_hash or b""), p.display_name, p.sort_name, p.search_name, p.death_date, p.secrecy)
            for p in Person.objects.all()
        }
        places = {
            (bytes(r.person.bsn_hash or b""), r.kind, r.one_line, r.address_key, r.starts_on)
            for r in Residence.objects.filter(ends_on="").select_related("person")
        }
    return persons, places, homes()


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(CHANGES), st.sampled_from(PEOPLE), st.integers(1, 4)), min_size=1, max_size=4
    )
)
def test_any_sequence_of_files_ends_as_the_last_one(db: None, steps: list[tuple[str, str, int]]) -> None:
    every = family()
    with undone():
        take(*every.values())
        with acting.acting(system("test")), acting.wide("ontschot_register"):
            from ontschot.privacy import log

            log.read("test", [])
        for kind, who, where in steps:
            every = _mutate(every, kind, who, where)
            take(*every.values())
        by_mutations = _state()
    with undone():
        take(*every.values())
        at_once = _state()
    assert by_mutations == at_once


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(CHANGES), st.sampled_from(PEOPLE), st.integers(1, 4)), min_size=1, max_size=3
    )
)
def test_who_left_is_never_seen_by_who_works_with_the_old_household(
    helped: Town, steps: list[tuple[str, str, int]]
) -> None:
    every = family()
    with undone():
        for kind, who, where in steps:
            every = _mutate(every, kind, who, where)
            take(*every.values())
            with looking():
                now = Membership.objects.filter(household_id=helped.household, period__contains=today())
                inside = {cipher.decrypt(m.person.bsn_encrypted or b"") for m in now.select_related("person")}
            assert seen_by_worker(helped) == inside


# --- the file that carries records -----------------------------------------------------------------------------------


def test_written_records_are_read_back(tmp_path: Path) -> None:
    homes = population.households(60, seed=3, today=dt.date(2026, 1, 1))
    records = [*itertools.chain.from_iterable(homes), *family().values()]
    content = register_file.write(tmp_path / "register.json", records).read_bytes()
    read = list(parse(io.BytesIO(content), demo=True))
    assert [one for one in read if not isinstance(one, RegisterPerson)] == []
    same = {record.bsn: record for record in read if isinstance(record, RegisterPerson)}
    for record in records:
        plain = replace(record, birth_country="", parents=_no_country(record.parents))
        assert addresses.location_key(same[record.bsn].address) == addresses.location_key(record.address)
        assert same[record.bsn].naming == plain.naming
        assert same[record.bsn].authorities == record.authorities
    assert json.loads(content)


def _no_country(parents: Iterable[Parent]) -> tuple[Parent, ...]:
    return tuple(replace(one, who=replace(one.who, birth_country="")) for one in parents)

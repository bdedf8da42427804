"""Which households the national test register gives, and why. Read top to bottom, this is the specification.

The register is not part of the project; it is read from `../shared/standards/brp/test-persons.json`, or from the folder
that ONTSCHOT_SHARED names. The people in it do not exist. All ages are those of 1 January 2026.
"""

import datetime as dt
import json
import os
import random
from collections import Counter
from pathlib import Path

import pytest

from ontschot.domain.people.rules import addresses, names
from ontschot.domain.people.rules.households import (
    ProposedHousehold,
    RelationCount,
    count_relations,
    households_from_register,
    linked_households,
    lives_here,
    may_be_minor,
)
from ontschot.domain.people.rules.mutations import differences
from ontschot.domain.people.rules.register import RegisterPerson, from_state, to_state
from ontschot.exchange.brp.parse import Refusal, parse

ON = dt.date(2026, 1, 1)
SHARED = Path(os.environ.get("ONTSCHOT_SHARED") or Path(__file__).resolve().parents[3] / "shared")
REGISTER = SHARED / "standards" / "brp" / "test-persons.json"

pytestmark = pytest.mark.skipif(not REGISTER.exists(), reason=f"the national test register is not at {REGISTER}")


@pytest.fixture(scope="module")
def read() -> list[RegisterPerson | Refusal]:
    with REGISTER.open("rb") as source:
        return list(parse(source, demo=False))


@pytest.fixture(scope="module")
def persons(read: list[RegisterPerson | Refusal]) -> list[RegisterPerson]:
    return [one for one in read if isinstance(one, RegisterPerson)]


@pytest.fixture(scope="module")
def households(persons: list[RegisterPerson]) -> list[ProposedHousehold]:
    return households_from_register(persons, ON)


def of(households: list[ProposedHousehold], bsn: str) -> ProposedHousehold:
    [found] = [one for one in households if bsn in one.bsns]
    return found


# --- 1. What is read -------------------------------------------------------------------------------------------------

REFUSED = [
    # index, person,       field,                             rule,              value,       how much
    (50, "******318", "kinderen[1].burgerservicenummer", "relation.self", "******318", "field"),
    (604, "******821", "kinderen[1].burgerservicenummer", "bsn.eleven_test", "******245", "field"),
    (636, "*********", "burgerservicenummer", "bsn.eleven_test", "******245", "person"),
]


def test_667_records_give_666_persons_and_three_refusals(read: list[RegisterPerson | Refusal]) -> None:
    """999999245 fails the eleven test: as a person it is refused, as somebody's child the child stays without number.

    One person is registered as her own child; that child stays, without number.
    """
    refusals = [one for one in read if isinstance(one, Refusal)]
    assert len(read) - len(refusals) == 666
    told = [(one.index, one.person, one.field, one.rule, one.masked, one.severity.value) for one in refusals]
    assert told == REFUSED


def test_relations_in_the_file_as_it_is() -> None:
    """1,829 relations, each side counted by itself: 837 name a BSN that is also a person in the file.

    Counted are the entries of `ouders`, `kinderen` and `partners`; parental authority (`gezag`) is not in it.
    """
    people = json.loads(REGISTER.read_bytes())
    known = {person["burgerservicenummer"] for person in people}
    entries = [one for person in people for kind in ("ouders", "kinderen", "partners") for one in person[kind]]
    assert len(entries) == 1_829
    assert sum("burgerservicenummer" in one for one in entries) == 1_100
    assert sum(one.get("burgerservicenummer") in known for one in entries) == 837


def test_relations_after_the_refusals(persons: list[RegisterPerson]) -> None:
    """Without the refused person (one parent), the child with a wrong number and the own child: 834 of 1,828."""
    assert count_relations(persons) == {
        "parents": RelationCount(total=1_163, with_bsn=508, resolved=348),
        "children": RelationCount(total=471, with_bsn=422, resolved=332),
        "partners": RelationCount(total=194, with_bsn=167, resolved=154),
    }


def test_77_have_no_postcode(persons: list[RegisterPerson]) -> None:
    """75 of them live abroad, one in a boat with a description of the place, one at an unknown address."""
    without = [one for one in persons if not one.address.postcode]
    assert Counter(one.address.kind.name for one in without) == {"ABROAD": 75, "DWELLING": 2}
    assert [addresses.display(one.address) for one in without if one.address.kind.name == "DWELLING"] == [
        "adres onbekend",
        "woonaak De Kabouter in Ruigoord, Amsterdam",
    ]


# --- 2. How many households ------------------------------------------------------------------------------------------

NO_HOUSEHOLD = {"dead": 26, "abroad": 73}
SIZES = {1: 203, 2: 54, 3: 25, 4: 15, 5: 9, 6: 1, 7: 3, 9: 4, 13: 1}
REASONS = {
    "child_minor": 109,
    "ward": 5,
    "partner": 93,
    "parent": 80,
    "child_adult": 56,
    "guardian": 1,
    "sibling": 20,
    "postal_address": 9,
    "address_unknown": 1,
    "minor_alone": 10,
    "alone": 183,
}


def test_who_has_no_household(persons: list[RegisterPerson]) -> None:
    """The dead, and those abroad (two are both): 99 of 666."""
    gone = [one for one in persons if not lives_here(one, ON)]
    assert Counter("dead" if one.is_dead else "abroad" for one in gone) == NO_HOUSEHOLD


def test_567_residents_in_315_households(households: list[ProposedHousehold]) -> None:
    assert Counter(len(one.members) for one in households) == SIZES
    assert Counter(member.reason.value for one in households for member in one.members) == REASONS
    assert (len(households), sum(REASONS.values())) == (315, 567)


def test_everyone_in_one_household_and_only_one(
    persons: list[RegisterPerson], households: list[ProposedHousehold]
) -> None:
    numbers = [member.bsn for one in households for member in one.members]
    assert sorted(numbers) == sorted(one.bsn for one in persons if lives_here(one, ON))


def test_the_order_of_the_file_does_not_matter(
    persons: list[RegisterPerson], households: list[ProposedHousehold]
) -> None:
    shuffled = random.Random(7).sample(persons, len(persons))
    assert households_from_register(shuffled, ON) == households


# --- 3. Addresses that many share ------------------------------------------------------------------------------------

SHARED_ADDRESSES = [
    # dwelling,                   people, households, what it is
    ("object:1810010010001001", 19, 18, "no family: 17 strangers, and one mother with her child"),
    ("object:0599010400010274", 16, 16, "no family: people with nothing in common but the address"),
    ("object:0363010001004479", 12, 12, "a house of workers from abroad"),
    ("object:0518010000385480", 11, 11, "men living together, no ties"),
    ("object:0599010000145114", 12, 6, "six mothers, each with one child"),
    ("object:0363010001004477", 13, 1, "a father with his twelve children; the mother does not live there"),
    ("object:0518010000583527", 13, 5, "a couple with seven children, and four minors who are nobody's there"),
    ("object:0518010000583570", 10, 2, "a mother with four; a widow with two of her own and two in her custody"),
    ("object:0518010000583568", 7, 3, "a couple with two children, a mother with a daughter, a man alone"),
    ("postcode:3224RC:55:::", 11, 10, "one surname, but only two of them share a parent"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "people", "count", "why"), SHARED_ADDRESSES, ids=[f"{row[1]}-in-{row[2]}" for row in SHARED_ADDRESSES]
)
def test_an_address_is_not_a_household(
    households: list[ProposedHousehold], key: str, people: int, count: int, why: str
) -> None:
    there = [one for one in households if one.address_key == key]
    assert (sum(len(one.members) for one in there), len(there)) == (people, count), why


# --- 4. Families, one by one -----------------------------------------------------------------------------------------

FAMILIES = [
    # one of them,  name,                                 who and for what reason,                         why
    ("999993082", "Galjoen", "Vera parent, Veronique child_minor",
     "mother and child at the address of 19: the ties count, the address alone does not"),
    ("999998584", "Frederiks - Faassen", "Fieke partner, Fabian partner, Frans child_minor, Frits child_minor",
     "a couple with children"),
    ("999970501", "Janssen - Joosten",
     "Joop parent, Josephien parent, Jacoba child_minor, Jolanda child_minor, Johanna child_minor, "
     "Jantina child_minor, Janneke child_minor, Jettie child_minor, Joy child_minor",
     "unmarried parents are one household through their children"),
    ("999997440", "Almenkinders",
     "Cornelis child_adult, Hendrika child_adult, Hillegonda child_minor, Magdalena child_minor, Elias child_minor, "
     "David child_minor, Miriam child_minor, Esther child_minor, Pieter parent, Jan child_adult, Alida child_adult, "
     "Pieter child_adult, Jan child_adult",
     "children who have grown up belong to it as long as they live there"),
    ("999994785", "De Jager - Jansen",
     "Marthe child_adult, Jaffe child_adult, Zeus child_adult, Hera child_adult, Odessa child_adult, Anita parent, "
     "Jan parent",
     "divorced in 2006 and still at one address with their children: one household, until somebody says otherwise"),
    ("999970987", "Van Tubbergen",
     "Tina parent, Trinette child_minor, Trudetty child_minor, Tim ward, Tom ward",
     "her wife died; the wife's children stay, as she has custody of them"),
    ("999970240", "Suijdema", "Saskia guardian, Sanne ward",
     "a child whose mother died lives with the mother's partner, who has custody"),
    ("999999850", "Doornenbal", "Daniel partner, Delilah partner, Daan ward",
     "authority of a parent and a third person together"),
    ("999970136", "Van Paassen - Pluym e.a.",
     "Petronella partner, Pia partner, Peet child_minor, Pelle child_minor, Pep child_minor, Pero child_minor, "
     "Peterjan parent",
     "two mothers, and the father of one child at the same address"),
    ("999999667", "Van der Aa", "Annabel sibling, Annalies sibling, Annajet sibling",
     "a grown-up sister with two minors; their parents are not there"),
    ("999991711", "Asgaard", "Odin sibling, Loki sibling, Thor sibling, Freya sibling, Njord sibling",
     "brothers and sisters of full age"),
    ("999990950", "Maassen", "Denise parent, Jeroen child_adult, Dennis child_adult",
     "a husband who lives elsewhere is a household of his own"),
    ("999997002", "Van Duijn", "Jasper alone", "a boat with a description of the place is a dwelling"),
    ("999990822", "Kierkegaard", "Charles address_unknown", "no address known"),
    ("999991358", "Eötvös", "Adorján postal_address", "married, but both have only a postal address, and not the same"),
    ("999998365", "Tafesh", "Adil minor_alone", "a minor at a foster family: no tie in the register"),
    ("999994074", "Obbadah", "(geen voornaam) alone", "a name of one word"),
]  # fmt: skip


@pytest.mark.parametrize(("bsn", "name", "members", "why"), FAMILIES, ids=[str(row[1]) for row in FAMILIES])
def test_a_family(
    persons: list[RegisterPerson], households: list[ProposedHousehold], bsn: str, name: str, members: str, why: str
) -> None:
    people = {one.bsn: one for one in persons}
    household = of(households, bsn)

    def told(number: str) -> str:
        return (people[number].name.given.split() or ["(geen voornaam)"])[0]

    assert ", ".join(f"{told(one.bsn)} {one.reason.value}" for one in household.members) == members, why
    assert household.name == name


# --- 5. Separated parents: findable from both ------------------------------------------------------------------------

SEPARATED = [
    # child,       lives with,                        the other parent
    ("999996514", ("999996721", "Groeneveld"), ("999994712", "Verpalen")),
    ("999999023", ("999999011", "Kozijn"), ("999998900", "Kornelissen - Van Krabben")),
]


@pytest.mark.parametrize(("child", "home", "elsewhere"), SEPARATED)
def test_a_child_of_separated_parents_is_found_from_both(
    persons: list[RegisterPerson],
    households: list[ProposedHousehold],
    child: str,
    home: tuple[str, str],
    elsewhere: tuple[str, str],
) -> None:
    """The child is a member where it is registered, and a tie from there leads to the other parent and back."""
    [young] = [one for one in persons if one.bsn == child]
    assert may_be_minor(young.birth, ON)
    here, there = of(households, child), of(households, elsewhere[0])
    assert (here.name, there.name) == (home[1], elsewhere[1])
    assert home[0] in here.bsns
    assert child not in there.bsns
    links = linked_households(households)
    assert households.index(there) in links[households.index(here)]
    assert households.index(here) in links[households.index(there)]
    assert (child, elsewhere[0]) in {(tie.who, tie.other) for tie in here.outside}
    assert (elsewhere[0], child) in {(tie.who, tie.other) for tie in there.outside}


def test_65_households_have_family_in_another_one(households: list[ProposedHousehold]) -> None:
    links = linked_households(households)
    assert sum(map(bool, links.values())) == 65
    assert len({frozenset((one, other)) for one, others in links.items() for other in others}) == 47


# --- 6. Names as people write them, and no change without a change ---------------------------------------------------

NAMES = [
    ("999991553", "Guðrún Sigríður gravin De Marchant et d'Ansembourg", "Hooggeboren vrouwe"),
    ("999993112", "Wilma den Braber-van Zon", "Geachte mevrouw Den Braber-van Zon"),
    ("999990160", "Hendrik Jan Coenraad Maurits ridder den Brinck", "Hoogwelgeboren heer"),
    ("999995029", "Jonkvrouw Petronella van Brest naar Kempen", "Hoogwelgeboren vrouwe"),
    ("999990962", "Otubovic", "Geachte heer Otubovic"),
]


@pytest.mark.parametrize(("bsn", "full", "opening"), NAMES)
def test_names(persons: list[RegisterPerson], bsn: str, full: str, opening: str) -> None:
    [person] = [one for one in persons if one.bsn == bsn]
    assert (names.full(person.naming), names.salutation(person.naming)) == (full, opening)


def test_every_name_and_address_can_be_shown_and_sorted(persons: list[RegisterPerson]) -> None:
    for person in persons:
        assert all(form(person.naming) for form in (names.full, names.formal, names.listed, names.sort_key))
        assert addresses.display(person.address)


def test_the_same_file_again_changes_nothing(persons: list[RegisterPerson]) -> None:
    assert not any(differences(from_state(to_state(one)), one) for one in persons)

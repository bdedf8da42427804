"""Households from register records: small families, each showing one rule."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.people.rules import dates
from ontschot.domain.people.rules.addresses import Address, AddressKind
from ontschot.domain.people.rules.households import ProposedHousehold, households_from_register, linked_households
from ontschot.domain.people.rules.names import NameParts
from ontschot.domain.people.rules.register import (
    Authority,
    AuthorityHolder,
    AuthorityKind,
    Parent,
    Partner,
    RegisterPerson,
    Relative,
    Suspension,
)

ON = dt.date(2026, 1, 1)


def at(number: int, kind: AddressKind = AddressKind.DWELLING) -> Address:
    return Address(kind=kind, street="Dorpsstraat", number=number, postcode="1234AB", municipality="0114")


def person(
    bsn: str,
    surname: str = "Jansen",
    *,
    born: str = "19800101",
    at_number: int = 1,
    parents: str = "",
    partner: str = "",
    ended: str = "",
    **more: object,
) -> RegisterPerson:
    """A record with short texts for BSNs; `parents` are letters, `partner` one, `ended` the day it was dissolved."""
    tie = Partner(Relative(partner), "H", dates.parse("20000101"), dates.parse(ended) if ended else None)
    record = RegisterPerson(
        bsn=bsn,
        name=NameParts(given=bsn.upper(), surname=surname),
        birth=dates.parse(born),
        address=at(at_number),
        parents=tuple(Parent(Relative(one)) for one in parents),
        partners=(tie,) if partner else (),
    )
    return replace(record, **more)  # type: ignore[arg-type]


def groups(*people: RegisterPerson) -> list[str]:
    """Members of each household, as letters."""
    return ["".join(sorted(one.bsns)) for one in households_from_register(people, ON)]


def reasons(*people: RegisterPerson) -> dict[str, str]:
    found = households_from_register(people, ON)
    return {member.bsn: member.reason.value for one in found for member in one.members}


CHILD = "20150101"

FAMILIES = [
    ("a couple with a child", [person("a", partner="b"), person("b"), person("c", born=CHILD, parents="ab")], ["abc"]),
    ("partners living apart", [person("a", partner="b"), person("b", at_number=2)], ["a", "b"]),
    ("a dissolved marriage", [person("a", partner="b", ended="20200101"), person("b", partner="a")], ["a", "b"]),
    ("dissolved, day unknown", [person("a", partner="b", ended="00000000"), person("b")], ["a", "b"]),
    ("a marriage that ends later", [person("a", partner="b", ended="20270101"), person("b")], ["ab"]),
    ("an unmarried couple", [person("a"), person("b")], ["a", "b"]),
    ("unmarried parents", [person("a"), person("b"), person("c", born=CHILD, parents="ab")], ["abc"]),
    ("a grown-up child at home", [person("a", born="19500101"), person("b", parents="a")], ["ab"]),
    ("a grown-up child elsewhere", [person("a"), person("b", parents="a", at_number=2)], ["a", "b"]),
    (
        "three generations",
        [person("a", born="19500101"), person("b", parents="a"), person("c", born=CHILD, parents="b")],
        ["abc"],
    ),
    (
        "separated parents",
        [person("a"), person("b", at_number=2), person("c", born=CHILD, parents="ab", at_number=2)],
        ["a", "bc"],
    ),
    ("orphans together", [person("b", born=CHILD, parents="z"), person("c", born=CHILD, parents="z")], ["bc"]),
    (
        "two brothers with families",
        [
            person("a", parents="z", partner="b"),
            person("b"),
            person("c", parents="z", partner="d"),
            person("d"),
        ],
        ["ab", "cd"],
    ),
    ("a foster child, no guardian known", [person("a"), person("c", born=CHILD)], ["a", "c"]),
    (
        "a dead parent",
        [person("a", death=dates.parse("20200101")), person("b"), person("c", born=CHILD, parents="ab")],
        ["bc"],
    ),
    ("dead, day unknown", [person("a", suspension=Suspension.DIED), person("b", partner="a")], ["b"]),
    ("dies later", [person("a", death=dates.parse("20270101")), person("b", partner="a")], ["ab"]),
    ("emigrated", [person("a", address=Address(kind=AddressKind.ABROAD)), person("b", partner="a")], ["b"]),
    ("a closed record", [person("a", suspension=Suspension.ERROR), person("b", partner="a")], ["b"]),
    (
        "no address known",
        [person("a", address=Address()), person("b", partner="a", address=Address())],
        ["a", "b"],
    ),
    (
        "one postal address",
        [
            person("a", partner="b", address=at(1, AddressKind.POSTAL)),
            person("b", address=at(1, AddressKind.POSTAL)),
            person("c", born=CHILD, parents="a", address=at(1, AddressKind.POSTAL)),
            person("d", born="20000101", parents="a", address=at(1, AddressKind.POSTAL)),
            person("e", address=at(1, AddressKind.POSTAL)),
        ],
        ["abc", "d", "e"],
    ),
    (
        "post at a relative's home",
        [person("a"), person("b", parents="a", address=at(1, AddressKind.POSTAL))],
        ["a", "b"],
    ),
]


@pytest.mark.parametrize(("people", "expected"), [row[1:] for row in FAMILIES], ids=[row[0] for row in FAMILIES])
def test_family_ties_and_the_same_dwelling(people: list[RegisterPerson], expected: list[str]) -> None:
    assert groups(*people) == expected
    assert groups(*reversed(people)) == expected


def test_a_minor_lives_with_the_guardian() -> None:
    custody = Authority(AuthorityKind.CUSTODY, "c", (AuthorityHolder("a", False),))
    people = [person("a"), person("c", born=CHILD, authorities=(custody,))]
    assert groups(*people) == ["ac"]
    assert reasons(*people) == {"a": "guardian", "c": "ward"}
    told_by_the_guardian = [person("a", authorities=(custody,)), person("c", born=CHILD)]
    assert groups(*told_by_the_guardian) == ["ac"]


def test_the_reason_of_each_membership() -> None:
    people = [
        person("a", born="19500101"),
        person("b", parents="a", partner="d"),
        person("c", born=CHILD, parents="b"),
        person("d"),
        person("e", born="20000101", parents="b"),
        person("x"),
        person("y", born=CHILD),
        person("z", address=Address()),
    ]
    assert reasons(*people) == {
        "a": "parent",
        "b": "partner",
        "c": "child_minor",
        "d": "partner",
        "e": "child_adult",
        "x": "alone",
        "y": "minor_alone",
        "z": "address_unknown",
    }


def test_a_child_of_separated_parents_is_found_from_both() -> None:
    people = [person("a"), person("b", at_number=2), person("c", born=CHILD, parents="ab", at_number=2)]
    households = households_from_register(people, ON)
    assert linked_households(households) == {0: frozenset({1}), 1: frozenset({0})}


@pytest.mark.parametrize(
    ("people", "name"),
    [
        ([person("a", "Dalen", name=NameParts("A", "van", "Dalen"))], "Van Dalen"),
        ([person("a", "Vries", partner="b", born="19700101"), person("b", "Jansen")], "Vries - Jansen"),
        (
            [person("a", "Vries", partner="b"), person("b", "Jansen"), person("c", "Jansen", born=CHILD, parents="ab")],
            "Jansen - Vries",
        ),
        ([person("a", "Dalen", partner="b"), person("b", "Dalen")], "Dalen"),
        (
            [
                person("a", "Oud", born="19500101"),
                person("b", "Nieuw", parents="a"),
                person("c", "Nieuw", born=CHILD, parents="b"),
            ],
            "Nieuw",
        ),
        ([person("a", ".", name=NameParts("", "", "."))], "naam onbekend"),
        ([person("a", "x" * 200, partner="b"), person("b", "y" * 200)], "X" + "x" * 198 + "…"),
    ],
)
def test_a_name_to_call_it_by(people: list[RegisterPerson], name: str) -> None:
    assert households_from_register(people, ON)[0].name == name


letters = st.sampled_from("abcdefghij")
some_people = st.lists(
    st.builds(
        person,
        letters,
        st.sampled_from(["Jansen", "Vries"]),
        born=st.sampled_from(["19500101", "19800000", "00000000", CHILD]),
        at_number=st.integers(1, 2),
        parents=st.text(letters, max_size=2),
        partner=st.sampled_from(["", *"abcdefghij"]),
        ended=st.sampled_from(["", "20200101"]),
        suspension=st.sampled_from([Suspension.NONE, Suspension.NONE, Suspension.DIED]),
        children=st.lists(letters.map(Relative), max_size=1).map(tuple),
    ),
    unique_by=lambda one: one.bsn,
    max_size=10,
)


def everyone(households: list[ProposedHousehold]) -> list[str]:
    return [member.bsn for household in households for member in household.members]


@given(some_people, st.randoms(use_true_random=False))
def test_households_divide_the_residents_whatever_the_order(people: list[RegisterPerson], random: object) -> None:
    households = households_from_register(people, ON)
    residents = sorted(one.bsn for one in people if one.suspension is Suspension.NONE)
    assert sorted(everyone(households)) == residents
    shuffled = list(people)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert households_from_register(shuffled, ON) == households
    addresses = {one.bsn: one.address.number for one in people}
    assert all(len({addresses[number] for number in household.bsns}) == 1 for household in households)


@given(some_people)
def test_households_do_not_change_when_a_stranger_moves_in_next_door(people: list[RegisterPerson]) -> None:
    before = households_from_register(people, ON)
    stranger = person("zz", "Vreemdeling", at_number=1)
    after = households_from_register([*people, stranger], ON)
    assert [household for household in after if "zz" not in household.bsns] == before

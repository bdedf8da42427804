"""What changed between two records, and what follows."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.people.rules import dates
from ontschot.domain.people.rules.addresses import Address, AddressKind
from ontschot.domain.people.rules.mutations import EFFECTS, GrantEffect, Kind, differences
from ontschot.domain.people.rules.names import Gender, NameParts, NameUse
from ontschot.domain.people.rules.register import (
    Authority,
    AuthorityHolder,
    AuthorityKind,
    Partner,
    RegisterPerson,
    Relative,
    Suspension,
)

DAY = dates.parse("20260105")
HOME = Address(kind=AddressKind.DWELLING, street="Kerkstraat", number=1, postcode="1234AB", municipality="0114")
OTHER_HOME = replace(HOME, number=2, since=DAY)
FAR = replace(HOME, postcode="9999ZZ", municipality="0003", since=DAY)
ABROAD = Address(kind=AddressKind.ABROAD, country="België", since=DAY)
WIFE = Partner(Relative("999990020", NameParts("Anna", "", "Vries")), "H", dates.parse("20100101"))
ENDED = replace(WIFE, dissolved=DAY)
CHILD = Relative("999990032", NameParts("Bo", "", "Dalen"), birth=DAY)
CUSTODY = Authority(AuthorityKind.SOLE, "999990032", (AuthorityHolder("999990019", True),))
BASE = RegisterPerson(
    bsn="999990019",
    name=NameParts("Jan", "van", "Dalen"),
    birth=dates.parse("19800517"),
    address=HOME,
    municipality="0114",
    partners=(WIFE,),
)


CASES = [
    # what, before, after, kinds, since
    ("nothing", {}, {}, [], None),
    ("moved", {}, {"address": OTHER_HOME}, ["moved"], DAY),
    ("moved to a postal address", {}, {"address": replace(HOME, kind=AddressKind.POSTAL)}, ["moved"], None),
    ("object's number added", {}, {"address": replace(HOME, object_id="0114010000000001")}, ["other_correction"], None),
    ("street spelled better", {}, {"address": replace(HOME, street="Kerkestraat")}, ["other_correction"], None),
    (
        "moved away",
        {},
        {"address": FAR, "municipality": "0003", "municipality_since": DAY},
        ["moved_out_of_municipality"],
        DAY,
    ),
    ("came to live here", {"address": FAR, "municipality": "0003"}, {"address": OTHER_HOME}, ["moved_in"], DAY),
    (
        "emigrated",
        {},
        {"address": ABROAD, "municipality": "1999", "suspension": Suspension.EMIGRATED, "suspension_date": DAY},
        ["emigrated"],
        DAY,
    ),
    (
        "came back",
        {"address": ABROAD, "suspension": Suspension.EMIGRATED},
        {"address": OTHER_HOME, "suspension": Suspension.NONE, "immigrated": DAY},
        ["moved_in"],
        DAY,
    ),
    ("moved abroad", {"address": ABROAD}, {"address": replace(ABROAD, country="Polen")}, ["other_correction"], None),
    ("died", {}, {"death": DAY, "suspension": Suspension.DIED, "suspension_date": DAY}, ["died"], DAY),
    ("died, day unknown", {}, {"suspension": Suspension.DIED}, ["died"], dates.UNKNOWN),
    ("death taken back", {"death": DAY}, {"death": None}, ["bsn_or_identity_corrected"], None),
    ("married", {"partners": ()}, {}, ["married"], WIFE.started),
    ("divorced", {}, {"partners": (ENDED,)}, ["divorced"], DAY),
    ("widowed", {}, {"partners": (replace(ENDED, ended_by="O"),)}, ["widowed"], DAY),
    (
        "divorced and married again",
        {},
        {"partners": (ENDED, Partner(Relative("999990044"), "P", DAY))},
        ["married", "divorced"],
        DAY,
    ),
    (
        "partner's name corrected",
        {},
        {"partners": (replace(WIFE, who=replace(WIFE.who, name=NameParts("Anne", "", "Vries"))),)},
        ["other_correction"],
        None,
    ),
    ("marriage never was", {}, {"partners": ()}, ["other_correction"], None),
    ("secrecy set", {}, {"secrecy": True}, ["secrecy_set"], None),
    ("secrecy lifted", {"secrecy": True}, {"secrecy": False}, ["secrecy_lifted"], None),
    ("guardianship", {}, {"guardianship": True}, ["guardianship_started"], None),
    ("guardianship ended", {"guardianship": True}, {"guardianship": False}, ["guardianship_ended"], None),
    ("authority", {}, {"authorities": (CUSTODY,)}, ["authority_changed"], None),
    (
        "authority in another order",
        {"authorities": (CUSTODY, replace(CUSTODY, minor_bsn="1"))},
        {"authorities": (replace(CUSTODY, minor_bsn="1"), CUSTODY)},
        ["other_correction"],
        None,
    ),
    ("a child", {}, {"children": (CHILD,)}, ["birth_of_child"], DAY),
    (
        "a child's number comes later",
        {"children": (replace(CHILD, bsn=""),)},
        {"children": (CHILD,)},
        ["other_correction"],
        None,
    ),
    ("another name", {}, {"name": NameParts("Jan", "", "Vries")}, ["name_changed"], None),
    ("another use of name", {}, {"name_use": NameUse.PARTNER}, ["name_changed"], None),
    ("birth date corrected", {}, {"birth": dates.parse("19800518")}, ["bsn_or_identity_corrected"], None),
    ("gender corrected", {}, {"gender": Gender.WOMAN}, ["bsn_or_identity_corrected"], None),
    ("doubt", {}, {"birth_place": "Utrecht"}, ["other_correction"], None),
    (
        "died, secret and moved at once",
        {},
        {"address": OTHER_HOME, "secrecy": True, "death": DAY},
        ["died", "secrecy_set", "moved"],
        DAY,
    ),
]


@pytest.mark.parametrize(
    ("before", "after", "kinds", "since"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_what_changed(before: dict[str, object], after: dict[str, object], kinds: list[str], since: object) -> None:
    old = replace(BASE, **before)  # type: ignore[arg-type]
    new = replace(BASE if "partners" in before or "address" in before else old, **after)  # type: ignore[arg-type]
    found = differences(old, new, served=frozenset({"0114"}))
    assert [mutation.kind for mutation in found] == kinds
    if found:
        assert found[0].since == since


def test_a_partner_known_to_have_died_makes_a_widow() -> None:
    new = replace(BASE, partners=(ENDED,))
    assert [one.kind for one in differences(BASE, new, deceased=frozenset({"999990020"}))] == [Kind.WIDOWED]


def test_moving_between_municipalities_we_serve_is_just_moving() -> None:
    new = replace(BASE, address=FAR, municipality="0003")
    assert [one.kind for one in differences(BASE, new, served=frozenset({"0114", "0003"}))] == [Kind.MOVED]


def test_every_kind_has_an_effect_and_none_opens_anything() -> None:
    assert set(EFFECTS) == set(Kind)
    assert not any("open" in effect.value for effect in GrantEffect)


changes = st.fixed_dictionaries(
    {},
    optional={
        "address": st.sampled_from([HOME, OTHER_HOME, FAR, ABROAD, Address()]),
        "municipality": st.sampled_from(["0114", "0003"]),
        "death": st.sampled_from([None, DAY]),
        "suspension": st.sampled_from(Suspension),
        "suspension_date": st.sampled_from([None, DAY]),
        "secrecy": st.booleans(),
        "partners": st.sampled_from([(), (WIFE,), (ENDED,)]),
        "children": st.sampled_from([(), (CHILD,)]),
        "birth": st.sampled_from([None, DAY]),
        "immigrated": st.sampled_from([None, DAY]),
        "a_number": st.sampled_from(["", "1234567890"]),
    },
)


@given(changes, changes)
def test_every_field_that_differs_is_told_and_no_other(one: dict[str, object], other: dict[str, object]) -> None:
    old, new = replace(BASE, **one), replace(BASE, **other)  # type: ignore[arg-type]
    told = {name for mutation in differences(old, new) for name in mutation.fields}
    differing = {field.name for field in fields(old) if getattr(old, field.name) != getattr(new, field.name)}
    assert told == differing
    assert not differences(new, new)

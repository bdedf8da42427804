"""A register record as plain state, without BSNs."""

import json

from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.people.rules import dates
from ontschot.domain.people.rules.addresses import Address, AddressKind
from ontschot.domain.people.rules.dates import PartialDate
from ontschot.domain.people.rules.names import Gender, NameParts, NameUse
from ontschot.domain.people.rules.register import (
    Authority,
    AuthorityHolder,
    AuthorityKind,
    Investigation,
    Parent,
    Partner,
    RegisterPerson,
    Relative,
    Suspension,
    from_state,
    to_state,
    without_bsns,
)

bsns = st.sampled_from(["", "999990019", "999990020", "999990032"])
words = st.text(max_size=8)
some_dates = st.none() | st.sampled_from(
    [dates.UNKNOWN, PartialDate(1980), PartialDate(1980, 5), PartialDate(1980, 5, 17)]
)
parts = st.builds(NameParts, words, words, words, st.sampled_from(["", "B"]))
relatives = st.builds(Relative, bsns, parts, st.sampled_from(Gender), some_dates, words, words)
records = st.builds(
    RegisterPerson,
    bsn=bsns,
    name=parts,
    name_use=st.sampled_from(NameUse),
    birth=some_dates,
    death=some_dates,
    address=st.builds(
        Address,
        kind=st.sampled_from(AddressKind),
        number=st.none() | st.integers(1, 9),
        foreign_lines=st.lists(words.filter(bool), max_size=2).map(tuple),
        since=some_dates,
    ),
    secrecy=st.booleans(),
    authorities=st.lists(
        st.builds(
            Authority,
            st.sampled_from(AuthorityKind),
            bsns,
            st.lists(st.builds(AuthorityHolder, bsns, st.booleans()), max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    partners=st.lists(st.builds(Partner, relatives, words, some_dates, some_dates, words), max_size=2).map(tuple),
    parents=st.lists(st.builds(Parent, relatives, words, some_dates), max_size=2).map(tuple),
    children=st.lists(relatives, max_size=2).map(tuple),
    suspension=st.sampled_from(Suspension),
    investigations=st.lists(st.builds(Investigation, words, words, some_dates), max_size=2).map(tuple),
)


@given(records)
def test_written_as_json_and_read_again_is_the_same(record: RegisterPerson) -> None:
    assert from_state(json.loads(json.dumps(to_state(record)))) == record


@given(records)
def test_no_bsn_is_left_and_equal_stays_equal(record: RegisterPerson) -> None:
    replaced = without_bsns(record, lambda number: f"#{number[::-1]}")
    assert "99999" + "0" not in json.dumps(to_state(replaced))
    assert without_bsns(replaced, lambda number: number[:0:-1]) == record


def test_a_state_of_another_version_is_read_as_far_as_it_goes() -> None:
    assert from_state({"surprise": 1, "birth": "19800500"}) == RegisterPerson(bsn="", birth=PartialDate(1980, 5))

"""The rules by which two records may be one person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.people.rules.duplicates import Record, pairs, reasons

SASKIA = Record(1, b"", "Saskia Maria", "van Dalen", "19860412", "06-12345678", "s@voorbeeld.test", "5341AB 12")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ["name", "address", "reach"]),
        ({"given": "saskia", "phone": "", "email": "", "address": ""}, ["name"]),
        ({"given": "S.", "phone": "", "email": ""}, ["initial"]),
        ({"family": "Bakker", "phone": "", "email": ""}, ["address"]),
        ({"family": "Bakker", "address": "", "email": "", "phone": "0612345678"}, ["reach"]),
        ({"given": "Sanne"}, []),  # a twin at the same address with the same initial
        ({"birth_date": "19860413"}, []),
        ({"given": ""}, []),
        ({"family": "Bakker", "address": "", "phone": "", "email": ""}, []),
    ],
)
def test_why_two_may_be_one(changes: dict[str, str], why: list[str]) -> None:
    other = replace(SASKIA, number=2, **changes)  # type: ignore[arg-type]
    assert reasons(SASKIA, other) == why
    assert reasons(other, SASKIA) == why


def test_the_number_decides_where_both_have_one() -> None:
    one, other = replace(SASKIA, bsn=b"a"), replace(SASKIA, number=2, bsn=b"b")
    assert reasons(one, other) == []
    assert reasons(one, replace(other, bsn=b"a", given="Anders", birth_date="")) == ["bsn"]
    assert "name" in reasons(one, replace(other, bsn=b""))


@pytest.mark.parametrize("born", ["", "19860000", "19860400"])
def test_an_incomplete_birth_date_is_no_ground(born: str) -> None:
    assert reasons(replace(SASKIA, birth_date=born), replace(SASKIA, number=2, birth_date=born)) == []


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=6), st.lists(st.sampled_from(["x", "y"]), max_size=6))
def test_each_pair_once_and_as_the_rule_says(names: list[str], births: list[str]) -> None:
    records = [
        Record(n, b"", name * 3, "Jansen", {"x": "19800101", "y": "19900202"}[birth])
        for n, (name, birth) in enumerate(zip(names, births, strict=False))
    ]
    found = [(one.number, other.number) for one, other, _why in pairs(records)]
    expected = [(a.number, b.number) for a in records for b in records if a.number < b.number and reasons(a, b)]
    assert sorted(found) == expected

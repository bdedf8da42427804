"""Who in a household gets one letter of many."""

from __future__ import annotations

import pytest

from ontschot.domain.plans.rules.mailing import Recipient, Resident, recipients

MOTHER = Resident(1, "19800101", 46)
SON = Resident(2, "20100101", 16)
GRANDMOTHER = Resident(3, "19400101", 86)
UNKNOWN = Resident(4)


@pytest.mark.parametrize(
    ("members", "whom", "expected"),
    [
        ([MOTHER, SON], "household", [Recipient(None)]),
        ([MOTHER, SON, GRANDMOTHER], "first", [Recipient(3)]),
        ([MOTHER, SON, GRANDMOTHER], "adults", [Recipient(3), Recipient(1)]),
        ([SON], "adults", [Recipient(None, "no_adult")]),
        ([UNKNOWN, SON], "first", [Recipient(4)]),  # of unknown age: asked rather than left out
        ([], "household", [Recipient(None, "no_adult")]),
    ],
)
def test_recipients(members: list[Resident], whom: str, expected: list[Recipient]) -> None:
    assert recipients(members, whom) == expected


@pytest.mark.parametrize("whom", ["household", "first", "adults"])
def test_who_died_gets_no_letter(whom: str) -> None:
    dead = Resident(9, "19300101", 96, died=True)
    assert recipients([dead, MOTHER], whom) == [Recipient(None if whom == "household" else 1)]
    assert recipients([dead], whom)[0].reason in ("died", "no_adult")


@pytest.mark.parametrize("whom", ["household", "adults"])
def test_secrecy_is_left_to_somebody_who_takes_care(whom: str) -> None:
    hidden = Resident(5, "19850101", 41, secret=True)
    found = {one.person: one.reason for one in recipients([hidden, MOTHER], whom)}
    assert found == ({None: "secret"} if whom == "household" else {1: "", 5: "secret"})

"""An address as it is typed in the search box."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.people.rules.asked_address import MOST_READINGS, AskedAddress, readings
from ontschot.domain.people.rules.names import fold
from ontschot.domain.people.rules.street_words import spellings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7511AB 12", AskedAddress(postcode="7511AB", number=12)),
        ("7511 ab 12a", AskedAddress(postcode="7511AB", number=12, behind="A")),
        ("7511ab 12 a", AskedAddress(postcode="7511AB", number=12, behind="A")),
        ("7511AB 12-2", AskedAddress(postcode="7511AB", number=12, behind="2")),
        ("7511AB 12a-bis", AskedAddress(postcode="7511AB", number=12, behind="ABIS")),
        ("7511AB 12 bis", AskedAddress(postcode="7511AB", number=12, behind="BIS")),
        ("7511AB", AskedAddress(postcode="7511AB")),
        ("7511 AB", AskedAddress(postcode="7511AB")),
        ("7511AB 12 jansen", AskedAddress(postcode="7511AB", number=12, rest=("jansen",))),
        ("7511AB, 12", AskedAddress(postcode="7511AB", number=12)),
        (
            "Kerkstraat 12a, 7511 AB Enschede",
            AskedAddress(postcode="7511AB", number=12, behind="A", rest=("enschede",)),
        ),
        ("Kerkstraat 12", AskedAddress(street="kerkstraat", number=12)),
        ("'s-Gravenweg 3b", AskedAddress(street="s gravenweg", number=3, behind="B")),
        ("1e Kruisstraat 4", AskedAddress(street="1e kruisstraat", number=4)),
        ("Jozef Israëlskade 469 II", AskedAddress(street="jozef israelskade", number=469, behind="II")),
        ("kerkstraat 12 Den Haag", AskedAddress(street="kerkstraat", number=12, rest=("den", "haag"))),
        ("kerkstraat", AskedAddress(street="kerkstraat")),
        ("Lange Nieuwstr. Oss", AskedAddress(street="lange nieuwstr", rest=("oss",))),
        ("hoge wg, Den Haag", AskedAddress(street="hoge wg", rest=("den", "haag"))),
        ("jansen", AskedAddress(street="jansen")),  # a name too: the caller asks for both
        ("jansen 1984", AskedAddress(street="jansen", number=1984)),
    ],
)
def test_what_is_read(text: str, expected: AskedAddress) -> None:
    assert readings(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    ["", "jo", "12-04-1986", "jansen 12-04-1986", "1984", "123456782", "12 13",
     "- 12", "kerkstraat 0", "jansen 123456", "²² ²²", "kerkstraat ١٢"],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    assert readings(text) == []


def test_a_name_and_a_year_may_be_a_street_and_a_number_but_not_a_postcode() -> None:
    assert readings("anna 1984 de vries") == [AskedAddress(street="anna", number=1984, rest=("de", "vries"))]


def test_a_square_with_a_year_may_be_two_addresses() -> None:
    assert [(one.street, one.number, one.behind) for one in readings("Plein 1944 12")] == [
        ("plein", 1944, "12"),
        ("plein 1944", 12, ""),
    ]


@given(st.text(max_size=60) | st.from_regex(r"[a-z0-9 ,-]{0,40}", fullmatch=True))
def test_any_text_can_be_read(text: str) -> None:
    found = readings(text)
    assert len(found) <= MOST_READINGS
    assert all(one.postcode or one.street for one in found)


@pytest.mark.parametrize(
    ("typed", "register", "fits"),
    [
        ("kerkstr", "kerkstraat", True),
        ("kerkstraat", "kerkstr", True),
        ("kerk str", "kerkstraat", True),
        ("burg vd poelstr", "burgemeester van der poelstraat", True),
        ("prins hendrikkade", "pr hendrikkd", True),
        ("1e kruisstr", "eerste kruisstraat", True),
        ("kerkstr", "kerklaan", False),
        ("poelstr", "burgemeester van der poelstraat", False),
    ],
)
def test_how_a_street_is_shortened(typed: str, register: str, fits: bool) -> None:
    assert bool(re.fullmatch(spellings(typed), register)) is fits


@given(st.text(max_size=60))
def test_any_street_gives_a_pattern(text: str) -> None:
    street = fold(text)
    assert not street or re.match(spellings(street), street)

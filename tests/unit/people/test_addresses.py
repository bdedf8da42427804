"""Rules of addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.people.rules import addresses
from ontschot.domain.people.rules.addresses import Address, AddressKind

HOME = Address(kind=AddressKind.DWELLING, street="Schakelstraat", number=14, postcode="1014AW", place="Amsterdam")


def home(**changes: object) -> Address:
    return Address(**{**{name: getattr(HOME, name) for name in HOME.__slots__}, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "line", "key"),
    [
        (home(), "Schakelstraat 14, 1014 AW Amsterdam", "postcode:1014AW:14:::"),
        (home(addition="H"), "Schakelstraat 14-H, 1014 AW Amsterdam", "postcode:1014AW:14::H:"),
        (
            home(letter="a", addition="bis"),
            "Schakelstraat 14a-bis, 1014 AW Amsterdam",
            "postcode:1014AW:14:A:BIS:",
        ),
        (home(indication="to"), "tegenover Schakelstraat 14, 1014 AW Amsterdam", "postcode:1014AW:14:::TO"),
        (home(object_id="0363010000805805"), "Schakelstraat 14, 1014 AW Amsterdam", "object:0363010000805805"),
        (
            home(postcode="", municipality="0363", place="", municipality_name="Amsterdam"),
            "Schakelstraat 14, Amsterdam",
            "street:0363:schakelstraat:14:::",
        ),
        (home(number=None), "Schakelstraat, 1014 AW Amsterdam", ""),
        (home(kind=AddressKind.POSTAL), "Schakelstraat 14, 1014 AW Amsterdam (briefadres)", ""),
        (
            Address(
                kind=AddressKind.DWELLING,
                location="woonaak De Kabouter",
                municipality="0363",
                municipality_name="Amsterdam",
            ),
            "woonaak De Kabouter, Amsterdam",
            "location:0363:woonaak de kabouter",
        ),
        (
            Address(kind=AddressKind.ABROAD, foreign_lines=("Rue du Pomme 25", "1000 Bruxelles"), country="België"),
            "Rue du Pomme 25, 1000 Bruxelles, België",
            "",
        ),
        (Address(), "adres onbekend", ""),
        (Address(kind=AddressKind.ABROAD), "adres onbekend", ""),
    ],
)
def test_shown_and_compared(address: Address, line: str, key: str) -> None:
    assert addresses.display(address) == line
    assert addresses.dwelling_key(address) == key


def test_case_of_letter_and_addition_does_not_make_another_dwelling() -> None:
    assert addresses.dwelling_key(home(letter="A")) == addresses.dwelling_key(home(letter="a"))
    assert addresses.dwelling_key(home(letter="A")) != addresses.dwelling_key(home(addition="A"))


def test_a_long_location_stays_itself_within_the_limit() -> None:
    one, other = (home(postcode="", location="x" * 120 + end) for end in "ab")
    assert len(addresses.dwelling_key(one)) <= addresses.KEY_LIMIT
    assert addresses.dwelling_key(one) != addresses.dwelling_key(other)


def test_a_record_without_the_objects_number_is_the_same_dwelling_when_only_one_object_can_be_meant() -> None:
    object_one, object_two = "0363010000000001", "0363010000000002"
    same = addresses.same_dwelling([home(object_id=object_one), home()])
    assert same == {"postcode:1014AW:14:::": f"object:{object_one}"}
    assert not addresses.same_dwelling([home(object_id=object_one), home(object_id=object_two), home()])


@pytest.mark.parametrize(
    ("text", "expected"), [("1014 aw", "1014AW"), ("NL-1014AW", "1014AW"), ("", ""), ("1014AW", "1014AW")]
)
def test_postcode(text: str, expected: str) -> None:
    assert addresses.postcode(text) == expected


@pytest.mark.parametrize(
    ("read", "text", "rule"),
    [
        (addresses.postcode, "0014AW", "address.postcode"),
        (addresses.postcode, "1014SS", "address.postcode"),
        (addresses.number, "14a", "address.number"),
        (addresses.number, "100000", "address.number"),
        (addresses.number, "-1", "address.number"),
        (addresses.letter, "ab", "address.letter"),
        (addresses.addition, "boven", "address.addition"),
        (addresses.object_id, "123", "address.object"),
        (addresses.code, "12a4", "address.code"),
    ],
)
def test_what_cannot_be_is_refused(read: object, text: str, rule: str) -> None:
    with pytest.raises(addresses.AddressError) as caught:
        read(text)  # type: ignore[operator]
    assert caught.value.rule == rule
    assert text not in str(caught.value)


def test_house_number_zero_is_unknown() -> None:
    assert addresses.number("0") is None
    assert addresses.number("") is None
    assert addresses.number(15201) == 15201


texts = st.text(max_size=90)


@given(
    st.builds(
        Address,
        kind=st.sampled_from(AddressKind),
        street=texts,
        number=st.none() | st.integers(1, 99_999),
        location=texts,
        municipality=st.sampled_from(["", "0363"]),
        place=texts,
        foreign_lines=st.lists(texts, max_size=3).map(tuple),
    )
)
def test_every_address_can_be_shown_and_has_a_key_that_fits(address: Address) -> None:
    assert addresses.display(address)
    assert len(addresses.dwelling_key(address)) <= addresses.KEY_LIMIT

"""Rules of the BSN."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.people.rules import bsn

digits9 = st.text("0123456789", min_size=9, max_size=9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("999990019", "999990019"),
        (" 9999.90.019 ", "999990019"),
        ("000009830", "000009830"),
        ("00009830", "000009830"),
        ("999 990 019", "999990019"),
    ],
)
def test_normalised_to_nine_digits(text: str, expected: str) -> None:
    assert bsn.check(text, demo=False) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "bsn.missing"),
        ("   ", "bsn.missing"),
        ("12345678a", "bsn.digits"),
        ("９９９９９００１９", "bsn.digits"),
        ("9999²0019", "bsn.digits"),
        ("1234567", "bsn.length"),
        ("0999990019", "bsn.length"),
        ("000000000", "bsn.length"),
        ("999999245", "bsn.eleven_test"),
        ("999990018", "bsn.eleven_test"),
    ],
)
def test_refused_with_a_rule_and_a_masked_value(text: str, rule: str) -> None:
    with pytest.raises(bsn.BsnError) as caught:
        bsn.check(text, demo=True)
    assert caught.value.rule == rule
    assert len(caught.value.masked) in (0, 9)
    assert caught.value.masked.startswith("******") or not caught.value.masked


def test_the_trap_in_the_test_set_is_neither_valid_nor_synthetic() -> None:
    assert bsn.remainder("999999245") == 8
    assert not bsn.is_valid("999999245")
    assert not bsn.is_synthetic("999999245")


def test_a_real_database_refuses_synthetic_numbers_and_a_demonstration_takes_both() -> None:
    number = bsn.synthetic(0)
    assert bsn.check(number, demo=True) == number
    with pytest.raises(bsn.BsnError) as caught:
        bsn.check(number, demo=False)
    assert caught.value.rule == "bsn.synthetic_in_real"
    assert bsn.check("999990019", demo=True) == "999990019"


def test_the_official_range_holds_9091_valid_numbers() -> None:
    valid = sum(bsn.remainder(f"{number:09d}") == 0 for number in range(999_900_006, 999_999_991))
    assert valid == 9_091
    assert bsn.is_official_test("999900006")
    assert bsn.is_official_test("999999990")
    assert not bsn.is_official_test("000009830")


def test_a_million_synthetic_numbers_are_different() -> None:
    spread = range(0, 1_100_000, 97)
    assert len({bsn.synthetic(n) for n in spread}) == len(spread)
    assert len({bsn.synthetic(n) for n in range(5_000)}) == 5_000


@given(st.integers(0, bsn.SYNTHETIC_CAPACITY - 1))
def test_synthetic_numbers_are_synthetic_and_never_valid(n: int) -> None:
    number = bsn.synthetic(n)
    assert len(number) == 9
    assert bsn.is_synthetic(number)
    assert not bsn.is_valid(number)


@pytest.mark.parametrize("n", [-1, bsn.SYNTHETIC_CAPACITY])
def test_synthetic_numbers_end_somewhere(n: int) -> None:
    with pytest.raises(ValueError, match="n must be"):
        bsn.synthetic(n)


@given(digits9)
def test_no_number_is_both_valid_and_synthetic(number: str) -> None:
    assert not (bsn.is_valid(number) and bsn.is_synthetic(number))


@given(st.text(max_size=30))
def test_whatever_comes_in_is_checked_or_refused_by_name(text: str) -> None:
    try:
        number = bsn.check(text, demo=True)
    except bsn.BsnError:
        assert not bsn.is_valid(text)
    else:
        assert bsn.check(number, demo=True) == number


@given(digits9)
def test_masking_hides_all_but_three(number: str) -> None:
    assert bsn.mask(number) == "******" + number[-3:]
    assert bsn.mask(bsn.mask(number)) == "*********"

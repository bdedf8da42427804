"""The citizen service number (BSN): check it, mask it, and make numbers that can never be a resident's.

Three kinds of number exist here:

- *valid*: nine digits that pass the eleven test (9a+8b+7c+6d+5e+4f+3g+2h-i is divisible by 11). Real residents have
  such numbers, and so have the official test persons; whether a number is somebody's cannot be seen from it.
- *official test range*: 999900006-999999990, valid numbers the register never issues (about 9,091 of them).
- *synthetic*: numbers of a demonstration database. They start with a 9 and their weighted sum leaves **exactly 5** when
  divided by 11. As a valid number leaves 0, no resident and no official test person can ever have one.

A demonstration database accepts valid and synthetic numbers, a real one only valid ones.
"""

from __future__ import annotations

LENGTH = 9
TEST_RANGE = ("999900006", "999999990")
SYNTHETIC_REMAINDER = 5
SYNTHETIC_FIRST_DIGIT = "9"
SYNTHETIC_CAPACITY = 9_000_000

_SEPARATORS = str.maketrans("", "", " .-\u00a0")
_DIGITS = frozenset("0123456789")


class BsnError(ValueError):
    """A number that is no acceptable BSN.

    `rule` is one of `bsn.missing`, `bsn.digits`, `bsn.length`, `bsn.eleven_test`, `bsn.synthetic_in_real`; `masked` is
    the number with all but the last three digits hidden. The message never contains the number.
    """

    def __init__(self, rule: str, masked: str) -> None:
        super().__init__(f"{rule}: {masked}")
        self.rule = rule
        self.masked = masked


def normalise(text: str) -> str:
    """Nine digits, with leading zeros restored; spaces, dots and hyphens between digits are dropped.

    Accepts 8 or 9 digits (8 appear where a spreadsheet ate the zero) and nine digits that start with zeros. Raises
    `BsnError` for anything else. Does not do the eleven test.
    """
    digits = text.strip().translate(_SEPARATORS)
    if not digits:
        raise BsnError("bsn.missing", "")
    if not _DIGITS.issuperset(digits):
        raise BsnError("bsn.digits", mask(text))
    if len(digits) not in (LENGTH - 1, LENGTH) or not int(digits):
        raise BsnError("bsn.length", mask(digits))
    return digits.zfill(LENGTH)


def remainder(number: str) -> int:
    """What the weighted sum of nine digits leaves when divided by 11 (0-10); 0 means it passes the eleven test."""
    from stdnum.nl import bsn  # it loads what speaks with the internet, which takes as long as checking many numbers

    return int(bsn.checksum(number))


def is_valid(number: str) -> bool:
    """Whether this is a BSN by length and eleven test. Never raises."""
    try:
        return remainder(normalise(number)) == 0
    except BsnError:
        return False


def is_official_test(number: str) -> bool:
    """Whether this is a valid number in the range that is reserved for testing."""
    return is_valid(number) and TEST_RANGE[0] <= normalise(number) <= TEST_RANGE[1]


def is_synthetic(number: str) -> bool:
    """Whether this is a number of a demonstration: starts with 9 and leaves 5. Never raises."""
    try:
        digits = normalise(number)
    except BsnError:
        return False
    return digits.startswith(SYNTHETIC_FIRST_DIGIT) and remainder(digits) == SYNTHETIC_REMAINDER


def check(text: str, *, demo: bool) -> str:
    """The nine digits, if this database may hold them; `demo` says whether it was created as a demonstration.

    Raises `BsnError` with the rule and the masked number.
    """
    number = normalise(text)
    if remainder(number) == 0:
        return number
    if not is_synthetic(number):
        raise BsnError("bsn.eleven_test", mask(number))
    if not demo:
        raise BsnError("bsn.synthetic_in_real", mask(number))
    return number


def synthetic(n: int) -> str:
    """The n-th synthetic number, for n from 0 up to `SYNTHETIC_CAPACITY`; different for every n, the same each time.

    Of nine digits the first is 9, the next six count, and of the ten possibilities for the eighth at least nine have a
    last digit that makes the remainder 5.
    """
    if not 0 <= n < SYNTHETIC_CAPACITY:
        raise ValueError(f"n must be from 0 to {SYNTHETIC_CAPACITY - 1}")
    start = f"{SYNTHETIC_FIRST_DIGIT}{n // 9:06d}"
    found = [number for eighth in range(10) if (number := _with_last_digit(f"{start}{eighth}"))]
    return found[n % 9]


def _with_last_digit(eight: str) -> str | None:
    """The eight digits with the last one that leaves 5, or None when that would have to be 10."""
    last = (remainder(eight + "0") - SYNTHETIC_REMAINDER) % 11
    return None if last == 10 else f"{eight}{last}"


def mask(text: str) -> str:
    """A form that is safe in logs, errors and lists: the last three digits, all else hidden (`******123`).

    Nine characters wide whatever came in, so that the length of a wrong value tells nothing either.
    """
    digits = [character for character in text if character in _DIGITS]
    shown = "".join(digits[-3:]) if len(digits) >= LENGTH - 1 else ""
    return "*" * (LENGTH - len(shown)) + shown

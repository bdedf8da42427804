"""An address as somebody types it in a search box: postcode, street, with or without house number and place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontschot.domain.people.rules.addresses import NUMBER_LIMIT
from ontschot.domain.people.rules.names import fold
from ontschot.domain.people.rules.street_words import is_a_street

MOST_READINGS = 3  # of one text: 'Plein 1944 12' is number 1944 or number 12
_POSTCODE = re.compile(r"(?<!\w)([1-9][0-9]{3})( ?)([A-Za-z]{2})(?!\w)", re.ASCII)
_HOUSE = re.compile(r"([0-9]{1,5})((?:-?[A-Za-z]{1,4}|-[0-9]{1,4})?(?:-[A-Za-z0-9]{1,4})?)", re.ASCII)
_DATE = re.compile(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}", re.ASCII)
_BEHIND = re.compile(r"[A-Za-z]|[0-9]{1,4}|bis|hs|ii|iii|iv|[A-Za-z]-[A-Za-z0-9]{1,4}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AskedAddress:
    """What was typed of an address.

    ``postcode`` ('7511AB') or ``street`` (folded; its beginning, but whole words of it without a number, for 'dijk' may
    be somebody's name), the house number, what stands ``behind`` it ('A', 'A2', in capitals without signs: also a
    beginning), and the words that were left: ``rest`` are folded words that may be a name or a place.
    """

    postcode: str = ""
    street: str = ""
    number: int | None = None
    behind: str = ""
    rest: tuple[str, ...] = ()


def readings(text: str) -> list[AskedAddress]:
    """The addresses that this text may be, at most three; none when it holds no postcode and nothing like a street.

    A postcode leaves one reading: whoever types one means an address. A street may be a name as well, with a year for a
    number, so the caller asks for both.
    """
    words = text.replace(",", " , ").split()
    plain = " ".join(words)
    if match := _postcode_in(plain):
        code = (match[1] + match[3]).upper()
        return [_with_postcode(code, _words(plain[: match.start()]), _words(plain[match.end() :]))]
    return _with_street(_words(plain)) or _street_alone(_words(plain))


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _postcode_in(text: str) -> re.Match[str] | None:
    """The postcode. Written in two parts ('7511 ab') it needs a house number beside it, or nothing else: '1984 de' of
    'anna 1984 de vries' is none."""
    for match in _POSTCODE.finditer(text):
        before, after = _words(text[: match.start()]), _words(text[match.end() :])
        if not match[2] or not (before or after):
            return match
        if (after and _house(after[0])) or (len(before) > 1 and any(_house(word) for word in before[1:])):
            return match
    return None


def _with_postcode(code: str, before: list[str], after: list[str]) -> AskedAddress:
    """'7511AB 12a', or a whole envelope: 'Kerkstraat 12a, 7511 AB Enschede', where the postcode says the street."""
    if after and (house := _house(after[0])):
        number, behind, left = _behind(house, after[1:])
        return AskedAddress(postcode=code, number=number, behind=behind, rest=_rest([*before, *left]))
    for place, word in enumerate(before[1:], start=1):
        if house := _house(word):
            number, behind, left = _behind(house, before[place + 1 :])
            return AskedAddress(postcode=code, number=number, behind=behind, rest=_rest([*left, *after]))
    return AskedAddress(postcode=code, rest=_rest([*before, *after]))


def _with_street(words: list[str]) -> list[AskedAddress]:
    found = []
    for place, word in enumerate(words[1:], start=1):
        street = fold(" ".join(words[:place]))
        if (house := _house(word)) and len(street) > 1 and any(sign.isalpha() for sign in street):
            number, behind, left = _behind(house, words[place + 1 :])
            found.append(AskedAddress(street=street, number=number, behind=behind, rest=_rest(left)))
    return found[:MOST_READINGS]


def _street_alone(words: list[str]) -> list[AskedAddress]:
    """'kerkstraat', 'Lange Nieuwstr. Oss': up to the last word that a street ends in; without one the whole text."""
    folded = [fold(word) for word in words]
    if not folded or any(sign.isdigit() for sign in words[-1]) or not all(folded):
        return []
    ends = [place for place, word in enumerate(folded, start=1) if is_a_street(word)][-1:] or [len(folded)]
    street = " ".join(folded[: ends[0]])
    if len(street) < 3 or not any(sign.isalpha() for sign in street):
        return []
    return [AskedAddress(street=street, rest=_rest(words[ends[0] :]))]


def _house(word: str) -> tuple[int, str] | None:
    """Number and what is glued behind it: '12', '12a', '12-2', '12a-bis'."""
    match = _HOUSE.fullmatch(word)
    if not match or _DATE.fullmatch(word) or not 1 <= int(match[1]) <= NUMBER_LIMIT:
        return None
    return int(match[1]), match[2]


def _behind(house: tuple[int, str], left: list[str]) -> tuple[int, str, list[str]]:
    """Number, letter with addition, and the words after that; 'a' and 'bis' may stand apart."""
    number, glued = house
    while left and len(glued) < 2 and _BEHIND.fullmatch(left[0]):
        glued, left = f"{glued}{left[0]}", left[1:]
    return number, glued.replace("-", "").upper(), left


def _rest(words: list[str]) -> tuple[str, ...]:
    return tuple(filter(None, (fold(word) for word in words)))

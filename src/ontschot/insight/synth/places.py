"""Where people live: municipalities of a profile, dwellings in streets, flats, postcodes, neighbourhoods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ontschot.insight.synth.words import lists

SEGMENT = 24  # dwellings that share a postcode: one side of a part of a street
_SEGMENTS_IN_STREET = 6
_FLAT_EVERY = 11  # one segment in eleven is a block of flats: one number, an addition per dwelling
_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"
_PER_PC4 = len(_LETTERS) ** 2

STREETS = np.array(
    [stem + ending for ending in lists()["street endings"] for stem in lists()["street beginnings"]], dtype=object
)


@dataclass(frozen=True)
class Area:
    """A municipality: its CBS code (`GM0153`), name, inhabitants and first four digits of its postcodes.

    Names, codes and rough numbers of inhabitants are those of the end of 2011; streets and postcodes are made up.
    """

    code: str
    name: str
    inhabitants: int
    postcode: int


@dataclass(frozen=True)
class Address:
    """Columns of addresses, one element per dwelling asked for."""

    street: np.ndarray
    number: np.ndarray
    addition: np.ndarray
    postcode: np.ndarray
    place: np.ndarray
    neighbourhood: np.ndarray


_DISTRICTS = ("Centrum", "Noord", "Oost", "Zuid", "West", "Noordoost", "Zuidoost", "Zuidwest", "Noordwest")


def area_names(areas: tuple[Area, ...], codes: set[str], *, districts: bool) -> dict[str, str]:
    """Made-up names for codes of neighbourhoods (`BU01530204`) and, when asked, of their districts (`WK015302`)."""
    place = {a.code.removeprefix("GM"): a.name for a in areas}
    stems, endings = lists()["street beginnings"], lists()["neighbourhood endings"]
    found = {}
    for code in sorted(codes):
        digits, district, at = code[2:6], int(code[6:8]), int(code[6:10])
        within = f" ({place[digits]})" if len(areas) > 1 else ""
        if districts:
            name = _DISTRICTS[district] if district < len(_DISTRICTS) else f"Wijk {district}"
            found[f"WK{code[2:8]}"] = name + within
        found[code] = stems[at * 7 % len(stems)] + endings[at // len(stems) % len(endings)] + within
    return found


def postcode_texts(four: np.ndarray, within: np.ndarray) -> np.ndarray:
    """`7511AB` for four digits and the place of two letters (0-399)."""
    pairs = np.array([a + b for a in _LETTERS for b in _LETTERS], dtype=object)
    return four.astype("U4").astype(object) + pairs[within]


def addresses(areas: tuple[Area, ...], area: np.ndarray, dwelling: np.ndarray) -> Address:
    """The address of each dwelling (a number from 0 within its area)."""
    segment, at = np.divmod(dwelling, SEGMENT)
    street = segment // _SEGMENTS_IN_STREET
    part = segment % _SEGMENTS_IN_STREET
    number = (part // 2) * 2 * SEGMENT + 2 * at + 1 + part % 2
    flat = (segment * 7 + area) % _FLAT_EVERY == 0
    number = np.where(flat, (part // 2) * 2 * SEGMENT + 1 + part % 2, number)
    labels = np.array([""] + [chr(65 + i) for i in range(SEGMENT)] + [str(i + 1) for i in range(SEGMENT)], dtype=object)
    addition = labels[np.where(flat, 1 + at + np.where(segment % 2 == 0, 0, SEGMENT), 0)]
    first = np.array([a.postcode for a in areas])[area]
    four = first + segment // _PER_PC4
    digits = np.array([a.code.removeprefix("GM") for a in areas], dtype=object)[area]
    district = (segment // _PER_PC4) % 100
    quarter = (segment // (_PER_PC4 // 10)) % 10
    hundreds = np.array([f"{d:02d}{q:02d}" for d in range(100) for q in range(10)], dtype=object)
    return Address(
        street=STREETS[(street * 37 + area * 101) % len(STREETS)],
        number=number,
        addition=addition,
        postcode=postcode_texts(four, segment % _PER_PC4),
        place=np.array([a.name for a in areas], dtype=object)[area],
        neighbourhood="BU" + digits + hundreds[district * 10 + quarter],
    )

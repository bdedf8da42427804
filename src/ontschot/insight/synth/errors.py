"""Errors as registrations have them, in whole columns. Rates: docs/reference/synth.md."""

from __future__ import annotations

import string
from dataclasses import dataclass, fields

import numpy as np

from ontschot.insight.synth.words import lists

_SPELLINGS = tuple(tuple(pair.split(">")) for pair in lists()["spellings"])


@dataclass(frozen=True)
class Rates:
    """Chances per record. `missing_bsn` comes from the file."""

    wrong_bsn: float = 0.005
    name: float = 0.04  # a typing error in a name, for each name
    birth_date: float = 0.02
    old_address: float = 0.10
    other_surname: float = 0.20  # of married women: the partner's name, or both, where others have the own name
    initials_only: float = 0.15

    def scaled(self, noise: float) -> Rates:
        """As if errors had `noise` times the chance to be made: 1 - (1 - rate) ** noise."""
        return Rates(**{one.name: scaled(getattr(self, one.name), noise) for one in fields(self)})


def scaled(rate: float, noise: float) -> float:
    """The chance of at least one error in `noise` occasions; nearly `noise` times a small rate, never above 1."""
    return float(1 - (1 - rate) ** noise)


def mistype(values: np.ndarray, where: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A copy with one typing or spelling error in the texts at the indices `where`."""
    found = values.copy()
    kinds = rng.integers(0, 6, len(where)).tolist()
    places = rng.random(len(where)).tolist()
    letters = rng.integers(0, 26, len(where)).tolist()
    for index, kind, place, letter in zip(where.tolist(), kinds, places, letters, strict=True):
        found[index] = _typo(found[index], kind, place, letter)
    return found


def _typo(text: str, kind: int, place: float, letter: int) -> str:
    if len(text) < 2:
        return text
    if kind >= 4:
        changed = _spelling(text, place)
        if changed != text:
            return changed
    at = int(place * len(text))
    new = string.ascii_lowercase[letter]
    if text[at] == " ":
        return text[:at] + text[at + 1 :]
    if kind % 4 == 0:
        return text[:at] + (new if at else new.upper()) + text[at + 1 :]
    if kind % 4 == 1:
        return text[:at] + text[at + 1 :]
    if kind % 4 == 2:
        return text[: at + 1] + new + text[at + 1 :]
    at = min(at, len(text) - 2)
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return swapped if swapped != text else text[: at + 1] + new + text[at + 1 :]


def _spelling(text: str, place: float) -> str:
    start = int(place * len(_SPELLINGS))
    for step in range(len(_SPELLINGS)):
        old, new = _SPELLINGS[(start + step) % len(_SPELLINGS)]
        at = text.find(old, 1)
        if at > 0:
            return text[:at] + new + text[at + len(old) :]
    return text


def remainders(numbers: np.ndarray) -> np.ndarray:
    """What the weighted sum of the nine digits leaves when divided by 11; 0 passes the eleven test."""
    digits = [numbers // 10**power % 10 for power in range(8, -1, -1)]
    return sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11


def wrong_digits(numbers: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Nine-digit numbers with one digit changed, none of which passes the eleven test: it could be somebody's."""
    found = numbers.copy()
    again = np.arange(len(numbers))
    while len(again):
        place = 10 ** rng.integers(0, 8, len(again))
        digit = numbers[again] // place % 10
        found[again] = numbers[again] + ((digit + rng.integers(1, 10, len(again))) % 10 - digit) * place
        again = again[remainders(found[again]) == 0]
    return found


@dataclass(frozen=True)
class Dates:
    """Years, months and days; month and day 0 where unknown."""

    year: np.ndarray
    month: np.ndarray
    day: np.ndarray


def split(days: np.ndarray) -> Dates:
    """Days since 1970 as year, month, day."""
    moments = days.astype("datetime64[D]")
    months = moments.astype("datetime64[M]")
    years = months.astype("datetime64[Y]")
    return Dates(
        years.astype(np.int64) + 1970,
        (months - years).astype(np.int64) + 1,
        (moments - months).astype(np.int64) + 1,
    )


def misdate(dates: Dates, wrong: np.ndarray, rng: np.random.Generator, *, latest: int) -> Dates:
    """At the indices `wrong` a third gets a wrong digit, a third day and month swapped, a third only the year known.

    Where a swap gives no other date (day above 12, or the same), it is a wrong digit after all. Days stay within 1-28
    when a digit of the day changes, so that every date exists. No year is after `latest`.
    """
    year, month, day = dates.year.copy(), dates.month.copy(), dates.day.copy()
    kind = rng.integers(0, 3, len(wrong))
    partial = wrong[kind == 2]
    swap = wrong[(kind == 1) & (day[wrong] <= 12) & (day[wrong] != month[wrong])]
    digit = wrong[(kind == 0) | ((kind == 1) & ~((day[wrong] <= 12) & (day[wrong] != month[wrong])))]
    month[partial], day[partial] = 0, 0
    month[swap], day[swap] = dates.day[swap], dates.month[swap]
    part = rng.integers(0, 3, len(digit))
    step = rng.integers(1, 10, len(digit))
    of_year, of_month, of_day = digit[part == 0], digit[part == 1], digit[part == 2]
    year[of_year] += np.where(year[of_year] % 10 + step[part == 0] > 9, step[part == 0] - 10, step[part == 0])
    year[year > latest] -= 10  # no organisation takes in somebody who is yet to be born
    day[of_year] = np.where(month[of_year] == 2, np.minimum(day[of_year], 28), day[of_year])
    month[of_month] = (month[of_month] - 1 + step[part == 1]) % 12 + 1
    day[of_month] = np.minimum(day[of_month], 28)
    day[of_day] = (day[of_day] - 1 + step[part == 2]) % 28 + 1
    return Dates(year, month, day)

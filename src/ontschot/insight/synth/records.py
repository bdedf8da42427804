"""What a registration writes down about each of its persons: the truth, with errors, in the organisation's style."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from ontschot.insight.synth import names, places
from ontschot.insight.synth.errors import Dates, Rates, misdate, mistype, scaled, split, wrong_digits
from ontschot.insight.synth.population import EPOCH, Population
from ontschot.insight.synth.profile import Scheme, Style

_SECOND_RECORD = 0.15  # a further provision is entered anew, instead of on the person's record
_PARTNER_KNOWN = 0.6  # of the married women whose file has a column for it
Columns = dict[str, np.ndarray]


@dataclass(frozen=True)
class Records:
    """Texts by role, one per record, and for each use (row) which record it stands on."""

    columns: Columns
    of_row: np.ndarray


def synthetic_bsns(numbers: np.ndarray) -> np.ndarray:
    """Marked synthetic BSNs as integers: the same as `people.rules.bsn.synthetic`, for whole columns."""
    start = 900_000_000 + numbers // 9 * 100
    digits = [start // 10**power % 10 for power in range(8, 1, -1)]
    base = sum(weight * digit for weight, digit in zip(range(9, 2, -1), digits, strict=True))
    wanted = numbers % 9
    found = np.zeros_like(numbers)
    seen = np.full(len(numbers), -1)
    for eighth in range(10):
        last = (base + 2 * eighth - 5) % 11
        seen = seen + (last != 10)
        take = (last != 10) & (seen == wanted)
        found[take] = start[take] + eighth * 10 + last[take]
    return found


def enter(
    scheme: Scheme,
    people: Population,
    person: np.ndarray,
    rates: Rates,
    rng: np.random.Generator,
    *,
    noise: float,
    with_bsn: bool,
) -> Records:
    """The records of a file whose rows are about `person`, in that order."""
    whose, of_row = _whose(person, rng)
    style = scheme.style
    columns: Columns = {}
    if with_bsn and style.heading("bsn"):
        columns["bsn"] = _bsns(people, whose, scaled(scheme.missing_bsn, noise), rates, rng)
    columns |= _names(people, whose, style, rates, rng)
    columns["birth_date"] = dates_text(_birth_dates(people, whose, rates, rng), style.dates)
    columns["sex"] = np.array(style.sexes, dtype=object)[people.female[whose].astype(int)]
    columns |= _addresses(people, whose, style, rates, rng)
    return Records(columns, of_row)


def _whose(person: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    whose, at, inverse = np.unique(person, return_index=True, return_inverse=True)
    later = np.ones(len(person), dtype=bool)
    later[at] = False
    anew = np.flatnonzero(later & (rng.random(len(person)) < _SECOND_RECORD))
    of_row = inverse.copy()
    of_row[anew] = len(whose) + np.arange(len(anew))
    return np.concatenate([whose, person[anew]]), of_row


def _bsns(people: Population, whose: np.ndarray, missing: float, rates: Rates, rng: np.random.Generator) -> np.ndarray:
    n = len(whose)
    about = whose.copy()
    wrong = rng.random(n) < rates.wrong_bsn
    kind = rng.random(n)
    # half of the wrong ones are typing errors; three in ten are of somebody at home, two in ten of a stranger
    neighbour = np.clip(whose + np.where(rng.random(n) < 0.5, 1, -1), 0, people.size - 1)
    at_home = wrong & (kind >= 0.5) & (kind < 0.8) & (people.household[neighbour] == people.household[whose])
    stranger = wrong & (kind >= 0.8)
    about[at_home] = neighbour[at_home]
    about[stranger] = rng.integers(0, people.size, int(stranger.sum()))
    numbers = synthetic_bsns(people.bsn_numbers()[about])
    typed = np.flatnonzero(wrong & ~at_home & ~stranger)
    numbers[typed] = wrong_digits(numbers[typed], rng)
    texts = np.array([f"{number:09d}" for number in numbers.tolist()], dtype=object)
    texts[rng.random(n) < missing] = ""
    return texts


def _names(people: Population, whose: np.ndarray, style: Style, rates: Rates, rng: np.random.Generator) -> Columns:
    n = len(whose)
    roles = {role for role, _ in style.columns}
    own = _surname_texts(people, whose)
    partner = np.where(people.partner[whose] >= 0, people.partner[whose], 0)
    theirs = _surname_texts(people, partner)
    wife = people.married[whose] & people.female[whose]
    prefix, surname = own
    other = wife & (rng.random(n) < rates.other_surname)
    both = other & (rng.random(n) < 0.4)
    prefix = np.where(other, theirs[0], prefix)
    surname = np.where(
        both, theirs[1] + "-" + np.where(own[0] == "", "", own[0] + " ") + own[1], np.where(other, theirs[1], surname)
    )
    surname = mistype(surname, np.flatnonzero(rng.random(n) < rates.name), rng)
    columns: Columns = {"surname_prefix": prefix, "surname": surname}
    if "partner_surname" in roles:
        known = wife & ~other & (rng.random(n) < _PARTNER_KNOWN)
        typed = mistype(theirs[1], np.flatnonzero(known & (rng.random(n) < rates.name)), rng)
        columns["partner_surname"] = np.where(known, typed, "")
        columns["partner_prefix"] = np.where(known, theirs[0], "")
    if "surname_prefix" not in roles:
        columns["surname"] = np.where(prefix == "", surname, prefix + " " + surname)
    columns |= _given(people, whose, roles, rates, rng)
    if style.upper:
        columns = {
            role: np.array([text.upper() for text in texts.tolist()], dtype=object) for role, texts in columns.items()
        }
    return columns


def _surname_texts(people: Population, whose: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    prefix = np.full(len(whose), "", dtype=object)
    surname = np.full(len(whose), "", dtype=object)
    for code, name in enumerate(names.ORIGINS):
        parts = [names.split_prefix(full) for full in names.surnames()[name].values]
        here = people.origin[whose] == code
        at = people.surname[whose][here]
        prefix[here] = np.array([part[0] for part in parts], dtype=object)[at]
        surname[here] = np.array([part[1] for part in parts], dtype=object)[at]
    return prefix, surname


def _given(people: Population, whose: np.ndarray, roles: set[str], rates: Rates, rng: np.random.Generator) -> Columns:
    n = len(whose)
    values = np.append(people.given_values, "")  # index -1 is nothing
    letters = np.array([value[:1] + "." if value else "" for value in values.tolist()], dtype=object)
    which = people.given[whose]
    initials = letters[which[:, 0]] + letters[which[:, 1]] + letters[which[:, 2]]
    columns: Columns = {}
    if "given_names" in roles:
        texts = mistype(values[which[:, 0]], np.flatnonzero(rng.random(n) < rates.name), rng)
        for more in (1, 2):
            there = which[:, more] >= 0
            extra = mistype(values[which[:, more]], np.flatnonzero(there & (rng.random(n) < rates.name)), rng)
            texts = np.where(there, texts + " " + extra, texts)
        columns["given_names"] = np.where(rng.random(n) < rates.initials_only, initials, texts)
    if "initials" in roles:
        columns["initials"] = initials
    return columns


def _birth_dates(people: Population, whose: np.ndarray, rates: Rates, rng: np.random.Generator) -> Dates:
    true = split(people.birth[whose])
    wrong = np.flatnonzero(rng.random(len(whose)) < rates.birth_date)
    return misdate(true, wrong, rng, latest=(EPOCH + dt.timedelta(days=people.today)).year - 1)


def dates_text(dates: Dates, form: str) -> np.ndarray:
    """Dates as texts in one of the forms of `Style.dates`."""
    rows = zip(dates.year.tolist(), dates.month.tolist(), dates.day.tolist(), strict=True)
    if form == "ymd":
        texts = [f"{year:04d}-{month:02d}-{day:02d}" for year, month, day in rows]
    elif form == "compact":
        texts = [f"{year:04d}{month:02d}{day:02d}" for year, month, day in rows]
    elif form == "short":
        texts = [f"{day}-{month}-{year}" for year, month, day in rows]
    else:
        texts = [f"{day:02d}-{month:02d}-{year:04d}" for year, month, day in rows]
    return np.array(texts, dtype=object)


def _addresses(people: Population, whose: np.ndarray, style: Style, rates: Rates, rng: np.random.Generator) -> Columns:
    household = people.household[whose]
    # registrations miss a removal by household: two in five of the records of households that moved are behind
    moved = (rng_of_households(people) < rates.old_address / 0.4)[household]
    old = moved & (rng.random(len(whose)) < 0.4)
    dwelling = np.where(old, people.former_home[household], people.home[household])
    at = places.addresses(people.areas, people.area[whose].astype(np.int64), dwelling)
    roles = {role for role, _ in style.columns}
    numbers = np.array([str(number) for number in range(int(at.number.max(initial=0)) + 1)], dtype=object)[at.number]
    columns: Columns = {"street": at.street, "place": at.place, "neighbourhood": at.neighbourhood}
    if "house_number_addition" in roles:
        columns["house_number"], columns["house_number_addition"] = numbers, at.addition
    else:
        columns["house_number"] = np.where(at.addition == "", numbers, numbers + "-" + at.addition)
    columns["postcode"] = at.postcode
    if style.postcode_space:
        columns["postcode"] = np.array([text[:4] + " " + text[4:] for text in at.postcode.tolist()], dtype=object)
    if style.upper:
        for role in ("street", "place"):
            columns[role] = np.array([text.upper() for text in columns[role].tolist()], dtype=object)
    return columns


def rng_of_households(people: Population) -> np.ndarray:
    """For each household the same number in [0, 1) in every file: whether it moved is no matter of the file."""
    n = np.arange(people.households, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    n ^= n >> np.uint64(31)
    n *= np.uint64(0xBF58476D1CE4E5B9)
    n ^= n >> np.uint64(29)
    return (n >> np.uint64(11)).astype(np.float64) / float(1 << 53)

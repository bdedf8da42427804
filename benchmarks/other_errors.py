"""What a registration makes of somebody, for `other_registrations`: errors at the rates of issue 4, times the noise."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.other_town import Person

MOST = 0.7  # no rate grows above this
_SOUNDS = """ij:y ei:ij ck:k k:c c:k dt:t d:t s:z z:s f:v v:f oe:ou ph:f th:t ks:x aa:a ee:e oo:o ss:s ll:l nn:n ou:au
g:ch i:ie y:i"""
SOUNDS = [(pair.split(":")[0], pair.split(":")[1]) for pair in _SOUNDS.split()]
Date = tuple[int, int, int]


@dataclass(slots=True)
class Record:
    """One record, before it is written in the form of a file. `birth`: year, month and day, 0 where not known."""

    bsn: str
    given: list[str]
    call: str
    prefix: str
    surname: str
    partner_prefix: str
    partner: str
    sex: str
    birth: Date
    street: str
    number: str
    addition: str
    postcode: str
    place: str

    @property
    def initials(self) -> list[str]:
        """The first letters of all given names."""
        return [part[0].upper() for name in self.given for part in name.replace("-", " ").split() if part]


def mistyped(r: random.Random, text: str) -> str:
    """One slip: a letter too many, too few, another one, two swapped, or written as it sounds."""
    if len(text) < 2:
        return text
    kind, at, letter = r.randrange(5), r.randrange(len(text)), r.choice("abcdefghijklmnoprstuvwz")
    if kind == 4:
        able = [pair for pair in SOUNDS if pair[0] in text.lower()]
        if able:
            old, new = r.choice(able)
            at = text.lower().index(old)
            out = text[:at] + new + text[at + len(old) :]
            return out[0].upper() + out[1:]
        kind = 2
    if kind == 3:
        at = min(at, len(text) - 2)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return [text[: at + 1] + letter, text[:at], text[:at] + letter][kind] + text[at + 1 :]


class Errors:
    """Makes records of persons. `everyone`: whose number may be taken by mistake."""

    def __init__(self, r: random.Random, noise: float, everyone: Sequence[Person]) -> None:
        self.r, self.noise, self.everyone = r, noise, everyone

    def often(self, rate: float) -> bool:
        """Whether it goes wrong this time."""
        return self.r.random() < min(MOST, rate * self.noise)

    def birth(self, birth: Date) -> Date:
        """Swapped, the first of January, another year, another figure; now and then a year only."""
        r, (year, month, day) = self.r, birth
        if self.often(0.005):
            return year, 0, 0
        if not self.often(0.02):
            return birth
        kind = r.randrange(4)
        if kind == 0 and day <= 12 and day != month:
            return year, day, month
        if kind == 1:
            return year, 1, 1
        if kind == 2:
            return year - r.choice([1, 10, -1, -10] if year < 2010 else [1]), month, day
        if r.random() < 0.6:
            return year, month, (day + r.choice([1, 2, 10, -1, -2])) % 28 + 1
        return year, month % 12 + 1, min(day, 28)

    def bsn(self, person: Person) -> str:
        """That of another member of the family, two figures swapped, or somebody else's."""
        r, bsn = self.r, person.bsn
        if not self.often(0.005):
            return bsn
        kind = r.randrange(3)
        if kind == 0 and person.family:
            return r.choice(person.family).bsn
        if kind == 1:
            at = r.randint(1, 7)
            return bsn[:at] + bsn[at + 1] + bsn[at] + bsn[at + 2 :]
        return r.choice(self.everyone).bsn

    def names(self, person: Person) -> tuple[str, str, str, str]:
        """Prefix and family name, prefix and name of the partner: a married woman may use the partner's."""
        prefix, family = person.prefix, person.surname
        if self.often(0.04):
            family = mistyped(self.r, family)
        if not person.partner or not person.married or person.sex == "m":
            return prefix, family, "", ""
        partner = person.partner
        if self.often(0.20):
            if self.r.random() < 0.5:
                return partner.prefix, partner.surname, "", ""
            return partner.prefix, f"{partner.surname}-{(prefix + ' ' + family).strip()}", "", ""
        return (prefix, family, partner.prefix, partner.surname) if self.r.random() < 0.5 else (prefix, family, "", "")

    def record(self, person: Person, missing: float) -> Record:
        """`missing`: how often this registration has no BSN."""
        address = person.old if self.often(0.10) else person.address
        given, call = list(person.given), person.call
        if self.often(0.15):
            given, call = [name[0] for name in given], call[0]
        elif self.often(0.04):
            given[0], call = mistyped(self.r, given[0]), mistyped(self.r, call)
        prefix, family, partner_prefix, partner = self.names(person)
        return Record(
            bsn="" if self.often(missing) else self.bsn(person),
            given=given, call=call, prefix=prefix, surname=family, partner_prefix=partner_prefix, partner=partner,
            sex="" if self.often(0.02) else person.sex,
            birth=self.birth(person.birth),
            street=address.street,
            number="" if self.often(0.015) else str(address.number),
            addition=address.addition,
            postcode="" if self.often(0.01) else address.postcode,
            place=address.place,
        )  # fmt: skip

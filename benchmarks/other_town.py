"""A town of invented inhabitants for `other_registrations`: households, names, addresses, marked synthetic numbers."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import NamedTuple

from benchmarks import other_names as N

YEAR = 2025


Table = tuple[list[str], list[float]]
Name = tuple[str, str]  # prefix and family name


def weighted(words: str, steepness: float = 0.75) -> Table:
    """(items, cumulative weights), common to rare."""
    total, out = 0.0, list[float]()
    items = words.split()
    for rank in range(len(items)):
        total += 1 / (rank + 2) ** steepness
        out.append(total)
    return items, out


def pick(r: random.Random, table: Table) -> str:
    """One of the items."""
    return r.choices(table[0], cum_weights=table[1])[0]


class Address(NamedTuple):
    """Street, number, addition, postcode and place."""

    street: str
    number: int
    addition: str
    postcode: str
    place: str


@dataclass(slots=True)
class Person:
    """One inhabitant; `old` is the address before, `weight` how much somebody needs."""

    household: int
    given: list[str]
    call: str
    prefix: str
    surname: str
    sex: str
    birth: tuple[int, int, int]
    address: Address
    old: Address
    bsn: str = ""
    partner: Person | None = None
    married: bool = False
    family: list[Person] = field(default_factory=list)
    weight: float = 1.0
    number: int = 0


FIRST: dict[str, dict[str, list[Table]]] = {
    "nl": {
        "m": [weighted(words) for words in (N.BOYS_OLD, N.BOYS_MID, N.BOYS_NEW)],
        "v": [weighted(words) for words in (N.GIRLS_OLD, N.GIRLS_MID, N.GIRLS_NEW)],
    },
    "ma": {"m": [weighted(N.MOROCCAN_BOYS)] * 3, "v": [weighted(N.MOROCCAN_GIRLS)] * 3},
    "tr": {"m": [weighted(N.TURKISH_BOYS)] * 3, "v": [weighted(N.TURKISH_GIRLS)] * 3},
    "sr": {"m": [weighted(N.SURINAMESE_BOYS)] * 3, "v": [weighted(N.SURINAMESE_GIRLS)] * 3},
    "pl": {"m": [weighted(N.POLISH_BOYS)] * 3, "v": [weighted(N.POLISH_GIRLS)] * 3},
}
LAST = {
    "nl": weighted(N.DUTCH),
    "ma": weighted(N.MOROCCAN, 0.5),
    "tr": weighted(N.TURKISH, 0.5),
    "sr": weighted(N.SURINAMESE, 0.4),
    "pl": weighted(N.POLISH, 0.5),
}
LETTERS = "ABCDEGHJKLMNPRTVWXZ"
HEADS, TAILS = N.HEADS.split(), N.TAILS.split()
TAIL_PREFIX = ["", "", "", "", "", "", "van", "van", "van de", "van der", "ter", "van den", "te"]


def surname(r: random.Random, people: str) -> Name:
    """(prefix, name); two thirds of Dutch names come from a long tail of made-up ones."""
    if people == "nl" and r.random() < 0.66:
        return r.choice(TAIL_PREFIX), r.choice(HEADS) + r.choice(TAILS)
    name = pick(r, LAST[people])
    if people == "nl" and "," in name:
        prefix, name = name.split(",")
        return prefix.replace("_", " "), name.replace("_", " ")
    return "", name.replace("_", " ")


def first_names(
    r: random.Random, people: str, sex: str, year: int, parent: Person | None = None
) -> tuple[list[str], str]:
    """(all given names, call name)."""
    era = 0 if year < 1952 + r.randint(-8, 8) else 1 if year < 1990 + r.randint(-8, 8) else 2
    chosen = pick(r, FIRST[people][sex][era])
    if parent is not None and r.random() < 0.06:
        chosen = parent.given[0] + "/" + parent.call
    official, _, call = chosen.replace("_", " ").partition("/")
    given = [official]
    if people in ("nl", "sr"):
        for _ in range(r.choices([0, 1, 2, 3], [35, 35, 25, 5])[0]):
            given.append(pick(r, FIRST[people][sex][0 if r.random() < 0.7 else era]).split("/")[0].replace("_", " "))
    if not call or r.random() < 0.3:
        call = official
    if len(given) > 1 and r.random() < 0.06:
        call = given[1]
    return given, call


def need(r: random.Random) -> float:
    """How much a household needs: mostly little."""
    return r.lognormvariate(-0.3, 0.85)


def birthday(r: random.Random, year: int, people: str) -> tuple[int, int, int]:
    """Who came from where no days were written down was born on the first of January or July."""
    if people in ("ma", "tr") and year < 1985 and r.random() < 0.15:
        return year, r.choice([1, 1, 7]), 1
    month = r.randint(1, 12)
    return year, month, r.randint(1, 28 if month == 2 else 30)


class Home(NamedTuple):
    """Number of the household, its address and the one before."""

    household: int
    address: Address
    old: Address


class Town:
    """Inhabitants in households: families, twins, single parents, seniors, institutions, two families at one door."""

    def __init__(self, persons: int, seed: int) -> None:
        self.r = random.Random(seed)
        self.persons: list[Person] = []
        self.households = 0
        self.addresses = self.make_addresses(int(persons / 2.0) + 400)
        self.free = list(range(len(self.addresses)))
        self.r.shuffle(self.free)
        self.people_shares = (["nl", "ma", "tr", "sr", "pl"], [78, 7, 6, 5, 4])
        institution = persons * 0.008
        while len(self.persons) < institution:
            self.institution()
        while len(self.persons) < persons:
            self.household()
        self.numbers()

    def make_addresses(self, count: int) -> list[Address]:
        """Streets with numbers on two sides, flats with additions, a postcode for some ten doors."""
        r, stems, kinds = self.r, N.STREETS.split(), N.KINDS.split()
        out: list[Address] = []
        places = ["Waterdam"] * 6 + ["Oud-Heerde", "'s-Gravenhoek", "Nieuwveen aan de Lek"]
        postcode = (f"{four}{a}{b}" for four in range(3811, 3999) for a in LETTERS for b in LETTERS)
        used: set[tuple[str, str]] = set()
        while len(out) < count:
            place = r.choice(places)
            stem = r.choice(stems).replace("_", " ")
            if r.random() < 0.45:
                stem = r.choice(HEADS) + r.choice(TAILS)
            street = stem.rstrip("-") if stem.startswith("Plein") else stem.rstrip("-") + r.choice(kinds)
            if (street, place) in used:
                continue
            used.add((street, place))
            flats = r.random() < 0.22
            additions = r.choice([["A", "B", "C"], ["bis"], ["1", "2", "3", "4"], ["1", "2", "3"], ["I", "II", "III"]])
            for side in (1, 2):
                code = next(postcode)
                for position, number in enumerate(range(side, r.choice([20, 40, 60, 90, 140]), 2)):
                    if position and position % 12 == 0:
                        code = next(postcode)
                    out.append(Address(street, number, "", code, place))
                    if flats or r.random() < 0.04:
                        out += [Address(street, number, each, code, place) for each in additions]
        return out

    def address(self, *, old: bool = False) -> Address:
        """A door that is free; or one where somebody else lives now, or out of town."""
        r = self.r
        if old and r.random() < 0.15:
            postcode = f"{r.randint(1011, 9999)}{r.choice(LETTERS)}{r.choice(LETTERS)}"
            return Address(r.choice(HEADS) + "straat", r.randint(1, 200), "", postcode, r.choice(["Elders", "Verweg"]))
        if old or not self.free:
            return self.r.choice(self.addresses)
        return self.addresses[self.free.pop()]

    def new(
        self, people: str, sex: str, year: int, home: Home, name: Name | None = None, parent: Person | None = None
    ) -> Person:
        """One more inhabitant."""
        r = self.r
        prefix, family = name or surname(r, people)
        if people == "pl":
            family = family[:-3] + {"m": "ski", "v": "ska"}[sex] if family.endswith(("ski", "ska")) else family
        given, call = first_names(r, people, sex, year, parent)
        person = Person(
            home.household, given, call, prefix, family, sex, birthday(r, year, people), home.address, home.old
        )
        person.number = len(self.persons)
        self.persons.append(person)
        return person

    def household(self) -> None:
        """One more household, sometimes at the address of the one before."""
        r = self.r
        people = r.choices(*self.people_shares)[0]
        self.households += 1
        at = self.households
        address = self.persons[-1].address if r.random() < 0.025 and self.persons else self.address()
        home, start, weight = Home(at, address, self.address(old=True)), len(self.persons), min(6.0, need(r))
        kind = r.choices(
            ["young", "single", "senior", "couple", "old couple", "family", "single parent"],
            [12, 14, 13, 12, 15, 25, 9],
        )[0]
        age = {
            "young": (18, 34),
            "single": (30, 66),
            "senior": (67, 97),
            "couple": (24, 64),
            "old couple": (62, 92),
            "family": (27, 55),
            "single parent": (24, 54),
        }[kind]
        year = YEAR - r.randint(*age)
        if kind in ("young", "single", "senior"):
            self.new(people, r.choice("mv") if kind != "senior" else r.choices("mv", [3, 7])[0], year, home)
        elif kind == "single parent":
            parent = self.new(people, r.choices("mv", [15, 85])[0], year, home)
            name = surname(r, people) if r.random() < 0.6 else (parent.prefix, parent.surname)
            self.children(people, home, name, year, (parent, parent))
        else:
            self.couple(kind, people, home, year)
        for person in self.persons[start:]:
            person.family, person.weight = [each for each in self.persons[start:] if each is not person], weight

    def couple(self, kind: str, people: str, home: Home, year: int) -> None:
        """Two partners, their children, and grown children elsewhere whose old address is this one."""
        r = self.r
        other = people if r.random() < 0.9 else "nl"
        same = r.random() < 0.02
        first = self.new(people, "m", year, home)
        there = home if r.random() < 0.6 else home._replace(old=self.address(old=True))
        second = self.new(other, "m" if same else "v", year + r.randint(-4, 7), there)
        first.partner, second.partner = second, first
        first.married = second.married = r.random() < {"couple": 0.5, "old couple": 0.95, "family": 0.75}[kind]
        if kind == "family":
            whose = r.random()
            named = (second.prefix, second.surname) if whose < 0.12 else (first.prefix, first.surname)
            if whose > 0.97:
                named = (first.prefix, f"{first.surname} {second.prefix} {second.surname}".replace("  ", " "))
            self.children(people, home, named, max(year, second.birth[0]), (first, second))
        elif kind == "couple" and YEAR - year > 46:
            for _ in range(r.randint(0, 2)):
                self.households += 1
                there = Home(self.households, self.address(), home.address)
                child = self.new(
                    people, r.choice("mv"), year + r.randint(24, 28), there, (first.prefix, first.surname), first
                )
                child.weight = need(r)

    def children(self, people: str, home: Home, name: Name, year: int, parents: tuple[Person, Person]) -> None:
        """Up to five, no two of one name; some are twins."""
        r = self.r
        born, taken = year + r.randint(20, 33), set[str]()
        for _ in range(r.choices([1, 2, 3, 4, 5], [36, 43, 15, 5, 1])[0]):
            if born > YEAR - 1:
                born = YEAR - r.randint(1, 3)
            sex = r.choice("mv")
            child = self.new(people, sex, born, home, name, parents[sex == "v"])
            while child.given[0] in taken:
                child.given, child.call = first_names(r, people, sex, born)
            taken.add(child.given[0])
            if r.random() < 0.014:
                twin = self.new(people, sex if r.random() < 0.6 else r.choice("mv"), born, home, name)
                twin.birth = child.birth
                while twin.given[0] in taken:
                    twin.given, twin.call = first_names(r, people, twin.sex, born)
                taken.add(twin.given[0])
            born += r.randint(2, 4)
            if born > YEAR - 1:
                return

    def institution(self) -> None:
        """Many at one address, each a household."""
        r = self.r
        address, elderly = self.address(), r.random() < 0.7
        for _ in range(r.randint(20, 110)):
            self.households += 1
            year = YEAR - (r.randint(70, 99) if elderly else r.randint(18, 60))
            people = "nl" if elderly else r.choices(*self.people_shares)[0]
            home = Home(self.households, address, self.address(old=True))
            person = self.new(people, r.choices("mv", [35, 65])[0], year, home)
            person.weight = 2.5

    def numbers(self) -> None:
        """Marked synthetic BSNs: they begin with 9, and their weighted sum leaves 5 when divided by 11."""
        seen: set[str] = set()
        for person in self.persons:
            while True:
                eight = f"9{self.r.randrange(10**7):07d}"
                last = (sum(int(d) * w for d, w in zip(eight, range(9, 1, -1), strict=True)) - 5) % 11
                if last < 10 and eight not in seen:
                    break
            seen.add(eight)
            person.bsn = f"{eight}{last}"

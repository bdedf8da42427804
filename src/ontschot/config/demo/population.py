"""Invented residents as the population register would give them: names, families and addresses, deterministic by seed.

Shares of household types and ages are round figures near those of Dutch municipalities; names are common Dutch ones,
combined at
random. Every BSN is a marked synthetic one (rules.bsn.synthetic).
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ontschot.domain.people.rules import bsn, dates
from ontschot.domain.people.rules.addresses import Address, AddressKind
from ontschot.domain.people.rules.names import Gender, NameParts, NameUse
from ontschot.domain.people.rules.register import (
    Authority,
    AuthorityHolder,
    AuthorityKind,
    Parent,
    Partner,
    RegisterPerson,
    Relative,
)

MUNICIPALITY = "9990"  # no such CBS code exists
MUNICIPALITY_NAME = "Voorbeeldstad"

WOMEN = """
    Anna Maria Johanna Sophie Emma Julia Fatima Saskia Ingrid Petra Monique Linda Esther Yvonne Wilma Truus Hanneke
    Marijke Ria Samira Aylin Zeynep Khadija Naomi Chantal Kim Sanne Lotte Iris Femke Noor Eva Lisa Roos Tess Mila Sara
    Nora Hannah Willemijn
""".split()  # noqa: SIM905 - a paragraph of names reads better than forty lines
MEN = """
    Jan Johannes Pieter Cornelis Hendrik Willem Gerrit Mohammed Ahmed Youssef Mehmet Erik Marcel Peter Ronald Dennis
    Jeroen Bas Tim Lars Daan Sem Levi Lucas Finn Noah Thijs Ruben Stijn Bram Kees Henk Wim Arie Theo Frank Rob Hans
    Dirk Sander
""".split()  # noqa: SIM905
# Prefix and surname with a bar between them.
SURNAMES = """
    |Jansen, |Bakker, |Visser, |Smit, |Meijer, |Mulder, |Bos, |Vos, |Peters, |Hendriks, |Dekker, |Brouwer, |Dijkstra,
    |Smits, |Kuijpers, |Post, |Kok, |Willems, |Maas, |Verhoeven, |Prins, |Schouten, |Yilmaz, |Öztürk, |El Amrani,
    |Benali, |Kaya, |Pinas, |Wijsman, |Groen, |Koster, de|Vries, de|Jong, de|Boer, de|Groot, de|Wit, de|Bruijn,
    de|Haan, van|Dijk, van|Leeuwen, van|Veen, van|Loon, van|Beek, van|Vliet, van den|Berg, van den|Heuvel,
    van den|Bosch, van der|Meer, van der|Linden, van der|Heijden, van der|Wal, van 't|Hof, ter|Horst
"""
FAMILY_NAMES = [
    (prefix.strip(), surname.strip()) for prefix, _, surname in (part.partition("|") for part in SURNAMES.split(","))
]
STREETS = """
    Lindestraat Eikenlaan Beukenhof Kastanjeplein Wilgenweg Populierstraat Elzenpad Berkenlaan Molenstraat Kerkstraat
    Dorpsstraat Schoolstraat Stationsweg Havenkade Marktplein Industrieweg Rozenstraat Tulpenhof Anjerlaan Irisstraat
    Merelstraat Lijsterweg Vinkenhof Zwaluwlaan Spechtstraat Reigerpad Beatrixlaan Wilhelminastraat Julianaplein
    Oranjesingel
""".split()  # noqa: SIM905
DISTRICTS = (("WK999001", "Noord"), ("WK999002", "Centrum"), ("WK999003", "Zuid"))
NEIGHBOURHOODS = (
    ("BU99900101", "WK999001", "Bomenbuurt"),
    ("BU99900102", "WK999001", "Molenkwartier"),
    ("BU99900201", "WK999002", "Oude Kern"),
    ("BU99900202", "WK999002", "Stationsbuurt"),
    ("BU99900301", "WK999003", "Bloemenbuurt"),
    ("BU99900302", "WK999003", "Vogelwijk"),
    ("BU99900303", "WK999003", "Oranjebuurt"),
)
NUMBERS_PER_STREET = 200


def neighbourhood_of_street(index: int) -> str:
    """In which neighbourhood a street of the demo lies; streets repeat in larger towns and stay in place."""
    return NEIGHBOURHOODS[index % len(STREETS) * len(NEIGHBOURHOODS) // len(STREETS)][0]


def address(index: int) -> Address:
    """The dwelling with this number: streets of 200 houses, each street with postcodes of its own."""
    street, house = divmod(index, NUMBERS_PER_STREET)
    ring, base = divmod(street, len(STREETS))
    name = STREETS[base] if ring == 0 else f"{ring + 1}e {STREETS[base]}"
    letters = "ABCDEFGHJKLMNPRSTUVWXZ"
    digits = 7000 + street % 2000
    block = house // 20
    postcode = f"{digits}{letters[(street // 2000) % len(letters)]}{letters[block]}"
    return Address(
        kind=AddressKind.DWELLING,
        street=name,
        number=house + 1,
        postcode=postcode,
        place=MUNICIPALITY_NAME,
        municipality=MUNICIPALITY,
        municipality_name=MUNICIPALITY_NAME,
    )


def street_index(index: int) -> int:
    """Which street a dwelling stands in."""
    return index // NUMBERS_PER_STREET


@dataclass
class _Maker:
    """Makes persons one after the other; ``next_number`` counts the synthetic BSNs."""

    chance: random.Random
    today: dt.date
    next_number: int

    def person(self, *, gender: Gender, born: dt.date, name: tuple[str, str], home: Address) -> RegisterPerson:
        """Somebody without ties yet."""
        given = " ".join(self.chance.sample(WOMEN if gender is Gender.WOMAN else MEN, self.chance.choice((1, 1, 1, 2))))
        number = bsn.synthetic(self.next_number)
        self.next_number += 1
        since = self._day(max(born, self.today - dt.timedelta(days=365 * 30)), self.today)
        return RegisterPerson(
            bsn=number,
            a_number=f"9{self.next_number:09d}",
            name=NameParts(given, name[0], name[1], ""),
            gender=gender,
            birth=dates.from_date(born),
            birth_place=MUNICIPALITY_NAME,
            birth_country="Nederland",
            address=replace(home, since=dates.from_date(since)),
            municipality=MUNICIPALITY,
            municipality_name=MUNICIPALITY_NAME,
            secrecy=self.chance.random() < 0.01,
        )

    def _day(self, first: dt.date, last: dt.date) -> dt.date:
        return first + dt.timedelta(days=self.chance.randrange(max(1, (last - first).days)))

    def born(self, youngest: int, oldest: int) -> dt.date:
        """A birth date that makes somebody between these ages today."""
        return self._day(
            self.today - dt.timedelta(days=365 * (oldest + 1)), self.today - dt.timedelta(days=365 * youngest + 1)
        )

    def surname(self) -> tuple[str, str]:
        """A family name."""
        return self.chance.choice(FAMILY_NAMES)


def _relative(person: RegisterPerson) -> Relative:
    return Relative(person.bsn, person.name, person.gender, person.birth, person.birth_place, person.birth_country)


def _marry(maker: _Maker, one: RegisterPerson, two: RegisterPerson) -> tuple[RegisterPerson, RegisterPerson]:
    youngest = max(p.birth.latest for p in (one, two) if p.birth)
    start = dates.from_date(maker._day(youngest + dt.timedelta(days=365 * 18), maker.today))
    use = NameUse.PARTNER_FIRST if maker.chance.random() < 0.4 else NameUse.OWN
    return (
        replace(
            one,
            partners=(Partner(_relative(two), "H", start),),
            name_use=use if one.gender is Gender.WOMAN else NameUse.OWN,
        ),
        replace(
            two,
            partners=(Partner(_relative(one), "H", start),),
            name_use=use if two.gender is Gender.WOMAN else NameUse.OWN,
        ),
    )


def with_children(
    parents: list[RegisterPerson], children: list[RegisterPerson], *, today: dt.date
) -> list[RegisterPerson]:
    """Tie parents and children to each other, with authority over the minors."""
    kind = AuthorityKind.JOINT if len(parents) > 1 else AuthorityKind.SOLE
    holders = tuple(AuthorityHolder(p.bsn, True) for p in parents)
    tied = []
    for child in children:
        named = tuple(Parent(_relative(p), str(i + 1), child.birth) for i, p in enumerate(parents))
        minor = child.birth is not None and dates.age_on(child.birth, today).possibly_below(18)
        authority = (Authority(kind, child.bsn, holders),) if minor else ()
        tied.append(replace(child, parents=named, authorities=authority))
    known = tuple(_relative(c) for c in tied)
    return [replace(p, children=p.children + known) for p in parents] + tied


def _household(maker: _Maker, home: Address) -> list[RegisterPerson]:
    draw = maker.chance.random()
    one_gender = maker.chance.choice((Gender.WOMAN, Gender.MAN))
    other_gender = Gender.MAN if one_gender is Gender.WOMAN else Gender.WOMAN
    if draw < 0.38:  # alone
        return [maker.person(gender=one_gender, born=maker.born(20, 92), name=maker.surname(), home=home)]
    if draw < 0.66:  # a couple
        born = maker.born(25, 88)
        one = maker.person(gender=one_gender, born=born, name=maker.surname(), home=home)
        two = maker.person(gender=other_gender, born=maker.born(25, 88), name=maker.surname(), home=home)
        return list(_marry(maker, one, two)) if maker.chance.random() < 0.75 else [one, two]
    family = maker.surname()
    count = maker.chance.choice((1, 1, 2, 2, 2, 3, 4))
    children = [
        maker.person(
            gender=maker.chance.choice((Gender.WOMAN, Gender.MAN)), born=maker.born(0, 19), name=family, home=home
        )
        for _ in range(count)
    ]
    one = maker.person(gender=Gender.WOMAN, born=maker.born(38, 52), name=maker.surname(), home=home)
    if draw < 0.76:  # one parent
        return with_children([replace(one, name=NameParts(one.name.given, *family, ""))], children, today=maker.today)
    two = maker.person(gender=Gender.MAN, born=maker.born(38, 55), name=family, home=home)
    return with_children(list(_marry(maker, one, two)), children, today=maker.today)


def households(
    count: int, *, seed: int, today: dt.date, first_dwelling: int = 20, first_number: int = 1000
) -> Iterator[list[RegisterPerson]]:
    """``count`` households as lists of register records, deterministic by seed and day.

    Dwellings are numbered from ``first_dwelling``.
    """
    maker = _Maker(random.Random(seed), today, first_number)  # noqa: S311 - invents residents, no secrets
    for index in range(count):
        yield _household(maker, address(first_dwelling + index))

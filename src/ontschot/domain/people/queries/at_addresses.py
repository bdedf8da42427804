"""Who lives or lived at an address that somebody typed, as far as the address is open to the user."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Concat, Replace, Upper

from ontschot.domain.people.models import Residence
from ontschot.domain.people.rules.asked_address import AskedAddress
from ontschot.domain.people.rules.names import fold
from ontschot.domain.people.rules.street_words import spellings
from ontschot.foundation.name_order import folded


@dataclass(frozen=True)
class Home:
    """One address that fits. ``now``: somebody lives there; ``place`` folded."""

    number: int
    person_id: int
    now: bool
    place: str


class AskedAddresses:
    """What a text may say of addresses, asked once of the database. The caller logs for whom something is shown."""

    def __init__(self, asked: list[AskedAddress]) -> None:
        self._found = {one: _homes(one) for one in asked}
        self.by_postcode = any(one.postcode for one in asked)

    @cached_property
    def homes(self) -> list[Home]:
        """All that fit one of the readings."""
        return [home for homes in self._found.values() for home in homes]

    @property
    def living_there(self) -> list[int]:
        """Numbers of who lives there now."""
        return sorted({home.person_id for home in self.homes if home.now})

    def fits(self) -> Q:
        """Persons who live or lived there; what else was typed is in their name or in the place."""
        every = Q(id__in=[])
        for asked, homes in self._found.items():
            fits = Q(id__in=sorted({home.person_id for home in homes}))
            for word in asked.rest[:8]:
                there = sorted({home.person_id for home in homes if word in home.place})
                fits &= Q(search_name__contains=word) | Q(id__in=there)
            every |= fits
        return every

    def of_persons(self, persons: list[int]) -> dict[int, list[Residence]]:
        """Of each of these persons: the addresses that fit, of now before those of before."""
        found: dict[int, list[Residence]] = {}
        numbers = {home.number for home in self.homes if home.person_id in set(persons)}
        here = Residence.objects.filter(pk__in=numbers) if numbers else []
        for home in sorted(here, key=lambda one: (one.ends_on != "", -int(one.ends_on or 0), one.pk)):
            found.setdefault(home.person_id, []).append(home)
        return found


def _homes(asked: AskedAddress) -> list[Home]:
    rows = _fitting(asked).order_by().values_list("id", "person_id", "ends_on", "place")
    return [Home(number, person, ends_on == "", fold(place)) for number, person, ends_on, place in rows]


def _fitting(asked: AskedAddress) -> QuerySet[Residence]:
    """Addresses of now and of before. First what an index knows (and row security lets through before it looks at the
    rest): the postcode and the number; then the street, however it is shortened, and what stands behind the number.
    """
    homes = Residence.objects.all()
    if asked.postcode:
        homes = homes.filter(postcode=asked.postcode)
    if asked.number is not None:
        homes = homes.filter(house_number=asked.number)
    if asked.street:
        whole = "( |$)" if asked.number is None else ""
        homes = homes.exclude(street="").alias(folded=folded("street"))
        homes = homes.filter(folded__regex=f"^{spellings(asked.street)}{whole}")
    if asked.behind:
        behind: Any = Concat("house_letter", "addition", output_field=CharField())
        for sign in (" ", "-"):
            behind = Replace(behind, Value(sign), Value(""))
        homes = homes.alias(behind=Upper(behind)).filter(behind__startswith=asked.behind)
    return homes

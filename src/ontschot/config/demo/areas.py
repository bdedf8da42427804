"""Streets and neighbourhoods of the demo municipality: its own small table of addresses and areas."""

from __future__ import annotations

from ontschot.config.demo import population
from ontschot.places.models import AddressArea, Area


def build(*, dwellings: int) -> None:
    """Make the areas, and the table for this many dwellings."""
    code = f"GM{population.MUNICIPALITY}"
    Area.objects.create(code=code, level=Area.Level.MUNICIPALITY, name=population.MUNICIPALITY_NAME)
    for district, name in population.DISTRICTS:
        Area.objects.create(code=district, level=Area.Level.DISTRICT, name=name, parent_id=code)
    for neighbourhood, district, name in population.NEIGHBOURHOODS:
        Area.objects.create(code=neighbourhood, level=Area.Level.NEIGHBOURHOOD, name=name, parent_id=district)
    AddressArea.objects.bulk_create(
        (_line(index) for index in range(dwellings)), batch_size=5_000, ignore_conflicts=True
    )


def _line(index: int) -> AddressArea:
    home = population.address(index)
    return AddressArea(
        postcode=home.postcode,
        house_number=home.number or 0,
        neighbourhood_id=population.neighbourhood_of_street(population.street_index(index)),
    )

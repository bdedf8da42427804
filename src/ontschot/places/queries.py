"""Which neighbourhood an address lies in."""

from __future__ import annotations

from collections.abc import Iterable

from ontschot.places.models import AddressArea, Area


def neighbourhood_of(postcode: str, house_number: int | None) -> str:
    """The code of the neighbourhood, '' when the table does not know the address."""
    if not postcode or house_number is None:
        return ""
    code = AddressArea.objects.filter(postcode=postcode, house_number=house_number).values_list(
        "neighbourhood_id", flat=True
    )
    return code.first() or ""


def names_of_areas(codes: Iterable[str]) -> dict[str, str]:
    """Names by code."""
    return {area.code: str(area) for area in Area.objects.filter(code__in=set(codes))}

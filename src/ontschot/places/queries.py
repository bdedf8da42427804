"""Which neighbourhood an address lies in."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from ontschot.places.models import AddressArea, Area


def neighbourhood_of(postcode: str, house_number: int | None) -> str:
    """The code of the neighbourhood, '' when the table does not know the address."""
    if not postcode or house_number is None:
        return ""
    code = AddressArea.objects.filter(postcode=postcode, house_number=house_number).values_list(
        "neighbourhood_id", flat=True
    )
    return code.first() or ""


def neighbourhoods_of(addresses: Iterable[tuple[str, int | None]]) -> dict[tuple[str, int], str]:
    """The codes of the neighbourhoods of many addresses (postcode, house number); what is unknown is absent."""
    asked = {(postcode, number) for postcode, number in addresses if postcode and number is not None}
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.postcode, a.house_number, a.neighbourhood_id FROM places_addressarea a"
            " JOIN unnest(%s::text[], %s::int[]) AS x (postcode, number)"
            " ON a.postcode = x.postcode AND a.house_number = x.number",
            [[postcode for postcode, _ in asked], [number for _, number in asked]],
        )
        return {(postcode, number): code for postcode, number, code in cursor.fetchall()}


def names_of_areas(codes: Iterable[str]) -> dict[str, str]:
    """Names by code."""
    return {area.code: str(area) for area in Area.objects.filter(code__in=set(codes))}

"""Reference tables of places."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Area(models.Model):
    """A CBS area: buurt (BU........), wijk (WK......) or gemeente (GM....)."""

    class Level(models.TextChoices):
        NEIGHBOURHOOD = "buurt"
        DISTRICT = "wijk"
        MUNICIPALITY = "gemeente"

    privacy_class: ClassVar[str] = "reference"

    code = models.CharField(max_length=10, primary_key=True)
    level = models.CharField(max_length=8, choices=Level.choices)
    name = models.CharField(max_length=100, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name or self.code


class AddressArea(models.Model):
    """One line of the yearly CBS table.

    Postcode and house number to neighbourhood (columns PC6, Huisnummer, Buurt, Wijk, Gemeente).
    """

    privacy_class: ClassVar[str] = "reference"

    postcode = models.CharField(max_length=6)
    house_number = models.PositiveIntegerField()
    neighbourhood = models.ForeignKey(Area, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["postcode", "house_number"], name="address_area_once")]

"""Records of a household that several queries of one page need, asked once in a transaction. Who shows them logs."""

from __future__ import annotations

from ontschot.domain.plans.models import Coordinatorship, Involvement, Plan
from ontschot.privacy.acting import remembered


def plans_of(household_id: int) -> list[Plan]:
    """The plans of this household, the first one first."""
    found = Plan.objects.filter(household_id=household_id).order_by("id")
    return list(remembered(("plans", household_id), lambda: list(found)))


def involvements_of(household_id: int) -> list[Involvement]:
    """Everybody involved now and before, by when they began."""
    found = Involvement.objects.filter(household_id=household_id).order_by("starts_on", "id")
    return list(remembered(("involvements", household_id), lambda: list(found)))


def coordinatorships_of(household_id: int) -> list[Coordinatorship]:
    """Who coordinates and coordinated, the last one first."""
    found = Coordinatorship.objects.filter(household_id=household_id).order_by("-period", "-id")
    return list(remembered(("coordinatorships", household_id), lambda: list(found)))

"""Records of a household that several queries of one page need, asked once in a transaction. Who shows them logs."""

from __future__ import annotations

from ontschot.domain.plans.models import Coordinatorship, Involvement, Plan
from ontschot.privacy.acting import remembered_rows


def plans_of(household_id: int) -> list[Plan]:
    """The plans of this household, the first one first."""
    return remembered_rows(
        ("plans", household_id), lambda: Plan.objects.filter(household_id=household_id).order_by("id")
    )


def involvements_of(household_id: int) -> list[Involvement]:
    """Everybody involved now and before, by when they began."""
    return remembered_rows(
        ("involvements", household_id),
        lambda: Involvement.objects.filter(household_id=household_id).order_by("starts_on", "id"),
    )


def coordinatorships_of(household_id: int) -> list[Coordinatorship]:
    """Who coordinates and coordinated, the last one first."""
    return remembered_rows(
        ("coordinatorships", household_id),
        lambda: Coordinatorship.objects.filter(household_id=household_id).order_by("-period", "-id"),
    )

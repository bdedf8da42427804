"""Notes that only their writer may read.

A shield of the writer, opened as long as the writer has access to the household at all.
"""

from __future__ import annotations

from django.db.models import Q
from django.db.models.functions import Now

from ontschot.accounts.models import TeamMembership
from ontschot.foundation import calendar
from ontschot.privacy.actions import new_shield
from ontschot.privacy.models import Grant, Shield
from ontschot.privacy.queries import grants_on


def author_shield(user_id: int) -> Shield:
    """The one shield of this writer; made when it does not exist yet."""
    found = Shield.objects.filter(kind=Shield.Kind.AUTHOR, author_id=user_id).first()
    return found or new_shield(kind=Shield.Kind.AUTHOR, author_id=user_id)


def reopen_own_notes(*, user_id: int, household_id: int) -> None:
    """When this user ever wrote notes for themselves.

    Open these again as long as they have other access to the household.
    """
    shield = Shield.objects.filter(kind=Shield.Kind.AUTHOR, author_id=user_id).first()
    if shield is not None:
        open_own_notes(user_id=user_id, household_id=household_id, shield=shield)


def open_own_notes(*, user_id: int, household_id: int, shield: Shield) -> None:
    """Open the writer's own drawers of this household and its members. The grant has the source of the writer's other
    access to it, so it
    ends in the same moment as that.
    """
    grants = grants_on(household_id=household_id)
    if grants.filter(user_id=user_id, shield=shield).exists():
        return
    teams = TeamMembership.objects.filter(user_id=user_id, period__contains=calendar.today())
    mine = Q(user_id=user_id) | Q(team_id__in=list(teams.values_list("team_id", flat=True)))
    access = grants.filter(mine, shield=None)
    ground = access.order_by("user_id", "starts_at").first()  # own access first: NULLs sort last
    if ground is None:
        return
    Grant.objects.create(
        user_id=user_id,
        household_id=household_id,
        shield=shield,
        reaches_members=True,
        purpose=ground.purpose,
        ground=ground.ground,
        source=ground.source,
        starts_at=Now(),
        ends_at=ground.ends_at,
        drawer_id=ground.drawer_id,
    )

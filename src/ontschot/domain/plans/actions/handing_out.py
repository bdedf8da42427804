"""Households of a list that get one coordinator in one go, by who leads the team: those without one, and those of
another worker of the team. Each is judged by itself; undone as other changes in one go.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.accounts.models import User
from ontschot.domain.people.models import Household
from ontschot.domain.plans.actions.allowed import demand
from ontschot.domain.plans.actions.around import close_access
from ontschot.domain.plans.actions.bulk import Mover, involved_otherwise, successor_of, teams_of
from ontschot.domain.plans.actions.coordination import start_coordination
from ontschot.domain.plans.models import BulkChange, BulkLine, Coordinatorship
from ontschot.domain.plans.rules import Refused
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed
from ontschot.privacy.queries import grants_on


class How(StrEnum):
    """What happens to one household when it is handed out."""

    NEW = "new"  # it has no coordinator
    MOVE = "move"  # it goes from a worker of a team that the leader leads
    ALREADY = "already"  # the other coordinates it already
    ELSEWHERE = "elsewhere"  # a worker of another team coordinates it; their leader, or they themselves, hand over


def handing_out(by: Actor, household_ids: Collection[int], to_user_id: int) -> dict[int, How]:
    """Of the households that the leader sees what ``hand_out`` would do with each. The caller logs what it shows."""
    seen = Household.objects.filter(pk__in=household_ids, ended_on=None).values_list("pk", flat=True)
    present = Coordinatorship.objects.filter(household_id__in=household_ids, period__endswith__isnull=True)
    whose = dict(present.values_list("household_id", "user_id"))
    teams = teams_of(by, set(whose.values()))
    found = {}
    for number in seen:
        user_id = whose.get(number)
        if user_id is None:
            found[number] = How.NEW
        elif user_id == to_user_id:
            found[number] = How.ALREADY
        else:
            found[number] = How.MOVE if user_id in teams else How.ELSEWHERE
    return found


@deed
def hand_out(
    *, by: Actor, household_ids: Collection[int], to_user_id: int, reason: str = "", request_id: UUID | None = None
) -> BulkChange:
    """Give chosen households to one coordinator of a team that the leader leads.

    Only households that the leader sees: without coordinator, or of a worker of such a team; others are left alone, as
    are those that the other has already. A reason is asked when a household goes from somebody. Raises Refused,
    PermissionError.
    """
    demand(by, "manage_team")
    demand(by, "appoint_coordinator")
    successor = successor_of(by, None, to_user_id)
    how = handing_out(by, household_ids, to_user_id)
    new = [number for number, one in how.items() if one is How.NEW]
    moves = [number for number, one in how.items() if one is How.MOVE]
    if successor is None or not (new or moves):
        raise Refused(_("Er was niets te verdelen. Kies huishoudens zonder regisseur, of van iemand uit uw team."))
    if moves and not reason.strip():
        raise Refused(_("Schrijf op waarom dit werk naar een ander gaat."), field="reason")
    with acting.wide("ontschot_register"):
        change = BulkChange.objects.create(
            kind=BulkChange.Kind.REASSIGN, user_id=by.user_id or 0, reason=reason.strip()[:300]
        )
        _name(by, change, new, successor)
        present = Coordinatorship.objects.filter(household_id__in=moves, period__endswith__isnull=True)
        workers = set(present.exclude(user_id=to_user_id).values_list("user_id", flat=True))
        for user_id, team_id in sorted(teams_of(by, workers).items()):  # without who came in between, of another team
            Mover(by, change, user_id, successor, team_id).households(moves, everything=False)
        touched = list(BulkLine.objects.filter(change=change).values_list("household_id", flat=True).distinct())
    if not touched:
        raise Refused(_("Deze huishoudens hebben intussen een regisseur gekregen."))
    subjects = [log.Subject(household_id=number) for number in touched]
    log.write("hand_out", "bulk_change", subjects, object_id=change.pk, to_user=to_user_id)
    return change


def _name(by: Actor, change: BulkChange, numbers: Collection[int], to: User) -> None:
    """Each of these gets its coordinator; one that somebody else named in between is left alone. Under
    ``ontschot_register`` only."""
    for household in Household.objects.filter(pk__in=numbers).order_by("pk"):
        earlier = involved_otherwise(household.pk, to.pk)
        try:
            made = start_coordination(by, household, to, timezone.now(), reason=change.reason)
        except Refused:
            continue
        waits = list(grants_on(household_id=household.pk).filter(source__startswith="unassigned:"))
        BulkLine.objects.create(
            change=change,
            household_id=household.pk,
            drawer_id=made.drawer_id,
            thing=BulkLine.Thing.HOUSEHOLD,
            object_id=household.pk,
            before={
                "user": None,
                "coordinatorship": None,
                "earlier": earlier,
                "waits": [[int(grant.source.partition(":")[2]), grant.team_id] for grant in waits],
            },
            after={"user": to.pk, "coordinatorship": made.pk, "team": None},
        )
        close_access(household.pk, [grant.source for grant in waits], None)

"""Several things of a list changed in one go, by somebody who sees each of them; undone as other changes in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from ontschot.accounts.models import TeamMembership
from ontschot.domain.access.models import Request
from ontschot.domain.plans.actions.allowed import demand
from ontschot.domain.plans.actions.bulk import OPEN_REQUESTS
from ontschot.domain.plans.actions.calendar import movable
from ontschot.domain.plans.models import BulkChange, BulkLine, Task
from ontschot.domain.plans.rules import Refused
from ontschot.foundation import calendar
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed


@deed
def bulk_tasks(
    *,
    by: Actor,
    tasks: Mapping[int, int],
    do: str,
    due_on: dt.date | None = None,
    request_id: UUID | None = None,
) -> BulkChange:
    """Complete open tasks, or move them to another day. ``tasks``: number -> version as it was shown; what changed in
    between, is done already, is hidden or has a fixed last day is left alone.

    ``do``: 'complete' or 'snooze'. Raises Refused when nothing is left to do.
    """
    demand(by, "view_work")
    kind = BulkChange.Kind(do)
    rows = [
        row
        for row in Task.objects.filter(pk__in=tasks, state=Task.State.OPEN).select_for_update().order_by("id")
        if row.version == tasks[row.pk] and (do == "complete" or movable(row, due_on))
    ]
    if not rows:
        raise Refused(_("Er was niets te wijzigen: de taken zijn intussen gedaan of gewijzigd, of mogen niet later."))
    change = BulkChange.objects.create(kind=kind, user_id=by.user_id or 0)
    for row in rows:
        before = {
            "state": row.state,
            "due_on": row.due_on.isoformat() if row.due_on else None,
            "done_by": row.done_by,
        }
        changes = {"state": Task.State.DONE, "done_by": by.user_id} if do == "complete" else {"due_on": due_on}
        Task.objects.filter(pk=row.pk).update(version=F("version") + 1, **changes)
        BulkLine.objects.create(
            change=change, household_id=row.household_id, drawer_id=row.drawer_id, thing=BulkLine.Thing.TASK,
            object_id=row.pk, before=before, after={"version": row.version + 1},
        )  # fmt: skip
    subjects = [log.Subject(row.person_id, row.household_id) for row in rows]
    log.write("bulk_tasks", "bulk_change", subjects, object_id=change.pk, do=do)
    return change


@deed
def assign_requests(
    *, by: Actor, requests: Mapping[int, int], user_id: int, request_id: UUID | None = None
) -> BulkChange:
    """Give requests to somebody of their own team, by who leads it. ``requests``: number -> version as it was shown.

    Left alone: what changed in between, is closed, or is of a team that the actor does not lead or the other does not
    sit in. Raises Refused when nothing is left to do.
    """
    demand(by, "manage_team")
    today = calendar.today()
    led = TeamMembership.objects.filter(user_id=by.user_id or 0, is_leader=True, period__contains=today)
    sits = TeamMembership.objects.filter(user_id=user_id, period__contains=today, user__is_active=True)
    teams = set(led.values_list("team_id", flat=True)) & set(sits.values_list("team_id", flat=True))
    found = Request.objects.filter(pk__in=requests, state__in=OPEN_REQUESTS, team_id__in=teams)
    rows = [row for row in found.select_for_update().order_by("id") if row.version == requests[row.pk]]
    if not rows:
        raise Refused(_("Er was niets te verdelen: kies open meldingen van uw team en iemand uit dat team."))
    change = BulkChange.objects.create(kind=BulkChange.Kind.ASSIGN, user_id=by.user_id or 0)
    for row in rows:
        Request.objects.filter(pk=row.pk).update(assigned_user_id=user_id, version=F("version") + 1)
        BulkLine.objects.create(
            change=change, household_id=row.household_id, drawer_id=row.drawer_id, thing=BulkLine.Thing.REQUEST,
            object_id=row.pk, before={"user": row.assigned_user_id}, after={"user": user_id},
        )  # fmt: skip
    subjects = [log.Subject(row.person_id, row.household_id) for row in rows]
    log.write("assign_requests", "bulk_change", subjects, object_id=change.pk, to_user=user_id)
    return change

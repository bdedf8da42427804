"""Work of one worker that goes to another in one go, and back.

A coordinator who leaves with forty households: each gets a new coordinator, or stands visibly without one on top of
the team's list; nothing is lost. Done by the team leader, who divides the work without having to see each dossier: as
system work, also for what the leader may not open. What was moved is kept line by line, so that it can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.accounts.models import TeamMembership, User
from ontschot.accounts.rules import may
from ontschot.domain.access.models import Request
from ontschot.domain.people.models import Household
from ontschot.domain.plans.actions.allowed import demand
from ontschot.domain.plans.actions.around import close_access, open_involvement, organisation_of
from ontschot.domain.plans.actions.coordination import (
    comes_along,
    coming,
    move_work,
    start_coordination,
    stop_coordination,
    team_waits,
)
from ontschot.domain.plans.models import Action, Attendee, BulkChange, BulkLine, Coordinatorship, Involvement, Task
from ontschot.domain.plans.rules import Refused
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import open_access
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import Ground, Purpose
from ontschot.privacy.queries import codes_of

OPEN_REQUESTS = ("received", "triaged", "in_conversation")
OPEN_ACTIONS = (Action.State.PLANNED, Action.State.STARTED)


@deed
def reassign(
    *,
    by: Actor,
    from_user_id: int,
    to_user_id: int | None,
    household_ids: Collection[int] = (),
    request_numbers: Collection[int] = (),
    task_ids: Collection[int] = (),
    involvement_ids: Collection[int] = (),
    everything: bool = False,
    reason: str,
    request_id: UUID | None = None,
) -> BulkChange:
    """Give chosen work of ``from_user_id`` to ``to_user_id``; None: the households stand without coordinator, in the
    team. With ``everything`` also what the leader may not open: all households, requests and tasks of this worker.

    Open tasks and actions about a household go along with its coordinator. An involvement that is no coordination goes
    to the successor with its task and life domains; without one it stays until somebody takes it. A request goes back
    to its own team when the other does not sit in it. Raises Refused, PermissionError.
    """
    demand(by, "manage_team")
    team_id = team_of(by, from_user_id)
    successor = successor_of(by, from_user_id, to_user_id)
    if not reason.strip():
        raise Refused(_("Schrijf op waarom dit werk naar een ander gaat."))
    with acting.wide("ontschot_register"):
        change = BulkChange.objects.create(
            kind=BulkChange.Kind.REASSIGN,
            user_id=by.user_id or 0,
            from_user_id=from_user_id,
            reason=reason.strip()[:300],
        )
        mover = Mover(by, change, from_user_id, successor, team_id)
        mover.households(household_ids, everything=everything)
        mover.requests(request_numbers, everything=everything)
        mover.tasks(task_ids, everything=everything)
        mover.involvements(involvement_ids, everything=everything)
        touched = list(BulkLine.objects.filter(change=change).values_list("household_id", flat=True).distinct())
    if not touched:
        raise Refused(_("Er was niets meer te verplaatsen: kies wat er naar een ander gaat."))
    log.write(
        "reassign",
        "bulk_change",
        [log.Subject(household_id=number) for number in touched],
        object_id=change.pk,
        from_user=from_user_id,
        to_user=to_user_id,
    )
    return change


def team_of(by: Actor, user_id: int) -> int:
    """A team that the actor leads and in which this worker sits, or sat last. Raises PermissionError."""
    found = teams_of(by, [user_id]).get(user_id)
    if found is None:
        raise PermissionError("manage_team")
    return found


def teams_of(by: Actor, user_ids: Collection[int]) -> dict[int, int]:
    """The same for several workers; who is in no such team is left out."""
    today, seats = calendar.today(), TeamMembership.objects.filter(user_id__in=user_ids).order_by("-period")
    led = TeamMembership.objects.filter(user_id=by.user_id or 0, is_leader=True, period__contains=today)
    teams = set(led.values_list("team_id", flat=True))
    of_worker: dict[int, list[TeamMembership]] = {}
    for seat in seats:
        of_worker.setdefault(seat.user_id, []).append(seat)
    found = {}
    for user_id, sat in of_worker.items():
        present = [seat for seat in sat if today in seat.period]
        mine = [seat.team_id for seat in present or sat[:1] if seat.team_id in teams]
        if mine:
            found[user_id] = mine[0]
    return found


def successor_of(by: Actor, from_user_id: int | None, user_id: int | None) -> User | None:
    if user_id is None:
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    led = TeamMembership.objects.filter(user_id=by.user_id or 0, is_leader=True, period__contains=calendar.today())
    here = TeamMembership.objects.filter(
        user_id=user_id, team_id__in=led.values("team_id"), period__contains=calendar.today()
    )
    if user is None or not here.exists() or not may(user.role, "coordinate"):
        raise Refused(_("Kies een wijkcoach of teamleider uit uw team."))
    if user_id == from_user_id:
        raise Refused(_("%(name)s heeft dit werk al. Kies een ander.") % {"name": user})
    return user


class Mover:
    """Moves one thing after the other and notes each, under ``ontschot_register``."""

    def __init__(self, by: Actor, change: BulkChange, from_user_id: int, to: User | None, team_id: int) -> None:
        self.by, self.change, self.from_user_id, self.to, self.team_id = by, change, from_user_id, to, team_id
        self.to_id = to.pk if to else None

    def note(self, household: int, drawer_id: int, thing: str, number: int, before: Any, after: Any) -> None:
        BulkLine.objects.create(
            change=self.change, household_id=household, drawer_id=drawer_id, thing=thing, object_id=number,
            before=before, after=after,
        )  # fmt: skip

    def households(self, chosen: Collection[int], *, everything: bool) -> None:
        """The coordination of these households, with the open tasks and actions of the coordinator in them."""
        found = Coordinatorship.objects.filter(user_id=self.from_user_id, period__endswith__isnull=True)
        if not everything:
            found = found.filter(household_id__in=chosen)
        for present in found.select_related("household").select_for_update(of=("self",)).order_by("id"):
            self._household(present)

    def _household(self, present: Coordinatorship) -> None:
        household, at = present.household, timezone.now()
        self._work_of(household)
        sources = stop_coordination(present, at, self.change.reason)
        made, earlier = None, []
        if self.to is not None:
            earlier = involved_otherwise(household.pk, self.to.pk)
            made = start_coordination(self.by, household, self.to, at, reason=self.change.reason)
            move_work(household.pk, self.from_user_id, self.to)
            sources += team_waits(household.pk)
        else:
            wait_for_coordinator(household.pk, self.team_id, present.pk)
            Task.objects.filter(household=household, user_id=self.from_user_id, state=Task.State.OPEN).update(
                user_id=None, team_id=self.team_id, version=F("version") + 1
            )
        close_access(household.pk, sources, self.from_user_id)
        self.note(
            household.pk,
            present.drawer_id,
            BulkLine.Thing.HOUSEHOLD,
            household.pk,
            {"user": self.from_user_id, "coordinatorship": present.pk, "earlier": earlier},
            {"user": self.to_id, "coordinatorship": made.pk if made else None, "team": self.team_id},
        )

    def _work_of(self, household: Household) -> None:
        """What moves along: told here, so that it can go back."""
        after = {"user": self.to_id, "team": None if self.to_id else self.team_id}
        for task in Task.objects.filter(household=household, user_id=self.from_user_id, state=Task.State.OPEN):
            before = {"user": self.from_user_id, "team": None}
            self.note(household.pk, task.drawer_id, BulkLine.Thing.TASK, task.pk, before, after)
        if self.to_id is None:
            return  # an action or appointment keeps who promised it until somebody takes the household over
        actions = Action.objects.filter(
            goal__plan__household=household, owner_user_id=self.from_user_id, state__in=OPEN_ACTIONS
        )
        for action in actions:
            was: dict[str, Any] = {"user": self.from_user_id, "name": action.owner_name}
            self.note(
                household.pk, action.drawer_id, BulkLine.Thing.ACTION, action.pk, was,
                {"user": self.to_id, "name": str(self.to)[:120]},
            )  # fmt: skip
        for meeting in coming(household.pk, self.from_user_id):
            self.note(
                household.pk,
                meeting.drawer_id,
                BulkLine.Thing.MEETING,
                meeting.appointment_id,
                {"user": self.from_user_id},
                {"user": self.to_id},
            )

    def requests(self, chosen: Collection[int], *, everything: bool) -> None:
        """Requests that this worker picked up: to the other when in the same team, else back to the team."""
        found = Request.objects.filter(assigned_user_id=self.from_user_id, state__in=OPEN_REQUESTS)
        if not everything:
            found = found.filter(pk__in=chosen)
        today = calendar.today()
        seats = TeamMembership.objects.filter(user_id=self.to_id or 0, period__contains=today)
        teams = set(seats.values_list("team_id", flat=True))
        for record in found.select_for_update().order_by("id"):
            to = self.to_id if record.team_id in teams else None
            Request.objects.filter(pk=record.pk).update(assigned_user_id=to, version=F("version") + 1)
            self.note(
                record.household_id, record.drawer_id, BulkLine.Thing.REQUEST, record.pk,
                {"user": self.from_user_id}, {"user": to},
            )  # fmt: skip

    def tasks(self, chosen: Collection[int], *, everything: bool) -> None:
        """Tasks beside those that went along with a household."""
        found = Task.objects.filter(user_id=self.from_user_id, state=Task.State.OPEN)
        if not everything:
            found = found.filter(pk__in=chosen)
        for task in found.select_for_update().order_by("id"):
            after = {"user": self.to_id, "team": None if self.to_id else self.team_id}
            Task.objects.filter(pk=task.pk).update(
                user_id=after["user"], team_id=after["team"], version=F("version") + 1
            )
            before = {"user": self.from_user_id, "team": None}
            self.note(task.household_id, task.drawer_id, BulkLine.Thing.TASK, task.pk, before, after)

    def involvements(self, chosen: Collection[int], *, everything: bool) -> None:
        """What this worker does in a household without coordinating it; who is involved there already is so once."""
        if self.to is None:
            return
        found = Involvement.objects.filter(user_id=self.from_user_id, ended_at=None)
        found = found.exclude(kind=Involvement.Kind.COORDINATOR)
        if not everything:
            found = found.filter(pk__in=chosen)
        for one in found.select_related("household").select_for_update(of=("self",)).order_by("id"):
            here = Involvement.objects.filter(household_id=one.household_id, user_id=self.to_id, ended_at=None)
            made = None if here.exists() else take_over(self.by, one, self.to)
            end_for(one, self.change.reason)
            self.note(
                one.household_id, one.drawer_id, BulkLine.Thing.INVOLVED, one.pk,
                {"user": self.from_user_id, "version": one.version},
                {"user": self.to_id, "involvement": made.pk if made else None},
            )  # fmt: skip


def involved_otherwise(household_id: int, user_id: int) -> list[int]:
    """What ends when this user becomes coordinator: the numbers of their involvements in the household."""
    found = Involvement.objects.filter(household_id=household_id, user_id=user_id, ended_at=None)
    return list(found.exclude(kind=Involvement.Kind.COORDINATOR).values_list("id", flat=True))


def take_over(by: Actor, one: Involvement, to: User) -> Involvement:
    """The same involvement, of somebody else. Under ``ontschot_register`` only."""
    made = Involvement.objects.create(
        drawer_id=one.drawer_id,
        household_id=one.household_id,
        kind=one.kind,
        user_id=to.pk,
        name=str(to)[:120],
        organisation=organisation_of(to)[:120],
        role=one.role,
        phone=to.phone,
        life_domain_ids=one.life_domain_ids,
        purpose=one.purpose,
        ground=one.ground,
        starts_on=calendar.today(),
        created_by=by.user_id,
    )
    open_involvement(made, codes_of(one.life_domain_ids))
    return made


def end_for(one: Involvement, reason: str) -> None:
    """It ends now, with its access. Under ``ontschot_register`` only."""
    Involvement.objects.filter(pk=one.pk).update(
        ended_at=timezone.now(), end_reason=reason[:300], version=F("version") + 1
    )
    close_access(one.household_id, [f"involvement:{one.pk}"], one.user_id)


def wait_for_coordinator(household_id: int, team_id: int, coordinatorship_id: int) -> None:
    """The team sees the household until somebody coordinates it again. Under ``ontschot_register`` only."""
    open_access(
        team_id=team_id,
        household_id=household_id,
        reaches_members=True,
        purpose=Purpose.TEAM_LEAD,
        ground=Ground.PUBLIC_TASK,
        source=f"unassigned:{coordinatorship_id}",
    )


@deed
def undo_bulk(*, by: Actor, change_id: int, request_id: UUID | None = None) -> BulkChange:
    """Everything back as it was, by who did it; what somebody changed in between stays as it is now and is counted.

    Raises Refused when it was undone already, BulkChange.DoesNotExist.
    """
    with acting.wide("ontschot_register"):
        change = BulkChange.objects.select_for_update().get(pk=change_id, user_id=by.user_id or 0)
        if change.undone_at is not None:
            raise Refused(_("Dit was al ongedaan gemaakt."))
        lines = list(BulkLine.objects.filter(change=change).order_by("id"))
        for line in lines:
            line.undone = _BACK[line.thing](by, change, line)
        BulkLine.objects.filter(pk__in=[line.pk for line in lines if line.undone]).update(undone=True)
        change.undone_at = timezone.now()
        change.kept = sum(not line.undone for line in lines)
        change.save(update_fields=["undone_at", "kept"])
    subjects = [log.Subject(household_id=number) for number in sorted({line.household_id for line in lines})]
    log.write("undo_bulk", "bulk_change", subjects, object_id=change_id, kept=change.kept)
    return change


def _household_back(by: Actor, change: BulkChange, line: BulkLine) -> bool:
    present = Coordinatorship.objects.filter(household_id=line.household_id, period__endswith__isnull=True).first()
    if (present.pk if present else None) != line.after["coordinatorship"]:
        return False
    user = User.objects.filter(pk=line.before["user"] or 0, is_active=True).first()
    if line.before["user"] is not None and (user is None or not may(user.role, "coordinate")):
        return False
    household, at, why = Household.objects.get(pk=line.household_id), timezone.now(), _("overdracht ongedaan gemaakt")
    sources = team_waits(line.household_id)
    if present is not None:
        sources += stop_coordination(present, at, why)
    if user is not None:
        start_coordination(by, household, user, at, reason=why)
    for source, team_id in line.before.get("waits", []):  # as it stood: with these teams, until somebody coordinates
        wait_for_coordinator(household.pk, team_id, source)
    for one in Involvement.objects.filter(pk__in=line.before.get("earlier", [])):
        _involved_again(by, one)
    close_access(line.household_id, sources, present.user_id if present else None)
    return True


def _involved_again(by: Actor, one: Involvement) -> None:
    """Who had become coordinator is involved as before, unless they are involved again already."""
    user = User.objects.filter(pk=one.user_id or 0, is_active=True).first()
    present = Involvement.objects.filter(household_id=one.household_id, user_id=one.user_id, ended_at=None)
    if user is not None and not present.exists():
        take_over(by, one, user)


def _request_back(_by: Actor, _change: BulkChange, line: BulkLine) -> bool:
    same = Request.objects.filter(pk=line.object_id, assigned_user_id=line.after["user"], state__in=OPEN_REQUESTS)
    return bool(same.update(assigned_user_id=line.before["user"], version=F("version") + 1))


def _task_back(_by: Actor, change: BulkChange, line: BulkLine) -> bool:
    same = Task.objects.filter(pk=line.object_id)
    if change.kind == BulkChange.Kind.REASSIGN:
        same = same.filter(user_id=line.after["user"], team_id=line.after["team"], state=Task.State.OPEN)
        return bool(same.update(user_id=line.before["user"], team_id=line.before["team"], version=F("version") + 1))
    return bool(same.filter(version=line.after["version"]).update(version=F("version") + 1, **line.before))


def _action_back(_by: Actor, _change: BulkChange, line: BulkLine) -> bool:
    same = Action.objects.filter(pk=line.object_id, owner_user_id=line.after["user"], state__in=OPEN_ACTIONS)
    return bool(
        same.update(owner_user_id=line.before["user"], owner_name=line.before["name"], version=F("version") + 1)
    )


def _meeting_back(_by: Actor, _change: BulkChange, line: BulkLine) -> bool:
    rows = Attendee.objects.filter(appointment_id=line.object_id, user_id=line.after["user"])
    if not rows.exists():
        return False
    comes_along(rows, line.before["user"])
    return True


def _involved_back(by: Actor, change: BulkChange, line: BulkLine) -> bool:
    one = Involvement.objects.get(pk=line.object_id)
    user = User.objects.filter(pk=line.before["user"], is_active=True).first()
    again = Involvement.objects.filter(household_id=one.household_id, user_id=line.before["user"], ended_at=None)
    if user is None or again.exists():
        return False
    made = Involvement.objects.filter(pk=line.after["involvement"] or 0, ended_at=None).first()
    if line.after["involvement"] and made is None:
        return False
    if made is not None:
        end_for(made, _("overdracht ongedaan gemaakt"))
    take_over(by, one, user)
    return True


_BACK: dict[str, Callable[[Actor, BulkChange, BulkLine], bool]] = {
    BulkLine.Thing.HOUSEHOLD: _household_back,
    BulkLine.Thing.REQUEST: _request_back,
    BulkLine.Thing.TASK: _task_back,
    BulkLine.Thing.ACTION: _action_back,
    BulkLine.Thing.MEETING: _meeting_back,
    BulkLine.Thing.INVOLVED: _involved_back,
}

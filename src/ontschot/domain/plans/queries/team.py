"""The team leader's view: work per worker, and what has nobody.

Counts are of all work of the team's workers, also what the leader may not open: to divide work one needs to know how
much there is, not of whom. These are asked as system work and say no more than a number; names come from what is open.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from ontschot.accounts import absence_queries
from ontschot.accounts import queries as accounts
from ontschot.accounts.hours import hours_of, norm_for
from ontschot.accounts.models import Team, TeamMembership, User
from ontschot.domain.access.models import Request
from ontschot.domain.access.rules import OPEN_STATES, reference
from ontschot.domain.people import queries as people
from ontschot.domain.people.models import Household, Person
from ontschot.domain.plans.models import BulkChange, Coordinatorship, Involvement, Plan, Task
from ontschot.foundation import calendar
from ontschot.foundation.folding import family
from ontschot.foundation.name_order import family_in_order
from ontschot.privacy import acting, log
from ontschot.privacy.models import Grant

PER_LIST = 100


@dataclass(frozen=True)
class WorkerLine:
    """One worker of the team with how much work there is. ``norm``: households for the hours that they work; None: the
    team has none. ``hours`` None: nobody wrote them down. ``gone``: left the team.
    """

    user_id: int
    name: str
    job_title: str
    households: int
    norm: int | None
    hours: Decimal | None
    involvements: int
    requests: int
    tasks: int
    late: int
    absence: absence_queries.AbsenceView | None
    gone: bool = False

    @property
    def over(self) -> bool:
        """More households than the norm for these hours says."""
        return self.norm is not None and self.households > self.norm

    @property
    def share(self) -> int:
        """Households as a part of the norm, in percent, at most 100; for a bar."""
        return min(100, round(100 * self.households / self.norm)) if self.norm else 0

    @property
    def uncovered(self) -> bool:
        """Away, with nobody who takes the work."""
        return self.absence is not None and self.absence.uncovered

    @property
    def has_work(self) -> bool:
        """Whether anything is left with this worker."""
        return bool(self.households or self.requests or self.tasks or self.involvements)


@dataclass(frozen=True)
class WaitingHousehold:
    """A household without a coordinator, open to the team."""

    household_id: int
    name: str
    since: dt.date | None
    has_plan: bool


@dataclass(frozen=True)
class TeamBoard:
    """What the leader of a team sees."""

    team_id: int
    name: str
    norm: int | None
    full_week: int
    workers: list[WorkerLine]
    waiting: list[WaitingHousehold]
    unassigned_requests: int
    team_tasks: int
    team_tasks_late: int

    @property
    def gone(self) -> list[WorkerLine]:
        """Who left and still has work: it stands on top."""
        return [one for one in self.workers if one.gone]

    @property
    def present(self) -> list[WorkerLine]:
        """Who sits in the team today."""
        return [one for one in self.workers if not one.gone]


def must_lead(team_id: int) -> None:
    """Raise Team.DoesNotExist unless the current user leads this team today: to others it is not there."""
    user_id = acting.current().actor.user_id
    if user_id is None or team_id not in {team.pk for team in accounts.led_by(user_id)}:
        raise Team.DoesNotExist


def team_board(team_id: int) -> TeamBoard:
    """Work per worker, who is away, and what has nobody. Raises Team.DoesNotExist to who does not lead it."""
    must_lead(team_id)
    team = accounts.teams(active=None).get(pk=team_id)
    norm = absence_queries.caseload_norm(team_id)
    seats = accounts.colleagues(team_id)
    present = {seat.user_id: seat for seat in seats if seat.active}
    counts = _counts([*present, *_former(team_id, present)])
    away, hours = absence_queries.absences(present), hours_of(present)
    waiting = waiting_households([team_id])
    users = {user.pk: user for user in User.objects.filter(pk__in=counts.users)}
    workers = [
        WorkerLine(
            user_id=number,
            name=str(users[number]),
            job_title=users[number].job_title,
            households=counts.households[number],
            norm=norm_for(norm, hours.get(number)),
            hours=hours.get(number),
            involvements=counts.involvements[number],
            requests=counts.requests[number],
            tasks=counts.tasks[number],
            late=counts.late[number],
            absence=away.get(number),
            gone=number not in present,
        )
        for number in counts.users
        if number in users
    ]
    board = TeamBoard(
        team_id=team_id,
        name=team.name,
        norm=norm.households if norm else None,
        full_week=norm.full_week if norm else 0,
        workers=[one for one in workers if not one.gone or one.has_work],
        waiting=waiting,
        unassigned_requests=counts.unassigned(team_id),
        team_tasks=counts.team_tasks(team_id),
        team_tasks_late=counts.team_tasks(team_id, late=True),
    )
    log.read("caseload", [log.Subject(household_id=one.household_id) for one in waiting], object_id=team_id)
    return board


def _former(team_id: int, present: Collection[int]) -> list[int]:
    """Who left this team, or whose account is closed, and sits in no other team: their work may still be there."""
    today = calendar.today()
    seated = TeamMembership.objects.filter(period__contains=today, user__is_active=True).values("user_id")
    past = TeamMembership.objects.filter(team_id=team_id).exclude(user_id__in=seated)
    return [number for number in past.values_list("user_id", flat=True).distinct() if number not in present]


class _counts:
    """Numbers of open things per worker, seen as system work."""

    def __init__(self, user_ids: Collection[int]) -> None:
        self.users = list(user_ids)
        today = calendar.today()
        with acting.wide("ontschot_register"):
            homes = Coordinatorship.objects.filter(user_id__in=self.users, period__endswith__isnull=True)
            self.households = Counter(homes.values_list("user_id", flat=True))
            around = Involvement.objects.filter(user_id__in=self.users, ended_at=None)
            around = around.exclude(kind=Involvement.Kind.COORDINATOR)
            self.involvements = Counter(around.values_list("user_id", flat=True))
            requests = Request.objects.filter(assigned_user_id__in=self.users, state__in=OPEN_STATES)
            self.requests = Counter(requests.values_list("assigned_user_id", flat=True))
            tasks = list(
                Task.objects.filter(user_id__in=self.users, state=Task.State.OPEN).values_list("user_id", "due_on")
            )
        self.tasks = Counter(user for user, _due in tasks)
        self.late = Counter(user for user, due in tasks if due and due < today)

    def unassigned(self, team_id: int) -> int:
        """Requests of the team that nobody picked up."""
        with acting.wide("ontschot_register"):
            found = Request.objects.filter(team_id=team_id, assigned_user_id=None, state__in=OPEN_STATES)
            return found.count()

    def team_tasks(self, team_id: int, *, late: bool = False) -> int:
        """Open tasks for the team as a whole."""
        with acting.wide("ontschot_register"):
            found = Task.objects.filter(team_id=team_id, state=Task.State.OPEN)
            return (found.filter(due_on__lt=calendar.today()) if late else found).count()


def waiting_households(team_ids: Collection[int]) -> list[WaitingHousehold]:
    """Households open to these teams that need a coordinator and have none: one stopped, or there is a plan. The
    caller logs for whom they are shown.
    """
    grants = Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), starts_at__lte=Now(), team_id__in=team_ids, household_id__gt=0
    )
    rows = list(grants.values_list("household_id", "source", "starts_at"))
    ids = {row[0] for row in rows if row[0]}
    now = Coordinatorship.objects.filter(household_id__in=ids, period__endswith__isnull=True)
    ids -= set(now.values_list("household_id", flat=True))
    plans = set(
        Plan.objects.filter(household_id__in=ids)
        .exclude(state=Plan.State.CLOSED)
        .values_list("household_id", flat=True)
    )
    left = {number: at for number, source, at in rows if number in ids and source.startswith("unassigned:")}
    names = dict(Household.objects.filter(pk__in=plans | left.keys()).values_list("id", "name"))
    lines = [
        WaitingHousehold(
            number,
            name,
            left[number].astimezone(calendar.AMSTERDAM).date() if number in left else None,
            number in plans,
        )
        for number, name in names.items()
    ]
    return sorted(lines, key=lambda one: (one.since is None, one.since or calendar.today(), family(one.name)))


@dataclass(frozen=True)
class WorkHousehold:
    """A household that a worker coordinates, open to the leader."""

    household_id: int
    name: str
    street: str
    since: dt.date
    plan_state: str


@dataclass(frozen=True)
class WorkRequest:
    """A request that a worker picked up, open to the leader."""

    number: int
    reference: str
    person_name: str
    reported_on: dt.date
    safety: str


@dataclass(frozen=True)
class WorkerWork:
    """The work of one worker; ``hidden`` tells how much there is besides, which the leader may not open."""

    user_id: int
    name: str
    households: list[WorkHousehold]
    requests: list[WorkRequest]
    tasks: list[Task]
    involvements: list[Involvement]
    hidden: int


def worker_work(team_id: int, user_id: int) -> WorkerWork:
    """The work of one worker of a team that the current user leads. Raises Team.DoesNotExist, User.DoesNotExist."""
    must_lead(team_id)
    if not TeamMembership.objects.filter(team_id=team_id, user_id=user_id).exists():
        raise User.DoesNotExist
    user = User.objects.get(pk=user_id)
    homes = list(
        Coordinatorship.objects.filter(user_id=user_id, period__endswith__isnull=True).select_related("household")
    )
    requests = list(
        Request.objects.filter(assigned_user_id=user_id, state__in=OPEN_STATES).order_by("reported_on", "id")
    )
    tasks = list(
        Task.objects.filter(user_id=user_id, state=Task.State.OPEN).select_related("household").order_by("due_on", "id")
    )
    around = Involvement.objects.filter(user_id=user_id, ended_at=None).exclude(kind=Involvement.Kind.COORDINATOR)
    involvements = list(around.select_related("household").order_by(family_in_order("household__name"), "id"))
    counts = _counts([user_id])
    hidden = counts.households[user_id] + counts.requests[user_id] + counts.tasks[user_id]
    hidden += counts.involvements[user_id]
    names = dict(Person.objects.filter(pk__in={r.person_id for r in requests}).values_list("id", "display_name"))
    ids = {one.household_id for one in homes}
    states, streets = _plan_states(ids), people.streets(ids)
    shown = {h.household_id for h in homes} | {t.household_id for t in tasks} | {i.household_id for i in involvements}
    subjects = [log.Subject(household_id=number) for number in sorted(shown)]
    log.read("caseload", subjects + [log.Subject(r.person_id, r.household_id) for r in requests], object_id=user_id)
    return WorkerWork(
        user_id=user_id,
        name=str(user),
        households=sorted(
            (
                WorkHousehold(
                    one.household_id,
                    one.household.name,
                    streets.get(one.household_id, ""),
                    one.period.lower.astimezone(calendar.AMSTERDAM).date(),
                    states.get(one.household_id, ""),
                )
                for one in homes
            ),
            key=lambda one: (family(one.name), one.household_id),
        ),
        requests=[
            WorkRequest(r.pk, reference(r.pk), names.get(r.person_id, ""), r.reported_on, r.safety) for r in requests
        ],
        tasks=tasks,
        involvements=involvements,
        hidden=hidden - len(homes) - len(requests) - len(tasks) - len(involvements),
    )


def _plan_states(household_ids: Collection[int]) -> dict[int, str]:
    current: QuerySet[Plan] = Plan.objects.filter(household_id__in=household_ids).exclude(state=Plan.State.CLOSED)
    return dict(current.values_list("household_id", "state"))


def last_bulk(change_id: int | None = None) -> BulkChange | None:
    """A change in one go that the current user made and did not undo: this one, or the last."""
    mine = BulkChange.objects.filter(user_id=acting.current().actor.user_id or 0, undone_at=None)
    return (mine if change_id is None else mine.filter(pk=change_id)).order_by("-id").first()

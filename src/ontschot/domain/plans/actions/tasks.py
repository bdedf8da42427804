"""Tasks: something that must be looked at, raised by others (the register, a resident, a colleague), done with a
click, undone too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ontschot.domain.people.models import Household
from ontschot.domain.plans.models import Coordinatorship, Task
from ontschot.domain.plans.models.task_words import words
from ontschot.domain.plans.rules import TASK_MOVES, Refused, check_move
from ontschot.foundation import versions
from ontschot.foundation.sayings import Saying, to_json
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed
from ontschot.privacy.queries import grants_on


@deed
def raise_task(
    *,
    by: Actor,
    household_id: int,
    person_id: int | None = None,
    kind: str,
    says: Collection[Saying] = (),
    text: str = "",
    due_on: dt.date | None = None,
    whom: tuple[int | None, int | None] | None = None,
    drawer_id: int | None = None,
    request_id: UUID | None = None,
) -> Task | None:
    """Ask somebody to look at something: ``whom`` (a user or a team), else the coordinator; without one, the team that
    has the household (triage, else intake); without either, nobody: then nothing is made and None is returned.

    ``says`` is what to look at, worded on each screen in its own language; ``text`` are somebody's own words instead.
    It lies in ``drawer_id``, else where the household's name lies. System work: the raiser need not see the household.
    The same open task is not raised twice.
    """
    said = to_json(says)
    if said:
        with override("nl"):
            text = words(said)
    with acting.wide("ontschot_register"):
        user_id, team_id = whom or _who_looks(household_id)
        task = None
        if user_id or team_id:
            task = _open_task(household_id, person_id, kind, text, whom) or Task.objects.create(
                drawer_id=drawer_id or Household.objects.values_list("drawer_id", flat=True).get(pk=household_id),
                household_id=household_id,
                person_id=person_id,
                kind=kind[:40],
                says=said,
                text=text.strip()[:500],
                user_id=user_id,
                team_id=team_id,
                due_on=due_on,
            )
    subject = log.Subject(person_id, household_id)
    log.write("raise_task", "task", [subject], object_id=task.pk if task else None, kind=kind, nobody=task is None)
    return task


def _who_looks(household_id: int) -> tuple[int | None, int | None]:
    """(user, team): exactly one of them, or neither."""
    coordinator = Coordinatorship.objects.filter(household_id=household_id, period__contains=timezone.now()).first()
    if coordinator is not None:
        return coordinator.user_id, None
    grants = grants_on(household_id=household_id).filter(team_id__isnull=False).order_by("-starts_at")
    for source in ("triage:", "request:"):
        grant = grants.filter(source__startswith=source).first()
        if grant is not None:
            return None, grant.team_id
    return None, None


def _open_task(
    household_id: int, person_id: int | None, kind: str, text: str, whom: tuple[int | None, int | None] | None
) -> Task | None:
    same = Task.objects.filter(household_id=household_id, kind=kind, text=text.strip()[:500], state=Task.State.OPEN)
    if whom is not None:
        same = same.filter(user_id=whom[0], team_id=whom[1])
    return (same.filter(person=None) if person_id is None else same.filter(person_id=person_id)).first()


@deed
def drop_tasks(
    *, by: Actor, household_id: int, kinds: Collection[str], whom: tuple[int | None, int | None] | None = None
) -> None:
    """What open tasks of these kinds asked is no longer needed (of one user or team when given). System work."""
    with acting.wide("ontschot_register"):
        found = Task.objects.filter(household_id=household_id, kind__in=kinds, state=Task.State.OPEN)
        if whom is not None:
            found = found.filter(user_id=whom[0], team_id=whom[1])
        dropped = found.update(state=Task.State.DONE, version=F("version") + 1)
    log.write("drop_tasks", "task", [log.Subject(household_id=household_id)] if dropped else [], dropped=dropped)


@deed
def complete_task(*, by: Actor, task_id: int, version: int, request_id: UUID | None = None) -> Task:
    """Looked at and done. Raises Conflict, Task.DoesNotExist."""
    return _set(by, task_id, version, Task.State.DONE)


@deed
def reopen_task(*, by: Actor, task_id: int, version: int, request_id: UUID | None = None) -> Task:
    """Undo: it is open again. Raises Conflict, Task.DoesNotExist."""
    return _set(by, task_id, version, Task.State.OPEN)


def _set(by: Actor, task_id: int, version: int, state: str) -> Task:
    task = Task.objects.get(pk=task_id)
    if task.state == state:
        raise Refused(_("Dat was al gedaan."))
    check_move(TASK_MOVES, task.state, state)
    done_by = by.user_id if state == Task.State.DONE else None
    changed = versions.change(task, expected=version, state=state, done_by=done_by)
    log.write("set_task", "task", [log.Subject(task.person_id, task.household_id)], object_id=task.pk, state=state)
    return changed

"""Going to people who did not ask: visits, and what becomes of them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from ontschot.accounts.rules import may
from ontschot.domain.access import rules
from ontschot.domain.access.actions import term_keeping as keeping
from ontschot.domain.access.actions.receiving import drawer, open_household
from ontschot.domain.access.actions.requests import purpose_of
from ontschot.domain.access.models import Request, Signal, Triage, Visit
from ontschot.foundation import calendar, versions
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import end_access
from ontschot.privacy.deeds import deed

NOTE_LIMIT = 5_000


@deed
def record_visit(
    *,
    by: Actor,
    request_number: int,
    version: int,
    visited_on: dt.date,
    outcome: str,
    note: str = "",
    next_on: dt.date | None = None,
    person_knows: bool = False,
    request_id: UUID | None = None,
) -> Visit:
    """A visit to somebody who did not ask for help. ``version`` is that of the request.

    With outcome ``accepted`` the household is from now on open to coordinate help, no longer to offer it.
    ``person_knows``: the resident now knows of the signal; the request then lies where they can see it, who told does
    not. Raises Conflict, ImpossibleStep, Refused, Request.DoesNotExist.
    """
    if not may(by.role, "triage"):
        raise PermissionError("this role records no visits")
    record = Request.objects.get(pk=request_number)
    _check(record, visited_on, outcome, next_on)
    knows = person_knows or outcome == Visit.Outcome.ACCEPTED
    record = _told(record, version) if knows and not record.person_knows else _touched(record, version)
    made = Visit.objects.create(
        drawer_id=record.drawer_id,
        request=record,
        visited_on=visited_on,
        visited_by=by.user_id or 0,
        outcome=Visit.Outcome(outcome),
        note=note.strip()[:NOTE_LIMIT],
        next_on=next_on,
    )
    keeping.met(record, "visit", visited_on)
    if outcome == Visit.Outcome.ACCEPTED:
        _accepted(record, visited_on)
    # Of somebody who does not know yet the line names the household only: the log is theirs to read.
    subject = log.Subject(record.person_id if record.person_knows else None, record.household_id)
    log.write("record_visit", "request", [subject], object_id=record.pk, outcome=str(made.outcome))
    return made


def _check(record: Request, visited_on: dt.date, outcome: str, next_on: dt.date | None) -> None:
    if not record.unasked or record.state not in rules.OPEN_STATES:
        raise rules.ImpossibleStep(record.state, "visit")
    if outcome not in Visit.Outcome.values:
        raise rules.Refused("outcome", "missing")
    if visited_on > calendar.today():
        raise rules.Refused("visited_on", "future")
    if visited_on < record.reported_on:
        raise rules.Refused("visited_on", "before_signal")
    if next_on is not None and next_on <= visited_on:
        raise rules.Refused("next_on", "before_visit")


def _touched(record: Request, version: int) -> Request:
    return versions.change(record, expected=version)


def _told(record: Request, version: int) -> Request:
    """The resident knows: the request, its triage, visits and terms lie where they can see them."""
    with acting.wide("ontschot_register"):
        drawer_id = drawer(record.household_id, knows=True)
    record = versions.change(record, expected=version, person_knows=True, drawer_id=drawer_id)
    Triage.objects.filter(request=record).update(drawer_id=drawer_id)
    Visit.objects.filter(request=record).update(drawer_id=drawer_id)
    keeping.move(record)
    return record


def _accepted(record: Request, on: dt.date) -> None:
    """Help is wanted: the team that has it works for another purpose from now on."""
    Signal.objects.filter(request=record, accepted_on__isnull=True).update(accepted_on=on)
    if record.state == Request.State.RECEIVED:
        return  # triage opens it, for the purpose of then
    with acting.wide("ontschot_register"):
        end_access(source=f"triage:{record.pk}")
        purpose = purpose_of(record)
        open_household(record.household_id, f"triage:{record.pk}", purpose, team_id=record.team_id)

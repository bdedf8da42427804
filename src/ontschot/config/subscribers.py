"""Who hears of what: the only file in which a later step of the journey hears of an earlier one."""

from __future__ import annotations

import datetime as dt

from ontschot.foundation import calendar, events
from ontschot.foundation.sayings import Saying

A_WEEK = dt.timedelta(days=7)


def register() -> None:
    """Connect all subscribers; called once at start."""
    from ontschot.domain.access.rules import PersonalPlanReceived, ReportCorrected
    from ontschot.domain.access.rules.term_events import TermEnded, TermNeedsAttention
    from ontschot.domain.people.actions.events import (
        HouseholdSplit,
        MemberAdded,
        MembershipEnded,
        PersonChanged,
        PersonsMerged,
    )

    events.subscribe(PersonChanged, _ask_to_look)
    events.subscribe(PersonsMerged, _one_person_two_plans)
    events.subscribe(PersonChanged, _note_in_plan)
    events.subscribe(MembershipEnded, _note_left)
    events.subscribe(HouseholdSplit, _note_split)
    events.subscribe(PersonChanged, _end_terms)
    events.subscribe(TermNeedsAttention, _ask_about_term)
    events.subscribe(PersonalPlanReceived, _plan_to_read)
    events.subscribe(ReportCorrected, _correction_to_read)
    events.subscribe(TermEnded, _term_is_over)
    events.subscribe(MemberAdded, _tell_the_other_home)


def _ask_to_look(event: object) -> None:
    """The register changed somebody: a task for who works with the household, today when it is urgent."""
    from ontschot.domain.people.actions.events import PersonChanged
    from ontschot.domain.people.rules.mutations import EFFECTS, Kind, WorkEffect
    from ontschot.domain.plans import actions as plans
    from ontschot.privacy import acting

    assert isinstance(event, PersonChanged)
    urgent = EFFECTS[Kind(event.kind)].work in (WorkEffect.URGENT_TASK, WorkEffect.CLOSE_ACTIONS)
    for household_id in event.household_ids:
        plans.raise_task(
            by=acting.current().actor,
            household_id=household_id,
            person_id=event.person_id,
            kind=event.kind,
            says=[Saying(code) for code in event.says],
            due_on=calendar.today() + (dt.timedelta() if urgent else A_WEEK),
        )


def _note_in_plan(event: object) -> None:
    """A birth, a death or a move out stands with the plan until somebody decided what it means for it."""
    from ontschot.domain.people.actions.events import PersonChanged
    from ontschot.domain.people.rules.mutations import Kind
    from ontschot.domain.plans import actions as plans
    from ontschot.privacy import acting

    assert isinstance(event, PersonChanged)
    kinds = {Kind.DIED: "death", Kind.BIRTH_OF_CHILD: "birth", Kind.MOVED_OUT: "moved_out", Kind.EMIGRATED: "moved_out"}
    kind = kinds.get(Kind(event.kind))
    if kind is None:
        return
    for household_id in event.household_ids:
        plans.note_change(
            by=acting.current().actor,
            household_id=household_id,
            kind=kind,
            person_id=None if kind == "birth" else event.person_id,  # the event names the parent, not the child
            on=_day(event.effective),
        )


def _note_left(event: object) -> None:
    """Somebody left a household: what they would do, and what was theirs in the plan, must be looked at."""
    from ontschot.domain.people.actions.events import MembershipEnded
    from ontschot.domain.plans import actions as plans
    from ontschot.privacy import acting

    assert isinstance(event, MembershipEnded)
    by = acting.current().actor
    plans.note_change(by=by, household_id=event.household_id, kind="left", person_id=event.person_id, on=event.on)


def _note_split(event: object) -> None:
    """A household was split: the plan stays with the first, and each who went stands with it."""
    from ontschot.domain.people.actions.events import HouseholdSplit
    from ontschot.domain.plans import actions as plans
    from ontschot.privacy import acting

    assert isinstance(event, HouseholdSplit)
    for person_id in event.person_ids:
        plans.note_change(
            by=acting.current().actor,
            household_id=event.household_id,
            kind="split",
            person_id=person_id,
            other_household_id=event.new_household_id,
            on=event.on,
        )


def _end_terms(event: object) -> None:
    """A death or a move out of the municipality ends legal terms, or asks about them, as each rule says."""
    from ontschot.domain.access import actions as access
    from ontschot.domain.people.actions.events import PersonChanged
    from ontschot.domain.people.rules.mutations import Kind
    from ontschot.privacy import acting

    assert isinstance(event, PersonChanged)
    changes = {Kind.DIED.value: "died", Kind.MOVED_OUT.value: "moved_out", Kind.EMIGRATED.value: "emigrated"}
    if event.kind in changes:
        access.person_left(
            by=acting.current().actor,
            person_id=event.person_id,
            change=changes[event.kind],
            on=_day(event.effective),
        )


def _day(digits: str) -> dt.date:
    """The day that the register names; today when it is not known to the day, or still to come."""
    today = calendar.today()
    try:
        return min(dt.datetime.strptime(digits, "%Y%m%d").date(), today)  # noqa: DTZ007 - a date, no moment
    except ValueError:
        return today


def _ask_about_term(event: object) -> None:
    """A term comes near its end or passed it: one open task about it for each who must know, the newest text."""
    from ontschot.domain.access.rules.term_events import TermNeedsAttention
    from ontschot.domain.plans import actions as plans
    from ontschot.privacy import acting

    assert isinstance(event, TermNeedsAttention)
    by, whom = acting.current().actor, (event.user_id, event.team_id)
    asked, reminder = _term_kinds(event.term_id)
    plans.drop_tasks(by=by, household_id=event.household_id, kinds=(asked, reminder), whom=whom)
    plans.raise_task(
        by=by,
        household_id=event.household_id,
        person_id=event.person_id,
        kind=reminder if event.reminder else asked,
        says=[event.says],
        due_on=event.due_on,
        whom=whom,
        drawer_id=event.drawer_id,
    )


def _term_is_over(event: object) -> None:
    """Met or stopped: nobody needs to look at it any more."""
    from ontschot.domain.access.rules.term_events import TermEnded
    from ontschot.domain.plans import actions as plans
    from ontschot.privacy import acting

    assert isinstance(event, TermEnded)
    plans.drop_tasks(by=acting.current().actor, household_id=event.household_id, kinds=_term_kinds(event.term_id))


def _term_kinds(term_id: int) -> tuple[str, str]:
    """Of a task in which something is asked about a term, and of one that only says that its end is near."""
    return f"term:{term_id}", f"term:{term_id}:reminder"


def _plan_to_read(event: object) -> None:
    """A resident handed in a plan of their own: somebody reads it before the conversation."""
    from ontschot.domain.access.rules import PersonalPlanReceived
    from ontschot.domain.plans import actions as plans
    from ontschot.privacy import acting

    assert isinstance(event, PersonalPlanReceived)
    plans.raise_task(
        by=acting.current().actor,
        household_id=event.household_id,
        person_id=event.person_id,
        kind="personal_plan",
        says=[Saying("personal_plan")],
        due_on=calendar.today() + A_WEEK,
    )


def _correction_to_read(event: object) -> None:
    """A resident said that something in the report is not right: somebody looks at it with them."""
    from ontschot.domain.access.rules import ReportCorrected
    from ontschot.domain.plans import actions as plans
    from ontschot.privacy import acting

    assert isinstance(event, ReportCorrected)
    plans.raise_task(
        by=acting.current().actor,
        household_id=event.household_id,
        person_id=event.person_id,
        kind="report_corrected",
        says=[Saying("report_corrected")],
        due_on=calendar.today() + A_WEEK,
    )


def _tell_the_other_home(event: object) -> None:
    """Somebody also belongs to another household now: a task for who works with the first, without naming the other."""
    from ontschot.domain.people.actions.events import MemberAdded
    from ontschot.domain.plans import actions as plans
    from ontschot.privacy import acting

    assert isinstance(event, MemberAdded)
    for household_id in event.other_household_ids:
        plans.raise_task(
            by=acting.current().actor,
            household_id=household_id,
            person_id=event.person_id,
            kind="second_home",
            says=[Saying("second_home")],
            due_on=calendar.today() + A_WEEK,
        )


def _one_person_two_plans(event: object) -> None:
    """Somebody turned out to be in two households that each have a plan: both coordinators must agree on one."""
    from ontschot.domain.people.actions.events import PersonsMerged
    from ontschot.domain.plans import actions as plans
    from ontschot.domain.plans import queries
    from ontschot.privacy import acting

    assert isinstance(event, PersonsMerged)
    running = queries.with_a_plan(event.household_ids)
    if len(running) < 2:
        return
    for household_id in running:
        plans.raise_task(
            by=acting.current().actor,
            household_id=household_id,
            person_id=event.person_id,
            kind="merged",
            says=[Saying("two_plans")],
            due_on=calendar.today() + A_WEEK,
        )

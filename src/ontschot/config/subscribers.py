"""Who hears of what: the only file in which a later step of the journey hears of an earlier one."""

from __future__ import annotations

import datetime as dt

from ontschot.foundation import calendar, events

A_WEEK = dt.timedelta(days=7)


def register() -> None:
    """Connect all subscribers; called once at start."""
    from ontschot.domain.people.actions.events import PersonChanged

    events.subscribe(PersonChanged, _ask_to_look)


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
            text=event.text,
            due_on=calendar.today() + (dt.timedelta() if urgent else A_WEEK),
        )

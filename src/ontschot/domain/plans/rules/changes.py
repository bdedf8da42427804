"""What changed between two moments of a plan: compared as values, told as kinds of change; the words are the screen's.

A plan at a moment is its motto and its goals by number; a goal has its actions by number. Only what differs is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ActionThen:
    """An action as it was."""

    text: str
    owner: str
    line: int
    due_on: dt.date | None
    state: str


@dataclass(frozen=True)
class GoalThen:
    """A goal as it was, with its actions."""

    text: str
    life_domain_id: int
    state: str
    actions: Mapping[int, ActionThen] = field(default_factory=dict)


@dataclass(frozen=True)
class PlanThen:
    """A plan as it was."""

    motto: str
    goals: Mapping[int, GoalThen] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One difference. ``kind`` names it, ``before`` and ``after`` are the two values (None: there was none)."""

    kind: str
    goal_id: int = 0
    action_id: int = 0
    before: object = None
    after: object = None


CONTENT = frozenset(
    {
        "motto", "goal_added", "goal_text", "goal_domain", "goal_dropped", "goal_resumed",
        "action_added", "action_text", "action_owner", "action_line", "action_due",
    }
)  # fmt: skip
"""Changes for which the household is asked anew; the others (reached, started, done) are progress."""


def differences(before: PlanThen, after: PlanThen) -> list[Change]:
    """What changed from ``before`` to ``after``, in the order of the goals. Nothing is ever taken away from a plan."""
    found: list[Change] = []
    if before.motto != after.motto:
        found.append(Change("motto", before=before.motto, after=after.motto))
    for goal_id, goal in after.goals.items():
        found += _goal(goal_id, before.goals.get(goal_id), goal)
    return found


def _goal(goal_id: int, before: GoalThen | None, after: GoalThen) -> Iterator[Change]:
    if before is None:
        yield Change("goal_added", goal_id, after=after.text)
        if after.state == "dropped":
            yield Change("goal_dropped", goal_id)
    else:
        if before.text != after.text:
            yield Change("goal_text", goal_id, before=before.text, after=after.text)
        if before.life_domain_id != after.life_domain_id:
            yield Change("goal_domain", goal_id, before=before.life_domain_id, after=after.life_domain_id)
        if before.state != after.state:
            yield Change(_STATE.get((before.state, after.state), "goal_resumed"), goal_id)
    for action_id, action in after.actions.items():
        yield from _action(goal_id, action_id, before.actions.get(action_id) if before else None, action)


_STATE = {
    ("open", "dropped"): "goal_dropped",
    ("reached", "dropped"): "goal_dropped",
    ("dropped", "open"): "goal_resumed",
    ("open", "reached"): "goal_reached",
    ("dropped", "reached"): "goal_reached",
    ("reached", "open"): "goal_reopened",
}


def _action(goal_id: int, action_id: int, before: ActionThen | None, after: ActionThen) -> Iterator[Change]:
    if before is None:
        yield Change("action_added", goal_id, action_id, after=after)
        return
    for name, kind in (("text", "action_text"), ("owner", "action_owner"), ("line", "action_line")):
        if getattr(before, name) != getattr(after, name):
            yield Change(kind, goal_id, action_id, getattr(before, name), getattr(after, name))
    if before.due_on != after.due_on:
        yield Change("action_due", goal_id, action_id, before.due_on, after.due_on)
    if before.state != after.state:
        yield Change("action_state", goal_id, action_id, before.state, after.state)

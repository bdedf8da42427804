"""What changed between two moments of a plan, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.plans.rules import CONTENT, ActionThen, GoalThen, PlanThen, differences

CALL = ActionThen("Bellen", "Ria", 0, None, "planned")
GOAL = GoalThen("Rust", 3, "open", {7: CALL})
PLAN = PlanThen("Samen", {1: GOAL})


def kinds(before: PlanThen, after: PlanThen) -> list[str]:
    return [change.kind for change in differences(before, after)]


def test_the_same_plan_has_no_changes() -> None:
    assert differences(PLAN, PLAN) == []


def test_each_field_is_told_with_both_values() -> None:
    action = replace(CALL, text="Bezoeken", owner="Wim", line=2, due_on=dt.date(2026, 3, 1), state="started")
    after = PlanThen("Samen verder", {1: replace(GOAL, text="Meer rust", life_domain_id=4, actions={7: action})})
    found = differences(PLAN, after)
    assert [(c.kind, c.before, c.after) for c in found] == [
        ("motto", "Samen", "Samen verder"),
        ("goal_text", "Rust", "Meer rust"),
        ("goal_domain", 3, 4),
        ("action_text", "Bellen", "Bezoeken"),
        ("action_owner", "Ria", "Wim"),
        ("action_line", 0, 2),
        ("action_due", None, dt.date(2026, 3, 1)),
        ("action_state", "planned", "started"),
    ]
    assert [c.kind for c in found if c.kind not in CONTENT] == ["action_state"]


def test_new_goals_and_their_actions_are_told() -> None:
    assert kinds(PlanThen("Samen"), PLAN) == ["goal_added", "action_added"]
    assert kinds(PlanThen("Samen"), PlanThen("Samen", {1: GoalThen("Rust", 3, "dropped")})) == [
        "goal_added",
        "goal_dropped",
    ]


def test_states_of_a_goal_have_their_own_words() -> None:
    def move(before: str, after: str) -> list[str]:
        return kinds(PlanThen("", {1: replace(GOAL, state=before)}), PlanThen("", {1: replace(GOAL, state=after)}))

    assert move("open", "dropped") == ["goal_dropped"]
    assert move("dropped", "open") == ["goal_resumed"]
    assert move("open", "reached") == ["goal_reached"]
    assert move("reached", "open") == ["goal_reopened"]


ACTIONS = st.builds(
    ActionThen, st.text(max_size=3), st.text(max_size=3), st.integers(0, 2), st.none(), st.sampled_from(["planned"])
)
GOALS = st.builds(GoalThen, st.text(max_size=3), st.integers(1, 3), st.sampled_from(["open", "reached", "dropped"]),
                  st.dictionaries(st.integers(1, 4), ACTIONS, max_size=3))  # fmt: skip
PLANS = st.builds(PlanThen, st.text(max_size=3), st.dictionaries(st.integers(1, 4), GOALS, max_size=3))


@given(PLANS, PLANS)
def test_nothing_is_told_only_when_nothing_that_stays_differs(before: PlanThen, after: PlanThen) -> None:
    """What is only in ``before`` cannot be: nothing is taken out of a plan. Everything else that differs is told."""
    same = before.motto == after.motto and all(
        before.goals.get(pk) is not None
        and replace(before.goals[pk], actions={}) == replace(goal, actions={})
        and all(before.goals[pk].actions.get(number) == action for number, action in goal.actions.items())
        for pk, goal in after.goals.items()
    )
    assert (differences(before, after) == []) == same

"""State machines: each one table of allowed moves, from a state to the states one may go to next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Moves = Mapping[str, frozenset[str]]

PLAN_MOVES: Moves = {
    "draft": frozenset({"proposed", "closed"}),
    "proposed": frozenset({"draft", "agreed", "closed"}),  # back to draft: taken back before everybody answered
    "agreed": frozenset({"proposed", "closed"}),  # proposed: the plan was changed, agreement is asked anew
    "closed": frozenset(),  # a household that comes back gets a new plan
}

GOAL_MOVES: Moves = {
    "open": frozenset({"reached", "dropped"}),
    "reached": frozenset({"open"}),
    "dropped": frozenset({"open"}),
}

ACTION_MOVES: Moves = {
    "planned": frozenset({"started", "done", "stopped"}),
    "started": frozenset({"planned", "done", "stopped"}),
    "done": frozenset({"started"}),  # it turned out not to be done: undo
    "stopped": frozenset({"planned"}),
}

EVALUATION_MOVES: Moves = {
    "open": frozenset({"concluded"}),
    "concluded": frozenset(),  # what was said then stays said; a new one looks again
}

CONFERENCE_MOVES: Moves = {
    "planned": frozenset({"held", "cancelled"}),
    "held": frozenset({"planned"}),  # by mistake: undo
    "cancelled": frozenset({"planned"}),
}

APPOINTMENT_MOVES: Moves = {
    "planned": frozenset({"held", "cancelled"}),
    "held": frozenset({"planned"}),  # undo
    "cancelled": frozenset({"planned"}),  # undo
}

TASK_MOVES: Moves = {
    "open": frozenset({"done"}),
    "done": frozenset({"open"}),  # undo
}


class Refused(Exception):
    """A deed that the rules do not allow. The text is for the person at the screen: what is wrong and what to do.

    ``field``: the argument of the deed that it is about, when it is about one."""

    def __init__(self, *texts: str, field: str = "") -> None:
        super().__init__(*texts)
        self.field = field


class IllegalMove(Refused):
    """From this state one cannot go to that one."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"{before} -> {after}")
        self.before = before
        self.after = after


def moves_from(moves: Moves, state: str) -> frozenset[str]:
    """The states one may go to from ``state``; none for a state the table does not know."""
    return moves.get(state, frozenset())


def check_move(moves: Moves, before: str, after: str) -> None:
    """Raise IllegalMove unless the table allows it. Staying where one is, is always allowed."""
    if before != after and after not in moves_from(moves, before):
        raise IllegalMove(before, after)


def edition_grows(state: str, answers_on_this_edition: Iterable[bool]) -> bool:
    """Whether a change of content makes a new edition: an agreed plan always, a proposed one once somebody answered."""
    return state == "agreed" or (state == "proposed" and any(True for _ in answers_on_this_edition))

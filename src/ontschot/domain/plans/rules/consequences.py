"""What a change in a household means for its plan: one table, from the kind of change to what holds from then on.

Nothing of a plan is taken away by any of these. What is not decided by a rule is asked of whoever coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Consequence:
    """``asked``: whether this person is still asked to agree; ``loose_ends``: whether their open actions need somebody
    else; ``hides``: whether their own goals are no longer open to who works with this household.
    """

    asked: bool
    loose_ends: bool
    hides: bool


CONSEQUENCES: dict[str, Consequence] = {
    "birth": Consequence(asked=False, loose_ends=False, hides=False),  # below 12 the parents speak
    "death": Consequence(asked=False, loose_ends=True, hides=True),
    "left": Consequence(asked=False, loose_ends=True, hides=True),
    "moved_out": Consequence(asked=False, loose_ends=True, hides=True),
    "split": Consequence(asked=False, loose_ends=True, hides=True),
    "joined": Consequence(asked=True, loose_ends=False, hides=False),
}

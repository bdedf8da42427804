"""What holds for plans whatever the database says: moves between states, who is asked to agree, which files are taken.

Words: afspreken (agree), uitgave van het plan (edition), overdracht (handover), bestand (document), minder (fewer).
Promise: pure functions and tables; the same answer for the same input.
May know: the standard library.
Never: Django, the clock, the database; dates and ages come in as arguments.
"""

from ontschot.domain.plans.rules.accumulation import Landing, Month, by_month, month_of, next_month
from ontschot.domain.plans.rules.agreement import Voice, all_agree, is_asked
from ontschot.domain.plans.rules.balance import missing_voices
from ontschot.domain.plans.rules.changes import CONTENT, ActionThen, Change, GoalThen, PlanThen, differences
from ontschot.domain.plans.rules.consequences import CONSEQUENCES, Consequence
from ontschot.domain.plans.rules.fewer import (
    Counted,
    Point,
    Span,
    count_around,
    count_on,
    over_time,
    spans_of_involvement,
)
from ontschot.domain.plans.rules.states import (
    ACTION_MOVES,
    APPOINTMENT_MOVES,
    CONFERENCE_MOVES,
    EVALUATION_MOVES,
    GOAL_MOVES,
    PLAN_MOVES,
    TASK_MOVES,
    IllegalMove,
    Refused,
    check_move,
    edition_grows,
    moves_from,
)
from ontschot.foundation.files import MAX_BYTES, FileRefused, clean_file_name, media_type_of

__all__ = [
    "ACTION_MOVES",
    "APPOINTMENT_MOVES",
    "CONFERENCE_MOVES",
    "CONSEQUENCES",
    "CONTENT",
    "EVALUATION_MOVES",
    "GOAL_MOVES",
    "MAX_BYTES",
    "PLAN_MOVES",
    "TASK_MOVES",
    "ActionThen",
    "Change",
    "Consequence",
    "Counted",
    "FileRefused",
    "GoalThen",
    "IllegalMove",
    "Landing",
    "Month",
    "PlanThen",
    "Point",
    "Refused",
    "Span",
    "Voice",
    "all_agree",
    "by_month",
    "check_move",
    "clean_file_name",
    "count_around",
    "count_on",
    "differences",
    "edition_grows",
    "is_asked",
    "media_type_of",
    "missing_voices",
    "month_of",
    "moves_from",
    "next_month",
    "over_time",
    "spans_of_involvement",
]

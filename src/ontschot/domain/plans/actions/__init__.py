"""Writing plans: the plan itself, who stands around the household, journal, documents, tasks.

Words: voorleggen (propose), afspreken (agree), overdragen (hand over), betrekken (involve), noteren (write down).
Promise: each deed is atomic, by an actor, logged and done once; opening and ending access happens in the same
transaction.
May know: plans.queries, plans.models, plans.rules, access, people, accounts, privacy.
Never: screens; what a later step of the journey (orders, budgets, outcomes) does with it.
"""

from ontschot.domain.plans.actions.agreements import agree
from ontschot.domain.plans.actions.around import end_involvement, involve
from ontschot.domain.plans.actions.bulk import reassign, undo_bulk
from ontschot.domain.plans.actions.bulk_lists import assign_requests, bulk_tasks
from ontschot.domain.plans.actions.calendar import (
    add_appointment,
    add_task,
    change_appointment,
    set_appointment,
    snooze_task,
)
from ontschot.domain.plans.actions.calendar_asks import ask_to_move
from ontschot.domain.plans.actions.conferences import (
    agree_together,
    ask_guest,
    change_conference,
    hold_conference,
    note_said,
    plan_conference,
    put_on_agenda,
    take_agreement,
)
from ontschot.domain.plans.actions.coordination import end_coordination, end_look_along, hand_over, name_coordinator
from ontschot.domain.plans.actions.evaluations import (
    GivenView,
    begin_evaluation,
    conclude_evaluation,
    decide,
    look_back,
)
from ontschot.domain.plans.actions.goals import (
    add_action,
    add_goal,
    change_action,
    change_goal,
    set_action_state,
    set_goal_state,
)
from ontschot.domain.plans.actions.handing_out import How, hand_out, handing_out
from ontschot.domain.plans.actions.household_changes import bring_together, note_change, settle_change, take_along
from ontschot.domain.plans.actions.journal import (
    add_document,
    change_contact,
    receive_documents,
    withdraw_document,
    write_contact,
)
from ontschot.domain.plans.actions.line_steps import Proposal
from ontschot.domain.plans.actions.mailings import AT_A_TIME as MAILING_STEP
from ontschot.domain.plans.actions.mailings import JOB as MAILING_JOB
from ontschot.domain.plans.actions.mailings import (
    begin_mailing,
    leave_out,
    place_again,
    place_mailing,
    place_some,
    undo_mailing,
    write_mailing,
)
from ontschot.domain.plans.actions.others import (
    FactGiven,
    PartGiven,
    add_fact,
    add_part,
    change_fact,
    change_part,
    withdraw_fact,
)
from ontschot.domain.plans.actions.plan import close_plan, make_plan, propose, set_motto, take_back
from ontschot.domain.plans.actions.reopening import reopen_plan
from ontschot.domain.plans.actions.tasks import complete_task, drop_tasks, raise_task, reopen_task

__all__ = [
    "MAILING_JOB",
    "MAILING_STEP",
    "FactGiven",
    "GivenView",
    "How",
    "PartGiven",
    "Proposal",
    "add_action",
    "add_appointment",
    "add_document",
    "add_fact",
    "add_goal",
    "add_part",
    "add_task",
    "agree",
    "agree_together",
    "ask_guest",
    "ask_to_move",
    "assign_requests",
    "begin_evaluation",
    "begin_mailing",
    "bring_together",
    "bulk_tasks",
    "change_action",
    "change_appointment",
    "change_conference",
    "change_contact",
    "change_fact",
    "change_goal",
    "change_part",
    "close_plan",
    "complete_task",
    "conclude_evaluation",
    "decide",
    "drop_tasks",
    "end_coordination",
    "end_involvement",
    "end_look_along",
    "hand_out",
    "hand_over",
    "handing_out",
    "hold_conference",
    "involve",
    "leave_out",
    "look_back",
    "make_plan",
    "name_coordinator",
    "note_change",
    "note_said",
    "place_again",
    "place_mailing",
    "place_some",
    "plan_conference",
    "propose",
    "put_on_agenda",
    "raise_task",
    "reassign",
    "receive_documents",
    "reopen_plan",
    "reopen_task",
    "set_action_state",
    "set_appointment",
    "set_goal_state",
    "set_motto",
    "settle_change",
    "snooze_task",
    "take_agreement",
    "take_along",
    "take_back",
    "undo_bulk",
    "undo_mailing",
    "withdraw_document",
    "withdraw_fact",
    "write_contact",
    "write_mailing",
]

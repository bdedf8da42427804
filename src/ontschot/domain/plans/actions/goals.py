"""Goals and actions in a plan: what the household wants to reach, and what somebody will do for it by a date.

A change of content makes agreement be asked anew; progress (started, done, reached) does not.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from ontschot.accounts.models import User
from ontschot.domain.people.models import Membership, Person
from ontschot.domain.plans.actions.allowed import current_plan, demand, demand_any, subjects
from ontschot.domain.plans.actions.line_steps import Proposal, demand_reason, record_step
from ontschot.domain.plans.actions.plan import touched
from ontschot.domain.plans.models import Action, EvaluationDecision, EvaluationView, Goal, LineStep, Plan
from ontschot.domain.plans.rules import ACTION_MOVES, GOAL_MOVES, Refused, check_move
from ontschot.foundation import calendar, versions
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import drawer_for
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import LifeDomain
from ontschot.privacy.queries import own_persons


def _drawer(household_id: int, person_id: int | None, life_domain: str) -> int:
    """A goal of one person lies in that person's drawer, one of all together in the household's."""
    if person_id is None:
        return drawer_for(household_id=household_id, life_domain=life_domain)
    return drawer_for(person_id=person_id, life_domain=life_domain)


def _member(household_id: int, person_id: int | None) -> None:
    if person_id is None:
        return
    members = Membership.objects.filter(household_id=household_id, period__contains=calendar.today())
    if not members.filter(person_id=person_id).exists():
        raise Refused(_("Deze persoon hoort niet bij dit huishouden."))


def _of_goal(goal: Goal, household_id: int) -> list[log.Subject]:
    return [log.Subject(goal.person_id, household_id)] if goal.person_id else subjects(household_id)


@deed
def add_goal(
    *,
    by: Actor,
    plan_id: int,
    life_domain: str,
    text: str,
    person_id: int | None = None,
    request_id: UUID | None = None,
) -> Goal:
    """A goal in the household's words, for everybody together or (``person_id``) for one member. Raises Refused."""
    demand(by, "make_plan")
    plan = current_plan(plan_id)
    _member(plan.household_id, person_id)
    if not text.strip():
        raise Refused(_("Schrijf het doel op, in de woorden van het huishouden."))
    last = Goal.objects.filter(plan=plan).aggregate(last=Max("position"))["last"] or 0
    goal = Goal.objects.create(
        drawer_id=_drawer(plan.household_id, person_id, life_domain),
        plan=plan,
        life_domain=LifeDomain.objects.get(code=life_domain),
        person_id=person_id,
        text=text.strip()[:500],
        position=last + 1,
    )
    touched(plan)
    log.write("add_goal", "goal", _of_goal(goal, plan.household_id), object_id=goal.pk)
    return goal


@deed
def change_goal(
    *, by: Actor, goal_id: int, version: int, text: str, life_domain: str = "", request_id: UUID | None = None
) -> Goal:
    """Another wording or life domain.

    With the domain the goal and its actions move to another drawer. Raises Conflict, Refused.
    """
    demand(by, "make_plan")
    goal = Goal.objects.select_related("life_domain").get(pk=goal_id)
    plan = current_plan(goal.plan_id)
    domain = LifeDomain.objects.get(code=life_domain) if life_domain else goal.life_domain
    drawer_id = goal.drawer_id
    if domain.pk != goal.life_domain_id:
        drawer_id = _drawer(plan.household_id, goal.person_id, domain.code)
    changed = versions.change(
        goal, expected=version, text=text.strip()[:500], life_domain_id=domain.pk, drawer_id=drawer_id
    )
    if drawer_id != goal.drawer_id:
        Action.objects.filter(goal=goal).update(drawer_id=drawer_id)
        LineStep.objects.filter(action__goal=goal).update(drawer_id=drawer_id)
        EvaluationView.objects.filter(goal=goal).update(drawer_id=drawer_id)
        EvaluationDecision.objects.filter(goal=goal).update(drawer_id=drawer_id)
    touched(plan)
    log.write("change_goal", "goal", _of_goal(changed, plan.household_id), object_id=goal.pk)
    return changed


@deed
def set_goal_state(*, by: Actor, goal_id: int, version: int, state: str, request_id: UUID | None = None) -> Goal:
    """Reached, let go, or taken up again. Letting go changes the plan. Raises IllegalMove, Conflict."""
    demand(by, "make_plan")
    goal = Goal.objects.get(pk=goal_id)
    plan = current_plan(goal.plan_id)
    check_move(GOAL_MOVES, goal.state, state)
    changed = versions.change(goal, expected=version, state=state)
    if Goal.State.DROPPED in (state, goal.state):
        touched(plan)
    log.write("set_goal_state", "goal", _of_goal(goal, plan.household_id), object_id=goal.pk, state=state)
    return changed


@deed
def add_action(
    *,
    by: Actor,
    goal_id: int,
    text: str,
    owner_kind: str,
    owner_name: str = "",
    owner_user_id: int | None = None,
    owner_person_id: int | None = None,
    line: int = 0,
    due_on: dt.date | None = None,
    proposal: Proposal | None = None,
    request_id: UUID | None = None,
) -> Action:
    """Something somebody will do for a goal.

    The owner is a member (person), somebody with an account (user) or a name. On line 2 the ``proposal`` says who
    proposed that and why. Raises Refused.
    """
    demand(by, "make_plan")
    goal = Goal.objects.get(pk=goal_id)
    plan = current_plan(goal.plan_id)
    if not text.strip():
        raise Refused(_("Schrijf op wat er gaat gebeuren."))
    demand_reason(None, line, proposal)
    action = Action.objects.create(
        drawer_id=goal.drawer_id,
        goal=goal,
        text=text.strip()[:500],
        owner_kind=Action.OwnerKind(owner_kind),
        owner_name=_owner_name(plan.household_id, owner_name, owner_user_id, owner_person_id),
        owner_user_id=owner_user_id,
        owner_person_id=owner_person_id,
        line=Action.Line(line),
        due_on=due_on,
        created_by=by.user_id,
    )
    record_step(by, action, None, proposal)
    touched(plan)
    log.write("add_action", "action", _of_goal(goal, plan.household_id), object_id=action.pk, line=int(line))
    return action


def _owner_name(household_id: int, name: str, user_id: int | None, person_id: int | None) -> str:
    if user_id is not None:
        return str(User.objects.get(pk=user_id))[:120]
    if person_id is not None:
        _member(household_id, person_id)
        return Person.objects.get(pk=person_id).display_name[:120]
    if not name.strip():
        raise Refused(_("Vul in wie dit doet."))
    return name.strip()[:120]


@deed
def change_action(
    *,
    by: Actor,
    action_id: int,
    version: int,
    text: str,
    owner_kind: str,
    owner_name: str = "",
    owner_user_id: int | None = None,
    owner_person_id: int | None = None,
    line: int = 0,
    due_on: dt.date | None = None,
    proposal: Proposal | None = None,
    request_id: UUID | None = None,
) -> Action:
    """Another text, owner, line or date; up to line 2 only with a ``proposal``. Raises Conflict, Refused."""
    demand(by, "make_plan")
    action = Action.objects.select_related("goal").get(pk=action_id)
    plan = current_plan(action.goal.plan_id)
    demand_reason(action.line, line, proposal)
    changed = versions.change(
        action,
        expected=version,
        text=text.strip()[:500],
        owner_kind=Action.OwnerKind(owner_kind),
        owner_name=_owner_name(plan.household_id, owner_name, owner_user_id, owner_person_id),
        owner_user_id=owner_user_id,
        owner_person_id=owner_person_id,
        line=Action.Line(line),
        due_on=due_on,
    )
    record_step(by, changed, action.line, proposal)
    touched(plan)
    log.write("change_action", "action", _of_goal(action.goal, plan.household_id), object_id=action.pk, line=int(line))
    return changed


@deed
def set_action_state(
    *, by: Actor, action_id: int, version: int, state: str, note: str = "", request_id: UUID | None = None
) -> Action:
    """How it goes with an action. Residents and partners tell it of their own actions only; who makes plans, of every
    one.

    Raises IllegalMove, Conflict, PermissionError.
    """
    demand_any(by, "contribute", "own_plan")
    action = Action.objects.select_related("goal").get(pk=action_id)
    plan = Plan.objects.get(pk=action.goal.plan_id)
    if plan.state == Plan.State.CLOSED:
        raise Refused(_("Dit plan is afgesloten."))
    _demand_own(by, action)
    check_move(ACTION_MOVES, action.state, state)
    changes = {"state": state} | ({"note": note.strip()[:500]} if note.strip() else {})
    changed = versions.change(action, expected=version, **changes)
    log.write("set_action_state", "action", _of_goal(action.goal, plan.household_id), object_id=action.pk, state=state)
    return changed


def _demand_own(by: Actor, action: Action) -> None:
    if by.role == "resident" and action.owner_person_id not in own_persons():
        raise PermissionError("own_plan")
    if by.role == "partner" and action.owner_user_id != by.user_id:
        raise PermissionError("make_plan")

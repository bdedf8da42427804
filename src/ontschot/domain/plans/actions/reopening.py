"""A household that comes back after its plan was closed: a new plan that takes up the earlier one (relapse)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ontschot.domain.plans.actions.allowed import demand, subjects
from ontschot.domain.plans.models import Goal, Plan
from ontschot.domain.plans.rules import Refused
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed


@deed
def reopen_plan(
    *,
    by: Actor,
    plan_id: int,
    reason: str,
    goal_ids: Collection[int] = (),
    request_id: UUID | None = None,
) -> Plan:
    """Take up a closed plan again: a new plan that refers to it, with the chosen goals of then as goals of now.

    The closed plan stays as it was, with its balance. Raises Refused without a reason, when the plan is not closed or
    the household has another plan already.
    """
    demand(by, "make_plan")
    earlier = Plan.objects.get(pk=plan_id)
    if earlier.state != Plan.State.CLOSED:
        raise Refused(_("Dit plan loopt nog: werk daarin verder."))
    if not reason.strip():
        raise Refused(_("Schrijf op waarom u het plan weer oppakt: wat is er gebeurd?"))
    plan = _continued(by, earlier, reason.strip()[:500])
    goals = list(Goal.objects.filter(plan=earlier, pk__in=set(goal_ids)).order_by("position", "id"))
    for number, goal in enumerate(goals):
        take_goal(goal, plan, number)
    log.write(
        "reopen_plan", "plan", subjects(plan.household_id), object_id=plan.pk, earlier=earlier.pk, goals=len(goals)
    )
    return plan


def _continued(by: Actor, earlier: Plan, reason: str) -> Plan:
    try:
        with transaction.atomic():
            return Plan.objects.create(
                drawer_id=earlier.drawer_id,
                household_id=earlier.household_id,
                conversation_id=earlier.conversation_id,
                motto=earlier.motto,
                continues=earlier,
                reopen_reason=reason,
                created_by=by.user_id,
            )
    except IntegrityError as error:
        if "one_current_plan" in str(error):
            raise Refused(_("Dit huishouden heeft alweer een plan. Er is één plan per huishouden.")) from error
        raise


def take_goal(goal: Goal, plan: Plan, position: int, *, drawer_id: int | None = None) -> Goal:
    """The same goal in another plan, open again, with a reference to where it came from."""
    return Goal.objects.create(
        drawer_id=drawer_id or goal.drawer_id,
        plan=plan,
        life_domain_id=goal.life_domain_id,
        person_id=goal.person_id,
        continues=goal,
        text=goal.text,
        position=position,
    )

"""What a change in the household means for its plan: written down at once, decided by people, and nothing is lost.

A birth, a death, somebody who leaves, a split, two households that go on together with two open plans.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.domain.people.models import Household, Membership
from ontschot.domain.plans.actions.agreements import settle
from ontschot.domain.plans.actions.allowed import current_plan, demand, subjects
from ontschot.domain.plans.actions.around import new_involvement, open_involvement
from ontschot.domain.plans.actions.plan import end_others, touched
from ontschot.domain.plans.actions.reopening import take_goal
from ontschot.domain.plans.models import Action, Goal, HouseholdChange, Involvement, Plan, own_words
from ontschot.domain.plans.rules import CONSEQUENCES, Refused
from ontschot.foundation import calendar, versions
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import drawer_for
from ontschot.privacy.deeds import deed
from ontschot.privacy.queries import codes_of

OPEN_ACTIONS = (Action.State.PLANNED, Action.State.STARTED)


@deed
def note_change(
    *,
    by: Actor,
    household_id: int,
    kind: str,
    person_id: int | None = None,
    other_household_id: int | None = None,
    on: dt.date | None = None,
    request_id: UUID | None = None,
) -> HouseholdChange | None:
    """Write down what changed in a household with a plan, with how many goals and open actions of this person stand
    in it now. None without a plan. The same change twice is one.

    System work: it counts what the actor may no longer see, and shows nothing of it.
    """
    with acting.wide("ontschot_register"):
        plans = Plan.objects.filter(household_id=household_id).exclude(state=Plan.State.CLOSED)
        plan_id = plans.values_list("id", flat=True).first()
        whom = {"household_id": household_id, "person_id": person_id, "other_household_id": other_household_id}
        change = HouseholdChange.objects.filter(kind=kind, state="open", **whom).first() if plan_id else None
        if plan_id and change is None:
            goals = Goal.objects.filter(plan_id=plan_id, person_id=person_id or 0, state=Goal.State.OPEN)
            actions = Action.objects.filter(goal__plan_id=plan_id, owner_person_id=person_id, state__in=OPEN_ACTIONS)
            change = HouseholdChange.objects.create(
                drawer_id=Household.objects.values_list("drawer_id", flat=True).get(pk=household_id),
                plan_id=plan_id,
                kind=HouseholdChange.Kind(kind),
                happened_on=on,
                goals=goals.count() if person_id else 0,
                actions=actions.count() if person_id else 0,
                **whom,
            )
    subject = log.Subject(person_id, household_id)
    log.write("note_change", "household_change", [subject], object_id=change.pk if change else None, kind=kind)
    return change


@deed
def settle_change(
    *,
    by: Actor,
    change_id: int,
    version: int,
    decision: str,
    stop_actions: bool = False,
    request_id: UUID | None = None,
) -> HouseholdChange:
    """Looked at, with what was decided. ``stop_actions``: what this person would do stops, each with a note of why.

    Who is asked to agree is counted anew: a plan that only waited for somebody who is gone is agreed from now on.
    Raises Refused without a decision, Conflict.
    """
    demand(by, "make_plan")
    change = HouseholdChange.objects.get(pk=change_id)
    if not decision.strip():
        raise Refused(_("Schrijf op wat u hebt besloten."))
    changed = versions.change(
        change,
        expected=version,
        state=HouseholdChange.State.SETTLED,
        decision=decision.strip()[:500],
        settled_by=by.user_id,
        settled_at=timezone.now(),
    )
    plan = Plan.objects.filter(pk=change.plan_id or 0).exclude(state=Plan.State.CLOSED).first()
    if plan is not None and stop_actions and change.person_id and CONSEQUENCES[change.kind].loose_ends:
        open_ones = Action.objects.filter(goal__plan=plan, owner_person_id=change.person_id, state__in=OPEN_ACTIONS)
        if open_ones.update(
            state=Action.State.STOPPED, note=str(change.get_kind_display())[:500], version=F("version") + 1
        ):
            plan = touched(plan)
    if plan is not None and plan.state == Plan.State.PROPOSED:
        settle(plan)
    log.write("settle_change", "household_change", subjects(change.household_id), object_id=change.pk)
    return changed


@deed
def take_along(*, by: Actor, change_id: int, request_id: UUID | None = None) -> Plan:
    """After a split: the open goals of who left go on in a plan of their new household, with their open actions.

    In the old plan they are let go, with the reference in the new one. Raises Refused when nothing is to be taken.
    """
    demand(by, "make_plan")
    change = HouseholdChange.objects.get(pk=change_id, kind=HouseholdChange.Kind.SPLIT)
    earlier = current_plan(change.plan_id or 0)
    members = Membership.objects.filter(household_id=change.other_household_id or 0, period__contains=calendar.today())
    persons = list(members.values_list("person_id", flat=True))
    goals = list(Goal.objects.filter(plan=earlier, person_id__in=persons, state=Goal.State.OPEN).order_by("id"))
    if not goals:
        raise Refused(_("Er staan geen open doelen van deze mensen in dit plan, of u kunt ze niet meer zien."))
    household_id = change.other_household_id or 0
    plan = Plan.objects.filter(household_id=household_id).exclude(state=Plan.State.CLOSED).first()
    if plan is None:
        plan = Plan.objects.create(
            drawer_id=drawer_for(household_id=household_id),
            household_id=household_id,
            continues=earlier,
            reopen_reason=own_words.HOUSEHOLD_SPLIT,
            created_by=by.user_id,
        )
    _move_goals(by, goals, earlier, plan)
    log.write(
        "take_along", "plan", [log.Subject(pk, household_id) for pk in persons], object_id=plan.pk, goals=len(goals)
    )
    return plan


def _move_goals(by: Actor, goals: list[Goal], earlier: Plan, plan: Plan) -> None:
    """Each goal goes on in ``plan`` with its open actions; in the earlier plan it is let go."""
    position = Goal.objects.filter(plan=plan).count()
    for number, goal in enumerate(goals, position):
        drawer_id = goal.drawer_id
        if goal.person_id is None:
            drawer_id = drawer_for(household_id=plan.household_id, life_domain=goal.life_domain.code)
        made = take_goal(goal, plan, number, drawer_id=drawer_id)
        for action in Action.objects.filter(goal=goal, state__in=OPEN_ACTIONS).order_by("id"):
            _copy_action(by, action, made)
        versions.change(goal, expected=goal.version, state=Goal.State.DROPPED)
    touched(plan)
    if earlier.state != Plan.State.CLOSED:
        touched(earlier)


def _copy_action(by: Actor, action: Action, goal: Goal) -> None:
    Action.objects.create(
        drawer_id=goal.drawer_id,
        goal=goal,
        text=action.text,
        owner_kind=action.owner_kind,
        owner_name=action.owner_name,
        owner_user_id=action.owner_user_id,
        owner_person_id=action.owner_person_id,
        line=action.line,
        due_on=action.due_on,
        state=action.state,
        note=action.note,
        created_by=by.user_id,
    )


def _carry_over(by: Actor, involvement_ids: Collection[int], from_household: int, household: Household) -> int:
    """Who is active around another household is active around this one too; how many."""
    here = Involvement.objects.filter(household=household, ended_at=None)
    known = set(here.values_list("user_id", flat=True)) - {None}
    names = {(one.name, one.organisation) for one in here if one.user_id is None}
    chosen = Involvement.objects.filter(pk__in=involvement_ids, household_id=from_household, ended_at=None)
    carried = 0
    for one in chosen.exclude(kind=Involvement.Kind.COORDINATOR).order_by("id"):
        if (one.user_id in known) if one.user_id else ((one.name, one.organisation) in names):
            continue
        made = new_involvement(
            by,
            household,
            kind=one.kind,
            user_id=one.user_id,
            name=one.name,
            organisation=one.organisation,
            role=one.role,
            phone=one.phone,
            life_domain_ids=one.life_domain_ids,
            purpose=one.purpose,
            ground=one.ground,
            starts_on=calendar.today(),
        )
        if one.user_id is not None:
            open_involvement(made, codes_of(one.life_domain_ids))
        carried += 1
    return carried


def _tell_both(by: Actor, plan: Plan, other: Plan, goals: int, reason: str) -> None:
    """On both plans, with which household it went on."""
    for mine, theirs in ((plan, other), (other, plan)):
        HouseholdChange.objects.create(
            drawer_id=mine.drawer_id,
            household_id=mine.household_id,
            plan=mine,
            kind=HouseholdChange.Kind.JOINED,
            other_household_id=theirs.household_id,
            happened_on=calendar.today(),
            goals=goals,
            state=HouseholdChange.State.SETTLED,
            decision=reason[:500],
            settled_by=by.user_id,
            settled_at=timezone.now(),
        )


@deed
def bring_together(
    *,
    by: Actor,
    plan_id: int,
    other_plan_id: int,
    reason: str,
    involvement_ids: Collection[int] = (),
    request_id: UUID | None = None,
) -> Plan:
    """Two open plans become one: the open goals and actions of the other go on in this plan; the other is closed and
    says where it went on, and stays to be read. Access to the other household ends as when its plan is closed.
    ``involvement_ids``: who is active there and goes on here, for the same life domains; who is involved here already
    stays so, once.

    Raises Refused without a reason, for one and the same plan, or when either is closed.
    """
    demand(by, "make_plan")
    plan, other = current_plan(plan_id), current_plan(other_plan_id)
    if plan.pk == other.pk:
        raise Refused(_("Kies een ander plan om mee samen te voegen."))
    if not reason.strip():
        raise Refused(_("Schrijf op waarom de plannen samen verder gaan."))
    goals = list(Goal.objects.filter(plan=other, state=Goal.State.OPEN).select_related("life_domain").order_by("id"))
    _move_goals(by, goals, other, plan)
    carried = _carry_over(by, involvement_ids, other.household_id, plan.household)
    Plan.objects.filter(pk=other.pk).update(
        state=Plan.State.CLOSED,
        merged_into=plan,
        closing_note=reason.strip(),
        without_balance=own_words.ONE_PLAN,
        closed_at=timezone.now(),
        version=F("version") + 1,
    )
    _tell_both(by, plan, other, len(goals), reason.strip())
    people = [*subjects(plan.household_id), *subjects(other.household_id)]
    log.write("bring_together", "plan", people, object_id=plan.pk, other=other.pk, goals=len(goals), carried=carried)
    end_others(other.household_id)
    plan.refresh_from_db()
    return plan

"""A birth, a death, somebody who leaves, a split, two plans that become one; and steps up to the second line."""

from __future__ import annotations

import datetime as dt

import pytest

from ontschot.domain.people import actions as people
from ontschot.domain.people.actions.events import PersonChanged
from ontschot.domain.people.models import Membership
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.actions import Proposal
from ontschot.domain.plans.models import Action, Goal, HouseholdChange, Plan
from ontschot.domain.plans.rules import CONSEQUENCES, Refused
from ontschot.foundation import calendar, events
from ontschot.privacy.acting import acting, system
from tests.town import Town

TODAY = calendar.today()


def _plan(town: Town) -> tuple[Plan, Goal, Goal]:
    """A plan with a goal of Jeffrey, one of everybody, and an open action of his on both. Inside acting()."""
    by = town.actor("generalist")
    plan = actions.make_plan(by=by, household_id=town.household, motto="Rust")
    his = actions.add_goal(by=by, plan_id=plan.pk, life_domain="education", text="Diploma", person_id=town.jeffrey)
    ours = actions.add_goal(by=by, plan_id=plan.pk, life_domain="household", text="Opruimen")
    for goal in (his, ours):
        actions.add_action(by=by, goal_id=goal.pk, text="Doet mee", owner_kind="self", owner_person_id=town.jeffrey)
    return plan, his, ours


def _member(town: Town) -> int:
    return Membership.objects.get(household_id=town.household, person_id=town.jeffrey).pk


def test_every_kind_has_a_consequence() -> None:
    assert set(HouseholdChange.Kind.values) == set(CONSEQUENCES)


def test_somebody_who_leaves_stands_with_the_plan_and_nothing_is_lost(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        plan, his, ours = _plan(town)
        plan.refresh_from_db()
        plan = actions.propose(by=by, plan_id=plan.pk, version=plan.version)
        for person in (town.saskia, town.amanda):
            actions.agree(by=by, plan_id=plan.pk, person_id=person, edition=plan.edition, agrees=True, how="phone")
        assert Plan.objects.get(pk=plan.pk).state == "proposed"  # Jeffrey was not heard
        people.end_membership(by=by, membership_id=_member(town), on=TODAY)
        change = HouseholdChange.objects.get()
        assert (change.kind, change.goals, change.actions, change.state) == ("left", 1, 2, "open")
        assert not Goal.objects.filter(pk=his.pk).exists()  # no longer open to who works with this household
        with pytest.raises(Refused, match="besloten"):
            actions.settle_change(by=by, change_id=change.pk, version=1, decision=" ")
        actions.settle_change(by=by, change_id=change.pk, version=1, decision="Woont bij zijn vader", stop_actions=True)
        assert Action.objects.get(goal=ours).state == "stopped"
        assert queries.household_changes(town.household)[0].record.decision == "Woont bij zijn vader"


def test_a_plan_that_only_waited_for_who_left_is_agreed(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        plan, _his, _ours = _plan(town)
        plan.refresh_from_db()
        plan = actions.propose(by=by, plan_id=plan.pk, version=plan.version)
        for person in (town.saskia, town.amanda):
            actions.agree(by=by, plan_id=plan.pk, person_id=person, edition=plan.edition, agrees=True, how="phone")
        people.end_membership(by=by, membership_id=_member(town), on=TODAY)
        change = HouseholdChange.objects.get()
        actions.settle_change(by=by, change_id=change.pk, version=1, decision="Hij is het huis uit")
        assert Plan.objects.get(pk=plan.pk).state == "agreed"


@pytest.mark.parametrize(
    ("register", "kind"), [("died", "death"), ("moved_out_of_municipality", "moved_out"), ("birth_of_child", "birth")]
)
def test_what_the_register_tells_is_noted_once(town: Town, register: str, kind: str) -> None:
    with acting(town.actor("generalist")):
        _plan(town)
    by = system("test")
    with acting(by):
        for _ in range(2):
            events.publish(PersonChanged(town.jeffrey, (town.household,), register, (register,), "20260101"))
    with acting(town.actor("generalist")):
        (shown,) = queries.household_changes(town.household)
        change = shown.record
        assert (change.kind, change.happened_on) == (kind, dt.date(2026, 1, 1))
        assert change.person_id == (None if kind == "birth" else town.jeffrey)


def test_without_a_plan_nothing_is_noted(town: Town) -> None:
    by = system("test")
    with acting(by):
        events.publish(PersonChanged(town.jeffrey, (town.household,), "died", ("died",), "20260101"))
    with acting(town.actor("generalist")):
        assert queries.household_changes(town.household) == []


def test_after_a_split_the_goals_of_who_went_go_on_in_a_plan_of_their_own(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        plan, his, _ours = _plan(town)
        new = people.split_household(by=by, household_id=town.household, person_ids=[town.jeffrey], on=TODAY)
        change = HouseholdChange.objects.get()
        assert (change.kind, change.other_household_id, change.goals) == ("split", new.pk, 1)
        taken = actions.take_along(by=by, change_id=change.pk)
        assert (taken.household_id, taken.continues_id) == (new.pk, plan.pk)
        goal = Goal.objects.get(plan=taken)
        assert (goal.continues_id, goal.text, goal.person_id) == (his.pk, "Diploma", town.jeffrey)
        assert [one.text for one in goal.actions.all()] == ["Doet mee"]
        assert Goal.objects.get(pk=his.pk).state == "dropped"
        with pytest.raises(Refused, match="geen open doelen"):
            actions.take_along(by=by, change_id=change.pk)


def test_two_open_plans_become_one_and_the_other_stays_to_be_read(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        plan, _his, ours = _plan(town)
        new = people.split_household(by=by, household_id=town.household, person_ids=[town.jeffrey], on=TODAY)
        other = actions.make_plan(by=by, household_id=new.pk, motto="Alleen")
        money = actions.add_goal(by=by, plan_id=other.pk, life_domain="income", text="Rondkomen")
        actions.add_action(by=by, goal_id=money.pk, text="Post openen", owner_kind="network", owner_name="Ria")
        people.add_member(by=by, household_id=new.pk, person_id=town.saskia)
        assert [one.plan_id for one in queries.other_plans(town.household)] == [other.pk]
        with pytest.raises(Refused, match="waarom"):
            actions.bring_together(by=by, plan_id=plan.pk, other_plan_id=other.pk, reason="")
        joined = actions.bring_together(by=by, plan_id=plan.pk, other_plan_id=other.pk, reason="Woont weer thuis")
        assert joined.pk == plan.pk
        texts = dict(Goal.objects.filter(plan=plan).values_list("text", "continues_id"))
        assert texts["Rondkomen"] == money.pk
        assert texts["Opruimen"] is None
        assert ours.pk in set(Goal.objects.filter(plan=plan).values_list("pk", flat=True))
        assert Action.objects.filter(goal__plan=plan, text="Post openen").exists()
        with pytest.raises(Refused, match="afgesloten"):
            actions.bring_together(by=by, plan_id=plan.pk, other_plan_id=other.pk, reason="Nog eens")


def test_going_up_to_line_two_says_who_proposed_it_from_where_and_why(town: Town) -> None:
    by, partner = town.actor("generalist"), town.users["partner"]
    with acting(by):
        plan, _his, ours = _plan(town)
        given = {"by": by, "goal_id": ours.pk, "text": "Behandeling", "owner_kind": "provider", "owner_name": "GGZ"}
        with pytest.raises(Refused, match="tweede lijn"):
            actions.add_action(**given, line=2)
        made = actions.add_action(**given, line=2, proposal=Proposal("Eerste hulp was niet genoeg", partner.pk))
        step = queries.steps_of_plan(plan.pk)[made.pk]
        assert (step.proposed_by, step.proposed_from) == (str(partner), str(partner.organisation or ""))
        assert (step.from_line, step.to_line) == (None, 2)
        first = Action.objects.get(goal=ours, text="Doet mee")
        change = {"by": by, "action_id": first.pk, "text": "Doet mee", "owner_kind": "self",
                  "owner_person_id": town.jeffrey}  # fmt: skip
        with pytest.raises(Refused, match="tweede lijn"):
            actions.change_action(**change, version=1, line=2)
        actions.change_action(**change, version=1, line=2, proposal=Proposal("Op verzoek", name="Huisarts"))
        again = queries.steps_of_plan(plan.pk)[first.pk]
        assert (again.proposed_by, again.from_line) == ("Huisarts", 0)
        actions.change_action(**change, version=2, line=2)  # it stays there: nothing to explain again
        assert len(queries.steps_up(since=TODAY)) == 2

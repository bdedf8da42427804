"""Looking back: each in their own words, decisions that reach the goal, a balance, a plan taken up again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.actions import GivenView
from ontschot.domain.plans.models import Evaluation, EvaluationView, Goal, Plan, Task
from ontschot.domain.plans.rules import Refused
from ontschot.foundation import calendar
from ontschot.privacy.acting import acting
from tests.town import Town, browser


def _begun(town: Town, kind: str = "interim") -> tuple[Plan, Goal, Goal, Evaluation]:
    """A plan with a goal in the partner's sight and one outside, and an evaluation under way. Inside acting()."""
    by = town.actor("generalist")
    plan = actions.make_plan(by=by, household_id=town.household, motto="Rust")
    school = actions.add_goal(by=by, plan_id=plan.pk, life_domain="education", text="Naar school")
    money = actions.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="Rondkomen", person_id=town.saskia)
    looking = actions.begin_evaluation(by=by, plan_id=plan.pk, held_on=calendar.today(), present="Saskia", kind=kind)
    return plan, school, money, looking


def _partner(town: Town) -> None:
    actions.involve(
        by=town.actor("generalist"), household_id=town.household, kind="professional", role="mentor",
        user_id=town.users["partner"].pk, life_domains=["education"],
    )  # fmt: skip


def member(goal: Goal | None, town: Town, went: str = "well", **more: Any) -> GivenView:
    """What Saskia says."""
    return GivenView(goal.pk if goal else None, "member", "Saskia", went, person_id=town.saskia, **more)


def test_what_is_said_lies_with_its_goal(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        _plan, school, money, looking = _begun(town)
        _partner(town)
        said = [member(school, town), member(money, town, "not"), member(None, town, "partly")]
        actions.look_back(by=by, evaluation_id=looking.pk, views=said)
        assert len(queries.evaluation(looking.pk).views) == 3
    partner = town.actor("partner", "support")
    with acting(partner):
        page = queries.evaluation(looking.pk)
        assert [(view.goal_id, view.went) for view in page.views] == [(school.pk, "well")]
        own = GivenView(school.pk, "helper", "Mentor", "partly", "Hij komt vaker", user_id=partner.user_id)
        actions.look_back(by=partner, evaluation_id=looking.pk, views=[own])
        assert [view.name for view in queries.evaluation(looking.pk).views] == ["Saskia", "Mentor"]
        with pytest.raises(PermissionError):
            actions.look_back(by=partner, evaluation_id=looking.pk, views=[member(school, town)])
        hers = GivenView(money.pk, "helper", "Mentor", "well", user_id=partner.user_id)
        with pytest.raises(Goal.DoesNotExist):
            actions.look_back(by=partner, evaluation_id=looking.pk, views=[hers])


def test_a_resident_speaks_for_herself_only(town: Town) -> None:
    with acting(town.actor("generalist")):
        _plan, school, _money, looking = _begun(town)
    resident = town.actor("resident", "own_data")
    with acting(resident):
        actions.look_back(by=resident, evaluation_id=looking.pk, views=[member(school, town, text="Gaat beter")])
        for other in (
            GivenView(school.pk, "member", "Jeffrey", "well", person_id=town.jeffrey),
            GivenView(school.pk, "coordinator", "Saskia", "well", person_id=town.saskia),
        ):
            with pytest.raises(PermissionError):
                actions.look_back(by=resident, evaluation_id=looking.pk, views=[other])


def test_two_members_of_one_name_each_have_their_own_view(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        _plan, school, _money, looking = _begun(town)
        said = [
            GivenView(school.pk, "member", "J. van Dalen", went, person_id=person)
            for went, person in (("well", town.jeffrey), ("not", town.saskia))
        ]
        actions.look_back(by=by, evaluation_id=looking.pk, views=said)
        assert [view.went for view in queries.evaluation(looking.pk).views] == ["well", "not"]


def test_the_second_writer_of_the_same_view_loses_nothing(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        _plan, school, _money, looking = _begun(town)
        actions.look_back(by=by, evaluation_id=looking.pk, views=[member(school, town, text="Eerst")])
        with pytest.raises(Refused, match="Eerst"):
            actions.look_back(by=by, evaluation_id=looking.pk, views=[member(school, town, "not", text="Tegelijk")])
        actions.look_back(by=by, evaluation_id=looking.pk, views=[member(school, town, "not", text="Later", version=1)])
        assert EvaluationView.objects.get().text == "Later"


def test_decisions_reach_the_goal(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        plan, school, money, looking = _begun(town)
        actions.decide(by=by, evaluation_id=looking.pk, goal_id=school.pk, choice="reached")
        actions.decide(by=by, evaluation_id=looking.pk, goal_id=money.pk, choice="dropped", text="Nu niet")
        assert dict(Goal.objects.filter(plan=plan).values_list("pk", "state")) == {
            school.pk: "reached",
            money.pk: "dropped",
        }
        with pytest.raises(Refused, match="anders"):
            actions.decide(by=by, evaluation_id=looking.pk, goal_id=school.pk, choice="adjust", version=1)
        actions.decide(
            by=by, evaluation_id=looking.pk, goal_id=school.pk, choice="adjust", text="Kleinere stappen", version=1
        )
        assert Goal.objects.get(pk=school.pk).state == "open"


def test_rounding_off_asks_for_words_and_makes_a_reminder(town: Town) -> None:
    by, soon = town.actor("generalist"), calendar.today() + dt.timedelta(days=42)
    with acting(by):
        _plan, school, _money, looking = _begun(town)
        actions.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
        with pytest.raises(Refused, match="Schrijf"):
            actions.conclude_evaluation(by=by, evaluation_id=looking.pk, version=1, next_on=soon)
        actions.look_back(by=by, evaluation_id=looking.pk, views=[member(school, town)])
        with pytest.raises(Refused, match="nog komt"):
            actions.conclude_evaluation(by=by, evaluation_id=looking.pk, version=1, next_on=calendar.today())
        actions.conclude_evaluation(by=by, evaluation_id=looking.pk, version=1, next_on=soon)
        assert Task.objects.get(kind="evaluation").due_on == soon
        with pytest.raises(Refused, match="afgerond"):
            actions.look_back(by=by, evaluation_id=looking.pk, views=[member(school, town, "not")])


def test_closing_asks_for_a_balance_and_a_relapse_takes_the_plan_up_again(town: Town) -> None:
    by = town.actor("team_leader")
    with acting(by):
        plan, school, _money, looking = _begun(town, "closing")
        actions.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
        close = {"by": by, "plan_id": plan.pk, "version": plan.version, "closing_note": "Het gaat goed"}
        with pytest.raises(Refused, match="balans"):
            actions.close_plan(**close)
        actions.look_back(by=by, evaluation_id=looking.pk, views=[member(None, town)])
        with pytest.raises(Refused, match="regisseur"):
            actions.close_plan(**close)
        voice = GivenView(None, "coordinator", "T", "well", user_id=by.user_id)
        actions.look_back(by=by, evaluation_id=looking.pk, views=[voice])
        closed = actions.close_plan(**close)
        assert (closed.state, closed.without_balance) == ("closed", "")
        assert Evaluation.objects.get().state == "concluded"
        with pytest.raises(Refused, match="waarom"):
            actions.reopen_plan(by=by, plan_id=plan.pk, reason=" ")
        again = actions.reopen_plan(by=by, plan_id=plan.pk, reason="Toch weer ruzie", goal_ids=[school.pk])
        assert (again.continues_id, again.state, again.motto) == (plan.pk, "draft", "Rust")
        assert [(g.continues_id, g.text, g.state) for g in again.goals.all()] == [(school.pk, "Naar school", "open")]
        assert Plan.objects.get(pk=plan.pk).state == "closed"
        with pytest.raises(Refused, match="alweer"):
            actions.reopen_plan(by=by, plan_id=plan.pk, reason="Nog eens")


def test_the_pages(town: Town) -> None:
    with acting(town.actor("generalist")):
        plan, school, _money, looking = _begun(town, "closing")
    worker = browser(town, "generalist")
    address = reverse("workplace:evaluation_goal", args=[looking.pk, school.pk])
    sent = {"went_0": "well", "text_0": "Fijn", "version_0": "0", "choice": "continue", "decided": "0"}
    assert worker.post(address, sent).status_code == 302
    lacking = worker.post(address, {"text_0": "Fijn", "went_0": "", "choice": "adjust", "text": ""})
    assert lacking.status_code == 422
    assert "Kies ook hoe het ging." in lacking.content.decode()
    page = worker.get(reverse("workplace:evaluation", args=[looking.pk])).content.decode()
    assert "Fijn" in page
    assert "Zo doorgaan" in page
    close = worker.get(reverse("workplace:plan_close", args=[plan.pk])).content.decode()
    assert "Nog niet gehoord in de balans" in close
    assert "Naar Terugkijken</a>" in close
    resident = browser(town, "resident")
    own = reverse("portal:evaluation", args=[looking.pk])
    assert resident.post(own, {}).status_code == 422
    assert resident.post(own, {"went_0": "partly", "text_0": "Het kan beter"}).status_code == 302
    assert "Het kan beter" in worker.get(reverse("workplace:evaluation", args=[looking.pk])).content.decode()

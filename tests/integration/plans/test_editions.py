"""What changed between two editions, read from the history that real transactions left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.models import Goal, Plan
from ontschot.privacy.acting import acting
from tests import town as made
from tests.town import Town, browser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(transactional_db: None) -> Town:
    """The small town, committed."""
    return made.build()


def do(town: Town, who: str, deed: Callable[..., Any], **given: Any) -> Any:
    """One deed in a transaction of its own, as in the browser."""
    by = town.actor(who, "own_data" if who == "resident" else "coordination")
    with acting(by):
        return deed(by=by, **given)


def two_editions(town: Town) -> tuple[Plan, Goal]:
    """A plan on which Saskia said yes, changed afterwards in two ways, one out of the partner's sight."""
    plan = do(town, "generalist", actions.make_plan, household_id=town.household, motto="Rust")
    goal = do(town, "generalist", actions.add_goal, plan_id=plan.pk, life_domain="education", text="Naar school")
    plan = do(town, "generalist", actions.propose, plan_id=plan.pk, version=plan.version)
    do(town, "resident", actions.agree, plan_id=plan.pk, person_id=town.saskia, edition=1, agrees=True)
    do(town, "generalist", actions.change_goal, goal_id=goal.pk, version=1, text="Elke dag naar school")
    do(town, "team_leader", actions.add_goal, plan_id=plan.pk, life_domain="income", text="Rondkomen")
    return plan, goal


def test_the_change_that_made_an_edition_belongs_to_it(town: Town) -> None:
    plan, _goal = two_editions(town)
    by = town.actor("generalist")
    with acting(by):
        found = queries.compare(plan.pk, 1, 2)
        rows = queries.editions(plan.pk)
    told = {part.goal: [(line.text, line.who) for line in part.lines] for part in found.goals}
    assert told == {
        "Elke dag naar school": [
            ("Het doel is anders opgeschreven. Eerst stond er: ‘Naar school’.", str(town.users["generalist"]))
        ],
        "Rondkomen": [("Dit is een nieuw doel.", str(town.users["team_leader"]))],
    }
    assert [(row.number, row.until is None) for row in rows] == [(2, True), (1, False)]
    assert rows[0].made_by == str(town.users["generalist"])
    assert [agrees for _name, agrees in rows[1].voices] == [True]


def test_editions_that_are_not_there_are_not_compared(town: Town) -> None:
    plan, _goal = two_editions(town)
    with acting(town.actor("generalist")), pytest.raises(LookupError):
        queries.compare(plan.pk, 1, 3)


def test_a_partner_reads_the_changes_of_own_life_domains_only(town: Town) -> None:
    plan, _goal = two_editions(town)
    do(
        town, "generalist", actions.involve, household_id=town.household, kind="professional", role="mentor",
        user_id=town.users["partner"].pk, life_domains=["education"],
    )  # fmt: skip
    with acting(town.actor("partner", "support")):
        found = queries.compare(plan.pk, 1, 2)
    assert [part.goal for part in found.goals] == ["Elke dag naar school"]


def test_the_resident_reads_what_changed_since_the_own_yes(town: Town) -> None:
    plan, _goal = two_editions(town)
    resident = town.actor("resident", "own_data")
    with acting(resident):
        found = queries.since_agreed(plan.pk)
    assert found
    assert (found.before, found.after, found.count) == (1, 2, 2)
    do(town, "resident", actions.agree, plan_id=plan.pk, person_id=town.saskia, edition=2, agrees=True)
    with acting(resident):
        assert queries.since_agreed(plan.pk) is None


def test_the_pages_show_it(town: Town) -> None:
    plan, _goal = two_editions(town)
    worker, resident = browser(town, "generalist"), browser(town, "resident")
    page = worker.get(reverse("workplace:plan_editions", args=[town.household]))
    assert "Eerst stond er: ‘Naar school’" in page.content.decode()
    wrong = worker.get(reverse("workplace:plan_editions", args=[town.household]) + "?before=2&after=1")
    assert "Kies een latere uitgave" in wrong.content.decode()
    mine = resident.get(reverse("portal:my_plan")).content.decode()
    assert "Wat is er veranderd sinds u ja zei?" in mine
    assert "Dit is een nieuw doel." in resident.get(reverse("portal:plan_changed", args=[plan.pk])).content.decode()


def test_the_number_of_queries_does_not_grow(town: Town, django_assert_num_queries: Any) -> None:
    plan, goal = two_editions(town)
    for number in range(5):
        do(town, "generalist", actions.add_action, goal_id=goal.pk, text=f"Stap {number}", owner_kind="network",
           owner_name="Ria")  # fmt: skip
    with acting(town.actor("generalist")), django_assert_num_queries(9):
        queries.compare(plan.pk, 1, 2)

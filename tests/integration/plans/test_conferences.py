"""Conferences, parts of others and dated facts: each in its life domain, and a partner sees no more than that."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.actions import FactGiven, PartGiven
from ontschot.domain.plans.models import Action, AgendaItem, Conference, DatedFact, OthersPart, Plan, Task
from ontschot.domain.plans.rules import IllegalMove, Refused
from ontschot.foundation import calendar
from ontschot.foundation.versions import Conflict
from ontschot.privacy.acting import acting
from tests.town import Town

SOON = calendar.today() + dt.timedelta(days=7)


def _partner_in(town: Town, *domains: str) -> None:
    actions.involve(
        by=town.actor("generalist"), household_id=town.household, kind="professional", role="mentor",
        user_id=town.users["partner"].pk, life_domains=list(domains),
    )  # fmt: skip


def _planned(town: Town, kind: str = "case") -> Conference:
    return actions.plan_conference(
        by=town.actor("generalist"), household_id=town.household, kind=kind, held_on=SOON, place="School"
    )


def test_talking_about_people_without_them_asks_for_a_reason(town: Town) -> None:
    by = town.actor("generalist")
    given = {"by": by, "household_id": town.household, "held_on": SOON, "household_there": False}
    with acting(by):
        with pytest.raises(Refused, match="niet erover"):
            actions.plan_conference(kind="case", **given)
        made = actions.plan_conference(kind="case", why_without="Spoed", **given)
        assert made.why_without == "Spoed"
        with pytest.raises(Refused, match="altijd bij"):
            actions.plan_conference(kind="family_group", why_without="Spoed", **given)


def test_a_partner_sees_of_a_conference_their_own_life_domains_only(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        held = _planned(town)
        _partner_in(town, "education")
        for domain in ("education", "income"):
            actions.put_on_agenda(by=by, conference_id=held.pk, life_domain=domain, text=f"Over {domain}")
            actions.agree_together(
                by=by, conference_id=held.pk, life_domain=domain, text=f"Doen {domain}", owner_name="Ria"
            )
        actions.put_on_agenda(
            by=by, conference_id=held.pk, life_domain="education", text="Jeffrey", person_id=town.jeffrey
        )
    partner = town.actor("partner", "support")
    with acting(partner):
        page = queries.conference(held.pk)
        assert [one.record.text for one in page.agenda] == ["Over education", "Jeffrey"]
        assert [one.record.text for one in page.agreements] == ["Doen education"]
        actions.put_on_agenda(by=partner, conference_id=held.pk, life_domain="education", text="Stage")
        with pytest.raises(PermissionError):
            actions.put_on_agenda(by=partner, conference_id=held.pk, life_domain="income", text="Schuld")
        with pytest.raises(PermissionError):
            actions.agree_together(
                by=partner, conference_id=held.pk, life_domain="education", text="Iets", owner_name="Ik"
            )


def test_two_writers_of_the_same_item_lose_nothing(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        held = _planned(town)
        item = actions.put_on_agenda(by=by, conference_id=held.pk, life_domain="work", text="Werk")
        actions.note_said(by=by, item_id=item.pk, version=1, text="Werk", said="Gaat goed")
        with pytest.raises(Conflict) as conflict:
            actions.note_said(by=by, item_id=item.pk, version=1, text="Werk", said="Gaat slecht")
        assert conflict.value.current.said == "Gaat goed"
        assert AgendaItem.objects.get(pk=item.pk).said == "Gaat goed"


def test_an_agreement_becomes_an_action_once(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        plan = actions.make_plan(by=by, household_id=town.household)
        goal = actions.add_goal(by=by, plan_id=plan.pk, life_domain="work", text="Werk")
        held = _planned(town, "family_group")
        agreed = actions.agree_together(
            by=by, conference_id=held.pk, life_domain="work", text="Oma past op", owner_name="Oma", due_on=SOON
        )
        take = {"by": by, "agreement_id": agreed.pk, "goal_id": goal.pk}
        action = {"text": "Oma past op", "owner_kind": "network", "owner_name": "Oma", "due_on": SOON}
        taken = actions.take_agreement(**take, **action)
        assert Action.objects.get().pk == taken.action_id
        with pytest.raises(Refused, match="al in het plan"):
            actions.take_agreement(**take, **action)


def test_guests_are_asked_once_and_came_or_not(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        held = _planned(town)
        guests = [actions.ask_guest(by=by, conference_id=held.pk, kind="network", name=name) for name in ("Ria", "Wim")]
        with pytest.raises(Refused, match="al op de lijst"):
            actions.ask_guest(by=by, conference_id=held.pk, kind="network", name="Ria")
        held = actions.hold_conference(
            by=by, conference_id=held.pk, version=held.version, state="held", came=[guests[0].pk]
        )
        assert [one.came for one in queries.conference(held.pk).guests] == [True, False]
        with pytest.raises(IllegalMove):
            actions.hold_conference(by=by, conference_id=held.pk, version=held.version, state="cancelled")


PART = PartGiven(
    kind="school", title="Ontwikkelingsperspectief", organisation="De Regenboogschool", scheme="education",
    life_domain="education", review_on=SOON, agreed_by="Saskia",
)  # fmt: skip


def test_a_part_of_others_lies_in_its_life_domain_and_is_reviewed_in_time(town: Town) -> None:
    by = town.actor("generalist")
    with acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
        made = actions.add_part(by=by, household_id=town.household, given=replace(PART, person_id=town.jeffrey))
        _partner_in(town, "income")
        task = Task.objects.get(kind="review_part")
        assert task.due_on == SOON
        assert "Ontwikkelingsperspectief" not in task.text  # the task may be read by who may not read the part
    with acting(town.actor("partner", "support")):
        assert queries.parts(town.household) == []
        with pytest.raises(OthersPart.DoesNotExist):
            queries.part(made.pk)
    with acting(by):
        with pytest.raises(Refused, match="einde"):
            actions.change_part(by=by, part_id=made.pk, version=1, given=replace(PART, starts_on=SOON, ends_on=SOON))
        moved = actions.change_part(by=by, part_id=made.pk, version=1, given=replace(PART, life_domain="income"))
        assert moved.person_id is None
        with pytest.raises(Conflict):
            actions.change_part(by=by, part_id=made.pk, version=1, given=PART)
    with acting(town.actor("partner", "support")):
        assert [one.record.pk for one in queries.parts(town.household)] == [made.pk]


def test_the_owner_of_a_part_adds_it_in_the_own_life_domain_only(town: Town) -> None:
    by, partner = town.actor("generalist"), town.actor("partner", "support")
    with acting(by):
        _partner_in(town, "education")
    with acting(partner):
        actions.add_part(by=partner, household_id=town.household, given=PART)
        with pytest.raises(PermissionError):
            actions.add_part(by=partner, household_id=town.household, given=replace(PART, life_domain="income"))


FACT = FactGiven(kind="end", scheme="wmo", title="Huishoudelijke hulp", starts_on=SOON, life_domain="household")


def test_what_lands_in_one_month_is_told_with_what_is_not_known(town: Town) -> None:
    by, first = town.actor("generalist"), (calendar.today().replace(day=1) + dt.timedelta(days=40)).replace(day=3)
    with acting(by):
        add = {"by": by, "household_id": town.household}
        actions.add_fact(**add, given=replace(FACT, starts_on=first))
        actions.add_fact(
            **add,
            given=replace(
                FACT, kind="contribution", title="Eigen bijdrage", starts_on=first, amount_cents=2_100, per="month"
            ),
        )
        mistake = actions.add_fact(**add, given=replace(FACT, kind="claim", title="Fout", starts_on=first))
        actions.withdraw_fact(by=by, fact_id=mistake.pk, version=1)
        found = queries.accumulation(town.household)
        assert [month.first for month in found.coinciding] == [first.replace(day=1)]
        assert [one.title for one in found.coinciding[0].burdens] == ["Eigen bijdrage", "Huishoudelijke hulp"]
        assert found.coinciding[0].total_cents == 2_100
        assert any("toeslagen" in line for line in found.unknown)
        assert "CAK" in found.unknown[-1]
        assert DatedFact.objects.count() == 2 + 1  # the mistake stays in the database


def test_a_resident_adds_a_fact_of_the_own_household_only(town: Town) -> None:
    resident = town.actor("resident", "own_data")
    with acting(resident):
        made = actions.add_fact(by=resident, household_id=town.household, given=replace(FACT, person_id=town.saskia))
        assert made.told_by_resident
        with pytest.raises(PermissionError):
            actions.add_fact(by=resident, household_id=town.household, given=replace(FACT, person_id=town.jeffrey))
        with pytest.raises(PermissionError):
            actions.change_fact(by=resident, fact_id=made.pk, version=1, given=FACT)


def test_fewer_is_counted_from_dated_records(town: Town) -> None:
    by, today = town.actor("generalist"), calendar.today()
    long_ago = today - dt.timedelta(days=200)
    with acting(by):
        for name, organisation in (("Ina", "Thuiszorg"), ("Bob", "Thuiszorg"), ("Cor", "GGZ")):
            actions.involve(
                by=by, household_id=town.household, kind="professional", name=name, organisation=organisation,
                role="helpt", starts_on=long_ago,
            )  # fmt: skip
        actions.involve(
            by=by, household_id=town.household, kind="network", name="Buurvrouw", role="helpt", starts_on=long_ago
        )
        actions.add_part(by=by, household_id=town.household, given=replace(PART, starts_on=today))
        label = replace(FACT, kind="label", title="Indicatie", starts_on=long_ago, ends_on=today)
        actions.add_fact(by=by, household_id=town.household, given=label)
        ending = next(one for one in queries.around(town.household).involved if one.name == "Cor")
        actions.end_involvement(by=by, involvement_id=ending.id, version=ending.version, reason="Klaar")
        actions.make_plan(by=by, household_id=town.household)
        assert Plan.objects.count() == 1
        points = queries.fewer_over_time(town.household)
    first, last = points[0], points[-1]
    assert (first.on, first.organisations, first.helpers, first.plans, first.labels) == (long_ago, 2, 3, 0, 1)
    assert (last.on, last.organisations, last.helpers, last.plans, last.labels) == (today, 2, 2, 2, 0)

"""The same form sent twice is one deed; the same number with other content is another deed, never lost."""

from __future__ import annotations

import uuid

from django.utils import timezone

from ontschot.domain.plans import actions as plans
from ontschot.domain.plans.queries import journal
from ontschot.privacy import acting
from tests.town import Town


def test_a_form_sent_twice_is_one_record_and_a_changed_form_is_another(town: Town) -> None:
    by, number, at = town.actor("generalist"), uuid.uuid4(), timezone.now()
    with acting.acting(by):
        for text in ("eerste", "eerste", "tweede"):
            plans.write_contact(
                by=by, household_id=town.household, kind="note", happened_at=at, text=text, request_id=number
            )
        assert sorted(line.record.text for line in journal(town.household).lines) == ["eerste", "tweede"]


def test_the_number_of_another_deed_is_no_repetition(town: Town) -> None:
    by, number = town.actor("generalist"), uuid.uuid4()
    with acting.acting(by):
        plan = plans.make_plan(by=by, household_id=town.household, motto="Rust", request_id=number)
        goal = plans.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="Grip", request_id=number)
        assert goal.text == "Grip"

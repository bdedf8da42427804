"""The days on which safety agreements are to be looked at, on my work: when and of whom, never what."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from ontschot.domain.access import actions, queries
from ontschot.domain.access.models import SafetyAgreement
from ontschot.domain.plans import actions as plans
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy.models import LogEntry
from tests.town import Town, browser

DAY = dt.timedelta(days=1)


def _agreed(town: Town, household: int, who: str, *days: int) -> int:
    by, today = town.actor(who), calendar.today()
    with acting.acting(by):
        case = actions.open_safety(by=by, household_id=household, concern="Een zorg")
        for number in days:
            actions.agree_on_safety(
                by=by, case_id=case.pk, text="Oma haalt de kinderen op", who="Oma", agreed_by="De moeder",
                review_on=today + number * DAY,
            )  # fmt: skip
    return case.pk


def test_overdue_on_top_and_what_was_agreed_is_not_named(town: Town) -> None:
    today = calendar.today()
    _agreed(town, town.household, "generalist", 3, 60)
    worker = browser(town, "generalist")
    page = worker.get(reverse("workplace:my_work")).content.decode()
    assert "Veiligheid: samen opnieuw kijken" in page
    assert reverse("workplace:safety", args=[town.household]) in page
    assert "Oma" not in page
    with acting.acting(town.actor("generalist")):
        [one] = queries.safety_days()
        assert (one.on, one.count, one.overdue) == (today + 3 * DAY, 1, False)


def test_a_day_that_passed_is_overdue(town: Town, monkeypatch: object) -> None:
    import pytest

    _agreed(town, town.household, "generalist", 3)
    later = calendar.today() + 10 * DAY
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calendar, "today", lambda: later)
        page = browser(town, "generalist").get(reverse("workplace:my_work")).content.decode()
        assert "Had uiterlijk" in page
        with acting.acting(town.actor("generalist")):
            assert [one.overdue for one in queries.safety_days()] == [True]


def test_who_coordinates_sees_it_and_nobody_who_has_nothing_to_do_with_it(town: Town) -> None:
    _agreed(town, town.household, "team_leader", 3)
    by = town.actor("generalist")
    with acting.acting(by):
        assert queries.safety_days() == []  # open to the team, but not theirs to look at
        plans.name_coordinator(by=by, household_id=town.household, user_id=by.user_id or 0)
    with acting.acting(by):
        assert len(queries.safety_days()) == 1
    for who in ("access_worker", "partner", "other_generalist"):
        page = browser(town, who).get(reverse("workplace:my_work")).content.decode()
        assert "Veiligheid: samen opnieuw kijken" not in page
    with acting.acting(by):
        log.read("test", [])
        line = SafetyAgreement.objects.get()
        actions.review_agreement(by=by, agreement_id=line.pk, version=1, state="kept")
        assert queries.safety_days() == []


def test_the_log_names_the_household_and_no_person(town: Town) -> None:
    _agreed(town, town.household, "generalist", 3)
    with acting.acting(town.actor("generalist")):
        queries.safety_days()
    with acting.acting(town.actor("privacy_officer")), acting.wide("ontschot_oversight"):
        line = LogEntry.objects.filter(object_kind="safety").order_by("-at").first()
        assert line is not None
        assert (line.subject_person_id, line.subject_household_id) == (None, town.household)

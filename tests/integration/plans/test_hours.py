"""The norm by contract hours, and what is no coordination in a handover in one go: through the pages."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from ontschot.accounts import absence_actions, hours
from ontschot.accounts.models import CaseloadNorm
from ontschot.domain.people.models import Household
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.models import Involvement
from ontschot.foundation.calendar import today
from ontschot.privacy import acting, log
from tests.integration.plans.test_absence import colleague
from tests.town import Town, browser

A_DAY = dt.timedelta(days=1)


def test_the_norm_of_a_full_week_is_for_who_works_one() -> None:
    norm = CaseloadNorm(households=20, full_week=36)
    assert hours.norm_for(None, Decimal(36)) is None
    assert [hours.norm_for(norm, h) for h in (None, Decimal(36), Decimal(18), Decimal("28.8"), Decimal("0.5"))] == [
        20, 20, 10, 16, 1,
    ]  # fmt: skip


def _board(town: Town) -> dict[int, queries.WorkerLine]:
    with acting.acting(town.actor("team_leader")):
        return {one.user_id: one for one in queries.team_board(town.team).workers}


def test_full_is_counted_per_worker_from_the_day_on_which_the_hours_hold(town: Town) -> None:
    admin, gerrit = town.actor("administrator"), town.users["generalist"].pk
    with acting.acting(admin):
        absence_actions.set_caseload_norm(
            by=admin, team_id=town.team, households=20, full_week=40, starts_on=dt.date(2026, 1, 1)
        )
    leader = browser(town, "team_leader")
    address = reverse("workplace:team_hours", args=[town.team, gerrit])
    assert "20 huishoudens bij 40 uur" in leader.get(address).content.decode()
    none = leader.post(address, {"hours": "0", "starts_on": today().isoformat()})
    assert none.status_code == 422
    for given, on in (("20", today()), ("30", today() + 10 * A_DAY)):
        assert leader.post(address, {"hours": given, "starts_on": on.isoformat()}).status_code == 302
    again = leader.post(address, {"hours": "10", "starts_on": today().isoformat()})
    assert "op of na deze dag beginnen" in again.content.decode()
    assert (_board(town)[gerrit].norm, _board(town)[gerrit].hours) == (10, Decimal(20))
    assert hours.hours_of([gerrit], on=today() + 11 * A_DAY) == {gerrit: Decimal(30)}
    page = leader.get(reverse("workplace:team")).content.decode()
    assert "20 uur per week" in page
    assert "/ 10" in page


def test_only_who_leads_them_or_the_administrator_writes_hours_down(town: Town) -> None:
    gerrit, other = town.users["generalist"].pk, town.users["other_generalist"].pk
    assert browser(town, "team_leader").get(reverse("workplace:team_hours", args=[town.team, other])).status_code == 404
    assert browser(town, "generalist").get(reverse("workplace:team_hours", args=[town.team, gerrit])).status_code == 403
    by = town.actor("generalist")
    with pytest.raises(PermissionDenied), acting.acting(by):
        hours.set_contract_hours(by=by, user_id=gerrit, hours=Decimal(20), starts_on=today())
    admin = town.actor("administrator")
    with pytest.raises(ValidationError), acting.acting(admin):
        hours.set_contract_hours(by=admin, user_id=gerrit, hours=Decimal(90), starts_on=today())
    with acting.acting(admin):
        hours.set_contract_hours(by=admin, user_id=gerrit, hours=Decimal(24), starts_on=today())


# ------------------------------------------------------------------------------------------------ who is involved


def _involved(town: Town, user: int, domains: list[str]) -> Involvement:
    by = town.actor("team_leader")
    with acting.acting(by):
        made: Involvement = actions.involve(
            by=by, household_id=town.household, kind="professional", role="budgetcoach", user_id=user,
            life_domains=domains,
        )  # fmt: skip
    return made


def _around(town: Town) -> dict[int | None, list[Any]]:
    with acting.acting(town.actor("team_leader")):
        log.read("test", [])
        now = Involvement.objects.filter(household_id=town.household, ended_at=None)
        return {one.user_id: [one.role, one.life_domain_ids] for one in now}


def _sees(town: Town, who: str) -> bool:
    with acting.acting(town.actor(who)):
        log.read("test", [])
        return Household.objects.filter(pk=town.household).exists()


def test_what_a_leaver_did_without_coordinating_goes_along_and_back(town: Town) -> None:
    leaving, second = colleague(town, "leaving", team=town.team), colleague(town, "second", team=town.team)
    made = _involved(town, leaving.pk, ["income"])
    before, leader = _around(town)[leaving.pk], browser(town, "team_leader")
    address = reverse("workplace:team_worker", args=[town.team, leaving.pk])
    assert "budgetcoach" in leader.get(address).content.decode()
    given = {"to_user": str(second.pk), "reason": "Andere baan", "involvements": [str(made.pk)]}
    assert "budgetcoach" in leader.post(address, given).content.decode()
    done = leader.post(address, given | {"step": "do", "request_id": str(uuid.uuid4())})
    assert done.status_code == 302
    assert _around(town) == {second.pk: before}
    with acting.acting(town.actor("team_leader")):
        change = queries.last_bulk()
        assert change is not None
    assert leader.post(reverse("workplace:bulk_undo"), {"change": str(change.pk), "back": "team"}).status_code == 302
    assert _around(town) == {leaving.pk: before}


def test_who_is_involved_there_already_is_so_once_and_without_a_successor_it_stays(town: Town) -> None:
    leaving, second = colleague(town, "leaving", team=town.team), colleague(town, "second", team=town.team)
    _involved(town, leaving.pk, ["income"])
    _involved(town, second.pk, ["work"])
    by = town.actor("team_leader")
    with pytest.raises(actions.bulk.Refused), acting.acting(by):
        actions.reassign(by=by, from_user_id=leaving.pk, to_user_id=None, everything=True, reason="Ziek")
    with acting.acting(by):
        actions.reassign(by=by, from_user_id=leaving.pk, to_user_id=second.pk, everything=True, reason="Ziek")
    around = _around(town)
    assert set(around) == {second.pk}


def test_who_left_with_an_involvement_only_stands_on_top_of_the_team(town: Town) -> None:
    from ontschot.accounts import actions as accounts

    leaving = colleague(town, "leaving", team=town.team)
    _involved(town, leaving.pk, ["income"])
    admin = town.actor("administrator")
    with acting.acting(admin):
        accounts.deactivate_user(by=admin, user_id=leaving.pk)
    with acting.acting(town.actor("team_leader")):
        [gone] = queries.team_board(town.team).gone
    assert (gone.user_id, gone.involvements) == (leaving.pk, 1)

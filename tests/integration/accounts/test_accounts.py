"""Accounts, teams and organisations.

Made, changed and closed by the administrator, and what that does to access at once.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from ontschot.accounts import actions, queries
from ontschot.accounts.models import User
from ontschot.foundation.calendar import today
from ontschot.privacy import acting, log
from ontschot.privacy.actions import drawer_for, open_access
from ontschot.privacy.models import Drawer

pytestmark = pytest.mark.django_db

SYSTEM = acting.system(origin="test", purpose="administration")


def as_user(user: User, purpose: str = "coordination") -> acting.Actor:
    """An actor for this account."""
    return acting.Actor(user_id=user.pk, role=user.role, purpose=purpose, origin="test")


def make(username: str, role: str, **fields: Any) -> User:
    """An account made by the system."""
    with acting.acting(SYSTEM):
        return actions.create_user(by=SYSTEM, username=username, role=role, name=username.title(), **fields)[0]


@pytest.fixture
def administrator() -> User:
    """Somebody who may administer."""
    return make("beheer", "administrator")


def lines() -> list[tuple[Any, ...]]:
    """Action, object and detail of all lines in the log, as oversight sees them."""
    with acting.acting(SYSTEM), acting.wide("ontschot_oversight"), connection.cursor() as cursor:
        cursor.execute("SELECT action, object_kind, object_id, detail::text FROM privacy_logentry ORDER BY at")
        return list(cursor.fetchall())


def test_a_new_account_gets_a_one_time_password_and_a_line_in_the_log(administrator: User) -> None:
    with acting.acting(as_user(administrator)):
        by = acting.current().actor
        user, password = actions.create_user(by=by, username=" Jan ", role="generalist", name="Jan Smit")
    assert user.username == "jan"
    assert user.check_password(password)
    assert user.one_time_until is not None
    action, kind, number, detail = lines()[-1]
    assert (action, kind, number) == ("create_user", "user", user.pk)
    assert password not in detail
    assert "Smit" not in detail


def test_the_same_request_twice_is_one_account_and_shows_no_second_password(administrator: User) -> None:
    once = uuid.uuid4()
    with acting.acting(as_user(administrator)):
        by = acting.current().actor
        first, password = actions.create_user(by=by, username="els", role="generalist", request_id=once)
        second, nothing = actions.create_user(by=by, username="els", role="generalist", request_id=once)
    assert first.pk == second.pk
    assert password
    assert nothing == ""


@pytest.mark.parametrize("username", ["jan", "JAN"])
def test_a_taken_username_is_refused_whatever_its_capitals(administrator: User, username: str) -> None:
    make("jan", "generalist")
    with pytest.raises(ValidationError, match="al in gebruik"):
        make(username, "generalist")


def test_a_residents_account_is_bare() -> None:
    with acting.acting(SYSTEM):
        user, password = actions.create_user(
            by=SYSTEM, username="r1", role="resident", name="Saskia", email="s@example.org", with_password=False
        )
    assert (user.name, user.email, user.phone, password) == ("", "", "", "")
    assert not user.has_usable_password()
    with pytest.raises(User.DoesNotExist):
        queries.user(user.pk)
    assert user not in queries.users()


NOT_ADMINISTRATORS = ["generalist", "access_worker", "team_leader", "partner", "resident", "privacy_officer"]


@pytest.mark.parametrize("role", NOT_ADMINISTRATORS)
def test_only_the_administrator_makes_accounts(role: str) -> None:
    user = make("iemand", role)
    with pytest.raises(PermissionDenied), acting.acting(as_user(user)):
        actions.create_user(by=acting.current().actor, username="nieuw", role="administrator")


def test_the_last_administrator_stays_and_nobody_closes_the_own_account(administrator: User) -> None:
    with acting.acting(as_user(administrator)):
        by = acting.current().actor
        with pytest.raises(ValidationError):
            actions.deactivate_user(by=by, user_id=administrator.pk)
        with pytest.raises(ValidationError, match="laatste"):
            actions.change_role(by=by, user_id=administrator.pk, role="generalist")
    with acting.acting(SYSTEM), pytest.raises(ValidationError, match="laatste"):
        actions.deactivate_user(by=SYSTEM, user_id=administrator.pk)


def open_drawers(user: User) -> int:
    """How many drawers the database opens to this user now."""
    with acting.acting(as_user(user)):
        return Drawer.objects.count()


def give(**grant: Any) -> None:
    """Open drawers of person 77 by system work."""
    with acting.acting(SYSTEM), acting.wide("ontschot_register"):
        drawer_for(person_id=77)
        open_access(person_id=77, purpose="coordination", ground="public_task", source="test", **grant)
        log.write("open_access", "grant", [log.Subject(person_id=77)])


def test_deactivating_closes_own_and_team_access_at_once_and_voids_the_password(administrator: User) -> None:
    with acting.acting(SYSTEM):
        team = actions.create_team(by=SYSTEM, name="Noord")
    own, seated = make("eigen", "generalist"), make("team", "generalist", team_ids=[team.pk])
    give(user_id=own.pk)
    give(team_id=team.pk)
    assert open_drawers(own) == open_drawers(seated) == 1
    with acting.acting(as_user(administrator)):
        for user in (own, seated):
            actions.deactivate_user(by=acting.current().actor, user_id=user.pk)
    assert open_drawers(own) == open_drawers(seated) == 0
    own.refresh_from_db()
    assert not own.has_usable_password()
    with acting.acting(as_user(administrator)):
        again, password = actions.reactivate_user(by=acting.current().actor, user_id=own.pk)
    assert again.check_password(password)
    assert open_drawers(own) == 1


def test_leaving_a_team_closes_what_the_team_sees_at_once(administrator: User) -> None:
    with acting.acting(SYSTEM):
        team = actions.create_team(by=SYSTEM, name="Zuid")
        user, _password = actions.create_user(by=SYSTEM, username="an", role="generalist", name="An")
        seat = actions.join_team(by=SYSTEM, user_id=user.pk, team_id=team.pk, is_leader=True)
    give(team_id=team.pk)
    assert open_drawers(user) == 1
    assert [c.name for c in queries.colleagues(team.pk)] == ["An"]
    assert queries.led_by(user.pk) == [team]
    with acting.acting(as_user(administrator)):
        actions.leave_team(by=acting.current().actor, membership_id=seat.pk)
    assert open_drawers(user) == 0
    assert queries.colleagues(team.pk) == []
    assert queries.teams_of(user.pk) == []


def test_a_seat_of_tomorrow_opens_nothing_today() -> None:
    with acting.acting(SYSTEM):
        team = actions.create_team(by=SYSTEM, name="Oost")
        user, _password = actions.create_user(by=SYSTEM, username="bo", role="generalist")
        actions.join_team(by=SYSTEM, user_id=user.pk, team_id=team.pk, starts_on=today() + dt.timedelta(days=1))
        with pytest.raises(ValidationError, match="al in dit team"):
            actions.join_team(by=SYSTEM, user_id=user.pk, team_id=team.pk, starts_on=today() + dt.timedelta(days=9))
        with pytest.raises(ValidationError, match="laatste dag"):
            actions.join_team(by=SYSTEM, user_id=user.pk, team_id=team.pk, ends_on=today() - dt.timedelta(days=9))
    give(team_id=team.pk)
    assert open_drawers(user) == 0


def test_names_for_screens_in_one_query(django_assert_num_queries: Any) -> None:
    with acting.acting(SYSTEM):
        school = actions.create_organisation(by=SYSTEM, name="De Ark", kind="school")
    one = make("piet", "partner", organisation_id=school.pk, job_title="intern begeleider")
    two = make("kees", "generalist")
    with django_assert_num_queries(1):
        names = queries.user_names([one.pk, two.pk, None, 999_999])
    assert str(names[one.pk]) == "Piet, intern begeleider, De Ark"
    assert set(names) == {one.pk, two.pk}
    assert [p.id for p in queries.professionals("ark begeleider")] == [one.pk]
    assert [p.id for p in queries.professionals(capability="coordinate")] == [two.pk]


def test_a_life_domain_keeps_its_code_and_basis_stays() -> None:
    from ontschot.privacy.models import LifeDomain

    income, basis = LifeDomain.objects.get(code="income"), LifeDomain.objects.get(code="basis")
    with acting.acting(SYSTEM):
        changed = actions.change_life_domain(
            by=SYSTEM, life_domain_id=income.pk, fields={"name_nl": "Geld", "code": "anders"}
        )
        assert (changed.code, changed.name_nl) == ("income", "Geld")
        with pytest.raises(ValidationError):
            actions.change_life_domain(by=SYSTEM, life_domain_id=basis.pk, fields={"active": False})

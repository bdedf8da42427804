"""Absence and its cover: what is open follows the absent one's access, and ends with it, at once."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from ontschot.accounts import absence_actions as absences
from ontschot.accounts import absence_queries
from ontschot.accounts import actions as accounts
from ontschot.accounts.models import Absence, TeamMembership, User
from ontschot.accounts.rules import Role
from ontschot.domain.people import queries as people
from ontschot.domain.people.models import Household
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.models import Contact
from ontschot.foundation.calendar import today
from ontschot.privacy import acting, log
from tests.town import Town, browser

A_WEEK = dt.timedelta(days=7)


def colleague(town: Town, key: str = "colleague", *, team: int | None = None, role: Role = Role.GENERALIST) -> User:
    """One more in the team."""
    user = User.objects.create_user(username=key, password=None, role=role, name=f"Collega {key}")
    TeamMembership.objects.create(
        team_id=team or town.other_team, user=user, period=DateRange(dt.date(2020, 1, 1), None), is_leader=False
    )
    town.users[key] = user
    return user


def coordinated_by_olga(town: Town) -> None:
    """Olga of team South coordinates the Van Dalen household, which is open to team North only."""
    by = town.actor("generalist")
    with acting.acting(by):
        actions.name_coordinator(by=by, household_id=town.household, user_id=town.users["other_generalist"].pk)


def away(town: Town, who: str, cover: User | None, *, by: str | None = None, **days: dt.date | None) -> Absence:
    """Somebody is away, a week from today unless told otherwise."""
    actor = town.actor(by or who)
    with acting.acting(actor):
        return absences.set_absence(
            by=actor,
            user_id=town.users[who].pk,
            cover_user_id=cover.pk if cover else None,
            **({"first_day": today(), "last_day": today() + A_WEEK} | days),
        )


def sees(town: Town, who: str) -> bool:
    """Whether this user can open the Van Dalen household now."""
    with acting.acting(town.actor(who)):
        log.read("test", [])
        return Household.objects.filter(pk=town.household).exists()


def test_the_cover_sees_and_does_the_absent_ones_work_while_it_lasts(town: Town) -> None:
    coordinated_by_olga(town)
    cover = colleague(town)
    assert not sees(town, "colleague")
    absence = away(town, "other_generalist", cover)
    by = town.actor("colleague")
    with acting.acting(by):
        assert {row.person.display_name for row in people.members(town.household) if row.person}
        actions.write_contact(
            by=by,
            household_id=town.household,
            kind="call",
            happened_at=dt.datetime.now(dt.UTC),
            text="Gebeld",
            life_domain="income",
        )
        assert [one.household_id for one in queries.covered_work()[0].households] == [town.household]
    olga = town.actor("other_generalist")
    with acting.acting(olga):
        absences.end_absence(by=olga, absence_id=absence.pk, version=absence.version)
    assert not sees(town, "colleague")
    assert sees(town, "other_generalist")


def test_within_one_transaction_the_end_counts_at_once(town: Town) -> None:
    coordinated_by_olga(town)
    cover = colleague(town)
    absence = away(town, "other_generalist", cover)
    with acting.acting(town.actor("colleague")):
        log.read("test", [])
        assert Household.objects.filter(pk=town.household).exists()
        Absence.objects.filter(pk=absence.pk).update(cover=None)
        assert not Household.objects.filter(pk=town.household).exists()


@pytest.mark.parametrize("how", ["leaves_team", "cover_leaves_team", "closed", "involvement_ends", "not_yet", "over"])
def test_access_as_cover_never_outlives_its_reasons(town: Town, how: str) -> None:
    coordinated_by_olga(town)
    cover = colleague(town)
    days: dict[str, dt.date | None] = {}
    if how == "not_yet":
        days = {"first_day": today() + dt.timedelta(days=1)}
    absence = away(town, "other_generalist", cover, **days)
    assert sees(town, "colleague") == (how != "not_yet")
    admin = town.actor("administrator")
    if how in ("leaves_team", "cover_leaves_team"):
        who = "other_generalist" if how == "leaves_team" else "colleague"
        with acting.acting(admin):
            accounts.leave_team(by=admin, membership_id=town.users[who].memberships.get().pk)
    elif how == "closed":
        with acting.acting(admin):
            accounts.deactivate_user(by=admin, user_id=town.users["other_generalist"].pk)
    elif how == "involvement_ends":
        by = town.actor("generalist")
        with acting.acting(by):
            actions.hand_over(by=by, household_id=town.household, user_id=by.user_id or 0, reason="Ziek")
    elif how == "over":
        Absence.objects.filter(pk=absence.pk).update(period=DateRange(today() - A_WEEK, today()))
    assert not sees(town, "colleague")


def test_notes_for_oneself_stay_with_the_absent_one(town: Town) -> None:
    coordinated_by_olga(town)
    olga = town.actor("other_generalist")
    with acting.acting(olga):
        note = actions.write_contact(
            by=olga,
            household_id=town.household,
            kind="note",
            happened_at=dt.datetime.now(dt.UTC),
            text="Alleen voor mij",
            life_domain="income",
            shield="only_me",
        )
    cover = colleague(town)
    away(town, "other_generalist", cover)
    with acting.acting(town.actor("colleague")):
        log.read("test", [])
        assert Household.objects.filter(pk=town.household).exists()
        assert not Contact.objects.filter(pk=note.pk).exists()


def test_the_log_says_for_whom_and_only_then(town: Town) -> None:
    coordinated_by_olga(town)
    cover = colleague(town)
    away(town, "other_generalist", cover)
    with acting.acting(town.actor("colleague")):
        people.household(town.household)
    with acting.acting(town.actor("generalist")):
        people.household(town.household)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE ontschot_oversight")
        cursor.execute(
            "SELECT user_id, on_behalf_of FROM privacy_logentry WHERE subject_household_id = %s AND action = 'read'"
            " AND object_kind = 'household'",
            [town.household],
        )
        lines = set(cursor.fetchall())
        cursor.execute("RESET ROLE")
    olga = town.users["other_generalist"].pk
    assert (cover.pk, f"user:{olga}") in lines
    assert (town.users["generalist"].pk, "") in lines


def test_who_may_arrange_it_and_with_whom(town: Town) -> None:
    cover = colleague(town)
    north = town.users["generalist"]
    with pytest.raises(ValidationError, match="hetzelfde team"):
        away(town, "other_generalist", north)
    with pytest.raises(PermissionDenied):
        away(town, "other_generalist", cover, by="team_leader")
    with pytest.raises(PermissionDenied):
        away(town, "other_generalist", cover, by="generalist")
    with pytest.raises(ValidationError, match="vervangt zichzelf"):
        away(town, "other_generalist", town.users["other_generalist"])
    leader = away(town, "generalist", None, by="team_leader")
    assert leader.set_by == town.users["team_leader"].pk
    away(town, "colleague", None)
    with pytest.raises(ValidationError, match="zelf afwezig"):
        away(town, "other_generalist", cover)
    with pytest.raises(ValidationError, match="al als afwezig"):
        away(town, "generalist", None)
    assert absence_queries.absences([north.pk])[north.pk].cover_name == ""


def test_a_cover_who_is_away_too_is_told_and_never_hidden(town: Town) -> None:
    second = colleague(town, "second", team=town.team)
    gerrit = town.users["generalist"]
    away(town, "generalist", second)
    client = browser(town, "second")
    assert not absence_queries.absences([gerrit.pk])[gerrit.pk].uncovered
    form = {"first_day": today().isoformat(), "last_day": today().isoformat(), "request_id": str(uuid.uuid4())}
    page = client.post("/werk/afwezig/", form, follow=True).content.decode()
    assert "Nog niemand vervangt" in page
    assert f"Wie nu afwezig is, zou zelf vervangen: {gerrit}." in page
    one = absence_queries.absences([gerrit.pk])[gerrit.pk]
    assert (one.cover_id, one.uncovered) == (second.pk, True)
    tomorrow = today() + dt.timedelta(days=1)
    assert not absence_queries.absences([gerrit.pk], on=tomorrow)[gerrit.pk].uncovered
    assert [ahead.cover_away for ahead in absence_queries.absences_ahead([gerrit.pk])] == [True]
    board = browser(town, "team_leader").get("/werk/team/").content.decode()
    assert "zou vervangen, maar is dan ook afwezig" in board
    assert "afwezig, niemand vervangt" in board.lower()


def test_a_norm_follows_the_one_before(town: Town) -> None:
    by = town.actor("administrator")
    with acting.acting(by):
        absences.set_caseload_norm(by=by, team_id=town.team, households=20, starts_on=today() - A_WEEK)
        absences.set_caseload_norm(by=by, team_id=town.team, households=15, starts_on=today(), source="Besluit 12")
        with pytest.raises(ValidationError):
            absences.set_caseload_norm(by=by, team_id=town.team, households=10, starts_on=today())
    norms = absence_queries.caseload_norms(town.team)
    assert [norm.households for norm in norms] == [15, 20]
    yesterday = absence_queries.caseload_norm(town.team, on=today() - dt.timedelta(days=1))
    assert yesterday is not None
    assert yesterday.households == 20
    leader = town.actor("team_leader")
    with acting.acting(leader), pytest.raises(PermissionDenied):
        absences.set_caseload_norm(by=leader, team_id=town.team, households=3, starts_on=today() + A_WEEK)

"""Persons and households through actions and queries, as the application role."""

from __future__ import annotations

import pytest
from django.db import connection

from ontschot.domain.people import actions as people
from ontschot.domain.people import queries
from ontschot.domain.people.models import Household, Person
from ontschot.foundation import calendar
from ontschot.privacy import acting
from ontschot.privacy.models import LogEntry
from tests.town import Town


def test_the_team_sees_its_household_and_nobody_else_does(town: Town) -> None:
    with acting.acting(town.actor("generalist")):
        view = queries.household(town.household)
        assert [m.person.call_name or m.person.given_names for m in view.members if m.person] == [
            "Saskia",
            "Jeffrey",
            "Amanda",
        ]
    for who in ("other_generalist", "partner", "policy_officer", "privacy_officer", "administrator"):
        with pytest.raises(Household.DoesNotExist), acting.acting(town.actor(who)):
            queries.household(town.household)


def test_a_member_who_left_is_closed_at_once(town: Town) -> None:
    with acting.acting(town.actor("generalist")):
        jeffrey = next(m for m in queries.household(town.household).members if m.membership.person_id == town.jeffrey)
        people.end_membership(by=town.actor("generalist"), membership_id=jeffrey.membership.pk, on=calendar.today())
        assert not Person.objects.filter(pk=town.jeffrey).exists()
        assert town.saskia in queries.names_of([town.saskia, town.jeffrey])


def test_identification_is_exact_opens_nothing_and_is_logged(town: Town) -> None:
    with acting.acting(town.actor("access_worker", "identification")):
        found = queries.identify(name="van dalen", birth_date="19860412")
        assert [f.display_name for f in found] == ["Saskia van Dalen"]
        assert found[0].known
        assert queries.identify(name="dal", birth_date="19860412") == []
        assert not Person.objects.filter(pk=town.saskia).exists()
        with acting.wide("ontschot_oversight"):
            lines = LogEntry.objects.filter(action="identify", subject_person_id=town.saskia)
            assert [line.user_id for line in lines] == [town.users["access_worker"].pk]


def test_a_resident_sees_own_household_and_who_looked(town: Town) -> None:
    with acting.acting(town.actor("generalist")):
        queries.household(town.household)
    with acting.acting(town.actor("resident", "own_data")):
        assert [h.pk for h in queries.own_households()] == [town.household]
        assert queries.person(town.saskia).display_name == "Saskia van Dalen"
        assert not Person.objects.filter(pk=town.stranger).exists()
        from ontschot.privacy.queries import who_looked

        assert any(line.user_id == town.users["generalist"].pk for line in who_looked(person_id=town.saskia))
        assert list(who_looked(person_id=town.stranger)) == []


def test_reading_without_a_line_in_the_log_is_refused(town: Town) -> None:
    with pytest.raises(acting.UnloggedAccess), acting.acting(town.actor("generalist")):
        list(Person.objects.all())


def test_splitting_keeps_the_team_and_tells(town: Town) -> None:
    with acting.acting(town.actor("generalist")):
        new = people.split_household(
            by=town.actor("generalist"), household_id=town.household, person_ids=[town.jeffrey], on=calendar.today()
        )
        assert [m.person.pk for m in queries.household(new.pk).members if m.person] == [town.jeffrey]
        assert town.jeffrey not in [m.membership.person_id for m in queries.household(town.household).members]


def test_the_application_role_is_not_above_the_law(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls, rolinherit FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False, False)

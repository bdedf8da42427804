"""A small made town for tests: two teams, one user per role, and the family Van Dalen. Made through actions, as the
application role.

Household grants are opened here the way triage opens them (source ``triage:…``), so that tests of one context need no
other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from ontschot.accounts.models import Organisation, Team, TeamMembership, User
from ontschot.accounts.rules import Role
from ontschot.domain.people import actions as people
from ontschot.domain.people.models import Person
from ontschot.domain.people.rules.addresses import Address, AddressKind
from ontschot.privacy import acting
from ontschot.privacy.acting import Actor, system
from ontschot.privacy.actions import open_access

PASSWORD = "een lang wachtwoord voor de proef"
STAFF = [Role.ACCESS_WORKER, Role.GENERALIST, Role.TEAM_LEADER, Role.PARTNER, Role.POLICY_OFFICER, Role.PRIVACY_OFFICER]


@dataclass
class Town:
    """Numbers of what is in the town; users by role name, plus ``other_generalist`` of another team."""

    users: dict[str, User] = field(default_factory=dict)
    municipality: int = 0
    school: int = 0
    access_team: int = 0
    team: int = 0
    other_team: int = 0
    household: int = 0
    saskia: int = 0
    jeffrey: int = 0
    amanda: int = 0
    other_household: int = 0
    stranger: int = 0

    def actor(self, who: str, purpose: str = "coordination") -> Actor:
        """The Actor of a user, by role name."""
        user = self.users[who]
        return Actor(
            user_id=user.pk, role=user.role, purpose=purpose, origin="test", organisation_id=user.organisation_id
        )


def browser(town: Town, who: str) -> Client:
    """A browser in which somebody of the town is logged in."""
    return browser_of(town.users[who])


def browser_of(user: User) -> Client:
    """A browser in which this user is logged in, past the second factor (which has tests of its own)."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["persona"] = True
    session.save()
    return client


def build() -> Town:
    """Make the town in the current transaction."""
    town = Town()
    _organisations(town)
    _users(town)
    with acting.acting(system("test")):
        _van_dalen(town)
        _stranger(town)
        people.connect_account(by=system("test"), user_id=town.users["resident"].pk, person_id=town.saskia)
    return town


def _organisations(town: Town) -> None:
    town.municipality = Organisation.objects.create(name="Gemeente Voorbeeldstad", kind="municipality").pk
    town.school = Organisation.objects.create(name="De Regenboogschool", kind="school").pk
    town.access_team = Team.objects.create(name="Toegang", takes_intake=True).pk
    town.team = Team.objects.create(name="Wijkteam Noord").pk
    town.other_team = Team.objects.create(name="Wijkteam Zuid").pk


def _user(
    town: Town, key: str, role: Role, name: str, team: int | None = None, organisation: int | None = None
) -> None:
    user = User.objects.create_user(
        username=key, password=None, role=role, name=name, organisation_id=organisation or None
    )
    if team:
        TeamMembership.objects.create(
            team_id=team, user=user, period=DateRange(dt.date(2020, 1, 1), None), is_leader=role == Role.TEAM_LEADER
        )
    town.users[key] = user


def _users(town: Town) -> None:
    here = town.municipality
    _user(town, "access_worker", Role.ACCESS_WORKER, "Anja Loket", town.access_team, here)
    _user(town, "generalist", Role.GENERALIST, "Gerrit Wijk", town.team, here)
    _user(town, "team_leader", Role.TEAM_LEADER, "Tineke Leider", town.team, here)
    _user(town, "other_generalist", Role.GENERALIST, "Olga Zuid", town.other_team, here)
    _user(town, "partner", Role.PARTNER, "Peter School", None, town.school)
    _user(town, "policy_officer", Role.POLICY_OFFICER, "Paula Beleid", None, here)
    _user(town, "privacy_officer", Role.PRIVACY_OFFICER, "Frits Gegevens", None, here)
    _user(town, "administrator", Role.ADMINISTRATOR, "Bea Beheer", None, here)
    _user(town, "resident", Role.RESIDENT, "")


def _person(household_id: int | None = None, **fields: str) -> Person:
    address = Address(kind=AddressKind.DWELLING, street="Lindestraat", number=12, postcode="5341AB", place="Oss")
    return people.report_person(by=system("test"), address=address, household_id=household_id, **fields)


def _van_dalen(town: Town) -> None:
    saskia = _person(given_names="Saskia", prefix="van", family_name="Dalen", birth_date="19860412", gender="V")
    town.saskia = saskia.pk
    town.household = _household_of(saskia)
    town.jeffrey = _person(
        town.household, given_names="Jeffrey", prefix="van", family_name="Dalen", birth_date="20100203", gender="M"
    ).pk
    town.amanda = _person(
        town.household, given_names="Amanda", prefix="van", family_name="Dalen", birth_date="20140917", gender="V"
    ).pk
    with acting.wide("ontschot_register"):
        open_access(
            team_id=town.team,
            household_id=town.household,
            reaches_members=True,
            purpose="coordination",
            ground="public_task",
            source="triage:0",
        )


def _stranger(town: Town) -> None:
    stranger = _person(given_names="Willem", family_name="Vreemd", birth_date="19700101", gender="M")
    town.stranger = stranger.pk
    town.other_household = _household_of(stranger)
    with acting.wide("ontschot_register"):
        open_access(
            team_id=town.other_team,
            household_id=town.other_household,
            reaches_members=True,
            purpose="coordination",
            ground="public_task",
            source="triage:0",
        )


def _household_of(person: Person) -> int:
    return people.household_for(by=system("test"), person_id=person.pk).pk

"""Who works in the demo municipality: organisations, teams and one login per role, with some colleagues."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from ontschot.accounts import actions as accounts
from ontschot.accounts.models import User
from ontschot.accounts.rules import Role
from ontschot.config.demo import population
from ontschot.privacy.acting import Actor, acting, system

# One password for all accounts of a demo: it protects invented people only and is printed at the start.
PASSWORD = "samen-een-plan"  # noqa: S105
ORIGIN = "demo"
PER_TEAM = 9  # generalists, beside the leader

ORGANISATIONS = {
    "municipality": ("Gemeente Voorbeeldstad", "municipality"),
    "school": ("Vakcollege De Rozenburcht", "school"),
    "special": ("Praktijkschool De Linde", "school"),
    "youth": ("Jeugdhulp Stroom", "youth"),
    "housing": ("Woonstichting Thuis", "housing"),
    "debt": ("Kredietbank Midden", "debt"),
    "work": ("Werkplein Voorbeeldstad", "work"),
    "welfare": ("Welzijn in de Wijk", "welfare"),
}
TEAMS = {"access": ("Toegang", True), "north": ("Wijkteam Noord", False), "south": ("Wijkteam Zuid", False)}

# key, role, name, job title, organisation, team
PEOPLE = (
    ("anja", Role.ACCESS_WORKER, "Anja de Wit", "medewerker Toegang", "municipality", "access"),
    ("omar", Role.ACCESS_WORKER, "Omar Benali", "medewerker Toegang", "municipality", "access"),
    ("gerrit", Role.GENERALIST, "Gerrit Koster", "wijkcoach", "municipality", "north"),
    ("fatima", Role.GENERALIST, "Fatima Kaya", "wijkcoach", "municipality", "north"),
    ("lotte", Role.GENERALIST, "Lotte Bos", "wijkcoach", "municipality", "south"),
    ("tineke", Role.TEAM_LEADER, "Tineke van Loon", "teamleider Noord", "municipality", "north"),
    ("hassan", Role.TEAM_LEADER, "Hassan Yilmaz", "teamleider Zuid", "municipality", "south"),
    ("peter", Role.PARTNER, "Peter Mulder", "mentor en zorgcoördinator", "school", None),
    ("iris", Role.PARTNER, "Iris Prins", "jeugdhulpverlener", "youth", None),
    ("bram", Role.PARTNER, "Bram Smit", "werkcoach", "work", None),
    ("paula", Role.POLICY_OFFICER, "Paula Verhoeven", "beleidsmedewerker", "municipality", None),
    ("frits", Role.PRIVACY_OFFICER, "Frits Maas", "privacy officer", "municipality", None),
    ("bea", Role.ADMINISTRATOR, "Bea Schouten", "functioneel beheerder", "municipality", None),
)
RESIDENTS = ("saskia", "jeffrey")
# The login shown for each role.
SHOWN = ("anja", "gerrit", "tineke", "peter", "paula", "frits", "bea", "saskia")


@dataclass
class Cast:
    """Accounts by first name, teams and organisations by key."""

    users: dict[str, User] = field(default_factory=dict)
    teams: dict[str, int] = field(default_factory=dict)
    leaders: dict[str, str] = field(default_factory=lambda: {"north": "tineke", "south": "hassan"})
    organisations: dict[str, int] = field(default_factory=dict)

    def actor(self, name: str, purpose: str) -> Actor:
        """Somebody of the cast at work."""
        user = self.users[name]
        return Actor(user.pk, user.role, purpose, ORIGIN, "public_task", user.organisation_id)


def build() -> Cast:
    """Make everybody, in one transaction."""
    cast, by = Cast(), system(ORIGIN, "administration")
    with acting(by):
        for key, (name, kind) in ORGANISATIONS.items():
            cast.organisations[key] = accounts.create_organisation(by=by, name=name, kind=kind).pk
        for key, (name, intake) in TEAMS.items():
            cast.teams[key] = accounts.create_team(by=by, name=name, takes_intake=intake).pk
        for key, role, name, job, organisation, team in PEOPLE:
            cast.users[key] = _account(cast, key, role, name, job, organisation, team)
        for key in RESIDENTS:
            cast.users[key] = _account(cast, key, Role.RESIDENT, "", "", None, None)
    return cast


def logins(cast: Cast) -> list[dict[str, str]]:
    """One login for each role, as it is shown at the start."""
    shown = [cast.users[key] for key in SHOWN]
    return [
        {"role": user.role, "username": user.username, "password": PASSWORD, "name": user.name or "Saskia"}
        for user in shown
    ]


def enlarge(cast: Cast, count: int, *, seed: int) -> list[list[str]]:
    """Make ``count`` neighbourhood teams of nine generalists and a leader, Noord and Zuid first; gives the names of the
    generalists by team.
    """
    chance = random.Random(seed)  # noqa: S311 - invents colleagues, no secrets
    password = make_password(PASSWORD)  # the same for all, computed once
    with acting(system(ORIGIN, "administration")):
        for number in range(3, count + 1):
            key = f"team{number}"
            name = f"Wijkteam {number}"
            cast.teams[key] = accounts.create_team(
                by=system(ORIGIN, "administration"), name=name, takes_intake=False
            ).pk
            cast.leaders[key] = _colleague(cast, f"leader{number}", Role.TEAM_LEADER, key, password, chance)
        teams = ["north", "south", *(f"team{number}" for number in range(3, count + 1))]
        known = {"north": ["gerrit", "fatima"], "south": ["lotte"]}
        for team in teams:
            here = known.setdefault(team, [])
            while len(here) < PER_TEAM:
                username = f"coach-{cast.teams[team]}-{len(here) + 1}"
                here.append(_colleague(cast, username, Role.GENERALIST, team, password, chance))
    return [known[team] for team in teams]


def _colleague(cast: Cast, username: str, role: Role, team: str, password: str, chance: random.Random) -> str:
    prefix, surname = chance.choice(population.FAMILY_NAMES)
    name = " ".join(part for part in (chance.choice(population.WOMEN + population.MEN), prefix, surname) if part)
    job = "teamleider" if role is Role.TEAM_LEADER else "wijkcoach"
    user, _password = accounts.create_user(
        by=system(ORIGIN, "administration"),
        username=username,
        role=role,
        name=name,
        job_title=job,
        organisation_id=cast.organisations["municipality"],
        team_ids=[cast.teams[team]],
        with_password=False,
    )
    user.password = password
    user.save(update_fields=["password"])
    cast.users[username] = user
    return username


def _account(cast: Cast, key: str, role: Role, name: str, job: str, organisation: str | None, team: str | None) -> User:
    user, _password = accounts.create_user(
        by=system(ORIGIN, "administration"),
        username=key,
        role=role,
        name=name,
        job_title=job,
        organisation_id=cast.organisations.get(organisation or ""),
        team_ids=[cast.teams[team]] if team else [],
        with_password=False,
    )
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user

"""Who works in the demo municipality: organisations, teams and one login per role, with some colleagues."""

from __future__ import annotations

from dataclasses import dataclass, field

from ontschot.accounts import actions as accounts
from ontschot.accounts.models import User
from ontschot.accounts.rules import Role
from ontschot.privacy.acting import Actor, acting, system

# One password for all accounts of a demo: it protects invented people only and is printed at the start.
PASSWORD = "samen-een-plan"  # noqa: S105
ORIGIN = "demo"

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

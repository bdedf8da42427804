"""Who works here: names for screens, teams, pick lists, and what the administrator sees. Nothing of residents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from ontschot.accounts.models import Organisation, Team, TeamMembership, User
from ontschot.accounts.rules import Role, may
from ontschot.foundation.calendar import today
from ontschot.foundation.cipher import keyed_hash
from ontschot.foundation.folding import fold
from ontschot.foundation.models import Installation
from ontschot.foundation.name_order import in_order
from ontschot.privacy.acting import remembered, remembered_rows
from ontschot.privacy.models import LifeDomain

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes alone are none


@dataclass(frozen=True)
class Professional:
    """Somebody who works with households, as colleagues and residents see them."""

    id: int
    name: str
    job_title: str
    organisation: str
    role: str
    active: bool

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.job_title, self.organisation) if part)


def _professional(user: User) -> Professional:
    organisation = user.organisation.name if user.organisation else ""
    return Professional(user.pk, str(user), user.job_title, organisation, user.role, user.is_active)


# ------------------------------------------------------------------------------------------ names


def user_names(ids: Iterable[int | None]) -> dict[int, Professional]:
    """Name, job title and organisation of these users, for 'who looked' and 'who is involved'; at most one query.

    Residents' accounts have no name here (``name`` is their username): who they are stands in ``people``.
    """
    there = sorted(
        (_professional(user) for user in users_by_number(ids).values()), key=lambda one: (fold(one.name), one.id)
    )
    return {one.id: one for one in there}


def users_by_number(ids: Iterable[int | None]) -> dict[int, User]:
    """These users with their organisation, by number; one that was asked for on this page is not asked again."""
    wanted = {number for number in ids if number}
    known: dict[int, User | None] = remembered("users", dict)
    if new := wanted - known.keys():
        known |= dict.fromkeys(new)
        known |= User.objects.select_related("organisation").in_bulk(new)
    return {number: user for number in wanted if (user := known[number])}


def professionals(query: str = "", *, capability: str = "contribute", limit: int = 20) -> list[Professional]:
    """Active staff whose role has this capability and whose name, job or organisation holds all words of the query."""
    roles = [role for role in Role if may(role, capability)]
    users = User.objects.filter(is_active=True, role__in=roles).select_related("organisation")
    for word in query.split()[:5]:
        users = users.filter(
            Q(name__icontains=word) | Q(job_title__icontains=word) | Q(organisation__name__icontains=word)
        )
    return [_professional(user) for user in users.order_by(in_order("name"), "pk")[:limit]]


# ------------------------------------------------------------------------------------------ teams


def teams(*, active: bool | None = True) -> QuerySet[Team]:
    """The teams, by name; ``active=None`` gives those out of use as well."""
    every = Team.objects.order_by(in_order("name"), "pk")
    return every if active is None else every.filter(active=active)


def intake_teams() -> list[Team]:
    """The teams that receive new requests."""
    return list(Team.objects.filter(active=True, takes_intake=True).order_by("pk"))


@dataclass(frozen=True)
class Colleague:
    """Somebody's seat in a team today."""

    membership_id: int
    user_id: int
    name: str
    job_title: str
    organisation: str
    is_leader: bool
    active: bool
    starts_on: dt.date
    ends_on: dt.date | None


def colleagues(team_id: int, *, on: dt.date | None = None) -> list[Colleague]:
    """Who sits in this team on a day (today), leaders first."""
    seats = _seats(on).filter(team_id=team_id).select_related("user__organisation")
    return [
        Colleague(
            seat.pk,
            seat.user_id,
            str(seat.user),
            seat.user.job_title,
            seat.user.organisation.name if seat.user.organisation else "",
            seat.is_leader,
            seat.user.is_active,
            seat.period.lower,
            seat.period.upper,
        )
        for seat in seats.order_by("-is_leader", in_order("user__name"), "pk")
    ]


def teams_of(user_id: int, *, on: dt.date | None = None) -> list[Team]:
    """The teams in which this user sits on a day (today)."""

    def ask() -> QuerySet[Team]:
        return Team.objects.filter(pk__in=_seats(on).filter(user_id=user_id).values("team_id")).order_by(
            in_order("name"), "pk"
        )

    return remembered_rows(("teams_of", user_id, on), ask)


def led_by(user_id: int, *, on: dt.date | None = None) -> list[Team]:
    """The teams that this user leads on a day (today)."""
    seats = _seats(on).filter(user_id=user_id, is_leader=True)
    return list(Team.objects.filter(pk__in=seats.values("team_id")).order_by(in_order("name"), "pk"))


def leaders_of(team_id: int, *, on: dt.date | None = None) -> list[int]:
    """Numbers of the users who lead this team on a day (today) and can log in."""
    seats = _seats(on).filter(team_id=team_id, is_leader=True, user__is_active=True)
    return list(seats.order_by("pk").values_list("user_id", flat=True))


def _seats(on: dt.date | None) -> QuerySet[TeamMembership]:
    return TeamMembership.objects.filter(period__contains=on or today())


# ------------------------------------------------------------------------------------------ administration


def organisations(*, active: bool | None = True) -> QuerySet[Organisation]:
    """The organisations, by name; ``active=None`` gives those out of use as well."""
    every = Organisation.objects.order_by(in_order("name"), "pk")
    return every if active is None else every.filter(active=active)


def users(query: str = "", *, role: str = "", active: bool | None = None) -> QuerySet[User]:
    """Accounts of staff for the administrator, each with ``second_factor``. Residents' accounts are not shown here."""
    found = User.objects.select_related("organisation").annotate(second_factor=_has_second_factor())
    for word in query.split()[:5]:
        found = found.filter(
            Q(name__icontains=word) | Q(username__icontains=word) | Q(organisation__name__icontains=word)
        )
    if role:
        found = found.filter(role=role)
    if active is not None:
        found = found.filter(is_active=active)
    return found.exclude(role=Role.RESIDENT).order_by(in_order("name"), "username")


def user(user_id: int) -> User:
    """One account of staff. Raises User.DoesNotExist, for residents' accounts too."""
    return (
        User.objects.select_related("organisation")
        .annotate(second_factor=_has_second_factor())
        .exclude(role=Role.RESIDENT)
        .get(pk=user_id)
    )


def seats_of(user_id: int) -> Sequence[TeamMembership]:
    """All seats of one user, now, past and to come."""
    return list(TeamMembership.objects.filter(user_id=user_id).select_related("team").order_by("-period"))


def _has_second_factor() -> Exists:
    return Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS))


def number_of(username: str) -> int | None:
    """The number of the account with this name, whatever its capitals; for the log."""
    return User.objects.filter(username__iexact=username).values_list("pk", flat=True).first()


def has_another_factor(authenticator: Authenticator) -> bool:
    """Whether its owner has a second factor beside this one."""
    own = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
    return own.exclude(pk=authenticator.pk).exists()


def count_of_type(user_id: int, type_: str) -> int:
    """How many second factors of this type an account has."""
    return Authenticator.objects.filter(user_id=user_id, type=type_).count()


def counts_by_role() -> dict[str, int]:
    """How many active accounts each role has."""
    return {role: User.objects.filter(role=role, is_active=True).count() for role in Role}


def all_life_domains() -> QuerySet[LifeDomain]:
    """The life domains in their order, those out of use as well."""
    return LifeDomain.objects.all()


def installation() -> Installation:
    """What this database says about itself."""
    return Installation.objects.get()


@cache
def is_demo() -> bool:
    """Whether this database was made as a demo. Asked once in each process: it cannot change."""
    return installation().kind == Installation.Kind.DEMO


# ------------------------------------------------------------------------------------------ the way in


def resident_username(subject: str) -> str:
    """The username of a resident whom the login broker calls ``subject``: a keyed hash, which tells nothing."""
    return "r-" + keyed_hash(f"resident {subject}").hex()[:40]


def resident_by_subject(subject: str) -> User | None:
    """The open account of the resident whom the login broker calls so."""
    return User.objects.filter(username=resident_username(subject), role=Role.RESIDENT, is_active=True).first()


def persona() -> QuerySet[User]:
    """Whom one can be in a demo. Raises RuntimeError in a real database, whatever the caller checked."""
    if not is_demo():
        raise RuntimeError("a real database has no personas")
    return User.objects.filter(is_active=True).select_related("organisation")


def personas_by_role(roles: list[str], *, each: int = 4) -> dict[str, list[User]]:
    """The first few personas of each role, in this order of roles; roles without any are left out."""
    found = {role: list(persona().filter(role=role).order_by("pk")[:each]) for role in roles}
    return {role: users for role, users in found.items() if users}

"""Connecting a resident's account to a person, and what a resident may see.

Themselves, their household, their children below sixteen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Now

from ontschot.accounts import connecting
from ontschot.accounts.rules import may
from ontschot.domain.people.models import Authority, Membership, Person, PortalAccount
from ontschot.domain.people.rules import dates
from ontschot.domain.people.rules.representation import may_log_in, represented_until
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import end_access, open_access
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import Grant, Ground, Purpose


@deed
def connect_account(
    *, by: Actor, user_id: int, person_id: int, subject: str = "", request_id: UUID | None = None
) -> PortalAccount:
    """This account belongs to this resident. ``subject`` is what the login broker calls them."""
    with acting.wide("ontschot_register"):
        person = Person.objects.get(pk=person_id)
        account = PortalAccount.objects.create(
            drawer_id=person.drawer_id, user_id=user_id, person=person, subject=subject
        )
        refresh_subject_access([person_id])
    log.write("connect_account", "portal_account", [log.Subject(person_id)], object_id=account.pk)
    return account


class CannotConnect(ValueError):
    """An account that cannot be connected or taken back; ``rule`` names why, for the message at the field."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@deed
def connect_by_code(*, by: Actor, person_id: int, code: str, request_id: UUID | None = None) -> PortalAccount:
    """Give the resident who saw this code at the login access to what is their own.

    For who may correct the household and has this person open, after having made sure who it is. Raises CannotConnect
    (``code.unknown``, ``person.dead``, ``person.young``, ``person.connected``), PermissionError, Person.DoesNotExist.
    """
    _must_correct(by)
    person = Person.objects.get(pk=person_id)
    if person.death_date or person.suspension == Person.Suspension.DIED:
        raise CannotConnect("person.dead")
    if not may_log_in(dates.parse(person.birth_date) if person.birth_date else None, calendar.today()):
        raise CannotConnect("person.young")
    if PortalAccount.objects.filter(person=person).exists():
        raise CannotConnect("person.connected")
    user = connecting.account_of_code(code)
    if user is None:
        raise CannotConnect("code.unknown")
    with acting.wide("ontschot_register"):
        account = PortalAccount.objects.create(drawer_id=person.drawer_id, user_id=user.pk, person=person)
        refresh_subject_access([person_id])
    log.write("connect_account", "portal_account", [log.Subject(person_id)], object_id=account.pk)
    return account


@deed
def disconnect_account(*, by: Actor, person_id: int, request_id: UUID | None = None) -> Person:
    """Take the resident's access back, at once: connected to the wrong person, or somebody else has the telephone.

    Raises CannotConnect (``person.unconnected``), PermissionError, Person.DoesNotExist.
    """
    _must_correct(by)
    person = Person.objects.get(pk=person_id)
    account = PortalAccount.objects.filter(person=person).first()
    if account is None:
        raise CannotConnect("person.unconnected")
    connecting.close(account.user_id)
    with acting.wide("ontschot_register"):
        own = Grant.objects.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=Now()),
            user_id=account.user_id,
            purpose__in=[Purpose.OWN_DATA, Purpose.REPRESENTATION],
        )
        for source in set(own.values_list("source", flat=True)):
            end_access(source=source, user_id=account.user_id)
        account.delete()
    log.write("disconnect_account", "portal_account", [log.Subject(person_id)])
    return person


def _must_correct(by: Actor) -> None:
    if by.role != "system" and not may(by.role, "correct_household"):
        raise PermissionError("correct_household")


def refresh_subject_access(person_ids: Collection[int]) -> None:
    """Make what residents may see fit again after a change in memberships, authority or accounts. Under
    ``ontschot_register`` only.

    Called with the persons whose membership, authority or account changed; their parents' accounts follow.
    """
    holders = Authority.objects.filter(person_id__in=person_ids, ends_on="").values_list("holder_person_id", flat=True)
    accounts = PortalAccount.objects.filter(person_id__in={*person_ids, *(h for h in holders if h)}).select_related(
        "person"
    )
    for account in accounts:
        _refresh(account)


def _refresh(account: PortalAccount) -> None:
    wanted = _wanted(account.person)
    grants = Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=Now()),
        user_id=account.user_id,
        purpose__in=[Purpose.OWN_DATA, Purpose.REPRESENTATION],
    )
    present = {(g.source, g.person_id, g.household_id) for g in grants}
    for key in present - wanted.keys():
        end_access(source=key[0], user_id=account.user_id)
    for source, person_id, household_id in wanted.keys() - present:
        _open(account.user_id, source, person_id, household_id, wanted[(source, person_id, household_id)])


Key = tuple[str, int | None, int | None]


def _wanted(person: Person) -> dict[Key, dt.datetime | None]:
    """What this resident should be able to see, by source and subject, with the moment at which it ends.

    Nothing for somebody who died: whoever logs in is not them.
    """
    if person.death_date or person.suspension == Person.Suspension.DIED:
        return {}
    wanted: dict[Key, dt.datetime | None] = {("subject", person.pk, None): None}
    today = calendar.today()
    for household_id in Membership.objects.filter(person=person, period__contains=today).values_list(
        "household_id", flat=True
    ):
        wanted[(f"subject:household:{household_id}", None, household_id)] = None
    held = Authority.objects.filter(holder_person_id=person.pk, ends_on="").exclude(kind=Authority.Kind.UNDETERMINED)
    for authority in held.select_related("person"):
        birth = authority.person.birth_date
        until = represented_until(dates.parse(birth)) if birth else None
        if until and until > today:
            ends = dt.datetime.combine(until, dt.time(), tzinfo=calendar.AMSTERDAM)
            wanted[(f"authority:{authority.person_id}", authority.person_id, None)] = ends
    return wanted


def _open(
    user_id: int, source: str, person_id: int | None, household_id: int | None, ends_at: dt.datetime | None
) -> None:
    represented = source.startswith("authority:")
    grant = open_access(
        user_id=user_id,
        person_id=person_id,
        household_id=household_id,
        purpose=Purpose.REPRESENTATION if represented else Purpose.OWN_DATA,
        ground=Ground.AUTHORITY if represented else Ground.DATA_SUBJECT,
        source=source,
    )
    if ends_at is not None:
        Grant.objects.filter(pk=grant.pk).update(ends_at=ends_at)

"""Taking in a need, from anyone, by any channel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from ontschot.accounts import queries as accounts
from ontschot.accounts.models import Team, TeamMembership
from ontschot.accounts.rules import may
from ontschot.domain.access import queries, rules
from ontschot.domain.access.actions import term_keeping as keeping
from ontschot.domain.access.models import Request, Signal
from ontschot.domain.access.queries.book import term_book
from ontschot.domain.people import actions as people
from ontschot.domain.people.models import Membership
from ontschot.domain.people.rules.addresses import Address
from ontschot.foundation import calendar, events
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import DOSSIER, drawer_for, new_shield, open_access
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import Drawer, Shield

# Who may read a request of which the person does not know: who works for the municipality itself.
UNKNOWING_ROLES = ("access_worker", "generalist", "team_leader")
SEEN_OURSELVES = "avoids"  # the signal when the municipality itself saw that somebody avoids help
OUTSIDERS = frozenset({"public", "resident", "partner"})


class NobodyReceives(Exception):
    """No team is set to receive requests: the administrator must choose one, or a need would be lost."""


@dataclass(frozen=True)
class Newcomer:
    """Somebody who was not found, as told. ``birth_date`` is eight register digits or empty."""

    family_name: str
    given_names: str = ""
    prefix: str = ""
    birth_date: str = ""
    gender: str = "O"
    phone: str = ""
    email: str = ""
    address: Address | None = None


def report(
    *,
    by: Actor,
    person_id: int | None = None,
    newcomer: Newcomer | None = None,
    question: str,
    channel: str,
    reported_by: str = "self",
    referrer_name: str = "",
    referrer_contact: str = "",
    person_knows: bool = True,
    safety: str = "",
    reported_on: dt.date | None = None,
    signal: str = "",
    request_id: UUID | None = None,
) -> Request:
    """Take in a request about somebody known (``person_id``) or not (``newcomer``).

    With ``signal`` (a code of the configuration) nobody asked for this help: who told stays with the municipality.
    It opens the household to the intake team, and to a reporter of the municipality. The public, a resident and a
    partner get no access
    by it: they get the record back only to tell its number. Raises Refused, NobodyReceives, and what
    people.report_person raises.
    """
    facts: dict[str, Any] = {
        "question": question,
        "channel": Request.Channel(channel),
        "reported_by": Request.ReportedBy(reported_by),
        "referrer_name": referrer_name.strip(),
        "referrer_contact": referrer_contact.strip(),
        "person_knows": person_knows,
        "safety": safety,
        "reported_on": reported_on or calendar.today(),
        "signal": signal or (SEEN_OURSELVES if rules.is_unasked(reported_by) else ""),
    }
    try:
        return _report(by=by, person_id=person_id, newcomer=newcomer, request_id=request_id, **facts)
    except Request.DoesNotExist:
        # The same form again, by somebody who may not see what the first time made.
        number = queries.given_before(request_id) if request_id else None
        if number is None:
            raise
        with acting.wide("ontschot_register"):
            record = Request.objects.get(pk=number)
        log.read("request", [], object_id=number, repeated=True)
        return record


@deed
def _report(
    *, by: Actor, person_id: int | None, newcomer: Newcomer | None, request_id: UUID | None = None, **facts: Any
) -> Request:
    if by.role not in ("public", "resident", "system") and not may(by.role, "report_request"):
        raise PermissionError("this role takes in no requests")
    rules.check_report(
        question=facts["question"],
        reported_by=facts["reported_by"],
        referrer_name=facts["referrer_name"],
        reported_on=facts["reported_on"],
        today=calendar.today(),
    )
    signal = facts.pop("signal")
    if signal and signal not in term_book().signals:
        raise rules.Refused("signal", "unknown")
    source = {"source_name": facts["referrer_name"], "source_contact": facts["referrer_contact"]}
    if signal:
        facts |= {"referrer_name": "", "referrer_contact": ""}
    team = _intake_team(by)
    if newcomer is not None:
        person_id = people.report_person(by=by, **newcomer.__dict__).pk
    if person_id is None:
        raise rules.Refused("person", "missing")
    household = people.household_for(by=by, person_id=person_id)
    subject = log.Subject(person_id, household.pk)
    with acting.wide("ontschot_register"):
        record = Request.objects.create(
            drawer_id=drawer(household.pk, knows=facts["person_knows"]),
            household_id=household.pk,
            person_id=person_id,
            unasked=bool(signal),
            identity_checked=newcomer is None or by.role not in OUTSIDERS,
            team_id=team.pk,
            created_by=by.user_id,
            **facts,
        )
        if signal:
            Signal.objects.create(drawer_id=drawer(household.pk, knows=False), request=record, kind=signal, **source)
        keeping.begin(record, "report", record.reported_on, by=by)
        # To divide a request one needs who it is about and what was asked; triage opens the rest.
        name, needed, why = f"request:{record.pk}", [DOSSIER], "outreach" if signal else "intake"
        open_household(household.pk, name, why, team_id=team.pk, life_domains=needed)
        if by.user_id is not None and by.role not in OUTSIDERS and not sits(by.user_id, team.pk):
            open_household(household.pk, name, why, user_id=by.user_id, life_domains=needed)
    log.write("report", "request", [subject], object_id=record.pk, channel=record.channel)
    events.publish(rules.RequestReported(record.pk, household.pk, person_id, team.pk, record.safety))
    return record


def _intake_team(by: Actor) -> Team:
    """The reporter's own team when it receives requests, else the first that does."""
    receiving = accounts.intake_teams()
    if not receiving:
        raise NobodyReceives
    own = {t.pk for t in accounts.teams_of(by.user_id)} if by.user_id is not None else set()
    return next((team for team in receiving if team.pk in own), receiving[0])


def sits(user_id: int, team_id: int) -> bool:
    """Whether this user is in this team today."""
    return TeamMembership.objects.filter(user_id=user_id, team_id=team_id, period__contains=calendar.today()).exists()


def open_household(
    household_id: int,
    source: str,
    purpose: str,
    *,
    team_id: int | None = None,
    user_id: int | None = None,
    life_domains: Collection[str] | None = None,
) -> None:
    """Open a household with its members to a team or a user. Under ``ontschot_register`` only."""
    open_access(
        household_id=household_id,
        reaches_members=True,
        life_domains=life_domains,
        purpose=purpose,
        ground="public_task",
        source=source,
        team_id=team_id,
        user_id=user_id,
    )


def drawer(household_id: int, *, knows: bool) -> int:
    """Where a request lies: the household's drawer ``dossier``, or one for municipal roles when they do not know.

    Under ``ontschot_register`` only.
    """
    if knows:
        return drawer_for(household_id=household_id, life_domain=DOSSIER)
    kept = Drawer.objects.filter(
        household_id=household_id,
        life_domain__code=DOSSIER,
        shield__kind=Shield.Kind.ROLES,
        shield__roles=list(UNKNOWING_ROLES),
    ).first()
    if kept:
        return int(kept.pk)
    shield = new_shield(kind=Shield.Kind.ROLES, roles=UNKNOWING_ROLES)
    return drawer_for(household_id=household_id, life_domain=DOSSIER, shield_id=shield.pk)


@dataclass(frozen=True)
class Running:
    """A request about somebody that is still open, in the least that prevents doing it twice."""

    reference: str
    reported_on: dt.date
    state: str
    team_name: str
    number: int | None  # only when the user may open it


def running_requests(*, by: Actor, person_id: int) -> list[Running]:
    """Open requests about this person or the household they live in, also those that the user may not open: 'er
    loopt al een hulpvraag'.

    Sees widely on purpose and gives no content; only for who may take in requests, and only after identification.
    """
    if not may(by.role, "identify"):
        raise PermissionError("this role identifies nobody")
    with acting.wide("ontschot_register"):
        homes = Membership.objects.filter(person_id=person_id, period__contains=calendar.today())
        found = list(
            Request.objects.filter(
                Q(person_id=person_id) | Q(household_id__in=homes.values("household_id")), state__in=rules.OPEN_STATES
            ).order_by("-reported_on", "-pk")
        )
    visible = set(Request.objects.filter(pk__in=[r.pk for r in found]).values_list("pk", flat=True))
    teams = {team.pk: team.name for team in accounts.teams(active=None)}
    log.read("request", [log.Subject(person_id)], action="identify", running=len(found))
    return [
        Running(
            reference=rules.reference(r.pk),
            reported_on=r.reported_on,
            state=r.state,
            team_name=teams.get(r.team_id or 0, ""),
            number=r.pk if r.pk in visible else None,
        )
        for r in found
    ]

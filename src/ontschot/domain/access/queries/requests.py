"""Reading requests and their triage. Row security decides; every function logs for whom data was shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from ontschot.accounts import queries as accounts
from ontschot.accounts.models import Team, TeamMembership
from ontschot.domain.access import rules
from ontschot.domain.access.models import Conversation, Request, Triage
from ontschot.domain.people.models import Household, Person, Residence
from ontschot.domain.people.queries import persons_by_number
from ontschot.foundation import calendar
from ontschot.foundation.models import ClientRequest
from ontschot.foundation.name_order import in_order
from ontschot.privacy import acting, log
from ontschot.privacy import queries as privacy
from ontschot.privacy.models import LifeDomain


@dataclass(frozen=True)
class RequestLine:
    """A request in a list. ``person_name`` is empty when the person is no longer open to the user."""

    number: int
    reference: str
    person_id: int
    person_name: str
    birth_date: str
    household_id: int
    question: str
    channel: str
    reported_by: str
    unasked: bool
    state: str
    safety: str
    reported_on: dt.date
    identity_checked: bool
    team_id: int | None
    team_name: str
    user_id: int | None
    user_name: str
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something with it."""
        return self.state in rules.OPEN_STATES


@dataclass(frozen=True)
class TriageLine:
    """One decision on who takes a request, newest first in a list."""

    complexity: str
    life_domains: list[str]
    safety: str
    team_name: str
    user_name: str
    note: str
    made_by: str
    made_at: dt.datetime


@dataclass(frozen=True)
class RequestView:
    """A request on its own page. ``record`` carries all fields and the version."""

    record: Request
    line: RequestLine
    household_name: str
    person: Person | None
    triages: list[TriageLine]
    conversations: list[Conversation]
    others: list[RequestLine]
    possible: frozenset[str]


def sees_request(number: int) -> bool:
    """Whether there is a request of this number that is open to the user. Shows nothing of it."""
    return Request.objects.filter(pk=number).exists()


def request(number: int) -> RequestView:
    """One request with its history. Raises Request.DoesNotExist when not there or not open to the user."""
    record = Request.objects.get(pk=number)
    persons = persons_by_number([record.person_id])
    beside = list(
        Request.objects.filter(household_id=record.household_id).exclude(pk=number).order_by("-reported_on", "-pk")
    )
    [line, *others] = lines_of([record, *beside], persons=None)
    household = Household.objects.filter(pk=record.household_id).first()
    also = Q(household_id=record.household_id, also_about__contains=[number])
    talks = Conversation.objects.filter(Q(request_id=number) | also)
    view = RequestView(
        record=record,
        line=line,
        household_name=household.name if household else "",
        person=persons.get(record.person_id),
        triages=_triages(number),
        conversations=list(talks.order_by("held_on", "pk")),
        others=others,
        possible=rules.possible(record.state),
    )
    log.read("request", _subjects([line, *others]), object_id=number)
    return view


def _triages(number: int) -> list[TriageLine]:
    found = list(Triage.objects.filter(request_id=number).order_by("-made_at", "-pk"))
    if not found:
        return []
    people = accounts.user_names([t.made_by for t in found] + [t.user_id for t in found])
    teams = _team_names()
    domains = {d.pk: str(d) for d in LifeDomain.objects.all()}
    return [
        TriageLine(
            complexity=t.complexity,
            life_domains=[domains[i] for i in t.life_domain_ids if i in domains],
            safety=t.safety,
            team_name=teams.get(t.team_id, ""),
            user_name=people[t.user_id].name if t.user_id in people else "",
            note=t.note,
            made_by=people[t.made_by].name if t.made_by in people else "",
            made_at=t.made_at,
        )
        for t in found
    ]


def last_triage(number: int) -> Triage | None:
    """The newest triage of a request, to start the next one from; the caller shows (and logs) the request itself."""
    return Triage.objects.filter(request_id=number).order_by("-made_at", "-pk").first()


def open_requests(household_id: int) -> list[RequestLine]:
    """What is still open for this household, most urgent first."""
    return _listed(Request.objects.filter(household_id=household_id, state__in=rules.OPEN_STATES))[0]


def requests_of_household(household_id: int) -> list[RequestLine]:
    """Everything ever asked for this household, newest first."""
    lines = lines_of(Request.objects.filter(household_id=household_id).order_by("-reported_on", "-pk"))
    log.read("request", _subjects(lines))
    return lines


def requests_of_team(
    team_ids: Collection[int] | None = None,
    *,
    states: Collection[str] = rules.OPEN_STATES,
    unassigned: bool = False,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[RequestLine], bool]:
    """Requests of these teams (those of the current user when None), danger first, and whether there are more."""
    chosen = {team.pk for team in own_teams()} if team_ids is None else set(team_ids)
    found = Request.objects.filter(team_id__in=chosen, state__in=states)
    if unassigned:
        found = found.filter(assigned_user_id__isnull=True)
    return _listed(found, offset=offset, limit=limit)


def my_requests(
    *, states: Collection[str] = rules.OPEN_STATES, offset: int = 0, limit: int = 50
) -> tuple[list[RequestLine], bool]:
    """Requests that the current user picked up or was given, danger first, and whether there are more."""
    mine = Request.objects.filter(assigned_user_id=acting.current().actor.user_id, state__in=states)
    return _listed(mine, offset=offset, limit=limit)


def own_teams() -> list[Team]:
    """The teams of the current user."""
    user_id = acting.current().actor.user_id
    return accounts.teams_of(user_id) if user_id else []


def given_before(request_id: UUID) -> int | None:
    """The number of the record of this context that a form already led to, or None.

    For a form that was sent twice by somebody who may no longer see what it made.
    """
    kept = ClientRequest.objects.filter(
        user_id=acting.current().actor.user_id or 0, key=request_id, result__model__startswith="access."
    )
    number = kept.order_by("id").values_list("result__id", flat=True).first()
    return int(number) if number else None


def _listed(found: QuerySet[Request], *, offset: int = 0, limit: int = 200) -> tuple[list[RequestLine], bool]:
    order = [When(safety=code, then=Value(rank)) for code, rank in rules.SAFETY_ORDER.items()]
    ranked = found.order_by(Case(*order, output_field=IntegerField()), "reported_on", "pk")
    records = list(ranked[offset : offset + limit + 1])
    lines = lines_of(records[:limit])
    log.read("request", _subjects(lines), lines=len(lines))
    return lines, len(records) > limit


def lines_of(records: Iterable[Request], persons: dict[int, Person] | None = None) -> list[RequestLine]:
    """Lines of these requests, with the same number of queries for one as for fifty. The caller logs."""
    records = list(records)
    if not records:
        return []
    known = persons or persons_by_number(r.person_id for r in records)
    users = accounts.user_names(r.assigned_user_id for r in records)
    teams = _team_names()
    return [_line(r, known.get(r.person_id), teams, users) for r in records]


def _line(
    record: Request, person: Person | None, teams: dict[int, str], users: dict[int, accounts.Professional]
) -> RequestLine:
    user = users.get(record.assigned_user_id or 0)
    return RequestLine(
        number=record.pk,
        reference=rules.reference(record.pk),
        person_id=record.person_id,
        person_name=person.display_name if person else "",
        birth_date=person.birth_date if person else "",
        household_id=record.household_id,
        question=record.question,
        channel=record.channel,
        reported_by=record.reported_by,
        unasked=record.unasked,
        state=record.state,
        safety=record.safety,
        reported_on=record.reported_on,
        identity_checked=record.identity_checked,
        team_id=record.team_id,
        team_name=teams.get(record.team_id or 0, ""),
        user_id=record.assigned_user_id,
        user_name=user.name if user else "",
        version=record.version,
    )


def _team_names() -> dict[int, str]:
    return acting.remembered("team_names", lambda: {team.pk: team.name for team in accounts.teams(active=None)})


def _subjects(lines: Iterable[RequestLine]) -> list[log.Subject]:
    return [log.Subject(person_id=line.person_id, household_id=line.household_id) for line in lines]


@dataclass(frozen=True)
class TeamChoice:
    """A team that may take a request, with who is in it today."""

    team_id: int
    name: str
    takes_intake: bool
    members: list[tuple[int, str]]


def teams_to_choose() -> list[TeamChoice]:
    """Who may take a request: the teams in use, each with its members. Nothing of residents, so not logged."""
    seats: dict[int, list[tuple[int, str]]] = {}
    here = TeamMembership.objects.filter(period__contains=calendar.today(), user__is_active=True)
    for seat in here.select_related("user").order_by(in_order("user__name"), "pk"):
        seats.setdefault(seat.team_id, []).append((seat.user_id, str(seat.user)))
    return [TeamChoice(t.pk, t.name, t.takes_intake, seats.get(t.pk, [])) for t in accounts.teams()]


def life_domains() -> list[LifeDomain]:
    """The life domains of a conversation and a triage, in their order."""
    return list(privacy.life_domains(in_conversation=True))


def person_here(person_id: int) -> Person:
    """Somebody whom the user may see, to report a request about. Raises Person.DoesNotExist."""
    found = Person.objects.get(pk=person_id)
    log.read("person", [log.Subject(person_id=found.pk)], object_id=found.pk)
    return found


def address_of(person_id: int) -> Residence | None:
    """Where somebody of an open request lives as typed, to look them up with. The caller showed (and logged) the
    request.
    """
    return Residence.objects.filter(person_id=person_id, ends_on="").first()

"""What happens to a request: triage, picking it up, putting it right, knowing who it is about, ending it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Now

from ontschot.accounts.models import Team, User
from ontschot.accounts.rules import may
from ontschot.domain.access import rules
from ontschot.domain.access.actions import term_keeping as keeping
from ontschot.domain.access.actions.receiving import drawer, open_household, sits
from ontschot.domain.access.models import Request, Signal, Triage, Visit
from ontschot.domain.people import actions as people
from ontschot.foundation import calendar, events, versions
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import end_access
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import Grant, LifeDomain
from ontschot.privacy.queries import codes_of


@deed
def triage(
    *,
    by: Actor,
    request_number: int,
    version: int,
    complexity: str,
    life_domains: Collection[str],
    safety: str,
    team_id: int,
    user_id: int | None = None,
    note: str = "",
    regimes: Collection[str] | None = None,
    threats: Collection[str] = (),
    request_id: UUID | None = None,
) -> Triage:
    """Three separate answers, and who takes it. From now on that team works with the household and the intake no
    longer does. ``regimes`` (which laws apply; None: as the life domains suggest) and ``threats`` set the legal terms.

    Raises Conflict, ImpossibleStep, Refused, Request.DoesNotExist, KeyError.
    """
    record = _allowed(by, "triage", request_number)
    state = rules.after(record.state, "triage")
    domain_ids = _domain_ids(life_domains)
    _check_takers(team_id, user_id)
    record = versions.change(
        record,
        expected=version,
        state=state,
        safety=Triage.Safety(safety),
        team_id=team_id,
        assigned_user_id=user_id,
        regimes=keeping.regimes_of(regimes, life_domains),
        threats=keeping.threats_of(threats),
    )
    made = Triage.objects.create(
        drawer_id=record.drawer_id,
        request=record,
        complexity=Triage.Complexity(complexity),
        life_domain_ids=domain_ids,
        safety=Triage.Safety(safety),
        team_id=team_id,
        user_id=user_id,
        note=note,
        made_by=by.user_id or 0,
    )
    keeping.met(record, "triage", calendar.today())
    keeping.fit(record, by=by)
    _hand_over(record)
    log.write("triage", "request", [subject_of(record)], object_id=record.pk, team=team_id)
    events.publish(rules.RequestTriaged(record.pk, record.household_id, team_id, user_id, record.safety))
    return made


def _hand_over(record: Request) -> None:
    """The chosen team in, everyone who came with the intake or an earlier triage out; at once."""
    source = f"triage:{record.pk}"
    with acting.wide("ontschot_register"):
        end_access(source=f"request:{record.pk}")
        current = Grant.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), source=source)
        if set(current.values_list("team_id", "household_id")) == {(record.team_id, record.household_id)}:
            return
        end_access(source=source)
        open_household(record.household_id, source, purpose_of(record), team_id=record.team_id)


def purpose_of(record: Request) -> str:
    """Why a team works with the household of a request: to offer help that nobody asked for, or to coordinate it."""
    waits = record.unasked and Signal.objects.filter(request=record, accepted_on__isnull=True).exists()
    return "outreach" if waits else "coordination"


def _check_takers(team_id: int, user_id: int | None) -> None:
    if not Team.objects.filter(pk=team_id, active=True).exists():
        raise rules.Refused("team", "unknown")
    if user_id is not None and not (
        sits(user_id, team_id) and User.objects.filter(pk=user_id, is_active=True).exists()
    ):
        raise rules.Refused("user", "not_in_team")


def _domain_ids(codes: Collection[str]) -> list[int]:
    found = dict(LifeDomain.objects.filter(code__in=codes, active=True).values_list("code", "pk"))
    if not found:
        raise rules.Refused("life_domains", "missing")
    if unknown := set(codes) - found.keys():
        raise rules.Refused("life_domains", f"unknown {sorted(unknown)}")
    return sorted(found.values())


def _allowed(by: Actor, capability: str, request_number: int) -> Request:
    if not may(by.role, capability):
        raise PermissionError(f"this role may not {capability}")
    return Request.objects.get(pk=request_number)


def subject_of(record: Request) -> log.Subject:
    """Whom a request is about, for the log."""
    return log.Subject(record.person_id, record.household_id)


@deed
def pick_up(*, by: Actor, request_number: int, version: int, request_id: UUID | None = None) -> Request:
    """A member of the team takes a triaged request that nobody has yet. Raises Conflict, Refused, ImpossibleStep."""
    record = _allowed(by, "triage", request_number)
    if record.state == Request.State.RECEIVED or record.state not in rules.OPEN_STATES:
        raise rules.ImpossibleStep(record.state, "pick_up")
    if by.user_id is None or not sits(by.user_id, record.team_id or 0):
        raise rules.Refused("user", "not_in_team")
    record = versions.change(record, expected=version, assigned_user_id=by.user_id)
    log.write("pick_up", "request", [subject_of(record)], object_id=record.pk)
    return record


@deed
def answer(*, by: Actor, request_number: int, version: int, outcome: str, request_id: UUID | None = None) -> Request:
    """A simple question that was answered; nothing more is needed. Ends the access that the request opened."""
    return _close(by, request_number, version, "answer", outcome)


@deed
def withdraw(*, by: Actor, request_number: int, version: int, reason: str, request_id: UUID | None = None) -> Request:
    """The resident no longer wants it, or it turned out not to be a request. Ends the access that the request
    opened.
    """
    return _close(by, request_number, version, "withdraw", reason)


def _close(by: Actor, request_number: int, version: int, step: str, text: str) -> Request:
    record = _allowed(by, "triage", request_number)
    state = rules.after(record.state, step)
    if not text.strip():
        raise rules.Refused("outcome", "missing")
    record = versions.change(record, expected=version, state=state, outcome=text)
    keeping.met(record, step, calendar.today())
    keeping.end_all(record, state)
    log.write(step, "request", [subject_of(record)], object_id=record.pk)
    events.publish(rules.RequestClosed(record.pk, record.household_id, state))
    with acting.wide("ontschot_register"):
        end_access(source=f"request:{record.pk}")
        end_access(source=f"triage:{record.pk}")
    return record


@deed
def correct_request(
    *,
    by: Actor,
    request_number: int,
    version: int,
    question: str,
    channel: str,
    reported_by: str,
    referrer_name: str,
    referrer_contact: str,
    person_knows: bool,
    request_id: UUID | None = None,
) -> Request:
    """Put right what was taken down. Once the person knows, the request lies where they can see it. Raises
    Conflict, Refused.
    """
    record = _allowed(by, "triage", request_number)
    if record.state not in rules.OPEN_STATES:
        raise rules.ImpossibleStep(record.state, "correct")
    rules.check_report(
        question=question,
        reported_by=reported_by,
        referrer_name=referrer_name or ("-" if record.unasked else ""),  # who told of a signal lies apart
        reported_on=record.reported_on,
        today=max(calendar.today(), record.reported_on),
    )
    if record.unasked:
        if referrer_name or referrer_contact:
            told = {"source_name": referrer_name, "source_contact": referrer_contact}
            Signal.objects.filter(request=record).update(**told)
        referrer_name = referrer_contact = ""
    moves = person_knows != record.person_knows
    with acting.wide("ontschot_register"):
        drawer_id = drawer(record.household_id, knows=person_knows) if moves else record.drawer_id
    record = versions.change(
        record,
        expected=version,
        question=question,
        channel=Request.Channel(channel),
        reported_by=Request.ReportedBy(reported_by),
        referrer_name=referrer_name,
        referrer_contact=referrer_contact,
        person_knows=person_knows,
        drawer_id=drawer_id,
    )
    if moves:
        Triage.objects.filter(request=record).update(drawer_id=drawer_id)
        Visit.objects.filter(request=record).update(drawer_id=drawer_id)
        keeping.move(record)
    log.write("correct_request", "request", [subject_of(record)], object_id=record.pk)
    return record


@deed
def identify_subject(
    *,
    by: Actor,
    request_number: int,
    version: int,
    person_id: int | None = None,
    request_id: UUID | None = None,
) -> Request:
    """Say who an unchecked request is about: ``person_id`` (the same person), or None (somebody new, as typed).

    With a known person the request and the access it opened move to that person's household, and the provisional
    person is taken out of
    use. Raises Conflict, ImpossibleStep, Refused.
    """
    record = _allowed(by, "triage", request_number)
    rules.after(record.state, "identify")
    if record.identity_checked:
        raise rules.Refused("person", "already_checked")
    typed = subject_of(record)
    if person_id is None or person_id == record.person_id:
        record = versions.change(record, expected=version, identity_checked=True)
    else:
        record = _move(by, record, version, person_id)
    log.write("identify_subject", "request", {typed, subject_of(record)}, object_id=record.pk, new=person_id is None)
    return record


def _move(by: Actor, record: Request, version: int, person_id: int) -> Request:
    provisional = record.person_id
    household = people.household_for(by=by, person_id=person_id)
    sources = [f"request:{record.pk}", f"triage:{record.pk}"]
    with acting.wide("ontschot_register"):
        drawer_id = drawer(household.pk, knows=record.person_knows)
        open_now = Q(ends_at__isnull=True) | Q(ends_at__gt=Now())
        for grant in list(Grant.objects.filter(open_now, source__in=sources)):
            open_household(
                household.pk,
                grant.source,
                grant.purpose,
                team_id=grant.team_id,
                user_id=grant.user_id,
                life_domains=codes_of(grant.life_domain_ids),
            )
    triages = list(Triage.objects.filter(request=record))
    visits = list(Visit.objects.filter(request=record).values_list("pk", flat=True))
    signals = list(Signal.objects.filter(request=record).values_list("pk", flat=True))
    record = versions.change(
        record,
        expected=version,
        drawer_id=drawer_id,
        household_id=household.pk,
        person_id=person_id,
        identity_checked=True,
    )
    Triage.objects.filter(pk__in=[t.pk for t in triages]).update(drawer_id=drawer_id)
    Visit.objects.filter(pk__in=visits).update(drawer_id=drawer_id)
    with acting.wide("ontschot_register"):
        Signal.objects.filter(pk__in=signals).update(drawer_id=drawer(household.pk, knows=False))
    keeping.move(record)
    with acting.wide("ontschot_register"):
        stale = Grant.objects.filter(open_now, source__in=sources).exclude(household_id=household.pk)
        stale.update(ends_at=Now())
        in_use = Request.objects.filter(person_id=provisional).exists()
    if not in_use:
        people.remove_provisional(by=by, person_id=provisional)
    return record

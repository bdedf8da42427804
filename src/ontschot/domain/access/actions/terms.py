"""What a worker does with terms: another law, one by hand, standing still, a notice of delay, met, stopped, undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from ontschot.accounts.rules import may
from ontschot.domain.access import rules
from ontschot.domain.access.actions import term_keeping as keeping
from ontschot.domain.access.actions.requests import subject_of
from ontschot.domain.access.models import Request, Suspension, Term
from ontschot.domain.access.queries.book import term_book
from ontschot.domain.access.queries.terms import due_of
from ontschot.domain.access.rules import terms
from ontschot.domain.access.rules.book import Rule
from ontschot.domain.access.rules.terms import Pause
from ontschot.foundation import calendar, versions
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed

LONGEST_PAUSE = dt.timedelta(days=366)
OBJECTION_AHEAD = dt.timedelta(weeks=8)  # objecting takes six weeks (Awb 6:7), with days off at the end


def _demand(by: Actor) -> None:
    if not may(by.role, "triage"):
        raise PermissionError("this role keeps no terms")


def _running(by: Actor, term_id: int) -> tuple[Term, Rule]:
    _demand(by)
    term = Term.objects.get(pk=term_id)
    if term.state != Term.State.RUNNING:
        raise rules.ImpossibleStep(term.state, "change")
    return term, term_book().applied(term.rule, term.event_on, calendar.today()).rule


def _log(action: str, term: Term, **detail: str | int) -> None:
    log.write(
        action, "term", [log.Subject(term.person_id, term.household_id)], object_id=term.pk, rule=term.rule, **detail
    )


@deed
def choose_regimes(
    *,
    by: Actor,
    request_number: int,
    version: int,
    regimes: Collection[str],
    threats: Collection[str] = (),
    request_id: UUID | None = None,
) -> Request:
    """Which laws apply to a request and what threatens, after all. Terms of what no longer applies stop and stay
    readable; new ones count from the day of the report. Raises Conflict, ImpossibleStep, KeyError.
    """
    _demand(by)
    record = Request.objects.get(pk=request_number)
    if record.state in ("answered", "withdrawn"):
        raise rules.ImpossibleStep(record.state, "choose_regimes")
    record = versions.change(
        record,
        expected=version,
        regimes=keeping.regimes_of(regimes, ()),
        threats=keeping.threats_of(threats),
    )
    keeping.fit(record, by=by)
    log.write("choose_regimes", "request", [subject_of(record)], object_id=record.pk, regimes=list(record.regimes))
    return record


@deed
def start_term(*, by: Actor, request_number: int, rule: str, event_on: dt.date, request_id: UUID | None = None) -> Term:
    """A term that begins with something outside this product: an application, a decision that was sent.

    What begins when the objection term is over (Awb 7:10) may be started before: that day is known.
    Raises Refused, ImpossibleStep, Request.DoesNotExist.
    """
    _demand(by)
    record = Request.objects.get(pk=request_number)
    if record.state in ("answered", "withdrawn"):
        raise rules.ImpossibleStep(record.state, "start_term")
    known = {one.code: one for one in term_book().by_hand(event_on)}
    if rule not in known:
        raise rules.Refused("rule", "unknown")
    if known[rule].starts == "objection_term_over":
        if event_on > calendar.today() + OBJECTION_AHEAD:
            raise rules.Refused("event_on", "too_far")
    elif event_on > calendar.today():
        raise rules.Refused("event_on", "future")
    if event_on < calendar.today() - dt.timedelta(days=3 * 366):
        raise rules.Refused("event_on", "too_old")
    if Term.objects.filter(request=record, rule=rule, event_on=event_on, state=Term.State.RUNNING).exists():
        raise rules.Refused("event_on", "runs_already")
    made = keeping.make(record, known[rule], event_on, by=by)
    _log("start_term", made)
    return made


@deed
def suspend(
    *,
    by: Actor,
    term_id: int,
    version: int,
    ground: str,
    reason: str,
    starts_on: dt.date,
    ends_on: dt.date,
    request_id: UUID | None = None,
) -> Suspension:
    """Let a term stand still from ``starts_on`` until the day before ``ends_on``, on a ground that its rule knows.

    Days that stand still already count once; a suspension that adds no day is refused. It always has an end, so that
    no term is forgotten while it stands still. Raises Refused, Conflict, ImpossibleStep.
    """
    term, rule = _running(by, term_id)
    held = list(Suspension.objects.filter(term=term))
    _check_pause(term, rule, held, ground, reason, Pause(starts_on, ends_on))
    made = Suspension.objects.create(
        drawer_id=term.drawer_id,
        term=term,
        ground=ground,
        reason=reason.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        made_by=by.user_id or 0,
    )
    versions.change(term, expected=version, due_on=keeping.recount(term))
    _log("suspend", term, ground=ground)
    return made


def _check_pause(term: Term, rule: Rule, held: list[Suspension], ground: str, reason: str, pause: Pause) -> None:
    if ground not in rule.suspends:
        raise rules.Refused("ground", "not_allowed")
    if not reason.strip():
        raise rules.Refused("reason", "missing")
    if pause.start <= term.event_on:
        raise rules.Refused("starts_on", "before_term")
    if pause.start > due_of(term, held, term_book(), calendar.today())[1].on:
        raise rules.Refused("starts_on", "term_over")
    if pause.end <= pause.start:
        raise rules.Refused("ends_on", "before_start")
    if pause.end > pause.start + LONGEST_PAUSE:
        raise rules.Refused("ends_on", "too_long")
    if terms.overlap(pause, [Pause(s.starts_on, s.ends_on) for s in held]) == pause.days:
        raise rules.Refused("starts_on", "stands_still_already")


@deed
def end_suspension(
    *, by: Actor, suspension_id: int, version: int, ends_on: dt.date, request_id: UUID | None = None
) -> Suspension:
    """What was waited for is there, earlier or later than thought: the term runs again from that day.

    ``version`` is that of the term. Raises Refused, Conflict, ImpossibleStep, Suspension.DoesNotExist.
    """
    found = Suspension.objects.get(pk=suspension_id)
    term, _rule = _running(by, found.term_id)
    if ends_on <= found.starts_on:
        raise rules.Refused("ends_on", "before_start")
    if ends_on > found.starts_on + LONGEST_PAUSE:
        raise rules.Refused("ends_on", "too_long")
    if ends_on > found.ends_on and found.ends_on <= calendar.today():
        raise rules.Refused("ends_on", "ran_again")  # days that already counted do not stand still afterwards
    found.ends_on = ends_on
    found.save(update_fields=["ends_on"])
    versions.change(term, expected=version, due_on=keeping.recount(term))
    _log("end_suspension", term)
    return found


@deed
def notify_delay(
    *,
    by: Actor,
    term_id: int,
    version: int,
    sent_on: dt.date,
    until: dt.date,
    reason: str,
    request_id: UUID | None = None,
) -> Term:
    """That the resident was told, before the end, that the term is not met, with the new day (Awb 4:14, 7:10).

    Whether that makes the term itself longer stands in its rule; if not, the end of the law stays, and late stays late.
    Raises Refused, Conflict, ImpossibleStep.
    """
    term, rule = _running(by, term_id)
    due = due_of(term, Suspension.objects.filter(term=term), term_book(), calendar.today())[1]
    if rule.delay is None:
        raise rules.Refused("until", "not_allowed")
    if term.delay_sent_on is not None:
        raise rules.Refused("until", "told_already")
    if not reason.strip():
        raise rules.Refused("reason", "missing")
    if sent_on > calendar.today():
        raise rules.Refused("sent_on", "future")
    if sent_on <= term.event_on:
        raise rules.Refused("sent_on", "before_term")
    if sent_on > due.on:
        raise rules.Refused("sent_on", "term_over")
    if until <= due.on:
        raise rules.Refused("until", "not_later")
    if rule.delay.at_most and until > terms.add(due.counted, rule.delay.at_most, term_book().calendar):
        raise rules.Refused("until", "too_long")
    term.delay_sent_on, term.delay_until = sent_on, until
    term = versions.change(
        term,
        expected=version,
        delay_sent_on=sent_on,
        delay_until=until,
        delay_reason=reason.strip(),
        due_on=keeping.recount(term),
    )
    _log("notify_delay", term)
    return term


@deed
def meet_term(
    *, by: Actor, term_id: int, version: int, on: dt.date, note: str = "", request_id: UUID | None = None
) -> Term:
    """What the term was for is done, on this day. Raises Refused, Conflict, ImpossibleStep."""
    term, _rule = _running(by, term_id)
    if on > calendar.today():
        raise rules.Refused("on", "future")
    if on < term.event_on <= calendar.today():
        raise rules.Refused("on", "before_term")
    term.version = version
    changed = keeping.end(term, Term.Ending.DONE, on, note=note.strip())
    _log("meet_term", changed)
    return changed


@deed
def stop_term(*, by: Actor, term_id: int, version: int, note: str, request_id: UUID | None = None) -> Term:
    """It does not apply after all, with the reason; it stays readable. Raises Refused, Conflict, ImpossibleStep."""
    term, _rule = _running(by, term_id)
    if not note.strip():
        raise rules.Refused("note", "missing")
    term.version = version
    ending, today = Term.Ending.NOT_APPLICABLE, calendar.today()
    changed = keeping.end(term, ending, today, state=Term.State.STOPPED, note=note.strip())
    _log("stop_term", changed)
    return changed


@deed
def resume_term(*, by: Actor, term_id: int, version: int, request_id: UUID | None = None) -> Term:
    """Undo: it runs after all, as if it had never ended. Raises Refused, Conflict, ImpossibleStep."""
    _demand(by)
    term = Term.objects.get(pk=term_id)
    if term.state == Term.State.RUNNING:
        raise rules.ImpossibleStep(term.state, "resume")
    if term.request.state in ("answered", "withdrawn"):
        raise rules.Refused("term", "request_closed")
    if Term.objects.filter(request=term.request, rule=term.rule, state=Term.State.RUNNING).exists():
        raise rules.Refused("term", "runs_already")
    changed = versions.change(
        term,
        expected=version,
        state=Term.State.RUNNING,
        ended_on=None,
        ending="",
        note="",
        due_on=keeping.recount(term),
    )
    _log("resume_term", changed)
    return changed

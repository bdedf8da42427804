"""The periodic review of what was decided (Wmo 2015 art. 2.3.9): a day that a person chooses, kept as a term."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from ontschot.accounts.rules import may
from ontschot.domain.access import rules
from ontschot.domain.access.actions.term_keeping import make
from ontschot.domain.access.models import Request, Term
from ontschot.domain.access.queries.book import term_book
from ontschot.foundation import calendar, versions
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed

FURTHEST = dt.timedelta(days=5 * 366)


@deed
def plan_review(*, by: Actor, request_number: int, on: dt.date, request_id: UUID | None = None) -> Term:
    """Look again at what was decided after this request, on this day at the latest; a day chosen before moves.

    Raises Refused, ImpossibleStep, PermissionError, Request.DoesNotExist.
    """
    if not may(by.role, "triage"):
        raise PermissionError("this role keeps no terms")
    record, today = Request.objects.get(pk=request_number), calendar.today()
    if record.state in ("answered", "withdrawn"):
        raise rules.ImpossibleStep(record.state, "plan_review")
    if on <= today:
        raise rules.Refused("on", "not_later")
    if on > today + FURTHEST:
        raise rules.Refused("on", "too_far")
    rule = next(iter(term_book().by_choice(today)), None)
    if rule is None:
        raise rules.Refused("on", "unknown")
    term = Term.objects.filter(request=record, rule=rule.code, state=Term.State.RUNNING).first()
    if term is not None:
        term = versions.change(term, expected=term.version, chosen_on=on, due_on=on)
    else:
        term = make(record, rule, today, by=by, chosen_on=on)
    subject = log.Subject(record.person_id, record.household_id)
    log.write("plan_review", "term", [subject], object_id=term.pk, on=on.isoformat())
    return term

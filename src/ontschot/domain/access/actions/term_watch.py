"""What the product itself does with terms: count them anew, remind, escalate, and end them with a death or a move.

System work that sees widely: a term must be watched also when nobody has its household open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from ontschot.accounts import queries as accounts
from ontschot.domain.access.actions import term_keeping as keeping
from ontschot.domain.access.actions.term_leaving import entrust_unseen
from ontschot.domain.access.models import Request, Suspension, Term, TermNotice
from ontschot.domain.access.queries.book import term_book
from ontschot.domain.access.rules.book import Rule
from ontschot.domain.access.rules.term_events import TermNeedsAttention
from ontschot.foundation import calendar, events, versions
from ontschot.foundation.sayings import Saying
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import Grant, Purpose

CHUNK = 500
ENDINGS = {"died": "on_death", "moved_out": "on_move", "emigrated": "on_move"}


@deed
def watch_terms(*, by: Actor) -> None:
    """Count every running term anew (the law may have changed), then remind and escalate, each step once."""
    recounted = told = 0
    with acting.wide("ontschot_register"):
        for term, held in _running():
            due_on = keeping.recount(term, held)
            if due_on != term.due_on:
                term = versions.change(term, expected=term.version, due_on=due_on)
                recounted += 1
            told += _tell(term)
    entrusted = sum(len(entrust_unseen(household_id)) for household_id in _households())
    log.write("watch_terms", "term", [], recounted=recounted, told=told, entrusted=entrusted)


def _households() -> list[int]:
    """Of which terms run and nobody has the household open: the net under the deeds that end access."""
    with acting.wide("ontschot_register"):
        running = Term.objects.filter(state=Term.State.RUNNING)
        kept = Grant.objects.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), household_id=OuterRef("household_id"), starts_at__lte=Now()
        ).filter(Q(team_id__isnull=False) | Q(purpose=Purpose.COORDINATION))
        return list(running.exclude(Exists(kept)).order_by().values_list("household_id", flat=True).distinct())


def _running() -> Iterator[tuple[Term, list[Suspension]]]:
    last = 0
    while True:
        part = list(Term.objects.filter(state=Term.State.RUNNING, pk__gt=last).order_by("pk")[:CHUNK])
        if not part:
            return
        held: dict[int, list[Suspension]] = {}
        for one in Suspension.objects.filter(term_id__in=[t.pk for t in part]):
            held.setdefault(one.term_id, []).append(one)
        for term in part:
            yield term, held.get(term.pk, [])
        last = part[-1].pk


def _tell(term: Term) -> int:
    """The step that was reached and not told yet: 1 when somebody was told."""
    rule = term_book().applied(term.rule, term.event_on, calendar.today()).rule
    left = (term.due_on - calendar.today()).days
    if rule.residents or not rule.remind or left > max(rule.remind):
        return 0
    late = left < 0
    kind = TermNotice.Kind.ESCALATION if late else TermNotice.Kind.REMINDER
    step = -1 if late else min(days for days in rule.remind if days >= left)
    _notice, made = TermNotice.objects.get_or_create(
        term=term, kind=kind, days=step, due_on=term.due_on, defaults={"drawer_id": term.drawer_id}
    )
    if not made:
        return 0
    request = Request.objects.only("assigned_user_id", "team_id").get(pk=term.request_id)
    for user_id, team_id in _whom(request, late=late):
        events.publish(_event(term, _near(term, rule), user_id, team_id, reminder=True))
    return 1


def _whom(request: Request, *, late: bool) -> list[tuple[int | None, int | None]]:
    """A reminder goes to whose request it is, else to the team; what is late to who leads the team as well."""
    whom: list[tuple[int | None, int | None]] = []
    if request.assigned_user_id or request.team_id:
        whom.append((request.assigned_user_id, None) if request.assigned_user_id else (None, request.team_id))
    if late and request.team_id:
        leaders = accounts.leaders_of(request.team_id)
        whom += [(user_id, None) for user_id in leaders if user_id != request.assigned_user_id]
    return whom


def _near(term: Term, rule: Rule) -> Saying:
    """Which term, of which request, and when: no name, nothing of what was asked."""
    return Saying("term_near", {**keeping.facts(term, rule), "date": term.due_on})


def _event(
    term: Term, says: Saying, user_id: int | None, team_id: int | None, *, reminder: bool = False
) -> TermNeedsAttention:
    return TermNeedsAttention(
        term.pk, term.household_id, term.person_id, term.drawer_id, says, term.due_on, user_id, team_id, reminder
    )


@deed
def person_left(*, by: Actor, person_id: int, change: str, on: dt.date) -> None:
    """Somebody died, or moved out of the municipality: their running terms stop, are asked about, or go on, as the
    configuration says of each. ``change`` is died, moved_out or emigrated. Raises KeyError for another.
    """
    effect = ENDINGS[change]
    subjects = set()
    with acting.wide("ontschot_register"):
        for term in Term.objects.filter(person_id=person_id, state=Term.State.RUNNING):
            rule = term_book().applied(term.rule, term.event_on, calendar.today()).rule
            subjects.add(log.Subject(term.person_id, term.household_id))
            if getattr(rule, effect) == "stop":
                keeping.end(term, Term.Ending(change), max(on, term.event_on), state=Term.State.STOPPED)
            elif getattr(rule, effect) == "ask":
                request = Request.objects.get(pk=term.request_id)
                for user_id, team_id in _whom(request, late=False):
                    events.publish(_event(term, _ask(term, rule, change), user_id, team_id))
    log.write("person_left", "term", sorted(subjects, key=repr), change=change)


def _ask(term: Term, rule: Rule, change: str) -> Saying:
    return Saying("term_of_deceased" if change == "died" else "term_of_moved", keeping.facts(term, rule))

"""Terms that begin and end with what happens to a request; called inside the deeds on requests, which log.

Nothing here decides for anybody: a term says until when, never what.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from ontschot.domain.access.models import Request, Suspension, Term, TermNotice
from ontschot.domain.access.queries.book import term_book
from ontschot.domain.access.queries.terms import due_of
from ontschot.domain.access.rules import reference
from ontschot.domain.access.rules.book import Rule
from ontschot.domain.access.rules.term_events import TermEnded
from ontschot.foundation import calendar, events, versions
from ontschot.foundation.sayings import Fact
from ontschot.privacy import acting
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import end_access

OWN = "own"  # the municipality's own norms run for every request


def begin(record: Request, event: str, on: dt.date, *, by: Actor) -> list[Term]:
    """Start the terms that begin by themselves with this event on this day; those that ran before start no second time.

    'At once' counts from the day on which the urgency was known, which is today or the event, whichever is later.
    """
    regimes = [*record.regimes, OWN]
    urgent = record.safety == "urgent"
    rules = term_book().begun_by(event, regimes, on, urgent=urgent, threats=record.threats, unasked=record.unasked)
    known = set(Term.objects.filter(request=record).exclude(ending=Term.Ending.REGIME).values_list("rule", flat=True))
    today = calendar.today()
    return [
        make(record, rule, max(on, today) if rule.when == "urgent" else on, by=by)
        for rule in rules
        if rule.code not in known
    ]


def make(record: Request, rule: Rule, event_on: dt.date, *, by: Actor, chosen_on: dt.date | None = None) -> Term:
    """A running term of this rule for a request; ``chosen_on``: its last day, of a rule whose day is chosen."""
    made = Term(
        drawer_id=record.drawer_id,
        household_id=record.household_id,
        person_id=record.person_id,
        request=record,
        rule=rule.code,
        regime=rule.regime,
        event_on=event_on,
        chosen_on=chosen_on,
        made_by=by.user_id,
    )
    made.due_on = due_of(made, (), term_book(), calendar.today())[1].on
    made.save(force_insert=True)
    return made


def fit(record: Request, *, by: Actor) -> None:
    """Bring the running terms in line with the regimes and threats of a request: what no longer applies stops, what
    begins with the report starts.
    """
    book = term_book()
    wanted = {*record.regimes, OWN}
    fitting = {r.code for r in book.begun_by("report", wanted, record.reported_on, threats=record.threats)}
    for term in Term.objects.filter(request=record, state=Term.State.RUNNING):
        rule = book.on(term.rule, term.event_on) if term.rule in book.rules else None
        if rule is None or rule.when == "hand":
            continue  # a worker began it for a reason of its own, and ends it so
        begun_so = rule.starts == "report" and rule.when in ("always", "threat")
        if term.regime not in wanted or (begun_so and term.rule not in fitting):
            end(term, Term.Ending.REGIME, calendar.today(), state=Term.State.STOPPED)
        elif rule.when == "urgent" and record.safety != "urgent":
            end(term, Term.Ending.NOT_APPLICABLE, calendar.today(), state=Term.State.STOPPED)
    begin(record, "report", record.reported_on, by=by)


def met(record: Request, step: str, on: dt.date) -> None:
    """A step was taken: the terms that it meets are met on that day."""
    book = term_book()
    codes = [rule.code for rule in book if step in rule.met_by]
    for term in Term.objects.filter(request=record, state=Term.State.RUNNING, rule__in=codes):
        end(term, Term.Ending.DONE, max(on, term.event_on))


def end_all(record: Request, ending: str) -> None:
    """A request ended: whatever still runs stops, with that as the reason."""
    for term in Term.objects.filter(request=record, state=Term.State.RUNNING):
        end(term, ending, calendar.today(), state=Term.State.STOPPED)


def end(term: Term, ending: str, on: dt.date, *, state: str = Term.State.MET, note: str = "") -> Term:
    """Met or stopped; whoever was reminded hears that it is over, and what a team saw only to keep it is closed. Raises
    Conflict.
    """
    changed = versions.change(term, expected=term.version, state=state, ending=ending, ended_on=on, note=note)
    events.publish(TermEnded(term.pk, term.household_id))
    with acting.wide("ontschot_register"):
        end_access(source=f"term:{term.pk}")
    return changed


def recount(term: Term, suspensions: Iterable[Suspension] | None = None) -> dt.date:
    """The last day as it is now."""
    held = Suspension.objects.filter(term=term) if suspensions is None else suspensions
    return due_of(term, held, term_book(), calendar.today())[1].on


def move(record: Request) -> None:
    """The request lies elsewhere, or is about somebody else: its terms go along."""
    found = Term.objects.filter(request=record)
    numbers = list(found.values_list("pk", flat=True))
    held = list(Suspension.objects.filter(term_id__in=numbers).values_list("pk", flat=True))
    told = list(TermNotice.objects.filter(term_id__in=numbers).values_list("pk", flat=True))
    found.filter(pk__in=numbers).update(
        drawer_id=record.drawer_id, household_id=record.household_id, person_id=record.person_id
    )
    Suspension.objects.filter(pk__in=held).update(drawer_id=record.drawer_id)
    TermNotice.objects.filter(pk__in=told).update(drawer_id=record.drawer_id)


def regimes_of(codes: Collection[str] | None, life_domains: Collection[str]) -> list[str]:
    """The regimes that were chosen, or those that the life domains suggest. Raises KeyError for an unknown one."""
    book = term_book()
    if codes is None:
        return book.regimes_for(life_domains)
    return [book.regimes[code].code for code in codes if code != OWN]


def threats_of(codes: Collection[str]) -> list[str]:
    """Checked. Raises KeyError for an unknown one."""
    book = term_book()
    return [book.threats[code].code for code in codes]


def facts(term: Term, rule: Rule) -> dict[str, Fact]:
    """What every sentence about a term names: which term, its article and its request. No name of anybody."""
    return {
        "term": {language: rule.name(language) for language in ("nl", "en")},
        "article": {language: rule.cited(language) for language in ("nl", "en")},
        "reference": reference(term.request_id),
    }

"""Terms that still run when the access of who kept them ends: each is settled by a person, or goes to who leads the
team, with a task. A term never becomes invisible.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from ontschot.accounts import queries as accounts
from ontschot.accounts.rules import may
from ontschot.domain.access import rules
from ontschot.domain.access.actions import term_keeping as keeping
from ontschot.domain.access.models import Request, Term
from ontschot.domain.access.queries.book import term_book
from ontschot.domain.access.queries.terms import TermLine, municipal_terms
from ontschot.domain.access.rules.term_events import TermNeedsAttention
from ontschot.foundation import calendar, events
from ontschot.foundation.sayings import Saying
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import DOSSIER, open_access
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import Ground, Purpose
from ontschot.privacy.queries import grants_on

SETTLINGS = ("met", "stop", "leader")


@deed
def settle_terms(
    *, by: Actor, household_id: int, settlings: Mapping[int, str], note: str = "", request_id: UUID | None = None
) -> None:
    """What happens to each term that the municipality must still keep for a household whose plan closes.

    ``settlings``: term number -> met (done today), stop (does not apply; ``note`` says why) or leader (goes on, with
    who leads the team). Raises Refused when one has no answer or no reason, and nothing is settled; PermissionError.
    """
    if by.role != "system" and not may(by.role, "triage"):
        raise PermissionError("this role keeps no terms")
    running = municipal_terms(household_id)
    if any(settlings.get(line.record.pk) not in SETTLINGS for line in running):
        raise rules.Refused("terms", "missing")
    stops = [line for line in running if settlings[line.record.pk] == "stop"]
    if stops and not note.strip():
        raise rules.Refused("term_note", "missing")
    for line in running:
        _settle(line, settlings[line.record.pk], note.strip()[:500])
    told = {str(line.record.pk): settlings[line.record.pk] for line in running}
    log.write("settle_terms", "term", [log.Subject(household_id=household_id)], settled=told)


def _settle(line: TermLine, how: str, note: str) -> None:
    term, today = line.record, max(calendar.today(), line.record.event_on)
    if how == "met":
        keeping.end(term, Term.Ending.DONE, today)
    elif how == "stop":
        keeping.end(term, Term.Ending.NOT_APPLICABLE, today, state=Term.State.STOPPED, note=note)
    else:
        with acting.wide("ontschot_register"):
            _entrust(term)


def entrust_unseen(household_id: int) -> list[int]:
    """The running terms of a household that nobody keeps any more go to the team that has their request: it sees them
    until they end, and who leads it has a task. Called where access ends; returns their numbers. System work.
    """
    with acting.wide("ontschot_register"):
        running = Term.objects.filter(household_id=household_id, state=Term.State.RUNNING).order_by("pk")
        rules_now = term_book()
        open_now = list(grants_on(household_id=household_id).values_list("source", "team_id", "purpose"))
        kept = any(
            not source.startswith("term:") and (team_id is not None or purpose == Purpose.COORDINATION)
            for source, team_id, purpose in open_now
        )
        sources = {source for source, _team, _purpose in open_now}
        unseen = [
            term
            for term in running
            if not kept
            and f"term:{term.pk}" not in sources
            and not rules_now.applied(term.rule, term.event_on, calendar.today()).rule.residents
        ]
        for term in unseen:
            _entrust(term)
    return [term.pk for term in unseen]


def _entrust(term: Term) -> None:
    """Under ``ontschot_register``."""
    request = Request.objects.only("id", "team_id").get(pk=term.request_id)
    team_id = request.team_id or next((team.pk for team in accounts.intake_teams()), None)
    if team_id is None:
        return  # no team takes anything in: an installation without teams has nobody to tell
    open_access(
        team_id=team_id,
        household_id=term.household_id,
        life_domains=[DOSSIER],
        reaches_members=True,
        purpose=Purpose.TEAM_LEAD,
        ground=Ground.PUBLIC_TASK,
        source=f"term:{term.pk}",
    )
    rule = term_book().applied(term.rule, term.event_on, calendar.today()).rule
    says = Saying("term_without_coordinator", {**keeping.facts(term, rule), "date": term.due_on})
    leaders: list[tuple[int | None, int | None]] = [(user_id, None) for user_id in accounts.leaders_of(team_id)]
    for user_id, team in leaders or [(None, team_id)]:
        events.publish(
            TermNeedsAttention(
                term.pk, term.household_id, term.person_id, term.drawer_id, says, term.due_on, user_id, team
            )
        )

"""Arrears from a file: each good row about somebody we know becomes a request that nobody asked for.

With the ground and the purpose of its kind of signal, and the urgent track when something is about to be cut off.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ontschot.accounts.rules import may
from ontschot.domain.access.actions.receiving import report
from ontschot.domain.access.actions.terms import choose_regimes
from ontschot.domain.access.models import Request, Signal
from ontschot.domain.access.queries.arrears import Found
from ontschot.domain.access.rules import arrears as rules
from ontschot.privacy import acting, jobs, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import Job

JOB = "arrears"
STEP = 20  # rows taken in within one transaction


@dataclass(frozen=True)
class Source:
    """Who sent the file: the kind of arrears (a code of rules.arrears.KINDS), name, how to reach them, of which day."""

    kind: str
    name: str
    contact: str
    sent_on: dt.date
    threat: str = ""  # which of the kind's threats, when a row says that something threatens


@deed
def begin_arrears(
    *, by: Actor, source: Source, columns: Mapping[str, int], rows: int, request_id: UUID | None = None
) -> Job:
    """Have the held file taken in by the worker. Raises PermissionError."""
    _demand(by)
    wish = {**vars(source), "sent_on": source.sent_on.isoformat(), "columns": dict(columns)}
    job = jobs.ask(kind=JOB, wish=wish, total=rows)
    log.write("begin_arrears", "signal_file", [], object_id=job.pk, kind=source.kind, rows=rows)
    return job


@deed
def receive_arrears(*, by: Actor, found: Found, source: Source, request_id: UUID | None = None) -> Request:
    """Take in one row (state 'new'). The text holds what the row says of the debt, and never a number of the person.

    Raises what ``report`` raises; ValueError for a row that is not new.
    """
    _demand(by)
    if found.state != "new" or found.person_id is None:
        raise ValueError(found.state)
    record = report(
        by=by,
        person_id=found.person_id,
        question=_question(found, source),
        channel="partner",
        reported_by="municipality",
        referrer_name=source.name,
        referrer_contact=source.contact,
        person_knows=False,
        reported_on=source.sent_on,
        signal=source.kind,
    )
    with acting.wide("ontschot_register"):
        Signal.objects.filter(request_id=record.pk).update(file_key=found.key)
    if found.row.threatens and source.threat in rules.KINDS[source.kind]:
        record = choose_regimes(
            by=by, request_number=record.pk, version=record.version, regimes=["wgs"], threats=[source.threat]
        )
    log.write(
        "receive_arrears", "request", [log.Subject(record.person_id, record.household_id)], object_id=record.pk,
        kind=source.kind, urgent=found.row.threatens,
    )  # fmt: skip
    return record


def _demand(by: Actor) -> None:
    if not (may(by.role, "identify") and may(by.role, "report_request")):
        raise PermissionError("report_request")


def _question(found: Found, source: Source) -> str:
    """In plain Dutch, as the desk would write it down; the words of the municipality, not of a screen."""
    row = found.row
    parts = [f"Achterstand, gemeld door {source.name}."]
    if row.amount is not None:
        euros, rest = divmod(row.amount, 100)
        parts.append(f"Bedrag: € {euros:,}".replace(",", ".") + f",{rest:02}.")
    parts += [f"{label}: {text}." for label, text in (
        ("Maanden of termijnen", row.months), ("Kenmerk", row.reference), ("Bereikbaar", row.contact),
    ) if text]  # fmt: skip
    if row.threatens:
        parts.append(f"Dreiging: {row.threat}.")
    return " ".join(parts)

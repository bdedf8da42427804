"""The log: one line for each person whose data was read or written, in the same transaction as the reading or writing.

Source of the fields: NEN 7513 (logging of access to personal records), Logboek Dataverwerkingen.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ontschot.privacy.acting import current


@dataclass(frozen=True)
class Subject:
    """Whom a line is about: a person, a household, or a person as a member of a household."""

    person_id: int | None = None
    household_id: int | None = None


NOBODY = Subject()
_MOST_WAITING = 500  # calls of ``read`` whose lines wait; a long piece of work does not keep all of them in memory


def read(
    object_kind: str, subjects: Iterable[Subject], *, object_id: int | None = None, action: str = "read", **detail: Any
) -> None:
    """Log that data of these subjects was shown. No subjects (an empty list, nothing found) still gives one line.

    The lines of one transaction are written together before it commits; without them nothing is shown.
    """
    work = current()
    work.logged += 1
    if not work.unwritten:
        work.before_commit.append(write_reads)
    work.unwritten.append(_Line(action, object_kind, tuple(subjects) or (NOBODY,), object_id, "done", detail))
    if len(work.unwritten) >= _MOST_WAITING:
        write_reads()


def write_reads() -> None:
    """Write the lines about reading that wait; before the commit, and before somebody looks in the log."""
    work = current()
    waiting, work.unwritten[:] = list(work.unwritten), []
    if waiting:
        _insert(waiting)


def write(
    action: str, object_kind: str, subjects: Iterable[Subject], *, object_id: int | None = None, **detail: Any
) -> None:
    """Log that a deed changed data of these subjects."""
    _append(action, object_kind, list(subjects) or [NOBODY], object_id, "done", detail)


def refused(action: str, object_kind: str, *, object_id: int | None = None, **detail: Any) -> None:
    """Log an attempt that was refused."""
    _append(action, object_kind, [NOBODY], object_id, "refused", detail)


@dataclass(frozen=True)
class _Line:
    """What the lines of one call have in common; one line for each subject."""

    action: str
    object_kind: str
    subjects: tuple[Subject, ...]
    object_id: int | None
    outcome: str
    detail: dict[str, Any]


_INSERT = """
    INSERT INTO privacy_logentry (id, at, user_id, role, organisation_id, on_behalf_of, subject_person_id,
    subject_household_id,
        action, object_kind, object_id, purpose, ground, outcome, origin, trace, detail, transaction, era)
    WITH s AS MATERIALIZED (
        SELECT * FROM unnest(%(ids)s::uuid[], %(persons)s::bigint[], %(households)s::bigint[], %(actions)s::text[],
            %(kinds)s::text[], %(objects)s::bigint[], %(outcomes)s::text[], %(details)s::text[])
            AS s(id, person_id, household_id, action, object_kind, object_id, outcome, detail)),
    covered AS MATERIALIZED (
        SELECT person_id, household_id, privacy_covered_for(person_id, household_id) AS whom
          FROM (SELECT DISTINCT person_id, household_id FROM s) pair)
    SELECT s.id, clock_timestamp(), %(user_id)s, %(role)s, %(organisation_id)s,
        COALESCE(NULLIF(%(on_behalf_of)s, ''), covered.whom), s.person_id, s.household_id,
        s.action, s.object_kind, s.object_id, %(purpose)s, %(ground)s, s.outcome, %(origin)s, %(trace)s,
        s.detail::jsonb, pg_current_xact_id()::text::bigint, (SELECT era FROM foundation_installation)
      FROM s JOIN covered ON COALESCE(s.person_id, 0) = COALESCE(covered.person_id, 0)
                         AND COALESCE(s.household_id, 0) = COALESCE(covered.household_id, 0)
"""


def _append(
    action: str, object_kind: str, subjects: list[Subject], object_id: int | None, outcome: str, detail: dict[str, Any]
) -> None:
    _insert([_Line(action, object_kind, tuple(subjects), object_id, outcome, detail)])
    current().logged += 1


def _insert(lines: list[_Line]) -> None:
    actor = current().actor
    rows = [(line, subject) for line in lines for subject in dict.fromkeys(line.subjects)]
    details = {id(line): json.dumps(line.detail) for line in lines}
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            {
                "ids": [uuid.uuid4() for _ in rows],
                "persons": [subject.person_id for _, subject in rows],
                "households": [subject.household_id for _, subject in rows],
                "actions": [line.action for line, _ in rows],
                "kinds": [line.object_kind for line, _ in rows],
                "objects": [line.object_id for line, _ in rows],
                "outcomes": [line.outcome for line, _ in rows],
                "details": [details[id(line)] for line, _ in rows],
                "user_id": actor.user_id,
                "role": actor.role,
                "organisation_id": actor.organisation_id,
                "on_behalf_of": actor.on_behalf_of,
                "purpose": actor.purpose,
                "ground": actor.ground,
                "origin": actor.origin[:120],
                "trace": actor.trace,
            },
        )

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


def read(
    object_kind: str, subjects: Iterable[Subject], *, object_id: int | None = None, action: str = "read", **detail: Any
) -> None:
    """Log that data of these subjects was shown. No subjects (an empty list, nothing found) still gives one line."""
    _append(action, object_kind, list(subjects) or [NOBODY], object_id, "done", detail)


def write(
    action: str, object_kind: str, subjects: Iterable[Subject], *, object_id: int | None = None, **detail: Any
) -> None:
    """Log that a deed changed data of these subjects."""
    _append(action, object_kind, list(subjects) or [NOBODY], object_id, "done", detail)


def refused(action: str, object_kind: str, *, object_id: int | None = None, **detail: Any) -> None:
    """Log an attempt that was refused."""
    _append(action, object_kind, [NOBODY], object_id, "refused", detail)


_INSERT = """
    INSERT INTO privacy_logentry (id, at, user_id, role, organisation_id, on_behalf_of, subject_person_id,
    subject_household_id,
        action, object_kind, object_id, purpose, ground, outcome, origin, trace, detail, transaction, era)
    SELECT s.id, clock_timestamp(), %(user_id)s, %(role)s, %(organisation_id)s,
        COALESCE(NULLIF(%(on_behalf_of)s, ''), privacy_covered_for(s.person_id, s.household_id)), s.person_id,
        s.household_id,
        %(action)s, %(object_kind)s, %(object_id)s, %(purpose)s, %(ground)s, %(outcome)s, %(origin)s, %(trace)s,
        %(detail)s::jsonb, pg_current_xact_id()::text::bigint, (SELECT era FROM foundation_installation)
    FROM unnest(%(ids)s::uuid[], %(persons)s::bigint[], %(households)s::bigint[]) AS s(id, person_id, household_id)
"""


def _append(
    action: str, object_kind: str, subjects: list[Subject], object_id: int | None, outcome: str, detail: dict[str, Any]
) -> None:
    work = current()
    actor = work.actor
    unique = list(dict.fromkeys(subjects))
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            {
                "ids": [uuid.uuid4() for _ in unique],
                "persons": [s.person_id for s in unique],
                "households": [s.household_id for s in unique],
                "user_id": actor.user_id,
                "role": actor.role,
                "organisation_id": actor.organisation_id,
                "on_behalf_of": actor.on_behalf_of,
                "action": action,
                "object_kind": object_kind,
                "object_id": object_id,
                "purpose": actor.purpose,
                "ground": actor.ground,
                "outcome": outcome,
                "origin": actor.origin[:120],
                "trace": actor.trace,
                "detail": json.dumps(detail),
            },
        )
    work.logged += 1

"""Of whom the rows of a file of arrears are: found as at the desk, by exact match, many at once.

Opens nothing. Whom we do not know stays outside: nothing is kept of that row. Each person who is found leaves a line in
the log (``identify_file``), and an hour holds a limited number of them for one user.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ontschot.accounts.rules import may
from ontschot.domain.access.models import Signal
from ontschot.domain.access.rules import arrears as rules
from ontschot.domain.access.rules.arrears import Arrears
from ontschot.domain.people import queries as people
from ontschot.foundation import cipher
from ontschot.privacy import acting, log
from ontschot.privacy import queries as privacy

ACTION = "identify_file"
PERSONS_PER_HOUR = 5_000


@dataclass(frozen=True)
class Found:
    """A row and what can be done with it.

    ``state``: new, again (came before, in this or another file), twice (a row above says the same), unknown (nobody
    here), several (more than one), died, or fault (the row itself is not good).
    """

    row: Arrears
    state: str
    person_id: int | None = None
    name: str = ""
    key: str = ""


def find_all(rows: Sequence[Arrears], *, kind: str, source: str) -> list[Found]:
    """What each row is about; a constant number of queries. Raises PermissionDenied, people.TooManyQuestions."""
    if not may(acting.current().actor.role, "identify"):
        raise PermissionDenied
    since = timezone.now() - dt.timedelta(hours=1)
    if privacy.questions_since(action=ACTION, since=since) > PERSONS_PER_HOUR:
        raise people.TooManyQuestions
    good = [row for row in rows if not row.faults]
    questions = [people.Question(row.bsn, row.name, row.birth_date, row.postcode, row.house_number) for row in good]
    answers = dict(zip((row.row for row in good), people.identify_many(questions), strict=True))
    seen: dict[str, int] = defaultdict(int)
    found = [_found(row, answers.get(row.row, []), kind, source, seen) for row in rows]
    before = _received({one.key for one in found if one.key})
    log.read("person", [log.Subject(one.person_id) for one in found if one.person_id], action=ACTION, rows=len(rows))
    return [_again(one) if one.state == "new" and one.key in before else one for one in found]


def _found(row: Arrears, persons: Sequence[people.Identified], kind: str, source: str, seen: dict[str, int]) -> Found:
    if row.faults:
        return Found(row, "fault")
    if len(persons) != 1:
        return Found(row, "several" if persons else "unknown")
    [person] = persons
    if person.died:
        return Found(row, "died", person.person_id, person.display_name)
    told = rules.identity(row, kind=kind, source=source, person_id=person.person_id)
    key = cipher.keyed_hash(told).hex()
    seen[key] += 1
    state = "new" if seen[key] == 1 else "twice"
    return Found(row, state, person.person_id, person.display_name, key)


def _again(one: Found) -> Found:
    return Found(one.row, "again", one.person_id, one.name, one.key)


def _received(keys: set[str]) -> set[str]:
    """Which of these signals came before, whoever brought them and whatever became of them; says nothing else."""
    with acting.wide("ontschot_register"):
        return set(Signal.objects.filter(file_key__in=keys).values_list("file_key", flat=True))

"""Taking records of the population register into the database: all of them, or nothing.

Everything happens in the transaction of the caller, so an error or a killed process leaves nothing half done; memory
holds one batch, and of everybody a few short values.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from ontschot.domain.people.actions.register import bulk, effects, homes, persons
from ontschot.domain.people.actions.register.work import Progress, Summary, Work
from ontschot.domain.people.rules.register import RegisterPerson
from ontschot.foundation import calendar
from ontschot.foundation.models import Installation
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor

_LOCK = 40721  # any number, the same in every Ontschot
_NO_MUNICIPALITY = "0000"

__all__ = ["Busy", "Progress", "Summary", "fill_neighbourhoods", "take"]


class Busy(Exception):
    """Another import of the register is under way."""


def _silent(done: int, total: int, what: str) -> None:
    pass


def take(records: Iterable[RegisterPerson], *, by: Actor, progress: Progress | None = None) -> Summary:
    """Make persons, addresses, ties and households as these records say; who is not among them stays as they are.

    Inside ``acting``, in its transaction: raise from ``records`` (a truncated file) and nothing was done. Of two
    records with one BSN the last counts. ``progress(done, total, what)``: total 0 when not known. Raises Busy.
    """
    assert by == acting.current().actor or by.role == "system"
    tell = progress or _silent
    with acting.wide("ontschot_register"):
        _alone()
        work = Work.begin(today=calendar.today(), served=_served())
        persons.prepare()
        for batch in bulk.chunks(records):
            persons.take_batch(work, batch)
            tell(work.summary.persons, 0, "persons")
        persons.settle_ties(work)
        homes.follow(work, tell)
        effects.access(work)
        effects.tell(work)
        log.write("take_register", "register", [], new=work.summary.new, changed=work.summary.changed)
    return work.summary


def _alone() -> None:
    """One at a time; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise Busy


def _served() -> frozenset[str]:
    """The code of our municipality; none when the installation has not got a real one."""
    code = Installation.objects.values_list("municipality_code", flat=True).get()
    return frozenset() if code == _NO_MUNICIPALITY else frozenset({code})


def fill_neighbourhoods(*, by: Actor) -> int:
    """Give residences and households the neighbourhood of today's table; returns how many changed. Set-based."""
    with acting.wide("ontschot_register"), connection.cursor() as cursor:
        cursor.execute(_FILL)
        residences = [row[0] for row in cursor.fetchall()]
        cursor.execute(_FILL_HOUSEHOLDS)
        households = [row[0] for row in cursor.fetchall()]
        subjects = [log.Subject(n) for n in residences] + [log.Subject(household_id=n) for n in households]
        for part in bulk.chunks(subjects):
            log.write("fill_neighbourhood", "residence", part)
        if not subjects:
            log.write("fill_neighbourhood", "residence", [])
    return len(subjects)


_FILL = """
    UPDATE people_residence r SET neighbourhood_code = x.code
    FROM (SELECT r2.id, coalesce(a.neighbourhood_id, '') AS code FROM people_residence r2
          LEFT JOIN places_addressarea a ON a.postcode = r2.postcode AND a.house_number = r2.house_number
          WHERE r2.ends_on = '' AND r2.postcode <> '') x
    WHERE r.id = x.id AND r.neighbourhood_code <> x.code RETURNING r.person_id
"""
# A household lies where its members live; nowhere when the address of one is secret.
_FILL_HOUSEHOLDS = """
    UPDATE people_household h SET neighbourhood_code = x.code
    FROM (SELECT m.household_id, min(r.neighbourhood_code) AS code
          FROM people_membership m JOIN people_person p ON p.id = m.person_id
          JOIN people_residence r ON r.person_id = p.id AND r.ends_on = ''
          WHERE upper(m.period) IS NULL AND NOT isempty(m.period)
          GROUP BY m.household_id HAVING NOT bool_or(p.secrecy) AND count(DISTINCT r.address_key) = 1) x
    WHERE h.id = x.household_id AND h.neighbourhood_code <> x.code RETURNING h.id
"""

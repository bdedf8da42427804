"""Who belonged to a household when, by number: for the log, whose reader sees no household."""

from __future__ import annotations

from ontschot.domain.people.models import Membership
from ontschot.privacy import acting, log
from ontschot.privacy.queries import Stay


def stays(household_id: int) -> tuple[Stay, ...]:
    """Who belonged to this household, from when until when: numbers, for the privacy officer, who sees no household.

    Of records that became one, each under its own number. Raises PermissionError for another role.
    """
    if acting.current().actor.role != "privacy_officer":
        raise PermissionError("only the privacy officer reads the log")
    with acting.wide("ontschot_identify"):
        found = Membership.objects.filter(household_id=household_id).order_by("id")
        rows = list(found.values_list("person_id", "period"))
    log.read("household", [log.Subject(household_id=household_id)], object_id=household_id, stays=len(rows))
    return tuple(Stay(person_id, period.lower, period.upper) for person_id, period in rows)

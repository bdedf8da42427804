"""Parts that others own, and dated facts of what lands on a household."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.domain.people.models import Household
from ontschot.domain.plans.actions.allowed import demand, demand_any, member_drawer, subjects
from ontschot.domain.plans.actions.tasks import raise_task
from ontschot.domain.plans.models import DatedFact, Goal, OthersPart, Scheme
from ontschot.domain.plans.rules import Refused
from ontschot.foundation import calendar, versions
from ontschot.foundation.sayings import Saying
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import LifeDomain
from ontschot.privacy.queries import own_persons


@dataclass(frozen=True)
class PartGiven:
    """What is known of a part that somebody else owns. Periods are half-open: ``ends_on`` is the first day after."""

    kind: str
    title: str
    organisation: str
    scheme: str
    life_domain: str
    person_id: int | None = None
    goal_id: int | None = None
    contact_name: str = ""
    phone: str = ""
    status: str = OthersPart.Status.RUNNING
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    review_on: dt.date | None = None
    agreed_by: str = ""
    agreed_on: dt.date | None = None
    summary: str = ""


@deed
def add_part(*, by: Actor, household_id: int, given: PartGiven, request_id: UUID | None = None) -> OthersPart:
    """A part of the plan that others own. Its owner may add it too, in the life domains open to them.

    The date on which it is reviewed becomes a task. Raises Refused, PermissionError, Household.DoesNotExist.
    """
    demand(by, "contribute")
    household = Household.objects.get(pk=household_id)
    part = OthersPart.objects.create(household=household, created_by=by.user_id, **_fields(household_id, given))
    log.write("add_part", "others_part", _of(household_id, part.person_id), object_id=part.pk, kind=given.kind)
    _remind(by, household_id, None, part)
    return part


@deed
def change_part(
    *, by: Actor, part_id: int, version: int, given: PartGiven, request_id: UUID | None = None
) -> OthersPart:
    """What is known of it now. With another person or life domain it moves to another drawer.

    Raises Refused, Conflict, PermissionError.
    """
    demand(by, "contribute")
    part = OthersPart.objects.get(pk=part_id)
    before = part.review_on
    changed = versions.change(part, expected=version, **_fields(part.household_id, given))
    log.write("change_part", "others_part", _of(part.household_id, changed.person_id), object_id=part.pk)
    _remind(by, part.household_id, before, changed)
    return changed


def _fields(household_id: int, given: PartGiven) -> dict[str, object]:
    if not given.title.strip() or not given.organisation.strip():
        raise Refused(_("Vul in hoe het heet, en van welke organisatie het is."))
    if given.starts_on and given.ends_on and given.ends_on <= given.starts_on:
        raise Refused(_("Het einde ligt voor het begin."))
    goal_id = given.goal_id
    if goal_id and not Goal.objects.filter(pk=goal_id, plan__household_id=household_id).exists():
        raise Refused(_("Dit doel staat niet in het plan van dit huishouden."))
    return {
        "drawer_id": member_drawer(household_id, given.person_id, given.life_domain),
        "life_domain_id": LifeDomain.objects.get(code=given.life_domain).pk,
        "person_id": given.person_id,
        "goal_id": goal_id,
        "kind": OthersPart.Kind(given.kind),
        "title": given.title.strip()[:200],
        "organisation": given.organisation.strip()[:120],
        "contact_name": given.contact_name.strip()[:120],
        "phone": given.phone.strip()[:20],
        "scheme": Scheme(given.scheme),
        "status": OthersPart.Status(given.status),
        "starts_on": given.starts_on,
        "ends_on": given.ends_on,
        "review_on": given.review_on,
        "agreed_by": given.agreed_by.strip()[:200],
        "agreed_on": given.agreed_on,
        "summary": given.summary.strip(),
    }


def _remind(by: Actor, household_id: int, before: dt.date | None, part: OthersPart) -> None:
    """The task says that something is reviewed, not what: it lies in the basis drawer, the part may not."""
    if part.review_on is None or part.review_on == before or part.review_on < calendar.today():
        return
    says = Saying("review_part", {"date": part.review_on})
    raise_task(by=by, household_id=household_id, kind="review_part", says=[says], due_on=part.review_on)


def _of(household_id: int, person_id: int | None) -> list[log.Subject]:
    return [log.Subject(person_id, household_id)] if person_id else subjects(household_id)


@dataclass(frozen=True)
class FactGiven:
    """Something with a date that lands on a household. ``amount_cents`` None: not known."""

    kind: str
    scheme: str
    title: str
    starts_on: dt.date
    life_domain: str = "income"
    person_id: int | None = None
    ends_on: dt.date | None = None
    amount_cents: int | None = None
    per: str = DatedFact.Per.ONCE
    known_from: str = ""


@deed
def add_fact(*, by: Actor, household_id: int, given: FactGiven, request_id: UUID | None = None) -> DatedFact:
    """Write down what begins, stops, costs or is cut on a date. A resident may do so too, for the own household.

    Raises Refused, PermissionError, Household.DoesNotExist.
    """
    demand_any(by, "contribute", "own_plan")
    household = Household.objects.get(pk=household_id)
    resident = by.role == "resident"
    if resident and given.person_id is not None and given.person_id not in own_persons():
        raise PermissionError("own_plan")
    fact = DatedFact.objects.create(
        household=household, created_by=by.user_id, told_by_resident=resident, **_fact_fields(household_id, given)
    )
    log.write("add_fact", "dated_fact", _of(household_id, fact.person_id), object_id=fact.pk, kind=given.kind)
    return fact


@deed
def change_fact(
    *, by: Actor, fact_id: int, version: int, given: FactGiven, request_id: UUID | None = None
) -> DatedFact:
    """What is known of it now. Raises Refused, Conflict, PermissionError."""
    demand(by, "contribute")
    fact = DatedFact.objects.get(pk=fact_id, withdrawn_at=None)
    changed = versions.change(fact, expected=version, **_fact_fields(fact.household_id, given))
    log.write("change_fact", "dated_fact", _of(fact.household_id, changed.person_id), object_id=fact.pk)
    return changed


@deed
def withdraw_fact(*, by: Actor, fact_id: int, version: int, request_id: UUID | None = None) -> DatedFact:
    """It was a mistake: kept in the history, counted nowhere. Raises Conflict, DatedFact.DoesNotExist."""
    demand(by, "contribute")
    fact = DatedFact.objects.get(pk=fact_id, withdrawn_at=None)
    changed = versions.change(fact, expected=version, withdrawn_at=timezone.now())
    log.write("withdraw_fact", "dated_fact", _of(fact.household_id, fact.person_id), object_id=fact.pk)
    return changed


def _fact_fields(household_id: int, given: FactGiven) -> dict[str, object]:
    if not given.title.strip():
        raise Refused(_("Schrijf op waar het om gaat."))
    if given.ends_on and given.ends_on <= given.starts_on:
        raise Refused(_("Het einde ligt voor het begin."))
    return {
        "drawer_id": member_drawer(household_id, given.person_id, given.life_domain),
        "life_domain_id": LifeDomain.objects.get(code=given.life_domain).pk,
        "person_id": given.person_id,
        "kind": DatedFact.Kind(given.kind),
        "scheme": Scheme(given.scheme),
        "title": given.title.strip()[:200],
        "starts_on": given.starts_on,
        "ends_on": given.ends_on,
        "amount_cents": given.amount_cents,
        "per": DatedFact.Per(given.per),
        "known_from": given.known_from.strip()[:200],
    }

"""Checks that several deeds share.

May this role do it, does it concern a current plan, whom does a line in the log concern.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from ontschot.accounts.rules import may
from ontschot.domain.people.models import Membership
from ontschot.domain.plans.models import Plan
from ontschot.domain.plans.rules import Refused
from ontschot.foundation import calendar
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import drawer_for
from ontschot.privacy.log import Subject
from ontschot.privacy.queries import open_life_domains


def demand(by: Actor, capability: str) -> None:
    """Raise PermissionError unless the actor's role has this capability.

    The system itself may do everything it is written to do.
    """
    if by.role != "system" and not may(by.role, capability):
        raise PermissionError(capability)


def demand_any(by: Actor, *capabilities: str) -> None:
    """Raise PermissionError unless the actor's role has one of these capabilities."""
    if by.role != "system" and not any(may(by.role, capability) for capability in capabilities):
        raise PermissionError(" or ".join(capabilities))


def current_plan(plan_id: int) -> Plan:
    """The plan, when it is not closed. Raises Plan.DoesNotExist, or Refused when closed."""
    plan = Plan.objects.get(pk=plan_id)
    if plan.state == Plan.State.CLOSED:
        raise Refused(_("Dit plan is afgesloten. Maak een nieuw plan om verder te gaan."))
    return plan


def member_drawer(household_id: int, person_id: int | None, life_domain: str) -> int:
    """The drawer of this life domain: of the household together, or of one present member.

    Raises Refused for somebody who is no member, PermissionError when the life domain is not open to the user.
    """
    if life_domain not in {domain.code for domain in open_life_domains(household_id)}:
        raise PermissionError(life_domain)
    if person_id is None:
        return drawer_for(household_id=household_id, life_domain=life_domain)
    members = Membership.objects.filter(household_id=household_id, period__contains=calendar.today())
    if not members.filter(person_id=person_id).exists():
        raise Refused(_("Deze persoon hoort niet bij dit huishouden."))
    return drawer_for(person_id=person_id, life_domain=life_domain)


def subjects(household_id: int) -> list[Subject]:
    """One subject for each present member that the user may see; the household itself when none."""
    persons = Membership.objects.filter(household_id=household_id, period__contains=calendar.today()).values_list(
        "person_id", flat=True
    )
    return [Subject(person_id, household_id) for person_id in persons] or [Subject(household_id=household_id)]

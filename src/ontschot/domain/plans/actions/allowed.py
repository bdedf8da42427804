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
from ontschot.privacy.log import Subject


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


def subjects(household_id: int) -> list[Subject]:
    """One subject for each present member that the user may see; the household itself when none."""
    persons = Membership.objects.filter(household_id=household_id, period__contains=calendar.today()).values_list(
        "person_id", flat=True
    )
    return [Subject(person_id, household_id) for person_id in persons] or [Subject(household_id=household_id)]

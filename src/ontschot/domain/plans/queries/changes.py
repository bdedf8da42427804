"""What changed in the household and around the plan: shown on the plan until somebody decided about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ontschot.accounts import queries as accounts
from ontschot.domain.people.models import Household, Membership
from ontschot.domain.people.queries import persons_by_number
from ontschot.domain.plans.models import Action, HouseholdChange, LineStep, Plan
from ontschot.domain.plans.queries.subjects import members_of, subjects_of
from ontschot.domain.plans.rules import CONSEQUENCES, Consequence
from ontschot.foundation import calendar
from ontschot.privacy import log


@dataclass(frozen=True)
class ChangeView:
    """A change in the household with its consequence.

    ``name`` is empty for nobody in particular, or for somebody hidden from the reader.
    """

    record: HouseholdChange
    name: str
    settled_by: str

    @property
    def consequence(self) -> Consequence:
        """What holds from then on, from the table of ``rules.consequences``."""
        return CONSEQUENCES[self.record.kind]


def household_changes(household_id: int) -> list[ChangeView]:
    """All changes of this household, those to be looked at first, then the newest."""
    rows = list(HouseholdChange.objects.filter(household_id=household_id).order_by("state", "-created_at", "-id")[:50])
    names = {pk: one.display_name for pk, one in persons_by_number(row.person_id for row in rows).items()}
    users = accounts.user_names(row.settled_by for row in rows if row.settled_by)
    log.read("household_change", subjects_of(household_id), lines=len(rows))
    return [
        ChangeView(
            row,
            names.get(row.person_id or 0, ""),
            users[row.settled_by].name if row.settled_by and row.settled_by in users else "",
        )
        for row in rows
    ]


def household_change(change_id: int) -> HouseholdChange:
    """One change, to decide about. Raises HouseholdChange.DoesNotExist."""
    found = HouseholdChange.objects.get(pk=change_id)
    log.read("household_change", subjects_of(found.household_id), object_id=change_id)
    return found


@dataclass(frozen=True)
class OtherPlan:
    """An open plan of another household to which a member of this one belongs too, as far as the reader may see."""

    plan_id: int
    household_id: int
    household_name: str
    person: str


def other_plans(household_id: int) -> list[OtherPlan]:
    """Open plans of other households of the present members; what is not open to the reader is not there."""
    members = members_of(household_id)
    elsewhere = Membership.objects.filter(person_id__in=members, period__contains=calendar.today())
    rows = dict(elsewhere.exclude(household_id=household_id).values_list("household_id", "person_id"))
    plans = Plan.objects.filter(household_id__in=rows).exclude(state=Plan.State.CLOSED)
    found = [(plan_id, home) for plan_id, home in plans.values_list("id", "household_id")]
    homes = Household.objects.in_bulk({home for _plan_id, home in found})
    persons = persons_by_number(rows[home] for _plan_id, home in found)
    log.read("plan", subjects_of(household_id, members), others=len(found))
    return [
        OtherPlan(plan_id, home, homes[home].name, persons[rows[home]].display_name if rows[home] in persons else "")
        for plan_id, home in found
        if home in homes
    ]


@dataclass(frozen=True)
class StepView:
    """A step up to line 2: who proposed it, from where, why, for which action of which household."""

    record: LineStep
    action: Action
    household_id: int
    household_name: str


def steps_of_plan(plan_id: int) -> dict[int, LineStep]:
    """The latest step up of each action of this plan. The caller shows (and logs) the plan."""
    rows = LineStep.objects.filter(action__goal__plan_id=plan_id).order_by("id")
    return {row.action_id: row for row in rows}


def steps_up(*, since: dt.date, organisation: str = "", limit: int = 200) -> list[StepView]:
    """Steps up to line 2 in the households open to the user, newest first; of one home organisation when given."""
    found = LineStep.objects.filter(recorded_at__date__gte=since).select_related("action__goal__plan__household")
    if organisation:
        found = found.filter(proposed_from=organisation)
    rows = list(found.order_by("-recorded_at", "-id")[:limit])
    views = [
        StepView(row, row.action, row.action.goal.plan.household_id, row.action.goal.plan.household.name)
        for row in rows
    ]
    log.read("line_step", [log.Subject(view.action.goal.person_id, view.household_id) for view in views])
    return views

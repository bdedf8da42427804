"""What each household member says of an edition of the plan."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from ontschot.domain.people.models import Membership, Person
from ontschot.domain.people.rules import dates
from ontschot.domain.plans.actions.allowed import current_plan, demand_any
from ontschot.domain.plans.models import Agreement, Plan
from ontschot.domain.plans.rules import Refused, Voice, all_agree, is_asked
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import DOSSIER, drawer_for
from ontschot.privacy.deeds import deed
from ontschot.privacy.queries import own_persons


@deed
def agree(
    *,
    by: Actor,
    plan_id: int,
    person_id: int,
    edition: int,
    agrees: bool,
    remark: str = "",
    how: str = Agreement.How.PORTAL,
    given_by_representative: bool = False,
    request_id: UUID | None = None,
) -> Agreement:
    """A member agrees, or does not, with this edition, and may say something about it. By themselves (or who
    represents them) in the
    portal, or written down by a worker. When everybody who is asked agrees, the plan is agreed.

    Raises Refused when the plan was not laid before them or changed since, or the person is no member; PermissionError.
    """
    demand_any(by, "record_agreement", "own_plan")
    plan = current_plan(plan_id)
    if by.role == "resident":
        given_by_representative = _spoken_for(person_id)
        how = Agreement.How.PORTAL
    elif how == Agreement.How.PORTAL:
        raise Refused(_("Alleen de inwoner zelf kan op Mijn plan instemmen. Kies hoe u de instemming kreeg."))
    _check(plan, person_id, edition)
    agreement = Agreement.objects.create(
        drawer_id=drawer_for(household_id=plan.household_id, life_domain=DOSSIER),
        plan=plan,
        edition=edition,
        person_id=person_id,
        agrees=agrees,
        remark=remark.strip(),
        how=how,
        given_by_representative=given_by_representative,
        recorded_by=by.user_id or 0,
    )
    settle(plan)
    log.write(
        "agree", "plan", [log.Subject(person_id, plan.household_id)], object_id=plan.pk, edition=edition, agrees=agrees
    )
    return agreement


def _spoken_for(person_id: int) -> bool:
    """Whether the resident speaks for somebody else.

    Raises PermissionError when they may not speak for this person at all.
    """
    if person_id in own_persons(represented=False):
        return False
    if person_id in own_persons():
        return True
    raise PermissionError("own_plan")


def _check(plan: Plan, person_id: int, edition: int) -> None:
    if plan.state == Plan.State.DRAFT:
        raise Refused(_("Dit plan is nog in de maak. Leg het eerst voor aan het huishouden."))
    if edition != plan.edition:
        raise Refused(_("Het plan is intussen veranderd. Lees eerst wat er nu staat."))
    members = Membership.objects.filter(household_id=plan.household_id, period__contains=calendar.today())
    if not members.filter(person_id=person_id).exists():
        raise Refused(_("Deze persoon hoort niet bij dit huishouden."))


def settle(plan: Plan) -> None:
    """Agreed when all who are asked agree; back to proposed when somebody no longer does."""
    rows = Agreement.objects.filter(plan=plan, edition=plan.edition).order_by("recorded_at", "id")
    voices = [Voice(row.person_id, row.agrees) for row in rows]
    state = Plan.State.AGREED if all_agree(_asked(plan.household_id), voices) else Plan.State.PROPOSED
    if state != plan.state:
        Plan.objects.filter(pk=plan.pk).update(state=state, version=plan.version + 1)


def _asked(household_id: int) -> list[int]:
    """Who is asked. Sees widely: a resident must not see the birth dates of the others, but they count all the same."""
    today = calendar.today()
    with acting.wide("ontschot_register"):
        persons = Person.objects.filter(memberships__household_id=household_id, memberships__period__contains=today)
        rows = list(persons.values_list("id", "birth_date", "death_date"))
    return [pk for pk, born, died in rows if is_asked(_age(born), dead=bool(died))]


def _age(birth_date: str) -> int | None:
    """The lowest possible age today: who may still be a child is not asked."""
    return dates.age_on(dates.parse(birth_date), calendar.today()).lowest if birth_date else None

"""The plan of a household.

Made, proposed, closed. One current plan for each household: the database refuses a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.domain.access.actions import entrust_unseen, mark_in_plan, settle_terms
from ontschot.domain.access.models import Conversation, Result
from ontschot.domain.access.rules import Refused as AccessRefused
from ontschot.domain.people.models import Household
from ontschot.domain.plans.actions.allowed import current_plan, demand, subjects
from ontschot.domain.plans.models import Agreement, Evaluation, Goal, Involvement, Plan, own_words
from ontschot.domain.plans.queries import missing_in_balance
from ontschot.domain.plans.rules import PLAN_MOVES, Refused, check_move, edition_grows
from ontschot.foundation import versions
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import drawer_for
from ontschot.privacy.deeds import deed
from ontschot.privacy.queries import grants_on


@deed
def make_plan(
    *,
    by: Actor,
    household_id: int,
    conversation_id: int | None = None,
    motto: str = "",
    request_id: UUID | None = None,
) -> Plan:
    """A plan for this household, empty or from a concluded conversation: its results become goals, in the household's
    words.

    When the household has a current plan and a conversation is given, the results are added to that plan instead (one
    household, one
    plan). Raises Refused for a second plan or a conversation that is not concluded, Household.DoesNotExist.
    """
    demand(by, "make_plan")
    household = Household.objects.get(pk=household_id)
    conversation = _concluded(household_id, conversation_id)
    plan = Plan.objects.filter(household=household).exclude(state=Plan.State.CLOSED).first() if conversation else None
    if plan is None:
        plan = _new_plan(by, household, conversation, motto)
    if conversation:
        _take_results(by, plan, conversation)
    log.write("make_plan", "plan", subjects(household_id), object_id=plan.pk, conversation=conversation_id)
    return plan


def _concluded(household_id: int, conversation_id: int | None) -> Conversation | None:
    if conversation_id is None:
        return None
    conversation = Conversation.objects.get(pk=conversation_id, household_id=household_id)
    if conversation.state != Conversation.State.CONCLUDED:
        raise Refused(_("Rond eerst het gesprek af. Daarna worden de resultaten doelen in het plan."))
    return conversation


def _new_plan(by: Actor, household: Household, conversation: Conversation | None, motto: str) -> Plan:
    try:
        with transaction.atomic():
            return Plan.objects.create(
                drawer_id=drawer_for(household_id=household.pk),
                household=household,
                conversation=conversation,
                motto=motto.strip() or (conversation.wish[:500].strip() if conversation else ""),
                created_by=by.user_id,
            )
    except IntegrityError as error:
        if "one_current_plan" in str(error):
            raise Refused(
                _("Dit huishouden heeft al een plan. Er is één plan per huishouden: werk daarin verder.")
            ) from error
        raise


def _take_results(by: Actor, plan: Plan, conversation: Conversation) -> None:
    """Results become goals without retyping; those already in the plan stay as they are."""
    results = list(Result.objects.filter(conversation=conversation, in_plan=False).order_by("id"))
    if results:
        touched(plan)
    position = Goal.objects.filter(plan=plan).count()
    for number, result in enumerate(results, position):
        Goal.objects.create(
            drawer_id=result.drawer_id,  # the same subject, life domain and shield
            plan=plan,
            life_domain_id=result.life_domain_id,
            person_id=result.person_id,
            result=result,
            text=result.text,
            position=number,
        )
    mark_in_plan(by=by, result_ids=[result.pk for result in results])


def touched(plan: Plan) -> Plan:
    """The content of the plan changes.

    An agreed plan (or one that somebody answered) gets a next edition, and is asked anew.
    """
    answers = Agreement.objects.filter(plan=plan, edition=plan.edition).values_list("agrees", flat=True)
    if edition_grows(plan.state, answers):
        Plan.objects.filter(pk=plan.pk).update(
            edition=plan.edition + 1, state=Plan.State.PROPOSED, version=plan.version + 1
        )
        plan.refresh_from_db()
    return plan


@deed
def set_motto(*, by: Actor, plan_id: int, version: int, motto: str, request_id: UUID | None = None) -> Plan:
    """What the household works towards, in its own words. Raises Conflict, Refused."""
    demand(by, "make_plan")
    plan = current_plan(plan_id)
    changed = versions.change(plan, expected=version, motto=motto.strip()[:500])
    changed = touched(changed)
    log.write("set_motto", "plan", subjects(plan.household_id), object_id=plan.pk)
    return changed


@deed
def propose(*, by: Actor, plan_id: int, version: int, request_id: UUID | None = None) -> Plan:
    """Lay the plan before the household. Raises Refused when there is no goal yet, Conflict."""
    demand(by, "make_plan")
    plan = current_plan(plan_id)
    if not Goal.objects.filter(plan=plan).exclude(state=Goal.State.DROPPED).exists():
        raise Refused(_("Zet eerst minstens één doel in het plan. Daarna kunt u het voorleggen."))
    check_move(PLAN_MOVES, plan.state, Plan.State.PROPOSED)
    changed = versions.change(plan, expected=version, state=Plan.State.PROPOSED)
    log.write("propose", "plan", subjects(plan.household_id), object_id=plan.pk, edition=plan.edition)
    return changed


@deed
def take_back(*, by: Actor, plan_id: int, version: int, request_id: UUID | None = None) -> Plan:
    """Take a proposed plan back to work on it. Raises IllegalMove from another state, Conflict."""
    demand(by, "make_plan")
    plan = current_plan(plan_id)
    check_move(PLAN_MOVES, plan.state, Plan.State.DRAFT)
    changed = versions.change(plan, expected=version, state=Plan.State.DRAFT)
    log.write("take_back", "plan", subjects(plan.household_id), object_id=plan.pk)
    return changed


@deed
def close_plan(
    *,
    by: Actor,
    plan_id: int,
    version: int,
    closing_note: str,
    without_balance: str = "",
    terms: Mapping[int, str] | None = None,
    term_note: str = "",
    request_id: UUID | None = None,
) -> Plan:
    """Close the plan with a note and a balance in each one's view, or the reason why there is none. ``terms``: what
    happens to each legal term that the municipality must still keep (see access.settle_terms). Triage access and the
    access of involved professionals end at once; who coordinates keeps it, to look back with the household, until
    they end their coordination.

    Raises Refused without a note, or when the balance lacks a view of the household or the coordinator and no reason
    is given, or when a term has no answer; Conflict.
    """
    demand(by, "make_plan")
    plan = current_plan(plan_id)
    if not closing_note.strip():
        raise Refused(_("Schrijf op hoe u samen afsluit: wat is bereikt, en bij wie kan het huishouden terecht?"))
    missing = missing_in_balance(plan.pk)
    if missing and not without_balance.strip():
        raise Refused(
            _("Maak eerst samen de balans op. Nog niet gehoord: %(who)s. Of schrijf op waarom dat niet kan.")
            % {"who": ", ".join(missing)}
        )
    _settle_terms(by, plan.household_id, terms or {}, term_note)
    changed = versions.change(
        plan,
        expected=version,
        state=Plan.State.CLOSED,
        closing_note=closing_note.strip(),
        without_balance=without_balance.strip()[:500] if missing else "",
        closed_at=timezone.now(),
    )
    Evaluation.objects.filter(plan=plan, state=Evaluation.State.OPEN).update(
        state=Evaluation.State.CONCLUDED, version=F("version") + 1
    )
    log.write("close_plan", "plan", subjects(plan.household_id), object_id=plan.pk, balance=not missing)
    end_others(plan.household_id)
    return changed


def _settle_terms(by: Actor, household_id: int, terms: Mapping[int, str], note: str) -> None:
    try:
        settle_terms(by=by, household_id=household_id, settlings=terms, note=note)
    except AccessRefused as refused:
        if refused.field == "term_note":
            raise Refused(_("Schrijf op waarom een termijn niet meer geldt.")) from refused
        raise Refused(
            _("Er loopt nog een termijn van de gemeente. Kies voor elke termijn wat ermee gebeurt.")
        ) from refused


def end_others(household_id: int) -> None:
    """Last, because the one who closes may lose their own access with it. A legal term that nobody keeps any more
    goes to who leads the team.

    As system work, because halfway they may have lost it.
    """
    ending = Involvement.objects.filter(household_id=household_id, ended_at=None)
    ending = ending.exclude(kind=Involvement.Kind.COORDINATOR)
    sources = [f"involvement:{number}" for number in ending.values_list("id", flat=True)]
    ending.update(ended_at=timezone.now(), end_reason=own_words.PLAN_CLOSED, version=F("version") + 1)
    with acting.wide("ontschot_register"):
        grants = grants_on(household_id=household_id)
        grants.filter(Q(source__in=sources) | Q(source__startswith="triage:")).order_by().update(ends_at=Now())
    entrust_unseen(household_id)

"""Looking back on a plan: halfway (evaluation) or at its end (balance), in each one's own view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ontschot.domain.people.queries import spoken_for
from ontschot.domain.plans.actions.allowed import current_plan, demand, demand_any, subjects
from ontschot.domain.plans.actions.plan import touched
from ontschot.domain.plans.actions.tasks import raise_task
from ontschot.domain.plans.models import Evaluation, EvaluationDecision, EvaluationView, Goal, Plan
from ontschot.domain.plans.rules import EVALUATION_MOVES, GOAL_MOVES, Refused, check_move
from ontschot.foundation import calendar, versions
from ontschot.foundation.sayings import Saying
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import DOSSIER, drawer_for
from ontschot.privacy.deeds import deed


@dataclass(frozen=True)
class GivenView:
    """What one person says of a goal (None: of the plan as a whole). ``version`` 0: they said nothing before."""

    goal_id: int | None
    voice: str
    name: str
    went: str
    text: str = ""
    person_id: int | None = None
    user_id: int | None = None
    version: int = 0


@deed
def begin_evaluation(
    *,
    by: Actor,
    plan_id: int,
    held_on: dt.date,
    present: str = "",
    kind: str = Evaluation.Kind.INTERIM,
    request_id: UUID | None = None,
) -> Evaluation:
    """Begin to look back. Raises Refused when another one is still open, or the plan is closed."""
    demand(by, "make_plan")
    plan = current_plan(plan_id)
    if Evaluation.objects.filter(plan=plan, state=Evaluation.State.OPEN).exists():
        raise Refused(_("Er is al een evaluatie bezig. Rond die eerst af."))
    evaluation = Evaluation.objects.create(
        drawer_id=plan.drawer_id,
        plan=plan,
        kind=Evaluation.Kind(kind),
        held_on=held_on,
        present=present.strip()[:300],
        edition=plan.edition,
        led_by=by.user_id or 0,
    )
    log.write("begin_evaluation", "evaluation", subjects(plan.household_id), object_id=evaluation.pk, kind=str(kind))
    return evaluation


def _open(evaluation_id: int) -> Evaluation:
    found = Evaluation.objects.select_related("plan").get(pk=evaluation_id)
    if found.state != Evaluation.State.OPEN:
        raise Refused(_("Deze evaluatie is afgerond. Begin een nieuwe om iets toe te voegen."))
    return found


@deed
def look_back(
    *, by: Actor, evaluation_id: int, views: Sequence[GivenView], request_id: UUID | None = None
) -> Evaluation:
    """Write down what people say of goals. A worker writes for everybody, a partner for themselves, a resident for
    themselves or a child below twelve that they represent.

    Raises Refused when somebody else wrote the same view in between (nothing is kept then), PermissionError.
    """
    demand_any(by, "contribute", "own_plan")
    evaluation = _open(evaluation_id)
    ids = {view.goal_id for view in views if view.goal_id}
    goals = Goal.objects.filter(plan_id=evaluation.plan_id, pk__in=ids).in_bulk()
    if ids - goals.keys():
        raise Goal.DoesNotExist
    for view in views:
        _demand_own(by, view)
        _write_view(by, evaluation, goals.get(view.goal_id or 0), view)
    household_id = evaluation.plan.household_id
    log.write("look_back", "evaluation", subjects(household_id), object_id=evaluation.pk, views=len(views))
    return evaluation


def _demand_own(by: Actor, view: GivenView) -> None:
    if by.role == "resident" and (view.voice != "member" or view.person_id not in spoken_for()):
        raise PermissionError("own_plan")
    if by.role == "partner" and (view.voice != "helper" or view.user_id != by.user_id or view.goal_id is None):
        raise PermissionError("make_plan")


def _write_view(by: Actor, evaluation: Evaluation, goal: Goal | None, view: GivenView) -> None:
    name, text = view.name.strip()[:120], view.text.strip()
    went, voice = EvaluationView.Went(view.went), EvaluationView.Voice(view.voice)
    said = EvaluationView.objects.filter(evaluation=evaluation, goal=goal, voice=voice, name=name)
    said = said.filter(person_id=view.person_id) if view.person_id else said.filter(person=None)  # two of one name
    there = said.first()
    if there is None:
        household_id = evaluation.plan.household_id
        EvaluationView.objects.create(
            drawer_id=goal.drawer_id if goal else drawer_for(household_id=household_id, life_domain=DOSSIER),
            evaluation=evaluation,
            goal=goal,
            voice=voice,
            person_id=view.person_id,
            user_id=view.user_id,
            name=name,
            went=went,
            text=text,
            recorded_by=by.user_id or 0,
        )
    elif (there.went, there.text) != (went, text):
        try:
            versions.change(there, expected=view.version, went=went, text=text, recorded_by=by.user_id or 0)
        except versions.Conflict as conflict:
            raise Refused(_written_meanwhile(name, there)) from conflict


def _written_meanwhile(name: str, there: EvaluationView) -> str:
    return _("Wat %(name)s zegt, is intussen al opgeschreven: %(went)s. %(text)s") % {
        "name": name,
        "went": there.get_went_display(),
        "text": there.text,
    }


@deed
def decide(
    *,
    by: Actor,
    evaluation_id: int,
    goal_id: int,
    choice: str,
    text: str = "",
    version: int = 0,
    request_id: UUID | None = None,
) -> EvaluationDecision:
    """What changes for this goal. Reached and let go are set on the goal itself, so that nobody types it twice.

    Raises Refused without a word of what is done differently, Conflict, IllegalMove.
    """
    demand(by, "make_plan")
    evaluation = _open(evaluation_id)
    goal = Goal.objects.get(pk=goal_id, plan_id=evaluation.plan_id)
    chosen = EvaluationDecision.Choice(choice)
    if chosen == EvaluationDecision.Choice.ADJUST and not text.strip():
        raise Refused(_("Schrijf kort op wat er anders gaat."))
    there = EvaluationDecision.objects.filter(evaluation=evaluation, goal=goal).first()
    given = {"choice": chosen, "text": text.strip()[:500], "decided_by": by.user_id or 0}
    if there is None:
        there = EvaluationDecision.objects.create(drawer_id=goal.drawer_id, evaluation=evaluation, goal=goal, **given)
    else:
        there = versions.change(there, expected=version, **given)
    _set_goal(evaluation.plan, goal, chosen)
    subject = log.Subject(goal.person_id, evaluation.plan.household_id)
    log.write("decide", "evaluation", [subject], object_id=evaluation.pk, goal=goal.pk, choice=str(chosen))
    return there


def _set_goal(plan: Plan, goal: Goal, chosen: str) -> None:
    wanted = chosen if chosen in (Goal.State.REACHED, Goal.State.DROPPED) else Goal.State.OPEN
    if wanted == goal.state:
        return
    check_move(GOAL_MOVES, goal.state, wanted)
    versions.change(goal, expected=goal.version, state=wanted)
    if Goal.State.DROPPED in (wanted, goal.state):
        touched(plan)


@deed
def conclude_evaluation(
    *,
    by: Actor,
    evaluation_id: int,
    version: int,
    present: str = "",
    next_on: dt.date | None = None,
    request_id: UUID | None = None,
) -> Evaluation:
    """Looked back enough. The date of the next time becomes a task for who coordinates.

    Raises Refused when nobody said anything or the next time is not in the future, Conflict.
    """
    demand(by, "make_plan")
    evaluation = _open(evaluation_id)
    if not EvaluationView.objects.filter(evaluation=evaluation).exists():
        raise Refused(_("Schrijf eerst op hoe het ging, in de woorden van ten minste één persoon."))
    if next_on is not None and next_on <= calendar.today():
        raise Refused(_("Kies voor de volgende keer een dag die nog komt."))
    check_move(EVALUATION_MOVES, evaluation.state, Evaluation.State.CONCLUDED)
    changes = {"state": Evaluation.State.CONCLUDED, "next_on": next_on}
    changed = versions.change(evaluation, expected=version, present=present.strip()[:300], **changes)
    household_id = evaluation.plan.household_id
    log.write("conclude_evaluation", "evaluation", subjects(household_id), object_id=evaluation.pk)
    if next_on is not None:
        says = Saying("evaluation", {"date": next_on})
        raise_task(by=by, household_id=household_id, kind="evaluation", says=[says], due_on=next_on)
    return changed

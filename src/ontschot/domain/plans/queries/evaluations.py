"""Looking back: each evaluation of a plan with what everybody said, and what was decided for each goal."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ontschot.accounts import queries as accounts
from ontschot.domain.people.models import Person
from ontschot.domain.plans.models import Action, Evaluation, EvaluationDecision, EvaluationView, Goal, Plan
from ontschot.domain.plans.queries.around import around
from ontschot.domain.plans.queries.subjects import members_of, subjects_of
from ontschot.domain.plans.rules import missing_voices
from ontschot.privacy import log


@dataclass(frozen=True)
class GoalLooked:
    """A goal with what was said of it. ``goal`` None: the plan as a whole."""

    goal: Goal | None
    person: str
    views: list[EvaluationView]
    decision: EvaluationDecision | None = None


@dataclass(frozen=True)
class EvaluationPage:
    """One evaluation as far as the reader may see."""

    record: Evaluation
    household_id: int
    led_by: str
    goals: list[GoalLooked] = field(default_factory=list)
    whole: GoalLooked | None = None

    @property
    def is_open(self) -> bool:
        """Whether something can still be written."""
        return self.record.state == Evaluation.State.OPEN

    @property
    def views(self) -> list[EvaluationView]:
        """All that was said."""
        rows = [view for goal in self.goals for view in goal.views]
        return rows + (self.whole.views if self.whole else [])

    @property
    def missing(self) -> list[str]:
        """Labels of whose view a balance still lacks."""
        labels = dict(EvaluationView.Voice.choices)
        return [str(labels[voice]) for voice in missing_voices(view.voice for view in self.views)]


@dataclass(frozen=True)
class Speaker:
    """Somebody who may have something to say: a member, the coordinator, a helper."""

    voice: str
    name: str
    person_id: int | None = None
    user_id: int | None = None


def evaluations(household_id: int) -> list[Evaluation]:
    """All evaluations of the plans of this household, newest first."""
    found = Evaluation.objects.filter(plan__household_id=household_id).select_related("plan")
    rows = list(found.order_by("-held_on", "-id")[:100])
    log.read("evaluation", subjects_of(household_id), lines=len(rows))
    return rows


def evaluation(evaluation_id: int) -> EvaluationPage:
    """One evaluation. Raises Evaluation.DoesNotExist when not there or not open to the user."""
    return _pages([Evaluation.objects.select_related("plan").get(pk=evaluation_id)])[0]


def evaluations_of_plan(plan_id: int) -> list[EvaluationPage]:
    """All evaluations of one plan with what was said, newest first; the same number of queries however many."""
    found = Evaluation.objects.filter(plan_id=plan_id).select_related("plan").order_by("-held_on", "-id")
    return _pages(list(found[:20]), Plan.objects.get(pk=plan_id).household_id)


def _pages(records: list[Evaluation], household_id: int = 0) -> list[EvaluationPage]:
    household_id = records[0].plan.household_id if records else household_id
    goals = list(Goal.objects.filter(plan_id__in={record.plan_id for record in records}).select_related("life_domain"))
    persons = Person.objects.only("id", "display_name").in_bulk({g.person_id for g in goals if g.person_id})
    views: dict[tuple[int, int | None], list[EvaluationView]] = defaultdict(list)
    for view in EvaluationView.objects.filter(evaluation__in=records).order_by("id"):
        views[view.evaluation_id, view.goal_id].append(view)
    decisions = {
        (one.evaluation_id, one.goal_id): one for one in EvaluationDecision.objects.filter(evaluation__in=records)
    }
    names = accounts.user_names(record.led_by for record in records)
    log.read("evaluation", subjects_of(household_id), evaluations=[record.pk for record in records])
    return [
        EvaluationPage(
            record=record,
            household_id=household_id,
            led_by=names[record.led_by].name if record.led_by in names else "",
            goals=[
                GoalLooked(
                    goal=goal,
                    person=persons[goal.person_id].display_name if goal.person_id in persons else "",
                    views=views[record.pk, goal.pk],
                    decision=decisions.get((record.pk, goal.pk)),
                )
                for goal in goals
                if goal.plan_id == record.plan_id and _shown(record, goal, views, decisions)
            ],
            whole=GoalLooked(None, "", views[record.pk, None]),
        )
        for record in records
    ]


def _shown(
    record: Evaluation,
    goal: Goal,
    views: dict[tuple[int, int | None], list[EvaluationView]],
    decisions: dict[tuple[int, int], EvaluationDecision],
) -> bool:
    """A goal that was let go stands in an evaluation only when something was said of it then."""
    said = (record.pk, goal.pk) in decisions or bool(views.get((record.pk, goal.pk)))
    return said or (goal.state != Goal.State.DROPPED and record.state == Evaluation.State.OPEN)


def speakers(household_id: int, goal_id: int | None = None) -> list[Speaker]:
    """Who may have something to say of this goal (None: of the plan): members, the coordinator, who helps with it."""
    members = members_of(household_id)
    persons = Person.objects.only("id", "display_name", "death_date").in_bulk(members)
    found = [Speaker("member", persons[pk].display_name, person_id=pk) for pk in members if pk in persons]
    who = around(household_id)
    if who.coordinator:
        found.append(Speaker("coordinator", who.coordinator.name, user_id=who.coordinator.user_id))
    helpers = [Speaker("helper", one.name, user_id=one.user_id) for one in who.involved if one.kind != "coordinator"]
    if goal_id is None:
        return found + helpers
    owners = Action.objects.filter(goal_id=goal_id).exclude(owner_kind=Action.OwnerKind.SELF)
    rows = list(owners.order_by("id").values_list("owner_name", "owner_user_id"))
    coordinator = who.coordinator.user_id if who.coordinator else None
    named = [
        Speaker("helper", name, user_id=user_id) for name, user_id in rows if user_id != coordinator or not user_id
    ]
    return list(dict.fromkeys([*found, *named]))


def views_by_speaker(evaluation_id: int, goal_id: int | None) -> dict[tuple[str, str, int], EvaluationView]:
    """What was said of a goal, by voice, name and person (0: no member). The caller shows (and logs) the evaluation."""
    found = EvaluationView.objects.filter(evaluation_id=evaluation_id)
    found = found.filter(goal_id=goal_id) if goal_id is not None else found.filter(goal=None)
    return {(view.voice, view.name, view.person_id or 0): view for view in found}


def missing_in_balance(plan_id: int) -> list[str]:
    """Labels of whose view the balance of this plan still lacks. The caller shows (and logs) the plan."""
    said = EvaluationView.objects.filter(evaluation__plan_id=plan_id, evaluation__kind=Evaluation.Kind.CLOSING)
    labels = dict(EvaluationView.Voice.choices)
    return [str(labels[voice]) for voice in missing_voices(said.values_list("voice", flat=True))]

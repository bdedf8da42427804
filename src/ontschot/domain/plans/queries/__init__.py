"""Reading plans, who stands around a household, journal, documents and work.

Words: plan van het huishouden (plan), betrokkenen (involved), journaal (journal), tijdlijn (timeline), mijn werk (my
work).
Promise: every function logs for whom data was shown and asks a constant number of queries; row security decides what
comes back.
May know: plans.models, plans.rules, access, people, accounts, privacy.
Never: write.
"""

from ontschot.domain.plans.queries.around import (
    Around,
    CoordinatorView,
    InvolvedView,
    around,
    contribution_choices,
    coordinator_choices,
)
from ontschot.domain.plans.queries.editions import (
    ChangeLine,
    Comparison,
    EditionView,
    GoalChanges,
    compare,
    editions,
    since_agreed,
)
from ontschot.domain.plans.queries.evaluations import (
    EvaluationPage,
    GoalLooked,
    Speaker,
    evaluation,
    evaluations,
    evaluations_of_plan,
    missing_in_balance,
    speakers,
    views_by_speaker,
)
from ontschot.domain.plans.queries.journal import JournalPage, contact, document, documents, journal, timeline
from ontschot.domain.plans.queries.plan import (
    ActionView,
    AgreementView,
    DomainView,
    GoalView,
    PlanView,
    action,
    action_states,
    closed_plans,
    goal,
    plan,
    plan_of_household,
)
from ontschot.domain.plans.queries.work import (
    HouseholdLine,
    WorkAction,
    WorkTask,
    my_actions,
    my_households,
    my_tasks,
    tasks_of_household,
)

__all__ = [
    "ActionView",
    "AgreementView",
    "Around",
    "ChangeLine",
    "Comparison",
    "CoordinatorView",
    "DomainView",
    "EditionView",
    "EvaluationPage",
    "GoalChanges",
    "GoalLooked",
    "GoalView",
    "HouseholdLine",
    "InvolvedView",
    "JournalPage",
    "PlanView",
    "Speaker",
    "WorkAction",
    "WorkTask",
    "action",
    "action_states",
    "around",
    "closed_plans",
    "compare",
    "contact",
    "contribution_choices",
    "coordinator_choices",
    "document",
    "documents",
    "editions",
    "evaluation",
    "evaluations",
    "evaluations_of_plan",
    "goal",
    "journal",
    "missing_in_balance",
    "my_actions",
    "my_households",
    "my_tasks",
    "plan",
    "plan_of_household",
    "since_agreed",
    "speakers",
    "tasks_of_household",
    "timeline",
    "views_by_speaker",
]

"""Reading the safety drawer of a household. Logged with the household and no person: see actions.safety."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ontschot.accounts import queries as accounts
from ontschot.domain.access.models import Advice, CodeStep, Measure, SafetyAgreement, SafetyCase
from ontschot.domain.access.rules import safety
from ontschot.domain.people.models import Household, Membership, Person
from ontschot.foundation import calendar
from ontschot.privacy import log
from ontschot.privacy.queries import open_life_domains


@dataclass(frozen=True)
class StepLine:
    """A step of the code with who took it."""

    record: CodeStep
    by: str


@dataclass(frozen=True)
class AdviceLine:
    """Advice with who asked it."""

    record: Advice
    by: str


@dataclass(frozen=True)
class PlanLine:
    """A line of the safety plan. ``overdue``: the day to look at it again has passed."""

    record: SafetyAgreement
    overdue: bool


@dataclass(frozen=True)
class MeasureLine:
    """A measure of coercion with the conditions it imposes."""

    record: Measure
    runs: bool
    conditions: list[PlanLine]


@dataclass(frozen=True)
class CaseView:
    """A concern about safety with everything in it. ``agreements`` hold consent, ``measures`` never do."""

    record: SafetyCase
    opened_by: str
    steps: list[StepLine]
    advice: list[AdviceLine]
    agreements: list[PlanLine]
    measures: list[MeasureLine]
    next_step: int | None
    must_report: bool

    @property
    def is_open(self) -> bool:
        """Whether the code is still being followed."""
        return self.record.closed_on is None

    @property
    def taken(self) -> set[int]:
        """Which steps were taken."""
        return {line.record.step for line in self.steps}


@dataclass(frozen=True)
class SafetyView:
    """The safety page of a household: the open concern, and earlier ones."""

    household: Household
    open: CaseView | None
    earlier: list[CaseView]


def safety_of(household_id: int) -> SafetyView:
    """Everything in the safety drawer. Raises Household.DoesNotExist when the household is not there, or not open to
    the user for safety.
    """
    household = _household(household_id)
    cases = _cases(list(SafetyCase.objects.filter(household_id=household_id).order_by("-opened_on", "-pk")))
    log.read("safety", [log.Subject(household_id=household_id)], cases=len(cases))
    running = next((case for case in cases if case.is_open), None)
    return SafetyView(household, running, [case for case in cases if not case.is_open])


def _household(household_id: int) -> Household:
    household = Household.objects.get(pk=household_id)
    if "safety" not in {domain.code for domain in open_life_domains(household_id)}:
        raise Household.DoesNotExist
    return household


def safety_case(case_id: int) -> CaseView:
    """One concern. Raises SafetyCase.DoesNotExist."""
    [view] = _cases([SafetyCase.objects.get(pk=case_id)])
    log.read("safety", [log.Subject(household_id=view.record.household_id)], object_id=case_id)
    return view


def safety_concern(household_id: int) -> bool:
    """Whether the code is being followed for a household, as far as the user may know. The caller showed it."""
    return SafetyCase.objects.filter(household_id=household_id, closed_on=None).exists()


def agreement(agreement_id: int) -> SafetyAgreement:
    """One line of the safety plan. Raises SafetyAgreement.DoesNotExist."""
    found = SafetyAgreement.objects.select_related("case").get(pk=agreement_id)
    log.read("safety", [log.Subject(household_id=found.case.household_id)], object_id=found.case_id)
    return found


def measure(measure_id: int) -> Measure:
    """One measure. Raises Measure.DoesNotExist."""
    found = Measure.objects.select_related("case").get(pk=measure_id)
    log.read("safety", [log.Subject(household_id=found.case.household_id)], object_id=found.case_id)
    return found


def age_bands(household_id: int) -> list[str]:
    """How old who belong to a household are, roughly, the oldest first: what a question without names may say."""
    today = calendar.today()
    members = Membership.objects.filter(household_id=household_id, period__contains=today).values("person_id")
    people = Person.objects.filter(pk__in=members).order_by("birth_date", "pk").values_list("birth_date", flat=True)
    log.read("safety", [log.Subject(household_id=household_id)])
    return [safety.age_band(_age(born, today)) for born in people]


def _age(born: str, today: dt.date) -> int | None:
    try:
        year, month, day = int(born[:4]), int(born[4:6]) or 12, int(born[6:8]) or 31
    except ValueError:
        return None
    return today.year - year - ((today.month, today.day) < (month, day)) if year else None


def _cases(records: list[SafetyCase]) -> list[CaseView]:
    numbers = [record.pk for record in records]
    steps = list(CodeStep.objects.filter(case_id__in=numbers))
    advice = list(Advice.objects.filter(case_id__in=numbers))
    lines = list(SafetyAgreement.objects.filter(case_id__in=numbers))
    measures = list(Measure.objects.filter(case_id__in=numbers).order_by("-starts_on", "-pk"))
    users = [s.taken_by for s in steps] + [a.asked_by for a in advice] + [r.opened_by for r in records]
    names = {pk: one.name for pk, one in accounts.user_names(users).items()}
    return [_case(record, steps, advice, lines, measures, names) for record in records]


def _case(
    record: SafetyCase,
    steps: list[CodeStep],
    advice: list[Advice],
    lines: list[SafetyAgreement],
    measures: list[Measure],
    names: dict[int, str],
) -> CaseView:
    today = calendar.today()
    mine = [step for step in steps if step.case_id == record.pk]
    taken = {step.step for step in mine}
    plan = [
        PlanLine(line, line.state == SafetyAgreement.State.RUNNING and line.review_on < today)
        for line in lines
        if line.case_id == record.pk
    ]
    return CaseView(
        record=record,
        opened_by=names.get(record.opened_by, ""),
        steps=[StepLine(step, names.get(step.taken_by, "")) for step in mine],
        advice=[AdviceLine(one, names.get(one.asked_by, "")) for one in advice if one.case_id == record.pk],
        agreements=[line for line in plan if line.record.measure_id is None],
        measures=[
            MeasureLine(
                one,
                safety.is_running(one.starts_on, one.ends_on, today),
                [line for line in plan if line.record.measure_id == one.pk],
            )
            for one in measures
            if one.case_id == record.pk
        ],
        next_step=next((step for step in safety.STEPS if step not in taken), None),
        must_report=safety.must_report(step.decision for step in mine),
    )

"""Safety: the reporting code step by step, advice without names, agreements, and measures of coercion apart from them.

Everything lies in one drawer of the household, for the roles that work with the code. The lines in the log name the
household and no person: who is in danger must not learn from the log of the one who is the danger, or the other way.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from ontschot.accounts.rules import may
from ontschot.domain.access import rules
from ontschot.domain.access.models import Advice, CodeStep, Measure, SafetyAgreement, SafetyCase
from ontschot.domain.access.rules import safety
from ontschot.domain.people.models import Household, Membership, Person, Relation, Residence
from ontschot.foundation import calendar, versions
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import drawer_for, new_shield
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import Drawer, Shield
from ontschot.privacy.queries import open_life_domains

SAFETY = "safety"  # the life domain of the drawer
SAFETY_ROLES = ("generalist", "team_leader")


def _demand(by: Actor) -> None:
    if not may(by.role, "safeguard"):
        raise PermissionError("this role does not work with the reporting code")


def _drawer(household_id: int) -> int:
    """The household's drawer for safety: for these roles, and of them only who has the household open for safety.

    Raises Household.DoesNotExist when it is not.
    """
    if SAFETY not in {domain.code for domain in open_life_domains(household_id)}:
        raise Household.DoesNotExist
    with acting.wide("ontschot_register"):
        kept = Drawer.objects.filter(
            household_id=household_id,
            life_domain__code=SAFETY,
            shield__kind=Shield.Kind.ROLES,
            shield__roles=list(SAFETY_ROLES),
        ).first()
        if kept:
            return int(kept.pk)
        shield = new_shield(kind=Shield.Kind.ROLES, roles=SAFETY_ROLES)
        return drawer_for(household_id=household_id, life_domain=SAFETY, shield_id=shield.pk)


def _open_case(by: Actor, case_id: int) -> SafetyCase:
    _demand(by)
    case = SafetyCase.objects.get(pk=case_id)
    if case.closed_on is not None:
        raise rules.ImpossibleStep("closed", "write")
    return case


def _log(action: str, household_id: int, number: int) -> None:
    log.write(action, "safety", [log.Subject(household_id=household_id)], object_id=number)


def _said(text: str, field: str) -> str:
    if not text.strip():
        raise rules.Refused(field, "missing")
    return text.strip()


@deed
def open_safety(
    *, by: Actor, household_id: int, concern: str, acute: bool = False, request_id: UUID | None = None
) -> SafetyCase:
    """Follow the reporting code for a household: mapping the signals is its first step.

    Raises Refused when one is open already or nothing was written, Household.DoesNotExist.
    """
    _demand(by)
    drawer_id = _drawer(household_id)
    if SafetyCase.objects.filter(household_id=household_id, closed_on=None).exists():
        raise rules.Refused("concern", "open_already")
    made = SafetyCase.objects.create(
        drawer_id=drawer_id,
        household_id=household_id,
        concern=_said(concern, "concern"),
        acute=acute,
        opened_on=calendar.today(),
        opened_by=by.user_id or 0,
    )
    _write_step(made, by, 1, made.concern, "", calendar.today())
    _log("open_safety", household_id, made.pk)
    return made


def _write_step(case: SafetyCase, by: Actor, step: int, text: str, decision: str, on: dt.date) -> CodeStep:
    return CodeStep.objects.create(
        drawer_id=case.drawer_id,
        case=case,
        step=step,
        text=text,
        decision=decision,
        taken_on=on,
        taken_by=by.user_id or 0,
    )


@deed
def take_step(
    *,
    by: Actor,
    case_id: int,
    version: int,
    step: int,
    text: str,
    decision: str = "",
    taken_on: dt.date | None = None,
    acute: bool = False,
    request_id: UUID | None = None,
) -> CodeStep:
    """A step of the code: what was done and decided. Earlier steps first, unless there is acute danger; a step may be
    taken again, and none is ever overwritten. Raises Refused, Conflict, ImpossibleStep.
    """
    case = _open_case(by, case_id)
    on = taken_on or calendar.today()
    if step not in safety.STEPS:
        raise rules.Refused("step", "unknown")
    if decision not in safety.DECISIONS[step]:
        raise rules.Refused("decision", "missing" if not decision else "other_step")
    if not case.opened_on <= on <= calendar.today():
        raise rules.Refused("taken_on", "not_then")
    taken = set(CodeStep.objects.filter(case=case).values_list("step", flat=True))
    if safety.missing_before(step, taken, acute=case.acute or acute):
        raise rules.Refused("step", "earlier_first")
    case = versions.change(case, expected=version, acute=case.acute or acute)
    made = _write_step(case, by, step, _said(text, "text"), decision, on)
    _log("take_step", case.household_id, case.pk)
    return made


@deed
def ask_advice(
    *,
    by: Actor,
    case_id: int,
    asked: str,
    question: str,
    answer: str,
    asked_on: dt.date,
    request_id: UUID | None = None,
) -> Advice:
    """Advice of Veilig Thuis, a colleague or an expert, asked without saying who it is about.

    A question that holds a name of the household or of who is around it, their street, a BSN, telephone number, e-mail
    address, postcode or date is refused with what it holds (``Refused.found``). Raises Refused, ImpossibleStep.
    """
    case = _open_case(by, case_id)
    if found := safety.names_somebody(question, *_names_around(case.household_id)):
        refused = rules.Refused("question", "names_somebody")
        refused.found = found
        raise refused
    if not case.opened_on <= asked_on <= calendar.today():
        raise rules.Refused("asked_on", "not_then")
    made = Advice.objects.create(
        drawer_id=case.drawer_id,
        case=case,
        asked=Advice.Asked(asked),
        question=_said(question, "question"),
        answer=_said(answer, "answer"),
        asked_on=asked_on,
        asked_by=by.user_id or 0,
    )
    _log("ask_advice", case.household_id, case.pk)
    return made


def _names_around(household_id: int) -> tuple[list[str], list[str]]:
    """Names of who belongs to the household or stands around them, and the streets where they live."""
    members = list(Membership.objects.filter(household_id=household_id).values_list("person_id", flat=True))
    people = Person.objects.filter(pk__in=members).values_list(
        "given_names", "call_name", "family_name", "partner_family_name"
    )
    names = [name for person in people for name in person if name]
    names += Relation.objects.filter(person_id__in=members).values_list("other_name", flat=True)
    names += Household.objects.filter(pk=household_id).values_list("name", flat=True)
    streets = Residence.objects.filter(person_id__in=members).exclude(street="").values_list("street", flat=True)
    return names, list(streets)


@deed
def add_measure(
    *,
    by: Actor,
    case_id: int,
    kind: str,
    ordered_by: str,
    about: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    note: str = "",
    request_id: UUID | None = None,
) -> Measure:
    """A measure of coercion, as it was ordered. Nobody's consent is asked or kept with it. Raises Refused,
    ImpossibleStep.
    """
    case = _open_case(by, case_id)
    if ends_on is not None and ends_on <= starts_on:
        raise rules.Refused("ends_on", "before_start")
    made = Measure.objects.create(
        drawer_id=case.drawer_id,
        case=case,
        kind=Measure.Kind(kind),
        ordered_by=_said(ordered_by, "ordered_by"),
        about=_said(about, "about"),
        starts_on=starts_on,
        ends_on=ends_on,
        note=note.strip(),
        made_by=by.user_id or 0,
    )
    _log("add_measure", case.household_id, case.pk)
    return made


@deed
def end_measure(
    *, by: Actor, measure_id: int, version: int, ends_on: dt.date, request_id: UUID | None = None
) -> Measure:
    """From when a measure no longer holds. Its conditions end with it. Raises Refused, Conflict, ImpossibleStep."""
    measure = Measure.objects.get(pk=measure_id)
    case = _open_case(by, measure.case_id)
    if ends_on <= measure.starts_on:
        raise rules.Refused("ends_on", "before_start")
    measure = versions.change(measure, expected=version, ends_on=ends_on)
    if ends_on <= calendar.today():
        for condition in SafetyAgreement.objects.filter(measure=measure, state=SafetyAgreement.State.RUNNING):
            versions.change(condition, expected=condition.version, state=SafetyAgreement.State.ENDED)
    _log("end_measure", case.household_id, case.pk)
    return measure


@deed
def agree_on_safety(
    *,
    by: Actor,
    case_id: int,
    text: str,
    who: str,
    agreed_by: str,
    review_on: dt.date,
    request_id: UUID | None = None,
) -> SafetyAgreement:
    """A line of the safety plan that somebody agreed to: who does what, who agreed, when it is looked at again.

    Raises Refused, ImpossibleStep.
    """
    case = _open_case(by, case_id)
    return _line(by, case, text, who, review_on, agreed_by=_said(agreed_by, "agreed_by"), measure=None)


@deed
def impose_condition(
    *, by: Actor, measure_id: int, text: str, who: str, review_on: dt.date, request_id: UUID | None = None
) -> SafetyAgreement:
    """A line of the safety plan that a measure imposes: it is nobody's consent. Raises Refused, ImpossibleStep."""
    measure = Measure.objects.get(pk=measure_id)
    case = _open_case(by, measure.case_id)
    if not safety.is_running(measure.starts_on, measure.ends_on, calendar.today()):
        raise rules.Refused("text", "measure_over")
    return _line(by, case, text, who, review_on, agreed_by="", measure=measure)


def _line(
    by: Actor, case: SafetyCase, text: str, who: str, review_on: dt.date, *, agreed_by: str, measure: Measure | None
) -> SafetyAgreement:
    if review_on < calendar.today():
        raise rules.Refused("review_on", "past")
    made = SafetyAgreement.objects.create(
        drawer_id=case.drawer_id,
        case=case,
        text=_said(text, "text"),
        who=_said(who, "who"),
        agreed_by=agreed_by,
        measure=measure,
        review_on=review_on,
        made_by=by.user_id or 0,
        made_on=calendar.today(),
    )
    _log("impose_condition" if measure else "agree_on_safety", case.household_id, case.pk)
    return made


@deed
def review_agreement(
    *,
    by: Actor,
    agreement_id: int,
    version: int,
    state: str,
    review_on: dt.date | None = None,
    request_id: UUID | None = None,
) -> SafetyAgreement:
    """How a line of the safety plan goes: still holds (with a new day to look), kept, broken, or no longer needed.

    Raises Refused, Conflict, ImpossibleStep.
    """
    line = SafetyAgreement.objects.get(pk=agreement_id)
    case = _open_case(by, line.case_id)
    if state == SafetyAgreement.State.RUNNING and (review_on is None or review_on < calendar.today()):
        raise rules.Refused("review_on", "past")
    line = versions.change(
        line, expected=version, state=SafetyAgreement.State(state), review_on=review_on or line.review_on
    )
    _log("review_agreement", case.household_id, case.pk)
    return line


@deed
def close_safety(*, by: Actor, case_id: int, version: int, closing: str, request_id: UUID | None = None) -> SafetyCase:
    """The code was followed to its end: no concern in step 4, or a decision in step 5. Not while a measure holds or a
    line of the safety plan runs. Raises Refused, Conflict, ImpossibleStep.
    """
    case = _open_case(by, case_id)
    decided = list(CodeStep.objects.filter(case=case).exclude(decision="").values_list("decision", flat=True))
    if not decided or decided[-1] not in {"no_concern", *safety.DECISIONS[5]}:
        raise rules.Refused("closing", "not_decided")
    today = calendar.today()
    measures = Measure.objects.filter(case=case)
    if any(one.ends_on is None or one.ends_on > today for one in measures):
        raise rules.Refused("closing", "measure_runs")
    if SafetyAgreement.objects.filter(case=case, state=SafetyAgreement.State.RUNNING).exists():
        raise rules.Refused("closing", "agreement_runs")
    case = versions.change(case, expected=version, closed_on=today, closing=_said(closing, "closing"))
    _log("close_safety", case.household_id, case.pk)
    return case

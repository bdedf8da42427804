"""Reading what belongs to a conversation: preparation, own plans, carers, results as reference data, reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from ontschot.accounts import queries as accounts
from ontschot.domain.access import rules
from ontschot.domain.access.models import (
    Carer,
    ConversationReport,
    PersonalPlan,
    Preparation,
    ReportAnswer,
    Request,
    ResultArea,
)
from ontschot.domain.access.queries.book import term_book
from ontschot.domain.access.rules.terms import due
from ontschot.domain.people.models import Person
from ontschot.foundation import calendar
from ontschot.privacy import log
from ontschot.privacy import queries as privacy


@dataclass(frozen=True)
class PlanTerm:
    """Until when a resident may hand in an own plan (that day included), by which article, and if it is past."""

    until: dt.date
    article: str
    over: bool


def personal_plan_term(reported_on: dt.date) -> PlanTerm:
    """Seven days from the request, as the book of terms says it today (Wmo 2015 art. 2.3.2 lid 2)."""
    book = term_book()
    rule = book.on(rules.PERSONAL_PLAN_TERM, reported_on)
    until = due(reported_on, rule.length, calendar=book.calendar).on
    return PlanTerm(until, rule.article, calendar.today() > until)


def result_areas(*, active: bool | None = True) -> QuerySet[ResultArea]:
    """The results that matter to everybody, in their order."""
    found = ResultArea.objects.all()
    return found if active is None else found.filter(active=active)


# ------------------------------------------------------------------------------------------ before the conversation


@dataclass(frozen=True)
class PlanLine:
    """An own plan as it is shown; the file is fetched by ``personal_plan``."""

    id: int
    person_id: int
    person_name: str
    text: str
    file_name: str
    how: str
    received_on: dt.date
    late: bool


@dataclass(frozen=True)
class Prepared:
    """All that is known before a conversation. ``record`` None: nothing was kept yet."""

    household_id: int
    request_number: int | None
    record: Preparation | None
    term: PlanTerm | None
    plans: list[PlanLine]


def prepared(household_id: int, request_number: int | None) -> Prepared:
    """What was offered before a conversation about this request (None: without one), and the own plans.

    Raises Request.DoesNotExist when the request is not there or not open to the user.
    """
    request = Request.objects.get(pk=request_number, household_id=household_id) if request_number else None
    record = Preparation.objects.filter(household_id=household_id, request=request).first()
    plans = _plans([request.pk]) if request else {}
    log.read("conversation", [log.Subject(household_id=household_id)], prepared=True)
    return Prepared(
        household_id=household_id,
        request_number=request_number,
        record=record,
        term=personal_plan_term(request.reported_on) if request else None,
        plans=plans.get(request.pk, []) if request else [],
    )


def _plans(numbers: Collection[int]) -> dict[int, list[PlanLine]]:
    found = list(PersonalPlan.objects.filter(request_id__in=numbers).defer("content").order_by("created_at", "pk"))
    names = _names(plan.person_id for plan in found)
    lines: dict[int, list[PlanLine]] = {}
    for plan in found:
        lines.setdefault(plan.request_id, []).append(
            PlanLine(
                plan.pk,
                plan.person_id,
                names.get(plan.person_id, ""),
                plan.text,
                plan.file_name,
                plan.get_how_display(),
                plan.received_on,
                plan.late,
            )
        )
    return lines


def personal_plan(plan_id: int) -> PersonalPlan:
    """One own plan with its file. Raises PersonalPlan.DoesNotExist when not there or not open to the user."""
    found = PersonalPlan.objects.select_related("request").get(pk=plan_id)
    log.read("personal_plan", [log.Subject(found.person_id, found.request.household_id)], object_id=found.pk)
    return found


def _names(person_ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {pk for pk in person_ids if pk}
    return {p.pk: p.display_name for p in Person.objects.filter(pk__in=wanted).only("id", "display_name")}


# ------------------------------------------------------------------------------------------ carers


@dataclass(frozen=True)
class CarerLine:
    """A carer in a conversation. ``overburdened``: they say that it is heavier than they can bear."""

    record: Carer
    overburdened: bool


def carers(conversation_id: int) -> list[CarerLine]:
    """The carers of a conversation; the caller shows (and logs) the conversation."""
    return [
        CarerLine(one, rules.is_overburdened(one.burden, one.capacity))
        for one in Carer.objects.filter(conversation_id=conversation_id).order_by("pk")
    ]


# ------------------------------------------------------------------------------------------ reports


@dataclass(frozen=True)
class AnswerLine:
    """What somebody said of a report."""

    person_id: int
    person_name: str
    confirms: bool
    correction: str
    how: str
    given_at: dt.datetime


@dataclass(frozen=True)
class ReportLine:
    """A report that was given to the household, with what was said of it, oldest first."""

    id: int
    conversation_id: int
    household_id: int
    held_on: dt.date
    letter_id: int
    edition: int
    made_by: str
    made_at: dt.datetime
    answers: list[AnswerLine]


def reports_of(conversation_id: int) -> list[ReportLine]:
    """The reports of a conversation, newest first; the caller shows (and logs) the conversation."""
    return _reports(ConversationReport.objects.filter(conversation_id=conversation_id))


def own_reports(household_ids: Collection[int]) -> list[ReportLine]:
    """The newest report of each conversation with the resident's households, newest first."""
    found = _reports(ConversationReport.objects.filter(conversation__household_id__in=household_ids))
    newest: dict[int, ReportLine] = {}
    for line in found:
        newest.setdefault(line.conversation_id, line)
    log.read("conversation", [log.Subject(pk, None) for pk in privacy.own_persons()], reports=len(newest))
    return list(newest.values())


def _reports(found: QuerySet[ConversationReport]) -> list[ReportLine]:
    records = list(found.select_related("conversation").order_by("-made_at", "-pk"))
    makers = accounts.user_names(one.made_by for one in records)
    said: dict[int, list[ReportAnswer]] = {}
    for answer in ReportAnswer.objects.filter(report__in=[one.pk for one in records]).order_by("given_at", "pk"):
        said.setdefault(answer.report_id, []).append(answer)
    names = _names(answer.person_id for answers in said.values() for answer in answers)
    return [
        ReportLine(
            id=one.pk,
            conversation_id=one.conversation_id,
            household_id=one.conversation.household_id,
            held_on=one.conversation.held_on,
            letter_id=one.letter_id,
            edition=one.edition,
            made_by=makers[one.made_by].name if one.made_by in makers else "",
            made_at=one.made_at,
            answers=[_answer(answer, names) for answer in said.get(one.pk, [])],
        )
        for one in records
    ]


def _answer(answer: ReportAnswer, names: dict[int, str]) -> AnswerLine:
    return AnswerLine(
        person_id=answer.person_id,
        person_name=names.get(answer.person_id, ""),
        confirms=answer.confirms,
        correction=answer.correction,
        how=answer.get_how_display(),
        given_at=answer.given_at,
    )


# ------------------------------------------------------------------------------------------ for the resident


@dataclass(frozen=True)
class OwnRequest:
    """An open request of the resident's household, with what may still be done before the conversation."""

    number: int
    reference: str
    question: str
    reported_on: dt.date
    state: str
    term: PlanTerm
    plans: list[PlanLine]
    support_offered_on: dt.date | None


def own_requests(household_ids: Collection[int]) -> list[OwnRequest]:
    """The open requests of these households that the resident knows of, newest first."""
    found = list(
        Request.objects.filter(household_id__in=household_ids, person_knows=True, state__in=rules.OPEN_STATES).order_by(
            "-reported_on", "-pk"
        )
    )
    plans = _plans([one.pk for one in found])
    offered = dict(
        Preparation.objects.filter(request__in=[one.pk for one in found]).values_list(
            "request_id", "support_offered_on"
        )
    )
    log.read("request", [log.Subject(one.person_id, one.household_id) for one in found], own=True)
    return [
        OwnRequest(
            number=one.pk,
            reference=rules.reference(one.pk),
            question=one.question,
            reported_on=one.reported_on,
            state=one.state,
            term=personal_plan_term(one.reported_on),
            plans=plans.get(one.pk, []),
            support_offered_on=offered.get(one.pk),
        )
        for one in found
    ]

"""The report of a conversation: given to the household as it is that day, and what they say of it, beside it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Max

from ontschot.accounts.rules import may
from ontschot.domain.access import rules
from ontschot.domain.access.actions.conversations import of_household
from ontschot.domain.access.models import Conversation, ConversationReport, ReportAnswer
from ontschot.foundation import events
from ontschot.privacy import log
from ontschot.privacy import queries as privacy
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed
from ontschot.writing import actions as writing
from ontschot.writing.rules.letter import Letter

KIND = "conversation_report"


@deed
def place_report(
    *, by: Actor, conversation_id: int, letter: Letter, request_id: UUID | None = None
) -> ConversationReport:
    """Give the report of a concluded conversation to the household. An earlier edition stays as it was.

    Raises ImpossibleStep while the conversation is open, Conversation.DoesNotExist.
    """
    if not may(by.role, "hold_conversation"):
        raise PermissionError("this role holds no conversations")
    record = Conversation.objects.select_for_update().get(pk=conversation_id)
    if record.state != Conversation.State.CONCLUDED:
        raise rules.ImpossibleStep(record.state, "report")
    placed = writing.place_letter(
        by=by, drawer_id=record.drawer_id, kind=KIND, letter=letter, household_id=record.household_id
    )
    last = ConversationReport.objects.filter(conversation=record).aggregate(last=Max("edition"))["last"] or 0
    made = ConversationReport.objects.create(
        drawer_id=record.drawer_id,
        conversation=record,
        letter=placed,
        edition=last + 1,
        made_by=by.user_id or 0,
    )
    log.write("place_report", "conversation", of_household(record.household_id), object_id=record.pk)
    return made


@deed
def answer_report(
    *,
    by: Actor,
    report_id: int,
    person_id: int,
    confirms: bool,
    correction: str = "",
    request_id: UUID | None = None,
) -> ReportAnswer:
    """What a resident says of a report, by themselves or as told to a worker. Nothing of the report changes.

    Raises Refused, ConversationReport.DoesNotExist, PermissionError.
    """
    report = ConversationReport.objects.select_related("conversation").get(pk=report_id)
    household_id = report.conversation.household_id
    own = by.role == "resident"
    if own and person_id not in privacy.own_persons():
        raise ConversationReport.DoesNotExist
    if not own and not may(by.role, "hold_conversation"):
        raise PermissionError("this role writes down no answers")
    if not own and log.Subject(person_id, household_id) not in of_household(household_id):
        raise rules.Refused("person", "not_in_household")
    rules.check_report_answer(confirms=confirms, correction=correction)
    made = ReportAnswer.objects.create(
        drawer_id=report.drawer_id,
        report=report,
        person_id=person_id,
        confirms=confirms,
        correction=correction.strip(),
        how=ReportAnswer.How.PORTAL if own else ReportAnswer.How.TOLD,
        given_by=by.user_id or 0,
    )
    log.write("answer_report", "conversation", [log.Subject(person_id, household_id)], object_id=report.conversation_id)
    if own and correction.strip():
        events.publish(rules.ReportCorrected(report.conversation_id, household_id, person_id))
    return made

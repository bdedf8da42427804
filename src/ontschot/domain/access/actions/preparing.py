"""Before the conversation: what was offered, and the plan that a resident makes; results as reference data; carers."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from ontschot.accounts.rules import may
from ontschot.domain.access import rules
from ontschot.domain.access.actions.conversations import of_household, open_conversation
from ontschot.domain.access.models import Carer, PersonalPlan, Preparation, Request, ResultArea
from ontschot.domain.access.queries.preparing import personal_plan_term
from ontschot.domain.people.models import Household
from ontschot.foundation import calendar, events, versions
from ontschot.foundation.files import FileRefused, clean_file_name, media_type_of
from ontschot.foundation.versions import Conflict
from ontschot.privacy import log
from ontschot.privacy import queries as privacy
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import DOSSIER, drawer_for
from ontschot.privacy.deeds import deed

CARERS = "network"  # the life domain of family, friends and neighbours


@deed
def prepare(
    *,
    by: Actor,
    household_id: int,
    request_number: int | None = None,
    version: int = 0,
    guide_given_on: dt.date | None = None,
    support_offered_on: dt.date | None = None,
    support_answer: str = "",
    supporter: str = "",
    interpreter: str = "",
    interpreter_language: str = "",
    interpreter_name: str = "",
    request_id: UUID | None = None,
) -> Preparation:
    """Keep what was given, offered and asked before the conversation. ``version`` 0: nothing was kept yet.

    Raises Conflict, Refused, Household.DoesNotExist, Request.DoesNotExist.
    """
    if not may(by.role, "hold_conversation"):
        raise PermissionError("this role holds no conversations")
    Household.objects.get(pk=household_id)
    about = None if request_number is None else Request.objects.get(pk=request_number, household_id=household_id)
    rules.check_preparation(
        guide_given_on=guide_given_on,
        support_offered_on=support_offered_on,
        support_answer=support_answer,
        interpreter=interpreter,
        interpreter_language=interpreter_language,
        today=calendar.today(),
    )
    changes: dict[str, Any] = {
        "guide_given_on": guide_given_on,
        "support_offered_on": support_offered_on,
        "support_answer": Preparation.Support(support_answer),
        "supporter": supporter.strip(),
        "interpreter": Preparation.Interpreter(interpreter),
        "interpreter_language": interpreter_language.strip(),
        "interpreter_name": interpreter_name.strip(),
    }
    kept, made = Preparation.objects.get_or_create(
        household_id=household_id,
        request=about,
        defaults={"drawer_id": drawer_for(household_id=household_id, life_domain=DOSSIER), **changes},
    )
    if not made:
        if version == 0 and any(getattr(kept, name) != value for name, value in changes.items()):
            raise Conflict(kept, changes)
        if version:
            kept = versions.change(kept, expected=version, **changes)
    log.write("prepare", "conversation", of_household(household_id), object_id=kept.pk)
    return kept


@deed
def hand_in_plan(
    *,
    by: Actor,
    request_number: int,
    person_id: int,
    text: str = "",
    file_name: str = "",
    content: bytes = b"",
    received_on: dt.date | None = None,
    request_id: UUID | None = None,
) -> PersonalPlan:
    """Take in a resident's own plan: by the resident (or who represents them), or by a worker who got it on paper.

    After the seven days it is taken in all the same, and marked late. What the file is, is told from its content.
    Raises Refused, Request.DoesNotExist, PermissionError.
    """
    record = Request.objects.get(pk=request_number)
    own = by.role == "resident"
    if own and (person_id not in privacy.own_persons() or not record.person_knows):
        raise Request.DoesNotExist
    if not own and not may(by.role, "hold_conversation"):
        raise PermissionError("this role takes in no plans")
    rules.check_personal_plan(text=text, has_file=bool(content), state=record.state)
    day = calendar.today() if own else received_on or calendar.today()
    if day > calendar.today() or day < record.reported_on:
        raise rules.Refused("received_on", "impossible")
    if (
        not own
        and record.person_id != person_id
        and person_id not in {s.person_id for s in of_household(record.household_id)}
    ):
        raise rules.Refused("person", "not_in_household")
    made = PersonalPlan.objects.create(
        drawer_id=drawer_for(household_id=record.household_id, life_domain=DOSSIER),
        request=record,
        person_id=person_id,
        text=text.strip(),
        how=PersonalPlan.How.PORTAL if own else PersonalPlan.How.PAPER,
        received_on=day,
        late=day > personal_plan_term(record.reported_on).until,
        received_by=by.user_id or 0,
        **_file(file_name, content),
    )
    subject = log.Subject(person_id, record.household_id)
    log.write("hand_in_plan", "personal_plan", [subject], object_id=made.pk, late=made.late)
    if own:
        events.publish(rules.PersonalPlanReceived(record.pk, record.household_id, person_id, made.late))
    return made


def _file(file_name: str, content: bytes) -> dict[str, Any]:
    if not content:
        return {}
    try:
        media_type = media_type_of(content)
    except FileRefused as error:
        raise rules.Refused("file", error.reason) from error
    return {
        "file_name": clean_file_name(file_name, media_type),
        "media_type": media_type,
        "size": len(content),
        "digest": hashlib.sha256(content).hexdigest(),
        "content": content,
    }


@deed
def save_carer(
    *,
    by: Actor,
    conversation_id: int,
    carer_id: int | None = None,
    version: int = 0,
    name: str,
    person_id: int | None = None,
    cares_for: str = "",
    hours: int | None = None,
    does: str = "",
    burden: str = "",
    capacity: str = "",
    needs: str = "",
    request_id: UUID | None = None,
) -> Carer:
    """Write down a carer: what they do, how heavy it is, how much they can bear and what would help.

    Raises Refused, Conflict, ImpossibleStep, Carer.DoesNotExist.
    """
    record = open_conversation(by, conversation_id)
    if not name.strip():
        raise rules.Refused("name", "missing")
    changes: dict[str, Any] = {
        "name": name.strip(),
        "person_id": person_id,
        "cares_for": cares_for.strip(),
        "hours": hours,
        "does": does,
        "burden": Carer.Burden(burden),
        "capacity": Carer.Capacity(capacity),
        "needs": needs,
    }
    if carer_id is None:
        drawer_id = drawer_for(household_id=record.household_id, life_domain=CARERS)
        kept = Carer.objects.create(drawer_id=drawer_id, conversation=record, **changes)
    else:
        kept = versions.change(Carer.objects.get(pk=carer_id, conversation=record), expected=version, **changes)
    log.write("save_carer", "conversation", of_household(record.household_id), object_id=record.pk, domain=CARERS)
    return kept


@deed
def remove_carer(*, by: Actor, conversation_id: int, carer_id: int, request_id: UUID | None = None) -> None:
    """Take away what was written of a carer by mistake, while the conversation is open. Its history stays."""
    record = open_conversation(by, conversation_id)
    Carer.objects.get(pk=carer_id, conversation=record).delete()
    log.write("remove_carer", "conversation", of_household(record.household_id), object_id=record.pk, domain=CARERS)


@deed
def save_result_area(
    *, by: Actor, fields: dict[str, Any], area_id: int | None = None, request_id: UUID | None = None
) -> ResultArea:
    """Add a result of one's own, or change words, order and use of one. Raises ValidationError, PermissionDenied."""
    if by.role != "system" and not may(by.role, "administer"):
        raise PermissionDenied
    record = ResultArea.objects.get(pk=area_id) if area_id else ResultArea(own=True)
    for name, value in fields.items():
        setattr(record, name, value)
    record.full_clean()
    record.save()
    log.write("save_result_area", "result_area", [], object_id=record.pk, code=record.code, active=record.active)
    return record

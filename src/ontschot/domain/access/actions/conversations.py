"""Conversations, answers per life domain, results, and their way into the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from ontschot.accounts.rules import may
from ontschot.domain.access import rules
from ontschot.domain.access.actions import term_keeping as keeping
from ontschot.domain.access.actions.requests import subject_of
from ontschot.domain.access.models import Answer, Conversation, Request, Result
from ontschot.domain.people.models import Household, Membership
from ontschot.foundation import calendar, events, versions
from ontschot.foundation.versions import Conflict
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import DOSSIER, drawer_for
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import LifeDomain


@deed
def start_conversation(
    *,
    by: Actor,
    household_id: int | None = None,
    request_number: int | None = None,
    held_on: dt.date | None = None,
    place: str = "home",
    present: str = "",
    about: str = "",
    also: Collection[int] = (),
    request_id: UUID | None = None,
) -> Conversation:
    """Begin a conversation, from a request or with a household as it is.

    ``also``: numbers of other requests of the household that it is about too; it meets their terms as well. Raises
    ImpossibleStep, Refused, DoesNotExist of either.
    """
    if not may(by.role, "hold_conversation") or by.user_id is None:
        raise PermissionError("this role holds no conversations")
    day = held_on or calendar.today()
    rules.check_conversation_date(day, calendar.today())
    numbers = {*also, *([] if request_number is None else [request_number])}
    records = {one.pk: one for one in Request.objects.select_for_update().filter(pk__in=numbers).order_by("pk")}
    if request_number is not None:
        if request_number not in records:
            raise Request.DoesNotExist
        household_id = records[request_number].household_id
    if household_id is None:
        raise rules.Refused("household", "missing")
    if any(number not in records or records[number].household_id != household_id for number in numbers):
        raise rules.Refused("also", "not_here")
    for record in records.values():
        _begin(record)
        if day <= calendar.today():  # one that is planned was not held yet
            _held(record, day, by)
    Household.objects.get(pk=household_id)  # not there, or not open to the user
    made = Conversation.objects.create(
        drawer_id=drawer_for(household_id=household_id, life_domain=DOSSIER),
        household_id=household_id,
        request_id=request_number,
        also_about=sorted(numbers - {request_number}),
        held_on=day,
        place=Conversation.Place(place),
        present=present,
        about=about.strip(),
        led_by=by.user_id,
    )
    subjects = of_household(household_id)
    log.write("start_conversation", "conversation", subjects, object_id=made.pk, also=len(made.also_about))
    return made


def _begin(record: Request) -> None:
    if not record.identity_checked:
        raise rules.Refused("person", "not_identified")
    state = rules.after(record.state, "converse")
    if state != record.state:
        versions.change(record, expected=record.version, state=state)


def _held(record: Request, day: dt.date, by: Actor) -> None:
    """The terms that a conversation meets, and those that begin with it."""
    keeping.met(record, "converse", day)
    keeping.begin(record, "converse", day, by=by)


def _requests_of(record: Conversation) -> list[int]:
    """The numbers of the requests that a conversation is about."""
    return [*([record.request_id] if record.request_id else []), *record.also_about]


def of_household(household_id: int) -> list[log.Subject]:
    """Whom a deed on this household is about: its members of today."""
    present = Membership.objects.filter(household_id=household_id, period__contains=calendar.today())
    persons = [log.Subject(person_id, household_id) for person_id in present.values_list("person_id", flat=True)]
    return persons or [log.Subject(household_id=household_id)]


def open_conversation(by: Actor, conversation_id: int) -> Conversation:
    """A conversation that may still be written in. Raises ImpossibleStep, DoesNotExist, PermissionError."""
    if not may(by.role, "hold_conversation"):
        raise PermissionError("this role holds no conversations")
    record = Conversation.objects.get(pk=conversation_id)
    if record.state != Conversation.State.OPEN:
        raise rules.ImpossibleStep(record.state, "write")
    return record


@deed
def describe_conversation(
    *,
    by: Actor,
    conversation_id: int,
    version: int,
    held_on: dt.date,
    place: str,
    present: str,
    wish: str,
    about: str = "",
    request_id: UUID | None = None,
) -> Conversation:
    """When and where, who were there, and the question behind the question. Raises Conflict, Refused,
    ImpossibleStep.
    """
    record = open_conversation(by, conversation_id)
    rules.check_conversation_date(held_on, calendar.today())
    record = versions.change(
        record,
        expected=version,
        held_on=held_on,
        place=Conversation.Place(place),
        present=present,
        wish=wish,
        about=about,
    )
    log.write("describe_conversation", "conversation", of_household(record.household_id), object_id=record.pk)
    return record


@deed
def save_answer(
    *,
    by: Actor,
    conversation_id: int,
    life_domain: str,
    version: int,
    wants: str = "",
    good_at: str = "",
    does: str = "",
    others_do: str = "",
    needed: str = "",
    skipped: bool = False,
    request_id: UUID | None = None,
) -> Answer:
    """Keep what was said on one life domain, in the household's drawer of that domain. ``version`` 0: nothing was
    there yet.

    Raises Conflict (also when two people were the first at once), ImpossibleStep, LifeDomain.DoesNotExist.
    """
    record = open_conversation(by, conversation_id)
    domain = LifeDomain.objects.get(code=life_domain)
    texts = {"wants": wants, "good_at": good_at, "does": does, "others_do": others_do, "needed": needed}
    changes: dict[str, Any] = {**texts, "skipped": skipped and not any(text.strip() for text in texts.values())}
    kept, made = Answer.objects.get_or_create(
        conversation=record,
        life_domain=domain,
        defaults={
            "drawer_id": drawer_for(household_id=record.household_id, life_domain=life_domain),
            **changes,
        },
    )
    if not made:
        if version == 0 and any(getattr(kept, field) != value for field, value in changes.items()):
            raise Conflict(kept, changes)
        if version:
            kept = versions.change(kept, expected=version, **changes)
    log.write("save_answer", "conversation", of_household(record.household_id), object_id=record.pk, domain=life_domain)
    return kept


@deed
def add_result(
    *,
    by: Actor,
    conversation_id: int,
    life_domain: str,
    text: str,
    person_id: int | None = None,
    area_id: int | None = None,
    request_id: UUID | None = None,
) -> Result:
    """What must be achieved, for the household or one member, in words. Raises Refused, ImpossibleStep."""
    record = open_conversation(by, conversation_id)
    domain = LifeDomain.objects.get(code=life_domain)
    _check_result(record, text, person_id)
    made = Result.objects.create(
        drawer_id=drawer_for(household_id=record.household_id, life_domain=life_domain),
        conversation=record,
        life_domain=domain,
        person_id=person_id,
        area_id=area_id,
        text=text.strip(),
    )
    log.write("add_result", "result", of_household(record.household_id), object_id=made.pk)
    return made


def _check_result(record: Conversation, text: str, person_id: int | None) -> None:
    if not text.strip():
        raise rules.Refused("text", "missing")
    if person_id is not None and log.Subject(person_id, record.household_id) not in of_household(record.household_id):
        raise rules.Refused("person", "not_in_household")


@deed
def change_result(
    *,
    by: Actor,
    result_id: int,
    text: str,
    person_id: int | None = None,
    area_id: int | None = None,
    request_id: UUID | None = None,
) -> Result:
    """Word a result better, while the conversation is open. Raises Refused, ImpossibleStep, Result.DoesNotExist."""
    found = Result.objects.get(pk=result_id)
    record = open_conversation(by, found.conversation_id)
    _check_result(record, text, person_id)
    found.text, found.person_id, found.area_id = text.strip(), person_id, area_id
    found.save(update_fields=["text", "person", "area"])
    log.write("change_result", "result", of_household(record.household_id), object_id=found.pk)
    return found


@deed
def remove_result(*, by: Actor, result_id: int, request_id: UUID | None = None) -> None:
    """Take away a result that is not wanted after all and is in no plan. Its history stays."""
    found = Result.objects.get(pk=result_id)
    record = open_conversation(by, found.conversation_id)
    if found.in_plan:
        raise rules.Refused("result", "in_plan")
    found.delete()
    log.write("remove_result", "result", of_household(record.household_id), object_id=result_id)


@deed
def conclude(*, by: Actor, conversation_id: int, version: int, request_id: UUID | None = None) -> Conversation:
    """The conversation is complete; its results wait for the plan. Raises Conflict, ImpossibleStep."""
    record = open_conversation(by, conversation_id)
    record = versions.change(record, expected=version, state=Conversation.State.CONCLUDED)
    for about in Request.objects.filter(pk__in=_requests_of(record)).order_by("pk"):
        _held(about, min(record.held_on, calendar.today()), by)
        keeping.met(about, "conclude", calendar.today())
    log.write("conclude", "conversation", of_household(record.household_id), object_id=record.pk)
    events.publish(rules.ConversationConcluded(record.pk, record.household_id, record.request_id, record.led_by))
    return record


@deed
def reopen(*, by: Actor, conversation_id: int, version: int, request_id: UUID | None = None) -> Conversation:
    """Something must still be added to a concluded conversation. Raises Conflict, ImpossibleStep."""
    if not may(by.role, "hold_conversation"):
        raise PermissionError("this role holds no conversations")
    record = Conversation.objects.get(pk=conversation_id)
    if record.state != Conversation.State.CONCLUDED:
        raise rules.ImpossibleStep(record.state, "reopen")
    record = versions.change(record, expected=version, state=Conversation.State.OPEN)
    log.write("reopen", "conversation", of_household(record.household_id), object_id=record.pk)
    return record


@deed
def mark_in_plan(*, by: Actor, result_ids: Collection[int], request_id: UUID | None = None) -> Conversation | None:
    """These results became goals; the requests they came from are in the plan. Returns a conversation they came
    from, if any.
    """
    found = list(Result.objects.filter(pk__in=result_ids).select_related("conversation"))
    Result.objects.filter(pk__in=[r.pk for r in found]).update(in_plan=True)
    conversations = {r.conversation_id: r.conversation for r in found}
    for number in sorted({number for one in conversations.values() for number in _requests_of(one)}):
        _into_plan(number)
    households = {c.household_id for c in conversations.values()}
    log.write("mark_in_plan", "result", [s for h in sorted(households) for s in of_household(h)], results=len(found))
    return next(iter(conversations.values()), None)


@deed
def take_in_plan(*, by: Actor, request_number: int, request_id: UUID | None = None) -> Request:
    """This request joins the household's plan without a conversation of its own. Raises ImpossibleStep."""
    record = Request.objects.get(pk=request_number)
    rules.after(record.state, "plan")
    record = _into_plan(request_number) or record
    log.write("take_in_plan", "request", [subject_of(record)], object_id=request_number)
    return record


def _into_plan(request_number: int) -> Request | None:
    """None when the request is closed or not open to the user: the plan goes on without it."""
    record = Request.objects.filter(pk=request_number).first()
    if record is None or (record.state, "plan") not in rules.TRANSITIONS:
        return None
    state = rules.after(record.state, "plan")
    keeping.met(record, "plan", calendar.today())
    return record if state == record.state else versions.change(record, expected=record.version, state=state)

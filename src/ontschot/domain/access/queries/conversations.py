"""Reading conversations and results. Row security decides; every function logs for whom data was shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ontschot.accounts import queries as accounts
from ontschot.domain.access import rules
from ontschot.domain.access.models import Answer, Conversation, Request, Result
from ontschot.domain.access.queries.requests import RequestLine, lines_of, open_requests
from ontschot.domain.access.queries.terms import TermLine, terms_of_household
from ontschot.domain.people.models import Household, Membership, Person
from ontschot.foundation import calendar
from ontschot.privacy import acting, log
from ontschot.privacy.models import LifeDomain

TEXTS = ("wants", "good_at", "does", "others_do", "needed")


@dataclass(frozen=True)
class MemberLine:
    """Somebody of the household."""

    person_id: int
    name: str
    birth_date: str


@dataclass(frozen=True)
class ResultLine:
    """What must be achieved. ``person_name`` is empty for the whole household."""

    id: int
    conversation_id: int
    life_domain: str
    life_domain_name: str
    person_id: int | None
    person_name: str
    text: str
    in_plan: bool
    area_id: int | None = None
    area_name: str = ""


@dataclass(frozen=True)
class DomainPart:
    """One life domain in a conversation."""

    domain: LifeDomain
    answer: Answer | None
    progress: rules.Progress
    results: list[ResultLine]

    @property
    def texts(self) -> list[tuple[str, str]]:
        """(field, text) of what was written, in the order of the form."""
        written = [(field, getattr(self.answer, field)) for field in TEXTS] if self.answer else []
        return [(field, text) for field, text in written if text.strip()]


@dataclass(frozen=True)
class AlsoLine:
    """An open request that a conversation can be about too, with the term that this would meet first, if any."""

    request: RequestLine
    term: TermLine | None


@dataclass(frozen=True)
class ConversationView:
    """A conversation with everything in it that the user may see."""

    record: Conversation
    household_name: str
    members: list[MemberLine]
    led_by: str
    request: RequestLine | None
    also: list[RequestLine]
    parts: list[DomainPart]

    @property
    def discussed(self) -> int:
        """How many life domains were discussed."""
        return sum(part.progress == rules.Progress.DISCUSSED for part in self.parts)

    @property
    def results(self) -> list[ResultLine]:
        """All results, by life domain."""
        return [result for part in self.parts for result in part.results]

    @property
    def is_open(self) -> bool:
        """Whether it may still be written in."""
        return self.record.state == Conversation.State.OPEN

    def part(self, code: str) -> DomainPart:
        """The part of one life domain. Raises LifeDomain.DoesNotExist."""
        for part in self.parts:
            if part.domain.code == code:
                return part
        raise LifeDomain.DoesNotExist(code)


def conversation(conversation_id: int) -> ConversationView:
    """One conversation over all life domains. Raises Conversation.DoesNotExist when not there or not open to the
    user.
    """
    record = Conversation.objects.get(pk=conversation_id)
    household = Household.objects.filter(pk=record.household_id).first()
    members = _members(record.household_id)
    numbers = [*([record.request_id] if record.request_id else []), *record.also_about]
    about = lines_of(Request.objects.filter(pk__in=numbers).order_by("pk")) if numbers else []
    led_by = accounts.user_names([record.led_by]).get(record.led_by)
    view = ConversationView(
        record=record,
        household_name=household.name if household else "",
        members=members,
        led_by=led_by.name if led_by else "",
        request=next((line for line in about if line.number == record.request_id), None),
        also=[line for line in about if line.number != record.request_id],
        parts=_parts(record, members),
    )
    log.read("conversation", _household_subjects(record.household_id, members), object_id=record.pk)
    return view


def _parts(record: Conversation, members: Sequence[MemberLine]) -> list[DomainPart]:
    answers = {a.life_domain_id: a for a in Answer.objects.filter(conversation=record)}
    found: dict[int, list[ResultLine]] = {}
    names = {m.person_id: m.name for m in members}
    kept = list(Result.objects.filter(conversation=record).select_related("life_domain", "area").order_by("pk"))
    for result in kept:
        found.setdefault(result.life_domain_id, []).append(_result(result, names))
    domains = LifeDomain.objects.filter(
        Q(active=True, in_conversation=True) | Q(pk__in=answers) | Q(pk__in=found)
    ).distinct()
    return [
        DomainPart(domain, answers.get(domain.pk), _progress(answers.get(domain.pk)), found.get(domain.pk, []))
        for domain in domains
    ]


def _progress(answer: Answer | None) -> rules.Progress:
    if answer is None:
        return rules.Progress.TODO
    return rules.progress((getattr(answer, field) for field in TEXTS), skipped=answer.skipped)


def _result(result: Result, names: dict[int, str]) -> ResultLine:
    return ResultLine(
        id=result.pk,
        conversation_id=result.conversation_id,
        life_domain=result.life_domain.code,
        life_domain_name=str(result.life_domain),
        person_id=result.person_id,
        person_name=names.get(result.person_id or 0, ""),
        text=result.text,
        in_plan=result.in_plan,
        area_id=result.area_id,
        area_name=str(result.area) if result.area else "",
    )


def _members(household_id: int) -> list[MemberLine]:
    present = Membership.objects.filter(household_id=household_id, period__contains=calendar.today())
    persons = Person.objects.filter(pk__in=present.values("person_id")).only("id", "display_name", "birth_date")
    return [MemberLine(p.pk, p.display_name, p.birth_date) for p in persons.order_by("birth_date", "pk")]


def _household_subjects(household_id: int, members: Sequence[MemberLine]) -> list[log.Subject]:
    return [log.Subject(person_id=m.person_id, household_id=household_id) for m in members] or [
        log.Subject(household_id=household_id)
    ]


def last_saved(record: Answer | Conversation) -> dt.datetime | None:
    """When this record was last written, by anyone, from its history. The caller showed (and logged) the
    conversation.
    """
    history = type(record).pgh_event_model.objects.filter(pgh_obj_id=record.pk)  # type: ignore[union-attr]
    moment: dt.datetime | None = history.order_by("-pgh_id").values_list("pgh_created_at", flat=True).first()
    return moment


def results(conversation_id: int) -> list[ResultLine]:
    """The results of one conversation, by life domain. Raises Conversation.DoesNotExist."""
    record = Conversation.objects.get(pk=conversation_id)
    return _results_of(record.household_id, Result.objects.filter(conversation=record), object_id=record.pk)


def results_to_plan(household_id: int) -> list[ResultLine]:
    """Results of concluded conversations with this household that are in no plan yet."""
    waiting = Result.objects.filter(
        conversation__household_id=household_id, conversation__state=Conversation.State.CONCLUDED, in_plan=False
    )
    return _results_of(household_id, waiting)


def _results_of(household_id: int, found: QuerySet[Result], object_id: int | None = None) -> list[ResultLine]:
    members = _members(household_id)
    names = {m.person_id: m.name for m in members}
    kept = list(found.select_related("life_domain", "area").order_by("life_domain__position", "pk"))
    log.read("result", _household_subjects(household_id, members), object_id=object_id)
    return [_result(result, names) for result in kept]


def conversations_of_household(household_id: int) -> list[Conversation]:
    """The conversations with this household, newest first."""
    found = list(Conversation.objects.filter(household_id=household_id).order_by("-held_on", "-pk"))
    log.read("conversation", [log.Subject(household_id=household_id)])
    return found


def my_open_conversations() -> list[tuple[Conversation, str]]:
    """The conversations that the current user has not concluded yet, each with the name of the household."""
    mine = Conversation.objects.filter(led_by=acting.current().actor.user_id or 0, state=Conversation.State.OPEN)
    found = list(mine.order_by("held_on", "pk"))
    names = dict(Household.objects.filter(pk__in={c.household_id for c in found}).values_list("pk", "name"))
    log.read("conversation", [log.Subject(household_id=c.household_id) for c in found])
    return [(c, names.get(c.household_id, "")) for c in found]


def also_possible(household_id: int, but: int | None = None) -> list[AlsoLine]:
    """The open requests of a household that a conversation can be about, the most urgent first; not number `but`."""
    lines = [
        line
        for line in open_requests(household_id)
        if line.number != but and line.identity_checked and "converse" in rules.possible(line.state)
    ]
    if not lines:
        return []
    terms = [term for term in terms_of_household(household_id) if "converse" in term.rule.met_by]
    first = {term.record.request_id: term for term in reversed(terms)}
    return [AlsoLine(line, first.get(line.number)) for line in lines]


def household_here(household_id: int) -> tuple[Household, list[MemberLine]]:
    """A household that the user may see, with its members, to talk with. Raises Household.DoesNotExist."""
    found = Household.objects.get(pk=household_id)
    members = _members(household_id)
    log.read("household", _household_subjects(household_id, members), object_id=household_id)
    return found, members

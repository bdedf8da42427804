"""The journal, the documents and the one timeline of a household."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from ontschot.accounts import queries as accounts
from ontschot.domain.access.models import Conversation, Request
from ontschot.domain.people.models import Person
from ontschot.domain.people.queries import persons_by_number
from ontschot.domain.plans.models import (
    Agreement,
    Conference,
    Contact,
    Document,
    Evaluation,
    Involvement,
    own_words,
)
from ontschot.domain.plans.queries.records import coordinatorships_of, involvements_of, plans_of
from ontschot.domain.plans.queries.subjects import subjects_of
from ontschot.foundation import calendar
from ontschot.privacy import acting, log

PER_PAGE = 20
R = TypeVar("R", bound=Model)


@dataclass(frozen=True)
class JournalLine:
    """A line of the journal. ``person`` is empty when it is about everybody."""

    record: Contact
    author: str
    person: str
    own: bool
    shield: str  # empty: everybody who is involved may read it


@dataclass(frozen=True)
class JournalPage:
    """A page of the journal, newest first."""

    lines: list[JournalLine]
    offset: int
    more: bool


def journal(household_id: int, *, offset: int = 0, limit: int = PER_PAGE, life_domain: str = "") -> JournalPage:
    """Lines of the journal of this household that the user may see."""
    found = Contact.objects.filter(household_id=household_id).select_related("life_domain", "shield")
    if life_domain:
        found = found.filter(life_domain__code=life_domain)
    rows = list(found.order_by("-happened_at", "-id")[offset : offset + limit + 1])
    shown = rows[:limit]
    names = accounts.user_names(row.author_id for row in shown)
    persons = persons_by_number(row.person_id for row in shown)
    me = acting.current().actor.user_id
    log.read("contact", subjects_of(household_id), lines=len(shown))
    return JournalPage([_line(row, names, persons, me) for row in shown], offset, len(rows) > limit)


def _line(
    row: Contact, names: dict[int, accounts.Professional], persons: dict[int, Person], me: int | None
) -> JournalLine:
    author, person = names.get(row.author_id), persons.get(row.person_id or 0)
    return JournalLine(
        record=row,
        author=author.name if author else "",
        person=person.display_name if person else "",
        own=row.author_id == me,
        shield="" if row.shield.kind == "circle" else row.shield.get_kind_display(),
    )


def contact(contact_id: int) -> Contact:
    """One line of the journal, to correct. Raises Contact.DoesNotExist."""
    found = Contact.objects.select_related("life_domain").get(pk=contact_id)
    log.read("contact", [log.Subject(found.person_id, found.household_id)], object_id=contact_id)
    return found


def documents(household_id: int) -> list[Document]:
    """The household's papers without their content, newest first.

    Each has ``added_by_name``, and when it was taken back ``withdrawn_by_name``.
    """
    found = list(
        Document.objects.filter(household_id=household_id)
        .select_related("life_domain")
        .defer("content")
        .order_by("-added_at", "-id")[:200]
    )
    names = accounts.user_names(number for row in found for number in (row.added_by, row.withdrawn_by) if number)
    for row in found:
        row.added_by_name = names[row.added_by].name if row.added_by in names else ""  # type: ignore[attr-defined]
        row.withdrawn_by_name = (  # type: ignore[attr-defined]
            names[row.withdrawn_by].name if row.withdrawn_by in names else ""
        )
    log.read("document", subjects_of(household_id), documents=len(found))
    return found


def document(document_id: int) -> Document:
    """One document with its content, to download. Raises Document.DoesNotExist, also when it was taken back."""
    found = Document.objects.get(pk=document_id, withdrawn_at=None)
    log.read("document", subjects_of(found.household_id), object_id=document_id, action="download")
    return found


def document_to_withdraw(document_id: int) -> Document:
    """One document without its content, for the form that takes it back. Raises Document.DoesNotExist."""
    found = Document.objects.defer("content").get(pk=document_id)
    log.read("document", subjects_of(found.household_id), object_id=document_id)
    return found


@dataclass(frozen=True)
class Event:
    """Something that happened, as the timeline component draws it.

    ``target`` names what to link to, with ``target_id``.
    """

    when: dt.datetime | dt.date
    title: str
    text: str = ""
    who: str = ""
    icon: str = "circle"
    target: str = ""
    target_id: int = 0


def timeline(household_id: int, *, limit: int = 30) -> list[Event]:
    """Everything of all channels in one list, newest first.

    At most ``limit`` of each kind is asked, then ``limit`` shown.
    """
    events: list[Event] = []
    users: set[int] = set()
    contacts = list(Contact.objects.filter(household_id=household_id).order_by("-happened_at", "-id")[:limit])
    requests = list(Request.objects.filter(household_id=household_id).order_by("-created_at")[:limit])
    talks = list(Conversation.objects.filter(household_id=household_id).order_by("-held_on", "-id")[:limit])
    coordinators = _newest(coordinatorships_of(household_id), limit)
    users |= {row.author_id for row in contacts} | {row.user_id for row in coordinators} | {t.led_by for t in talks}
    names = {pk: one.name for pk, one in accounts.user_names(users).items()}
    for row in contacts:
        title = row.get_kind_display().capitalize() + (f" – {row.with_whom}" if row.with_whom else "")
        icon = {"call": "phone", "visit": "house", "message": "mail"}.get(row.kind, "edit")
        events.append(Event(row.happened_at, title, row.text[:400], names.get(row.author_id, ""), icon))
    for request in requests:
        title = _("Melding (%(how)s)") % {"how": request.get_channel_display()}
        events.append(Event(request.created_at, title, request.question[:400], "", "inbox", "request", request.pk))
    for talk in talks:
        title = _("Gesprek %(where)s") % {"where": talk.get_place_display()}
        events.append(
            Event(talk.held_on, title, talk.wish[:400], names.get(talk.led_by, ""), "people", "conversation", talk.pk)
        )
    for one in coordinators:
        title = _("%(name)s werd regisseur") % {"name": names.get(one.user_id, "")}
        events.append(Event(one.period.lower, title, one.reason, "", "person"))
    events += [
        *_plan_events(household_id, limit),
        *_involvement_events(household_id, limit),
        *_document_events(household_id, limit),
    ]
    events.sort(key=lambda event: _moment(event.when), reverse=True)
    log.read("timeline", subjects_of(household_id), lines=min(limit, len(events)))
    return events[:limit]


def _plan_events(household_id: int, limit: int) -> list[Event]:
    events = []
    for plan in _newest(plans_of(household_id), 5):
        events.append(Event(plan.created_at, _("Plan gemaakt"), plan.motto, "", "plan", "plan", plan.pk))
        if plan.closed_at:
            events.append(Event(plan.closed_at, _("Plan afgesloten"), plan.closing_note, "", "plan", "plan", plan.pk))
    for look in Evaluation.objects.filter(plan__household_id=household_id).order_by("-held_on")[:limit]:
        text = look.present
        events.append(Event(look.held_on, _("Teruggekeken op het plan"), text, "", "clock", "evaluation", look.pk))
    for talk in Conference.objects.filter(household_id=household_id, state="held").order_by("-held_on")[:limit]:
        events.append(
            Event(talk.held_on, talk.get_kind_display().capitalize(), "", talk.chair, "people", "conference", talk.pk)
        )
    said = list(Agreement.objects.filter(plan__household_id=household_id).order_by("-recorded_at")[:limit])
    persons = persons_by_number(row.person_id for row in said)
    for row in said:
        name = persons[row.person_id].display_name if row.person_id in persons else _("Een gezinslid")
        title = _("%(name)s is het eens met het plan") if row.agrees else _("%(name)s is het niet eens met het plan")
        if row.given_by_representative:
            title = (
                _("Namens %(name)s: eens met het plan") if row.agrees else _("Namens %(name)s: niet eens met het plan")
            )
        icon = "check" if row.agrees else "warning"
        events.append(Event(row.recorded_at, title % {"name": name}, row.remark, row.get_how_display(), icon))
    return events


def _involvement_events(household_id: int, limit: int) -> list[Event]:
    events = []
    rows = [row for row in involvements_of(household_id) if row.kind != Involvement.Kind.COORDINATOR]
    for row in _newest(rows, limit):
        events.append(
            Event(row.starts_on, _("%(name)s doet mee") % {"name": row.name}, own_words.shown(row.role), "", "person")
        )
        if row.ended_at:
            title = _("%(name)s is gestopt") % {"name": row.name}
            events.append(Event(row.ended_at, title, own_words.shown(row.end_reason), "", "stop"))
    return events


def _document_events(household_id: int, limit: int) -> list[Event]:
    found = Document.objects.filter(household_id=household_id).order_by("-id")
    events = []
    for at, title, pk, gone, reason in found.values_list("added_at", "title", "pk", "withdrawn_at", "withdrawn_reason")[
        :limit
    ]:
        target = "" if gone else "document"
        events.append(Event(at, _("Document toegevoegd"), title, "", "document", target, pk))
        if gone:
            events.append(Event(gone, _("Document ingetrokken"), reason, "", "document"))
    return events


def _newest(rows: list[R], limit: int) -> list[R]:
    return sorted(rows, key=lambda row: row.pk, reverse=True)[:limit]


def _moment(when: dt.datetime | dt.date) -> dt.datetime:
    """A day counts as its end, so that it stands above what happened on it."""
    if isinstance(when, dt.datetime):
        return when if timezone.is_aware(when) else timezone.make_aware(when)
    return dt.datetime.combine(when, dt.time(23, 59), tzinfo=calendar.AMSTERDAM)

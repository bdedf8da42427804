"""Conferences: who was asked, and of agenda and agreements what lies in the reader's life domains."""

from __future__ import annotations

from dataclasses import dataclass, field

from ontschot.domain.people.models import Person
from ontschot.domain.plans.models import AgendaItem, Conference, ConferenceAgreement, ConferenceGuest
from ontschot.domain.plans.queries.around import around
from ontschot.domain.plans.queries.subjects import members_of, subjects_of
from ontschot.domain.plans.rules import CONFERENCE_MOVES, moves_from
from ontschot.privacy import log


@dataclass(frozen=True)
class AgendaView:
    """Something on the agenda. ``person`` empty: of everybody together."""

    record: AgendaItem
    person: str


@dataclass(frozen=True)
class AgreedView:
    """An agreement. ``in_plan``: it is an action now."""

    record: ConferenceAgreement
    person: str

    @property
    def in_plan(self) -> bool:
        """Whether it became an action."""
        return self.record.action_id is not None


@dataclass(frozen=True)
class ConferencePage:
    """One conference as far as the reader may see."""

    record: Conference
    guests: list[ConferenceGuest] = field(default_factory=list)
    agenda: list[AgendaView] = field(default_factory=list)
    agreements: list[AgreedView] = field(default_factory=list)

    @property
    def moves(self) -> list[str]:
        """The states one may go to now."""
        possible = moves_from(CONFERENCE_MOVES, self.record.state)
        return [state for state in Conference.State.values if state in possible]


def conferences(household_id: int) -> list[Conference]:
    """All conferences about this household, the latest first."""
    rows = list(Conference.objects.filter(household_id=household_id).order_by("-held_on", "-id")[:100])
    log.read("conference", subjects_of(household_id), lines=len(rows))
    return rows


def conference(conference_id: int) -> ConferencePage:
    """One conference. Raises Conference.DoesNotExist when not there or not open to the user."""
    record = Conference.objects.get(pk=conference_id)
    agenda = list(AgendaItem.objects.filter(conference=record).select_related("life_domain"))
    agreed = list(ConferenceAgreement.objects.filter(conference=record).select_related("life_domain"))
    ids = {row.person_id for row in agenda if row.person_id} | {row.person_id for row in agreed if row.person_id}
    names = {pk: one.display_name for pk, one in Person.objects.only("id", "display_name").in_bulk(ids).items()}
    log.read("conference", subjects_of(record.household_id), object_id=conference_id)
    return ConferencePage(
        record=record,
        guests=list(ConferenceGuest.objects.filter(conference=record).order_by("kind", "id")),
        agenda=[AgendaView(row, names.get(row.person_id or 0, "")) for row in agenda],
        agreements=[AgreedView(row, names.get(row.person_id or 0, "")) for row in agreed],
    )


def agenda_item(item_id: int) -> AgendaItem:
    """One thing on the agenda, to write what was said. Raises AgendaItem.DoesNotExist."""
    found = AgendaItem.objects.select_related("conference", "life_domain").get(pk=item_id)
    household_id = found.conference.household_id
    subjects = [log.Subject(found.person_id, household_id)] if found.person_id else subjects_of(household_id)
    log.read("conference", subjects, object_id=found.conference_id)
    return found


def agreement_made(agreement_id: int) -> ConferenceAgreement:
    """One agreement, to make an action of. Raises ConferenceAgreement.DoesNotExist."""
    found = ConferenceAgreement.objects.select_related("conference", "life_domain").get(pk=agreement_id)
    log.read("conference", subjects_of(found.conference.household_id), object_id=found.conference_id)
    return found


def possible_guests(household_id: int) -> list[tuple[str, str, str, int | None]]:
    """(kind, name, organisation, user) of everybody in and around the household, to ask with a click."""
    members = members_of(household_id)
    persons = Person.objects.filter(pk__in=members, death_date="").order_by("birth_date")
    found: list[tuple[str, str, str, int | None]] = [("member", one.display_name, "", None) for one in persons]
    kinds = {"coordinator": "professional", "professional": "professional"}
    for one in around(household_id).involved:
        found.append((kinds.get(one.kind, "network"), one.name, one.organisation, one.user_id))
    return found

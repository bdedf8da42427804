"""Talking together: who is asked, what is talked about, what was agreed, and which agreements become actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ontschot.domain.people.models import Household
from ontschot.domain.plans.actions.allowed import demand, member_drawer, subjects
from ontschot.domain.plans.actions.goals import add_action
from ontschot.domain.plans.models import AgendaItem, Conference, ConferenceAgreement, ConferenceGuest
from ontschot.domain.plans.rules import CONFERENCE_MOVES, Refused, check_move
from ontschot.foundation import versions
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import drawer_for
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import LifeDomain


@deed
def plan_conference(
    *,
    by: Actor,
    household_id: int,
    kind: str,
    held_on: dt.date,
    place: str = "",
    chair: str = "",
    household_there: bool = True,
    why_without: str = "",
    request_id: UUID | None = None,
) -> Conference:
    """Plan a conference. Talking about a household without it asks for a reason; a family group is never without.

    Raises Refused, Household.DoesNotExist.
    """
    demand(by, "make_plan")
    household = Household.objects.get(pk=household_id)
    _demand_household(kind, household_there, why_without)
    conference = Conference.objects.create(
        drawer_id=drawer_for(household_id=household_id),
        household=household,
        kind=Conference.Kind(kind),
        held_on=held_on,
        place=place.strip()[:120],
        chair=chair.strip()[:120],
        household_there=household_there,
        why_without="" if household_there else why_without.strip()[:300],
        created_by=by.user_id,
    )
    log.write("plan_conference", "conference", subjects(household_id), object_id=conference.pk, kind=str(kind))
    return conference


def _demand_household(kind: str, there: bool, why: str) -> None:
    if kind == Conference.Kind.FAMILY_GROUP and not there:
        raise Refused(_("Een eigenkrachtconferentie is van het huishouden zelf: het is er altijd bij."))
    if not there and not why.strip():
        raise Refused(_("Praat met het huishouden, niet erover. Kan dat echt niet? Schrijf dan op waarom."))


@deed
def change_conference(
    *,
    by: Actor,
    conference_id: int,
    version: int,
    held_on: dt.date,
    place: str = "",
    chair: str = "",
    household_there: bool = True,
    why_without: str = "",
    request_id: UUID | None = None,
) -> Conference:
    """Another date, place or chair. Raises Refused, Conflict."""
    demand(by, "make_plan")
    conference = Conference.objects.get(pk=conference_id)
    _demand_household(conference.kind, household_there, why_without)
    changed = versions.change(
        conference,
        expected=version,
        held_on=held_on,
        place=place.strip()[:120],
        chair=chair.strip()[:120],
        household_there=household_there,
        why_without="" if household_there else why_without.strip()[:300],
    )
    log.write("change_conference", "conference", subjects(conference.household_id), object_id=conference.pk)
    return changed


@deed
def hold_conference(
    *,
    by: Actor,
    conference_id: int,
    version: int,
    state: str,
    came: Collection[int] = (),
    request_id: UUID | None = None,
) -> Conference:
    """It was held, with these guests; or it is cancelled; or planned after all. Raises IllegalMove, Conflict."""
    demand(by, "make_plan")
    conference = Conference.objects.get(pk=conference_id)
    check_move(CONFERENCE_MOVES, conference.state, state)
    changed = versions.change(conference, expected=version, state=Conference.State(state))
    if state == Conference.State.HELD:
        for guest in ConferenceGuest.objects.filter(conference=conference):
            guest.came = guest.pk in set(came)
            guest.save(update_fields=["came"])
    log.write(
        "hold_conference", "conference", subjects(conference.household_id), object_id=conference.pk, state=str(state)
    )
    return changed


@deed
def ask_guest(
    *,
    by: Actor,
    conference_id: int,
    kind: str,
    name: str,
    organisation: str = "",
    user_id: int | None = None,
    request_id: UUID | None = None,
) -> ConferenceGuest:
    """Ask somebody to come. It opens nothing. Raises Refused without a name, or when asked already."""
    demand(by, "make_plan")
    conference = _planned(conference_id)
    if not name.strip():
        raise Refused(_("Vul in wie u uitnodigt."))
    try:
        with transaction.atomic():
            guest = ConferenceGuest.objects.create(
                drawer_id=conference.drawer_id,
                conference=conference,
                kind=ConferenceGuest.Kind(kind),
                name=name.strip()[:120],
                organisation=organisation.strip()[:120],
                user_id=user_id,
            )
    except IntegrityError as error:
        if "guest_once" in str(error):
            raise Refused(_("%(name)s staat al op de lijst.") % {"name": name.strip()}) from error
        raise
    log.write("ask_guest", "conference", subjects(conference.household_id), object_id=conference.pk)
    return guest


def _planned(conference_id: int) -> Conference:
    conference = Conference.objects.get(pk=conference_id)
    if conference.state == Conference.State.CANCELLED:
        raise Refused(_("Dit overleg gaat niet door."))
    return conference


@deed
def put_on_agenda(
    *,
    by: Actor,
    conference_id: int,
    life_domain: str,
    text: str,
    person_id: int | None = None,
    request_id: UUID | None = None,
) -> AgendaItem:
    """Something to talk about, of the household or of one member. Who is involved for a life domain may add to that.

    Raises Refused; PermissionError for a life domain that is not open to the user.
    """
    demand(by, "contribute")
    conference = _planned(conference_id)
    if not text.strip():
        raise Refused(_("Schrijf op waar het over gaat."))
    last = AgendaItem.objects.filter(conference=conference).aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        drawer_id=member_drawer(conference.household_id, person_id, life_domain),
        conference=conference,
        life_domain=LifeDomain.objects.get(code=life_domain),
        person_id=person_id,
        text=text.strip()[:300],
        position=last + 1,
    )
    log.write("put_on_agenda", "conference", _of(conference, person_id), object_id=conference.pk, domain=life_domain)
    return item


def _of(conference: Conference, person_id: int | None) -> list[log.Subject]:
    return [log.Subject(person_id, conference.household_id)] if person_id else subjects(conference.household_id)


@deed
def note_said(
    *, by: Actor, item_id: int, version: int, text: str, said: str = "", request_id: UUID | None = None
) -> AgendaItem:
    """What was said about something on the agenda. Raises Refused, Conflict."""
    demand(by, "contribute")
    item = AgendaItem.objects.select_related("conference").get(pk=item_id)
    if not text.strip():
        raise Refused(_("Schrijf op waar het over gaat."))
    changed = versions.change(item, expected=version, text=text.strip()[:300], said=said.strip())
    log.write("note_said", "conference", _of(item.conference, item.person_id), object_id=item.conference_id)
    return changed


@deed
def agree_together(
    *,
    by: Actor,
    conference_id: int,
    life_domain: str,
    text: str,
    owner_name: str,
    person_id: int | None = None,
    due_on: dt.date | None = None,
    request_id: UUID | None = None,
) -> ConferenceAgreement:
    """What was agreed: who does what by when. Raises Refused."""
    demand(by, "make_plan")
    conference = _planned(conference_id)
    if not text.strip() or not owner_name.strip():
        raise Refused(_("Schrijf op wat is afgesproken, en wie het doet."))
    agreement = ConferenceAgreement.objects.create(
        drawer_id=member_drawer(conference.household_id, person_id, life_domain),
        conference=conference,
        life_domain=LifeDomain.objects.get(code=life_domain),
        person_id=person_id,
        text=text.strip()[:500],
        owner_name=owner_name.strip()[:120],
        due_on=due_on,
    )
    log.write("agree_together", "conference", _of(conference, person_id), object_id=conference.pk)
    return agreement


@deed
def take_agreement(
    *, by: Actor, agreement_id: int, goal_id: int, request_id: UUID | None = None, **action: object
) -> ConferenceAgreement:
    """The agreement becomes an action of this goal; ``action`` as for ``add_action``. Raises Refused when it is one."""
    demand(by, "make_plan")
    agreement = (
        ConferenceAgreement.objects.select_related("conference").select_for_update(of=("self",)).get(pk=agreement_id)
    )
    if agreement.action_id:
        raise Refused(_("Deze afspraak staat al in het plan."))
    made = add_action(by=by, goal_id=goal_id, **action)  # type: ignore[arg-type]
    versions.change(agreement, expected=agreement.version, action=made)
    agreement.refresh_from_db()
    conference = agreement.conference
    log.write("take_agreement", "conference", _of(conference, agreement.person_id), object_id=conference.pk)
    return agreement

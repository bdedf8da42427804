"""Conferences: the list, one conference, who is asked, agenda and agreements."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ontschot.accounts.rules import may
from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.privacy.queries import open_life_domains
from ontschot.web.components import conflicts
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import Page, act, actor_of, edit, found
from ontschot.web.workplace.plans import conference_forms as forms
from ontschot.web.workplace.plans.owners import owner_given, owners_of, proposers_of


def _may(request: HttpRequest) -> dict[str, bool]:
    return {name: may(request.user.role, name) for name in ("make_plan", "contribute")}  # type: ignore[union-attr]


def _here(conference_id: int) -> str:
    return reverse("workplace:conference", args=[conference_id])


def _post(request: HttpRequest) -> Any:
    return conflicts.chosen(request.POST) if request.method == "POST" else None


def domains_of(household_id: int) -> list[Any]:
    """The life domains of this household that are open to the user and are a subject of talk."""
    return [domain for domain in open_life_domains(household_id) if domain.in_conversation]


@screen("view_household", purpose="coordination")
@require_GET
@found
def conferences(request: HttpRequest, household_id: int) -> HttpResponse:
    """All conferences about this household."""
    context = {
        "home": people.household(household_id),
        "conferences": queries.conferences(household_id),
        "may": _may(request),
    }
    return render(request, "workplace/plans/conferences.html", context)


@screen("make_plan", purpose="coordination")
@found
def conference_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Plan one."""
    home = people.household(household_id)
    page = Page(
        _("Een overleg plannen"),
        reverse("workplace:conferences", args=[household_id]),
        household_id,
        home.household.name,
        submit=_("Plannen"),
        draft=f"conference-new-{household_id}",
        done=_("Het overleg staat gepland. Zet erop wie erbij zijn en waar het over gaat."),
    )
    return edit(
        request,
        page,
        forms.ConferenceForm(request.POST or None),
        lambda data: actions.plan_conference(by=actor_of(request), household_id=household_id, **data),
    )


@screen("view_household", purpose="coordination")
@require_GET
@found
def conference(request: HttpRequest, conference_id: int) -> HttpResponse:
    """One conference; of agenda and agreements what lies in the reader's life domains."""
    page = queries.conference(conference_id)
    context = {
        "home": people.household(page.record.household_id),
        "page": page,
        "record": page.record,
        "may": _may(request),
        "partner": request.user.role == "partner",  # type: ignore[union-attr]
    }
    return render(request, "workplace/plans/conference.html", context)


@screen("make_plan", purpose="coordination")
@found
def conference_edit(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Another date, place or chair."""
    record = queries.conference(conference_id).record
    names = ("held_on", "place", "chair", "household_there", "why_without")
    form = forms.ConferenceForm(_post(request), changing=True, initial={name: getattr(record, name) for name in names})
    page = Page(_("Overleg wijzigen"), _here(conference_id), record.household_id, version=record.version)
    return edit(
        request,
        page,
        form,
        lambda data: actions.change_conference(by=actor_of(request), conference_id=conference_id, **data),
    )


@screen("make_plan", purpose="coordination")
@found
def conference_guest(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Who is asked to come."""
    shown = queries.conference(conference_id)
    there = {guest.name for guest in shown.guests}
    people_around = [one for one in queries.possible_guests(shown.record.household_id) if one[1] not in there]
    known = [(number, f"{name} – {org}" if org else name) for number, (_k, name, org, _u) in enumerate(people_around)]
    form = forms.GuestForm(request.POST or None, known=known)
    page = Page(
        _("Wie zijn erbij?"),
        _here(conference_id),
        shown.record.household_id,
        lead=_("Uitnodigen geeft niemand toegang tot het dossier."),
        done=_("Toegevoegd."),
    )

    def save(data: dict[str, Any]) -> None:
        chosen = [people_around[number] for number in data.get("known") or []]
        if data["name"].strip():
            chosen.append((data["kind"] or "network", data["name"], data["organisation"], None))
        for kind, name, organisation, user_id in chosen:
            actions.ask_guest(
                by=actor_of(request),
                conference_id=conference_id,
                kind=kind,
                name=name,
                organisation=organisation,
                user_id=user_id,
                request_id=data["request_id"],
            )

    return edit(request, page, form, save)


@screen("make_plan", purpose="coordination")
@found
def conference_held(request: HttpRequest, conference_id: int) -> HttpResponse:
    """It was held, with these people."""
    shown = queries.conference(conference_id)
    guests = [(guest.pk, guest.name) for guest in shown.guests]
    form = forms.HeldForm(request.POST or None, guests=guests, initial={"came": [pk for pk, _name in guests]})
    page = Page(
        _("Het overleg is gehouden"),
        _here(conference_id),
        shown.record.household_id,
        version=shown.record.version,
        done=_("Opgeschreven."),
    )
    return edit(
        request,
        page,
        form,
        lambda data: actions.hold_conference(by=actor_of(request), conference_id=conference_id, state="held", **data),
    )


@screen("make_plan", purpose="coordination")
@require_POST
@found
def conference_state(request: HttpRequest, conference_id: int, state: str) -> HttpResponse:
    """Cancelled, or planned after all."""
    record = queries.conference(conference_id).record
    if state not in ("cancelled", "planned"):
        raise ObjectDoesNotExist
    return act(
        request,
        _here(conference_id),
        record.household_id,
        lambda data: actions.hold_conference(by=actor_of(request), conference_id=conference_id, state=state, **data),
        _("Opgeslagen."),
    )


def _of_domain(data: dict[str, Any]) -> dict[str, Any]:
    person = data.pop("person")
    return data | {"person_id": int(person) if person else None}


@screen("contribute", purpose="support")
@found
def conference_agenda(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Something to talk about."""
    record = queries.conference(conference_id).record
    home = record.household_id
    form = forms.AgendaForm(request.POST or None, domains=domains_of(home), members=people.member_names(home))
    page = Page(
        _("Op de agenda"), _here(conference_id), home, draft=f"agenda-{conference_id}", done=_("Staat op de agenda.")
    )

    def save(data: dict[str, Any]) -> None:
        actions.put_on_agenda(by=actor_of(request), conference_id=conference_id, **_of_domain(data))

    return edit(request, page, form, save)


@screen("contribute", purpose="support")
@found
def agenda_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """What was said about it."""
    record = queries.agenda_item(item_id)
    form = forms.SaidForm(_post(request), initial={"text": record.text, "said": record.said})
    page = Page(
        _("Wat is er gezegd?"),
        _here(record.conference_id),
        record.conference.household_id,
        lead=str(record.life_domain),
        version=record.version,
        draft=f"agenda-item-{item_id}",
    )
    return edit(request, page, form, lambda data: actions.note_said(by=actor_of(request), item_id=item_id, **data))


@screen("make_plan", purpose="coordination")
@found
def conference_agree(request: HttpRequest, conference_id: int) -> HttpResponse:
    """What was agreed."""
    record = queries.conference(conference_id).record
    home = record.household_id
    form = forms.AgreedForm(request.POST or None, domains=domains_of(home), members=people.member_names(home))
    page = Page(
        _("Een afspraak"), _here(conference_id), home, draft=f"agreed-{conference_id}", done=_("Afspraak opgeschreven.")
    )

    def save(data: dict[str, Any]) -> None:
        actions.agree_together(by=actor_of(request), conference_id=conference_id, **_of_domain(data))

    return edit(request, page, form, save)


@screen("make_plan", purpose="coordination")
@found
def agreement_action(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The agreement becomes an action of a goal."""
    record = queries.agreement_made(agreement_id)
    home = record.conference.household_id
    view = queries.plan_of_household(home)
    goals = [(goal.record.pk, goal.record.text) for goal in view.goals] if view and view.is_current else []
    if not goals:
        raise ObjectDoesNotExist
    same = next((goal.record.pk for goal in view.goals if goal.record.life_domain_id == record.life_domain_id), None)  # type: ignore[union-attr]
    initial = {"goal": same, "text": record.text, "due_on": record.due_on, "owner": "other"}
    initial |= {"owner_name": record.owner_name, "owner_kind": "network"}
    who: dict[str, Any] = {"owners": owners_of(home), "proposers": proposers_of(home)}
    form = forms.TakeForm(request.POST or None, goals=goals, initial=initial, **who)
    page = Page(
        _("Afspraak in het plan zetten"),
        _here(record.conference_id),
        home,
        lead=record.text,
        submit=_("In het plan zetten"),
        done=_("De afspraak staat als actie in het plan."),
    )

    def save(data: dict[str, Any]) -> None:
        actions.take_agreement(
            by=actor_of(request),
            agreement_id=agreement_id,
            goal_id=data.pop("goal"),
            **owner_given(data),
            **data,
        )

    return edit(request, page, form, save)

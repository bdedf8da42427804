"""Who stands around the household: involving, ending, the coordinator."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ontschot.accounts.rules import may
from ontschot.domain.access import queries as access
from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.foundation import calendar
from ontschot.privacy.queries import life_domains
from ontschot.web.components.wording import dutch_date
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import Page, act, actor_of, edit, found, present
from ontschot.web.workplace.plans import forms


def _back(household_id: int) -> str:
    return reverse("workplace:involved", args=[household_id])


@screen("view_household", purpose="coordination")
@require_GET
@found
def involved(request: HttpRequest, household_id: int) -> HttpResponse:
    """Everybody around the household, now and before, with the history of coordinators."""
    home = people.household(household_id)
    role = request.user.role  # type: ignore[union-attr]
    context = {
        "home": home,
        "around": queries.around(household_id),
        "may": {name: may(role, name) for name in ("involve", "appoint_coordinator")},
    }
    return render(request, "workplace/plans/involved.html", context)


@screen("involve", purpose="coordination")
@found
def involve(request: HttpRequest, household_id: int) -> HttpResponse:
    """Somebody joins."""
    home = people.household(household_id)
    counted = queries.around(household_id).counted
    form = forms.InvolveForm(
        request.POST or None, users=queries.contribution_choices(), domains=life_domains(in_conversation=True)
    )
    page = Page(
        _("Iemand erbij betrekken"),
        _back(household_id),
        household_id,
        home.household.name,
        lead=_("Nu betrokken: mensen %(people)d, organisaties %(organisations)d. Hoe minder, hoe eenvoudiger.")
        % {"people": counted.people, "organisations": counted.organisations},
        submit=_("Erbij betrekken"),
        draft=f"involve-{household_id}",
        done=_("Toegevoegd. Toegang gaat meteen in."),
    )

    def save(data: dict[str, Any]) -> None:
        user = data.pop("user")
        domains = data.pop("life_domains")
        actions.involve(
            by=actor_of(request),
            household_id=household_id,
            user_id=int(user) if user else None,
            life_domains=domains if user else [],
            **(data | {"kind": data["kind"] or "professional"}),
        )

    return edit(request, page, form, save)


@screen("contribute", purpose="coordination")
@found
def end(request: HttpRequest, household_id: int, involvement_id: int) -> HttpResponse:
    """Somebody stops; their access ends at once."""
    home = people.household(household_id)
    one = next((row for row in queries.around(household_id).involved if row.id == involvement_id), None)
    form = forms.EndForm(request.POST or None)
    present(one, form)
    page = Page(
        _("%(name)s stopt") % {"name": one.name if one else ""},
        _back(household_id),
        household_id,
        home.household.name,
        warning=_("De toegang eindigt meteen.") if one and one.user_id else "",
        submit=_("Stoppen"),
        version=one.version if one else 0,
        done=_("Gestopt."),
        negative=True,
    )
    return edit(
        request,
        page,
        form,
        lambda data: actions.end_involvement(by=actor_of(request), involvement_id=involvement_id, **data),
    )


@screen("appoint_coordinator", purpose="coordination")
@found
def coordinator(request: HttpRequest, household_id: int) -> HttpResponse:
    """Name the coordinator, or hand over to another."""
    home = people.household(household_id)
    present = queries.around(household_id).coordinator
    users = [choice for choice in queries.coordinator_choices() if not present or choice[0] != present.user_id]
    page = Page(
        _("De regie overdragen") if present else _("Een regisseur aanwijzen"),
        _back(household_id),
        household_id,
        home.household.name,
        lead=_("Nu regisseur: %(name)s.") % {"name": present.name} if present else _("Eén iemand houdt het overzicht."),
        listing=queries.goes_along(household_id, present.user_id) if present else [],
        listing_title=_("Dit gaat mee naar de nieuwe regisseur"),
        submit=_("Overdragen") if present else _("Aanwijzen"),
        done=_("De regie is overgedragen.") if present else _("De regisseur is aangewezen."),
        draft=f"handover-{household_id}" if present else "",
    )
    if present is None:
        form = forms.NameForm(request.POST or None, users=users, initial={"user": request.user.pk})
        return edit(
            request,
            page,
            form,
            lambda data: actions.name_coordinator(
                by=actor_of(request),
                household_id=household_id,
                user_id=int(data["user"]),
                request_id=data["request_id"],
            ),
        )

    def save(data: dict[str, Any]) -> None:
        user_id, days = int(data.pop("user")), data.pop("look_along")
        until = calendar.today() + dt.timedelta(days=days) if days else None
        actions.hand_over(by=actor_of(request), household_id=household_id, user_id=user_id, access_until=until, **data)

    return edit(request, page, forms.HandOverForm(request.POST or None, users=users), save)


@screen("appoint_coordinator", purpose="coordination")
@found
def coordination_end(request: HttpRequest, household_id: int) -> HttpResponse:
    """The coordination ends after the plan was closed."""
    home = people.household(household_id)
    page = Page(
        _("De regie beëindigen"),
        _back(household_id),
        household_id,
        home.household.name,
        warning=_("Uw toegang tot dit huishouden eindigt meteen."),
        submit=_("Beëindigen"),
        negative=True,
        listing=[
            _("%(term)s (%(reference)s), uiterlijk %(date)s")
            % {"term": line.name, "reference": line.reference, "date": dutch_date(line.due.on)}
            for line in access.municipal_terms(household_id)
        ],
        listing_title=_("Deze termijnen lopen nog. De teamleider krijgt ze, met een taak."),
    )
    return edit(
        request,
        page,
        forms.EndForm(request.POST or None),
        lambda data: actions.end_coordination(by=actor_of(request), household_id=household_id, **data),
    )


@screen("appoint_coordinator", purpose="coordination")
@require_POST
@found
def look_along_end(request: HttpRequest, household_id: int, coordinatorship_id: int) -> HttpResponse:
    """A predecessor no longer looks along."""
    people.household(household_id)
    return act(
        request,
        _back(household_id),
        household_id,
        lambda data: actions.end_look_along(
            by=actor_of(request), coordinatorship_id=coordinatorship_id, request_id=data["request_id"]
        ),
        done=_("Meekijken is gestopt."),
    )

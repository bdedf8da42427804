"""A resident's own way in: connecting the login of somebody to the person they are, and taking that back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontschot.domain.people import actions
from ontschot.domain.people import queries as people
from ontschot.domain.plans.rules import Refused
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import Page, actor_of, edit, found
from ontschot.web.workplace.households import forms

REASONS = {
    "code.unknown": gettext_lazy("Deze code kennen wij niet, of hij is te oud. Vraag de inwoner opnieuw in te loggen."),
    "person.dead": gettext_lazy("Deze persoon is overleden."),
    "person.young": gettext_lazy("Een kind logt zelf in vanaf 12 jaar. Tot 16 jaar kan een ouder meelezen."),
    "person.connected": gettext_lazy("Deze persoon heeft al een inlog. Verbreek die eerst als hij niet klopt."),
    "person.unconnected": gettext_lazy("Deze persoon heeft geen inlog (meer)."),
}


@screen("correct_household", purpose="coordination")
@found
def login_connect(request: HttpRequest, person_id: int) -> HttpResponse:
    """Type the code that the resident saw."""
    page = _page(
        person_id,
        _("Inlog van %(name)s koppelen"),
        lead=_("De inwoner logt in bij de gemeente, ziet een koppelcode en geeft die aan u."),
        warning=_("Doe dit alleen als u zeker weet wie u voor u hebt: wie de inlog heeft, ziet hierna het hele plan."),
        submit=_("Koppelen"),
        done=_("De inlog is gekoppeld. De inwoner kan nu zelf het plan lezen."),
    )
    return edit(
        request,
        page,
        forms.CodeForm(request.POST or None),
        lambda data: _try(actions.connect_by_code, by=actor_of(request), person_id=person_id, **data),
    )


@screen("correct_household", purpose="coordination")
@found
def login_disconnect(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take it back."""
    page = _page(
        person_id,
        _("Inlog van %(name)s verbreken"),
        warning=_("De inwoner kan meteen niets meer zien, ook niet van een kind. Opnieuw koppelen kan altijd."),
        submit=_("Verbreken"),
        done=_("De inlog is verbroken."),
        negative=True,
    )
    return edit(
        request,
        page,
        forms.ConfirmForm(request.POST or None),
        lambda data: _try(actions.disconnect_account, by=actor_of(request), person_id=person_id, **data),
    )


def _page(person_id: int, title: str, **more: Any) -> Page:
    person = people.person(person_id)
    homes = people.households_of(person_id)
    if not homes:
        raise ObjectDoesNotExist
    back = reverse("workplace:person", args=[person_id])
    return Page(title % {"name": person.display_name}, back, homes[0].pk, homes[0].name, **more)


def _try(deed: Any, **given: Any) -> None:
    try:
        deed(**given)
    except actions.CannotConnect as error:
        raise Refused(str(REASONS[error.rule])) from error

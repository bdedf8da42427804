"""Correcting a household by hand: its name, who belongs to it, who is around its members, how to reach them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ontschot.domain.people import actions
from ontschot.domain.people import queries as people
from ontschot.domain.people.rules.names import NamePartError
from ontschot.domain.plans.rules import Refused
from ontschot.web.components import conflicts
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import Page, actor_of, edit, found, present
from ontschot.web.workplace.households import forms


def _page(home: Any, title: str, **more: Any) -> Page:
    household = home.household
    return Page(title, reverse("workplace:household", args=[household.pk]), household.pk, household.name, **more)


def _post(request: HttpRequest) -> Any:
    return conflicts.chosen(request.POST) if request.method == "POST" else None


@screen("correct_household", purpose="coordination")
@found
def describe(request: HttpRequest, household_id: int) -> HttpResponse:
    """Another name or note."""
    home = people.household(household_id)
    form = forms.DescribeForm(_post(request), initial={"name": home.household.name, "note": home.household.note})
    page = _page(
        home,
        _("Huishouden wijzigen"),
        version=home.household.version,
        draft=f"household-edit-{household_id}",
    )
    return edit(
        request,
        page,
        form,
        lambda data: actions.describe_household(by=actor_of(request), household_id=household_id, **data),
    )


@screen("correct_household", purpose="coordination")
@found
def split(request: HttpRequest, household_id: int) -> HttpResponse:
    """Some members go to a household of their own."""
    home = people.household(household_id)
    members = [(m.person.pk, m.person.display_name) for m in home.members if m.person]
    page = _page(
        home,
        _("Huishouden splitsen"),
        lead=_("Wie gaan apart wonen? Het plan blijft bij dit huishouden."),
        warning=_("Wie alleen door dit huishouden toegang had tot deze personen, verliest die meteen."),
        submit=_("Splitsen"),
        done=_("Het huishouden is gesplitst."),
    )

    def save(data: dict[str, Any]) -> None:
        persons = [int(number) for number in data.pop("persons")]
        actions.split_household(by=actor_of(request), household_id=household_id, person_ids=persons, **data)

    return edit(request, page, forms.SplitForm(request.POST or None, members=members), save)


@screen("correct_household", purpose="coordination")
@found
def member_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Somebody who lives here and is not known yet: an unregistered partner, a newborn."""
    home = people.household(household_id)
    page = _page(
        home,
        _("Iemand toevoegen aan het huishouden"),
        lead=_("Voor wie nog niet bekend is. Staat iemand al in het bevolkingsregister? Zoek dan eerst."),
        submit=_("Toevoegen"),
        done=_("Toegevoegd aan het huishouden."),
    )

    def save(data: dict[str, Any]) -> None:
        born = data.pop("birth_date")
        data["prefix"] = data.pop("name_prefix")
        try:
            actions.report_person(
                by=actor_of(request),
                household_id=household_id,
                birth_date=f"{born:%Y%m%d}" if born else "",
                **data,
            )
        except NamePartError as error:
            raise Refused(_("Deze naam kan niet: controleer de letters en de lengte.")) from error

    return edit(request, page, forms.MemberForm(request.POST or None), save)


@screen("correct_household", purpose="coordination")
@found
def member_end(request: HttpRequest, household_id: int, membership_id: int) -> HttpResponse:
    """Somebody no longer belongs to the household."""
    home = people.household(household_id)
    name = next((m.person.display_name for m in home.members if m.membership.pk == membership_id and m.person), None)
    form = forms.LeaveForm(request.POST or None)
    present(name, form)
    page = _page(
        home,
        _("%(name)s hoort niet meer bij dit huishouden") % {"name": name or ""},
        warning=_("De toegang tot de gegevens van deze persoon via dit huishouden eindigt meteen."),
        submit=_("Beëindigen"),
        negative=True,
        done=_(
            "%(name)s hoort niet meer bij dit huishouden. "
            "Was het een vergissing? Kies 'Iemand toevoegen die al bekend is'."
        )
        % {"name": name}
        if name
        else "",
    )
    return edit(
        request,
        page,
        form,
        lambda data: actions.end_membership(by=actor_of(request), membership_id=membership_id, **data),
    )


@screen("correct_household", purpose="coordination")
@found
def contact_details(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """How somebody is called and reached."""
    home = people.household(household_id)
    person = people.person(person_id)
    names = ("call_name", "phone", "email", "contact_note")
    form = forms.ContactDetailsForm(_post(request), initial={name: getattr(person, name) for name in names})
    page = _page(home, _("Hoe bereiken we %(name)s?") % {"name": person.display_name}, version=person.version)
    return edit(
        request,
        page,
        form,
        lambda data: actions.change_contact_details(by=actor_of(request), person_id=person_id, **data),
    )


@screen("correct_household", purpose="coordination")
@found
def relation_new(request: HttpRequest, household_id: int, person_id: int) -> HttpResponse:
    """Somebody around a member: a father out of contact, a neighbour who helps."""
    home = people.household(household_id)
    person = people.person(person_id)
    page = _page(
        home,
        _("Iemand om %(name)s heen") % {"name": person.display_name},
        draft=f"relation-new-{person_id}",
        done=_("Toegevoegd."),
    )
    return edit(
        request,
        page,
        forms.RelationForm(request.POST or None),
        lambda data: actions.add_relation(by=actor_of(request), person_id=person_id, **data),
    )


def _relation(home: Any, relation_id: int) -> Any:
    relations = [relation for member in home.members for relation in member.relations]
    return next((relation for relation in relations if relation.pk == relation_id), None)


@screen("correct_household", purpose="coordination")
@found
def relation_edit(request: HttpRequest, household_id: int, relation_id: int) -> HttpResponse:
    """Correct what is known of somebody around a member."""
    home = people.household(household_id, relations=True)
    relation = _relation(home, relation_id)
    names = ("kind", "other_name", "phone", "note", "in_contact", "helps")
    form = forms.RelationForm(request.POST or None, initial={name: getattr(relation, name, "") for name in names})
    present(relation, form)
    if relation and relation.source == "register":
        for name in ("kind", "other_name"):
            del form.fields[name]
    title = _("Wijzigen: %(name)s") % {"name": relation.other_name if relation else ""}
    page = _page(home, title, draft=f"relation-edit-{relation_id}")
    return edit(
        request,
        page,
        form,
        lambda data: actions.change_relation(by=actor_of(request), relation_id=relation_id, **data),
    )


@screen("correct_household", purpose="coordination")
@found
def relation_remove(request: HttpRequest, household_id: int, relation_id: int) -> HttpResponse:
    """Take away what was typed by mistake."""
    home = people.household(household_id, relations=True)
    relation = _relation(home, relation_id)
    form = forms.ConfirmForm(request.POST or None)
    present(relation, form)
    page = _page(
        home,
        _("Weghalen: %(name)s") % {"name": relation.other_name if relation else ""},
        warning=_("Alleen als dit een vergissing was. Is er geen contact meer? Wijzig dan ‘Er is contact’."),
        submit=_("Weghalen"),
        negative=True,
    )

    def save(data: dict[str, Any]) -> None:
        if relation and relation.source == "register":
            raise Refused(_("Deze relatie komt uit het bevolkingsregister en verandert alleen daar."))
        actions.remove_relation(by=actor_of(request), relation_id=relation_id, **data)

    return edit(request, page, form, save)

"""Taking in a request: finding whom it is about, or typing who they are; and finding it out afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ontschot.accounts import queries as accounts
from ontschot.accounts.rules import may
from ontschot.domain.access import actions, queries, rules
from ontschot.domain.people.rules import addresses
from ontschot.foundation.calendar import today
from ontschot.foundation.versions import Conflict
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.identified import Subject, search, subject_of
from ontschot.web.workplace.requests.forms import REFUSALS, IdentifyForm, NewReportForm, ReportForm
from ontschot.web.workplace.requests.guards import actor_of, not_found, request_id_of, user_id_of, version_of

CHANNEL_KEY = "last_channel"
DEFAULT_CHANNEL = {"access_worker": "desk", "generalist": "visit", "team_leader": "phone", "partner": "partner"}


@screen("report_request", purpose="intake")
@not_found
def request_new(request: HttpRequest) -> HttpResponse:
    """Find somebody, then write down what they ask. One address; nothing personal in it."""
    user_id = user_id_of(request)
    step = request.POST.get("step", "")
    if step in ("search", "choose") and not may(actor_of(request).role, "identify"):
        raise PermissionDenied
    if request.method == "POST" and step == "search":
        return _search_page(request, IdentifyForm(request.POST))
    if request.method == "POST" and step == "choose":
        subject = subject_of(request.POST.get("subject", ""), user_id)
        if subject is None:
            messages.warning(request, _("Zoek de inwoner opnieuw: het zoeken was te lang geleden."))
            return redirect("workplace:request_new")
        return _details_page(request, ReportForm(initial=_defaults(request)), subject)
    if request.method == "POST" and step == "new":
        return _details_page(request, NewReportForm(initial=_defaults(request) | _typed(request.POST)), None)
    if request.method == "POST":
        return _hand_in(request)
    asked = number_in(request.GET.get("persoon", ""))
    if asked is not None:
        person = queries.person_here(asked)
        subject = Subject(person.pk, person.display_name, person.birth_date)
        return _details_page(request, ReportForm(initial=_defaults(request)), subject)
    if not may(actor_of(request).role, "identify"):
        return _details_page(request, NewReportForm(initial=_defaults(request)), None)
    return _search_page(request, IdentifyForm())


def _typed(post: QueryDict) -> dict[str, Any]:
    """What was typed to search with, so that nobody types it again."""
    names = ("postcode", "house_number")
    birth = [post.get(f"birth_date_{part}", "") for part in ("day", "month", "year")]
    return {"family_name": post.get("name", ""), "birth_date": birth, **{name: post.get(name, "") for name in names}}


def _defaults(request: HttpRequest) -> dict[str, Any]:
    role = actor_of(request).role
    outsider = role == "partner"
    me = accounts.user_names([user_id_of(request)])[user_id_of(request)]
    return {
        "channel": "partner" if outsider else request.session.get(CHANNEL_KEY, DEFAULT_CHANNEL.get(role, "desk")),
        "reported_by": "professional" if outsider else "self",
        "referrer_name": ", ".join(filter(None, [me.name, me.organisation])) if outsider else "",
        "referrer_contact": getattr(request.user, "phone", "") or getattr(request.user, "email", "")
        if outsider
        else "",
        "reported_on": today(),
    }


def _search_page(request: HttpRequest, form: IdentifyForm) -> HttpResponse:
    found = search(form, user_id_of(request)) if form.is_bound else None
    context = {"form": form, "found": found}
    return render(request, "workplace/requests/search.html", context, status=422 if form.errors else 200)


def _details_page(request: HttpRequest, form: ReportForm, subject: Subject | None) -> HttpResponse:
    running = []
    if subject and may(actor_of(request).role, "identify"):
        running = actions.running_requests(by=actor_of(request), person_id=subject.person_id)
    context = {
        "form": form,
        "subject": subject,
        "token": subject.token(user_id_of(request)) if subject else "",
        "running": running,
    }
    return render(request, "workplace/requests/report.html", context, status=422 if form.errors else 200)


def _hand_in(request: HttpRequest) -> HttpResponse:
    token = request.POST.get("subject", "")
    subject = subject_of(token, user_id_of(request)) if token else None
    form = ReportForm(request.POST) if token else NewReportForm(request.POST)
    if token and subject is None:
        form.full_clean()
        form.add_error(None, _("Het zoeken was te lang geleden. Bewaar uw tekst en zoek de inwoner opnieuw."))
    if not form.is_valid():
        return _details_page(request, form, subject)
    whom: dict[str, Any] = {"person_id": subject.person_id} if subject else {}
    try:
        if subject is None:
            whom = {"newcomer": _newcomer(form.cleaned_data)}
        record = actions.report(
            by=actor_of(request),
            request_id=request_id_of(request),
            **whom,
            **form.facts(),
        )
    except rules.Refused as refused:
        field, text = REFUSALS.get((refused.field, refused.rule), (None, _("Dit kan niet zo worden opgeslagen.")))
        form.add_error(field, str(text))
    except actions.NobodyReceives:
        form.add_error(None, _("Er is geen team dat meldingen ontvangt. Vraag de beheerder er een aan te wijzen."))
    except ValueError as error:  # a name or address that cannot be
        form.add_error(None, _("Naam of adres klopt niet: %(rule)s.") % {"rule": getattr(error, "rule", "")})
    else:
        return _received(request, record.pk, form)
    return _details_page(request, form, subject)


def _newcomer(data: dict[str, Any]) -> actions.Newcomer:
    birth = data["birth_date"]
    address = None
    if any(data[part] for part in ("street", "house_number", "postcode", "place")):
        letter = data["addition"] if len(data["addition"]) == 1 and data["addition"].isalpha() else ""
        address = addresses.Address(
            kind=addresses.AddressKind.DWELLING,
            street=data["street"],
            number=data["house_number"],
            letter=letter,
            addition="" if letter else data["addition"],
            postcode=data["postcode"],
            place=data["place"],
        )
    return actions.Newcomer(
        family_name=data["family_name"],
        given_names=data["given_names"],
        prefix=data["prefix"],
        birth_date=f"{birth:%Y%m%d}" if birth else "",
        phone=data["phone"],
        email=data["email"],
        address=address,
    )


def _received(request: HttpRequest, number: int, form: ReportForm) -> HttpResponse:
    if actor_of(request).role == "partner":
        request.session["received"] = rules.reference(number)
        return redirect("workplace:request_received")
    request.session[CHANNEL_KEY] = form.cleaned_data["channel"]
    text = _("Melding %(reference)s is opgenomen.") % {"reference": rules.reference(number)}
    messages.success(request, text)
    return redirect("workplace:request", number=number)


@screen("report_request", purpose="intake")
def request_received(request: HttpRequest) -> HttpResponse:
    """What happens now, for a partner who reported and may not look further."""
    return render(request, "workplace/requests/received.html", {"reference": request.session.get("received", "")})


@screen("triage", purpose="triage")
@not_found
def request_identify(request: HttpRequest, number: int) -> HttpResponse:
    """Who a request from outside is really about: somebody known, or somebody new."""
    view = queries.request(number)
    if view.record.identity_checked:
        return redirect("workplace:request", number=number)
    step = request.POST.get("step", "")
    if request.method == "POST" and step in ("same", "new"):
        return _settle_identity(request, view, step)
    form = IdentifyForm(request.POST) if step == "search" else IdentifyForm(initial=_as_typed(view))
    found = search(form, user_id_of(request)) if form.is_bound else None
    if found is not None:
        found = [one for one in found if one.person.person_id != view.record.person_id]
    context = {"view": view, "form": form, "found": found}
    return render(request, "workplace/requests/identify.html", context, status=422 if form.errors else 200)


def _as_typed(view: queries.RequestView) -> dict[str, Any]:
    person = view.person
    if person is None:
        return {}
    home = queries.address_of(person.pk)
    return {
        "name": f"{person.prefix} {person.family_name}".strip(),
        "birth_date": person.birth_date,
        "postcode": home.postcode if home else "",
        "house_number": home.house_number if home else "",
    }


def _settle_identity(request: HttpRequest, view: queries.RequestView, step: str) -> HttpResponse:
    number = view.record.pk
    subject = subject_of(request.POST.get("subject", ""), user_id_of(request)) if step == "same" else None
    if step == "same" and subject is None:
        messages.warning(request, _("Zoek de inwoner opnieuw: het zoeken was te lang geleden."))
        return redirect("workplace:request_identify", number=number)
    try:
        actions.identify_subject(
            by=actor_of(request),
            request_number=number,
            version=version_of(request),
            person_id=subject.person_id if subject else None,
            request_id=request_id_of(request),
        )
    except (Conflict, rules.ImpossibleStep, rules.Refused):
        messages.warning(request, _("Een collega was u voor. Kijk hoe de melding er nu voor staat."))
    else:
        messages.success(request, _("De identiteit is gecontroleerd."))
    return redirect(reverse("workplace:request", args=[number]))

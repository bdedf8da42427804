"""The journal and the papers of a household."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.rules import MAX_BYTES
from ontschot.privacy import queries as privacy
from ontschot.web.components import conflicts
from ontschot.web.screens import screen
from ontschot.web.workplace.form_page import Page, actor_of, edit, found
from ontschot.web.workplace.households import forms


@screen("view_household", purpose="coordination")
@require_GET
@found
def journal(request: HttpRequest, household_id: int) -> HttpResponse:
    """All lines of the journal that one may see, by page."""
    home = people.household(household_id)
    number = request.GET.get("pagina", "1")
    page = max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1
    domain = request.GET.get("leefgebied", "")
    lines = queries.journal(household_id, offset=(page - 1) * 20, limit=20, life_domain=domain)
    context = {
        "home": home,
        "journal": lines,
        "page": page,
        "domain": domain,
        "domains": privacy.open_life_domains(household_id),
    }
    return render(request, "workplace/households/journal.html", context)


@screen("contribute", purpose="coordination")
@found
def contact_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Write down a call, visit or note; what is typed is kept."""
    home = people.household(household_id)
    key = f"contact-{household_id}"
    domains = privacy.open_life_domains(household_id)
    form = forms.NewContactForm(
        request.POST or None,
        initial={"happened_at": timezone.localtime(), "life_domain": _usual(domains)},
        members=people.member_names(household_id),
        domains=domains,
        involved=[one for one in queries.involved_users(household_id) if one[0] != request.user.pk],
    )
    page = Page(
        _("Contact of notitie"),
        reverse("workplace:household", args=[household_id]),
        household_id,
        home.household.name,
        draft=key,
        done=_("Opgeschreven in het journaal."),
    )

    def save(data: dict[str, Any]) -> None:
        person = data.pop("person")
        actions.write_contact(
            by=actor_of(request),
            household_id=household_id,
            person_id=int(person) if person else None,
            hidden_from=[int(number) for number in data.pop("hidden_from", [])],
            **data,
        )

    return edit(request, page, form, save)


def _usual(domains: list[privacy.LifeDomain]) -> str:
    """Where a note usually goes: the general part of the dossier, or for a partner the subject of their own."""
    codes = [domain.code for domain in domains if domain.code != "basis"]
    return "dossier" if "dossier" in codes else next(iter(codes), "basis")


@screen("contribute", purpose="coordination")
@found
def contact_edit(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Correct one's own line."""
    record = queries.contact(contact_id)
    form = forms.ContactForm(
        conflicts.chosen(request.POST) if request.method == "POST" else None,
        initial={
            "kind": record.kind,
            "happened_at": timezone.localtime(record.happened_at),
            "with_whom": record.with_whom,
            "text": record.text,
        },
    )
    page = Page(
        _("Notitie verbeteren"),
        reverse("workplace:journal", args=[record.household_id]),
        record.household_id,
        version=record.version,
        draft=f"contact-edit-{contact_id}",
    )
    return edit(
        request,
        page,
        form,
        lambda data: actions.change_contact(by=actor_of(request), contact_id=contact_id, **data),
    )


@screen("contribute", purpose="coordination")
@found
def document_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Add a file; what it is, is told from its content."""
    home = people.household(household_id)
    domains = privacy.open_life_domains(household_id)
    form: django_forms.Form = forms.DocumentForm(
        request.POST or None, request.FILES or None, domains=domains, initial={"life_domain": _usual(domains)}
    )
    page = Page(
        _("Document toevoegen"),
        reverse("workplace:household", args=[household_id]),
        household_id,
        home.household.name,
        done=_("Document toegevoegd."),
    )

    def save(data: dict[str, Any]) -> None:
        file = data.pop("file")
        content = file.read(MAX_BYTES + 1)
        actions.add_document(
            by=actor_of(request), household_id=household_id, file_name=file.name or "", content=content, **data
        )

    return edit(request, page, form, save)


@screen("contribute", purpose="coordination")
@found
def document_withdraw(request: HttpRequest, document_id: int) -> HttpResponse:
    """Take back a wrong document: of somebody else, of another household, scanned badly."""
    record = queries.document_to_withdraw(document_id)
    page = Page(
        _("Document intrekken"),
        reverse("workplace:household", args=[record.household_id]),
        record.household_id,
        lead=record.title,
        warning=_(
            "Het bestand en de titel worden vernietigd; niemand kan ze terughalen. Wie, wanneer en waarom blijft."
        ),
        submit=_("Intrekken"),
        done=_("Het document is ingetrokken."),
        negative=True,
    )
    return edit(
        request,
        page,
        forms.WithdrawForm(request.POST or None),
        lambda data: actions.withdraw_document(by=actor_of(request), document_id=document_id, **data),
    )


@screen("view_household", purpose="coordination")
@require_GET
@found
def document(request: HttpRequest, document_id: int) -> HttpResponse:
    """A download, always: never shown in the browser, never guessed at, shut in a sandbox."""
    record = queries.document(document_id)
    response = HttpResponse(bytes(record.content), content_type=record.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=record.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    return response

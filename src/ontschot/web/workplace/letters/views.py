"""The letters of a household: the list, a new one, and one as it was placed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ontschot.accounts import queries as accounts
from ontschot.domain.access import queries as access
from ontschot.domain.people import queries as people
from ontschot.domain.people.queries import HouseholdView
from ontschot.privacy import queries as privacy
from ontschot.privacy.actions import DOSSIER, drawer_for, drop_draft
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.letters import standard
from ontschot.web.workplace.letters.forms import LetterForm
from ontschot.web.workplace.requests.guards import actor_of, not_found, request_id_of
from ontschot.writing import actions, queries, typeset
from ontschot.writing.rules import plain
from ontschot.writing.rules.letter import Letter, blocks_of

HOUSEHOLD = "0"  # as recipient: nobody in particular

letter_screen = screen("write_letter", purpose="coordination")


@letter_screen
@require_GET
@not_found
def letters(request: HttpRequest, household_id: int) -> HttpResponse:
    """What was sent to this household, and where a new letter begins."""
    home = people.household(household_id)
    names = {m.person.pk: m.person.display_name for m in [*home.members, *home.former] if m.person}
    lines = [
        {"line": one, "to": names.get(one.person_id or 0, "")} for one in queries.letters_of_household(household_id)
    ]
    context = {"home": home, "lines": lines, "standard": standard.STANDARD}
    return render(request, "workplace/letters/letters.html", context)


@letter_screen
@not_found
def letter_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Write a letter. Three buttons: check the language, see the PDF, place it."""
    home = people.household(household_id)
    chosen = standard.standard(request.GET.get("soort", ""))
    key = f"letter-{household_id}-{chosen.code}"
    posted = request.POST if request.method == "POST" else None
    form = LetterForm(posted, recipients=_recipients(home), initial=_initial(request, home, chosen.code, key))
    verdict: plain.Verdict | None = None
    if posted is not None and form.is_valid():
        verdict = queries.check_language(form.cleaned_data["body"], language=form.cleaned_data["language"])
        if "preview" in posted:
            return _pdf(_typeset(request, home, form), _("voorbeeld.pdf"))
        if "check" not in posted:
            _place(request, home, form, chosen.code)
            drop_draft(key=key)
            messages.success(request, _("De brief is vastgelegd. Hij staat hieronder, klaar om te versturen."))
            return redirect("workplace:letters", household_id=household_id)
    context = {
        "home": home,
        "form": form,
        "chosen": chosen,
        "verdict": verdict,
        "pieces": plain.pieces(form.cleaned_data["body"], verdict.findings) if verdict else [],
        "draft_key": key,
        "checked": posted is not None and "check" in posted and not form.errors,
    }
    return render(request, "workplace/letters/new.html", context, status=422 if form.errors else 200)


def _recipients(home: HouseholdView) -> list[tuple[str, str]]:
    persons = [(str(m.person.pk), m.person.display_name) for m in home.members if m.person]
    return [*persons, (HOUSEHOLD, _("Het hele huishouden"))]


def _initial(request: HttpRequest, home: HouseholdView, code: str, key: str) -> dict[str, Any]:
    """The standard letter, or what was typed here and not placed."""
    style = queries.house_style()
    number = number_in(request.GET.get("melding", ""))
    asked = access.request(number) if number else None
    about = asked.record if asked and asked.record.household_id == home.household.pk else None
    first = next((m.person for m in home.members if m.person and not m.is_minor), None)
    parts = (style.support_name, style.support_phone, style.support_website)
    known = standard.Filled(
        name=first.display_name if first else home.household.name,
        plan_until=access.personal_plan_term(about.reported_on).until if about else None,
        support=", ".join(p for p in parts if p),
    )
    initial: dict[str, Any] = {
        "recipient": str(first.pk) if first else HOUSEHOLD,
        "language": style.language,
        **standard.filled(code, known, language=style.language),
    }
    kept = privacy.draft(key)
    return initial | {name: value for name, value in (kept.fields if kept else {}).items() if name in initial}


def _letter(request: HttpRequest, home: HouseholdView, form: LetterForm) -> Letter:
    data = form.cleaned_data
    writer = accounts.user(actor_of(request).user_id or 0)
    style = queries.house_style()
    greeting = {"nl": "Met vriendelijke groet,", "en": "Kind regards,"}[data["language"]]
    return Letter(
        title=data["title"],
        language=data["language"],
        date=queries.letter_date(),
        blocks=blocks_of(data["body"]),
        recipient=_address(home, data["recipient"]),
        contact=", ".join(part for part in (writer.name, writer.phone) if part),
        closing=(greeting, "", *(part for part in (writer.name, writer.job_title) if part), style.name),
    )


def _address(home: HouseholdView, recipient: str) -> tuple[str, ...]:
    """Name and address as they stand on the envelope; without an address the name alone."""
    found = next((m for m in home.members if m.person and str(m.person.pk) == recipient), None)
    lived = found.residence if found else next((m.residence for m in home.members if m.residence), None)
    name = found.person.display_name if found and found.person else home.household.name
    return (name, *(part.strip() for part in lived.one_line.split(",") if part.strip())) if lived else (name,)


def _typeset(request: HttpRequest, home: HouseholdView, form: LetterForm) -> bytes:
    return typeset.typeset(_letter(request, home, form), queries.style_of(queries.house_style())).content


def _place(request: HttpRequest, home: HouseholdView, form: LetterForm, kind: str) -> None:
    person_id = int(form.cleaned_data["recipient"]) or None
    subject = {"person_id": person_id} if person_id else {"household_id": home.household.pk}
    actions.place_letter(
        by=actor_of(request),
        drawer_id=drawer_for(**subject, life_domain=DOSSIER),
        kind=kind,
        letter=_letter(request, home, form),
        person_id=person_id,
        household_id=home.household.pk,
        request_id=request_id_of(request),
    )


@letter_screen
@require_GET
@not_found
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The PDF as it was placed."""
    found = queries.letter(letter_id)
    return _pdf(bytes(found.pdf), f"{found.title}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response

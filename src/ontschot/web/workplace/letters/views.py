"""The letters of a household: the list, a new one, one as it was placed with what goes with it, and withdrawing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ontschot.accounts import queries as accounts
from ontschot.domain.access import queries as access
from ontschot.domain.people import queries as people
from ontschot.domain.people.queries import HouseholdView
from ontschot.domain.plans.queries import LetterText, letter_to
from ontschot.foundation import files as kinds
from ontschot.privacy import held
from ontschot.privacy import queries as privacy
from ontschot.privacy.actions import DOSSIER, drawer_for, drop_draft
from ontschot.web.components import letters as shown_letters
from ontschot.web.components import standard_letters as standard
from ontschot.web.components.held_files import HeldFiles
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.letters.forms import LetterForm, WithdrawLetterForm
from ontschot.web.workplace.requests.guards import actor_of, not_found, request_id_of
from ontschot.writing import actions, queries, typeset
from ontschot.writing.rules import letter as rules
from ontschot.writing.rules import placeholders, plain
from ontschot.writing.rules.letter import Letter
from ontschot.writing.typeset import date_in_words

HOUSEHOLD = "0"  # as recipient: nobody in particular
ATTACHMENTS = held.Limits(
    types=(kinds.PDF,), count=rules.ATTACHMENTS, each=rules.ATTACHMENT_BYTES, together=2 * rules.ATTACHMENT_BYTES
)

letter_screen = screen("write_letter", purpose="coordination")


@letter_screen
@require_GET
@not_found
def letters(request: HttpRequest, household_id: int) -> HttpResponse:
    """What was sent to this household, and where a new letter begins."""
    home = people.household(household_id, residences=True)
    names = {m.person.pk: m.person.display_name for m in [*home.members, *home.former] if m.person}
    lines = [
        {"line": one, "to": names.get(one.person_id or 0, "")} for one in queries.letters_of_household(household_id)
    ]
    context = {"home": home, "lines": lines, "standard": standard.choices()}
    return render(request, "workplace/letters/letters.html", context)


@letter_screen
@not_found
def letter_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Write a letter. Three buttons: check the language, read it as it will be, place it. From the page on which one
    reads it one comes back with everything as it was."""
    home = people.household(household_id, residences=True)
    chosen = standard.standard(request.GET.get("soort", ""))
    key = f"letter-{household_id}-{chosen.code}"
    posted = request.POST if request.method == "POST" else None
    initial = _initial(request, home, chosen.code, key)
    form = LetterForm(posted, request.FILES or None, recipients=_recipients(home), initial=initial)
    files = HeldFiles(key, ATTACHMENTS)
    form.fields["files"] = files.field(_("Bijlagen"))
    verdict: plain.Verdict | None = None
    if posted is not None:
        files.receive(request, form)
    if posted is not None and form.is_valid():
        verdict = queries.check_language(form.cleaned_data["body"], language=form.cleaned_data["language"])
        if "pdf" in posted:
            return pdf(_typeset(home, form), _("voorbeeld.pdf"))
        if "preview" in posted:
            return _preview(request, home, form, files)
        if "check" not in posted and "again" not in posted:
            if placeholders.left_open(form.cleaned_data["body"]) and "seen" not in posted:
                return _preview(request, home, form, files)  # never placed unseen with something left open
            _place(request, home, form, chosen.code, key)
            drop_draft(key=key)
            messages.success(request, _("De brief is vastgelegd. Hij staat hieronder, klaar om te versturen."))
            return redirect("workplace:letters", household_id=household_id)
    context = {
        "home": home,
        "form": form,
        "files": files,
        "chosen": chosen,
        "verdict": verdict,
        "pieces": plain.pieces(form.cleaned_data["body"], verdict.findings) if verdict else [],
        "draft_key": key,
        "checked": posted is not None and "check" in posted and not form.errors,
    }
    return render(request, "workplace/letters/new.html", context, status=422 if form.errors else 200)


def _preview(request: HttpRequest, home: HouseholdView, form: LetterForm, files: HeldFiles) -> HttpResponse:
    """The letter as it will be, on a page from which one goes back to writing, places it, or sees the PDF."""
    context = {
        **shown_letters.shown(_letter(home, form)),
        "home": home,
        "files": files.held,
        "typed": shown_letters.as_typed(request.POST, without=("remove_file", "seen")),
        "left_open": placeholders.left_open(form.cleaned_data["body"]),
    }
    return render(request, "workplace/letters/preview.html", context)


def _recipients(home: HouseholdView) -> list[tuple[str, str]]:
    persons = [(str(m.person.pk), m.person.display_name) for m in home.members if m.person]
    return [*persons, (HOUSEHOLD, _("Het hele huishouden"))]


def _initial(request: HttpRequest, home: HouseholdView, code: str, key: str) -> dict[str, Any]:
    """The standard letter, or what was typed here and not placed."""
    style = queries.house_style()
    number = number_in(request.GET.get("melding", ""))
    asked = access.request(number) if number else None
    about = asked.record if asked and asked.record.household_id == home.household.pk else None
    term = access.personal_plan_term(about.reported_on) if about else None
    first = next((m for m in home.members if m.person and not m.is_minor), None)
    writer = accounts.user(actor_of(request).user_id or 0)
    parts = (style.support_name, style.support_phone, style.support_website)
    known = standard.Filled(
        name=first.person.display_name if first and first.person else home.household.name,
        plan_until=term.until if term else None,
        plan_over=term is not None and term.over,
        support=", ".join(p for p in parts if p),
        address=first.residence.one_line if first and first.residence else "",
        date=date_in_words(queries.letter_date(), style.language),
        writer=writer.name,
        municipality=style.name,
        phone=style.phone or writer.phone,
    )
    initial: dict[str, Any] = {
        "recipient": str(first.person.pk) if first and first.person else HOUSEHOLD,
        "language": style.language,
        **standard.filled(code, known, language=style.language),
    }
    kept = privacy.draft(key)
    return initial | {name: value for name, value in (kept.fields if kept else {}).items() if name in initial}


def _letter(home: HouseholdView, form: LetterForm) -> Letter:
    data = form.cleaned_data
    text = LetterText(data["title"], data["body"], data["language"])
    return letter_to(home, int(data["recipient"]) or None, text)


def _typeset(home: HouseholdView, form: LetterForm) -> bytes:
    return typeset.typeset(_letter(home, form), queries.style_of(queries.house_style())).content


def _place(request: HttpRequest, home: HouseholdView, form: LetterForm, kind: str, key: str) -> None:
    person_id = int(form.cleaned_data["recipient"]) or None
    subject = {"person_id": person_id} if person_id else {"household_id": home.household.pk}
    actions.place_letter(
        by=actor_of(request),
        drawer_id=drawer_for(**subject, life_domain=DOSSIER),
        kind=kind,
        letter=_letter(home, form),
        person_id=person_id,
        household_id=home.household.pk,
        attachments=[actions.Attachment(one.file_name, one.content) for one in held.take(key)],
        request_id=request_id_of(request),
    )


@letter_screen
@require_GET
@not_found
def letter_read(request: HttpRequest, letter_id: int) -> HttpResponse:
    """A letter or report as it was placed, on a page with a way back: to the conversation that one came from
    (``gesprek``), the letter to many (``reeks``), else to the letters of the household."""
    found = queries.letter(letter_id)
    line = queries.letter_line(letter_id)
    talk, many = (number_in(request.GET.get(name, "")) for name in ("gesprek", "reeks"))
    if many:
        back, back_label = reverse("workplace:mailing", args=[many]), _("Brieven aan veel huishoudens")
    elif talk:
        back, back_label = reverse("workplace:conversation", args=[talk]), _("Gesprek")
    elif line.household_id:
        back, back_label = reverse("workplace:letters", args=[line.household_id]), _("Brieven")
    else:
        back, back_label = reverse("workplace:my_work"), _("Mijn werk")
    context = {**shown_letters.context(found), "line": line, "back": back, "back_label": back_label}
    return render(request, "workplace/letters/read.html", context)


@letter_screen
@require_GET
@not_found
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The PDF as it was placed, also when it was withdrawn."""
    found = queries.letter(letter_id)
    return pdf(bytes(found.pdf), f"{found.title}.pdf")


@letter_screen
@require_GET
@not_found
def attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """A PDF that goes with a letter: a download, always."""
    found = queries.attachment(attachment_id)
    return pdf(bytes(found.content), found.file_name, download=True)


@letter_screen
@not_found
def letter_withdraw(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Withdraw a letter, with a reason that the resident reads."""
    line = queries.letter_line(letter_id)
    form = WithdrawLetterForm(request.POST if request.method == "POST" else None)
    back = reverse("workplace:letters", args=[line.household_id]) if line.household_id else reverse("workplace:my_work")
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_letter(
                by=actor_of(request),
                letter_id=letter_id,
                reason=form.cleaned_data["reason"],
                request_id=request_id_of(request),
            )
        except ValidationError as error:
            form.add_error("reason", error.message_dict["reason"])
        else:
            messages.success(request, _("De brief is ingetrokken. De inwoner ziet dat, met uw reden."))
            return redirect(back)
    context = {"line": line, "form": form, "back": back}
    return render(request, "workplace/letters/withdraw.html", context, status=422 if form.errors else 200)


def pdf(content: bytes, name: str, *, download: bool = False) -> HttpResponse:
    """A PDF to look at, or to keep."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=download, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    if download:
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

"""Standard letters of the municipality: written by the administrator, checked, seen as a letter, kept in editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ontschot.accounts import queries as accounts
from ontschot.accounts.rules import may
from ontschot.foundation.versions import Conflict
from ontschot.web.components import conflicts, letters
from ontschot.web.components.standard_letters import supplied, supplied_text
from ontschot.web.screens import number_in, screen
from ontschot.web.steering.forms import refuse
from ontschot.web.steering.forms_writing import StandardLetterForm
from ontschot.web.steering.views_accounts import request_id
from ontschot.writing import queries, standard, typeset
from ontschot.writing.rules import placeholders, plain
from ontschot.writing.rules.letter import Letter, blocks_of

if TYPE_CHECKING:
    from ontschot.writing.models import StandardLetter

administration = screen("administer", purpose="administration")


@screen("view_reference", purpose="administration")
@require_GET
def standard_letters(request: HttpRequest) -> HttpResponse:
    """The standard letters: those of the municipality, and those that came with the product."""
    own = standard.standard_letters(active=None)
    codes = {one.code for one in own}
    context = {
        "own": own,
        "supplied": [one for one in supplied() if one.code not in codes],
        "editable": may(request.actor.role, "administer"),  # type: ignore[attr-defined]
    }
    return render(request, "steering/standard_letters.html", context)


@administration
@require_http_methods(["GET", "POST"])
def standard_letter_new(request: HttpRequest) -> HttpResponse:
    """Write a standard letter; ``?soort`` begins with the text of one that came with the product, in its place."""
    code = request.GET.get("soort", "")
    if code and standard.newest(code) is not None:
        return redirect("steering:standard_letter", code)
    text = supplied_text(code) if code else None
    if code and text is None:
        raise Http404
    return _page(request, code, None, text or {})


@administration
@require_http_methods(["GET", "POST"])
def standard_letter(request: HttpRequest, code: str) -> HttpResponse:
    """Change a standard letter: each change is an edition, and an earlier one can be brought back (``?uitgave``)."""
    record = standard.newest(code)
    if record is None:
        raise Http404
    asked = number_in(request.GET.get("uitgave", ""))
    shown = next((one.record for one in standard.editions(code) if one.record.edition == asked), record)
    initial = {name: getattr(shown, name) for name in StandardLetterForm.base_fields}
    return _page(request, code, record, initial)


def _page(request: HttpRequest, code: str, record: StandardLetter | None, initial: dict[str, Any]) -> HttpResponse:
    posted = conflicts.chosen(request.POST) if request.method == "POST" else None
    form = StandardLetterForm(posted, initial=initial)
    verdict: plain.Verdict | None = None
    body = ""
    if posted is not None and form.is_valid():
        body = form.cleaned_data["body_nl"]
        verdict = queries.check_language(body)
        if "pdf" in posted:
            return _pdf(_example(form.cleaned_data))
        if "preview" in posted:
            context = letters.shown(_example(form.cleaned_data)) | {"typed": letters.as_typed(request.POST)}
            return render(request, "steering/letter_preview.html", context)
        if "check" not in posted and "again" not in posted:
            answer = _save(request, form, code)
            if answer is not None:
                return answer
    history = standard.editions(code) if record else []
    names = accounts.user_names(one.record.written_by for one in history)
    context = {
        "form": form,
        "record": record,
        "version": request.POST.get("version") or (record.edition if record else 0),
        "editions": [
            {"record": one.record, "newest": one.newest, "who": names.get(one.record.written_by)} for one in history
        ],
        "verdict": verdict,
        "pieces": plain.pieces(body, verdict.findings) if verdict else [],
        "checked": posted is not None and "check" in posted and not form.errors,
        "places": placeholders.NAMES,
    }
    return render(request, "steering/standard_letter.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest, form: StandardLetterForm, code: str) -> HttpResponse | None:
    try:
        made = standard.save_standard_letter(
            by=request.actor,  # type: ignore[attr-defined]
            fields=form.cleaned_data,
            code=code,
            edition=number_in(request.POST.get("version", "")) or 0,
            request_id=request_id(request),
        )
    except ValidationError as error:
        refuse(form, error)
        return None
    except Conflict as conflict:
        return conflicts.page(request, form=form, conflict=conflict, base="steering/frame.html")
    messages.success(request, _("Opgeslagen als uitgave %(n)d. Nieuwe brieven beginnen hiermee.") % {"n": made.edition})
    return redirect(reverse("steering:standard_letters"))


def _example(data: dict[str, Any]) -> Letter:
    """The letter to an invented reader."""
    style = queries.house_style()
    support = ", ".join(part for part in (style.support_name, style.support_phone, style.support_website) if part)
    reader = (_("Mevrouw V. Voorbeeld"), "Dorpsstraat 1", f"1234 AB {_('Voorbeeldstad')}")
    values = {
        "naam": reader[0],
        "adres": ", ".join(reader[1:]),
        "datum": typeset.date_in_words(queries.letter_date(), "nl"),
        "plan_tot": typeset.date_in_words(queries.letter_date(), "nl"),
        "ondersteuning": support,
        "schrijver": _("Een medewerker"),
        "gemeente": style.name,
        "telefoon": style.phone,
    }
    return Letter(
        title=placeholders.fill(data["title_nl"], values)[:200],
        language="nl",
        date=queries.letter_date(),
        blocks=blocks_of(placeholders.fill(data["body_nl"], values)),
        recipient=reader,
        closing=("Met vriendelijke groet,", "", values["schrijver"], style.name),
    )


def _pdf(letter: Letter) -> HttpResponse:
    made = typeset.typeset(letter, queries.style_of(queries.house_style()))
    response = HttpResponse(made.content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="voorbeeld.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

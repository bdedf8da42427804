"""One letter to many households: write, see each before, place in one go, follow, print, take back what nobody read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from ontschot.domain.people import queries as people
from ontschot.domain.plans import actions, queries
from ontschot.domain.plans.queries import LetterText
from ontschot.domain.plans.rules import Refused
from ontschot.foundation.versions import Conflict
from ontschot.privacy import jobs
from ontschot.web.components import conflicts, letters
from ontschot.web.components import standard_letters as standard
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.form_page import actor_of, found, reason, sent
from ontschot.web.workplace.letters.forms import MailingForm, WithdrawLetterForm
from ontschot.web.workplace.letters.views import pdf
from ontschot.writing import queries as writing
from ontschot.writing import typeset
from ontschot.writing.rules import placeholders, plain
from ontschot.writing.rules.letter import Letter

REASONS: dict[str, Any] = {
    "no_dossier": gettext_lazy("u bent hier maar voor een deel bij betrokken"),
    "secret": gettext_lazy("geheimhouding: schrijf deze brief apart"),
    "died": gettext_lazy("overleden"),
    "no_adult": gettext_lazy("geen volwassene bekend"),
    "taken_out": gettext_lazy("door u overgeslagen"),
    "changed": gettext_lazy("intussen veranderd: hoort hier niet meer bij"),
}

many_screen = screen("write_letter", purpose="coordination")


@many_screen
@require_GET
def mailings(request: HttpRequest) -> HttpResponse:
    """My letters to many."""
    return render(request, "workplace/letters/mailings.html", {"mailings": queries.mailings()})


def begin(request: HttpRequest, household_ids: list[int]) -> HttpResponse:
    """Begin a letter to these households; called from the list in which they were ticked."""
    language = writing.house_style().language
    values = standard.template("free", language=language)
    text = LetterText(values["title"], values["body"], language)
    try:
        made = actions.begin_mailing(
            by=actor_of(request), household_ids=household_ids, text=text, **sent(request, False)
        )
    except Refused as error:
        messages.warning(request, reason(error))
        return redirect("workplace:list", "huishoudens")
    return redirect("workplace:mailing", made.pk)


@many_screen
@found
def mailing(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Write it while it is in the making; afterwards how far it is and what became of each."""
    view = queries.mailing(mailing_id)
    if view.record.state != "draft":
        return _progress(request, view)
    chosen = request.GET.get("soort", "")
    posted = conflicts.chosen(request.POST) if request.method == "POST" else None
    form = MailingForm(posted, initial=_initial(view, chosen))
    verdict: plain.Verdict | None = None
    body = ""
    if posted is not None and form.is_valid():
        data = form.cleaned_data
        body = data["body"]
        verdict = writing.check_language(data["body"], language=data["language"])
        if "check" not in posted:
            text = LetterText(data["title"], data["body"], data["language"])
            try:
                actions.write_mailing(
                    by=actor_of(request), mailing_id=mailing_id, text=text, whom=data["whom"], **sent(request, True)
                )
            except Conflict as conflict:
                return conflicts.page(request, form=form, conflict=conflict)
            except Refused as error:
                form.add_error(None, reason(error))
            else:
                return redirect("workplace:mailing_check", mailing_id)
    context = {
        "view": view,
        "form": form,
        "version": request.POST.get("version") or view.record.version,
        "standard": standard.choices(),
        "verdict": verdict,
        "pieces": plain.pieces(body, verdict.findings) if verdict else [],
        "checked": posted is not None and "check" in posted and not form.errors,
    }
    return render(request, "workplace/letters/mailing.html", context, status=422 if form.errors else 200)


def _initial(view: queries.MailingView, code: str) -> dict[str, Any]:
    record = view.record
    initial = {"title": record.title, "body": record.body, "language": record.language, "whom": record.whom}
    if code:
        initial |= standard.template(code, language=record.language)
    return initial


@many_screen
@require_GET
@found
def mailing_check(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Who gets it, who does not and why, and each letter to look at before."""
    view = queries.mailing(mailing_id)
    if view.record.state != "draft":
        return redirect("workplace:mailing", mailing_id)
    context = _shown(view) | {"left_open": placeholders.left_open(view.record.body)}
    return render(request, "workplace/letters/mailing_check.html", context)


def _shown(view: queries.MailingView) -> dict[str, Any]:
    out = [{"entry": one, "why": REASONS.get(one.reason, one.reason)} for one in view.left_out]
    return {"view": view, "out": out}


@many_screen
@require_GET
@found
def mailing_preview(request: HttpRequest, mailing_id: int, line_id: int) -> HttpResponse:
    """The letter of one recipient as it will be, on a page with a way back and to the next."""
    view = queries.mailing(mailing_id)
    letter = _letter(view, line_id)
    ready = [one.id for one in view.ready]
    place = ready.index(line_id) if line_id in ready else -1
    context = {
        **letters.shown(letter),
        "view": view,
        "line_id": line_id,
        "before": ready[place - 1] if place > 0 else None,
        "next": ready[place + 1] if 0 <= place < len(ready) - 1 else None,
    }
    return render(request, "workplace/letters/mailing_preview.html", context)


@many_screen
@require_GET
@found
def mailing_preview_pdf(request: HttpRequest, mailing_id: int, line_id: int) -> HttpResponse:
    """The same as a PDF."""
    letter = _letter(queries.mailing(mailing_id), line_id)
    return pdf(typeset.typeset(letter, writing.style_of(writing.house_style())).content, _("voorbeeld.pdf"))


def _letter(view: queries.MailingView, line_id: int) -> Letter:
    household_id, person_id = queries.mailing_recipient(view.record.pk, line_id)
    home = people.household(household_id, residences=True)
    text = LetterText(view.record.title, view.record.body, view.record.language)
    return queries.letter_to(home, person_id, text)


@many_screen
@require_POST
@found
def mailing_leave_out(request: HttpRequest, mailing_id: int, line_id: int) -> HttpResponse:
    """Take one recipient out, or back in."""
    out = request.POST.get("out") == "1"
    return _try(
        request,
        lambda **form: actions.leave_out(by=actor_of(request), mailing_id=mailing_id, line_id=line_id, out=out, **form),
        "workplace:mailing_check",
        mailing_id,
    )


@many_screen
@require_POST
@found
def mailing_place(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Have all of them placed; or go on where it broke off."""
    if request.POST.get("again"):
        return _try(
            request,
            lambda **form: actions.place_again(by=actor_of(request), mailing_id=mailing_id, **form),
            "workplace:mailing",
            mailing_id,
        )
    version = number_in(request.POST.get("version", "")) or 0
    return _try(
        request,
        lambda **form: actions.place_mailing(by=actor_of(request), mailing_id=mailing_id, version=version, **form),
        "workplace:mailing",
        mailing_id,
    )


def _try(request: HttpRequest, deed: Any, back: str, mailing_id: int, done: str = "") -> HttpResponse:
    try:
        deed(**sent(request, False))
    except Refused as error:
        messages.warning(request, reason(error))
    except Conflict:
        messages.warning(request, _("Deze reeks is intussen gewijzigd. Kijk wat er nu staat."))
    else:
        if done:
            messages.success(request, done)
    return redirect(back, mailing_id)


def _progress(request: HttpRequest, view: queries.MailingView) -> HttpResponse:
    job = next((one for one in jobs.mine(actions.MAILING_JOB) if one.pk == view.record.job_id), None)
    going = view.record.state == "placing" and job is not None and job.state in jobs.GOING
    context = _shown(view) | {"going": going, "stuck": view.record.state == "placing" and not going}
    return render(request, "workplace/letters/mailing_placed.html", context | {"withdraw": WithdrawLetterForm()})


@many_screen
@require_GET
@found
def mailing_print(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """All placed letters in one PDF, each on a sheet of its own."""
    record, placed = queries.letters_of_mailing(mailing_id)
    if not placed:
        messages.warning(request, _("Er zijn geen brieven om af te drukken."))
        return redirect("workplace:mailing", mailing_id)
    made = typeset.typeset_together(placed, queries.style_kept(record.style), title=record.title)
    name = _("brieven")
    return pdf(made.content, f"{name}-{record.pk}.pdf")


@many_screen
@require_POST
@found
def mailing_undo(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Withdraw what nobody read yet."""
    why = request.POST.get("reason", "")
    return _try(
        request,
        lambda **form: actions.undo_mailing(by=actor_of(request), mailing_id=mailing_id, reason=why, **form),
        "workplace:mailing",
        mailing_id,
        _("De brieven die nog niemand las, zijn ingetrokken."),
    )

"""What the municipality writes and talks with: house style, words explained, hard words, kinds of results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ontschot.accounts.rules import may
from ontschot.domain.access import actions as access_actions
from ontschot.domain.access import queries as access_queries
from ontschot.web.screens import screen
from ontschot.web.steering import forms_writing as forms
from ontschot.web.steering.forms import refuse
from ontschot.web.steering.views_accounts import posted, request_id
from ontschot.writing import actions, queries, typeset
from ontschot.writing.rules.letter import Bullets, Heading, Letter, Paragraph

administration = screen("administer", purpose="administration")


def _search(request: HttpRequest) -> str:
    """What word somebody looks for; words are no personal data and may stand in the address."""
    return " ".join(request.GET.get("zoek", "").replace("\0", "").split())[:80]


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


def _save(request: HttpRequest, form: django_forms.Form, save: Callable[[], object]) -> bool:
    """Whether it was saved; what was refused stands in the form."""
    try:
        save()
    except ValidationError as error:
        refuse(form, error)
        return False
    messages.success(request, _("Opgeslagen."))
    return True


@administration
@require_http_methods(["GET", "POST"])
def house_style(request: HttpRequest) -> HttpResponse:
    """Who sends the letters, and how they look."""
    record = queries.house_style()
    initial = {name: getattr(record, name) for name in forms.HouseStyleForm.base_fields if hasattr(record, name)}
    initial |= {"address": "\n".join(record.address), "logo": None}
    form = forms.HouseStyleForm(posted(request), request.FILES or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and _save(
            request,
            form,
            lambda: actions.change_house_style(
                by=_actor(request), fields=form.changes(bytes(record.logo)), request_id=request_id(request)
            ),
        )
    ):
        return redirect("steering:house_style")
    status = 422 if form.errors else 200
    return render(request, "steering/house_style.html", {"form": form, "has_logo": bool(record.logo)}, status=status)


@administration
@require_GET
def house_style_sample(request: HttpRequest) -> HttpResponse:
    """A letter in this house style, with invented content."""
    record = queries.house_style()
    letter = Letter(
        title=_("Zo ziet een brief eruit"),
        language=record.language,
        date=queries.letter_date(),
        blocks=(
            Paragraph(_("Beste lezer,")),
            Paragraph(_("Dit is een voorbeeld. Zo ziet elke brief van de gemeente eruit.")),
            Heading(_("Een kop")),
            Bullets((_("een punt van een lijst"), _("en nog een"))),
        ),
        recipient=(_("Mevrouw V. Voorbeeld"), "Dorpsstraat 1", "1234 AB " + _("Voorbeeldstad")),
        closing=(_("Met vriendelijke groet,"), "", record.name),
    )
    pdf = typeset.typeset(letter, queries.style_of(record))
    response = HttpResponse(pdf.content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="voorbeeld.pdf"'
    return response


@screen("view_reference", purpose="administration")
@require_GET
def terms(request: HttpRequest) -> HttpResponse:
    """The words explained, as they stand on screens."""
    editable, search = may(_actor(request).role, "administer"), _search(request)
    context = {"terms": queries.terms(search, active=None), "editable": editable, "search": search}
    return render(request, "steering/terms.html", context)


@administration
@require_http_methods(["GET", "POST"])
def term_new(request: HttpRequest) -> HttpResponse:
    """Add a word of one's own."""
    form = forms.NewTermForm(posted(request))
    return _edit(request, form, _("Woord toevoegen"), "steering:terms", actions.save_term)


@administration
@require_http_methods(["GET", "POST"])
def term(request: HttpRequest, term_id: int) -> HttpResponse:
    """Change a word or its explanation; its code is fixed."""
    found = queries.terms(active=None).filter(pk=term_id).first()
    if found is None:
        raise Http404
    form = forms.TermForm(posted(request), initial=_values(found, forms.TermForm))
    return _edit(request, form, found.word_nl, "steering:terms", actions.save_term, found.dated, term_id=term_id)


@screen("view_reference", purpose="administration")
@require_GET
def hard_words(request: HttpRequest) -> HttpResponse:
    """The words that are too hard for a letter."""
    editable, search = may(_actor(request).role, "administer"), _search(request)
    context = {"words": queries.hard_words(search, active=None), "editable": editable, "search": search}
    return render(request, "steering/hard_words.html", context)


@administration
@require_http_methods(["GET", "POST"])
def hard_word_new(request: HttpRequest) -> HttpResponse:
    """Add a hard word."""
    form = forms.HardWordForm(posted(request))
    return _edit(request, form, _("Moeilijk woord toevoegen"), "steering:hard_words", actions.save_hard_word)


@administration
@require_http_methods(["GET", "POST"])
def hard_word(request: HttpRequest, word_id: int) -> HttpResponse:
    """Change a hard word, or take it out of use."""
    found = queries.hard_words(active=None).filter(pk=word_id).first()
    if found is None:
        raise Http404
    form = forms.HardWordForm(posted(request), initial=_values(found, forms.HardWordForm))
    deed, date = actions.save_hard_word, found.dated
    return _edit(request, form, found.word, "steering:hard_words", deed, date, word_id=word_id)


@screen("view_reference", purpose="administration")
@require_GET
def result_areas(request: HttpRequest) -> HttpResponse:
    """The eight results of De Kanteling and the municipality's own."""
    editable = may(_actor(request).role, "administer")
    context = {"areas": access_queries.result_areas(active=None), "editable": editable}
    return render(request, "steering/result_areas.html", context)


@administration
@require_http_methods(["GET", "POST"])
def result_area_new(request: HttpRequest) -> HttpResponse:
    """Add a result of one's own."""
    form = forms.NewResultAreaForm(posted(request))
    return _edit(request, form, _("Resultaat toevoegen"), "steering:result_areas", access_actions.save_result_area)


@administration
@require_http_methods(["GET", "POST"])
def result_area(request: HttpRequest, area_id: int) -> HttpResponse:
    """Change the words, the order or the use of a result; its code is fixed."""
    found = access_queries.result_areas(active=None).filter(pk=area_id).first()
    if found is None:
        raise Http404
    form = forms.ResultAreaForm(posted(request), initial=_values(found, forms.ResultAreaForm))
    deed = access_actions.save_result_area
    return _edit(request, form, str(found), "steering:result_areas", deed, area_id=area_id)


def _values(record: object, form: type[django_forms.Form]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in form.base_fields}


def _edit(
    request: HttpRequest,
    form: django_forms.Form,
    title: str,
    back: str,
    deed: Callable[..., object],
    dated: dt.date | None = None,
    **which: int,
) -> HttpResponse:
    def save() -> object:
        return deed(by=_actor(request), fields=form.cleaned_data, request_id=request_id(request), **which)

    if request.method == "POST" and form.is_valid() and _save(request, form, save):
        return redirect(back)
    context = {"form": form, "title": title, "back": back, "dated": dated}
    return render(request, "steering/word.html", context, status=422 if form.errors else 200)

"""Pairs that may be one person, the two side by side, and what somebody says of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from ontschot.domain.people import actions, queries
from ontschot.domain.people.actions.households import NotPossible
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.form_page import actor_of, found, reason, sent

WHY = {
    "bsn": gettext_lazy("hetzelfde BSN"),
    "name": gettext_lazy("dezelfde naam en geboortedatum"),
    "initial": gettext_lazy("dezelfde achternaam, voorletter en geboortedatum"),
    "address": gettext_lazy("dezelfde voornaam, geboortedatum en woning"),
    "reach": gettext_lazy("dezelfde voornaam, geboortedatum en telefoon of e-mail"),
}


@screen("correct_household", purpose="coordination")
@require_GET
def candidates(request: HttpRequest) -> HttpResponse:
    """Pairs among whom one may see."""
    page = max(1, min(number_in(request.GET.get("pagina", "1")) or 1, 10_000))
    seen = queries.duplicate_candidates(page=page)
    rows = [
        {
            "pair": pair,
            "why": [WHY[code] for code in pair.why],
            "url": _address(pair.one.pk, pair.other.pk),
        }
        for pair in seen.pairs
    ]
    apart = [{"pair": pair, "url": _address(pair.one.pk, pair.other.pk)} for pair in seen.apart]
    context = {"rows": rows, "apart": apart, "seen": seen, "page": page}
    return render(request, "workplace/duplicates/candidates.html", context)


def _address(one: int, other: int) -> str:
    return f"{reverse('workplace:duplicate')}?{urlencode({'een': one, 'ander': other})}"


def _numbers(data: Any) -> tuple[int, int] | None:
    """The two numbers that were sent; None when they are no two numbers."""
    one, other = number_in(data.get("een", "")), number_in(data.get("ander", ""))
    return (one, other) if one is not None and other is not None and one != other else None


@screen("correct_household", purpose="coordination")
@require_GET
@found
def pair(request: HttpRequest) -> HttpResponse:
    """The two side by side, and what merging would do."""
    numbers = _numbers(request.GET)
    if numbers is None:
        return redirect("workplace:duplicates")
    both = queries.side_by_side(*numbers)
    first, second = both.one, both.other
    kept, other = (first, second) if both.keep_first else (second, first)
    if both.merge:
        kept, other = (first, second) if both.merge.person_id == first.person.pk else (second, first)
    context = {
        "both": both,
        "kept": kept,
        "other": other,
        "why": [WHY[code] for code in both.why],
        "rows": _rows(kept, other),
        "both_in_plan": bool(kept.households) and bool(both.joins),
    }
    return render(request, "workplace/duplicates/pair.html", context)


def _rows(kept: Any, other: Any) -> list[dict[str, Any]]:
    """What there is to compare, each with whether it is the same."""
    fields: list[tuple[str, Callable[[Any], str]]] = [
        (_("Voornamen"), lambda side: side.person.given_names),
        (_("Roepnaam"), lambda side: side.person.call_name),
        (_("Achternaam"), lambda side: f"{side.person.prefix} {side.person.family_name}".strip()),
        (_("Geboortedatum"), lambda side: side.person.birth_date),
        (_("Geslacht"), lambda side: side.person.get_gender_display()),
        (_("BSN"), lambda side: side.bsn),
        (_("Adres"), lambda side: side.address),
        (_("Telefoon"), lambda side: side.person.phone),
        (_("E-mail"), lambda side: side.person.email),
        (_("Bron"), lambda side: side.person.get_source_display()),
        (_("Huishoudens"), lambda side: ", ".join(home.name for home in side.households)),
    ]
    return [
        {
            "label": label,
            "kept": of(kept),
            "other": of(other),
            "differs": of(kept) != of(other),
            "date": of(kept) == kept.person.birth_date and label == _("Geboortedatum"),
        }
        for label, of in fields
        if of(kept) or of(other)
    ]


def _act(request: HttpRequest, deed: Callable[[int, int], object], done: str) -> HttpResponse:
    numbers = _numbers(request.POST)
    if numbers is None:
        return redirect("workplace:duplicates")
    try:
        deed(*numbers)
        messages.success(request, done)
    except NotPossible as error:
        messages.warning(request, reason(error))
    return redirect(_address(*numbers))


@screen("correct_household", purpose="coordination")
@require_POST
@found
def different(request: HttpRequest) -> HttpResponse:
    """Two people: the pair is not shown again."""
    form = sent(request, False)
    return _act(
        request,
        lambda one, other: actions.say_different(by=actor_of(request), person_id=one, other_id=other, **form),
        _("Vastgelegd: dit zijn twee mensen. Dit paar komt niet terug in de lijst. Terugnemen kan hieronder."),
    )


@screen("correct_household", purpose="coordination")
@require_POST
@found
def take_back(request: HttpRequest) -> HttpResponse:
    """Nobody says any more that they are two people."""
    form = sent(request, False)
    return _act(
        request,
        lambda one, other: actions.take_back_different(by=actor_of(request), person_id=one, other_id=other, **form),
        _("Teruggenomen. Lijken de twee op elkaar, dan staat het paar weer in de lijst."),
    )


@screen("correct_household", purpose="coordination")
@require_POST
@found
def merge(request: HttpRequest) -> HttpResponse:
    """One person: ``een`` is kept. ``despite``: the verdict that they are two people, which the user saw."""
    form, why = sent(request, False), request.POST.get("reason", "")[:300].replace("\0", "")
    despite = number_in(request.POST.get("despite", ""))
    return _act(
        request,
        lambda one, other: actions.merge_persons(
            by=actor_of(request), person_id=one, other_id=other, reason=why, despite=despite, **form
        ),
        _("Samengevoegd. U kunt dit hieronder ongedaan maken."),
    )


@screen("correct_household", purpose="coordination")
@require_POST
@found
def unmerge(request: HttpRequest) -> HttpResponse:
    """Two people after all."""
    merge_id = number_in(request.POST.get("merge", ""))
    form = sent(request, False)

    def back(_one: int, _other: int) -> None:
        if merge_id is None:
            raise ObjectDoesNotExist
        undone = actions.unmerge_persons(by=actor_of(request), merge_id=merge_id, **form)
        if undone.stayed:
            messages.warning(
                request, _("Onderdelen die intussen zijn gewijzigd, bleven waar ze zijn: %(n)d.") % {"n": undone.stayed}
            )

    return _act(request, back, _("Weer uit elkaar: het zijn twee mensen."))

"""The list of terms, the rules they follow, and the terms of one request."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ontschot.domain.access import queries
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.requests.guards import not_found

PAGE = 50


@screen("triage", purpose="triage")
@require_GET
def terms(request: HttpRequest) -> HttpResponse:
    """Running terms of my work; what is late or nearly so stands on top, whichever law is chosen."""
    book, language = queries.term_book(), get_language() or "nl"
    regime = request.GET.get("wet", "")
    regime = regime if regime in book.regimes else ""
    page = max(1, min(number_in(request.GET.get("pagina", "1")) or 1, 1000))
    attention = queries.attention()
    calm = not attention.more  # else what does not fit on top stands in the list
    lines, more = queries.my_terms(regime=regime, calm=calm, offset=(page - 1) * PAGE, limit=PAGE)
    address = reverse("workplace:terms")
    tabs = [{"label": _("Alle"), "url": address, "current": not regime}]
    tabs += [
        {"label": one.name(language), "url": f"{address}?wet={code}", "current": code == regime}
        for code, one in book.regimes.items()
    ]
    context = {
        "attention": attention,
        "lines": lines,
        "tabs": tabs,
        "next_page": page + 1 if more else None,
        "previous_page": page - 1 if page > 1 else None,
    }
    return render(request, "workplace/terms/terms.html", context)


@screen("triage", purpose="triage")
@require_GET
def term_rules(request: HttpRequest) -> HttpResponse:
    """The rules themselves, with their articles and dates. Nothing of anybody."""
    book, language = queries.term_book(), get_language() or "nl"
    parts = [
        {
            "regime": regime.name(language),
            "rules": [
                {
                    "rule": rule,
                    "name": rule.name(language),
                    "article": rule.cited(language),
                    "remark": rule.remark(language),
                    "suspends": [
                        f"{ground.name(language)} ({ground.article})"
                        for ground in (book.suspensions[code] for code in rule.suspends)
                    ],
                }
                for rule in book
                if rule.regime == code
            ],
        }
        for code, regime in book.regimes.items()
    ]
    return render(request, "workplace/terms/rules.html", {"parts": parts})


@screen("triage", purpose="triage")
@require_GET
@not_found
def request_terms(request: HttpRequest, number: int) -> HttpResponse:
    """The terms of one request: what runs, what stood still, what ended and why."""
    view = queries.request(number)
    book, language = queries.term_book(), get_language() or "nl"
    context = {
        "view": view,
        "lines": queries.terms_of_request(number),
        "regimes": [book.regimes[code].name(language) for code in view.record.regimes if code in book.regimes],
        "threats": [book.threats[code].name(language) for code in view.record.threats if code in book.threats],
        "is_open": view.record.state not in ("answered", "withdrawn"),
    }
    return render(request, "workplace/terms/request.html", context)

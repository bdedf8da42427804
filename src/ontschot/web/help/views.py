"""Words explained."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ontschot.writing import queries

SEARCH_LIMIT = 80


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Every word of the field that the product uses, explained, with where the law says so."""
    search = request.GET.get("zoek", "").replace("\0", "")[:SEARCH_LIMIT].strip()
    found = sorted(queries.terms(search), key=lambda term: term.word.lower())
    return render(request, "help/words.html", {"terms": found, "search": search})

"""Words explained, help for a screen, the tour, what is new."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ontschot.accounts.tours import keep_tour
from ontschot.foundation.folding import fold
from ontschot.web.help import news as told
from ontschot.web.help import tour as tours
from ontschot.web.help.topics import TOPICS
from ontschot.web.screens import number_in, screen
from ontschot.writing import own_texts, queries

SEARCH_LIMIT = 80


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Every word of the field that the product uses, explained, with where the law says so."""
    search = request.GET.get("zoek", "").replace("\0", "")[:SEARCH_LIMIT].strip()
    found = sorted(queries.terms(search), key=lambda term: fold(term.word))
    return render(request, "help/words.html", {"terms": found, "search": search})


@require_safe
def topic(request: HttpRequest, code: str) -> HttpResponse:
    """Help for a screen; ``?deel`` gives only the middle, for the window over the screen itself."""
    found = TOPICS.get(code)
    if found is None:
        raise Http404
    part = "deel" in request.GET
    template = "help/topic_part.html" if part else "help/topic.html"
    terms = {term.code: term for term in queries.terms()}
    here = [terms[word] for word in found.words if word in terms]
    own = own_texts.of_topic(code)
    context = {
        "topic": found,
        "code": code,
        "words": here,
        "own": own,
        "topics": TOPICS,
        "level": "h3" if part else "h2",
    }
    return render(request, template, context)


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """What changed, newest first: of the municipality, and of the product."""
    return render(request, "help/news.html", {"versions": told.versions(), "own": own_texts.news()})


@require_safe
def own_page(request: HttpRequest, code: str) -> HttpResponse:
    """A page of help of the municipality's own."""
    found = own_texts.page(code)
    if found is None:
        raise Http404
    return render(request, "help/own_page.html", {"page": found})


@screen("take_tour", purpose="administration")
@require_POST
def tour(request: HttpRequest) -> HttpResponse:
    """Go to a step of the tour and remember it; or end the tour for good (and begin again with step 1)."""
    found = tours.steps(request.user.role)  # type: ignore[union-attr]
    wanted = number_in(request.POST.get("step", "")) or 1
    ended = "end" in request.POST or wanted > len(found)
    number = min(wanted, len(found))
    keep_tour(by=request.actor, step=number, ended=ended)  # type: ignore[attr-defined]
    if ended:
        return redirect("home")
    return redirect(f"{found[number - 1].url}?{tours.PARAMETER}={number}")

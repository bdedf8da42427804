"""Searching among those one may see, and finding the right person before one may see anything."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ontschot.accounts.rules import may
from ontschot.domain.access import queries as access
from ontschot.domain.access import rules
from ontschot.domain.people import queries as people
from ontschot.web.components import typed
from ontschot.web.screens import number_in, screen
from ontschot.web.workplace.households.chips import flags_of
from ontschot.web.workplace.identified import search as find
from ontschot.web.workplace.requests.forms import IdentifyForm

PER_PAGE = 25


@screen("search", purpose="coordination")
def search(request: HttpRequest) -> HttpResponse:
    """Persons and households that one may see; the number of a request leads to that request.

    What was typed comes by POST and stays in the session; the address holds a key that says nothing.
    """
    if request.method == "POST":
        number = rules.number_in(request.POST.get("q", ""))
        if number and may(request.user.role, "triage") and access.sees_request(number):  # type: ignore[union-attr]
            return redirect("workplace:request", number=number)
        key = typed.keep(request, "search", request.POST.get("q", ""))
        here = reverse("workplace:search")
        return redirect(f"{here}?vraag={key}" if key else here)
    text = typed.kept(request, "search", request.GET.get("vraag", ""))
    page = max(1, min(number_in(request.GET.get("pagina", "1")) or 1, 10_000))
    rows, more = people.search(text, offset=(page - 1) * PER_PAGE, limit=PER_PAGE) if text else ([], False)
    context = {
        "q": text,
        "forgotten": bool(request.GET.get("vraag")) and not text,
        "rows": [
            {
                "person": row.person,
                "flags": flags_of(row.person),
                "households": row.households,
                "homes": row.homes,
                "url": reverse("workplace:household", args=[row.households[0].pk])
                if row.households
                else reverse("workplace:person", args=[row.person.pk]),
            }
            for row in rows
        ],
        "page": page,
        "more": more,
        "may_identify": may(request.user.role, "identify"),  # type: ignore[union-attr]
    }
    return render(request, "workplace/households/search.html", context)


@screen("identify", purpose="identification")
def identify(request: HttpRequest) -> HttpResponse:
    """Find somebody whom one may not see yet.

    The least that tells people apart. Opens nothing; leads to taking in a request.
    """
    form = IdentifyForm(request.POST or None)
    found = find(form, request.user.pk or 0) if request.method == "POST" else None
    context = {"form": form, "found": found}
    return render(request, "workplace/households/identify.html", context, status=422 if form.errors else 200)

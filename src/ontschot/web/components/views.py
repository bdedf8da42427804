"""The gallery: every shared part with its states, on made-up content. Open to all: it shows nothing of anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ontschot.web.components import samples


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """/onderdelen/"""
    return render(request, "components/gallery.html", samples.context())

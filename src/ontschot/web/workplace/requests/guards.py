"""What every screen on a request or conversation does alike: hidden is not found, and numbers in a form are numbers."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse

from ontschot.privacy import log
from ontschot.privacy.acting import Actor

View = Callable[..., HttpResponse]


def not_found(view: View) -> View:
    """What does not exist and what is not open to the user both answer 404."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except ObjectDoesNotExist:
            log.refused("read", view.__name__)
            raise Http404 from None

    return guarded


def actor_of(request: HttpRequest) -> Actor:
    """Who acts: set by the middleware for every screen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def user_id_of(request: HttpRequest) -> int:
    """The number of the user; a screen always has one."""
    return actor_of(request).user_id or 0


def version_of(request: HttpRequest) -> int:
    """The version that the form was made from; 0 when it was tampered with, which never fits."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def request_id_of(request: HttpRequest) -> uuid.UUID | None:
    """The number that makes a form sent twice one deed; None when it was tampered with."""
    try:
        return uuid.UUID(request.POST.get("request_id", ""))
    except ValueError:
        return None

"""Between the browser and a screen: is the database there, has the user a second factor, and who acts."""

from __future__ import annotations

from collections.abc import Callable

import psycopg_pool
from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from ontschot.accounts.queries import FACTORS, is_demo
from ontschot.accounts.rules import may, purpose_of
from ontschot.privacy import acting, log
from ontschot.web.components.errors import page as error_page
from ontschot.web.screens import LONGEST_NUMBER, Screen

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class DatabaseAvailable:
    """A database that restarts is a short wait, said plainly, not a broken page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 503 with what to do while the database cannot be reached."""
        try:
            response = self.get_response(request)
        except (OperationalError, psycopg_pool.PoolTimeout):
            return self._wait()
        return self._wait() if getattr(request, "database_unreachable", False) else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Remember that a view lost its database."""
        if isinstance(exception, (OperationalError, psycopg_pool.PoolTimeout)):
            request.database_unreachable = True  # type: ignore[attr-defined]

    @staticmethod
    def _wait() -> HttpResponse:
        connection.close()
        return HttpResponse(render_to_string("components/unavailable.html"), status=503, headers={"Retry-After": "5"})


class SecondFactor:
    """First a password of one's own and, for staff, a second factor; until then no other screen opens.

    In a demo the personas are exempt.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Send who is not ready yet to the page where that is put right."""
        request.demo = is_demo()  # type: ignore[attr-defined]  # the frame of the page shows it
        user = request.user
        persona = request.session.get("persona") and is_demo()
        if user.is_authenticated and not persona and not _on_the_way(request):
            if user.one_time_until is not None:
                return redirect("account_change_password")
            if user.is_staff_member and not is_mfa_enabled(user, FACTORS):
                return redirect("mfa_activate_totp")
        return self.get_response(request)


def _on_the_way(request: HttpRequest) -> bool:
    """Whether this address is needed before or while making a second factor."""
    try:
        name = resolve(request.path_info).url_name or ""
    except Resolver404:
        return True
    return name.startswith(("mfa_", "account_", "health", "set_language", "personas", "help"))


class ActingUser:
    """Opens the one transaction in which a screen reads and writes, as this user, for the purpose it declares."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Check role against the screen's capability, act, and log what was refused."""
        screen = screen_of(request)
        if screen is None:
            return self.get_response(request)
        if "%00" in request.META.get("QUERY_STRING", ""):
            return error_page(400)  # a character that no text holds and no database keeps
        user = request.user
        if not user.is_authenticated:
            return _login_first(request)
        actor = acting.Actor(
            user_id=user.pk,
            role=user.role,
            purpose=purpose_of(user.role, screen.purpose),
            ground=screen.ground,
            organisation_id=user.organisation_id,
            origin=origin_of(request),
        )
        request.actor = actor  # type: ignore[attr-defined]
        if not may(user.role, screen.capability):
            return self._refuse(request, actor, render(request, "components/403.html", status=403))
        with acting.acting(actor) as work:
            response = self.get_response(request)
            if response.status_code in (403, 404) or response.status_code >= 500:
                work.personal_tables.clear()  # looked for and not shown; the refusal is logged below
            elif 300 <= response.status_code < 400 and work.personal_tables and not work.logged:
                _log_refusal(request)  # a rule or somebody else was first: nothing done, nothing shown, sent back
        # Not readable with Back after logging out, and a form is never sent again from the browser's memory.
        response["Cache-Control"] = "no-store"
        if response.status_code in (403, 404):
            return self._refuse(request, actor, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A view that fails keeps nothing of what it wrote."""
        if hasattr(request, "actor") and connection.in_atomic_block:
            transaction.set_rollback(True)

    @staticmethod
    def _refuse(request: HttpRequest, actor: acting.Actor, response: HttpResponseBase) -> HttpResponseBase:
        with acting.acting(actor):
            _log_refusal(request)
        return response


def _log_refusal(request: HttpRequest) -> None:
    match = request.resolver_match or resolve(request.path_info)
    number = next((v for v in match.kwargs.values() if isinstance(v, int) and v < 10**LONGEST_NUMBER), None)
    log.refused("read" if request.method == "GET" else "write", match.view_name[:40], object_id=number)


def screen_of(request: HttpRequest) -> Screen | None:
    """What the view at this address declares with ``@screen``; None for open pages and addresses that do not exist."""
    try:
        return getattr(resolve(request.path_info).func, "screen", None)
    except Resolver404:
        return None


def origin_of(request: HttpRequest) -> str:
    """The screen and the address it was asked from, for the log."""
    return f"{resolve(request.path_info).view_name} {get_adapter().get_client_ip(request)}"


def _login_first(request: HttpRequest) -> HttpResponseBase:
    if request.htmx or request.headers.get("X-Requested-With") == "fetch":  # type: ignore[attr-defined]
        return HttpResponse(status=401)
    answer = redirect_to_login(request.get_full_path())
    if request.method == "POST":  # the session ended while somebody typed: the page says that nothing is lost
        answer["Location"] += "&verlopen=1"
    return answer

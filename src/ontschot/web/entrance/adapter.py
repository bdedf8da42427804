"""What the login library may do here: accounts are made by an administrator, and every coming and going is logged."""

from __future__ import annotations

import time
from typing import Any, ClassVar

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ontschot.accounts import queries
from ontschot.accounts.models import User
from ontschot.privacy import acting, log

# The library's messages that are worth a word; the others are not shown.
_WORDS = {
    "account/messages/password_changed.txt": gettext_lazy("Uw wachtwoord is gewijzigd."),
    "mfa/messages/totp_activated.txt": gettext_lazy("De app is gekoppeld."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("De app is losgekoppeld."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("De toegangssleutel is toegevoegd."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("De toegangssleutel is verwijderd."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy("Er zijn nieuwe herstelcodes gemaakt."),
}


class Adapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by whoever passes by."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy("Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."),
        "invalid_login": gettext_lazy("Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."),
        "too_many_login_attempts": gettext_lazy("Te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw."),
        "incorrect_password": gettext_lazy("Dit wachtwoord klopt niet."),
        "enter_current_password": gettext_lazy("Typ uw huidige wachtwoord."),
        "password_min_length": gettext_lazy("Dit wachtwoord is te kort."),
        "rate_limited": gettext_lazy("Te vaak geprobeerd. Wacht een paar minuten."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False

    def get_user_search_fields(self) -> list[Any]:
        """Log in by username only."""
        return ["username"]

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say what matters, in our own words."""
        text = kwargs.get("message") or _WORDS.get(message_template or "")
        if text:
            messages.add_message(request, level if level >= messages.ERROR else messages.SUCCESS, str(text))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """As the library does, but a one-time password that was not used in time opens nothing."""
        user = super().authenticate(request, **credentials)
        if isinstance(user, User) and user.one_time_until and user.one_time_until < timezone.now():
            self.authentication_failed(request, **credentials)
            return None
        return user if isinstance(user, User) else None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log the attempt; not what was typed, which may be a password in the wrong box."""
        username = str(credentials.get("username", ""))
        known = queries.number_of(username)
        actor = acting.Actor(None, "public", "administration", _origin(request, self))
        with acting.acting(actor):
            log.refused("login", "session", object_id=known)

    def set_password(self, user: User, password: str) -> None:
        """A password of one's own; the one-time password is used up."""
        user.set_password(password)
        user.one_time_until = None
        user.save(update_fields=["password", "one_time_until"])
        _write("change_password", user, _origin(None, self))

    def login(self, request: HttpRequest, user: User) -> None:
        """Come in."""
        super().login(request, user)
        _write("login", user, _origin(request, self))

    def logout(self, request: HttpRequest) -> None:
        """Go."""
        if isinstance(request.user, User):
            _write("logout", request.user, _origin(request, self))
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever logged in or confirmed less than five minutes ago in this session need not do it again."""
        request = context.request
        records = get_authentication_records(request, request.user)
        recently = bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not recently and bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """In our words."""
        words = {
            "reauthenticate": gettext("Met uw wachtwoord"),
            "mfa_reauthenticate": gettext("Met een code uit uw app"),
            "mfa_reauthenticate:webauthn": gettext("Met een toegangssleutel"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words.get(method["id"], method["description"])} for method in methods]


def _origin(request: HttpRequest | None, adapter: DefaultAccountAdapter) -> str:
    return f"login {adapter.get_client_ip(request)}" if request is not None else "login"


def _write(action: str, user: User, origin: str) -> None:
    actor = acting.Actor(user.pk, user.role, "administration", origin, organisation_id=user.organisation_id)
    with acting.acting(actor):
        log.write(action, "session", [], object_id=user.pk)

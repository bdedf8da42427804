"""Residents come in through a login broker (OpenID Connect, with DigiD behind it), never with a password of ours.

Thin on purpose: an account of a resident is known by a keyed hash of what the broker calls them; nothing else that the
broker tells is kept. Nobody is let in whom the municipality did not connect to a person before: they see a code, which
who works with them types on the page of the person (``people.actions.connect_by_code``).
"""

from __future__ import annotations

from typing import Any

from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render

from ontschot.accounts import connecting
from ontschot.accounts.queries import resident_by_subject


class Adapter(DefaultSocialAccountAdapter):
    """Finds the account, or says plainly that there is none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """No."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Always ends here: the library stores nothing of what the broker told."""
        subject = sociallogin.account.uid
        user = resident_by_subject(subject)
        if user is None:
            context = {"code": connecting.new_code(subject), "days": connecting.CODE_DAYS}
            raise ImmediateHttpResponse(render(request, "entrance/unknown_resident.html", context, status=403))
        raise ImmediateHttpResponse(perform_login(request, user, redirect_url=sociallogin.get_redirect_url(request)))

"""Addresses at which a calendar program reads when somebody has appointments.

Who knows the address reads it without logging in; so it is long and random, only its hash is kept, it shows times and
nothing else, one per account, and it opens nothing from the moment that it is withdrawn or the account is closed.
"""

from __future__ import annotations

import datetime as dt
import secrets
import uuid

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ontschot.accounts.models import CalendarFeed, User
from ontschot.accounts.rules import may
from ontschot.foundation.cipher import keyed_hash
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed

_NOTED = dt.timedelta(hours=1)  # a reading is noted at most so often: programs ask every few minutes


def make_feed(*, by: Actor, request_id: uuid.UUID | None = None) -> tuple[CalendarFeed, str]:
    """A new address for oneself; an earlier one opens nothing any more. Gives its token, which is shown once.

    The token is empty when the same form came twice.
    """
    token = secrets.token_urlsafe(32)
    feed = _make_feed(by=by, password=token, request_id=request_id)
    return feed, token if bytes(feed.token_hash) == _hash(token) else ""


@deed
def _make_feed(*, by: Actor, password: str, request_id: uuid.UUID | None = None) -> CalendarFeed:
    if not may(by.role, "view_work"):
        raise PermissionDenied
    _withdraw(by)
    feed = CalendarFeed.objects.create(user_id=by.user_id or 0, token_hash=_hash(password))
    log.write("make_feed", "user", [], object_id=by.user_id)
    return feed


@deed
def revoke_feed(*, by: Actor, request_id: uuid.UUID | None = None) -> None:
    """One's own address opens nothing any more, as of now."""
    _withdraw(by)
    log.write("revoke_feed", "user", [], object_id=by.user_id)


def _withdraw(by: Actor) -> None:
    CalendarFeed.objects.filter(user_id=by.user_id or 0, revoked_at=None).update(revoked_at=timezone.now())


def _hash(token: str) -> bytes:
    return keyed_hash(f"calendar {token}")


def current_feed(user_id: int) -> CalendarFeed | None:
    """The address of this user that is in use, if there is one."""
    return CalendarFeed.objects.filter(user_id=user_id, revoked_at=None).order_by("-id").first()


def reader(token: str) -> User | None:
    """Whose calendar this token opens; None when nobody's: unknown, withdrawn, or of a closed account."""
    feed = CalendarFeed.objects.filter(token_hash=_hash(token), revoked_at=None).select_related("user").first()
    if feed is None or not feed.user.is_active or not may(feed.user.role, "view_work"):
        return None
    if feed.read_at is None or timezone.now() - feed.read_at > _NOTED:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=timezone.now())
    return feed.user

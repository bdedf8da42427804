"""A resident's account before it belongs to a person: the code that the resident sees and the worker types.

The code travels from the resident to the worker: whoever overhears it can do nothing with it.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from uuid import UUID

from django.utils import timezone

from ontschot.accounts.models import PendingResident, User
from ontschot.accounts.queries import resident_username
from ontschot.accounts.rules import Role
from ontschot.foundation.cipher import keyed_hash
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor, system
from ontschot.privacy.deeds import deed

CODE_DAYS = 14
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without what looks alike on paper
_LENGTH = 8


def new_code(subject: str) -> str:
    """A code for the resident whom the login broker calls ``subject``; an earlier one of theirs no longer works."""
    by = system("entrance:broker", "administration")
    code = "".join(secrets.choice(_LETTERS) for _i in range(_LENGTH))
    with acting.acting(by):
        _await(by=by, username=resident_username(subject), code=code)
    return f"{code[:4]}-{code[4:]}"


@deed
def _await(*, by: Actor, username: str, code: str, request_id: UUID | None = None) -> PendingResident:
    made, _new = PendingResident.objects.update_or_create(
        username=username, defaults={"code_hash": _hash(code), "made_at": timezone.now()}
    )
    log.write("await_connection", "user", [])
    return made


def _hash(code: str) -> bytes:
    plain = re.sub(r"[^a-z0-9]", "", code.lower())
    return keyed_hash(f"connect {plain}")


def account_of_code(code: str) -> User | None:
    """The open, bare account of whoever was shown this code, which is used up; None when it is unknown or too old.

    Part of a deed that logs: the caller connects the account to a person in the same transaction.
    """
    since = timezone.now() - dt.timedelta(days=CODE_DAYS)
    pending = PendingResident.objects.select_for_update().filter(code_hash=_hash(code), made_at__gte=since).first()
    if pending is None:
        return None
    user, _made = User.objects.get_or_create(
        username=pending.username, defaults={"role": Role.RESIDENT, "password": "!"}
    )
    if not user.is_active:  # connected before, and taken back
        user.is_active = True
        user.save(update_fields=["is_active"])
    pending.delete()
    return user


def close(user_id: int) -> None:
    """The account opens nothing any more; the next time its resident logs in they see a code. Part of a deed."""
    User.objects.filter(pk=user_id, role=Role.RESIDENT).update(is_active=False)


def forget_old() -> int:
    """Codes that nobody used in time go; how many that were."""
    return PendingResident.objects.filter(made_at__lt=timezone.now() - dt.timedelta(days=CODE_DAYS)).delete()[0]

"""Files that somebody chose in a form and did not hand in yet: an error in the form loses none of them.

A user's are theirs alone. Of who did not log in (the public form) they have no owner in the database: they are reached
as system work by a key of 128 random bits, which stands in that browser's session and nowhere else. What is not handed
in within a day is gone.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from ontschot.foundation.files import EXTENSIONS, XLSX, FileRefused, clean_file_name, media_type_of
from ontschot.privacy import acting
from ontschot.privacy.models import HeldFile

KEEP = dt.timedelta(days=1)


@dataclass(frozen=True)
class Limits:
    """Which files a form takes: media types, how many, how large each and together (bytes)."""

    types: Collection[str]
    count: int
    each: int
    together: int


@dataclass(frozen=True)
class Held:
    """A file as it is held; ``content`` is empty in a list."""

    id: int
    file_name: str
    media_type: str
    size: int
    content: bytes = b""


def new_key() -> str:
    """A key that nobody guesses, for a form of who did not log in."""
    return secrets.token_urlsafe(16)


@contextmanager
def _own(key: str) -> Iterator[QuerySet[HeldFile]]:
    """The files under this key: of the user, or without one as system work by the key alone."""
    user_id = acting.current().actor.user_id
    if user_id is None:
        with acting.wide("ontschot_register"):
            yield HeldFile.objects.filter(user_id=None, key=key)
    else:
        yield HeldFile.objects.filter(user_id=user_id, key=key)


def hold(*, key: str, file_name: str, content: bytes, limits: Limits) -> Held:
    """Keep a file under this key until the form is handed in. What it is, is told from its content.

    Raises FileRefused: empty, too_big, unknown, damaged and so on, 'kind' (not taken by this form), 'too_many',
    'together' (too large together).
    """
    if len(content) > limits.each:
        raise FileRefused("too_big")
    media_type = media_type_of(content, spreadsheets=XLSX in limits.types)
    if media_type not in limits.types:
        raise FileRefused("kind")
    with _own(key) as files:
        sizes = list(files.values_list("size", flat=True))
        if len(sizes) >= limits.count:
            raise FileRefused("too_many")
        if sum(sizes) + len(content) > limits.together:
            raise FileRefused("together")
        made = HeldFile.objects.create(
            user_id=acting.current().actor.user_id,
            key=key,
            file_name=clean_file_name(file_name, media_type),
            media_type=media_type,
            size=len(content),
            content=content,
        )
    return Held(made.pk, made.file_name, media_type, made.size)


def held(key: str) -> list[Held]:
    """The files under this key, without their content, in the order in which they were chosen."""
    if not key:
        return []
    with _own(key) as files:
        rows = list(files.defer("content").order_by("id"))
    return [Held(row.pk, row.file_name, row.media_type, row.size) for row in rows]


def take(key: str) -> list[Held]:
    """The files under this key with their content, for who hands the form in; they are held no longer."""
    if not key:
        return []
    with _own(key) as files:
        rows = list(files.order_by("id"))
        files.delete()
    return [Held(row.pk, row.file_name, row.media_type, row.size, bytes(row.content)) for row in rows]


def peek(key: str) -> Held | None:
    """The newest file under this key with its content, which stays held; None without one."""
    with _own(key) as files:
        row = files.order_by("-id").first()
    return Held(row.pk, row.file_name, row.media_type, row.size, bytes(row.content)) if row else None


def let_go(*, key: str, file_id: int | None = None) -> None:
    """Forget one file under this key, or all of them."""
    with _own(key) as files:
        (files if file_id is None else files.filter(pk=file_id)).delete()


def forget_abandoned() -> int:
    """System work: what was held for a day and not handed in is gone. Returns how many files."""
    with acting.wide("ontschot_register"):
        gone, _each = HeldFile.objects.filter(held_at__lt=timezone.now() - KEEP).delete()
    return gone


def extensions(types: Collection[str]) -> str:
    """What the window of the browser for choosing a file shows first: '.pdf,.png'."""
    return ",".join(sorted({EXTENSIONS[kind] for kind in types} | ({".csv"} if XLSX in types else set())))

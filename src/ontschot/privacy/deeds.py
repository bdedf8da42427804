"""Deeds: the one way to write.

Atomic, by an actor, once for each client request, and never without a line in the log.
"""

from __future__ import annotations

import functools
import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.db import connection, models, transaction

from ontschot.privacy import acting, log

P = ParamSpec("P")
R = TypeVar("R", bound="models.Model | None")


class UnloggedDeed(Exception):
    """A deed wrote nothing in the log: it is undone."""


def deed(action: Callable[P, R]) -> Callable[P, R]:
    """Make a function a deed.

    The function takes keywords only, among them ``by`` (an Actor) and optionally ``request_id`` (the client request's
    UUID), and returns the record it made or changed. The same request id with the same content from the same user
    returns the same record and does nothing again.
    """

    @functools.wraps(action)
    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        work = acting.current()
        request_id = kwargs.pop("request_id", None)
        log.write_reads()  # before the deed: it may change who sees what, and what it undoes is not what was read
        with transaction.atomic():
            form = _Form.of(request_id, action.__name__, kwargs) if request_id is not None else None
            if form and (earlier := _claim(form)):
                return _again(earlier)  # type: ignore[return-value]
            before = work.logged
            result = action(*args, **kwargs)
            if work.logged == before:
                raise UnloggedDeed(action.__name__)
            if form:
                _keep(form, result)
        return result

    return once


# What the product itself adds, another each time: no part of what somebody sent.
_NOT_TYPED = frozenset({"by", "password"})


@dataclass(frozen=True)
class _Form:
    """What identifies a form that was sent: by whom, its number, and a hash of the deed with all it was given."""

    user_id: int
    key: uuid.UUID
    content: str
    deed: str

    @classmethod
    def of(cls, request_id: Any, deed_name: str, given: dict[str, Any]) -> _Form:
        """The same number with other content is another deed: nothing that was typed anew is taken for a repetition."""
        told = repr(sorted((name, repr(value)) for name, value in given.items() if name not in _NOT_TYPED))
        content = hashlib.sha256(f"{deed_name}{told}".encode()).hexdigest()
        return cls(acting.current().actor.user_id or 0, uuid.UUID(str(request_id)), content, deed_name)


def _claim(form: _Form) -> dict[str, Any] | None:
    """None when the form is new; what it gave before when it is a repetition.

    A simultaneous twin waits here for the first.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_clientrequest (user_id, key, content, deed, result, received_at)"
            " VALUES (%s, %s, %s, %s, '{}', now()) ON CONFLICT DO NOTHING",
            [form.user_id, form.key, form.content, form.deed],
        )
        if cursor.rowcount:
            return None
        cursor.execute(
            "SELECT result FROM foundation_clientrequest WHERE user_id = %s AND key = %s AND content = %s",
            [form.user_id, form.key, form.content],
        )
        row = cursor.fetchone()
    result: dict[str, Any] = json.loads(row[0]) if isinstance(row[0], str) else row[0]
    return result


def _keep(form: _Form, result: models.Model | None) -> None:
    made = isinstance(result, models.Model)
    kept = {"model": result._meta.label, "id": result.pk} if made and result else {"model": "", "id": 0}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE foundation_clientrequest SET result = %s::jsonb WHERE user_id = %s AND key = %s AND content = %s",
            [json.dumps(kept), form.user_id, form.key, form.content],
        )


def _again(earlier: dict[str, Any]) -> models.Model | None:
    if not earlier.get("model"):
        return None
    model = apps.get_model(earlier["model"])
    record: models.Model = model._default_manager.get(pk=earlier["id"])
    log.read(model._meta.model_name or "", [], object_id=record.pk, repeated=True)
    return record

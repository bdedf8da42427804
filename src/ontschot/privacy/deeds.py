"""Deeds: the one way to write.

Atomic, by an actor, once for each client request, and never without a line in the log.
"""

from __future__ import annotations

import functools
import json
import uuid
from collections.abc import Callable
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
    UUID), and
    returns the record it made or changed. The same request id from the same user returns the same record and does
    nothing again.
    """

    @functools.wraps(action)
    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        work = acting.current()
        request_id = kwargs.pop("request_id", None)
        with transaction.atomic():
            if request_id is not None:
                earlier = _claim(request_id, action.__name__)
                if earlier:
                    return _again(earlier)  # type: ignore[return-value]
            before = work.logged
            result = action(*args, **kwargs)
            if work.logged == before:
                raise UnloggedDeed(action.__name__)
            if request_id is not None:
                _keep(request_id, result)
        return result

    return once


def _user_id() -> int:
    return acting.current().actor.user_id or 0


def _claim(request_id: Any, name: str) -> dict[str, Any] | None:
    """None when the request is new; what it gave before when it is a repetition.

    A simultaneous twin waits here for the first.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_clientrequest (user_id, key, deed, result, received_at)"
            " VALUES (%s, %s, %s, '{}', now()) ON CONFLICT DO NOTHING",
            [_user_id(), uuid.UUID(str(request_id)), name],
        )
        if cursor.rowcount:
            return None
        cursor.execute(
            "SELECT result FROM foundation_clientrequest WHERE user_id = %s AND key = %s",
            [_user_id(), uuid.UUID(str(request_id))],
        )
        row = cursor.fetchone()
    result: dict[str, Any] = json.loads(row[0]) if isinstance(row[0], str) else row[0]
    return result


def _keep(request_id: Any, result: models.Model | None) -> None:
    kept = (
        {"model": result._meta.label, "id": result.pk} if isinstance(result, models.Model) else {"model": "", "id": 0}
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE foundation_clientrequest SET result = %s::jsonb WHERE user_id = %s AND key = %s",
            [json.dumps(kept), _user_id(), uuid.UUID(str(request_id))],
        )


def _again(earlier: dict[str, Any]) -> models.Model | None:
    if not earlier.get("model"):
        return None
    model = apps.get_model(earlier["model"])
    record: models.Model = model._default_manager.get(pk=earlier["id"])
    log.read(model._meta.model_name or "", [], object_id=record.pk, repeated=True)
    return record

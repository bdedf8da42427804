"""The tour of the first day: how far somebody is, and that it ended."""

from __future__ import annotations

import uuid

from django.utils import timezone

from ontschot.accounts.models import FirstDay
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed


def tour_of(user_id: int) -> FirstDay | None:
    """How far this user is; None: never began."""
    return FirstDay.objects.filter(user_id=user_id).first()


@deed
def keep_tour(*, by: Actor, step: int, ended: bool, request_id: uuid.UUID | None = None) -> FirstDay:
    """Remember the step of the one who acts, or that the tour ended. Going to a step begins it again."""
    kept, _made = FirstDay.objects.update_or_create(
        user_id=by.user_id or 0, defaults={"step": step, "ended_at": timezone.now() if ended else None}
    )
    log.write("keep_tour", "account", [], object_id=by.user_id, step=step, ended=ended)
    return kept

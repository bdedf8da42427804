"""What people edit together carries a version.

Who saves on an old version gets both to see, and nothing is overwritten.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models


class Conflict(Exception):
    """Somebody saved in between.

    ``current`` is the record as it is now, ``yours`` the refused changes by field name.
    """

    def __init__(self, current: models.Model, yours: dict[str, Any]) -> None:
        super().__init__(f"{current._meta.label} {current.pk} changed in between")
        self.current = current
        self.yours = yours


class Versioned(models.Model):
    """Base of records that several people edit."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


V = TypeVar("V", bound=Versioned)


def change(record: V, *, expected: int, **changes: Any) -> V:
    """Write ``changes`` if the stored version is still ``expected``, else raise Conflict; returns the fresh record.

    One UPDATE that carries the expected version, so that of two simultaneous savers exactly one wins.
    """
    manager = type(record)._default_manager
    done = manager.filter(pk=record.pk, version=expected).update(version=models.F("version") + 1, **changes)
    fresh: V = manager.get(pk=record.pk)
    if not done:
        raise Conflict(fresh, changes)
    return fresh

"""A small dispatcher: the past publishes, the future hears, in the same transaction.

Subscribers are registered in one file, ``ontschot.config.subscribers``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")

_handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(event_type: type[E], handler: Callable[[E], None]) -> None:
    """Call ``handler`` for each published event of exactly this type. Registering twice is registering once."""
    if handler not in _handlers[event_type]:
        _handlers[event_type].append(handler)


def publish(event: object) -> None:
    """Tell all subscribers now, inside the caller's transaction; an error in one undoes the deed."""
    for handler in _handlers[type(event)]:
        handler(event)

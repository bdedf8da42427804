"""What a screen declares about itself: which capability it takes and for which purpose it works with personal data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ontschot.accounts.rules import CAPABILITIES

V = TypeVar("V", bound=Callable[..., Any])


LONGEST_NUMBER = 18  # digits; a bigint holds nineteen, not all of them


def number_in(text: str) -> int | None:
    """The whole number that somebody sent; None for signs, digits of other alphabets, or too many digits."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


@dataclass(frozen=True)
class Screen:
    """Declared by ``@screen`` and enforced by ``middleware.ActingUser``.

    The authorisation matrix is generated from it.
    """

    capability: str
    purpose: str
    ground: str


def screen(capability: str, *, purpose: str, ground: str = "public_task") -> Callable[[V], V]:
    """Declare a view a screen.

    Inside it ``request.actor`` is the Actor, and everything happens in one logged transaction.
    """
    if capability not in CAPABILITIES:
        raise KeyError(capability)

    def declare(view: V) -> V:
        view.screen = Screen(capability, purpose, ground)  # type: ignore[attr-defined]
        return view

    return declare

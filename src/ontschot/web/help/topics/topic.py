"""What a topic of help is made of."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

Label = str | Promise


@dataclass(frozen=True)
class Topic:
    """``steps``: how it goes, in order. ``mind``: what to know. ``words``: codes of terms that matter here."""

    title: Label
    what: Label
    steps: tuple[Label, ...] = ()
    mind: tuple[Label, ...] = ()
    words: tuple[str, ...] = ()

"""Who is asked whether they agree with the plan, and when a plan is agreed.

From 12 years a child is heard; from 16 it speaks for itself (Jeugdwet 7.3.4 and 7.3.5, after WGBO 7:447 and 7:450 BW).
Below 12 the parents speak; the child is not asked separately.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HEARD_FROM = 12
ALONE_FROM = 16


@dataclass(frozen=True)
class Voice:
    """The last word of one person on one edition of the plan. ``agrees`` is None while they have not answered."""

    person_id: int
    agrees: bool | None


def is_asked(age: int | None, *, dead: bool = False) -> bool:
    """Whether a household member of this age (None: unknown) is asked to agree."""
    return not dead and (age is None or age >= HEARD_FROM)


def all_agree(asked: Iterable[int], voices: Iterable[Voice]) -> bool:
    """Whether everybody who is asked agrees; nobody asked is no agreement. A later voice replaces an earlier one."""
    last = {voice.person_id: voice.agrees for voice in voices}
    persons = list(asked)
    return bool(persons) and all(last.get(person_id) is True for person_id in persons)

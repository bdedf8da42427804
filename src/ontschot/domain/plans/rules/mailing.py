"""Who in a household gets one letter of many, and who does not and why. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ADULT = 18

# Why somebody is left out. 'taken_out': by the writer; 'changed': between preparing and placing.
NO_DOSSIER, SECRET, DIED, NO_ADULT, TAKEN_OUT, CHANGED = (
    "no_dossier", "secret", "died", "no_adult", "taken_out", "changed",
)  # fmt: skip


@dataclass(frozen=True)
class Resident:
    """A present member: ``born`` as eight digits ('' not recorded), ``age`` the lowest it can be (None: unknown)."""

    number: int
    born: str = ""
    age: int | None = None
    secret: bool = False
    died: bool = False


@dataclass(frozen=True)
class Recipient:
    """A recipient: a person, or the household as a whole (None). ``reason`` '' when there is a letter."""

    person: int | None
    reason: str = ""


def recipients(members: Sequence[Resident], whom: str) -> list[Recipient]:
    """The recipients in one household. ``whom``: 'household', 'first' (the oldest adult) or 'adults'.

    Who has a secrecy mark gets no letter in a row: a letter to them, or to a household they belong to, is written with
    care and by hand. A letter to somebody who died is never made. Unknown age counts as adult.
    """
    alive = [one for one in members if not one.died]
    if whom == "household":
        if not alive:
            return [Recipient(None, DIED if members else NO_ADULT)]
        return [Recipient(None, SECRET if any(one.secret for one in alive) else "")]
    adults = sorted(
        (one for one in alive if one.age is None or one.age >= ADULT), key=lambda one: (one.born or "9", one.number)
    )
    if not adults:
        return [Recipient(None, NO_ADULT)]
    chosen = adults[:1] if whom == "first" else adults
    return [Recipient(one.number, SECRET if one.secret else "") for one in chosen]

"""How a member is shown: name, age, and what must be seen at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ontschot.domain.people.queries import Member


@dataclass(frozen=True)
class Chip:
    """A member for the person component. ``person_id`` is None when the person's own record is hidden."""

    membership_id: int
    person_id: int | None
    name: str
    born: str
    flags: list[str] = field(default_factory=list)
    note: str = ""
    url: str = ""
    current: bool = False


def flags_of(person: Any, *, minor: bool = False) -> list[str]:
    """Secret address, died, under guardianship, minor, not from the register."""
    states = [
        ("secret", person.secrecy),
        ("died", bool(person.death_date) or person.suspension == "O"),
        ("guardianship", person.guardianship),
        ("minor", minor),
        ("not_in_register", person.source == "reported"),
    ]
    return [code for code, on in states if on]


def chip(member: Member) -> Chip:
    """The chip of a member."""
    person = member.person
    if person is None:
        return Chip(member.membership.pk, None, _("Iemand die u niet kunt zien"), "")
    return Chip(
        membership_id=member.membership.pk,
        person_id=person.pk,
        name=person.display_name,
        born=person.birth_date,
        flags=flags_of(person, minor=member.is_minor),
        note=person.call_name if person.call_name and person.call_name not in person.display_name else "",
    )

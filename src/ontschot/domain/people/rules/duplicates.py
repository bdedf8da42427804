"""When two records may be one person: exact rules, each with a name, so that a person can see why. Never a score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ontschot.domain.people.rules.names import fold


@dataclass(frozen=True)
class Record:
    """What the rules look at. ``birth_date``: eight register digits; ``bsn``: the keyed hash, empty without one."""

    number: int
    bsn: bytes
    given: str
    family: str
    birth_date: str
    phone: str = ""
    email: str = ""
    address: str = ""


def reasons(one: Record, other: Record) -> list[str]:
    """Why these may be one person, by code; none when a rule says that they are not (two different BSNs).

    ``bsn``: the same number. ``name``: the same family name, first name and whole birth date. ``initial``: the same,
    where one first name is an initial. ``address``: the same first name, whole birth date and dwelling. ``reach``: the
    same first name, whole birth date and telephone or e-mail. A twin has another first name, so is none of these.
    """
    if one.bsn and other.bsn:
        return ["bsn"] if one.bsn == other.bsn else []
    if one.birth_date != other.birth_date or not _whole(one.birth_date):
        return []
    given, found = _given(one.given, other.given), []
    if given and fold(one.family) == fold(other.family):
        found.append("name" if given == "same" else "initial")
    if given == "same" and one.address and one.address == other.address:
        found.append("address")
    if given == "same" and (_same(one.phone, other.phone) or _same(one.email.lower(), other.email.lower())):
        found.append("reach")
    return found


def pairs(records: Iterable[Record]) -> Iterator[tuple[Record, Record, list[str]]]:
    """Every pair with a reason, each once, the lower number first; only within one BSN or one birth date."""
    groups: dict[object, list[Record]] = defaultdict(list)
    for record in sorted(records, key=lambda r: r.number):
        if record.bsn:
            groups[record.bsn].append(record)
        if _whole(record.birth_date):
            groups[record.birth_date].append(record)
    seen = set()
    for group in groups.values():
        for one, other in combinations(group, 2):
            key = (one.number, other.number)
            if key not in seen and (why := reasons(one, other)):
                seen.add(key)
                yield one, other, why


def _whole(birth_date: str) -> bool:
    return len(birth_date) == 8 and not birth_date.endswith("00") and birth_date[4:6] != "00"


def _same(one: str, other: str) -> bool:
    return bool(one) and one.replace(" ", "").replace("-", "") == other.replace(" ", "").replace("-", "")


def _given(one: str, other: str) -> str:
    """'same' first name, 'initial' when one is just the first letter of the other, '' when they differ or lack."""
    first, second = _first(one), _first(other)
    if not first or not second:
        return ""
    if first == second:
        return "same" if len(first) > 1 else "initial"
    short, long = sorted((first, second), key=len)
    return "initial" if len(short) == 1 and long.startswith(short) else ""


def _first(given: str) -> str:
    words = fold(given).replace(".", " ").split()
    return words[0] if words else ""

"""Counting by plain sets over the files and the truth beside them: slow, short, and apart from what it judges."""

import csv
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from ontschot.insight.synth.profile import Profile, Scheme


@dataclass(frozen=True)
class Row:
    """A row of a registration that counts on the reference date."""

    person: int
    household: int
    place: str
    scheme: str
    provision: str


def rows(folder: Path, profile: Profile, links: Path | None = None) -> list[Row]:
    """All rows that run on the reference date, with who they are about by the truth, or by `links` when given."""
    who = {}
    with (links or folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        for one in csv.DictReader(file):
            who[one["file"], int(one["row"])] = (int(one["person"]), int(one["household"]))
    found = []
    for scheme in profile.schemes:
        for number, row in enumerate(_read(folder, scheme), 1):
            if _runs(row, scheme, profile.reference):
                person, household = who[scheme.file, number]
                key = next(key for key, name in scheme.provisions if name == row["provision"])
                found.append(Row(person, household, row["place"].casefold(), scheme.key, key))
    return found


def used(found: list[Row], unit: str, what: str = "provision") -> dict[int, set[str]]:
    """For each person or household the set of provisions or schemes."""
    sets: dict[int, set[str]] = defaultdict(set)
    for row in found:
        sets[getattr(row, unit)].add(getattr(row, what))
    return sets


def percent(part: int, whole: int) -> float:
    """A share in per cent."""
    return 100 * part / whole


def _read(folder: Path, scheme: Scheme) -> list[dict[str, str]]:
    encoding = "utf-8-sig" if scheme.style.bom else scheme.style.encoding
    roles = {heading: role for role, heading in scheme.style.columns}
    with (folder / scheme.file).open(encoding=encoding, newline="") as file:
        reader = csv.DictReader(file, delimiter=scheme.style.delimiter)
        return [{roles[heading]: value for heading, value in row.items()} for row in reader]


def _runs(row: dict[str, str], scheme: Scheme, on: dt.date) -> bool:
    start, end = _day(row["start"], scheme), _day(row["end"], scheme)
    return start is not None and start <= on and (end is None or end >= on)


def _day(text: str, scheme: Scheme) -> dt.date | None:
    if not text:
        return None
    form = {"ymd": "%Y-%m-%d", "compact": "%Y%m%d"}.get(scheme.style.dates, "%d-%m-%Y")
    return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()

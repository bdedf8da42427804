"""What earlier reports of a study showed, so that two reports (or two dates) laid side by side give nobody away.

Three rules, kept in a small private file beside the key of the study:
- the same people are open or closed as they were: a closed group stays closed; of the same users, what was open is
  known to who attacks, so that both reports are solved together. Where that cannot be, because the later report divides
  the same users otherwise (other areas, ages, schemes), it repeats what was shown of them and shows nothing new;
- the same cell is the same number until it has changed by at least the smallest number that may be shown;
- where another cell must be closed, one that was closed in an earlier report is taken first; and one that was closed
  for another stays closed until it has changed by at least that smallest number.
The file holds numbers that were shown with the exact ones they stand for (never a small one), and keyed marks of
groups; no person. Threat and limits: docs/explanation/overlap-protection.md.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ontschot.insight.overlap import Cell

FORMAT = 1
MOST = 200  # numbers kept per cell: the latest


class Overtaken(Exception):
    """Another report of the study was made meanwhile: this one does not know what that one showed."""


Division = dict[str, list[str]]  # per table its rows: the areas, ages, schemes in which people are divided
SIZES = {"schemes"}  # what the table of an earlier date has


@dataclass
class Told:
    """What was open of a group of users, divided in one way: marks of groups."""

    division: Division
    open: set[str] = field(default_factory=set)


@dataclass
class Shown:
    """Numbers by name of the cell (pairs of exact and shown), marks of open and closed groups, names once closed; and
    for tables that are solved together, by the users they are about: how these were divided, and what was open.
    `beside` has by name the exact numbers of cells that were closed for another one."""

    key: bytes = b""
    numbers: dict[str, list[list[int]]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    shut: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    together: dict[str, list[Told]] = field(default_factory=dict)
    beside: dict[str, list[int]] = field(default_factory=dict)
    before: str = ""  # what the file held, as a digest

    @classmethod
    def load(cls, path: Path, key: bytes) -> "Shown":
        """What `path` holds; nothing when it is not there or is of another key. Raises ValueError for another file."""
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return cls(key)
        found, before = json.loads(text), _digest(text)
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise ValueError(f"{path} does not hold what was shown before.")
        if found["key"] != _mark(key, "key"):
            return cls(key, before=before)
        together = {
            group: [Told(told["division"], set(told["open"])) for told in tolds]
            for group, tolds in found.get("together", {}).items()
        }
        marks = set(found["open"]), set(found["shut"]), set(found["closed"])
        return cls(key, found["numbers"], *marks, together, found.get("beside", {}), before)

    def save(self, path: Path) -> None:
        """Write it, readable to its owner only; whole or not. Raises Overtaken when it was written since it was
        read."""
        with contextlib.suppress(FileNotFoundError):
            if _digest(path.read_text(encoding="utf-8")) != self.before:
                raise Overtaken(f"{path} was written meanwhile.")
        data = {
            "format": FORMAT,
            "key": _mark(self.key, "key"),
            "numbers": self.numbers,
            "open": sorted(self.open),
            "shut": sorted(self.shut),
            "closed": sorted(self.closed),
            "together": {
                group: [{"division": told.division, "open": sorted(told.open)} for told in tolds]
                for group, tolds in self.together.items()
            },
            "beside": self.beside,
        }
        draft = path.with_name(f".{path.name}.draft")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            text = json.dumps(data)
            file.write(text)
        draft.replace(path)
        self.before = _digest(text)

    def mark(self, cell: Cell) -> str:
        """The mark of the people in a cell: equal for the same people, on any day and in any report; '' for nobody."""
        return _mark(self.key, f"{cell.family.level}/{cell.count}/{cell.key}") if cell.count else ""

    def knows(self, cell: Cell) -> bool:
        """Whether exactly these people were shown as a number before."""
        return self.mark(cell) in self.open

    def keeps_shut(self, name: str, cell: Cell, least: int) -> bool:
        """Whether exactly these people were closed before, and nowhere open; or nearly as many under the same name, to
        protect others: what the one gives away of these, the other does."""
        mark = self.mark(cell)
        near = cell.count and any(abs(cell.count - count) < least for count in self.beside.get(name, []))
        return (mark in self.shut or bool(near)) and mark not in self.open

    def covers(self, group: str, division: Division, cells: Iterable[Cell]) -> bool:
        """Whether all that was open in these tables, of the same users, is among the cells; or was divided as they are,
        so that only what somebody has changed (an empty division: nothing of that kind can)."""
        marks = {self.mark(cell) for cell in cells}
        return all(told.open <= marks or _alike(told.division, division) for told in self.together.get(group, []))

    def tell(self, group: str, division: Division, cells: Iterable[Cell]) -> None:
        """Remember which cells were open together."""
        tolds = self.together.setdefault(group, [])
        told = next((one for one in tolds if one.division == division), None)
        if told is None:
            tolds.append(told := Told(division))
        told.open.update(self.mark(cell) for cell in cells if cell.count)

    def rows(self, area: str, figure: str, level: str) -> set[str]:
        """The rows of a table of which the users were ever shown, as ``name_of`` names them."""
        first, last = f"{area}/{level}/{figure}/", "/users"
        return {name for name in self.numbers if name.startswith(first) and name.endswith(last)}

    def number(self, name: str, count: int, fresh: int, least: int) -> int:
        """The number to show: the one shown before for this count, or for one that is less than `least` away from it;
        else `fresh`. A count that got the number of another one keeps it (`[count, shown, 0]`), and is no measure for a
        third, so that small changes in a row do not add up."""
        known = self.numbers.setdefault(name, [])
        again = [pair for pair in known if pair[0] == count]
        if again:
            return again[0][1]
        near = [pair for pair in known if len(pair) == 2 and abs(pair[0] - count) < least <= pair[0]]
        shown = min(near, key=lambda pair: abs(pair[0] - count))[1] if near else fresh
        known.append([count, shown, 0] if near else [count, shown])
        del known[:-MOST]
        return shown

    def note(self, name: str, cell: Cell, value: int | None, least: int) -> None:
        """Remember whether a cell was open or closed. What stays closed because it was, is no measure for a third."""
        mark = self.mark(cell)
        if value is None:
            if cell.count >= least and not self.keeps_shut(name, cell, least):
                self.beside[name] = [*self.beside.get(name, []), cell.count][-MOST:]
            self.closed.add(name)
        if mark:
            (self.shut if value is None else self.open).add(mark)


def name_of(area: str, figure: str, cell: Cell, ages: Sequence[int], row: str = "") -> str:
    """The name of a cell in all reports of a study, whatever the day. A scheme's own total has one name; an age group
    has the bounds of both sides. `row`: what the row is called when its number says nothing in another report."""
    row, column = row or cell.row, cell.column
    if figure == "ages" and row:
        row = f"{row}-{next((bound for bound in ages if bound > int(row)), '')}"
    if figure == "scheme_matrix" and row == column:
        figure, column = "scheme_sizes", "count"
    return "/".join((area, cell.family.level, figure, row, column))


def _alike(one: Division, other: Division) -> bool:
    """Whether both divide people in the same way; of an earlier date there is only the size of each scheme."""
    same = all(one[table] == other[table] for table in set(one) & set(other))
    return same and bool(one) and (set(one) == set(other) or SIZES in (set(one), set(other)))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _mark(key: bytes, text: str) -> str:
    return hashlib.blake2b(text.encode(), key=key[:64], digest_size=10).hexdigest()

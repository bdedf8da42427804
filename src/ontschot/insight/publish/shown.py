"""What earlier reports of a study showed, so that two reports (or two dates) laid side by side give nobody away.

Three rules, kept in a small private file beside the key of the study:
- the same people are open or closed as they were: a closed group stays closed; of the same users, what was open is
  known to who attacks, so that both reports are solved together;
- the same cell is the same number until it has changed by at least the smallest number that may be shown;
- where another cell must be closed, one that was closed in an earlier report is taken first.
The file holds numbers that were shown with the exact ones they stand for (never a small one), and keyed marks of
groups; no person. Threat and limits: docs/explanation/overlap-protection.md.
"""

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from ontschot.insight.overlap import Cell

FORMAT = 1
MOST = 50  # numbers kept per cell: the latest


@dataclass
class Shown:
    """Numbers by name of the cell (pairs of exact and shown), marks of open and closed groups, names once closed."""

    key: bytes = b""
    numbers: dict[str, list[list[int]]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    shut: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, path: Path, key: bytes) -> "Shown":
        """What `path` holds; nothing when it is not there or is of another key. Raises ValueError for another file."""
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls(key)
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise ValueError(f"{path} does not hold what was shown before.")
        if found["key"] != _mark(key, "key"):
            return cls(key)
        return cls(key, found["numbers"], set(found["open"]), set(found["shut"]), set(found["closed"]))

    def save(self, path: Path) -> None:
        """Write it, readable to its owner only; whole or not."""
        data = {
            "format": FORMAT,
            "key": _mark(self.key, "key"),
            "numbers": self.numbers,
            "open": sorted(self.open),
            "shut": sorted(self.shut),
            "closed": sorted(self.closed),
        }
        draft = path.with_name(f".{path.name}.draft")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(data, file)
        draft.replace(path)

    def mark(self, cell: Cell) -> str:
        """The mark of the people in a cell: equal for the same people, on any day and in any report; '' for nobody."""
        return _mark(self.key, f"{cell.family.level}/{cell.count}/{cell.key}") if cell.count else ""

    def knows(self, cell: Cell) -> bool:
        """Whether exactly these people were shown as a number before."""
        return self.mark(cell) in self.open

    def keeps_shut(self, cell: Cell) -> bool:
        """Whether exactly these people were closed before, and nowhere open."""
        mark = self.mark(cell)
        return mark in self.shut and mark not in self.open

    def number(self, name: str, count: int, fresh: int, least: int) -> int:
        """The number to show: the one shown before when the count is less than `least` away from it, else `fresh`."""
        known = self.numbers.setdefault(name, [])
        near = [pair for pair in known if abs(pair[0] - count) < least and (pair[0] >= least or pair[0] == count)]
        if near:
            return min(near, key=lambda pair: abs(pair[0] - count))[1]
        known.append([count, fresh])
        del known[:-MOST]
        return fresh

    def note(self, name: str, cell: Cell, value: int | None) -> None:
        """Remember whether a cell was open or closed."""
        mark = self.mark(cell)
        if value is None:
            self.closed.add(name)
        if mark:
            (self.shut if value is None else self.open).add(mark)


def name_of(area: str, figure: str, cell: Cell) -> str:
    """The name of a cell in all reports of a study, whatever the day. A scheme's own total has one name."""
    row, column = cell.row, cell.column
    if figure == "scheme_matrix" and row == column:
        figure, column = "scheme_sizes", "count"
    return "/".join((area, cell.family.level, figure, row, column))


def _mark(key: bytes, text: str) -> str:
    return hashlib.blake2b(text.encode(), key=key[:64], digest_size=10).hexdigest()

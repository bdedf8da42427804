"""A fault in what was handed over: where, which rule, what is wrong and what to do, in Dutch and English."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

_SKIPPED = (  # for who writes study.yaml; the guided page has a choice for it
    "Of laat zulke rijen weg, met vermelding: 'faulty_rows: leave_out'.",
    "Or leave such rows out, which is stated: 'faulty_rows: leave_out'.",
)


@dataclass(frozen=True)
class Fault:
    """One fault (or, in a list of notices, one remark). `line` counts from 1 and is 0 when it is about the whole file.

    `column` is the heading in the file, never a value. `rule` is a fixed word that tests and scripts can rely on.
    """

    file: str
    line: int
    column: str
    rule: str
    nl: str
    en: str
    count: int = 0  # how many rows it is about, where that is known
    skippable: bool = False  # a study may leave such rows out

    def text(self, language: str = "en", also: Sequence[int] = ()) -> str:
        """The fault in one line: place first, then what is wrong and what to do. `also`: more lines that have it."""
        words = ("regel", "kolom") if language == "nl" else ("line", "column")
        place = self.file
        if self.line:
            place += f", {words[0]} {_listed((self.line, *also))}"
        if self.column:
            place += f", {words[1]} {self.column}"
        told = f"{place} [{self.rule}]: {self.nl if language == 'nl' else self.en}"
        return f"{told} {_SKIPPED[language == 'en']}" if self.skippable else told

    def as_dict(self) -> dict[str, Any]:
        """For the machine-readable summary."""
        return asdict(self)


def _listed(lines: Sequence[int]) -> str:
    """Line numbers in order; three or more in a row as the first and the last."""
    rows: list[list[int]] = []
    for line in lines:
        if rows and line == rows[-1][-1] + 1:
            rows[-1].append(line)
        else:
            rows.append([line])
    return ", ".join(f"{row[0]}-{row[-1]}" if len(row) > 2 else ", ".join(map(str, row)) for row in rows)


def together(faults: Iterable[Fault]) -> list[tuple[Fault, list[int]]]:
    """Faults that differ in their line alone as one, with the other lines; in the order of the first of each."""
    found: dict[Fault, tuple[Fault, list[int]]] = {}
    for fault in faults:
        first = found.setdefault(replace(fault, line=0), (fault, []))
        if fault.line > first[0].line:
            first[1].append(fault.line)
    return list(found.values())


class Faulty(Exception):
    """What was handed over cannot be used as it is. Holds every fault that was found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__(self.text())

    def text(self, language: str = "en") -> str:
        """All faults, one a line; the same fault of several lines is told once."""
        return "\n".join(fault.text(language, also) for fault, also in together(self.faults))

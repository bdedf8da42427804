"""A fault in what was handed over: where, which rule, what is wrong and what to do, in Dutch and English."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


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

    def text(self, language: str = "en") -> str:
        """The fault in one line: place first, then what is wrong and what to do."""
        words = ("regel", "kolom") if language == "nl" else ("line", "column")
        place = self.file
        if self.line:
            place += f", {words[0]} {self.line}"
        if self.column:
            place += f", {words[1]} {self.column}"
        return f"{place} [{self.rule}]: {self.nl if language == 'nl' else self.en}"

    def as_dict(self) -> dict[str, Any]:
        """For the machine-readable summary."""
        return asdict(self)


class Faulty(Exception):
    """What was handed over cannot be used as it is. Holds every fault that was found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(fault.text() for fault in self.faults))

    def text(self, language: str = "en") -> str:
        """All faults, one a line."""
        return "\n".join(fault.text(language) for fault in self.faults)

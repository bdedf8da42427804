"""A file of the population register into the database: all that can be taken, or nothing when the file is not whole.

One transaction from the first record to the last: a truncated file, an error or a killed process leaves nothing half
applied, and running again does it all. Memory does not grow with the file.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from ontschot.domain.people.actions import register
from ontschot.domain.people.rules.register import RegisterPerson
from ontschot.exchange.brp.parse import Refusal, Severity, parse
from ontschot.exchange.brp.stream import SIZE_LIMIT
from ontschot.foundation.models import Installation
from ontschot.privacy import acting

SHOWN = 1000  # refusals kept for the table; the rest is counted
ORIGIN = "import brp"


@dataclass
class Result:
    """What was taken and what was refused."""

    dry_run: bool
    summary: register.Summary
    refusals: list[Refusal]
    refused: int
    refused_persons: int
    seconds: float
    rules: dict[str, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """One summary object, without anything that tells who."""
        return {
            "dry_run": self.dry_run,
            **self.summary.as_dict(),
            "refused": self.refused,
            "refused_persons": self.refused_persons,
            "refused_rules": dict(sorted(self.rules.items())),
            "seconds": round(self.seconds, 1),
        }

    def lines(self) -> Iterator[str]:
        """For people: the counts, then a table of refusals."""
        found = self.summary
        if self.dry_run:
            yield "Dry run: nothing was changed. This is what would happen."
        yield f"Persons: {found.new} new, {found.changed} changed, {found.unchanged} unchanged."
        yield f"Relations: {found.relations} named, {found.relations_resolved} to a person who is known here."
        households = f"{found.households_new} new, {found.households_changed} changed, {found.households_ended} ended"
        yield f"Households: {households}."
        if found.mutations:
            kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(found.mutations.items()))
            yield f"Changes: {kinds}. Told to who works with the household: {found.told}."
        rate = found.persons / self.seconds if self.seconds else 0
        yield f"{found.persons} records in {self.seconds:.1f} seconds ({rate:.0f} per second)."
        if self.refused:
            yield from self._table()

    def _table(self) -> Iterator[str]:
        fields = self.refused - self.refused_persons
        yield f"Refused: {self.refused_persons} persons and {fields} fields; the rest was taken."
        header = ("record", "line", "person", "what", "field", "rule", "value")
        rows = [
            (str(r.index), str(r.line), r.person, r.severity.value, r.field or "-", r.rule, r.masked or "-")
            for r in self.refusals
        ]
        widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
        for row in (header, *rows):
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if self.refused > len(rows):
            yield f"... and {self.refused - len(rows)} more."


@dataclass
class _Refusals:
    """The refusals on the way, of which no more than ``SHOWN`` are kept."""

    kept: list[Refusal] = field(default_factory=list)
    count: int = 0
    persons: int = 0
    rules: dict[str, int] = field(default_factory=dict)

    def sift(self, found: Iterator[RegisterPerson | Refusal]) -> Iterator[RegisterPerson]:
        """The records; refusals are noted."""
        for one in found:
            if isinstance(one, RegisterPerson):
                yield one
                continue
            self.count += 1
            self.persons += one.severity is Severity.PERSON
            self.rules[one.rule] = self.rules.get(one.rule, 0) + 1
            if len(self.kept) < SHOWN:
                self.kept.append(one)


def run(
    *,
    path: Path,
    dry_run: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
    size_limit: int = SIZE_LIMIT,
) -> Result:
    """Take a file in. Raises stream.RegisterFileError (nothing was done), register.Busy, OSError."""
    with path.open("rb") as source:
        return take_file(source, dry_run=dry_run, progress=progress, size_limit=size_limit)


def take_file(
    source: BinaryIO,
    *,
    dry_run: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
    size_limit: int = SIZE_LIMIT,
) -> Result:
    """As ``run``, from an open file."""
    started = time.monotonic()

    def with_rate(done: int, total: int, what: str) -> None:
        if progress:
            progress(done, total, f"{what} ({done / max(time.monotonic() - started, 0.001):.0f} per second)")

    by = acting.system(origin=ORIGIN, purpose="register")
    refusals = _Refusals()
    with acting.acting(by):
        demo = Installation.objects.values_list("kind", flat=True).get() == Installation.Kind.DEMO
        records = refusals.sift(parse(source, demo=demo, size_limit=size_limit))
        summary = register.take(records, by=by, progress=with_rate)
        if dry_run:
            transaction.set_rollback(True)
    return Result(
        dry_run=dry_run,
        summary=summary,
        refusals=refusals.kept,
        refused=refusals.count,
        refused_persons=refusals.persons,
        seconds=time.monotonic() - started,
        rules=refusals.rules,
    )

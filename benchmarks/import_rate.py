"""How fast register records come in, and how much memory that takes.

    ./dev x python benchmarks/import_rate.py --persons 200000

Makes a demo database of its own in a temporary folder, takes that many invented persons, then the same again (nothing
changes), then again with one in a hundred moved. Prints one line for each, and JSON at the end.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import town

if TYPE_CHECKING:
    from ontschot.domain.people.rules.register import RegisterPerson


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the import of register records.")
    parser.add_argument("--persons", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with town.ground():
        import django

        django.setup()
        results = [
            _measure(name, _records(arguments.persons, arguments.seed, moved=moved))
            for name, moved in (("first", 0), ("again", 0), ("changed", 100))
        ]
    print(json.dumps(results))


def _records(persons: int, seed: int, *, moved: int) -> Iterator[RegisterPerson]:
    """Invented persons; of each ``moved`` one lives elsewhere than before."""
    from ontschot.config.demo import population
    from ontschot.foundation import calendar

    homes = population.households(persons, seed=seed, today=calendar.today())
    every = itertools.islice(itertools.chain.from_iterable(homes), persons)
    for place, record in enumerate(every):
        if moved and place % moved == 0:
            yield replace(record, address=population.address(persons * 2 + place))
        else:
            yield record


def _measure(name: str, records: Iterator[RegisterPerson]) -> dict[str, Any]:
    from ontschot.domain.people.actions import register
    from ontschot.privacy.acting import acting, system

    by = system("bench")
    phases: dict[str, float] = {}
    started = time.perf_counter()

    def note(done: int, total: int, what: str) -> None:
        phases[what] = time.perf_counter() - started

    with acting(by):
        summary = register.take(records, by=by, progress=note)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {
        "run": name,
        "persons": summary.persons,
        "seconds": round(seconds, 1),
        "persons_per_second": round(summary.persons / seconds),
        "peak_memory_mb": round(peak),
        "until": {what: round(at, 1) for what, at in phases.items()},
        "new": summary.new,
        "changed": summary.changed,
        "households_new": summary.households_new,
    }
    print(f"{name}: {found['persons_per_second']} persons/s, {seconds:.1f} s, peak {peak:.0f} MB", file=sys.stderr)
    return found


if __name__ == "__main__":
    main()

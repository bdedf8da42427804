"""The same study on a local Spark: the same links, and what it costs (needs the extra `spark` and Java 17).

    pip install --require-hashes --no-deps -r requirements-spark.lock
    python -m benchmarks.spark --rows 100000 300000

Both engines link the same files in one run; every row must get the same person and the same household. Seconds are of
the whole linkage: by the clock, and of the processor (this process and the Java beside it). The first line starts Java.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.registrations import ROWS_PER_PERSON
from benchmarks.serving import machine
from benchmarks.tables import counted, loaded
from ontschot.insight import linkage
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES


@dataclass(frozen=True)
class Linked:
    """All links in order, with the seconds they took."""

    links: list[tuple[Any, ...]]
    seconds: float
    processor: float


def processor() -> float:
    """Seconds of processor of this process and of all that it started, so far."""
    parents: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended in between
            fields = entry.read_text().rpartition(")")[2].split()
            parents.setdefault(int(fields[1]), []).append(int(entry.parent.name))
            used[int(entry.parent.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    total, todo = 0.0, [os.getpid()]
    while todo:
        one = todo.pop()
        total += used.get(one, 0.0)
        todo += parents.get(one, [])
    return total


def linked(connection: Any, tables: list[Any], engine: str) -> Linked:
    """Link with an engine."""
    inputs = [linkage.Input(table.label, table.table) for table in tables]
    began, before = time.perf_counter(), processor()
    linkage.link(connection, inputs, linkage.Settings(engine=engine))
    seconds, used = time.perf_counter() - began, processor() - before
    found = connection.execute('SELECT file, "row", person, household, probability FROM links ORDER BY ALL').fetchall()
    return Linked(found, seconds, used)


def compare(rows: int, seed: int) -> bool:
    """Print one line; whether everything was the same."""
    folder = Path(tempfile.mkdtemp(prefix="ontschot-spark-"))
    try:
        make(PROFILES["city"], seed=seed, out=folder, persons=round(rows / ROWS_PER_PERSON))
        connection, tables, _ = loaded(folder)
        ours = linked(connection, tables, "duckdb")
        table = counted(connection, "links")
        pairs = connection.execute("SELECT count(*) FROM lk_pairs").fetchone()[0]
        theirs = linked(connection, tables, "spark")
        same_table = table == counted(connection, "links")
        connection.close()
    finally:
        shutil.rmtree(folder)
    together = list(zip(ours.links, theirs.links, strict=True))
    other = sum(one[:4] != two[:4] for one, two in together)
    apart = max(abs(one[4] - two[4]) for one, two in together)
    print(
        f"| {len(ours.links):,} | {pairs:,} | {ours.seconds:.0f} | {ours.processor:.1f} | {theirs.seconds:.0f} "
        f"| {theirs.processor:.1f} | {other} | {apart:.0e} | {'the same' if same_table else 'DIFFER'} |",
        flush=True,
    )
    return other == 0 and same_table


def main() -> int:
    """Exit code 1 when a link differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000])
    parser.add_argument("--seed", type=int, default=41)
    arguments = parser.parse_args()
    print(machine())
    print("\n| rows | pairs | DuckDB s | processor | Spark s | processor | rows linked otherwise | apart | tables |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|---|")
    outcomes = [compare(rows, arguments.seed) for rows in arguments.rows]
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Overlap tables from many memberships, beside reading them and one group-by: ``python -m benchmarks.overlap``.

Both read the same Parquet file. The bound counts the memberships per person; ours makes the mask of every person and
household and all tables of schemes (numbers, matrix, combinations, any other) of both levels from them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import resource
import statistics
import tempfile
import time
from pathlib import Path

import duckdb
import numpy

from benchmarks.serving import machine
from ontschot.insight import overlap
from ontschot.insight.overlap.atoms import Atoms, Family, masks
from ontschot.insight.sources import Study, parse_study

DAY = dt.date(2011, 10, 1)


def study(schemes: int) -> Study:
    """A study of so many schemes of one provision."""
    names = ", ".join(f"s{at}: Scheme {at}" for at in range(schemes))
    text = f"title: Benchmark\nreference_date: {DAY}\nschemes: {{{names}}}\n"
    return parse_study("study.yaml", (text + "files: [{file: a.csv, scheme: s0, columns: {bsn: b}}]").encode())


def generate(path: Path, rows: int, schemes: int) -> None:
    """Memberships of persons with one to a few schemes, in the order of the registrations; households of two."""
    persons = rows * 6 // 10
    duckdb.sql(
        f"SELECT person, person // 2 AS household, (1::BIGINT << (hash(i) % {schemes})::INTEGER) AS bit FROM ("
        f"SELECT i, (hash(i, 7) % {persons})::BIGINT AS person FROM range({rows}) AS t(i))"
    ).write_parquet(str(path))


def bound(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Read the memberships and group them once."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE counted AS SELECT person, count(*) AS n "
        f"FROM read_parquet('{path}') GROUP BY person"
    )


def tables(connection: duckdb.DuckDBPyConnection, path: Path, asked: Study) -> int:
    """Masks of persons and households, and every figure of schemes from them; gives back how many cells."""
    masks(connection, memberships=f"read_parquet('{path}')")
    families = []
    for level in ("person", "household"):
        found = connection.execute(f"SELECT mask, count(*) FROM {level}_masks GROUP BY mask ORDER BY mask").fetchall()
        has = numpy.array([[bool(row[0] >> at & 1) for at in range(len(asked.provisions))] for row in found])
        count = numpy.array([row[1] for row in found])
        empty = numpy.full(len(found), "", dtype=object)
        atoms = Atoms(count, count, has, {"age": empty, "weight": empty, "users": empty})
        families.append(Family("provisions", f"{level}s", DAY, atoms))
    figures, _ = overlap.build(asked, families)
    return sum(len(figure.cells) for figure in figures)


def main() -> int:
    """Pairwise, in one run; exit code 1 when it takes more than twice the bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--schemes", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    print(machine())
    asked = study(arguments.schemes)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memberships.parquet"
        generate(path, arguments.rows, arguments.schemes)
        connection = duckdb.connect(str(Path(folder) / "work.duckdb"))
        ratios: list[float] = []
        clock: list[float] = []
        cells = 0
        for turn in range(arguments.rounds):
            times = [(time.perf_counter(), time.process_time())]
            bound(connection, path)
            times.append((time.perf_counter(), time.process_time()))
            cells = tables(connection, path, asked)
            times.append((time.perf_counter(), time.process_time()))
            (first, own), (wall, cpu) = [
                (after[0] - before[0], after[1] - before[1]) for before, after in itertools.pairwise(times)
            ]
            clock.append(wall / first)
            ratios.append(cpu / own)
            print(f"round {turn + 1}: bound {first:.2f} s, tables {wall:.2f} s; processor {own:.2f} s, {cpu:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    ratio = statistics.median(ratios)
    print(f"{arguments.rows} memberships, {arguments.schemes} schemes, {cells} cells; peak {peak:.2f} GiB")
    print(f"ratio of processor time {ratio:.2f}, of time on the clock {statistics.median(clock):.2f} (medians)")
    return 0 if max(ratio, statistics.median(clock)) <= 2 else 1


if __name__ == "__main__":
    raise SystemExit(main())

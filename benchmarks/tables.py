"""How far what is published is off after linkage: the matrix of schemes, and who uses more than one.

    python -m benchmarks.tables --persons 160000 --seeds 301 302 --noise 1 2.5

For each seed, noise and with or without BSN: the matrix of persons by scheme and scheme (those who use both), from the
linked files against the truth. *off* is the sum of the absolute differences as per cent of the sum of the true cells,
of pairs of different schemes alone (what overlap is about), and with the totals of the schemes on the diagonal.
*bias* is the share of users with more than one scheme, minus the true share, in percentage points.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.serving import machine
from ontschot.insight import linkage
from ontschot.insight.sources import load_all, match, read_link_settings, read_study
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES

TODAY = dt.date(2026, 1, 1)


@dataclass(frozen=True)
class Tables:
    """Counts of persons and households: by pair of schemes, and those with one or more."""

    pairs: dict[tuple[str, str], int]
    users: int
    more: int
    homes: int
    homes_more: int

    @property
    def share(self) -> float:
        """Of persons, in per cent."""
        return 100 * self.more / self.users

    @property
    def share_of_homes(self) -> float:
        """Of households, in per cent."""
        return 100 * self.homes_more / self.homes


def loaded(folder: Path) -> tuple[Any, list[Any]]:
    """A connection with the files of a folder of `synth` in it, and what was loaded."""
    connection = duckdb.connect()
    settings = read_study(folder / "study.yaml")
    link = read_link_settings(folder / "link.yaml")
    assert [one.file for one in link.files] == [one.file for one in settings.sources]
    files = match("study.yaml", settings.sources, [folder / one.file for one in settings.sources])
    tables = load_all(connection, files, today=TODAY)
    connection.execute(f"CREATE TABLE truth AS SELECT * FROM read_csv('{folder / 'truth.csv'}')")
    on = settings.date.isoformat()
    running = " UNION ALL ".join(
        f"""SELECT '{table.label}' AS file, "row" FROM {table.table}
        WHERE start::DATE <= DATE '{on}' AND ("end" IS NULL OR "end"::DATE >= DATE '{on}')"""
        for table in tables
    )
    connection.execute(f"CREATE TABLE running AS {running}")
    return connection, tables


def counted(connection: Any, links: str) -> Tables:
    """The tables of the links in this table."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE used AS SELECT DISTINCT l.person, l.household, r.file AS scheme
        FROM running AS r JOIN {links} AS l ON l.file = r.file AND l."row" = r."row" """
    )
    rows = connection.execute(
        """SELECT a.scheme, b.scheme, count(DISTINCT a.person) FROM used AS a JOIN used AS b ON a.person = b.person
        WHERE a.scheme <= b.scheme GROUP BY ALL"""
    ).fetchall()
    totals = []
    for unit in ("person", "household"):
        totals += connection.execute(
            f"""SELECT count(*), count(*) FILTER (n > 1)
            FROM (SELECT count(DISTINCT scheme) AS n FROM used GROUP BY {unit})"""
        ).fetchone()
    return Tables({(one, two): n for one, two, n in rows}, *totals)


def off(found: Tables, true: Tables, *, diagonal: bool) -> float:
    """Sum of absolute differences, in per cent of the sum of the true cells."""
    cells = [pair for pair in {*true.pairs, *found.pairs} if diagonal or pair[0] != pair[1]]
    wrong = sum(abs(found.pairs.get(pair, 0) - true.pairs.get(pair, 0)) for pair in cells)
    return 100 * wrong / sum(true.pairs.get(pair, 0) for pair in cells)


def measure(persons: int, seed: int, noise: float, with_bsn: bool) -> str:
    """One line of the table."""
    folder = Path(tempfile.mkdtemp(prefix="ontschot-tables-"))
    try:
        made = make(PROFILES["city"], seed=seed, out=folder, persons=persons, noise=noise, with_bsn=with_bsn)
        connection, tables = loaded(folder)
        started = time.perf_counter()
        result = linkage.link(connection, [linkage.Input(table.label, table.table) for table in tables])
        seconds = time.perf_counter() - started
        true, found = counted(connection, "truth"), counted(connection, result.table)
        connection.close()
    finally:
        shutil.rmtree(folder)
    bias, bias_homes = found.share - true.share, found.share_of_homes - true.share_of_homes
    return (
        f"| {sum(made.rows.values()):,} | {seed} | {noise:g} | {'yes' if with_bsn else 'no'} "
        f"| {off(found, true, diagonal=False):.2f} | {off(found, true, diagonal=True):.2f} "
        f"| {true.share:.2f} | {bias:+.2f} | {true.share_of_homes:.2f} | {bias_homes:+.2f} | {seconds:.1f} |"
    )


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--persons", type=int, nargs="+", default=[160_000])
    parser.add_argument("--seeds", type=int, nargs="+", default=[301, 302])
    parser.add_argument("--noise", type=float, nargs="+", default=[1.0])
    arguments = parser.parse_args()
    print(machine())
    print(
        "\n| rows | seed | noise | BSN | pairs off % | with totals % | persons > 1 | bias | households > 1 | bias | s |"
    )
    print("|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|")
    for persons in arguments.persons:
        for seed in arguments.seeds:
            for noise in arguments.noise:
                for with_bsn in (True, False):
                    print(measure(persons, seed, noise, with_bsn), flush=True)


if __name__ == "__main__":
    main()

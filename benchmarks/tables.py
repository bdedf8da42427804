"""How far what is published is off after linkage: the matrix of schemes, and who uses more than one.

    python -m benchmarks.tables --persons 160000 --seeds 301 302 --noise 1 2.5
    python -m benchmarks.tables --profiles city other twente --seeds 701 702 --noise 1 2.5

For each profile, seed, noise and with or without BSN: the matrix of persons by scheme and scheme (those who use both),
from the linked files against the truth. *off* is the sum of the absolute differences as per cent of the sum of the true
cells, of pairs of different schemes alone (what overlap is about), and with the totals of the schemes on the diagonal.
*bias* is the share of users with more than one scheme (or provision), minus the true share, in percentage points;
*estimate* is what the report says of it. *elsewhere*: of persons in several files, per cent with several addresses.
Profile `other`: registrations by another hand (`benchmarks.other_registrations`), each file a scheme of one provision.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import tempfile
import time
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import yaml

from benchmarks import other_registrations
from benchmarks.serving import machine
from ontschot.insight import linkage, overlap
from ontschot.insight.sources import Study, load_all, match, read_study
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES

TODAY = dt.date(2026, 1, 1)
OTHER = "other"
KEY = b"benchmarks of tables"


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


def made(profile: str, persons: int | None, seed: int, noise: float, with_bsn: bool, folder: Path) -> None:
    """The files of a profile with their truth and study.yaml in a folder."""
    if profile != OTHER:
        make(PROFILES[profile], seed=seed, out=folder, persons=persons, noise=noise, with_bsn=with_bsn)
        return
    other_registrations.make(folder, persons or 160_000, seed, noise, bsn=with_bsn)
    files = yaml.safe_load((folder / "link.yaml").read_text(encoding="utf-8"))["files"]
    names = {file["file"].split(".")[0]: file for file in files}
    study = {
        "title": "By another hand",
        "reference_date": dt.date(2012, 1, 1),
        "schemes": {name: name for name in names},
        "provisions": {name: {"name": name, "scheme": name} for name in names},
        "files": [{**file, "provision": name} for name, file in names.items()],
    }
    (folder / "study.yaml").write_text(yaml.safe_dump(study, allow_unicode=True), encoding="utf-8")


def loaded(folder: Path) -> tuple[Any, list[Any], Study]:
    """A connection with the files of a folder in it, what was loaded, and the study."""
    connection = duckdb.connect()
    study = read_study(folder / "study.yaml")
    files = match("study.yaml", study.sources, [folder / one.file for one in study.sources])
    tables = load_all(connection, files, today=TODAY, more=overlap.study_checks(study, TODAY))
    connection.execute(f"CREATE TABLE truth AS SELECT * FROM read_csv('{folder / 'truth.csv'}')")
    on = study.date.isoformat()
    period = f"""WHERE start::DATE <= DATE '{on}' AND ("end" IS NULL OR "end"::DATE >= DATE '{on}')"""
    running = " UNION ALL ".join(
        f"""SELECT '{table.label}' AS file, "row" FROM {table.table} {period if "start" in table.columns else ""}"""
        for table in tables
    )
    connection.execute(f"CREATE TABLE running AS {running}")
    return connection, tables, study


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


def shares(connection: Any, study: Study, tables: list[Any], links: str) -> dict[str, float]:
    """Of persons with a provision by these links: per cent with more than one, and with more than one scheme."""
    overlap.prepare(connection, study, tables, links, KEY, TODAY)
    overlap.families(connection, study, study.date, whole=False)
    more, schemes = connection.execute(
        "SELECT avg((bit_count(mask) > 1)::INT), avg((scheme_count(mask) > 1)::INT) FROM person_masks"
    ).fetchone()
    return {"more": 100 * more, "schemes": 100 * schemes}


def measure(profile: str, persons: int | None, seed: int, noise: float, with_bsn: bool) -> str:
    """One line of the table."""
    folder = Path(tempfile.mkdtemp(prefix="ontschot-tables-"))
    try:
        made(profile, persons, seed, noise, with_bsn, folder)
        connection, tables, study = loaded(folder)
        started = time.perf_counter()
        inputs = [linkage.Input(table.label, table.table) for table in tables]
        result = linkage.link(connection, inputs, linkage.Settings(tables=True))
        seconds = time.perf_counter() - started
        true, found = counted(connection, "truth"), counted(connection, result.table)
        really, published = (shares(connection, study, tables, links) for links in ("truth", result.table))
        doubts = linkage.doubts(connection, result.threshold)
        said = overlap.bias(connection, study, tables, doubts, TODAY)
        connection.close()
    finally:
        shutil.rmtree(folder)
    off_by = " | ".join(
        f"{published[what] - really[what]:+.2f} | {said[what]:+.2f}" if said else "– | –"
        for what in ("schemes", "more")
    )
    off_homes = found.share_of_homes - true.share_of_homes
    return (
        f"| {profile} | {result.rows:,} | {seed} | {noise:g} | {'yes' if with_bsn else 'no'} "
        f"| {off(found, true, diagonal=False):.2f} | {off(found, true, diagonal=True):.2f} "
        f"| {true.share:.2f} | {off_by} | {true.share_of_homes:.2f} | {off_homes:+.2f} "
        f"| {100 * doubts.elsewhere / max(doubts.spread, 1):.0f} | {seconds:.1f} |"
    )


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--profiles", nargs="+", choices=[*PROFILES, OTHER], default=["city"])
    parser.add_argument("--persons", type=int, nargs="+", default=[None], help="instead of the profile's own number")
    parser.add_argument("--seeds", type=int, nargs="+", default=[301, 302])
    parser.add_argument("--noise", type=float, nargs="+", default=[1.0])
    arguments = parser.parse_args()
    print(machine())
    print(
        "\n| profile | rows | seed | noise | BSN | pairs off % | with totals % | persons > 1 | bias | estimate "
        "| > 1 provision: bias | estimate | households > 1 | bias | elsewhere % | s |"
    )
    print("|---|--:|--:|--:|---|" + "--:|" * 11)
    for profile in arguments.profiles:
        for persons, seed, noise, with_bsn in product(
            arguments.persons, arguments.seeds, arguments.noise, (True, False)
        ):
            print(measure(profile, persons, seed, noise, with_bsn), flush=True)


if __name__ == "__main__":
    main()

"""Linkage beside Splink, plainly and carefully written, and beside the bound, on the same files, in turn, in one run.

``python -m benchmarks.linkage --persons 1600000``: about a million rows. Each runs in a process of its own; measured
are wall time, processor time and peak memory of that process. The bound: DuckDB reads the files, one hash join on the
BSN, one group-by. Files in cp1252 are made UTF-8 first, which DuckDB reads by itself. `--quality` instead measures F1
on seeds and noise levels that the model was not built on (`--seeds 301 302 --noise 2.5 --without-bsn`).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import yaml

from benchmarks.serving import machine

ROLES = (
    "bsn",
    "given_names",
    "initials",
    "surname",
    "partner_surname",
    "birth_date",
    "sex",
    "postcode",
    "house_number",
)


def files(folder: Path) -> list[tuple[Path, dict[str, str]]]:
    """The registrations of a folder, and per file which column holds what."""
    settings = yaml.safe_load((folder / "link.yaml").read_text(encoding="utf-8"))
    return [(folder / file["file"], file["columns"]) for file in settings["files"]]


def _select(path: Path, columns: dict[str, str]) -> str:
    there = ", ".join(
        f'"{columns[role]}"::VARCHAR AS {role}' if role in columns else f"NULL::VARCHAR AS {role}" for role in ROLES
    )
    return (
        f"SELECT '{path.name}' AS file, row_number() OVER () AS row, {there} FROM read_csv('{path}', all_varchar=true)"
    )


def in_utf8(folder: Path) -> None:
    """Make every file UTF-8, in place."""
    for path, _ in files(folder):
        data = path.read_bytes()
        try:
            data.decode()
        except UnicodeDecodeError:
            path.write_bytes(data.decode("cp1252").encode())


def bound(folder: Path) -> None:
    """Read, join once on the BSN, group once."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    parts = " UNION ALL ".join(_select(path, columns) for path, columns in files(folder))
    connection.execute(f"CREATE TABLE rows AS {parts}")
    connection.execute("CREATE TABLE first AS SELECT bsn, min(file) AS f FROM rows GROUP BY bsn")
    print(connection.execute("SELECT count(*), count(first.f) FROM rows LEFT JOIN first USING (bsn)").fetchall())


def splink(folder: Path, out: Path, *, plainly: bool) -> None:
    """Splink, plainly or as a careful user writes it, on the same rows."""
    import duckdb

    from benchmarks import splink_as_user, splink_plainly

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    rows = " UNION ALL ".join(_select(path, columns) for path, columns in files(folder))
    (splink_plainly if plainly else splink_as_user).link(connection, rows, out)


def f1(folder: Path, links: Path) -> float:
    """Pairwise F1 of a file of links against truth.csv."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(
        f"""CREATE TABLE rows AS SELECT t.person AS real, l.person AS found
        FROM read_csv('{folder / "truth.csv"}', all_varchar=true) t
        LEFT JOIN read_csv('{links}', all_varchar=true) l USING (file, row)"""
    )

    def pairs(*columns: str) -> float:
        there = " AND ".join(f"{column} IS NOT NULL" for column in columns)
        counted = f"SELECT count(*) AS n FROM rows WHERE {there} GROUP BY {', '.join(columns)}"
        return float(connection.execute(f"SELECT sum(n * (n - 1) / 2) FROM ({counted})").fetchall()[0][0] or 0)

    return 2 * pairs("real", "found") / (pairs("found") + pairs("real"))


class Run(NamedTuple):
    """Wall seconds, processor seconds, peak in GiB of a process, and the last line that it said."""

    wall: float
    processor: float
    peak: float
    said: str


def measured(command: list[str]) -> Run:
    """A command in a process of its own. Ends when it fails."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    said = (process.stdout.read() if process.stdout else "").strip().rpartition("\n")[2]
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Run(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024 / 1024, said)


def ours(folder: Path, out: Path) -> list[str]:
    """The command as it is typed."""
    return [
        sys.executable,
        "-m",
        "ontschot.config.cli",
        "--json",
        "link",
        *(str(path) for path, _ in files(folder)),
        "--config",
        str(folder / "link.yaml"),
        "--out",
        str(out),
    ]


def synth(folder: Path, persons: int, seed: int, noise: float = 1.0, *more: str) -> Path:
    """Invented registrations of a city in a folder."""
    subprocess.run(
        [sys.executable, "-m", "ontschot.config.cli", "synth", "--profile", "city", "--persons", str(persons),
         "--seed", str(seed), "--noise", str(noise), "--out", str(folder), *more],
        check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return folder


def speed(folder: Path, rounds: int, scratch: Path, *, with_splink: bool) -> None:
    """The table of times."""
    me = [sys.executable, "-m", "benchmarks.linkage", "--folder", str(folder)]
    commands = {"bound": [*me, "--only", "bound"], "ours": ours(folder, scratch / "ours.csv")}
    if with_splink:
        for name in ("plain", "careful"):
            commands[name] = [*me, "--only", name, "--out", str(scratch / f"{name}.csv")]
    print("| | wall (s) | processor (s) | peak (GiB) | F1 |\n|---|--:|--:|--:|--:|")
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            run = measured(command)
            runs[name].append(run)
            quality = f"{f1(folder, scratch / f'{name}.csv'):.4f}" if name != "bound" else ""
            print(f"| {name} | {run.wall:.1f} | {run.processor:.1f} | {run.peak:.2f} | {quality} |", flush=True)
    ratios(runs)


def ratios(runs: dict[str, list[Run]]) -> None:
    """Medians over the rounds: ours to the others, and the steps of the last run."""
    middle = {
        name: (median(run.wall for run in each), median(run.processor for run in each)) for name, each in runs.items()
    }
    print("\n| ours to | wall | processor | asked |\n|---|--:|--:|--:|")
    for name, asked in (("bound", "5"), ("plain", "0.33"), ("careful", "0.33")):
        if name in middle:
            wall, processor = (mine / theirs for mine, theirs in zip(middle["ours"], middle[name], strict=True))
            print(f"| {name} | {wall:.2f} | {processor:.2f} | {asked} |")
    steps = json.loads(runs["ours"][-1].said)["seconds"]
    print("\nsteps, wall (s):", ", ".join(f"{step} {seconds:.1f}" for step, seconds in steps.items()))


CASES: tuple[tuple[int, int, float, tuple[str, ...]], ...] = (
    (160_000, 101, 1.0, ()), (160_000, 102, 1.0, ("--without-bsn",)),
    (160_000, 103, 2.5, ()), (160_000, 104, 2.5, ("--without-bsn",)),
)  # fmt: skip


def quality(scratch: Path, cases: Sequence[tuple[int, int, float, tuple[str, ...]]]) -> None:
    """F1 at the model's own threshold. `cases`: inhabitants, seed, noise, and more for `synth`."""
    print("| inhabitants | seed | noise | BSN | F1 |\n|--:|--:|--:|---|--:|")
    for persons, seed, noise, more in cases:
        folder = synth(scratch / f"s{seed}", persons, seed, noise, *more)
        measured(ours(folder, scratch / "links.csv"))
        print(
            f"| {persons} | {seed} | {noise} | {'no' if more else 'yes'} | {f1(folder, scratch / 'links.csv'):.4f} |",
            flush=True,
        )


def main() -> None:
    """Measure, or be the process that is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=160_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", choices=["bound", "plain", "careful"])
    parser.add_argument("--without-splink", action="store_true")
    parser.add_argument("--quality", action="store_true")
    parser.add_argument("--seeds", type=int, nargs="+", help="with --quality: these seeds instead of the four cases")
    parser.add_argument("--noise", type=float, default=1.0)
    parser.add_argument("--without-bsn", action="store_true")
    arguments = parser.parse_args()
    if arguments.only and not (arguments.folder and (arguments.out or arguments.only == "bound")):
        parser.error("--only is for one process that is measured: it needs --folder and --out.")
    if arguments.only == "bound":
        bound(arguments.folder)
    elif arguments.only:
        splink(arguments.folder, arguments.out, plainly=arguments.only == "plain")
    else:
        with tempfile.TemporaryDirectory(prefix="ontschot-bench-") as name:
            print(machine(), "load", os.getloadavg())
            if arguments.quality:
                more = ("--without-bsn",) if arguments.without_bsn else ()
                own = [(arguments.persons, seed, arguments.noise, more) for seed in arguments.seeds or ()]
                quality(Path(name), own or CASES)
                return
            folder = arguments.folder or synth(Path(name) / "files", arguments.persons, arguments.seed)
            in_utf8(folder)
            speed(folder, arguments.rounds, Path(name), with_splink=not arguments.without_splink)


if __name__ == "__main__":
    main()

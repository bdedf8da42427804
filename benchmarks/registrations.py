"""How fast `ontschot synth` makes registrations, and with how much memory: 100,000, 1 million and 5 million rows.

    python -m benchmarks.registrations --rows 100000 1000000 5000000

Each size in a process of its own, files on the disk of the temporary folder; the last column is the exponent of growth
against the size before.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.serving import machine

ROWS_PER_PERSON = 0.62  # of the profile `city`


def measured(command: list[str]) -> tuple[dict[str, object], float, float, float]:
    """Run a command that ends with one JSON object; its object, seconds, seconds of processor, peak in MiB."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    text = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    return json.loads(text.splitlines()[-1]), seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def make(rows: int, folder: Path, *, seed: int = 1, noise: float = 1.0, profile: str = "city") -> list[str]:
    """The command that makes about so many rows."""
    persons = str(round(rows / ROWS_PER_PERSON))
    command = [sys.executable, "-m", "ontschot.config.cli", "synth", "--profile", profile, "--persons", persons]
    return [*command, "--seed", str(seed), "--noise", str(noise), "--out", str(folder), "--json"]


def main() -> None:
    """Measure each size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    arguments = parser.parse_args()
    print(machine())
    print("\n| rows | seconds | processor | peak MiB | MB on disk | exponent |\n|--:|--:|--:|--:|--:|--:|")
    last: tuple[int, float] | None = None
    for wanted in arguments.rows:
        folder = Path(tempfile.mkdtemp(prefix="ontschot-synth-"))
        try:
            found, seconds, processor, peak = measured(make(wanted, folder))
            rows = sum(found["rows"].values())  # type: ignore[attr-defined]
            size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        finally:
            shutil.rmtree(folder)
        growth = "" if last is None else f"{math.log(processor / last[1]) / math.log(rows / last[0]):.2f}"
        print(f"| {rows:,} | {seconds:.1f} | {processor:.1f} | {peak:.0f} | {size:.0f} | {growth} |", flush=True)
        last = rows, processor


if __name__ == "__main__":
    main()

"""A whole study by the command, from seven files to the report, at several sizes: seconds per step, and peak memory.

``python -m benchmarks.study --persons 160000 400000 800000``. Invented registrations of one city, each size made anew,
with the report of `ontschot overlap` as it is typed. What grows fastest is the protection of small numbers, whose
equations grow with districts and neighbourhoods.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.linkage import measured, synth
from benchmarks.serving import machine

STEPS = ("read", "link", "count", "compare", "protect")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, nargs="+", default=[160_000, 400_000])
    parser.add_argument("--seed", type=int, default=77)
    arguments = parser.parse_args()
    print(machine(), "load", os.getloadavg())
    print(
        "| inhabitants | wall s | processor s | peak GiB | read | link | count | other thresholds | protect | closed |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory(prefix="ontschot-bench-") as name:
        for persons in arguments.persons:
            folder = synth(Path(name) / str(persons), persons, arguments.seed)
            (folder / "truth.csv").unlink()
            command = [sys.executable, "-m", "ontschot.config.cli", "--json", "overlap", str(folder)]
            run = measured([*command, "--config", str(folder / "study.yaml"), "--out", str(folder / "report")])
            said = json.loads(run.said)
            steps = " | ".join(
                f"{said['seconds'][step]:.1f}" for step in ("read", "link", "count", "compare", "protect")
            )
            row = f"{persons} | {run.wall:.1f} | {run.processor:.1f} | {run.peak:.2f} | {steps} | {said['closed']}"
            print(f"| {row} |", flush=True)


if __name__ == "__main__":
    main()

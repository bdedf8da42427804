"""``./dev bench``: the quick set (smaller numbers); ``--full``: 200,000 persons."""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import subprocess
import sys
import time

from benchmarks.serving import machine

_ON_A_TOWN = ("pages", "load", "backup")  # take --keep
# For each measurement, the calls of its script.
QUICK = {
    "letters": [["--seconds", "10"]],
    "pages": [["--persons", "20000", "--rounds", "40", "--seconds", "20"]],
    "kill": [["--rounds", "10"]],
    "import_rate": [["--persons", "5000"]],
    "collisions": [["--edits", "500", "--doubles", "500"]],
    "load": [["--persons", "20000", "--minutes", "1", "--rate", "15"]],
    "backup": [["--persons", "20000"]],
    "linkage": [["--persons", "160000", "--rounds", "1"], ["--quality"]],
    "other_registrations": [["--seeds", "41"]],
    "pseudonyms": [["--seeds", "60", "61", "62", "63"], ["--seeds", "41", "--only", "1:no", "--other"]],
    "overlap": [["--rounds", "2"]],
    "study": [["--persons", "160000"]],
    "tables": [["--persons", "20000", "--seeds", "301"]],
    "registrations": [["--rows", "100000"]],
    "spark": [["--rows", "20000"]],
    "iwmo_measure": [
        ["mutants", "--count", "2000", "--seed", "7000000"],
        ["lives", "--count", "200", "--seed", "70000"],
        ["claim", "--count", "100000"],
    ],
}
FULL = QUICK | {
    "pages": [["--persons", "200000", "--rounds", "120", "--seconds", "60"]],
    "import_rate": [["--persons", "200000"]],
    "kill": [["--rounds", "100", "--lines", "50000"]],
    "collisions": [["--edits", "10000", "--doubles", "10000"]],
    "load": [["--persons", "200000", "--minutes", "5", "--rate", "60"]],
    "backup": [["--persons", "200000"]],
    "linkage": [["--persons", "1600000"], ["--persons", "8000000", "--rounds", "1"], ["--quality"]],
    "other_registrations": [["--seeds", "41", "42"]],
    "pseudonyms": [["--seeds", "60", "61", "62", "63", "64", "65", "66", "67", "--rounds", "3"]],
    "overlap": [["--rounds", "3"]],
    "study": [["--persons", "160000", "400000", "800000"]],
    "tables": [["--seeds", "301", "302", "--noise", "1", "2.5"]],
    "registrations": [["--rows", "100000", "1000000", "5000000"]],
    "spark": [["--rows", "20000", "100000", "300000"]],
    "iwmo_measure": [
        ["mutants", "--count", "20000", "--seed", "8000000"],
        ["lives", "--count", "10000", "--seed", "80000"],
        ["claim", "--count", "100000"],
        ["claim", "--count", "100000", "--shape", "faulty"],
    ],
}


def lacking(name: str) -> str:
    """What this machine lacks for a measurement; empty when it can be made."""
    if name == "spark" and importlib.util.find_spec("pyspark") is None:
        return "the extra spark (pip install --require-hashes --no-deps -r requirements-spark.lock)"
    if name == "spark" and shutil.which("java") is None:
        return "Java 17"
    return ""


def main() -> int:
    """Run them one after the other; exit code 1 when one of them failed."""
    parser = argparse.ArgumentParser(prog="./dev bench", description="The measurements of docs/performance.md.")
    parser.add_argument("--full", action="store_true", help="200,000 persons: an hour or more")
    parser.add_argument("--keep", help="keep the municipality in this folder, for a next measurement")
    parser.add_argument("only", nargs="*", choices=[*QUICK, []], help="only these")
    arguments = parser.parse_args()
    print(machine())
    failed = []
    chosen = FULL if arguments.full else QUICK
    for name in arguments.only or chosen:
        if lack := lacking(name):
            print(f"\n## {name}: not measured, this machine lacks {lack}")
            if arguments.only:
                failed.append(name)
            continue
        for options in chosen[name]:
            kept = ["--keep", arguments.keep] if arguments.keep and name in _ON_A_TOWN else []
            call = [f"benchmarks.{name}", *options, *kept]
            print(f"\n## {name}: python -m {' '.join(call)}", flush=True)
            started = time.monotonic()
            if subprocess.run([sys.executable, "-m", *call], check=False).returncode:
                failed.append(" ".join(call))
            print(f"({time.monotonic() - started:.0f} s)", flush=True)
    if not arguments.full:
        print("\nThese are smaller numbers. 200,000 persons: ./dev bench --full")
    for name in failed:
        print(f"FAILED: {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""``./dev bench``: the quick set (smaller numbers); ``--full``: 200,000 persons."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from benchmarks.serving import machine

QUICK = {
    "pages": ["--persons", "20000", "--rounds", "40", "--seconds", "20"],
    "kill": ["--rounds", "10"],
    "import_rate": ["--persons", "5000"],
}
FULL = {
    "pages": ["--persons", "200000", "--rounds", "120", "--seconds", "60"],
    "kill": ["--rounds", "10"],
    "import_rate": ["--persons", "200000"],
}


def main() -> int:
    """Run them one after the other; exit code 1 when one of them failed."""
    parser = argparse.ArgumentParser(prog="./dev bench", description="The measurements of docs/performance.md.")
    parser.add_argument("--full", action="store_true", help="200,000 persons: an hour or more")
    parser.add_argument("--keep", help="keep the municipality of the page measurements in this folder, for a next run")
    parser.add_argument("only", nargs="*", choices=[*QUICK, []], help="only these")
    arguments = parser.parse_args()
    print(machine())
    failed = []
    for name, options in (FULL if arguments.full else QUICK).items():
        if arguments.only and name not in arguments.only:
            continue
        kept = ["--keep", arguments.keep] if arguments.keep and name == "pages" else []
        command = [sys.executable, "-m", f"benchmarks.{name}", *options, *kept]
        print(f"\n## {name}: python -m benchmarks.{name} {' '.join([*options, *kept])}", flush=True)
        started = time.monotonic()
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
        print(f"({time.monotonic() - started:.0f} s)", flush=True)
    if not arguments.full:
        print("\nThese are smaller numbers. 200,000 persons: ./dev bench --full")
    for name in failed:
        print(f"FAILED: {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

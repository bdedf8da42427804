"""Backup and restore of a whole municipality: how long, and is everything the same?

    python -m benchmarks.backup --persons 200000 --keep /tmp/town

Makes (or goes on with) the municipality, writes a backup with ``ontschot backup``, puts it back with ``ontschot
restore`` in a new data folder with the same keys. The restore itself compares rows of every table, policies, owners and
rights. (The old seals of this municipality are not real, so ``ontschot doctor`` would refuse them.)
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import town
from benchmarks.serving import machine

AT_MOST = 60.0  # seconds for both together


def main() -> None:
    """Measure and print; exit code 1 when something differs."""
    parser = argparse.ArgumentParser(description="Backup and restore.")
    parser.add_argument("--persons", type=int, default=200_000)
    parser.add_argument("--keep", type=Path, help="a folder with the municipality of an earlier run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ontschot-backup-", ignore_cleanup_errors=True) as name:
        work = Path(name)
        work.chmod(0o711)
        source = arguments.keep.absolute() if arguments.keep else work / "source"
        with town.ground(source) as place:
            town.fill(place, arguments.persons)
        print(machine())
        target = work / "target"
        target.mkdir(mode=0o711)
        shutil.copy2(source / "secrets.json", target / "secrets.json")
        wrote = _run(source, "backup", str(work / "all.dump"))
        size = (work / "all.dump").stat().st_size / 1e6
        restored = _run(target, "restore", str(work / "all.dump"))
    print(f"backup {wrote:.1f} s ({size:.0f} MB), restore and comparison {restored:.1f} s")
    print("MISSES 60 s" if wrote + restored > AT_MOST else "within 60 s")


def _run(data: Path, *words: str) -> float:
    """Seconds of one command; its summary is printed."""
    started = time.monotonic()
    command = [sys.executable, "-m", "ontschot.config.cli", "--data", str(data), *words, "--json"]
    mine = {key: value for key, value in os.environ.items() if not key.startswith("DATABASE_")}
    ran = subprocess.run(command, check=False, capture_output=True, text=True, env=mine)
    took = time.monotonic() - started
    summary = json.loads(ran.stdout.splitlines()[-1]) if ran.stdout.strip() else {}
    print(words[0], {key: value for key, value in summary.items() if key in ("ok", "rows", "tables", "differences")})
    if ran.returncode:
        raise SystemExit(f"{words[0]} ended with {ran.returncode}:\n{ran.stderr[-2000:]}")
    return took


if __name__ == "__main__":
    main()

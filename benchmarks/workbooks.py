"""What an Excel workbook costs: unpacking it, finding out what its columns hold, and the words of one column.

``python -m benchmarks.workbooks --rows 40000 300000``: invented rows of 12 columns. Wall seconds, median of the rounds.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl

from benchmarks.serving import machine
from ontschot.foundation.workbooks import unpack
from ontschot.insight.sources.guessing import different, guess
from ontschot.insight.sources.study import MOST_PROVISIONS

HEADINGS = (
    "BSN", "Achternaam", "Voornamen", "Geboortedatum", "Geslacht", "Postcode",
    "Huisnummer", "Straat", "Plaats", "Voorziening", "Ingangsdatum", "Einddatum",
)  # fmt: skip


def make(path: Path, rows: int) -> float:
    """Write a workbook; how large it is unpacked, in MiB."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Stand")
    sheet.append(HEADINGS)
    for at in range(rows):
        name, born = (f"Jansen{at % 9999}", f"Anna{at % 7919}"), f"{at % 27 + 1:02}-03-{1930 + at % 80}"
        home = (f"{1000 + at % 8999}AB", at % 200 + 1, f"Dorpsstraat {at % 3000}", "Nieuwstad")
        sheet.append((str(900_000_000 + at), *name, born, "V", *home, ("hulp", "ggz")[at % 2], "01-01-2010", ""))
    book.save(path)
    with zipfile.ZipFile(path) as packed:
        return sum(part.file_size for part in packed.infolist()) / 2**20


def timed(rounds: int, work: Callable[[Path], Any]) -> float:
    """Median seconds of something that wants an empty folder."""
    took = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            began = time.monotonic()
            work(Path(name))
            took.append(time.monotonic() - began)
    return median(took)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, nargs="+", default=[40_000])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print(machine(), "load", os.getloadavg())
    print("\n| rows | MiB unpacked | unpack s | columns s | words of a column s | peak of the reader, MiB |")
    print("|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as name:
        for rows in arguments.rows:
            path = Path(name) / f"{rows}.xlsx"
            size = make(path, rows)
            unpacking = timed(arguments.rounds, lambda folder, path=path: unpack(path, folder / "sheets"))  # type: ignore[misc]
            columns = timed(arguments.rounds, lambda folder, path=path: guess(path, folder))  # type: ignore[misc]
            words = timed(
                arguments.rounds,
                lambda folder, path=path: different(path, "Voorziening", folder, MOST_PROVISIONS),  # type: ignore[misc]
            )
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            print(f"| {rows:,} | {size:.0f} | {unpacking:.2f} | {columns:.2f} | {words:.2f} | {peak} |", flush=True)


if __name__ == "__main__":
    main()

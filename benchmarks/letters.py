"""How many letters a second: typesetting alone, in one process, with letters of one and of three pages.

    python benchmarks/letters.py [--seconds 10]

Outcome: docs/performance.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import time

from ontschot.writing.rules.letter import Letter, blocks_of
from ontschot.writing.rules.style import Style
from ontschot.writing.typeset import typeset

BODY = (
    "Beste mevrouw Van Dalen,\n\nWij praten graag met u over wat u nodig hebt.\n\n# Wanneer en waar?\n"
    "- Dag: dinsdag 1 december\n- Tijd: 10.00 uur\n- Plaats: bij u thuis\n\n# Waar gaat het over?\n"
    "Het gesprek gaat over uw leven als geheel. U vertelt wat u wilt en wat goed gaat.\n\n"
)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=float, default=10.0)
    seconds = arguments.parse_args().seconds
    style = Style("Gemeente Voorbeeldstad", ("Raadhuisplein 1", "1234 AB Voorbeeldstad"), "14 0123")
    for name, times in (("one page", 1), ("three pages", 9)):
        took: list[float] = []
        cpu, end = time.process_time(), time.perf_counter() + seconds
        while time.perf_counter() < end:
            letter = Letter(
                f"Brief {len(took)}", "nl", dt.date(2026, 11, 25), blocks_of(BODY * times), ("Mevrouw S. van Dalen",)
            )
            begin = time.perf_counter()
            typeset(letter, style)
            took.append(time.perf_counter() - begin)
        used = time.process_time() - cpu
        took.sort()
        rate, middle = len(took) / sum(took), statistics.median(took) * 1000
        late = took[int(len(took) * 0.95)] * 1000
        free = len(took) / used  # what one core that does nothing else would make
        print(
            f"{name}: {rate:.0f} a second, median {middle:.1f} ms, p95 {late:.1f} ms; "
            f"{free:.0f} a second of processor time; load {os.getloadavg()[0]:.1f}"
        )


if __name__ == "__main__":
    main()

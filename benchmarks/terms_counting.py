"""How fast terms are counted: a term with two suspensions, over the configuration of the product.

./dev x python benchmarks/terms_counting.py
"""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

from ontschot.domain.access.rules import book, terms
from ontschot.domain.access.rules.terms import Pause

NUMBER = 100_000


def main() -> None:
    """Count, and print one line of JSON: terms a second, and the seconds to read the configuration."""
    text = Path(book.__file__).with_name("terms.toml").read_text(encoding="utf-8")
    began = time.perf_counter()
    known = book.parse(text)
    read = time.perf_counter() - began
    calendar, start = known.calendar, dt.date(2026, 1, 1)
    rules = [rule for rule in known if rule.length.number]
    began = time.perf_counter()
    for number in range(NUMBER):
        event = start + dt.timedelta(days=number % 365)
        pauses = [
            Pause(event + dt.timedelta(days=5), event + dt.timedelta(days=12)),
            Pause(event + dt.timedelta(days=10), event + dt.timedelta(days=15)),
        ]
        terms.due(event, rules[number % len(rules)].length, pauses, calendar=calendar)
    took = time.perf_counter() - began
    print(json.dumps({"terms": NUMBER, "a_second": round(NUMBER / took), "read_seconds": round(read, 4)}))


if __name__ == "__main__":
    main()

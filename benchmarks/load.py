"""Many users at once: 500 sessions, sixty requests a second, five minutes, on 200,000 persons, log on.

    python -m benchmarks.load --persons 200000 --keep /tmp/town [--rate 60] [--users 500] [--minutes 5]

Requests come at a steady rate whatever the answers take (an open loop); a time counts from the moment a request was
due, so that waiting for a free connection is not left out. Nine in ten ask a page of the measured pages, as the one who
may (a search is two requests); one in ten writes a line of the journal. The generator runs on the same cores; its own
share of them is printed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import http.client
import os
import queue
import random
import threading
import time
import uuid
from collections import Counter, defaultdict
from pathlib import Path

import psycopg

from benchmarks import pages, town
from benchmarks.serving import Client, half, machine, percentile, served, sessions

CONNECTIONS = 96
WRITE, WRITES = "write a line of the journal", 0.1  # what it is called, its share
FOUND = "/werk/zoeken/"
P95, P99 = 300.0, 1000.0  # milliseconds asked
Ask = tuple[float, str, str, str, dict[str, str] | None]  # when due, name, session, path, form


def main() -> None:
    """Load, count, print; exit code 1 when a request failed."""
    parser = argparse.ArgumentParser(description="Load of many users.")
    parser.add_argument("--persons", type=int, default=200_000)
    parser.add_argument("--keep", type=Path, help="a folder with the municipality of an earlier run")
    parser.add_argument("--rate", type=float, default=60, help="requests a second")
    parser.add_argument("--users", type=int, default=500, help="sessions")
    parser.add_argument("--minutes", type=float, default=5)
    arguments = parser.parse_args()
    with town.ground(arguments.keep) as place:
        town.fill(place, arguments.persons)
        asked = [page for page in pages.of(place) if page.name != "log, privacy officer"]
        names = sorted({ask[0] for page in asked for ask in page.asks})
        known = [sessions(names) for _ in range(-(-arguments.users // len(names)))]
        homes = writable(place)
        print(machine())
        print(f"{arguments.users} sessions of {len(names)} accounts, {arguments.rate:g} requests a second")
        with served(place.app) as port:
            failed = _load(asked, known, homes, port, arguments.rate, arguments.minutes * 60)
        print(machine())
    if failed:
        raise SystemExit(1)


def writable(place: town.Ground) -> list[tuple[str, int]]:
    """Who writes, and in which household."""
    with psycopg.connect(place.owner, autocommit=True) as owner:
        return owner.execute(
            "SELECT u.username, c.household_id FROM bench_client c JOIN accounts_user u ON u.id = c.user_id"
            " WHERE c.kind = 'usual' AND c.n % 5 <> 0 ORDER BY md5(c.n::text) LIMIT 2000"
        ).fetchall()


def _load(
    asked: list[pages.Page],
    known: list[dict[str, str]],
    homes: list[tuple[str, int]],
    port: int,
    rate: float,
    seconds: float,
) -> int:
    """Gives the number of failures."""
    waiting: queue.Queue[Ask | None] = queue.Queue()
    took: defaultdict[str, list[float]] = defaultdict(list)
    failures: Counter[str] = Counter()
    lock = threading.Lock()

    def connection() -> None:
        client = Client(port, timeout=60)
        while (ask := waiting.get()) is not None:
            due, name, session, path, form = ask
            try:
                answer = client.ask("GET" if form is None else "POST", path, form, session=session)
                if answer.location.startswith(FOUND):
                    answer = client.ask("GET", answer.location, session=session)
                status = answer.status
            except (OSError, http.client.HTTPException) as error:
                status, path = 0, type(error).__name__
            with lock:
                took[name].append((time.perf_counter() - due) * 1000)
                if status not in (200, 302):
                    failures[f"{status} {name}"] += 1

    threads = [threading.Thread(target=connection) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    chance, began, used = random.Random(7), time.perf_counter(), os.times()
    number = 0
    while number < int(rate * seconds):
        due = began + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        name, session, path, form = _next(chance, asked, known, homes)
        waiting.put((due, name, session, path, form))
        number += 2 if path == FOUND else 1  # what was typed goes by itself, the page that it found comes after
    for _ in threads:
        waiting.put(None)
    for thread in threads:
        thread.join()
    lasted = time.perf_counter() - began
    mine = os.times()
    share = (mine.user + mine.system - used.user - used.system) / lasted / (os.cpu_count() or 1)
    _print(took, failures, number, lasted, share)
    return sum(failures.values())


def _next(
    chance: random.Random, asked: list[pages.Page], known: list[dict[str, str]], homes: list[tuple[str, int]]
) -> tuple[str, str, str, dict[str, str] | None]:
    if chance.random() < WRITES:
        user, household = chance.choice(homes)
        return WRITE, chance.choice(known)[user], *a_line(household)
    page = chance.choice(asked)
    user, path, given = chance.choice(page.asks)
    return page.name, chance.choice(known)[user], path, given


def a_line(household: int) -> tuple[str, dict[str, str]]:
    """Where a line of the journal goes, and its form."""
    form = {
        "kind": "call",
        "happened_at": dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M"),
        "text": "Gebeld over de afspraken van vorige week.",
        "life_domain": "housing",
        "shield": "everyone",
        "request_id": str(uuid.uuid4()),
    }
    return f"/werk/huishoudens/{household}/journaal/nieuw/", form


def _print(took: dict[str, list[float]], failures: Counter[str], requests: int, lasted: float, share: float) -> None:
    every = [one for times in took.values() for one in times]
    print("\n| page | requests | p50 | p95 | p99 |\n|---|--:|--:|--:|--:|")
    for name, times in [*sorted(took.items()), ("all", every)]:
        cells = [half(times), percentile(times, 0.95), percentile(times, 0.99)]
        print(f"| {name} | {len(times)} | " + " | ".join(f"{one:.0f}" for one in cells) + " |")
    p95, p99 = percentile(every, 0.95), percentile(every, 0.99)
    missed = [text for text, bad in ((f"p95 > {P95:.0f} ms", p95 > P95), (f"p99 > {P99:.0f} ms", p99 > P99)) if bad]
    print(
        f"\n{requests / lasted:.1f} requests a second for {lasted:.0f} s; the generator used {share:.0%} of the cores"
    )
    print(
        "failures:", dict(failures) or "none", "; MISSES " + ", ".join(missed) if missed else "; within what is asked"
    )


if __name__ == "__main__":
    main()

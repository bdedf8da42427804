"""The main pages on 200,000 persons: alone, with twenty users, and against the same without row security and log.

    python -m benchmarks.pages --persons 200000 --keep /tmp/town --rounds 120

Starts two servers in the same run, each as ``ontschot serve`` does (two web processes): the product, and the same
without row security and log (``bare_settings``). Alone: one question at a time, in turn to the one and the other, other
households and users each time. Then twenty users at once, each with a session of their own. Then, inside this process,
how many queries each page takes for as little as can be and for very much.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import town
from benchmarks.serving import Client, half, machine, percentile, served, sessions

USERS = 20
SEARCHES = ("jansen", "de vries", "bakker", "van dijk", "visser", "1984", "anna", "smit")


Ask = tuple[str, str, dict[str, str] | None]


@dataclass
class Page:
    """One of the measured pages: who may ask what. ``asks`` are (username, path, form); a form makes it a POST."""

    name: str
    asks: list[Ask]
    light: Ask | None = None
    heavy: Ask | None = None
    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    busy_bare: list[float] = field(default_factory=list)
    calm: list[float] = field(default_factory=list)
    size: tuple[int, int] = (0, 0)
    queries: tuple[int, int] = (0, 0)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the main pages.")
    parser.add_argument("--persons", type=int, default=200_000)
    parser.add_argument("--keep", type=Path, help="a folder to keep the municipality in, for a second run")
    parser.add_argument("--rounds", type=int, default=120, help="how often each page is asked alone")
    parser.add_argument("--seconds", type=int, default=60, help="how long twenty users ask pages")
    parser.add_argument("--only", default="", help="only pages with this in their name")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    with town.ground(arguments.keep) as place:
        town.fill(place, arguments.persons)
        run(place, arguments)


def run(place: town.Ground, arguments: argparse.Namespace) -> None:
    """All measurements on this database."""
    from benchmarks import bare_settings

    bare_address = bare_settings.make_role(place.owner, place.app)
    pages = [page for page in of(place) if arguments.only in page.name]
    known = sessions(sorted({one[0] for page in pages for one in [*page.asks, page.light, page.heavy] if one}))
    print(machine())
    with (
        _worker(),
        served(place.app) as port,
        served(bare_address, "benchmarks.bare_settings") as bare_port,
    ):
        _alone(pages, known, port, bare_port, arguments.rounds)
        _print_alone(pages)
        for kind, pause, at, seconds in (
            ("busy", 0.0, port, arguments.seconds),
            ("busy_bare", 0.0, bare_port, arguments.seconds),
            ("calm", 3.0, port, arguments.seconds),
        ):
            rate = _together(pages, known, at, kind, pause, seconds)
            print(f"{kind}: {rate:.1f} pages a second", flush=True)
        _print_together(pages)
    _count(pages, known)
    _print_queries(pages)
    print(machine())
    if arguments.json:
        arguments.json.write_text(json.dumps([vars(page) | {"asks": len(page.asks)} for page in pages]))


@contextmanager
def _worker() -> Iterator[None]:
    """The background work goes on meanwhile: the log is sealed each minute."""
    process = subprocess.Popen([sys.executable, "-m", "ontschot.config.cli", "worker"])
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


# ------------------------------------------------------------------------------------------ which pages


def of(place: town.Ground) -> list[Page]:
    """Pages with numbers of this database."""
    with psycopg.connect(place.owner, autocommit=True) as owner:
        return _chosen(owner)


def _chosen(owner: psycopg.Connection) -> list[Page]:
    """Sixteen pages; whose, of what, and for as little and as much as can be shown."""
    town = _Town(owner)
    return [*_work_pages(town), *_household_pages(town), *_request_pages(town), *_own_pages(town)]


class _Town:
    """Who works and lives in this municipality, and in which households there is work."""

    def __init__(self, owner: psycopg.Connection) -> None:
        self.owner = owner
        staff = "SELECT username FROM accounts_user WHERE role = '{}' AND username <> 'alone' ORDER BY id"
        self.workers, self.leaders, self.intake, self.residents = (
            self.column(staff.format(role)) for role in ("generalist", "team_leader", "access_worker", "resident")
        )
        client = "SELECT u.username, c.household_id FROM bench_client c JOIN accounts_user u ON u.id = c.user_id"
        self.homes = self.rows(f"{client} WHERE c.kind = 'usual' AND c.n % 5 <> 0 ORDER BY md5(c.n::text) LIMIT 400")
        self.heavy_user, self.heavy = (self.rows(f"{client} WHERE c.kind = 'heavy'") or [("", 0)])[0]
        self.light = self.one("SELECT household_id FROM bench_client WHERE kind = 'light'")
        self.light_person = self.one("SELECT person_id FROM bench_client WHERE kind = 'light'")

    def rows(self, query: str) -> list[Any]:
        return self.owner.execute(query).fetchall()  # type: ignore[call-overload, no-any-return]

    def column(self, query: str) -> list[Any]:
        return [row[0] for row in self.rows(query)]

    def one(self, query: str) -> Any:
        return self.column(query)[0]

    def home_page(self, name: str, path: str) -> Page:
        """A page of a household."""
        asks: list[Ask] = [(user, path.format(home), None) for user, home in self.homes]
        light, heavy = path.format(self.light), path.format(self.heavy)
        return Page(name, asks, ("alone", light, None), (self.heavy_user, heavy, None))

    def item_page(self, name: str, path: str, table: str) -> Page:
        """A page of the newest thing of this kind in a household."""
        numbers = dict(self.rows(f"SELECT household_id, max(id) FROM {table} GROUP BY household_id"))
        state = "AND state <> 'answered'" if table == "access_request" else ""
        light, heavy = (
            path.format(self.one(f"SELECT min(id) FROM {table} WHERE household_id = {home} {state}"))
            for home in (self.light, self.heavy)
        )
        asks: list[Ask] = [(user, path.format(numbers[home]), None) for user, home in self.homes if home in numbers]
        return Page(name, asks, ("alone", light, None), (self.heavy_user, heavy, None))


def _for_each(name: str, users: list[str], path: str, light: Ask, heavy: Ask) -> Page:
    return Page(name, [(user, path, None) for user in users], light, heavy)


def _work_pages(town: _Town) -> list[Page]:
    workers, leaders = town.workers, town.leaders
    alone: Ask = ("alone", "/werk/", None)
    name = town.one(
        "SELECT split_part(p.search_name, ' ', 1) FROM people_person p JOIN people_membership m ON m.person_id = p.id"
        f" WHERE m.household_id = {town.light} LIMIT 1"
    )

    def search(who: str, users: list[str]) -> Page:
        asks: list[Ask] = [
            (users[n % len(users)], "/werk/zoeken/", {"q": SEARCHES[n % len(SEARCHES)]}) for n in range(200)
        ]
        little: Ask = ("alone", "/werk/zoeken/", {"q": name})
        return Page(f"search by name, {who}", asks, little, (users[0], "/werk/zoeken/", {"q": "a"}))

    return [
        _for_each("my work, caseworker", workers, "/werk/", alone, (workers[0], "/werk/", None)),
        _for_each("my work, team leader", leaders, "/werk/", alone, (leaders[0], "/werk/", None)),
        search("caseworker", workers),
        search("team leader", leaders),
        _search_at("postcode", town, "postcode || ' ' || house_number"),
        _search_at("street", town, "street || ' ' || house_number"),
        _identification(town),
    ]


def _search_at(name: str, town: _Town, written: str) -> Page:
    """A search for where somebody of one's own households lives."""
    known = dict(
        town.rows(
            f"SELECT m.household_id, min({written}) FROM people_membership m JOIN people_residence r USING (person_id)"
            " JOIN bench_client c USING (household_id) WHERE r.ends_on = '' AND r.house_number > 0 GROUP BY 1"
        )
    )
    here = "/werk/zoeken/"
    asks: list[Ask] = [(user, here, {"q": known[home]}) for user, home in town.homes if home in known]
    light: Ask = ("alone", here, {"q": known[town.light]})
    return Page(f"search by {name}, caseworker", asks, light, (town.heavy_user, here, {"q": known[town.heavy]}))


def _identification(town: _Town) -> Page:
    people = town.rows(
        "SELECT p.family_name, p.prefix, p.birth_date FROM people_person p"
        " WHERE p.birth_date !~ '00$' AND p.id % 97 = 0 ORDER BY md5(p.id::text) LIMIT 200"
    )
    desk = [*town.intake, *town.leaders, *town.workers]  # a desk asks at most sixty times in an hour
    asks: list[Ask] = []
    for n, (family, prefix, born) in enumerate(people):
        day = {"birth_date_day": born[6:], "birth_date_month": born[4:6], "birth_date_year": born[:4]}
        asks.append((desk[n % len(desk)], "/werk/inwoner-zoeken/", {"name": f"{prefix} {family}".strip(), **day}))
    return Page("identification", asks, asks[0], asks[1])


def _household_pages(town: _Town) -> list[Page]:
    paths = {"household": "", "plan": "plan/", "journal": "journaal/", "timeline": "tijdlijn/"}
    return [town.home_page(name, f"/werk/huishoudens/{{}}/{path}") for name, path in paths.items()]


def _request_pages(town: _Town) -> list[Page]:
    path, done = "/werk/lijsten/meldingen/", "/werk/lijsten/meldingen/?state=closed"
    light: Ask = ("alone", done, None)
    return [
        _for_each("requests, caseworker", town.workers, path, light, (town.workers[0], done, None)),
        _for_each("requests, intake", town.intake, path, light, (town.intake[0], path, None)),
        town.item_page("request", "/werk/meldingen/{}/", "access_request"),
        town.item_page("conversation", "/werk/gesprekken/{}/", "access_conversation"),
    ]


def _own_pages(town: _Town) -> list[Page]:
    first, last = town.residents[0], town.residents[-1]
    paths = {"my plan, resident": "/mijn/plan/", "who looked, resident": "/mijn/wie-keek-mee/"}
    log = "/sturing/logboek/"
    few: Ask = ("officer", f"{log}?person={town.light_person}", None)
    return [
        *(
            _for_each(name, town.residents, path, (last, path, None), (first, path, None))
            for name, path in paths.items()
        ),
        Page("log, privacy officer", [("officer", log, None)], few, ("officer", log, None)),
    ]


# ------------------------------------------------------------------------------------------ measuring


def _ask(client: Client, known: dict[str, str], ask: Ask, page: Page) -> tuple[float, int]:
    user, path, form = ask
    answer = client.ask("GET" if form is None else "POST", path, form, session=known[user])
    if answer.status == 302 and answer.location.startswith("/werk/zoeken/"):  # what was typed stays in the session
        found = client.ask("GET", answer.location, None, session=known[user])
        answer = replace(found, milliseconds=answer.milliseconds + found.milliseconds)
    if answer.status != 200:
        raise SystemExit(f"{page.name}: {path} as {user} gives {answer.status} {answer.location}")
    return answer.milliseconds, len(answer.body)


def _alone(pages: list[Page], known: dict[str, str], port: int, bare_port: int, rounds: int) -> None:
    ours, bare = Client(port), Client(bare_port)
    for page in pages:
        for n in range(4):  # the first questions fill caches
            _ask(ours, known, page.asks[n % len(page.asks)], page)
            _ask(bare, known, page.asks[n % len(page.asks)], page)
        sizes = [0, 0]
        for n in range(rounds):
            ask = page.asks[(4 + n) % len(page.asks)]
            for k, (client, times) in enumerate([(ours, page.ours), (bare, page.bare)][:: 1 if n % 2 else -1]):
                took, size = _ask(client, known, ask, page)
                times.append(took)
                sizes[k if n % 2 else 1 - k] += size
        page.size = (sizes[0] // rounds, sizes[1] // rounds)
        print(f"  {page.name}: {half(page.ours):.0f} ms, bare {half(page.bare):.0f} ms", file=sys.stderr, flush=True)


def _together(pages: list[Page], known: dict[str, str], port: int, kind: str, pause: float, seconds: int) -> float:
    """Twenty users; each asks one page after the other, with a pause of this many seconds on average between two."""
    usual = [page for page in pages if page.name != "log, privacy officer"] or pages
    until = time.monotonic() + seconds
    failures: list[str] = []
    lock = threading.Lock()
    count = [0]

    def user(number: int) -> None:
        chance, client = random.Random(number), Client(port, timeout=60)
        if pause:
            time.sleep(chance.random() * pause)
        while time.monotonic() < until and not failures:
            page = usual[chance.randrange(len(usual))]
            try:
                took, _ = _ask(client, known, chance.choice(page.asks), page)
            except (OSError, SystemExit) as error:
                failures.append(str(error))
                return
            with lock:
                getattr(page, kind).append(took)
                count[0] += 1
            if pause:
                time.sleep(chance.uniform(0.5, 1.5) * pause)

    threads = [threading.Thread(target=user, args=(n,)) for n in range(USERS)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        print("failures:", failures[:3])
    return count[0] / (time.monotonic() - started)


def _count(pages: list[Page], known: dict[str, str]) -> None:
    """Queries of each page for as little as can be and for very much, asked inside this process."""
    from django.db import connection
    from django.test import Client as InProcess
    from django.test.utils import CaptureQueriesContext

    def queries(ask: Ask) -> int:
        user, path, form = ask
        client = InProcess(headers={"host": "localhost"})
        client.cookies["sessionid"] = known[user]
        for last in (False, True):  # the first question fills caches
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(path) if form is None else client.post(path, form, follow=True)
                assert answer.status_code == 200, (path, answer.status_code)
            if last and os.environ.get("SHOW_QUERIES"):
                print(user, path, *[f"  {q['time']} {q['sql'][:300]}" for q in captured.captured_queries], sep="\n")
        return len([q for q in captured.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    for page in pages:
        if page.light and page.heavy:
            page.queries = (queries(page.light), queries(page.heavy))


# ------------------------------------------------------------------------------------------ printing


def _row(*cells: object) -> None:
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def _print_alone(pages: list[Page]) -> None:
    print("\nAlone (ms)\n")
    _row("page", "p50", "p95", "bare p50", "bare p95", "ratio", "kB", "bare kB", "")
    _row("---", *["--:"] * 7, "---")
    for page in pages:
        ratio, p95 = half(page.ours) / half(page.bare), percentile(page.ours, 0.95)
        verdict = " ".join([*(["ratio"] if ratio > 2 else []), *(["p95"] if p95 > 300 else [])])
        cells = [half(page.ours), p95, half(page.bare), percentile(page.bare, 0.95)]
        sizes = [size // 1024 for size in page.size]
        _row(page.name, *(f"{one:.0f}" for one in cells), f"{ratio:.2f}", *sizes, verdict and f"misses {verdict}")


def _print_together(pages: list[Page]) -> None:
    print("\nTwenty users at once (ms)\n")
    _row("page", "no pause p50", "p95", "bare p50", "p95", "a page each 3 s p50", "p95")
    _row("---", *["--:"] * 6)
    for page in pages:
        cells = []
        for times in (page.busy, page.busy_bare, page.calm):
            cells += [f"{half(times):.0f}", f"{percentile(times, 0.95):.0f}"] if times else ["", ""]
        _row(page.name, *cells)


def _print_queries(pages: list[Page]) -> None:
    print("\nQueries, with as little as can be and with very much\n")
    _row("page", "little", "much", "")
    _row("---", "--:", "--:", "---")
    for page in pages:
        _row(page.name, *page.queries, "" if page.queries[0] >= page.queries[1] else "more")


if __name__ == "__main__":
    main()

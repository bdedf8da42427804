"""Two people who change the same thing at once, and forms that are sent twice: is anything lost, is anything doubled?

    python -m benchmarks.collisions [--edits 10000] [--doubles 10000]

Over HTTP against the web processes of ``ontschot serve`` on a small municipality. Each collision: two colleagues send
another motto for the same plan with the same version at the same moment. Exactly one is kept; the other gets the page
with both versions (409), on which the refused text stands. Each double submit: the same line of the journal with the
same request id, sent twice at the same moment; there is one line, and both hear that it is kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psycopg

from benchmarks import town
from benchmarks.serving import Answer, Client, machine, served, sessions

PERSONS, PER_TEAM = 600, 20
PAIRS = 4  # at once
Ask = Callable[[Client], Answer]


@dataclass(frozen=True)
class Home:
    """A household with a plan and two colleagues who may work on it."""

    household: int
    plan: int
    users: tuple[str, str]


def main() -> None:
    """Collide, look, print; exit code 1 when something was lost or doubled."""
    parser = argparse.ArgumentParser(description="Colliding edits and double submits.")
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--doubles", type=int, default=10_000)
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="ontschot-collide-", ignore_cleanup_errors=True) as name,
        town.ground(Path(name, "data")) as place,
    ):
        town.fill(place, PERSONS, per_team=PER_TEAM)
        homes = _homes(place)
        known = sessions(sorted({user for home in homes for user in home.users}))
        print(machine())
        with served(place.app) as port:
            wrong = _edits(place, homes, known, port, arguments.edits)
            wrong += _doubles(place, homes, known, port, arguments.doubles)
    for text in wrong[:10]:
        print("WRONG:", text)
    if wrong:
        raise SystemExit(1)


def _homes(place: town.Ground) -> list[Home]:
    with psycopg.connect(place.owner, autocommit=True) as owner:
        rows = owner.execute(
            "SELECT c.household_id, p.id, (SELECT array_agg(u.username ORDER BY u.id <> c.user_id, u.id)"
            " FROM accounts_teammembership m JOIN accounts_user u ON u.id = m.user_id"
            " WHERE m.team_id = c.team_id AND u.role = 'generalist')"
            " FROM bench_client c JOIN plans_plan p USING (household_id) WHERE c.kind = 'usual' AND c.n % 5 <> 0"
        ).fetchall()
    return [Home(household, plan, (users[0], users[1])) for household, plan, users in rows]


def _at_once(clients: tuple[Client, Client], asks: tuple[Ask, Ask]) -> list[Answer]:
    """Both at the same moment, as well as two threads can."""
    gate, answers = threading.Barrier(2), [Answer(0, b"", 0)] * 2

    def ask(which: int) -> None:
        gate.wait()
        answers[which] = asks[which](clients[which])

    threads = [threading.Thread(target=ask, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _edits(place: town.Ground, homes: list[Home], known: dict[str, str], port: int, count: int) -> list[str]:
    """Collisions on mottos; gives what went wrong."""
    wrong: list[str] = []
    started = time.monotonic()

    def collide(part: list[Home], rounds: int) -> None:
        clients = (Client(port), Client(port))
        with psycopg.connect(place.owner, autocommit=True) as owner:
            for number in range(rounds):
                wrong.extend(_collision(owner, part[number % len(part)], known, clients))

    _in_parts(homes, count, collide)
    print(f"{count} colliding edits: {len(wrong)} wrong ({time.monotonic() - started:.0f} s)", flush=True)
    return wrong


def _collision(
    owner: psycopg.Connection, home: Home, known: dict[str, str], clients: tuple[Client, Client]
) -> list[str]:
    """One collision: what is kept is what the winner sent, and the loser sees both."""
    kept = "SELECT version, motto FROM plans_plan WHERE id = %s"
    version, _ = owner.execute(kept, [home.plan]).fetchone() or (0, "")
    texts = [f"Motto {uuid.uuid4()}" for _ in range(2)]

    def send(which: int) -> Ask:
        form = {"motto": texts[which], "version": str(version), "request_id": str(uuid.uuid4())}
        path, session = f"/werk/plannen/{home.plan}/streven/", known[home.users[which]]
        return lambda client: client.ask("POST", path, form, session=session)

    answers = _at_once(clients, (send(0), send(1)))
    if sorted(answer.status for answer in answers) != [302, 409]:
        return [f"plan {home.plan}: answers {[answer.status for answer in answers]}"]
    loser = 0 if answers[0].status == 409 else 1
    _, motto = owner.execute(kept, [home.plan]).fetchone() or (0, "")
    wrong = [] if motto == texts[1 - loser] else [f"plan {home.plan}: what the winner sent is not kept"]
    if not all(text.encode() in answers[loser].body for text in texts):
        wrong.append(f"plan {home.plan}: the page of the loser misses a version")
    return wrong


def _doubles(place: town.Ground, homes: list[Home], known: dict[str, str], port: int, count: int) -> list[str]:
    """Lines of the journal sent twice at once; gives what went wrong."""
    wrong: list[str] = []
    started = time.monotonic()

    def double(part: list[Home], rounds: int) -> None:
        clients = (Client(port), Client(port))
        for number in range(rounds):
            home = part[number % len(part)]
            key = uuid.uuid4()
            form = {
                "kind": "call",
                "happened_at": dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M"),
                "with_whom": "",
                "text": f"Dubbel {key}",
                "person": "",
                "life_domain": "housing",
                "shield": "everyone",
                "request_id": str(key),
            }

            def send(client: Client) -> Answer:
                path = f"/werk/huishoudens/{home.household}/journaal/nieuw/"  # noqa: B023
                return client.ask("POST", path, form, session=known[home.users[0]])  # noqa: B023

            statuses = [answer.status for answer in _at_once(clients, (send, send))]
            if statuses != [302, 302]:
                wrong.append(f"household {home.household}: answers {statuses}")

    _in_parts(homes, count, double)
    with psycopg.connect(place.owner, autocommit=True) as owner:
        row = owner.execute(
            "SELECT count(*), count(DISTINCT text) FROM plans_contact WHERE text LIKE 'Dubbel %'"
        ).fetchone()
    if row != (count, count):
        wrong.append(f"{count} lines sent twice, there are {row}")
    print(f"{count} double submits: {len(wrong)} wrong ({time.monotonic() - started:.0f} s)", flush=True)
    return wrong


def _in_parts(homes: list[Home], count: int, work: Callable[[list[Home], int], None]) -> None:
    """Pairs of users side by side, each on households of their own."""
    with ThreadPoolExecutor(PAIRS) as pool:
        sizes = [count // PAIRS + (number < count % PAIRS) for number in range(PAIRS)]
        for done in [pool.submit(work, homes[number::PAIRS], size) for number, size in enumerate(sizes) if size]:
            done.result()


if __name__ == "__main__":
    main()

"""kill -9 of database, web server and worker while people write: is anything lost or doubled, how soon is it up again?

    python -m benchmarks.kill [--rounds 10] [--writers 4] [--lines 50000]

Starts ``ontschot serve`` on a small municipality in a folder of its own. Writers send lines of the journal as a browser
does, each with its own request id; without an answer they send the same again. A reader asks a page on a new connection
all the time. Each round kills one part (never asked to stop: SIGKILL), waits until pages answer again, and goes on;
with `--lines` the rounds are spread over so many answered lines. In the end every line that was answered must be there
exactly once, with its lines in the log; what was not answered, once or not at all. Only processes below the server that
this script started are killed. This shows what happens when programs die, not when the power fails.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import http.client
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from benchmarks import town
from benchmarks.serving import Client, free_port, machine, sessions

PERSONS, PER_TEAM = 600, 20
CALM = 1.5  # seconds without a failing page: it is up again
PATIENCE = 60.0
PARTS = (
    "database",
    "web server",
    "worker",
    "web server (one of two)",
    "program",
    "database",
    "web server",
    "worker",
    "program",
    "database",
)


@dataclass
class Written:
    """A line of the journal: the key stands in its text."""

    key: uuid.UUID
    household: int
    tries: int = 0
    answered: bool = False


@dataclass
class Life:
    """What the writers and the reader saw."""

    stop: threading.Event = field(default_factory=threading.Event)
    lines: list[Written] = field(default_factory=list)
    pages: list[tuple[float, float, bool]] = field(default_factory=list)  # begun, ended, answered
    strange: list[str] = field(default_factory=list)


def main() -> None:
    """Kill, look, print."""
    parser = argparse.ArgumentParser(description="kill -9 while people write.")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--lines", type=int, default=0, help="lines that must have been answered in the end")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ontschot-kill-", ignore_cleanup_errors=True) as name:
        folder = Path(name, "data")
        with town.ground(folder) as place:
            town.fill(place, PERSONS, per_team=PER_TEAM)
            with psycopg.connect(place.owner, autocommit=True) as owner:
                homes = owner.execute(
                    "SELECT u.username, c.household_id FROM bench_client c JOIN accounts_user u ON u.id = c.user_id"
                    " WHERE c.kind = 'usual' ORDER BY c.n"
                ).fetchall()
            known = sessions(sorted({user for user, _ in homes}))
            address = place.owner
        _run(folder, address, homes, known, arguments)


def _run(
    folder: Path, owner: str, homes: list[tuple[str, int]], known: dict[str, str], arguments: argparse.Namespace
) -> None:
    os.environ.pop("DATABASE_URL", None)
    port = free_port()
    said = (folder / "serve.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "ontschot.config.cli", "--data", str(folder), "serve", "--port", str(port)],
        stdout=said,
        stderr=said,
    )
    wrong, slowest = ["it did not come to an end"], PATIENCE
    life = Life()
    threads: list[threading.Thread] = []
    try:
        _settle(port)
        threads += [
            threading.Thread(target=_write, args=(life, port, homes[n :: arguments.writers], known))
            for n in range(arguments.writers)
        ]
        threads.append(threading.Thread(target=_read, args=(life, port, known[homes[0][0]])))
        for thread in threads:
            thread.start()
        print(machine())
        print("\n| | killed | up again after (s) | pages that failed | lines answered so far |\n|--:|---|--:|--:|--:|")
        slowest = _rounds(server.pid, life, owner, arguments)
        _until(life, arguments.lines)
        life.stop.set()
        for thread in threads:
            thread.join()
        wrong = _look(life, owner)
        print(f"\nslowest: {slowest:.1f} s" + ("" if slowest <= 5 else " - MISSES 5 s"))
        for text in [*wrong, *life.strange[:5]]:
            print("WRONG:", text)
    finally:
        life.stop.set()
        for thread in threads:
            thread.join()
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    if wrong or life.strange or slowest > 5:
        raise SystemExit(1)


def _rounds(server: int, life: Life, owner: str, arguments: argparse.Namespace) -> float:
    """Kill part after part; gives the longest time until it was up again, in seconds."""
    slowest = 0.0
    for number in range(arguments.rounds):
        time.sleep(1.5)
        _until(life, arguments.lines * number // arguments.rounds)
        part = PARTS[number % len(PARTS)]
        took, failed = _kill(server, part, life, owner)
        slowest = max(slowest, took)
        answered = sum(one.answered for one in life.lines)
        print(f"| {number + 1} | {part} | {took:.1f} | {failed} | {answered} |", flush=True)
    return slowest


def _until(life: Life, lines: int) -> None:
    """Wait until so many lines were answered; ends when the writers stopped because something was strange."""
    while not life.strange and sum(one.answered for one in life.lines) < lines:
        time.sleep(0.2)


def _settle(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if Client(port, timeout=2).get("/gezond/").status == 200:
                time.sleep(3)  # the worker too
                return
        time.sleep(0.2)
    raise SystemExit("ontschot serve does not answer")


# ------------------------------------------------------------------------------------------ writing and reading


def _write(life: Life, port: int, homes: list[tuple[str, int]], known: dict[str, str]) -> None:
    client = Client(port, timeout=10)
    turn = 0
    while not life.stop.is_set():
        user, household = homes[turn % len(homes)]
        turn += 1
        line = Written(uuid.uuid4(), household)
        life.lines.append(line)
        form = {
            "kind": "call",
            "happened_at": dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M"),
            "with_whom": "",
            "text": f"Regel {line.key}",
            "person": "",
            "life_domain": "housing",
            "shield": "everyone",
            "request_id": str(line.key),
        }
        while not line.answered and not life.stop.is_set():
            line.tries += 1
            status = _send(client, f"/werk/huishoudens/{household}/journaal/nieuw/", form, known[user])
            if status in (302, 303):
                line.answered = True
            elif status in (200, 403, 404, 422):
                life.strange.append(f"{status} for a line of the journal")
                return
            else:
                time.sleep(0.1)


def _send(client: Client, path: str, form: dict[str, str], session: str) -> int:
    """The status; 0 without an answer."""
    try:
        answer = client.ask("POST", path, form, session=session)
    except (OSError, http.client.HTTPException):
        return 0
    if answer.status in (302, 303) and "inloggen" in answer.location:
        return 401
    return answer.status


def _read(life: Life, port: int, session: str) -> None:
    while not life.stop.is_set():
        client = Client(port, session, timeout=8)
        good = False
        began = time.monotonic()
        with contextlib.suppress(OSError, http.client.HTTPException):
            good = client.get("/werk/").status == 200
        client.close()
        life.pages.append((began, time.monotonic(), good))
        time.sleep(0.2)  # what it takes of the cores, the writers do not have


# ------------------------------------------------------------------------------------------ killing


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            found += [int(one) for one in (task / "children").read_text().split()]
    return found


def _name(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text().strip()
    return ""


def _parts(server: int, part: str) -> list[int]:
    """The processes of a part; below `serve` stand the database and the program, below that web servers and worker."""
    mine = _children(server)
    programs = [pid for pid in mine if _name(pid) == "ontschot-loaded"]
    if part == "database":
        return [pid for pid in mine if pid not in programs]
    if part == "program":
        return programs
    sign = "ontschot-worker" if part == "worker" else "ontschot-web"
    return [pid for program in programs for pid in _children(program) if _name(pid).startswith(sign)]


def _kill(server: int, part: str, life: Life, owner: str) -> tuple[float, int]:
    """Kill one part; seconds until pages answered without failing again (the worker: until it works again)."""
    chosen = _parts(server, part)
    if part.endswith("(one of two)"):
        chosen = chosen[:1]
    assert chosen, part
    below = [grandchild for pid in chosen if part.startswith("web server") for grandchild in _children(pid)]
    moment = time.monotonic()
    for pid in [*chosen, *below]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    back = _worker_back(owner, moment) if part in ("worker", "program") else 0.0
    up = _up_again(life, moment)
    failed = sum(not good for began, _, good in life.pages if began >= moment)
    return max(up, back), failed


def _up_again(life: Life, moment: float) -> float:
    """Seconds until a page was answered after which none failed; PATIENCE when that does not come."""
    while time.monotonic() - moment < PATIENCE:
        time.sleep(0.1)
        after = [page for page in life.pages if page[0] >= moment]
        last_failure = max((began for began, _, good in after if not good), default=moment)
        good = min((ended for began, ended, good in after if good and began >= last_failure), default=None)
        if good is not None and time.monotonic() - good > CALM:
            return good - moment
    return PATIENCE


def _worker_back(owner: str, moment: float) -> float:
    """Seconds until a new worker reports in the queue."""
    with psycopg.connect(owner, autocommit=True) as connection:
        query = "SELECT coalesce(max(id), 0) FROM procrastinate_workers"
        before = (connection.execute(query).fetchone() or (0,))[0]
        while time.monotonic() - moment < PATIENCE:
            if (connection.execute(query).fetchone() or (0,))[0] > before:
                break
            time.sleep(0.05)
    return time.monotonic() - moment


# ------------------------------------------------------------------------------------------ looking back


def _look(life: Life, owner: str) -> list[str]:
    """What is not as it should be: nothing."""
    with psycopg.connect(owner, autocommit=True) as connection:
        kept: dict[str, list[int]] = {}
        for number, text in connection.execute("SELECT id, text FROM plans_contact WHERE text LIKE 'Regel %'"):
            kept.setdefault(text.removeprefix("Regel "), []).append(number)
        logged = dict(
            connection.execute(
                "SELECT object_id, count(*) FROM privacy_logentry WHERE action = 'write_contact' GROUP BY object_id"
            ).fetchall()
        )
        twice = connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM privacy_logentry WHERE action = 'write_contact'"
            " GROUP BY object_id, subject_person_id, subject_household_id HAVING count(*) > 1) x"
        ).fetchone()
        events = dict(
            connection.execute("SELECT pgh_obj_id, count(*) FROM plans_contactevent GROUP BY pgh_obj_id").fetchall()
        )
    answered = [one for one in life.lines if one.answered]
    again = sum(one.tries > 1 for one in answered)
    numbers = {number for found in kept.values() for number in found}
    wrong = [f"answered, not there: {one.key}" for one in answered if str(one.key) not in kept]
    wrong += [f"there {len(found)} times: {key}" for key, found in kept.items() if len(found) > 1]
    wrong += [f"not in the log: line {number}" for number in numbers if not logged.get(number)]
    wrong += [f"in the log, not there: line {number}" for number in set(logged) - numbers]
    wrong += [f"no history: line {number}" for number in numbers if events.get(number) != 1]
    if twice and twice[0]:
        wrong.append(f"{twice[0]} lines of the log are doubled")
    print(
        f"\n{len(answered)} lines answered, {again} of them sent more than once; {len(numbers)} lines there,"
        f" {sum(logged.values())} lines in the log; {len(wrong)} wrong"
    )
    return wrong


if __name__ == "__main__":
    main()

"""What a page costs: processor time of web server and PostgreSQL for each page of the load, beside another tree.

    git worktree add /tmp/before COMMIT
    python -m benchmarks.page_cost --persons 200000 --keep /tmp/town --beside /tmp/before

Two servers on one municipality, in turn, in one run: the other tree (its sources, with the installed libraries of this
one) and this one. Taken from the kernel for each process, so that other work on the machine counts little. Without
`--beside` this tree alone.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import load, pages, town
from benchmarks.serving import Client, free_port, half, machine, sessions, wait_for

HERE = Path(__file__).parent.parent
A_TURN = 12  # questions of one page to one server
Cost = tuple[float, float]  # milliseconds of the web server, of PostgreSQL
Ask = Callable[[int], tuple[str, str, dict[str, str] | None]]  # the n-th question: username, path, form


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Processor time of pages.")
    parser.add_argument("--persons", type=int, default=200_000)
    parser.add_argument("--keep", type=Path, help="a folder with the municipality of an earlier run")
    parser.add_argument("--beside", type=Path, help="another tree of this project")
    parser.add_argument("--rounds", type=int, default=4)
    arguments = parser.parse_args()
    trees = [arguments.beside.absolute(), HERE] if arguments.beside else [HERE]
    with town.ground(arguments.keep) as place:
        town.fill(place, arguments.persons)
        print(machine())
        _print(_measure(place, trees, arguments.rounds), len(trees))
        print(machine())


def _measure(place: town.Ground, trees: list[Path], rounds: int) -> dict[str, list[Cost]]:
    asks = _asks(place)
    known = sessions(sorted({ask(n)[0] for ask in asks.values() for n in range((rounds + 2) * A_TURN)}))
    database = int((place.folder / "database" / "cluster" / "postmaster.pid").read_text().split()[0])
    taken: dict[str, list[list[Cost]]] = defaultdict(lambda: [[] for _ in trees])
    with contextlib.ExitStack() as ends:
        servers = [ends.enter_context(_served(tree, place.app)) for tree in trees]
        for turn in range(rounds + 1):
            for name, ask in asks.items():
                for which, (process, client) in list(enumerate(servers))[:: 1 if turn % 2 else -1]:
                    before = _used(process), _used(database)
                    for n in range(A_TURN):
                        user, path, form = ask(turn * A_TURN + n)
                        answer = client.ask("GET" if form is None else "POST", path, form, session=known[user])
                        if answer.location.startswith(load.FOUND):
                            answer = client.ask("GET", answer.location, session=known[user])
                        assert answer.status in (200, 302), (name, path, answer.status)
                    after = _used(process), _used(database)
                    if turn:  # the first one warms up
                        web, data = ((b - a) / A_TURN * 1000 for a, b in zip(before, after, strict=True))
                        taken[name][which].append((web, data))
    return {
        name: [(half([web for web, _ in one]), half([data for _, data in one])) for one in each]
        for name, each in taken.items()
    }


def _asks(place: town.Ground) -> dict[str, Ask]:
    """The pages of the load, and a line of the journal."""
    measured = [page for page in pages.of(place) if page.name != "log, privacy officer"]
    homes = load.writable(place)

    def of_page(page: pages.Page) -> Ask:
        return lambda n: page.asks[n % len(page.asks)]

    def write(n: int) -> tuple[str, str, dict[str, str] | None]:
        user, household = homes[n % len(homes)]
        return user, *load.a_line(household)

    return {page.name: of_page(page) for page in measured} | {load.WRITE: write}


@contextlib.contextmanager
def _served(tree: Path, database: str) -> Iterator[tuple[int, Client]]:
    """The web processes of a tree on a port of their own: the number of the process above them, and a browser."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "ontschot.config.program", "--port", str(port), "--no-worker"],
        env=os.environ | {"PYTHONPATH": str(tree / "src"), "DATABASE_URL": database},
        cwd=tree,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield process.pid, Client(port, timeout=60)
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)


def _used(root: int) -> float:
    """Processor seconds of this process and all below it until now."""
    time.sleep(0.005)  # what was just finished is counted
    children, used = defaultdict(list), {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            tasks = [(task / "schedstat").read_text().split()[0] for task in (entry / "task").iterdir()]
            children[parent].append(int(entry.name))
            used[int(entry.name)] = sum(map(int, tasks)) / 1e9
    total, waiting = 0.0, [root]
    while waiting:
        one = waiting.pop()
        total += used.get(one, 0.0)
        waiting += children[one]
    return total


def _print(taken: dict[str, list[Cost]], trees: int) -> None:
    """In milliseconds for each page; the mix is that of the load."""
    heads = ["before: web", "PostgreSQL", "together", "now: web", "PostgreSQL", "together", "ratio"]
    heads = heads if trees > 1 else ["web", "PostgreSQL", "together"]
    print("| page | " + " | ".join(heads) + " |\n|---" + "|--:" * len(heads) + "|")
    share = {name: load.WRITES if name == load.WRITE else (1 - load.WRITES) / (len(taken) - 1) for name in taken}
    mix = [
        (sum(share[name] * each[n][0] for name, each in taken.items()),
         sum(share[name] * each[n][1] for name, each in taken.items()))
        for n in range(trees)
    ]  # fmt: skip
    for name, each in [*taken.items(), ("**the mix**", mix)]:
        cells = [f"{value:.1f}" for web, data in each for value in (web, data, web + data)]
        ratio = [f"{sum(each[1]) / sum(each[0]):.2f}"] if trees > 1 else []
        print(f"| {name} | " + " | ".join(cells + ratio) + " |")


if __name__ == "__main__":
    main()

"""`ontschot serve`: what dies comes back, nobody else dies with it, and a page says so in the meantime."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from .conftest import Ontschot, command, embedded

# What is started once for the whole file is started in one process only.
pytestmark = pytest.mark.xdist_group("serve")

# Five seconds on a machine of its own; the tests share theirs with others.
PATIENCE = 90


def eventually(check: Callable[[], object], timeout: float = PATIENCE) -> None:
    """Wait until `check` gives something true."""
    deadline = time.monotonic() + timeout
    while not check():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


@dataclass
class Serving:
    """An Ontschot that serves."""

    process: "subprocess.Popen[bytes]"
    port: int
    data: Path
    messages: Path

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and text of a page; status 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            return response.status, response.read().decode()
        except OSError:
            return 0, ""
        finally:
            connection.close()

    def healthy(self) -> bool:
        """Whether the health page comes."""
        return self.get("/gezond/")[0] == 200

    def children(self) -> dict[str, list[int]]:
        """Process numbers by what they are: database and program below this process, web and worker below that."""
        found: dict[str, list[int]] = {"database": [], "program": [], "web": [], "worker": []}
        for number in below(self.process.pid):
            found["program" if name_of(number) in ("python", "python3", "ontschot-loaded") else "database"].append(
                number
            )
        for program in found["program"]:
            for number in below(program):
                kind = {"ontschot-web": "web", "ontschot-work": "worker"}.get(name_of(number)[:13].rstrip("-"))
                found[kind or "program"].append(number)
        return found


def below(pid: int) -> list[int]:
    """Direct children."""
    with contextlib.suppress(OSError):
        return [int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def name_of(pid: int) -> str:
    """What it is called in a list of processes; empty when it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text().strip()
    return ""


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    """Ontschot serving from a data folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="ontschot-serve-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        place.chmod(0o711)
        messages = place / "messages"
        with messages.open("wb") as file:
            process = subprocess.Popen(
                command("--data", place / "data", "serve", "--migrate", "demo", "--port", port),
                env=embedded(),
                stdout=file,
                stderr=file,
            )
        running = Serving(process, port, place / "data", messages)
        try:
            eventually(lambda: f"http://127.0.0.1:{port}/" in messages.read_text() or process.poll(), timeout=180)
            assert process.poll() is None, messages.read_text()
            yield running
        finally:
            process.terminate()
            process.wait(60)
        left = subprocess.run(["pgrep", "-f", str(place)], capture_output=True, text=True, check=False).stdout.split()
        assert left == []


@pytest.mark.parametrize("part", ["database", "web", "worker"])
def test_a_part_that_is_killed_comes_back_alone(serving: Serving, part: str) -> None:
    eventually(lambda: all(serving.children().values()))
    before = serving.children()
    os.kill(before[part][0], signal.SIGKILL)
    eventually(lambda: serving.children()[part] != before[part] and all(serving.children().values()))
    eventually(serving.healthy)
    after = serving.children()
    for other in {"database", "web"} - {part}:  # the worker itself starts anew when its database was away
        assert after[other] == before[other]


def test_the_program_that_is_killed_comes_back_with_its_parts(serving: Serving) -> None:
    eventually(lambda: all(serving.children().values()))
    before = serving.children()
    os.kill(before["program"][0], signal.SIGKILL)
    eventually(lambda: all(serving.children().values()) and serving.children()["program"] != before["program"])
    eventually(serving.healthy)
    after = serving.children()
    assert after["database"] == before["database"]
    assert not {*before["web"], *before["worker"]} & {*after["web"], *after["worker"]}


def test_a_web_server_is_a_copy_of_what_is_loaded(serving: Serving) -> None:
    """What dies is back without loading: most of its memory is shared with the program."""
    eventually(serving.healthy)
    rollup = Path(f"/proc/{serving.children()['web'][0]}/smaps_rollup").read_text()
    shared = sum(int(kilobytes) for kilobytes in re.findall(r"^Shared_Dirty: +(\d+) kB", rollup, re.MULTILINE))
    assert shared > 30_000


def test_without_database_a_page_asks_for_patience_and_then_recovers(serving: Serving) -> None:
    eventually(serving.healthy)
    os.kill(serving.process.pid, signal.SIGSTOP)  # nobody starts the database again for now
    try:
        os.kill(serving.children()["database"][0], signal.SIGKILL)
        # Open connections answer until the database's own processes have seen that it is gone; nothing else may come.
        statuses = []
        while 503 not in statuses[-1:]:
            assert len(statuses) < 100, "the database is gone, but nobody noticed"
            status, page = serving.get("/", Cookie="sessionid=" + "x" * 32)
            statuses.append(status)
        assert set(statuses) <= {302, 503}
        assert re.search("even geduld|niet bereikbaar", page, re.IGNORECASE)
        assert "Traceback" not in page
    finally:
        os.kill(serving.process.pid, signal.SIGCONT)
    eventually(serving.healthy)
    eventually(lambda: serving.get("/", Cookie="sessionid=" + "x" * 32)[0] in (200, 302))


def test_its_folder_and_its_port_are_taken(serving: Serving, ontschot: Ontschot, data_folder: Path) -> None:
    same_folder = ontschot("--data", serving.data, "serve", "--port", "0")
    assert same_folder.code == 3
    assert "in use by 'ontschot serve'" in same_folder.err
    same_port = ontschot("--data", data_folder, "serve", "--port", serving.port)
    assert same_port.code == 3
    assert f"--port {serving.port + 1}" in same_port.err


def test_other_commands_work_beside_it(serving: Serving, ontschot: Ontschot) -> None:
    assert ontschot("--data", serving.data, "doctor").code == 0
    assert serving.process.poll() is None


def test_its_children_do_not_know_the_owner(serving: Serving) -> None:
    eventually(lambda: all(serving.children().values()))
    for number in (*serving.children()["program"], *serving.children()["web"], *serving.children()["worker"]):
        known = Path(f"/proc/{number}/environ").read_text()
        assert "DATABASE_OWNER_URL" not in known
        assert "postgres:" not in known


def test_it_does_not_serve_a_database_that_was_not_made(ontschot: Ontschot, data_folder: Path) -> None:
    ran = ontschot("--data", data_folder, "serve", "--port", "0")
    assert ran.code == 3
    assert "ontschot migrate" in ran.err

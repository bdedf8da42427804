"""Serving the product as ``ontschot serve`` does, sessions for its users, and a client that knows them."""

from __future__ import annotations

import contextlib
import http.client
import os
import platform
import signal
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from ontschot.config.commands import serve

TOKEN = "b" * 32


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    return port


@contextlib.contextmanager
def served(database: str, settings: str = "ontschot.config.settings") -> Iterator[int]:
    """The web processes of ``serve`` on a port of their own; ends them afterwards. Gives the port."""
    port = free_port()
    environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": settings}
    process = serve.program("127.0.0.1", port, environment, worker=False).start()
    try:
        wait_for(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)


def wait_for(port: int, *, seconds: float = 120.0) -> None:
    """Until the health page answers."""
    until = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if Client(port).get("/gezond/").status == 200:
                return
        if time.monotonic() > until:
            raise SystemExit("the web server does not answer")
        time.sleep(0.2)


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took in milliseconds from the first byte sent to the last received."""

    status: int
    body: bytes
    milliseconds: float
    location: str = ""


class Client:
    """One browser: a connection that stays, and a session."""

    def __init__(self, port: int, session: str = "", *, timeout: float = 30) -> None:
        self._port, self._timeout = port, timeout
        self._session = session
        self._connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self.ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        return self.ask("POST", path, fields)

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None, session: str | None = None) -> Answer:
        """Raises OSError or HTTPException when the connection breaks; the next question makes a new one."""
        cookie = f"csrftoken={TOKEN}; sessionid={self._session if session is None else session}"
        headers = {"Cookie": cookie, "X-CSRFToken": TOKEN, "Host": "localhost"}
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields)
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=self._timeout)
            self._connection.connect()
            assert self._connection.sock is not None
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        started = time.perf_counter()
        try:
            self._connection.request(method, path, body=body, headers=headers)
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        took = (time.perf_counter() - started) * 1000
        if response.will_close:
            self.close()
        return Answer(response.status, content, took, response.headers.get("Location", ""))

    def close(self) -> None:
        """Forget the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def sessions(usernames: list[str]) -> dict[str, str]:
    """A session for each of these users, as the demo's switch of persona makes one. Needs Django to be set up."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from ontschot.accounts.models import User

    made = {}
    for user in User.objects.filter(username__in=usernames):
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store["persona"] = True
        store.create()
        made[user.username] = store.session_key
    missing = set(usernames) - set(made)
    assert not missing, missing
    return made


def machine() -> str:
    """In one line, on what this was measured, and how busy it was."""
    model = "unknown processor"
    memory = ""
    with contextlib.suppress(OSError):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), model)
        with open("/proc/meminfo", encoding="utf-8") as file:
            memory = f", {int(file.readline().split()[1]) // 1_048_576} GB"
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    when = time.strftime("%Y-%m-%d %H:%M", time.gmtime())
    return f"{os.cpu_count()} x {model}{memory}, Python {platform.python_version()}; {when} UTC, load {load}"


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def half(values: list[float]) -> float:
    """The median."""
    return statistics.median(values)

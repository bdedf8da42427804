"""Keeps a few processes running: starts them as direct children, restarts the one that died, stops all in order.

Each child leads a session of its own, so that killing one never reaches another, and on Linux dies with the supervisor.
"""

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from ontschot.foundation.local_database import tied_to_parent

_FIRST_DELAY = 0.1  # seconds before a second try
_LONGEST_DELAY = 2.0
_CALM = 10.0  # seconds after which a child counts as healthy again


class StartFailed(Exception):
    """A child died again and again before anything worked."""


class Running(Protocol):
    """A direct child, as `subprocess.Popen` and `forking.Forked` are."""

    @property
    def pid(self) -> int:
        """Its process number."""

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it ends; raises `subprocess.TimeoutExpired`."""

    def send_signal(self, number: int, /) -> None:
        """Send a signal."""

    def kill(self) -> None:
        """End it at once."""


@dataclass
class Child:
    """One process to keep. `start` gives a direct child; raising one of `retry_on` means: try again later."""

    name: str
    start: Callable[[], Running]
    stop_signal: int = signal.SIGTERM
    grace: float = 10.0  # seconds between asking and forcing
    retry_on: tuple[type[Exception], ...] = (OSError,)
    process: Running | None = None
    failures: int = 0
    started: float = 0.0
    next_try: float = field(default=0.0)


def spawn(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """Start a program as a child in its own session that is asked to stop when its parent dies."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
        preexec_fn=tied_to_parent(signal.SIGTERM),
    )


class Supervisor:
    """Runs its children until a stop is asked. `say` hears in one line what happens; `tick` runs every 0.2 s or so."""

    def __init__(self, children: list[Child], *, say: Callable[[str], None]) -> None:
        self.children = children
        self.say = say
        self.stopping = False

    def run(self, *, tick: Callable[[], None] = lambda: None, patience: int | None = None) -> None:
        """Start the children that do not run yet, keep them running until SIGTERM, SIGINT or SIGHUP, and stop them all.

        `patience`: how often one may die before `tick` was ever content (`settled`); then `StartFailed` is raised.
        """
        with self._woken_by_signals() as wake:
            try:
                while not self.stopping:
                    self._look_after(patience)
                    tick()
                    self._sleep(wake)
            finally:
                self.stop_all()

    def settled(self) -> None:
        """Everything works: from now on nothing makes the supervisor give up."""
        self._settled = True

    _settled = False

    def _look_after(self, patience: int | None) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                self._died(child, now)
            if child.process is None and now >= child.next_try:
                if patience is not None and not self._settled and child.failures > patience:
                    raise StartFailed(f"{child.name} does not start.")
                self._start(child, now)

    def _died(self, child: Child, now: float) -> None:
        if child.process is None:
            return
        self.say(f"{child.name} stopped ({_reason(child.process.wait())}); starting it again")
        _end_group(child.process.pid)  # what it left behind could still hold its port
        if now - child.started > _CALM:
            child.failures = 0
        child.process = None
        child.next_try = now + (min(_FIRST_DELAY * 2**child.failures, _LONGEST_DELAY) if child.failures else 0)
        child.failures += 1

    def _start(self, child: Child, now: float) -> None:
        child.started = now
        try:
            child.process = child.start()
        except child.retry_on as error:
            self.say(f"{child.name} does not start yet: {error}")
            child.failures += 1
            child.next_try = now + min(_FIRST_DELAY * 2**child.failures, _LONGEST_DELAY)

    def stop_all(self) -> None:
        """Stop the children, last one first, each with its grace."""
        for child in reversed(self.children):
            process = child.process
            if process is None or process.poll() is not None:
                continue
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(child.stop_signal)
            try:
                process.wait(child.grace)
            except subprocess.TimeoutExpired:
                self.say(f"{child.name} does not stop; ending it")
                process.kill()
                process.wait()
            _end_group(process.pid)

    @contextmanager
    def _woken_by_signals(self) -> Iterator[int]:
        """A pipe that becomes readable at a signal; SIGTERM, SIGINT and SIGHUP ask to stop."""
        read, write = os.pipe()
        os.set_blocking(read, False)
        os.set_blocking(write, False)
        before = signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        asked = {
            number: signal.signal(number, self._ask_to_stop)
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        }
        asked[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            yield read
        finally:
            for number, handler in asked.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(before)
            os.close(read)
            os.close(write)

    def _ask_to_stop(self, *_: object) -> None:
        self.stopping = True

    def _sleep(self, wake: int) -> None:
        if self.stopping:
            return
        select.select([wake], [], [], 0.2)
        with contextlib.suppress(BlockingIOError):
            while os.read(wake, 512):
                pass


def _end_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _reason(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"

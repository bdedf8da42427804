"""A child made by copying this process: what is loaded here is loaded there, in some thousandths of a second.

Only for a process with one thread and no open connection: those are not copied whole.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from ontschot.foundation.local_database import tied_to_parent

_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)


class Forked:
    """A copied process, with that part of the interface of `subprocess.Popen` that a supervisor uses."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit code (minus the signal that ended it); None while it runs."""
        if self.returncode is None:
            with contextlib.suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it ends. Raises `subprocess.TimeoutExpired` after `timeout` seconds."""
        until = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            time.sleep(0.02)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


def threads() -> int:
    """How many threads this process has, those of libraries included; 1 where that cannot be seen."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.exists() else 1


def call_me(name: str) -> None:
    """What this process is called in a list of processes: 15 characters; only on Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(15, name[:15].encode(), 0, 0, 0)  # PR_SET_NAME


def fork(run: Callable[[], int], *, name: str) -> Forked:
    """Copy this process; the copy calls `run`, whose answer is its exit code.

    It leads a session of its own, is asked to stop (SIGTERM) when this process dies, has no input, no open file but
    output and errors, and is called `name` (15 characters) in a list of processes.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    prepare = tied_to_parent(signal.SIGTERM)
    pid = os.fork()
    if pid:
        return Forked(pid)
    code = 1
    try:
        _become(name)
        prepare()
        code = run()
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else int(bool(ending.code))
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)  # never back into what the first process was doing


def _become(name: str) -> None:
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in _SIGNALS:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    call_me(name)

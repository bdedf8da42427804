"""The supervisor: one that dies is started again, no other is touched, and nothing stays behind."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from ontschot.foundation.supervisor import Child, StartFailed, Supervisor, spawn

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]


def child(name: str, command: list[str] = SLEEPS) -> Child:
    """A child that runs a command."""
    return Child(name=name, start=partial(spawn, command, dict(os.environ)), grace=2)


def pid(of: Child) -> int:
    """Its process number."""
    assert of.process is not None
    return of.process.pid


def gone(number: int) -> bool:
    """Whether no such process is left, but for an entry that nobody has read yet."""
    try:
        os.kill(number, 0)
        return Path(f"/proc/{number}/stat").read_text().split()[2] == "Z"
    except (ProcessLookupError, FileNotFoundError):
        return True


def test_the_one_that_dies_is_started_again_and_no_other() -> None:
    one, other = child("one"), child("other")
    said: list[str] = []
    supervisor = Supervisor([one, other], say=said.append)
    seen: list[tuple[int, int]] = []

    def tick() -> None:
        seen.append((pid(one), pid(other)) if one.process and other.process else (0, 0))
        if len(seen) == 1:
            os.kill(pid(one), signal.SIGKILL)
        elif seen[-1][0] not in (0, seen[0][0]) or len(seen) > 50:
            os.kill(os.getpid(), signal.SIGTERM)

    supervisor.run(tick=tick)
    assert seen[-1][0] != seen[0][0]
    assert seen[-1][1] == seen[0][1]
    assert said == ["one stopped (SIGKILL); starting it again"]
    assert all(gone(number) for number in (*seen[0], *seen[-1]))


def test_what_a_dead_child_left_behind_is_ended(tmp_path: Path) -> None:
    """A web server's own processes would otherwise hold its port."""
    note = tmp_path / "left"
    leaves = (
        "import pathlib, subprocess, time; left = subprocess.Popen(['sleep', '60']);"
        f"pathlib.Path({str(note)!r}).open('a').write(f'{{left.pid}} '); time.sleep(60)"
    )
    parent = child("parent", [sys.executable, "-c", leaves])

    def tick() -> None:
        left = note.read_text().split() if note.exists() else []
        if len(left) == 1 and parent.process is not None and not parent.failures:
            parent.process.kill()
        elif len(left) == 2:
            os.kill(os.getpid(), signal.SIGINT)

    Supervisor([parent], say=lambda _: None).run(tick=tick)
    deadline = time.monotonic() + 10
    numbers = [int(number) for number in note.read_text().split()]
    while not all(map(gone, numbers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert all(map(gone, numbers))


def test_one_that_never_works_is_given_up_before_anything_worked() -> None:
    fails = child("broken", [sys.executable, "-c", "raise SystemExit(7)"])
    fine = child("fine")
    with pytest.raises(StartFailed, match="broken"):
        Supervisor([fine, fails], say=lambda _: None).run(patience=1)
    assert fine.process is not None
    assert fine.process.poll() is not None


def test_one_that_does_not_stop_is_ended() -> None:
    deaf = child(
        "deaf", [sys.executable, "-c", "import signal,time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"]
    )
    deaf.grace = 0.3
    said: list[str] = []
    began = time.monotonic()
    Supervisor([deaf], say=said.append).run(
        tick=lambda: os.kill(os.getpid(), signal.SIGTERM) if time.monotonic() - began > 0.5 else None
    )
    assert said == ["deaf does not stop; ending it"]


@pytest.mark.skipif(sys.platform != "linux", reason="the parent's death is told to a child on Linux only")
def test_children_die_with_a_supervisor_that_is_killed() -> None:
    script = (
        "import os, sys; from functools import partial; from ontschot.foundation.supervisor import *\n"
        f"c = Child('c', partial(spawn, {SLEEPS!r}, dict(os.environ)))\n"
        "Supervisor([c], say=print).run(tick=lambda: print(c.process.pid, flush=True))"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout is not None
    number = int(supervisor.stdout.readline())
    supervisor.kill()
    supervisor.wait()
    supervisor.stdout.close()
    deadline = time.monotonic() + 10
    while not gone(number) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert gone(number)

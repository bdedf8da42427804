"""A copied process: it has what was loaded, a session of its own, and never comes back into its parent's work."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ontschot.foundation.forking import Forked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names and the parent's death are known on Linux only")

# The tests themselves run with threads, from which nothing may be copied: each copy is made in a program of its own.
PROGRAM = """
import os, signal, sys, time
from pathlib import Path
from ontschot.foundation.forking import fork, threads
loaded = {"word": "loaded"}
note = Path(sys.argv[1])
"""


def run(program: str, note: Path) -> "subprocess.CompletedProcess[str]":
    """Run the lines after those of `PROGRAM`."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM + program, str(note)], capture_output=True, text=True, timeout=60, check=False
    )


def test_it_has_what_was_loaded_and_gives_its_exit_code(tmp_path: Path) -> None:
    ran = run(
        "assert threads() == 1\n"
        "held = open(os.devnull)\n"
        "def copy():\n"
        "    comm = Path('/proc/self/comm').read_text().strip()\n"
        "    files = sorted(int(f) for f in os.listdir('/proc/self/fd'))[:-1]\n"
        "    note.write_text(f'{loaded[\"word\"]} {comm} {os.getsid(0) == os.getpid()} {files}')\n"
        "    return 7\n"
        "child = fork(copy, name='ontschot-copy-with-a-long-name')\n"
        "print(child.wait(20))\n",
        tmp_path / "note",
    )
    assert (ran.stdout, ran.stderr) == ("7\n", "")
    assert (tmp_path / "note").read_text() == "loaded ontschot-copy-w True [0, 1, 2]"


def test_what_goes_wrong_in_it_is_told_and_stays_there(tmp_path: Path) -> None:
    ran = run(
        "def copy():\n"
        "    raise ValueError('no')\n"
        "print(fork(copy, name='x').wait(20))\n"
        "print(fork(lambda: sys.exit(3), name='x').wait(20))\n",
        tmp_path,
    )
    assert ran.stdout == "1\n3\n"
    assert ran.stderr.count("ValueError: no") == 1
    assert ran.returncode == 0


def test_signals_of_the_parent_are_not_its_own(tmp_path: Path) -> None:
    ran = run(
        "signal.signal(signal.SIGTERM, lambda *_: None)\n"
        "child = fork(lambda: time.sleep(60) or 0, name='x')\n"
        "while 'x' != Path(f'/proc/{child.pid}/comm').read_text().strip(): time.sleep(0.01)\n"
        "child.send_signal(signal.SIGTERM)\n"
        "print(child.wait(20))\n",
        tmp_path,
    )
    assert ran.stdout == f"{-signal.SIGTERM}\n"


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    ran = run(
        "child = fork(lambda: time.sleep(60) or 0, name='x')\n"
        "while 'x' != Path(f'/proc/{child.pid}/comm').read_text().strip(): time.sleep(0.01)\n"
        "print(child.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n",
        tmp_path,
    )
    number = int(ran.stdout)
    until = time.monotonic() + 10
    while time.monotonic() < until and Path(f"/proc/{number}").exists():
        time.sleep(0.02)
    assert not Path(f"/proc/{number}").exists()


def test_waiting_has_an_end() -> None:
    sleeping = subprocess.Popen(["sleep", "60"])
    child = Forked(sleeping.pid)
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.1)
        child.kill()
        assert child.wait(20) == -signal.SIGKILL
        child.send_signal(signal.SIGTERM)  # to nobody
    finally:
        sleeping.returncode = 0  # its end was read above


def test_everything_is_loaded_without_a_thread_and_without_a_connection(tmp_path: Path) -> None:
    """A copy has neither: so the process that is copied may not have them."""
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, socket\n"
            "from ontschot.config import program\n"
            "from ontschot.foundation.forking import threads\n"
            "program.load()\n"
            "files = [os.readlink(f'/proc/self/fd/{f}') for f in os.listdir('/proc/self/fd')[3:] if int(f) > 2\n"
            "         and os.path.exists(f'/proc/self/fd/{f}')]\n"
            "print(threads(), [f for f in files if f.startswith('socket')])\n",
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ
        | {
            "ONTSCHOT_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "ontschot.config.settings",
            "DATABASE_URL": "postgresql://nobody:x@127.0.0.1:1/none",
            "ONTSCHOT_POOL": "4",
        },
    )
    assert ran.stdout == "1 []\n", ran.stderr

"""Running the command line as a script would."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

# What would point a command at the database of the tests instead of one in a data folder.
_ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "ONTSCHOT_DATA")


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def summary(self) -> dict[str, Any]:
        """The last line of stdout."""
        found: dict[str, Any] = json.loads(self.out.splitlines()[-1])
        return found


Ontschot = Callable[..., Ran]


def command(*arguments: object) -> list[str]:
    """The command line of `ontschot`."""
    return [sys.executable, "-m", "ontschot.config.cli", *map(str, arguments)]


def embedded() -> dict[str, str]:
    """An environment without a database server of its own: the one in the data folder is used."""
    own = {key: value for key, value in os.environ.items() if key not in _ADDRESSES}
    return {key: value for key, value in own.items() if not key.startswith("ONTSCHOT_TEST_")}


@pytest.fixture
def ontschot() -> Ontschot:
    """Run `ontschot` with arguments, in an environment (default: the embedded database)."""

    def run(*arguments: object, env: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            command(*arguments), env=env or embedded(), capture_output=True, text=True, timeout=180, check=False
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def data_folder() -> Iterator[Path]:
    """A data folder that an unprivileged server can reach, which pytest's own folders are not."""
    import shutil
    import tempfile

    place = Path(tempfile.mkdtemp(prefix="ontschot-data-"))
    place.chmod(0o711)
    yield place / "data"
    shutil.rmtree(place, ignore_errors=True)

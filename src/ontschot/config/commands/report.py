"""What a command tells: progress on stderr, the answer on stdout, the end as an exit code."""

import json
import sys
import time
from typing import Any, TextIO

OK = 0
REFUSED = 1
USAGE = 2
ENVIRONMENT = 3

_QUIET = 2.0  # seconds before progress is worth a line


class Refused(Exception):
    """The command was understood and not done, or done with findings: exit code 1."""


class WrongUse(Exception):
    """The command was not given as it should be: exit code 2."""


class EnvironmentProblem(Exception):
    """Something around Ontschot is missing or wrong (database, folder, rights): exit code 3. Says what to do."""


class Report:
    """Where a command writes. With `as_json`, the summary is one JSON object in the last line of stdout."""

    def __init__(self, *, as_json: bool = False, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.as_json = as_json
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        self.summary: dict[str, Any] = {}
        self._began = time.monotonic()
        self._shown = 0.0
        self._line_open = False

    def say(self, text: str) -> None:
        """A line of the answer; beside a JSON summary it goes to stderr."""
        self._close_line()
        print(text, file=self.err if self.as_json else self.out, flush=True)

    def note(self, text: str) -> None:
        """A line about what is going on, on stderr."""
        self._close_line()
        print(text, file=self.err, flush=True)

    def progress(self, done: int, total: int, label: str) -> None:
        """How far it is. Shown from two seconds on; one line that renews itself, in a log every ten seconds."""
        now = time.monotonic()
        live = self.err.isatty()
        if now - self._began < _QUIET or (now - self._shown < (0.2 if live else 10) and (not total or done < total)):
            return
        self._shown = now
        text = f"{label}: {done} of {total}" if total else f"{label}: {done}"
        if live:
            print(f"\r{text:<70}", end="", file=self.err, flush=True)
            self._line_open = True
        else:
            print(text, file=self.err, flush=True)

    def add(self, **values: Any) -> None:
        """Put values in the summary."""
        self.summary |= values

    def finish(self, code: int, error: str = "") -> int:
        """Write what remains and give back the exit code."""
        self._close_line()
        if error:
            print(error, file=self.err, flush=True)
        if self.as_json:
            summary = {"ok": code == OK, **self.summary} | ({"error": error} if error else {})
            print(json.dumps(summary, ensure_ascii=False, default=str), file=self.out, flush=True)
        return code

    def _close_line(self) -> None:
        if self._line_open:
            print(file=self.err)
            self._line_open = False

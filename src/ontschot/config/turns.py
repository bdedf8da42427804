"""Requests come in side by side and are answered in turn.

A page costs the processor more than it waits for the database. Threads that answer pages at once in one process take
the interpreter from each other some twenty times a page; one at a time gives more pages a second, and each sooner
(docs/performance.md). What a slow connection still sends is waited for outside the turn: it holds up nobody.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable
from typing import IO
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_MOST = 24_000_000  # bytes; more is a study's registrations, which are received while they are answered, out of turn
_PART = 65_536


class Turns:
    """The application, one request at a time for each process."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application
        self._turn = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Receive all that was sent, then answer."""
        size = int(environ.get("CONTENT_LENGTH") or 0)
        if size > _MOST:
            return self._application(environ, start_response)
        received = _received(environ["wsgi.input"], size)
        if received is None:
            start_response("400 Bad Request", [("Content-Length", "0")])
            return []
        environ["wsgi.input"] = received
        with self._turn:
            return self._application(environ, start_response)


def _received(sent: IO[bytes], size: int) -> IO[bytes] | None:
    """All that was to be sent; None when the connection broke off: half a form is no form."""
    kept = io.BytesIO()
    while size and (part := sent.read(min(size, _PART))):
        size -= kept.write(part)
    kept.seek(0)
    return None if size else kept

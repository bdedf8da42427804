"""Requests are received side by side and answered in turn."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Iterable
from typing import Any

import pytest

from ontschot.config import turns


class Slow(io.BytesIO):
    """What is sent by somebody whose connection stalls until `go`."""

    def __init__(self, data: bytes, go: threading.Event) -> None:
        super().__init__(data)
        self._go = go

    def read(self, size: int | None = -1, /) -> bytes:
        self._go.wait(10)
        return super().read(size)


def answered(application: turns.Turns, sent: io.BytesIO, size: int) -> tuple[str, bytes]:
    statuses: list[str] = []
    environ: dict[str, Any] = {"CONTENT_LENGTH": str(size) if size else "", "wsgi.input": sent}
    body = b"".join(application(environ, lambda status, *_rest: statuses.append(status)))  # type: ignore[arg-type, return-value]
    return statuses[0], body


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


@pytest.mark.parametrize("size", [0, 1, 70_000, 1_500_000])
def test_all_that_was_sent_arrives(size: int) -> None:
    sent = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert answered(turns.Turns(echo), io.BytesIO(sent), size) == ("200 OK", sent)  # type: ignore[arg-type]


def test_half_a_form_is_refused_and_not_answered() -> None:
    asked: list[int] = []

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        asked.append(1)
        return echo(environ, start_response)

    status, body = answered(turns.Turns(application), io.BytesIO(b"name=Saskia&wi"), 40)  # type: ignore[arg-type]
    assert (status, body, asked) == ("400 Bad Request", b"", [])


def test_a_stalled_connection_holds_up_nobody() -> None:
    application, go = turns.Turns(echo), threading.Event()  # type: ignore[arg-type]
    kept: list[tuple[str, bytes]] = []
    stalled = threading.Thread(target=lambda: kept.append(answered(application, Slow(b"late", go), 4)))
    stalled.start()
    assert answered(application, io.BytesIO(b"now"), 3) == ("200 OK", b"now")
    assert kept == []
    go.set()
    stalled.join(10)
    assert kept == [("200 OK", b"late")]


def test_one_at_a_time_except_what_is_very_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_MOST", 100)
    here, most, lock = [0], [0], threading.Lock()

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with lock:
            here[0] += 1
            most[0] = max(most[0], here[0])
        time.sleep(0.05)
        with lock:
            here[0] -= 1
        return echo(environ, start_response)

    in_turn = turns.Turns(application)  # type: ignore[arg-type]

    def at_once(size: int) -> int:
        most[0] = 0
        threads = [threading.Thread(target=answered, args=(in_turn, io.BytesIO(b"x" * size), size)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        return most[0]

    assert at_once(10) == 1
    assert at_once(101) > 1

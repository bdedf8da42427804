"""Lines that not everything reads, made plain: ends of CR alone (old Macintosh programs), CR CR LF, empty last rows."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_BLOCK = 1024 * 1024
_NOTHING = b";,\t| \r\n"


def plain_ends(path: Path, workspace: Path) -> Path:
    """The file itself, or a copy in the workspace when the first block has lines that end in CR alone or in CR CR LF.

    Streams.
    """
    with path.open("rb") as source:
        head = source.read(_BLOCK)
        twice, alone = b"\r\r\n" in head, b"\r" in head and b"\n" not in head
        if not (twice or alone):
            return path
        source.seek(0)
        copy = workspace / "lines.csv"
        with copy.open("wb") as target:
            for block in _whole_ends(source):
                target.write(block.replace(b"\r", b"\n") if alone else block.replace(b"\r\r\n", b"\n"))
    return copy


def _whole_ends(source: BinaryIO) -> Iterator[bytes]:
    """Blocks of which none ends within a line end."""
    rest = b""
    while block := source.read(_BLOCK):
        block = rest + block
        kept = block.rstrip(b"\r")
        rest = block[len(kept) :]
        yield kept
    yield rest


def without_empty_rows(path: Path, workspace: Path) -> Path:
    """The file itself, or a copy without the last lines that hold delimiters alone, as Excel saves emptied rows."""
    with path.open("rb") as source:
        place = _after_last_value(source)
        source.seek(place)
        end = place + len(source.readline(_BLOCK))
        source.seek(end)
        beyond = source.read(_BLOCK)
        if not beyond.strip(b" \r\n"):  # no more than a line end
            return path
        copy = workspace / "ended.csv"
        with copy.open("wb") as target:
            source.seek(0)
            while (left := end - source.tell()) > 0:
                target.write(source.read(min(_BLOCK, left)))
    return copy


def _after_last_value(source: BinaryIO) -> int:
    """The place behind the last byte that is part of a value, or a quote."""
    place = source.seek(0, os.SEEK_END)
    while place:
        start = max(0, place - _BLOCK)
        source.seek(start)
        if block := source.read(place - start).rstrip(_NOTHING):
            return start + len(block)
        place = start
    return 0

"""Line ends that not everything reads, made plain: a lone CR (old Macintosh programs) and CR CR LF."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_BLOCK = 1024 * 1024


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

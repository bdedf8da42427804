"""Writing the folder: a file per scheme, link.yaml, study.yaml and truth.csv."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ontschot.insight.synth.profile import Scheme, Style

_CHUNK = 100_000


def write_file(path: Path, style: Style, columns: dict[str, np.ndarray], rows: int) -> None:
    """One registration, in its organisation's dialect. Columns that are not given are left out, heading and all."""
    present = [(role, heading) for role, heading in style.columns if role in columns]
    with path.open("wb") as file:
        if style.bom:
            file.write(b"\xef\xbb\xbf")
        file.write(
            (style.delimiter.join(_quoted(heading, style) for _, heading in present) + "\r\n").encode(style.encoding)
        )
        for text in _chunks([columns[role] for role, _ in present], style.delimiter, rows):
            file.write(text.encode(style.encoding))


def _quoted(text: str, style: Style) -> str:
    return f'"{text}"' if style.delimiter in text or '"' in text else text


def _chunks(columns: list[np.ndarray], delimiter: str, rows: int) -> Iterator[str]:
    for begin in range(0, rows, _CHUNK):
        parts = [column[begin : begin + _CHUNK].tolist() for column in columns]
        yield "\r\n".join(map(delimiter.join, zip(*parts, strict=True))) + "\r\n"


def write_truth(path: Path, files: list[tuple[Scheme, np.ndarray, np.ndarray]]) -> None:
    """`file,row,person,household` for every row of every file; the first data row is 1."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("file,row,person,household\n")
        for scheme, person, household in files:
            rows = range(1, len(person) + 1)
            name = scheme.file
            out.writelines(
                f"{name},{row},{one},{home}\n"
                for row, one, home in zip(rows, person.tolist(), household.tolist(), strict=True)
            )

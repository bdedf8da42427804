"""The lists of words.txt."""

from functools import cache
from pathlib import Path


@cache
def lists() -> dict[str, list[str]]:
    """Each list by its heading, the most usual first."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
            found[heading] = []
        elif heading:
            found[heading] += [word.strip() for word in line.split(",") if word.strip()]
    return found

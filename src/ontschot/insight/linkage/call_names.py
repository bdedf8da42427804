"""Call names and the official names they stand for (Ton: Antonius), from `call_names.txt`, which people can read and correct.

Makes `lk_called`, for each name that occurs in the files and in the list: `officials`, the official names that it may stand
for, itself included; `go`, the same as text with one letter for each of them, which is cheap to compare; `oi`, their initials.
Two names that have an official name in common may be one person's.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FIRST = 0x100  # what stands for official names are letters from here on, which take two bytes


@cache
def written() -> tuple[tuple[str, str], ...]:
    """Pairs of a name and the official name that it may stand for, which is the first of its line and stands for itself."""
    found: set[tuple[str, str]] = set()
    for line in (resources.files(__package__) / "call_names.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            official, *others = (name.strip() for name in line.replace(":", ",").split(","))
            found |= {(name, official) for name in (official, *others) if name}
    return tuple(sorted(found))


def prepare(connection: DuckDBPyConnection) -> None:
    """Make `lk_called` for the names in `lk_given_text`."""
    names, officials = zip(*written(), strict=True)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE lk_called AS
        SELECT t.key, list_sort(list(official)) AS officials, string_agg(letter, '') AS go, string_agg(DISTINCT left(official, 1), '') AS oi
        FROM (SELECT DISTINCT split_part(lk_spaced(name), ' ', 1) AS name, lk_plain(official) AS official,
                chr({_FIRST} + dense_rank() OVER (ORDER BY lk_plain(official))::INTEGER) AS letter
            FROM (SELECT unnest($names::VARCHAR[]) AS name, unnest($officials::VARCHAR[]) AS official))
        JOIN lk_given_text t ON t.text = name GROUP BY t.key
        """,
        {"names": list(names), "officials": list(officials)},
    )

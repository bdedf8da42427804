"""The rows of all inputs under one numbering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ontschot.insight.linkage.contract import ROLES, Input, LinkageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def gather(connection: DuckDBPyConnection, inputs: Sequence[Input]) -> set[str]:
    """Make view `link_rows`: id (counts on over the inputs), file, row and every role; give back the roles there are."""
    parts: list[str] = []
    found: set[str] = set()
    start = 0
    for item in inputs:
        columns = {name for name, *_ in connection.execute(f'DESCRIBE "{item.table}"').fetchall()}
        there = columns & set(ROLES)
        if "row" not in columns or not there:
            raise LinkageError(f"{item.label}: map at least one column to a role ({', '.join(ROLES)}).")
        found |= there
        roles = ", ".join(f'"{r}"::VARCHAR AS {r}' if r in there else f"NULL::VARCHAR AS {r}" for r in ROLES)
        label = item.label.replace("'", "''")
        parts.append(f"""SELECT {start} + "row" AS id, '{label}' AS file, "row", {roles} FROM "{item.table}\"""")
        start += (connection.execute(f'SELECT coalesce(max("row"), 0) FROM "{item.table}"').fetchone() or (0,))[0]
    connection.execute("CREATE OR REPLACE TEMP VIEW link_rows AS " + " UNION ALL ".join(parts))
    return found

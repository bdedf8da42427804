"""The rows of all inputs under one numbering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ontschot.insight.linkage import addresses, whole_names
from ontschot.insight.linkage.asking import number
from ontschot.insight.linkage.contract import DATE_ORDERS, ROLES, Input, LinkageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def gather(connection: DuckDBPyConnection, inputs: Sequence[Input]) -> set[str]:
    """Make view `link_rows`: id (counts on over the inputs), fno, date_order and every role. Gives the roles there are.

    Also makes `lk_files`: fno, file and start (id = start + row).
    """
    parts: list[str] = []
    files: list[tuple[int, str, int]] = []
    found: set[str] = set()
    start = 0
    for fno, item in enumerate(inputs):
        columns = {name for name, *_ in connection.execute(f'DESCRIBE "{item.table}"').fetchall()}
        there = columns & set(ROLES)
        if "row" not in columns or not there:
            raise LinkageError(f"{item.label}: map at least one column to a role ({', '.join(ROLES)}).")
        if item.date_order not in DATE_ORDERS:
            raise LinkageError(f"{item.label}: date_order is {item.date_order}; known: {', '.join(DATE_ORDERS)}.")
        source = {role: f'f."{role}"' for role in there}
        join = ""
        if apart := addresses.apart(connection, item.table, there, fno):
            name, raw, taken = apart
            join = f'LEFT JOIN {name} p ON p.raw = f."{raw}"'
            del source[raw]
            source |= {role: f"p.{role}" for role in taken}
        if "full_name" in there:
            name, taken = whole_names.apart(connection, item.table, fno)
            join += f' LEFT JOIN {name} w ON w.raw = f."full_name"'
            del source["full_name"]
            source |= {role: f"w.{role}" for role in taken}
        found |= set(source)
        roles = ", ".join(f"{source.get(r, 'NULL')}::VARCHAR AS {r}" for r in ROLES)
        parts.append(
            f"""SELECT {start} + f."row" AS id, {fno} AS fno, '{item.date_order}' AS date_order, {roles}
            FROM "{item.table}" f {join}"""
        )
        files.append((fno, item.label, start))
        start += int(number(connection, f'SELECT max("row") FROM "{item.table}"'))
    if start >= 2**31:
        raise LinkageError("These are more than two thousand million rows; link them per region.")
    connection.execute("CREATE OR REPLACE VIEW link_rows AS " + " UNION ALL ".join(parts))
    connection.execute("CREATE OR REPLACE TABLE lk_files (fno UTINYINT, file VARCHAR, start BIGINT)")
    connection.executemany("INSERT INTO lk_files VALUES (?, ?, ?)", files)
    return found

"""Asking DuckDB one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def one(connection: DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    """The only line of an answer. Reads it to the end: an answer half read keeps the connection busy."""
    return tuple(connection.execute(sql).fetchall()[0])


def number(connection: DuckDBPyConnection, sql: str) -> float:
    """The only value of an answer as a number; 0 for NULL."""
    return float(one(connection, sql)[0] or 0)

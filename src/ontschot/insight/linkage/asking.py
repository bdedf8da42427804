"""Asking DuckDB one line, or several things at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from duckdb import DuckDBPyConnection


def one(connection: DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    """The only line of an answer. Reads it to the end: an answer half read keeps the connection busy."""
    return tuple(connection.execute(sql).fetchall()[0])


def number(connection: DuckDBPyConnection, sql: str) -> float:
    """The only value of an answer as a number; 0 for NULL."""
    return float(one(connection, sql)[0] or 0)


def side_by_side(
    connection: DuckDBPyConnection,
    first: Callable[[DuckDBPyConnection], Any],
    *others: Callable[[DuckDBPyConnection], Any],
) -> list[Any]:
    """What independent jobs give, in their order: the first here, each other in a thread with a cursor of its own.

    A small statement, and planning any, keeps one core busy. They see each other's tables but not temporary ones, so
    the linkage makes none.
    """
    with ThreadPoolExecutor(len(others)) as pool:
        running = [pool.submit(job, connection.cursor()) for job in others]
        return [first(connection), *(job.result() for job in running)]

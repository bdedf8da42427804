"""The linkage from tables to links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ontschot.insight.linkage import rows
from ontschot.insight.linkage.contract import METHODS, Input, LinkageError, LinkResult, Quality, Settings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def link(connection: DuckDBPyConnection, inputs: Sequence[Input], settings: Settings | None = None) -> LinkResult:
    """Link the rows of the inputs; leaves table `links` in the connection (replaces one that is there).

    Raises `LinkageError` when an input has no column to link on or the method is unknown.
    """
    settings = settings or Settings()
    if settings.method not in METHODS:
        raise LinkageError(f"{settings.method} is no method; known: {', '.join(METHODS)}.")
    if not inputs:
        raise LinkageError("There is nothing to link: give at least one file.")
    rows.gather(connection, inputs)
    connection.execute(
        """
        CREATE OR REPLACE TABLE links AS
        WITH keyed AS (
            SELECT file, "row", id, coalesce('b' || nullif(bsn, ''),
                'n' || concat_ws('|', lower(surname), lower(coalesce(given_names, initials)), birth_date)) AS key,
                coalesce(nullif(upper(replace(postcode, ' ', '')), '') || '|' || house_number, 'r' || id) AS home
            FROM link_rows)
        SELECT file, "row", min(id) OVER (PARTITION BY key) AS person, min(id) OVER (PARTITION BY home) AS household,
            1.0::DOUBLE AS probability
        FROM keyed ORDER BY id
        """
    )
    counted = connection.execute("SELECT count(*), count(DISTINCT person), count(DISTINCT household) FROM links")
    total, persons, households = counted.fetchone() or (0, 0, 0)
    return LinkResult(total, persons, households, 1.0, settings.method, Quality())

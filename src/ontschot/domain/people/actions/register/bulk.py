"""Writing many rows in one statement. Values travel as one JSON text; the database gives them their types."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models

T = TypeVar("T")
Row = Mapping[str, Any]
CHUNK = 1000


def chunks(many: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Lists of at most ``size``, in order."""
    rest = iter(many)
    while part := list(islice(rest, size)):
        yield part


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """That many numbers for new rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def insert(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Insert rows given by column; a column that no row names gets the default of its field. All rows name the same."""
    if not rows:
        return
    given = {*rows[0], "id"}
    fixed = {str(f.column): f.get_default() for f in model._meta.concrete_fields if f.column not in given}
    columns = [*rows[0], *fixed]
    quoted = ", ".join(f'"{column}"' for column in columns)
    for part in chunks(rows):
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{model._meta.db_table}" ({quoted}) SELECT {quoted} FROM {_recordset(model, columns)}',
                [_as_json({**fixed, **row} for row in part)],
            )


def update(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Change rows by ``id``; rows may name different columns."""
    alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        alike[tuple(row)].append(row)
    table = model._meta.db_table
    for columns, same in alike.items():
        changes = ", ".join(f'"{column}" = x."{column}"' for column in columns if column != "id")
        for part in chunks(same):
            with connection.cursor() as cursor:
                cursor.execute(
                    f'UPDATE "{table}" SET {changes} FROM {_recordset(model, columns)} WHERE "{table}".id = x.id',
                    [_as_json(part)],
                )


def _recordset(model: type[models.Model], columns: Iterable[str]) -> str:
    types = {f.column: f.db_type(connection) for f in model._meta.concrete_fields}
    typed = ", ".join(f'"{column}" {types[column]}' for column in columns)
    return f"json_to_recordset(%s::json) AS x ({typed})"


def _as_json(rows: Iterable[Row]) -> str:
    return json.dumps(list(rows), default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return "\\x" + bytes(value).hex()
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value))

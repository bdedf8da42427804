"""What a Parquet file has, judged before it is read."""

import re
from pathlib import Path
from typing import Any

import duckdb

from ontschot.insight.sources import cleaning, csv_files
from ontschot.insight.sources.faults import Fault, Faulty
from ontschot.insight.sources.limits import Limits
from ontschot.insight.sources.link_settings import SourceFile

_NESTED = re.compile(r"^(STRUCT|MAP|UNION|VARIANT)\b|\[\d*\]$")  # kinds of columns of DuckDB


def _place(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def origin(path: Path) -> str:
    """SQL of its rows."""
    return f"read_parquet({_place(path)})"


def unreadable(name: str) -> Fault:
    """What is said of one that is none."""
    nl = "Dit Parquet-bestand is niet te lezen (beschadigd of afgebroken). Vraag het opnieuw op."
    en = "This Parquet file cannot be read (damaged or cut off). Ask for it again."
    return Fault(name, 0, "", "unreadable_parquet", nl, en)


def columns(connection: Any, source: SourceFile, path: Path, limits: Limits) -> dict[str, str]:
    """SQL of the column of each role, as text; nothing for NULL in words.

    Raises Faulty, also for few bytes that stand for very many rows.
    """
    try:
        _judge(connection, source, path, limits)
        described = connection.execute(f"DESCRIBE SELECT * FROM {origin(path)}").fetchall()
    except duckdb.Error as error:
        raise Faulty([unreadable(source.file)]) from error
    headings = [str(row[0]) for row in described]
    there = {csv_files.folded(heading) for heading in headings}
    missing = [heading for heading in source.columns.values() if csv_files.folded(heading) not in there]
    if missing:
        nl, en = "Deze kolom staat niet in het bestand.", "This column is not in the file."
        raise Faulty(Fault(source.file, 0, heading, "column_missing", nl, en) for heading in missing)
    places = {role: csv_files.position(heading, headings) for role, heading in source.columns.items()}
    nested = [headings[at] for at in places.values() if _NESTED.search(str(described[at][1]))]
    if nested:  # as text it would carry along whatever stands in it, names too
        nl = "Een waarde in deze kolom bestaat uit meer waarden (een lijst of record). Maak van elke een eigen kolom."
        en = "A value in this column consists of several (a list or a record). Make each a column of its own."
        raise Faulty(Fault(source.file, 0, heading, "nested_column", nl, en) for heading in nested)
    texts = {role: cleaning.of_parquet(headings[at], str(described[at][1])) for role, at in places.items()}
    return {role: f"nullif({text}, 'NULL')" for role, text in texts.items()}


def _judge(connection: Any, source: SourceFile, path: Path, limits: Limits) -> None:
    place = _place(path)
    rows = connection.execute(f"SELECT sum(num_rows) FROM parquet_file_metadata({place})").fetchone()[0]
    unpacked = connection.execute(f"SELECT sum(total_uncompressed_size) FROM parquet_metadata({place})").fetchone()
    size, large = path.stat().st_size, 2**20
    if (rows > large and rows > limits.rows * size) or (unpacked[0] or 0) > max(large, limits.packing * size):
        nl = f"Uitgepakt zou dit bestand te groot worden ({rows} rijen). Lever het aan als CSV."
        en = f"Unpacked this file would become too large ({rows} rows). Hand it over as CSV."
        raise Faulty([Fault(source.file, 0, "", "zip_bomb", nl, en)])

"""The same study on a local Spark: the same links, and what it costs (needs the extra `spark` and Java 17).

    pip install --require-hashes --no-deps -r requirements-spark.lock
    python -m benchmarks.spark --rows 100000 300000

Both engines link the same files in one run; every row must get the same person and the same household. The seconds are
those of comparing the pairs, which is what Spark does; starting Spark stands apart.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.registrations import ROWS_PER_PERSON
from benchmarks.serving import machine
from benchmarks.tables import counted, loaded
from ontschot.insight import linkage
from ontschot.insight.linkage import on_spark
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES


def links(connection: Any, tables: list[Any], engine: str) -> tuple[list[tuple[Any, ...]], float]:
    """All links in order, and the seconds of comparing the pairs."""
    inputs = [linkage.Input(table.label, table.table) for table in tables]
    result = linkage.link(connection, inputs, linkage.Settings(engine=engine))
    found = connection.execute('SELECT file, "row", person, household, probability FROM links ORDER BY ALL').fetchall()
    return found, result.quality.steps["probabilities"]


def starting() -> float:
    """Seconds to start Spark and ask it one thing."""
    folder = Path(tempfile.mkdtemp(prefix="ontschot-spark-"))
    started = time.perf_counter()
    spark = on_spark._session(folder)
    spark.sql("SELECT 1").collect()
    seconds = time.perf_counter() - started
    spark.stop()
    shutil.rmtree(folder)
    return seconds


def compare(rows: int, seed: int) -> bool:
    """Print one line; whether everything was the same."""
    folder = Path(tempfile.mkdtemp(prefix="ontschot-spark-"))
    try:
        make(PROFILES["city"], seed=seed, out=folder, persons=round(rows / ROWS_PER_PERSON))
        connection, tables = loaded(folder)
        ours, seconds = links(connection, tables, "duckdb")
        table = counted(connection, "links")
        theirs, spark_seconds = links(connection, tables, "spark")
        same_table = table == counted(connection, "links")
        connection.close()
    finally:
        shutil.rmtree(folder)
    other = sum(one[:4] != two[:4] for one, two in zip(ours, theirs, strict=True))
    apart = max(abs(one[4] - two[4]) for one, two in zip(ours, theirs, strict=True))
    same = "the same" if same_table else "DIFFER"
    print(f"| {len(ours):,} | {seconds:.1f} | {spark_seconds:.1f} | {other} | {apart:.1e} | {same} |", flush=True)
    return other == 0 and same_table


def main() -> int:
    """Exit code 1 when a link differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000])
    parser.add_argument("--seed", type=int, default=41)
    arguments = parser.parse_args()
    print(machine())
    print(f"starting Spark: {starting():.1f} s")
    print("\n| rows | DuckDB s | Spark s | rows linked otherwise | probabilities apart | tables |")
    print("|--:|--:|--:|--:|--:|---|")
    outcomes = [compare(rows, arguments.seed) for rows in arguments.rows]
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())

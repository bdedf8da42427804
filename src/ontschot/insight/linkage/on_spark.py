"""Probabilities by Splink on Spark, for more pairs than one machine holds (optional extra `spark`, Java 17).

The same model, the same pairs and Splink's own Spark backend: only where the pairs are compared differs. Tables travel
as Parquet files between DuckDB and Spark; on a cluster these lie on storage that all machines see.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MASTER = "ONTSCHOT_SPARK"  # address of the cluster; absent: this machine
FOLDER = "ONTSCHOT_SPARK_FOLDER"  # a folder that all machines of the cluster see
MEMORY = "ONTSCHOT_SPARK_MEMORY"
_SIGNED = {"UBIGINT": "9223372036854775808"}
_NAMES = {
    "jarowinkler_similarity": "jaro_winkler",
    "jaro_winkler_similarity": "jaro_winkler",
    "hamming": "levenshtein",  # which Spark lacks; of dates up to two changes apart both say as much
}


class SparkMissing(RuntimeError):
    """pyspark is not installed, or there is no Java."""


def in_spark(condition: str) -> str:
    """A condition of a comparison level in Spark's words. Raises sqlglot's ParseError when it cannot be read."""
    import sqlglot
    from sqlglot import expressions

    if condition == "ELSE":
        return condition
    parsed = sqlglot.parse_one(condition, read="duckdb")
    for found in list(parsed.find_all(expressions.ArrayOverlaps)):  # sqlglot leaves these as DuckDB writes them
        found.replace(expressions.func("arrays_overlap", found.this, found.expression))
    text = parsed.sql(dialect="spark")
    for ours, theirs in _NAMES.items():
        text = re.sub(rf"\b{ours}\b", theirs, text, flags=re.IGNORECASE)
    return text


def settings_in_spark(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings of Splink with every condition translated."""
    comparisons = [
        comparison
        | {
            "comparison_levels": [
                level | {"sql_condition": in_spark(str(level["sql_condition"]))}
                for level in comparison["comparison_levels"]
            ]
        }
        for comparison in settings["comparisons"]
    ]
    return settings | {"comparisons": comparisons}


def predict(connection: DuckDBPyConnection, settings: dict[str, Any]) -> str:
    """Let Splink score `lk_blocked` on Spark; gives the name of a table as `scoring` expects it.

    Raises SparkMissing when the extra is not installed or Java is not there.
    """
    with tempfile.TemporaryDirectory(prefix="ontschot-spark-", dir=os.environ.get(FOLDER)) as name:
        folder = Path(name)
        spark = _session(folder)
        try:
            _score(connection, settings, spark, folder)
        finally:
            spark.stop()
        connection.execute(
            f"CREATE OR REPLACE TABLE lk_from_spark AS SELECT * FROM read_parquet('{folder}/scored/*.parquet')"
        )
    return "lk_from_spark"


def _session(folder: Path) -> Any:
    try:
        from pyspark.errors.exceptions.base import PySparkRuntimeError
        from pyspark.sql import SparkSession
        from splink.internals.spark.jar_location import similarity_jar_location
    except ImportError as error:
        raise SparkMissing(
            "pyspark is not installed: pip install --require-hashes -r requirements-spark.lock"
        ) from error
    cores = os.cpu_count() or 2
    settings = {
        "spark.jars": similarity_jar_location(),
        "spark.driver.memory": os.environ.get(MEMORY, "2g"),
        "spark.sql.shuffle.partitions": str(2 * cores),
        "spark.default.parallelism": str(2 * cores),
        "spark.ui.enabled": "false",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.session.timeZone": "UTC",
    }
    master = os.environ.get(MASTER, "local[*]")
    if master.startswith("local"):
        settings |= {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
    builder = SparkSession.builder.master(master).appName("ontschot")
    for key, value in settings.items():
        builder = builder.config(key, value)
    try:
        spark = builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise SparkMissing("Spark did not start. It needs Java 17: apt-get install openjdk-17-jre-headless") from error
    spark.sparkContext.setLogLevel("ERROR")
    spark.sparkContext.setCheckpointDir(str(folder / "between"))
    return spark


def _score(connection: DuckDBPyConnection, settings: dict[str, Any], spark: Any, folder: Path) -> None:
    from splink import Linker, SparkAPI

    api = SparkAPI(spark_session=spark)
    rows = _handed_over(connection, spark, folder, "lk_compared")
    linker = Linker(api.register(rows), settings_in_spark(settings), log_level=None, validate_settings=False)
    for column in sorted({str(one.unquote().name) for one in linker._settings_obj._term_frequency_columns}):
        frequencies = _handed_over(connection, spark, folder, f"lk_tf_{column}")
        linker.table_management.register_term_frequency_lookup(api.register(frequencies), column)
    pairs = _handed_over(connection, spark, folder, "lk_blocked")
    linker.table_management.register_blocked_pairs_for_predict(api.register(pairs))
    scored = linker.inference.predict(warning_mode="never")
    spark.table(str(scored.physical_name)).select("id_l", "id_r", "match_weight").write.parquet(str(folder / "scored"))


def _handed_over(connection: DuckDBPyConnection, spark: Any, folder: Path, table: str) -> Any:
    """A table of DuckDB in Spark, which has no unsigned numbers: hashes are moved down, and what was equal stays so."""
    columns = [
        f"({name}::HUGEINT - {_SIGNED[kind]})::BIGINT AS {name}" if kind in _SIGNED else name
        for name, kind, *_ in connection.execute(f"DESCRIBE {table}").fetchall()
    ]
    place = folder / f"{table}.parquet"
    connection.execute(f"COPY (SELECT {', '.join(columns)} FROM {table}) TO '{place}' (FORMAT parquet)")
    return spark.read.parquet(str(place))

"""The conditions of the model in Spark's words; the links themselves are compared in benchmarks/spark.py."""

import sys
from pathlib import Path

import duckdb
import pytest

from ontschot.insight import linkage
from ontschot.insight.linkage import nearness, on_spark
from ontschot.insight.linkage.contract import LinkageError
from ontschot.insight.linkage.levels import comparisons

EVERY_COLUMN = {"sa", "pc", "st", "gi", "bd", "sex", "al", "idn", "pl", "rg"}


def conditions() -> list[str]:
    found = []
    for comparison in (*comparisons(EVERY_COLUMN), *nearness.on_tokens(comparisons(EVERY_COLUMN))):
        found += [comparison.null, *(level.condition for level in comparison.levels)]
    return found


def test_every_condition_of_the_model_can_be_said_to_spark() -> None:
    for condition in conditions():
        text = on_spark.in_spark(condition)
        assert "//" not in text
        assert "::" not in text
        assert "similarity(" not in text.casefold()
        assert "&&" not in text
        assert "has_any" not in text.casefold()


def test_whole_division_and_similarity_keep_their_meaning() -> None:
    assert on_spark.in_spark("bd_l // 100 = 5") == "bd_l DIV 100 = 5"
    assert on_spark.in_spark("jaro_winkler_similarity(a_l, a_r) > 0.92") == "jaro_winkler(a_l, a_r) > 0.92"
    assert on_spark.in_spark("ELSE") == "ELSE"
    assert on_spark.in_spark("sp_l = sp_r OR list_has_any(fn_l, fn_r)") == "sp_l = sp_r OR ARRAYS_OVERLAP(fn_l, fn_r)"


def test_an_engine_that_is_not_there_is_refused() -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE rows AS SELECT 1 AS row, 'Jansen' AS surname, '1980-01-01' AS birth_date")
    with pytest.raises(LinkageError, match="known: duckdb, spark"):
        linkage.link(connection, [linkage.Input("a", "rows")], linkage.Settings(engine="flink"))


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "pyspark"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(on_spark.SparkMissing, match=r"requirements-spark\.lock"):
        on_spark._session(tmp_path)

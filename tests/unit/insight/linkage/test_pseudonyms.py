"""Pseudonyms: what they keep, what they do not tell, and files that do not belong together."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontschot.domain.people.rules import bsn
from ontschot.insight.linkage import Input, Settings, keyed, link, nearness, pseudonymise
from ontschot.insight.linkage.contract import LinkageError
from ontschot.insight.linkage.levels import comparisons

SECRET = b"a secret of thirty-two bytes...."
TODAY = dt.date(2026, 11, 26)
OTHER = b"another secret of thirty-two b.."
COLUMNS = ("bsn", "given_names", "surname", "birth_date", "sex", "postcode", "house_number", "street", "place")
BSN = bsn.synthetic(1)
ANNA = (BSN, "Anna Maria", "van den Quaedvlieg", "1950-01-02", "V", "1234 AB", "5", "Kerkstraat", "Zaandam")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = st.text(LETTERS, min_size=1, max_size=24)


def table(connection: duckdb.DuckDBPyConnection, name: str, rows: list[tuple[str | None, ...]]) -> Input:
    connection.execute(f'CREATE OR REPLACE TABLE {name} ("row" BIGINT, {", ".join(f"{c} VARCHAR" for c in COLUMNS)})')
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", [[at, *row] for at, row in enumerate(rows, 1)])
    return Input(f"{name}.csv", name)


def pseudonyms(rows: list[tuple[str | None, ...]], secret: bytes = SECRET) -> list[str]:
    connection = duckdb.connect()
    made = pseudonymise(connection, table(connection, "given", rows), secret, TODAY)
    return [text for (text,) in connection.execute(f'SELECT pseudonym FROM {made} ORDER BY "row"').fetchall()]


def keyed_file(connection: duckdb.DuckDBPyConnection, name: str, texts: list[str]) -> Input:
    connection.execute(f'CREATE TABLE {name} ("row" BIGINT, pseudonym VARCHAR)')
    connection.executemany(f"INSERT INTO {name} VALUES (?, ?)", [[at, text] for at, text in enumerate(texts, 1)])
    return Input(f"{name}.csv", name)


@cache
def _hashing(secret: bytes) -> duckdb.DuckDBPyConnection:
    """A connection that knows the secret, to make the tokens of one name."""
    connection = duckdb.connect()
    pseudonymise(connection, table(connection, "given", [ANNA]), secret, TODAY)
    return connection


def tokens(name: str, date: int = 19500102, secret: bytes = SECRET) -> set[str]:
    (text,) = (
        _hashing(secret)
        .execute("SELECT lk_near('near family', ?::VARCHAR, lk_variants(?))", [date, name])
        .fetchall()[0]
    )
    assert len(text) == nearness.WIDTH
    return {text[at : at + 4] for at in range(0, len(text), 4)}


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A name and the same name with one slip: a letter more, one less, another one, or two neighbours swapped."""
    name = draw(NAMES)
    at = draw(st.integers(0, len(name) - 1))
    letter = draw(st.sampled_from(LETTERS))
    kind = draw(st.sampled_from(("more", "less", "other", "swapped")))
    if kind == "swapped" and at + 1 < len(name):
        return name, name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if kind == "less":
        return name, name[:at] + name[at + 1 :]
    return name, name[:at] + letter + name[at + (kind == "other") :]


@settings(deadline=None, max_examples=150)
@given(slips())
def test_names_one_slip_apart_share_a_token(pair: tuple[str, str]) -> None:
    one, other = pair
    assert tokens(one) & tokens(other)


@settings(deadline=None, max_examples=100)
@given(NAMES, NAMES)
def test_names_far_apart_share_none(one: str, other: str) -> None:
    apart = duckdb.execute("SELECT damerau_levenshtein(?, ?)", [one[: nearness.LETTERS], other[: nearness.LETTERS]])
    if apart.fetchall()[0][0] > 2:  # what is one letter shorter than both is at most two slips away
        assert not tokens(one) & tokens(other)


@settings(deadline=None, max_examples=50)
@given(NAMES)
def test_every_name_has_as_many_tokens_and_they_stand_in_no_order(name: str) -> None:
    (text,) = _hashing(SECRET).execute("SELECT lk_near('near family', '1', lk_variants(?))", [name]).fetchall()[0]
    parts = [text[at : at + 4] for at in range(0, len(text), 4)]
    assert len(parts) == nearness.TOKENS
    assert parts == sorted(parts)


@settings(deadline=None, max_examples=50)
@given(NAMES)
def test_another_date_or_secret_has_other_tokens(name: str) -> None:
    assert not tokens(name) & tokens(name, date=19500103)
    assert not tokens(name) & tokens(name, secret=OTHER)


def test_the_same_person_written_otherwise_has_the_same_pseudonym() -> None:
    written = (
        BSN, "ANNA  MARIA", "den quaedvlieg", "02-01-1950", "vrouw", "1234ab", "5", "KERKSTRAAT", "zaandam"
    )  # fmt: skip
    assert len({*pseudonyms([ANNA, written])}) == 1


def test_no_plain_value_is_in_it_and_the_secret_is_in_every_part() -> None:
    (text,), (other,) = pseudonyms([ANNA]), pseudonyms([ANNA], OTHER)
    assert len(text) == len(other) == keyed.LENGTH
    for value in (BSN, "anna", "quaedvlieg", "19500102", "1234AB", "kerkstraat", "zaandam"):
        assert value.casefold() not in text.casefold()
    same = [at for at, (one, two) in enumerate(zip(text, other, strict=True)) if one == two and one != "."]
    assert len(same) < keyed.LENGTH / 8  # by chance one in sixteen of the hashes; the version and the sex always
    assert text[1 : keyed.HEAD] != other[1 : keyed.HEAD]


def test_what_is_not_there_is_dots_and_without_a_birth_date_no_name_is_near() -> None:
    (text,) = pseudonyms([(None, "Anna", "Bakker", None, None, None, None, None, None)])
    assert text.endswith(2 * nearness.EMPTY)
    assert text[keyed.HEAD : keyed.HEAD + 12] == "." * 12


def test_a_typing_error_that_is_heard_is_found_by_nearness() -> None:
    """The first name is one letter off and sounds otherwise, and the address is an old one."""
    rows = [
        (None, f"{a}{b}eke", f"{b}o{a}stra", f"19{n:02d}-0{n % 9 + 1}-11", "V", f"12{n:02d} AB", "1", "Dam", "Edam")
        for n, (a, b) in enumerate((a, b) for a in "BDFGHKLM" for b in "aeiou")
    ]
    one = (None, "Wendelmoet", "Oosterveen", "1961-02-03", "V", "8001 AA", "5", "Singel", "Edam")
    other = (None, "Wendelboet", "Oosterveen", "1961-02-03", "V", "9001 AA", "7", "Laan", "Hoorn")
    connection = duckdb.connect()
    inputs = [keyed_file(connection, name, pseudonyms([*rows, row])) for name, row in (("a", one), ("b", other))]
    link(connection, inputs)
    last = len(rows) + 1
    assert connection.execute(f'SELECT count(DISTINCT person) FROM links WHERE "row" = {last}').fetchall() == [(1,)]


def test_the_comparisons_of_pseudonyms_need_no_text() -> None:
    present = {"sa", "pc", "st", "gi", "bd", "sex", "ini", "pl"}
    for plain, other in zip(comparisons(present), nearness.on_tokens(comparisons(present)), strict=True):
        assert [level.name for level in plain.levels] == [level.name for level in other.levels]
        assert [level.m for level in plain.levels] == [level.m for level in other.levels]
        for condition in (other.null, *(level.condition for level in other.levels)):
            assert not re.search(r"\b(ft|gt|bt|stt)_[lr]\b|levenshtein|winkler|abs\(", condition)


def test_files_with_different_secrets_are_refused_by_name() -> None:
    connection = duckdb.connect()
    inputs = [
        keyed_file(connection, name, pseudonyms([ANNA], secret))
        for name, secret in (("a", SECRET), ("b", OTHER), ("c", SECRET))
    ]
    with pytest.raises(LinkageError, match=r"b\.csv: pseudonymised with another secret than a\.csv, c\.csv"):
        link(connection, inputs)


def test_rows_of_two_secrets_in_one_file_are_refused() -> None:
    connection = duckdb.connect()
    mixed = keyed_file(connection, "mixed", [*pseudonyms([ANNA]), *pseudonyms([ANNA], OTHER)])
    with pytest.raises(LinkageError, match=r"mixed\.csv: its rows were pseudonymised with different secrets"):
        link(connection, [mixed])


@pytest.mark.parametrize("spoilt", ["", BSN, "3" + "0" * (keyed.LENGTH - 2), "2" + "0" * (keyed.LENGTH - 1)])
def test_what_is_no_pseudonym_of_this_version_is_refused(spoilt: str) -> None:
    connection = duckdb.connect()
    with pytest.raises(LinkageError, match=r"a\.csv: 1 rows have no pseudonym"):
        link(connection, [keyed_file(connection, "a", [*pseudonyms([ANNA]), spoilt])])


def test_plain_and_pseudonymised_files_are_not_mixed() -> None:
    connection = duckdb.connect()
    inputs = [keyed_file(connection, "a", pseudonyms([ANNA])), table(connection, "plain", [ANNA])]
    with pytest.raises(LinkageError, match=r"Not so: plain\.csv"):
        link(connection, inputs)


def test_a_secret_that_repeats_itself_is_refused() -> None:
    with pytest.raises(LinkageError, match="repeats itself"):
        pseudonyms([ANNA], b"geheimgeheimgeheimgeheim"[:6] * 4)


def test_the_quality_of_pseudonymised_files_counts_their_numbers() -> None:
    connection = duckdb.connect()
    inputs = [keyed_file(connection, "a", pseudonyms([ANNA, (None, *ANNA[1:])]))]
    result = link(connection, inputs, Settings(review=0))
    assert result.quality.bsn == {"a.csv": {"valid": 1, "invalid": 0, "absent": 1, "shared": 0}}

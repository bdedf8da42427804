"""A name in one column, taken apart: each form gives the same parts; and the commands on files with such a column."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ontschot.config import cli
from ontschot.insight.linkage import whole_names
from ontschot.insight.linkage.normalise import PREFIXES, define

WRITTEN = {  # given names, initials, family name
    "J. de Vries": (None, "J.", "de Vries"),
    "J.de Vries": (None, "J.", "de Vries"),
    "Vries, J. de": (None, "J.", "de Vries"),
    "de Vries, Jan": ("Jan", None, "de Vries"),
    "Vries de, Jan": ("Jan", None, "Vries de"),
    "Vries, de, Jan": ("Jan", None, "de Vries"),
    "de Vries Jan": ("Jan", None, "de Vries"),
    "VAN DER BERG JP": (None, "JP", "VAN DER BERG"),
    "JP de Vries": (None, "JP", "de Vries"),
    "de heer J.P. van der Berg": (None, "J.P.", "van der Berg"),
    "De Heer, Jan": ("Jan", None, "De Heer"),
    "Heer, J. de": (None, "J.", "de Heer"),
    "Mw. A. Jansen-de Boer": (None, "A.", "Jansen-Boer"),
    "Anna Jansen - de Boer": ("Anna", None, "Jansen-Boer"),
    "mevr. drs. A.M. Jansen": (None, "A.M.", "Jansen"),
    "dhr./mw. Bakker": (None, None, "Bakker"),
    "Jansen A. mw.": (None, "A.", "Jansen"),
    "A. Jansen e/v Pietersen": (None, "A.", "Jansen e/v Pietersen"),
    "Jansen e/v de Boer, A.": (None, "A.", "Jansen e/v de Boer"),
    "A. de Boer (geb. Jansen)": (None, "A.", "de Boer e/v Jansen"),
    "A. Jansen geb. 12-03-1950": (None, "A.", "Jansen"),
    "JANSEN A": (None, "A", "JANSEN"),
    "JANSEN Jan": ("Jan", None, "JANSEN"),
    "Jansen, AJM": (None, "AJM", "Jansen"),
    "JANSEN, JAN": ("JAN", None, "JANSEN"),
    "Jansen, Ben": ("Ben", None, "Jansen"),
    "Jansen, E.V. de": (None, "E.V.", "de Jansen"),
    "Fatima El Idrissi": ("Fatima", None, "El Idrissi"),
    "Idrissi, Fatima El": ("Fatima", None, "El Idrissi"),
    "Idrissi, El": (None, None, "El Idrissi"),
    "Youssef Ben Ali": ("Youssef", None, "Ben Ali"),
    "Ricardo Tjon A Ten": ("Ricardo", None, "Tjon A Ten"),
    "Rachida Kaddouri-El Ouariachi": ("Rachida", None, "Kaddouri-Ouariachi"),
    "Ami, M.W. l'": (None, "M.W.", "l' Ami"),
    "Jan-Willem van 't Hof": ("Jan-Willem", None, "van 't Hof"),
    "J. ’s-Gravesande": (None, "J.", "'s-Gravesande"),
    "J. v.d. Berg": (None, "J.", "van de Berg"),
    "J. v. Dijk": (None, "J.", "van Dijk"),
    "J.P. (Jan) de Vries": ("Jan", "J.P.", "de Vries"),
    "A.J. (Ton) de Vries": (None, "A.J.", "de Vries"),
    "Th.J. Bakker MSc": (None, "Th.J.", "Bakker"),
    "Maria Anna Jansen": ("Maria Anna", None, "Jansen"),
    "Jansen": (None, None, "Jansen"),
    "A.": (None, "A.", None),
}


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    define(made)
    return made


def taken(*written: str) -> dict[str, tuple[str | None, ...]]:
    connection = _connection()
    connection.execute("CREATE OR REPLACE TABLE t AS SELECT unnest(?) AS full_name", [list(written)])
    name, roles = whole_names.apart(connection, "t", 0)
    assert roles == {"given_names", "initials", "surname"}
    rows = connection.execute(f"SELECT raw, given_names, initials, surname FROM {name}").fetchall()
    return {raw: tuple(rest) for raw, *rest in rows}


@pytest.mark.parametrize("name", WRITTEN)
def test_forms_of_practice(name: str) -> None:
    assert taken(name)[name] == WRITTEN[name]


def test_a_file_that_puts_family_names_first_is_known_by_its_initials() -> None:
    found = taken("JANSEN A", "BAKKER P", "VRIES DE J", "BAKKER WILLEM", "VRIES DE ANTONIA")
    assert found["BAKKER WILLEM"] == ("WILLEM", None, "BAKKER")
    assert found["VRIES DE ANTONIA"] == ("ANTONIA", None, "DE VRIES")
    assert taken("J. Jansen", "P. Bakker", "Jan Bakker")["Jan Bakker"] == ("Jan", None, "Bakker")


def test_a_few_capitals_are_initials_where_most_names_have_initials() -> None:
    found = taken("JANSEN A", "BAKKER PW", "VRIES DE MEA", "SMIT, EVA")
    assert found["VRIES DE MEA"] == (None, "MEA", "DE VRIES")
    assert taken("SMIT, EVA", "BAKKER, WILLEMIJN", "JANSEN, A")["SMIT, EVA"] == ("EVA", None, "SMIT")


def test_one_odd_name_does_not_turn_a_file_round() -> None:
    firsts, lasts = ("Jan", "Piet", "Anna", "Eva", "Bram"), ("Smit", "Kok", "Vos", "Bos", "Mol")
    names = [f"{first} {last}" for first in firsts for last in lasts]
    assert taken("Jansen A", *names)["Jan Smit"] == ("Jan", None, "Smit")


TAKEN = {*PREFIXES, "heer", "meneer", "mevrouw", "mevr", "junior", "senior"}  # words that mean something else
WORD = st.from_regex(r"[b-df-hj-np-tv-z][aeiou][a-z]{2,8}", fullmatch=True).filter(lambda word: word not in TAKEN)
FAMILY = WORD.map(str.capitalize)
PREFIX = st.sampled_from(["", "de", "van", "van de", "van den", "van der", "in 't", "van 't", "op den", "ter", "el"])
TITLE = st.sampled_from(["", "dhr. ", "Mw. ", "mevr ", "de heer ", "ing. ", "Prof. dr. "])
INITIALS = st.lists(st.sampled_from("ABCDEFGHJKLMNPRSTW"), min_size=1, max_size=4)


@st.composite
def names(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """Given name or initials, prefix, family name, and a title."""
    first = draw(st.one_of(FAMILY, INITIALS.map(lambda letters: "".join(f"{letter}." for letter in letters))))
    return first, draw(PREFIX), draw(FAMILY), draw(TITLE)


def forms(first: str, prefix: str, family: str, title: str) -> list[str]:
    """The name as registrations write it."""
    whole, letters = f"{prefix} {family}".strip(), first.endswith(".")
    found = [f"{title}{first} {whole}", f"{whole}, {title}{first}", f"{family}, {first} {prefix}".strip()]
    if prefix:
        found += [f"{family} {prefix}, {first}", f"{family}, {prefix}, {first}", f"{whole} {first}"]
    if letters:
        found += [f"{whole} {first}", f"{family} {prefix} {first}", f"{family} {first} {prefix}".strip()]
    return [*found, *(form.upper() for form in found if letters)]


@settings(deadline=None, max_examples=80)
@given(names())
@example(("A.", "el", "Baaa", ""))
def test_every_form_gives_the_same_parts(name: tuple[str, str, str, str]) -> None:
    first, prefix, family, title = name
    for form, (given_names, initials, surname) in taken(*forms(first, prefix, family, title)).items():
        said = (given_names or initials or "").casefold()
        assert (said, bool(initials)) == (first.casefold(), first.endswith(".")), form
        (core,) = _connection().execute("SELECT lk_family(?)", [surname]).fetchall()[0]
        assert core == [family.casefold()], form


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=40).filter(str.strip))
def test_nothing_is_too_odd_to_be_read(text: str) -> None:
    (parts,) = taken(text).values()
    assert len(parts) == 3


WHOLE = """\
files:
  - file: wmo.csv
    columns: {full_name: Naam, birth_date: Geboren, postcode: PC, house_number: Nr}
  - file: werk.csv
    columns: {initials: VL, surname: Naam, surname_prefix: VV, birth_date: Geboren, postcode: PC, house_number: Nr}
"""
KEYED = """\
files:
  - {file: wmo-keyed.csv, columns: {pseudonym: pseudonym}}
  - {file: werk-keyed.csv, columns: {pseudonym: pseudonym}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "link.yaml").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "keyed.yaml").write_text(KEYED, encoding="utf-8")
    (tmp_path / "wmo.csv").write_text(
        "Naam;Geboren;PC;Nr\n"
        "Mw. Z.J. van der Wijdeveen;02-03-1950;1234 AB;5\n"
        "Quaedvlieg, P. de;04-05-1960;1234 AC;7\n"
        "A. Rietdekker e/v Pluimgraaff;06-07-1970;1234 AD;9\n",
        encoding="utf-8",
    )
    (tmp_path / "werk.csv").write_text(
        "VL;VV;Naam;Geboren;PC;Nr\n"
        "Z.J.;van der;Wijdeveen;1950-03-02;9999 XX;5\n"
        "P.;de;Quaedvlieg;1960-05-04;1234AC;7\n"
        "A.;;Pluimgraaff;1970-07-06;1234AD;9\n"
        "A.;;Quaedvlieg;1992-12-06;4321AD;1\n",
        encoding="utf-8",
    )
    (tmp_path / "secret").write_text("0123456789abcdef0123456789abcdef")
    (tmp_path / "secret").chmod(0o600)
    return tmp_path


def link(folder: Path, *names: str, config: str = "link.yaml") -> int:
    given_files = [str(folder / name) for name in names]
    return cli.main(["link", *given_files, "--config", str(folder / config), "--out", str(folder / "links.csv")])


def persons(folder: Path) -> dict[tuple[str, str], str]:
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        return {(row["file"][:4].rstrip(".-"), row["row"]): row["person"] for row in csv.DictReader(file)}


def test_whole_names_are_linked_to_names_in_columns(folder: Path) -> None:
    assert link(folder, "wmo.csv", "werk.csv") == 0
    found = persons(folder)
    for row in "123":
        assert found["wmo", row] == found["werk", row]
    assert len(set(found.values())) == 4


def test_whole_names_under_pseudonyms_too(folder: Path) -> None:
    for name in ("wmo", "werk"):
        command = ["pseudonymise", str(folder / f"{name}.csv"), "--config", str(folder / "link.yaml")]
        more = ["--secret-file", str(folder / "secret"), "--out", str(folder / f"{name}-keyed.csv")]
        assert cli.main([*command, *more]) == 0
        assert "Wijdeveen" not in (folder / f"{name}-keyed.csv").read_text(encoding="utf-8")
    assert link(folder, "wmo-keyed.csv", "werk-keyed.csv", config="keyed.yaml") == 0
    found = persons(folder)
    for row in "123":
        assert found["wmo", row] == found["werk", row]
    assert len(set(found.values())) == 4


def test_a_name_both_whole_and_apart_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = WHOLE.replace("{full_name: Naam,", "{full_name: Naam, surname: Achternaam, initials: VL,")
    (folder / "link.yaml").write_text(config, encoding="utf-8")
    assert link(folder, "wmo.csv", "werk.csv") == 1
    said = capsys.readouterr().err
    assert "link.yaml" in said
    assert "whole_name_apart" in said
    assert "link.yaml, line 3" in said
    assert "'initials', 'surname'" in said
    assert not (folder / "links.csv").exists()

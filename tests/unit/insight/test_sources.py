"""Files as they come from practice, read whole or refused with a place and a remedy."""

from __future__ import annotations

import datetime as dt
import os
import struct
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontschot.insight.sources import Faulty, Limits, SourceFile, load, load_all, read_link_settings
from ontschot.insight.sources.link_settings import match

TODAY = dt.date(2026, 1, 1)
COLUMNS = {"bsn": "BSN", "surname": "Achternaam", "birth_date": "Geboortedatum", "house_number": "Nr"}
HEAD = "BSN;Achternaam;Geboortedatum;Nr\n"


def read(tmp_path: Path, data: bytes | str, name: str = "a.csv", **options: Any) -> tuple[list[tuple[Any, ...]], Any]:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    limits = options.pop("limits", None)
    source = SourceFile(name, options.pop("columns", COLUMNS), **options)
    connection = duckdb.connect()
    loaded = load(connection, source, path, "t", today=TODAY, limits=limits)
    return connection.execute('SELECT * FROM t ORDER BY "row"').fetchall(), loaded


def refused(tmp_path: Path, data: bytes | str, **options: Any) -> list[tuple[str, int, str]]:
    with pytest.raises(Faulty) as caught:
        read(tmp_path, data, **options)
    for fault in caught.value.faults:
        assert fault.nl.rstrip(")'")[-1] in ".?1"
        assert fault.en.rstrip(")'")[-1] in ".?1"
        assert fault.nl != fault.en
    return [(fault.rule, fault.line, fault.column) for fault in caught.value.faults]


_BLANK = st.sampled_from(["", " ", "  ", "."])


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.tuples(_BLANK, st.text("Aéà. -(0NUL", max_size=5), _BLANK), min_size=1, max_size=6))
def test_a_tab_or_a_hard_space_elsewhere_changes_no_value(tmp_path: Path, names: list[tuple[str, str, str]]) -> None:
    """Files without them take a shorter way through the same cleaning."""
    rows = [f"123456789;{''.join(name)};31-12-1980;{at + 1}" for at, name in enumerate(names)]
    plain, _ = read(tmp_path, HEAD + "\n".join(rows) + "\n")
    other, _ = read(tmp_path, HEAD + "\n".join([*rows, "123456789;\tZ\u00a0;31-12-1980;99"]) + "\n")
    assert other == [*plain, (len(rows) + 1, "123456789", "Z", "1980-12-31", "99")]


ROW = (1, "123456789", "De Vries", "1980-12-31", "4")


@pytest.mark.parametrize(
    "data",
    [
        HEAD + "123456789;De Vries;31-12-1980;4\n",
        HEAD.replace(";", ",") + '"123456789",De Vries,1980-12-31,4\n',
        ("\ufeff" + HEAD + "123456789;De Vries;31/12/1980;4").encode(),
        (HEAD + "123456789;De Vries;19801231;4\r\n").encode("utf-16"),
        HEAD.replace(";", "\t") + "123456789\tDe Vries\t31.12.1980\t4\n",
        '"BSN";"Achternaam";"Geboortedatum";"Nr"\n"  123456789";"De Vries  ";"31121980";"     4"\n',
        HEAD.upper() + "123456789;De Vries;1980-12-31 00:00:00;4\n",
        HEAD.replace("\n", "\r") + "123456789;De Vries;31-12-1980;4\r",
        HEAD + "\t123456789\t; De Vries\t;\t31-12-1980;4\u00a0\n",
        HEAD + "123456789;De\u00a0Vries;31-12-1980;4\n",
        HEAD.replace("\n", "\r\r\n") + "123456789;De Vries;31-12-1980;4\r\r\n",
        HEAD + "123456789;De Vries;31-12-1980;4;\n",
        HEAD.replace("\n", ";;\n") + "123456789;De Vries;31-12-1980;4;;\n",
    ],
    ids=[
        "dutch",
        "comma",
        "bom",
        "utf-16",
        "tab",
        "statline",
        "capitals",
        "lone-cr",
        "tabs-around",
        "hard-space-within",
        "cr-cr-lf",
        "mark-at-the-end",
        "columns-without-a-name",
    ],
)
def test_dialects_of_practice(tmp_path: Path, data: bytes | str) -> None:
    rows, loaded = read(tmp_path, data)
    assert rows == [ROW]
    assert loaded.rows == 1
    assert not loaded.notices


def test_windows_characters_and_missing_values(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, (HEAD + "12345678;Coördinaat €;1-2-1980;.\n;ĳ;;\n").replace("ĳ", "Zoë").encode("cp1252"))
    assert rows == [(1, "012345678", "Coördinaat €", "1980-02-01", None), (2, None, "Zoë", None, None)]
    assert read(tmp_path, HEAD + "NULL;Null;NULL;NULL\n")[0] == [(1, None, "Null", None, None)]


def test_utf8_characters_on_the_edge_of_a_block(tmp_path: Path) -> None:
    for shift in range(4):
        begin = HEAD + "1;" + "x" * shift + ";;1\n"
        lines = (1024 * 1024 - len(begin) - 4) // 6
        rows, _ = read(tmp_path, begin + ";A;;1\n" * lines + "1;ëëëëëë;;1\n" * 3)
        assert rows[-1][2] == "ëëëëëë"


@pytest.mark.parametrize(
    ("order", "given", "wanted"),
    [
        ("dmy", "00-00-1980", "1980-00-00"),
        ("mdy", "12/31/1980", "1980-12-31"),
        ("mdy", "12311980", "1980-12-31"),
        ("ymd", "1980/2/1", "1980-02-01"),
        ("dmy", "1.2.1980", "1980-02-01"),
        ("dmy", "1980/12/31", "1980-12-31"),
        ("dmy", "31 dec 1980", "1980-12-31"),
        ("dmy", "1-MEI-1980", "1980-05-01"),
        ("dmy", "31 december 1980 00:00:00", "1980-12-31"),
        ("dmy", "31 foo 1980", "31 foo 1980"),
        ("dmy", "31-12-1980 00:00:00", "1980-12-31"),
        ("dmy", "1-2-1980 0:00", "1980-02-01"),
        ("mdy", "12/31/1980 12:00:00 AM", "1980-12-31"),
        ("dmy", "19801231 00:00:00", "1980-12-31"),
        ("dmy", "19801231000000", "1980-12-31"),
        ("dmy", "99991231", "9999-12-31"),
        ("dmy", "31129999", "9999-12-31"),
        ("dmy", "1980", "1980-00-00"),
        ("dmy", "00000000", None),
        ("dmy", "00-00-0000", None),
        ("dmy", "01-01-0001", None),
        ("dmy", "30-12-1899", None),
        ("dmy", "1900-01-01 00:00:00.000", None),
        ("dmy", "02-01-1900", "1900-01-02"),
        ("dmy", "0", None),
        ("dmy", "40179", "40179"),
    ],
)
def test_dates(tmp_path: Path, order: str, given: str, wanted: str | None) -> None:
    rows, _ = read(tmp_path, HEAD + f";A;{given};1\n", date_order=order)
    assert rows[0][3] == wanted


def test_wrong_number_of_columns(tmp_path: Path) -> None:
    data = HEAD + "1;A;;1\n" * 3 + "1;A;1\n" + "1;A;;1\n" + "1;A;;1;9\n"
    assert refused(tmp_path, data) == [("column_count", 5, ""), ("column_count", 7, "")]


@pytest.mark.parametrize("name", ["B;x", '"B";x', '"B;b";x'])
def test_a_row_that_is_shifted_and_ends_empty_is_not_read_as_one_of_the_right_length(tmp_path: Path, name: str) -> None:
    """One delimiter too many in a name, and nothing in the last column: everything stands one column too far."""
    fine = "1;A;1980-01-01;\n" * 30
    assert refused(tmp_path, HEAD + fine + f"2;{name};1980-01-01;\n" + fine) == [("column_count", 32, "")]
    assert refused(tmp_path, HEAD + fine + f"2;{name};1980-01-01;\n", name="a.txt") == [("column_count", 32, "")]


def test_delimiters_between_quotes_are_no_columns(tmp_path: Path) -> None:
    quoted = '1;"A;B ""C;"";D";1980-01-01;\n' * 3 + '1;A;"1980-01-01";"3\n;4"\n'
    rows, _ = read(tmp_path, HEAD + quoted)
    assert [row[2] for row in rows] == ['A;B "C;";D'] * 3 + ["A"]
    rows, _ = read(tmp_path, (HEAD + quoted).replace(";\n", ";;\n").replace('4"\n', '4";\n'))
    assert len(rows) == 4


def test_a_message_never_holds_what_is_in_the_file(tmp_path: Path) -> None:
    with pytest.raises(Faulty) as caught:
        read(tmp_path, HEAD + "123456789;Geheimnaam;1980-01-01\n")
    assert "Geheimnaam" not in str(caught.value) + caught.value.text("nl")
    assert "123456789" not in str(caught.value) + caught.value.text("nl")
    assert "a.csv, line 2 [column_count]" in str(caught.value)
    assert "a.csv, regel 2 [column_count]" in caught.value.text("nl")


def test_headings_twice_or_lower(tmp_path: Path) -> None:
    assert refused(tmp_path, HEAD + HEAD + "1;A;;1\n") == [("two_headers", 2, "")]
    assert refused(tmp_path, HEAD + '1;"A\nB";;1\n' + HEAD) == [("two_headers", 4, "")]
    assert refused(tmp_path, "Lijst van oktober\n\n" + HEAD + "1;A;;1\n") == [("headings_lower", 3, "")]
    rows, _ = read(tmp_path, "Lijst van oktober\n\n" + HEAD + "1;A;;1\n", skip=2)
    assert rows[0][2] == "A"
    assert refused(tmp_path, HEAD.replace("Nr", "Achternaam") + "1;A;;1\n", columns={"surname": "Achternaam"}) == [
        ("double_heading", 1, "Achternaam")
    ]


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path, "BSN;Naam;Nr\n1;A;1\n") == [
        ("column_missing", 1, "Achternaam"),
        ("column_missing", 1, "Geboortedatum"),
    ]


@pytest.mark.parametrize("data", [b"", b"\n \n", HEAD.encode(), HEAD.encode() + b"\n\n"])
def test_empty_files(tmp_path: Path, data: bytes) -> None:
    assert refused(tmp_path, data) == [("empty_file", 0, "")]


def test_one_bsn_for_all(tmp_path: Path) -> None:
    data = HEAD + "".join(f"999999990;N{i};;{i}\n" for i in range(30)) + ";X;;1\n"
    assert refused(tmp_path, data) == [("same_bsn", 0, "BSN")]


@pytest.mark.parametrize(("same", "other", "told"), [(20, 300, [("often_bsn", 0)]), (19, 300, []), (20, 400, [])])
def test_one_bsn_for_many(tmp_path: Path, same: int, other: int, told: list[tuple[str, int]]) -> None:
    filling = "".join(f"999999990;N{i};;{i}\n" for i in range(same))
    _, loaded = read(tmp_path, HEAD + filling + "".join(f"{i};N;;1\n" for i in range(1, other + 1)))
    assert [(notice.rule, notice.count) for notice in loaded.notices] == told


def test_birth_dates_in_the_future(tmp_path: Path) -> None:
    fine = "".join(f"{i};N;1980-01-01;1\n" for i in range(99))
    rows, loaded = read(tmp_path, HEAD + fine + "7;N;2031-01-01;1\n")
    assert len(rows) == 100
    assert [(n.rule, n.line, n.column) for n in loaded.notices] == [("future_date", 101, "Geboortedatum")]
    assert refused(tmp_path, HEAD + "1;N;2031-01-01;1\n" * 5) == [("future_date", 2, "Geboortedatum")]
    assert refused(tmp_path, HEAD + "1;N;onbekend;1\n" * 5) == [("unreadable_date", 2, "Geboortedatum")]


def test_binary_and_open_quotes(tmp_path: Path) -> None:
    assert refused(tmp_path, HEAD.encode() + b"1;A;;1\n\0\0") == [("binary", 3, "")]
    assert refused(tmp_path, HEAD + '1;A;;1\n1;"A;;1\n1;A;;1\n')[0][0] == "quotes"
    assert refused(tmp_path, HEAD.encode() + b"1;A;;1\n1;\xff\xfe;;1\n", encoding="utf-8") == [("encoding", 3, "")]


def test_limits(tmp_path: Path) -> None:
    assert refused(tmp_path, HEAD + "1;A;;1\n", limits=Limits(file=10)) == [("too_large", 0, "")]
    assert refused(tmp_path, "x" * 5000, limits=Limits(line=1000)) == [("long_line", 1, "")]
    far = HEAD + "1;A;;1\n" * 40 + "x" * 5000 + "\n"
    assert refused(tmp_path, far, limits=Limits(line=1000)) == [("long_line", 42, "")]


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ontschot.insight.sources import csv_files

    plain = csv_files.dialect_of

    def changed(*arguments: Any) -> Any:
        found = plain(*arguments)
        with (tmp_path / "a.csv").open("a") as file:
            file.write("2;B;;2\n")
        return found

    monkeypatch.setattr(csv_files, "dialect_of", changed)
    assert refused(tmp_path, HEAD + "1;A;;1\n") == [("changed", 0, "")]


def workbook(path: Path, rows: list[list[Any]], title: str = "Blad1") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path.read_bytes()


def test_excel(tmp_path: Path) -> None:
    rows = [
        list(COLUMNS.values()),
        [12345678, "De Vries", dt.datetime.combine(dt.date(1980, 12, 31), dt.time()), 4.0],
        [None, "Ë", None, "4a"],
    ]
    data = workbook(tmp_path / "w.xlsx", rows)
    found, _ = read(tmp_path, data, name="a.xlsx")
    assert found == [(1, "012345678", "De Vries", "1980-12-31", "4"), (2, None, "Ë", None, "4a")]
    assert refused(tmp_path, data, name="a.xlsx", sheet="Wmo") == [("sheet_missing", 0, "")]
    assert refused(tmp_path, data[:400], name="a.xlsx") == [("no_workbook", 0, "")]
    assert refused(tmp_path, b"BSN;x", name="a.xlsx") == [("no_workbook", 0, "")]


def test_a_wrong_line_is_named_also_with_lone_line_ends(tmp_path: Path) -> None:
    assert refused(tmp_path, "BSN;Achternaam;Geboortedatum;Nr\r1;a;1980-01-01;4\r2;b;1980-01-01\r") == [
        ("column_count", 3, "")
    ]


def test_a_packing_list_that_lies_does_not_help_a_zip_bomb(tmp_path: Path) -> None:
    """The sheet says that it is small; what comes out beyond that is not read."""
    path = tmp_path / "honest.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 4_000_000)
    data = path.read_bytes()
    said = struct.pack("<I", 24_000_000)
    assert data.count(said) == 2
    assert [rule for rule, _, _ in refused(tmp_path, data.replace(said, struct.pack("<I", 900)), name="b.xlsx")] == [
        "no_workbook"
    ]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<row/>" + b" " * 50_000_000)
    assert refused(tmp_path, path.read_bytes(), name="a.xlsx") == [("zip_bomb", 0, "")]
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("xl/sharedStrings.xml", '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>')
    assert refused(tmp_path, path.read_bytes(), name="a.xlsx") == [("unsafe_xml", 0, "")]
    with zipfile.ZipFile(path, "w") as packed:  # unpacks to what it is, but all of it is held in memory
        packed.writestr("xl/sharedStrings.xml", b"<si><t>7</t></si>" * 1000)
    small = Limits(texts=10_000)
    assert refused(tmp_path, path.read_bytes(), name="a.xlsx", limits=small) == [("zip_bomb", 0, "")]


def test_parquet(tmp_path: Path) -> None:
    duckdb.sql(
        "SELECT 12345678 AS BSN, 'De Vries' AS Achternaam, DATE '1980-12-31' AS Geboortedatum, 4 AS Nr"
    ).write_parquet(str(tmp_path / "w.parquet"))
    data = (tmp_path / "w.parquet").read_bytes()
    found, _ = read(tmp_path, data, name="a.parquet")
    assert found == [(1, "012345678", "De Vries", "1980-12-31", "4")]
    assert refused(tmp_path, data[:50], name="a.parquet") == [("unreadable_parquet", 0, "")]
    assert refused(tmp_path, data, name="a.parquet", columns={"sex": "Geslacht"}) == [("column_missing", 0, "Geslacht")]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_name_is_no_pattern(tmp_path: Path, suffix: str) -> None:
    """Signs that mean something to DuckDB: without care it would read the other file."""
    folder = tmp_path / "jaar=2023 [a]"
    folder.mkdir()
    for name, who in (("wmo [2023]", "A"), ("wmo 2", "B"), ("wmo*", "C"), ("wm?o", "D"), ("d'ou", "E")):
        path = folder / f"{name}{suffix}"
        plain = tmp_path / f"plain{suffix}"
        duckdb.sql(f"COPY (SELECT '{who}' AS Achternaam) TO '{plain}'")
        plain.rename(path)
    for name, who in (("wmo [2023]", "A"), ("wmo*", "C"), ("wm?o", "D"), ("d'ou", "E")):
        connection = duckdb.connect()
        source = SourceFile(f"{name}{suffix}", {"surname": "Achternaam"})
        load(connection, source, folder / source.file, "t", today=TODAY)
        assert connection.execute("SELECT surname FROM t").fetchall() == [(who,)]


def test_all_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEAD + "1;A;;1\n")
    (tmp_path / "b.csv").write_text("")
    files = [SourceFile("a.csv", COLUMNS), SourceFile("b.csv", COLUMNS), SourceFile("c.csv", COLUMNS)]
    with pytest.raises(Faulty) as caught:
        load_all(duckdb.connect(), [(file, tmp_path / file.file) for file in files], today=TODAY)
    assert [(f.file, f.rule) for f in caught.value.faults] == [("b.csv", "empty_file"), ("c.csv", "unreadable")]


SETTINGS = """\
method: bsn
files:
  - file: a.csv
    delimiter: ";"
    columns:
      bsn: BSN
      surname: Achternaam
  - file: b.csv
    date_order: ymd
    columns: {birth_date: geb, house_number: Nr}
"""


def test_link_settings(tmp_path: Path) -> None:
    path = tmp_path / "link.yaml"
    path.write_text(SETTINGS)
    settings = read_link_settings(path)
    assert settings.method == "bsn"
    assert settings.threshold is None
    assert [file.columns for file in settings.files] == [
        {"bsn": "BSN", "surname": "Achternaam"},
        {"birth_date": "geb", "house_number": "Nr"},
    ]
    with pytest.raises(Faulty) as caught:
        match("link.yaml", settings.files, [tmp_path / "a.csv", tmp_path / "d.csv"])
    assert [(f.file, f.rule) for f in caught.value.faults] == [
        ("d.csv", "file_not_in_settings"),
        ("b.csv", "file_missing"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("surname:", "surnam:", "unknown_key", 7),
        ("method: bsn", "metod: bsn", "unknown_key", 1),
        ("method: bsn", "method: bns", "unknown_value", 1),
        ("method: bsn", "threshold: 3", "out_of_range", 1),
        ("file: b.csv", "file: a.csv", "double_file", 8),
        ("surname:", "bsn:", "double_key", 7),
        ("surname: Achternaam", "surname:", "empty_value", 7),
        ("date_order: ymd", "date_order: [", "not_yaml", 11),
        ("method: bsn", "method: &a bsn\nthreshold: *a", "alias", 2),
        ("file: b.csv", "file: ../b.csv", "file_name", 8),
        ("bsn: BSN", "bsn: [BSN]", "text_expected", 6),
    ],
)
def test_faults_in_settings_have_their_line(tmp_path: Path, old: str, new: str, rule: str, line: int) -> None:
    path = tmp_path / "link.yaml"
    path.write_text(SETTINGS.replace(old, new, 1))
    with pytest.raises(Faulty) as caught:
        read_link_settings(path)
    assert (rule, line) in [(fault.rule, fault.line) for fault in caught.value.faults]
    if rule == "unknown_key":
        assert "Did you mean" in caught.value.text()


def test_settings_that_are_not_there_or_too_large(tmp_path: Path) -> None:
    with pytest.raises(Faulty, match="unreadable"):
        read_link_settings(tmp_path / "none.yaml")
    path = tmp_path / "link.yaml"
    path.write_text("")
    with pytest.raises(Faulty, match="empty_file"):
        read_link_settings(path)
    path.write_text(SETTINGS)
    with pytest.raises(Faulty, match="too_large"):
        read_link_settings(path, Limits(settings=10))
    assert os.path.getsize(path) > 10


def test_what_columns_hold_is_guessed_from_headings_and_contents(tmp_path: Path) -> None:
    from ontschot.insight.sources.guessing import different, guess

    path = tmp_path / "a.csv"
    path.write_text(
        "Sofinr;Tussenv.;Naam;Naam echtgenoot;Geb.datum;X;Y;Soort;Van;Tot en met;Opmerking\n"
        "123456782;van;Dijk;;1980-01-31;1234 AB;BU03450101;Vervoer;2010-01-01;;goed\n"
        ";;Smit;Bos;1970-12-01;4321ZZ;BU03450102;Hulp;2010-01-01;2011-01-01;\n"
    )
    found = guess(path, tmp_path)
    assert [column.role for column in found.columns] == [
        *("bsn", "surname_prefix", "surname", "partner_surname", "birth_date", "postcode", "neighbourhood"),
        *("provision", "start", "end", ""),
    ]
    assert found.date_order == "ymd"
    assert different(path, "Soort", tmp_path, 10) == ["Hulp", "Vervoer"]
    assert different(path, "Soort", tmp_path, 1) == ["Hulp", "Vervoer"]  # one more than asked: too many
    (tmp_path / "leeg.csv").write_text("")
    with pytest.raises(Faulty):
        guess(tmp_path / "leeg.csv", tmp_path)


@pytest.mark.parametrize(
    ("headings", "rows", "roles"),
    [
        ("Naam;Geb.datum", ["J. de Vries;1980-01-31", "Mw. A. Jansen-de Boer;1970-12-01"], ["full_name", "birth_date"]),
        ("Volledige naam;Plaats", ["Fatima El Idrissi;Zaandam", "Jan Bakker;Zaandam"], ["full_name", "place"]),
        ("Cliëntnaam;Clientnr", ["Vries de, Jan;12", "Bakker, P.;13"], ["full_name", "identifier"]),
        ("Name", ["de Vries, Jan", "El Idrissi, F."], ["full_name"]),
        ("Cliënt", ["JANSEN A", "VAN DEN BERG JP"], ["full_name"]),
        ("Naam", ["de Vries", "van der Berg-de Wit", "Bakker", "Vries, de"], ["surname"]),
        ("Cliënt", ["1204", "1205"], [""]),
        ("Naam;Voorletters", ["Jansen;A.", "de Boer;P."], ["surname", "initials"]),
        ("Naam;Achternaam;Voornaam", ["Jan Bakker;Bakker;Jan", "Eva Smit;Smit;Eva"], ["", "surname", "given_names"]),
        ("Naam;Roepnaam", ["J. Bakker;Jan", "E. Smit;Eva"], ["full_name", ""]),
    ],
)
def test_whether_a_name_is_whole_is_seen_from_what_stands_there(
    tmp_path: Path, headings: str, rows: list[str], roles: list[str]
) -> None:
    from ontschot.insight.sources.guessing import guess

    path = tmp_path / "a.csv"
    path.write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
    assert [column.role for column in guess(path, tmp_path).columns] == roles


def test_headings_as_old_systems_abbreviate_them_are_known() -> None:
    from ontschot.insight.sources.meaning import role_of

    known = {"DATIN": "start", "DATUIT": "end", "Datum in": "start", "Datum uit": "end", "Activiteit": "provision"}
    known |= {"Indicatie": "provision", "Datum indicatie": "", "Indicatiedatum": "", "Datum inschrijving": ""}
    known |= {"Klantnr": "identifier", "Sekse": "sex", "Voorn.": "given_names", "Adres + nr": "street"}
    assert {heading: role_of(heading, []) for heading in known} == known


def test_only_the_day_of_birth_is_the_birth_date() -> None:
    """A name, a place and a land of birth begin with the same word; taken for it, they keep the date from its role."""
    from ontschot.insight.sources.meaning import role_of

    known = {"Geboren": "birth_date", "Geb. dat.": "birth_date", "Birthday": "birth_date", "Geboortenaam": "surname"}
    known |= {"Geb.naam": "surname", "Meisjesnaam": "surname", "Birth name": "surname", "Geboorteplaats": ""}
    known |= {"Geboorteland": "", "Geboortegemeente": "", "Gebruiker": "", "Gebied": "", "Datum plaatsing": ""}
    known |= {"Voorvoegsel geboortenaam": "surname_prefix", "Woonplaats": "place"}
    assert {heading: role_of(heading, []) for heading in known} == known

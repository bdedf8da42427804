"""Files and settings that look right and are not: each is refused, or remarked upon, with a place and a remedy."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from ontschot.domain.people.rules.bsn import synthetic
from ontschot.insight import publish
from ontschot.insight.runs import study_run
from ontschot.insight.sources import Faulty, parse_study

TODAY = dt.date(2026, 1, 1)
HEADS = "Naam;Geb;PC;Nr;Soort;Gewicht;Buurt;Wijk;BSN"
COLUMNS = (
    "{surname: Naam, birth_date: Geb, postcode: PC, house_number: Nr, provision: Soort, weight: Gewicht, "
    "neighbourhood: Buurt, district: Wijk, bsn: BSN}"
)
STUDY = f"""title: Proef
reference_date: 2011-10-01
schemes: {{wmo: Wmo, jeugd: Jeugdhulp}}
provisions:
  help: {{name: Hulp, scheme: wmo, values: [HH]}}
  rest: {{name: Overige Wmo, scheme: wmo, values: [Overig]}}
  youth: {{name: Overige jeugdhulp, scheme: jeugd, values: [Overig]}}
files:
  - {{file: wmo.csv, scheme: wmo, columns: {COLUMNS}}}
  - {{file: jeugd.csv, scheme: jeugd, columns: {COLUMNS}}}
"""


def lines(kind: str, count: int, first: int = 0, **other: str) -> str:
    """A file of `count` persons, of whom every third one has another kind (`other`)."""
    rows = [HEADS]
    for who in range(first, first + count):
        value = {"kind": kind, "weight": "1,5", "area": "Centrum", "district": "Noord", "bsn": "", **other}
        word = "HH" if kind == "HH" and who % 3 else value["kind"]
        rows.append(
            f"Naam{who};{1930 + who % 60}-0{who % 9 + 1}-11;{1000 + who % 900}AB;{who % 50};{word};{value['weight']};"
            f"{value['area']};{value['district']};{value['bsn']}"
        )
    return "\n".join(rows) + "\n"


def run(folder: Path, text: str = STUDY, more: tuple[str, ...] = (), **files: str) -> study_run.Outcome:
    given = {"wmo": lines("HH", 200), "jeugd": lines("Overig", 120, first=100), **files}
    for name, data in given.items():
        (folder / f"{name}.csv").write_text(data, encoding="utf-8")
    paths = [folder / f"{name}.csv" for name in given] + [folder / name for name in more]
    return study_run.run_study(parse_study("study.yaml", text.encode()), paths, key=b"k" * 32, today=TODAY)


def refused(folder: Path, *arguments: Any, **files: str) -> list[tuple[str, int, str, str]]:
    with pytest.raises(Faulty) as caught:
        run(folder, *arguments, **files)
    return [(fault.file, fault.line, fault.column, fault.rule) for fault in caught.value.faults]


def test_two_schemes_may_have_the_same_word(tmp_path: Path) -> None:
    """In each file it is the provision of its own scheme."""
    found = run(tmp_path, wmo=lines("Overig", 200)).published.figure("scheme_matrix", "persons")
    assert found is not None
    assert found.value("wmo", "wmo") == 200
    assert found.value("jeugd", "jeugd") == 120
    assert found.value("wmo", "jeugd") == 100


def test_a_word_with_two_meanings_in_one_file_is_refused() -> None:
    for text, line in (
        (STUDY.replace("values: [HH]", "values: [HH, overig]"), 6),  # of one scheme
        (STUDY.replace("file: jeugd.csv, scheme: jeugd,", "file: jeugd.csv,"), 7),  # of a file without a scheme
    ):
        with pytest.raises(Faulty) as caught:
            parse_study("study.yaml", text.encode())
        assert [(fault.rule, fault.line) for fault in caught.value.faults] == [("double_value", line)]


@pytest.mark.parametrize("weight", ["zwaar", "-1", "nan", "inf", "1000,5"])
def test_a_weight_that_is_no_number_is_refused(tmp_path: Path, weight: str) -> None:
    assert refused(tmp_path, wmo=lines("HH", 40) + lines("HH", 1, weight=weight).split("\n", 1)[1]) == [
        ("wmo.csv", 42, "Gewicht", "unreadable_number")
    ]


def test_weights_have_a_decimal_comma_or_point(tmp_path: Path) -> None:
    one = run(tmp_path, wmo=lines("HH", 200, weight="1.000,00")).published.figure("weights", "persons")
    assert one is not None
    assert one.value("8", "count") == 200
    point = STUDY.replace("scheme: wmo, columns", "scheme: wmo, decimal: '.', columns")
    other = run(tmp_path, point, wmo=lines("HH", 200, weight="1,000.00")).published.figure("weights", "persons")
    assert other is not None
    assert other.value("8", "count") == 200


def test_a_neighbourhood_of_one_name_in_two_districts_is_in_both(tmp_path: Path) -> None:
    south = lines("Overig", 120, first=300, district="Zuid")
    found = run(tmp_path, jeugd=south).published.figure("districts", "persons")
    assert found is not None
    assert (found.value("Noord", "users"), found.value("Zuid", "users")) == (200, 120)


def test_house_numbers_of_areas_do_not_mind_what_stands_behind_them(tmp_path: Path) -> None:
    text = STUDY.replace(", neighbourhood: Buurt, district: Wijk", "") + (
        "areas: {file: buurten.csv, columns: {postcode: pc, house_number: nr, neighbourhood: buurt}}\n"
    )
    areas = "pc;nr;buurt\n" + "".join(f"{1000 + at}AB;{at % 50:03};BU03450101\n" for at in range(900))
    wmo = lines("HH", 200)
    wmo = "\n".join([wmo.split("\n")[0], *(";".join(addition(line)) for line in wmo.split("\n")[1:-1])]) + "\n"
    found = run(tmp_path, text, wmo=wmo, buurten=areas).published.figure("neighbourhoods", "persons")
    assert found is not None
    assert found.rows == ["BU03450101"]


def addition(line: str) -> list[str]:
    """The cells of a line, with an addition behind the house number."""
    cells = line.split(";")
    return [*cells[:3], f"{cells[3]}-A", *cells[4:]]


@pytest.mark.parametrize("number", ["house_number: nr, ", ""])
def test_an_address_in_one_column_has_its_neighbourhood(tmp_path: Path, number: str) -> None:
    """Also where street and number stand in one column beside the postcode."""
    text = STUDY.replace("neighbourhood: Buurt, district: Wijk, ", "").replace(
        "postcode: PC, house_number: Nr", "ADDRESS"
    )
    text = text.replace("ADDRESS", "address_line: Adres", 1)
    text = text.replace("ADDRESS", "street: Adres, postcode: PC" if number else "address_line: Adres")
    text += f"areas: {{file: buurten.csv, columns: {{postcode: pc, {number}neighbourhood: buurt}}}}\n"
    areas = "pc;nr;buurt\n" + "".join(f"{1000 + at}AB;{at % 50};BU034501{at % 2:02}\n" for at in range(900))

    def addresses(kind: str, first: int, form: str) -> str:
        rows = [
            f"Naam{at};{1930 + at % 60}-0{at % 9 + 1}-11;"
            f"W{'aeiou'[at % 5] * (at // 5)}g {form.format(at % 50, 1000 + at)};{kind};1;"
            for at in range(first, 300)
        ]
        return "\n".join(["Naam;Geb;Adres;PC;Soort;Gewicht;BSN", *rows]) + "\n"

    wmo = addresses("HH", 0, "{0}-A, {1} ab Ons Dorp;")
    youth = addresses("Overig", 100, "{0};{1}AB" if number else "{0} {1} AB;")
    found = run(tmp_path, text, wmo=wmo, jeugd=youth, buurten=areas).published.figure("neighbourhoods", "persons")
    assert found is not None
    assert [(row, found.value(row, "users")) for row in found.rows] == [("BU03450100", 150), ("BU03450101", 150)]


def test_a_day_that_is_still_to_come_is_no_reference_date(tmp_path: Path) -> None:
    text = STUDY.replace("2011-10-01", "2026-01-02")
    assert refused(tmp_path, text) == [("study.yaml", 2, "reference_date", "future_date")]


def test_more_users_than_residents(tmp_path: Path) -> None:
    text = STUDY.replace("schemes:", "residents: {persons: 219, households: 219}\nschemes:")
    assert refused(tmp_path, text)[0] == ("study.yaml", 3, "residents", "too_few_residents")


def test_borders_of_elsewhere(tmp_path: Path) -> None:
    ring = [[5, 52], [6, 52], [6, 53], [5, 52]]
    area = {"properties": {"code": "WK999999"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    (tmp_path / "wijken.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [area]}))
    text = STUDY + "borders: {file: wijken.geojson, code: code}\n"
    assert refused(tmp_path, text, ("wijken.geojson",)) == [("wijken.geojson", 0, "code", "no_areas")]


def test_a_column_of_other_numbers_than_bsns_is_remarked_upon(tmp_path: Path) -> None:
    wmo = lines("HH", 200).replace(";\n", ";x\n")
    numbered = "\n".join(
        line[:-1] + str(100_000_000 + at) if line.endswith("x") else line for at, line in enumerate(wmo.split("\n"))
    )
    outcome = run(tmp_path, wmo=numbered)
    assert [(n.file, n.column, n.rule) for n in outcome.notices] == [("wmo.csv", "BSN", "invalid_bsn")]
    assert outcome.published.notices[0]["left_out"] is False


def test_rows_without_birth_date_and_number_are_remarked_upon(tmp_path: Path) -> None:
    unborn = re.sub(r";\d{4}-\d\d-\d\d;", ";;", lines("HH", 200))
    outcome = run(tmp_path, wmo=unborn)
    (notice,) = [n for n in outcome.notices if n.rule == "no_birth_date"]
    assert (notice.file, notice.count) == ("wmo.csv", 200)
    assert [(n["rule"], n["left_out"]) for n in outcome.published.notices] == [("no_birth_date", False)]


def test_numbers_in_parquet_that_are_whole(tmp_path: Path) -> None:
    from ontschot.insight.sources import SourceFile, load

    place = tmp_path / "a.parquet"
    duckdb.sql(
        "SELECT 123456782::DOUBLE AS b, 4::DECIMAL(6,2) AS n, 4.5::DOUBLE AS m, 'NaN'::DOUBLE AS x"
    ).write_parquet(str(place))
    connection = duckdb.connect()
    columns = {"bsn": "b", "house_number": "n", "identifier": "m", "place": "x"}
    load(connection, SourceFile("a.parquet", columns), place, "t", today=TODAY)
    assert connection.execute("SELECT bsn, house_number, identifier, place FROM t").fetchall() == [
        ("123456782", "4", "4.5", None)
    ]


def test_a_few_bytes_of_parquet_that_stand_for_very_many_rows(tmp_path: Path) -> None:
    from ontschot.insight.sources import SourceFile, load

    place = str(tmp_path / "a.parquet")
    duckdb.sql("SELECT 'A' AS n FROM range(20000000)").write_parquet(place, row_group_size=20_000_000)
    assert os.path.getsize(place) < 2**20
    with pytest.raises(Faulty) as caught:
        load(duckdb.connect(), SourceFile("a.parquet", {"surname": "n"}), Path(place), "t", today=TODAY)
    assert [fault.rule for fault in caught.value.faults] == ["zip_bomb"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    from ontschot.insight.sources import SourceFile, load

    (tmp_path / "a.csv").mkdir()
    os.mkfifo(tmp_path / "b.csv")  # opening it would wait for ever
    for name in ("a.csv", "b.csv"):
        with pytest.raises(Faulty) as caught:
            load(duckdb.connect(), SourceFile(name, {"surname": "n"}), tmp_path / name, "t", today=TODAY)
        assert [fault.rule for fault in caught.value.faults] == ["unreadable"]


def test_a_character_that_yaml_cannot_have_has_its_line() -> None:
    with pytest.raises(Faulty) as caught:
        parse_study("study.yaml", STUDY.replace("Jeugdhulp", "Jeugd\x07hulp").encode())
    assert [(fault.rule, fault.line) for fault in caught.value.faults] == [("not_yaml", 3)]


def read_csv(folder: Path, data: bytes) -> list[tuple[str, int, str]]:
    """The faults of a file of two columns and a remark, as file, line and rule."""
    from ontschot.insight.sources import SourceFile, load

    (folder / "a.csv").write_bytes(data)
    with pytest.raises(Faulty) as caught:
        load(duckdb.connect(), SourceFile("a.csv", {"surname": "n"}), folder / "a.csv", "t", today=TODAY)
    return [(fault.file, fault.line, fault.rule) for fault in caught.value.faults]


def test_a_quote_that_is_closed_lines_later_swallows_no_rows(tmp_path: Path) -> None:
    rows = "".join(f"N{at};{at};goed\n" for at in range(20))
    swallowed = rows.replace("N4;4;goed", 'N4;4;"goed').replace("N9;9;goed", 'N9;9;goed"')
    assert read_csv(tmp_path, ("n;x;y\n" + swallowed).encode()) == [("a.csv", 6, "quotes")]


def test_utf16_that_breaks_off_and_utf32_are_named(tmp_path: Path) -> None:
    assert read_csv(tmp_path, "n;x\nA;1\n".encode("utf-16")[:-1]) == [("a.csv", 0, "encoding")]
    assert read_csv(tmp_path, "n;x\nA;1\n".encode("utf-32")) == [("a.csv", 0, "encoding")]


def test_the_line_that_is_too_long_is_named(tmp_path: Path) -> None:
    assert read_csv(tmp_path, b"n;x\nA;1\n" + b"x" * 5_000_000 + b"\n") == [("a.csv", 3, "long_line")]


def test_rows_about_nobody_are_refused_or_left_out(tmp_path: Path) -> None:
    empty = lines("HH", 200) + ";;;;HH;1;Centrum;Noord;\n"
    assert refused(tmp_path, wmo=empty) == [("wmo.csv", 202, "", "nobody")]
    with pytest.raises(Faulty, match="faulty_rows: leave_out"):
        run(tmp_path, wmo=empty)
    blank = lines("HH", 200) + " . ;;;;HH;1;Centrum;Noord;\n"
    assert refused(tmp_path, wmo=blank) == [("wmo.csv", 202, "", "nobody")]
    outcome = run(tmp_path, STUDY + "faulty_rows: leave_out\n", wmo=empty)
    totals = outcome.published.figure("totals", "persons")
    assert totals is not None
    assert totals.value("all", "users") == 220
    assert [(n.rule, n.count) for n in outcome.notices] == [("nobody", 1)]


def test_a_file_of_which_every_row_would_be_left_out_is_refused(tmp_path: Path) -> None:
    """Else the report would say that nobody uses its scheme."""
    other = lines("HH", 200).replace(";HH;", ";Anders;")
    assert refused(tmp_path, STUDY + "faulty_rows: leave_out\n", wmo=other) == [
        ("wmo.csv", 2, "Soort", "unknown_provision"),
        ("wmo.csv", 0, "", "nothing_left"),
    ]


@pytest.mark.parametrize(("end", "runs"), [("30-09-2011", False), ("01-10-2011", True)])
def test_a_file_of_which_no_row_counts_on_the_reference_date_is_told_in_the_report(
    tmp_path: Path, end: str, runs: bool
) -> None:
    """That of another year: the report says that none of those with Wmo have youth care."""
    text = STUDY.replace("district: Wijk", "end: Wijk")
    outcome = run(tmp_path, text, wmo=lines("HH", 200, district=""), jeugd=lines("Overig", 120, 100, district=end))
    told = [] if runs else [("jeugd.csv", "nothing_runs", 120)]
    assert [(n.file, n.rule, n.count) for n in outcome.notices] == told
    remarks = [(remark["organisation"], remark["rule"], remark["left_out"]) for remark in outcome.published.notices]
    assert remarks == [(file, rule, True) for file, rule, _ in told]


def test_without_addresses_nothing_is_said_of_households(tmp_path: Path) -> None:
    """Else every person would be a household, under that name."""
    numbered = {
        name: "Naam;BSN;Soort\n" + "".join(f"Naam{at};{synthetic(at)};{kind}\n" for at in range(first, first + 150))
        for name, first, kind in (("wmo", 0, "HH"), ("jeugd", 90, "Overig"))
    }
    text = STUDY.replace(COLUMNS, "{surname: Naam, bsn: BSN, provision: Soort}")
    published = run(tmp_path, text, **numbered).published
    assert {figure.level for figure in published.figures} == {"persons"}
    assert published.quality["households"] is None
    assert published.quality["addressless"] == 1
    page = publish.files(published, "nl")["index.html"].decode()
    assert "Over huishoudens staat hier niets" in page
    some = [{"bsn": synthetic(at), "pc": "1234 AB" if at % 5 else ""} for at in range(300)]
    data = "Naam;BSN;Soort;PC;Nr\n" + "".join(
        f"N{at};{one['bsn']};HH;{one['pc']};{at}\n" for at, one in enumerate(some)
    )
    text = STUDY.replace(COLUMNS, "{surname: Naam, bsn: BSN, provision: Soort, postcode: PC, house_number: Nr}")
    published = run(tmp_path, text, wmo=data, jeugd=data.replace("HH", "Overig")).published
    assert published.figure("totals", "households") is not None
    assert (
        "Van 20% van de personen staat in geen bestand een adres"
        in publish.files(published, "nl")["index.html"].decode()
    )


def test_years_of_two_digits_and_rows_without_a_start(tmp_path: Path) -> None:
    text = STUDY.replace("district: Wijk", "start: Wijk")
    assert refused(tmp_path, text, wmo=lines("HH", 2, district="01-01-09"), jeugd=lines("Overig", 9, district="")) == [
        ("wmo.csv", 2, "Wijk", "unreadable_date"),
        ("wmo.csv", 3, "Wijk", "unreadable_date"),
    ]
    dated = {"wmo": lines("HH", 200, district="01-01-0001"), "jeugd": lines("Overig", 120, first=100, district="")}
    outcome = run(tmp_path, text, **dated)
    assert [(n.file, n.rule, n.count) for n in outcome.notices] == [
        ("wmo.csv", "no_start", 200),
        ("jeugd.csv", "no_start", 120),
    ]


def sheet_faults(folder: Path, fill: Any) -> list[tuple[int, str, str]]:
    """The faults of a workbook that `fill` wrote, as line, column and rule."""
    from ontschot.insight.sources import SourceFile, load

    book = openpyxl.Workbook()
    book.active.append(["n", "start"])
    for at in range(9):
        book.active.append([f"N{at}", "2009-01-01"])
    fill(book)
    book.save(folder / "a.xlsx")
    source = SourceFile("a.xlsx", {"surname": "n", "birth_date": "start"})
    try:
        load(duckdb.connect(), source, folder / "a.xlsx", "t", today=TODAY)
    except Faulty as error:
        return [(fault.line, fault.column, fault.rule) for fault in error.faults]
    return []


def test_a_second_sheet_with_the_same_headings_is_not_left_out_in_silence(tmp_path: Path) -> None:
    assert sheet_faults(tmp_path, lambda book: book.create_sheet("B").append(["n", "start"])) == [
        (0, "", "several_sheets")
    ]
    assert sheet_faults(tmp_path, lambda book: book.create_sheet("B").append(["toelichting"])) == []


def test_formulas_without_a_result_and_merged_cells(tmp_path: Path) -> None:
    def formula(book: Any) -> None:
        book.active["B4"] = "=DATE(2009,1,1)"

    assert sheet_faults(tmp_path, formula) == [(4, "B", "uncomputed")]
    assert sheet_faults(tmp_path, lambda book: book.active.merge_cells("A5:A6")) == [(5, "", "merged_cells")]
    for fine in ("A5:B5", "A1:A2"):  # a title over columns, a heading of two rows
        assert sheet_faults(tmp_path, lambda book, fine=fine: book.active.merge_cells(fine)) == []


def test_an_error_of_excel_is_no_empty_cell(tmp_path: Path) -> None:
    """An end of #N/A is not known; empty it would still run."""

    def fill(book: Any) -> None:
        book.active["B4"], book.active["B9"] = "#N/A", "#REF!"
        book.active["C3"] = "#DIV/0!"
        book.active["C1"] = "other"

    assert sheet_faults(tmp_path, fill) == [(4, "start", "unreadable_date")]


def test_rows_of_a_sheet_are_named_as_the_sheet_does(tmp_path: Path) -> None:
    def gap(book: Any) -> None:
        book.active["A20"] = "M\nM"
        book.active["A22"], book.active["B22"] = "N", "2031-01-01"
        for at in (23, 24):
            book.active.cell(at, 1).value, book.active.cell(at, 2).value = "N", "2031-01-01"

    assert sheet_faults(tmp_path, gap) == [(22, "start", "future_date")]


def test_an_address_lies_in_one_neighbourhood_and_codes_have_their_length(tmp_path: Path) -> None:
    text = STUDY.replace(", neighbourhood: Buurt, district: Wijk", "") + (
        "areas: {file: buurten.csv, columns: {postcode: pc, neighbourhood: buurt}}\n"
    )
    areas = "pc;buurt\n1000AB;BU03450101\n1001AB;BU03450101\n1000 ab;BU03450102\n"
    assert refused(tmp_path, text, buurten=areas) == [
        ("buurten.csv", 2, "pc", "double_area"),
        ("buurten.csv", 4, "pc", "double_area"),
    ]
    outcome = run(tmp_path, wmo=lines("HH", 200, area="BU0345010", district="WK034501"))
    assert [(n.file, n.line, n.column, n.rule, n.count) for n in outcome.notices] == [
        ("wmo.csv", 2, "Buurt", "unknown_area", 200)
    ]


def test_an_end_that_means_none_still_runs_and_a_birth_date_that_means_none_is_unknown(tmp_path: Path) -> None:
    """How programs write an open end, and a birth date nobody knows: 1 January 1900 is not 111 years old."""
    text = STUDY.replace("district: Wijk", "end: Wijk")
    ends = ["99991231", "31-12-9999", "00000000", "01-01-0001", "0", "NULL", "31-12-2011 00:00:00", "1 okt 2011"]
    ends += ["01-01-1900", "30-12-1899"]
    head, *rows = lines("HH", 200, district="END").splitlines()
    rows = [row.replace("END", ends[at % len(ends)]) for at, row in enumerate(rows)]
    rows[:60] = [row.replace(row.split(";")[1], "01-01-1900", 1) for row in rows[:60]]
    rows[60] = rows[60].replace(rows[60].split(";")[1], "01-01-0198", 1)
    jeugd = lines("Overig", 120, first=100, district="")
    outcome = run(tmp_path, text, wmo="\n".join([head, *rows]) + "\n", jeugd=jeugd)
    assert [(n.line, n.column, n.rule, n.count) for n in outcome.notices] == [
        (62, "Geb", "unreadable_date", 1),
        (0, "Geb", "no_birth_date", 60),
    ]
    published = outcome.published
    totals, ages = published.figure("totals", "persons"), published.figure("ages", "persons")
    assert totals is not None
    assert ages is not None
    assert totals.value("all", "users") == 220
    assert ages.value("", "users") == 60


@pytest.mark.parametrize("end", [";;;;;;;;\n" * 3, ";;;;;;;;\r\n\r\n;;;;;;;;", " ; ;\n", ";;;;;;;;\n" * 200_000])
def test_rows_of_delimiters_alone_at_the_end_are_no_rows(tmp_path: Path, end: str) -> None:
    """As a spreadsheet saves rows that were emptied. Within a file they stay what they are: rows about nobody."""
    plain = run(tmp_path, wmo=lines("HH", 200))
    again = run(tmp_path, wmo=lines("HH", 200) + end)
    assert [figure.cells for figure in again.published.figures] == [figure.cells for figure in plain.published.figures]
    assert refused(tmp_path, wmo=HEADS + "\n" + end) == [("wmo.csv", 0, "", "empty_file")]

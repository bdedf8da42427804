"""study.yaml: the example of the documentation is read, and every fault has its line."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from ontschot.insight.sources import Fault, Faulty, Study, parse_study

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "study.md"
EXAMPLE = re.search(r"```yaml\n(.*?)```", REFERENCE.read_text(encoding="utf-8"), re.DOTALL)[1]  # type: ignore[index]


def study(text: str) -> Study:
    return parse_study("study.yaml", text.encode())


def test_the_example_of_the_documentation() -> None:
    found = study(EXAMPLE)
    assert found.date == dt.date(2011, 10, 1)
    assert len(found.dates) == 2
    assert [scheme.code for scheme in found.schemes] == ["wmo", "wwb"]
    assert [(p.code, p.scheme, p.line, p.weight) for p in found.provisions] == [
        ("household_help", "wmo", 2, 1.0),
        ("mobility", "wmo", 1, 0.5),
        ("income_support", "wwb", 2, 2.0),
    ]
    assert [source.file for source in found.sources] == ["wmo.csv", "bijstand.xlsx", "buurten.csv"]
    assert (found.minimum_cell, found.rounding, found.persons, found.households) == (10, 5, 160_000, 72_000)
    assert found.missing == ("Uitkeringen van UWV", "Jeugdzorg")


def test_a_scheme_without_provisions_is_one_provision() -> None:
    found = study(
        "title: A\nreference_date: 1-10-2011\nschemes: {wsw: Wsw}\n"
        "files: [{file: a.csv, scheme: wsw, columns: {bsn: b}}]"
    )
    assert [(p.code, p.name, p.scheme) for p in found.provisions] == [("wsw", "Wsw", "wsw")]
    assert found.files[0].provision == "wsw"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("title: Samenloop in Voorbeeldstad", "", "missing_key"),
        ("reference_dates: [2010-10-01, 2011-10-01]", "", "missing_key"),
        ("2010-10-01,", "2010-13-01,", "date_expected"),
        ("period: on_date", "period: on_day", "unknown_value"),
        ("scheme: wwb,", "scheme: wwbb,", "unknown_scheme"),
        ("provision: income_support", "provision: income_suport", "unknown_provision"),
        ("    provision: income_support\n", "", "missing_key"),
        ("line: 1", "line: 3", "out_of_range"),
        ("end: Einde", "end: ingang", "column_twice"),
        ("minimum_cell: 10", "minimum_cell: 2", "out_of_range"),
        ("rounding: 5", "rounding: 4", "unknown_value"),
        ("access: Hulp", "acces: Hulp", "unknown_key"),
        ("columns: {postcode: PC6,", "columns: {house_number: PC6,", "missing_key"),
        ("file: buurten.csv", "file: wmo.csv", "double_file"),
        ("residents: {persons: 160000", "residents: {persons: veel", "number_expected"),
        ("period: on_date", "ages: [18, 0]", "order"),
        ("  wmo:\n    name: Wmo\n", "  wmo: [a]\n  x:\n", "mapping_expected"),
        ("2010-10-01, 2011-10-01]", "2010-10-01, ~]", "empty_value"),
        ("persons: 160000", "persons: 160.000", "whole_number_expected"),
        ("households: 72000", "households: 172000", "out_of_range"),
        ("    name: WWB", "    name: wmo", "double_name"),
        ("    name: WWB", '    name: ""', "empty_value"),
        ("  mobility: ", '  "mobi+lity": ', "code"),
        ("values: [HH1, HH2]", 'values: [HH1, ""]', "empty_value"),
        ("    provision: income_support", "    provision: income_support\n    scheme: wmo", "other_scheme"),
        ("  - Jeugdzorg", "  -", "empty_value"),
        ("  - Jeugdzorg", "  - Jeugdzorg: niet alle aanbieders", "text_expected"),
        ("columns: {surname: Naam,", "columns: {provision: Soort, surname: Naam,", "two_provisions"),
        (
            "columns: {surname: Naam, birth_date: Geb.datum, street: Straat, house_number: Nr,",
            "columns: {provision: V,",
            "nobody",
        ),
        ("      postcode: Postcode\n", "", "missing_key"),
        ("areas:\n  file: buurten.csv\n", "areas:\n  - {file: a.csv}\n  - file: buurten.csv\n  ", "missing_key"),
        ("period: on_date", "area_names: {BU03450101: ''}", "empty_value"),
        ("period: on_date", "borders: {file: wmo.csv, code: x}", "double_file"),
        ("period: on_date", "threshold: 0", "out_of_range"),
        ("period: on_date", "method: bsn", "method_column"),
        ("period: on_date", "method: postcode_number", "method_column"),
        ("period: on_date", "threshold: 0.9\nmethod: bsn", "no_threshold"),
    ],
)
def test_faults_have_a_rule_and_a_line(old: str, new: str, rule: str) -> None:
    assert old in EXAMPLE
    with pytest.raises(Faulty) as caught:
        study(EXAMPLE.replace(old, new, 1))
    found = [fault for fault in caught.value.faults if fault.rule == rule]
    assert found, caught.value
    if new:
        line = EXAMPLE[: EXAMPLE.index(old)].count("\n") + 1
        assert line <= found[0].line <= line + 2


def test_nothing_filled_in_is_as_left_out() -> None:
    found = study(EXAMPLE + "threshold:\nclusters:\nmethod:\n")
    assert (found.threshold, found.clusters, found.method) == (None, None, "probabilistic")


def test_a_fault_is_told_once() -> None:
    with pytest.raises(Faulty) as caught:
        study(EXAMPLE.replace("title: Samenloop in Voorbeeldstad", "title: [a]") + "clusters: [3]\n")
    assert len(caught.value.faults) == len(set(caught.value.faults))


def test_all_faults_are_told_together() -> None:
    with pytest.raises(Faulty) as caught:
        study(EXAMPLE.replace("scheme: wwb,", "scheme: x,").replace("line: 1", "line: 9").replace("period:", "perod:"))
    assert {fault.rule for fault in caught.value.faults} == {"unknown_scheme", "out_of_range", "unknown_key"}


@pytest.mark.parametrize(("wrong", "nl", "en"), [(2, "minstens 3", "at least 3"), ("tien", "getal", "number")])
def test_a_number_out_of_range_says_the_range_in_words(wrong: object, nl: str, en: str) -> None:
    with pytest.raises(Faulty) as caught:
        parse_study("study.yaml", f"title: t\nminimum_cell: {wrong}\n".encode())
    fault = next(one for one in caught.value.faults if one.column == "minimum_cell")
    assert nl in fault.nl
    assert en in fault.en


def test_lines_in_a_row_are_told_as_the_first_and_the_last() -> None:
    lines = [2, 5, 6, 7, 8, 10, 11, 40]
    told = Faulty(Fault("a.csv", line, "", "column_count", "nl", "en") for line in lines)
    assert told.text() == "a.csv, line 2, 5-8, 10, 11, 40 [column_count]: en"

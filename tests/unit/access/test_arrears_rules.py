"""Rows of a file of arrears, and the file as a table."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from ontschot.domain.access.rules import arrears
from ontschot.exchange.signals.table import MOST_ROWS, Unreadable, read

HEAD = "BSN;Achternaam;Geboortedatum;Postcode;Huisnummer;Contractnummer;Achterstand;Aantal maanden;Datum afsluiting"


def row(*cells: str, demo: bool = True) -> arrears.Arrears:
    columns = arrears.guess(HEAD.split(";"))
    return arrears.read_row(2, cells, columns, demo=demo)


def test_columns_are_guessed_by_their_names() -> None:
    assert arrears.guess(HEAD.split(";")) == {
        "bsn": 0, "name": 1, "birth_date": 2, "postcode": 3, "house_number": 4, "reference": 5, "amount": 6,
        "months": 7, "threat": 8,
    }  # fmt: skip
    assert arrears.guess(["Klant", "Geb.datum", "Postcode woning"]) == {"birth_date": 1, "postcode": 2}


def test_a_good_row() -> None:
    made = row("", "Dalen", "12-04-1986", "1234 ab", "12", "C-77", "€ 1.234,50", "3", "2026-12-01")
    assert made.faults == ()
    assert (made.birth_date, made.postcode, made.house_number) == ("19860412", "1234AB", 12)
    assert (made.amount, made.months, made.threatens) == (123450, "3", True)


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        (("123", "", "", "", "", "", "", "", ""), [("bsn", "unreadable")]),
        (("", "Dalen", "31-02-1986", "", "", "", "", "", ""), [("birth_date", "unreadable")]),
        (("", "Dalen", "", "1234AB", "12", "", "", "", ""), [("who", "missing")]),
        (("", "Dalen", "12-04-1986", "12 AB", "x", "", "-5", "", ""),
         [("postcode", "unreadable"), ("house_number", "unreadable"), ("amount", "unreadable")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(cells: tuple[str, ...], faults: list[tuple[str, str]]) -> None:
    assert list(row(*cells).faults) == faults


@pytest.mark.parametrize(
    ("text", "cents"),
    [("1.234,50", 123450), ("1,234.50", 123450), ("€ 12", 1200), ("1.234", 123400), ("0,5", 50), ("EUR 10.00", 1000)],
)
def test_amounts(text: str, cents: int) -> None:
    assert arrears.cents(text) == cents


@pytest.mark.parametrize("text", ["nee", "", "geen", "0", "N.V.T."])
def test_nothing_threatens(text: str) -> None:
    assert not row("", "Dalen", "19860412", "", "", "", "", "", text).threatens


def test_the_same_debt_is_the_same_in_another_file() -> None:
    one = row("", "Dalen", "19860412", "", "", "C-77", "10", "1", "")
    other = row("", "Dalen", "19860412", "1234AB", "1", "c-77", "20", "2", "")
    same = {arrears.identity(each, kind="rent", source=" Wonen Oss ", person_id=7).lower() for each in (one, other)}
    assert len(same) == 1
    assert arrears.identity(one, kind="water", source="Wonen Oss", person_id=7).lower() not in same


# ---------------------------------------------------------------------------------------- the file


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for line in rows:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


OLD_WORKBOOK = Path(__file__).with_name("oud.xls")  # the same table, as Excel kept it before 2007


@pytest.mark.parametrize(
    "content",
    [
        "BSN;Naam\r\n\r\n1;Ünal\r\n".encode(),
        "\ufeffBSN,Naam\n\n1,Ünal\n".encode(),
        "BSN\tNaam\n\n1\tÜnal".encode("cp1252"),
        workbook([["BSN", "Naam"], [None, None], [1.0, "Ünal"]]),
        OLD_WORKBOOK.read_bytes(),
    ],
)
def test_a_table_from_every_form(content: bytes) -> None:
    made = read(content)
    assert made.head == ("BSN", "Naam")
    assert made.rows == ((3, ("1", "Ünal")),)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty"),
        (b"BSN;Naam\n", "empty"),
        (b"alleen een kolom\n1\n", "head"),
        (b"PK\x03\x04 geen zip", "damaged"),
        (b"\xd0\xcf\x11\xe0 geen werkmap", "damaged"),
        (b"\x00\x01\x02 een programma;x", "kind"),
        (b"a;b\n" + b"1;2\n" * (MOST_ROWS + 1), "too_many"),
        (b"a;b\n" + b"1" * (3 * 1024 * 1024), "too_big"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, rule: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(content)
    assert refused.value.rule == rule


def test_a_formula_is_text_and_is_never_computed() -> None:
    made = read(workbook([["BSN", "Naam"], ["1", "=1+1"]]))
    assert made.rows[0][1][1] in ("", "=1+1")

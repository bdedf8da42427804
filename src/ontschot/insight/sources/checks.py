"""What must hold of the contents of one file, whatever it is used for. Says places and counts, never values."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ontschot.insight.sources import csv_files
from ontschot.insight.sources.faults import Fault, Faulty
from ontschot.insight.sources.link_settings import SourceFile
from ontschot.insight.sources.roles import UNREAD_ROLES
from ontschot.insight.sources.workbooks import is_workbook

SHOWN = 20  # rows of one rule that are named one by one
ODD_BIRTH_DATES = 0.02  # up to this share unlikely birth dates are remarked upon, above it refused
SAME_BSN = 0.5  # a BSN that fills this share of a column is a filling, not a number
OFTEN_BSN = 0.05  # and above this share it is remarked upon
FIRST_YEAR = "1850"  # before it, a birth date is a typing error
ENOUGH = 20  # rows below which shares say nothing


class Checker:
    """The checks of one file. `faults` stop the study; `notices` are shown and carried to the report."""

    def __init__(self, connection: Any, source: SourceFile, table: str, dialect: csv_files.Dialect | None) -> None:
        self.connection = connection
        self.source = source
        self.table = table
        self.dialect = dialect
        self.faults: list[Fault] = []
        self.notices: list[Fault] = []

    def line(self, row: int) -> int:
        """The line in the file of a data row; for other files than text the row under the headings."""
        if self.dialect is None:
            return row + 1 + self.source.skip
        if is_workbook(Path(self.source.file)):
            return csv_files.line_of(self.dialect, row, records=True)
        return csv_files.line_of(self.dialect, row)

    def count(self, condition: str) -> tuple[int, int]:
        """How many rows meet a condition, and the first of them."""
        found = self.connection.execute(
            f'SELECT count(*), coalesce(min("row"), 0) FROM {self.table} WHERE {condition}'
        ).fetchone()
        return int(found[0]), int(found[1])

    def counts_by_value(self, role: str, conditions: Sequence[str]) -> list[tuple[int, int]]:
        """The same for each condition on the values of one column, every distinct value looked at once."""
        wanted = ", ".join(
            f"coalesce(sum(n) FILTER ({condition}), 0), coalesce(min(first) FILTER ({condition}), 0)"
            for condition in conditions
        )
        found = self.connection.execute(
            f"""SELECT {wanted}
            FROM (SELECT "{role}", count(*) AS n, min("row") AS first FROM {self.table} GROUP BY 1)"""
        ).fetchone()
        return [(int(found[at]), int(found[at + 1])) for at in range(0, len(found), 2)]

    def rows(self, condition: str, most: int = SHOWN) -> list[int]:
        """The first rows that meet a condition."""
        query = f'SELECT "row" FROM {self.table} WHERE {condition} ORDER BY 1 LIMIT {most}'
        return [int(row[0]) for row in self.connection.execute(query).fetchall()]

    def each(self, condition: str, role: str, rule: str, nl: str, en: str, *, skippable: bool = False) -> None:
        """A fault for each row that meets a condition, the first twenty by line, with how many there are."""
        total, _ = self.count(condition)
        if not total:
            return
        for row in self.rows(condition):
            more_nl = f" ({total} rij(en) in dit bestand.)"
            more_en = f" ({total} row(s) in this file.)"
            fault = self.fault(row, role, rule, nl + more_nl, en + more_en)
            self.faults.append(replace(fault, skippable=skippable))

    def fault(self, row: int, role: str, rule: str, nl: str, en: str, count: int = 0) -> Fault:
        """A fault at a row, or about a whole column when row is 0."""
        heading = self.source.columns.get(role, role)
        return Fault(self.source.file, self.line(row) if row else 0, heading, rule, nl, en, count)


def check(
    connection: Any,
    source: SourceFile,
    table: str,
    dialect: csv_files.Dialect | None,
    today: dt.date,
    more: Callable[[Checker], None] | None = None,
) -> list[Fault]:
    """Run the checks of any file, then those of its user (`more`); gives back the notices. Raises Faulty."""
    checker = Checker(connection, source, table, dialect)
    total, _ = checker.count("true")
    if not total:
        raise Faulty([csv_files.empty(source.file)])
    _two_headers(checker)
    if checker.faults:
        raise Faulty(checker.faults)
    if "bsn" in source.columns:
        _same_bsn(checker, total)
    if "birth_date" in source.columns:
        _birth_dates(checker, total, today)
    if more is not None:
        more(checker)
    if checker.faults:
        raise Faulty(checker.faults)
    return checker.notices


def _two_headers(checker: Checker) -> None:
    headings = {
        role: "'" + heading.replace("'", "''") + "'"
        for role, heading in checker.source.columns.items()
        if role not in UNREAD_ROLES
    }
    same = " AND ".join(  # as long as the heading: seen at once, and true of few values
        f'strlen("{role}") = strlen({heading}) AND lower("{role}") = lower({heading})'
        for role, heading in headings.items()
    )
    checker.each(
        same,
        "",
        "two_headers",
        "Hier staan de koppen nog een keer. Haal deze regel weg; bij twee regels met koppen onder elkaar: 'skip: 1'.",
        "The headings are here once more. Take this line out; with two lines of headings at the top: 'skip: 1'.",
    )


def _same_bsn(checker: Checker, total: int) -> None:
    """What stands on so many of the rows is also the most frequent of a spread choice of them."""
    table, execute = checker.table, checker.connection.execute
    found = execute(
        f'SELECT bsn FROM {table} WHERE bsn IS NOT NULL AND "row" % ? = 0 GROUP BY bsn ORDER BY count(*) DESC LIMIT 1',
        [max(1, total // 5_000)],
    ).fetchone()
    if found is None:
        return
    most, filled = execute(f"SELECT count(*) FILTER (bsn = ?), count(bsn) FROM {table}", [found[0]]).fetchone()
    if filled >= ENOUGH and most > SAME_BSN * filled:
        nl = (
            f"{most} van de {filled} ingevulde BSN's zijn hetzelfde. Dat is een opvulwaarde, geen BSN. "
            "Haal 'bsn' bij dit bestand uit de instellingen, of vraag de kolom opnieuw op."
        )
        en = (
            f"{most} of the {filled} BSNs given are the same. That is a filling, not a BSN. "
            "Take 'bsn' out of the settings of this file, or ask for the column again."
        )
        checker.faults.append(checker.fault(0, "bsn", "same_bsn", nl, en))
    elif most >= ENOUGH and most > OFTEN_BSN * filled:  # no numbers in what goes to the report: it may be one person
        nl = (
            "Meer dan een twintigste van de ingevulde BSN's is hetzelfde. Is dat een opvulwaarde? Vraag de kolom dan "
            "opnieuw op: rijen die op elkaar lijken, kunnen er één persoon door worden. De rijen tellen mee."
        )
        en = (
            "More than a twentieth of the BSNs given are the same. Is that a filling? Then ask for the column again: "
            "rows that look alike may become one person by it. The rows count."
        )
        checker.notices.append(checker.fault(0, "bsn", "often_bsn", nl, en))


def _birth_dates(checker: Checker, total: int, today: dt.date) -> None:
    readable = "length(birth_date) = 10 AND substr(birth_date, 5, 1) = '-' AND substr(birth_date, 8, 1) = '-'"
    rules = {
        "future_date": (
            f"birth_date > '{today.isoformat()}' AND {readable}",
            "ligt in de toekomst",
            "lies in the future",
        ),
        "unreadable_date": (
            f"NOT ({readable}) OR birth_date < '{FIRST_YEAR}'",
            "is niet te lezen als datum",
            "cannot be read as a date",
        ),
        "impossible_date": (
            f"{readable} AND substr(birth_date, 6, 2) > '12'",
            "heeft een maand boven 12",
            "has a month above 12",
        ),
    }
    counts = checker.counts_by_value("birth_date", [condition for condition, _, _ in rules.values()])
    for (rule, (_, nl, en)), (count, first) in zip(rules.items(), counts, strict=True):
        if not count:
            continue
        head_nl = f"De geboortedatum {nl} (hier en in totaal in {count} van {total} rijen)."
        head_en = f"The birth date {en} (here, and in {count} of {total} rows in all)."
        if count > max(1, ODD_BIRTH_DATES * total):
            tail_nl = " Klopt 'date_order' bij dit bestand? Zo niet: verbeter de bron."
            tail_en = " Is 'date_order' of this file right? If it is: correct the source."
            checker.faults.append(checker.fault(first, "birth_date", rule, head_nl + tail_nl, head_en + tail_en, count))
        else:
            tail_nl = " De rij telt mee; verbeter de bron."
            tail_en = " The row counts; correct the source."
            checker.notices.append(
                checker.fault(first, "birth_date", rule, head_nl + tail_nl, head_en + tail_en, count)
            )

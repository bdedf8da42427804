"""A review sheet that came back: pairs of rows that somebody judged, for `reviewed: FILE` in link.yaml and study.yaml.

The sheet is what `ontschot link --review` wrote, with the column `judgement` filled in: `same` or `different` (or
`zelfde` or `ander`); empty is not judged. Other columns may have gone, except those that say which rows it is about.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontschot.insight.sources.faults import Fault, Faulty

NEEDED = ("judgement", "file_l", "row_l", "mark_l", "file_r", "row_r", "mark_r")
WORDS = {"same": True, "zelfde": True, "different": False, "ander": False}
LARGEST = 50_000_000  # bytes
MOST_FAULTS = 20
TABLE = "reviewed_pairs"


@dataclass(frozen=True)
class Judgement:
    """One judged pair, and the line of the sheet it is on."""

    line: int
    file_l: str
    row_l: int
    mark_l: str
    file_r: str
    row_r: int
    mark_r: str
    same: bool


@dataclass(frozen=True)
class Sheet:
    """A review sheet among other files: how many pairs were judged the same person, how many not, and how many pairs
    are about a file that is not there."""

    name: str
    same: int
    different: int
    elsewhere: int


def split_off(settings_name: str, name: str, paths: Sequence[Path]) -> tuple[Path | None, list[Path]]:
    """The review sheet that the settings name, apart from the other files. Raises Faulty when it was not given."""
    if not name:
        return None, list(paths)
    found = [path for path in paths if path.name == name]
    if not found:
        nl = f"{settings_name} noemt dit beoordelingsblad, maar het is niet meegegeven."
        en = f"{settings_name} names this review sheet, but it was not given."
        raise Faulty([Fault(name, 0, "", "file_missing", nl, en)])
    return found[0], [path for path in paths if path.name != name]


def is_sheet(path: Path) -> bool:
    """Whether a CSV file is a review sheet, by its headings; one that lost a column or two still is."""
    if path.suffix.casefold() not in (".csv", ".txt"):
        return False
    with path.open("rb") as file:
        first = file.read(4096).decode("utf-8-sig", errors="replace").split("\n", 1)[0]
    return _has_headings(part.strip(' "\r') for part in re.split("[;,]", first))


def sheet_among(paths: Sequence[Path]) -> Sheet | None:
    """The review sheet among files. Raises Faulty when there are two, and for what is wrong in it."""
    sheets = [path for path in paths if is_sheet(path)]
    if not sheets:
        return None
    if len(sheets) > 1:
        nl, en = "Er kan één blad met beoordeelde paren zijn.", "There can be one sheet of judged pairs."
        raise Faulty([Fault(sheets[1].name, 0, "", "several_review_sheets", nl, en)])
    judged = read_reviewed(sheets[0])
    names = {path.name for path in paths} - {sheets[0].name}
    same = sum(pair.same for pair in judged)
    elsewhere = sum(not {pair.file_l, pair.file_r} <= names for pair in judged)
    return Sheet(sheets[0].name, same, len(judged) - same, elsewhere)


def refuse_sheet(name: str, headings: Iterable[str]) -> None:
    """Raises Faulty for a review sheet that was saved as something else than CSV."""
    if _has_headings(headings):
        nl = "Dit lijkt een blad met beoordeelde paren. Sla het op als CSV en kies dat bestand."
        en = "This looks like a sheet of judged pairs. Save it as CSV and choose that file."
        raise Faulty([Fault(name, 0, "", "review_sheet_csv", nl, en)])


def _has_headings(headings: Iterable[str]) -> bool:
    found = {heading.casefold() for heading in headings}
    return NEEDED[0] in found and len(found & set(NEEDED)) > len(NEEDED) // 2


def read_reviewed(path: Path) -> list[Judgement]:
    """The judged pairs of a sheet. Raises Faulty with the line of what is wrong, never with what stands there."""
    if path.stat().st_size > LARGEST:
        nl, en = "Dit is te groot voor een beoordelingsblad.", "This is too large for a review sheet."
        raise Faulty([Fault(path.name, 0, "", "too_large", nl, en)])
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    lacking = [column for column in NEEDED if column not in (reader.fieldnames or ())]
    if lacking:
        nl = "Deze kolom ontbreekt. Vul het blad in dat 'ontschot link --review' schreef."
        en = "This column is missing. Fill in the sheet that 'ontschot link --review' wrote."
        raise Faulty([Fault(path.name, 1, column, "missing_column", nl, en) for column in lacking])
    found, faults = [], []
    for row in reader:
        line = reader.line_num
        word = (row["judgement"] or "").strip().casefold()
        if not word:
            continue
        if word not in WORDS:
            nl = "Vul 'zelfde' of 'ander' in, of laat leeg wat niet is beoordeeld."
            en = "Fill in 'same' or 'different', or leave empty what was not judged."
            faults.append(Fault(path.name, line, "judgement", "unknown_judgement", nl, en))
        elif not all((row[side] or "").strip().isdecimal() for side in ("row_l", "row_r")):
            nl, en = (
                "Dit is geen rijnummer; laat deze kolom zoals hij was.",
                "This is no row number; leave this column as it was.",
            )
            faults.append(Fault(path.name, line, "row_l", "row_number", nl, en))
        else:
            found.append(_judgement(line, row, same=WORDS[word]))
        if len(faults) >= MOST_FAULTS:
            break
    if faults:
        raise Faulty(faults)
    return found


def _judgement(line: int, row: dict[str, Any], *, same: bool) -> Judgement:
    at = {column: (row[column] or "").strip() for column in NEEDED}
    left = (at["file_l"], int(at["row_l"]), at["mark_l"])
    right = (at["file_r"], int(at["row_r"]), at["mark_r"])
    return Judgement(line, *left, *right, same)


def load_reviewed(connection: Any, path: Path | None) -> str:
    """Table of the judged pairs for the linkage; gives its name, empty without a sheet. Raises Faulty."""
    if path is None:
        return ""
    judged = read_reviewed(path)
    connection.execute(
        f"""CREATE OR REPLACE TABLE {TABLE} (line INTEGER, file_l VARCHAR, row_l BIGINT, mark_l VARCHAR,
        file_r VARCHAR, row_r BIGINT, mark_r VARCHAR, same BOOLEAN)"""
    )
    if judged:
        connection.executemany(
            f"INSERT INTO {TABLE} VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [[j.line, j.file_l, j.row_l, j.mark_l, j.file_r, j.row_r, j.mark_r, j.same] for j in judged],
        )
    return TABLE


def rows_gone(name: str, told: dict[str, Any]) -> list[Fault]:
    """What is to be said about judgements whose rows are not there any more, of `Quality.reviewed`."""
    if not told.get("gone"):
        return []
    lines = ", ".join(map(str, told["gone_lines"])) + (", …" if told["gone"] > len(told["gone_lines"]) else "")
    nl = f"{told['gone']} van de {told['judged']} oordelen gaan over rijen die er niet meer zijn of nu anders zijn; "
    en = f"{told['gone']} of the {told['judged']} judgements are about rows that are gone or differ now; "
    nl, en = f"{nl}ze tellen niet mee. Regels {lines}.", f"{en}they do not count. Lines {lines}."
    return [Fault(name, 0, "", "judged_rows_gone", nl, en, told["gone"])]

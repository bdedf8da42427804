"""Where the headings of a file stand and what its columns probably hold; for the page, where somebody confirms it."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from ontschot.insight.sources import cleaning, csv_files, workbooks
from ontschot.insight.sources.faults import Fault, Faulty
from ontschot.insight.sources.limits import Limits
from ontschot.insight.sources.line_ends import plain_ends
from ontschot.insight.sources.literal import literal
from ontschot.insight.sources.meaning import headings_at, role_of
from ontschot.insight.sources.roles import NAME_PARTS

LOOKED_AT = 300  # rows


@dataclass(frozen=True)
class Top:
    """Where the headings of a file stand: below `skip` lines, on `sheet` ('' for the first that is not hidden).

    `read` is the name of the sheet that is read and `others` are those that are not, when there are any.
    """

    skip: int = 0
    sheet: str = ""
    read: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnGuess:
    """A heading with the role it probably has ('' when none), and up to 60 different values when they are few."""

    heading: str
    role: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileGuess:
    """The columns of a file and how it is to be read."""

    file: str
    columns: tuple[ColumnGuess, ...]
    date_order: str = "dmy"
    top: Top = Top()

    def of(self, role: str) -> ColumnGuess | None:
        """The column guessed for a role."""
        return next((column for column in self.columns if column.role == role), None)


def guess(path: Path, workspace: Path, limits: Limits | None = None, top: Top | None = None) -> FileGuess:
    """Look at a file. `top` is where its headings stand, when that is known. Raises Faulty when it cannot be read."""
    limits = limits or Limits()
    top = top or top_of(path, workspace, limits)
    headings, rows = _sample(path, workspace, limits, top)
    taken: set[str] = set()
    columns = []
    order = "dmy"
    for at, heading in enumerate(headings):
        if not heading.strip():  # nobody can point out a column without a name
            continue
        values = [row[at] for row in rows if row[at]]
        role = role_of(heading, values)
        if role in taken:
            role = ""
        taken.add(role)
        if role == "birth_date" and values and all(re.match(r"\d{4}[-/.]\d", value) for value in values):
            order = "ymd"
        different = tuple(sorted(set(values)))
        columns.append(ColumnGuess(heading, role, different if role in ("provision", "scheme") else ()))
    return FileGuess(path.name, tuple(_whole_or_apart(columns)), order, top)


def _whole_or_apart(columns: list[ColumnGuess]) -> list[ColumnGuess]:
    """Names whole in one column, or in columns of their own: a file has one of the two."""
    roles = {column.role for column in columns}
    if "full_name" not in roles:
        return columns
    spare = ("full_name",) if "surname" in roles else NAME_PARTS
    return [replace(column, role="") if column.role in spare else column for column in columns]


def refuse_title(found: FileGuess) -> None:
    """Raises Faulty for a file of which the first line is no headings, but one title above them."""
    named = [column for column in found.columns if column.heading.strip()]
    if len(named) > 1 or any(column.role for column in named):
        return
    nl = (
        "In de eerste regel staan geen koppen, maar één tekst. Haal de regels boven de koppen weg en kies het bestand "
        "opnieuw. Bij Excel telt alleen het eerste blad."
    )
    en = (
        "The first line has no headings, but one text. Take the lines above the headings away and choose the file "
        "again. Of an Excel file only the first sheet counts."
    )
    raise Faulty([Fault(found.file, 1, "", "title_above", nl, en)])


def _is_parquet(path: Path) -> bool:
    return path.suffix.casefold() in (".parquet", ".pq")


def top_of(path: Path, workspace: Path, limits: Limits) -> Top:
    """Where the headings of a file probably stand. Raises Faulty, also for two sheets with the same headings."""
    if _is_parquet(path) or path.stat().st_size == 0:
        return Top()
    if not workbooks.is_workbook(path):
        tables = csv_files.first_rows(_plain(path, workspace))
        found = [at for at in map(headings_at, tables) if at is not None]
        return Top(min(found, default=0))
    sheets = workbooks.tops(path, workspace, path.name, limits, csv_files.LOOKED_AT)
    places = {title: at for title, rows in sheets.items() if (at := headings_at(rows)) is not None}
    first = next(iter(sheets))
    read = next(iter(places), first)
    skip = places.get(read, 0)
    if places and [sheets[title][at] for title, at in places.items()].count(sheets[read][skip]) > 1:
        raise Faulty([workbooks.several(path.name)])
    others = tuple(title for title, rows in sheets.items() if title != read and any(rows))
    return Top(skip, "" if read == first else read, read, others)


def _plain(path: Path, workspace: Path) -> Path:
    """A text file in UTF-8 with plain line ends. Raises Faulty."""
    plain = csv_files.in_utf8(path, csv_files.encoding_of(path, "", path.name), workspace, path.name)
    return plain_ends(plain, workspace)


def _opened(
    connection: Any, path: Path, workspace: Path, limits: Limits, top: Top, most: int | None = None
) -> tuple[list[str], str]:
    """The headings, and SQL that gives the cells of every row as c0, c1, ... in order, cleaned ('' for nothing)."""
    if _is_parquet(path):
        place = str(literal(path, workspace)).replace("'", "''")
        described = connection.execute(f"DESCRIBE FROM read_parquet('{place}')").fetchall()
        headings = [str(row[0]) for row in described]
        texts = [cleaning.of_parquet(heading, str(row[1])) for heading, row in zip(headings, described, strict=True)]
        cells = ", ".join(f"coalesce({text}, '') AS c{at}" for at, text in enumerate(texts))
        return headings, f"SELECT {cells} FROM read_parquet('{place}')"
    if path.stat().st_size == 0:
        raise Faulty([csv_files.empty(path.name)])
    if workbooks.is_workbook(path):
        plain = workbooks.as_csv(path, top.sheet, workspace / "sheet.csv", path.name, limits, top.skip, most)
    else:
        plain = _plain(path, workspace)
    dialect = csv_files.dialect_of(plain, [], "", top.skip, path.name, limits)
    cells = ", ".join(f"coalesce({cleaning.text(f'c{at}')}, '') AS c{at}" for at in range(len(dialect.headings)))
    rows = csv_files.origin(replace(dialect, path=literal(plain, workspace)), ignore_errors=True)
    return list(dialect.headings), f"SELECT {cells} FROM {rows}"


def _sample(path: Path, workspace: Path, limits: Limits, top: Top) -> tuple[list[str], list[list[str]]]:
    connection = duckdb.connect()
    try:
        headings, query = _opened(connection, path, workspace, limits, top, LOOKED_AT)
        return headings, [list(row) for row in connection.execute(f"{query} LIMIT {LOOKED_AT}").fetchall()]
    except duckdb.Error as error:
        raise Faulty([_unreadable(path)]) from error
    finally:
        connection.close()


def different(
    path: Path, heading: str, workspace: Path, most: int, limits: Limits | None = None, top: Top | None = None
) -> list[str]:
    """The different values of a column, in order, at most one more than `most`. Raises Faulty."""
    limits = limits or Limits()
    connection = duckdb.connect()
    try:
        top = top or top_of(path, workspace, limits)
        headings, query = _opened(connection, path, workspace, limits, top)
        column = f"c{csv_files.position(heading, headings)}"
        rows = connection.execute(
            f"SELECT DISTINCT {column} FROM ({query}) WHERE {column} <> '' ORDER BY 1 LIMIT {most + 1}"
        ).fetchall()
        return [str(row[0]) for row in rows]
    except duckdb.Error as error:
        raise Faulty([_unreadable(path)]) from error
    finally:
        connection.close()


def _unreadable(path: Path) -> Fault:
    nl = "Het bestand is niet te lezen (beschadigd, afgebroken of in een andere vorm). Vraag het opnieuw op."
    en = "The file cannot be read (damaged, cut off or in another form). Ask for it again."
    return Fault(path.name, 0, "", "unreadable", nl, en)

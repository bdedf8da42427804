"""One file into one table of DuckDB, whole or not at all."""

import os
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ontschot.insight.sources import careful, checks, cleaning, csv_files, parquet, workbooks
from ontschot.insight.sources.faults import Fault, Faulty
from ontschot.insight.sources.limits import Limits
from ontschot.insight.sources.line_ends import plain_ends, without_empty_rows
from ontschot.insight.sources.link_settings import SourceFile
from ontschot.insight.sources.literal import literal
from ontschot.insight.sources.roles import DATE_ROLES, UNREAD_ROLES

AT_ONCE = 2  # files that are read side by side


@dataclass(frozen=True)
class Loaded:
    """A file in a table: `row` (1 = first data row) and a column per role. `notices` are to be shown and carried on."""

    label: str
    table: str
    rows: int
    columns: tuple[str, ...]
    notices: tuple[Fault, ...] = ()


def load_all(
    connection: Any,
    files: Sequence[tuple[SourceFile, Path]],
    *,
    today: Any,
    limits: Limits | None = None,
    more: Callable[[checks.Checker], None] | None = None,
) -> list[Loaded]:
    """Load every file into `source_1`, `source_2`, ... Raises Faulty with the faults of all files together.

    `more` are checks of the caller's own on each file, one file at a time.
    """
    found: list[Loaded | Faulty | None] = [None] * len(files)
    alone = threading.Lock()

    def in_turn(checker: checks.Checker) -> None:
        if more is not None:
            with alone:
                more(checker)

    def one(at: int) -> None:
        source, path = files[at]
        try:  # a cursor of its own: two files are read at the same time
            found[at] = load(
                connection.cursor(), source, path, f"source_{at + 1}", today=today, limits=limits, more=in_turn
            )
        except Faulty as error:
            found[at] = error

    sizes = [path.stat().st_size if path.is_file() else 0 for _, path in files]
    largest_first = sorted(range(len(files)), key=lambda at: -sizes[at])
    with _one_thread_each(connection, sizes), ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        list(pool.map(one, largest_first))
    faults = [fault for each in found if isinstance(each, Faulty) for fault in each.faults]
    if faults:
        raise Faulty(faults)
    return [each for each in found if isinstance(each, Loaded)]


@contextmanager
def _one_thread_each(connection: Any, sizes: Sequence[int]) -> Iterator[None]:
    """Files read side by side take less when each keeps to one thread; not where one file is the most of them."""
    if 2 * max(sizes, default=0) > sum(sizes):
        yield
        return
    before = connection.execute("SELECT current_setting('threads')").fetchone()[0]
    connection.execute("SET threads = 1")
    try:
        yield
    finally:
        connection.execute(f"SET threads = {before}")


def load(
    connection: Any,
    source: SourceFile,
    path: Path,
    table: str,
    *,
    today: Any,
    limits: Limits | None = None,
    more: Callable[[checks.Checker], None] | None = None,
) -> Loaded:
    """Load one file into `table`. `today` is the day after which a date lies in the future.

    Raises Faulty; then the table does not exist.
    """
    limits = limits or Limits()
    name = source.file
    before = _state(path, name)
    if before[0] > limits.file:
        nl, en = f"Groter dan {limits.file} bytes.", f"Larger than {limits.file} bytes."
        raise Faulty([Fault(name, 0, "", "too_large", nl, en)])
    if before[0] == 0:
        raise Faulty([csv_files.empty(name)])
    with tempfile.TemporaryDirectory(prefix="ontschot-") as workspace:
        try:
            dialect = _read(connection, source, literal(path, Path(workspace)), table, Path(workspace), limits)
            _same(path, name, before)
            notices = checks.check(connection, source, table, dialect, today, more)
            if dialect is not None and workbooks.is_workbook(path) and workbooks.counts_from_1900(path):
                notices.extend(_day_numbers(connection, source, dialect))
        except (Faulty, OSError):
            connection.execute(f"DROP VIEW IF EXISTS {table}")
            connection.execute(f"DROP TABLE IF EXISTS {table}_read")
            _same(path, name, before)  # what changed under our hands looks like any other fault
            raise
    rows = connection.execute(f"SELECT count(*) FROM {table}_read").fetchone()[0]
    return Loaded(name, table, rows, tuple(source.columns), tuple(notices))


def _same(path: Path, name: str, before: tuple[int, int, int]) -> None:
    if _state(path, name) != before:
        nl = "Het bestand veranderde tijdens het lezen. Wacht tot het klaar is, of werk op een kopie."
        en = "The file changed while it was read. Wait until it is finished, or work on a copy."
        raise Faulty([Fault(name, 0, "", "changed", nl, en)])


def _state(path: Path, name: str) -> tuple[int, int, int]:
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            nl, en = (
                "Dit is geen bestand, maar een map of iets anders.",
                "This is no file, but a folder or another thing.",
            )
            raise Faulty([Fault(name, 0, "", "unreadable", nl, en)])
        with path.open("rb"):
            pass
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Faulty(
            [Fault(name, 0, "", "unreadable", f"Niet te lezen: {reason}.", f"Cannot be read: {reason}.")]
        ) from error
    return found.st_size, found.st_mtime_ns, found.st_ino


def _read(
    connection: Any, source: SourceFile, path: Path, table: str, workspace: Path, limits: Limits
) -> csv_files.Dialect | None:
    suffix = path.suffix.casefold()
    if suffix in (".parquet", ".pq"):
        column_of = parquet.columns(connection, source, path, limits)
        try:
            _create(connection, source, table, column_of, parquet.origin(path))
        except duckdb.Error as error:
            raise Faulty([parquet.unreadable(source.file)]) from error
        return None
    if workbooks.is_workbook(path):
        plain = workbooks.as_csv(path, source.sheet, workspace / "sheet.csv", source.file, limits, source.skip)
        delimiter = ";"
    else:
        encoding = csv_files.encoding_of(path, source.encoding, source.file)
        plain = plain_ends(csv_files.in_utf8(path, encoding, workspace, source.file), workspace)
        plain = without_empty_rows(plain, workspace)
        delimiter = source.delimiter
    wanted = list(source.columns.values())
    try:
        dialect = csv_files.dialect_of(plain, wanted, delimiter, source.skip, source.file, limits)
    except Faulty as error:
        lower = any(fault.rule == "headings_lower" for fault in error.faults)
        if lower or source.sheet or not workbooks.is_workbook(path):
            raise
        other = workbooks.elsewhere(path, workspace, wanted, source.file, limits)
        raise Faulty([other] if other else error.faults) from None
    days = workbooks.is_workbook(path) and workbooks.counts_from_1900(path)
    try:
        found = careful.shape(dialect)
        _read_csv(connection, source, dialect, table, days=days, spaces_only=not found.blanks)
        plainly = _judge_shape(connection, source, dialect, table, found)
    except duckdb.Error:  # its message holds the text of a line: ours says which line it is
        plainly = False
    if not plainly:
        connection.execute(f"DROP VIEW IF EXISTS {table}")
        connection.execute(f"DROP TABLE IF EXISTS {table}_read")
        plain = careful.rewritten(dialect, workspace / "rewritten.csv", source.file, limits)
        again = csv_files.Dialect(plain, ";", 0, dialect.headings)
        try:
            _read_csv(connection, source, again, table, days=days)
        except duckdb.Error as error:
            nl = "Het bestand is niet te lezen als CSV. Vraag het opnieuw op, of lever het aan als Excel."
            en = "The file cannot be read as CSV. Ask for it again, or hand it over as Excel."
            raise Faulty([Fault(source.file, 0, "", "unreadable_csv", nl, en)]) from error
    return dialect


def _judge_shape(
    connection: Any, source: SourceFile, dialect: csv_files.Dialect, table: str, found: careful.Shape
) -> bool:
    """Whether every row was read as it stands.

    Raises Faulty for a quote that was closed many lines later, so that whole rows lie within one value.
    """
    rows = connection.execute(f"SELECT count(*) FROM {table}_read").fetchone()[0]
    if found.quoted and careful.line_ends(dialect) > rows + 1:
        careful.refuse_swallowed(dialect, source.file)
    return not careful.uneven(dialect, rows, found)


def _selected(source: SourceFile, column_of: dict[str, str], origin: str, *, days: bool, spaces_only: bool) -> str:
    cleaned = ", ".join(
        f'{cleaning.text(column, spaces_only=spaces_only)} AS "{role}"' for role, column in column_of.items()
    )
    roles = ", ".join(
        f'{cleaning.expression(role, order=source.date_order, decimal=source.decimal, days=days)} AS "{role}"'
        for role in column_of
    )
    dates = [f'"{role}"' for role in column_of if role in DATE_ROLES]
    real = ", ".join(f"{cleaning.real(name)} AS {name}" for name in dates)
    kept = f"* REPLACE ({real})" if real else "*"
    return f"SELECT {kept} FROM (SELECT {roles} FROM (SELECT {cleaned} FROM {origin}))"


def _create(
    connection: Any,
    source: SourceFile,
    table: str,
    column_of: dict[str, str],
    origin: str,
    *,
    days: bool = False,
    spaces_only: bool = False,
) -> None:
    read = {role: column for role, column in column_of.items() if role not in UNREAD_ROLES}
    selected = _selected(source, read, origin, days=days, spaces_only=spaces_only)
    connection.execute(f"CREATE TABLE {table}_read AS {selected}")
    roles = ", ".join(f'"{role}"' for role in read)
    connection.execute(f'CREATE VIEW {table} AS SELECT rowid + 1 AS "row", {roles} FROM {table}_read')


def _read_csv(
    connection: Any,
    source: SourceFile,
    dialect: csv_files.Dialect,
    table: str,
    *,
    days: bool = False,
    spaces_only: bool = False,
) -> None:
    column_of = {role: f"c{csv_files.position(h, dialect.headings)}" for role, h in source.columns.items()}
    _create(connection, source, table, column_of, csv_files.origin(dialect), days=days, spaces_only=spaces_only)


def _day_numbers(connection: Any, source: SourceFile, dialect: csv_files.Dialect) -> list[Fault]:
    """A remark on dates that a workbook holds as a number of days, and that were read as such."""
    places = [
        csv_files.position(source.columns[role], dialect.headings) for role in DATE_ROLES if role in source.columns
    ]
    counted = " OR ".join(f"coalesce({cleaning.day_number(f'trim(c{at})')}, false)" for at in places) or "false"
    found = connection.execute(f"SELECT count(*) FROM {csv_files.origin(dialect)} WHERE {counted}").fetchone()[0]
    if not found:
        return []
    nl = f"Hier staan getallen in plaats van datums; gelezen zoals Excel dagen telt. ({found} rij(en).)"
    en = f"Numbers stand here instead of dates; read as Excel counts days. ({found} row(s).)"
    return [Fault(source.file, 0, dialect.headings[places[0]], "day_numbers", nl, en, found)]

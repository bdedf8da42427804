"""`ontschot link`: which rows of separate files are one person, for whoever owns the files. Needs no database."""

import argparse
import datetime as dt
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from ontschot.config.commands.report import OK, EnvironmentProblem, Refused, Report, WrongUse
from ontschot.insight import linkage, sources
from ontschot.insight.linkage.contract import ENGINES, LinkageError
from ontschot.insight.linkage.on_spark import SparkMissing

MEMORY = "2200MB"  # what DuckDB keeps in memory before it writes to the temporary folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files, settings, and where the answer goes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, Excel or Parquet")
    parser.add_argument("--config", type=Path, required=True, metavar="LINK.YAML", help="which column holds what")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="CSV", help="file, row, person, household, probability"
    )
    parser.add_argument("--method", choices=linkage.METHODS, help="instead of the method in the settings")
    parser.add_argument("--threshold", type=float, metavar="P", help="instead of the model's own threshold")
    parser.add_argument("--once-per-file", action="store_true", help="nobody is in one file twice")
    parser.add_argument("--model", type=Path, metavar="JSON", help="another model than the shipped one")
    parser.add_argument("--train", type=Path, metavar="JSON", help="write the model as these files show it")
    parser.add_argument(
        "--quality", type=Path, metavar="JSON", help="weights, estimated errors per threshold, unlinkables"
    )
    parser.add_argument("--review", type=Path, metavar="CSV", help="borderline pairs, for the owner of the files only")
    parser.add_argument("--engine", choices=ENGINES, default="duckdb", help="where pairs are compared")


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Exit code 0 when linked, 1 when a file is refused, 2 when the call is wrong, 3 when Spark is missing."""
    _judge(arguments)
    try:
        settings = sources.read_link_settings(arguments.config)
        sheet, files = sources.split_off(arguments.config.name, settings.reviewed, arguments.files)
        matched = sources.match(arguments.config.name, settings.files, files)
        with tempfile.TemporaryDirectory(prefix="ontschot-link-") as folder:
            connection = connect(Path(folder))
            try:
                result = _link(connection, matched, settings, arguments, report, sheet)
                _write(connection, result, arguments)
            finally:
                connection.close()
    except sources.Faulty as error:
        report.add(faults=[fault.as_dict() for fault in error.faults])
        raise Refused(error.text()) from error
    except LinkageError as error:
        raise Refused(str(error)) from error
    except SparkMissing as error:
        raise EnvironmentProblem(str(error)) from error
    report.say(f"{arguments.out}: {result.rows} rows, {result.persons} persons, {result.households} households")
    report.add(
        out=str(arguments.out),
        rows=result.rows,
        persons=result.persons,
        households=result.households,
        method=result.method,
        threshold=result.threshold,
        seconds=result.quality.steps,
    )
    return OK


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB in a temporary folder: what does not fit in memory goes there, and goes away with it."""
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{folder / 'spill'}'")
    connection.execute("SET autoinstall_known_extensions = false; SET preserve_insertion_order = true")
    return connection


def _judge(arguments: argparse.Namespace) -> None:
    if arguments.threshold is not None and not 0 < arguments.threshold < 1:
        raise WrongUse("--threshold is a probability between 0 and 1.")
    if not arguments.config.is_file():
        raise WrongUse(f"There is no file {arguments.config}.")
    refuse_absent(arguments.files)
    refuse_places(
        [arguments.out, arguments.train, arguments.quality, arguments.review], [*arguments.files, arguments.config]
    )


def refuse_absent(files: Sequence[Path], *, folders: bool = False) -> None:
    """Raises WrongUse for a file to read that is not there, or is a folder where that will not do."""
    for path in files:
        if not path.exists():
            raise WrongUse(f"There is no file {path}.")
        if path.is_dir() and not folders:
            raise WrongUse(f"{path} is a folder; name the files in it.")


def refuse_places(written: Sequence[Path | None], read: Sequence[Path]) -> None:
    """Raises WrongUse for a file to write that cannot be one, or would take the place of one that is read."""
    for path in (path for path in written if path is not None):
        if not path.absolute().parent.is_dir():
            raise WrongUse(f"There is no folder {path.absolute().parent}.")
        if path.is_dir():
            raise WrongUse(f"{path} is a folder; name a file.")
        if path.exists() and any(other.exists() and path.samefile(other) for other in read):
            raise WrongUse(f"{path} is read and would be written over; name another file.")


def _link(
    connection: Any, matched: Any, settings: Any, arguments: argparse.Namespace, report: Report, sheet: Path | None
) -> Any:
    today = dt.datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    loaded = sources.load_all(connection, matched, today=today)
    for one in loaded:
        for notice in one.notices:
            report.note(notice.text())
    report.add(notices=[notice.as_dict() for one in loaded for notice in one.notices])
    inputs = [
        linkage.Input(one.label, one.table, file.date_order) for one, (file, _) in zip(loaded, matched, strict=True)
    ]
    result = linkage.link(
        connection,
        inputs,
        linkage.Settings(
            method=arguments.method or settings.method,
            threshold=arguments.threshold if arguments.threshold is not None else settings.threshold,
            within_files=settings.within_files and not arguments.once_per_file,
            model=arguments.model,
            reviewed=sources.load_reviewed(connection, sheet),
            engine=arguments.engine,
            quality=bool(arguments.quality or arguments.train),
            review=500 if arguments.review else 0,
            progress=report.progress,
        ),
    )
    _tell_reviewed(settings.reviewed, result.quality.reviewed, report)
    _tell_lacking(result, report)
    return result


def _tell_lacking(result: Any, report: Report) -> None:
    """How many rows of each file a named method can link to nobody."""
    lacking = result.quality.unlinkable if result.method != "probabilistic" else {}
    for file, share in lacking.items():
        if share:
            report.note(f"{file}: {share:.1%} of the rows lack what {result.method} goes by; each is a person alone.")


def _tell_reviewed(name: str, told: dict[str, Any], report: Report) -> None:
    """How many judgements were used, and what they say of the pairs above the threshold."""
    if not told:
        return
    for fault in sources.rows_gone(name, told):
        report.note(fault.text())
    report.say(
        f"{name}: {told['used']} of {told['judged']} judgements used; of those above the threshold "
        f"{told['above_same']} of {told['above']} are the same person, below it {told['below_same']} of {told['below']}"
    )
    report.add(reviewed=told)


def _write(connection: Any, result: Any, arguments: argparse.Namespace) -> None:
    try:
        certain = "CASE WHEN probability = 1 THEN '1.0' ELSE probability::VARCHAR END AS probability"  # most are
        _copy(connection, f"SELECT * REPLACE ({certain}) FROM {result.table}", arguments.out)
        if arguments.review is not None and result.review_table:
            _copy(connection, f"FROM {result.review_table}", arguments.review)
        if arguments.quality is not None:
            kept = asdict(result.quality) | {"threshold": result.threshold, "method": result.method}
            arguments.quality.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        if arguments.train is not None and result.quality.model:
            arguments.train.write_text(json.dumps(result.quality.model, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise WrongUse(f"{error.filename}: {error.strerror}.") from error


def _copy(connection: Any, query: str, path: Path) -> None:
    """Write to a file beside it first, so that an interrupted run leaves no half answer."""
    partial = path.with_name(f".{path.name}.part")
    quoted = str(partial).replace("'", "''")
    try:
        connection.execute(f"COPY ({query}) TO '{quoted}' (FORMAT csv, HEADER)").fetchall()
    except duckdb.IOException as error:
        raise WrongUse(f"{path} cannot be written: {str(error).splitlines()[0]}") from error
    partial.replace(path)

"""`ontschot pseudonymise`: a file without names or BSN, that can still be linked by who knows no secret."""

import argparse
import datetime as dt
import os
import stat
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from ontschot.config.commands.link import connect, refuse_absent, refuse_places
from ontschot.config.commands.report import OK, Refused, Report, WrongUse
from ontschot.insight import linkage, sources
from ontschot.insight.linkage.contract import LinkageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One file, its settings, the secret and where to write."""
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, Excel or Parquet")
    parser.add_argument("--config", type=Path, required=True, metavar="LINK.YAML", help="which column holds what")
    parser.add_argument("--secret-file", type=Path, required=True, metavar="FILE", help="the secret that all share")
    parser.add_argument("--out", type=Path, required=True, metavar="CSV", help="where to write it")
    parser.add_argument(
        "--keep", nargs="+", default=[], metavar="HEADING", help="columns to pass on as they are (provision, period)"
    )


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Exit code 0 when written, 1 when the file is refused, 2 when the call is wrong."""
    refuse_absent([arguments.file, arguments.config, arguments.secret_file])
    refuse_places([arguments.out], [arguments.file, arguments.config, arguments.secret_file])
    secret = read_secret(arguments.secret_file)
    try:
        settings = sources.read_link_settings(arguments.config)
        known = [source for source in settings.files if source.file == arguments.file.name]
        ((source, path),) = sources.match(arguments.config.name, known, [arguments.file])
        with tempfile.TemporaryDirectory(prefix="ontschot-pseudonymise-") as folder:
            connection = connect(Path(folder))
            try:
                rows = _pseudonymise(connection, source, path, secret, arguments)
            finally:
                connection.close()
    except sources.Faulty as error:
        report.add(faults=[fault.as_dict() for fault in error.faults])
        raise Refused(error.text()) from error
    except LinkageError as error:
        raise Refused(str(error)) from error
    report.say(f"{arguments.out}: {rows} rows without names or BSN")
    report.say("In the link.yaml of who links it: columns: {pseudonym: pseudonym}")
    report.add(out=str(arguments.out), rows=rows, kept=arguments.keep)
    return OK


def read_secret(path: Path) -> bytes:
    """The secret, when nobody else on this machine can read it. Line ends around it do not count."""
    try:
        others = path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        secret = path.read_bytes().strip()
    except OSError as error:
        raise WrongUse(f"{path} cannot be read: {error.strerror}.") from error
    if others and os.name == "posix":
        raise WrongUse(
            f"{path} can be read by others on this machine: chmod 600 {path}. Make a new one if they may have."
        )
    if not secret:
        raise WrongUse(f"{path} is empty; make a secret with: openssl rand -hex 32 > {path}")
    return secret


def _pseudonymise(
    connection: duckdb.DuckDBPyConnection, source: Any, path: Path, secret: bytes, arguments: argparse.Namespace
) -> int:
    today = dt.datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    _refuse_kept_identity(source, arguments.keep)
    kept = {f"kept_{at}": heading for at, heading in enumerate(dict.fromkeys(arguments.keep))}
    loaded = sources.load(
        connection, replace(source, columns={**source.columns, **kept}), path, "source_1", today=today
    )
    table = linkage.pseudonymise(
        connection, linkage.Input(loaded.label, loaded.table, source.date_order), secret, today
    )
    columns = "".join(f', s.{name} AS "{_quoted(heading)}"' for name, heading in kept.items())
    out = str(arguments.out).replace("'", "''")
    try:
        connection.execute(
            f"""COPY (SELECT p.pseudonym{columns} FROM {table} p JOIN source_1 s ON s."row" = p."row" ORDER BY p."row")
            TO '{out}' (FORMAT csv, HEADER, DELIMITER ';')"""
        ).fetchall()
    except duckdb.IOException as error:
        raise WrongUse(f"{arguments.out} cannot be written: {str(error).splitlines()[0]}") from error
    return loaded.rows


def _refuse_kept_identity(source: Any, keep: list[str]) -> None:
    named = sorted(
        {heading for heading in keep if heading.casefold() in {h.casefold() for h in source.columns.values()}}
    )
    if named:
        raise WrongUse(
            f"{', '.join(named)}: this column says who it is; it cannot be kept. "
            "What must go along as it is (a place that is a district, say) is left out of 'columns' in the settings."
        )


def _quoted(heading: str) -> str:
    return heading.replace('"', '""')

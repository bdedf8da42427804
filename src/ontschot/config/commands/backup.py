"""`ontschot backup FILE`: the whole database in one file, with a short list beside it that proves a restore.

The keys are not in it: `secrets.json` in the data folder is kept apart. Together they are everything.
"""

import argparse
import hashlib
import importlib.metadata
import json
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from ontschot.config.commands import installation
from ontschot.config.commands.report import OK, EnvironmentProblem, Refused, Report
from ontschot.foundation import database_roles, database_shape, secrets
from ontschot.foundation.database_address import Address
from ontschot.foundation.local_database import program
from ontschot.foundation.supervisor import spawn

FORMAT = 1


def manifest_path(file: Path) -> Path:
    """The list beside a backup."""
    return file.with_name(file.name + ".json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument(
        "file", type=Path, help="the file to write (PostgreSQL's custom format); FILE.json comes beside it"
    )


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Write the backup; an existing file is not overwritten."""
    file: Path = arguments.file.absolute()
    for path in (file, manifest_path(file)):
        if path.exists():
            raise Refused(f"{path} exists already. Choose another name.")
    if not file.parent.is_dir():
        raise EnvironmentProblem(f"The folder {file.parent} does not exist.")
    with installation.available("backup") as addresses:
        manifest = _write(file, installation.admin_of(addresses), report)
    keys = installation.data_dir() / secrets.FILE_NAME
    report.add(file=str(file), rows=sum(manifest["counts"].values()), tables=len(manifest["counts"]), keys=str(keys))
    report.say(f"Backup written: {file} ({file.stat().st_size / 1e6:.1f} MB) with {manifest_path(file).name}.")
    report.say(f"The keys are NOT in it. Keep {keys} too, in another place: without it no BSN can be read again.")
    return OK


def _write(file: Path, admin: Address, report: Report) -> dict[str, Any]:
    """Dump and count in one snapshot, so that the counts are those of the dump."""
    draft = file.with_name(f".{file.name}.draft")
    with installation.connect(admin) as connection:
        kind = installation.kind_of(connection)
        if kind is None:
            raise Refused(
                "There is no Ontschot in this database. Name the data folder with --data, or another DATABASE_URL."
            )
        connection.execute(f"SET ROLE {database_roles.BACKUP_ROLE}")
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        try:
            _dump(draft, admin, str(row[0] if row else ""), report)
            manifest = _manifest(connection, kind, draft)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    draft.replace(file)
    listed = manifest_path(file)
    listed.write_text(json.dumps(manifest, ensure_ascii=False, indent=1))
    listed.chmod(0o600)
    return manifest


def _dump(draft: Path, admin: Address, snapshot: str, report: Report) -> None:
    command = [str(program("pg_dump")), "--format=custom", f"--role={database_roles.BACKUP_ROLE}", "--no-password"]
    command += ["--compress=gzip:1"]  # half the time of the usual level, a seventh more space
    command += [f"--snapshot={snapshot}", f"--file={draft}", "--lock-wait-timeout=30s"]
    process = spawn(command, {"PATH": "/usr/bin:/bin", "LC_ALL": "C"} | admin.environment())
    while process.poll() is None:
        time.sleep(0.1)
        report.progress(draft.stat().st_size // 1_000_000 if draft.exists() else 0, 0, "megabytes written")
    if process.returncode != 0:
        raise EnvironmentProblem("pg_dump failed; see its message above.")


def _manifest(connection: psycopg.Connection, kind: str, dump: Path) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "ontschot": importlib.metadata.version("ontschot"),
        "postgresql": connection.info.server_version,
        "made_at": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "kind": kind,
        "keys": secrets.load(installation.data_dir()).fingerprint(),
        "sha256": checksum(dump),
        "counts": database_shape.counts(connection),
        "shape": database_shape.shape(connection),
    }


def checksum(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def output_of(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """Start one of PostgreSQL's programs whose output we read."""
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment)

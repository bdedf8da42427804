"""`ontschot restore FILE`: put a backup back, whole or not at all, and prove that rows and access are the same."""

import argparse
import json
import subprocess
from pathlib import Path
from typing import IO, Any

from ontschot.config.commands import backup, installation
from ontschot.config.commands.report import OK, EnvironmentProblem, Refused, Report, WrongUse
from ontschot.foundation import database_roles, database_shape, secrets
from ontschot.foundation.database_address import APP_ROLE, Address, Addresses
from ontschot.foundation.local_database import program

_NOT_IN_15 = b"SET transaction_timeout = 0;\n"  # a newer pg_restore says this; an older server does not know it
_SHOWN = 20  # differences at most


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to put back, and whether it may take the place of something."""
    parser.add_argument("file", type=Path, help="a file that `ontschot backup` wrote")
    parser.add_argument("--replace", action="store_true", help="replace what is in the database now")


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Restore and verify. Exit code 1 when the backup is damaged, does not fit, or the result differs."""
    file: Path = arguments.file.absolute()
    manifest = _read_manifest(file)
    _check_keys(manifest)
    with installation.available("restore") as addresses:
        admin = installation.admin_of(addresses)
        _check_target(addresses, admin, manifest, replace=arguments.replace)
        with installation.connect(admin) as connection:
            database_roles.lock(connection)
            keep = not addresses.embedded
            database_roles.ensure(connection, app_password=addresses.app.password, keep_password=keep)
        report.note(
            f"Restoring {file.name}: {sum(manifest['counts'].values())} rows in {len(manifest['counts'])} tables"
        )
        _restore(file, admin)
        found = _verify(admin, manifest)
    report.add(file=str(file), rows=sum(manifest["counts"].values()), differences=found)
    if found:
        shown = "\n".join(line[:200] for line in found[:_SHOWN])
        raise Refused(f"The restored database differs from the backup:\n{shown}")
    report.say(f"Restored: {sum(manifest['counts'].values())} rows; policies, owners and rights are as they were.")
    return OK


def _read_manifest(file: Path) -> dict[str, Any]:
    listed = backup.manifest_path(file)
    for path in (file, listed):
        if not path.is_file():
            raise WrongUse(f"There is no file {path}.")
    try:
        manifest: dict[str, Any] = json.loads(listed.read_text())
        known = manifest["format"] == backup.FORMAT
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(f"{listed} is damaged.") from error
    if not known:
        raise Refused(f"{listed} was written by a newer Ontschot. Use that version to restore.")
    if backup.checksum(file) != manifest["sha256"]:
        raise Refused(f"{file} is damaged: its checksum is not the one in {listed.name}. Use another copy.")
    return manifest


def _check_keys(manifest: dict[str, Any]) -> None:
    """The keys must be those of the backup, before anything is made in a new data folder."""
    folder = installation.data_dir()
    path = folder / secrets.FILE_NAME
    if not path.exists() or secrets.load(folder).fingerprint() != manifest["keys"]:
        raise Refused(
            f"{path} does not hold the keys of this backup. Put the {secrets.FILE_NAME} that was kept with it in "
            "a new, empty data folder, and restore there (--data DIR)."
        )


def _check_target(addresses: Addresses, admin: Address, manifest: dict[str, Any], *, replace: bool) -> None:
    with installation.connect(admin) as connection:
        if not database_roles.is_empty(connection):
            if not replace:
                raise Refused(f"The database {admin.name} is not empty. Use --replace to replace everything in it.")
            kind = installation.kind_of(connection)
            if kind is not None and kind != manifest["kind"]:
                raise Refused(f"This is a {kind} database and the backup is of a {manifest['kind']} one.")
        others = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = %s", [APP_ROLE]
        ).fetchone()
        if others and others[0]:
            raise Refused("Ontschot is serving from this database. Stop it first.")


def _restore(file: Path, admin: Address) -> None:
    """In one transaction: empty the database, put everything back, count this restore. An error changes nothing."""
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
    source = backup.output_of([str(program("pg_restore")), "--file=-", "--no-password", str(file)], environment)
    command = [str(program("psql")), "--no-psqlrc", "--quiet", "--single-transaction", "--no-password"]
    command += ["--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    target = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment | admin.environment())
    if source.stdout is None or target.stdin is None:
        raise AssertionError("both were started with pipes")
    try:
        _pass_on(source.stdout, target.stdin)
        complete = source.wait() == 0
        if complete:
            target.stdin.write(b"UPDATE public.foundation_installation SET era = era + 1;\n")
        else:
            target.stdin.write(b"\\quit 1\nSELECT 1/0;\n")
            target.kill()
        target.stdin.close()
    except BrokenPipeError:
        complete = False
        source.kill()
    if target.wait() != 0 or not complete:
        raise EnvironmentProblem("The restore failed (see the messages above); the database is as it was.")


def _pass_on(source: IO[bytes], target: IO[bytes]) -> None:
    target.write(b"SET lock_timeout = '15s';\nSET client_min_messages = warning;\n")
    target.write(b"DROP SCHEMA public CASCADE;\nCREATE SCHEMA public AUTHORIZATION pg_database_owner;\n")
    target.write(b"GRANT USAGE ON SCHEMA public TO PUBLIC;\n")
    in_header = True
    for line in source:
        if in_header and line == _NOT_IN_15:
            continue
        in_header = in_header and not line.startswith((b"CREATE ", b"COPY "))
        target.write(line)


def _verify(admin: Address, manifest: dict[str, Any]) -> list[str]:
    with installation.connect(admin) as connection:
        connection.execute("ANALYZE")
        connection.execute(f"SET ROLE {database_roles.BACKUP_ROLE}")
        counts = database_shape.counts(connection)
        shape = database_shape.shape(connection)
    found = [
        f"rows: {name} has {counts.get(name, 0)}, the backup {expected}"
        for name, expected in manifest["counts"].items()
        if counts.get(name) != expected
    ]
    return found + database_shape.differences(manifest["shape"], shape)

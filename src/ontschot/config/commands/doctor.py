"""`ontschot doctor`: is this installation as it should be, and if not, what to do."""

import argparse
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import psycopg

from ontschot.config.commands import installation
from ontschot.config.commands.report import OK, REFUSED, Report
from ontschot.foundation import database_roles
from ontschot.foundation.database_address import APP_ROLE, Addresses

_OLDEST_SERVER = 150000
_SPACE_WANTED = 1_000_000_000  # bytes
_CLOCK_TOLERANCE = 2.0  # seconds
# Moments on both sides of a change to summer time: whoever has old time zone data gives another hour.
_MOMENTS = (datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `advice` says what to do when it is not in order."""

    check: str
    ok: bool
    text: str
    advice: str = ""


Check = Callable[[Addresses, psycopg.Connection], Iterator[Finding]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Look at everything, say it, and give exit code 1 when something is not in order."""
    with installation.available("doctor") as addresses, installation.connect_as_application(addresses) as connection:
        installation.start_django(addresses)
        findings = [finding for check in _CHECKS for finding in check(addresses, connection)]
        _close_django()
    for finding in findings:
        report.say(f"{'ok  ' if finding.ok else 'NOT '} {finding.check}: {finding.text}")
        if not finding.ok and finding.advice:
            report.say(f"       What to do: {finding.advice}")
    wrong = sum(not finding.ok for finding in findings)
    report.say("All in order." if not wrong else f"{wrong} of {len(findings)} are not in order.")
    report.add(findings=[asdict(finding) for finding in findings], wrong=wrong)
    return REFUSED if wrong else OK


def _close_django() -> None:
    from django.db import connections

    connections.close_all()


def server(addresses: Addresses, connection: psycopg.Connection) -> Iterator[Finding]:
    """The server answers and is new enough."""
    version = connection.info.server_version
    place = "in the data folder" if addresses.embedded else f"{addresses.app.host}:{addresses.app.port}"
    text = f"PostgreSQL {version // 10000}.{version % 10000} ({place}) answers"
    yield Finding("server", version >= _OLDEST_SERVER, text, "Use PostgreSQL 15 or newer.")


def kind(addresses: Addresses, connection: psycopg.Connection) -> Iterator[Finding]:
    """The database was made by Ontschot."""
    found = installation.kind_of(connection)
    text = f"this is a {found} database" if found else "this database was not made by Ontschot yet"
    yield Finding("kind", found is not None, text, "ontschot migrate --kind real")


def roles(addresses: Addresses, connection: psycopg.Connection) -> Iterator[Finding]:
    """The application cannot go around row security, and the other roles are there."""
    problems = database_roles.problems_of_application(connection)
    for problem in problems:
        yield Finding("roles", False, problem.text, problem.advice)
    present: dict[str, bool] = dict(connection.execute("SELECT rolname, rolbypassrls FROM pg_roles").fetchall())
    wanted = (database_roles.OWNER_ROLE, database_roles.BACKUP_ROLE, *database_roles.WIDE_ROLES, APP_ROLE)
    absent = [role for role in wanted if role not in present]
    for role in absent:
        yield Finding("roles", False, f"the role {role} is missing", "ontschot migrate")
    if present.get(database_roles.BACKUP_ROLE) is False:
        advice = f"ALTER ROLE {database_roles.BACKUP_ROLE} BYPASSRLS"
        yield Finding("roles", False, "the role for backups does not see every row", advice)
    if not problems and not absent:
        yield Finding("roles", True, f"{connection.info.user} owns nothing and sees only what is opened to it")


def extensions(addresses: Addresses, connection: psycopg.Connection) -> Iterator[Finding]:
    """The extensions that indexes and searches need."""
    present = {name for (name,) in connection.execute("SELECT extname FROM pg_extension").fetchall()}
    absent = [name for name in database_roles.EXTENSIONS if name not in present]
    text = f"missing: {', '.join(absent)}" if absent else ", ".join(database_roles.EXTENSIONS)
    yield Finding("extensions", not absent, text, "ontschot migrate")


def migrations(addresses: Addresses, connection: psycopg.Connection) -> Iterator[Finding]:
    """Tables and programs are of the same version."""
    from django.db import connection as django_connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(django_connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    text = f"{len(waiting)} are not applied" if waiting else f"all {len(executor.loader.applied_migrations)} applied"
    yield Finding("migrations", not waiting, text, "ontschot migrate")


def row_security(addresses: Addresses, connection: psycopg.Connection) -> Iterator[Finding]:
    """Every table with personal data is closed, also to its owner, and no policy lets all rows through."""
    from ontschot.privacy import acting

    rows = connection.execute(
        """
        SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
               EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)
               AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive
                   AND p.polroles && ARRAY[0::oid, current_user::regrole::oid]
                   AND pg_get_expr(p.polqual, p.polrelid) = 'true')
        FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND (c.relname = ANY (%s) OR EXISTS (SELECT 1 FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attname = 'drawer_id' AND NOT a.attisdropped))
        ORDER BY c.relname
        """,
        [sorted(acting.personal_tables())],
    ).fetchall()
    open_tables = [name for name, enabled, forced, policy in rows if not (enabled and forced and policy)]
    for name in open_tables:
        yield Finding("row security", False, f"the table {name} is not closed", "ontschot migrate, or report a bug")
    if not open_tables:
        yield Finding("row security", True, f"all {len(rows)} tables with personal data are closed")


def seals(addresses: Addresses, connection: psycopg.Connection) -> Iterator[Finding]:
    """The log was not changed after it was sealed."""
    from ontschot.privacy import sealing

    broken = [str(problem) for problem in sealing.verify()]
    for problem in broken:
        advice = "Keep the database as it is, compare it with a backup and tell the privacy officer."
        yield Finding("seals", False, problem, advice)
    if not broken:
        yield Finding("seals", True, "the log is as it was sealed")


def disk(addresses: Addresses, connection: psycopg.Connection) -> Iterator[Finding]:
    """Room to go on writing."""
    folder = installation.data_dir()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    text = f"{free / 1e9:.1f} GB free in {folder}"
    yield Finding("disk", free >= _SPACE_WANTED, text, "Make room, or move the data folder to a larger disk.")


def clock(addresses: Addresses, connection: psycopg.Connection) -> Iterator[Finding]:
    """Database and programs agree on the time, and on the hour in the Netherlands."""
    row = connection.execute("SELECT clock_timestamp()").fetchone()
    apart = abs((row[0] - datetime.now(tz=UTC)).total_seconds()) if row else 0.0
    text = f"database and programs are {apart:.1f} seconds apart"
    yield Finding("clock", apart <= _CLOCK_TOLERANCE, text, "Let both machines follow the same time server (NTP).")
    zone = ZoneInfo("Europe/Amsterdam")
    agree = True
    for moment in _MOMENTS:
        there = connection.execute("SELECT %s::timestamptz AT TIME ZONE 'Europe/Amsterdam'", [moment]).fetchone()
        agree = agree and there is not None and there[0] == moment.astimezone(zone).replace(tzinfo=None)
    text = "both know the hour in the Netherlands" if agree else "the time zone data of database and programs differ"
    yield Finding("time zone", agree, text, "Update the time zone data (package tzdata) of the database server.")


def secrets_file(addresses: Addresses, connection: psycopg.Connection) -> Iterator[Finding]:
    """The keys are there; a file that others can read was refused before we came here."""
    from ontschot.foundation import secrets

    path = installation.data_dir() / secrets.FILE_NAME
    text = f"{path} is there; keep a copy apart from the backups" if path.exists() else f"{path} is missing"
    yield Finding("keys", path.exists(), text, "Put back the copy that was kept.")
    if os.environ.get("DATABASE_OWNER_URL"):
        yield Finding(
            "owner login", True, "DATABASE_OWNER_URL is set: leave it out of the environment of ontschot serve"
        )


_CHECKS: tuple[Check, ...] = (
    server,
    kind,
    roles,
    extensions,
    migrations,
    row_security,
    seals,
    secrets_file,
    disk,
    clock,
)

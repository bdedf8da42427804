"""`ontschot migrate`: roles, extensions, tables and rights, made or brought up to date. May be repeated."""

import argparse
import itertools
from typing import Any

import psycopg
from psycopg import sql

from ontschot.config.commands import installation
from ontschot.config.commands.report import OK, Refused, Report, WrongUse
from ontschot.foundation import database_roles
from ontschot.foundation.database_address import APP_ROLE, Addresses


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--kind` is asked at the first time only: it cannot be changed later."""
    parser.add_argument(
        "--kind", choices=["demo", "real"], help="what the database is for; needed once, fixed for ever"
    )
    parser.add_argument("--municipality", default="Voorbeeldstad", help="name of the municipality, at the first time")
    parser.add_argument("--code", default="0000", help="its CBS code of four digits, at the first time")


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Migrate the database of this installation."""
    with installation.available("migrate") as addresses:
        migrate(addresses, report, kind=arguments.kind, municipality=(arguments.municipality, arguments.code))
    return OK


def migrate(addresses: Addresses, report: Report, *, kind: str | None, municipality: tuple[str, str]) -> None:
    """Bring the database up to date. Raises `WrongUse` without a kind at the first time, `Refused` with another one."""
    if addresses.app.user != APP_ROLE:
        raise WrongUse(f"DATABASE_URL should log in as {APP_ROLE}, not as {addresses.app.user}.")
    with installation.connect(installation.admin_of(addresses)) as admin:
        database_roles.lock(admin)
        known = installation.kind_of(admin)
        _check_kind(kind, known)
        database_roles.ensure(admin, app_password=addresses.app.password, keep_password=not addresses.embedded)
        applied = _apply_migrations(addresses, report)
        _take_back_rights(admin)
        if known is None:
            name, code = municipality
            admin.execute(
                "INSERT INTO foundation_installation (id, kind, municipality_name, municipality_code, era, created_at) "
                "VALUES (1, %s, %s, %s, 1, now())",
                [kind, name, code],
            )
    report.add(kind=known or kind, applied=applied)
    report.say(f"The database ({known or kind}) is up to date; {applied} migrations applied.")


def _check_kind(asked: str | None, known: str | None) -> None:
    if known is None and asked is None:
        raise WrongUse(
            "A new database: say what it is for with --kind demo or --kind real. It cannot be changed later."
        )
    if known is not None and asked is not None and asked != known:
        raise Refused(f"This is a {known} database, and that cannot be changed. Use another data folder or database.")


def _apply_migrations(addresses: Addresses, report: Report) -> int:
    installation.start_django(addresses)
    from django.core.management import call_command
    from django.core.management.commands.migrate import Command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with installation.django_as_owner(addresses):
        executor = MigrationExecutor(connection)
        planned = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if planned:
            done = itertools.count(1)

            class Steps(Command):
                def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
                    if action == "apply_success":
                        report.progress(next(done), planned, "steps to make the database")

            call_command(Steps(), interactive=False, verbosity=0)
    return planned


def _take_back_rights(admin: psycopg.Connection) -> None:
    """Where the application may do less than read and write, it gets just what `privacy.policies.RESTRICTED` says."""
    from ontschot.privacy.policies import RESTRICTED

    app = sql.Identifier(APP_ROLE)
    for table, rights in RESTRICTED.items():
        admin.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(sql.Identifier(table), app))
        if rights:
            admin.execute(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(rights), sql.Identifier(table), app))

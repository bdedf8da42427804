"""Reaching the database of this installation from a command, and starting Django on it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from ontschot.config.commands.report import EnvironmentProblem
from ontschot.foundation import database_address, database_roles
from ontschot.foundation.database_address import Address, Addresses
from ontschot.foundation.local_database import LocalDatabase

NOT_MADE = "The database is not made yet. Run: ontschot migrate --kind real"
SETTINGS_MODULE = "ontschot.config.settings"


def data_dir() -> Path:
    """The data folder of this command."""
    return database_address.data_dir()


@contextmanager
def available(purpose: str) -> Iterator[Addresses]:
    """The database for the length of a command; an embedded one is started when it does not run.

    Raises `EnvironmentProblem`, `LocalDatabaseError`, `SecretsError` or `AddressError`.
    """
    if os.environ.get("DATABASE_URL"):
        yield database_address.from_environment()
        return
    with LocalDatabase(data_dir()).available(purpose):
        addresses = database_address.from_environment()
        ensure_database(addresses.admin)
        yield addresses


def ensure_database(admin: Address | None) -> None:
    """Make the (empty) database of an embedded server when it is not there yet."""
    if admin is None:
        return
    with connect(admin.to("postgres")) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [admin.name]).fetchone():
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(admin.name)))


def admin_of(addresses: Addresses) -> Address:
    """The login that may make roles and tables. Raises `EnvironmentProblem` when there is none."""
    if addresses.admin is None:
        raise EnvironmentProblem(
            "This command needs a login that may make roles and own tables. Set DATABASE_OWNER_URL for this command."
        )
    return addresses.admin


def connect(address: Address) -> psycopg.Connection:
    """An autocommit connection. Raises `EnvironmentProblem` when the server does not answer or refuses."""
    try:
        return psycopg.connect(address.conninfo(), autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        place = f"{address.host}:{address.port}/{address.name}"
        reason = str(error).strip().splitlines()[-1]
        raise EnvironmentProblem(f"The database {place} cannot be reached as {address.user}: {reason}") from error


def connect_as_application(addresses: Addresses) -> psycopg.Connection:
    """A connection as the application. Raises `EnvironmentProblem`, which says so when the database is not made yet."""
    try:
        return connect(addresses.app)
    except EnvironmentProblem:
        if addresses.embedded:
            with connect(admin_of(addresses)) as admin:
                if kind_of(admin) is None:
                    raise EnvironmentProblem(NOT_MADE) from None
        raise


def start_django(addresses: Addresses) -> None:
    """Start Django on the application's own login.

    The address is in the environment only while the settings are read: there for good it means a server of one's own.
    """
    os.environ["ONTSCHOT_DATA"] = str(data_dir())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    before = os.environ.get("DATABASE_URL")
    os.environ["DATABASE_URL"] = addresses.app.url()
    import django

    try:
        django.setup()
    finally:
        if before is None:
            del os.environ["DATABASE_URL"]


@contextmanager
def django_as_owner(addresses: Addresses) -> Iterator[None]:
    """Django's connection as the owner of the tables: for migrations only."""
    from django.db import connection

    before = dict(connection.settings_dict)
    connection.close()
    owner = admin_of(addresses).as_django()
    connection.settings_dict.update({key: owner[key] for key in ("HOST", "PORT", "USER", "PASSWORD", "NAME")})
    connection.settings_dict["OPTIONS"] = owner["OPTIONS"] | {"assume_role": database_roles.OWNER_ROLE}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.clear()
        connection.settings_dict.update(before)


def refuse_unsafe_role(addresses: Addresses) -> None:
    """Raise `EnvironmentProblem` when the application would go around row security."""
    with connect_as_application(addresses) as connection:
        problems = database_roles.problems_of_application(connection)
    if problems:
        lines = [f"{problem.text}\n  What to do: {problem.advice}" for problem in problems]
        raise EnvironmentProblem("Ontschot does not start like this.\n" + "\n".join(lines))


def kind_of(connection: psycopg.Connection) -> str | None:
    """`demo` or `real`; None when the database was not made by Ontschot (yet)."""
    if not connection.execute("SELECT to_regclass('public.foundation_installation')").fetchone()[0]:  # type: ignore[index]
        return None
    row = connection.execute("SELECT kind FROM public.foundation_installation").fetchone()
    return None if row is None else str(row[0])

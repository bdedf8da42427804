"""`ontschot serve`: the database (when it is in the data folder), the web server and the worker, kept running."""

import argparse
import contextlib
import os
import signal
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial

import psycopg

from ontschot.config.commands import installation
from ontschot.config.commands.report import OK, EnvironmentProblem, Report
from ontschot.foundation import database_address
from ontschot.foundation.database_address import Addresses
from ontschot.foundation.local_database import LocalDatabase, LocalDatabaseError
from ontschot.foundation.supervisor import Child, StartFailed, Supervisor, spawn

HEALTH_PATH = "/gezond/"
_PATIENCE = 1  # restarts of one part before anything worked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and whether to bring the database up to date first."""
    add_address(parser)
    parser.add_argument(
        "--migrate", choices=["demo", "real"], metavar="KIND", help="first make or update the database, as demo or real"
    )


def add_address(parser: argparse.ArgumentParser) -> None:
    """`--host` and `--port`."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Serve until a stop is asked."""

    def announce(url: str) -> None:
        report.say(f"Ontschot serves {url}   (stop with Ctrl-C)")
        report.add(url=url)

    return serve(arguments.host, arguments.port, report, migrate=arguments.migrate, announce=announce)


def serve(host: str, port: int, report: Report, *, migrate: str | None, announce: Callable[[str], None]) -> int:
    """Serve; `announce` hears the address as soon as a page can be had. Raises what `main` turns into exit codes."""
    _refuse_taken_port(host, port)
    local = LocalDatabase(installation.data_dir())
    with local.locked("serve"), contextlib.ExitStack() as ends:
        children = [] if os.environ.get("DATABASE_URL") else [_database(local, ends)]
        addresses = database_address.from_environment()
        if addresses.embedded:
            installation.ensure_database(addresses.admin)
        if migrate:
            _migrate(migrate)
        _refuse_unready(addresses)
        if _without_accounts(addresses):
            report.note(f"There is no account yet. Make one: ontschot --data {installation.data_dir()} user add NAME")
        environment = _environment(addresses)
        children += [program(host, port, environment)]
        supervisor = Supervisor(children, say=report.note)
        url = address_of(host, port)
        waiting = Waiting(url, partial(_tell, supervisor, announce, url))
        ends.pop_all()  # from here on the supervisor stops the database
        try:
            supervisor.run(tick=waiting.look, patience=_PATIENCE)
        except StartFailed as error:
            raise EnvironmentProblem(f"{error} See the messages above, and: ontschot doctor") from error
    return OK


def _database(local: LocalDatabase, ends: contextlib.ExitStack) -> Child:
    """Make and start the embedded database before anything else; it stays a child of this process."""
    local.prepare()
    server = local.start()
    ends.callback(local.stop, server)
    local.wait_ready(server)
    return Child(
        name="database",
        start=local.start,
        stop_signal=signal.SIGINT,
        grace=20,
        retry_on=(OSError, LocalDatabaseError),
        process=server,
    )


def program(host: str, port: int, environment: dict[str, str], *, worker: bool = True) -> Child:
    """The process that has everything loaded and keeps the web servers and the worker (see `config.program`)."""
    command = [sys.executable, "-m", "ontschot.config.program", "--host", host, "--port", str(port)]
    command += [] if worker else ["--no-worker"]
    return Child(name="program", start=partial(spawn, command, environment))


def address_of(host: str, port: int) -> str:
    """The address of the front page."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _environment(addresses: Addresses) -> dict[str, str]:
    """What the children get: the application's login and no other."""
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_OWNER_URL"}
    return kept | {
        "DATABASE_URL": addresses.app.url(),
        "ONTSCHOT_DATA": str(installation.data_dir()),
        "DJANGO_SETTINGS_MODULE": installation.SETTINGS_MODULE,
        "PYTHONUNBUFFERED": "1",
    }


def _migrate(kind: str) -> None:
    """In a process of its own, which finds the database that runs here."""
    command = [sys.executable, "-m", "ontschot.config.cli", "migrate", "--kind", kind]
    process = spawn(command, os.environ | {"ONTSCHOT_DATA": str(installation.data_dir())})
    if process.wait() != OK:
        raise EnvironmentProblem("The database could not be brought up to date.")


def _refuse_unready(addresses: Addresses) -> None:
    installation.refuse_unsafe_role(addresses)
    with installation.connect(addresses.app) as connection:
        try:
            kind = installation.kind_of(connection)
        except psycopg.errors.InsufficientPrivilege:
            kind = None
    if kind is None:
        raise EnvironmentProblem(installation.NOT_MADE)


def _without_accounts(addresses: Addresses) -> bool:
    with installation.connect(addresses.app) as connection:
        row = connection.execute("SELECT EXISTS (SELECT 1 FROM accounts_user)").fetchone()
    return row is not None and not row[0]


def _refuse_taken_port(host: str, port: int) -> None:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise EnvironmentProblem(
            f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: --port {port + 1}"
        ) from error


def _tell(supervisor: Supervisor, announce: Callable[[str], None], url: str) -> None:
    supervisor.settled()
    announce(url)


class Waiting:
    """Asks for the health page until it comes, once, and then tells."""

    def __init__(self, url: str, tell: Callable[[], None]) -> None:
        self._health = url.replace("0.0.0.0", "127.0.0.1").replace("[::]", "[::1]").rstrip("/") + HEALTH_PATH  # noqa: S104
        self._tell: Callable[[], None] | None = tell
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def look(self) -> None:
        if self._tell is None:
            return
        try:
            self._opener.open(self._health, timeout=2).close()
        except (urllib.error.URLError, OSError, ValueError):
            return
        tell, self._tell = self._tell, None
        tell()

"""The test ground: warnings are errors, no network but this machine, and one database server for the whole run.

The tests log in to the database as the application does (role `ontschot_app`, no owner, no superuser): what row
security forbids, a test cannot do either. Each pytest process has its own database, copied from a template that
`ontschot migrate` made once in this run. A test in a transaction (`django_db`) is rolled back; after a test with real
commits (`django_db(transaction=True)`, `live_server`) the database is copied anew.

The server is the embedded one, or that of `DATABASE_OWNER_URL` (a superuser) when that is set. A migrated embedded
server is kept in .data/test for the next run, until something changes that makes a database.
"""

import fcntl
import hashlib
import importlib
import ipaddress
import os
import secrets as random
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
from psycopg import sql

from ontschot.foundation import secrets
from ontschot.foundation.database_address import APP_ROLE, Address
from ontschot.foundation.local_database import ADMIN_ROLE, LocalDatabase

# How long an example takes says more of what else the machine does than of the code.
hypothesis.settings.register_profile("ontschot", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("ontschot")

_ENDS = pytest.StashKey[ExitStack]()
_ROOT = Path(__file__).resolve().parent.parent
_KEPT = _ROOT / ".data" / "test"
_KEPT_AT_MOST = 3
_MAKES_DATABASES = (
    "requirements.lock",
    "src/ontschot/**/migrations/*.*",
    "src/ontschot/**/models.py",
    "src/ontschot/**/models/*.py",
    "src/ontschot/privacy/policies.py",
    "src/ontschot/foundation/*database*.py",
    "src/ontschot/config/settings.py",
    "src/ontschot/config/commands/migrate.py",
)


class NetworkBlocked(Exception):
    """A test reached for another machine."""


def _check_host(host: object) -> None:
    if isinstance(host, bytes):
        host = host.decode()
    if not isinstance(host, str) or host in ("", "localhost"):
        return
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise NetworkBlocked(f"tests may not reach {host}: only this machine")


def _block_network() -> None:
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(original: Any) -> Any:
        def call(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                _check_host(address[0])
            return original(self, address)

        return call

    def guarded_lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
        _check_host(host)
        return getaddrinfo(host, *args, **kwargs)

    socket.socket.connect = guarded(connect)  # type: ignore[method-assign]
    socket.socket.connect_ex = guarded(connect_ex)  # type: ignore[method-assign]
    socket.getaddrinfo = guarded_lookup


def _start_ground(ends: ExitStack) -> None:
    """Once in a run, in the process that starts the others: the server, and where it is, in the environment."""
    folder = Path(tempfile.mkdtemp(prefix="ontschot-test-"))
    folder.chmod(0o711)
    ends.callback(shutil.rmtree, folder, ignore_errors=True)
    data = folder / "data"
    os.environ["ONTSCHOT_TEST_RUN"] = random.token_hex(3)
    if url := os.environ.get("DATABASE_OWNER_URL"):
        admin = Address.from_url(url, setting="DATABASE_OWNER_URL")
        password = os.environ.get("DATABASE_URL") and Address.from_url(os.environ["DATABASE_URL"]).password
        app = replace(admin, user=APP_ROLE, password=password or random.token_urlsafe(16))
        ends.callback(_drop_databases, admin)
    else:
        kept_as = _KEPT / _state_of_source()
        if kept_as.exists():
            subprocess.run(["cp", "-a", "--reflink=auto", str(kept_as), str(data)], check=True)
            os.utime(kept_as)
            (folder / "template.done").touch()
        local = LocalDatabase(data, durable=False)
        ends.enter_context(local.locked("test"))
        local.prepare()
        ends.callback(_keep, local, kept_as)
        server = local.start()
        ends.callback(local.stop, server)
        local.wait_ready(server)
        kept = secrets.load(data)
        admin = Address(host=str(local.socket_dir), user=ADMIN_ROLE, password=kept.owner_password, name="postgres")
        app = replace(admin, user=APP_ROLE, password=kept.app_password)
        ends.callback(_drop_databases, admin)
    installation = folder / "installation"
    secrets.load(installation)
    os.environ |= {
        "ONTSCHOT_TEST_ADMIN_URL": admin.url(),
        "ONTSCHOT_TEST_APP_URL": app.url(),
        "ONTSCHOT_TEST_FOLDER": str(folder),
        "ONTSCHOT_TEST_SHARED_SERVER": os.environ.get("DATABASE_OWNER_URL", "") and "1",
        "ONTSCHOT_DATA": str(installation),
    }


def _state_of_source() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for pattern in _MAKES_DATABASES:
        for path in sorted(_ROOT.glob(pattern)):
            digest.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:24]


def _keep(local: LocalDatabase, kept_as: Path) -> None:
    """After the server stopped: keep the migrated template for the next run, and forget the oldest."""
    made = (local.data_dir.parent / "template.done").exists() and _state_of_source() == kept_as.name
    if made and not kept_as.exists() and not (local.data_dir / "database").is_symlink():
        _KEPT.mkdir(parents=True, exist_ok=True)
        draft = kept_as.with_name(f"draft-{random.token_hex(4)}")
        subprocess.run(["cp", "-a", "--reflink=auto", str(local.data_dir), str(draft)], check=True)
        try:
            draft.rename(kept_as)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
    if _KEPT.exists():
        newest_first = sorted(_KEPT.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in newest_first[_KEPT_AT_MOST:]:
            shutil.rmtree(old, ignore_errors=True)


def _name(part: str) -> str:
    return f"ontschot_test_{os.environ['ONTSCHOT_TEST_RUN']}_{part}"


def _template_name() -> str:
    """One name for all runs on an embedded server, which is kept; a shared server has one for each run."""
    return _name("template") if os.environ.get("ONTSCHOT_TEST_SHARED_SERVER") else "ontschot_template"


def _admin() -> Address:
    return Address.from_url(os.environ["ONTSCHOT_TEST_ADMIN_URL"])


def _addresses(name: str) -> dict[str, str]:
    app = Address.from_url(os.environ["ONTSCHOT_TEST_APP_URL"])
    return {"DATABASE_URL": app.to(name).url(), "DATABASE_OWNER_URL": _admin().to(name).url()}


def _drop_databases(admin: Address) -> None:
    with psycopg.connect(admin.conninfo(), autocommit=True) as connection:
        pattern = _name("%").replace("_", r"\_")
        for (name,) in connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern]
        ).fetchall():
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Before Django's settings are read: the ground, and the database of this process."""
    _block_network()
    ends = config.stash[_ENDS] = ExitStack()
    if not hasattr(config, "workerinput"):
        _start_ground(ends)
    if getattr(config.option, "numprocesses", None):
        return  # the tests run in other processes; what they inherit must not decide their settings
    os.environ |= _addresses(_name(os.environ.get("PYTEST_XDIST_WORKER", "main")))
    os.environ["DJANGO_SETTINGS_MODULE"] = "ontschot.config.settings"
    # pytest-django, which comes after this, sets Django up when the settings were read.
    assert importlib.import_module("django.conf").settings.DATABASES


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started, whatever happened."""
    if _ENDS in config.stash:
        config.stash[_ENDS].close()


@contextmanager
def _only_one() -> Iterator[None]:
    with open(Path(os.environ["ONTSCHOT_TEST_FOLDER"], "template.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_template() -> str:
    """The name of the migrated template; whoever comes first makes it, through the command line."""
    name = _template_name()
    done = Path(os.environ["ONTSCHOT_TEST_FOLDER"], "template.done")
    if done.exists():
        return name
    with psycopg.connect(_admin().conninfo(), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    command = [sys.executable, "-m", "ontschot.config.cli", "migrate", "--kind", "demo"]
    ran = subprocess.run(command, env=os.environ | _addresses(name), capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise RuntimeError(f"ontschot migrate failed:\n{ran.stdout}\n{ran.stderr}")
    done.touch()
    return name


def copy_database(name: str) -> None:
    """Make database `name` a fresh copy of the template, ending connections to an earlier one."""
    with _only_one():
        template = _make_template()
        with psycopg.connect(_admin().conninfo(), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
            )


def _close_connections() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if getattr(connection, "pool", None):
            connection.close_pool()  # type: ignore[attr-defined]


def _copy_after_commits(case: Any) -> None:
    """What Django does by flushing as owner, which the application role cannot and reference data would not survive."""
    _close_connections()
    copy_database(Address.from_url(os.environ["DATABASE_URL"]).name)


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    """Each test starts in Dutch: a page asked in English by an earlier one leaves its language behind."""
    from django.utils import translation

    translation.activate("nl")
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """The database of this process. Replaces pytest-django's, which would create it as the application role."""
    from django.db import connection
    from django.test import TransactionTestCase

    connection.settings_dict["OPTIONS"].pop("pool", None)
    copy_database(connection.settings_dict["NAME"])
    TransactionTestCase._fixture_teardown = _copy_after_commits  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():
        _close_connections()


@pytest.fixture
def fresh_database() -> Iterator[dict[str, str]]:
    """A migrated demo database of its own, for a test that starts processes: the environment to give them."""
    name = _name(f"own_{random.token_hex(3)}")
    copy_database(name)
    yield os.environ | _addresses(name)
    _drop(name)


@pytest.fixture
def empty_database() -> Iterator[dict[str, str]]:
    """A database with nothing in it: the environment to give to processes."""
    name = _name(f"empty_{random.token_hex(3)}")
    with psycopg.connect(_admin().conninfo(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    yield os.environ | _addresses(name)
    _drop(name)


def _drop(name: str) -> None:
    with psycopg.connect(_admin().conninfo(), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def owner_connection(db: None) -> Iterator[psycopg.Connection]:
    """A connection to this process's database as its superuser: it sees only what was committed."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one the test fails, it is never skipped."""
    for name in (os.environ.get("ONTSCHOT_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    pytest.fail("There is no Chromium for the browser tests. Run them with ./dev test, which gets one.")

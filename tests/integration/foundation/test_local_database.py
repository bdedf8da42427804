"""The embedded database: closed to others, gone with its parent, and back at once after a kill."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ontschot.foundation import secrets
from ontschot.foundation.local_database import ADMIN_ROLE, FolderInUse, LocalDatabase, LocalDatabaseError

# What is started once for the whole file is started in one process only.
pytestmark = pytest.mark.xdist_group("local_database")


@pytest.fixture(scope="module")
def local() -> Iterator[LocalDatabase]:
    """A made cluster in a folder that its server can reach."""
    with tempfile.TemporaryDirectory(prefix="ontschot-local-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o711)
        made = LocalDatabase(Path(place, "data"), durable=False)
        with made.locked("test"):
            made.prepare()
        yield made


@pytest.fixture
def server(local: LocalDatabase) -> Iterator["subprocess.Popen[bytes]"]:
    """It, running."""
    with local.locked("test"):
        process = local.start()
        local.wait_ready(process)
        yield process
        local.stop(process)


def connect(local: LocalDatabase, password: str | None = None) -> psycopg.Connection:
    """A connection as the administrator of the cluster."""
    password = secrets.load(local.data_dir).owner_password if password is None else password
    return psycopg.connect(
        host=str(local.socket_dir), user=ADMIN_ROLE, password=password, dbname="postgres", autocommit=True
    )


def test_who_does_not_know_the_password_stays_out(local: LocalDatabase, server: object) -> None:
    for wrong in ("", "guess"):
        with pytest.raises(psycopg.OperationalError, match="password"):
            connect(local, wrong)


def test_its_folders_are_closed(local: LocalDatabase, server: object) -> None:
    for folder in (local.server_dir, local.cluster_dir, local.socket_dir):
        assert folder.stat().st_mode & 0o077 == 0, folder


def test_it_listens_nowhere_else(local: LocalDatabase, server: object) -> None:
    with connect(local) as connection:
        for setting, value in {
            "listen_addresses": "",
            "data_checksums": "on",
            "password_encryption": "scram-sha-256",
            "unix_socket_permissions": "0700",
            "log_min_error_statement": "panic",
        }.items():
            assert connection.execute("SELECT current_setting(%s)", [setting]).fetchone() == (value,)
        rules = connection.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
        assert rules == [("scram-sha-256",)]


def test_it_never_runs_as_root(local: LocalDatabase, server: "subprocess.Popen[bytes]") -> None:
    assert os.stat(f"/proc/{server.pid}").st_uid != 0


def test_its_log_holds_no_values(local: LocalDatabase, server: object) -> None:
    with connect(local) as connection:
        connection.execute("CREATE TEMPORARY TABLE once (name text PRIMARY KEY)")
        connection.execute("INSERT INTO once VALUES (%s)", ["Saskia van Dalen"])
        for statement in ("INSERT INTO once VALUES (%s)", "SELECT 1/0 WHERE %s <> ''"):
            with pytest.raises(psycopg.Error):
                connection.execute(statement, ["Saskia van Dalen"])
    assert "Saskia" not in local.log_path.read_text()


def test_after_a_kill_it_is_back_in_seconds_with_all_that_was_committed(local: LocalDatabase) -> None:
    local = LocalDatabase(local.data_dir)  # durable, as when it serves
    with local.locked("test"):
        server = local.start()
        local.wait_ready(server)
        with connect(local) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        took = []
        for number in range(3):
            with connect(local) as connection:
                connection.execute("INSERT INTO kept VALUES (%s)", [number])
                server.kill()
                server.wait()
            began = time.monotonic()
            server = local.start()
            local.wait_ready(server)
            took.append(time.monotonic() - began)
        with connect(local) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (3,)
            connection.execute("DROP TABLE kept")
        local.stop(server)
    assert max(took) < 5  # 0.2 on a quiet machine


def test_a_second_one_is_refused_and_told_who_has_it(local: LocalDatabase) -> None:
    refused = pytest.raises(FolderInUse, match=rf"ontschot first.*{os.getpid()}")
    with local.locked("first"), refused, local.locked("second"):
        pass


def test_a_command_uses_the_one_that_runs(local: LocalDatabase, server: "subprocess.Popen[bytes]") -> None:
    with local.available("command"):
        assert local.is_ready(server.pid)
    assert server.poll() is None


def test_a_command_brings_its_own_and_takes_it_away(local: LocalDatabase) -> None:
    with local.available("command"), connect(local) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not local.is_ready()


def test_a_process_number_of_something_else_does_not_stop_it(local: LocalDatabase) -> None:
    with local.locked("test"):
        (local.cluster_dir / "postmaster.pid").write_text(f"{os.getpid()}\n{local.cluster_dir}\n")
        server = local.start()
        local.wait_ready(server)
        local.stop(server)


@pytest.mark.skipif(sys.platform != "linux", reason="the parent's death is told to a child on Linux only")
def test_it_stops_with_a_parent_that_is_killed(local: LocalDatabase) -> None:
    script = (
        "import sys, time; from pathlib import Path; from ontschot.foundation.local_database import LocalDatabase\n"
        "local = LocalDatabase(Path(sys.argv[1]), durable=False)\n"
        "with local.locked('parent'):\n"
        "    server = local.start(); local.wait_ready(server); print(server.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(local.data_dir)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    number = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    with local.available("next"):
        assert not local.is_ready(number)


def test_a_long_path_gets_a_private_folder_for_its_socket(tmp_path: Path) -> None:
    long = LocalDatabase(tmp_path / ("x" * 100))
    assert len(os.fsencode(long.socket_dir)) < 90
    assert long.socket_dir != LocalDatabase(tmp_path / ("y" * 100)).socket_dir


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LocalDatabaseError, match="cannot be made"):
        LocalDatabase(tmp_path / "file" / "data").prepare()

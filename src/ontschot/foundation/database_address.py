"""Where a PostgreSQL database is and as whom to log in: from a URL, from the data folder, for Django or for libpq."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from psycopg.conninfo import make_conninfo

APP_ROLE = "ontschot_app"
DATABASE_NAME = "ontschot"


class AddressError(Exception):
    """The address of a database cannot be understood. The message names the setting, never the password."""


@dataclass(frozen=True, slots=True)
class Address:
    """One login on one database. `host` is a name, or the folder of a Unix socket."""

    host: str
    user: str
    name: str
    port: int = 5432
    password: str = field(default="", repr=False)
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_url(cls, url: str, *, setting: str = "DATABASE_URL") -> "Address":
        """Read `postgresql://user:password@host:port/name?sslmode=...`; a socket folder is given as `?host=/folder`.

        Raises `AddressError` when the text is not such a URL.
        """
        try:
            parts = urlsplit(url)
            port = parts.port or 5432
        except ValueError as error:
            raise AddressError(f"{setting} is not a valid URL.") from error
        name = unquote(parts.path.lstrip("/"))
        if parts.scheme not in ("postgres", "postgresql") or not name or not parts.username:
            raise AddressError(f"{setting} should look like postgresql://user:password@host:5432/name.")
        options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        host = options.pop("host", None) or unquote(parts.hostname or "localhost")
        return cls(
            host=host,
            port=int(options.pop("port", port)),
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            name=name,
            options=tuple(sorted(options.items())),
        )

    def url(self) -> str:
        """The same address as a URL, password included: for the environment of a child process only."""
        login = quote(self.user, safe="") + (":" + quote(self.password, safe="") if self.password else "")
        query = [*self.options]
        if self.host.startswith("/"):
            place = ""
            query.insert(0, ("host", self.host))
        else:
            place = f"[{self.host}]" if ":" in self.host else self.host
        tail = "&".join(f"{key}={quote(value, safe='/')}" for key, value in query)
        return f"postgresql://{login}@{place}:{self.port}/{quote(self.name, safe='')}" + (f"?{tail}" if tail else "")

    def as_django(self) -> dict[str, Any]:
        """The connection part of an entry in Django's `DATABASES`; `OPTIONS` holds what the URL asked for."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": self.host,
            "PORT": str(self.port),
            "USER": self.user,
            "PASSWORD": self.password,
            "NAME": self.name,
            "OPTIONS": dict(self.options),
        }

    def conninfo(self) -> str:
        """The same address for psycopg."""
        return make_conninfo(
            host=self.host,
            port=self.port,
            user=self.user,
            password=self.password or None,
            dbname=self.name,
            **dict(self.options),
        )

    def environment(self) -> dict[str, str]:
        """The same address for PostgreSQL's own programs, so that the password is in no list of processes."""
        values = {"PGHOST": self.host, "PGPORT": str(self.port), "PGUSER": self.user, "PGDATABASE": self.name}
        if self.password:
            values["PGPASSWORD"] = self.password
        return values | {f"PG{key.upper()}": value for key, value in self.options}

    def to(self, name: str) -> "Address":
        """The same login on another database of the same server."""
        return replace(self, name=name)


@dataclass(frozen=True, slots=True)
class Addresses:
    """What the application logs in as (`app`), and who may make roles and owns nothing else (`admin`).

    `admin` is None on an installation that gave the application no such login; `embedded` says that the database is
    the one in the data folder.
    """

    app: Address
    admin: Address | None
    embedded: bool


def data_dir(environment: Mapping[str, str] | None = None) -> Path:
    """The data folder: `ONTSCHOT_DATA`, or `.data/run` in the current folder. Absolute."""
    values = os.environ if environment is None else environment
    return Path(values.get("ONTSCHOT_DATA") or ".data/run").absolute()


def from_environment(environment: Mapping[str, str] | None = None) -> Addresses:
    """The addresses of this installation: `DATABASE_URL` and `DATABASE_OWNER_URL`, else the embedded database.

    Makes the secrets file of the data folder when there is none. Raises `AddressError` or `SecretsError`.
    """
    values = os.environ if environment is None else environment
    if url := values.get("DATABASE_URL"):
        owner = values.get("DATABASE_OWNER_URL")
        return Addresses(
            app=Address.from_url(url),
            admin=Address.from_url(owner, setting="DATABASE_OWNER_URL") if owner else None,
            embedded=False,
        )
    if values.get("DATABASE_OWNER_URL"):
        raise AddressError("DATABASE_OWNER_URL is set but DATABASE_URL is not. Set both, or neither.")
    from ontschot.foundation import secrets
    from ontschot.foundation.local_database import ADMIN_ROLE, LocalDatabase

    folder = data_dir(values)
    kept = secrets.load(folder)
    host = str(LocalDatabase(folder).socket_dir)
    app = Address(host=host, user=APP_ROLE, password=kept.app_password, name=DATABASE_NAME)
    return Addresses(app=app, admin=replace(app, user=ADMIN_ROLE, password=kept.owner_password), embedded=True)

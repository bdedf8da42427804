"""The product without row security and without its log, for comparison: settings of a second server in the same run.

The login is a database role that bypasses row security (made by ``make_role``); lines of the log are not written. All
else is the same. Never used outside the benchmarks.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import psycopg
from django.apps import AppConfig
from psycopg import sql

from ontschot.config.settings import *  # noqa: F403
from ontschot.config.settings import INSTALLED_APPS as _APPS

INSTALLED_APPS = [*_APPS, "benchmarks.bare_settings.Bare"]
ROLE = "bench_bare"


class Bare(AppConfig):
    """Takes the log and the second roles out."""

    name = "benchmarks"
    label = "benchmarks"

    def ready(self) -> None:
        """Replace the one function that writes lines, and the change of role."""
        from ontschot.privacy import acting, log

        @contextlib.contextmanager
        def as_we_are(_: str) -> Iterator[None]:
            yield

        log._insert = lambda lines: None
        acting.wide = as_we_are


def make_role(owner: str, app: str) -> str:
    """The role that bypasses row security; returns its address."""
    from ontschot.foundation.database_address import Address

    address = Address.from_url(app)
    with psycopg.connect(owner, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            connection.execute(f"CREATE ROLE {ROLE} LOGIN BYPASSRLS INHERIT")
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(ROLE), sql.Literal(address.password))
        )
        for role in ("ontschot_app", "ontschot_identify", "ontschot_register", "ontschot_oversight"):
            connection.execute(f"GRANT {role} TO {ROLE}")
    return Address(address.host, ROLE, address.name, address.port, address.password, address.options).url()

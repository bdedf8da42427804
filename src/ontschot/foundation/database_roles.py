"""The roles of the database: who owns, who works, who may see widely, who makes backups. And the check that it is so.

| role | may |
|---|---|
| `ontschot_owner` | owns all tables and migrates; nobody logs in as it |
| `ontschot_app` | the application: no superuser, no BYPASSRLS, owns nothing, inherits nothing |
| `ontschot_identify`, `ontschot_register`, `ontschot_oversight`, `ontschot_analyst` | entered with SET LOCAL ROLE |
| `ontschot_backup` | reads everything past row security, for pg_dump only; the application is no member |
"""

from dataclasses import dataclass

import psycopg
from psycopg import sql

from ontschot.foundation.database_address import APP_ROLE

OWNER_ROLE = "ontschot_owner"
BACKUP_ROLE = "ontschot_backup"
WIDE_ROLES = ("ontschot_identify", "ontschot_register", "ontschot_oversight", "ontschot_analyst")
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
_LOCK = 0x0E75C407  # any number, the same in every Ontschot


class RolesError(Exception):
    """The roles cannot be made. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a role, and what to do about it."""

    text: str
    advice: str


def lock(admin: psycopg.Connection) -> None:
    """Wait until no other Ontschot changes this database; held until the connection closes."""
    admin.execute("SELECT pg_advisory_lock(%s)", [_LOCK])


def ensure(admin: psycopg.Connection, *, app_password: str, keep_password: bool) -> None:
    """Make the roles, the extensions and the default privileges; what is there already is left or put right.

    `keep_password`: an existing `ontschot_app` keeps its password (a server of one's own). Raises `RolesError` when
    `admin` may not make roles.
    """
    try:
        _ensure_roles(admin, app_password, keep_password)
        _ensure_memberships(admin)
        for extension in EXTENSIONS:
            admin.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA public").format(sql.Identifier(extension)))
        ensure_privileges(admin)
    except psycopg.errors.InsufficientPrivilege as error:
        raise RolesError(
            f"The login of DATABASE_OWNER_URL may not make roles or extensions ({error.diag.message_primary}). "
            "Give it a superuser, or let one make them: docs/how-to/postgresql.md"
        ) from error


def _ensure_roles(admin: psycopg.Connection, app_password: str, keep_password: bool) -> None:
    present = {name for (name,) in admin.execute("SELECT rolname FROM pg_roles").fetchall()}
    wanted = {
        OWNER_ROLE: "NOLOGIN NOSUPERUSER NOBYPASSRLS",
        APP_ROLE: "LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
        BACKUP_ROLE: "NOLOGIN NOSUPERUSER BYPASSRLS",
        **dict.fromkeys(WIDE_ROLES, "NOLOGIN NOSUPERUSER NOBYPASSRLS"),
    }
    for role, attributes in wanted.items():
        name = sql.Identifier(role)
        if role not in present:
            admin.execute(sql.SQL("CREATE ROLE {} " + attributes).format(name))
        if role == APP_ROLE and not (keep_password and role in present):
            admin.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(app_password)))


def _ensure_memberships(admin: psycopg.Connection) -> None:
    """Only what is missing, so that a login that is no superuser may find it made already."""
    how = sql.SQL(" WITH INHERIT FALSE, SET TRUE" if admin.info.server_version >= 160000 else "")
    wanted = [(role, APP_ROLE, how) for role in WIDE_ROLES]
    wanted.append(("pg_read_all_data", BACKUP_ROLE, sql.SQL("")))
    if not _is_superuser(admin):
        wanted += [(role, admin.info.user, sql.SQL("")) for role in (OWNER_ROLE, BACKUP_ROLE)]
    present = admin.execute("SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members").fetchall()
    for role, member, options in wanted:
        if (role, member) not in present:
            grant = sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(member))
            admin.execute(grant + options)


def ensure_privileges(admin: psycopg.Connection) -> None:
    """What the owner makes from now on, the application may use; a migration takes away what it should not have."""
    owner, app = sql.Identifier(OWNER_ROLE), sql.Identifier(APP_ROLE)
    for statement in (
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE, CREATE ON SCHEMA public TO {owner}",
        "GRANT USAGE ON SCHEMA public TO {app}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public "
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
    ):
        admin.execute(sql.SQL(statement).format(owner=owner, app=app))


def empty(admin: psycopg.Connection) -> None:
    """Throw away everything in the database: tables, functions, extensions. Roles stay."""
    admin.execute("DROP SCHEMA public CASCADE")
    admin.execute("CREATE SCHEMA public")
    admin.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")


def is_empty(connection: psycopg.Connection) -> bool:
    """Whether the database holds no table of anyone."""
    query = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    row = connection.execute(query).fetchone()
    return row is not None and row[0] == 0


def _is_superuser(connection: psycopg.Connection) -> bool:
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return row is not None and bool(row[0])


def problems_of_application(connection: psycopg.Connection) -> list[Problem]:
    """Why the role of this connection may not serve: it goes around row security, or could make itself do so."""
    role = connection.info.user
    row = connection.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolinherit FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if row is None:
        raise RolesError(f"the role {role} is not known to its own server")
    superuser, bypass, create_role, inherit = row
    if superuser:
        advice = f"Log in as {APP_ROLE} in DATABASE_URL, or: ALTER ROLE {role} NOSUPERUSER"
        return [Problem(f"The application logs in as {role}, a superuser, who sees every row.", advice)]
    found = []
    if bypass:
        text = f"The application's role {role} has BYPASSRLS and sees every row."
        found.append(Problem(text, f"ALTER ROLE {role} NOBYPASSRLS"))
    if create_role:
        text = f"The application's role {role} may make roles, and so give itself rights."
        found.append(Problem(text, f"ALTER ROLE {role} NOCREATEROLE"))
    if inherit:
        text = f"The application's role {role} inherits the rights of the roles it may enter."
        found.append(Problem(text, f"ALTER ROLE {role} NOINHERIT"))
    return found + _problems_of_ownership(connection, role)


def _problems_of_ownership(connection: psycopg.Connection, role: str) -> list[Problem]:
    owned = connection.execute(
        """
        SELECT c.relname, o.rolname FROM pg_class c JOIN pg_roles o ON o.oid = c.relowner
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND c.relnamespace = 'public'::regnamespace
          AND pg_has_role(current_user, c.relowner, 'MEMBER')
        ORDER BY c.relname LIMIT 3
        """
    ).fetchall()
    dangerous = connection.execute(
        """
        SELECT rolname FROM pg_roles
        WHERE (rolsuper OR rolbypassrls) AND rolname <> current_user AND pg_has_role(current_user, oid, 'MEMBER')
        """
    ).fetchall()
    found = []
    if owned:
        names = ", ".join(name for name, _ in owned)
        text = f"The application's role {role} owns tables ({names}...), and an owner can switch row security off."
        advice = (
            f"REASSIGN OWNED BY {role} TO {OWNER_ROLE}" if owned[0][1] == role else f"REVOKE {owned[0][1]} FROM {role}"
        )
        found.append(Problem(text, advice))
    found += [
        Problem(f"The application's role {role} may become {name}, who sees every row.", f"REVOKE {name} FROM {role}")
        for (name,) in dangerous
    ]
    return found

"""What a database is besides its rows: policies, owners, rights, triggers, constraints. Proves that a copy is equal."""

import psycopg
from psycopg import sql

_RIGHTS = """
    coalesce((SELECT string_agg(coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC') || '=' || privilege_type, ','
        ORDER BY coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC'), privilege_type)
        FROM aclexplode({acl})), 'default')
"""
_MINE = "NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = {oid} AND d.deptype = 'e')"  # not of an extension

_SECTIONS: dict[str, str] = {
    "policies": "SELECT tablename || ': ' || policyname || ' ' || cmd || ' ' || roles::text || ' ' || "
    "coalesce(qual, '') || ' / ' || coalesce(with_check, '') FROM pg_policies WHERE schemaname = 'public'",
    "tables": "SELECT c.relname || ' ' || c.relkind || ' owner ' || c.relowner::regrole || ' security ' || "
    "c.relrowsecurity || '/' || c.relforcerowsecurity || ' ' || coalesce(c.reloptions::text, '') || ' rights ' || "
    + _RIGHTS.format(acl="c.relacl")
    + " FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND "
    + _MINE.format(oid="c.oid"),
    "columns": "SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || "
    + _RIGHTS.format(acl="a.attacl")
    + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'public'::regnamespace "
    "AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND " + _MINE.format(oid="c.oid"),
    "functions": "SELECT p.oid::regprocedure || ' owner ' || p.proowner::regrole || ' definer ' || p.prosecdef || "
    "' ' || md5(p.prosrc) || ' rights '  || "
    + _RIGHTS.format(acl="p.proacl")
    + " FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND "
    + _MINE.format(oid="p.oid"),
    "triggers": "SELECT pg_get_triggerdef(t.oid) || ' ' || t.tgenabled FROM pg_trigger t JOIN pg_class c "
    "ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal",
    "constraints": "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace AND contype <> 'n'",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "default rights": "SELECT defaclrole::regrole || ' ' || defaclobjtype || ' ' || "
    + _RIGHTS.format(acl="defaclacl")
    + " FROM pg_default_acl",
}


def tables(connection: psycopg.Connection) -> list[str]:
    """The names of all tables in the schema `public`, sorted."""
    query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    return [str(name) for (name,) in connection.execute(query).fetchall()]


def counts(connection: psycopg.Connection) -> dict[str, int]:
    """How many rows each table holds, as far as the current role sees them."""
    found = {}
    for name in tables(connection):
        row = connection.execute(sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(name))).fetchone()
        found[name] = int(row[0]) if row else 0
    return found


def shape(connection: psycopg.Connection) -> dict[str, list[str]]:
    """Everything that is not a row, as sorted lines per section. Equal lines mean equal access."""
    return {
        section: sorted(str(line) for (line,) in connection.execute(query.encode()).fetchall())
        for section, query in _SECTIONS.items()
    }


def differences(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[str]:
    """What one shape has and the other has not, in words."""
    found = []
    for section, lines in before.items():
        there = set(after.get(section, []))
        found += [f"{section}: missing {line}" for line in lines if line not in there]
        found += [f"{section}: new {line}" for line in sorted(there - set(lines))]
    return found

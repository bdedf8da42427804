"""What a database is besides its rows: policies, owners, rights, triggers, constraints. Proves that a copy is equal."""

import re

import psycopg
from psycopg import sql

# Rights of others than the owner, whose own are the same whether written down or not.
_RIGHTS = """(SELECT string_agg(coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC') || '=' || privilege_type, ','
    ORDER BY coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC'), privilege_type)
    FROM aclexplode({acl}) WHERE grantee <> {owner})"""
_TABLE_RIGHTS = _RIGHTS.format(
    acl="coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\", c.relowner))",
    owner="c.relowner",
)
_COLUMN_RIGHTS = _RIGHTS.format(acl="a.attacl", owner="c.relowner")
_FUNCTION_RIGHTS = _RIGHTS.format(acl="coalesce(p.proacl, acldefault('f', p.proowner))", owner="p.proowner")
_DEFAULT_RIGHTS = _RIGHTS.format(acl="defaclacl", owner="defaclrole")
# A dump writes the same expression with other casts and brackets.
_WRITING = re.compile(r"::(character varying|text|bpchar)(\[\])?|[()\s]")
_MINE = "NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = {} AND d.deptype = 'e')"  # not of an extension

_SECTIONS: dict[str, str] = {
    "policies": """
        SELECT concat_ws(' ', tablename, policyname, permissive, cmd, roles, qual, '/', with_check)
        FROM pg_policies WHERE schemaname = 'public'""",
    "tables": f"""
        SELECT concat_ws(' ', c.relname, c.relkind, 'owner', c.relowner::regrole, 'security', c.relrowsecurity,
            c.relforcerowsecurity, c.reloptions, 'rights', {_TABLE_RIGHTS})
        FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
            AND {_MINE.format("c.oid")}""",
    "columns": f"""
        SELECT concat_ws(' ', c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod),
            a.attnotnull, a.attidentity, {_COLUMN_RIGHTS})
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
            AND a.attnum > 0 AND NOT a.attisdropped AND {_MINE.format("c.oid")}""",
    "functions": f"""
        SELECT concat_ws(' ', p.oid::regprocedure, 'owner', p.proowner::regrole, 'definer', p.prosecdef,
            md5(p.prosrc), p.proconfig, 'rights', {_FUNCTION_RIGHTS})
        FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND {_MINE.format("p.oid")}""",
    "triggers": """
        SELECT concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled) FROM pg_trigger t JOIN pg_class c
        ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal""",
    "constraints": """
        SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "views": """
        SELECT concat_ws(' ', viewname, definition) FROM pg_views WHERE schemaname = 'public'""",
    "indexes": """
        SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'""",
    "default rights": f"""
        SELECT concat_ws(' ', defaclrole::regrole, defaclobjtype, {_DEFAULT_RIGHTS}) FROM pg_default_acl""",
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
        was = {_WRITING.sub("", line): line for line in lines}
        now = {_WRITING.sub("", line): line for line in after.get(section, [])}
        found += [f"{section}: missing {was[key]}" for key in was.keys() - now.keys()]
        found += [f"{section}: new {now[key]}" for key in now.keys() - was.keys()]
    return sorted(found)

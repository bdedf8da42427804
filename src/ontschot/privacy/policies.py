"""Row-level security as migration operations: one uniform policy for every table with a ``drawer_id``.

Measured in benchmarks/access_spike.py; decided in docs/decisions/0002-drawers-and-grants.md.
"""

from __future__ import annotations

from django.db.migrations import RunSQL

USER_ID = "NULLIF(current_setting('app.user_id', true), '')::bigint"
# Written exactly so: without the parentheses and the cast the function runs for every row.
OPEN_DRAWERS = "(SELECT privacy_open_drawers())::bigint[]"


def _statements(table: str, condition: str, check: str, *, system: bool) -> str:
    sql = f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY open_drawer ON {table} TO ontschot_app USING ({condition}) WITH CHECK ({check});
    """
    if system:
        sql += f"""
        CREATE POLICY system_work ON {table} TO ontschot_register USING (true) WITH CHECK (true);
        GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO ontschot_register;
        """
    return sql


def protect(table: str, *, system: bool = False, parent: tuple[str, str] | None = None) -> RunSQL:
    """Let ``ontschot_app`` see and write only rows whose drawer is open to the current user.

    ``parent`` is ``(column, parent table)``: a new row must also point to a parent that its writer may see, because a
    foreign key
    itself looks around row security. ``system`` also lets ``ontschot_register`` work on the table.
    """
    condition = f"drawer_id = ANY ({OPEN_DRAWERS})"
    check = condition
    if parent:
        column, parent_table = parent
        check += f" AND ({column} IS NULL OR EXISTS (SELECT 1 FROM {parent_table} p WHERE p.id = {table}.{column}))"
    return RunSQL(
        _statements(table, condition, check, system=system),
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def protect_own(table: str, *, system: bool = False) -> RunSQL:
    """Let ``ontschot_app`` see and write only the rows of the current user (column ``user_id``).

    ``system`` also lets ``ontschot_register`` work on the table.
    """
    condition = f"user_id = {USER_ID}"
    return RunSQL(_statements(table, condition, condition, system=system), RunSQL.noop)


# Tables on which the application role has less than select, insert, update, delete; `ontschot migrate` takes the rest
# away.
RESTRICTED: dict[str, str] = {
    "privacy_logentry": "SELECT, INSERT",
    "privacy_seal": "SELECT",
    "privacy_drawer": "SELECT",
    "privacy_reach": "",
    "privacy_seat": "",
    "privacy_cover": "",
    "privacy_roleof": "",
    "privacy_household_drawer": "",
    "privacy_user_grant": "",
    "privacy_grant": "SELECT, INSERT, UPDATE",
    "privacy_lifedomain": "SELECT, INSERT, UPDATE",
    # What was placed, handed in or answered never changes.
    "writing_letter": "SELECT, INSERT",
    "writing_letterattachment": "SELECT, INSERT",
    "writing_letterwithdrawal": "SELECT, INSERT",
    "writing_letteropening": "SELECT, INSERT",
    "writing_standardletter": "SELECT, INSERT",
    "access_personalplan": "SELECT, INSERT",
    "access_conversationreport": "SELECT, INSERT",
    "access_reportanswer": "SELECT, INSERT",
    "foundation_installation": "SELECT",
    "django_migrations": "SELECT",
    "privacy_open_drawer": "",
}

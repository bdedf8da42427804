"""The database itself refuses: every personal table has forced row security and a policy for the application role."""

from __future__ import annotations

import pytest
from django.db import connection


def _personal_tables() -> list[str]:
    from ontschot.privacy.acting import personal_tables

    return sorted(personal_tables() | {"privacy_grant", "privacy_drawer", "privacy_logentry", "privacy_draft"})


@pytest.mark.django_db
def test_every_personal_table_has_forced_row_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
                   EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND 'ontschot_app'::regrole = ANY
                   (p.polroles))
              FROM pg_class c WHERE c.relname = ANY (%s) AND c.relkind = 'r'
            """,
            [_personal_tables()],
        )
        rows = {name: (forced, policy) for name, forced, policy in cursor.fetchall()}
    assert rows.keys() == set(_personal_tables())
    assert [name for name, state in rows.items() if state != (True, True)] == []


@pytest.mark.django_db
def test_a_table_with_a_person_or_household_is_a_personal_table() -> None:
    """Any column that leads to a person or household makes a table personal, whatever its model says."""
    known = set(_personal_tables()) | {"privacy_reach", "privacy_household_drawer"}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT table_name FROM information_schema.columns
             WHERE table_schema = 'public' AND column_name IN ('person_id', 'household_id', 'subject_person_id',
             'owner_person_id')
               AND table_name NOT IN (SELECT table_name FROM information_schema.views WHERE table_schema = 'public')
            """
        )
        tables = {row[0] for row in cursor.fetchall()}
    assert tables - known == set()


@pytest.mark.django_db
def test_without_a_user_nothing_personal_is_visible() -> None:
    with connection.cursor() as cursor:
        for table in _personal_tables():
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table


@pytest.mark.django_db
def test_the_application_owns_nothing_and_may_not_change_the_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT has_table_privilege('privacy_logentry', 'UPDATE'),"
            " has_table_privilege('privacy_logentry', 'DELETE'),"
            " has_table_privilege('privacy_reach', 'SELECT'), has_table_privilege('foundation_installation', 'UPDATE')"
        )
        assert cursor.fetchone() == (False, False, False, False)

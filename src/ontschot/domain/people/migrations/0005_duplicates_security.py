"""Who sees what was said and done about two records: only who sees both of them."""

from typing import ClassVar

from django.db import migrations

from ontschot.privacy.policies import OPEN_DRAWERS

BOTH = f"drawer_id = ANY ({OPEN_DRAWERS}) AND other_drawer_id = ANY ({OPEN_DRAWERS})"


def _both(table: str) -> str:
    return f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY open_drawer ON {table} TO ontschot_app USING ({BOTH}) WITH CHECK ({BOTH});
    """


class Migration(migrations.Migration):
    """Policies."""

    dependencies: ClassVar = [("people", "0004_duplicates")]

    operations: ClassVar = [
        migrations.RunSQL(
            _both("people_pairverdict")
            + _both("people_personmerge")
            + "GRANT SELECT (merged_into) ON people_person TO ontschot_identify;",
            migrations.RunSQL.noop,
        )
    ]

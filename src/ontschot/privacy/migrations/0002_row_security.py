"""Which drawers are open to whom, the log that is only written, and row security on the tables of privacy itself.

See docs/decisions/0002-drawers-and-grants.md for the measurements behind the shape of ``privacy_open_drawers``.
"""

from pathlib import Path

from django.db import migrations

from ontschot.privacy.policies import protect, protect_own

SQL = (Path(__file__).parent / "row_security.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """Functions, views, triggers and policies."""

    dependencies = [("privacy", "0001_initial"), ("foundation", "0002_guards")]

    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        protect("privacy_grant", system=True),
        protect_own("privacy_draft"),
    ]

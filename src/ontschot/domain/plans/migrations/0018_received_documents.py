"""Documents that come with the public form: kept as system work, which sees no other document than those."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Policies."""

    dependencies: ClassVar = [("plans", "0017_mailings_security")]

    operations: ClassVar = [
        migrations.RunSQL(
            """
            CREATE POLICY received ON plans_document FOR INSERT TO ontschot_register WITH CHECK (added_by = 0);
            CREATE POLICY received_back ON plans_document FOR SELECT TO ontschot_register USING (added_by = 0);
            GRANT SELECT, INSERT ON plans_document TO ontschot_register;
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ontschot_register;
            """,
            migrations.RunSQL.noop,
        )
    ]

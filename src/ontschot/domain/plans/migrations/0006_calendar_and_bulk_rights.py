"""Row security on appointments and changes in one go, and what system work may do to carry them out."""

from typing import ClassVar

from django.db import migrations

from ontschot.privacy.policies import protect, protect_own


class Migration(migrations.Migration):
    """Policies."""

    dependencies: ClassVar = [("plans", "0005_calendar_and_bulk"), ("accounts", "0005_tell_cover")]

    operations: ClassVar = [
        protect("plans_appointment", parent=("household_id", "people_household"), system=True),
        protect("plans_attendee", parent=("appointment_id", "plans_appointment"), system=True),
        protect("plans_appointmentevent", system=True),
        protect("plans_attendeeevent", system=True),
        protect_own("plans_bulkchange"),
        protect("plans_bulkline", parent=("household_id", "people_household"), system=True),
        migrations.RunSQL(
            """
            CREATE POLICY bulk_work ON plans_bulkchange TO ontschot_register USING (true) WITH CHECK (true);
            GRANT SELECT, INSERT, UPDATE ON plans_bulkchange TO ontschot_register;
            CREATE POLICY bulk_work ON plans_action TO ontschot_register USING (true) WITH CHECK (true);
            GRANT SELECT, UPDATE ON plans_action TO ontschot_register;
            CREATE POLICY bulk_work ON plans_actionevent TO ontschot_register USING (true) WITH CHECK (true);
            GRANT SELECT, INSERT ON plans_actionevent TO ontschot_register;
            CREATE POLICY bulk_read ON plans_goal FOR SELECT TO ontschot_register USING (true);
            CREATE POLICY bulk_read ON plans_plan FOR SELECT TO ontschot_register USING (true);
            GRANT SELECT ON plans_goal, plans_plan TO ontschot_register;
            GRANT SELECT ON accounts_organisation TO ontschot_register;
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ontschot_register;
            """,
            migrations.RunSQL.noop,
        ),
    ]

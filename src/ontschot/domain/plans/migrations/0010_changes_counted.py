"""System work counts the goals and open actions of somebody who left, died or moved: a few columns, never the text."""

from django.db import migrations

COLUMNS = {
    "plans_plan": "id, household_id, state",
    "plans_goal": "id, plan_id, person_id, state",
    "plans_action": "id, goal_id, owner_person_id, state",
}


class Migration(migrations.Migration):
    """Policies and rights by column."""

    dependencies = [("plans", "0009_withdrawn_facts")]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY system_count ON {table} FOR SELECT TO ontschot_register USING (true);"
            f" GRANT SELECT ({columns}) ON {table} TO ontschot_register;",
            f"DROP POLICY system_count ON {table};",
        )
        for table, columns in COLUMNS.items()
    ]

"""Row security on plans and what hangs on them. System work (the register import) may raise a task and see who coordinates."""

from django.db import migrations

from ontschot.privacy.policies import protect

HOUSEHOLD = ("household_id", "people_household")
PARENTS = {
    "plan": HOUSEHOLD,
    "coordinatorship": HOUSEHOLD,
    "involvement": HOUSEHOLD,
    "goal": ("plan_id", "plans_plan"),
    "action": ("goal_id", "plans_goal"),
    "agreement": ("plan_id", "plans_plan"),
    "contact": HOUSEHOLD,
}
SYSTEM = {"coordinatorship", "involvement"}


class Migration(migrations.Migration):
    """Policies."""

    dependencies = [("plans", "0001_initial"), ("access", "0003_row_security")]

    operations = [
        *[protect(f"plans_{table}", parent=parent, system=table in SYSTEM) for table, parent in PARENTS.items()],
        *[protect(f"plans_{table}event", system=table in SYSTEM) for table in PARENTS],
        protect("plans_document", parent=HOUSEHOLD),
        protect("plans_task", parent=HOUSEHOLD, system=True),
        migrations.RunSQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ontschot_register;", migrations.RunSQL.noop),
    ]

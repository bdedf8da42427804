"""Row security on the plan in depth. The register import may record what changed in a household, and nothing else of it."""

from django.db import migrations

from ontschot.privacy.policies import protect

HOUSEHOLD = ("household_id", "people_household")
PARENTS = {
    "evaluation": ("plan_id", "plans_plan"),
    "evaluationview": ("evaluation_id", "plans_evaluation"),
    "evaluationdecision": ("evaluation_id", "plans_evaluation"),
    "conference": HOUSEHOLD,
    "conferenceguest": ("conference_id", "plans_conference"),
    "agendaitem": ("conference_id", "plans_conference"),
    "conferenceagreement": ("conference_id", "plans_conference"),
    "otherspart": HOUSEHOLD,
    "datedfact": HOUSEHOLD,
    "linestep": ("action_id", "plans_action"),
    "householdchange": HOUSEHOLD,
}
SYSTEM = {"householdchange"}


class Migration(migrations.Migration):
    """Policies."""

    dependencies = [("plans", "0003_plan_in_depth")]

    operations = [
        *[protect(f"plans_{table}", parent=parent, system=table in SYSTEM) for table, parent in PARENTS.items()],
        *[protect(f"plans_{table}event", system=table in SYSTEM) for table in PARENTS],
        migrations.RunSQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ontschot_register;", migrations.RunSQL.noop),
    ]
